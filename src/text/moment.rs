//! Dates, times and durations as people write them in rules, registers and front matter.
//!
//! A moment keeps what was written: a day stays a day until somebody asks for its instant in a zone.
//! Zone data is bundled with the program, so that a verdict never depends on the machine.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A date, with a time of day and an offset if they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, if there was one.
    pub time: Option<Time>,
    /// The offset (`Z`, `+02:00`), if there was one.
    pub offset: Option<Offset>,
}

/// Why a text is no moment, or a moment no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentError {
    /// Not of the form `2026-09-27`, `2026-09-27T10:00`, with `:SS`, `Z` or `+02:00` if wanted.
    Form,
    /// Well formed, but there is no such day or time (`2026-02-30`, `25:00`).
    NoSuchDay,
    /// The clocks were put forward: this local time does not exist in the zone.
    Skipped,
}

impl Moment {
    /// A whole day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }

    /// Reads `2026-09-27`, `2026-09-27T10:00[:SS]` and both with `Z` or `±HH:MM`.
    ///
    /// # Errors
    /// [`MomentError::Form`] or [`MomentError::NoSuchDay`].
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let (day, rest) = match text.split_once('T') {
            Some((day, rest)) => (day, Some(rest)),
            None => (text, None),
        };
        let (year, month_day) = day.split_once('-').ok_or(MomentError::Form)?;
        let (month, day) = month_day.split_once('-').ok_or(MomentError::Form)?;
        let date = Date::new(digits(year, 4)?, narrow(digits(month, 2)?), narrow(digits(day, 2)?))
            .map_err(|_| MomentError::NoSuchDay)?;
        let Some(rest) = rest else {
            return Ok(Self::day(date));
        };
        let (clock, offset) = match rest.find(['Z', '+', '-']) {
            Some(at) => (&rest[..at], Some(read_offset(&rest[at..])?)),
            None => (rest, None),
        };
        Ok(Self { date, time: Some(read_clock(clock)?), offset })
    }

    /// The instant it begins: a day at its first moment, a time that occurs twice at its first.
    ///
    /// # Errors
    /// [`MomentError::Skipped`] for a local time that the zone leaves out, [`MomentError::NoSuchDay`]
    /// beyond the years -9999 to 9999.
    pub fn instant(&self, zone: &TimeZone) -> Result<Timestamp, MomentError> {
        let local = DateTime::from_parts(self.date, self.time.unwrap_or(Time::midnight()));
        if let Some(offset) = self.offset {
            return offset.to_timestamp(local).map_err(|_| MomentError::NoSuchDay);
        }
        let ambiguous = zone.to_ambiguous_timestamp(local);
        let skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
        if skipped && self.time.is_some() {
            return Err(MomentError::Skipped);
        }
        // `compatible` takes the first of two, and the end of a gap for a day that has no midnight.
        ambiguous.compatible().map_err(|_| MomentError::NoSuchDay)
    }

    /// The first instant after it: for a day the beginning of the next, for a time itself.
    ///
    /// # Errors
    /// As [`Moment::instant`].
    pub fn end(&self, zone: &TimeZone) -> Result<Timestamp, MomentError> {
        match self.time {
            Some(_) => self.instant(zone),
            None => {
                Self::day(self.date.tomorrow().map_err(|_| MomentError::NoSuchDay)?).instant(zone)
            }
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
            if time.second() != 0 {
                write!(f, ":{:02}", time.second())?;
            }
        }
        match self.offset {
            Some(offset) if offset.seconds() == 0 => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a date"))
    }
}

/// A stretch of time as written: a count of a unit. A day is 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// Units of [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 60 seconds.
    Minutes,
    /// 60 minutes.
    Hours,
    /// 24 hours.
    Days,
    /// 7 days.
    Weeks,
}

