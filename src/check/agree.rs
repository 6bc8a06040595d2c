//! `agree`: one captured value against a fact, or the same in all drafts that share a field.

use std::collections::BTreeMap;

use super::condition::Eval;
use super::message::{self, Facts};
use super::rule::place_of;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::lexicon::class::Value;
use crate::matcher::Span;
use crate::policy::model::{CaptureId, Pattern, RegisterId, RuleId, ZoneFilter};
use crate::register::{Fact, FactValue};
use crate::text::{Localized, Place, fold};

/// A value that drafts must agree on.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The rule.
    pub rule: RuleId,
    /// The value of the shared field (the campaign).
    pub group: String,
    /// The value: equal texts mean equal values.
    pub value: String,
    /// As it stands in the draft.
    pub shown: String,
    /// Where it stands.
    pub place: Place,
    /// Path of the draft.
    pub draft: String,
    /// What to say, without the values.
    pub message: Localized,
    /// The rule's severity, citations and name.
    pub severity: Severity,
    /// The rule's name.
    pub name: String,
}

/// Compares every captured value with a fact.
#[must_use]
pub fn with_fact(
    eval: &Eval<'_>,
    pattern: &Pattern,
    zones: &ZoneFilter,
    capture: CaptureId,
    register: RegisterId,
    key: &str,
) -> Vec<Diagnostic> {
    let zone = eval.judge.zone_of(eval.judge.policy.registers[register.index()].pack);
    let Some(fact) = eval.judge.registers[register.index()].fact(key, eval.instant, zone) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for span in eval.matches(pattern, zones) {
        let Some(captured) = captured(eval, &span, capture) else { continue };
        let ask = || {
            let mut unless = eval.rule.unless.iter();
            agrees(eval, &span, &captured, capture, fact)
                || unless.any(|one| eval.question("unless", one, Some(&span)))
        };
        if eval.of_match(&captured, ask, |stands| *stands) {
            continue;
        }
        let place = place_of(eval, &captured);
        let shown = message::shown(eval, &captured);
        let truth = fact_words(fact);
        let message = if eval.rule.message.is_empty() {
            Localized::both(
                format!("`{shown}` contradicts `{key}`, which is {truth}"),
                format!("`{shown}` widerspricht `{key}`: {truth}"),
            )
        } else {
            message::message(eval, Some(&span), &Facts::default())
        };
        let mut diagnostic =
            Diagnostic::new(eval.rule.name.as_str(), eval.rule.severity, message, place);
        if captured.key() != span.key() {
            diagnostic = diagnostic.and(place_of(eval, &span), Localized::default());
        }
        let registered = Localized::both("the registered fact", "die eingetragene Tatsache");
        diagnostic = diagnostic.and(fact.id.place, registered);
        diagnostic.see.clone_from(&eval.rule.see);
        found.push(diagnostic);
    }
    found
}

fn captured(eval: &Eval<'_>, span: &Span, capture: CaptureId) -> Option<Span> {
    let note = eval.finder.note(span);
    note.captures.iter().find(|(id, _)| *id == capture).map(|(_, span)| *span)
}

fn agrees(eval: &Eval<'_>, span: &Span, captured: &Span, capture: CaptureId, fact: &Fact) -> bool {
    match (eval.captured(span, capture), &fact.value) {
        (Some(value), FactValue::Number(_) | FactValue::Percent(_) | FactValue::Money { .. }) => {
            value.number().is_some_and(|number| fact.allows(number))
        }
        (Some(Value::Date(date)), FactValue::Date(moment)) => {
            date.agrees_with(&crate::lexicon::class::Date::from(moment.date))
        }
        (_, FactValue::Text(text)) => fold(&message::shown(eval, captured)) == fold(text),
        _ => false,
    }
}

fn fact_words(fact: &Fact) -> String {
    let unit = fact.unit.as_ref().map(|unit| format!(" {}", unit.text)).unwrap_or_default();
    match &fact.value {
        FactValue::Number(number) => format!("{number}{unit}"),
        FactValue::Percent(number) => format!("{number} %"),
        FactValue::Money { amount, currency } => format!("{amount} {currency}"),
        FactValue::Date(moment) => moment.to_string(),
        FactValue::Text(text) => text.clone(),
    }
}

/// The values that a draft states for an `agree … across`.
#[must_use]
pub fn stated(
    eval: &Eval<'_>,
    rule: RuleId,
    pattern: &Pattern,
    zones: &ZoneFilter,
    capture: CaptureId,
    group: &str,
    draft: &str,
) -> Vec<Stated> {
    let mut all = Vec::new();
    for span in eval.matches(pattern, zones) {
        let excused = eval.rule.unless.iter().any(|one| eval.holds(one, Some(&span)));
        let Some(captured) = captured(eval, &span, capture).filter(|_| !excused) else { continue };
        let shown = message::shown(eval, &captured);
        let value = eval
            .captured(&span, capture)
            .map_or_else(|| fold(&shown).into_owned(), |value| value.to_string());
        let message = if eval.rule.message.is_empty() {
            Localized::default()
        } else {
            message::message(eval, Some(&span), &Facts::default())
        };
        all.push(Stated {
            rule,
            group: group.to_owned(),
            value,
            shown,
            place: place_of(eval, &captured),
            draft: draft.to_owned(),
            message,
            severity: eval.rule.severity,
            name: eval.rule.name.clone(),
        });
    }
    all
}

/// Compares what drafts state: every value but the one that most drafts have is reported, the others as
/// labels; where no value leads, all.
#[must_use]
pub fn across(mut all: Vec<Stated>) -> Vec<Diagnostic> {
    all.sort_by(|a, b| {
        (a.rule, &a.group, &a.draft, a.place).cmp(&(b.rule, &b.group, &b.draft, b.place))
    });
    let mut found = Vec::new();
    for group in all.chunk_by(|a, b| a.rule == b.rule && a.group == b.group) {
        let mut drafts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in group {
            let having = drafts.entry(one.value.as_str()).or_default();
            if !having.contains(&one.draft.as_str()) {
                having.push(&one.draft);
            }
        }
        if drafts.len() < 2 {
            continue;
        }
        let most = drafts.values().map(Vec::len).max().unwrap_or(0);
        let mut leading = drafts.iter().filter(|(_, having)| having.len() == most);
        let leader = match (leading.next(), leading.next()) {
            (Some((value, _)), None) => Some(*value),
            _ => None,
        };
        for one in group.iter().filter(|one| leader != Some(one.value.as_str())) {
            found.push(contradiction(one, group));
        }
    }
    found
}

fn contradiction(one: &Stated, group: &[Stated]) -> Diagnostic {
    let message = if one.message.is_empty() {
        Localized::both(
            format!("other drafts of `{}` say something else than `{}`", one.group, one.shown),
            format!("andere Entwürfe zu `{}` sagen etwas anderes als `{}`", one.group, one.shown),
        )
    } else {
        one.message.clone()
    };
    let mut diagnostic = Diagnostic::new(one.name.as_str(), one.severity, message, one.place);
    let mut told: Vec<&str> = vec![&one.value];
    for other in group {
        if !told.contains(&other.value.as_str()) {
            told.push(&other.value);
            let text = Localized::both("says otherwise", "sagt es anders");
            diagnostic.related.push(Label::new(other.place, text));
        }
    }
    diagnostic
}
