//! Flags that say where trust comes from, and what is done with policies that have not landed.

use std::path::PathBuf;

use crate::approval::forge::MAX_REVIEWS;
use crate::diagnostic::{self, Say};
use crate::run::{Anchor, Outcome, Request, Wanted};
use crate::text::Tongue;
use crate::trial::{self, Selection};
use crate::world::{self, Disk};

/// Where what judges is read
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
#[command(next_help_heading = "What judges")]
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

/// What is handed in and written beside the drafts
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Evidence")]
pub struct EvidenceArgs {
    /// Reviews on a forge: GitHub's, GitLab's or Forgejo's own JSON in a file
    #[arg(long, value_name = "FILE")]
    pub reviews: Option<PathBuf>,
    /// Append to this file what was judged, by what, with which outcome, one line a draft
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
}

/// Reviews handed in: name and text of their file.
///
/// # Errors
/// Why it cannot be read, in the reader's tongue.
pub fn read_reviews(
    path: Option<&PathBuf>,
    tongue: Tongue,
) -> Result<Option<(String, String)>, String> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    match Disk::read_limited(path, MAX_REVIEWS) {
        Ok(bytes) => Ok(Some((name, String::from_utf8_lossy(&bytes).into_owned()))),
        Err(reason) => {
            let reason = reason.words();
            let reason = reason.say(tongue);
            Err(tongue.pick(
                format!("the reviews in `{name}` cannot be read: {reason}"),
                format!("die Reviews in `{name}` lassen sich nicht lesen: {reason}"),
            ))
        }
    }
}

impl EvidenceArgs {
    /// A request with what is handed in, and asking for what is to be written.
    ///
    /// # Errors
    /// Why something cannot be read, in the reader's tongue.
    pub fn beside(&self, request: Request, tongue: Tongue) -> Result<Request, String> {
        let reviews = read_reviews(self.reviews.as_ref(), tongue)?;
        let wanted = Wanted { digests: self.record.is_some(), ..request.wanted };
        Ok(Request { reviews, wanted, ..request })
    }
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
        let trial = trial::run(&ready, &mut outcome.sources, Selection::Own, world::now(), None);
        outcome.report.diagnostics.extend(trial.findings);
        diagnostic::fingerprint(&mut outcome.report.diagnostics, &outcome.sources);
    }
}
