//! Class `time`: a time of day.
//!
//! In: a place where digits begin, or number words before `Uhr`. Out: the times there, added to the walk, and
//! where to go on. Two times that share what follows are two finds: `14 bis 16 Uhr`.

use super::figure::{self, Walk};
use super::reader::Reader;
use super::value::{Decimal, Time, Value};
use super::{Class, Example, finds};
use crate::text::Language;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "`halb zehn`, `noon`, `mittags`, `14 h`, times without minutes and unit; time zones are not read; `10:15` as a verse or a ratio is found";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds(
        "de",
        "Um [[9 Uhr]], [[9:30]], [[9.30 Uhr]] oder [[9:30 Uhr]].",
        &["09:00", "09:30", "09:30", "09:30"],
    ),
    finds(
        "de",
        "Von [[14]] bis [[16 Uhr]], [[9:30]]–[[11:00 Uhr]], [[neun Uhr]], [[24 Uhr]]",
        &["14:00", "16:00", "09:30", "11:00", "09:00", "24:00"],
    ),
    finds(
        "de",
        "Es steht 2:1, 1:30 Stunden, 25 Uhr, 9 Uhren, 3.5.2026, 10:75, 1:2:3, um 9 am Bahnhof",
        &[],
    ),
    finds("de", "Am 2026-05-03T[[10:00]] und [[18:00:30]]", &["10:00", "18:00:30"]),
    finds(
        "en",
        "At [[9 am]], [[9:30]], [[9:30 p.m.]], [[9am]], [[12 am]].",
        &["09:00", "09:30", "21:30", "09:00", "00:00"],
    ),
    finds(
        "en",
        "[[9]]–[[11 am]], from [[2]] to [[4 pm]], [[11]] to [[1 pm]], [[nine o'clock]], [[14:00]]",
        &["09:00", "11:00", "14:00", "16:00", "", "13:00", "09:00", "14:00"],
    ),
    finds("en", "A 2:1 win, [[9 am]] is fine", &["09:00"]),
    finds("en", "I am 9, 13 pm, 1:30 hours, 10:5", &[]),
];

/// What follows a time and says what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Suffix {
    /// `Uhr`, `o'clock`.
    Clock,
    Morning,
    Afternoon,
}

/// Digits that may be a time.
#[derive(Clone, Copy)]
struct Clock {
    end: usize,
    hour: u8,
    minute: u8,
    second: u8,
    /// `:` or `.`, if there are minutes.
    mark: Option<char>,
}

/// Times that begin with digits.
pub(super) fn read(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    let first = clock(&reader, at)?;
    let own = suffix(&reader, first.end);
    if let Some(end) = pair(walk, at, first, own) {
        return Some(end);
    }
    if !is_time(&reader, first, own) {
        return None;
    }
    let (shown, end) = own.map_or((None, first.end), |(suffix, end)| (Some(suffix), end));
    walk.add(Class::Time, at..end, value(first, shown));
    Some(end)
}

/// Two times with a joint between, of which the second says what both are.
fn pair(
    walk: &mut Walk<'_>,
    at: usize,
    first: Clock,
    own: Option<(Suffix, usize)>,
) -> Option<usize> {
    let reader = walk.reader;
    let first_end = own.map_or(first.end, |(_, end)| end);
    let second_at = figure::joint(&reader, first_end)?.end;
    let second = clock(&reader, second_at)?;
    let behind = suffix(&reader, second.end);
    let first_alone = own.is_some() || first.mark == Some(':');
    let shared = behind.is_some() || (first_alone && second.mark == Some(':'));
    if !shared || !is_time(&reader, second, behind) {
        return None;
    }
    let (shown, end) = behind.map_or((None, second.end), |(suffix, end)| (Some(suffix), end));
    let first_value = match own {
        Some((suffix, _)) => value(first, Some(suffix)),
        None => value_before(first, second, shown),
    };
    walk.add(Class::Time, at..first_end, first_value);
    walk.add(Class::Time, second_at..end, value(second, shown));
    Some(end)
}

/// `neun Uhr`, `nine o'clock`: a number in words that ends at `end`, with its value.
pub(super) fn after_words(
    walk: &mut Walk<'_>,
    at: usize,
    end: usize,
    number: Option<Decimal>,
) -> Option<usize> {
    let reader = walk.reader;
    if reader.next(at)?.is_ascii_digit() {
        return None;
    }
    let (suffix, after) = suffix(&reader, end)?;
    let hour = (0..=24_u8).find(|hour| number == Some(Decimal::from(u32::from(*hour))))?;
    let clock = Clock { end, hour, minute: 0, second: 0, mark: None };
    walk.add(Class::Time, at..after, value(clock, Some(suffix)));
    Some(after)
}

