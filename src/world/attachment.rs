//! Digests of the files that drafts attach.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::text::{Digester, digest};

/// Bytes of the largest Git LFS pointer; anything longer is the file itself.
const MAX_POINTER: u64 = 1024;

/// `sha256:` and the digest of an attachment's bytes: relative to the draft's folder, or to the house's root if
/// it begins with `/`. A Git LFS pointer counts as the object it names. Links are followed inside the house
/// only. `None` if it is not there or lies outside.
#[must_use]
pub fn attachment_digest(root: &Path, folder: &Path, target: &str) -> Option<String> {
    let (file, length) = open(root, folder, target)?;
    let mut reader = BufReader::new(file);
    if length <= MAX_POINTER {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).ok()?;
        return Some(pointed_to(&bytes).unwrap_or_else(|| digest(&bytes)));
    }
    let mut digester = Digester::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer).ok()? {
            0 => break,
            read => digester.update(&buffer[..read]),
        }
    }
    Some(digester.finish())
}

/// How many bytes the file itself has.
#[must_use]
pub fn attachment_size(root: &Path, folder: &Path, target: &str) -> Option<u64> {
    open(root, folder, target).map(|(_, length)| length)
}

/// An attachment inside the house, and its length.
fn open(root: &Path, folder: &Path, target: &str) -> Option<(File, u64)> {
    let path = match target.strip_prefix('/') {
        Some(below) => root.join(below),
        None => folder.join(target),
    };
    let (real, house) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
    if !real.starts_with(house) {
        return None;
    }
    let file = File::open(real).ok()?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    Some((file, length))
}

/// The object that a Git LFS pointer names.
pub(super) fn pointed_to(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let rest = text.strip_prefix("version https://git-lfs.github.com/spec/")?;
    let oid = rest.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
    let sound =
        oid.len() == 64 && oid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    sound.then(|| format!("sha256:{oid}"))
}
