//! What a find says: numbers, amounts, days, times, without a rounding error anywhere.
//!
//! In: digits that a reader has taken apart. Out: values that compare by what they mean (`1,50` is `1,5`).
//! Nothing here looks at a text.

use std::fmt;

use crate::lexicon::calendar::{Weekday, days_in_month};
use crate::lexicon::quantity::Currency;
pub use crate::text::Decimal;

/// An amount of money; `None` where the currency is not told (`cents` in an English text).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much, in the currency's main unit.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency,
}

/// A day, or as much of it as the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
}

impl Date {
    /// Whether there is such a day (`31. April` is none). Whether the day of the week fits is not asked.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.month.is_none_or(|month| (1..=12).contains(&month))
            && self.day.is_none_or(|day| {
                let most = self.month.map_or(31, |month| days_in_month(month, self.year));
                (1..=most).contains(&day)
            })
    }

    /// Whether both can mean the same day: nothing that both say differs.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            match (one, other) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            }
        }
        agree(self.year, other.year)
            && agree(self.month, other.month)
            && agree(self.day, other.day)
            && agree(self.weekday, other.weekday)
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self {
            year: Some(date.year()),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
            weekday: None,
        }
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it, `--` and `-` for what is not said: `2026-05-03`, `--05-03`, `2026-04`, `friday`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(weekday) = self.weekday {
            let day = format!("{weekday:?}").to_lowercase();
            f.write_str(&day)?;
            if self.year.is_some() || self.month.is_some() {
                f.write_str(" ")?;
            }
        }
        match (self.year, self.month) {
            (Some(year), Some(month)) => write!(f, "{year:04}-{month:02}")?,
            (Some(year), None) => write!(f, "{year:04}")?,
            (None, Some(month)) => write!(f, "--{month:02}")?,
            (None, None) => {}
        }
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// The hour, 0 to 24: `24 Uhr` is not `0 Uhr`.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second; 0 where none is said.
    pub second: u8,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if self.second == 0 { Ok(()) } else { write!(f, ":{:02}", self.second) }
    }
}

/// What a find says. Values of different sorts are never equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// A percentage: `30 %` is 30.
    Percent(Decimal),
    /// An amount of money.
    Money(Money),
    /// A day or a part of one; also what class `year` finds.
    Date(Date),
    /// A time of day.
    Time(Time),
}

impl Value {
    /// The number in it, for comparisons such as `amount <= 50`: money by its amount; none for dates and
    /// times.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) | Self::Percent(number) => Some(*number),
            Self::Money(money) => Some(money.amount),
            Self::Date(_) | Self::Time(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(number) => write!(f, "{number} %"),
            Self::Money(money) => write!(f, "{} {}", money.amount, money.currency),
            Self::Date(date) => write!(f, "{date}"),
            Self::Time(time) => write!(f, "{time}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_where_they_say_the_same() {
        let day = Date { month: Some(5), day: Some(3), ..Date::default() };
        let full = Date { year: Some(2026), ..day };
        let other = Date { day: Some(4), ..day };
        assert!(day.agrees_with(&full) && !full.agrees_with(&other));
        assert_eq!(full.to_string(), "2026-05-03");
        assert_eq!(day.to_string(), "--05-03");
        assert!(!Date { month: Some(4), day: Some(31), ..Date::default() }.exists());
    }
}
