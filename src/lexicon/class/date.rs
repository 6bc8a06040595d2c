//! Class `date`: a day, a month with its year, a day of the week, `morgen`.
//!
//! In: a place where digits or a calendar word begin. Out: the dates there, added to the walk, and where to go
//! on. A range or a list of days that share a month is several finds: `3.–5. Mai 2026`.

use super::figure::{self, Walk};
use super::reader::Reader;
use super::value::{Date, Value};
use super::{Class, Example, finds, money, number, percent};
use crate::lexicon::calendar::{self, CalendarWord, Weekday};
use crate::lexicon::quantity;
use crate::text::Language;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "a month alone, holidays, weeks and quarters (`nächste Woche`, `Q3`), `freitags`, days in words (`dritter Mai`); `morgen` and `today` have no value, nor has `3/5/2026`, which may be May or March";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds(
        "de",
        "Am [[3. Mai]], am [[3.5.2026]], am [[2026-05-03]].",
        &["--05-03", "2026-05-03", "2026-05-03"],
    ),
    finds(
        "de",
        "[[3.Mai 2026]], [[April 2026]], [[Freitag]], [[morgen]]",
        &["2026-05-03", "2026-04", "friday", ""],
    ),
    finds(
        "de",
        "[[Freitag, 3. Mai 2026]], [[Freitag, den 3. Mai]], [[Fr., 03.05.26]]",
        &["friday 2026-05-03", "friday --05-03", "friday 2026-05-03"],
    ),
    finds(
        "de",
        "Vom [[3.]]–[[5. Mai 2026]], am [[3.]] und [[5. Mai]], [[3.]] bis [[5.5.2026]]",
        &["2026-05-03", "2026-05-05", "--05-03", "--05-05", "2026-05-03", "2026-05-05"],
    ),
    finds(
        "de",
        "Vom [[3.5.]] bis zum [[05.05.]] und im [[05/2026]], [[Freitagabend]], [[1. Sept. 2026]]",
        &["--05-03", "--05-05", "2026-05", "friday", "2026-09-01"],
    ),
    finds(
        "de",
        "Guten Morgen! Im Mai, am Morgen, freitags, im 3. Quartal, Version 3.5.2, 2026, 3,5",
        &[],
    ),
    finds("de", "[[Morgen]] geht es los, [[übermorgen]] auch; so sehr, Mo von Di", &["", ""]),
    finds("de", "Am [[31. April]] und am [[29. Februar 2027]]", &["", ""]),
    finds(
        "en",
        "On [[May 3rd]], [[May 3, 2026]], [[3 May 2026]], the [[3rd of May]], [[April 2026]].",
        &["--05-03", "2026-05-03", "2026-05-03", "--05-03", "2026-04"],
    ),
    finds(
        "en",
        "[[Friday]], [[Friday, May 3]], [[tomorrow]], [[2026-05-03]], [[Sept. 3]]",
        &["friday", "friday --05-03", "", "2026-05-03", "--09-03"],
    ),
    finds(
        "en",
        "[[5/13/2026]], [[3/5/2026]], [[May 3]]–[[5, 2026]], [[3]] and [[5 May]]",
        &["2026-05-13", "", "2026-05-03", "2026-05-05", "--05-03", "--05-05"],
    ),
    finds(
        "en",
        "It may 3 times march 5 miles; May 3 million people; May alone; version 1.2.3; Sun 5",
        &[],
    ),
];

/// Dates that begin with digits.
pub(super) fn from_digits(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    if let Some((date, end)) = numeric(&reader, at) {
        walk.add(Class::Date, at..end, known(date));
        // `2026-05-03T10:00`: the time is read next.
        let time = reader.eat(end, 'T').filter(|next| reader.exactly(*next, 2).is_some());
        return Some(time.unwrap_or(end));
    }
    let days = days(&reader, at)?;
    let month = match days.date {
        Some(date) => Some((date, days.end)),
        None => month_and_year(&reader, days.end),
    };
    let (rest, end) = month?;
    add_days(walk, &days, rest, at, end);
    Some(end)
}

