//! Waivers: findings that somebody lets stand for a while.
//!
//! In: records of type `waive`, the findings of a draft over all its variants, and which rules may be waived
//! by whom. Out: which findings are covered by which record, and what is wrong with the others. A waiver
//! covers one finding in one sentence; it never covers an open approval.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::conclude::Bench;
use super::conclude::{Case, Failure, Memo, Party, Setting, Step};
use super::entry::Entry;
use super::problem::waiver::{Expired, NotPermitted, Stale, UnknownRule, Unused};
use super::record::{Deed, MAX_WAIVER, RecordId, Window};
use super::words::{Scopes, When, last_second};
use crate::approval::Scope;
use crate::approval::problem::cause;
use crate::approval::problem::cause::OtherChannel;
use crate::diagnostic::{Cause, Complaint, Diagnostic, Near};
use crate::text::{Localized, Place};

/// Who may waive a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waivable {
    /// Anybody who is known, the author too.
    Anybody,
    /// Nobody.
    Nobody,
    /// A member of this role who did not write the text.
    Role(Party),
}

/// A finding that might be waived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The rule's full name.
    pub rule: &'a str,
    /// The channel of the variant, if it has one.
    pub channel: Option<&'a str>,
    /// The words matched, in NFC, if the rule matches words.
    pub matched: Option<&'a str>,
    /// The digest of the NFC text of the sentence it stands in; of the block, without match.
    pub sentence: &'a str,
    /// Whether it says that an approval is open.
    pub approval: bool,
}

/// What waivers do to the findings of a draft.
#[derive(Clone, Debug, Default)]
pub struct Waived {
    /// Indices of findings that stand, each with the record that lets it; ascending.
    pub covered: BTreeMap<usize, RecordId>,
    /// What is wrong with other waivers, in the order of the records.
    pub problems: Vec<Diagnostic>,
}

/// Applies the waivers among the entries of a case to the findings of all variants of its draft. `rules`
/// holds every rule of the policy; `sidecar` is where complaints point whose record stands nowhere.
#[must_use]
pub fn waive<'r>(
    setting: &Setting<'_>,
    case: &Case<'_>,
    rules: impl FnOnce() -> BTreeMap<&'r str, Waivable>,
    findings: &[Finding<'_>],
    sidecar: Place,
) -> Waived {
    let memo = Memo::default();
    let bench = Bench { setting, case, source: &case.own, memo: &memo };
    let rules = LazyCell::new(rules);
    let mut waived = Waived::default();
    for entry in case.own.entries {
        let Deed::Waive { rule, channel, matched, sentence, window } = &entry.act.deed else {
            continue;
        };
        let waiver = Waiver {
            bench,
            entry,
            rule,
            channel: channel.as_deref(),
            matched: matched.as_deref(),
            sentence,
            window: *window,
        };
        match waiver.apply(&rules, findings) {
            Outcome::Covers(covered) => {
                for at in covered {
                    waived.covered.entry(at).or_insert_with(|| entry.id.clone());
                }
            }
            Outcome::TakenBack => {}
            Outcome::Wrong(complain) => {
                waived.problems.push(complain(entry.place.unwrap_or(sidecar)));
            }
        }
    }
    waived
}

/// One record, taken apart.
struct Waiver<'a> {
    bench: Bench<'a>,
    entry: &'a Entry,
    rule: &'a str,
    channel: Option<&'a str>,
    matched: Option<&'a str>,
    sentence: &'a str,
    window: Window,
}

enum Outcome {
    Covers(Vec<usize>),
    TakenBack,
    Wrong(Box<dyn FnOnce(Place) -> Diagnostic>),
}

fn wrong(complaint: impl Complaint + 'static, causes: Vec<Cause>) -> Outcome {
    Outcome::Wrong(Box::new(move |place| {
        let mut diagnostic = complaint.at(place);
        diagnostic.causes = causes;
        diagnostic
    }))
}

