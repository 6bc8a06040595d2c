//! Words of quantity: number words, thousands and millions, currencies, percent, units of measure.
//!
//! In: a language and a word in lower case. Out: what it means. Nothing here looks at a text; how the words
//! stand together is the business of `class`.

use crate::lexicon::table::Table;
use crate::text::Language;

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// A number by itself, in halves: `zwölf` is 24, `anderthalb` is 3.
    Halves(u64),
    /// `ein`, `one`: a number only before a unit (`ein Prozent`, `one million`).
    Single,
    /// `a`: a number only before `million` and the like.
    Article,
    /// `hundred`, `thousand` as a number word follows or precedes them.
    Times(u64),
    /// `half` before `a million`.
    Half,
}

use NumberWord::{Article, Half, Halves, Single, Times};

/// English number words; tens and units are put together by `class`.
static ENGLISH_NUMBERS: Table<NumberWord> = Table::new(&[
    ("a", Article),
    ("an", Article),
    ("eight", Halves(16)),
    ("eighteen", Halves(36)),
    ("eighty", Halves(160)),
    ("eleven", Halves(22)),
    ("fifteen", Halves(30)),
    ("fifty", Halves(100)),
    ("five", Halves(10)),
    ("forty", Halves(80)),
    ("four", Halves(8)),
    ("fourteen", Halves(28)),
    ("half", Half),
    ("hundred", Times(100)),
    ("nine", Halves(18)),
    ("nineteen", Halves(38)),
    ("ninety", Halves(180)),
    ("one", Single),
    ("seven", Halves(14)),
    ("seventeen", Halves(34)),
    ("seventy", Halves(140)),
    ("six", Halves(12)),
    ("sixteen", Halves(32)),
    ("sixty", Halves(120)),
    ("ten", Halves(20)),
    ("thirteen", Halves(26)),
    ("thirty", Halves(60)),
    ("thousand", Times(1_000)),
    ("three", Halves(6)),
    ("twelve", Halves(24)),
    ("twenty", Halves(40)),
    ("two", Halves(4)),
]);

/// An English number word.
#[must_use]
pub fn english_number(word: &str) -> Option<NumberWord> {
    ENGLISH_NUMBERS.get(word)
}

/// The number words of a language that can be listed: all of English, none of German, which puts them together
/// without end.
pub fn number_words(language: Language) -> impl Iterator<Item = &'static str> {
    let english = if language == Language::ENGLISH { ENGLISH_NUMBERS.entries() } else { &[] };
    english.iter().map(|(word, _)| *word)
}

