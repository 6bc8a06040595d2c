//! What was asked on the way to a verdict, recorded while it is asked.
//!
//! In: questions with their answers, in the order in which `check` puts them. Out: a tree for `--why`. Nothing is asked
//! for the record's sake: what a verdict did not need is not in it.

use std::cell::RefCell;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::condition::{Eval, Open as Missing};
use super::door::Cleared;
use super::measure;
use super::message;
use super::rule::place_of;
use crate::matcher::Span;
use crate::policy::condition::fields_of;
use crate::policy::model::{Condition, Leaf, Quantity, Window};
use crate::text::{Localized, Moment, Place, Tongue};

/// One question.
#[derive(Clone, Debug)]
pub struct Step {
    /// How many questions it is part of.
    pub depth: usize,
    /// The question, and what was found.
    pub words: Localized,
    /// The answer; none for what is only said.
    pub holds: Option<bool>,
    /// Where it is about something.
    pub place: Option<Place>,
}

/// A record being made.
#[derive(Debug, Default)]
pub struct Trace {
    inner: RefCell<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    steps: Vec<Step>,
    depth: usize,
}

/// A question whose answer is not known yet.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Open(usize);

impl Trace {
    /// Records a question with its answer.
    pub fn step(&self, words: Localized, holds: Option<bool>, place: Option<Place>) {
        let mut inner = self.inner.borrow_mut();
        let depth = inner.depth;
        inner.steps.push(Step { depth, words, holds, place });
    }

    /// Records a question; those that follow are parts of it until it is closed.
    pub fn open(&self, words: Localized, place: Option<Place>) -> Open {
        self.step(words, None, place);
        let mut inner = self.inner.borrow_mut();
        inner.depth += 1;
        Open(inner.steps.len() - 1)
    }

    /// Answers a question.
    pub fn close(&self, open: Open, holds: Option<bool>) {
        let mut inner = self.inner.borrow_mut();
        inner.depth = inner.depth.saturating_sub(1);
        if let Some(step) = inner.steps.get_mut(open.0) {
            step.holds = holds;
        }
    }

    /// What was recorded.
    #[must_use]
    pub fn into_steps(self) -> Vec<Step> {
        self.inner.into_inner().steps
    }
}

// In words ----

/// Records a question with its answer, if anybody wants to know.
pub(super) fn note(trace: Option<&Trace>, holds: bool, words: impl FnOnce() -> Localized) {
    if let Some(trace) = trace {
        trace.step(words(), Some(holds), None);
    }
}

/// The variant that is judged.
pub(super) fn variant(channel: &str, instant: Timestamp, zone: &TimeZone) -> Localized {
    let local = zone.to_datetime(instant);
    let (date, time) = (local.date(), Some(local.time()));
    let at = Moment { date, time, offset: Some(zone.to_offset(instant)) };
    match channel {
        "" => Localized::both(format!("as of {at}"), format!("Stand {at}")),
        _ => Localized::both(
            format!("on {channel}, as of {at}"),
            format!("auf {channel}, Stand {at}"),
        ),
    }
}

/// Another rule stands in its place.
pub(super) fn replaced(by: &str) -> Localized {
    Localized::both(
        format!("does it apply? `{by}` replaces it"),
        format!("gilt sie? `{by}` ersetzt sie"),
    )
}

/// `for …`, `on …`
pub(super) fn listed(word: &str, names: &[String]) -> Localized {
    Localized::same(format!("`{word} {}`", names.join(", ")))
}

/// A field that it needs cannot be read.
pub(super) fn broken(field: &str) -> Localized {
    Localized::both(
        format!("can it be judged? `{field}` cannot be read"),
        format!("lässt sie sich beurteilen? `{field}` ist nicht lesbar"),
    )
}

/// `from …`, `until …`
pub(super) fn window(window: &Window) -> Localized {
    let from = window.from.map(|from| format!("from {from}"));
    let until = window.until.map(|until| format!("until {until}"));
    let parts: Vec<String> = from.into_iter().chain(until).collect();
    Localized::same(format!("`{}`", parts.join(" ")))
}

