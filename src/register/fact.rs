//! Facts: numbers, shares, sums, dates and names that must be right wherever they are said.
//!
//! In: a row with `value`, and perhaps `unit` and `tolerance`. Out: a [`FactValue`] with one type. Numbers
//! have a decimal point and no grouping; what looks like a number of another form is refused, because it
//! would otherwise be a text that no number ever equals.

use super::problem::{AmbiguousNumber, MissingColumn, MixedTypes};
use super::row::{RawRow, Reader, Validity, Written};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::text::moment::Unit;
use crate::text::{Decimal, Duration, Localized, Moment, MomentError};

const COLUMNS: [&str; 5] = ["value", "unit", "tolerance", "from", "until"];

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id: `headcount`.
    pub id: Written,
    /// When it holds.
    pub validity: Validity,
    /// What is so.
    pub value: FactValue,
    /// What is counted, if the register says: `people`, `t CO2`. Money and percent have theirs in the value.
    pub unit: Option<Written>,
    /// How far a text may be off.
    pub tolerance: Option<Tolerance>,
}

/// A typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A number.
    Number(Decimal),
    /// A share in percent.
    Percent(Decimal),
    /// A sum of money.
    Money {
        /// How much.
        amount: Decimal,
        /// Its currency as a code of three letters (ISO 4217).
        currency: String,
    },
    /// A day or time.
    Date(Moment),
    /// Anything else.
    Text(String),
}

/// Types of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactType {
    /// A number.
    Number,
    /// A share in percent.
    Percent,
    /// A sum of money.
    Money,
    /// A day or time.
    Date,
    /// Any text.
    Text,
}

impl FactType {
    /// For people.
    #[must_use]
    pub fn words(self) -> Bilingual {
        match self {
            Self::Number => Bilingual { en: "a number", de: "eine Zahl" },
            Self::Percent => Bilingual { en: "a percentage", de: "ein Prozentsatz" },
            Self::Money => Bilingual { en: "a sum of money", de: "ein Geldbetrag" },
            Self::Date => Bilingual { en: "a date", de: "ein Datum" },
            Self::Text => Bilingual { en: "a text", de: "ein Text" },
        }
    }
}

/// How far a text may be off the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// By so many percent of it.
    Share(Decimal),
    /// By so much, in its own unit.
    Amount(Decimal),
    /// By so long, for dates.
    Time(Duration),
}

impl FactValue {
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> FactType {
        match self {
            Self::Number(_) => FactType::Number,
            Self::Percent(_) => FactType::Percent,
            Self::Money { .. } => FactType::Money,
            Self::Date(_) => FactType::Date,
            Self::Text(_) => FactType::Text,
        }
    }

    /// The number in it; none for dates and texts.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Number(amount) | Self::Percent(amount) | Self::Money { amount, .. } => {
                Some(*amount)
            }
            Self::Date(_) | Self::Text(_) => None,
        }
    }
}

impl Fact {
    /// Whether a number that a text gives (in the fact's own unit) agrees with it, its tolerance granted.
    /// False for facts that have no number.
    #[must_use]
    pub fn allows(&self, found: Decimal) -> bool {
        let Some(amount) = self.value.amount() else { return false };
        let Some(distance) = amount.distance(found) else { return false };
        match self.tolerance {
            None | Some(Tolerance::Time(_)) => distance == Decimal::ZERO,
            Some(Tolerance::Amount(most)) => distance <= most,
            Some(Tolerance::Share(percent)) => {
                let size = amount.distance(Decimal::ZERO).and_then(|size| size.times(percent));
                distance.scaled(2).zip(size).is_some_and(|(distance, most)| distance <= most)
            }
        }
    }
}

pub(super) fn read(reader: &mut Reader, row: &RawRow<'_>, validity: Validity) -> Option<Fact> {
    reader.known(row, &COLUMNS);
    let Some(node) = row.get("value") else {
        reader.complain(MissingColumn { column: "value" }, row.id.place.span);
        return None;
    };
    let written = reader.text("value", node)?;
    let unit = row.get("unit").and_then(|node| reader.text("unit", node));
    let value = match typed(&written.text, unit.as_ref().map(|unit| unit.text.as_str())) {
        Ok(value) => value,
        Err(wanted) => {
            reader.bad("value", wanted, node.span);
            return None;
        }
    };
    warn_of_grouping(reader, &written, &value);
    let unit = unit.filter(|_| !matches!(value, FactValue::Percent(_) | FactValue::Money { .. }));
    let tolerance = row.get("tolerance").and_then(|node| {
        let written = reader.text("tolerance", node)?;
        let read = tolerance(&written.text, &value);
        if read.is_none() {
            reader.bad("tolerance", wanted::TOLERANCE, node.span);
        }
        read
    });
    Some(Fact { id: row.id.clone(), validity, value, unit, tolerance })
}

