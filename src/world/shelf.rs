//! Where files are taken from: the disk, or a revision of the repository.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::problem::Unread;
use crate::text::{self, Aside, Lined};

/// The largest file that is read at all, in bytes. Rooms have tighter limits of their own; this one keeps a
/// mistaken path from filling the memory.
pub const MAX_FILE: usize = 128 << 20;

/// Where the files of a house are taken from. Paths are relative to the house, written with `/`.
pub trait Shelf: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Why not.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread>;

    /// The bytes of a file that is judged, not one that judges: on disk it may be a link to anywhere. More than
    /// `limit` is an error, not a cut.
    ///
    /// # Errors
    /// Why not.
    fn read_most(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unread>;

    /// `sha256:` and the digest of a file's bytes; for a Git LFS pointer the one it names. Links are followed
    /// inside the house only.
    fn digest(&self, path: &str) -> Option<String>;

    /// What the system says of a file that would be otherwise had anybody written to it; none where it tells too little.
    fn stamp(&self, _path: &str) -> Option<Stamp> {
        None
    }

    /// The text of a file, read when somebody asks for it; empty if it has another digest then.
    fn later(&self, _path: &str, _digest: &str) -> Option<Arc<dyn Aside>> {
        None
    }

    /// Every `.obstat` file below a folder, in path order; with each that cannot be visited why.
    fn rule_files(&self, folder: &str) -> Vec<Result<String, (String, Unread)>>;

    /// Whether a folder is there.
    fn has_folder(&self, path: &str) -> bool;

    /// Whether a file is there.
    fn has_file(&self, path: &str) -> bool;
}

/// What the system says of a file: two that are alike were taken of the same bytes, if the first was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    device: u64,
    number: u64,
    size: u64,
    /// Seconds and nanoseconds since 1970 of the last change of its bytes, which anybody can set, and of any change.
    written: (i64, i64),
    changed: (i64, i64),
}

/// Clocks of file systems are as coarse as this, in seconds: what changed later than so long ago may change again
/// without any sign.
const COARSE: i64 = 2;

impl Stamp {
    #[cfg(unix)]
    fn of(file: &std::fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            device: file.dev(),
            number: file.ino(),
            size: file.size(),
            written: (file.mtime(), file.mtime_nsec()),
            changed: (file.ctime(), file.ctime_nsec()),
        })
    }

    /// Elsewhere the system does not say when a file was last changed in any way.
    #[cfg(not(unix))]
    fn of(_: &std::fs::Metadata) -> Option<Self> {
        None
    }

    /// What the system says of an empty file of that second.
    #[cfg(test)]
    #[must_use]
    pub fn at(second: i64) -> Self {
        Self { device: 0, number: 0, size: 0, written: (second, 0), changed: (second, 0) }
    }

    /// Whether the file has not changed for so long that the next change will be seen.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let last = self.written.0.max(self.changed.0);
        i64::try_from(now).is_ok_and(|now| last.saturating_add(COARSE) < now)
    }
}

/// A text that is read from its file when somebody asks for it.
#[derive(Debug)]
struct Later {
    disk: Disk,
    path: String,
    digest: String,
    read: OnceLock<Arc<Lined>>,
}

impl Aside for Later {
    fn read(&self, _: u64, _: usize) -> Arc<Lined> {
        let read = || {
            let bytes = self.disk.read(&self.path).ok();
            let same = bytes.filter(|bytes| text::digest(bytes) == self.digest);
            let text = same.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            Arc::new(Lined::new(text.into()))
        };
        Arc::clone(self.read.get_or_init(read))
    }
}

/// The files as they are now.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    /// The root without links, asked once.
    real: OnceLock<Option<PathBuf>>,
}

impl Disk {
    /// The files below `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), real: OnceLock::new() }
    }

    /// Reads at most `limit` bytes; more is an error, not a cut.
    ///
    /// # Errors
    /// Why not.
    pub fn read_limited(path: &Path, limit: usize) -> Result<Vec<u8>, Unread> {
        // Asked before it is opened: a pipe that nobody writes to would wait for ever.
        let metadata = std::fs::metadata(path).map_err(|error| Unread::of(&error))?;
        if metadata.is_dir() {
            return Err(Unread::IsFolder);
        }
        if !metadata.is_file() {
            return Err(Unread::NoFile);
        }
        let file = File::open(path).map_err(|error| Unread::of(&error))?;
        let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        if size > limit {
            return Err(Unread::TooLarge(limit));
        }
        let mut bytes = Vec::with_capacity(size);
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        // The file may grow while it is read.
        file.take(most).read_to_end(&mut bytes).map_err(|error| Unread::of(&error))?;
        if bytes.len() > limit { Err(Unread::TooLarge(limit)) } else { Ok(bytes) }
    }

    /// Whether a path lies below, and no link on its way leads out.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        !self.leads_out(&self.root.join(path))
    }

    /// Whether a link leads out of the house: what judges must lie in what is reviewed.
    fn leads_out(&self, path: &Path) -> bool {
        let root = self.real.get_or_init(|| self.root.canonicalize().ok());
        match (path.canonicalize().ok(), root) {
            (Some(path), Some(root)) => !path.starts_with(root),
            _ => false,
        }
    }
}

impl Shelf for Disk {
    fn read_most(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        Self::read_limited(&self.root.join(path), limit)
    }

    fn digest(&self, path: &str) -> Option<String> {
        super::attachment_digest(&self.root, &self.root, path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let full = self.root.join(path);
        if self.leads_out(&full) {
            return Err(Unread::Outside);
        }
        Self::read_limited(&full, MAX_FILE)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let file = std::fs::metadata(self.root.join(path)).ok()?;
        Stamp::of(&file).filter(|_| file.is_file())
    }

    fn later(&self, path: &str, digest: &str) -> Option<Arc<dyn Aside>> {
        let (disk, path, digest) = (self.clone(), path.to_owned(), digest.to_owned());
        Some(Arc::new(Later { disk, path, digest, read: OnceLock::new() }))
    }

    fn rule_files(&self, folder: &str) -> Vec<Result<String, (String, Unread)>> {
        let start = self.root.join(folder);
        let shown = |path: &Path| {
            let below = path.strip_prefix(&self.root).unwrap_or(path);
            below.to_string_lossy().replace('\\', "/")
        };
        let walk = walkdir::WalkDir::new(&start).follow_links(true).sort_by_file_name();
        let mut files = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let path = entry.path();
                    let is_rule = path.extension().is_some_and(|extension| extension == "obstat");
                    if is_rule && !entry.file_type().is_dir() {
                        files.push(Ok(shown(path)));
                    }
                }
                Err(error) => {
                    let path = error.path().map(shown).unwrap_or_default();
                    let reason = match (error.loop_ancestor(), error.io_error()) {
                        (Some(_), _) => Unread::Loop,
                        (None, Some(error)) => Unread::of(error),
                        (None, None) => Unread::Other(error.to_string()),
                    };
                    files.push(Err((path, reason)));
                }
            }
        }
        files
    }

    fn has_folder(&self, path: &str) -> bool {
        self.root.join(path).is_dir()
    }

    fn has_file(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }
}
