//! Words of quantity: number words, thousands and millions, currencies, percent, units of measure.
//!
//! In: a language and a word in lower case. Out: what it means. Nothing here looks at a text; how the words
//! stand together is the business of `class`.

pub mod currency;
pub mod number;
pub mod scale;

pub use currency::{Currency, MoneyWord};
pub use number::NumberWord;
pub use scale::{Scale, ScalePlace};

use crate::lexicon::table::Table;
use crate::text::Language;

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

static BEFORE_NAMES: Table<()> = Table::new(&[
    ("abb", ()),
    ("abbildung", ()),
    ("abs", ()),
    ("absatz", ()),
    ("aktenzeichen", ()),
    ("anhang", ()),
    ("annex", ()),
    ("art", ()),
    ("article", ()),
    ("artikel", ()),
    ("auftrag", ()),
    ("ausgabe", ()),
    ("az", ()),
    ("band", ()),
    ("chapter", ()),
    ("din", ()),
    ("en", ()),
    ("figure", ()),
    ("folge", ()),
    ("gebäude", ()),
    ("halle", ()),
    ("hrb", ()),
    ("iec", ()),
    ("iso", ()),
    ("issue", ()),
    ("kapitel", ()),
    ("no", ()),
    ("nr", ()),
    ("number", ()),
    ("nummer", ()),
    ("order", ()),
    ("p", ()),
    ("page", ()),
    ("part", ()),
    ("plz", ()),
    ("pp", ()),
    ("raum", ()),
    ("ref", ()),
    ("release", ()),
    ("rfc", ()),
    ("room", ()),
    ("s", ()),
    ("schritt", ()),
    ("section", ()),
    ("seite", ()),
    ("step", ()),
    ("suite", ()),
    ("tabelle", ()),
    ("table", ()),
    ("teil", ()),
    ("ticket", ()),
    ("v", ()),
    ("version", ()),
    ("volume", ()),
    ("wkn", ()),
    ("zimmer", ()),
]);

/// Words after which a number is a name or a place in an order, not a quantity: `Nr. 5`, `ISO 9001`, `Art. 17`,
/// `Raum 3`, in German also after a street.
#[must_use]
pub fn leads_to_name(language: Language, word: &str) -> bool {
    const STREETS: [&str; 9] =
        ["allee", "damm", "gasse", "platz", "straße", "strasse", "str", "ufer", "weg"];
    let street = language == Language::GERMAN && STREETS.iter().any(|end| word.ends_with(end));
    street || BEFORE_NAMES.get(word).is_some() || word.ends_with("nummer")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    #[test]
    fn what_stands_beside_numbers() {
        assert_sound(&BEFORE_NAMES);
        let german = |word| leads_to_name(Language::GERMAN, word);
        assert!(
            german("iso") && german("bestellnummer") && german("hauptstraße") && !german("rund")
        );
        assert!(
            is_percent(Language::GERMAN, "prozentigen")
                && !is_percent(Language::GERMAN, "prozentpunkte")
        );
        assert!(is_measure("kWh") && !is_measure("G"));
    }
}
