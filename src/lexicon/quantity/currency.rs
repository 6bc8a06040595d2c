//! Currencies: signs, codes and names.
//!
//! In: a sign, letters as they stand, or words in lower case. Out: the currency, as far as it is told.

use crate::lexicon::table::Table;
use crate::text::Language;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code, if it is one that we know.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        let known = CODES.binary_search(&code).is_ok();
        match code.as_bytes() {
            [a, b, c] if known => Some(Self([*a, *b, *c])),
            _ => None,
        }
    }

    /// Its code: `EUR`.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Codes that are read as currencies. Those that are English words in capitals (`TRY`, `ALL`, `TOP`) are left out.
const CODES: [&str; 32] = [
    "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "RUB",
    "SAR", "SEK", "SGD", "THB", "USD", "ZAR",
];

/// What stands for money beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyWord {
    /// The currency, if the word alone tells it.
    pub currency: Option<Currency>,
    /// Parts of a hundred: `Cent`, `pence`.
    pub minor: bool,
    /// By how much it multiplies: `TEUR` by a thousand.
    pub factor: u64,
}

const fn iso(code: [u8; 3]) -> MoneyWord {
    MoneyWord { currency: Some(Currency(code)), minor: false, factor: 1 }
}
const fn minor(currency: Option<Currency>) -> MoneyWord {
    MoneyWord { currency, minor: true, factor: 1 }
}
const AUD: MoneyWord = iso(*b"AUD");
const BRL: MoneyWord = iso(*b"BRL");
const CAD: MoneyWord = iso(*b"CAD");
const CHF: MoneyWord = iso(*b"CHF");
const CNY: MoneyWord = iso(*b"CNY");
const CZK: MoneyWord = iso(*b"CZK");
const DKK: MoneyWord = iso(*b"DKK");
const EUR: MoneyWord = iso(*b"EUR");
const GBP: MoneyWord = iso(*b"GBP");
const HKD: MoneyWord = iso(*b"HKD");
const ILS: MoneyWord = iso(*b"ILS");
const INR: MoneyWord = iso(*b"INR");
const JPY: MoneyWord = iso(*b"JPY");
const KRW: MoneyWord = iso(*b"KRW");
const NOK: MoneyWord = iso(*b"NOK");
const NZD: MoneyWord = iso(*b"NZD");
const PHP: MoneyWord = iso(*b"PHP");
const PLN: MoneyWord = iso(*b"PLN");
const RUB: MoneyWord = iso(*b"RUB");
const SEK: MoneyWord = iso(*b"SEK");
const SGD: MoneyWord = iso(*b"SGD");
const THB: MoneyWord = iso(*b"THB");
const TRY: MoneyWord = iso(*b"TRY");
const UAH: MoneyWord = iso(*b"UAH");
const USD: MoneyWord = iso(*b"USD");
const VND: MoneyWord = iso(*b"VND");
const CENT: MoneyWord = minor(None);
const EURO_CENT: MoneyWord = minor(Some(Currency(*b"EUR")));
const PENNY: MoneyWord = minor(Some(Currency(*b"GBP")));
const RAPPEN: MoneyWord = minor(Some(Currency(*b"CHF")));
const UNTOLD: MoneyWord = MoneyWord { currency: None, minor: false, factor: 1 };

/// A currency sign. `$` alone is read as the US dollar; `¥` is the yen or the yuan and tells neither.
#[must_use]
pub fn by_sign(sign: char) -> Option<MoneyWord> {
    Some(match sign {
        '€' => EUR,
        '$' | '＄' => USD,
        '£' => GBP,
        '¥' | '￥' => UNTOLD,
        '₹' => INR,
        '₽' => RUB,
        '₩' => KRW,
        '₪' => ILS,
        '₺' => TRY,
        '₴' => UAH,
        '฿' => THB,
        '₱' => PHP,
        '₫' => VND,
        '¢' => CENT,
        _ => return None,
    })
}

/// Letters written before `$`: `US$`, `A$`.
#[must_use]
pub fn of_dollar(letters: &str) -> Option<MoneyWord> {
    Some(match letters {
        "US" => USD,
        "A" | "AU" => AUD,
        "C" | "CA" | "CAN" => CAD,
        "NZ" => NZD,
        "HK" => HKD,
        "S" => SGD,
        "R" => BRL,
        _ => return None,
    })
}

