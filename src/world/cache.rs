//! The cache folder of the user: what a run worked out and the next one may use.
//!
//! In: a name and bytes. Out: the bytes, or nothing: whatever is wrong with a cache, the run goes on without it.
//! Nothing is kept where others may write, and never in a repository, where a cache would be a way round the
//! policy.

use std::fs::{self, Metadata};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The largest file that is taken from a cache: the largest policy compiled is far smaller.
const MAX_CACHED: usize = 64 << 20;

/// A folder for what can be worked out again.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The folder that the environment names with `OBSTAT_CACHE_DIR`, else the user's own; none where `CI` is
    /// set, because there nobody comes back for it.
    #[must_use]
    pub fn find() -> Option<Self> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        if let Some(folder) = set("OBSTAT_CACHE_DIR") {
            return Some(Self::at(Path::new(&folder)));
        }
        if set("CI").is_some() {
            return None;
        }
        let home = || set("HOME").map(PathBuf::from);
        let folder = if cfg!(windows) {
            set("LOCALAPPDATA").map(PathBuf::from)
        } else if cfg!(target_os = "macos") {
            home().map(|home| home.join("Library/Caches"))
        } else {
            set("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(home()?.join(".cache")))
        };
        let folder = folder.filter(|folder| folder.is_absolute())?;
        Some(Self::at(&folder.join("obstat")))
    }

    /// This folder.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether what is kept there is taken: nobody else may write to the folder. One that is not there yet will be
    /// made so.
    #[must_use]
    pub fn trusted(&self) -> bool {
        fs::metadata(&self.folder).map_or(true, |folder| folder.is_dir() && ours(&folder))
    }

    /// What was kept under a name; nothing if others may have written it.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let folder = fs::metadata(&self.folder).ok()?;
        let file = fs::symlink_metadata(&path).ok()?;
        if !file.is_file() || !ours(&folder) || !ours(&file) {
            return None;
        }
        super::Disk::read_limited(&path, MAX_CACHED).ok()
    }

    /// Keeps bytes under a name: whoever reads sees them whole or not at all. That it cannot be done is no
    /// mistake; then the next run works it out again.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        if bytes.len() > MAX_CACHED || make_private(&self.folder).is_err() {
            return;
        }
        if !fs::metadata(&self.folder).is_ok_and(|folder| ours(&folder)) {
            return;
        }
        let temporary = self.folder.join(format!("{name}.{}.tmp", std::process::id()));
        let written = write_private(&temporary, bytes)
            .and_then(|()| fs::rename(&temporary, self.folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
    }
}

/// Whether a file or folder belongs to this user, and nobody else may write to it.
#[cfg(unix)]
fn ours(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let others_may_write = metadata.mode() & 0o022 != 0;
    // Where the system tells of no process, the permissions alone decide.
    let me = fs::metadata("/proc/self").ok().map(|process| process.uid());
    !others_may_write && me.is_none_or(|me| me == metadata.uid())
}

/// Elsewhere a user's folders are closed to others by default.
#[cfg(not(unix))]
fn ours(_: &Metadata) -> bool {
    true
}

/// Makes the folder, for this user alone.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(&folder.path().join("a/b"));
        assert!(cache.read("x").is_none());
        cache.write("x", b"one");
        cache.write("x", b"two");
        assert_eq!(cache.read("x").as_deref(), Some(&b"two"[..]));
        let left: Vec<_> = fs::read_dir(folder.path().join("a/b")).expect("a folder").collect();
        assert_eq!(left.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_taken_that_others_may_write() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(folder.path());
        cache.write("x", b"one");
        let allow = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own");
        };
        allow(&folder.path().join("x"), 0o666);
        assert!(cache.read("x").is_none());
        allow(&folder.path().join("x"), 0o600);
        assert!(cache.read("x").is_some());
        allow(folder.path(), 0o777);
        assert!(cache.read("x").is_none());
        cache.write("y", b"two");
        assert!(!folder.path().join("y").exists());
        allow(folder.path(), 0o700);
    }
}
