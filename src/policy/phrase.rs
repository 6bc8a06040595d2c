//! Phrases, exact strings and regular expressions: what stands between the marks.

use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_syntax::hir::{Class, Hir, HirKind};
use unicode_normalization::UnicodeNormalization;

use super::model::{Exact, Pattern, Phrase, PhraseWord, Piece, Regex};
use super::problem::pattern::{
    BadRegex, EmptyExact, EmptyPhrase, EmptyRegex, OnlyWildcards, PhraseTooLong, SignNotSeen,
    TooManyPhrases, WildcardAtEdge,
};
use super::resolver::{Resolver, Scope};
use crate::diagnostic::{Bilingual, Complaint};
use crate::syntax::Letter;
use crate::syntax::tree::Text;
use crate::text::word::{Token, tokens};
use crate::text::{Language, Localized, Span};

/// Words of a phrase. A longer one is a quotation, not a turn of phrase; raising it costs nothing but
/// clarity.
pub const MAX_WORDS: usize = 32;

/// Phrases of a policy. Each costs about 100 bytes and 1 µs of compiling.
pub const MAX_PHRASES: usize = 200_000;

/// Size of one compiled regular expression in bytes. Larger ones are mostly counted Unicode classes.
pub const MAX_REGEX_BYTES: usize = 1 << 20;

/// A phrase literal as a pattern.
pub fn phrase(resolver: &mut Resolver, scope: &Scope<'_>, text: &Text) -> Option<Pattern> {
    let words = words(text);
    let languages = resolver.packs[scope.pack.index()].languages.clone();
    if words.is_empty() {
        resolver.complain(scope, text.span, EmptyPhrase {});
        return None;
    }
    if words.len() > MAX_WORDS {
        resolver.complain(scope, text.span, PhraseTooLong { limit: MAX_WORDS });
        return None;
    }
    let solid = |word: &PhraseWord| match word {
        PhraseWord::Word(_) => true,
        PhraseWord::Wild(pieces) => pieces.iter().any(|piece| !piece.is_empty()),
        PhraseWord::Any => false,
    };
    if !words.iter().any(solid) {
        resolver.complain(scope, text.span, OnlyWildcards {});
        return None;
    }
    if matches!(words.first(), Some(PhraseWord::Any))
        || matches!(words.last(), Some(PhraseWord::Any))
    {
        resolver.complain(scope, text.span, WildcardAtEdge {});
    }
    let value = text.value();
    if let Some(sign) = value.chars().find(|ch| matches!(ch, '#' | '@')) {
        resolver.complain(scope, text.span, SignNotSeen { sign, text: value.clone() });
    }
    if resolver.phrases.len() >= MAX_PHRASES {
        resolver.complain(scope, text.span, TooManyPhrases { limit: MAX_PHRASES });
        return None;
    }
    let id = resolver.phrases.id(Phrase { text: value, words, languages });
    Some(alone(resolver, Piece::Phrase(id)))
}

fn alone(resolver: &mut Resolver, piece: Piece) -> Pattern {
    Pattern::Set(resolver.sets.id(vec![piece]))
}

/// A phrase from plain text (a term of a register): no wildcards. `None` if it has no word.
#[must_use]
pub fn term(text: &str, languages: &[Language]) -> Option<Phrase> {
    let mut words = Vec::new();
    plain_words(text, &mut words);
    words.truncate(MAX_WORDS);
    let phrase = Phrase { text: text.to_owned(), words, languages: languages.to_vec() };
    (!phrase.words.is_empty()).then_some(phrase)
}

/// The words of a phrase literal, with its wildcards.
fn words(text: &Text) -> Vec<PhraseWord> {
    if text.is_plain() && !text.raw.contains(['*', '_']) {
        let mut words = Vec::new();
        text.raw.split_whitespace().for_each(|chunk| plain_words(chunk, &mut words));
        return words;
    }
    let letters: Vec<Letter> = text.letters().collect();
    let mut words = Vec::new();
    for chunk in letters.split(|letter| letter.ch.is_whitespace()) {
        let wild = |letter: &Letter, sign: char| letter.ch == sign && !letter.escaped;
        if let [one] = chunk
            && wild(one, '_')
        {
            words.push(PhraseWord::Any);
        } else if chunk.iter().any(|letter| wild(letter, '*')) {
            let pieces = chunk.split(|letter| wild(letter, '*'));
            words.push(PhraseWord::Wild(pieces.map(string).collect()));
        } else {
            plain_words(&string(chunk), &mut words);
        }
    }
    words
}

