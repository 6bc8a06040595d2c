//! Class `year`: a bare four-digit number that is a year.
//!
//! In: four digits without a unit, and what stands beside them. Out: whether they are a year. A year is no
//! `number` and no `date`.

use std::ops::Range;

use super::reader::Reader;
use super::{Example, finds};
use crate::lexicon::calendar;
use crate::text::Language;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "decades (`1990er`, `the 90s`), years before 1000, two digits alone; 2000, and what is before 1950 or after 2049, is a number before a noun, unless a word such as `seit` or `since` stands before it";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds(
        "de",
        "Seit [[1998]] und im Jahr [[2026]], bis Ende [[2030]].",
        &["1998", "2026", "2030"],
    ),
    finds(
        "de",
        "Jahresbericht [[2025]], [[2024]]/25, [[2024]]–[[2026]], gegründet [[1873]], [[1780]]–[[1830]], [[1848]] wurde",
        &["2025", "2024", "2024", "2026", "1873", "1780", "1830", "1848"],
    ),
    finds("de", "2000 Mitarbeiter, 3. Mai 2026, 2026 €, 2.026, 1234, 1990er, 2026-05-03", &[]),
    finds(
        "en",
        "Since [[1998]], in [[2026]], our [[2025]] results, Q3 [[2025]].",
        &["1998", "2026", "2025", "2025"],
    ),
    finds("en", "2000 employees, May 2026, $2000, 2026 percent, 20260", &[]),
];

/// Whether the digits of `start..end`, four of them and no unit behind, are a year; then which.
pub(super) fn year(reader: &Reader<'_>, start: usize, end: usize) -> Option<i16> {
    let number: i16 = reader.slice(start, end).parse().ok()?;
    if end - start != 4 || !(1000..2100).contains(&number) {
        return None;
    }
    let before = reader.word_before(start);
    let led = before.is_some_and(|word| calendar::leads_to_year(reader.language, word.as_str()));
    // Nobody counts 2017 of anything, but 2000 of many things.
    let ours = (1950..2050).contains(&number) && number != 2000;
    let likely =
        number >= 1900 && (ours || beside_name(reader, start) || !counts_something(reader, end));
    let followed = reader
        .next_word(end)
        .is_some_and(|(word, _)| calendar::follows_year(reader.language, word.as_str()));
    (led || likely || followed).then_some(number)
}

/// The year that four digits are as one end of a range: `1780–1830`.
pub(super) fn in_range(reader: &Reader<'_>, range: Range<usize>) -> Option<i16> {
    let length = range.len();
    let number: i16 = reader.slice(range.start, range.end).parse().ok()?;
    (length == 4 && (1000..2100).contains(&number)).then_some(number)
}

/// Whether a name or noun with a capital stands directly before: `Messe 2026`, `Jahresbericht 2025`.
fn beside_name(reader: &Reader<'_>, start: usize) -> bool {
    let before = reader.text.get(reader.start..start).unwrap_or("");
    let Some(before) = before.strip_suffix([' ', '\u{A0}']) else { return false };
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
    // A capital at the beginning of a sentence proves nothing.
    word.len() < before.len() && word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a noun that can be counted follows: `2000 Mitarbeiter`, `2000 employees`.
fn counts_something(reader: &Reader<'_>, end: usize) -> bool {
    let at = reader.gap(end);
    let Some((word, word_end)) = reader.word(at).filter(|_| at > end) else { return false };
    let capital = reader.next(at).is_some_and(char::is_uppercase);
    match reader.language {
        Language::GERMAN => capital && reader.closed(word_end),
        Language::ENGLISH => {
            let plural = word.as_str().ends_with('s') && !word.as_str().ends_with("ss");
            let irregular = matches!(word.as_str(), "people" | "men" | "women" | "children");
            !capital
                && ((plural && !matches!(word.as_str(), "is" | "was" | "has" | "as")) || irregular)
        }
        _ => false,
    }
}
