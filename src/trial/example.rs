//! Examples: each judged by its rule alone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::distance;
use super::door::Granted;
use super::problem::{
    ExampleBecomes, ExampleChanged, ExampleElsewhere, ExampleLoud, ExampleSilent, ShortDistance,
};
use super::{Selection, Trial};
use crate::check::{Judge, people_of};
use crate::diagnostic::{Complaint, Diagnostic, Safety};
use crate::draft::{self, Draft, Layer, Origin};
use crate::matcher::{Marks, Memo};
use crate::policy::model::{Example, ExampleKind, Field, FieldType, Rule};
use crate::run::Ready;
use crate::text::{Edit, Localized, Moment, Sources, Span, apply};
use crate::yaml::{Entry, Node, Value};

/// Runs the examples of every rule that is wanted.
pub fn run(
    ready: &Ready,
    sources: &mut Sources,
    selection: Selection<'_>,
    now: Timestamp,
    marks: Option<&Marks>,
    trial: &mut Trial,
) {
    let mut memo = Memo::default();
    for rule in &ready.policy.rules {
        let amended = rule.published.is_some();
        if !selection.takes(&ready.policy, rule) {
            continue;
        }
        let published = rule.published.as_deref().unwrap_or(rule);
        for example in &published.examples {
            trial.examples += 1;
            let run = Run { ready, rule: published, example, now, marks };
            let failure = run.judge(sources, &mut memo);
            if failure.is_none() && amended {
                let again = Run { ready, rule, example, now, marks };
                if again.judge(sources, &mut memo).is_some() {
                    let complaint = ExampleChanged { rule: rule.name.clone() };
                    trial.findings.push(complaint.at(example.place));
                }
            }
            if failure.is_some() {
                trial.findings.extend(run.short_distance(sources, &mut memo));
            }
            trial.findings.extend(failure);
        }
        for example in rule.examples.iter().skip(published.examples.len()) {
            trial.examples += 1;
            trial
                .findings
                .extend(Run { ready, rule, example, now, marks }.judge(sources, &mut memo));
        }
    }
}

/// One example being run.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) ready: &'a Ready,
    pub(super) rule: &'a Rule,
    pub(super) example: &'a Example,
    pub(super) now: Timestamp,
    pub(super) marks: Option<&'a Marks>,
}

