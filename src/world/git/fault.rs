//! Why git could not answer.

use std::fmt;
use std::path::PathBuf;

/// Why git could not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no program `git`.
    NoGit,
    /// The folder lies in no repository.
    NoRepository,
    /// No commit has this name in the repository with this root, which need not be the one that was meant.
    Unknown(PathBuf),
    /// The name means more than one thing.
    Ambiguous,
    /// It is no name of a commit.
    BadName,
    /// Commits are missing: the clone is shallow.
    Cut,
    /// Anything else, in git's words.
    Said(String),
}

impl Fault {
    pub(super) fn of_start(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NoGit,
            _ => Self::Said(error.to_string()),
        }
    }

    /// What git wrote before it gave up: the line that says why, without `fatal: `; hints stand before it.
    pub(super) fn said(stderr: &[u8]) -> Self {
        let text = String::from_utf8_lossy(stderr);
        let mut told = text.lines().filter(|line| !line.trim().is_empty());
        let line = told.clone().find(|line| line.starts_with("fatal: ")).or_else(|| told.next());
        let line = line.unwrap_or_default();
        Self::Said(line.trim().trim_start_matches("fatal: ").to_owned())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(words) => f.write_str(words),
            other => write!(f, "{other:?}"),
        }
    }
}
