//! Steps 11 to 15: does the record stand, at the time for which it is asked?

use jiff::{SignedDuration, Timestamp};

use super::assess::{Bench, Failure, Outcome, Step};
use super::{Demand, Party};
use crate::approval::entry::Entry;
use crate::approval::problem::cause;
use crate::approval::problem::cause::{
    Expired, FromFuture, NotLanded, OldPolicy, TooEarly, TooFresh, TooOld,
};
use crate::approval::problem::person::Revoked;
use crate::approval::record::{Deed, Window};
use crate::approval::words::{Length, When, last_second, measured};
use crate::diagnostic::{Cause, Say};
use crate::text::{Localized, Tongue};

/// For how long a record that has not landed is believed.
const BELIEVED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How far clocks may differ.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

impl Bench<'_> {
    /// The instant at which person, key and role are looked at.
    pub(in crate::approval) fn judged_at(&self, entry: &Entry) -> Timestamp {
        if self.setting.anchored && !entry.in_base { self.setting.now } else { entry.act.time }
    }

    pub(in crate::approval) fn plausible(&self, entry: &Entry) -> Outcome<()> {
        let (time, now) = (entry.act.time, self.setting.now);
        let id = entry.id.short();
        if time.duration_since(now) > CLOCKS {
            let time = When::time(time, self.setting.zone);
            return Err(Failure::of(Step::Time, cause(&FromFuture { id, time })));
        }
        let age = now.duration_since(time);
        if self.setting.anchored && !entry.in_base && age > BELIEVED {
            return Err(Failure::of(Step::Time, cause(&NotLanded { id, age: measured(age) })));
        }
        Ok(())
    }

    /// Step 12: taken back by the signer or the pack's owner, or, unless it is a refusal, by a member of the
    /// same role. When does not matter.
    pub(in crate::approval) fn not_revoked(
        &self,
        entry: &Entry,
        party: &Party,
        pool: &[Entry],
    ) -> Outcome<()> {
        self.not_revoked_by(entry, party, pool, Timestamp::MAX)
    }

    /// The same, as of an instant: later withdrawals do not count.
    pub(in crate::approval) fn not_revoked_by(
        &self,
        entry: &Entry,
        party: &Party,
        pool: &[Entry],
        as_of: Timestamp,
    ) -> Outcome<()> {
        let people = self.setting.people;
        let refusal = matches!(entry.act.deed, Deed::Reject { .. });
        for revoke in pool {
            let names = matches!(&revoke.act.deed, Deed::Revoke { of } if *of == entry.id);
            if !names || revoke.act.time > as_of || self.house(revoke).is_err() {
                continue;
            }
            let by_signer = people.same_person(&revoke.act.by, &entry.act.by);
            let by_owner = self.owns(&revoke.act.by);
            let same_role = !refusal && revoke.act.role == entry.act.role;
            let asked =
                if by_owner && !by_signer { self.setting.assurance } else { party.assurance };
            let trusted = self.trusted(revoke, &party.name, asked);
            let entitled =
                by_signer || by_owner || same_role && self.holds(revoke, party, true).is_ok();
            match trusted {
                Ok(()) if entitled => {
                    let revoked = Revoked {
                        who: self.shown(&revoke.act.by),
                        date: self.day(revoke.act.time),
                        comment: revoke.act.comment.clone().unwrap_or_default(),
                    };
                    return Err(Failure::of(Step::Revoked, cause(&revoked)));
                }
                Err(failure) if failure.unjudged && entitled => return Err(failure),
                _ => {}
            }
        }
        Ok(())
    }

    pub(in crate::approval) fn owns(&self, who: &str) -> bool {
        self.setting.owners.iter().any(|owner| self.setting.people.same_person(owner, who))
    }

    pub(in crate::approval) fn within_window(&self, entry: &Entry, window: Window) -> Outcome<()> {
        let planned = self.case.publication.window;
        if window.holds(planned) {
            return Ok(());
        }
        let (who, id) = (self.shown(&entry.act.by), entry.id.short());
        let zone = self.setting.zone;
        let failed = match window.from.filter(|from| planned < *from) {
            Some(from) => {
                let (from, planned) = When::pair(from, planned, zone);
                cause(&TooEarly { who, id, from, planned })
            }
            None => {
                let (until, planned) = When::pair(last_second(window.until), planned, zone);
                cause(&Expired { who, id, until, planned })
            }
        };
        Err(Failure::of(Step::Window, failed))
    }

    /// Step 14. A record counts as given no later than now, so that clocks may differ a little.
    pub(in crate::approval) fn age(&self, entry: &Entry, demand: &Demand) -> Outcome<()> {
        let given = entry.act.time.min(self.setting.now);
        let before = self.case.publication.at.duration_since(given);
        let (who, id) = (self.shown(&entry.act.by), entry.id.short());
        let fail = |cause: Cause| Err(Failure::of(Step::Age, cause));
        if let Some(most) = demand.within.filter(|most| before > most.length()) {
            let (age, most) = (measured(before), Length(most));
            return fail(cause(&TooOld { who, id, age, most }));
        }
        if before < SignedDuration::ZERO {
            let detail = Localized::both(
                "after the planned publication",
                "nach der geplanten Veröffentlichung",
            );
            return fail(cause(&TooFresh { who, id, detail }));
        }
        if let Some(least) = demand.ahead.filter(|least| before < least.length()) {
            let (ahead, least) = (measured(before), Length(least));
            let detail = Localized::both(
                format!("{} ahead, the rule asks {}", ahead.say(Tongue::En), least.say(Tongue::En)),
                format!(
                    "{} vorher, die Regel verlangt {}",
                    ahead.say(Tongue::De),
                    least.say(Tongue::De)
                ),
            );
            return fail(cause(&TooFresh { who, id, detail }));
        }
        Ok(())
    }

    pub(in crate::approval) fn same_rules(
        &self,
        entry: &Entry,
        version: Option<&str>,
    ) -> Outcome<()> {
        let major = |version: Option<&str>| {
            version.map(|version| version.split('.').next().unwrap_or_default().to_owned())
        };
        if major(version) == major(self.setting.version) {
            return Ok(());
        }
        let shown = |version: Option<&str>| version.unwrap_or("–").to_owned();
        let old = OldPolicy {
            id: entry.id.short(),
            given: shown(version),
            current: shown(self.setting.version),
        };
        Err(Failure::of(Step::Version, cause(&old)))
    }
}