impl Waiver<'_> {
    fn apply(&self, rules: &BTreeMap<&str, Waivable>, findings: &[Finding<'_>]) -> Outcome {
        let Some(waivable) = rules.get(self.rule) else {
            let near = Near::to(self.rule, rules.keys().copied());
            return wrong(
                UnknownRule { id: self.id(), rule: self.rule.to_owned(), near },
                Vec::new(),
            );
        };
        let anybody = Party {
            name: self.entry.act.role.clone().unwrap_or_default(),
            members: Vec::new(),
            deputies: Vec::new(),
            escalation: Vec::new(),
            assurance: self.bench.setting.assurance,
        };
        let party = match waivable {
            Waivable::Role(party) => party,
            Waivable::Anybody | Waivable::Nobody => &anybody,
        };
        if let Err(failure) = self.bench.not_revoked(self.entry, party, self.bench.source.entries) {
            return if failure.unjudged { self.refused(&failure) } else { Outcome::TakenBack };
        }
        if let Err(outcome) = self.permitted(waivable, party) {
            return outcome;
        }
        self.in_force(findings)
    }

    /// Whether this person may waive this rule for so long.
    fn permitted(&self, waivable: &Waivable, party: &Party) -> Result<(), Outcome> {
        let steps = || {
            self.bench.house(self.entry)?;
            match waivable {
                Waivable::Role(_) => self.bench.office(self.entry, party, false).map(|_| ())?,
                _ => self.bench.trusted(self.entry, "waiver", party.assurance)?,
            }
            self.bench.plausible(self.entry)
        };
        if matches!(waivable, Waivable::Nobody) {
            return Err(self.not_permitted("nobody may waive it", "niemand darf darauf verzichten"));
        }
        let role = self.entry.act.role.as_deref();
        if matches!(waivable, Waivable::Role(_)) && role != Some(party.name.as_str()) {
            return Err(self.not_permitted_text(Localized::both(
                format!("only `{}` may waive it", party.name),
                format!("nur `{}` darf darauf verzichten", party.name),
            )));
        }
        steps().map_err(|failure| self.refused(&failure))?;
        let wrote = self.bench.author(&self.entry.act.by).is_some();
        if matches!(waivable, Waivable::Role(_)) && wrote {
            return Err(self.not_permitted(
                "its author may not where a role is asked for",
                "die eigenen Autoren dürfen es nicht, wo eine Rolle verlangt ist",
            ));
        }
        if self.window.until.duration_since(self.entry.act.time) > MAX_WAIVER {
            return Err(
                self.not_permitted("it is longer than 90 days", "er ist länger als 90 Tage")
            );
        }
        Ok(())
    }

    /// Whether its window holds, and what it covers.
    fn in_force(&self, findings: &[Finding<'_>]) -> Outcome {
        let (id, rule) = (self.id(), self.rule.to_owned());
        let zone = self.bench.setting.zone;
        if let Err(failure) = self.bench.within_window(self.entry, self.window) {
            if failure.cause.code == <super::problem::cause::TooEarly as Complaint>::ENTRY.code {
                return wrong(Unused { id, rule }, vec![failure.cause]);
            }
            let until = When::day(last_second(self.window.until), zone);
            return wrong(Expired { id, rule, until }, Vec::new());
        }
        let same = |finding: &&(usize, &Finding<'_>)| {
            finding.1.rule == self.rule && finding.1.matched == self.matched
        };
        let all: Vec<_> = findings.iter().enumerate().collect();
        let alike: Vec<_> = all.iter().filter(same).collect();
        let here = |finding: &Finding<'_>| {
            finding.channel == self.channel && finding.sentence == self.sentence
        };
        let met: Vec<_> = alike.iter().filter(|(_, finding)| here(finding)).collect();
        let covered: Vec<_> =
            met.iter().filter(|(_, finding)| !finding.approval).map(|(at, _)| *at).collect();
        if !covered.is_empty() {
            return Outcome::Covers(covered);
        }
        if !met.is_empty() {
            return self.not_permitted(
                "what is open is an approval, and nobody can waive that",
                "offen ist eine Freigabe, und darauf kann niemand verzichten",
            );
        }
        if alike.iter().any(|(_, finding)| finding.channel == self.channel) {
            return wrong(Stale { id, rule }, Vec::new());
        }
        let elsewhere = alike.iter().find(|(_, finding)| finding.sentence == self.sentence);
        let causes =
            elsewhere.map(|(_, finding)| self.other_channel(finding)).into_iter().collect();
        wrong(Unused { id, rule }, causes)
    }

    fn other_channel(&self, finding: &Finding<'_>) -> Cause {
        let scope = |channel: Option<&str>| {
            channel.map_or(Scope::Whole, |channel| Scope::Channel(channel.to_owned()))
        };
        cause(&OtherChannel {
            who: self.bench.shown(&self.entry.act.by),
            given: Scopes(vec![scope(self.channel)]),
            wanted: Scopes(vec![scope(finding.channel)]),
            help: Localized::default(),
        })
    }

    fn refused(&self, failure: &Failure) -> Outcome {
        let detail = match failure.step {
            Step::Author => Localized::both(
                "its author may not where a role is asked for",
                "die eigenen Autoren dürfen es nicht, wo eine Rolle verlangt ist",
            ),
            _ => Localized::both("the record does not count", "der Eintrag zählt nicht"),
        };
        let refused = NotPermitted { id: self.id(), rule: self.rule.to_owned(), detail };
        wrong(refused, vec![failure.cause.clone()])
    }

    fn not_permitted(&self, en: &str, de: &str) -> Outcome {
        self.not_permitted_text(Localized::both(en, de))
    }

    fn not_permitted_text(&self, detail: Localized) -> Outcome {
        wrong(NotPermitted { id: self.id(), rule: self.rule.to_owned(), detail }, Vec::new())
    }

    fn id(&self) -> String {
        self.entry.id.short()
    }
}

