//! A tree of files: the disk, or a snapshot of a revision or of the index.
//!
//! In: paths as on disk. Out: shelves, folders, lists. Whoever judges drafts need not know where they lie.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::walk::{Walked, walk};
use super::{Disk, Shelf, Snapshot, repository, upward};

/// Where files are taken from.
#[derive(Clone, Debug, Default)]
pub enum Tree {
    /// The files as they lie there now.
    #[default]
    Disk,
    /// Those of a revision or of the index.
    Snapshot(Arc<Snapshot>),
}

impl Tree {
    /// The files below a folder.
    #[must_use]
    pub fn shelf(&self, root: &Path) -> Box<dyn Shelf> {
        match self {
            Self::Disk => Box::new(Disk::new(root)),
            Self::Snapshot(snapshot) => {
                // A folder outside of the repository has no files in it: no name in a snapshot holds a zero byte.
                let below = snapshot.git().below(root).unwrap_or_else(|| "\0".to_owned());
                Box::new(snapshot.shelf(&below))
            }
        }
    }

    /// Whether a path is a file.
    #[must_use]
    pub fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_file(),
            Self::Snapshot(snapshot) => {
                snapshot.git().below(path).is_some_and(|below| snapshot.has(&below))
            }
        }
    }

    /// Whether a path is a folder.
    #[must_use]
    pub fn is_folder(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_dir(),
            Self::Snapshot(snapshot) => snapshot
                .git()
                .below(path)
                .is_some_and(|below| below.is_empty() || snapshot.paths(&below).next().is_some()),
        }
    }

    /// The files below a folder but hidden ones.
    #[must_use]
    pub fn walk(&self, folder: &Path) -> Walked {
        match self {
            Self::Disk => walk(folder),
            Self::Snapshot(snapshot) => {
                let below = snapshot.git().below(folder);
                let paths = below.iter().flat_map(|below| snapshot.paths(below));
                let hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
                let files = paths.filter(|path| snapshot.has(path) && !hidden(path));
                let files = files.map(|path| snapshot.git().root().join(path)).collect();
                Walked { files, ..Walked::default() }
            }
        }
    }

    /// The folder above or at `start` that holds `name`, not beyond the repository's root.
    #[must_use]
    pub fn upward(&self, start: &Path, name: &str) -> Option<PathBuf> {
        match self {
            Self::Disk => upward(start, name),
            Self::Snapshot(snapshot) => {
                let root = snapshot.git().root();
                let inside = start.ancestors().take_while(|folder| folder.starts_with(root));
                let holds = |folder: &&Path| {
                    let shelf = self.shelf(folder);
                    shelf.has_file(name) || shelf.has_folder(name)
                };
                inside.into_iter().find(holds).map(Path::to_owned)
            }
        }
    }

    /// The root of the repository that holds `start`.
    #[must_use]
    pub fn repository(&self, start: &Path) -> Option<PathBuf> {
        match self {
            Self::Disk => repository(start),
            Self::Snapshot(snapshot) => Some(snapshot.git().root().to_owned()),
        }
    }
}
