//! Words of our own: what the dictionaries lack.
//!
//! In: a list with a class, a lemma and perhaps a model per line (`V committen`, `N Branchenprimus Bus`). Out:
//! entries like those of the tables, made with the paradigm of the model, else of the dictionary word that ends
//! most alike. The lists stand under the project's own licence, apart from the data.

use std::collections::HashMap;

use super::reading::{Class, Degree};
use super::tables::{Entry, Tables};
use crate::text::Language;

/// German paradigms: the slots of forms that give way to a noun at the beginning of a sentence.
const WEAK: u32 = 1 << 4 | 1 << 6 | 0b101 << 12 | 0b101 << 18;
/// German paradigms: the two participles.
const PARTICIPLES: u32 = 1 << 2 | 1 << 3;

/// The entries of one list.
#[derive(Debug, Default)]
pub(super) struct Own {
    entries: HashMap<String, Vec<Entry>>,
}

impl Own {
    /// Reads a list; a line that begins with `#` is a comment.
    pub fn new(list: &str, tables: Option<&Tables>, language: Language) -> Self {
        let mut own = Self::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split_whitespace();
            let (Some(class), Some(lemma)) = (columns.next().and_then(class), columns.next())
            else {
                continue;
            };
            own.add(lemma, columns.next().unwrap_or(lemma), class, tables, language);
        }
        own
    }

    /// The readings of a form.
    pub fn read(&self, form: &str) -> &[Entry] {
        self.entries.get(form).map_or(&[], Vec::as_slice)
    }

    fn add(
        &mut self,
        lemma: &str,
        model: &str,
        class: Class,
        tables: Option<&Tables>,
        language: Language,
    ) {
        let german = language == Language::GERMAN;
        self.insert(lemma, lemma, class, Degree::Base, false);
        let Some(tables) = tables.filter(|_| class != Class::Function) else { return };
        for form in tables.forms_like(lemma, model, class, 0) {
            let degree = degree(form.slots, class, german);
            let weak = german && class == Class::Verb && form.slots & !WEAK == 0;
            if form.form != lemma {
                self.insert(&form.form, lemma, class, degree, weak);
            }
            if german && class == Class::Verb && form.slots & PARTICIPLES != 0 {
                for declined in tables.forms(&form.form, Class::Participle, 0) {
                    let degree = self::degree(declined.slots, Class::Participle, german);
                    self.insert(&declined.form, &form.form, Class::Participle, degree, false);
                }
            }
        }
    }

    fn insert(&mut self, form: &str, lemma: &str, class: Class, degree: Degree, weak: bool) {
        let entry = Entry { lemma: lemma.to_owned(), class, degree, weak };
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
