//! Class `percent`: a number with `%`, `Prozent`, `percent` or `per cent`.
//!
//! In: a place behind a number. Out: where the percent sign or word there ends. The number itself is read by
//! `number`; a range shares the sign: `10–20 %` are two percentages.

use super::reader::Reader;
use super::{Example, finds};
use crate::lexicon::quantity;
use crate::text::Language;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "percentage points, per mille, percentages in words without `percent` (`a third`, `every second`)";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Ein Plus von [[30 %]], [[30%]] oder [[30 Prozent]].", &["30 %", "30 %", "30 %"]),
    finds(
        "de",
        "[[3,5 Prozent]], [[zwölf Prozent]], [[ein Prozent]], [[−2 %]]",
        &["3.5 %", "12 %", "1 %", "-2 %"],
    ),
    finds(
        "de",
        "Die [[20-prozentige]] Beteiligung, [[10]]–[[20 %]], [[5]] bis [[8 Prozent]]",
        &["20 %", "10 %", "20 %", "5 %", "8 %"],
    ),
    finds("de", "Um 3 Prozentpunkte, https://example.com/a%20b, 5 Promille, 2 %-Punkte", &[]),
    finds("de", "Mit [[100%]]iger Sicherheit, [[2.5 %]]", &["100 %", "2.5 %"]),
    finds("en", "Up [[30%]], [[30 percent]] or [[30 per cent]].", &["30 %", "30 %", "30 %"]),
    finds(
        "en",
        "[[Twelve per cent]], [[one percent]], a [[20-percent]] stake, [[10]] to [[20%]]",
        &["12 %", "1 %", "20 %", "10 %", "20 %"],
    ),
    finds("en", "By 3 percentage points; per cent; a%20b", &[]),
];

/// Where the percent sign or word behind a number ends.
pub(super) fn sign(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let begin = reader.eat(at, '-').unwrap_or_else(|| reader.gap(at));
    if let Some((_, end)) = reader.eat_any(begin, &['%', '％']) {
        return (!points_follow(reader, end)).then_some(end);
    }
    let (word, end) = reader.word(begin)?;
    if reader.language == Language::ENGLISH && word.as_str() == "per" {
        let (cent, end) = reader.next_word(end)?;
        return (cent.as_str() == "cent" && reader.closed(end)).then_some(end);
    }
    (quantity::is_percent(reader.language, word.as_str()) && reader.closed(end)).then_some(end)
}

/// `%-Punkte` are another measure.
fn points_follow(reader: &Reader<'_>, end: usize) -> bool {
    let at = reader.eat(end, '-').unwrap_or_else(|| reader.gap(end));
    reader.word(at).is_some_and(|(word, _)| {
        matches!(word.as_str(), "punkt" | "punkte" | "punkten" | "points" | "point")
    })
}
