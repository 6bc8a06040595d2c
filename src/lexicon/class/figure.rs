//! The one walk over digits and number words that tells numbers, amounts, dates, times, phone numbers and
//! accounts apart.
//!
//! In: a text, its sentences, the class that is wanted, the addresses in it. Out: the finds of that class.
//! All are found together because each is what the others are not: `3.5.2026` is no number, `0171 1234567`
//! no date. The walk goes forward only; every reader it asks looks at a bounded stretch or moves it on.

use std::ops::Range;

use super::gate::Gate;
use super::number::{Form, Numeral};
use super::reader::Reader;
use super::value::{Date, Decimal, Money, Value};
use super::{Class, Find, date, iban, money, number, percent, phone, time, year};
use crate::lexicon::quantity::{self, MoneyWord, currency};
use crate::text::{Language, Span};

/// Collects the finds of the classes that are wanted.
pub(super) struct Walk<'t> {
    /// Where it reads.
    pub reader: Reader<'t>,
    wanted: Wanted,
    gate: &'static Gate,
    finds: Vec<(Class, Find)>,
}

/// What a number counts.
#[derive(Clone, Copy, Debug)]
enum Unit {
    Percent,
    Money(MoneyWord),
}

/// A number with its millions and its unit.
#[derive(Clone, Copy, Debug)]
struct Amount {
    start: usize,
    /// Where the number begins: behind `€ `.
    number_start: usize,
    /// Where the number with its millions ends.
    number_end: usize,
    end: usize,
    value: Option<Decimal>,
    form: Form,
    factor: Option<u64>,
    unit: Option<Unit>,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted(u32);

impl Wanted {
    /// The set with `class` in it.
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u32)
    }

    fn holds(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }
}

/// The finds of `wanted` in `text`, outside the ranges `avoid` (ordered, disjoint). Those of one class are in
/// order.
pub(super) fn find(
    wanted: Wanted,
    text: &str,
    language: Language,
    sentences: &[Range<usize>],
    avoid: &[Range<usize>],
) -> Vec<(Class, Find)> {
    let reader = Reader { text, start: 0, end: text.len(), language };
    let mut walk = Walk { reader, wanted, gate: Gate::of(language), finds: Vec::new() };
    let mut avoid = avoid.iter().peekable();
    for sentence in sentences {
        walk.reader.start = sentence.start;
        let mut at = sentence.start;
        while at < sentence.end {
            while avoid.next_if(|range| range.end <= at).is_some() {}
            // An address ends what stands before it: nothing is read into it.
            let stop = avoid.peek().map_or(sentence.end, |range| range.start.min(sentence.end));
            walk.reader.end = stop.max(at);
            while at < stop {
                at = walk.step(at);
            }
            if let Some(range) = avoid.next_if(|range| range.start <= at) {
                at = at.max(range.end);
            }
        }
    }
    walk.finds
}