impl Run<'_> {
    /// What is wrong, if anything.
    fn judge(&self, sources: &mut Sources, memo: &mut Memo) -> Option<Diagnostic> {
        let (draft, findings) = self.findings(sources, memo);
        self.compare(&draft, &findings)
    }

    /// That the rule would find the example if it looked further.
    fn short_distance(&self, sources: &mut Sources, memo: &mut Memo) -> Option<Diagnostic> {
        if self.example.kind != ExampleKind::Flags || !self.findings(sources, memo).1.is_empty() {
            return None;
        }
        let needed = distance::needed(self.rule, |rule| {
            let (_, findings) = Run { rule, marks: None, ..*self }.findings(sources, memo);
            !findings.is_empty()
        })?;
        let complaint = ShortDistance { rule: self.rule.name.clone(), needed };
        let here = Localized::both("this example", "dieses Beispiel");
        Some(complaint.at(self.rule.statement_place).and(self.example.place, here))
    }

    /// What the rule says of the example.
    pub(super) fn findings(
        &self,
        sources: &mut Sources,
        memo: &mut Memo,
    ) -> (Draft, Vec<Diagnostic>) {
        let source = sources.add("example.md", self.example.text.as_str());
        let defaults = Layer { origin: Origin::PathDefault, source, entries: self.fields() };
        let draft = draft::read("example.md", source, &self.example.text, None, Some(defaults));
        let none = Vec::new();
        let roles = self.example.with.as_ref().map_or(&none, |with| &with.approved_by);
        let door = Granted { roles, office: &self.ready.office };
        let scope = self.example.with.is_some();
        let findings = self.court().examine(memo, &draft, self.rule, scope, &door);
        (draft, findings)
    }

    /// The judge of the example: speaks the languages of its pack, at the example's instant.
    fn court(&self) -> Judge<'_> {
        let Ready { policy, matcher, registers, people, .. } = self.ready;
        let people = people_of(registers, people.as_ref());
        let proven = self.example.with.as_ref().is_some_and(|with| with.proven);
        Judge::new(policy, matcher, registers, people, self.instant())
            .speaking(&policy.pack(self.example.pack).languages)
            .marking(self.marks)
            .proven(proven)
    }

    /// The instant of the example: the one it names, else one at which the rule holds.
    fn instant(&self) -> Timestamp {
        let named = self.example.with.as_ref().and_then(|with| with.at);
        let moment = named.or(self.rule.window.from).or(self.rule.window.until);
        let zone = &self.ready.policy.pack(self.rule.pack).zone;
        let zone = crate::text::moment::zone(zone).unwrap_or(TimeZone::UTC);
        let instant = |moment: Moment| moment.instant(&zone).ok();
        moment.and_then(instant).unwrap_or(self.now)
    }

    /// The fields of the example as front matter would give them: what it sets, and for what is required and
    /// not set the first value that `for` and `on` allow.
    fn fields(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (at, field) in self.ready.policy.fields.iter().enumerate() {
            let set = self.example.with.as_ref().and_then(|with| {
                with.fields
                    .iter()
                    .find(|(id, _)| id.index() == at)
                    .map(|(_, values)| values.clone())
            });
            let values = set.or_else(|| self.assumed(field).map(|value| vec![value]));
            if let Some(values) = values {
                entries.push(entry(&field.name, &values));
            }
        }
        entries
    }

    /// The value that is assumed where the example sets none.
    fn assumed(&self, field: &Field) -> Option<String> {
        match field.name.as_str() {
            "kind" if !self.rule.kinds.is_empty() => return self.rule.kinds.first().cloned(),
            "channel" if !self.rule.channels.is_empty() => {
                return self.rule.channels.first().cloned();
            }
            _ => {}
        }
        if !field.required {
            return None;
        }
        Some(match field.kind.element() {
            FieldType::OneOf(words) | FieldType::Level(words) => words.first()?.clone(),
            FieldType::Flag => "no".to_owned(),
            FieldType::Number => "0".to_owned(),
            FieldType::Date => "2026-01-01".to_owned(),
            FieldType::Person | FieldType::Text | FieldType::List(_) => "example".to_owned(),
        })
    }

    fn compare(&self, draft: &Draft, findings: &[Diagnostic]) -> Option<Diagnostic> {
        let place = self.example.place;
        let rule = self.rule.name.clone();
        let text = draft.text_of(draft.source);
        if let Some(problem) = draft.problems.first() {
            return Some(problem.clone());
        }
        match self.example.kind {
            ExampleKind::Passes => {
                let first = findings.first()?;
                let found = first.primary.place.span.of(text).to_owned();
                Some(ExampleLoud { rule, found }.at(place))
            }
            ExampleKind::Flags if findings.is_empty() => Some(self.silent(draft)),
            ExampleKind::Flags => {
                self.marks(text, findings).or_else(|| self.becomes(text, findings))
            }
        }
    }

    /// That nothing was found; where the pack speaks several languages, also in which one it was looked for.
    fn silent(&self, draft: &Draft) -> Diagnostic {
        let (mut read, mut longer) = (Localized::default(), Localized::default());
        if self.ready.policy.pack(self.example.pack).languages.len() > 1 {
            let (languages, sure) = self.court().languages_of(draft);
            let all: Vec<_> = languages.iter().map(|one| format!("`{one}`")).collect();
            let all = all.join(", ");
            read = Localized::both(format!(" (read as {all})"), format!(" (gelesen als {all})"));
            if !sure {
                // A word or two do not show their language.
                longer = Localized::both(
                    "; if it is in another language, write a whole sentence: that shows which",
                    "; steht es in einer anderen Sprache, schreiben Sie einen ganzen Satz: Der zeigt, in welcher",
                );
            }
        }
        let rule = self.rule.name.clone();
        ExampleSilent { rule, read, longer }.at(self.example.place)
    }

    /// Compares the marks with what was found: every match, those told together in one finding included.
    fn marks(&self, text: &str, findings: &[Diagnostic]) -> Option<Diagnostic> {
        if self.example.marks.is_empty() {
            return None;
        }
        let mut found: Vec<Span> = Vec::new();
        for finding in findings {
            found.push(finding.primary.place.span);
            let also = finding.related.iter().filter(|label| label.is_match);
            found.extend(also.map(|label| label.place.span));
        }
        found.sort();
        let marks = self.example.marks.iter().map(|&(start, end)| Span { start, end });
        let marks: Vec<Span> = marks.collect();
        let same = marks.len() == found.len()
            && marks.iter().zip(&found).all(|(mark, found)| same_words(text, *mark, *found));
        if same {
            return None;
        }
        let quoted = |spans: &[Span]| {
            let words: Vec<_> = spans.iter().map(|span| format!("`{}`", span.of(text))).collect();
            words.join(", ")
        };
        let complaint = ExampleElsewhere {
            rule: self.rule.name.clone(),
            wanted: quoted(&marks),
            found: Localized::same(quoted(&found)),
        };
        Some(complaint.at(self.example.place))
    }

    fn becomes(&self, text: &str, findings: &[Diagnostic]) -> Option<Diagnostic> {
        let wanted = self.example.becomes.as_ref()?;
        let edits = findings.iter().filter_map(|finding| {
            let safe = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe);
            safe.or(finding.fixes.first()).map(|fix| fix.edits.clone())
        });
        let edits: Vec<Edit> = edits.flatten().collect();
        let found = apply(text, &edits).unwrap_or_else(|_| text.to_owned());
        if found == *wanted {
            return None;
        }
        let rule = self.rule.name.clone();
        Some(ExampleBecomes { rule, wanted: wanted.clone(), found }.at(self.example.place))
    }
}

/// Whether two spans cover the same words: what one has beyond the other is neither letter nor digit (a
/// link's bracket, the stars of emphasis).
fn same_words(text: &str, mark: Span, found: Span) -> bool {
    let trivial = |from: u32, to: u32| {
        let (from, to) = (from.min(to), from.max(to));
        let part = text.get(from as usize..to as usize).unwrap_or("x");
        !part.chars().any(char::is_alphanumeric)
    };
    mark.overlaps(found) && trivial(mark.start, found.start) && trivial(mark.end, found.end)
}

fn entry(name: &str, values: &[String]) -> Entry {
    let scalar =
        |text: &String| Node { value: Value::Scalar(text.clone(), true), span: Span::default() };
    let node = match values {
        [one] => scalar(one),
        several => {
            Node { value: Value::List(several.iter().map(scalar).collect()), span: Span::default() }
        }
    };
    Entry { key: name.to_owned(), key_span: Span::default(), node }
}
