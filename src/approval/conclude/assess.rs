//! The steps that a record passes, in order; the first that fails is its cause.
//!
//! In: one record with everything it is judged by. Out: the persons it stands for, or a [`Failure`] with the
//! step it reached. Step 1, that it is readable, was taken when the sidecar was read.

use jiff::Timestamp;

use super::text::Memo;
use super::{Case, Demand, Party, Setting, Source, seats::Seat};
use crate::approval::entry::Entry;
use crate::approval::problem::cause;
use crate::approval::problem::person::{NotInRole, Rejected};
use crate::approval::record::{Deed, RecordId};
use crate::approval::words::When;
use crate::diagnostic::Cause;
use crate::text::Localized;

/// How far a record came. The order is that of judging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// There is none.
    None,
    /// 2: made for this house.
    House,
    /// 3: its canonical form is known.
    Canon,
    /// 4: it names the channel.
    Channel,
    /// 5: its digest is the text's.
    Digest,
    /// 6: it is as sure as the role asks, and its signature holds.
    Assurance,
    /// 7: the person is known and active.
    Person,
    /// 8: the key is the person's, valid and not withdrawn.
    Key,
    /// 9: the person holds the role.
    Role,
    /// 10: the person did not write it.
    Author,
    /// 11: its time is plausible.
    Time,
    /// 12: nobody took it back.
    Revoked,
    /// 13: its window holds the publication.
    Window,
    /// 14: it is neither too old nor too fresh.
    Age,
    /// 15: the rules have the same major version.
    Version,
    /// It counts, but there are too few, or one person stands twice.
    Seats,
    /// Somebody refused the text.
    Veto,
}

/// Why a record does not count, and how far it came.
#[derive(Clone, Debug)]
pub(in crate::approval) struct Failure {
    pub step: Step,
    pub cause: Cause,
    /// Whether it could not be judged at all.
    pub unjudged: bool,
    /// When the record was made, and which it is: to order causes of one step.
    pub record: Option<(Timestamp, RecordId, String)>,
}

impl Failure {
    /// Boxed, for it travels up through many results that hold nothing else of size.
    pub fn of(step: Step, cause: Cause) -> Box<Self> {
        Box::new(Self { step, cause, unjudged: false, record: None })
    }

    fn about(mut self: Box<Self>, entry: &Entry) -> Box<Self> {
        let by = entry.act.by.clone();
        self.record.get_or_insert((entry.act.time, entry.id.clone(), by));
        self
    }
}

/// Everything a record is judged by.
#[derive(Clone, Copy)]
pub(in crate::approval) struct Bench<'a> {
    pub setting: &'a Setting<'a>,
    pub case: &'a Case<'a>,
    pub source: &'a Source<'a>,
    pub memo: &'a Memo,
}

pub(in crate::approval) type Outcome<T> = Result<T, Box<Failure>>;