impl Walk<'_> {
    /// Adds a find if its class is wanted.
    pub fn add(&mut self, class: Class, range: Range<usize>, value: Option<Value>) {
        if self.wanted.holds(class) {
            self.finds.push((class, Find::new(Span::from(range), value)));
        }
    }

    /// Reads what begins at `at` and gives where to go on, always further.
    fn step(&mut self, at: usize) -> usize {
        let Some(&byte) = self.reader.text.as_bytes().get(at) else { return at + 1 };
        let after = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => return self.word(at).max(at + 1),
            b'0'..=b'9' => self.digit(at),
            b'+' | b'(' => phone::read(self, at).or_else(|| self.amount(at)),
            b'-' | b'$' => self.amount(at),
            0x80.. => return self.beyond_ascii(at),
            _ => None,
        };
        after.unwrap_or(at + 1).max(at + 1)
    }

    /// A character beyond ASCII: a letter, or a sign that a number may begin with.
    fn beyond_ascii(&mut self, at: usize) -> usize {
        let Some(next) = self.reader.next(at) else { return self.reader.end.max(at + 1) };
        let behind = at + next.len_utf8();
        if next.is_alphabetic() {
            return self.word(at).max(behind);
        }
        let begins = matches!(next, '−' | '–')
            || number::is_fraction(next)
            || currency::by_sign(next).is_some();
        let after = if begins { self.amount(at) } else { None };
        after.unwrap_or(behind).max(behind)
    }

    /// A run that begins with a letter.
    fn word(&mut self, at: usize) -> usize {
        let reader = self.reader;
        let end = reader.letters(at);
        let next = reader.rest(end).as_bytes().first();
        let read = match next {
            // A code: an account, `EUR500`, or a name such as `CO2` or `Q1`.
            Some(b'0'..=b'9') => iban::read(self, at).or_else(|| self.amount(at)),
            _ if !self.gate.may_pass(reader.slice(at, end), next) => return end,
            _ => date::from_word(self, at).or_else(|| self.amount(at)),
        };
        read.unwrap_or_else(|| reader.run(end))
    }

    /// A run that begins with a digit.
    fn digit(&mut self, at: usize) -> Option<usize> {
        if self.is_glued(at) {
            return Some(self.chain(at));
        }
        phone::read(self, at)
            .or_else(|| date::from_digits(self, at))
            .or_else(|| time::read(self, at))
            .or_else(|| self.amount(at))
    }

    /// Whether the digits at `at` go on with something before them: `F-150`, `v1.2`, `#5`, `a_1`.
    fn is_glued(&self, at: usize) -> bool {
        let before = self.reader.text.get(..at).unwrap_or("");
        let mut back = before.chars().rev();
        match back.next() {
            Some('#' | '@' | '_' | '\\') => true,
            Some('.' | ',' | ':' | '/' | '-' | '–' | '\'' | '’' | '+' | '=' | '%') => {
                back.next().is_some_and(|c| c.is_alphanumeric() || c == '%')
            }
            // Behind the `T` of `2026-05-03T10:00` a time is read.
            Some(letter) => letter.is_alphabetic() && letter != 'T',
            None => false,
        }
    }

    /// Behind a chain of letters, digits and the marks inside it.
    fn chain(&self, at: usize) -> usize {
        let mut end = self.reader.run(at);
        while let Some((_, next)) = self.reader.eat_any(end, &['.', ',', ':', '/', '-', '_']) {
            let run = self.reader.run(next);
            if run == next {
                break;
            }
            end = run;
        }
        end
    }

    /// A number with whatever it counts, or a range of two.
    fn amount(&mut self, at: usize) -> Option<usize> {
        let reader = self.reader;
        let first = read_amount(&reader, at)?;
        if first.form == Form::Name && first.unit.is_none() {
            return Some(self.chain(first.end));
        }
        let open = first.unit.is_none() || first.number_start > first.start;
        if open && let Some(end) = self.range(first) {
            return Some(end);
        }
        if first.unit.is_none()
            && let Some(end) = time::after_words(self, at, first.number_end, first.value)
        {
            return Some(end);
        }
        self.settle(first);
        Some(first.end)
    }

    /// The second of two numbers that share a unit (`10–20 %`, `5 bis 10 Mio. Euro`, `$5–10 million`), or of a
    /// plain range (`10-20`); both are settled.
    fn range(&mut self, mut first: Amount) -> Option<usize> {
        let reader = self.reader;
        let joint = joint(&reader, first.end)?;
        let mut second = read_amount(&reader, joint.end)?;
        if second.form == Form::Name || second.number_start > second.start {
            return None;
        }
        let attached = joint.spans && first.end == joint.start;
        if attached && first.is_bare() && second.is_bare() {
            return self.plain_range(first, second);
        }
        let year = year::year(&reader, first.number_start, first.number_end).is_some();
        // `bis 2025 und 20 Prozent`: a year takes no unit over a word or a blank.
        let open = attached || !year;
        let takes_unit = first.unit.is_none() && second.unit.is_some() && open;
        let gives_unit = first.unit.is_some() && second.unit.is_none() && joint.spans;
        let one_factor = first.factor.is_none() && second.factor.is_some();
        // `5 und 10 Millionen` leaves open what the 5 counts; `zwischen 5 und 10 Millionen` does not.
        let spans = joint.spans || leads_to_range(&reader, first.start);
        let takes_factor = one_factor && spans && open;
        if !(takes_unit || gives_unit || takes_factor) {
            return None;
        }
        // In words the thousands are inside the number: `two to five thousand`.
        let in_words = first.form == Form::Words
            && second.form == Form::Words
            && second.value >= Some(Decimal::from(1_000_u32));
        if takes_factor {
            first.factor = second.factor;
        } else if one_factor || in_words {
            first.value = None;
        }
        if takes_unit {
            first.unit = second.unit;
        }
        if gives_unit {
            second.unit = first.unit;
        }
        self.settle(first);
        self.settle(second);
        Some(second.end)
    }

    /// A range without millions and unit: two numbers, two years (also old ones: `1780–1830`), or part of a name
    /// (`1-2-3`, `Hauptstraße 10-12`).
    fn plain_range(&mut self, first: Amount, second: Amount) -> Option<usize> {
        let reader = self.reader;
        let goes_on = reader
            .eat_any(second.end, &['-', '/'])
            .is_some_and(|(_, at)| reader.next(at).is_some_and(|c| c.is_ascii_digit()));
        if goes_on || !reader.closed(second.end) || first.form == Form::Words {
            return None;
        }
        if is_named(&reader, first.start, first.end) {
            return Some(second.end);
        }
        let ranges = [first.start..first.end, second.start..second.end];
        let years = ranges.clone().map(|range| year::in_range(&reader, range));
        if let [Some(from), Some(to)] = years
            && from < to
        {
            for (range, year) in ranges.into_iter().zip([from, to]) {
                self.add_year(range, year);
            }
        } else {
            self.add(Class::Number, first.start..first.end, first.value.map(Value::Number));
            self.settle(second);
        }
        Some(second.end)
    }

    /// Adds what an amount is: number, percent, money, year, or nothing.
    fn settle(&mut self, amount: Amount) {
        let value = amount.value.and_then(|value| value.times(amount.factor.unwrap_or(1)));
        let number = amount.number_start..amount.number_end;
        let whole = amount.start..amount.end;
        match amount.unit {
            Some(Unit::Percent) => {
                self.add(Class::Percent, whole, value.map(Value::Percent));
                self.add(Class::Number, number, value.map(Value::Number));
            }
            Some(Unit::Money(word)) => {
                self.add(Class::Money, whole, value.and_then(|value| as_money(value, word)));
                self.add(Class::Number, number, value.map(Value::Number));
            }
            None if amount.factor.is_some() && amount.form != Form::Name => {
                self.add(Class::Number, number, value.map(Value::Number));
            }
            None => self.settle_bare(amount),
        }
    }

    /// A number without millions and unit: it counts only where nothing says that it is something else.
    fn settle_bare(&mut self, amount: Amount) {
        let reader = self.reader;
        let (start, end) = (amount.start, amount.end);
        match amount.form {
            Form::Name | Form::Foreign | Form::NeedsUnit | Form::NeedsScale => return,
            // `two-factor`, `Drei-Sterne-Hotel`: part of a name.
            Form::Words if reader.eat(end, '-').is_some() => return,
            Form::Words | Form::Fraction => {}
            Form::Integer | Form::Marked => {
                if is_named(&reader, start, end) || goes_on_as_name(&reader, start, end) {
                    return;
                }
                if let Some(year) = year::year(&reader, start, end) {
                    self.add_year(start..end, year);
                    return;
                }
            }
        }
        // `3.5m views` are millions, `3.5m wide` metres.
        let metres = reader.language == Language::ENGLISH && reader.eat(end, 'm').is_some();
        let value = amount.value.filter(|_| !metres);
        self.add(Class::Number, start..end, value.map(Value::Number));
    }

    fn add_year(&mut self, range: Range<usize>, year: i16) {
        let date = Date { year: Some(year), ..Date::default() };
        self.add(Class::Year, range, Some(Value::Date(date)));
    }
}

