//! Class `number`: digits with their separators, fractions, number words, each with its millions.
//!
//! In: a place. Out: the numeral that begins there and its exact value. What stands around it (a unit, a
//! month, `Nr.`) is judged by `figure`.

use super::reader::Reader;
use super::{Example, Value, finds};
use crate::lexicon::class::value::Decimal;
use crate::lexicon::quantity::{self, NumberWord, Scale, ScalePlace};
use crate::text::Language;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "vague counts (`Hunderte`, `dozens`), idioms, Roman numerals, product names with a number (`Windows 11`); `ein` and `one` count only with a unit";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Wir haben [[1.200]] Kunden und [[3,5 Millionen]] Nutzer.", &["1200", "3500000"]),
    finds(
        "de",
        "[[Zwölf]] Werke, [[zwei Millionen]] Teile, [[½]] Jahr.",
        &["12", "2000000", "0.5"],
    ),
    finds("de", "Am 3. Mai 2026 kamen [[4]] Gäste um 9 Uhr.", &["4"]),
    finds(
        "de",
        "Platz 3. im Ziel, der 3. Platz, Version 2.3.1, ISO 9001, CO2, A4, B2B, 5G, § 5",
        &[],
    ),
    finds("de", "Das ist ein Team, die Elf von Trainer Meier, außer Acht gelassen.", &[]),
    finds(
        "de",
        "[[1,200]] Tonnen, [[1.234.567,89]] Liter, [[12'500]] Franken",
        &["1.2", "1234567.89", "12500"],
    ),
    finds(
        "de",
        "[[10 000]] Stück, [[−5]] Grad, [[30]]-jährig, [[5]]kg",
        &["10000", "-5", "30", "5"],
    ),
    finds("de", "[[30]] % von [[500]] € und [[5 Mio.]] Euro", &["30", "500", "5000000"]),
    finds(
        "de",
        "[[Zwei Drittel]] aller Werke, [[eine halbe Million]], [[anderthalb]] Jahre",
        &["", "500000", "1.5"],
    ),
    finds("de", "Im Jahr 2026, seit 1998, aber [[2000]] Mitarbeiter", &["2000"]),
    finds("de", "#5 und #2026, https://example.com/12, 0815, 192.168.0.1, 24/7, 030 1234567", &[]),
    finds(
        "de",
        "[[10]]–[[20]] Personen, [[5]] bis [[10 Millionen]], [[10]]-[[20]] Mal",
        &["10", "20", "5000000", "10000000", "10", "20"],
    ),
    finds(
        "de",
        "Hauptstraße 12-14, 10117 Berlin, Raum 3, S. 14, aber [[22081]] Kunden",
        &["22081"],
    ),
    finds("en", "We have [[1,200]] customers and [[3.5 million]] users.", &["1200", "3500000"]),
    finds("en", "[[Twelve]] plants, [[2 million]] parts, [[½]] a year.", &["12", "2000000", "0.5"]),
    finds(
        "en",
        "[[Two hundred and fifty]] people, [[twenty-five]] sites, [[a million]] parts",
        &["250", "25", "1000000"],
    ),
    finds(
        "en",
        "One of us is a fan of the 1st, the 3rd and version 1.2.3 on May 3rd at 9 am.",
        &[],
    ),
    finds(
        "en",
        "[[1.200]] kg, [[5k]] runs, [[two and a half]] days, [[two thirds]]",
        &["1.2", "5000", "2.5", ""],
    ),
    finds("en", "A 5G phone, a 4K screen, F-150, COVID-19, page 12, in 2026", &[]),
    finds("fr", "[[12]] ou [[1.200]] ou [[1.234.567]]", &["12", "", "1234567"]),
];

/// How a numeral is written, which decides how much must stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits only.
    Integer,
    /// With group marks or a decimal mark, by the rules of the language.
    Marked,
    /// With the decimal mark of the other language (`3.5` in a German text): often a version, so a number
    /// only with a unit.
    Foreign,
    /// `½`, `zwei Drittel`.
    Fraction,
    /// In words.
    Words,
    /// In words that count only with a unit: `ein`, `a`, a noun such as `Elf`.
    NeedsUnit,
    /// `a`: a number only before `million` and the like.
    NeedsScale,
    /// Digits and marks that are no number: a version, an address, an id.
    Name,
}

/// A numeral.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// Where it ends.
    pub end: usize,
    /// Its value; none if it is too long, does not end (`⅓`) or could be read in two ways.
    pub value: Option<Decimal>,
    /// How it is written.
    pub form: Form,
}

