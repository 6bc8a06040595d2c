//! A narrow form of an expression: for a text of usual characters it finds the same, and it is quicker to make and to
//! run.
//!
//! `\w` and `\p{L}` hold the letters of all scripts, in thousands of states. Where a text has only those of the Latin
//! script, the others need not be there.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition};

/// The usual characters: Latin letters and what stands between them in European prose.
const USUAL: [(char, char); 4] = [
    ('\0', '\u{17f}'),
    ('\u{2000}', '\u{206f}'),
    ('\u{20ac}', '\u{20ac}'),
    ('\u{2122}', '\u{2122}'),
];

/// Whether a text has only usual characters.
#[must_use]
pub fn is_usual(text: &str) -> bool {
    let usual = |ch: char| USUAL.iter().any(|&(start, end)| (start..=end).contains(&ch));
    text.is_ascii() || text.chars().all(usual)
}

/// The narrow form of an expression.
#[must_use]
pub fn narrowed(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Literal(_)
        | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        HirKind::Class(Class::Unicode(class)) => {
            let usual = USUAL.map(|(start, end)| ClassUnicodeRange::new(start, end));
            let mut narrow = class.clone();
            narrow.intersect(&ClassUnicode::new(usual));
            Hir::class(Class::Unicode(narrow))
        }
        HirKind::Repetition(repetition) => {
            let sub = Box::new(narrowed(&repetition.sub));
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        // Nobody asks what a group has matched.
        HirKind::Capture(capture) => narrowed(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(narrowed).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(narrowed).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_texts_have_latin_letters() {
        assert!(is_usual("Größe „žluťoučký“ – 5 € … naïve™"));
        assert!(!is_usual("Größe α") && !is_usual("Ⅷ") && !is_usual("😀"));
    }

    #[test]
    fn usual_texts_are_matched_alike() {
        let sources =
            [r"\w+", r"\p{Lu}\p{Ll}*", r"[^a-z\s]+", r"(?i)s+\b", r"(\d{2,}|\W)+", r"[α-ω]", "."];
        let texts = ["Größe ſo ß ŽLUŤ", "“99” – É.", "", "a\u{a0}b"];
        for source in sources {
            let exact = regex::Regex::new(source).unwrap();
            let hir = narrowed(&regex_syntax::parse(source).unwrap());
            let narrow = regex_automata::meta::Builder::new().build_from_hir(&hir).unwrap();
            for text in texts {
                let all: Vec<_> = exact.find_iter(text).map(|one| one.range()).collect();
                let found: Vec<_> = narrow.find_iter(text).map(|one| one.range()).collect();
                assert_eq!(found, all, "{source} {text}");
            }
        }
    }
}
