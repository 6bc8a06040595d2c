//! Flags that say where trust comes from, and what is done with policies that have not landed.

use crate::diagnostic;
use crate::run::{Anchor, Outcome};
use crate::trial::{self, Selection};
use crate::world;

/// Where what judges is read
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub struct AnchorArgs {
    /// Read policy, registers, configuration and earlier records at this revision, such as `origin/main`
    #[arg(long, value_name = "REV")]
    pub policy_from: Option<String>,
    /// Judge only by a policy with this digest, as `obstat config` prints it
    #[arg(long, value_name = "DIGEST")]
    pub policy_pin: Option<String>,
    /// Read everything from the tree that is judged
    #[arg(long)]
    pub unanchored: bool,
}

impl AnchorArgs {
    /// The anchor that the flags name; none if they name none.
    pub fn named(&self) -> Option<Anchor> {
        let revision = self.policy_from.clone().map(Anchor::Revision);
        let pin = || self.policy_pin.clone().map(Anchor::Pin);
        revision.or_else(pin).or(self.unanchored.then_some(Anchor::None))
    }
}

/// Runs the examples and scenarios of policies that will judge once they have landed; what fails is a finding.
pub fn test_pending(outcome: &mut Outcome) {
    for ready in std::mem::take(&mut outcome.pending) {
        let trial = trial::run(&ready, &mut outcome.sources, Selection::Own, world::now());
        outcome.report.diagnostics.extend(trial.findings);
        diagnostic::fingerprint(&mut outcome.report.diagnostics, &outcome.sources);
    }
}
