//! What only German does besides compounds: degrees, women's forms, regular endings, separable verbs.
//!
//! In: words the dictionary does not hold, or lemmas it holds. Out: entries and lemmas. This file knows no
//! texts.

use super::lookup::{Found, Lexicon};
use super::reading::{Class, Degree};
use super::spelling::capital;
use super::tables::{Entry, Form, Strength, umlaut};

/// Endings of adjectives.
const ENDINGS: [&str; 5] = ["em", "en", "er", "es", "e"];
/// Endings of nouns for men to which *-in* makes the woman's.
const MEN: [&str; 14] =
    ["er", "or", "ist", "ent", "ant", "eur", "log", "är", "at", "aut", "et", "iker", "it", "ar"];
/// Endings that make nouns, all with the plural in *-en*.
const NOUNS: [&str; 6] = ["ung", "heit", "keit", "schaft", "ität", "ion"];
/// Endings that make adjectives.
const ADJECTIVES: [&str; 9] = ["bar", "lich", "isch", "los", "haft", "sam", "iv", "ell", "ig"];
/// Endings of verbs in *-ieren*, of which all are regular.
const VERBS: [&str; 11] = ["en", "e", "est", "et", "st", "t", "te", "ten", "test", "tet", "end"];

/// German verb slots of the past participle.
const PAST_PARTICIPLE: u32 = 1 << 3;

