//! One automaton for many literals: who asked for what is found.
//!
//! In: literals with the numbers of those that ask for them. Out: every place where one stands, in one pass,
//! however many there are. ASCII letters count alike in both cases; who cares looks again.

use std::collections::BTreeMap;

use daachorse::DoubleArrayAhoCorasick;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::flat::Lists;

/// Literals, ready to be searched.
#[derive(Default)]
pub struct Automaton {
    machine: Option<DoubleArrayAhoCorasick<u32>>,
    /// For each literal who asks for it.
    owners: Lists,
}

impl Automaton {
    /// An automaton for literals, each with the number of its owner; empty ones are left out.
    #[must_use]
    pub fn new(literals: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut owners: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (literal, owner) in literals {
            if !literal.is_empty() {
                owners.entry(literal.to_ascii_lowercase()).or_default().push(owner);
            }
        }
        let any = !owners.is_empty();
        let machine = any.then(|| DoubleArrayAhoCorasick::new(owners.keys()).ok()).flatten();
        Self { machine, owners: owners.into_values().collect() }
    }

    /// Whether it looks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.machine.is_none()
    }

    /// Calls `found` with the start of every literal in a text of small ASCII letters, and with its owner.
    pub fn search(&self, small: &[u8], mut found: impl FnMut(usize, u32)) {
        let Some(machine) = &self.machine else { return };
        for hit in machine.find_overlapping_iter(small) {
            for &owner in self.owners.of(hit.value() as usize) {
                found(hit.start(), owner);
            }
        }
    }
}

impl Serialize for Automaton {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let machine = self.machine.as_ref().map(DoubleArrayAhoCorasick::serialize);
        (machine.unwrap_or_default(), &self.owners).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Automaton {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (bytes, owners): (&[u8], Lists) = Deserialize::deserialize(deserializer)?;
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        let read = DoubleArrayAhoCorasick::deserialize(bytes);
        let (machine, _) = read.map_err(|error| D::Error::custom(error.to_string()))?;
        Ok(Self { machine: Some(machine), owners })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(automaton: &Automaton, text: &str) -> Vec<(usize, u32)> {
        let mut all = Vec::new();
        automaton.search(text.as_bytes(), |start, owner| all.push((start, owner)));
        all
    }

    #[test]
    fn every_owner_hears_of_its_literal() {
        let literals = [("Klima", 1), ("klima", 2), ("ma", 3), ("", 4)];
        let automaton = Automaton::new(literals.map(|(text, owner)| (text.to_owned(), owner)));
        let expected = [(2, 1), (2, 2), (5, 3)];
        assert_eq!(found(&automaton, "o klima"), expected);
        let stored = postcard::to_stdvec(&automaton).expect("stored");
        let read: Automaton = postcard::from_bytes(&stored).expect("read");
        assert_eq!(found(&read, "o klima"), expected);
        assert!(Automaton::new([]).is_empty());
    }
}
