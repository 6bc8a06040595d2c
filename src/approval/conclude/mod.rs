//! Judging: which records count, and whether an obligation is met.
//!
//! In: a [`Setting`] that is the same for a whole run, a [`Case`] (one text with its records and clock) and
//! the demands of one rule. Out: a [`Verdict`]. Every record passes the steps of [`Step`] in order; the
//! first that fails is its cause. Then persons are matched with seats, for nobody fills two.
//!
//! The same function serves the gate, the desk, examples and scenarios: who calls decides by what is
//! handed in, never by a switch.

mod assess;
mod case;
mod debt;
mod delegation;
mod order;
mod person;
mod seats;
mod text;
mod time;

pub use assess::Step;
pub(in crate::approval) use assess::{Bench, Failure};
pub use case::{
    Assurance, Author, Case, Demand, Digested, Party, Publication, Setting, Source, unknown_authors,
};
pub use debt::{Debt, Owed};
pub(in crate::approval) use text::Memo;

use super::entry::Entry;
use super::problem::cause;
use super::problem::person::{Quorum, SamePerson};
use super::record::{Deed, RecordId};
use super::words::{Ask, For};
use crate::diagnostic::Cause;
use seats::Seat;

/// Whether an obligation is met, and why not.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Whether it is.
    pub met: bool,
    /// Whether a record could not be judged at all, on which it depends: the run ends with 2.
    pub unjudged: bool,
    /// For each demand what there is and what is open.
    pub answers: Vec<Answer>,
    /// Why not, the record that came furthest first.
    pub causes: Vec<Cause>,
}

/// What came of one demand.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Whether it is met.
    pub met: bool,
    /// How many seats it has.
    pub need: u32,
    /// How many are filled.
    pub have: u32,
    /// The records that fill them.
    pub filled: Vec<RecordId>,
    /// Who else could, as shown.
    pub ask: Vec<String>,
}

