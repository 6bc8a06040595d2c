//! The gate before the readers: which words of a text can be part of a figure at all.
//!
//! In: a word as it stands in the text. Out: whether it is worth folding and looking up. Almost every word of a
//! text is turned away here, by three of its bytes and its length; what passes is looked at in full.

use std::sync::LazyLock;

use crate::lexicon::calendar::{self, CalendarWord};
use crate::lexicon::quantity;
use crate::lexicon::table::Table;
use crate::text::Language;

/// Which words of a language may pass: a bit for each combination of first two bytes, last byte and length that a
/// known word has. Others may share the bit; they are few.
pub(super) struct Gate {
    bits: [u64; Self::WORDS],
    german: bool,
}

static GERMAN: LazyLock<Gate> = LazyLock::new(|| Gate::new(Language::GERMAN));
static ENGLISH: LazyLock<Gate> = LazyLock::new(|| Gate::new(Language::ENGLISH));
static OTHER: LazyLock<Gate> = LazyLock::new(|| Gate { bits: [0; Gate::WORDS], german: false });

impl Gate {
    /// 4,096 bits: with a hundred words about one other word in fifty passes.
    const WORDS: usize = 64;

    /// The gate of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::GERMAN => &GERMAN,
            Language::ENGLISH => &ENGLISH,
            _ => &OTHER,
        }
    }

    fn new(language: Language) -> Self {
        let mut gate = Self { bits: [0; Self::WORDS], german: language == Language::GERMAN };
        let days = calendar::words(language).map_or(&[][..], Table::entries);
        for (word, meaning) in days {
            gate.admit(word);
            if gate.german && matches!(meaning, CalendarWord::Weekday(_)) {
                for part in calendar::GERMAN_PARTS_OF_DAY {
                    gate.admit(&format!("{word}{part}"));
                }
            }
        }
        quantity::number::words(language).for_each(|word| gate.admit(word));
        gate
    }

    fn admit(&mut self, word: &str) {
        if let Some((at, bit)) = place(word.as_bytes()) {
            self.bits[at] |= bit;
        }
    }

    /// Whether the word can begin a figure; `next` is the byte behind it.
    pub fn may_pass(&self, word: &str, next: Option<&u8>) -> bool {
        let bytes = word.as_bytes();
        let Some((at, bit)) = place(bytes) else { return false };
        // `US$`, `T€`, and codes such as `EUR` and `TEUR`.
        let sign = matches!(next, Some(b'$' | 0xE2)) && bytes.len() <= 3;
        let code = matches!(bytes.len(), 3 | 4) && bytes.iter().all(u8::is_ascii_uppercase);
        self.bits[at] & bit != 0
            || sign
            || code
            || (self.german && begins_german_number(bytes))
            || holds_unseen(bytes)
    }
}

/// The bit of a word: its place, and the bit there.
fn place(word: &[u8]) -> Option<(usize, u64)> {
    // Makes letters small, those of Latin-1 too, and leaves equal what was equal.
    let small = |byte: u8| u32::from(byte | 0x20);
    let first = small(*word.first()?);
    let second = word.get(1).map_or(0, |byte| small(*byte));
    let last = small(*word.last()?);
    let length = u32::try_from(word.len() & 0xFF).unwrap_or(0);
    let mixed = (first | second << 8 | last << 16 | length << 24).wrapping_mul(0x9E37_79B1) >> 20;
    Some(((mixed >> 6) as usize, 1 << (mixed & 63)))
}

/// German number words may be of any length; these are the first three bytes they can have.
fn begins_german_number(word: &[u8]) -> bool {
    let [a, b, c, ..] = word else { return false };
    matches!(
        &[a.to_ascii_lowercase(), b.to_ascii_lowercase(), c.to_ascii_lowercase()],
        b"ach"
            | b"and"
            | b"dre"
            | b"ein"
            | b"elf"
            | b"f\xC3\xBC"
            | b"f\xC3\x9C"
            | b"hun"
            | b"neu"
            | b"sec"
            | b"sie"
            | b"tau"
            | b"vie"
            | b"zeh"
            | b"zwa"
            | b"zwe"
            | b"zwo"
            | b"zw\xC3"
    )
}

/// Whether soft hyphens, zero-width characters or combining marks may be in it, so that its length says nothing.
fn holds_unseen(word: &[u8]) -> bool {
    word.iter().any(|byte| matches!(byte, 0xC2 | 0xCC | 0xCD | 0xE2 | 0xEF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_pass_and_most_do_not() {
        let german = Gate::of(Language::GERMAN);
        for word in [
            "Mai",
            "zwölf",
            "FÜNF",
            "Freitagabend",
            "EUR",
            "einundzwanzig",
            "übermorgen",
            "Ma\u{AD}i",
        ] {
            assert!(german.may_pass(word, Some(&b' ')), "{word}");
        }
        for word in ["und", "Unternehmen", "größer", "Kommunikation", "x"] {
            assert!(!german.may_pass(word, Some(&b' ')), "{word}");
        }
        let english = Gate::of(Language::ENGLISH);
        assert!(english.may_pass("twelve", None) && english.may_pass("US", Some(&b'$')));
        assert!(!english.may_pass("communication", None));
    }

    #[test]
    fn every_number_word_passes() {
        for tens in
            ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
        {
            assert!(Gate::of(Language::GERMAN).may_pass(tens, None), "{tens}");
        }
        for word in quantity::number::words(Language::ENGLISH) {
            assert!(Gate::of(Language::ENGLISH).may_pass(word, None), "{word}");
        }
    }
}
