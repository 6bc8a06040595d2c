//! Words of our own: what the dictionaries lack.
//!
//! In: a list, described at its beginning (`V committen retten`, `F a = an`, `- number numb`). Out: entries like those of the
//! tables, made with the paradigm of the model, else of the dictionary word that ends most alike. The lists
//! stand under the project's own licence, apart from the data.

use std::collections::HashMap;

use super::reading::{Class, Degree};
use super::tables::{Entry, Strength, Tables};
use crate::text::Language;

/// German paradigms: imperative singular and first person singular.
const CURT: u32 = 1 << 4 | 1 << 6;
/// German paradigms: the same, and the singulars of the past and of the first subjunctive.
const WEAK: u32 = CURT | 0b101 << 12 | 0b101 << 18;
/// German paradigms: the two participles.
const PARTICIPLES: u32 = 1 << 2 | 1 << 3;
/// English paradigms: the same.
const ENGLISH_PARTICIPLES: u32 = 1 << 6 | 1 << 7;

/// The entries of one list.
#[derive(Debug, Default)]
pub(super) struct Own {
    entries: HashMap<String, Vec<Entry>>,
    /// Forms, each with a lemma that the data take it for and nobody else does.
    denied: Vec<(String, String)>,
}

impl Own {
    /// Reads a list; a line that begins with `#` is a comment.
    pub fn new(list: &str, tables: Option<&Tables>, language: Language) -> Self {
        let mut own = Self::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let (head, listed) = line.split_once(" =").unwrap_or((line, ""));
            let mut columns = head.split_whitespace();
            if let Some(pair) = head.strip_prefix("- ") {
                let pair = pair.split_once(' ').map(|(form, lemma)| (form.into(), lemma.into()));
                own.denied.extend(pair);
                continue;
            }
            let (Some(class), Some(lemma)) = (columns.next().and_then(class), columns.next())
            else {
                continue;
            };
            let lemma = &lemma.replace('-', "");
            own.insert(lemma, lemma, class, Degree::Base, Strength::Full);
            if line.contains('=') {
                own.add_listed(lemma, listed, class);
            } else if let Some(tables) = tables.filter(|_| class != Class::Function) {
                own.add(lemma, columns.next().unwrap_or(lemma), class, tables, language);
            }
        }
        own
    }

    /// Whether the list says that a form is none of this lemma.
    pub fn denies(&self, form: &str, lemma: &str) -> bool {
        self.denied.iter().any(|(known, of)| known == form && of == lemma)
    }

    /// Whether a form is only what this list says: a word of the closed classes.
    pub fn is_closed(&self, form: &str) -> bool {
        self.read(form).iter().any(|entry| entry.class == Class::Function)
    }

    /// The readings of a form.
    pub fn read(&self, form: &str) -> &[Entry] {
        self.entries.get(form).map_or(&[], Vec::as_slice)
    }

    /// Adds the forms that a line gives itself.
    fn add_listed(&mut self, lemma: &str, listed: &str, class: Class) {
        for form in listed.split_whitespace() {
            let (form, degree) = match (form.strip_suffix('+'), form.strip_suffix('*')) {
                (Some(form), _) => (form, Degree::Comparative),
                (_, Some(form)) => (form, Degree::Superlative),
                _ => (form, Degree::Base),
            };
            self.insert(form, lemma, class, degree, Strength::Full);
        }
    }

    /// Adds the forms that the paradigm of `model` makes.
    fn add(&mut self, lemma: &str, model: &str, class: Class, tables: &Tables, language: Language) {
        let german = language == Language::GERMAN;
        for form in tables.forms_like(lemma, model, class, 0) {
            let degree = degree(form.slots, class, german);
            let strength = match form.slots {
                slots if !german || class != Class::Verb || slots & !WEAK != 0 => Strength::Full,
                slots if slots & !CURT != 0 => Strength::Weak,
                _ => Strength::Curt,
            };
            if form.form != lemma {
                self.insert(&form.form, lemma, class, degree, strength);
            }
            if !german && class == Class::Verb && form.slots & ENGLISH_PARTICIPLES != 0 {
                self.insert(
                    &form.form,
                    &form.form,
                    Class::Participle,
                    Degree::Base,
                    Strength::Full,
                );
            }
            if german && class == Class::Verb && form.slots & PARTICIPLES != 0 {
                for declined in tables.forms(&form.form, Class::Participle, 0) {
                    let degree = self::degree(declined.slots, Class::Participle, german);
                    self.insert(
                        &declined.form,
                        &form.form,
                        Class::Participle,
                        degree,
                        Strength::Full,
                    );
                }
            }
        }
    }

    fn insert(
        &mut self,
        form: &str,
        lemma: &str,
        class: Class,
        degree: Degree,
        strength: Strength,
    ) {
        let entry = Entry { lemma: lemma.to_owned(), class, degree, strength };
        let entries = self.entries.entry(form.to_owned()).or_default();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
}

fn class(letter: &str) -> Option<Class> {
    match letter {
        "N" => Some(Class::Noun),
        "V" => Some(Class::Verb),
        "A" => Some(Class::Adjective),
        "F" => Some(Class::Function),
        _ => None,
    }
}

/// The degree that the slots of an adjective stand for: six slots each in German, one in English.
fn degree(slots: u32, class: Class, german: bool) -> Degree {
    let width = if german { 6 } else { 1 };
    let declines = matches!(class, Class::Adjective | Class::Participle);
    match slots.checked_ilog2().unwrap_or(0) / width {
        1 if declines => Degree::Comparative,
        2 if declines => Degree::Superlative,
        _ => Degree::Base,
    }
}
