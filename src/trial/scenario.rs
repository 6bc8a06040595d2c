//! Scenarios: drafts judged together by the whole policy, with what people did before.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Trial;
use super::door::given;
use super::problem::{
    ScenarioElsewhere, ScenarioLoud, ScenarioSilent, ScenarioUnknownPerson, ScenarioUnknownRule,
};
use crate::approval::{Act, Deed, Entry, Stamp, Window};
use crate::check::{Judge, Judged, across, people_of};
use crate::diagnostic::{Complaint, Diagnostic, Near};
use crate::draft::{self, Draft};
use crate::matcher::{Marks, Memo};
use crate::policy::model::{FieldValue, PackId};
use crate::run::{Ready, Records, sentence_digest};
use crate::syntax::tree::{Clearance, Expected, ItemKind, Path, Scenario, ScenarioPart, Text};
use crate::text::{Moment, Place, SourceId, Sources, Span, moment};

/// Runs every scenario of the policy.
pub fn run(
    ready: &Ready,
    sources: &mut Sources,
    now: Timestamp,
    marks: Option<&Marks>,
    trial: &mut Trial,
) {
    for (pack, source, item) in &ready.policy.scenarios {
        let ItemKind::Scenario(scenario) = &item.kind else { continue };
        if ready.policy.pack(*pack).built_in {
            continue;
        }
        trial.scenarios += 1;
        let mut stage = Stage { marks, ..Stage::new(ready, *pack, *source, scenario, now) };
        stage.play(sources, trial);
    }
}

/// One scenario being played.
struct Stage<'a> {
    ready: &'a Ready,
    pack: PackId,
    source: SourceId,
    scenario: &'a Scenario,
    zone: TimeZone,
    now: Timestamp,
    marks: Option<&'a Marks>,
    drafts: Vec<Acted>,
}

/// A draft with what was done to it.
struct Acted {
    text: String,
    source: SourceId,
    entries: Vec<Entry>,
}

impl<'a> Stage<'a> {
    fn new(
        ready: &'a Ready,
        pack: PackId,
        source: SourceId,
        scenario: &'a Scenario,
        now: Timestamp,
    ) -> Self {
        let zone = moment::zone(&ready.policy.pack(pack).zone).unwrap_or(TimeZone::UTC);
        let at = scenario.parts.iter().find_map(|part| match &part.value {
            ScenarioPart::At(moment) => moment.value.instant(&zone).ok(),
            _ => None,
        });
        let now = at.unwrap_or(now);
        Self { ready, pack, source, scenario, zone, now, marks: None, drafts: Vec::new() }
    }

    fn play(&mut self, sources: &mut Sources, trial: &mut Trial) {
        for part in &self.scenario.parts {
            match &part.value {
                ScenarioPart::Draft(text) => {
                    let text = with_fence(&text.value());
                    let source =
                        sources.add(format!("draft-{}.md", self.drafts.len() + 1), text.as_str());
                    self.drafts.push(Acted { text, source, entries: Vec::new() });
                }
                ScenarioPart::Edited(text) => {
                    let text = with_fence(&text.value());
                    if let Some(last) = self.drafts.last_mut() {
                        last.source = sources.add("edited.md", text.as_str());
                        last.text = text;
                    }
                }
                ScenarioPart::Approved(clearance) => self.clear(clearance, true, trial),
                ScenarioPart::Rejected(clearance) => self.clear(clearance, false, trial),
                ScenarioPart::Waived { rule, by } => self.waive(rule, by, trial),
                ScenarioPart::At(_) | ScenarioPart::Expect(_) => {}
            }
        }
        let findings = self.judge();
        for part in &self.scenario.parts {
            if let ScenarioPart::Expect(expected) = &part.value {
                self.compare(expected, &findings, sources, trial);
            }
        }
    }

