//! The files below a folder, as git sees them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ignore::WalkBuilder;

use super::problem::Unread;

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Files, sorted.
    pub files: Vec<PathBuf>,
    /// What could not be visited.
    pub unread: Vec<(PathBuf, Unread)>,
}

/// Every file below `folder` that git does not ignore, and every one that it tracks even so: an ignore file
/// hides no draft that git knows.
#[must_use]
pub fn walk(folder: &Path) -> Walked {
    let mut walked = visible(folder);
    walked.files.extend(tracked_though_ignored(folder));
    walked.files.sort();
    walked.files.dedup();
    walked.unread.sort_by(|a, b| a.0.cmp(&b.0));
    walked
}

/// Every file below `folder` that git does not ignore, in no order.
pub(super) fn visible(folder: &Path) -> Walked {
    let mut walked = Walked::default();
    let walk = WalkBuilder::new(folder)
        .hidden(true)
        .ignore(false)
        .git_exclude(true)
        .git_global(false)
        .parents(true)
        .follow_links(true)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) => {
                walked.files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => walked.unread.push(reason(&error, folder)),
        }
    }
    walked
}

fn reason(error: &ignore::Error, folder: &Path) -> (PathBuf, Unread) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), reason(err, folder).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            reason(err, folder)
        }
        ignore::Error::Loop { child, .. } => (child.clone(), Unread::Loop),
        ignore::Error::Io(error) => (folder.to_owned(), Unread::of(error)),
        other => (folder.to_owned(), Unread::Other(other.to_string())),
    }
}

/// Tracked files that an ignore file names; none outside a repository or without git.
fn tracked_though_ignored(folder: &Path) -> Vec<PathBuf> {
    if super::repository(folder).is_none() {
        return Vec::new();
    }
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Ok(output) = listed else { return Vec::new() };
    let names = output.stdout.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    let paths =
        names.filter_map(|name| std::str::from_utf8(name).ok()).map(|name| folder.join(name));
    // The index still names what was just deleted.
    paths.filter(|path| path.exists()).collect()
}
