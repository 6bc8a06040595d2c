//! Spellings of one word: how it is cleaned before a look-up, and which others are tried after a miss.
//!
//! In: a token. Out: strings that a dictionary may hold. This file has no dictionary.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::invisible;

/// A word longer than this many bytes is not analysed: no dictionary holds it, and what it would cost grows
/// with the square of its length.
pub(super) const MAX_WORD: usize = 96;

/// The word as dictionaries write it: compatibility characters composed, invisible ones removed, one kind of
/// apostrophe and of hyphen, joined again where a line end parts it.
pub(super) fn clean(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || ('À'..='ÿ').contains(&c);
    if word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    let mut clean = String::with_capacity(word.len());
    for character in word.nfkc().filter(|c| !invisible(*c)) {
        match character {
            '’' | '‘' | 'ʼ' | '´' | '`' | '′' => clean.push('\''),
            '‐' | '‑' | '﹣' => clean.push('-'),
            c if c.is_whitespace() => {
                if clean.ends_with('-') {
                    clean.pop();
                }
            }
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// No letter is a capital.
    Small,
    /// Only the first letter is.
    Capital,
    /// All letters are, and there are several.
    Capitals,
    /// Some inner letter is.
    Mixed,
}

pub(super) fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let (mut small, mut capital) = (false, false);
    for letter in letters {
        if letter.is_uppercase() {
            capital = true;
        } else {
            small = true;
        }
    }
    match (first, capital, small) {
        (false, false, _) => Case::Small,
        (true, false, _) => Case::Capital,
        (true, true, false) => Case::Capitals,
        _ => Case::Mixed,
    }
}

/// The word in small letters.
pub(super) fn small(word: &str) -> String {
    word.to_lowercase()
}

/// The word in small letters but for a capital at its beginning.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// Other spellings that may be meant: *ss* for *ß* at each place, *ß* for *ss*, *ae oe ue* for umlauts. At most
/// four places are tried, alone and together.
pub(super) fn variants(word: &str) -> Vec<String> {
    let mut places: Vec<(usize, usize, &str)> = Vec::new();
    let bytes = word.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        let replacement = match pair {
            b"ss" => "ß",
            b"ae" => "ä",
            b"oe" => "ö",
            b"ue" => "ü",
            b"Ae" => "Ä",
            b"Oe" => "Ö",
            b"Ue" => "Ü",
            [0xC3, 0x9F] => "ss",
            _ => continue,
        };
        if places.len() < 4 {
            places.push((at, at + 2, replacement));
        }
    }
    (1..1_usize << places.len()).filter_map(|subset| replaced(word, &places, subset)).collect()
}

/// The word with the chosen places replaced; none if two of them overlap.
fn replaced(word: &str, places: &[(usize, usize, &str)], subset: usize) -> Option<String> {
    let mut result = String::with_capacity(word.len() + 4);
    let mut done = 0;
    for (nth, (start, end, replacement)) in places.iter().enumerate() {
        if subset >> nth & 1 == 1 {
            result.push_str(word.get(done..*start)?);
            result.push_str(replacement);
            done = *end;
        }
    }
    result.push_str(word.get(done..)?);
    Some(result)
}

/// The woman's form that a gender form stands for: `Kund*innen`, `Kund:innen`, `Kund_innen`, `Partner/-in`,
/// `Bürger(innen)`, `MarktführerInnen`; `jede:r` gives *jeder*.
pub(super) fn without_gender_sign(word: &str) -> Option<String> {
    let sign = |c: char| matches!(c, '*' | ':' | '_' | '·' | '/' | '(' | ')');
    if word.contains(sign) {
        let joined = word.replace("/-", "").replace(sign, "");
        // `Kunden/-innen` is short for *Kunden und Kundinnen*.
        return Some(match joined.strip_suffix("eninnen") {
            Some(stem) => [stem, "innen"].concat(),
            None => joined,
        });
    }
    let at = word.rfind("In")?;
    let before = word[..at].ends_with(char::is_lowercase);
    let rest = &word[at + 2..];
    (before && (rest.is_empty() || rest.starts_with("nen")))
        .then(|| [&word[..at], "in", rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_what_dictionaries_do_not_write() {
        assert!(matches!(clean("Maßstab"), Cow::Borrowed(_)));
        assert_eq!(clean("Maß\u{AD}stab"), "Maßstab");
        assert_eq!(clean("u\u{308}ber"), "über");
        assert_eq!(clean("nach-\n  haltig"), "nachhaltig");
        assert_eq!(clean("Initech’s"), "Initech's");
        assert_eq!(clean("E‑Mail"), "E-Mail");
        assert_eq!(clean("𝐠𝐚𝐫𝐚𝐧𝐭𝐢𝐞"), "garantie");
    }

    #[test]
    fn tells_cases_apart() {
        let cases = ["haus", "Haus", "HAUS", "GmbH", "iPhone", "A", "E-Mail", "5G"].map(case);
        use Case::{Capital, Capitals, Mixed, Small};
        assert_eq!(cases, [Small, Capital, Capitals, Mixed, Mixed, Capital, Mixed, Capital]);
    }

    #[test]
    fn variants_of_spelling() {
        assert_eq!(variants("massgeschneidert"), ["maßgeschneidert"]);
        assert!(variants("Massstab").contains(&"Maßstab".to_owned()));
        assert!(variants("uebergross").contains(&"übergroß".to_owned()));
        assert_eq!(variants("weiß"), ["weiss"]);
        assert!(variants("Haus").is_empty());
        assert!(variants(&"ss".repeat(40)).len() < 16);
    }

    #[test]
    fn gender_signs() {
        for form in [
            "Kund*innen",
            "Kund:innen",
            "Kund_innen",
            "Kund/innen",
            "Kund/-innen",
            "Kund(innen)",
            "KundInnen",
            "Kunden/-innen",
        ] {
            assert_eq!(without_gender_sign(form).as_deref(), Some("Kundinnen"), "{form}");
        }
        assert_eq!(without_gender_sign("jede:r").as_deref(), Some("jeder"));
        assert_eq!(without_gender_sign("Kolleg(inn)en").as_deref(), Some("Kolleginnen"));
        assert_eq!(without_gender_sign("Kunde"), None);
        assert_eq!(without_gender_sign("Innen"), None);
    }
}
