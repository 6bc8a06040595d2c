//! Signing and keys, by OpenSSH's own programs: no private key is ever read here.
//!
//! In: the name of a key and bytes. Out: an armoured signature, or why there is none. Passphrase, touch and where
//! keys are kept are OpenSSH's business; it asks for them at the terminal itself.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::write::temporary;

/// What to sign with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pen {
    /// A key file, private or public; the private half of a public one is with the agent.
    File(PathBuf),
    /// A public key as text, whose private half is with the agent.
    Agent(String),
}

/// What `ssh-keygen -Y sign` makes of the bytes in a namespace.
///
/// # Errors
/// What it says, or what the system says when it cannot be run.
pub fn sign(pen: &Pen, namespace: &str, bytes: &[u8], terminal: bool) -> Result<String, String> {
    let output = with_file(pen, |file| {
        // Without a word about what it does; that a key wants to be touched it says all the same.
        let arguments = ["-q", "-Y", "sign", "-n", namespace, "-f"];
        run(Command::new("ssh-keygen").args(arguments).arg(file), bytes, terminal)
    })?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// The fingerprint of a key (`SHA256:…`), if `ssh-keygen` can tell it without a passphrase.
#[must_use]
pub fn fingerprint(pen: &Pen) -> Option<String> {
    let output = with_file(pen, |file| {
        run(Command::new("ssh-keygen").args(["-l", "-f"]).arg(file), b"", false)
    });
    let text = String::from_utf8(output.ok()?).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// Whether a text is a public key rather than the name of a file, as git's `user.signingkey` may hold either.
#[must_use]
pub fn public_key(text: &str) -> Option<&str> {
    let key = text.strip_prefix("key::").unwrap_or(text);
    let kinds = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
    kinds.iter().any(|kind| key.starts_with(kind)).then_some(key)
}

/// The public keys that the agent holds, one a line of `ssh-add -L`; none without an agent.
#[must_use]
pub fn agent_keys() -> Vec<String> {
    let Ok(output) = run(Command::new("ssh-add").arg("-L"), b"", false) else { return Vec::new() };
    String::from_utf8_lossy(&output).lines().map(str::to_owned).collect()
}

/// Gives the file of a key to a program; a key that is only a text gets one for as long as it runs.
fn with_file<T>(pen: &Pen, act: impl FnOnce(&Path) -> Result<T, String>) -> Result<T, String> {
    match pen {
        Pen::File(file) => act(file),
        Pen::Agent(key) => {
            let words = |error: std::io::Error| error.to_string();
            let folder = std::env::temp_dir();
            let (file, mut open) = temporary(&folder, Path::new("obstat.pub")).map_err(words)?;
            let result = writeln!(open, "{key}").map_err(words).and_then(|()| act(&file));
            // A public key is no secret; if it cannot be removed, nothing is lost.
            let _ = std::fs::remove_file(&file);
            result
        }
    }
}

/// Runs a program on the bytes; what it writes, or what it complains of. At a `terminal` its words to the person
/// (that a key wants to be touched) go there directly.
fn run(command: &mut Command, bytes: &[u8], terminal: bool) -> Result<Vec<u8>, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let complaints = if terminal { Stdio::inherit() } else { Stdio::piped() };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(complaints).spawn();
    let mut child = child.map_err(|error| format!("{program}: {error}"))?;
    if let Some(mut input) = child.stdin.take() {
        // A program that refuses its arguments does not read; its status tells.
        let _ = input.write_all(bytes);
    }
    let output = child.wait_with_output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let first = words.lines().map(str::trim).find(|line| !line.is_empty());
    Err(format!("{program}: {}", first.unwrap_or("failed")))
}
