//! A rough form of an expression: quick to make and quick to run, it finds whatever the expression finds and now
//! and then more. Only where it finds something the expression itself is made and asked.
//!
//! What makes expressions slow is left out: the word borders of Unicode (a lazy automaton gives up on them at the
//! first letter beyond ASCII), its tables (a class takes all characters beyond ASCII, if it takes more than a few), and
//! counting (`{3,8}` becomes `+`). All of that only lets more through.

use std::ops::Range;

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{
    Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Look, Repetition,
};

/// Makes the cache of one thread.
type Make =
    Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>;

/// The rough form, with what its automaton has seen so far on each thread.
pub struct Rough {
    automaton: DFA,
    seen: Pool<Cache, Make>,
}

impl Rough {
    /// The rough form of an expression; none if it grows too large.
    #[must_use]
    pub fn of(hir: &Hir) -> Option<Self> {
        // In bytes, because tables of UTF-8 are what takes time to make.
        let config = Config::new().which_captures(WhichCaptures::None).utf8(false);
        let nfa = Compiler::new().configure(config).build_from_hir(&roughly(hir)).ok()?;
        let lazy = DFA::config().skip_cache_capacity_check(true);
        let automaton = DFA::builder().configure(lazy).build_from_nfa(nfa).ok()?;
        let make = automaton.clone();
        Some(Self { automaton, seen: Pool::new(Box::new(move || make.create_cache())) })
    }

    /// Whether the expression could match within a stretch of the text.
    #[must_use]
    pub fn may_match(&self, text: &str, window: Range<usize>) -> bool {
        let input = Input::new(text).span(window).earliest(true);
        let found = self.automaton.try_search_fwd(&mut self.seen.get(), &input);
        found.map_or(true, |found| found.is_some())
    }

    /// Of these places of a literal those where the expression could match with at most `lead` bytes before it.
    #[must_use]
    pub fn around(
        &self,
        text: &str,
        places: impl Iterator<Item = usize>,
        lead: usize,
    ) -> Vec<usize> {
        let mut cache = self.seen.get();
        let mut could = |at: usize| {
            let mut starts = (at.saturating_sub(lead)..=at).filter(|&at| text.is_char_boundary(at));
            starts.any(|start| self.may_begin(&mut cache, text.as_bytes(), start))
        };
        places.filter(|&at| could(at)).collect()
    }

    /// Whether the expression could match from here. After [`FAR`] bytes it is taken to.
    fn may_begin(&self, cache: &mut Cache, text: &[u8], start: usize) -> bool {
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        let Ok(mut state) = self.automaton.start_state_forward(cache, &input) else { return true };
        let end = text.len().min(start + FAR);
        for &byte in &text[start..end] {
            match self.automaton.next_state(cache, state, byte) {
                Ok(next) if !next.is_tagged() => state = next,
                Ok(next) => return !next.is_dead(),
                Err(_) => return true,
            }
        }
        if end < text.len() {
            return true;
        }
        self.automaton.next_eoi_state(cache, state).map_or(true, |last| last.is_match())
    }
}

/// How far a match is followed from its beginning, in bytes. Many expressions take any letter, and a text may be one
/// long stretch of them: the whole of it is looked at once, not from each literal anew.
const FAR: usize = 128;

fn roughly(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(look) if of_unicode(*look) => Hir::empty(),
        HirKind::Empty
        | HirKind::Look(_)
        | HirKind::Literal(_)
        | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        HirKind::Class(Class::Unicode(class)) => widened(class),
        HirKind::Repetition(repetition) => {
            let sub = Box::new(roughly(&repetition.sub));
            let counted = repetition.min > 1 || repetition.max.is_some_and(|most| most > 1);
            let (min, max) = match counted {
                true => (repetition.min.min(1), None),
                false => (repetition.min, repetition.max),
            };
            Hir::repetition(Repetition { min, max, greedy: repetition.greedy, sub })
        }
        HirKind::Capture(capture) => roughly(&capture.sub),
        HirKind::Concat(parts) => {
            let rough = |at: usize| match parts[at].kind() {
                HirKind::Look(Look::WordUnicode) if beside_ascii(parts, at) => {
                    Hir::look(Look::WordAscii)
                }
                _ => roughly(&parts[at]),
            };
            Hir::concat((0..parts.len()).map(rough).collect())
        }
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(roughly).collect()),
    }
}

/// Whether a look around needs the tables of Unicode.
fn of_unicode(look: Look) -> bool {
    use Look::{
        WordEndHalfUnicode, WordEndUnicode, WordStartHalfUnicode, WordStartUnicode, WordUnicode,
        WordUnicodeNegate,
    };
    matches!(
        look,
        WordUnicode
            | WordUnicodeNegate
            | WordStartUnicode
            | WordEndUnicode
            | WordStartHalfUnicode
            | WordEndHalfUnicode
    )
}

