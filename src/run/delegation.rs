//! Delegations: the records of `registers/delegations.jsonl` in the policy's folder.
//!
//! In: the tree that is judged and the one that judges. Out: the records of both, each knowing whether it has
//! landed; with a base only those count.

use std::collections::BTreeSet;

use super::load::Ready;
use crate::approval::{Entry, Sidecar, sidecar};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Place, Sources, Span};
use crate::world::problem::UnreadableFile;
use crate::world::{Shelf, Unread};

/// Where delegations are kept, below the policy's folder.
pub const FILE: &str = "registers/delegations.jsonl";

/// Reads them. One unreadable line makes none count: it might be a withdrawal.
pub fn read(
    ready: &Ready,
    judged: &dyn Shelf,
    judges: &dyn Shelf,
    prefix: &str,
    sources: &mut Sources,
) -> (Vec<Entry>, Vec<Diagnostic>) {
    if ready.folder.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let path = format!("{}/{FILE}", ready.folder.trim_end_matches('/'));
    let bytes = match judged.read_most(&path, sidecar::MAX_SIDECAR) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => Vec::new(),
        Err(reason) => {
            let shown = format!("{prefix}{path}");
            let source = sources.add(shown.as_str(), "");
            let complaint =
                UnreadableFile { path: shown, reason: reason.words(), detail: String::new() };
            return (Vec::new(), vec![complaint.at(Place::new(source, Span::default()))]);
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let source = sources.add(format!("{prefix}{path}"), text.as_ref());
    let tree = match sidecar::read(&bytes) {
        Ok(tree) => tree,
        Err(broken) => return (Vec::new(), vec![broken.at(source)]),
    };
    if !ready.anchored {
        let entries = sidecar::join(&tree, source, &[], &BTreeSet::new());
        let problems = sidecar::removed(&tree, source, &entries);
        return (entries, problems);
    }
    let earlier = judges.read_most(&path, sidecar::MAX_SIDECAR).ok();
    let base: Sidecar = earlier.and_then(|bytes| sidecar::read(&bytes).ok()).unwrap_or_default();
    let entries = sidecar::join(&tree, source, &base.lines, &BTreeSet::new());
    let problems = sidecar::removed(&tree, source, &entries);
    (entries, problems)
}
