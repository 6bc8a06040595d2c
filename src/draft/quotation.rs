//! Quotations by their marks: pairs found by nesting within one block.
//!
//! In: the shown text of a block, and which stretches of it are code. Out: the pairs, marks included. German,
//! English, French, Swiss and straight marks; some of them open in one tradition and close in another, so
//! the place of a mark decides, and what is open. A mark without its partner opens nothing. It knows no draft.

use std::ops::Range;

use crate::text::Span;

/// Marks that open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `„`
    Low,
    /// `“`
    High,
    /// `«`
    Left,
    /// `»`
    Right,
    /// `‚`
    SingleLow,
    /// `‘`
    SingleHigh,
    /// `‹`
    SingleLeft,
    /// `›`
    SingleRight,
    /// `"`
    Straight,
}

/// How many sorts of marks there are.
const MARKS: usize = 9;

/// What a mark does at its place.
enum Act {
    Open(Mark),
    /// Closes the innermost of these.
    Close(&'static [Mark]),
    Nothing,
}

/// Marks that are open, innermost last, with how many of each sort: so nothing is looked for in vain.
#[derive(Default)]
struct Stack {
    open: Vec<(Mark, usize)>,
    count: [usize; MARKS],
}

impl Stack {
    fn has(&self, mark: Mark) -> bool {
        self.count[mark as usize] > 0
    }

    fn push(&mut self, mark: Mark, at: usize) {
        self.count[mark as usize] += 1;
        self.open.push((mark, at));
    }

    /// Closes the innermost of these marks; what was opened inside and not closed opens nothing.
    fn close(&mut self, marks: &[Mark]) -> Option<usize> {
        if !marks.iter().any(|&mark| self.has(mark)) {
            return None;
        }
        while let Some((mark, at)) = self.open.pop() {
            self.count[mark as usize] -= 1;
            if marks.contains(&mark) {
                return Some(at);
            }
        }
        None
    }
}

/// The quotations in a text, in the order in which they begin; `code` are stretches, in order, whose marks
/// are no quotation marks.
#[must_use]
pub fn pairs(text: &str, code: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    let mut stack = Stack::default();
    let mut code = code.iter().peekable();
    // Every mark but the straight one begins with one of two bytes, so most of a text is never looked at.
    for at in memchr::memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes()) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        if !is_mark(character) {
            continue;
        }
        let here = Span::empty(at).start;
        while code.next_if(|range| range.end <= here).is_some() {}
        if code.peek().is_some_and(|range| range.start <= here) {
            continue;
        }
        let end = at + character.len_utf8();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        match act(character, before, after, &stack) {
            // After a digit it is a measure (19″) or a slip.
            Act::Open(mark) if !before.is_some_and(char::is_numeric) => stack.push(mark, at),
            Act::Close(marks) => {
                if let Some(start) = stack.close(marks) {
                    let range = Span::new(start, end);
                    found.push(range.start..range.end);
                }
            }
            Act::Open(_) | Act::Nothing => {}
        }
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found
}

fn is_mark(character: char) -> bool {
    matches!(character, '„' | '“' | '”' | '«' | '»' | '‚' | '‘' | '’' | '‹' | '›' | '"')
}

fn act(character: char, before: Option<char>, after: Option<char>, stack: &Stack) -> Act {
    use Act::{Close, Nothing, Open};
    // Blank before, word behind: so a mark looks that opens.
    let blank = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
    let opens =
        !blank(after) && before.is_none_or(|before| !before.is_alphanumeric() && !closes(before));
    let inside_word =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match character {
        '„' => Open(Mark::Low),
        '“' if stack.has(Mark::Low) && !opens => Close(&[Mark::Low]),
        '“' => Open(Mark::High),
        '”' => Close(&[Mark::High, Mark::Low]),
        '«' if stack.has(Mark::Right) => Close(&[Mark::Right]),
        '«' => Open(Mark::Left),
        '»' if stack.has(Mark::Left) => Close(&[Mark::Left]),
        '»' => Open(Mark::Right),
        '‹' if stack.has(Mark::SingleRight) => Close(&[Mark::SingleRight]),
        '‹' => Open(Mark::SingleLeft),
        '›' if stack.has(Mark::SingleLeft) => Close(&[Mark::SingleLeft]),
        '›' => Open(Mark::SingleRight),
        // An apostrophe.
        '‘' | '’' if inside_word => Nothing,
        '‚' => Open(Mark::SingleLow),
        '‘' if stack.has(Mark::SingleLow) && !opens => Close(&[Mark::SingleLow]),
        '‘' if opens => Open(Mark::SingleHigh),
        '’' if !after.is_some_and(char::is_alphanumeric) => {
            Close(&[Mark::SingleHigh, Mark::SingleLow])
        }
        '"' if opens => Open(Mark::Straight),
        '"' => Close(&[Mark::Straight]),
        _ => Nothing,
    }
}

