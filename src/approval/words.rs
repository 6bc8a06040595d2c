//! Dates, lengths of time and lists as people read them, in both tongues.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::record::Scope;
use crate::diagnostic::Say;
use crate::text::moment::Unit;
use crate::text::{Duration, Tongue};

/// A day, with the time of day where that matters.
#[derive(Clone, Debug)]
pub struct When {
    at: Timestamp,
    zone: TimeZone,
    with_time: bool,
}

impl When {
    /// The day of an instant.
    #[must_use]
    pub fn day(at: Timestamp, zone: &TimeZone) -> Self {
        Self { at, zone: zone.clone(), with_time: false }
    }

    /// Day and time of an instant.
    #[must_use]
    pub fn time(at: Timestamp, zone: &TimeZone) -> Self {
        Self { at, zone: zone.clone(), with_time: true }
    }

    /// Two instants to be compared: with their times if they lie on one day.
    #[must_use]
    pub fn pair(a: Timestamp, b: Timestamp, zone: &TimeZone) -> (Self, Self) {
        let date = |at: Timestamp| zone.to_datetime(at).date();
        let with_time = date(a) == date(b);
        let when = |at| Self { at, zone: zone.clone(), with_time };
        (when(a), when(b))
    }
}

/// The last second of a window whose end is not inside it.
#[must_use]
pub fn last_second(until: Timestamp) -> Timestamp {
    until.checked_sub(SignedDuration::from_secs(1)).unwrap_or(until)
}

/// Day and time of an instant as tables have them: `22 Nov 09:10`, with the year where it is not that of `now`.
#[must_use]
pub fn brief(at: Timestamp, now: Timestamp, zone: &TimeZone, tongue: Tongue) -> String {
    let local = zone.to_datetime(at);
    format!("{} {:02}:{:02}", brief_day(at, now, zone, tongue), local.hour(), local.minute())
}

/// The day alone: `22 Nov`, `22.11.`
#[must_use]
pub fn brief_day(at: Timestamp, now: Timestamp, zone: &TimeZone, tongue: Tongue) -> String {
    let local = zone.to_datetime(at);
    let this_year = zone.to_datetime(now).year() == local.year();
    let month = usize::try_from(local.month()).ok().and_then(|month| EN.get(month - 1));
    let month = month.copied().unwrap_or_default();
    let (day, year) = (local.day(), local.year());
    match (tongue, this_year) {
        (Tongue::En, true) => format!("{day:>2} {month}"),
        (Tongue::En, false) => format!("{day:>2} {month} {year}"),
        (Tongue::De, true) => format!("{day:>2}.{:>2}.", local.month()),
        (Tongue::De, false) => format!("{day:>2}.{:>2}.{year}", local.month()),
    }
}

/// Months as they are shortened in English.
const EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Say for When {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        const DE: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        let local = self.zone.to_datetime(self.at);
        let months = tongue.pick(EN, DE);
        let month = usize::try_from(local.month()).ok().and_then(|month| months.get(month - 1));
        let (day, month, year) = (local.day(), month.copied().unwrap_or_default(), local.year());
        let mut said =
            tongue.pick(format!("{day} {month} {year}"), format!("{day}. {month} {year}"));
        if self.with_time {
            let (hour, minute) = (local.hour(), local.minute());
            let clock =
                tongue.pick(format!(" {hour:02}:{minute:02}"), format!(", {hour}:{minute:02} Uhr"));
            said.push_str(&clock);
        }
        said.into()
    }
}

/// A length of time as a rule gives it.
#[derive(Clone, Copy, Debug)]
pub struct Length(pub Duration);

impl Say for Length {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        self.0.say(tongue)
    }
}

/// A length of time as measured, in the largest unit of which it holds two, cut.
#[must_use]
pub fn measured(length: SignedDuration) -> Length {
    let minutes = length.abs().as_mins();
    let (count, unit) = match minutes {
        0..120 => (minutes, Unit::Minutes),
        120..2880 => (minutes / 60, Unit::Hours),
        _ => (minutes / 1440, Unit::Days),
    };
    Length(Duration { count: u32::try_from(count).unwrap_or(u32::MAX), unit })
}

/// Names joined by commas and a last word.
#[derive(Clone, Debug)]
pub struct Names {
    names: Vec<String>,
    joint: (&'static str, &'static str),
}

impl Names {
    /// `a, b or c`
    #[must_use]
    pub fn any(names: Vec<String>) -> Self {
        Self { names, joint: ("or", "oder") }
    }