/// Whether the expression takes an ASCII letter, digit or `_` on one side of a word border. Then the border is one for
/// ASCII too, which knows fewer letters: on the other side stands none of Unicode's, so none of those.
fn beside_ascii(parts: &[Hir], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| parts.get(before));
    before.is_some_and(|before| edge_is_ascii(before, false))
        || parts.get(at + 1).is_some_and(|after| edge_is_ascii(after, true))
}

/// Whether a part takes something, and its first (or last) character is an ASCII letter, digit or `_`.
fn edge_is_ascii(hir: &Hir, first: bool) -> bool {
    let in_word = |ch: char| ch.is_ascii_alphanumeric() || ch == '_';
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(literal) => {
            let edge = if first { literal.0.first() } else { literal.0.last() };
            edge.is_some_and(|&byte| in_word(char::from(byte)))
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut ranges = class.ranges().iter();
            ranges.all(|range| (range.start()..=range.end()).take(128).all(in_word))
        }
        HirKind::Repetition(repetition) => {
            repetition.min > 0 && edge_is_ascii(&repetition.sub, first)
        }
        HirKind::Capture(capture) => edge_is_ascii(&capture.sub, first),
        HirKind::Concat(parts) => {
            let edge = if first { parts.first() } else { parts.last() };
            edge.is_some_and(|edge| edge_is_ascii(edge, first))
        }
        HirKind::Alternation(parts) => parts.iter().all(|part| edge_is_ascii(part, first)),
    }
}

/// A class, in bytes: characters beyond ASCII one by one if they are few, else any run of their bytes.
fn widened(class: &ClassUnicode) -> Hir {
    let (mut ascii, mut beyond) = (ClassBytes::empty(), Vec::new());
    let mut few = true;
    for range in class.ranges() {
        let (start, end) = (range.start(), range.end());
        if let Ok(start) = u8::try_from(start)
            && start < 0x80
        {
            let end = u8::try_from(end).map_or(0x7f, |end| end.min(0x7f));
            ascii.push(ClassBytesRange::new(start, end));
        }
        let from = start.max('\u{80}');
        few &= end < from || (from..=end).take(FEW + 1).count() + beyond.len() <= FEW;
        if few {
            beyond.extend(from..=end);
        }
    }
    let letter = |ch: char| Hir::literal(ch.encode_utf8(&mut [0; 4]).as_bytes());
    let mut parts = vec![Hir::class(Class::Bytes(ascii))];
    if few {
        parts.extend(beyond.into_iter().map(letter));
    } else {
        let bytes = ClassBytes::new([ClassBytesRange::new(0x80, 0xff)]);
        let sub = Box::new(Hir::class(Class::Bytes(bytes)));
        parts.push(Hir::repetition(Repetition { min: 1, max: None, greedy: true, sub }));
    }
    Hir::alternation(parts)
}

/// So many characters beyond ASCII are told apart: an umlaut in both cases, the relatives of `s` and `k`.
const FEW: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_matches_may_match() {
        let sources = [
            r"\b[A-Z]{3,8}-\d{2,6}\b",
            r"(?i)größe\w{0,3}\b",
            r"^Ü\w+ (und|oder) \W*x$",
            r"(a|b|ab)*c",
            r"[^\s\d]{4}\B.",
            r"x?",
            r"\b(Sie|Ihre?n?)\b",
            r"\b[ab]+\b|é\b",
            r"(?i)\bsie\b",
        ];
        let texts = [
            "FALKE-117",
            "Größer",
            "GRÖßEN Übung und x",
            "abac",
            "",
            "münz.",
            "ÜBUNG",
            "ß",
            "für Sie",
            "Sieé",
            "éSie",
            "café!",
        ];
        for source in sources {
            let exact = regex::Regex::new(source).unwrap();
            let rough = Rough::of(&regex_syntax::parse(source).unwrap()).unwrap();
            for text in texts {
                let whole = 0..text.len();
                assert!(rough.may_match(text, whole) || !exact.is_match(text), "{source} {text}");
            }
        }
    }

    #[test]
    fn most_texts_are_told_apart_without_the_expression() {
        let rough = |source| Rough::of(&regex_syntax::parse(source).unwrap()).unwrap();
        let text = "Größere Übungen, ABC-Waffen und 12-34.";
        assert!(!rough(r"\b[A-Z]{3,8}-\d{2,6}\b").may_match(text, 0..text.len()));
        assert!(!rough(r"\bÜbung\w*\s+\d").may_match(text, 0..text.len()));
        assert!(!rough(r"\b(ung|nd)\b").may_match(text, 0..text.len()));
        assert!(!rough(r"^Übung").may_match(text, 0..text.len()));
    }
}
