//! Judging: which records count, and whether an obligation is met.
//!
//! In: a [`Setting`] that is the same for a whole run, a [`Case`] (one text with its records and clock) and
//! the demands of one rule. Out: a [`Verdict`]. Every record passes the steps of [`Step`] in order; the
//! first that fails is its cause. Then persons are matched with seats, for nobody fills two.
//!
//! The same function serves the gate, the desk, examples and scenarios: who calls decides by what is
//! handed in, never by a switch.

mod assess;
mod debt;
mod delegation;
mod order;
mod person;
mod seats;
mod text;
mod time;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use assess::Step;
pub(in crate::approval) use assess::{Bench, Failure};
pub use debt::{Debt, Owed};

use super::entry::Entry;
use super::problem::cause;
use super::problem::person::{Quorum, SamePerson};
use super::record::{Deed, KeptText, RecordId, Scope};
use super::words::{Ask, For};
use crate::diagnostic::Cause;
use crate::register::People;
use crate::text::{Duration, Localized};
use seats::Seat;

/// How sure we are that the person meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// Somebody says so.
    Claimed,
    /// A forge says so.
    Forge,
    /// A key says so.
    Signed,
}

/// People who may fill a seat: a role, or the persons whom a field names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name of the role or field, as records give it.
    pub name: String,
    /// Members, by id or alias.
    pub members: Vec<String>,
    /// Who may stand in for a member.
    pub deputies: Vec<String>,
    /// Members of the roles to which this one escalates: they may always.
    pub escalation: Vec<String>,
    /// How sure an approval must be.
    pub assurance: Assurance,
}

/// What one `approval by …` asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// How many different people.
    pub count: u32,
    /// For how many different ones of these; if it is a single one, all from it.
    pub parties: Vec<Party>,
    /// Does the author count?
    pub including_author: bool,
    /// At most this long before the instant.
    pub within: Option<Duration>,
    /// At least this long before the instant.
    pub ahead: Option<Duration>,
}

impl Demand {
    /// `by R`, `by N of R`.
    #[must_use]
    pub fn of(count: u32, party: Party) -> Self {
        Self::among(count, vec![party])
    }

    /// `by N of R, S, T`: different people for different roles.
    #[must_use]
    pub fn among(count: u32, parties: Vec<Party>) -> Self {
        Self { count, parties, including_author: false, within: None, ahead: None }
    }

    /// `by F`: each person whom the field names. Where it names nobody, nobody can meet it.
    #[must_use]
    pub fn each(field: &str, persons: &[String], assurance: Assurance, people: &People) -> Self {
        let party = |members: &[String]| Party {
            name: field.to_owned(),
            members: members.to_vec(),
            deputies: Vec::new(),
            escalation: Vec::new(),
            assurance,
        };
        let mut parties: Vec<Party> = Vec::new();
        for person in persons {
            let mut known = parties.iter().flat_map(|party| &party.members);
            if !known.any(|known| people.same_person(known, person)) {
                parties.push(party(std::slice::from_ref(person)));
            }
        }
        if parties.is_empty() {
            parties.push(party(&[]));
        }
        Self::among(u32::try_from(parties.len()).unwrap_or(u32::MAX), parties)
    }
}

/// What is the same for every text of a run.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The name of the pack that judges.
    pub house: &'a str,
    /// Its version, if it has one.
    pub version: Option<&'a str>,
    /// Who is who.
    pub people: &'a People,
    /// All roles, to say where somebody belongs and who may withdraw.
    pub roles: &'a [Party],
    /// Who owns the pack.
    pub owners: &'a [String],
    /// The pack's default assurance, asked of its owners.
    pub assurance: Assurance,
    /// Records of `registers/delegations.jsonl`.
    pub delegations: &'a [Entry],
    /// May one person fill several roles of one rule?
    pub duties_joined: bool,
    /// Whether there is a base: then what has not landed is judged at now.
    pub anchored: bool,
    /// The clock.
    pub now: Timestamp,
    /// The pack's zone, for windows of registers and for dates in messages.
    pub zone: &'a TimeZone,
    /// The words of the field `risk`, from low to high.
    pub levels: &'a [String],
}

/// A text with the records that may speak of it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// For what.
    pub scope: &'a Scope,
    /// Its digests: at least one for every canonical form that is known, and one for every list of unbound
    /// fields that its records name (see [`wanted_digests`]).
    pub digests: &'a [Digested],
    /// Fields that the policy leaves unbound today.
    pub unbound: &'a [String],
    /// Digests of the file's other items: records that name only those are not about this one.
    pub siblings: &'a [String],
    /// Records.
    pub entries: &'a [Entry],
    /// Kept texts.
    pub texts: &'a [KeptText],
    /// Names of attachments in the order of the canonical form.
    pub media: &'a [String],
    /// Who wrote it.
    pub authors: &'a [Author],
    /// Its path, for messages.
    pub path: &'a str,
}

/// A digest of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digested {
    /// The canonical form's id.
    pub canon: String,
    /// Fields left out, sorted.
    pub unbound: Vec<String>,
    /// The digest.
    pub digest: String,
    /// The form itself, to say what has changed.
    pub form: Option<String>,
}

/// Somebody who wrote a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The names by which the person may be known: as written, a mail address.
    pub names: Vec<String>,
    /// How we know: `as b.muster in commit abc123`.
    pub how: Localized,
}

/// When a text is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The instant by which age is judged.
    pub at: Timestamp,
    /// The instant that windows must hold.
    pub window: Timestamp,
}

impl Publication {
    /// From `publish-at`. Where that field is unbound and the draft differs from the base, it is `movable`:
    /// windows are then asked for the later of date and clock, so that dating back revives nothing.
    #[must_use]
    pub fn new(publish_at: Option<Timestamp>, movable: bool, now: Timestamp) -> Self {
        let at = publish_at.unwrap_or(now);
        Self { at, window: if movable { at.max(now) } else { at } }
    }
}

/// One text to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The text itself.
    pub own: Source<'a>,
    /// Texts whose approvals it inherits: its template, the registered claim that the match lies in.
    pub inherited: &'a [Source<'a>],
    /// When it is to go out.
    pub publication: Publication,
    /// Its kind, for delegations.
    pub kind: Option<&'a str>,
    /// Its level of risk, for delegations.
    pub risk: Option<&'a str>,
}

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
/// leave out more than the policy allows need not be computed.
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
    let mut rows: Vec<Row<'_>> = demands
        .iter()
        .map(|demand| Row { demand, seats: Vec::new(), failures: Vec::new() })
        .collect();
    for (nth, source) in std::iter::once(&case.own).chain(case.inherited).enumerate() {
        let bench = Bench { setting, case, source };
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
    let bench = Bench { setting, case, source: &case.own };
    let parties = setting.roles.iter().chain(field_parties);
    let role = entry.act.role.as_deref();
    let named: Vec<_> = parties.filter(|party| role == Some(party.name.as_str())).collect();
    let demand = Demand::among(1, named.into_iter().cloned().collect());
    bench.standing(entry, &demand).err().map(|failure| failure.cause)
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
        let bench = Bench { setting, case, source: &case.own };
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