/// Dates that begin with a word: a day of the week, `morgen`, a month.
pub(super) fn from_word(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    let table = calendar::words(reader.language)?;
    let (word, end) = reader.word(at)?;
    if !reader.closed(end) {
        return None;
    }
    match table.get(word.as_str()) {
        Some(CalendarWord::Month(_) | CalendarWord::ShortMonth(_)) => from_month(walk, at),
        Some(CalendarWord::Weekday(weekday)) => Some(from_weekday(walk, at, end, weekday)),
        Some(CalendarWord::ShortWeekday(weekday)) => {
            let end = reader.eat(end, '.').unwrap_or(end);
            let (date, end) = after_weekday(&reader, end)?;
            walk.add(Class::Date, at..end, known(Date { weekday: Some(weekday), ..date }));
            Some(end)
        }
        Some(CalendarWord::Relative) => {
            if is_relative(&reader, at, end, word.as_str()) {
                walk.add(Class::Date, at..end, None);
            }
            Some(end)
        }
        None => part_of_day(walk, at, end, word.as_str()),
    }
}

/// The value of a date that there can be.
fn known(date: Date) -> Option<Value> {
    date.exists().then_some(Value::Date(date))
}

/// `morgen`, but not `der Morgen` or `guten Morgen`.
fn is_relative(reader: &Reader<'_>, at: usize, end: usize, word: &str) -> bool {
    if word != "morgen" {
        return true;
    }
    let capital = reader.next(at).is_some_and(char::is_uppercase);
    let greeting =
        reader.word_before(at).is_some_and(|before| matches!(before.as_str(), "guten" | "schönen"));
    let behind = reader.gap(end);
    let goes_on = behind > end && reader.next(behind).is_some_and(char::is_alphabetic);
    !greeting && (!capital || (reader.capital_forced(at) && goes_on))
}

/// A day of the week, with the date behind it if there is one.
fn from_weekday(walk: &mut Walk<'_>, at: usize, end: usize, weekday: Weekday) -> usize {
    let alone = Date { weekday: Some(weekday), ..Date::default() };
    let (date, end) = match after_weekday(&walk.reader, end) {
        Some((date, end)) => (Date { weekday: Some(weekday), ..date }, end),
        None => (alone, end),
    };
    walk.add(Class::Date, at..end, known(date));
    end
}

/// `Freitagabend`.
fn part_of_day(walk: &mut Walk<'_>, at: usize, end: usize, word: &str) -> Option<usize> {
    if walk.reader.language != Language::GERMAN {
        return None;
    }
    let table = calendar::words(Language::GERMAN)?;
    let day = calendar::GERMAN_PARTS_OF_DAY.iter().find_map(|part| word.strip_suffix(part))?;
    let Some(CalendarWord::Weekday(weekday)) = table.get(day) else { return None };
    let date = Date { weekday: Some(weekday), ..Date::default() };
    walk.add(Class::Date, at..end, Some(Value::Date(date)));
    Some(end)
}

/// The single date behind a day of the week that ends at `at`: `, 3. Mai`, ` the 3rd of May`, ` 03.05.`
fn after_weekday(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let mut at = reader.gap(reader.eat(at, ',').unwrap_or(at));
    if let Some((word, end)) = reader.word(at) {
        if calendar::is_date_article(reader.language, word.as_str()) {
            at = reader.gap(end);
        } else if let Some((month, end)) = month(reader, at) {
            let days = days(reader, reader.gap(end)).filter(|days| days.count == 1)?;
            let (year, end) = year_after_day(reader, days.end);
            return Some((
                Date { year, month: Some(month), day: days.first(), ..Date::default() },
                end,
            ));
        }
    }
    if let Some(found) = numeric(reader, at) {
        return Some(found);
    }
    let days = days(reader, at).filter(|days| days.count == 1 && days.date.is_none())?;
    let (rest, end) = month_and_year(reader, days.end)?;
    Some((Date { day: days.first(), ..rest }, end))
}

