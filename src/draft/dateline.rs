//! The dateline: `Celle, 3. Mai 2026 –`, `BERLIN, May 3, 2026 —`, `London (ots) -`.
//!
//! In: the shown text of the first paragraph. Out: where the dateline ends and the text begins. A date is
//! enough, with nothing but a place before it; a place alone must be one that is known, since *Wichtig –* looks
//! just like *Berlin –*. It knows places, and no draft; dates are the class of that name.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::channel::Channel;
use crate::lexicon::class::{Class, find as find_class};
use crate::text::{Language, Span, fold};

/// How far into the paragraph the dash may stand, in bytes: room for two places, a weekday and an agency.
const LONGEST: usize = 120;

/// At most so many words of a place; a sentence is longer.
const MOST_WORDS: usize = 8;

/// Where a dateline ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// After its last character, the dash left out.
    pub end: usize,
    /// Where the text behind the dash begins.
    pub text: usize,
}

/// The dateline at the beginning of a paragraph.
#[must_use]
pub fn find(text: &str) -> Option<Dateline> {
    let mut before = ' ';
    for (at, character) in text.char_indices().take_while(|(at, _)| *at <= LONGEST) {
        let rest = &text[at + character.len_utf8()..];
        let blank_after = rest.chars().next().is_none_or(char::is_whitespace);
        let dash = match character {
            '–' | '―' => blank_after,
            '—' => true,
            '-' => blank_after && (before.is_whitespace() || before == '-'),
            _ => false,
        };
        if dash || character == '\n' {
            let head = text[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '-');
            let rest_at = text.len() - rest.trim_start().len();
            // A line of its own must have a date: a place alone is too little.
            if judge(head).is_some_and(|sure| dash || sure == Sign::Date) {
                return Some(Dateline { end: head.len(), text: rest_at });
            }
        }
        before = character;
    }
    let whole = text.trim_end();
    (whole.len() <= LONGEST && judge(whole) == Some(Sign::Date))
        .then_some(Dateline { end: whole.len(), text: text.len() })
}

/// What makes it a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Date,
    Place,
}

/// Whether the text before a dash is a dateline.
fn judge(head: &str) -> Option<Sign> {
    let head: String = head.nfc().collect();
    let bare = head.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(&head);
    let date = date(bare);
    let (before, after) = match &date {
        Some(range) => (&bare[..range.start], &bare[range.end..]),
        None => (bare, ""),
    };
    // Behind the date only an agency may stand: `(ots)`.
    if !after.split_whitespace().all(|word| in_parentheses(word) || word == ",") {
        return None;
    }
    let mut place: Vec<&str> =
        before.split_whitespace().filter(|word| !in_parentheses(word)).collect();
    if date.is_some() && place.last().is_some_and(|last| ["den", "dem"].contains(last)) {
        place.pop();
    }
    if place.len() > MOST_WORDS || !place.iter().all(|word| in_a_place(word)) {
        return None;
    }
    match (date, place.first()) {
        (Some(_), None) => Some(Sign::Date),
        (Some(_), Some(first)) if !OPENERS.contains(&word(first).as_str()) => Some(Sign::Date),
        (None, Some(_)) if is_known(&place.join(" ")) => Some(Sign::Place),
        _ => None,
    }
}

/// Where a date stands; a day of the week or `morgen` is too little for a dateline. Its language is not known
/// yet, so both are tried.
fn date(text: &str) -> Option<Range<usize>> {
    [Language::GERMAN, Language::ENGLISH].into_iter().find_map(|language| {
        let finds = find_class(Class::Date, text, language, Channel::Ordinary, &[]);
        let digits = |span: &Span| span.of(text).contains(|one: char| one.is_ascii_digit());
        let mut days = finds.into_iter().map(|find| find.span).filter(digits);
        let mut whole = days.next()?;
        // `3.–5. Mai 2026` are two.
        for next in days {
            let between = Span { start: whole.end, end: next.start };
            if !matches!(between.of(text).trim(), "–" | "-" | "/" | "und" | "and" | "bis" | "to")
            {
                break;
            }
            whole = whole.to(next);
        }
        Some(whole.range())
    })
}