fn string(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.ch).collect()
}

fn plain_words(text: &str, words: &mut Vec<PhraseWord>) {
    let mut found: Vec<Token> = Vec::new();
    tokens(text, &mut found);
    words.extend(found.iter().map(|token| PhraseWord::Word(token.of(text).to_owned())));
}

/// A string after `exactly` as a pattern.
pub fn exact(resolver: &mut Resolver, scope: &Scope<'_>, text: &Text) -> Option<Pattern> {
    let plain = visible(&text.value());
    if plain.is_empty() {
        resolver.complain(scope, text.span, EmptyExact {});
        return None;
    }
    let id = resolver.exacts.id(Exact { text: plain });
    Some(alone(resolver, Piece::Exact(id)))
}

/// In NFC, blanks collapsed, without what cannot be seen.
fn visible(text: &str) -> String {
    let shown: String = text.nfc().filter(|&ch| !crate::text::fold::invisible(ch)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A regular expression as a pattern; `source` is what stands between the slashes.
pub fn regex(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    source: &str,
    ignore_case: bool,
    span: Span,
) -> Option<Pattern> {
    let plain = source.replace("\\/", "/");
    let parsed =
        regex_syntax::ParserBuilder::new().case_insensitive(ignore_case).build().parse(&plain);
    let hir = match parsed {
        Ok(hir) => hir,
        Err(error) => {
            let (complaint, within) = refusal(&error);
            let at = within.map_or(span, |within| inside(source, span, within));
            resolver.problems.push(complaint.at(scope.at(at)));
            return None;
        }
    };
    if hir.properties().minimum_len().unwrap_or(0) == 0 {
        resolver.complain(scope, span, EmptyRegex {});
        return None;
    }
    let nfc: String = plain.nfc().collect();
    let regex = Regex { source: nfc, ignore_case };
    if !is_small(&hir) {
        let complaint = BadRegex {
            reason: Localized::both(
                "compiled it would take more than 1 MB",
                "übersetzt wäre er größer als 1 MB",
            ),
            instead: Bilingual {
                en: "shorten its counted repetitions",
                de: "verkürzen Sie seine gezählten Wiederholungen",
            },
        };
        resolver.complain(scope, span, complaint);
        return None;
    }
    let id = resolver.regexes.id(regex);
    Some(alone(resolver, Piece::Regex(id)))
}

/// Whether an expression stays small when it is compiled: most are seen to at once.
fn is_small(hir: &Hir) -> bool {
    let config =
        Config::new().nfa_size_limit(Some(MAX_REGEX_BYTES)).which_captures(WhichCaptures::Implicit);
    most_bytes(hir).saturating_add(FRAME) <= MAX_REGEX_BYTES
        || Compiler::new().configure(config).build_from_hir(hir).is_ok()
}

/// More bytes than a compiled expression has without any state.
const FRAME: usize = 1 << 10;

/// How many bytes the states of the compiled expression have at most.
fn most_bytes(hir: &Hir) -> usize {
    /// More than a state takes, and more than the states of the largest class.
    const STATE: usize = 128;
    const CLASS: usize = 64 << 10;
    let all = |parts: &[Hir]| parts.iter().map(most_bytes).fold(STATE, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => STATE,
        HirKind::Literal(literal) => STATE * (1 + literal.0.len()),
        HirKind::Class(Class::Unicode(class)) if !class.is_ascii() => CLASS,
        HirKind::Class(_) => STATE * 128,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1));
            let times = usize::try_from(times).unwrap_or(usize::MAX);
            (most_bytes(&repetition.sub) + STATE).saturating_mul(times.saturating_add(1))
        }
        HirKind::Capture(capture) => most_bytes(&capture.sub).saturating_add(2 * STATE),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => all(parts),
    }
}

/// A span of the expression without its escaped slashes, as a span of the file.
fn inside(source: &str, span: Span, within: Span) -> Span {
    // The literal begins with a slash; every `\/` before the place is one byte longer in the file.
    let shift = |offset: usize| {
        let mut plain = 0;
        let mut written = 0;
        let bytes = source.as_bytes();
        while plain < offset && written < bytes.len() {
            if bytes[written] == b'\\' && bytes.get(written + 1) == Some(&b'/') {
                written += 1;
            }
            written += 1;
            plain += 1;
        }
        span.start as usize + 1 + written
    };
    Span::new(shift(within.start as usize), shift(within.end as usize))
}

