//! Class `money`: a number with a currency before or behind it.
//!
//! In: a place beside a number. Out: the currency there. The number itself is read by `number`.

use super::reader::Reader;
use super::{Example, finds};
use crate::lexicon::quantity::{MoneyWord, currency};

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "`3 Euro 50` as one amount, prices without a currency; `$` is read as US dollars, pounds of weight as pounds of money; `¥`, crowns, rupees and English `cents` are found without a value";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds(
        "de",
        "[[500 €]], [[EUR 5 Mio.]], [[fünf Euro]], [[1.200,50 EUR]]",
        &["500 EUR", "5000000 EUR", "5 EUR", "1200.5 EUR"],
    ),
    finds(
        "de",
        "[[5 Mio. Euro]], [[3,2 Milliarden US-Dollar]], [[500 Schweizer Franken]]",
        &["5000000 EUR", "3200000000 USD", "500 CHF"],
    ),
    finds(
        "de",
        "[[500,- €]], [[CHF 10.–]], [[50 Cent]], [[ein Euro]], [[TEUR 500]], [[500 T€]]",
        &["500 EUR", "10 CHF", "0.5 EUR", "1 EUR", "500000 EUR", "500000 EUR"],
    ),
    finds(
        "de",
        "[[5]] bis [[10 Mio. €]], [[10]]–[[20 Euro]], ein [[500-Euro]]-Gutschein",
        &["5000000 EUR", "10000000 EUR", "10 EUR", "20 EUR", "500 EUR"],
    ),
    finds(
        "de",
        "[[€ 500]] und [[-3 €]], [[$1.2bn]], [[1 200 000 €]]",
        &["500 EUR", "-3 EUR", "1200000000 USD", "1200000 EUR"],
    ),
    finds("de", "Die Eurozone, der Euro, 500 Europäer, 5 Prozent, Dollarkurs 2026", &[]),
    finds("de", "Ein Drittel; [[eine halbe Million Euro]]; zwei bis drei Mal", &["500000 EUR"]),
    finds(
        "en",
        "[[$1.2bn]], [[£5m]], [[€500]], [[EUR 5 million]], [[five euros]]",
        &["1200000000 USD", "5000000 GBP", "500 EUR", "5000000 EUR", "5 EUR"],
    ),
    finds(
        "en",
        "[[5 million US dollars]], [[US$ 1,200.50]], [[A$20]], [[50 cents]], [[5 pounds sterling]]",
        &["5000000 USD", "1200.5 USD", "20 AUD", "", "5 GBP"],
    ),
    finds(
        "en",
        "[[$5]]–[[10 million]], [[10]] to [[20 euros]], [[half a million dollars]]",
        &["5000000 USD", "10000000 USD", "10 EUR", "20 EUR", "500000 USD"],
    ),
    finds(
        "en",
        "Between [[two]] and [[five thousand dollars]] for ten [[$5]] coupons, [[5]] and [[10 million euros]]",
        &["", "5000 USD", "5 USD", "", "10000000 EUR"],
    ),
    finds("en", "A dollar bill, the euro zone, $TSLA, US$, 5m of cable, NATO 5", &[]),
];

/// The currency behind a number that ends at `at`, and where it ends: `€`, `EUR`, `-Euro`, `US dollars`.
pub(super) fn behind(reader: &Reader<'_>, at: usize) -> Option<(MoneyWord, usize)> {
    let at = dash_for_cents(reader, at);
    let begin = reader.eat(at, '-').unwrap_or_else(|| reader.gap(at));
    let sign = reader.next(begin)?;
    if let Some(money) = currency::by_sign(sign) {
        let end = begin + sign.len_utf8();
        // `ten $5 coupons`: the sign belongs to the next number.
        let next = reader.next(end).is_some_and(|c| c.is_ascii_digit());
        return (!next).then_some((money, end));
    }
    let letters = reader.letters(begin);
    let text = reader.slice(begin, letters);
    if let Some(found) = letters_and_sign(reader, text, letters) {
        return Some(found);
    }
    if !reader.closed(letters) {
        return None;
    }
    if let Some(money) = currency::by_code(text) {
        return Some((money, letters));
    }
    let (word, end) = reader.word(begin)?;
    if let Some(money) = currency::by_name(reader.language, word.as_str()) {
        return Some((money, sterling(reader, end)));
    }
    let noun_at = reader.eat(end, '-').unwrap_or_else(|| reader.gap(end));
    let (noun, end) = reader.word(noun_at)?;
    let money = currency::by_names(word.as_str(), noun.as_str())?;
    reader.closed(end).then_some((money, sterling(reader, end)))
}

/// The currency at `at` if it can stand before a number, and where the number may begin: `€ `, `EUR `, `US$`.
pub(super) fn before(reader: &Reader<'_>, at: usize) -> Option<(MoneyWord, usize)> {
    let sign = reader.next(at)?;
    let (money, end) = match currency::by_sign(sign) {
        Some(money) => (money, at + sign.len_utf8()),
        None => {
            if !sign.is_ascii_uppercase() && sign != 'k' {
                return None;
            }
            let letters = reader.letters(at);
            let text = reader.slice(at, letters);
            letters_and_sign(reader, text, letters)
                .or_else(|| Some((currency::by_code(text)?, letters)))?
        }
    };
    Some((money, reader.gap(end)))
}

/// Where a number before which a currency stands ends, with the dash that some write for no cents: `10.–`.
pub(super) fn dash_for_cents(reader: &Reader<'_>, at: usize) -> usize {
    let dashed = reader
        .eat_any(at, &[',', '.'])
        .and_then(|(_, at)| reader.eat_any(at, &['-', '–', '—']))
        .map(|(_, at)| reader.eat_any(at, &['-', '–', '—']).map_or(at, |(_, at)| at));
    dashed.filter(|end| reader.closed(*end)).unwrap_or(at)
}

/// `US$`, `T€`.
fn letters_and_sign(reader: &Reader<'_>, text: &str, end: usize) -> Option<(MoneyWord, usize)> {
    let sign = reader.next(end)?;
    let money = match sign {
        '$' => currency::of_dollar(text)?,
        '€' if text == "T" => MoneyWord { factor: 1_000, ..currency::by_sign('€')? },
        _ => return None,
    };
    Some((money, end + sign.len_utf8()))
}

fn sterling(reader: &Reader<'_>, end: usize) -> usize {
    match reader.next_word(end) {
        Some((word, after)) if word.as_str() == "sterling" => after,
        _ => end,
    }
}
