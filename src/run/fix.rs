//! Drafts mended: checked, edited, checked again, until no fix is left.

use std::path::PathBuf;

use super::check::{Outcome, Request, check};
use crate::diagnostic::Diagnostic;
use crate::fix::{Reach, plan};
use crate::text::{Localized, SourceId, apply};
use crate::world::{self, Disk};

/// How often one draft is mended and judged again. What is not at rest then turns in a circle: two rules that each
/// prefer what the other one replaces.
const ROUNDS: usize = 10;

/// One draft as it was and as it would be.
#[derive(Clone, Debug)]
pub struct Mended {
    /// Where it lies.
    pub path: PathBuf,
    /// As shown to people.
    pub shown: String,
    /// The text as read.
    pub before: String,
    /// The text with the fixes; as before if they turn in a circle.
    pub after: String,
    /// How many findings were mended.
    pub count: usize,
    /// Whether the fixes of several rules undo each other.
    pub circular: bool,
    /// The approvals that counted for the text before and do not for the one after, in words.
    pub fallen: Vec<Localized>,
}

impl Mended {
    /// Writes the draft, if it is still what was read.
    ///
    /// # Errors
    /// What the system says; then the file is as it was.
    pub fn write(&self) -> std::io::Result<()> {
        let limit = crate::draft::MAX_DRAFT;
        if Disk::read_limited(&self.path, limit).ok().as_deref() != Some(self.before.as_bytes()) {
            let kind = std::io::ErrorKind::InvalidData;
            return Err(std::io::Error::new(kind, "the file has changed meanwhile"));
        }
        world::write_whole(&self.path, self.after.as_bytes())
    }
}

/// Every draft of a request that fixes would change, in path order. Nothing is written.
#[must_use]
pub fn mend(request: &Request, reach: Reach) -> Vec<Mended> {
    let first = check(request);
    let mut ids: Vec<SourceId> =
        first.report.diagnostics.iter().map(|one| one.primary.place.source).collect();
    ids.sort();
    ids.dedup();
    let clock = first.report.clock;
    let one = |id| mend_one(&Request { now: clock, ..request.clone() }, &first, id, reach);
    ids.into_iter().filter_map(one).collect()
}

fn mend_one(request: &Request, first: &Outcome, id: SourceId, reach: Reach) -> Option<Mended> {
    let source = first.sources.get(id);
    let mut mended = Mended {
        path: request.folder.join(source.name()),
        shown: source.name().to_owned(),
        before: source.text().to_string(),
        after: source.text().to_string(),
        count: 0,
        circular: false,
        fallen: Vec::new(),
    };
    let mut findings: Vec<Diagnostic> = of_source(first, id);
    let stale = stale(&findings);
    let mut at = id;
    for _ in 0..ROUNDS {
        let plan = plan(&findings, at, reach);
        if plan.edits.is_empty() {
            mended.fallen = self::stale(&findings);
            mended.fallen.retain(|words| !stale.contains(words));
            return (mended.count > 0).then_some(mended);
        }
        mended.after = apply(&mended.after, &plan.edits).ok()?;
        mended.count += plan.mended;
        let text = Some((PathBuf::from(&mended.shown), mended.after.clone().into_bytes()));
        let again = check(&Request { text, paths: Vec::new(), ..request.clone() });
        at = again
            .sources
            .iter()
            .find(|(_, source)| source.name() == mended.shown)
            .map_or(at, |(id, _)| id);
        findings = of_source(&again, at);
    }
    Some(Mended { after: mended.before.clone(), circular: true, count: 0, ..mended })
}

fn of_source(outcome: &Outcome, id: SourceId) -> Vec<Diagnostic> {
    let all = outcome.report.diagnostics.iter();
    all.filter(|one| one.primary.place.source == id).cloned().collect()
}

/// What is said of approvals that were given to another text.
fn stale(findings: &[Diagnostic]) -> Vec<Localized> {
    let causes = findings.iter().flat_map(|one| &one.causes);
    let mut words: Vec<Localized> = causes
        .filter(|cause| cause.code == "approval/stale")
        .map(|cause| cause.message.clone())
        .collect();
    words.dedup();
    words
}
