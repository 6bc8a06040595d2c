//! Rules are code: their examples and scenarios are run here.
//!
//! In: a policy ready to judge. Out: what fails, as diagnostics at the examples, and how many were run. Examples
//! and scenarios are judged by the same `check` as drafts, with approvals given in memory.

mod contradiction;
pub mod coverage;
mod distance;
mod door;
mod example;
pub mod problem;
mod scenario;

pub use contradiction::contradictions;

use crate::diagnostic::{Diagnostic, Severity};
use crate::matcher::Marks;
use crate::policy::asks_registers;
use crate::policy::model::{PackId, Policy, Rule};
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

impl Selection<'_> {
    /// Whether tests of this rule are wanted.
    fn takes(self, policy: &Policy, rule: &Rule) -> bool {
        // What a shipped rule says of a house's registers only that house can tell.
        let shipped = policy.pack(rule.pack).built_in;
        let judged = !shipped || !asks_registers(policy, rule);
        judged
            && match self {
                Self::All => true,
                Self::Own => !shipped || rule.published.is_some(),
                Self::Rule(name) => rule.name == name,
            }
    }

    /// Whether the definitions of this pack are to be exercised.
    fn takes_pack(self, policy: &Policy, pack: PackId) -> bool {
        matches!(self, Self::All) || !policy.pack(pack).built_in
    }
}

/// Runs examples and scenarios; what comes to bear is marked if marks are kept.
#[must_use]
pub fn run(
    ready: &Ready,
    sources: &mut Sources,
    selection: Selection<'_>,
    now: jiff::Timestamp,
    marks: Option<&Marks>,
) -> Trial {
    let mut trial = Trial::default();
    example::run(ready, sources, selection, now, marks, &mut trial);
    if !matches!(selection, Selection::Rule(_)) {
        scenario::run(ready, sources, now, marks, &mut trial);
    }
    trial.findings.sort_by_key(|finding| finding.primary.place);
    trial
}