/// Characters after which a mark closes rather than opens, though no word stands before it.
fn closes(character: char) -> bool {
    matches!(character, '.' | ',' | '!' | '?' | '…' | ';' | ')' | ']' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        let found = pairs(text, &[]);
        found.into_iter().map(|range| &text[range.start as usize..range.end as usize]).collect()
    }

    #[test]
    fn every_tradition() {
        for text in [
            "„a b“",
            "„a b”",
            "“a b”",
            "«a b»",
            "»a b«",
            "« a b »",
            "\"a b\"",
            "‚a b‘",
            "‘a b’",
            "‹a›",
            "›a‹",
        ] {
            assert_eq!(quoted(&format!("x {text}, y.")), [text], "{text}");
            assert_eq!(quoted(text), [text], "{text}");
        }
    }

    #[test]
    fn pairs_nest() {
        assert_eq!(quoted("„a ‚b‘ c“"), ["„a ‚b‘ c“", "‚b‘"]);
        assert_eq!(quoted("“a ‘b’ c”"), ["“a ‘b’ c”", "‘b’"]);
        assert_eq!(quoted("„a “b” c“"), ["„a “b” c“", "“b”"]);
        assert_eq!(quoted("»a ›b‹ c«"), ["»a ›b‹ c«", "›b‹"]);
        assert_eq!(quoted("«a «b» c»"), ["«a «b» c»", "«b»"]);
        assert_eq!(quoted("\"a \"b\" c\""), ["\"a \"b\" c\"", "\"b\""]);
        assert_eq!(quoted("„a“, „b“"), ["„a“", "„b“"]);
    }

    #[test]
    fn straight_marks_by_their_place() {
        assert_eq!(quoted("\"Ja.\" \"Nein!\""), ["\"Ja.\"", "\"Nein!\""]);
        assert_eq!(quoted("sagte:\"Ja\""), ["\"Ja\""]);
        assert_eq!(quoted("(\"Ja\")"), ["\"Ja\""]);
        assert_eq!(quoted("der \"große Plan, der \"kleine\" nicht"), ["\"kleine\""]);
    }

    #[test]
    fn unclosed_marks_open_nothing() {
        for text in ["„a b", "a b“ c", "“a", "\"a b", "a b\" c", "« a", "» mehr", "‚a", "’s ist"]
        {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
        assert_eq!(quoted("„a ‚b c“"), ["„a ‚b c“"]);
    }

    #[test]
    fn measures_and_apostrophes_are_no_marks() {
        assert_eq!(quoted("ein 19\" Monitor und 24\" auch"), [""; 0]);
        assert_eq!(quoted("ein 19\" Monitor, \"gut\""), ["\"gut\""]);
        assert_eq!(quoted("„um 30“"), ["„um 30“"]);
        assert_eq!(quoted("‘it’s John’s’"), ["‘it’s John’s’"]);
        assert_eq!(quoted("geht‘s, gibt’s"), [""; 0]);
    }

    #[test]
    fn marks_in_code_are_none() {
        let text = "a \"b\" c \"d\"";
        let code = 2..5;
        assert_eq!(pairs(text, std::slice::from_ref(&code)), vec![8..11; 1]);
    }

    #[test]
    fn many_open_marks_take_linear_time() {
        for part in ["„", "“ „", "\"a ", "« ‹", "‚ ‘a "] {
            let text = part.repeat(200_000);
            assert!(pairs(&text, &[]).len() <= 200_000);
        }
    }

    proptest! {
        #[test]
        fn pairs_lie_on_borders_and_nest(text in "[a1 .„“”«»‹›‚‘’\"\n]{0,60}") {
            let found = pairs(&text, &[]);
            for one in &found {
                prop_assert!(text.get(one.start as usize..one.end as usize).is_some());
                for other in &found {
                    let apart = one.end <= other.start || other.end <= one.start;
                    let inside = (one.start <= other.start && other.end <= one.end)
                        || (other.start <= one.start && one.end <= other.end);
                    prop_assert!(apart || inside);
                }
            }
        }
    }
}
