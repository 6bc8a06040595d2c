//! The files of a revision, or of the index, as a shelf.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::Git;
use crate::text::digest;
use crate::world::attachment::pointed_to;
use crate::world::{MAX_FILE, Shelf, Unread};

/// How many links one path may lead through.
const MAX_LINKS: usize = 16;

/// What stands under a path.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stored {
    kind: Kind,
    id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// The files of a revision or of the index, by their paths below the repository's root.
#[derive(Debug)]
pub struct Snapshot {
    git: Arc<Git>,
    files: BTreeMap<String, Stored>,
}

impl Snapshot {
    /// From `ls-tree -r -z`: `MODE SP TYPE SP ID TAB PATH`.
    pub(super) fn of_tree(git: Arc<Git>, listed: &[u8]) -> Self {
        Self::read(git, listed, |head| {
            let mut words = head.split(' ');
            Some((words.next()?, words.nth(1)?))
        })
    }

    /// From `ls-files --stage -z`: `MODE SP ID SP STAGE TAB PATH`. Of a path in conflict nothing is staged.
    pub(super) fn of_index(git: Arc<Git>, listed: &[u8]) -> Self {
        Self::read(git, listed, |head| {
            let mut words = head.split(' ');
            let (mode, id) = (words.next()?, words.next()?);
            (words.next()? == "0").then_some((mode, id))
        })
    }

    fn read(git: Arc<Git>, listed: &[u8], head: impl Fn(&str) -> Option<(&str, &str)>) -> Self {
        let mut files = BTreeMap::new();
        for entry in listed.split(|&byte| byte == 0) {
            // A path that is no text is none that rules or configuration could name.
            let Some((first, path)) =
                std::str::from_utf8(entry).ok().and_then(|entry| entry.split_once('\t'))
            else {
                continue;
            };
            let Some((mode, id)) = head(first) else { continue };
            let kind = match mode {
                "120000" => Kind::Link,
                "160000" => Kind::Submodule,
                _ => Kind::File,
            };
            files.insert(path.to_owned(), Stored { kind, id: id.to_owned() });
        }
        Self { git, files }
    }

    /// The repository.
    #[must_use]
    pub fn git(&self) -> &Arc<Git> {
        &self.git
    }

    /// Every path below a folder, in order; an empty one means all.
    pub fn paths<'s>(&'s self, folder: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        let prefix = prefix(folder);
        let from = self.files.range(prefix.clone()..);
        from.map(|(path, _)| path.as_str()).take_while(move |path| path.starts_with(&prefix))
    }

    /// Whether the snapshot has this very path as a file or link.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|stored| stored.kind != Kind::Submodule)
    }

    /// The submodule that a path lies in.
    #[must_use]
    pub fn submodule(&self, path: &str) -> Option<&str> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let mut parts = ends.map(|end| &path[..end]);
        parts.find_map(|part| {
            let (name, stored) = self.files.get_key_value(part)?;
            (stored.kind == Kind::Submodule).then_some(name.as_str())
        })
    }

    /// Bytes of a file, links followed inside `root` (a folder of the snapshot).
    ///
    /// # Errors
    /// Why not.
    pub fn read_at(&self, root: &str, path: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        let path = self.real(root, path)?;
        match self.files.get(&path) {
            Some(stored) if stored.kind == Kind::File => self.blob(&stored.id, limit),
            Some(_) => Err(Unread::Submodule),
            None if self.paths(&path).next().is_some() => Err(Unread::IsFolder),
            None => Err(Unread::Missing),
        }
    }

    fn blob(&self, id: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        let read = self.git.with_reader(|reader| Ok(reader.read(id, limit)));
        read.unwrap_or_else(|fault| Err(Unread::Other(fault.to_string())))
    }

    /// The path that a path leads to when every link on the way is followed. It must stay inside `root`.
    fn real(&self, root: &str, path: &str) -> Result<String, Unread> {
        let mut path = joined("", path).ok_or(Unread::Outside)?;
        for _ in 0..MAX_LINKS {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            let stop = ends.collect::<Vec<_>>().into_iter().find_map(|end| {
                self.files
                    .get(&path[..end])
                    .filter(|one| one.kind != Kind::File)
                    .map(|one| (end, one))
            });
            match stop {
                None => {
                    let inside = root.is_empty() || path == root || path.starts_with(&prefix(root));
                    return if inside { Ok(path) } else { Err(Unread::Outside) };
                }
                Some((_, stored)) if stored.kind == Kind::Submodule => {
                    return Err(Unread::Submodule);
                }
                Some((end, stored)) => {
                    let target = self.blob(&stored.id, MAX_LINKS * 256)?;
                    let target = String::from_utf8(target).map_err(|_| Unread::Outside)?;
                    let folder = path[..end].rsplit_once('/').map_or("", |(folder, _)| folder);
                    let led = joined(folder, &target).ok_or(Unread::Outside)?;
                    path =
                        joined(&led, path[end..].trim_start_matches('/')).ok_or(Unread::Outside)?;
                }
            }
        }
        Err(Unread::Loop)
    }

    /// The files below a folder of this snapshot as a shelf.
    #[must_use]
    pub fn shelf(self: &Arc<Self>, root: &str) -> Stand {
        Stand { snapshot: Arc::clone(self), root: root.to_owned() }
    }
}

