//! The only room with files, environment, clock and other programs.
//!
//! In: paths and names. Out: bytes, lists, instants; or one plain reason why not. Nothing here understands what
//! it reads.

mod attachment;
mod cache;
pub mod environment;
pub mod git;
mod keygen;
pub mod problem;
mod program;
mod scratch;
mod shelf;
mod sitter;
mod tree;
mod walk;
mod watch;
mod whole;
mod write;

pub use attachment::{attachment_digest, attachment_size};
pub use cache::Cache;
pub use environment::{colour_wanted, reader_language};
pub use git::{Change, Fault, Git, History, Snapshot};
pub use keygen::{Pen, agent_keys, fingerprint, public_key, sign};
pub use problem::Unread;
pub use program::{git_version, program};
pub use scratch::Scratch;
pub use shelf::{Disk, MAX_FILE, Shelf, Stamp};
pub use sitter::{ask, merges_by_line, setting};
pub use tree::Tree;
pub use walk::{Walked, walk};
pub use watch::Watch;
pub use whole::WholeFile;
pub use write::{Unwritten, append_lines, change_whole, write_all_new, write_whole};

use std::io::Read;
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

/// A path with its links followed; `None` if nothing is there.
#[must_use]
pub fn real_path(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// How many threads can work at once.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The size of a file in bytes; none if there is no such file.
#[must_use]
pub fn size(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|metadata| metadata.len())
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

/// Whether there is a file of this path.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
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