/// A currency code in capitals, with the thousands that German accounts write before it (`TEUR`, `T€` is
/// read by its letter).
#[must_use]
pub fn by_code(letters: &str) -> Option<MoneyWord> {
    if !matches!(letters.len(), 3 | 4) {
        return None;
    }
    if let Some(currency) = Currency::by_code(letters) {
        return Some(MoneyWord { currency: Some(currency), minor: false, factor: 1 });
    }
    let (factor, code) = match letters.as_bytes().first()? {
        b'T' | b'k' => (1_000, &letters[1..]),
        b'M' => (1_000_000, &letters[1..]),
        _ => return None,
    };
    matches!(code, "EUR" | "USD" | "CHF" | "GBP").then(|| MoneyWord {
        currency: Currency::by_code(code),
        minor: false,
        factor,
    })
}

static GERMAN_MONEY: Table<MoneyWord> = Table::new(&[
    ("cent", EURO_CENT),
    ("cents", EURO_CENT),
    ("ct", EURO_CENT),
    ("dollar", USD),
    ("euro", EUR),
    ("euros", EUR),
    ("franken", CHF),
    ("kronen", UNTOLD),
    ("pfund", GBP),
    ("rappen", RAPPEN),
    ("renminbi", CNY),
    ("rubel", RUB),
    ("rupien", UNTOLD),
    ("yen", JPY),
    ("yuan", CNY),
    ("zloty", PLN),
]);

static ENGLISH_MONEY: Table<MoneyWord> = Table::new(&[
    ("cent", CENT),
    ("cents", CENT),
    ("dollar", USD),
    ("dollars", USD),
    ("euro", EUR),
    ("euros", EUR),
    ("franc", UNTOLD),
    ("francs", UNTOLD),
    ("kroner", UNTOLD),
    ("pence", PENNY),
    ("pound", GBP),
    ("pounds", GBP),
    ("renminbi", CNY),
    ("roubles", RUB),
    ("rubles", RUB),
    ("rupees", UNTOLD),
    ("yen", JPY),
    ("yuan", CNY),
    ("zloty", PLN),
]);

/// A currency's name.
#[must_use]
pub fn by_name(language: Language, word: &str) -> Option<MoneyWord> {
    match language {
        Language::GERMAN => GERMAN_MONEY.get(word),
        Language::ENGLISH => ENGLISH_MONEY.get(word),
        _ => None,
    }
}

/// A country's adjective before a currency's name: the beginnings of both words, and the currency.
const QUALIFIED: [(&str, &str, MoneyWord); 19] = [
    ("american", "dollar", USD),
    ("amerikanisch", "dollar", USD),
    ("australian", "dollar", AUD),
    ("australisch", "dollar", AUD),
    ("british", "pound", GBP),
    ("britisch", "pfund", GBP),
    ("canadian", "dollar", CAD),
    ("czech", "koruna", CZK),
    ("danish", "kron", DKK),
    ("dänisch", "kron", DKK),
    ("indian", "rupee", INR),
    ("indisch", "rupie", INR),
    ("kanadisch", "dollar", CAD),
    ("norwegi", "kron", NOK),
    ("norwegisch", "kron", NOK),
    ("schwedisch", "kron", SEK),
    ("schweizer", "franken", CHF),
    ("swedish", "kron", SEK),
    ("swiss", "franc", CHF),
];

/// The currency that an adjective and a noun name together: `US-Dollar`, `Schweizer Franken`, `Swedish kroner`.
#[must_use]
pub fn by_names(adjective: &str, noun: &str) -> Option<MoneyWord> {
    let fits = |word: &str, stem: &str| word.starts_with(stem) && word.len() <= stem.len() + 2;
    if adjective == "us" && fits(noun, "dollar") {
        return Some(USD);
    }
    let found =
        QUALIFIED.iter().find(|(country, unit, _)| fits(adjective, country) && fits(noun, unit));
    found.map(|(_, _, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    #[test]
    fn the_lists_are_sound() {
        assert_sound(&GERMAN_MONEY);
        assert_sound(&ENGLISH_MONEY);
        assert!(CODES.is_sorted());
    }

    #[test]
    fn currencies_by_sign_code_and_name() {
        let code =
            |word: Option<MoneyWord>| word.and_then(|word| word.currency).map(|c| c.to_string());
        assert_eq!(code(by_sign('€')).as_deref(), Some("EUR"));
        assert_eq!(code(by_code("USD")).as_deref(), Some("USD"));
        assert_eq!(by_code("TEUR").map(|word| word.factor), Some(1_000));
        assert_eq!(code(by_names("schweizer", "franken")).as_deref(), Some("CHF"));
        assert_eq!(code(by_names("us", "dollars")).as_deref(), Some("USD"));
        assert_eq!(code(by_names("canadian", "dollars")).as_deref(), Some("CAD"));
        assert_eq!(code(by_names("swedish", "kronor")).as_deref(), Some("SEK"));
        assert!(by_name(Language::GERMAN, "rupien").is_some_and(|word| word.currency.is_none()));
        assert!(by_code("TRY").is_none() && by_code("NATO").is_none());
    }
}
