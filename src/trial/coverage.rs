//! Coverage: what of the rules no example and no scenario exercises.
//!
//! In: the policy and the marks that judging its examples left. Out: how many alternatives, answers and exceptions
//! there are and came to bear, and each that did not, with its place. An alternative is exercised if it found
//! something where its rule was asked; a question of a condition must have been answered both ways; an exception
//! must have taken something off. Nothing is rounded.

use std::collections::{BTreeMap, BTreeSet};

use super::Selection;
use super::problem::{NotAnswered, NotExercised, NothingTaken};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::matcher::Marks;
use crate::policy::model::{
    Condition, Counted, Define, DefineId, Leaf, Measure, Pattern, Piece, Policy, Presence,
    Quantity, Rule, Statement,
};
use crate::text::{Place, Sources, Span};

/// Exercised and all of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many came to bear.
    pub met: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    fn of(parts: &BTreeMap<Part, State>, wanted: fn(&Part) -> bool) -> Self {
        let mut share = Self::default();
        for (_, state) in parts.iter().filter(|(part, _)| wanted(part)) {
            share.all += 1;
            share.met += usize::from(state.met);
        }
        share
    }
}

/// What the examples exercise.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Alternatives of patterns.
    pub alternatives: Share,
    /// Answers of questions, two for each.
    pub answers: Share,
    /// Exceptions.
    pub exceptions: Share,
    /// What is missing, in the order of place.
    pub missing: Vec<Diagnostic>,
}

/// One thing to exercise, told apart by its owner and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Alternative { owner: String, words: String },
    Answer { owner: String, words: String, holds: bool },
    Exception { owner: String, words: String },
}

/// Where a part stands, and whether it came to bear anywhere.
struct State {
    place: Place,
    met: bool,
}

/// What of the selected rules was exercised.
#[must_use]
pub fn of(policy: &Policy, marks: &Marks, selection: Selection<'_>, sources: &Sources) -> Coverage {
    let (parts, open) = (BTreeMap::new(), Vec::new());
    let mut survey =
        Survey { policy, marks, sources, selection, parts, open, done: BTreeSet::new() };
    policy
        .rules
        .iter()
        .filter(|rule| selection.takes(policy, rule))
        .for_each(|rule| survey.rule(rule));
    while let Some(id) = survey.open.pop() {
        survey.define(id);
    }
    let parts = survey.parts;
    let missing = parts.iter().filter(|(_, state)| !state.met);
    let mut missing: Vec<Diagnostic> =
        missing.map(|(part, state)| complaint(part, state.place)).collect();
    missing.sort_by_key(|one| one.primary.place);
    Coverage {
        alternatives: Share::of(&parts, |part| matches!(part, Part::Alternative { .. })),
        answers: Share::of(&parts, |part| matches!(part, Part::Answer { .. })),
        exceptions: Share::of(&parts, |part| matches!(part, Part::Exception { .. })),
        missing,
    }
}

fn complaint(part: &Part, place: Place) -> Diagnostic {
    match part {
        Part::Alternative { owner, words } => {
            NotExercised { owner: owner.clone(), what: words.clone() }.at(place)
        }
        Part::Answer { owner, words, holds } => {
            let answer = if *holds {
                Bilingual { en: "true", de: "wahr" }
            } else {
                Bilingual { en: "false", de: "falsch" }
            };
            NotAnswered { owner: owner.clone(), what: words.clone(), answer }.at(place)
        }
        Part::Exception { owner, words } => {
            NothingTaken { owner: owner.clone(), what: words.clone() }.at(place)
        }
    }
}

/// Who owns the parts being looked at, and from where on its text stands.
struct Owner {
    name: String,
    place: Place,
}

struct Survey<'a> {
    policy: &'a Policy,
    marks: &'a Marks,
    sources: &'a Sources,
    selection: Selection<'a>,
    parts: BTreeMap<Part, State>,
    /// Definitions that were met and not yet looked into.
    open: Vec<DefineId>,
    done: BTreeSet<DefineId>,
}