impl Lexicon {
    /// A degree that the dictionary lacks, of an adjective or participle that it has: *orientierteste*.
    pub(super) fn degree(&self, word: &str) -> Vec<Found> {
        let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        let degrees = [
            ("est", Degree::Superlative),
            ("st", Degree::Superlative),
            ("er", Degree::Comparative),
            ("r", Degree::Comparative),
        ];
        for (suffix, degree) in degrees {
            let Some(stem) = bare.strip_suffix(suffix).filter(|stem| stem.len() > 2) else {
                continue;
            };
            let mut found = self.whole_or_compound(stem);
            found.retain(|found| {
                let class = found.entry.class;
                found.own && matches!(class, Class::Adjective | Class::Participle)
            });
            for found in &mut found {
                found.entry.degree = degree;
                found.own = false;
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn whole_or_compound(&self, word: &str) -> Vec<Found> {
        let found = self.direct(word);
        if found.is_empty() { self.compounds(word).known } else { found }
    }

    /// A word that shows by its ending what it is: *Verstetigung*, *behördlich*, *kartieren*, each in all its
    /// forms. Kept from the stemmer, which would join it with what it is derived from.
    #[expect(clippy::unused_self, reason = "one of the ways to read a word, all called alike")]
    pub(super) fn regular(&self, word: &str) -> Vec<Found> {
        let entry = |lemma: &str, class, degree| {
            let entry = Entry { lemma: lemma.to_owned(), class, degree, strength: Strength::Full };
            Found { first: String::new(), own: lemma == word, entry }
        };
        if word.starts_with(char::is_uppercase) {
            let singular = word.strip_suffix("en").unwrap_or(word);
            let noun = derived_from_word(singular, &NOUNS);
            return noun.then(|| entry(singular, Class::Noun, Degree::Base)).into_iter().collect();
        }
        let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        let higher = [("st", Degree::Superlative), ("er", Degree::Comparative)];
        let mut degrees =
            higher.iter().filter_map(|(end, degree)| Some((bare.strip_suffix(end)?, *degree)));
        if let Some((stem, degree)) = degrees.find(|(stem, _)| derived_from_word(stem, &ADJECTIVES))
        {
            return vec![entry(stem, Class::Adjective, degree)];
        }
        if derived_from_word(bare, &ADJECTIVES) {
            return vec![entry(bare, Class::Adjective, Degree::Base)];
        }
        let participle = ["iert", "ierend"].iter().any(|end| bare.ends_with(end));
        let verb = word.rfind("ier").filter(|at| VERBS.contains(&&word[at + 3..]));
        let verb = verb.map(|at| [&word[..at], "ieren"].concat());
        let verb = verb.map(|verb| entry(&verb, Class::Verb, Degree::Base));
        let participle = participle.then(|| entry(bare, Class::Participle, Degree::Base));
        verb.into_iter().chain(participle).filter(|found| found.entry.lemma.len() > 7).collect()
    }

    /// A woman's form that the dictionary lacks, of a man's that it has: *Influencerin*.
    pub(super) fn woman(&self, word: &str) -> Vec<Found> {
        let stem = word.strip_suffix("innen").or_else(|| word.strip_suffix("in"));
        let Some(stem) = stem.filter(|_| word.starts_with(char::is_uppercase)) else {
            return Vec::new();
        };
        for man in [stem.to_owned(), [stem, "e"].concat()] {
            let mut found = self.whole_or_compound(&man);
            found.retain(|found| found.own && found.entry.class == Class::Noun);
            if let Some(man) = found.into_iter().next() {
                let lemma = [&stem[man.first.len().min(stem.len())..], "in"].concat();
                let lemma = if man.first.is_empty() { lemma } else { capital(&lemma) };
                let own = word.ends_with("in");
                let (class, degree) = (Class::Noun, Degree::Base);
                let entry = Entry { lemma, class, degree, strength: Strength::Full };
                return vec![Found { first: man.first, entry, own }];
            }
        }
        Vec::new()
    }

    /// The women's nouns to a man's: *Kundin* to *Kunde*, *Ärztin* to *Arzt*, both *Bauerin* and *Bäuerin* to *Bauer*.
    /// Where the dictionary has none, the regular one to nouns that end as men's do, unless that is a word of its
    /// own.
    pub(super) fn women_of(&self, man: &str) -> Vec<String> {
        let stem = man.strip_suffix('e').unwrap_or(man);
        let woman = |stem: &str| [stem, "in"].concat();
        let regular = woman(stem);
        let rounded = umlaut(stem).map(|stem| woman(&stem));
        let mut women: Vec<String> = std::iter::once(regular.clone()).chain(rounded).collect();
        women.retain(|woman| self.holds(None, &[woman, "nen"].concat()) && self.holds(None, woman));
        let person = MEN.iter().any(|ending| stem.ends_with(ending));
        if women.is_empty() && person && !self.holds(None, &regular) {
            women.push(regular);
        }
        women
    }

    /// Where the particle of a separable verb ends: its infinitive with *zu* is in the dictionary.
    pub(super) fn split(&self, verb: &str) -> Option<usize> {
        let borders = verb.char_indices().map(|(at, _)| at).skip(2);
        let mut borders = borders.filter(|at| verb[*at..].chars().nth(2).is_some());
        borders.find(|at| {
            let with_zu = [&verb[..*at], "zu", &verb[*at..]].concat();
            self.direct(&with_zu)
                .iter()
                .any(|found| found.entry.class == Class::Verb && found.entry.lemma == verb)
        })
    }

    /// The same, told by the participle, where the data have no infinitive with *zu*: *gut|geschrieben* is *gut*
    /// before the participle of *schreiben*.
    pub(super) fn split_as_participle(&self, verb: &str) -> Option<usize> {
        let past = |verb: &str| -> Vec<String> {
            let forms = self.participles(verb).into_iter();
            forms.filter(|form| form.slots & PAST_PARTICIPLE != 0).map(|form| form.form).collect()
        };
        let whole = past(verb);
        let borders = verb.char_indices().map(|(at, _)| at).skip(2);
        borders.into_iter().find(|at| {
            let (particle, base) = verb.split_at(*at);
            let is_verb = |found: &Found| found.own && found.entry.class == Class::Verb;
            self.direct(base).iter().any(is_verb)
                && past(base).iter().any(|form| {
                    form.starts_with("ge") && whole.contains(&[particle, form].concat())
                })
        })
    }

    /// The participles of a verb: its forms with these slots.
    pub(super) fn participles(&self, verb: &str) -> Vec<Form> {
        const PARTICIPLES: u32 = 1 << 2 | PAST_PARTICIPLE;
        let Some(tables) = &self.tables else { return Vec::new() };
        let mut forms = tables.forms(verb, Class::Verb, self.split(verb).unwrap_or(0));
        forms.retain(|form| form.slots & PARTICIPLES != 0);
        forms
    }
}

/// Whether a word ends in one of these, with enough before it to be derived from.
fn derived_from_word(word: &str, endings: &[&str]) -> bool {
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending));
    stem.is_some_and(|stem| stem.chars().nth(2).is_some())
}