#[cfg(test)]
#[cfg(feature = "seal")]
mod tests {
    use super::*;
    use crate::approval::record::{Act, digest};
    use crate::approval::testing::house::{
        Draft, House, act, at, revocation, signed, signed_by, signer, unsigned,
    };
    use crate::approval::{Assurance, Entry};
    use crate::text::{SourceId, Span};

    const SENTENCE: &str = "Wir sind weltweit führend.";

    fn waiver(who: &str, role: Option<&str>) -> Act {
        let deed = Deed::Waive {
            rule: "house/superlative".into(),
            channel: Some("x".into()),
            matched: Some("führend".into()),
            sentence: digest(SENTENCE),
            window: Window { from: None, until: at("2026-12-22T09:00:00Z") },
        };
        Act { role: role.map(Into::into), ..act(who, "", deed) }
    }

    fn until(act: Act, from: Option<&str>, until: &str) -> Act {
        let Deed::Waive { rule, channel, matched, sentence, .. } = act.deed else {
            panic!("waiver")
        };
        let window = Window { from: from.map(at), until: at(until) };
        Act { deed: Deed::Waive { rule, channel, matched, sentence, window }, ..act }
    }

    struct Bed {
        house: House,
        waivable: Waivable,
        author: &'static str,
        channel: Option<&'static str>,
        sentence: String,
        approval: bool,
        rule: &'static str,
        assurance: Assurance,
    }

    impl Bed {
        fn new() -> Self {
            let waivable = Waivable::Role(House::new().role("legal"));
            Self {
                house: House::new(),
                waivable,
                author: "b.muster",
                channel: Some("x"),
                sentence: digest(SENTENCE),
                approval: false,
                rule: "house/superlative",
                assurance: Assurance::Signed,
            }
        }

        /// `covers`, or codes of the problem and its causes.
        fn says(&self, entries: Vec<Entry>) -> String {
            let mut draft = Draft::new(SENTENCE).written_by(self.author);
            draft.entries = entries;
            let findings = [
                Finding {
                    rule: "house/other",
                    channel: Some("x"),
                    matched: Some("führend"),
                    sentence: &self.sentence,
                    approval: false,
                },
                Finding {
                    rule: "house/superlative",
                    channel: self.channel,
                    matched: Some("führend"),
                    sentence: &self.sentence,
                    approval: self.approval,
                },
            ];
            let rules = BTreeMap::from([
                (self.rule, self.waivable.clone()),
                ("house/other", Waivable::Anybody),
            ]);
            let place = Place::new(SourceId(0), Span::default());
            let setting =
                crate::approval::Setting { assurance: self.assurance, ..self.house.setting() };
            let waived = waive(&setting, &draft.case(&[]), || rules, &findings, place);
            let codes = waived.problems.iter().flat_map(|one| {
                std::iter::once(one.code.to_string())
                    .chain(one.causes.iter().map(|cause| cause.code.to_owned()))
            });
            let covers = waived.covered.keys().map(|at| format!("covers {at}"));
            covers.chain(codes).collect::<Vec<_>>().join(" ")
        }
    }