    /// `a, b and c`
    #[must_use]
    pub fn all(names: Vec<String>) -> Self {
        Self { names, joint: ("and", "und") }
    }

    /// The same, each in backticks.
    #[must_use]
    pub fn quoted(mut self) -> Self {
        for name in &mut self.names {
            *name = format!("`{name}`");
        }
        self
    }
}

impl Say for Names {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        let mut said = String::new();
        for (at, name) in self.names.iter().enumerate() {
            if at > 0 && at + 1 == self.names.len() {
                let _ = write!(said, " {} ", tongue.pick(self.joint.0, self.joint.1));
            } else if at > 0 {
                said.push_str(", ");
            }
            said.push_str(name);
        }
        said.into()
    }
}

/// Whom to ask, as a line of help.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Who could clear it.
    pub who: Vec<String>,
    /// The draft.
    pub file: String,
}

impl Say for Ask {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        if self.who.is_empty() {
            return tongue
                .pick(
                    "nobody else could clear it: ask the owner of the policy",
                    "sonst könnte es niemand freigeben: fragen Sie die Zuständigen der Regeln",
                )
                .into();
        }
        let names = Names::any(self.who.clone());
        let (names, file) = (names.say(tongue), &self.file);
        tongue
            .pick(
                format!("ask {names}: `obstat request {file}`"),
                format!("fragen Sie {names}: `obstat request {file}`"),
            )
            .into()
    }
}

/// ` for x` after a noun; nothing for a draft without channel.
#[derive(Clone, Debug)]
pub struct For(pub Scope);

impl Say for For {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        match &self.0 {
            Scope::Whole => "".into(),
            Scope::Channel(channel) => {
                tongue.pick(format!(" for `{channel}`"), format!(" für `{channel}`")).into()
            }
            Scope::Claim(claim) => tongue
                .pick(format!(" (the claim `{claim}`)"), format!(" (die Aussage `{claim}`)"))
                .into(),
        }
    }
}

/// What something was cleared for: channels, claims, a draft without channel.
#[derive(Clone, Debug)]
pub struct Scopes(pub Vec<Scope>);

impl Say for Scopes {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        let one = |scope: &Scope| match scope {
            Scope::Whole => {
                tongue.pick("a draft without channel", "einen Entwurf ohne Kanal").to_owned()
            }
            Scope::Channel(channel) => format!("`{channel}`"),
            Scope::Claim(claim) => {
                tongue.pick(format!("the claim `{claim}`"), format!("die Aussage `{claim}`"))
            }
        };
        Names::all(self.0.iter().map(one).collect()).say(tongue).into_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_both_tongues() {
        let zone = crate::text::moment::zone("Europe/Berlin").unwrap();
        let at: Timestamp = "2026-03-02T23:05:00Z".parse().unwrap();
        assert_eq!(When::day(at, &zone).say(Tongue::En), "3 Mar 2026");
        assert_eq!(When::time(at, &zone).say(Tongue::De), "3. März 2026, 0:05 Uhr");
        let later: Timestamp = "2026-03-03T10:00:00Z".parse().unwrap();
        let (first, second) = When::pair(at, later, &zone);
        assert_eq!(
            (first.say(Tongue::En), second.say(Tongue::En)),
            ("3 Mar 2026 00:05".into(), "3 Mar 2026 11:00".into())
        );
        let end: Timestamp = "2026-12-01T23:00:00Z".parse().unwrap();
        assert_eq!(When::day(last_second(end), &zone).say(Tongue::En), "1 Dec 2026");
    }

    #[test]
    fn lengths_and_lists() {
        assert_eq!(measured(SignedDuration::from_hours(40 * 24 + 5)).say(Tongue::De), "40 Tage");
        assert_eq!(measured(SignedDuration::from_mins(90)).say(Tongue::En), "90 minutes");
        let one = Length(Duration { count: 1, unit: Unit::Weeks });
        assert_eq!((one.say(Tongue::En), one.say(Tongue::De)), ("1 week".into(), "1 Woche".into()));
        let names = Names::any(vec!["a".into(), "b".into(), "c".into()]);
        assert_eq!(
            (names.say(Tongue::En), names.say(Tongue::De)),
            ("a, b or c".into(), "a, b oder c".into())
        );
        assert_eq!(Scopes(vec![Scope::Whole]).say(Tongue::De), "einen Entwurf ohne Kanal");
    }
}