impl Amount {
    /// Whether it is digits and nothing else.
    fn is_bare(&self) -> bool {
        self.unit.is_none() && self.factor.is_none()
    }
}

/// A number at `at` with its currency, millions and unit.
fn read_amount(reader: &Reader<'_>, at: usize) -> Option<Amount> {
    let prefix = money::before(reader, at);
    let number_start = prefix.map_or(at, |(_, start)| start);
    if prefix.is_some() && !reader.next(number_start)?.is_ascii_digit() {
        return None;
    }
    let Numeral { end, value, form } = number::numeral(reader, number_start)?;
    let scale = number::scale(reader, end, prefix.is_some());
    if form == Form::NeedsScale && scale.is_none() {
        return None;
    }
    let number_end = scale.map_or(end, |(end, _)| end);
    let mut amount = Amount {
        start: at,
        number_start,
        number_end,
        end: number_end,
        value,
        form,
        factor: scale.map(|(_, factor)| factor),
        unit: None,
    };
    if let Some((word, _)) = prefix {
        amount.unit = Some(Unit::Money(word));
        amount.end = money::dash_for_cents(reader, number_end);
    } else if let Some(end) = percent::sign(reader, number_end) {
        amount.unit = Some(Unit::Percent);
        amount.end = end;
    } else if let Some((word, end)) = money::behind(reader, number_end) {
        amount.unit = Some(Unit::Money(word));
        amount.end = end;
    }
    if form == Form::Name {
        amount.unit = None;
        amount.end = end;
    }
    Some(amount)
}