/// Most days that may share a month.
const MOST_DAYS: usize = 6;

/// Days of a month, one or several that share what follows.
struct Days {
    ranges: [(usize, usize, u8); MOST_DAYS],
    count: usize,
    end: usize,
    /// The month and year, where the last of them is a date in digits (`3.–5.5.2026`).
    date: Option<Date>,
}

impl Days {
    fn first(&self) -> Option<u8> {
        Some(self.ranges[0].2)
    }
}

/// Days with what joins them: `3.`, `3rd`, `3.–5.`, `3., 4. und 5.`
fn days(reader: &Reader<'_>, at: usize) -> Option<Days> {
    let mut days = Days { ranges: [(0, 0, 0); MOST_DAYS], count: 0, end: at, date: None };
    let mut next = at;
    loop {
        let (day, end) = day(reader, next)?;
        *days.ranges.get_mut(days.count)? = (next, end, day);
        days.count += 1;
        days.end = end;
        let Some(joint) = day_joint(reader, end) else { return Some(days) };
        if let Some((date, end)) = numeric(reader, joint) {
            let last = u8::try_from(days.count).ok()?;
            let slot = days.ranges.get_mut(usize::from(last))?;
            *slot = (joint, end, date.day?);
            days.count += 1;
            days.end = end;
            days.date = Some(date);
            return Some(days);
        }
        if self::day(reader, joint).is_none() {
            return Some(days);
        }
        next = joint;
    }
}

/// What joins two days, and where the second may begin.
fn day_joint(reader: &Reader<'_>, at: usize) -> Option<usize> {
    if let Some(joint) = figure::joint(reader, at) {
        return Some(joint.end);
    }
    let (_, end) = reader.eat_any(reader.gap(at), &[',', '/', '&'])?;
    Some(reader.gap(end))
}

/// A day of a month: one or two digits with a full stop or an English ending.
fn day(reader: &Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let (number, mut end) = reader.small(at, 2)?;
    let day = u8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
    if reader.language == Language::ENGLISH {
        let letters = reader.letters(end);
        let ending = reader.slice(end, letters);
        if calendar::ENGLISH_ORDINAL_ENDINGS.contains(&ending) {
            end = letters;
        }
    } else if let Some(after) = reader.eat(end, '.') {
        // `3.Mai` is written too; `3.5` is no day.
        let decimal = reader.next(after).is_some_and(|c| c.is_ascii_digit());
        return (!decimal).then_some((day, after));
    }
    reader.closed(end).then_some((day, end))
}

/// The month behind a day that ends at `at`, and its year: ` Mai 2026`, ` of May, 2026`.
fn month_and_year(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let mut begin = reader.gap(at);
    if reader.language == Language::ENGLISH
        && let Some((word, end)) = reader.word(begin)
        && word.as_str() == "of"
    {
        begin = reader.gap(end);
    }
    let (month, end) = month(reader, begin)?;
    let (year, end) = year_after(reader, end, false);
    Some((Date { year, month: Some(month), ..Date::default() }, end))
}

/// A month's name with a capital, and where it ends; the full stop of a short form belongs to it.
fn month(reader: &Reader<'_>, at: usize) -> Option<(u8, usize)> {
    if !reader.next(at)?.is_uppercase() {
        return None;
    }
    let (word, end) = reader.word(at)?;
    let found = calendar::words(reader.language)?.get(word.as_str())?;
    let (month, end) = match found {
        CalendarWord::Month(month) => (month, end),
        CalendarWord::ShortMonth(month) => (month, reader.eat(end, '.').unwrap_or(end)),
        _ => return None,
    };
    reader.closed(end).then_some((month, end))
}

/// The year behind a month or day that ends at `at`, over a blank, or a comma where that is usual.
fn year_after(reader: &Reader<'_>, at: usize, comma: bool) -> (Option<i16>, usize) {
    let begin = if comma { reader.eat(at, ',').unwrap_or(at) } else { at };
    let begin = reader.gap(begin);
    let year = if begin == at { None } else { reader.exactly(begin, 4) };
    match year {
        Some((year, end)) if (1000..3000).contains(&year) && !is_quantity(reader, end) => {
            (i16::try_from(year).ok(), end)
        }
        _ => (None, at),
    }
}

