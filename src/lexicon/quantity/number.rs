//! Number words of German and English, and the fractions they make.
//!
//! In: a word in lower case. Out: what it contributes to a number. How English words stand together, and what
//! multiplies them, is not known here.

use crate::lexicon::table::Table;
use crate::text::Language;

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// A number by itself, in halves: `zwölf` is 24, `anderthalb` is 3.
    Halves(u64),
    /// `ein`, `one`: a number only before a unit (`ein Prozent`, `one million`).
    Single,
    /// `a`: a number only before `million` and the like.
    Article,
    /// `hundred`, `thousand` as a number word follows or precedes them.
    Times(u64),
    /// `half` before `a million`.
    Half,
}

use NumberWord::{Article, Half, Halves, Single, Times};

/// English number words; tens and units are put together by `class`.
static ENGLISH_NUMBERS: Table<NumberWord> = Table::new(&[
    ("a", Article),
    ("an", Article),
    ("eight", Halves(16)),
    ("eighteen", Halves(36)),
    ("eighty", Halves(160)),
    ("eleven", Halves(22)),
    ("fifteen", Halves(30)),
    ("fifty", Halves(100)),
    ("five", Halves(10)),
    ("forty", Halves(80)),
    ("four", Halves(8)),
    ("fourteen", Halves(28)),
    ("half", Half),
    ("hundred", Times(100)),
    ("nine", Halves(18)),
    ("nineteen", Halves(38)),
    ("ninety", Halves(180)),
    ("one", Single),
    ("seven", Halves(14)),
    ("seventeen", Halves(34)),
    ("seventy", Halves(140)),
    ("six", Halves(12)),
    ("sixteen", Halves(32)),
    ("sixty", Halves(120)),
    ("ten", Halves(20)),
    ("thirteen", Halves(26)),
    ("thirty", Halves(60)),
    ("thousand", Times(1_000)),
    ("three", Halves(6)),
    ("twelve", Halves(24)),
    ("twenty", Halves(40)),
    ("two", Halves(4)),
]);

/// An English number word.
#[must_use]
pub fn english(word: &str) -> Option<NumberWord> {
    ENGLISH_NUMBERS.get(word)
}

/// The number words of a language that can be listed: all of English, none of German, which puts them together
/// without end.
pub fn words(language: Language) -> impl Iterator<Item = &'static str> {
    let english = if language == Language::ENGLISH { ENGLISH_NUMBERS.entries() } else { &[] };
    english.iter().map(|(word, _)| *word)
}

/// Parts of German number words, longest first where one begins another.
const GERMAN_UNITS: [(&str, u64); 14] = [
    ("eine", 1),
    ("eins", 1),
    ("ein", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
];
const GERMAN_TEENS: [(&str, u64); 8] = [
    ("zwölf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];
const GERMAN_TENS: [(&str, u64); 9] = [
    ("zwanzig", 20),
    ("dreißig", 30),
    ("dreissig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];

/// A German number word in lower case, however long (`zweihundertfünfzigtausend`).
///
/// `ein` and its forms are [`NumberWord::Single`]; everything else is a number by itself.
#[must_use]
pub fn german(word: &str) -> Option<NumberWord> {
    if !matches!(
        word.bytes().next(),
        Some(b'a' | b'd' | b'e' | b'f' | b'h' | b'n' | b's' | b't' | b'v' | b'z')
    ) {
        return None;
    }
    match word {
        "ein" | "eine" | "einem" | "einen" | "einer" | "eines" => return Some(Single),
        // Nobody counts with it: `Nummer eins`, `eins ist klar`.
        "eins" => return None,
        "anderthalb" | "eineinhalb" => return Some(Halves(3)),
        "zweier" => return Some(Halves(4)),
        "dreier" => return Some(Halves(6)),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("einhalb") {
        return below_hundred(stem).map(|whole| Halves(2 * whole + 1));
    }
    below_million(word).map(|number| Halves(2 * number))
}

fn below_million(word: &str) -> Option<u64> {
    match word.split_once("tausend") {
        None => below_thousand(word),
        Some((count, rest)) => {
            let count = if count.is_empty() { 1 } else { below_thousand(count)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            Some(count * 1000 + if rest.is_empty() { 0 } else { below_thousand(rest)? })
        }
    }
}

fn below_thousand(word: &str) -> Option<u64> {
    match word.split_once("hundert") {
        None => below_hundred(word),
        Some((count, rest)) => {
            let count = if count.is_empty() { 1 } else { below_hundred(count)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            Some(count * 100 + if rest.is_empty() { 0 } else { below_hundred(rest)? })
        }
    }
}

fn below_hundred(word: &str) -> Option<u64> {
    let known = |list: &[(&str, u64)], word: &str| {
        list.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
    };
    if let Some(number) = known(&GERMAN_UNITS, word).or_else(|| known(&GERMAN_TEENS, word)) {
        return Some(number);
    }
    let (tens_name, tens) = GERMAN_TENS.iter().find(|(name, _)| word.ends_with(name))?;
    let rest = word.strip_suffix(tens_name)?;
    if rest.is_empty() {
        return Some(*tens);
    }
    let unit = known(&GERMAN_UNITS, rest.strip_suffix("und")?)?;
    (unit < 10).then_some(tens + unit)
}

/// The denominator that a fraction word names: `Drittel`, `thirds`. English `third` and `quarter` alone
/// are ordinals and parts of a year, so only their plurals count.
#[must_use]
pub fn denominator(language: Language, word: &str) -> Option<u64> {
    Some(match (language, word) {
        (Language::GERMAN, "drittel") | (Language::ENGLISH, "thirds") => 3,
        (Language::GERMAN, "viertel") | (Language::ENGLISH, "quarters") => 4,
        (Language::GERMAN, "fünftel") | (Language::ENGLISH, "fifths") => 5,
        (Language::GERMAN, "sechstel") | (Language::ENGLISH, "sixths") => 6,
        (Language::GERMAN, "achtel") | (Language::ENGLISH, "eighths") => 8,
        (Language::GERMAN, "zehntel") | (Language::ENGLISH, "tenths") => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    #[test]
    fn the_list_is_sound() {
        assert_sound(&ENGLISH_NUMBERS);
    }

    #[test]
    fn german_number_words() {
        let samples = [
            ("zwölf", 12),
            ("hundert", 100),
            ("einundzwanzig", 21),
            ("fünfundsiebzig", 75),
            ("zweihundertfünfzig", 250),
            ("hundertundeins", 101),
            ("tausend", 1_000),
            ("neunzehnhundertachtundneunzig", 1_998),
            ("zweihundertfünfzigtausend", 250_000),
            ("dreissig", 30),
        ];
        for (word, number) in samples {
            assert_eq!(german(word), Some(Halves(2 * number)), "{word}");
        }
        assert_eq!(german("zweieinhalb"), Some(Halves(5)));
        assert_eq!(german("eine"), Some(Single));
        for word in [
            "achtung",
            "eins",
            "elfe",
            "zwölfte",
            "dreikönig",
            "tausendmal",
            "undzwanzig",
            "",
            "zehnundzwanzig",
        ] {
            assert_eq!(german(word), None, "{word}");
        }
    }
}