/// The numeral that begins at `at`: a sign directly before digits, digits, a fraction or number words.
pub(super) fn numeral(reader: &Reader<'_>, at: usize) -> Option<Numeral> {
    let first = reader.next(at)?;
    if first.is_ascii_digit() {
        return Some(digits(reader, at));
    }
    if let Some(fraction) = vulgar_fraction(first) {
        let value = Decimal::ratio(fraction.0, fraction.1);
        return Some(Numeral { end: at + first.len_utf8(), value, form: Form::Fraction });
    }
    if matches!(first, '+' | '-' | '−' | '–') {
        let digit = at + first.len_utf8();
        let free = reader.before(at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '['));
        if !free || !reader.next(digit)?.is_ascii_digit() {
            return None;
        }
        let unsigned = digits(reader, digit);
        let value = unsigned.value.map(|v| if first == '+' { v } else { v.negative() });
        return Some(Numeral { value, ..unsigned });
    }
    words(reader, at)
}

/// A value as a whole text writes it, with its millions: `1.200`, `3,5 Millionen`, `zwölf`, also `2026`.
pub(super) fn parse(reader: &Reader<'_>) -> Option<Value> {
    let numeral = numeral(reader, 0)?;
    let scale = scale(reader, numeral.end, false);
    let (end, factor) = scale.unwrap_or((numeral.end, 1));
    let lacks = numeral.form == Form::NeedsScale && scale.is_none();
    let sound = end == reader.end && numeral.form != Form::Name && !lacks;
    numeral.value.filter(|_| sound)?.times(factor).map(Value::Number)
}

/// Most parts that separators may make of one number.
const MOST_PARTS: usize = 8;

/// Digits with marks between them, taken apart.
struct Cluster {
    end: usize,
    lengths: [usize; MOST_PARTS],
    marks: [char; MOST_PARTS],
    parts: usize,
    fits: bool,
}

fn cluster(reader: &Reader<'_>, start: usize) -> Cluster {
    let mut end = reader.digits(start);
    let mut found =
        Cluster { end, lengths: [0; MOST_PARTS], marks: ['\0'; MOST_PARTS], parts: 1, fits: true };
    found.lengths[0] = end - start;
    while let Some(mark) = reader.next(end) {
        let next = end + mark.len_utf8();
        let continues = match mark {
            '.' | ',' | '\'' | '’' => reader.next(next).is_some_and(|c| c.is_ascii_digit()),
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' => {
                let opens = found.parts == 1 && (1..=3).contains(&found.lengths[0]);
                let goes_on = found.parts > 1 && found.marks[0].is_whitespace() && found.fits;
                (opens || goes_on)
                    && reader.exactly(next, 3).is_some_and(|(_, end)| reader.closed(end))
            }
            _ => false,
        };
        if !continues {
            break;
        }
        end = reader.digits(next);
        match (found.lengths.get_mut(found.parts), found.marks.get_mut(found.parts - 1)) {
            (Some(length), Some(between)) => {
                *length = end - next;
                // Blanks of all widths group alike, and so do both apostrophes.
                *between = match mark {
                    '’' => '\'',
                    _ if mark.is_whitespace() => ' ',
                    _ => mark,
                };
                found.parts += 1;
            }
            _ => found.fits = false,
        }
    }
    found.end = end;
    found
}

fn digits(reader: &Reader<'_>, start: usize) -> Numeral {
    let cluster = cluster(reader, start);
    let name = Numeral { end: cluster.end, value: None, form: Form::Name };
    let zero_first = reader.next(start) == Some('0');
    let shape = if cluster.fits {
        shape(
            &cluster.lengths[..cluster.parts],
            &cluster.marks[..cluster.parts - 1],
            zero_first,
            reader.language,
        )
    } else {
        None
    };
    let Some(shape) = shape else { return name };
    let fraction = if shape.fraction { cluster.lengths[cluster.parts - 1] } else { 0 };
    let value = whole_value(reader.slice(start, cluster.end), fraction).filter(|_| shape.certain);
    let numeral = Numeral { end: cluster.end, value, form: shape.form };
    if shape.form == Form::Integer { with_fraction(reader, start, numeral) } else { numeral }
}

/// The value of digits with marks, the last `fraction` of them behind the decimal mark.
fn whole_value(text: &str, fraction: usize) -> Option<Decimal> {
    let mut value: i128 = 0;
    for digit in text.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    Decimal::new(value, u8::try_from(fraction).ok()?)
}

struct Shape {
    form: Form,
    /// Whether the last part stands behind a decimal mark.
    fraction: bool,
    /// Whether it can be read in one way only.
    certain: bool,
}

