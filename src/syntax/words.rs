//! The words of the language: which are reserved, and where each one belongs.
//!
//! In: a word. Out: what the language knows of it. The grammar decides what is read; these tables are for
//! messages, and a test checks that the two agree.

use crate::diagnostic::Bilingual;

/// Reserved words, each with one to take in its place where somebody wants it as a name.
pub(super) const RESERVED: &[(&str, &str)] = &[
    ("across", "overall"),
    ("after", "later"),
    ("agree", "agreement"),
    ("allow", "allowed"),
    ("and", "both"),
    ("approval", "clearance"),
    ("as", "like"),
    ("at", "place"),
    ("before", "earlier"),
    ("by", "person"),
    ("count", "amount"),
    ("during", "period"),
    ("evidence", "proof"),
    ("every", "each"),
    ("exactly", "exact"),
    ("except", "exception"),
    ("field", "entry"),
    ("first", "opening"),
    ("for", "purpose"),
    ("forbid", "forbidden"),
    ("from", "origin"),
    ("has", "holds"),
    ("in", "inside"),
    ("is", "equals"),
    ("last", "closing"),
    ("limit", "maximum"),
    ("listed", "registered"),
    ("near", "nearby"),
    ("no", "none"),
    ("not", "none"),
    ("of", "part-of"),
    ("on", "channel"),
    ("only", "sole"),
    ("or", "either"),
    ("outside", "external"),
    ("over", "above"),
    ("per", "each"),
    ("prefer", "preferred"),
    ("require", "required"),
    ("review", "second-look"),
    ("same", "equal"),
    ("then", "next"),
    ("to", "target"),
    ("unless", "exception"),
    ("until", "end"),
    ("when", "moment"),
    ("with", "including"),
    ("within", "inside"),
];

/// The word to take instead of a reserved one; `None` if the word is free.
pub(super) fn instead_of(word: &str) -> Option<&'static str> {
    RESERVED.iter().find(|(reserved, _)| *reserved == word).map(|&(_, instead)| instead)
}

/// What holds sentences: the file, or a sort of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Pack,
    Use,
    Field,
    Role,
    Register,
    Define,
    Zone,
    Rule,
    Amend,
    Scenario,
}

impl Home {
    /// The word that begins it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Use => "use",
            Self::Field => "field",
            Self::Role => "role",
            Self::Register => "register",
            Self::Define => "define",
            Self::Zone => "zone",
            Self::Rule => "rule",
            Self::Amend => "amend",
            Self::Scenario => "scenario",
        }
    }

    /// The words that begin a sentence in its block.
    pub(super) fn sentences(self) -> &'static [&'static str] {
        match self {
            Self::Pack => PACK,
            Self::Use => USE,
            Self::Role => ROLE,
            Self::Rule => RULE,
            Self::Amend => AMEND,
            Self::Scenario => SCENARIO,
            Self::Field | Self::Register | Self::Define | Self::Zone => &[],
        }
    }

    /// The words that may stand after its head, before a block.
    pub(super) fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Field => FIELD,
            Self::Use => &["except"],
            _ => &[],
        }
    }

    /// Where such a thing stands, in words.
    fn place(self) -> Bilingual {
        match self {
            Self::Pack => {
                Bilingual { en: "in the braces of a `pack`", de: "in die Klammern eines `pack`" }
            }
            Self::Use => {
                Bilingual { en: "in braces after a `use`", de: "in Klammern hinter ein `use`" }
            }
            Self::Field => {
                Bilingual { en: "in a `field` declaration", de: "in die Angabe eines `field`" }
            }
            Self::Role => {
                Bilingual { en: "in the braces of a `role`", de: "in die Klammern einer `role`" }
            }
            Self::Register => Bilingual {
                en: "in a `register` declaration",
                de: "in die Angabe eines `register`",
            },
            Self::Define => Bilingual { en: "in a `define`", de: "in ein `define`" },
            Self::Zone => Bilingual { en: "in a `zone`", de: "in eine `zone`" },
            Self::Rule => {
                Bilingual { en: "in the braces of a `rule`", de: "in die Klammern einer `rule`" }
            }
            Self::Amend => {
                Bilingual { en: "in the braces of an `amend`", de: "in die Klammern eines `amend`" }
            }
            Self::Scenario => Bilingual {
                en: "in the braces of a `scenario`",
                de: "in die Klammern eines `scenario`",
            },
        }
    }
}

