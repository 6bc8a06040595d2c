//! The report of a run: everything a renderer or an auditor needs, in a fixed order.

use std::sync::Arc;

use super::described::Described;
use super::finding::{Diagnostic, Kind, Severity};
use super::page::Page;
use crate::text::Localized;

/// What a run found, and under which circumstances.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All diagnostics, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The rules and codes that they name, in the order of their names.
    pub described: Vec<Described>,
    /// What was judged and what came of it, where it was not drafts.
    pub summary: Option<Localized>,
    /// How many drafts were judged.
    pub drafts: usize,
    /// How many files were named but left out by `ignore`.
    pub ignored: usize,
    /// How many findings a baseline knows.
    pub known: usize,
    /// Whether files were named one by one (a hook, a diff): then none at all is no mistake.
    pub from_list: bool,
    /// The clock of the run.
    pub clock: Option<jiff::Timestamp>,
    /// Where trust came from.
    pub anchor: Anchor,
    /// Whether it must be said if nothing anchors: people were asked for, or this is the gate.
    pub anchor_matters: bool,
    /// The policies that judged, one for each house met.
    pub policies: Vec<JudgedBy>,
    /// The drafts that were judged, in the order of their paths: all if digests or pages were asked for, else those
    /// that records speak of.
    pub judged: Vec<JudgedDraft>,
}

/// Where what judges was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// From the very tree that is judged.
    #[default]
    None,
    /// From a revision: its name as given and the commit.
    Revision {
        /// As given.
        name: String,
        /// In full.
        commit: String,
    },
    /// From the tree, whose policy has the digest that was given.
    Pin(String),
}

/// A policy that judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedBy {
    /// The folder of its house, as shown to people.
    pub house: String,
    /// The name of its pack.
    pub pack: String,
    /// Version of that pack.
    pub version: Option<String>,
    /// Digest of its rule files.
    pub digest: String,
    /// The house's time zone.
    pub zone: String,
}

/// A draft that was judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgedDraft {
    /// Its path as shown to people.
    pub path: Arc<str>,
    /// Index of its policy among those of the report.
    pub policy: usize,
    /// Digest of its bytes.
    pub digest: String,
    /// Its channels with the digest that an approval for each would name.
    pub subjects: Vec<(String, String)>,
    /// Digest of the sidecar's text, if there is one.
    pub sidecar: Option<String>,
    /// The records that what is said of it rests on, in order of their ids.
    pub records: Vec<UsedRecord>,
    /// What it looks like, if that was asked for.
    pub pages: Vec<Page>,
}

/// A record that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedRecord {
    /// Its id, in full.
    pub id: String,
    /// What was done: `approve`, `review`, `waive`.
    pub deed: &'static str,
    /// By whom.
    pub by: String,
    /// As which role.
    pub role: Option<String>,
}

impl Report {
    /// The description of a rule or code.
    #[must_use]
    pub fn description(&self, code: &str) -> Option<&Described> {
        let found = self.described.binary_search_by(|one| one.code.as_ref().cmp(code)).ok()?;
        self.described.get(found)
    }

    /// How many diagnostics of this severity count (waived ones do not).
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|one| one.waived.is_none() && one.severity == severity)
            .count()
    }

    /// Whether something could not be judged at all.
    #[must_use]
    pub fn unreadable(&self) -> bool {
        let mut counted = self.diagnostics.iter().filter(|one| one.waived.is_none());
        counted.any(|one| one.kind == Kind::Unreadable)
    }

    /// The exit status: 0 nothing at or above `failing`, 1 something, 2 could not judge.
    #[must_use]
    pub fn status(&self, failing: Severity) -> u8 {
        if self.unreadable() {
            return 2;
        }
        let mut counted = self.diagnostics.iter().filter(|one| one.waived.is_none());
        u8::from(counted.any(|one| one.severity >= failing))
    }
}
