//! What has changed: on disk since a snapshot, or in the index.

use std::collections::BTreeMap;
use std::path::Path;

use super::Snapshot;
use crate::world::{Disk, MAX_FILE};

/// From which share of equal lines on, in percent, a file counts as brought from another name. It is git's
/// own default.
const ALIKE: usize = 50;

/// A file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its path below the repository's root.
    pub path: String,
    /// The name it had; its own if it was only edited, none if it is new.
    pub before: Option<String>,
}

/// Files on disk against a snapshot.
pub(super) fn on_disk(root: &Path, since: &Snapshot, files: &[String]) -> Vec<Change> {
    let mut gone: Option<BTreeMap<String, Vec<u8>>> = None;
    let mut changes = Vec::new();
    for path in files {
        let Ok(now) = Disk::read_limited(&root.join(path), MAX_FILE) else { continue };
        if since.has(path) {
            let before = since.read_at("", path, MAX_FILE);
            if before.is_ok_and(|before| same_text(&before, &now)) {
                continue;
            }
            changes.push(Change { path: path.clone(), before: Some(path.clone()) });
            continue;
        }
        let gone = gone.get_or_insert_with(|| vanished(root, since, files));
        let nearest = gone
            .iter()
            .map(|(old, before)| (likeness(before, &now), old))
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        changes.push(Change { path: path.clone(), before: nearest.map(|(_, old)| old.clone()) });
    }
    changes
}

/// Files of the snapshot that are no longer on disk and could have become one of `files`: those with the same
/// ending.
fn vanished(root: &Path, since: &Snapshot, files: &[String]) -> BTreeMap<String, Vec<u8>> {
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let wanted: Vec<_> = files.iter().map(|path| ending(path)).collect();
    let old = since.paths("").filter(|path| wanted.contains(&ending(path)));
    let old = old.filter(|path| std::fs::symlink_metadata(root.join(path)).is_err());
    old.filter_map(|path| Some((path.to_owned(), since.read_at("", path, MAX_FILE).ok()?)))
        .collect()
}

/// Whether two files are the same but for line ends.
#[must_use]
pub fn same_text(one: &[u8], other: &[u8]) -> bool {
    let plain = |bytes: &[u8]| {
        let mut rest = bytes.iter().copied().peekable();
        let mut plain = Vec::with_capacity(bytes.len());
        while let Some(byte) = rest.next() {
            if byte != b'\r' || rest.peek() != Some(&b'\n') {
                plain.push(byte);
            }
        }
        plain
    };
    one == other || plain(one) == plain(other)
}

/// The share of bytes in lines that both have, in percent of the longer one.
fn likeness(one: &[u8], other: &[u8]) -> usize {
    let lines = |bytes: &[u8]| -> BTreeMap<Vec<u8>, usize> {
        let mut lines = BTreeMap::new();
        for line in bytes.split(|&byte| byte == b'\n') {
            let line = line.trim_ascii();
            if !line.is_empty() {
                *lines.entry(line.to_vec()).or_default() += 1;
            }
        }
        lines
    };
    let (one, other) = (lines(one), lines(other));
    let size = |lines: &BTreeMap<Vec<u8>, usize>| -> usize {
        lines.iter().map(|(line, count)| line.len() * count).sum()
    };
    let shared: usize = one
        .iter()
        .map(|(line, count)| line.len() * other.get(line).map_or(0, |other| *other.min(count)))
        .sum();
    shared * 100 / size(&one).max(size(&other)).max(1)
}

/// What `diff-index --name-status -z` lists, without what was deleted.
pub(super) fn listed(bytes: &[u8]) -> Vec<Change> {
    let mut words = bytes.split(|&byte| byte == 0).map(String::from_utf8_lossy);
    let mut changes = Vec::new();
    while let (Some(status), Some(path)) = (words.next(), words.next()) {
        let path = path.into_owned();
        match status.as_bytes().first() {
            Some(b'R' | b'C') => {
                let now = words.next().unwrap_or_default().into_owned();
                changes.push(Change { path: now, before: Some(path) });
            }
            Some(b'A') => changes.push(Change { path, before: None }),
            Some(b'D' | b'U') | None => {}
            Some(_) => changes.push(Change { before: Some(path.clone()), path }),
        }
    }
    changes
}

/// What `ls-files -z` lists, all of it new.
pub(super) fn all_new(bytes: &[u8]) -> Vec<Change> {
    names(bytes).into_iter().map(|path| Change { path, before: None }).collect()
}

/// Names that end in a zero byte each.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let names = bytes.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_do_not_count() {
        assert!(same_text(b"a\r\nb\n", b"a\nb\n"));
        assert!(!same_text(b"a\rb\n", b"a\nb\n") && !same_text(b"a\n", b"a\nb"));
    }

    #[test]
    fn likeness_is_a_share_of_lines() {
        assert_eq!(likeness(b"one\ntwo\nsix\nten\n", b"one\ntwo\nsix\nnew\n"), 75);
        assert_eq!(likeness(b"", b""), 0);
        assert_eq!(likeness(b"one", b"two"), 0);
    }

    #[test]
    fn reads_what_git_lists() {
        let change = |path: &str, before: Option<&str>| Change {
            path: path.to_owned(),
            before: before.map(str::to_owned),
        };
        assert_eq!(
            listed(b"M\0a.md\0R087\0b.md\0c.md\0A\0d.md\0D\0e.md\0"),
            [change("a.md", Some("a.md")), change("c.md", Some("b.md")), change("d.md", None)]
        );
        assert_eq!(all_new(b"a\0b\0"), [change("a", None), change("b", None)]);
    }
}