fn prefix(folder: &str) -> String {
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

/// `path` as seen from `folder`, `.` and `..` resolved; nothing if it is absolute or leads out.
fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A folder of a snapshot.
#[derive(Debug)]
pub struct Stand {
    snapshot: Arc<Snapshot>,
    root: String,
}

impl Stand {
    fn full(&self, path: &str) -> String {
        format!("{}{path}", prefix(&self.root))
    }

    /// Rule files of a folder, links followed as on disk. `shown` is the folder's path as seen by the reader.
    fn visit(&self, shown: &str, links: usize, found: &mut Vec<Result<String, (String, Unread)>>) {
        let start = match self.snapshot.real(&self.root, &self.full(shown)) {
            Ok(start) => start,
            Err(reason) => return found.push(Err((shown.to_owned(), reason))),
        };
        for path in self.snapshot.paths(&start) {
            let kind = self.snapshot.files.get(path).map(|stored| stored.kind);
            let shown = format!("{shown}{}", path.get(start.len()..).unwrap_or_default());
            match kind {
                // What lies in there may be the very rule that matters.
                Some(Kind::Submodule) => found.push(Err((shown, Unread::Submodule))),
                Some(Kind::Link) if self.has_folder(&shown) && links < MAX_LINKS => {
                    self.visit(&shown, links + 1, found);
                }
                Some(Kind::Link) if links >= MAX_LINKS => found.push(Err((shown, Unread::Loop))),
                Some(_) if path.ends_with(".obstat") => found.push(Ok(shown)),
                _ => {}
            }
        }
    }
}

impl Shelf for Stand {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.read_most(path, MAX_FILE)
    }

    fn read_most(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        self.snapshot.read_at(&self.root, &self.full(path), limit)
    }

    fn rule_files(&self, folder: &str) -> Vec<Result<String, (String, Unread)>> {
        let mut found = Vec::new();
        self.visit(folder, 0, &mut found);
        let path = |one: &Result<String, (String, Unread)>| match one {
            Ok(path) | Err((path, _)) => PathBuf::from(path),
        };
        found.sort_by_cached_key(path);
        found
    }

    fn has_folder(&self, path: &str) -> bool {
        let real = self.snapshot.real(&self.root, &self.full(path));
        real.is_ok_and(|path| self.snapshot.paths(&path).next().is_some())
    }

    fn has_file(&self, path: &str) -> bool {
        let real = self.snapshot.real(&self.root, &self.full(path));
        real.is_ok_and(|path| self.snapshot.has(&path))
    }

    fn digest(&self, path: &str) -> Option<String> {
        let bytes = self.read(path).ok()?;
        Some(pointed_to(&bytes).unwrap_or_else(|| digest(&bytes)))
    }
}