    fn judge_with(&self) -> Judge<'a> {
        let Ready { policy, matcher, registers, people, .. } = self.ready;
        Judge::new(policy, matcher, registers, people_of(registers, people.as_ref()), self.now)
    }

    fn read(&self, acted: &Acted) -> Draft {
        draft::read("draft.md", acted.source, &acted.text, None, None)
    }

    /// Judges all drafts together.
    fn judge(&self) -> Vec<Diagnostic> {
        let judge = self.judge_with().marking(self.marks);
        let mut memo = Memo::default();
        let mut all = Judged::default();
        for acted in &self.drafts {
            let draft = self.read(acted);
            let records = Records::given(self.ready, &judge, &draft, acted.entries.clone());
            let judged = judge.judge(&mut memo, &draft, &records);
            all.findings.extend(judged.findings);
            all.stated.extend(judged.stated);
            all.likenesses.extend(judged.likenesses);
        }
        all.findings.extend(across(&self.ready.policy, all.stated, &all.likenesses));
        all.findings.retain(|finding| finding.waived.is_none());
        all.findings
    }

    /// Somebody cleared or rejected the draft before, as it then was.
    fn clear(&mut self, clearance: &Clearance, approves: bool, trial: &mut Trial) {
        let person = clearance.by.value();
        let roles = match &clearance.role {
            Some(role) => vec![short(role)],
            None => self.roles_of(&person),
        };
        if roles.is_empty() {
            let place = Place::new(self.source, clearance.by.span);
            trial.findings.push(ScenarioUnknownPerson { person }.at(place));
            return;
        }
        let time = self.time(clearance.on.as_ref().map(|on| on.value));
        let Some(last) = self.drafts.last() else { return };
        let draft = self.read(last);
        let judge = self.judge_with();
        let records = Records::given(self.ready, &judge, &draft, Vec::new());
        let mut entries = Vec::new();
        for item in &draft.items {
            let channels = match &clearance.channel {
                Some(channel) => vec![channel.value.clone()],
                None => self.channels(item),
            };
            let Some(about) = records.about(item, &channels) else { continue };
            for role in &roles {
                let stamp = Stamp {
                    policy: self.ready.digest.clone(),
                    version: self.ready.office.version.clone(),
                };
                let deed = if approves {
                    let until = time
                        .checked_add(jiff::SignedDuration::from_hours(24 * 365))
                        .unwrap_or(time);
                    Deed::Approve {
                        about: about.clone(),
                        stamp,
                        open: Vec::new(),
                        window: Window { from: None, until },
                    }
                } else {
                    Deed::Reject { about: about.clone(), stamp }
                };
                entries.push(given(self.act(&person, Some(role.clone()), time, deed)));
            }
        }
        if let Some(last) = self.drafts.last_mut() {
            last.entries.extend(entries);
        }
    }

    /// Somebody let the findings of a rule stand, as they then were.
    fn waive(&mut self, rule: &Path, by: &Text, trial: &mut Trial) {
        let Some(name) = self.rule_name(rule, trial) else { return };
        let found: Vec<Diagnostic> =
            self.judge().into_iter().filter(|finding| *finding.code == *name).collect();
        let person = by.value();
        let until =
            self.now.checked_add(jiff::SignedDuration::from_hours(24 * 30)).unwrap_or(self.now);
        let role = self.roles_of(&person).first().cloned();
        let mut entries = Vec::new();
        for finding in &found {
            let channels: Vec<Option<String>> = if finding.channels.is_empty() {
                vec![None]
            } else {
                finding.channels.iter().map(|channel| Some(channel.to_string())).collect()
            };
            for channel in channels {
                let matched = finding.subject.as_ref().map(|subject| subject.matched.clone());
                let deed = Deed::Waive {
                    rule: name.clone(),
                    channel,
                    matched: matched.filter(|matched| !matched.is_empty()),
                    sentence: sentence_digest(finding),
                    window: Window { from: None, until },
                };
                entries.push(given(self.act(&person, role.clone(), self.now, deed)));
            }
        }
        if let Some(last) = self.drafts.last_mut() {
            last.entries.extend(entries);
        }
    }

    fn act(&self, by: &str, role: Option<String>, time: Timestamp, deed: Deed) -> Act {
        let house = self.ready.policy.pack(self.ready.policy.house).name.clone();
        Act {
            house,
            role,
            by: by.to_owned(),
            on_behalf: None,
            delegation: None,
            time,
            comment: Some("scenario".to_owned()),
            after: Vec::new(),
            deed,
            sig: None,
        }
    }

    /// When a step happened: on its day, else just before the scenario's instant.
    fn time(&self, on: Option<Moment>) -> Timestamp {
        on.and_then(|on| on.instant(&self.zone).ok()).unwrap_or(self.now)
    }

    fn roles_of(&self, person: &str) -> Vec<String> {
        let office = &self.ready.office;
        let holds = |members: &[String]| {
            members.iter().any(|member| office.people.same_person(member, person))
        };
        let parties = office.parties.iter();
        let of = parties.filter(|party| holds(&party.members) || holds(&party.deputies));
        let names: BTreeSet<String> = of.map(|party| party.name.clone()).collect();
        names.into_iter().collect()
    }

    fn channels(&self, item: &crate::draft::Item) -> Vec<String> {
        let Some(id) = self.ready.policy.field_named("channel") else { return vec![String::new()] };
        let found = item.fields.get("channel");
        let listed: Vec<String> = found
            .map(|found| {
                let node = found.node();
                let nodes = node.list().unwrap_or(std::slice::from_ref(node));
                nodes.iter().filter_map(|node| node.text()).map(str::to_owned).collect()
            })
            .unwrap_or_default();
        if !listed.is_empty() {
            return listed;
        }
        match &self.ready.policy.field(id).default {
            Some(FieldValue::Word(word)) => vec![word.clone()],
            _ => vec![String::new()],
        }
    }

    /// The full name of a rule that the scenario names.
    fn rule_name(&self, path: &Path, trial: &mut Trial) -> Option<String> {
        let pack = &self.ready.policy.pack(self.pack).name;
        let own = format!("{pack}/{}", path.text());
        let known = |name: &str| self.ready.policy.rule_named(name).is_some();
        if known(&own) {
            return Some(own);
        }
        if known(&path.text()) {
            return Some(path.text());
        }
        let names = self.ready.policy.rules.iter().map(|rule| rule.name.as_str());
        let complaint = ScenarioUnknownRule { rule: path.text(), near: Near::to(&own, names) };
        trial.findings.push(complaint.at(Place::new(self.source, path.span)));
        None
    }

    /// Compares what speaks with what is expected to.
    fn compare(
        &self,
        expected: &[Expected],
        findings: &[Diagnostic],
        sources: &Sources,
        trial: &mut Trial,
    ) {
        let pack = format!("{}/", self.ready.policy.pack(self.pack).name);
        let mut wanted: Vec<(String, &Expected)> = Vec::new();
        for one in expected {
            if let Some(name) = self.rule_name(&one.rule, trial) {
                wanted.push((name, one));
            }
        }
        for (name, one) in &wanted {
            let speaking: Vec<&Diagnostic> =
                findings.iter().filter(|finding| *finding.code == **name).collect();
            let place = Place::new(self.source, one.rule.span);
            match (speaking.first(), &one.at) {
                (None, _) => trial.findings.push(ScenarioSilent { rule: name.clone() }.at(place)),
                (Some(first), Some(at)) => {
                    let words = at.value();
                    if !speaking.iter().any(|finding| touches(finding, &words, sources)) {
                        let found = sources.text_at(first.primary.place).to_owned();
                        let complaint =
                            ScenarioElsewhere { rule: name.clone(), wanted: words, found };
                        trial.findings.push(complaint.at(Place::new(self.source, at.span)));
                    }
                }
                (Some(_), None) => {}
            }
        }
        let mut told: Vec<&str> = Vec::new();
        for finding in findings {
            let own = finding.code.starts_with(&pack);
            let expected = wanted.iter().any(|(name, _)| **name == *finding.code);
            if own && !expected && !told.contains(&finding.code.as_ref()) {
                told.push(&finding.code);
                let complaint = ScenarioLoud {
                    rule: finding.code.to_string(),
                    message: finding.message.clone(),
                };
                trial
                    .findings
                    .push(complaint.at(Place::new(self.source, self.scenario.title.span)));
            }
        }
    }
}

/// Whether the primary label touches one of the places where the words stand.
fn touches(finding: &Diagnostic, words: &str, sources: &Sources) -> bool {
    let text = sources.get(finding.primary.place.source).text();
    text.match_indices(words).any(|(at, _)| {
        let span = Span::new(at, at + words.len());
        span.overlaps(finding.primary.place.span) || span.contains(finding.primary.place.span)
    })
}

/// The draft of a scenario may leave out the opening fence of its front matter.
fn with_fence(text: &str) -> String {
    let fence = |line: &str| line.trim_end() == "---";
    let opens = text.lines().next().is_some_and(fence);
    if opens || !text.lines().any(fence) {
        return text.to_owned();
    }
    format!("---\n{text}")
}

/// The last name of a path: records name roles without their pack.
fn short(path: &Path) -> String {
    path.names.last().map(|name| name.value.clone()).unwrap_or_default()
}
