//! What means nothing and must not be lost: comments and blank lines.
//!
//! In: a text and its tokens. Out: trivia in the order of the text. Documentation is no trivia; it belongs
//! to items and to the file.

use crate::syntax::token::{Token, TokenKind, begins_line};
use crate::syntax::tree::{Trivia, TriviaKind};
use crate::text::Span;

/// The plain comments and runs of blank lines of a text.
pub(super) fn collect(text: &str, tokens: &[Token]) -> Vec<Trivia> {
    let mut trivia = Vec::new();
    let mut before = None;
    for token in tokens {
        trivia.extend(blank_lines(text, before, token.span.start as usize));
        let word = token.span.of(text);
        if token.kind == TokenKind::Comment && !is_doc(word) {
            let kind = if begins_line(text, token.span.start as usize) {
                TriviaKind::LineComment
            } else {
                TriviaKind::TrailingComment
            };
            trivia.push(Trivia { span: token.span, kind });
        }
        before = Some(token.span.end as usize);
    }
    trivia.extend(blank_lines(text, before, text.len()));
    trivia
}

/// Whether a comment documents an item or the file.
#[must_use]
pub fn is_doc(comment: &str) -> bool {
    comment.starts_with("//!") || (comment.starts_with("///") && !comment.starts_with("////"))
}

/// The blank lines between the end of one token (or the beginning of the text) and the next.
fn blank_lines(text: &str, before: Option<usize>, after: usize) -> Option<Trivia> {
    let gap = text.get(before.unwrap_or(0)..after)?;
    let first = match before {
        Some(_) => gap.find('\n')? + 1,
        None => 0,
    };
    let last = gap.rfind('\n')? + 1;
    let start = before.unwrap_or(0);
    (first < last).then(|| Trivia {
        span: Span::new(start + first, start + last),
        kind: TriviaKind::BlankLine,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::token::tokens;

    #[test]
    fn comments_and_blank_lines_in_order() {
        let text =
            "\n\n// a\nrule x { // b\n\n \n  forbid \"c\n\nd\" //// e\n}\n/// f\n\nuse \"g\"\n\n";
        let found: Vec<(&str, TriviaKind)> =
            collect(text, &tokens(text)).iter().map(|one| (one.span.of(text), one.kind)).collect();
        use TriviaKind::{BlankLine, LineComment, TrailingComment};
        assert_eq!(
            found,
            [
                ("\n\n", BlankLine),
                ("// a", LineComment),
                ("// b", TrailingComment),
                ("\n \n", BlankLine),
                ("\n", BlankLine),
                ("//// e", TrailingComment),
                ("\n", BlankLine),
                ("\n", BlankLine),
            ]
        );
    }
}