/// `May 3, 2026` and `May 3 2026`.
fn year_after_day(reader: &Reader<'_>, at: usize) -> (Option<i16>, usize) {
    year_after(reader, at, true)
}

/// Whether digits that end at `at` go on or count something, so that they are no day and no year: `3 million`,
/// `2000 Euro`, `3.5`.
fn is_quantity(reader: &Reader<'_>, at: usize) -> bool {
    let goes_on = reader
        .eat_any(at, &['.', ',', ':'])
        .is_some_and(|(_, next)| reader.next(next).is_some_and(|c| c.is_ascii_digit()));
    goes_on
        || !reader.closed(at)
        || number::scale(reader, at, false).is_some()
        || percent::sign(reader, at).is_some()
        || money::behind(reader, at).is_some()
}

/// A month first: `May 3rd, 2026`, `April 2026`.
fn from_month(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    let (month, end) = month(&reader, at)?;
    if let (Some(year), end) = year_after(&reader, end, false) {
        let date = Date { year: Some(year), month: Some(month), ..Date::default() };
        walk.add(Class::Date, at..end, known(date));
        return Some(end);
    }
    if reader.language != Language::ENGLISH || reader.gap(end) == end {
        return None;
    }
    let days = days(&reader, reader.gap(end)).filter(|days| days.date.is_none())?;
    if is_quantity(&reader, days.end) {
        return None;
    }
    let (year, end) = year_after_day(&reader, days.end);
    let rest = Date { year, month: Some(month), ..Date::default() };
    add_days(walk, &days, rest, at, end);
    Some(end)
}

/// Adds a find for each of `days`; the first begins at `start`, the last ends at `end`.
fn add_days(walk: &mut Walk<'_>, days: &Days, rest: Date, start: usize, end: usize) {
    for (nth, (from, to, day)) in days.ranges.iter().take(days.count).enumerate() {
        let from = if nth == 0 { start } else { *from };
        let to = if nth + 1 == days.count { end } else { *to };
        walk.add(Class::Date, from..to, known(Date { day: Some(*day), ..rest }));
    }
}

/// A date in digits: `2026-05-03`, `3.5.2026`, `3. 5. 26`, `5/13/2026`, `05/2026`, in German `3.5.`
fn numeric(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let digits = reader.digits(at) - at;
    match digits {
        4 => year_first(reader, at),
        1 | 2 => day_first(reader, at).or_else(|| month_of_year(reader, at)),
        _ => None,
    }
}

