//! Calendar words: months, days of the week, words such as `morgen`, the shapes of ordinals.
//!
//! In: a language and a word in lower case. Out: what it means. Nothing here looks at a text.

use crate::lexicon::table::Table;
use crate::text::Language;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// What a calendar word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWord {
    /// A month, 1 to 12.
    Month(u8),
    /// The short form of a month, after which a full stop may stand.
    ShortMonth(u8),
    /// A day of the week.
    Weekday(Weekday),
    /// The short form of a day of the week: only beside a date is it one (`So` and `Sun` are words too).
    ShortWeekday(Weekday),
    /// A day seen from the day of writing: `morgen`, `yesterday`.
    Relative,
}

use CalendarWord::{Month, Relative, ShortMonth, ShortWeekday, Weekday as Day};
use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

static GERMAN: Table<CalendarWord> = Table::new(&[
    ("apr", ShortMonth(4)),
    ("april", Month(4)),
    ("aug", ShortMonth(8)),
    ("august", Month(8)),
    ("dez", ShortMonth(12)),
    ("dezember", Month(12)),
    ("di", ShortWeekday(Tuesday)),
    ("dienstag", Day(Tuesday)),
    ("do", ShortWeekday(Thursday)),
    ("donnerstag", Day(Thursday)),
    ("feb", ShortMonth(2)),
    ("feber", Month(2)),
    ("februar", Month(2)),
    ("fr", ShortWeekday(Friday)),
    ("freitag", Day(Friday)),
    ("gestern", Relative),
    ("heute", Relative),
    ("jan", ShortMonth(1)),
    ("januar", Month(1)),
    ("juli", Month(7)),
    ("juni", Month(6)),
    ("jän", ShortMonth(1)),
    ("jänner", Month(1)),
    ("mai", Month(5)),
    ("mi", ShortWeekday(Wednesday)),
    ("mittwoch", Day(Wednesday)),
    ("mo", ShortWeekday(Monday)),
    ("montag", Day(Monday)),
    ("morgen", Relative),
    ("mrz", ShortMonth(3)),
    ("mär", ShortMonth(3)),
    ("märz", Month(3)),
    ("nov", ShortMonth(11)),
    ("november", Month(11)),
    ("okt", ShortMonth(10)),
    ("oktober", Month(10)),
    ("sa", ShortWeekday(Saturday)),
    ("samstag", Day(Saturday)),
    ("sep", ShortMonth(9)),
    ("sept", ShortMonth(9)),
    ("september", Month(9)),
    ("so", ShortWeekday(Sunday)),
    ("sonnabend", Day(Saturday)),
    ("sonntag", Day(Sunday)),
    ("vorgestern", Relative),
    ("übermorgen", Relative),
]);

static ENGLISH: Table<CalendarWord> = Table::new(&[
    ("apr", ShortMonth(4)),
    ("april", Month(4)),
    ("aug", ShortMonth(8)),
    ("august", Month(8)),
    ("dec", ShortMonth(12)),
    ("december", Month(12)),
    ("feb", ShortMonth(2)),
    ("february", Month(2)),
    ("fri", ShortWeekday(Friday)),
    ("friday", Day(Friday)),
    ("jan", ShortMonth(1)),
    ("january", Month(1)),
    ("jul", ShortMonth(7)),
    ("july", Month(7)),
    ("jun", ShortMonth(6)),
    ("june", Month(6)),
    ("mar", ShortMonth(3)),
    ("march", Month(3)),
    ("may", Month(5)),
    ("mon", ShortWeekday(Monday)),
    ("monday", Day(Monday)),
    ("nov", ShortMonth(11)),
    ("november", Month(11)),
    ("oct", ShortMonth(10)),
    ("october", Month(10)),
    ("sat", ShortWeekday(Saturday)),
    ("saturday", Day(Saturday)),
    ("sep", ShortMonth(9)),
    ("sept", ShortMonth(9)),
    ("september", Month(9)),
    ("sun", ShortWeekday(Sunday)),
    ("sunday", Day(Sunday)),
    ("thu", ShortWeekday(Thursday)),
    ("thur", ShortWeekday(Thursday)),
    ("thurs", ShortWeekday(Thursday)),
    ("thursday", Day(Thursday)),
    ("today", Relative),
    ("tomorrow", Relative),
    ("tonight", Relative),
    ("tue", ShortWeekday(Tuesday)),
    ("tues", ShortWeekday(Tuesday)),
    ("tuesday", Day(Tuesday)),
    ("wed", ShortWeekday(Wednesday)),
    ("wednesday", Day(Wednesday)),
    ("yesterday", Relative),
]);

/// The calendar words of a language; none for one we do not know.
#[must_use]
pub fn words(language: Language) -> Option<&'static Table<CalendarWord>> {
    match language {
        Language::GERMAN => Some(&GERMAN),
        Language::ENGLISH => Some(&ENGLISH),
        _ => None,
    }
}

/// The parts of a day that German writes onto a day of the week: `Freitagabend`.
pub const GERMAN_PARTS_OF_DAY: [&str; 7] =
    ["abend", "früh", "mittag", "morgen", "nachmittag", "nacht", "vormittag"];

