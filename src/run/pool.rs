//! All sidecars of a revision, and which of them speak of a text.
//!
//! In: a snapshot. Out: records by the digests and lines they hold. A sidecar is parsed only when it may matter:
//! which digests and lines it holds is read from its bytes, for in a repository of many drafts few sidecars speak
//! of any one of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::records::SIDECAR;
use crate::approval::{KeptText, Line, RecordId, Sidecar, sidecar};
use crate::world::Snapshot;

/// What stands before the digits of a digest.
const PREFIX: &[u8] = b"sha256:";

/// Digits of a digest.
const DIGITS: usize = 64;

/// What stands before a list of unbound fields in a record.
const UNBOUND: &[u8] = b"\"unbound\":";

/// The sidecars of a revision.
#[derive(Debug)]
pub struct Pool {
    sidecars: Vec<Stored>,
    by_path: BTreeMap<String, usize>,
    by_digest: HashMap<String, Vec<usize>>,
    by_line: HashMap<Vec<u8>, Vec<usize>>,
    unbound: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Stored {
    bytes: Vec<u8>,
    read: OnceLock<Option<Sidecar>>,
}

impl Stored {
    /// Its records; none if it cannot be read, as in the tree.
    fn sidecar(&self) -> Option<&Sidecar> {
        self.read.get_or_init(|| sidecar::read(&self.bytes).ok()).as_ref()
    }
}

/// What the base has to say of a draft.
#[derive(Debug, Default)]
pub struct Earlier {
    /// Records.
    pub lines: Vec<Line>,
    /// Kept texts.
    pub texts: Vec<KeptText>,
}

impl Pool {
    /// The sidecars of a snapshot.
    #[must_use]
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut pool = Self {
            sidecars: Vec::new(),
            by_path: BTreeMap::new(),
            by_digest: HashMap::new(),
            by_line: HashMap::new(),
            unbound: Vec::new(),
        };
        let mut lists: BTreeSet<Vec<String>> = BTreeSet::new();
        for path in snapshot.paths("").filter(|path| path.ends_with(SIDECAR)) {
            let Ok(bytes) = snapshot.read_at("", path, sidecar::MAX_SIDECAR) else { continue };
            pool.add(path, bytes, &mut lists);
        }
        pool.unbound = lists.into_iter().collect();
        pool
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>, lists: &mut BTreeSet<Vec<String>>) {
        let number = self.sidecars.len();
        let note = |known: &mut Vec<usize>| {
            if known.last() != Some(&number) {
                known.push(number);
            }
        };
        for digits in digests(&bytes) {
            match self.by_digest.get_mut(digits) {
                Some(known) => note(known),
                None => {
                    self.by_digest.insert(digits.to_owned(), vec![number]);
                }
            }
        }
        for line in lines(&bytes) {
            note(self.by_line.entry(line.to_vec()).or_default());
            lists.extend(unbound_list(line));
        }
        self.by_path.insert(path.to_owned(), number);
        self.sidecars.push(Stored { bytes, read: OnceLock::new() });
    }

    /// Lists of unbound fields that records name.
    #[must_use]
    pub fn unbound_lists(&self) -> &[Vec<String>] {
        &self.unbound
    }

    /// What speaks of a draft whose sidecar lies at `path` and has these `bytes` now, and whose digests are these.
    #[must_use]
    pub fn earlier(&self, path: &str, bytes: &[u8], digests: &BTreeSet<&str>) -> Earlier {
        let mut own: BTreeSet<usize> = self.by_path.get(path).copied().into_iter().collect();
        for line in lines(bytes) {
            own.extend(self.by_line.get(line).into_iter().flatten());
        }
        let naming = |digest: &str| {
            let digits = digest.get(PREFIX.len()..).unwrap_or_default();
            self.by_digest.get(digits).into_iter().flatten().copied()
        };
        let mut near: BTreeSet<usize> = digests.iter().flat_map(|digest| naming(digest)).collect();
        // A withdrawal may lie beside another draft than what it withdraws.
        let touched: Vec<&RecordId> =
            own.iter().chain(&near).flat_map(|&at| self.lines(at)).map(|line| &line.id).collect();
        near.extend(touched.iter().flat_map(|id| naming(id.as_str())));
        let mut earlier = Earlier::default();
        for &at in &own {
            earlier.lines.extend(self.lines(at).iter().cloned());
        }
        let others: Vec<Line> = near
            .iter()
            .filter(|at| !own.contains(at))
            .flat_map(|&at| self.lines(at))
            .cloned()
            .collect();
        earlier.lines.extend(sidecar::concerning(&others, digests).into_iter().cloned());
        let ids: BTreeSet<&RecordId> = earlier.lines.iter().map(|line| &line.id).collect();
        let later =
            others.iter().filter(|line| line.act.deed.of().is_some_and(|of| ids.contains(of)));
        let later: Vec<Line> = later.cloned().collect();
        earlier.lines.extend(later);
        let texts = own.iter().chain(&near).filter_map(|&at| self.sidecars.get(at)?.sidecar());
        earlier.texts = texts.flat_map(|read| read.texts.iter().cloned()).collect();
        earlier
    }

    fn lines(&self, at: usize) -> &[Line] {
        let read = self.sidecars.get(at).and_then(Stored::sidecar);
        read.map_or(&[], |read| read.lines.as_slice())
    }
}

/// The lines of a sidecar, without line ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = bytes.split(|&byte| byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).filter(|line| !line.is_empty())
}

/// The digits of every digest in a text.
fn digests(bytes: &[u8]) -> impl Iterator<Item = &str> {
    memchr::memmem::find_iter(bytes, PREFIX).filter_map(|at| {
        let start = at + PREFIX.len();
        std::str::from_utf8(bytes.get(start..start + DIGITS)?).ok()
    })
}

/// The list of unbound fields in a line.
fn unbound_list(line: &[u8]) -> Option<Vec<String>> {
    let at = memchr::memmem::find(line, UNBOUND)?;
    let mut values = serde_json::Deserializer::from_slice(&line[at + UNBOUND.len()..]).into_iter();
    values.next()?.ok()
}