fn year_first(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let (year, end) = reader.exactly(at, 4)?;
    let (mark, next) = reader.eat_any(end, &['-', '/', '.'])?;
    let (month, end) = reader.small(next, 2)?;
    let (day, end) = reader.small(reader.eat(end, mark)?, 2)?;
    let plausible =
        (1000..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let iso_time = reader.next(end) == Some('T');
    (plausible && (ends(reader, end) || iso_time)).then(|| (date(year, month, day), end))
}

fn date(year: u32, month: u32, day: u32) -> Date {
    Date {
        year: i16::try_from(year).ok(),
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
        weekday: None,
    }
}

/// Whether a date in digits can end at `at`: no letter, and no mark with a digit behind it.
fn ends(reader: &Reader<'_>, at: usize) -> bool {
    let goes_on = reader
        .eat_any(at, &['.', '-', '/', ',', ':'])
        .is_some_and(|(_, next)| reader.next(next).is_some_and(|c| c.is_ascii_digit()));
    reader.closed(at) && (!goes_on || is_range(reader, at))
}

/// A hyphen after a whole date joins two dates (`3.5.2026-5.5.2026`).
fn is_range(reader: &Reader<'_>, at: usize) -> bool {
    reader.eat(at, '-').is_some_and(|next| {
        let end = reader.digits(next);
        end - next <= 2 && reader.eat(end, '.').is_some()
    })
}

/// `3.5.2026`, `3. 5. 26`, `5/13/2026`, `03-05-2026`, in German `3.5.`
fn day_first(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let (first, end) = reader.small(at, 2)?;
    let (mark, next) = reader.eat_any(end, &['.', '/', '-'])?;
    let dotted = mark == '.';
    let (second, second_end) = reader.small(if dotted { reader.gap(next) } else { next }, 2)?;
    let after = reader.eat(second_end, mark)?;
    let year_at = if dotted { reader.gap(after) } else { after };
    let year = reader.exactly(year_at, 4).or_else(|| {
        let padded = end - at == 2;
        let short = dotted && (padded || reader.language == Language::GERMAN) || mark == '/';
        reader.exactly(year_at, 2).filter(|_| short)
    });
    match year.filter(|(_, end)| ends(reader, *end)) {
        Some((year, end)) if dotted || year > 31 || mark == '/' => {
            let year = match year {
                0..70 => 2000 + year,
                70..100 => 1900 + year,
                _ => year,
            };
            let plausible = (1000..3000).contains(&year) && !after_version(reader, at);
            ordered(first, second, mark, plausible).map(|date_of| (date_of(year), end))
        }
        _ if dotted && reader.language == Language::GERMAN => {
            let digits_follow = reader.next(after).is_some_and(|c| c.is_ascii_digit());
            let plausible = (1..=31).contains(&first) && (1..=12).contains(&second);
            let meant = plausible && !digits_follow && is_short_date(reader, at, after);
            let date = Date {
                month: u8::try_from(second).ok(),
                day: u8::try_from(first).ok(),
                ..Date::default()
            };
            meant.then_some((date, after))
        }
        _ => None,
    }
}

/// Which of two numbers is the day: with full stops the first; with slashes and hyphens whichever can only be
/// the day; where both can be either, a date that is not told (its day 0 gives it no value).
fn ordered(first: u32, second: u32, mark: char, plausible: bool) -> Option<impl Fn(u32) -> Date> {
    let day = |number| (1..=31).contains(&number);
    let month = |number| (1..=12).contains(&number);
    let (month, day) = match (day(first) && month(second), month(first) && day(second)) {
        (true, true) if mark == '.' || first == second => (second, first),
        (true, true) => (0, 0),
        (true, false) => (second, first),
        (false, true) if mark != '.' => (first, second),
        _ => return None,
    };
    plausible.then_some(move |year| date(year, month, day))
}

/// Whether `3.5.` is meant as a date: the sentence goes on behind it, or a word that leads to dates stands
/// before (`am 3.5.` ends a sentence, `Kapitel 3.5.` too).
fn is_short_date(reader: &Reader<'_>, at: usize, after: usize) -> bool {
    let before = reader.word_before(at);
    let led = before.is_some_and(|word| {
        matches!(
            word.as_str(),
            "am" | "bis" | "vom" | "zum" | "ab" | "seit" | "den" | "dem" | "und" | "der"
        ) || calendar::words(reader.language)
            .is_some_and(|table| table.get(word.as_str()).is_some())
    });
    let goes_on = !reader.rest(after).trim_start().is_empty();
    led || (goes_on && !after_version(reader, at))
}

fn after_version(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .word_before(at)
        .is_some_and(|word| quantity::leads_to_name(reader.language, word.as_str()))
}

/// `05/2026`, in German `05.2026`.
fn month_of_year(reader: &Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let (month, end) = reader.exactly(at, 2)?;
    let (mark, next) = reader.eat_any(end, &['/', '.'])?;
    let (year, end) = reader.exactly(next, 4)?;
    let dotted = mark == '.' && reader.language != Language::GERMAN;
    let plausible = (1..=12).contains(&month) && (1900..2100).contains(&year) && !dotted;
    let date =
        Date { year: i16::try_from(year).ok(), month: u8::try_from(month).ok(), ..Date::default() };
    (plausible && ends(reader, end)).then_some((date, end))
}