/// The words that begin an item.
pub(super) const ITEMS: &[&str] =
    &["pack", "use", "field", "role", "register", "define", "zone", "rule", "amend", "scenario"];

const PACK: &[&str] =
    &["version", "owner", "timezone", "house-names", "edition", "languages", "duties", "assurance"];
const FIELD: &[&str] = &["from", "required", "unbound", "default"];
const USE: &[&str] = &["severity", "version"];
const ROLE: &[&str] = &["members", "deputies", "assurance", "escalates"];
const RULE: &[&str] = &[
    "forbid", "allow", "require", "limit", "prefer", "agree", "for", "on", "when", "unless",
    "from", "until", "severity", "message", "suggest", "see", "owner", "waivable", "replaces",
    "flags", "passes",
];
const AMEND: &[&str] = &[
    "also", "except", "when", "unless", "from", "until", "severity", "message", "suggest", "see",
    "owner", "waivable", "flags", "passes", "for", "on", "replaces",
];
const SCENARIO: &[&str] = &["draft", "at", "approved", "rejected", "waived", "edited", "expect"];

/// Words that continue something, with the place where they may stand.
const CONTINUING: &[(&str, Bilingual)] = &[
    (
        "in",
        Bilingual {
            en: "right after the pattern of a statement (`forbid \"x\"`, then `in title`)",
            de: "direkt hinter das Muster einer Anweisung (`forbid \"x\"`, dann `in title`)",
        },
    ),
    (
        "outside",
        Bilingual {
            en: "right after the pattern of a statement (`forbid \"x\"`, then `outside quotes`)",
            de: "direkt hinter das Muster einer Anweisung (`forbid \"x\"`, dann `outside quotes`)",
        },
    ),
    (
        "only",
        Bilingual {
            en: "after an `allow` and its zones (`allow \"x\" only with evidence`)",
            de: "hinter ein `allow` und seine Zonen (`allow \"x\" only with evidence`)",
        },
    ),
    (
        "except",
        Bilingual {
            en: "after a pattern, from which it takes off (`\"Garantie\" except \"Garantiekarte\"`); in a condition the two need parentheses",
            de: "hinter ein Muster, von dem es abzieht (`\"Garantie\" except \"Garantiekarte\"`); in einer Bedingung brauchen beide zusammen Klammern",
        },
    ),
    (
        "over",
        Bilingual {
            en: "after the text of a `prefer` (`prefer \"nutzen\" over \"zur Anwendung bringen\"`)",
            de: "hinter den Text eines `prefer` (`prefer \"nutzen\" over \"zur Anwendung bringen\"`)",
        },
    ),
    (
        "to",
        Bilingual {
            en: "after the measure of a `limit` (`limit length to 280`)",
            de: "hinter das Maß eines `limit` (`limit length to 280`)",
        },
    ),
    (
        "across",
        Bilingual {
            en: "after the pattern of an `agree` (`agree date as day across campaign`)",
            de: "hinter das Muster eines `agree` (`agree date as day across campaign`)",
        },
    ),
    (
        "with",
        Bilingual {
            en: "after the text of `flags` or `passes`, the pattern of `agree`, or `only`",
            de: "hinter den Text von `flags` oder `passes`, das Muster von `agree` oder hinter `only`",
        },
    ),
    (
        "becomes",
        Bilingual { en: "after the text of a `flags`", de: "hinter den Text eines `flags`" },
    ),
    (
        "per",
        Bilingual {
            en: "after what is counted, before zone and comparison (`count \"x\" per 100 words in body > 2`)",
            de: "hinter das Gezählte, vor Zone und Vergleich (`count \"x\" per 100 words in body > 2`)",
        },
    ),
    (
        "as",
        Bilingual {
            en: "right after the part of a pattern that it names (`number as n`)",
            de: "direkt hinter den Teil eines Musters, den es benennt (`number as n`)",
        },
    ),
    (
        "within",
        Bilingual {
            en: "right after the pattern, date or approval it restricts (`negation within 3 words before`)",
            de: "direkt hinter das Muster, Datum oder die Freigabe, die es einschränkt (`negation within 3 words before`)",
        },
    ),
    (
        "from",
        Bilingual {
            en: "in a `field` right after its type, in a `register` after its name",
            de: "in einem `field` direkt hinter den Typ, in einem `register` hinter den Namen",
        },
    ),
    (
        "required",
        Bilingual { en: "in a `field` after its type", de: "in einem `field` hinter den Typ" },
    ),
    (
        "unbound",
        Bilingual { en: "in a `field` after its type", de: "in einem `field` hinter den Typ" },
    ),
    (
        "default",
        Bilingual { en: "in a `field` after its type", de: "in einem `field` hinter den Typ" },
    ),
    (
        "including",
        Bilingual {
            en: "in an approval right after the roles (`approval by duty including author`)",
            de: "in einer Freigabe direkt hinter die Rollen (`approval by duty including author`)",
        },
    ),
];

