//! Class `phone`: telephone numbers as Germany, Britain and America write them.
//!
//! In: a place where digits, `+` or a bracket begin. Out: the number there, added to the walk, and where to go
//! on. The shape decides: a country code, or a nought and an area code with something between, or the American
//! three-three-four. Whether the number is assigned is not known here.

use super::figure::Walk;
use super::reader::{Reader, is_blank};
use super::{Class, Example, finds};
use crate::lexicon::quantity;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "numbers without an area code, vanity numbers (`0800 FLOWERS`), national shapes of other countries, digits without any separation unless `Tel.`, `Fax`, `call` or the like stands before them";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Tel. [[+49 30 1234567]], [[0049 30 1234567]], [[+49 (0)30 123456-0]]", &[]),
    finds(
        "de",
        "[[030 1234567]], [[030/123456]], [[(030) 12 34 56]], [[0171 1234567]], [[0800-1234567]]",
        &[],
    ),
    finds("de", "Tel.: [[03012345678]], Fax [[030 12345-67]]", &[]),
    finds("de", "Am 03.05.2026 um 09:30, 0,5 %, 0815, 10.000.000, Az. 012/2026, 0301234567", &[]),
    finds(
        "de",
        "Bestellnummer 0815 471147, 1.200.000 €, DE89 3704 0044 0532 0130 00, +10.000.000",
        &[],
    ),
    finds(
        "en",
        "Call [[+1 (555) 123-4567]], [[(555) 223-4567]], [[555-223-4567]], [[1-800-555-0199]]",
        &[],
    ),
    finds(
        "en",
        "[[+44 20 7946 0958]], [[020 7946 0958]], [[07700 900123]], [[(01632) 960 001]]",
        &[],
    ),
    finds(
        "en",
        "On 2026-05-03, order 0815 471147, 100-200-3000, ISBN 978-3-16-148410-0, 1.234.567",
        &[],
    ),
];

/// Most digits of a telephone number (E.164), and the two noughts that may stand for `+`.
const MOST_DIGITS: usize = 15 + 2;
const MOST_GROUPS: usize = 8;

/// Groups of digits with what stands between them.
struct Groups {
    end: usize,
    lengths: [usize; MOST_GROUPS],
    marks: [char; MOST_GROUPS],
    count: usize,
    digits: usize,
}

/// A telephone number at `at`.
pub(super) fn read(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    // Cheap, and turns almost every number away.
    if !matches!(reader.next(at)?, '+' | '(' | '0' | '1'..='9') {
        return None;
    }
    let end = international(&reader, at)
        .or_else(|| national(&reader, at))
        .or_else(|| american(&reader, at))
        .or_else(|| announced(&reader, at))?;
    walk.add(Class::Phone, at..end, None);
    Some(end)
}

/// Reads groups from `at`: digits, then one or two of blank, hyphen, slash, full stop, bracket, then digits.
fn groups(reader: &Reader<'_>, at: usize) -> Option<Groups> {
    let mut found = Groups {
        end: at,
        lengths: [0; MOST_GROUPS],
        marks: ['\0'; MOST_GROUPS],
        count: 0,
        digits: 0,
    };
    let mut next = at;
    loop {
        let length =
            reader.rest(next).bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        found.digits += length;
        if length == 0 || found.digits > MOST_DIGITS {
            break;
        }
        *found.lengths.get_mut(found.count)? = length;
        found.count += 1;
        found.end = next + length;
        let Some((mark, after)) = separator(reader, found.end) else { break };
        if !reader.next(after).is_some_and(|c| c.is_ascii_digit()) {
            break;
        }
        *found.marks.get_mut(found.count - 1)? = mark;
        next = after;
    }
    let fits = found.count > 0 && found.digits <= MOST_DIGITS && reader.closed(found.end);
    fits.then_some(found)
}

/// What may stand between two groups; the `(0)` of `+49 (0)30` is passed over.
fn separator(reader: &Reader<'_>, at: usize) -> Option<(char, usize)> {
    let mut end = at;
    let mut mark = None;
    for _ in 0..3 {
        let Some(next) = reader.next(end) else { break };
        if reader.rest(end).starts_with("(0)") {
            end += 3;
        } else if is_blank(next) || matches!(next, '-' | '–' | '‑' | '/' | '.' | '(' | ')') {
            end += next.len_utf8();
        } else {
            break;
        }
        // The strongest mark counts: `) ` is a bracket, ` - ` a hyphen.
        mark = Some(match mark {
            Some(known) if is_blank(next) => known,
            _ if is_blank(next) => ' ',
            _ => next,
        });
    }
    mark.map(|mark| (mark, end))
}

