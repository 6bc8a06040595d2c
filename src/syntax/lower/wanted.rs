//! What may be missing in a sentence: its name and an example, for messages.

use crate::diagnostic::Bilingual;
use crate::syntax::lower::words;

/// A part of a sentence that should be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// What it is called, with its article.
    pub(super) what: Bilingual,
    /// How it may look in its sentence.
    pub(super) example: &'static str,
    /// Whether it is a name, so that a reserved word in its place was meant as one.
    pub(super) name: bool,
    /// The words it can be, if there are only few.
    pub(super) known: &'static [&'static str],
}

const fn wanted(en: &'static str, de: &'static str, example: &'static str) -> Wanted {
    Wanted { what: words(en, de), example, name: false, known: &[] }
}

const fn named(en: &'static str, de: &'static str, example: &'static str) -> Wanted {
    Wanted { what: words(en, de), example, name: true, known: &[] }
}

const fn keyword(
    en: &'static str,
    de: &'static str,
    example: &'static str,
    known: &'static [&'static str],
) -> Wanted {
    Wanted { what: words(en, de), example, name: false, known }
}

pub(super) const NAME: Wanted = named("a name", "ein Name", "climate-neutral");
pub(super) const NAMES: Wanted = named("a name", "ein Name", "for post, reply");
pub(super) const PATH: Wanted = named("a name", "ein Name", "house/climate-neutral");
pub(super) const ROLE: Wanted = named("a role", "eine Rolle", "approval by legal");
pub(super) const ZONE: Wanted = named("a zone", "eine Zone", "in title, body outside quotes");
pub(super) const UNIT: Wanted = named("a unit", "eine Einheit", "first 125 characters");
pub(super) const FIELD: Wanted =
    named("the name of a field", "der Name eines Feldes", "field embargo");
pub(super) const REGISTER: Wanted =
    named("the name of a register", "der Name eines Registers", "from state");
pub(super) const LIST: Wanted = named(
    "the name of a register or role",
    "der Name eines Registers oder einer Rolle",
    "author listed in spokespersons",
);
pub(super) const SPANS: Wanted = named(
    "the name of a register of spans",
    "der Name eines Registers von Zeiträumen",
    "publish-at during quiet-periods",
);
pub(super) const PATTERN: Wanted =
    wanted("a pattern", "ein Muster", "forbid \"innovativ Lösung\" | \"am Puls der Zeit\"");
pub(super) const CONDITION: Wanted =
    wanted("a condition", "eine Bedingung", "when audience is consumers");
pub(super) const MEASURE: Wanted = wanted("a measure", "ein Maß", "limit length to 280");
pub(super) const VALUE: Wanted = named("a value", "ein Wert", "audience is consumers");
pub(super) const PLAIN: Wanted = wanted("a value", "ein Wert", "{ kind: reply }");
pub(super) const TEXT: Wanted =
    wanted("a text in quotation marks", "ein Text in Anführungszeichen", "\"…\"");
pub(super) const TITLE: Wanted = wanted(
    "a title in quotation marks or the block in braces",
    "ein Titel in Anführungszeichen oder der Block in Klammern",
    "rule hollow-phrase \"Hohle Phrase\" { … }",
);
pub(super) const FOLDER: Wanted = wanted(
    "a folder in quotation marks or a built-in pack",
    "ein Ordner in Anführungszeichen oder ein mitgeliefertes Paket",
    "use \"./channels\"",
);
pub(super) const NUMBER: Wanted = wanted("a number", "eine Zahl", "limit length to 280");
pub(super) const COUNT: Wanted = wanted("a whole number", "eine ganze Zahl", "edition 1");
pub(super) const DATE: Wanted = wanted("a date", "ein Datum", "from 2026-09-27");
pub(super) const DURATION: Wanted = wanted("a length of time", "ein Zeitraum", "within 24 hours");
pub(super) const FACT: Wanted =
    named("a value of a register", "ein Wert aus einem Register", "with facts.headcount");
pub(super) const SEVERITY: Wanted =
    keyword("a severity", "ein Schweregrad", "severity warning", &["error", "warning", "info"]);
pub(super) const ASSURANCE: Wanted =
    keyword("an assurance", "eine Sicherheit", "assurance signed", &["claimed", "forge", "signed"]);
pub(super) const TYPE: Wanted =
    keyword("a type", "ein Typ", "field kind one of post, reply", TYPES);
pub(super) const SETTING: Wanted =
    wanted("settings in braces", "Angaben in Klammern", "with { kind: reply }");

/// The words that begin a type.
pub(super) const TYPES: &[&str] =
    &["one", "flag", "person", "text", "number", "date", "level", "list"];

/// A fixed word.
pub(super) const fn exact(
    en: &'static str,
    de: &'static str,
    example: &'static str,
    known: &'static [&'static str],
) -> Wanted {
    keyword(en, de, example, known)
}
