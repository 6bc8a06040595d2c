//! What a find says: numbers, amounts, days, times, without a rounding error anywhere.
//!
//! In: digits that a reader has taken apart. Out: values that compare by what they mean (`1,50` is `1,5`).
//! Nothing here looks at a text.

use std::cmp::Ordering;
use std::fmt;

use crate::lexicon::calendar::{Weekday, days_in_month};
use crate::lexicon::quantity::Currency;

/// A decimal number, exact: `digits` divided by ten, `scale` times. At most 18 digits, so that any two
/// compare without overflow; more give no value at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i64,
    scale: u8,
}

/// One more than the greatest magnitude of a [`Decimal`]'s digits.
const BOUND: i128 = 1_000_000_000_000_000_000;
const MOST_SCALE: u8 = 18;

impl Decimal {
    /// The number `digits / 10^scale`, if it is within bounds.
    #[must_use]
    pub fn new(digits: i128, scale: u8) -> Option<Self> {
        let (mut digits, mut scale) = (digits, scale);
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        if digits.abs() >= BOUND || scale > MOST_SCALE {
            return None;
        }
        Some(Self { digits: i64::try_from(digits).ok()?, scale })
    }

    /// Reads a number as rules and registers write it: digits, with an optional `-` and `.` fraction.
    #[must_use]
    pub fn plain(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let empty = whole.is_empty() || (fraction.is_empty() && text.contains('.'));
        if empty || !sound(whole) || !sound(fraction) || whole.len() + fraction.len() > 36 {
            return None;
        }
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        Self::new(if negative { -digits } else { digits }, u8::try_from(fraction.len()).ok()?)
    }

    /// The number times `factor`.
    #[must_use]
    pub fn times(self, factor: u64) -> Option<Self> {
        Self::new(i128::from(self.digits).checked_mul(i128::from(factor))?, self.scale)
    }

    /// A hundredth of the number.
    #[must_use]
    pub fn hundredth(self) -> Option<Self> {
        Self::new(i128::from(self.digits), self.scale.checked_add(2)?)
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negative(self) -> Self {
        Self { digits: -self.digits, scale: self.scale }
    }

    /// The sum of two numbers.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other);
        Self::new(left.checked_add(right)?, scale)
    }

    /// `numerator / denominator`, if that ends.
    #[must_use]
    pub fn ratio(numerator: u64, denominator: u64) -> Option<Self> {
        let (mut top, mut scale) = (i128::from(numerator), 0);
        let bottom = i128::from(denominator);
        if bottom == 0 {
            return None;
        }
        while top % bottom != 0 {
            top = top.checked_mul(10)?;
            scale += 1;
            if scale > 6 {
                return None;
            }
        }
        Self::new(top / bottom, scale)
    }

    /// Both numbers over the same power of ten. Cannot overflow: 10^18 times 10^18 fits.
    fn aligned(self, other: Self) -> (i128, i128, u8) {
        let scale = self.scale.max(other.scale);
        let lift =
            |number: Self| i128::from(number.digits) * 10_i128.pow(u32::from(scale - number.scale));
        (lift(self), lift(other), scale)
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Self {
        Self { digits: i64::from(number), scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right, _) = self.aligned(*other);
        left.cmp(&right)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

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

    fn number(text: &str) -> Decimal {
        Decimal::plain(text).unwrap()
    }

    #[test]
    fn decimals_are_equal_by_value_and_ordered() {
        assert_eq!(number("1.50"), number("1.5"));
        assert!(number("-2") < number("0.001"));
        assert!(number("999999999999999999") > number("0.000000000000000001"));
        assert_eq!(number("0.05").to_string(), "0.05");
        assert_eq!(number("-12.5").to_string(), "-12.5");
        assert_eq!(number("1.2").times(1_000_000_000).unwrap().to_string(), "1200000000");
        assert_eq!(number("50").hundredth(), Some(number("0.5")));
        assert_eq!(number("2").plus(number("0.5")), Some(number("2.5")));
    }

    #[test]
    fn what_is_no_number_or_too_long_has_no_value() {
        for text in
            ["", "-", ".", "1.", ".5", "1,5", "1e5", "+1", &"9".repeat(19), &"1".repeat(400)]
        {
            assert_eq!(Decimal::plain(text), None, "{text}");
        }
        assert_eq!(number("999999999999999999").times(10), None);
        assert_eq!(Decimal::ratio(3, 4), Some(number("0.75")));
        assert_eq!(Decimal::ratio(1, 3), None);
    }

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