    #[test]
    fn a_waiver_covers_its_finding_only() {
        let mut bed = Bed::new();
        let legal = || vec![signed(waiver("carla", Some("legal")))];
        assert_eq!(bed.says(legal()), "covers 1");
        bed.sentence = digest("Wir sind überall weltweit führend.");
        assert_eq!(bed.says(legal()), "waiver/stale");
        bed.sentence = digest(SENTENCE);
        bed.channel = Some("linkedin");
        assert_eq!(bed.says(legal()), "waiver/unused approval/other-channel");
        bed.channel = Some("x");
        bed.approval = true;
        assert_eq!(bed.says(legal()), "waiver/not-permitted");
        bed.approval = false;
        bed.rule = "house/superlatives";
        assert_eq!(bed.says(legal()), "waiver/unknown-rule");
    }

    #[test]
    fn who_may_waive() {
        let mut bed = Bed::new();
        let by = |who: &str, role: Option<&str>| vec![signed(waiver(who, role))];
        assert_eq!(bed.says(by("ben", Some("legal"))), "waiver/not-permitted approval/not-in-role");
        assert_eq!(bed.says(by("carla", None)), "waiver/not-permitted");
        assert_eq!(bed.says(by("fred", Some("legal"))), "waiver/not-permitted approval/left");
        let forged = signed_by(waiver("carla", Some("legal")), &signer("ben"));
        assert_eq!(bed.says(vec![forged]), "waiver/not-permitted approval/unknown-key");
        assert_eq!(
            bed.says(vec![unsigned(waiver("carla", Some("legal")))]),
            "waiver/not-permitted approval/unsigned"
        );
        bed.author = "cbeispiel";
        assert_eq!(bed.says(by("carla", Some("legal"))), "waiver/not-permitted");
        bed.waivable = Waivable::Anybody;
        assert_eq!(
            bed.says(by("carla", None)),
            "covers 1",
            "the author may where no role is named"
        );
        assert_eq!(bed.says(by("zoe", None)), "waiver/not-permitted approval/unknown-key");
        bed.waivable = Waivable::Nobody;
        assert_eq!(bed.says(by("carla", None)), "waiver/not-permitted");
        bed.waivable = Waivable::Anybody;
        let word = || vec![unsigned(waiver("carla", None))];
        assert_eq!(bed.says(word()), "waiver/not-permitted approval/unsigned");
        bed.assurance = Assurance::Claimed;
        assert_eq!(bed.says(word()), "covers 1");
    }

    #[test]
    fn windows_of_waivers() {
        let bed = Bed::new();
        let within = |from: Option<&str>, end: &str| {
            bed.says(vec![signed(until(waiver("carla", Some("legal")), from, end))])
        };
        assert_eq!(within(None, "2027-02-20T09:00:00Z"), "covers 1");
        assert_eq!(within(None, "2027-02-20T09:00:01Z"), "waiver/not-permitted");
        assert_eq!(within(None, "2026-11-22T11:00:00Z"), "waiver/expired");
        assert_eq!(
            within(Some("2026-12-01T00:00:00Z"), "2026-12-22T09:00:00Z"),
            "waiver/unused approval/too-early"
        );
    }

    #[test]
    fn a_waiver_taken_back_is_silent() {
        let bed = Bed::new();
        let given = signed(waiver("carla", Some("legal")));
        let back = signed(revocation("dora", "legal", &given.id));
        assert_eq!(bed.says(vec![given.clone(), back]), "");
        let stranger = signed(revocation("ben", "comms", &given.id));
        assert_eq!(bed.says(vec![given, stranger]), "covers 1");
    }
}
