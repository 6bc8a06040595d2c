//! The pieces of a rule file: its tokens and comments, with what stood between them as far as it matters.
//!
//! In: a text. Out: pieces in order. Blanks and line ends are gone; of empty lines it is known that there were some.

use unicode_width::UnicodeWidthStr;

use crate::syntax::token::{self, TokenKind, begins_line};
use crate::syntax::trivia::is_doc;
use crate::text::Span;

/// A token or a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// As written.
    pub text: &'a str,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether an empty line stood before it.
    pub blank: bool,
}

/// Sorts of [`Piece`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word with its path, key or distance.
    Word,
    /// A text over lines.
    Block,
    /// Any other token.
    Token,
    /// A comment with a line of its own.
    Comment,
    /// A comment behind something.
    Trailing,
}

impl<'a> Piece<'a> {
    /// Whether it is a comment.
    pub fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::Comment | Kind::Trailing)
    }

    /// Whether it is a sign or word of the language, and not a text, name or comment that looks like one.
    pub fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Token)
    }

    /// The columns it takes; of a block those of its first line.
    pub fn width(&self) -> usize {
        self.shown().width()
    }

    /// What stands on the line: of a block over lines its opening marks.
    pub fn shown(&self) -> &'a str {
        if self.is_spread() { "\"\"\"" } else { self.text }
    }

    /// Whether it takes several lines.
    pub fn is_spread(&self) -> bool {
        self.kind == Kind::Block && self.text.contains('\n')
    }

    /// A comment as it is set: documentation has a blank after its slashes, and what means nothing at the end of a
    /// plain comment is gone.
    pub fn comment(&self) -> String {
        match self.text.get(..3) {
            Some(slashes) if is_doc(self.text) => {
                let rest = &self.text[3..];
                let gap = if rest.is_empty() || rest.starts_with(' ') { "" } else { " " };
                format!("{slashes}{gap}{rest}")
            }
            _ => self.text.trim_end().to_owned(),
        }
    }
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut before = 0;
    token::tokens(text)
        .into_iter()
        .map(|token| {
            let Span { start, end } = token.span;
            let gap = text.get(before..start as usize).unwrap_or("");
            let ends = if before == 0 { 1 } else { 2 };
            before = end as usize;
            let word = token.span.of(text);
            let kind = match token.kind {
                TokenKind::Comment if begins_line(text, start as usize) => Kind::Comment,
                TokenKind::Comment => Kind::Trailing,
                TokenKind::Text if word.starts_with("\"\"\"") => Kind::Block,
                TokenKind::Word => Kind::Word,
                _ => Kind::Token,
            };
            let blank = gap.matches('\n').count() >= ends;
            Piece { text: word, start, end, kind, blank }
        })
        .collect()
}

/// Whether a blank stands between two tokens on one line.
pub(super) fn apart(before: &Piece<'_>, after: &Piece<'_>) -> bool {
    let opens = before.is("(") || before.is("[");
    let closes = [")", "]", ",", ":"].iter().any(|sign| after.is(sign));
    let empty = before.is("{") && after.is("}");
    !opens && !closes && !empty
}