/// Words between a day of the week and its date: `Freitag, den 3. Mai`, `Friday the 3rd of May`.
#[must_use]
pub fn is_date_article(language: Language, word: &str) -> bool {
    match language {
        Language::GERMAN => matches!(word, "den" | "dem" | "der"),
        Language::ENGLISH => matches!(word, "the" | "on"),
        _ => false,
    }
}

/// What an English ordinal ends in when it is written with digits: `3rd`.
pub const ENGLISH_ORDINAL_ENDINGS: [&str; 4] = ["nd", "rd", "st", "th"];

/// Words after which digits with a full stop are an ordinal in German: `den 3. Platz`, `im 1. Quartal`.
#[must_use]
pub fn leads_to_ordinal(word: &str) -> bool {
    static WORDS: Table<()> = Table::new(&[
        ("am", ()),
        ("beim", ()),
        ("das", ()),
        ("dem", ()),
        ("den", ()),
        ("der", ()),
        ("des", ()),
        ("die", ()),
        ("im", ()),
        ("ins", ()),
        ("jede", ()),
        ("jeden", ()),
        ("jeder", ()),
        ("jedes", ()),
        ("unser", ()),
        ("unsere", ()),
        ("unserem", ()),
        ("unseren", ()),
        ("unseres", ()),
        ("vom", ()),
        ("zum", ()),
        ("zur", ()),
    ]);
    WORDS.get(word).is_some()
}

/// Words after which a four-digit number is a year: `seit 1998`, `in 2026`, `Ende 2025`, `Q3 2025`.
#[must_use]
pub fn leads_to_year(language: Language, word: &str) -> bool {
    static GERMAN: Table<()> = Table::new(&[
        ("ab", ()),
        ("anfang", ()),
        ("anno", ()),
        ("bis", ()),
        ("ende", ()),
        ("frühjahr", ()),
        ("gegründet", ()),
        ("geschäftsjahr", ()),
        ("herbst", ()),
        ("in", ()),
        ("jahr", ()),
        ("jahre", ()),
        ("jahren", ()),
        ("jahres", ()),
        ("jahrgang", ()),
        ("mitte", ()),
        ("nach", ()),
        ("seit", ()),
        ("sommer", ()),
        ("vor", ()),
        ("winter", ()),
    ]);
    static ENGLISH: Table<()> = Table::new(&[
        ("after", ()),
        ("autumn", ()),
        ("before", ()),
        ("by", ()),
        ("during", ()),
        ("early", ()),
        ("established", ()),
        ("fall", ()),
        ("founded", ()),
        ("from", ()),
        ("in", ()),
        ("late", ()),
        ("mid", ()),
        ("of", ()),
        ("our", ()),
        ("since", ()),
        ("spring", ()),
        ("summer", ()),
        ("the", ()),
        ("until", ()),
        ("winter", ()),
        ("year", ()),
        ("years", ()),
    ]);
    let quarter = matches!(word.as_bytes(), [b'q', b'1'..=b'4'] | [b'h', b'1' | b'2'] | b"fy");
    quarter
        || match language {
            Language::GERMAN => GERMAN.get(word).is_some(),
            Language::ENGLISH => ENGLISH.get(word).is_some(),
            _ => false,
        }
}

/// Words before which a four-digit number is a year: `1873 gegründet`, `1848 wurde`.
#[must_use]
pub fn follows_year(language: Language, word: &str) -> bool {
    language == Language::GERMAN
        && matches!(
            word,
            "begann" | "entstand" | "erschien" | "gegründet" | "war" | "wurde" | "wurden"
        )
}

/// Short forms of months, which end in a full stop and end no sentence before a year: `Jan`, `Sept`.
pub fn abbreviations(language: Language) -> impl Iterator<Item = &'static str> {
    let entries = words(language).map_or(&[][..], Table::entries);
    entries.iter().filter(|(_, meaning)| matches!(meaning, ShortMonth(_))).map(|(word, _)| *word)
}

/// The number of days of a month, the 29th of February always included when no year is known.
#[must_use]
pub fn days_in_month(month: u8, year: Option<i16>) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(year) if !(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    #[test]
    fn the_lists_are_sound() {
        assert_sound(&GERMAN);
        assert_sound(&ENGLISH);
        assert!(leads_to_ordinal("den") && !leads_to_ordinal("mit"));
        assert!(leads_to_year(Language::GERMAN, "seit") && leads_to_year(Language::ENGLISH, "q3"));
    }

    #[test]
    fn every_month_and_day_has_its_names() {
        for table in [&GERMAN, &ENGLISH] {
            for month in 1..=12 {
                assert!(table.entries().iter().any(|(_, word)| *word == Month(month)));
            }
            let days = table.entries().iter().filter(|(_, word)| matches!(word, Day(_)));
            assert!(days.count() >= 7);
        }
        assert!(abbreviations(Language::GERMAN).any(|word| word == "okt"));
        assert_eq!(abbreviations(Language::parse("fr").unwrap()).count(), 0);
    }

    #[test]
    fn february_knows_leap_years() {
        let days = [None, Some(2026), Some(2028), Some(2100), Some(2000)];
        assert_eq!(days.map(|year| days_in_month(2, year)), [29, 28, 29, 28, 29]);
    }
}