fn in_parentheses(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    word.starts_with('(') && word.ends_with(')')
}

/// A word folded, without the punctuation around it.
fn word(text: &str) -> String {
    fold(text.trim_matches([',', '.', ';'])).into_owned()
}

/// Whether a word can be part of a place's name: a capital first, or one of the small words between.
fn in_a_place(text: &str) -> bool {
    let name = text.trim_end_matches([',', '.', ';']);
    let letters = |character: char| character.is_alphabetic() || "-'’./".contains(character);
    name.chars().all(letters)
        && (name.chars().next().is_some_and(char::is_uppercase) || BETWEEN.contains(&name))
}

fn is_known(place: &str) -> bool {
    let known = |part: &str| PLACES.contains(&word(part.trim()).as_str());
    known(place) || place.split([',', '/']).next().is_some_and(known)
}

/// Words that begin a sentence about a date rather than a dateline.
const OPENERS: &[&str] = &[
    "ab", "am", "an", "anfang", "bis", "das", "dem", "den", "der", "die", "ende", "im", "in",
    "mitte", "nach", "noch", "schon", "seit", "vom", "von", "vor", "zum", "as", "by", "early",
    "from", "late", "mid", "on", "since", "the", "until",
];

/// Small words inside names of places.
const BETWEEN: &[&str] = &[
    "am", "an", "auf", "bei", "d", "de", "del", "der", "die", "du", "im", "in", "la", "le", "ob",
    "of", "the", "und", "upon", "vor",
];