/// Whether the digits are a time: minutes behind a colon, or a suffix.
fn is_time(reader: &Reader<'_>, clock: Clock, suffix: Option<(Suffix, usize)>) -> bool {
    match suffix {
        Some((Suffix::Clock, _)) => true,
        Some(_) => (1..=12).contains(&clock.hour),
        None => clock.mark == Some(':') && bare(reader, clock.end),
    }
}

/// Whether `9:30` stands alone: nothing goes on behind it, and it is no length of time.
fn bare(reader: &Reader<'_>, end: usize) -> bool {
    let goes_on = reader
        .eat_any(end, &[':', '.', ','])
        .is_some_and(|(_, next)| reader.next(next).is_some_and(|c| c.is_ascii_digit()));
    let zulu = reader.eat(end, 'Z').is_some_and(|end| reader.closed(end));
    let length = reader.next_word(end).is_some_and(|(word, _)| {
        matches!(
            word.as_str(),
            "stunde"
                | "stunden"
                | "std"
                | "minuten"
                | "min"
                | "hour"
                | "hours"
                | "hrs"
                | "minutes"
                | "mins"
        )
    });
    (reader.closed(end) || zulu) && !goes_on && !length
}

/// `9`, `9:30`, `9.30`, `18:00:30`.
fn clock(reader: &Reader<'_>, at: usize) -> Option<Clock> {
    let (hour, end) = reader.small(at, 2)?;
    let hour = u8::try_from(hour).ok().filter(|hour| *hour <= 24)?;
    let mut clock = Clock { end, hour, minute: 0, second: 0, mark: None };
    let Some((mark, next)) = reader.eat_any(end, &[':', '.']) else { return Some(clock) };
    let sixty = |at| {
        reader
            .exactly(at, 2)
            .and_then(|(number, end)| Some((u8::try_from(number).ok().filter(|n| *n < 60)?, end)))
    };
    let Some((minute, end)) = sixty(next) else { return Some(clock) };
    clock = Clock { end, minute, mark: Some(mark), ..clock };
    if let Some((second, end)) = reader.eat(end, mark).and_then(sixty) {
        clock = Clock { end, second, ..clock };
    }
    let fits = clock.hour < 24 || (clock.minute == 0 && clock.second == 0);
    fits.then_some(clock)
}

/// `Uhr`, `o'clock`, `am`, `p.m.` behind a time, and where it ends.
fn suffix(reader: &Reader<'_>, at: usize) -> Option<(Suffix, usize)> {
    let begin = reader.gap(at);
    let (word, end) = reader.word(begin)?;
    match word.as_str() {
        "uhr" if reader.language == Language::GERMAN && reader.closed(end) => {
            Some((Suffix::Clock, end))
        }
        "o" if reader.language == Language::ENGLISH => {
            let (_, next) = reader.eat_any(end, &['\'', '’'])?;
            let (clock, end) = reader.word(next)?;
            (clock.as_str() == "clock").then_some((Suffix::Clock, end))
        }
        // `um 9 am Bahnhof`: German has an `am` of its own.
        "am" if reader.language != Language::GERMAN && reader.closed(end) => {
            Some((Suffix::Morning, end))
        }
        "pm" if reader.closed(end) => Some((Suffix::Afternoon, end)),
        "a" | "p" => {
            let (m, m_end) = reader.word(reader.eat(end, '.')?)?;
            let end = reader.eat(m_end, '.').unwrap_or(m_end);
            let half = if word.as_str() == "a" { Suffix::Morning } else { Suffix::Afternoon };
            (m.as_str() == "m" && reader.closed(end)).then_some((half, end))
        }
        _ => None,
    }
}

fn value(clock: Clock, suffix: Option<Suffix>) -> Option<Value> {
    let hour = match suffix {
        Some(Suffix::Morning) => clock.hour % 12,
        Some(Suffix::Afternoon) => clock.hour % 12 + 12,
        _ => clock.hour,
    };
    let time = Time { hour, minute: clock.minute, second: clock.second };
    Some(Value::Time(time))
}

/// The value of the first of two times that share a suffix; not told where it crosses noon (`11 to 1 pm`).
fn value_before(first: Clock, second: Clock, shared: Option<Suffix>) -> Option<Value> {
    let halves = matches!(shared, Some(Suffix::Morning | Suffix::Afternoon));
    let crosses = halves && (first.hour % 12, first.minute) > (second.hour % 12, second.minute);
    if crosses { None } else { value(first, shared) }
}
