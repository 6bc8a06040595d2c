//! What the words of texts mean, worked out once per run and thread, and which phrases the texts seen so far could hold.
//!
//! A phrase can only stand where all its words do. Until each of them has been seen somewhere in the texts of this
//! thread, its rarest word is passed by like any other; then the phrase is looked for wherever that word stands. So
//! rules about what nobody writes cost nothing per word of text, however many there are.

use std::collections::HashMap;

use super::phrase::Phrases;
use super::possible::Possible;
use super::quick::Quick;
use super::vocabulary::{Meant, Vocabulary};
use crate::text::Language;
use crate::text::word::{Token, TokenKind, parts};

/// What surface forms mean, by language.
#[derive(Default)]
pub struct Memo {
    languages: Vec<(Language, Forms)>,
}

impl Memo {
    /// The forms of a language, for the tokens of one block.
    pub fn forms(&mut self, language: Language) -> &mut Forms {
        let at = self.languages.iter().position(|(known, _)| *known == language);
        let at = at.unwrap_or_else(|| {
            self.languages.push((language, Forms::default()));
            self.languages.len() - 1
        });
        let forms = &mut self.languages[at].1;
        if forms.entries.len() > MAX_REMEMBERED {
            *forms = Forms::default();
        }
        forms
    }
}

/// So many forms are remembered; then it begins anew. More than any language uses, and some ten megabytes.
const MAX_REMEMBERED: usize = 100_000;

/// The forms of one language seen so far.
#[derive(Default)]
pub struct Forms {
    /// For each form its numbers where its capital may tell something, and where it is forced. Most forms are
    /// short: they are their own key, which lies in the table itself.
    short: HashMap<Short, [u32; 2], Quick>,
    long: HashMap<Box<str>, [u32; 2], Quick>,
    entries: Vec<Entry>,
    /// For each entry whether a phrase that could stand in the texts is reached from it or from one of its parts.
    reaching: Vec<bool>,
    phrases: Possible,
}

/// A form that was not met where its capital says this.
const NEW: u32 = u32::MAX;

/// What one form means.
#[derive(Debug, Default)]
pub struct Entry {
    /// The words it means as a whole, sorted.
    pub meant: Box<[Meant]>,
    /// Entries of its parts, if it is hyphenated.
    pub parts: Box<[u32]>,
}

impl Forms {
    /// The entry with this number.
    #[must_use]
    pub fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    /// Whether a phrase that could stand in the texts seen so far is reached from the entry.
    #[must_use]
    pub fn reaches(&self, number: u32) -> bool {
        self.reaching[number as usize]
    }

    /// The phrases that could stand in the texts seen so far.
    #[must_use]
    pub fn phrases(&self) -> &Possible {
        &self.phrases
    }

    /// The number of a token's form.
    pub fn number(
        &mut self,
        phrases: &Phrases,
        vocabulary: &Vocabulary,
        text: &str,
        token: Token,
        capital_forced: bool,
    ) -> u32 {
        let slot = usize::from(capital_forced);
        let key = short(text, token.start as usize, token.end as usize);
        let known = match key {
            Some(key) => self.short.get(&key),
            None => self.long.get(token.of(text)),
        };
        if let Some(numbers) = known.filter(|numbers| numbers[slot] != NEW) {
            return numbers[slot];
        }
        let form = token.of(text);
        let number = self.work_out(phrases, vocabulary, form, token, capital_forced);
        let numbers = match key {
            Some(key) => self.short.entry(key).or_insert([NEW; 2]),
            None => self.long.entry(form.into()).or_insert([NEW; 2]),
        };
        numbers[slot] = number;
        number
    }

    fn work_out(
        &mut self,
        phrases: &Phrases,
        vocabulary: &Vocabulary,
        form: &str,
        token: Token,
        capital_forced: bool,
    ) -> u32 {
        let meant = vocabulary.meant(form, capital_forced);
        let mut numbers = Vec::new();
        if token.joined && token.kind == TokenKind::Word {
            for (_, part) in parts(form) {
                let ascii = part.is_ascii();
                let end = u32::try_from(part.len()).unwrap_or(u32::MAX);
                let whole = Token { start: 0, end, kind: TokenKind::Word, joined: false, ascii };
                numbers.push(self.number(phrases, vocabulary, part, whole, capital_forced));
            }
        }
        if numbers.len() < 2 {
            numbers.clear();
        }
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry { meant, parts: numbers.into() });
        self.reaching.push(false);
        self.learn(phrases, number);
        number
    }

    /// Takes the words of a new entry as seen.
    fn learn(&mut self, phrases: &Phrases, number: u32) {
        let Self { entries, reaching, phrases: possible, .. } = self;
        let entry = &entries[number as usize];
        let parts = entry.parts.iter().map(|&part| &entries[part as usize]);
        for meant in std::iter::once(entry).chain(parts).flat_map(|entry| entry.meant.iter()) {
            possible.means(phrases, number, meant.word.0);
            reaching[number as usize] |= !possible.reached_from(meant.word.0).is_empty();
        }
        for meant in &entry.meant {
            for entry in possible.see(phrases, meant.word.0) {
                reaching[entry as usize] = true;
            }
        }
    }
}

/// A form of at most fifteen bytes, and how many it has. In two halves, so that the table keeps no room between
/// entries: it is larger than the nearest cache.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Short(u64, u64);

/// The short form at a place.
fn short(text: &str, start: usize, end: usize) -> Option<Short> {
    let length = end.checked_sub(start).filter(|&length| length < 16)?;
    let bytes = text.as_bytes();
    let form = match bytes.get(start..start + 16) {
        // Read as one; what stands behind the form is cut off.
        Some(wide) => {
            let wide: [u8; 16] = wide.try_into().ok()?;
            u128::from_le_bytes(wide) & ((1 << (8 * length)) - 1)
        }
        None => {
            let mut key = [0; 16];
            key.get_mut(..length)?.copy_from_slice(bytes.get(start..end)?);
            u128::from_le_bytes(key)
        }
    };
    let form = form | (length as u128) << 120;
    Some(Short(form as u64, (form >> 64) as u64))
}