impl Unit {
    /// Reads a unit in the singular or plural; `None` for any other word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "minute" | "minutes" => Self::Minutes,
            "hour" | "hours" => Self::Hours,
            "day" | "days" => Self::Days,
            "week" | "weeks" => Self::Weeks,
            _ => return None,
        })
    }

    /// The word for `count` of it in the language of rules.
    #[must_use]
    pub fn word(self, count: u32) -> &'static str {
        match (self, count == 1) {
            (Self::Minutes, true) => "minute",
            (Self::Minutes, false) => "minutes",
            (Self::Hours, true) => "hour",
            (Self::Hours, false) => "hours",
            (Self::Days, true) => "day",
            (Self::Days, false) => "days",
            (Self::Weeks, true) => "week",
            (Self::Weeks, false) => "weeks",
        }
    }

    /// The word for `count` of it in German.
    #[must_use]
    pub fn german(self, count: u32) -> &'static str {
        match (self, count == 1) {
            (Self::Minutes, true) => "Minute",
            (Self::Minutes, false) => "Minuten",
            (Self::Hours, true) => "Stunde",
            (Self::Hours, false) => "Stunden",
            (Self::Days, true) => "Tag",
            (Self::Days, false) => "Tage",
            (Self::Weeks, true) => "Woche",
            (Self::Weeks, false) => "Wochen",
        }
    }

    fn minutes(self) -> i64 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 60,
            Self::Days => 24 * 60,
            Self::Weeks => 7 * 24 * 60,
        }
    }
}

impl Duration {
    /// As an exact length of time.
    #[must_use]
    pub fn length(self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.count) * self.unit.minutes())
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.unit.word(self.count))
    }
}

/// The zone with this name of the IANA database (`Europe/Berlin`, `UTC`), from the bundled data.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    if name == "UTC" {
        return Some(TimeZone::UTC);
    }
    TimeZoneDatabase::bundled().get(name).ok()
}

fn digits(text: &str, length: usize) -> Result<i16, MomentError> {
    if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| MomentError::Form)
    } else {
        Err(MomentError::Form)
    }
}

fn narrow(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

fn read_clock(text: &str) -> Result<Time, MomentError> {
    let mut parts = text.split(':');
    let hour = digits(parts.next().unwrap_or_default(), 2)?;
    let minute = digits(parts.next().ok_or(MomentError::Form)?, 2)?;
    let second = parts.next().map_or(Ok(0), |second| digits(second, 2))?;
    if parts.next().is_some() {
        return Err(MomentError::Form);
    }
    Time::new(narrow(hour), narrow(minute), narrow(second), 0).map_err(|_| MomentError::NoSuchDay)
}

fn read_offset(text: &str) -> Result<Offset, MomentError> {
    if text == "Z" {
        return Ok(Offset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':').ok_or(MomentError::Form)?;
    let (hours, minutes) = (i32::from(digits(hours, 2)?), i32::from(digits(minutes, 2)?));
    if hours > 23 || minutes > 59 {
        return Err(MomentError::NoSuchDay);
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| MomentError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in
            ["2026-09-27", "2026-09-27T10:00", "2026-09-27T10:00:05Z", "2026-09-27T10:00-03:30"]
        {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Moment::parse("2026-02-30"), Err(MomentError::NoSuchDay));
        for text in [
            "2026-2-3",
            "26-02-03",
            "2026-02-03T",
            "2026-02-03T9:00",
            "2026-02-03 09:00",
            "2026-02-03T09:00+2",
            "x",
        ] {
            assert_eq!(Moment::parse(text), Err(MomentError::Form), "{text}");
        }
    }

    #[test]
    fn local_times_that_occur_twice_or_never() {
        let berlin = zone("Europe/Berlin").unwrap();
        let twice = Moment::parse("2026-10-25T02:30").unwrap();
        assert_eq!(twice.instant(&berlin).unwrap().to_string(), "2026-10-25T00:30:00Z");
        let never = Moment::parse("2026-03-29T02:30").unwrap();
        assert_eq!(never.instant(&berlin), Err(MomentError::Skipped));
        let day = Moment::parse("2026-03-29").unwrap();
        assert_eq!(day.instant(&berlin).unwrap().to_string(), "2026-03-28T23:00:00Z");
        assert_eq!(day.end(&berlin).unwrap().to_string(), "2026-03-29T22:00:00Z");
    }
}
