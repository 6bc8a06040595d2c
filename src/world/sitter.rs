//! Who sits here: what git knows of the person, and what the person answers.

use std::io::{BufRead, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// A setting of git in a folder (`user.email`); `None` if it is not set.
///
/// # Errors
/// What the system says when git cannot be run.
pub fn setting(folder: &Path, name: &str) -> std::io::Result<Option<String>> {
    // `~/` in `user.signingkey` means the home folder to git, and so to us.
    let kind = if name == "user.signingkey" { &["--type=path"][..] } else { &[] };
    let output = Command::new("git")
        .args(["config", "--get"])
        .args(kind)
        .arg(name)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()?;
    let value = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok((output.status.success() && !value.is_empty()).then_some(value))
}

/// Whether git merges this file line by line (`merge=union` in `.gitattributes`); `None` outside a repository or
/// without git.
#[must_use]
pub fn merges_by_line(folder: &Path, file: &Path) -> Option<bool> {
    super::repository(folder)?;
    let output = Command::new("git")
        .args(["check-attr", "-z", "merge", "--"])
        .arg(file)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let value = output.stdout.split(|&byte| byte == 0).nth(2)?.to_owned();
    output.status.success().then_some(value == b"union")
}

/// Asks at the terminal and waits for a line.
///
/// # Errors
/// What the system says.
pub fn ask(question: &str) -> std::io::Result<String> {
    let mut out = std::io::stderr().lock();
    write!(out, "{question} ")?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
