//! Writing: files appear whole or not at all, and of two writers none loses the other's words.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Disk, Unread, WholeFile};

/// How many temporary names are tried; each that is taken was left by a process that was killed.
const MAX_NAMES: u32 = 100;

/// Writes a file as a whole or not at all: to a temporary name beside it, synced, then renamed.
///
/// # Errors
/// What the system says; then the file is as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = WholeFile::begin(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A file of a name that nobody has, beside `path`.
pub(super) fn temporary(folder: &Path, path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let process = std::process::id();
    let mut number = 0;
    loop {
        let temporary = folder.join(format!(".{name}.{process}-{number}.tmp"));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MAX_NAMES => {
                number += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Writes files that must not exist yet, their folders included: if one of them is there, none.
///
/// # Errors
/// The file in the way, or that could not be written, and what the system says; `AlreadyExists` if it is there.
pub fn write_all_new(files: &[(PathBuf, &str)]) -> Result<(), (PathBuf, io::Error)> {
    let there = |(path, _): &&(PathBuf, &str)| path.symlink_metadata().is_ok();
    if let Some((path, _)) = files.iter().find(there) {
        return Err((path.clone(), io::ErrorKind::AlreadyExists.into()));
    }
    for (path, text) in files {
        write_new(path, text).map_err(|error| (path.clone(), error))?;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
            // A file where a folder should be is not the file that was asked for.
            io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// Adds lines to the end of a file: behind those of others, all of them or, if something fails, none. Half a line that a
/// killed process left is ended first, so that it spoils no other.
///
/// # Errors
/// What the system says; then the file is as it was.
pub fn append_lines(path: &Path, lines: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    file.lock()?;
    let length = file.metadata()?.len();
    let mut last = [b'\n'];
    if length > 0 {
        file.seek(io::SeekFrom::Start(length - 1))?;
        file.read_exact(&mut last)?;
    }
    let gap = if last == *b"\n" { "" } else { "\n" };
    let written = file.write_all(format!("{gap}{lines}").as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // What was written of it would be half a line; if this fails too, the first error counts.
        let _ = file.set_len(length);
    }
    written
}

/// Changes a file as a whole or not at all, while no other process of ours does: `change` is given its bytes (none
/// if it is not there yet) and gives the new ones, or why it shall stay as it is.
///
/// # Errors
/// What `change` says; or, inside, what the system says.
pub fn change_whole<E>(
    path: &Path,
    limit: usize,
    change: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Result<(), E>, Unwritten> {
    let lock = Lock::of(folder_of(path)).map_err(Unwritten::Write)?;
    let bytes = match Disk::read_limited(path, limit) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => Vec::new(),
        Err(reason) => return Err(Unwritten::Read(reason)),
    };
    let changed = match change(&bytes) {
        Ok(changed) => changed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let written = write_whole(path, &changed).map_err(Unwritten::Write);
    drop(lock);
    written.map(Ok)
}

/// Why a file was not changed.
#[derive(Debug)]
pub enum Unwritten {
    /// It could not be read.
    Read(Unread),
    /// It could not be written.
    Write(io::Error),
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The right to change files of a folder. The system takes it back when the process ends, however it ends, so no
/// lock is ever left behind.
struct Lock(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl Lock {
    /// Waits until nobody else has it. Where a folder cannot be opened like a file, a file inside stands for it.
    fn of(folder: &Path) -> io::Result<Self> {
        let file = if cfg!(unix) {
            File::open(folder)?
        } else {
            let name = folder.join(".obstat.lock");
            OpenOptions::new().write(true).create(true).truncate(false).open(name)?
        };
        file.lock()?;
        Ok(Self(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_writers_lose_nothing_and_leave_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for line in 0..10 {
                        let add = |bytes: &[u8]| {
                            Ok::<_, ()>([bytes, format!("{writer} {line}\n").as_bytes()].concat())
                        };
                        change_whole(path, 1 << 20, add).unwrap().unwrap();
                    }
                });
            }
        });
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 80);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_process_left_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        let left = folder.path().join(format!(".lines.{}-0.tmp", std::process::id()));
        std::fs::write(&left, "half a li").unwrap();
        write_whole(&path, b"whole\n").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole\n");
        assert_eq!(std::fs::read_to_string(&left).unwrap(), "half a li");
    }

    #[test]
    fn a_refusal_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        assert_eq!(change_whole(&path, 10, |_| Err(3)).unwrap(), Err(3));
        assert!(!path.exists());
        std::fs::write(&path, "longer than ten bytes").unwrap();
        let refused = change_whole(&path, 10, |bytes| Ok::<_, ()>(bytes.to_vec()));
        assert!(matches!(refused, Err(Unwritten::Read(Unread::TooLarge(10)))));
    }
}