/// `1.200` is 1.2 for us and twelve hundred for many German readers.
fn warn_of_grouping(reader: &mut Reader, written: &Written, value: &FactValue) {
    let Some(amount) = value.amount() else { return };
    let number: String =
        written.text.chars().filter(|one| one.is_ascii_digit() || *one == '.').collect();
    let grouped = number
        .split_once('.')
        .is_some_and(|(whole, rest)| rest.len() == 3 && whole.len() <= 3 && whole != "0");
    if grouped {
        let complaint = AmbiguousNumber { text: written.text.clone(), read: amount.to_string() };
        reader.complain(complaint, written.place.span);
    }
}

/// The value and, from sign or unit, its type.
fn typed(text: &str, unit: Option<&str>) -> Result<FactValue, Bilingual> {
    match Moment::parse(text) {
        Ok(moment) => return Ok(FactValue::Date(moment)),
        Err(MomentError::NoSuchDay) => return Err(wanted::EXISTING_DAY),
        Err(_) => {}
    }
    let (number, sign) = cut_sign(text);
    let Some(amount) = Decimal::parse(number) else {
        return if looks_like_a_number(number) {
            Err(wanted::NUMBER)
        } else {
            Ok(FactValue::Text(text.to_owned()))
        };
    };
    match sign.or(unit) {
        Some(word) if is_percent(word) => Ok(FactValue::Percent(amount)),
        Some(word) => Ok(match currency(word) {
            Some(code) => FactValue::Money { amount, currency: code.to_owned() },
            None => FactValue::Number(amount),
        }),
        None => Ok(FactValue::Number(amount)),
    }
}

/// A number and the percent sign or currency before or after it.
fn cut_sign(text: &str) -> (&str, Option<&str>) {
    let is_number = |one: char| one.is_ascii_digit() || matches!(one, '.' | ',' | '-' | '\'');
    let after = text.trim_start_matches(|one| is_number(one) || one == ' ');
    let before = text.trim_end_matches(|one| is_number(one) || one == ' ');
    let known = |word: &str| is_percent(word) || currency(word).is_some();
    if known(after.trim()) {
        (text[..text.len() - after.len()].trim(), Some(after.trim()))
    } else if known(before.trim()) {
        (text[before.len()..].trim(), Some(before.trim()))
    } else {
        (text, None)
    }
}

/// Digits with the signs by which people group them or part off decimals.
fn looks_like_a_number(text: &str) -> bool {
    let digits = text.chars().any(|one| one.is_ascii_digit());
    digits
        && text.chars().all(|one| {
            one.is_ascii_digit()
                || matches!(one, '.' | ',' | '\'' | '’' | '_' | ' ' | '\u{A0}' | '\u{202F}')
                || matches!(one, '+' | '-' | '−')
        })
}

fn is_percent(word: &str) -> bool {
    matches!(word, "%" | "percent" | "per cent" | "Prozent" | "prozent")
}

/// The code of a currency that is given by sign, code or name.
fn currency(word: &str) -> Option<&'static str> {
    /// Codes of ISO 4217 that public texts of European and American companies use.
    const CODES: [&str; 34] = [
        "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK", "EUR", "GBP",
        "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PLN", "RON",
        "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "USD", "ZAR",
    ];
    match word {
        "€" | "Euro" | "euro" | "euros" => Some("EUR"),
        "$" | "US$" | "Dollar" | "dollar" | "dollars" => Some("USD"),
        "£" => Some("GBP"),
        "¥" => Some("JPY"),
        "Fr." | "SFr." | "Franken" => Some("CHF"),
        code => CODES.into_iter().find(|known| *known == code),
    }
}

fn tolerance(text: &str, value: &FactValue) -> Option<Tolerance> {
    if let FactValue::Date(_) = value {
        let (count, unit) = text.split_once(' ')?;
        let unit = Unit::parse(unit.trim())?;
        return Some(Tolerance::Time(Duration { count: count.parse().ok()?, unit }));
    }
    value.amount()?;
    let (number, sign) = cut_sign(text);
    let number = Decimal::parse(number).filter(|number| *number >= Decimal::ZERO)?;
    match (sign, value) {
        (None, _) => Some(Tolerance::Amount(number)),
        (Some(word), _) if is_percent(word) => Some(Tolerance::Share(number)),
        (Some(word), FactValue::Money { currency: own, .. }) => {
            (currency(word) == Some(own.as_str())).then_some(Tolerance::Amount(number))
        }
        _ => None,
    }
}

