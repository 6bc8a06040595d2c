//! The tokens of a rule file: what stands between blanks, comments included.
//!
//! In: the first reading of the grammar. Out: tokens in the order of the text, without gaps but for
//! blanks. They know nothing of what they mean together.

use crate::syntax::grammar::{Branch, Rule, Tree};
use crate::text::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What sort.
    pub kind: TokenKind,
    /// Its bytes.
    pub span: Span,
}

/// Sorts of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word with its path, key or distance: `forbid`, `obstat/claims`, `facts.headcount`, `near/8`.
    Word,
    /// What begins with a digit: numbers and dates.
    Figure,
    /// A text in quotation marks.
    Text,
    /// A regular expression.
    Regex,
    /// A punctuation mark or another sign, braces included.
    Sign,
    /// `// …`, `/// …`, `//! …`, without the end of the line.
    Comment,
}

/// The tokens of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    collect(Tree::read(Rule::outline, text, Span::new(0, text.len())).root())
}

/// The tokens below a branch of the first reading.
pub(super) fn collect(branch: Branch<'_>) -> Vec<Token> {
    let kind = |rule| {
        Some(match rule {
            Rule::run => TokenKind::Word,
            Rule::figure => TokenKind::Figure,
            Rule::text => TokenKind::Text,
            Rule::regex => TokenKind::Regex,
            Rule::sign | Rule::open_brace | Rule::close_brace => TokenKind::Sign,
            Rule::remark => TokenKind::Comment,
            _ => return None,
        })
    };
    branch
        .descendants()
        .filter_map(|below| Some(Token { kind: kind(below.rule())?, span: below.span() }))
        .collect()
}

/// Whether nothing but blanks stands before `offset` on its line.
#[must_use]
pub fn begins_line(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or("");
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    before[line..].trim_start_matches('\u{FEFF}').bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_token_or_a_blank() {
        let text = "rule x {\n  forbid /a|b/i then/3 \"}\" // end }\n} \u{a7}";
        let found: Vec<&str> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        let expected =
            ["rule", "x", "{", "forbid", "/a|b/i", "then/3", "\"}\"", "// end }", "}", "\u{a7}"];
        assert_eq!(found, expected);
    }

    #[test]
    fn beginnings_of_lines() {
        assert!(begins_line("a\n  b", 4));
        assert!(begins_line("\u{FEFF}b", 3));
        assert!(!begins_line("a b", 2));
    }
}
