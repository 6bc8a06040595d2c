//! Rules are code: their examples and scenarios are run here.
//!
//! In: a policy ready to judge. Out: what fails, as diagnostics at the examples, and how many were run. Examples
//! and scenarios are judged by the same `check` as drafts, with approvals given in memory.

mod door;
mod example;
pub mod problem;
mod scenario;

use crate::diagnostic::{Diagnostic, Severity};
use crate::run::Ready;
use crate::text::Sources;

/// What came of testing a policy.
#[derive(Debug, Default)]
pub struct Trial {
    /// How many examples were run.
    pub examples: usize,
    /// How many scenarios were run.
    pub scenarios: usize,
    /// What failed, and what is worth knowing.
    pub findings: Vec<Diagnostic>,
}

impl Trial {
    /// Whether something failed, or nothing was run at all.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.examples + self.scenarios == 0
            || self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Which tests to run.
#[derive(Clone, Copy, Debug)]
pub enum Selection<'a> {
    /// Those of one's own packs.
    Own,
    /// Those of shipped packs too.
    All,
    /// Those of one rule.
    Rule(&'a str),
}

/// Runs examples and scenarios.
#[must_use]
pub fn run(
    ready: &Ready,
    sources: &mut Sources,
    selection: Selection<'_>,
    now: jiff::Timestamp,
) -> Trial {
    let mut trial = Trial::default();
    example::run(ready, sources, selection, now, &mut trial);
    if !matches!(selection, Selection::Rule(_)) {
        scenario::run(ready, sources, now, &mut trial);
    }
    trial.findings.sort_by_key(|finding| finding.primary.place);
    trial
}