/// The digests that records ask for: canonical form and unbound fields, sorted, each once. Those that
/// leave out more than the policy allows need not be computed: such records do not count anyway.
#[must_use]
pub fn wanted_digests(entries: &[Entry]) -> Vec<(&str, &[String])> {
    let mut wanted: Vec<_> = entries
        .iter()
        .filter_map(|entry| entry.act.deed.about())
        .map(|about| (about.canon.as_str(), about.unbound.as_slice()))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Judges the demands that one rule makes together.
#[must_use]
pub fn conclude(setting: &Setting<'_>, case: &Case<'_>, demands: &[Demand]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut refusals: Vec<Failure> = Vec::new();
    let memo = Memo::default();
    let mut rows: Vec<Row<'_>> = demands
        .iter()
        .map(|demand| Row { demand, seats: Vec::new(), failures: Vec::new() })
        .collect();
    for (nth, source) in std::iter::once(&case.own).chain(case.inherited).enumerate() {
        let bench = Bench { setting, case, source, memo: &memo };
        let vetoes = bench.vetoes(demands);
        if nth == 0 {
            refusals = vetoes;
        } else if !vetoes.is_empty() {
            // A refused template or claim lends nothing; the text's own approvals still count.
            rows.iter_mut().for_each(|row| row.failures.extend(vetoes.iter().cloned()));
            continue;
        }
        rows.iter_mut().for_each(|row| row.collect(&bench));
    }
    let vetoed = !refusals.is_empty();
    let asked: Vec<_> = rows.iter().map(Row::seats).collect();
    let filled = seats::fill(&asked, setting.duties_joined);
    for (at, row) in rows.iter().enumerate() {
        let (answer, failures) = row.answer(setting, case, &filled[at]);
        let open = !answer.met;
        verdict.answers.push(answer);
        if open {
            refusals.extend(failures);
        }
    }
    verdict.met = !vetoed && verdict.answers.iter().all(|answer| answer.met);
    if !verdict.met {
        verdict.unjudged = refusals.iter().any(|failure| failure.unjudged);
        verdict.causes = order::in_order(refusals);
    }
    verdict
}

/// Why one record does not count, for lists of records: judged under the role it names, without the age
/// that a rule may ask. Nothing if it counts. `field_parties` are persons named by fields.
#[must_use]
pub fn standing(
    setting: &Setting<'_>,
    case: &Case<'_>,
    entry: &Entry,
    field_parties: &[Party],
) -> Option<Cause> {
    let memo = Memo::default();
    let bench = Bench { setting, case, source: &case.own, memo: &memo };
    let parties = setting.roles.iter().chain(field_parties);
    let role = entry.act.role.as_deref();
    let named: Vec<_> = parties.filter(|party| role == Some(party.name.as_str())).collect();
    let demand = Demand::among(1, named.into_iter().cloned().collect());
    bench.standing(entry, &demand).err().map(|failure| failure.cause)
}

/// Why an approval to be made would not count for any of these demands that its role could meet; where none asks for
/// its role, as [`standing`]. Nothing if it would.
#[must_use]
pub fn acceptable(
    setting: &Setting<'_>,
    case: &Case<'_>,
    entry: &Entry,
    demands: &[Demand],
) -> Option<Cause> {
    let memo = Memo::default();
    let bench = Bench { setting, case, source: &case.own, memo: &memo };
    let role = entry.act.role.as_deref();
    let mut first: Option<Cause> = None;
    for demand in demands {
        for party in demand.parties.iter().filter(|party| role == Some(party.name.as_str())) {
            match bench.approval(entry, party, demand) {
                Ok(_) => return None,
                Err(failure) => first = first.or(Some(failure.cause)),
            }
        }
    }
    first.or_else(|| standing(setting, case, entry, &[]))
}

/// Why a withdrawal does not take back the record that it names; nothing if it does. `field_parties` are persons named
/// by fields.
#[must_use]
pub fn withdraws(
    setting: &Setting<'_>,
    case: &Case<'_>,
    of: &Entry,
    revoke: &Entry,
    field_parties: &[Party],
) -> Option<Cause> {
    let memo = Memo::default();
    let bench = Bench { setting, case, source: &case.own, memo: &memo };
    let role = of.act.role.as_deref().unwrap_or_default();
    let mut parties = setting.roles.iter().chain(field_parties);
    let named = parties.find(|party| party.name == role).cloned();
    // A waiver need not name a role; then it is its signer's, and the house says how sure one must be.
    let party = named.unwrap_or_else(|| Party {
        name: role.to_owned(),
        members: Vec::new(),
        deputies: Vec::new(),
        escalation: Vec::new(),
        assurance: setting.assurance,
    });
    match bench.not_revoked(of, &party, std::slice::from_ref(revoke)) {
        Err(failure) if failure.unjudged => Some(failure.cause),
        Err(_) => None,
        Ok(()) => {
            let why =
                bench.house(revoke).and_then(|()| bench.trusted(revoke, role, party.assurance));
            match why {
                Err(failure) => Some(failure.cause),
                Ok(()) => Some(bench.not_in_role(revoke, &party, "", "")),
            }
        }
    }
}

/// One demand with what its records came to.
struct Row<'a> {
    demand: &'a Demand,
    /// Which record stands for which person in which party.
    seats: Vec<(usize, Seat, &'a Entry)>,
    failures: Vec<Failure>,
}

impl<'a> Row<'a> {
    fn collect(&mut self, bench: &Bench<'a>) {
        for entry in bench.source.entries {
            if !matches!(entry.act.deed, Deed::Approve { .. }) || bench.about_a_sibling(entry) {
                continue;
            }
            let mut best: Option<Box<Failure>> = None;
            let mut seated = false;
            for (at, party) in self.demand.parties.iter().enumerate() {
                let role = entry.act.role.as_deref();
                if role.is_some_and(|role| role != party.name) {
                    continue;
                }
                match bench.approval(entry, party, self.demand) {
                    Ok(seat) => {
                        self.seats.push((at, seat, entry));
                        seated = true;
                    }
                    Err(failure) => {
                        let further = best.as_ref().is_none_or(|best| failure.step > best.step);
                        best = if further { Some(failure) } else { best };
                    }
                }
            }
            if !seated {
                self.failures.extend(best.map(|failure| *failure));
            }
        }
    }

    fn seats(&self) -> seats::Asked<'_> {
        let single = self.demand.parties.len() == 1;
        seats::Asked {
            count: self.demand.count as usize,
            each: if single { self.demand.count as usize } else { 1 },
            parties: self.demand.parties.len(),
            offers: self.seats.iter().map(|(party, seat, _)| (*party, seat)).collect(),
        }
    }

    fn answer(
        &self,
        setting: &Setting<'_>,
        case: &Case<'_>,
        filled: &seats::Filled,
    ) -> (Answer, Vec<Failure>) {
        let need = self.demand.count;
        let have = u32::try_from(filled.offers.len()).unwrap_or(u32::MAX);
        let mut records: Vec<_> = filled
            .offers
            .iter()
            .filter_map(|at| self.seats.get(*at).map(|(_, _, entry)| entry.id.clone()))
            .collect();
        records.sort();
        let met = have >= need;
        let ask = if met { Vec::new() } else { self.could(setting, case, filled) };
        let mut failures = self.failures.clone();
        if !met {
            failures.extend(self.open(setting, case, have, filled, &ask));
        }
        (Answer { met, need, have, filled: records, ask }, failures)
    }

    /// What is open beyond single records: too few, one person twice, nobody at all.
    fn open(
        &self,
        setting: &Setting<'_>,
        case: &Case<'_>,
        have: u32,
        filled: &seats::Filled,
        who: &[String],
    ) -> Vec<Failure> {
        let ask = || Ask { who: who.to_vec(), file: case.own.path.to_owned() };
        let mut open = Vec::new();
        if let Some(person) = filled.twice.as_ref() {
            let who = setting.people.shown(person).to_owned();
            open.push(*Failure::of(Step::Seats, cause(&SamePerson { who, ask: ask() })));
        }
        if have > 0 || self.demand.count > 1 && !self.seats.is_empty() {
            let quorum = Quorum { have, need: self.demand.count, ask: ask() };
            open.push(*Failure::of(Step::Seats, cause(&quorum)));
        }
        if open.is_empty() && self.failures.is_empty() {
            let role = self.demand.parties.iter().map(|party| party.name.as_str());
            let mut roles: Vec<_> = role.collect();
            roles.dedup();
            let missing = super::problem::cause::Missing {
                role: roles.join("`, `"),
                scope: For(case.own.scope.clone()),
                ask: ask(),
            };
            open.push(*Failure::of(Step::None, cause(&missing)));
        }
        open
    }

    /// Who else could fill a seat: members who are there, have not written it and fill none yet.
    fn could(&self, setting: &Setting<'_>, case: &Case<'_>, filled: &seats::Filled) -> Vec<String> {
        let memo = Memo::default();
        let bench = Bench { setting, case, source: &case.own, memo: &memo };
        let mut names: Vec<String> = Vec::new();
        for (at, party) in self.demand.parties.iter().enumerate() {
            let full = self.demand.parties.len() > 1
                && filled.offers.iter().any(|offer| self.seats[*offer].0 == at);
            for member in party.members.iter().filter(|_| !full) {
                let seated = filled.offers.iter().any(|offer| {
                    self.seats[*offer].1.persons.contains(&setting.people.identity(member))
                });
                let active = setting
                    .people
                    .find(member)
                    .is_none_or(|person| person.active_at(setting.now, setting.zone));
                let wrote = !self.demand.including_author && bench.author(member).is_some();
                let shown = setting.people.shown(member).to_owned();
                if active && !seated && !wrote && !names.contains(&shown) {
                    names.push(shown);
                }
            }
        }
        names
    }
}

#[cfg(test)]
#[cfg(feature = "seal")]
mod tests;
#[cfg(test)]
#[cfg(not(feature = "seal"))]
mod unsealed_tests;