impl Survey<'_> {
    fn rule(&mut self, rule: &Rule) {
        let owner = Owner { name: rule.name.clone(), place: rule.place };
        self.rule_parts(&owner, rule);
        if let Some(published) = rule.published.as_deref() {
            self.rule_parts(&owner, published);
        }
    }

    fn rule_parts(&mut self, owner: &Owner, rule: &Rule) {
        if let Some((pattern, _)) = rule.statement.pattern() {
            self.pattern(owner, pattern);
        }
        match &rule.statement {
            Statement::Allow(_, _, asked) | Statement::Require(asked) => {
                self.condition(owner, asked);
            }
            Statement::Limit(measure, _) => self.measure(owner, measure),
            _ => {}
        }
        for condition in rule.when.iter().chain(&rule.unless) {
            self.condition(owner, condition);
        }
    }

    fn define(&mut self, id: DefineId) {
        let define: &Define = &self.policy.defines[id.index()];
        if !self.done.insert(id) || !self.selection.takes_pack(self.policy, define.pack) {
            return;
        }
        let pack = &self.policy.pack(define.pack).name;
        let owner = Owner { name: format!("{pack}/{}", define.name), place: define.place };
        self.pattern(&owner, &define.pattern);
    }

    fn pattern(&mut self, owner: &Owner, pattern: &Pattern) {
        match pattern {
            Pattern::Set(id) => {
                for &piece in &self.policy.sets[id.index()] {
                    let met = self.marks.has_piece(pattern, piece);
                    self.alternative(owner, words_of_piece(self.policy, piece), met);
                }
            }
            Pattern::Class(_) | Pattern::Zone(_) | Pattern::Register(_) | Pattern::Define(_) => {
                if let Pattern::Define(id) = pattern {
                    self.open.push(*id);
                }
                let met = self.marks.has_found(pattern);
                self.alternative(owner, words_of(self.policy, pattern), met);
            }
            Pattern::Or(all) => all.iter().for_each(|one| self.branch(owner, one)),
            Pattern::Then(first, rest) => {
                self.pattern(owner, first);
                rest.iter().for_each(|(_, next)| self.pattern(owner, next));
            }
            Pattern::Context(core, contexts) => {
                self.pattern(owner, core);
                contexts.iter().for_each(|context| self.pattern(owner, &context.pattern));
            }
            Pattern::Except(core, exceptions) => {
                self.pattern(owner, core);
                for exception in exceptions {
                    let words = words_of(self.policy, exception);
                    let met = self.marks.has_taken(exception);
                    let part = Part::Exception { owner: owner.name.clone(), words: words.clone() };
                    self.add(owner, part, &words, met);
                    self.pattern(owner, exception);
                }
            }
            Pattern::In(inner, _) | Pattern::As(inner, _) => self.pattern(owner, inner),
        }
    }

    /// A branch of an `or` must find something as a whole, too.
    fn branch(&mut self, owner: &Owner, branch: &Pattern) {
        let whole = matches!(branch, Pattern::Then(..) | Pattern::Context(..) | Pattern::In(..));
        if whole {
            let met = self.marks.has_found(branch);
            self.alternative(owner, words_of(self.policy, branch), met);
        }
        self.pattern(owner, branch);
    }

    fn alternative(&mut self, owner: &Owner, words: String, met: bool) {
        let part = Part::Alternative { owner: owner.name.clone(), words: words.clone() };
        self.add(owner, part, &words, met);
    }

    fn condition(&mut self, owner: &Owner, condition: &Condition) {
        match condition {
            Condition::All(all) | Condition::Any(all) => {
                all.iter().for_each(|one| self.condition(owner, one));
            }
            Condition::Not(inner) => self.condition(owner, inner),
            Condition::Leaf(leaf, words) => self.leaf(owner, leaf, words),
        }
    }

    fn leaf(&mut self, owner: &Owner, leaf: &Leaf, words: &str) {
        // A review is met at once and owed afterwards: it is never answered otherwise.
        let answers: &[bool] =
            if matches!(leaf, Leaf::Review { .. }) { &[true] } else { &[true, false] };
        for &holds in answers {
            let (owner_name, met) = (owner.name.clone(), self.marks.has_answered(leaf, holds));
            let part = Part::Answer { owner: owner_name, words: words.to_owned(), holds };
            self.add(owner, part, words, met);
        }
        match leaf {
            Leaf::Present(Presence::Pattern(pattern), _) => self.pattern(owner, pattern),
            Leaf::Quantity(Quantity::Measure(measure), ..) => self.measure(owner, measure),
            _ => {}
        }
    }

    fn measure(&mut self, owner: &Owner, measure: &Measure) {
        if let Counted::Pattern(pattern) = &measure.what {
            self.pattern(owner, pattern);
        }
    }

    /// Adds a part; one that stands twice in a rule is exercised if it is in one place.
    fn add(&mut self, owner: &Owner, part: Part, words: &str, met: bool) {
        let place = self.place(owner, words);
        let state = self.parts.entry(part).or_insert(State { place, met: false });
        state.met |= met;
    }

    /// Where the owner's text has the words, else where the owner is declared.
    fn place(&self, owner: &Owner, words: &str) -> Place {
        let text = self.sources.get(owner.place.source).text();
        let from = owner.place.span.start as usize;
        let own = text.get(from..).unwrap_or("");
        let end = own.find("\n\n\n").unwrap_or(own.len());
        match own[..end].find(words).filter(|_| !words.is_empty()) {
            Some(at) => {
                let start = from + at;
                Place::new(owner.place.source, Span::new(start, start + words.len()))
            }
            None => owner.place,
        }
    }
}

