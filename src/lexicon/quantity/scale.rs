//! Words and letters that multiply the number before them: thousands, millions, `Mrd.`, `bn`.
//!
//! In: a language and a word in lower case. Out: the factor, and where the word may stand to count as one.

use crate::lexicon::table::Table;
use crate::text::Language;

/// A word that multiplies the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// By how much.
    pub factor: u64,
    /// How it may stand.
    pub place: ScalePlace,
}

/// Where a [`Scale`] counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalePlace {
    /// Anywhere after a number.
    Word,
    /// The same, and a full stop after it belongs to it: `Mio.`
    Abbreviation,
    /// Only written onto the digits, in lower case: `5k`, `1.2bn`.
    Attached,
    /// Only where a currency stands before the number: `£5m` (`5 m` are metres).
    Money,
}

const fn word(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Word }
}
const fn short(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Abbreviation }
}
const fn attached(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Attached }
}
const fn money(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Money }
}

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const GERMAN_MILLIARDE: u64 = 1_000_000_000;
const GERMAN_BILLION: u64 = 1_000_000_000_000;

static GERMAN_SCALES: Table<Scale> = Table::new(&[
    ("billion", word(GERMAN_BILLION)),
    ("billionen", word(GERMAN_BILLION)),
    ("bio", short(GERMAN_BILLION)),
    ("bn", word(GERMAN_MILLIARDE)),
    ("dutzend", word(12)),
    ("hundert", word(100)),
    ("k", attached(THOUSAND)),
    ("m", money(MILLION)),
    ("milliarde", word(GERMAN_MILLIARDE)),
    ("milliarden", word(GERMAN_MILLIARDE)),
    ("million", word(MILLION)),
    ("millionen", word(MILLION)),
    ("mio", short(MILLION)),
    ("mrd", short(GERMAN_MILLIARDE)),
    ("tausend", word(THOUSAND)),
    ("tsd", short(THOUSAND)),
]);

static ENGLISH_SCALES: Table<Scale> = Table::new(&[
    ("b", money(1_000_000_000)),
    ("billion", word(1_000_000_000)),
    ("bn", word(1_000_000_000)),
    ("dozen", word(12)),
    ("hundred", word(100)),
    ("k", attached(THOUSAND)),
    ("m", money(MILLION)),
    ("million", word(MILLION)),
    ("mln", word(MILLION)),
    ("mn", word(MILLION)),
    ("thousand", word(THOUSAND)),
    ("tn", word(1_000_000_000_000)),
    ("trillion", word(1_000_000_000_000)),
]);

/// A scale word of the language. German `Billion` is 10¹², English `billion` 10⁹.
#[must_use]
pub fn scale(language: Language, word: &str) -> Option<Scale> {
    match language {
        Language::GERMAN => GERMAN_SCALES.get(word),
        Language::ENGLISH => ENGLISH_SCALES.get(word),
        _ => None,
    }
}

/// Abbreviations of quantity that end in a full stop and end no sentence: `Mio`, `Mrd`, `Tsd`.
pub fn abbreviations(language: Language) -> impl Iterator<Item = &'static str> {
    let entries = match language {
        Language::GERMAN => GERMAN_SCALES.entries(),
        Language::ENGLISH => ENGLISH_SCALES.entries(),
        _ => &[],
    };
    let short = entries.iter().filter(|(_, scale)| scale.place == ScalePlace::Abbreviation);
    short.map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    #[test]
    fn a_billion_depends_on_the_language() {
        assert_sound(&GERMAN_SCALES);
        assert_sound(&ENGLISH_SCALES);
        let factor = |language| scale(language, "billion").map(|scale| scale.factor);
        assert_eq!(factor(Language::GERMAN), Some(1_000_000_000_000));
        assert_eq!(factor(Language::ENGLISH), Some(1_000_000_000));
        assert_eq!(
            abbreviations(Language::GERMAN).collect::<Vec<_>>(),
            ["bio", "mio", "mrd", "tsd"]
        );
    }
}
