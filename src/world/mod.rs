//! The only room with files, environment, clock and other programs.
//!
//! In: paths and names. Out: bytes, lists, instants; or one plain reason why not. Nothing here understands what
//! it reads.

mod attachment;
pub mod environment;
pub mod problem;
mod shelf;
mod walk;

pub use attachment::attachment_digest;
pub use environment::{colour_wanted, reader_language};
pub use problem::Unread;
pub use shelf::{Disk, MAX_FILE, Shelf};
pub use walk::{Walked, walk};

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// The one reading of the clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The current folder.
///
/// # Errors
/// If it was removed.
pub fn current_folder() -> std::io::Result<PathBuf> {
    std::env::current_dir()
}

/// All of standard input, up to a limit.
///
/// # Errors
/// [`Unread::TooLarge`] beyond the limit, else what the system says.
pub fn standard_input(limit: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    std::io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| Unread::of(&error))?;
    if bytes.len() > limit { Err(Unread::TooLarge(limit)) } else { Ok(bytes) }
}

/// Whether there is a folder of this path.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is anything under this path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// The folder above or at `start` that holds `name`, not beyond the repository's root.
#[must_use]
pub fn upward(start: &Path, name: &str) -> Option<PathBuf> {
    for folder in start.ancestors() {
        if folder.join(name).exists() {
            return Some(folder.to_owned());
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The root of the repository that holds `start`.
#[must_use]
pub fn repository(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// Writes a file as a whole or not at all: to a temporary name beside it, synced, then renamed.
///
/// # Errors
/// What the system says; then the file is as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written =
        write_synced(&temporary, bytes, path).and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        // The temporary file is of no use to anybody; if removing it fails too, the first error counts.
        let _ = std::fs::remove_file(&temporary);
    }
    written
}

fn write_synced(temporary: &Path, bytes: &[u8], original: &Path) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.write_all(bytes)?;
    if let Ok(metadata) = std::fs::metadata(original) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()
}

/// Writes a file that must not exist yet, its folders included.
///
/// # Errors
/// What the system says; `AlreadyExists` if it is there.
pub fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