/// A fact has one type, whenever it holds.
pub(super) fn check_types(facts: &[Fact], problems: &mut Vec<Diagnostic>) {
    let mut order: Vec<&Fact> = facts.iter().collect();
    order.sort_by(|a, b| (&a.id.text, a.id.place).cmp(&(&b.id.text, b.id.place)));
    for same in order.chunk_by(|a, b| a.id.text == b.id.text) {
        let Some((first, rest)) = same.split_first() else { continue };
        for other in rest.iter().filter(|other| other.value.kind() != first.value.kind()) {
            let complaint = MixedTypes {
                id: first.id.text.clone(),
                first: first.value.kind().words(),
                second: other.value.kind().words(),
            };
            problems.push(complaint.at(other.id.place).and(first.id.place, Localized::default()));
        }
    }
}

mod wanted {
    use crate::diagnostic::Bilingual;

    pub const NUMBER: Bilingual = Bilingual {
        en: "a number with a decimal point and without grouping, such as `1200` or `1200.5` (a text that looks like a number would never agree with one)",
        de: "eine Zahl mit Dezimalpunkt und ohne Tausendertrennung, etwa `1200` oder `1200.5` (ein Text, der wie eine Zahl aussieht, stimmte nie mit einer überein),",
    };
    pub const EXISTING_DAY: Bilingual = crate::register::row::wanted::EXISTING_DAY;
    pub const TOLERANCE: Bilingual = Bilingual {
        en: "a number, a percentage such as `2 %`, or for dates a length of time such as `2 days`",
        de: "eine Zahl, ein Prozentsatz wie `2 %` oder bei Daten eine Dauer wie `2 days`",
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn the_type_comes_from_value_and_unit() {
        let money = |amount: &str, currency: &str| {
            Ok(FactValue::Money { amount: number(amount), currency: currency.into() })
        };
        assert_eq!(typed("1200", None), Ok(FactValue::Number(number("1200"))));
        assert_eq!(typed("1200", Some("people")), Ok(FactValue::Number(number("1200"))));
        assert_eq!(typed("30 %", None), Ok(FactValue::Percent(number("30"))));
        assert_eq!(typed("30", Some("Prozent")), Ok(FactValue::Percent(number("30"))));
        assert_eq!(typed("5000000", Some("EUR")), money("5000000", "EUR"));
        assert_eq!(typed("€ 2.50", None), money("2.5", "EUR"));
        assert_eq!(typed("-3", None), Ok(FactValue::Number(number("-3"))));
        assert_eq!(typed("Celle", None), Ok(FactValue::Text("Celle".into())));
        assert_eq!(typed("24/7", None), Ok(FactValue::Text("24/7".into())));
        assert_eq!(typed("2026-05-03", None).unwrap().kind(), FactType::Date);
    }

    #[test]
    fn numbers_of_another_form_are_refused_not_taken_for_texts() {
        for text in ["1.200,50", "1,200", "1 200", "1'200", "+5", "3,5 %", "1.200.000 €"] {
            assert!(typed(text, None).is_err(), "{text}");
        }
        assert!(typed("2026-02-30", None).is_err());
    }

    #[test]
    fn tolerances() {
        let fact = |value: &str, allowed: &str| {
            let value = typed(value, None).unwrap();
            let source = crate::text::SourceId(0);
            let place = crate::text::Place::new(source, crate::text::Span::default());
            Fact {
                id: Written { text: "x".into(), place },
                validity: Validity::default(),
                tolerance: tolerance(allowed, &value),
                value,
                unit: None,
            }
        };
        let share = fact("1200", "5 %");
        assert!(share.allows(number("1260")) && share.allows(number("1140.0")));
        assert!(!share.allows(number("1260.01")) && !share.allows(number("1139")));
        let amount = fact("-10", "0.5");
        assert!(amount.allows(number("-10.5")) && !amount.allows(number("10")));
        assert!(!fact("3", "").allows(number("3.01")) && fact("3", "").allows(number("3.00")));
        assert_eq!(
            fact("2026-05-03", "2 days").tolerance,
            Some(Tolerance::Time(Duration { count: 2, unit: Unit::Days }))
        );
        assert_eq!(fact("5 EUR", "1 USD").tolerance, None);
        assert_eq!(fact("5", "-1").tolerance, None);
    }
}
