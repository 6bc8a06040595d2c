//! The dateline: `Celle, 3. Mai 2026 –`, `BERLIN, May 3, 2026 —`, `London (ots) -`.
//!
//! In: the shown text of the first paragraph. Out: where the dateline ends and the text begins. A date is
//! enough, with nothing but a place before it; a place alone must be one that is known, since *Wichtig –* looks
//! just like *Berlin –*. It knows German and English months, and no draft.

/// How far into the paragraph the dash may stand, in bytes: room for two places, a weekday and an agency.
const LONGEST: usize = 120;

/// At most so many words; a sentence is longer.
const MOST_WORDS: usize = 12;

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
    let bare = head.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(head);
    let words: Vec<&str> = bare.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let date = (0..words.len()).find_map(|at| date(&words[at..]).map(|length| (at, at + length)));
    let (place, after) = match date {
        Some((start, end)) => (&words[..start], &words[end..]),
        None => (&words[..], &words[..0]),
    };
    // Behind the date only an agency may stand: `(ots)`.
    if !after.iter().all(|word| in_parentheses(word)) {
        return None;
    }
    let place: Vec<&str> = place.iter().copied().filter(|word| !in_parentheses(word)).collect();
    if !place.iter().all(|word| in_a_place(word)) {
        return None;
    }
    match (date, place.first()) {
        (Some(_), None) => Some(Sign::Date),
        (Some(_), Some(first)) if !OPENERS.contains(&word(first).as_str()) => Some(Sign::Date),
        (None, Some(_)) if is_known(&place.join(" ")) => Some(Sign::Place),
        _ => None,
    }
}

fn in_parentheses(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    word.starts_with('(') && word.ends_with(')')
}

/// A word in small letters without the punctuation around it.
fn word(text: &str) -> String {
    text.trim_matches([',', '.', ';']).to_lowercase()
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

/// How many of the words are a date, from the first on.
fn date(words: &[&str]) -> Option<usize> {
    let mut at = 0;
    if words.first().is_some_and(|first| WEEKDAYS.contains(&word(first).as_str())) {
        at += 1;
    }
    if words.get(at).is_some_and(|next| matches!(*next, "den" | "dem" | "der")) {
        at += 1;
    }
    let here = words.get(at)?;
    let next = words.get(at + 1);
    let is_month = |text: &&str| MONTHS.contains(&word(text).as_str());
    let is_year = |text: &&&str| {
        let year = text.trim_matches([',', '.', ';']);
        year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && all_digits(year)
    };
    let with_year = |end: usize| end + usize::from(words.get(end).as_ref().is_some_and(is_year));
    if is_numeric_date(here) {
        return Some(at + 1);
    }
    let next_month = next.is_some_and(is_month);
    if is_day(here) && next_month {
        return Some(with_year(at + 2));
    }
    if !is_month(here) {
        return None;
    }
    if next.is_some_and(|next| is_day(next)) {
        return Some(with_year(at + 2));
    }
    next.as_ref().is_some_and(is_year).then_some(at + 2)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `3`, `3.`, `3rd`, `03,`.
fn is_day(text: &str) -> bool {
    let text = text.trim_end_matches([',', '.']);
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    all_digits(digits) && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// `3.5.2026`, `03.05.26`, `2026-05-03`, `5/3/2026`.
fn is_numeric_date(text: &str) -> bool {
    let text = text.trim_end_matches([',', ';']);
    ['.', '-', '/'].iter().any(|&separator| {
        let parts: Vec<&str> = text.split(separator).collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let year_last = matches!(lengths[..], [1 | 2, 1 | 2, 2 | 4]);
        let year_first = separator == '-' && matches!(lengths[..], [4, 2, 2]);
        (year_last || year_first) && parts.iter().all(|part| all_digits(part))
    })
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

const WEEKDAYS: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
];

const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
    "jan",
    "feb",
    "mär",
    "mrz",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "oct",
    "nov",
    "dez",
    "dec",
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
            "E-Mail – jetzt",
            "",
            "–",
            "- a",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
