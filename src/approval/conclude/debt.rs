//! Debts: reviews that the fast lane owes.
//!
//! In: who must look within how long after publication, and the records. Out: whether somebody has, and
//! else by when. A debt never blocks: what it says is info until it is due, an error after.

use jiff::Timestamp;

use super::assess::Bench;
use super::{Case, Memo, Party, Setting};
use crate::approval::problem::finding::{ReviewDue, ReviewOverdue};
use crate::approval::record::{Deed, RecordId};
use crate::approval::words::When;
use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Duration, Place};

/// A review that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// By whom.
    pub party: Party,
    /// Within how long after the instant of publication.
    pub within: Duration,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// The role or field.
    pub role: String,
    /// When the text went out.
    pub published: Timestamp,
    /// The last instant is before this.
    pub due: Timestamp,
    /// Whether that is over.
    pub overdue: bool,
}

impl Owed {
    /// The debt, or the record that has paid it.
    ///
    /// # Errors
    /// [`Debt`], if nobody entitled has reviewed this very text.
    pub fn settle(&self, setting: &Setting<'_>, case: &Case<'_>) -> Result<RecordId, Debt> {
        let memo = Memo::default();
        let bench = Bench { setting, case, source: &case.own, memo: &memo };
        let paid = case.own.entries.iter().find(|entry| {
            // The review names an approval of the same sidecar, whatever became of that.
            let of_approval = |of: &RecordId| {
                let known = |other: &&crate::approval::Entry| other.id == *of;
                case.own
                    .entries
                    .iter()
                    .find(known)
                    .is_some_and(|other| matches!(other.act.deed, Deed::Approve { .. }))
            };
            matches!(entry.act.deed, Deed::Review { .. })
                && entry.act.role.as_deref() == Some(self.party.name.as_str())
                && entry.act.deed.of().is_some_and(of_approval)
                && bench.review(entry, &self.party).is_ok()
        });
        if let Some(entry) = paid {
            return Ok(entry.id.clone());
        }
        let published = self.published(&bench);
        let due = published.checked_add(self.within.length()).unwrap_or(Timestamp::MAX);
        let overdue = setting.now >= due;
        Err(Debt { role: self.party.name.clone(), published, due, overdue })
    }
}

impl Owed {
    /// When the text went out: as planned, else with the first approval of this very text, for nobody waits on the
    /// fast lane; as long as there is none it goes out now.
    fn published(&self, bench: &Bench<'_>) -> Timestamp {
        let publication = bench.case.publication;
        let cleared = bench.source.entries.iter().filter(|entry| match &entry.act.deed {
            Deed::Approve { about, .. } => bench.text(entry, about).is_ok(),
            _ => false,
        });
        let first = cleared.map(|entry| entry.act.time).min().filter(|_| !publication.planned);
        first.map_or(publication.at, |first| first.min(publication.at))
    }
}

impl Debt {
    /// As a finding.
    #[must_use]
    pub fn at(&self, place: Place, setting: &Setting<'_>) -> Diagnostic {
        let due = When::time(self.due, setting.zone);
        let role = self.role.clone();
        if self.overdue {
            let date = When::day(self.published, setting.zone);
            ReviewOverdue { role, date, due }.at(place)
        } else {
            ReviewDue { role, due }.at(place)
        }
    }
}