/// What the lengths of the parts and the marks between them make; `None` for what is no number.
fn shape(lengths: &[usize], marks: &[char], zero_first: bool, language: Language) -> Option<Shape> {
    let first = *lengths.first()?;
    let made = |form, fraction| Some(Shape { form, fraction, certain: true });
    if zero_first && first > 1 {
        return None;
    }
    let grouped = |marks: &[char]| {
        (1..=3).contains(&first)
            && !zero_first
            && marks.windows(2).all(|pair| pair[0] == pair[1])
            && lengths[1..=marks.len()].iter().all(|length| *length == 3)
    };
    match marks {
        // Longer runs of digits are ids: nobody writes a quantity so.
        [] => {
            if first <= 12 {
                made(Form::Integer, false)
            } else {
                None
            }
        }
        [mark @ ('.' | ',')] => {
            let decimal = match language {
                Language::GERMAN => *mark == ',',
                Language::ENGLISH => *mark == '.',
                _ => true,
            };
            let three = grouped(marks);
            if three && language != Language::GERMAN && language != Language::ENGLISH {
                return Some(Shape { form: Form::Marked, fraction: false, certain: false });
            }
            match (decimal || zero_first, three) {
                (true, _) => made(Form::Marked, true),
                (false, true) => made(Form::Marked, false),
                (false, false) => made(Form::Foreign, true),
            }
        }
        _ if grouped(marks) => made(Form::Marked, false),
        [groups @ .., last @ ('.' | ',')] if grouped(groups) && !groups.contains(last) => {
            made(Form::Marked, true)
        }
        _ => None,
    }
}

/// An integer with the fraction that follows it: `1½`, `2 ¾`; or itself the upper half of one: `3/4`.
fn with_fraction(reader: &Reader<'_>, start: usize, numeral: Numeral) -> Numeral {
    let year = numeral.end - start == 4;
    if let Some(below) = reader.eat(numeral.end, '/').filter(|_| !year) {
        let text = reader.slice(start, numeral.end);
        let name = |end| Numeral { end, value: None, form: Form::Name };
        let Some((bottom, end)) = reader.small(below, 1) else {
            return name(reader.run(below));
        };
        let known = matches!((text, bottom), ("1", 2..=4) | ("2", 3) | ("3", 4));
        if !known || !reader.closed(end) || reader.eat(end, '/').is_some() {
            return name(reader.run(end));
        }
        let top = u64::from(text.as_bytes()[0] - b'0');
        return Numeral {
            end,
            value: Decimal::ratio(top, u64::from(bottom)),
            form: Form::Fraction,
        };
    }
    let at = reader.gap(numeral.end);
    match reader.next(at).and_then(|c| Some((vulgar_fraction(c)?, c.len_utf8()))) {
        Some((fraction, length)) => Numeral {
            end: at + length,
            value: numeral
                .value
                .and_then(|whole| whole.plus(Decimal::ratio(fraction.0, fraction.1)?)),
            form: Form::Fraction,
        },
        None => numeral,
    }
}

/// Whether the character is a fraction, such as `½`.
pub(super) fn is_fraction(character: char) -> bool {
    vulgar_fraction(character).is_some()
}