impl Bench<'_> {
    /// An approval for a party: steps 2 to 15.
    pub fn approval(&self, entry: &Entry, party: &Party, demand: &Demand) -> Outcome<Seat> {
        self.approval_steps(entry, party, demand).map_err(|failure| failure.about(entry))
    }

    fn approval_steps(&self, entry: &Entry, party: &Party, demand: &Demand) -> Outcome<Seat> {
        let Deed::Approve { about, stamp, window, .. } = &entry.act.deed else {
            return Err(Failure::of(Step::Role, self.not_in_role(entry, party, "", "")));
        };
        self.text(entry, about)?;
        let seat = self.office(entry, party, demand.including_author)?;
        self.not_author(entry, party, demand.including_author)?;
        self.plausible(entry)?;
        self.not_revoked(entry, party, self.source.entries)?;
        self.within_window(entry, *window)?;
        self.age(entry, demand)?;
        self.same_rules(entry, stamp.version.as_deref())?;
        Ok(seat)
    }

    /// A review for a party: steps 2 to 12. It has no window; it is late or in time.
    pub fn review(&self, entry: &Entry, party: &Party) -> Outcome<Seat> {
        let Deed::Review { about, .. } = &entry.act.deed else {
            return Err(Failure::of(Step::Role, self.not_in_role(entry, party, "", "")));
        };
        self.text(entry, about)
            .and_then(|()| self.office(entry, party, false))
            .and_then(|seat| self.not_author(entry, party, false).map(|()| seat))
            .and_then(|seat| self.plausible(entry).map(|()| seat))
            .and_then(|seat| self.not_revoked(entry, party, self.source.entries).map(|()| seat))
            .map_err(|failure| failure.about(entry))
    }

    /// A refusal by a party: steps 2 to 9, 11 and 12.
    fn refusal(&self, entry: &Entry, party: &Party) -> Outcome<()> {
        let Deed::Reject { about, .. } = &entry.act.deed else {
            return Err(Failure::of(Step::Role, self.not_in_role(entry, party, "", "")));
        };
        self.text(entry, about)?;
        self.office(entry, party, true)?;
        self.plausible(entry)?;
        self.not_revoked(entry, party, self.source.entries)
    }

    /// Standing refusals by roles that the demands name, and those that could not be judged.
    pub fn vetoes(&self, demands: &[Demand]) -> Vec<Failure> {
        let mut vetoes = Vec::new();
        for entry in self.source.entries {
            if !matches!(entry.act.deed, Deed::Reject { .. }) {
                continue;
            }
            let parties = demands.iter().flat_map(|demand| &demand.parties);
            let role = entry.act.role.as_deref();
            let outcomes: Vec<_> = parties
                .filter(|party| role.is_none_or(|role| role == party.name))
                .map(|party| self.refusal(entry, party))
                .collect();
            if outcomes.iter().any(Result::is_ok) {
                let rejected = Rejected {
                    who: self.shown(&entry.act.by),
                    date: self.day(entry.act.time),
                    comment: entry.act.comment.clone().unwrap_or_default(),
                };
                vetoes.push(*Failure::of(Step::Veto, cause(&rejected)).about(entry));
            } else {
                // What cannot be judged may be a refusal.
                let failures = outcomes.into_iter().filter_map(Result::err);
                for mut failure in failures.filter(|failure| failure.unjudged) {
                    failure.step = Step::Veto;
                    vetoes.push(*failure.about(entry));
                }
            }
        }
        vetoes
    }

    /// Why a record of any type does not count, whatever a rule may ask beyond.
    pub fn standing(&self, entry: &Entry, demand: &Demand) -> Outcome<()> {
        let outcomes = demand.parties.iter().map(|party| match &entry.act.deed {
            Deed::Approve { .. } => self.approval(entry, party, demand).map(|_| ()),
            Deed::Review { .. } => self.review(entry, party).map(|_| ()),
            Deed::Reject { .. } => self.refusal(entry, party),
            Deed::Revoke { .. } | Deed::Delegate { .. } | Deed::Waive { .. } => {
                self.house(entry).and_then(|()| self.office(entry, party, true).map(|_| ()))
            }
            Deed::Request { .. } => self.house(entry),
        });
        let mut last = None;
        for outcome in outcomes {
            match outcome {
                Ok(()) => return Ok(()),
                Err(failure) => last = Some(failure),
            }
        }
        let owner = matches!(entry.act.deed, Deed::Revoke { .. }) && self.owns(&entry.act.by);
        match last {
            _ if owner => self.trusted(entry, "", self.setting.assurance).map(|_| ()),
            Some(failure) => Err(failure),
            None if entry.act.role.is_none() => {
                self.trusted(entry, "", self.setting.assurance).map(|_| ())
            }
            None => {
                let role = entry.act.role.clone().unwrap_or_default();
                let detail = Localized::both(
                    ", a role that the policy does not have",
                    ", einer Rolle, die die Regeln nicht kennen",
                );
                let not = NotInRole { who: self.shown(&entry.act.by), role, detail };
                Err(Failure::of(Step::Role, cause(&not)).about(entry))
            }
        }
    }

    /// Whether a record is about another item of the same file, and only that.
    pub fn about_a_sibling(&self, entry: &Entry) -> bool {
        let siblings = self.source.siblings;
        !siblings.is_empty()
            && entry.act.deed.about().is_some_and(|about| {
                let mut digests = about.subjects.iter().map(|subject| &subject.digest);
                digests.all(|digest| {
                    siblings.contains(digest)
                        && !self.source.digests.iter().any(|own| own.digest == *digest)
                })
            })
    }

    pub fn shown(&self, who: &str) -> String {
        self.setting.people.shown(who).to_owned()
    }

    pub fn day(&self, at: Timestamp) -> When {
        When::day(at, self.setting.zone)
    }
}
