//! Signs of other languages, and what to write in their place.

use crate::diagnostic::Bilingual;
use crate::syntax::lower::leftover::Before;
use crate::syntax::lower::words;

/// What a sign was meant to say.
pub(super) struct Meant {
    /// What to write for it, if that is certain enough to offer.
    pub(super) instead: Option<&'static str>,
    /// The same in words.
    pub(super) help: Bilingual,
}

/// What a sign means elsewhere; `None` if that says nothing about this place. `wanted`: a part is missing
/// where the sign stands.
pub(super) fn sign(found: &str, before: Before, wanted: bool) -> Option<Meant> {
    let (instead, help) = match (found, before) {
        (":" | "=", _) if wanted || found == ":" => (
            Some(""),
            words(
                "nothing stands between the word of a clause and its value",
                "zwischen dem Wort eines Zusatzes und seinem Wert steht nichts",
            ),
        ),
        (";", _) => (
            Some(""),
            words(
                "the next clause begins with its word",
                "der nächste Zusatz beginnt mit seinem Wort",
            ),
        ),
        (",", Before::Expression) => (
            None,
            words(
                "alternatives are joined by `|`, conditions by `and` or `or`",
                "Alternativen verbindet `|`, Bedingungen `and` oder `or`",
            ),
        ),
        ("|" | "&" | "&&" | "||", Before::List) => (
            Some(","),
            words(
                "the elements of a list are separated by commas",
                "die Glieder einer Liste trennt ein Komma",
            ),
        ),
        ("|", Before::Expression) if !wanted => (
            None,
            words(
                "`|` joins patterns; conditions are joined by `or`",
                "`|` verbindet Muster; Bedingungen verbindet `or`",
            ),
        ),
        ("&" | "&&", _) => (Some("and"), words("write `and`", "`and` schreiben")),
        ("||", _) => (
            None,
            words(
                "write `|` between patterns, `or` between conditions",
                "zwischen Mustern `|`, zwischen Bedingungen `or` schreiben",
            ),
        ),
        ("=" | "==", Before::Expression) => (Some("is"), words("write `is`", "`is` schreiben")),
        ("!=", Before::Expression) => {
            (Some("is not"), words("write `is not`", "`is not` schreiben"))
        }
        ("!", _) => (Some("not "), words("write `not`", "`not` schreiben")),
        _ => return None,
    };
    Some(Meant { instead, help })
}