/// `+49 30 1234567`, `0049 30 1234567`.
fn international(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let plus = reader.eat(at, '+');
    let begin = match plus {
        Some(begin) => begin,
        None if reader.rest(at).starts_with("00") => at + 2,
        None => return None,
    };
    if matches!(reader.next(begin)?, '0' | '(') {
        return None;
    }
    let groups = groups(reader, begin)?;
    let thousands = groups.count > 1
        && groups.lengths[1..groups.count].iter().all(|length| *length == 3)
        && groups.marks[..groups.count - 1].iter().all(|mark| matches!(mark, '.' | ' '))
        && groups.lengths[0] <= 3
        && groups.marks[0] == '.';
    let separated = plus.is_some() || groups.count > 1;
    ((8..=15).contains(&groups.digits) && separated && !thousands).then_some(groups.end)
}

/// `030 1234567`, `(030) 123456`, `0171/1234567`: a nought, an area code, something between, the rest.
fn national(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let bracket = reader.eat(at, '(');
    let begin = bracket.unwrap_or(at);
    if reader.next(begin)? != '0' {
        return None;
    }
    let groups = groups(reader, begin)?;
    let marks = &groups.marks[..groups.count.saturating_sub(1)];
    let sound = (3..=5).contains(&groups.lengths[0])
        && (7..=13).contains(&groups.digits)
        && groups.count > 1
        && (bracket.is_none() || marks.first() == Some(&')'))
        && marks.iter().all(|mark| !matches!(mark, '.' | '('));
    // A last single digit is an extension and stands behind a hyphen.
    let last = groups.count - 1;
    let short = groups.lengths[1..groups.count]
        .iter()
        .enumerate()
        .any(|(nth, length)| *length < 2 && !(nth + 1 == last && marks.get(nth) == Some(&'-')));
    (sound && !short && !is_file_number(reader, begin, &groups)).then_some(groups.end)
}

/// `012/2026`, `Bestellnummer 0815 4711`: numbers of files and orders.
fn is_file_number(reader: &Reader<'_>, at: usize, groups: &Groups) -> bool {
    let last = reader.slice(groups.end.saturating_sub(4), groups.end);
    let year = groups.count == 2
        && groups.lengths[1] == 4
        && matches!(groups.marks[0], '/' | '-')
        && (last.starts_with("19") || last.starts_with("20"));
    year || reader.word_before(at).is_some_and(|word| {
        quantity::leads_to_name(reader.language, word.as_str()) && !leads_to_phone(word.as_str())
    })
}

/// `(555) 223-4567`, `555-223-4567`, `1-800-555-0199`.
fn american(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let bracket = reader.eat(at, '(');
    let begin = bracket.unwrap_or(at);
    // Almost every number is turned away here.
    let first = reader.rest(begin).bytes().take(4).take_while(u8::is_ascii_digit).count();
    if first != 3 && !(first == 1 && reader.next(begin) == Some('1') && bracket.is_none()) {
        return None;
    }
    let groups = groups(reader, begin)?;
    let country =
        groups.count == 4 && reader.slice(begin, begin + 1) == "1" && groups.lengths[0] == 1;
    let shift = usize::from(country);
    let three = groups.count == 3 + shift && groups.lengths[shift..groups.count] == [3, 3, 4];
    let marks = &groups.marks[shift..groups.count - 1];
    let joined = match (bracket.is_some(), marks) {
        (true, [')', mark]) => matches!(mark, '-' | ' ' | '.'),
        (false, [first, second]) => first == second && matches!(first, '-' | '.'),
        _ => false,
    };
    let area = begin + if country { 2 } else { 0 };
    let assigned = reader.next(area).is_some_and(|c| matches!(c, '2'..='9'));
    let exchange = groups.end.checked_sub(8).and_then(|at| reader.next(at));
    (three && joined && assigned && exchange.is_some_and(|c| matches!(c, '2'..='9')))
        .then_some(groups.end)
}

/// `Tel. 03012345678`: digits in one piece, announced.
fn announced(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let end = reader.digits(at);
    let announced = (7..=14).contains(&(end - at))
        && reader.closed(end)
        && reader.word_before(at).is_some_and(|word| leads_to_phone(word.as_str()));
    announced.then_some(end)
}

fn leads_to_phone(word: &str) -> bool {
    matches!(
        word,
        "tel"
            | "telefon"
            | "telefonnummer"
            | "fon"
            | "mobil"
            | "handy"
            | "fax"
            | "hotline"
            | "rufnummer"
            | "phone"
            | "call"
            | "mobile"
            | "whatsapp"
            | "durchwahl"
    )
}
