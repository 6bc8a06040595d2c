//! The base: what the revision that judges knows of earlier records, of authors, and of drafts as they were.
//!
//! In: a snapshot of the revision and the tree that is judged. Out, when somebody asks: records of the base that
//! speak of a draft, wherever they lay; the people behind its commits; whether it is as it was.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::OnceLock;

use super::pool::{Earlier, Pool};
use super::records::SIDECAR;
use crate::approval::{Author, RecordId, sidecar};
use crate::text::Localized;
use crate::world::git::same_text;
use crate::world::{Fault, History, MAX_FILE, Snapshot, Tree};

/// How many digits of a commit people are shown.
const SHOWN: usize = 7;

/// A revision that judges.
#[derive(Debug)]
pub struct Base {
    name: String,
    commit: String,
    snapshot: Arc<Snapshot>,
    judged: Tree,
    head: String,
    history: OnceLock<Result<History, Fault>>,
    pool: OnceLock<Pool>,
    elsewhere: OnceLock<BTreeSet<RecordId>>,
}

impl Base {
    /// A base called `name` for the tree that is `judged`, whose newest commit is `head`.
    #[must_use]
    pub fn new(
        name: &str,
        commit: String,
        snapshot: Arc<Snapshot>,
        judged: Tree,
        head: &str,
    ) -> Self {
        Self {
            name: name.to_owned(),
            commit,
            snapshot,
            judged,
            head: head.to_owned(),
            history: OnceLock::new(),
            pool: OnceLock::new(),
            elsewhere: OnceLock::new(),
        }
    }

    /// Its name as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its commit, in full.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// Its files.
    #[must_use]
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    fn pool(&self) -> &Pool {
        self.pool.get_or_init(|| Pool::new(&self.snapshot))
    }

    /// Lists of unbound fields that some record of the base names: under each of them a draft has a digest of
    /// its own.
    #[must_use]
    pub fn unbound_lists(&self) -> &[Vec<String>] {
        self.pool().unbound_lists()
    }

    /// The records of the base that may speak of a draft: those of its sidecar and of every one that it shares a
    /// line with, and those that name one of these digests wherever they lie. `lines` are those of the tree's
    /// sidecar.
    #[must_use]
    pub fn earlier(&self, path: &str, lines: &[u8], digests: &BTreeSet<&str>) -> Earlier {
        self.pool().earlier(&format!("{path}{SIDECAR}"), lines, digests)
    }

    /// Ids of all records that the tree has in any sidecar.
    #[must_use]
    pub fn elsewhere(&self) -> &BTreeSet<RecordId> {
        self.elsewhere.get_or_init(|| {
            let root = self.snapshot.git().root();
            let shelf = self.judged.shelf(root);
            let files = self.judged.walk(root).files.into_iter();
            let paths = files.filter_map(|path| self.snapshot.git().below(&path));
            let sidecars = paths.filter(|path| path.ends_with(SIDECAR));
            let read = sidecars.filter_map(|path| {
                sidecar::read(&shelf.read_most(&path, sidecar::MAX_SIDECAR).ok()?).ok()
            });
            read.flat_map(|read| read.lines).map(|line| line.id).collect()
        })
    }

    /// Whether a draft is as it was: the same bytes under the same path, or moved here from a path that the tree
    /// no longer has.
    #[must_use]
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let same = |old: &str| {
            let before = self.snapshot.read_at("", old, MAX_FILE);
            before.is_ok_and(|before| same_text(&before, bytes))
        };
        if self.snapshot.has(path) {
            return same(path);
        }
        let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        let shelf = self.judged.shelf(self.snapshot.git().root());
        let mut old = self.snapshot.paths("").filter(|old| ending(old) == ending(path));
        old.any(|old| !shelf.has_file(old) && same(old))
    }

    fn history(&self) -> Result<&History, Fault> {
        let git = self.snapshot.git();
        let history = self.history.get_or_init(|| git.history(&self.commit, &self.head));
        history.as_ref().map_err(Clone::clone)
    }

    /// The authors and co-authors of commits since the base that touch one of these files, also under the names
    /// they had before. Committers do not count: who rebases has not written.
    ///
    /// # Errors
    /// Why git cannot say.
    pub fn authors(&self, paths: &[String]) -> Result<Vec<Author>, Fault> {
        let (commits, _) = self.history()?.of(paths);
        let mut authors: Vec<Author> = Vec::new();
        for commit in commits {
            let id = commit.id.get(..SHOWN).unwrap_or(&commit.id);
            for (name, mail) in &commit.people {
                let names = [name, mail].into_iter().filter(|name| !name.is_empty());
                let names: Vec<String> = names.cloned().collect();
                if names.is_empty() || authors.iter().any(|author| author.names == names) {
                    continue;
                }
                let shown = names.last().cloned().unwrap_or_default();
                let how = Localized::both(
                    format!("as `{shown}` in commit {id}"),
                    format!("als `{shown}` in Commit {id}"),
                );
                authors.push(Author { names, how });
            }
        }
        Ok(authors)
    }

    /// The names that a file had since the base, its own among them.
    ///
    /// # Errors
    /// Why git cannot say.
    pub fn names(&self, path: &str) -> Result<BTreeSet<String>, Fault> {
        Ok(self.history()?.of(&[path.to_owned()]).1)
    }
}
