//! The records that may speak of a draft: those beside it, and those of the base.
//!
//! In: a house, a path, the digests that records may name. Out: [`Papers`] with everything read and joined, and what
//! is wrong with the file.

use std::collections::BTreeSet;

use super::base::Base;
use super::house::House;
use super::pool::Earlier;
use super::records::SIDECAR;
use crate::approval::{Entry, KeptText, RecordId, Sidecar, sidecar};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Place, SourceId, Span};
use crate::world::Unread;
use crate::world::problem::UnreadableFile;

/// Records of a draft.
#[derive(Default)]
pub struct Papers {
    /// Records of tree and base.
    pub entries: Vec<Entry>,
    /// Kept texts.
    pub kept: Vec<KeptText>,
    /// What is wrong with the sidecar.
    pub problems: Vec<Diagnostic>,
    /// The text of the sidecar: problems point into it.
    pub text: Option<String>,
}

impl Papers {
    /// Reads the records of the draft at `below` in its house. `shown` is what the sidecar is called before people,
    /// `source` where problems point, `digests` what records of the base may name.
    #[must_use]
    pub fn read(
        house: &House,
        below: &str,
        shown: &str,
        source: SourceId,
        digests: impl FnOnce() -> BTreeSet<String>,
    ) -> Self {
        let bytes = match house.drafts.read_most(&format!("{below}{SIDECAR}"), sidecar::MAX_SIDECAR)
        {
            Ok(bytes) => Some(bytes),
            Err(Unread::Missing) => None,
            Err(reason) => return Self::unreadable(shown, source, &reason),
        };
        let text = bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let bytes = bytes.unwrap_or_default();
        let tree = match sidecar::read(&bytes) {
            Ok(tree) => tree,
            Err(broken) => {
                return Self { problems: vec![broken.at(source)], text, ..Self::default() };
            }
        };
        let base = house.base.as_deref();
        let earlier = base.map(|base| {
            let path = base.snapshot().git().below(&house.root.join(below)).unwrap_or_default();
            let digests = digests();
            let digests = digests.iter().map(String::as_str).collect();
            base.earlier(&path, &bytes, &digests)
        });
        let earlier = earlier.unwrap_or_default();
        let moved = moved(base, &tree, &earlier);
        let entries = sidecar::join(&tree, source, &earlier.lines, &moved);
        let problems = sidecar::removed(&tree, source, &entries);
        let text = text.or_else(|| (!problems.is_empty()).then(String::new));
        let mut kept = tree.texts;
        kept.extend(earlier.texts);
        Self { entries, kept, problems, text }
    }

    fn unreadable(shown: &str, source: SourceId, reason: &Unread) -> Self {
        let complaint = UnreadableFile {
            path: shown.to_owned(),
            reason: reason.words(),
            detail: String::new(),
        };
        Self {
            problems: vec![complaint.at(Place::new(source, Span::default()))],
            text: Some(String::new()),
            ..Self::default()
        }
    }
}

/// Records of the base that the tree keeps in another sidecar. All sidecars are looked at only if this one lacks
/// something.
fn moved(base: Option<&Base>, tree: &Sidecar, earlier: &Earlier) -> BTreeSet<RecordId> {
    let here: BTreeSet<&RecordId> = tree.lines.iter().map(|line| &line.id).collect();
    let mut lacking =
        earlier.lines.iter().map(|line| &line.id).filter(|id| !here.contains(id)).peekable();
    match base {
        Some(base) if lacking.peek().is_some() => {
            let elsewhere = base.elsewhere();
            lacking.filter(|id| elsewhere.contains(id)).cloned().collect()
        }
        _ => BTreeSet::new(),
    }
}