fn as_money(value: Decimal, word: MoneyWord) -> Option<Value> {
    let value = if word.minor { value.hundredth()? } else { value };
    Some(Value::Money(Money { amount: value.times(word.factor)?, currency: word.currency? }))
}

/// What joins two numbers.
pub(super) struct Joint {
    /// Where it begins: behind the blanks before it.
    pub start: usize,
    /// Where the second number may begin.
    pub end: usize,
    /// Whether it spans a range (`–`, `bis`, `to`) rather than naming two (`und`, `or`).
    pub spans: bool,
}

/// The joint behind a number that ends at `at`.
pub(super) fn joint(reader: &Reader<'_>, at: usize) -> Option<Joint> {
    let start = reader.gap(at);
    if let Some((_, end)) = reader.eat_any(start, &['-', '–', '—']) {
        return Some(Joint { start, end: reader.gap(end), spans: true });
    }
    let (word, end) = reader.word(start)?;
    let spans = match (reader.language, word.as_str()) {
        (Language::GERMAN, "bis") | (Language::ENGLISH, "to") => true,
        (Language::GERMAN, "und" | "oder") | (Language::ENGLISH, "and" | "or") => false,
        _ => return None,
    };
    Some(Joint { start, end: reader.gap(end), spans })
}

/// Whether a word before the number opens a range of two: `zwischen 5 und 10`.
fn leads_to_range(reader: &Reader<'_>, at: usize) -> bool {
    reader.word_before(at).is_some_and(|word| matches!(word.as_str(), "zwischen" | "between"))
}

/// Whether what stands before the digits makes them a name or a place in an order: `§ 5`, `Nr. 5`,
/// `Hauptstraße 5`; or whether they are a postcode, which also what follows tells.
fn is_named(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    let before = reader.text.get(reader.start..start).unwrap_or("");
    let before = before.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    if before.ends_with(['§', '#', '№']) {
        return true;
    }
    // `10117 Berlin`: five digits that open a line or follow a comma, and a name.
    let behind = reader.gap(end);
    let postcode = reader.language == Language::GERMAN
        && end - start == 5
        && reader.digits(start) == end
        && behind > end
        && reader.next(behind).is_some_and(char::is_uppercase)
        && (before.is_empty() || before.ends_with([',', '\n', '|', '·']));
    postcode
        || reader
            .word_before(start)
            .is_some_and(|word| quantity::leads_to_name(reader.language, word.as_str()))
}

/// Whether what stands behind the digits makes them a name or an ordinal: `5G`, `1st`, `3-D`, `2:1`, `3.`
fn goes_on_as_name(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    let letters = reader.letters(end);
    if letters > end {
        return !quantity::is_measure(reader.slice(end, letters)) || !reader.closed(letters);
    }
    match reader.next(end) {
        Some('_' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹') => true,
        // A hyphen and one or two letters or a digit make a name (`3-D`, `747-8`), a word does not (`30-jährig`).
        Some('-') => {
            let run = reader.run(end + 1);
            let joined = reader.slice(end + 1, run);
            joined.starts_with(|c: char| c.is_ascii_digit())
                || matches!(joined.chars().count(), 1..3)
        }
        // Times, scores, ratios and paths; but `2024/25` is a business year.
        Some(mark @ (':' | '/')) => {
            let next = reader.digits(end + 1);
            let business_year = mark == '/' && end - start == 4 && matches!(next - end, 3 | 5);
            next > end + 1 && !business_year
        }
        Some('.') => is_ordinal(reader, start, end),
        _ => false,
    }
}

/// Whether the full stop behind the digits makes an ordinal: the sentence goes on, or an article stands before.
fn is_ordinal(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    if reader.language == Language::ENGLISH {
        return false;
    }
    let goes_on = !reader.rest(end + 1).trim_start().is_empty();
    let word = reader.word_before(start);
    goes_on || word.is_some_and(|word| crate::lexicon::calendar::leads_to_ordinal(word.as_str()))
}