/// Places that releases are dated from: the large cities of the German-speaking countries, and capitals and
/// business cities elsewhere, under their German and English names.
const PLACES: &[&str] = &[
    "aachen",
    "abu dhabi",
    "amsterdam",
    "ankara",
    "athen",
    "athens",
    "atlanta",
    "augsburg",
    "austin",
    "bangkok",
    "barcelona",
    "basel",
    "beijing",
    "belfast",
    "belgrad",
    "belgrade",
    "bergen",
    "berlin",
    "bern",
    "bielefeld",
    "birmingham",
    "bochum",
    "bonn",
    "boston",
    "bozen",
    "braunschweig",
    "bregenz",
    "bremen",
    "bremerhaven",
    "brussels",
    "brüssel",
    "bucharest",
    "budapest",
    "bukarest",
    "cambridge",
    "celle",
    "chemnitz",
    "chicago",
    "copenhagen",
    "dallas",
    "darmstadt",
    "den haag",
    "detroit",
    "doha",
    "dortmund",
    "dresden",
    "dubai",
    "dublin",
    "duisburg",
    "düsseldorf",
    "edinburgh",
    "erfurt",
    "erlangen",
    "essen",
    "frankfurt",
    "frankfurt am main",
    "freiburg",
    "genf",
    "geneva",
    "genève",
    "glasgow",
    "göttingen",
    "graz",
    "hague",
    "halle",
    "hamburg",
    "hannover",
    "hanover",
    "heidelberg",
    "heilbronn",
    "helsinki",
    "hong kong",
    "houston",
    "innsbruck",
    "istanbul",
    "jena",
    "karlsruhe",
    "kassel",
    "kiel",
    "kiew",
    "klagenfurt",
    "koblenz",
    "köln",
    "cologne",
    "kopenhagen",
    "kyiv",
    "lausanne",
    "leeds",
    "leipzig",
    "linz",
    "lissabon",
    "lisbon",
    "london",
    "los angeles",
    "lübeck",
    "ludwigshafen",
    "luxembourg",
    "luxemburg",
    "luzern",
    "lyon",
    "madrid",
    "magdeburg",
    "mailand",
    "mainz",
    "manchester",
    "mannheim",
    "milan",
    "moscow",
    "moskau",
    "mumbai",
    "munich",
    "münchen",
    "münster",
    "new delhi",
    "new york",
    "nuremberg",
    "nürnberg",
    "oslo",
    "oxford",
    "paris",
    "peking",
    "philadelphia",
    "potsdam",
    "prag",
    "prague",
    "regensburg",
    "riga",
    "rom",
    "rome",
    "rostock",
    "saarbrücken",
    "salzburg",
    "san francisco",
    "schwerin",
    "seattle",
    "seoul",
    "shanghai",
    "singapore",
    "singapur",
    "sofia",
    "st. gallen",
    "stockholm",
    "stuttgart",
    "sydney",
    "tallinn",
    "tokio",
    "tokyo",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        find(text).map(|found| (&text[..found.end], &text[found.text..]))
    }

    #[test]
    fn datelines_as_releases_have_them() {
        for (text, head) in [
            ("Celle, 3. Mai 2026 – Die Muster AG öffnet.", "Celle, 3. Mai 2026"),
            ("BERLIN, May 3, 2026 — The plant opens.", "BERLIN, May 3, 2026"),
            ("BERLIN, May 3, 2026—The plant opens.", "BERLIN, May 3, 2026"),
            ("New York, N.Y., May 3rd, 2026 -- The plant", "New York, N.Y., May 3rd, 2026"),
            (
                "Frankfurt am Main/Halle (Saale), den 03.05.2026 - Das",
                "Frankfurt am Main/Halle (Saale), den 03.05.2026",
            ),
            ("Berlin (ots) - Das Werk", "Berlin (ots)"),
            ("LONDON – The plant", "LONDON"),
            ("Köln, Montag, 3. Mai – Das Werk", "Köln, Montag, 3. Mai"),
            ("2026-05-03 – Das Werk", "2026-05-03"),
            ("(Celle, 3. Mai 2026) – Das Werk", "(Celle, 3. Mai 2026)"),
            ("Celle, Mai 2026 –\nDas Werk", "Celle, Mai 2026"),
            ("Celle, 3. Mai 2026\nDas Werk", "Celle, 3. Mai 2026"),
            ("London, 3 May 2026 – The plant", "London, 3 May 2026"),
            ("BERLIN, MAY 3, 2026 – The plant", "BERLIN, MAY 3, 2026"),
            ("Celle, 3.–5. Mai 2026 – Das Werk", "Celle, 3.–5. Mai 2026"),
            ("Celle, den 3. Mai 2026 (ots) – Das Werk", "Celle, den 3. Mai 2026 (ots)"),
            ("Mu\u{308}nchen, 3. Ma\u{308}rz – Das Werk", "Mu\u{308}nchen, 3. Ma\u{308}rz"),
        ] {
            let (found, rest) = parts(text).expect(text);
            assert_eq!(found, head);
            assert!(rest.starts_with("D") || rest.starts_with("T"), "{rest}");
        }
    }

    #[test]
    fn a_paragraph_of_its_own() {
        assert_eq!(parts("Celle, 3. Mai 2026"), Some(("Celle, 3. Mai 2026", "")));
        assert_eq!(parts("Celle, 3. Mai 2026 –"), Some(("Celle, 3. Mai 2026", "")));
        assert_eq!(parts("Berlin"), None);
    }

    #[test]
    fn sentences_are_none() {
        for text in [
            "Wichtig – bitte lesen.",
            "ANZEIGE – Drei Tage mit der Kamera",
            "Am 3. Mai 2026 – also morgen – öffnen wir.",
            "Seit Mai 2026 – mit Pausen – läuft es.",
            "Mitte Mai 2026 – vielleicht",
            "Anna Beispiel – die neue Chefin – kommt.",
            "Das Werk in Celle wurde am 3. Mai 2026 – nach Jahren – fertig.",
            "Wir öffnen am 3. Mai 2026",
            "Montag – wie immer – ist zu.",
            "E-Mail – jetzt",
            "",
            "–",
            "- a",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