fn vulgar_fraction(character: char) -> Option<(u64, u64)> {
    Some(match character {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// Number words.
fn words(reader: &Reader<'_>, at: usize) -> Option<Numeral> {
    match reader.language {
        Language::GERMAN => german_words(reader, at),
        Language::ENGLISH => english_words(reader, at),
        _ => None,
    }
}

fn german_words(reader: &Reader<'_>, at: usize) -> Option<Numeral> {
    let (word, end) = reader.word(at)?;
    let number = quantity::number::german(word.as_str())?;
    if !reader.closed(end) {
        return None;
    }
    let next = reader.next_word(end);
    let top = match number {
        NumberWord::Halves(halves) => halves,
        _ => 2,
    };
    if let Some((next, next_end)) = next {
        let halved = matches!(next.as_str(), "halbe" | "halben" | "halber" | "halbes");
        if number == NumberWord::Single && halved {
            return Some(Numeral {
                end: next_end,
                value: Decimal::ratio(1, 2),
                form: Form::NeedsUnit,
            });
        }
        if let Some(bottom) = quantity::number::denominator(reader.language, next.as_str()) {
            let value = Decimal::ratio(top, 2 * bottom);
            return Some(Numeral { end: next_end, value, form: Form::Fraction });
        }
    }
    // A noun in mid-sentence (`die Elf`, `außer Acht`) is none by itself.
    let text = reader.slice(at, end);
    let noun = text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().any(char::is_lowercase)
        && !reader.capital_forced(at);
    let form = if number == NumberWord::Single || noun { Form::NeedsUnit } else { Form::Words };
    Some(Numeral { end, value: Decimal::ratio(top, 2), form })
}

/// English number words, read as far as they make one number: `two hundred and fifty`, `twenty-five`,
/// `two and a half`, `half a million`.
fn english_words(reader: &Reader<'_>, at: usize) -> Option<Numeral> {
    let (word, mut end) = reader.word(at)?;
    let first = quantity::number::english(word.as_str())?;
    if !reader.closed(end) {
        return None;
    }
    let (mut total, mut current) = match first {
        NumberWord::Halves(halves) => (0, halves / 2),
        NumberWord::Single | NumberWord::Article => (0, 1),
        NumberWord::Times(_) => return None,
        NumberWord::Half => {
            let (article, end) = reader.next_word(end)?;
            let halved = matches!(article.as_str(), "a" | "an");
            let value = Decimal::ratio(1, 2);
            return halved.then_some(Numeral { end, value, form: Form::NeedsUnit });
        }
    };
    let mut joined = false;
    // `nine hundred ninety nine thousand nine hundred ninety nine` has no more words than this.
    for _ in 0..12 {
        let Some((next, after)) = next_number_word(reader, end) else { break };
        match next {
            NumberWord::Times(100) if (1..100).contains(&current) => current *= 100,
            NumberWord::Times(1_000) if total == 0 && current > 0 => {
                total = current * 1_000;
                current = 0;
            }
            NumberWord::Halves(halves) if fits_below(current, halves / 2, total) => {
                current += halves / 2
            }
            NumberWord::Single if fits_below(current, 1, total) => current += 1,
            _ => break,
        }
        (end, joined) = (after, true);
    }
    let whole = total + current;
    if let Some(after) = half_after(reader, end) {
        let value = Decimal::ratio(2 * whole + 1, 2);
        return Some(Numeral { end: after, value, form: Form::Words });
    }
    if let Some(numeral) = english_fraction(reader, end, whole) {
        return Some(numeral);
    }
    let form = match first {
        NumberWord::Single if !joined => Form::NeedsUnit,
        NumberWord::Article if !joined => Form::NeedsScale,
        _ => Form::Words,
    };
    Some(Numeral { end, value: Decimal::ratio(whole, 1), form })
}

/// Whether `add` can follow: units after tens, anything below a hundred after hundreds, below a thousand
/// after thousands.
fn fits_below(current: u64, add: u64, total: u64) -> bool {
    match current {
        0 => total > 0,
        20..=90 if current.is_multiple_of(10) => add < 10,
        100.. if current.is_multiple_of(100) => true,
        100.. if current.is_multiple_of(10) && current % 100 >= 20 => add < 10,
        _ => false,
    }
}

/// The number word that follows over a blank, a hyphen or `and`.
fn next_number_word(reader: &Reader<'_>, end: usize) -> Option<(NumberWord, usize)> {
    let at = reader.eat(end, '-').unwrap_or_else(|| reader.gap(end));
    let (word, after) = reader.word(at)?;
    if word.as_str() == "and" {
        let (word, after) = reader.next_word(after)?;
        let number = quantity::number::english(word.as_str())?;
        let counted = matches!(number, NumberWord::Halves(_)) || word.as_str() == "one";
        return (counted && reader.closed(after)).then_some((number, after));
    }
    let number = quantity::number::english(word.as_str())?;
    (number != NumberWord::Article && reader.closed(after)).then_some((number, after))
}

fn half_after(reader: &Reader<'_>, end: usize) -> Option<usize> {
    let (and, end) = reader.next_word(end)?;
    let (article, end) = reader.next_word(end)?;
    let (half, end) = reader.next_word(end)?;
    let says = and.as_str() == "and" && article.as_str() == "a" && half.as_str() == "half";
    says.then_some(end)
}

fn english_fraction(reader: &Reader<'_>, end: usize, top: u64) -> Option<Numeral> {
    let at = reader.eat(end, '-').unwrap_or_else(|| reader.gap(end));
    let (word, end) = reader.word(at)?;
    let bottom = quantity::number::denominator(reader.language, word.as_str())?;
    Some(Numeral { end, value: Decimal::ratio(top, bottom), form: Form::Fraction })
}

/// The millions after a number that ends at `at`: where they end, and the factor. `money`: a currency stands
/// before the number.
pub(super) fn scale(reader: &Reader<'_>, at: usize, money: bool) -> Option<(usize, u64)> {
    let begin = reader.eat(at, '-').unwrap_or_else(|| reader.gap(at));
    let attached = begin == at;
    let (word, end) = reader.word(begin)?;
    let Scale { factor, place } = quantity::scale::scale(reader.language, word.as_str())?;
    if !reader.closed(end) {
        return None;
    }
    let text = reader.slice(begin, end);
    let capital = text.bytes().all(|byte| byte.is_ascii_uppercase());
    let counts = match place {
        ScalePlace::Word | ScalePlace::Abbreviation => true,
        ScalePlace::Attached => attached && (money || !capital),
        // `5M users` are millions, `5 m` and `5m` are metres.
        ScalePlace::Money => money || (attached && capital && reader.language == Language::ENGLISH),
    };
    let full_stop = if place == ScalePlace::Abbreviation { reader.eat(end, '.') } else { None };
    counts.then_some((full_stop.unwrap_or(end), factor))
}