/// A literal as rules write it.
fn words_of_piece(policy: &Policy, piece: Piece) -> String {
    match piece {
        Piece::Phrase(id) => format!("\"{}\"", policy.phrases[id.index()].text),
        Piece::Exact(id) => format!("exactly \"{}\"", policy.exacts[id.index()].text),
        Piece::Regex(id) => format!("/{}/", policy.regexes[id.index()].source),
    }
}

/// A pattern in the words of rules, shortened: enough to know it by.
fn words_of(policy: &Policy, pattern: &Pattern) -> String {
    match pattern {
        Pattern::Set(id) => {
            let pieces = policy.sets[id.index()].iter();
            let words: Vec<_> = pieces.map(|&piece| words_of_piece(policy, piece)).collect();
            words.join(" | ")
        }
        Pattern::Class(class) => class.nouns().0.to_owned(),
        Pattern::Zone(zone) => crate::policy::noun::zone_noun(*zone).to_owned(),
        Pattern::Register(id) => policy.registers[id.index()].name.clone(),
        Pattern::Define(id) => policy.defines[id.index()].name.clone(),
        Pattern::Or(all) => {
            let words: Vec<_> = all.iter().map(|one| words_of(policy, one)).collect();
            words.join(" | ")
        }
        Pattern::Then(first, rest) => {
            let rest: String =
                rest.iter().map(|(_, next)| format!(" then {}", grouped(policy, next))).collect();
            format!("{}{rest}", grouped(policy, first))
        }
        Pattern::Context(core, contexts) => {
            let rest = contexts.iter().map(|context| {
                format!(" {} {}", context.kind.words(), grouped(policy, &context.pattern))
            });
            format!("{}{}", grouped(policy, core), rest.collect::<String>())
        }
        Pattern::Except(core, _) | Pattern::In(core, _) | Pattern::As(core, _) => {
            words_of(policy, core)
        }
    }
}

/// In parentheses where there are several.
fn grouped(policy: &Policy, pattern: &Pattern) -> String {
    let several = match pattern {
        Pattern::Set(id) => policy.sets[id.index()].len() > 1,
        Pattern::Or(_) | Pattern::Then(..) | Pattern::Context(..) => true,
        _ => false,
    };
    let words = words_of(policy, pattern);
    if several { format!("({words})") } else { words }
}