/// What came of it.
pub(super) fn findings(count: usize) -> Localized {
    match count {
        0 => Localized::both("no finding", "kein Befund"),
        1 => Localized::both("1 finding", "1 Befund"),
        _ => Localized::both(format!("{count} findings"), format!("{count} Befunde")),
    }
}

impl Eval<'_> {
    /// Whether a condition holds, recorded under its word.
    pub fn question(&self, word: &str, condition: &Condition, at: Option<&Span>) -> bool {
        let Some(trace) = self.trace else { return self.holds(condition, at) };
        let words = Localized::same(format!("`{word} {}`", condition.words()));
        let open = trace.open(words, None);
        let holds = self.holds(condition, at);
        trace.close(open, Some(holds));
        holds
    }

    /// What is missing for a condition, recorded under its word.
    pub fn needed(&self, word: &str, condition: &Condition, at: Option<&Span>) -> Vec<Missing> {
        let Some(trace) = self.trace else { return self.open(condition, at) };
        let words = Localized::same(format!("`{word} {}`", condition.words()));
        let question = trace.open(words, None);
        let missing = self.open(condition, at);
        trace.close(question, Some(missing.is_empty()));
        missing
    }

    /// Records all that is asked of a match until its answer: may it stand?
    pub fn of_match<T>(&self, span: &Span, ask: impl FnOnce() -> T, stands: fn(&T) -> bool) -> T {
        let Some(trace) = self.trace else { return ask() };
        let shown = message::shown(self, span);
        let words =
            Localized::both(format!("may “{shown}” stand?"), format!("darf »{shown}« stehen?"));
        let open = trace.open(words, Some(place_of(self, span)));
        let answer = ask();
        trace.close(open, Some(stands(&answer)));
        answer
    }

    /// Records whether a limit is kept, with the number that counts.
    pub fn of_figure(&self, holds: bool, place: Option<&Span>, figure: &str) {
        if let Some(trace) = self.trace {
            let words = Localized::same(format!("`{}`: {figure}", self.rule.sentence));
            trace.step(words, Some(holds), place.map(|span| place_of(self, span)));
        }
    }

    /// Records one question of a condition, with the values it looked at.
    pub(super) fn trace_leaf(&self, leaf: &Leaf, words: &str, holds: bool) {
        let Some(trace) = self.trace else { return };
        let condition = Condition::Leaf(leaf.clone(), String::new());
        let found = |tongue: Tongue| {
            let fields = fields_of(&condition).into_iter().map(|id| {
                let field = self.judge.policy.field(id);
                match self.fields.get(id) {
                    Some(value) => format!("`{}` = {}", field.name, value.text(&field.kind)),
                    None => format!("`{}` {}", field.name, tongue.pick("is not given", "fehlt")),
                }
            });
            let mut found: Vec<String> = fields.collect();
            if let Leaf::Quantity(Quantity::Measure(measure), ..) = leaf {
                found.push(measure::figure(self, measure).shown());
            }
            let found =
                if found.is_empty() { String::new() } else { format!(": {}", found.join(", ")) };
            format!("`{words}`{found}")
        };
        trace.step(Localized::both(found(Tongue::En), found(Tongue::De)), Some(holds), None);
    }

    /// Records what became of a question to people.
    pub(super) fn trace_people(&self, answer: &Cleared) {
        let Some(trace) = self.trace else { return };
        let told = |tongue: Tongue| {
            let language = tongue.language();
            let causes: Vec<&str> =
                answer.causes.iter().map(|cause| cause.message.get(language)).collect();
            let causes =
                if causes.is_empty() { String::new() } else { format!(": {}", causes.join("; ")) };
            format!("{}{causes}", answer.words.get(language))
        };
        trace.step(Localized::both(told(Tongue::En), told(Tongue::De)), Some(answer.met), None);
    }
}
