//! Class `iban`: bank accounts, checked by country, length and check digits.
//!
//! In: a place where a word begins. Out: the account there, added to the walk, and where to go on. Lengths are
//! those of the registry of ISO 13616, release 102 (June 2026), compared in November 2026 with a public copy
//! of that table.

use super::figure::Walk;
use super::{Class, Example, finds};
use crate::lexicon::class::reader::is_blank;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "accounts in lower case, with a wrong check digit, or of countries outside the registry; old account and bank numbers";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Konto [[DE89 3704 0044 0532 0130 00]], auch [[DE89370400440532013000]].", &[]),
    finds("de", "[[AT611904300234573201]] und [[CH93 0076 2011 6238 5295 7]]", &[]),
    finds(
        "de",
        "DE88 3704 0044 0532 0130 00, DE89 3704, DE89, Bestellung AB12 3456 7890 1234",
        &[],
    ),
    finds("en", "Pay to [[GB29 NWBK 6016 1331 9268 19]] today.", &[]),
    finds("en", "GB29 NWBK 6016 1331 9268 18 has a wrong digit.", &[]),
];

/// Countries and the number of characters of their accounts.
const LENGTHS: [(&str, usize); 89] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

/// An account at `at`.
pub(super) fn read(walk: &mut Walk<'_>, at: usize) -> Option<usize> {
    let reader = walk.reader;
    let country = reader.rest(at).get(..2)?;
    let found = LENGTHS.binary_search_by(|(code, _)| (*code).cmp(country)).ok()?;
    let (_, length) = *LENGTHS.get(found)?;
    let mut account = [0_u8; 34];
    let mut count = 0;
    let mut end = at;
    for character in reader.rest(at).chars() {
        let blank = is_blank(character) && count > 0 && count % 4 == 0;
        if count == length
            || !(blank || character.is_ascii_digit() || character.is_ascii_uppercase())
        {
            break;
        }
        // A second blank in a row, or none where there is one, is somebody else's text.
        if !blank {
            *account.get_mut(count)? = u8::try_from(character).ok()?;
            count += 1;
        } else if !reader
            .next(end + character.len_utf8())
            .is_some_and(|c| c.is_ascii_alphanumeric())
        {
            break;
        }
        end += character.len_utf8();
    }
    let account = account.get(..count)?;
    let sound = count == length && reader.closed(end) && has_check_digits(account);
    sound.then(|| {
        walk.add(Class::Iban, at..end, None);
        end
    })
}

/// The check of ISO 7064: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1.
fn has_check_digits(account: &[u8]) -> bool {
    if account.len() < 5 || !account[2..4].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let rest = account[4..].iter().chain(&account[..4]).fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LENGTHS.is_sorted());
        assert!(LENGTHS.iter().all(|(_, length)| (15..=34).contains(length)));
    }
}
