//! The report of a run: everything a renderer or an auditor needs, in a fixed order.

use super::finding::{Diagnostic, Kind, Severity};

/// What a run found, and under which circumstances.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All diagnostics, in the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// How many drafts were judged.
    pub drafts: usize,
    /// How many files were named but left out by `ignore`.
    pub ignored: usize,
    /// Whether files were named one by one (a hook, a diff): then none at all is no mistake.
    pub from_list: bool,
    /// The clock of the run.
    pub clock: Option<jiff::Timestamp>,
}

impl Report {
    /// How many diagnostics of this severity count (waived ones do not).
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|one| one.waived.is_none() && one.severity == severity)
            .count()
    }

    /// The exit status: 0 nothing at or above `failing`, 1 something, 2 could not judge.
    #[must_use]
    pub fn status(&self, failing: Severity) -> u8 {
        let counted = || self.diagnostics.iter().filter(|one| one.waived.is_none());
        if counted().any(|one| one.kind == Kind::Unreadable) {
            2
        } else {
            u8::from(counted().any(|one| one.severity >= failing))
        }
    }
}
