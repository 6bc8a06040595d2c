//! Tables that are written down as they lie in memory, so that reading them back costs a copy: numbers, lists
//! of numbers, and a map from words to such lists.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Numbers, stored as one run of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(Vec<u32>);

impl Deref for Numbers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.0
    }
}

impl From<Vec<u32>> for Numbers {
    fn from(numbers: Vec<u32>) -> Self {
        Self(numbers)
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|number| number.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Takes numbers from their bytes.
struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Numbers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers of four bytes each")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Numbers, E> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        Ok(Numbers(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect()))
    }
}

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    ends: Numbers,
    values: Numbers,
}

impl Lists {
    /// The list with this number; empty if there is none.
    #[must_use]
    pub fn of(&self, list: usize) -> &[u32] {
        let start = list.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let range = start.zip(self.ends.get(list)).map(|(&from, &to)| from as usize..to as usize);
        range.and_then(|range| self.values.get(range)).unwrap_or_default()
    }
}

impl<L: AsRef<[u32]>> FromIterator<L> for Lists {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let (mut ends, mut values) = (Vec::new(), Vec::new());
        for list in lists {
            values.extend_from_slice(list.as_ref());
            ends.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
        }
        Self { ends: ends.into(), values: values.into() }
    }
}

/// A map from words to lists of numbers: a table of hashes with open places, at most half full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordMap {
    /// Number of the word behind a place, from 1; 0 for an open place. As many places as a power of two.
    places: Numbers,
    words: String,
    word_ends: Numbers,
    lists: Lists,
}

impl WordMap {
    /// The list of a word; empty if it is not in the map.
    #[must_use]
    pub fn get(&self, word: &str) -> &[u32] {
        if self.places.is_empty() {
            return &[];
        }
        let mask = self.places.len() - 1;
        let mut place = hash(word) & mask;
        // A damaged map may have no open place: then every place is looked at once.
        for _ in 0..self.places.len() {
            let Some(number) = (self.places[place] as usize).checked_sub(1) else { break };
            if self.word(number) == Some(word) {
                return self.lists.of(number);
            }
            place = (place + 1) & mask;
        }
        &[]
    }

    fn word(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(&0), |before| self.word_ends.get(before))?;
        self.words.get(*start as usize..*self.word_ends.get(number)? as usize)
    }
}

impl From<BTreeMap<String, Vec<u32>>> for WordMap {
    fn from(map: BTreeMap<String, Vec<u32>>) -> Self {
        if map.is_empty() {
            return Self::default();
        }
        let mut places = vec![0_u32; (map.len() * 2).next_power_of_two()];
        let mask = places.len() - 1;
        let (mut words, mut word_ends) = (String::new(), Vec::new());
        for (number, word) in map.keys().enumerate() {
            let mut place = hash(word) & mask;
            while places[place] != 0 {
                place = (place + 1) & mask;
            }
            places[place] = u32::try_from(number + 1).unwrap_or(u32::MAX);
            words.push_str(word);
            word_ends.push(u32::try_from(words.len()).unwrap_or(u32::MAX));
        }
        let lists = map.into_values().collect();
        Self { places: places.into(), words, word_ends: word_ends.into(), lists }
    }
}

/// A hash that is the same in every program that reads a map (FNV-1a).
fn hash(word: &str) -> usize {
    let mixed = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    usize::try_from((mixed ^ (mixed >> 32)) & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_no_others() {
        let map: BTreeMap<String, Vec<u32>> =
            (0..500_u32).map(|n| (format!("wort{n}"), (0..n % 5).collect())).collect();
        let stored = WordMap::from(map.clone());
        for (word, list) in &map {
            assert_eq!(stored.get(word), list);
        }
        assert!(stored.get("wort").is_empty() && stored.get("").is_empty());
        assert!(WordMap::default().get("wort").is_empty());
    }

    #[test]
    fn lists_keep_their_bounds() {
        let lists: Lists = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!((lists.of(0), lists.of(1), lists.of(2)), (&[1, 2][..], &[][..], &[3][..]));
        assert!(lists.of(3).is_empty());
        let damaged = Lists { ends: vec![9, 2].into(), values: vec![1].into() };
        assert!(damaged.of(0).is_empty() && damaged.of(1).is_empty());
    }

    #[test]
    fn tables_come_back_as_they_were() {
        let map = WordMap::from(BTreeMap::from([("ä".to_owned(), vec![7, 8])]));
        let bytes = postcard::to_stdvec(&map).expect("stored");
        assert_eq!(postcard::from_bytes::<WordMap>(&bytes).expect("read"), map);
    }
}
