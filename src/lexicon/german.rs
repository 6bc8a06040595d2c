//! What only German does: compounds, women's forms, separable verbs.
//!
//! In: words the dictionary does not hold, or lemmas it holds. Out: entries and lemmas. This file knows no
//! texts.

use super::lookup::{Found, Lexicon};
use super::reading::{Class, Degree};
use super::tables::{Entry, Form, umlaut};

/// How deep compounds may nest at their first part: *Klima|neutralitäts|versprechen*.
const DEPTH: u32 = 2;
/// Endings of adjectives.
const ENDINGS: [&str; 5] = ["em", "en", "er", "es", "e"];
/// Letters that may stand between the parts of a compound.
const LINKS: [&str; 5] = ["s", "n", "en", "es", "er"];

/// Endings of nouns for men to which *-in* makes the woman's.
const MEN: [&str; 14] =
    ["er", "or", "ist", "ent", "ant", "eur", "log", "är", "at", "aut", "et", "iker", "it", "ar"];

impl Lexicon {
    /// A compound whose first part is known too: the longest head decides.
    pub(super) fn compound(&self, word: &str) -> Vec<Found> {
        self.compound_where(word, 3, |first| self.is_first_part(first, DEPTH))
    }

    /// A compound whose first part nobody knows: its head has at least four letters, and a vowel stands before
    /// it.
    pub(super) fn loose_compound(&self, word: &str) -> Vec<Found> {
        self.compound_where(word, 4, |first| first.contains(is_vowel))
    }

    fn compound_where(
        &self,
        word: &str,
        shortest: usize,
        first_part: impl Fn(&str) -> bool,
    ) -> Vec<Found> {
        let Some(tables) = &self.tables else { return Vec::new() };
        let noun = word.starts_with(char::is_uppercase);
        let letters = word.chars().count();
        let heads = word.char_indices().enumerate().skip(2);
        for (nth, (at, letter)) in heads.take_while(|(nth, _)| nth + shortest <= letters) {
            let Some(upper) = letter.to_uppercase().next() else { continue };
            let first_letter = if noun { upper } else { letter };
            let head = &word[at..];
            let Some(set) = tables.set(Some(first_letter), head) else { continue };
            let form: String = std::iter::once(first_letter).chain(head.chars().skip(1)).collect();
            let mut entries = tables.entries(set, &form);
            entries.retain(|entry| is_head(entry, noun));
            if entries.is_empty() || nth < 2 || !first_part(&word[..at]) {
                continue;
            }
            let first = particle_before_zu(&word[..at], &form, &entries);
            return entries
                .into_iter()
                .map(|entry| Found { first: first.to_owned(), own: entry.lemma == form, entry })
                .collect();
        }
        Vec::new()
    }

    /// Whether a compound can begin with `part`: a word, perhaps with a linking letter or without its ending
    /// (*Schul-*, *Lern-*), or a compound itself.
    fn is_first_part(&self, part: &str, depth: u32) -> bool {
        let links = LINKS.iter().filter_map(|link| part.strip_suffix(link));
        let mut bare =
            std::iter::once(part).chain(links).filter(|bare| bare.chars().nth(1).is_some());
        let stem = |ending: &str| self.is_known_part(&[part, ending].concat());
        bare.clone().any(|bare| self.is_known_part(bare))
            || stem("e")
            || stem("en")
            || (depth > 0 && bare.any(|bare| self.is_compound_part(bare, depth - 1)))
    }

    fn is_known_part(&self, part: &str) -> bool {
        let Some(first) = part.chars().next() else { return false };
        let mut cases = first.to_uppercase().chain(first.to_lowercase());
        cases.any(|first| self.holds(Some(first), part))
    }

    fn is_compound_part(&self, part: &str, depth: u32) -> bool {
        let borders = part.char_indices().map(|(at, _)| at).skip(2);
        let mut heads = borders.filter(|at| part[*at..].chars().nth(2).is_some());
        heads.any(|at| self.is_known_part(&part[at..]) && self.is_first_part(&part[..at], depth))
    }

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
            let mut found = self.direct(stem);
            if found.is_empty() {
                found = self.compound(stem);
            }
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

    /// A woman's form that the dictionary lacks, of a man's that it has: *Influencerin*.
    pub(super) fn woman(&self, word: &str) -> Vec<Found> {
        let stem = word.strip_suffix("innen").or_else(|| word.strip_suffix("in"));
        let Some(stem) = stem.filter(|_| word.starts_with(char::is_uppercase)) else {
            return Vec::new();
        };
        for man in [stem.to_owned(), [stem, "e"].concat()] {
            let mut found = self.direct(&man);
            if found.is_empty() {
                found = self.compound(&man);
            }
            found.retain(|found| found.own && found.entry.class == Class::Noun);
            if let Some(man) = found.into_iter().next() {
                let lemma = [&stem[man.first.len().min(stem.len())..], "in"].concat();
                let lemma =
                    if man.first.is_empty() { lemma } else { super::spelling::capital(&lemma) };
                let own = word.ends_with("in");
                let (class, degree) = (Class::Noun, Degree::Base);
                let entry = Entry { lemma, class, degree, weak: false };
                return vec![Found { first: man.first, entry, own }];
            }
        }
        Vec::new()
    }

    /// The woman's noun to a man's: *Kundin* to *Kunde*, *Ärztin* to *Arzt*. Where the dictionary has none, the
    /// regular one to nouns that end as men's do, unless that is a word of its own.
    pub(super) fn woman_of(&self, man: &str) -> Option<String> {
        let stem = man.strip_suffix('e').unwrap_or(man);
        let woman = |stem: &str| [stem, "in"].concat();
        let known =
            |woman: &String| self.holds(None, &[woman, "nen"].concat()) && self.holds(None, woman);
        let regular = woman(stem);
        if known(&regular) {
            return Some(regular);
        }
        umlaut(stem).map(|stem| woman(&stem)).filter(known).or_else(|| {
            let person = MEN.iter().any(|ending| stem.ends_with(ending));
            (person && !self.holds(None, &regular)).then_some(regular)
        })
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

    /// The participles of a verb: its forms with these slots.
    pub(super) fn participles(&self, verb: &str) -> Vec<Form> {
        const PARTICIPLES: u32 = 1 << 2 | 1 << 3;
        let Some(tables) = &self.tables else { return Vec::new() };
        let mut forms = tables.forms(verb, Class::Verb, self.split(verb).unwrap_or(0));
        forms.retain(|form| form.slots & PARTICIPLES != 0);
        forms
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ä'
            | 'ö'
            | 'ü'
            | 'A'
            | 'E'
            | 'I'
            | 'O'
            | 'U'
            | 'Y'
            | 'Ä'
            | 'Ö'
            | 'Ü'
    )
}

/// Whether a compound can end with this: nouns in nouns; adjectives, participles and verbs in small words.
fn is_head(entry: &Entry, noun: bool) -> bool {
    match entry.class {
        Class::Noun => noun,
        Class::Adjective | Class::Participle => !noun,
        Class::Verb => !noun && !entry.weak,
        Class::Function | Class::Stem => false,
    }
}

/// *hochzuskalieren*: the *zu* belongs to the form, not to the word.
fn particle_before_zu<'w>(first: &'w str, form: &str, head: &[Entry]) -> &'w str {
    let infinitive = head.iter().any(|entry| entry.class == Class::Verb && entry.lemma == form);
    match first.strip_suffix("zu") {
        Some(particle) if infinitive && particle.chars().nth(1).is_some() => particle,
        _ => first,
    }
}
