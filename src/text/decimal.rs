//! Exact decimal numbers: what rules, registers and drafts mean by a number. Money is never a float.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// `digits × 10^-scale`, compared by value.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Decimal {
    digits: i128,
    scale: u8,
}

/// The most digits after the point that are kept.
const MAX_SCALE: u8 = 18;

/// The most digits in all: fewer than an `i128` holds, so that comparing never overflows silently.
const MAX_DIGITS: usize = 30;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { digits: 0, scale: 0 };

    /// `digits × 10^-scale`; `None` beyond 30 digits or 18 after the point.
    #[must_use]
    pub fn new(digits: i128, scale: u8) -> Option<Self> {
        let fits = scale <= MAX_SCALE && digits.unsigned_abs() < 10_u128.pow(30);
        fits.then_some(Self { digits, scale })
    }

    /// Reads digits with an optional `.` fraction and an optional leading minus: the form of rules.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = !whole.is_empty()
            && all_digits(whole)
            && all_digits(fraction)
            && !(unsigned.ends_with('.'))
            && whole.len() + fraction.len() <= MAX_DIGITS;
        if !well_formed {
            return None;
        }
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        Self::new(if negative { -digits } else { digits }, u8::try_from(fraction.len()).ok()?)
    }

    /// The product with `10^power`; `None` where it gets too large.
    #[must_use]
    pub fn scaled(self, power: u8) -> Option<Self> {
        if power <= self.scale {
            return Some(Self { digits: self.digits, scale: self.scale - power });
        }
        let factor = 10_i128.checked_pow(u32::from(power - self.scale))?;
        Self::new(self.digits.checked_mul(factor)?, 0)
    }

    /// `numerator / denominator`, if that ends within six digits after the point.
    #[must_use]
    pub fn ratio(numerator: u64, denominator: u64) -> Option<Self> {
        let (mut top, bottom) = (i128::from(numerator), i128::from(denominator));
        let mut scale = 0;
        while bottom != 0 && scale <= 6 {
            if top % bottom == 0 {
                return Self::new(top / bottom, scale);
            }
            top = top.checked_mul(10)?;
            scale += 1;
        }
        None
    }

    /// A hundredth of the number.
    #[must_use]
    pub fn hundredth(self) -> Option<Self> {
        Self::new(self.digits, self.scale.checked_add(2)?)
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negative(self) -> Self {
        Self { digits: -self.digits, scale: self.scale }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: impl Into<Self>) -> Option<Self> {
        let (a, b) = (self.reduced(), other.into().reduced());
        Self::new(a.digits.checked_mul(b.digits)?, a.scale.checked_add(b.scale)?)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Self::new(self.digits_at(scale)?.checked_add(other.digits_at(scale)?)?, scale)
    }

    /// The distance between the two.
    #[must_use]
    pub fn distance(self, other: Self) -> Option<Self> {
        let difference = self.plus(other.negative())?;
        Some(Self { digits: difference.digits.abs(), scale: difference.scale })
    }

    /// As a whole number, if it is one and not negative.
    #[must_use]
    pub fn whole(self) -> Option<u64> {
        let reduced = self.reduced();
        (reduced.scale == 0).then(|| u64::try_from(reduced.digits).ok()).flatten()
    }

    fn digits_at(self, scale: u8) -> Option<i128> {
        let power = u32::from(scale.checked_sub(self.scale)?);
        self.digits.checked_mul(10_i128.checked_pow(power)?)
    }

    /// Without zeros at the end of the fraction.
    fn reduced(self) -> Self {
        let mut reduced = self;
        while reduced.scale > 0 && reduced.digits % 10 == 0 {
            reduced.digits /= 10;
            reduced.scale -= 1;
        }
        reduced
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Self {
        Self::from(u64::from(number))
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Self { digits: i128::from(number), scale: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.reduced(), other.reduced());
        let scale = a.scale.max(b.scale);
        match (a.digits_at(scale), b.digits_at(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Only one can be beyond the range, and it is the one with the larger whole part.
            _ => (a.digits / 10_i128.pow(u32::from(a.scale)))
                .cmp(&(b.digits / 10_i128.pow(u32::from(b.scale)))),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let reduced = self.reduced();
        (reduced.digits, reduced.scale).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reduced = self.reduced();
        let sign = if reduced.digits < 0 { "-" } else { "" };
        let digits =
            format!("{:0>1$}", reduced.digits.unsigned_abs(), usize::from(reduced.scale) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(reduced.scale));
        if fraction.is_empty() {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    #[test]
    fn reads_compares_and_writes_exactly() {
        assert_eq!(number("1.50"), number("1.5"));
        assert!(number("0.1").plus(number("0.2")).unwrap() == number("0.3"));
        assert!(number("-2") < number("0.5") && number("10") > number("9.99"));
        assert_eq!(number("1.200").to_string(), "1.2");
        assert_eq!(number("-0.05").to_string(), "-0.05");
        assert_eq!(number("3.5").scaled(6).unwrap().to_string(), "3500000");
        assert_eq!(number("2.5").times(number("4")).unwrap().whole(), Some(10));
        assert_eq!(number("3").distance(number("5.5")).unwrap(), number("2.5"));
    }

    #[test]
    fn fractions_that_end_are_exact() {
        assert_eq!(Decimal::ratio(3, 4), Some(number("0.75")));
        assert_eq!(Decimal::ratio(1, 3), None);
        assert_eq!(Decimal::ratio(1, 0), None);
        assert_eq!(number("50").hundredth(), Some(number("0.5")));
    }

    #[test]
    fn refuses_what_is_no_number_of_ours() {
        for text in ["", ".5", "5.", "1,5", "+1", "1.2.3", "١", &"9".repeat(31)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn extremes_compare_without_overflow() {
        let huge = number(&"9".repeat(30));
        let tiny = number("0.000000000000000001");
        assert!(huge > tiny);
        assert!(huge.times(huge).is_none());
    }
}
