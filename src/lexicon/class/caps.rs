//! Class `all-caps`: words in capitals.
//!
//! In: a text. Out: words without a small letter that hold four or more capitals in a row.

use super::{Example, Find, address, finds};
use crate::lexicon::channel::Channel;
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "acronyms of four letters and more are found as well (`NATO`, `UNESCO`): take them off with `except`; Roman numerals too";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "[[ACHTUNG]]: nur [[HEUTE]], [[GRÖẞER]] und [[STRAßE]], #[[JETZT]]", &[]),
    finds("de", "Die EU, der BGH, GmbH, A4, CO2, DSGVO-konform, PDFs, DE89 3704, AB12CD", &[]),
    finds("de", "[[EU-GIPFEL]], NATOs Ziel? [[NATO]]", &[]),
    finds("en", "[[WARNING]]: do [[NASA]]'s engineers use https://EXAMPLE.COM/PATH?", &[]),
    finds("en", "The USA, iPhone, McDonald, I AM, OK", &[]),
];

/// Fewest capitals in a row.
const FEWEST: usize = 4;

/// The words of `text` that are in capitals.
pub(super) fn find(text: &str) -> Vec<Find> {
    let mut found = Vec::new();
    let mut links = None;
    let mut start = None;
    let characters = text.char_indices().map(Some).chain(std::iter::once(None));
    for next in characters {
        let inside = next.is_some_and(|(_, c)| c.is_alphanumeric() || is_joiner(c));
        match (start, next) {
            (None, Some((at, c))) if inside && !is_joiner(c) => start = Some(at),
            (Some(from), _) if !inside => {
                let end = next.map_or(text.len(), |(at, _)| at);
                start = None;
                if let Some(range) = capitals(text, from, end) {
                    let links =
                        links.get_or_insert_with(|| address::links(text, Channel::Ordinary));
                    let nearest = links.partition_point(|link| link.end <= range.start);
                    if links.get(nearest).is_none_or(|link| link.start >= range.end) {
                        found.push(Find::new(Span::from(range), None));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '*' | ':' | '_' | '\u{AD}' | '\u{200D}')
}

/// The word `from..end` without an English `'s`, if it is in capitals.
fn capitals(text: &str, from: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let word = text[from..end].trim_end_matches(is_joiner);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let (mut row, mut longest) = (0, 0);
    for c in word.chars() {
        if c.is_lowercase() && c != 'ß' {
            return None;
        }
        if c.is_uppercase() || (c == 'ß' && row > 0) {
            row += 1;
            longest = longest.max(row);
        } else if c != '\u{AD}' {
            // A digit makes a code of the letters beside it: `AB12CDEF`.
            if c.is_numeric() && row > 0 && row < FEWEST {
                return None;
            }
            row = 0;
        }
    }
    (longest >= FEWEST).then_some(from..from + word.len())
}
