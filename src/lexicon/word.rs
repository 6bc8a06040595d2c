//! The two questions of the matcher: what can this word of a text be, and what does this word of a phrase ask
//! for.
//!
//! In: single words. Out: [`Readings`] and [`Wanted`]. Everything here is a function of the word, its language
//! and whether its capital is forced.

use super::lookup::{Found, Lexicon, Place};
use super::reading::{Accepted, Class, Degree, Reading, Readings, Separable, Wanted};
use super::spelling::{capital, clean, small};
use crate::text::{Language, fold};

impl Lexicon {
    /// What a word of a text can be. `capital_forced` says that any word would have a capital there: at the
    /// beginning of a sentence, in a heading, after a colon.
    #[must_use]
    pub fn read(&self, word: &str, capital_forced: bool) -> Readings {
        let place = if capital_forced { Place::Forced } else { Place::Inside };
        let found = self.analyse(word, place);
        let cleaned = clean(word);
        let folded = Self::folded(&cleaned);
        let known = !found.is_empty();
        let mut all: Vec<Reading> = if known {
            found.iter().map(|found| self.reading(found)).collect()
        } else {
            let stem = |lemma| Reading { lemma, class: Class::Stem, degree: Degree::Base };
            let base = self.clitic(&cleaned).map_or(&*cleaned, |(base, _)| base);
            self.stems(base, &Self::folded(base)).into_iter().map(stem).collect()
        };
        all.sort();
        all.dedup();
        Readings { known, all, folded }
    }

    /// What a word of a phrase asks for. A word that is a lemma means that lemma alone (`führend` is not
    /// *führen*); then verbs take in their participles, base degrees the higher ones, men's nouns the women's.
    #[must_use]
    pub fn want(&self, word: &str) -> Wanted {
        let folded = Self::folded(&clean(word));
        let found = self.meant(word);
        let known = !found.is_empty();
        let mut accepted: Vec<Accepted> = if known {
            found.iter().flat_map(|found| self.widened(found)).collect()
        } else {
            self.accepted_of_unknown(word, &folded)
        };
        accepted.sort();
        accepted.dedup();
        let separable = found.iter().find_map(|found| self.separable(found));
        Wanted { known, accepted, folded, separable }
    }

    /// What two neighbouring words of a phrase ask for as one word: `bekannt geben` also finds
    /// *bekanntgegeben*. None if there is no such word.
    #[must_use]
    pub fn want_joined(&self, first: &str, second: &str) -> Option<Wanted> {
        if !self.german() {
            return None;
        }
        let joined = [first, &small(second)].concat();
        let is_verb = |found: &Found| found.entry.class == Class::Verb && found.own;
        let known = self.direct(&joined).iter().any(is_verb);
        known.then(|| self.want(&joined))
    }

    /// The entries that a word of a phrase means.
    pub(super) fn meant(&self, word: &str) -> Vec<Found> {
        let mut found = self.analyse(word, Place::Phrase);
        if found.is_empty() && self.german() && word.ends_with('t') {
            // Stems of superlatives: `größt`, `modernst`.
            found = self.analyse(&[word, "e"].concat(), Place::Phrase);
            found.retain(|found| found.entry.degree == Degree::Superlative);
        }
        if found.iter().any(|found| found.own) {
            found.retain(|found| found.own);
        }
        let verb = found.iter().any(|found| found.entry.class == Class::Verb && found.own);
        if verb {
            // `sein` is the verb, not the possessive.
            found.retain(|found| found.entry.class != Class::Function);
        }
        let most = found.iter().map(|found| found.entry.strength).max();
        found.retain(|found| Some(found.entry.strength) == most);
        found
    }

    /// The whole word that an entry and what stands before it make.
    pub(super) fn lemma(&self, first: &str, lemma: &str, class: Class) -> String {
        if first.is_empty() && !lemma.contains('-') {
            return lemma.to_owned();
        }
        let joined = [first, lemma].concat().replace('-', "");
        if class == Class::Noun && self.german() { capital(&joined) } else { small(&joined) }
    }

    fn reading(&self, found: &Found) -> Reading {
        let Found { first, entry, .. } = found;
        let lemma = self.lemma(first, &entry.lemma, entry.class);
        Reading { lemma, class: entry.class, degree: entry.degree }
    }

    fn widened(&self, found: &Found) -> Vec<Accepted> {
        let Found { first, entry, .. } = found;
        let accept = |lemma: &str, class: Class, degree: Option<Degree>| Accepted {
            lemma: self.lemma(first, lemma, class),
            class,
            degree,
        };
        let degree = (entry.degree != Degree::Base).then_some(entry.degree);
        let mut all = vec![accept(&entry.lemma, entry.class, degree)];
        if self.german() && entry.class == Class::Verb {
            let participles = self.participles(&entry.lemma);
            all.extend(participles.iter().map(|form| accept(&form.form, Class::Participle, None)));
        }
        if self.german() && entry.class == Class::Noun {
            let women = self.women_of(&entry.lemma);
            all.extend(women.iter().map(|woman| accept(woman, Class::Noun, None)));
        }
        all
    }

    fn accepted_of_unknown(&self, word: &str, folded: &str) -> Vec<Accepted> {
        let accept = |lemma, class| Accepted { lemma, class, degree: None };
        let stems = self.stems(word, folded).into_iter().map(|stem| accept(stem, Class::Stem));
        // *Termin* is no woman's *Term*.
        let woman = (self.german() && word.starts_with(char::is_uppercase))
            .then(|| [word, "in"].concat())
            .filter(|woman| !self.holds(None, woman));
        stems.chain(woman.map(|woman| accept(woman, Class::Noun))).collect()
    }

    /// How a separable verb is found apart.
    fn separable(&self, found: &Found) -> Option<Separable> {
        let Found { first, entry, own } = found;
        if !self.german() || entry.class != Class::Verb || !own {
            return None;
        }
        let verb = entry.lemma.as_str();
        // Of a compound of a separable verb the particle is all before the base: *voran|treiben*, *hinzu|fügen*.
        let (inner, base) = match self.split(verb).or_else(|| self.split_as_participle(verb)) {
            // *hinzuzufügen* is *hinzu|zu|fügen*, not *hin|zu|zufügen*.
            Some(at) if verb[at..].starts_with("zu") && verb.len() > at + 4 => {
                verb.split_at(at + 2)
            }
            Some(at) => verb.split_at(at),
            None if first.is_empty() => return None,
            None => ("", verb),
        };
        let particle = fold(&[first, inner].concat()).into_owned();
        let base = vec![Accepted { lemma: base.to_owned(), class: Class::Verb, degree: None }];
        Some(Separable { base, particle })
    }

    /// The language it is the lexicon of; `und` for languages that we know nothing of.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }
}
