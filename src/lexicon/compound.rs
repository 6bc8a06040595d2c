//! German compounds: a word the dictionary lacks is read by the longest known word at its end.
//!
//! In: a word. Out: the entries of its head, with what stands before it. Two kinds of proof are kept apart: that
//! the first part is known too, and only that it could be a word.

use super::lookup::{Found, Lexicon};
use super::reading::Class;
use super::tables::{Entry, Strength};

/// How deep compounds may nest at their first part: *Klima|neutralitäts|versprechen*.
const DEPTH: u32 = 2;
/// Letters that may stand between the parts of a compound.
const LINKS: [&str; 5] = ["s", "n", "en", "es", "er"];
/// Letters of the shortest head behind a known first part, and behind an unknown one.
const SHORTEST: (usize, usize) = (3, 4);

/// The two ways to read a word as a compound.
#[derive(Debug, Default)]
pub(super) struct Compounds {
    /// By the longest head whose first part is known too.
    pub known: Vec<Found>,
    /// By the longest head of at least four letters with a vowel before it.
    pub loose: Vec<Found>,
}

impl Lexicon {
    /// The readings of a word as a compound. With a capital it can only end in a noun, else only in an
    /// adjective, a participle or a verb.
    pub(super) fn compounds(&self, word: &str) -> Compounds {
        let mut compounds = Compounds::default();
        let Some(tables) = &self.tables else { return compounds };
        let noun = word.starts_with(char::is_uppercase);
        let letters = word.chars().count();
        let borders = word.char_indices().enumerate().skip(2);
        for (nth, (at, letter)) in borders.take_while(|(nth, _)| nth + SHORTEST.0 <= letters) {
            let (first, head) = word.split_at(at);
            let opening = if noun { letter.to_uppercase().next() } else { Some(letter) };
            let Some(set) = opening.and_then(|opening| tables.set(Some(opening), head)) else {
                continue;
            };
            let form: String = opening.into_iter().chain(head.chars().skip(1)).collect();
            let mut entries = tables.entries(set, &form);
            entries.retain(|entry| is_head(entry, noun));
            if entries.is_empty() {
                continue;
            }
            let first = particle_before_zu(first, &form, &entries);
            if self.is_first_part(first, DEPTH) {
                compounds.known = found(first, &form, entries);
                return compounds;
            }
            let possible = nth + SHORTEST.1 <= letters && first.contains(is_vowel);
            if possible && compounds.loose.is_empty() {
                compounds.loose = found(first, &form, entries);
            }
        }
        compounds
    }

    /// Whether a compound can begin with `part`: a word, perhaps with a linking letter or without its ending
    /// (*Schul-*, *Lern-*), or a compound itself.
    fn is_first_part(&self, part: &str, depth: u32) -> bool {
        let links = LINKS.iter().filter_map(|link| part.strip_suffix(link));
        let bare = || {
            let links = links.clone();
            std::iter::once(part).chain(links).filter(|bare| bare.chars().nth(1).is_some())
        };
        let stem = |ending: &str| self.is_known_part(&[part, ending].concat());
        bare().any(|bare| self.is_known_part(bare))
            || stem("e")
            || stem("en")
            || (depth > 0 && bare().any(|bare| self.is_compound_part(bare, depth - 1)))
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
}

fn found(first: &str, form: &str, entries: Vec<Entry>) -> Vec<Found> {
    let each = |entry: Entry| Found { first: first.to_owned(), own: entry.lemma == form, entry };
    entries.into_iter().map(each).collect()
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
        Class::Verb => !noun && entry.strength == Strength::Full,
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