/// Whether a word begins a sentence or an item somewhere: at the beginning of a line it may be read so.
#[must_use]
pub fn begins(word: &str) -> bool {
    let homes = [PACK, USE, ROLE, RULE, AMEND, SCENARIO, ITEMS];
    homes.iter().any(|words| words.contains(&word))
}

/// Whether a word continues a sentence and cannot be a name.
pub(super) fn continues(word: &str) -> bool {
    let joint = matches!(word, "and" | "or" | "then" | "near" | "not" | "of" | "by");
    joint || (instead_of(word).is_some() && CONTINUING.iter().any(|(known, _)| *known == word))
}

/// Where a word may stand that cannot stand in `here`, where only the `known` words begin something; `None`
/// if the language does not know it, or knows it only as a joint or a value.
pub(super) fn belongs(word: &str, here: Option<Home>, known: &[&str]) -> Option<Bilingual> {
    let continuing =
        || CONTINUING.iter().find(|(known, _)| *known == word).map(|&(_, place)| place);
    let in_a_block = || {
        here.into_iter()
            .chain([Home::Rule, Home::Scenario, Home::Pack, Home::Role, Home::Amend, Home::Use])
            .find(|home| home.sentences().contains(&word))
            .map(Home::place)
    };
    if known.contains(&word) {
        return None;
    }
    continuing().or_else(in_a_block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::grammar::{Rule, matches};

    #[test]
    fn the_grammar_reserves_exactly_these_words() {
        for (word, instead) in RESERVED {
            assert!(matches(Rule::reserved, word), "{word}");
            assert!(matches(Rule::path, instead), "{instead}");
        }
        let grammar = include_str!("../../grammar/tokens.pest");
        let (_, rest) = grammar.split_once("reserved = @{ (").unwrap();
        let (list, _) = rest.split_once(')').unwrap();
        assert_eq!(list.matches('"').count() / 2, RESERVED.len());
    }

    #[test]
    fn the_grammar_begins_sentences_with_exactly_these_words() {
        for (home, rule) in [
            (Home::Pack, Rule::pack_word),
            (Home::Use, Rule::use_word),
            (Home::Role, Rule::role_word),
            (Home::Rule, Rule::rule_word),
            (Home::Amend, Rule::amend_word),
            (Home::Scenario, Rule::scenario_word),
        ] {
            for word in home.sentences() {
                assert!(matches(rule, word), "{word}");
            }
        }
        for word in ITEMS {
            assert!(matches(Rule::item_word, word), "{word}");
        }
    }

    #[test]
    fn a_word_is_sent_home() {
        let sent = |word, home: Home| belongs(word, Some(home), home.sentences());
        assert!(sent("in", Home::Rule).unwrap().en.contains("pattern of a statement"));
        assert!(sent("version", Home::Rule).unwrap().en.contains("`pack`"));
        assert!(sent("forbid", Home::Amend).unwrap().en.contains("`rule`"));
        assert!(sent("severity", Home::Rule).is_none());
        assert!(sent("sverity", Home::Rule).is_none());
        let in_the_head = belongs("severity", Some(Home::Use), Home::Use.marks());
        assert!(in_the_head.unwrap().en.contains("after a `use`"));
    }
}