/// What the library refuses, in our words, and where inside the expression.
fn refusal(error: &regex_syntax::Error) -> (BadRegex, Option<Span>) {
    use regex_syntax::ast::ErrorKind;
    const NOTHING: Bilingual = Bilingual { en: "", de: "" };
    match error {
        regex_syntax::Error::Parse(error) => {
            let instead = match error.kind() {
                ErrorKind::UnsupportedLookAround => Bilingual {
                    en: "say it with `not before`, `not after`, `near` or `except`",
                    de: "sagen Sie es mit `not before`, `not after`, `near` oder `except`",
                },
                ErrorKind::UnsupportedBackreference => Bilingual {
                    en: "write the repeated text out, or use two patterns with `then`",
                    de: "schreiben Sie den wiederholten Text aus oder verbinden Sie zwei Muster mit `then`",
                },
                ErrorKind::NestLimitExceeded(_) => Bilingual {
                    en: "use fewer nested groups",
                    de: "schachteln Sie weniger Gruppen",
                },
                _ => NOTHING,
            };
            let at = error.span();
            let span = Span::new(at.start.offset, at.end.offset.max(at.start.offset));
            (BadRegex { reason: reason(error.kind()), instead }, Some(span))
        }
        regex_syntax::Error::Translate(error) => {
            let at = error.span();
            let span = Span::new(at.start.offset, at.end.offset);
            let reason = Localized::same(error.kind().to_string());
            (BadRegex { reason, instead: NOTHING }, Some(span))
        }
        other => (BadRegex { reason: Localized::same(other.to_string()), instead: NOTHING }, None),
    }
}

/// Why an expression is none; rare mistakes in the library's own words.
fn reason(kind: &regex_syntax::ast::ErrorKind) -> Localized {
    use regex_syntax::ast::ErrorKind;
    let german = match kind {
        ErrorKind::UnsupportedLookAround => "Umschau (`(?=…)`, `(?<!…)`) gibt es nicht",
        ErrorKind::UnsupportedBackreference => "Rückverweise gibt es nicht",
        ErrorKind::NestLimitExceeded(_) => "die Gruppen sind zu tief geschachtelt",
        ErrorKind::GroupUnclosed => "eine Gruppe ist nicht geschlossen",
        ErrorKind::GroupUnopened => "hier schließt eine Gruppe, die nicht geöffnet ist",
        ErrorKind::ClassUnclosed => "eine Zeichenklasse ist nicht geschlossen",
        ErrorKind::ClassRangeInvalid => "dieser Bereich läuft rückwärts",
        ErrorKind::RepetitionMissing => "hier gibt es nichts zu wiederholen",
        ErrorKind::RepetitionCountInvalid => "die kleinste Anzahl ist größer als die größte",
        ErrorKind::RepetitionCountUnclosed => "eine Anzahl ist nicht geschlossen",
        ErrorKind::EscapeUnrecognized => "dieser Backslash hat keine Bedeutung",
        ErrorKind::EscapeUnexpectedEof => "nach dem letzten Backslash fehlt etwas",
        other => return Localized::same(other.to_string()),
    };
    Localized::both(kind.to_string(), german)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_expression_is_larger_than_it_is_taken_to_be() {
        let sources = [
            "a",
            "",
            r"\w",
            r"(?i)\w",
            r"\p{L}",
            r"[^\s\d]",
            r"\W\S\D",
            ".",
            "(?s).",
            r"(?i)straße",
            r"\b\p{Lu}{3,8}-\d{2,6}\b",
            r"(a|b|ab)*c",
            r"((\w{1,3}x?){2,4}y){1,5}",
            r"(?:Fotos?|Bild|Bilder)+?:",
            r"[a-zäöüß]{0,9}\s*",
        ];
        for source in sources {
            let hir = regex_syntax::parse(source).expect("an expression");
            let compiled = Compiler::new().build_from_hir(&hir).expect("small");
            let (most, bytes) = (most_bytes(&hir) + FRAME, compiled.memory_usage());
            assert!(bytes <= most, "/{source}/ has {bytes} bytes, taken to be {most} at most");
        }
        let small = |source: &str| is_small(&regex_syntax::parse(source).expect("an expression"));
        assert!(small(r"\b\p{L}{2,}[^\s\W]s\b") && !small(r"\w{500}"));
    }
}
