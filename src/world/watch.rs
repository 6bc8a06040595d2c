//! What changes below folders.
//!
//! It is looked at again and again instead of asking the system to tell: that works alike on every disk, on shared
//! folders and in containers, whatever an editor does to save a file. A look at ten thousand files takes some
//! hundredths of a second, and the rest between two grows with it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::walk::visible;

/// The shortest rest between two looks.
const REST: Duration = Duration::from_millis(200);

/// A rest is so many times as long as the look before it: a twentieth of one core at most.
const SHARE: u32 = 20;

/// How long files must lie still after a change: editors and `git switch` write many, one after another.
const STILL: Duration = Duration::from_millis(60);

/// How often that is waited for, at most: something may always be written.
const PATIENCE: usize = 20;

/// Files with when they were last written and their size.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Folders and files under watch.
#[derive(Debug)]
pub struct Watch {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    except: Vec<PathBuf>,
    seen: Seen,
}

impl Watch {
    /// Watches what is visible below `folders`, and `files` wherever they lie, but not the files and folders
    /// `except`: what we write ourselves.
    #[must_use]
    pub fn new(mut folders: Vec<PathBuf>, files: Vec<PathBuf>, except: Vec<PathBuf>) -> Self {
        folders.sort();
        folders.dedup_by(|inner, outer| inner.starts_with(outer));
        let mut watch = Self { folders, files, except, seen: Seen::new() };
        watch.seen = watch.look();
        watch
    }

    /// How many files there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.seen.len()
    }

    /// Waits until something has changed since the last look and lies still again.
    pub fn wait(&mut self) {
        loop {
            let start = Instant::now();
            let now = self.look();
            if now != self.seen {
                self.seen = self.still(now);
                return;
            }
            sleep(REST.max(start.elapsed() * SHARE));
        }
    }

    fn still(&self, mut last: Seen) -> Seen {
        for _ in 0..PATIENCE {
            sleep(STILL);
            let now = self.look();
            if now == last {
                break;
            }
            last = now;
        }
        last
    }

    fn look(&self) -> Seen {
        let walked = self.folders.iter().flat_map(|folder| visible(folder).files);
        let all = walked.chain(self.files.iter().cloned());
        let ours = |path: &PathBuf| self.except.iter().any(|except| path.starts_with(except));
        all.filter(|path| !ours(path)).filter_map(state).collect()
    }
}

/// A file as it is now, if it is there.
fn state(path: PathBuf) -> Option<(PathBuf, (Option<SystemTime>, u64))> {
    let metadata = std::fs::metadata(&path).ok()?;
    Some((path, (metadata.modified().ok(), metadata.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_made_or_removed_is_seen_and_what_we_write_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("a.md"), "one").expect("written");
        let except = vec![path("report.html"), path("cache")];
        std::fs::create_dir(path("cache")).expect("a folder");
        let mut watch = Watch::new(vec![folder.path().to_owned()], Vec::new(), except);
        let changes: [&dyn Fn() -> std::io::Result<()>; 3] = [
            &|| std::fs::write(path("a.md"), "other words"),
            &|| std::fs::write(path("b.md"), "two"),
            &|| std::fs::remove_file(path("a.md")),
        ];
        for change in changes {
            change().expect("changed");
            watch.wait();
            assert_eq!(watch.look(), watch.seen);
        }
        assert_eq!(watch.count(), 1);
        std::fs::write(path("report.html"), "ours").expect("written");
        std::fs::write(path("cache/policy"), "ours").expect("written");
        assert_eq!(watch.look(), watch.seen);
    }

    #[test]
    fn a_folder_within_another_is_walked_once() {
        let folders = ["/x/policy", "/x", "/y"].map(PathBuf::from).to_vec();
        let watch = Watch::new(folders, Vec::new(), Vec::new());
        assert_eq!(watch.folders, ["/x", "/y"].map(PathBuf::from));
    }
}
