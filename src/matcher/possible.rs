//! Which phrases could stand in the texts seen so far: those of which every word has been seen.
//!
//! Each form of a phrase waits at one of its words that has not been seen yet. When that word comes it moves on to
//! another; when there is none left, the form is reached from its rarest word from then on.

use std::collections::{HashMap, HashSet};

use super::phrase::Phrases;
use super::quick::Quick;

/// A form of a phrase, and the element that it is reached from.
pub type Reached = [u32; 2];

/// The state of all forms after some texts.
#[derive(Default)]
pub struct Possible {
    /// Words that some text has meant.
    seen: HashSet<u32, Quick>,
    /// Entries of the memo by the words they mean, for words that forms are reached from.
    meaning: HashMap<u32, Vec<u32>, Quick>,
    /// Forms by the word that they wait for, if it is not the one they are reached from.
    waiting: HashMap<u32, Vec<Reached>, Quick>,
    /// Forms by the word that they are reached from, of which every word has been seen.
    reached: HashMap<u32, Vec<Reached>, Quick>,
}

impl Possible {
    /// The forms that are reached from a word.
    #[must_use]
    pub fn reached_from(&self, word: u32) -> &[Reached] {
        self.reached.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Notes that an entry of the memo means a word.
    pub fn means(&mut self, phrases: &Phrases, entry: u32, word: u32) {
        if !phrases.reached_from(word).is_empty() {
            self.meaning.entry(word).or_default().push(entry);
        }
    }

    /// Takes a word as seen; gives the entries that forms are reached from since.
    pub fn see(&mut self, phrases: &Phrases, word: u32) -> Vec<u32> {
        let mut entries = Vec::new();
        if !self.seen.insert(word) {
            return entries;
        }
        let here = phrases.reached_from(word).as_chunks().0.iter().copied();
        let waited = self.waiting.remove(&word).unwrap_or_default();
        for [form, element] in here.chain(waited) {
            match phrases.words(form).find(|word| !self.seen.contains(word)) {
                Some(unseen) => self.waiting.entry(unseen).or_default().push([form, element]),
                None => {
                    let word = phrases.element(form, element);
                    self.reached.entry(word).or_default().push([form, element]);
                    entries.extend(self.meaning.get(&word).into_iter().flatten());
                }
            }
        }
        entries
    }
}
