//! Other programs: whether they are there.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where a program is found by its name; `None` if it is not.
#[must_use]
pub fn program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let names = [name.to_owned(), format!("{name}{}", std::env::consts::EXE_SUFFIX)];
    let mut folders = std::env::split_paths(&paths);
    folders
        .find_map(|folder| names.iter().map(|name| folder.join(name)).find(|path| path.is_file()))
}

/// What `git --version` says.
#[must_use]
pub fn git_version() -> Option<String> {
    let output = Command::new("git").arg("--version").stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text.lines().next()?;
    Some(version.strip_prefix("git version ").unwrap_or(version).to_owned())
}
