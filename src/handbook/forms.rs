//! What the phrases of a rule find: the forms of their words, and which words no dictionary knows.

use std::collections::BTreeSet;

use crate::lexicon::{Class, Lexicon};
use crate::policy::model::{
    Condition, Counted, DefineId, Leaf, Pattern, Phrase, PhraseId, PhraseWord, Piece, Policy,
    Presence, Quantity, Rule, Statement,
};
use crate::text::Language;

/// What one phrase finds.
#[derive(Clone, Debug)]
pub struct PhraseForms {
    /// As written.
    pub text: String,
    /// Its words in order.
    pub words: Vec<WordForms>,
}

/// What one word of a phrase finds.
#[derive(Clone, Debug)]
pub struct WordForms {
    /// As written.
    pub word: String,
    /// How it is found.
    pub how: How,
}

/// How a word of a phrase is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// In these forms, by the dictionaries that know it.
    Forms(Vec<(Language, Vec<String>)>),
    /// No dictionary knows it: by these stems.
    Stems(Vec<(Language, String)>),
    /// As it is written, whatever its case.
    Written,
    /// As a part of a word.
    Part,
    /// As any word.
    Any,
}

/// What the phrases of a rule find, in the order of the policy: those of its statement and its conditions, and of
/// the defines that it uses.
#[must_use]
pub fn forms(policy: &Policy, rule: &Rule) -> Vec<PhraseForms> {
    let mut collector = Collector { policy, phrases: BTreeSet::new(), defines: BTreeSet::new() };
    collector.rule(rule);
    let phrases = collector.phrases.iter().map(|id| &policy.phrases[id.index()]);
    phrases.map(phrase_forms).collect()
}

fn phrase_forms(phrase: &Phrase) -> PhraseForms {
    let words = phrase.words.iter().map(|word| match word {
        PhraseWord::Word(word) => {
            WordForms { word: word.clone(), how: how(word, &phrase.languages) }
        }
        PhraseWord::Wild(pieces) => WordForms { word: pieces.join("*"), how: How::Part },
        PhraseWord::Any => WordForms { word: "_".to_owned(), how: How::Any },
    });
    PhraseForms { text: phrase.text.clone(), words: words.collect() }
}

fn how(word: &str, languages: &[Language]) -> How {
    let (mut known, mut stems) = (Vec::new(), Vec::new());
    let inflects = word.chars().any(char::is_alphabetic);
    for &language in languages.iter().filter(|_| inflects) {
        let lexicon = Lexicon::of(language);
        let wanted = lexicon.want(word);
        if wanted.known {
            known.push((language, lexicon.forms(word)));
        } else {
            let stem = wanted.accepted.into_iter().find(|one| one.class == Class::Stem);
            stems.extend(stem.map(|stem| (language, stem.lemma)));
        }
    }
    match (known.is_empty(), stems.is_empty()) {
        (false, _) => How::Forms(known),
        (true, false) => How::Stems(stems),
        (true, true) => How::Written,
    }
}

/// Gathers the phrases below a rule.
struct Collector<'a> {
    policy: &'a Policy,
    phrases: BTreeSet<PhraseId>,
    defines: BTreeSet<DefineId>,
}

impl Collector<'_> {
    fn rule(&mut self, rule: &Rule) {
        match &rule.statement {
            Statement::Allow(pattern, _, condition) => {
                self.pattern(pattern);
                self.condition(condition);
            }
            Statement::Require(condition) => self.condition(condition),
            Statement::Limit(measure, _) => self.counted(&measure.what),
            other => other.pattern().into_iter().for_each(|(pattern, _)| self.pattern(pattern)),
        }
        rule.when.iter().chain(&rule.unless).for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(all) | Condition::Any(all) => {
                all.iter().for_each(|one| self.condition(one));
            }
            Condition::Not(inner) => self.condition(inner),
            Condition::Leaf(Leaf::Present(Presence::Pattern(pattern), _), _) => {
                self.pattern(pattern);
            }
            Condition::Leaf(Leaf::Quantity(Quantity::Measure(measure), ..), _) => {
                self.counted(&measure.what);
            }
            Condition::Leaf(..) => {}
        }
    }

    fn counted(&mut self, counted: &Counted) {
        if let Counted::Pattern(pattern) = counted {
            self.pattern(pattern);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Set(id) => {
                let phrases = self.policy.sets[id.index()].iter().filter_map(|piece| match piece {
                    Piece::Phrase(id) => Some(*id),
                    Piece::Exact(_) | Piece::Regex(_) => None,
                });
                self.phrases.extend(phrases);
            }
            Pattern::Define(id) => {
                if self.defines.insert(*id) {
                    self.pattern(&self.policy.defines[id.index()].pattern);
                }
            }
            Pattern::Or(all) => all.iter().for_each(|one| self.pattern(one)),
            Pattern::Then(first, rest) => {
                self.pattern(first);
                rest.iter().for_each(|(_, one)| self.pattern(one));
            }
            Pattern::Context(inner, contexts) => {
                self.pattern(inner);
                contexts.iter().for_each(|context| self.pattern(&context.pattern));
            }
            Pattern::Except(inner, others) => {
                self.pattern(inner);
                others.iter().for_each(|one| self.pattern(one));
            }
            Pattern::In(inner, _) | Pattern::As(inner, _) => self.pattern(inner),
            Pattern::Class(_) | Pattern::Zone(_) | Pattern::Register(_) => {}
        }
    }
}