/// Parts of German number words, longest first where one begins another.
const GERMAN_UNITS: [(&str, u64); 14] = [
    ("eine", 1),
    ("eins", 1),
    ("ein", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
];
const GERMAN_TEENS: [(&str, u64); 8] = [
    ("zwölf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];
const GERMAN_TENS: [(&str, u64); 9] = [
    ("zwanzig", 20),
    ("dreißig", 30),
    ("dreissig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];

/// A German number word in lower case, however long (`zweihundertfünfzigtausend`).
///
/// `ein` and its forms are [`NumberWord::Single`]; everything else is a number by itself.
#[must_use]
pub fn german_number(word: &str) -> Option<NumberWord> {
    if !matches!(
        word.bytes().next(),
        Some(b'a' | b'd' | b'e' | b'f' | b'h' | b'n' | b's' | b't' | b'v' | b'z')
    ) {
        return None;
    }
    match word {
        "ein" | "eine" | "einem" | "einen" | "einer" | "eines" => return Some(Single),
        // Nobody counts with it: `Nummer eins`, `eins ist klar`.
        "eins" => return None,
        "anderthalb" | "eineinhalb" => return Some(Halves(3)),
        "zweier" => return Some(Halves(4)),
        "dreier" => return Some(Halves(6)),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("einhalb") {
        return below_hundred(stem).map(|whole| Halves(2 * whole + 1));
    }
    below_million(word).map(|number| Halves(2 * number))
}

fn below_million(word: &str) -> Option<u64> {
    match word.split_once("tausend") {
        None => below_thousand(word),
        Some((count, rest)) => {
            let count = if count.is_empty() { 1 } else { below_thousand(count)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            Some(count * 1000 + if rest.is_empty() { 0 } else { below_thousand(rest)? })
        }
    }
}

fn below_thousand(word: &str) -> Option<u64> {
    match word.split_once("hundert") {
        None => below_hundred(word),
        Some((count, rest)) => {
            let count = if count.is_empty() { 1 } else { below_hundred(count)? };
            let rest = rest.strip_prefix("und").unwrap_or(rest);
            Some(count * 100 + if rest.is_empty() { 0 } else { below_hundred(rest)? })
        }
    }
}

fn below_hundred(word: &str) -> Option<u64> {
    let known = |list: &[(&str, u64)], word: &str| {
        list.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
    };
    if let Some(number) = known(&GERMAN_UNITS, word).or_else(|| known(&GERMAN_TEENS, word)) {
        return Some(number);
    }
    let (tens_name, tens) = GERMAN_TENS.iter().find(|(name, _)| word.ends_with(name))?;
    let rest = word.strip_suffix(tens_name)?;
    if rest.is_empty() {
        return Some(*tens);
    }
    let unit = known(&GERMAN_UNITS, rest.strip_suffix("und")?)?;
    (unit < 10).then_some(tens + unit)
}

/// A word that multiplies the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// By how much.
    pub factor: u64,
    /// How it may stand.
    pub place: ScalePlace,
}

/// Where a [`Scale`] counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalePlace {
    /// Anywhere after a number.
    Word,
    /// The same, and a full stop after it belongs to it: `Mio.`
    Abbreviation,
    /// Only written onto the digits, in lower case: `5k`, `1.2bn`.
    Attached,
    /// Only where a currency stands before the number: `£5m` (`5 m` are metres).
    Money,
}

const fn word(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Word }
}
const fn short(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Abbreviation }
}
const fn attached(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Attached }
}
const fn money(factor: u64) -> Scale {
    Scale { factor, place: ScalePlace::Money }
}

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const GERMAN_MILLIARDE: u64 = 1_000_000_000;
const GERMAN_BILLION: u64 = 1_000_000_000_000;

static GERMAN_SCALES: Table<Scale> = Table::new(&[
    ("billion", word(GERMAN_BILLION)),
    ("billionen", word(GERMAN_BILLION)),
    ("bio", short(GERMAN_BILLION)),
    ("bn", word(GERMAN_MILLIARDE)),
    ("dutzend", word(12)),
    ("hundert", word(100)),
    ("k", attached(THOUSAND)),
    ("m", money(MILLION)),
    ("milliarde", word(GERMAN_MILLIARDE)),
    ("milliarden", word(GERMAN_MILLIARDE)),
    ("million", word(MILLION)),
    ("millionen", word(MILLION)),
    ("mio", short(MILLION)),
    ("mrd", short(GERMAN_MILLIARDE)),
    ("tausend", word(THOUSAND)),
    ("tsd", short(THOUSAND)),
]);

static ENGLISH_SCALES: Table<Scale> = Table::new(&[
    ("b", money(1_000_000_000)),
    ("billion", word(1_000_000_000)),
    ("bn", word(1_000_000_000)),
    ("dozen", word(12)),
    ("hundred", word(100)),
    ("k", attached(THOUSAND)),
    ("m", money(MILLION)),
    ("million", word(MILLION)),
    ("mln", word(MILLION)),
    ("mn", word(MILLION)),
    ("thousand", word(THOUSAND)),
    ("tn", word(1_000_000_000_000)),
    ("trillion", word(1_000_000_000_000)),
]);

/// A scale word of the language. German `Billion` is 10¹², English `billion` 10⁹.
#[must_use]
pub fn scale(language: Language, word: &str) -> Option<Scale> {
    match language {
        Language::GERMAN => GERMAN_SCALES.get(word),
        Language::ENGLISH => ENGLISH_SCALES.get(word),
        _ => None,
    }
}

/// Abbreviations of quantity that end in a full stop and end no sentence: `Mio`, `Mrd`, `Tsd`.
pub fn abbreviations(language: Language) -> impl Iterator<Item = &'static str> {
    let entries = match language {
        Language::GERMAN => GERMAN_SCALES.entries(),
        Language::ENGLISH => ENGLISH_SCALES.entries(),
        _ => &[],
    };
    let short = entries.iter().filter(|(_, scale)| scale.place == ScalePlace::Abbreviation);
    short.map(|(word, _)| *word)
}

/// The denominator that a fraction word names: `Drittel`, `thirds`. English `third` and `quarter` alone
/// are ordinals and parts of a year, so only their plurals count.
#[must_use]
pub fn denominator(language: Language, word: &str) -> Option<u64> {
    Some(match (language, word) {
        (Language::GERMAN, "drittel") | (Language::ENGLISH, "thirds") => 3,
        (Language::GERMAN, "viertel") | (Language::ENGLISH, "quarters") => 4,
        (Language::GERMAN, "fünftel") | (Language::ENGLISH, "fifths") => 5,
        (Language::GERMAN, "sechstel") | (Language::ENGLISH, "sixths") => 6,
        (Language::GERMAN, "achtel") | (Language::ENGLISH, "eighths") => 8,
        (Language::GERMAN, "zehntel") | (Language::ENGLISH, "tenths") => 10,
        _ => return None,
    })
}

/// Whether the word says percent by itself; `per cent` is two words.
#[must_use]
pub fn is_percent(language: Language, word: &str) -> bool {
    match language {
        Language::GERMAN => {
            matches!(word, "prozent" | "prozentig")
                || word
                    .strip_prefix("prozentige")
                    .is_some_and(|end| matches!(end, "" | "m" | "n" | "r" | "s"))
        }
        Language::ENGLISH => matches!(word, "percent" | "pct"),
        _ => false,
    }
}

/// Symbols of measure that may be written onto the digits (`5kg`, `30km`): case matters, so that `5G` and
/// `4K` stay names.
#[must_use]
pub fn is_measure(symbol: &str) -> bool {
    matches!(
        symbol,
        "mm" | "cm"
            | "dm"
            | "m"
            | "km"
            | "ha"
            | "mg"
            | "g"
            | "kg"
            | "t"
            | "ml"
            | "cl"
            | "l"
            | "W"
            | "kW"
            | "MW"
            | "GW"
            | "TW"
            | "kWh"
            | "MWh"
            | "GWh"
            | "TWh"
            | "Wh"
            | "kWp"
            | "MWp"
            | "kV"
            | "V"
            | "mAh"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "kB"
            | "MB"
            | "GB"
            | "TB"
            | "PB"
            | "Mbit"
            | "Gbit"
            | "ms"
            | "min"
            | "h"
            | "x"
            | "fach"
            | "mal"
            | "ft"
            | "lb"
            | "lbs"
            | "oz"
            | "mi"
            | "mph"
            | "dpi"
            | "px"
    )
}

/// Words after which a number is a name or a place in a list, not a quantity: `Nr. 5`, `ISO 9001`, `Art. 17`.
#[must_use]
pub fn leads_to_name(word: &str) -> bool {
    static WORDS: Table<()> = Table::new(&[
        ("abs", ()),
        ("absatz", ()),
        ("aktenzeichen", ()),
        ("anhang", ()),
        ("annex", ()),
        ("art", ()),
        ("artikel", ()),
        ("article", ()),
        ("auftrag", ()),
        ("az", ()),
        ("chapter", ()),
        ("din", ()),
        ("en", ()),
        ("figure", ()),
        ("hrb", ()),
        ("iec", ()),
        ("iso", ()),
        ("kapitel", ()),
        ("no", ()),
        ("nr", ()),
        ("number", ()),
        ("nummer", ()),
        ("order", ()),
        ("page", ()),
        ("plz", ()),
        ("ref", ()),
        ("release", ()),
        ("rfc", ()),
        ("seite", ()),
        ("section", ()),
        ("ticket", ()),
        ("v", ()),
        ("version", ()),
    ]);
    WORDS.get(word).is_some() || word.ends_with("nummer") || word.ends_with("-nr")
}

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
pub fn currency_sign(sign: char) -> Option<MoneyWord> {
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
pub fn dollar_prefix(letters: &str) -> Option<MoneyWord> {
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
pub fn currency_code(letters: &str) -> Option<MoneyWord> {
    if !matches!(letters.len(), 3 | 4) {
        return None;
    }
    if let Some(currency) = Currency::by_code(letters) {
        return Some(MoneyWord { currency: Some(currency), minor: false, factor: 1 });
    }
    let (factor, code) = match letters.as_bytes().first()? {
        b'T' | b'k' => (THOUSAND, &letters[1..]),
        b'M' => (MILLION, &letters[1..]),
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
pub fn currency_name(language: Language, word: &str) -> Option<MoneyWord> {
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
pub fn qualified_currency(adjective: &str, noun: &str) -> Option<MoneyWord> {
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
        assert_sound(&ENGLISH_NUMBERS);
        assert_sound(&GERMAN_SCALES);
        assert_sound(&ENGLISH_SCALES);
        assert_sound(&GERMAN_MONEY);
        assert_sound(&ENGLISH_MONEY);
        assert!(leads_to_name("iso") && leads_to_name("bestellnummer") && !leads_to_name("rund"));
        assert!(CODES.is_sorted());
    }

    #[test]
    fn german_number_words() {
        let samples = [
            ("zwölf", 12),
            ("hundert", 100),
            ("einundzwanzig", 21),
            ("fünfundsiebzig", 75),
            ("zweihundertfünfzig", 250),
            ("hundertundeins", 101),
            ("tausend", 1_000),
            ("neunzehnhundertachtundneunzig", 1_998),
            ("zweihundertfünfzigtausend", 250_000),
            ("dreissig", 30),
        ];
        for (word, number) in samples {
            assert_eq!(german_number(word), Some(Halves(2 * number)), "{word}");
        }
        assert_eq!(german_number("zweieinhalb"), Some(Halves(5)));
        assert_eq!(german_number("eine"), Some(Single));
        for word in [
            "achtung",
            "eins",
            "elfe",
            "zwölfte",
            "dreikönig",
            "tausendmal",
            "undzwanzig",
            "",
            "zehnundzwanzig",
        ] {
            assert_eq!(german_number(word), None, "{word}");
        }
    }

    #[test]
    fn currencies_by_sign_code_and_name() {
        let code =
            |word: Option<MoneyWord>| word.and_then(|word| word.currency).map(|c| c.to_string());
        assert_eq!(code(currency_sign('€')).as_deref(), Some("EUR"));
        assert_eq!(code(currency_code("USD")).as_deref(), Some("USD"));
        assert_eq!(currency_code("TEUR").map(|word| word.factor), Some(1_000));
        assert_eq!(code(qualified_currency("schweizer", "franken")).as_deref(), Some("CHF"));
        assert_eq!(code(qualified_currency("us", "dollars")).as_deref(), Some("USD"));
        assert_eq!(code(qualified_currency("canadian", "dollars")).as_deref(), Some("CAD"));
        assert_eq!(code(qualified_currency("swedish", "kronor")).as_deref(), Some("SEK"));
        assert!(
            currency_name(Language::GERMAN, "rupien").is_some_and(|word| word.currency.is_none())
        );
        assert!(currency_code("TRY").is_none() && currency_code("NATO").is_none());
    }
}
