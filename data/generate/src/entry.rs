//! What both languages are brought to before they are written: forms with their lemmas, classes and slots.

use std::collections::{BTreeMap, BTreeSet};

/// Classes of words. The numbers stand in the tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Noun = 0,
    Verb = 1,
    Adjective = 2,
    Participle = 3,
    Function = 4,
}

/// Degrees of adjectives and participles. The numbers stand in the tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    Base = 0,
    Comparative = 1,
    Superlative = 2,
}

/// One reading of a form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    pub lemma: String,
    pub class: Class,
    pub degree: Degree,
}

/// All forms of a language with their readings; a reading has the slots of its paradigm that the form fills.
#[derive(Default)]
pub struct Forms {
    pub forms: BTreeMap<String, BTreeMap<Entry, u32>>,
}

impl Forms {
    pub fn add(&mut self, form: &str, entry: Entry, slots: u32) {
        *self.forms.entry(form.to_owned()).or_default().entry(entry).or_default() |= slots;
    }

    /// The forms of each lemma and class with their slots.
    pub fn paradigms(&self) -> BTreeMap<(Class, String), BTreeMap<String, u32>> {
        let mut all: BTreeMap<_, BTreeMap<String, u32>> = BTreeMap::new();
        for (form, entries) in &self.forms {
            for (entry, slots) in entries {
                let forms = all.entry((entry.class, entry.lemma.clone())).or_default();
                *forms.entry(form.clone()).or_default() |= slots;
            }
        }
        all
    }

    pub fn lemmas(&self) -> BTreeSet<&str> {
        self.forms.values().flat_map(|e| e.keys().map(|e| e.lemma.as_str())).collect()
    }
}
