//! The words of a block: tokens, the sentence each span lies in, and the distances between spans.

use std::ops::Range;

use super::span::Span;
use crate::text::Language;
use crate::text::word::Token;

/// One block as the matcher takes it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// What a reader sees.
    pub shown: &'a str,
    /// In which language.
    pub language: Language,
    /// Its sentences, as ranges of the shown text.
    pub sentences: &'a [Range<u32>],
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Whether capitals say nothing here (a heading).
    pub heading: bool,
    /// Whether only patterns that name it by its field look here.
    pub hidden: bool,
}

/// The words of one block.
#[derive(Debug, Default)]
pub struct Words<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Where its sentences end.
    sentence_ends: Vec<u32>,
    /// Where its semicolons stand.
    semicolons: Vec<u32>,
}

impl<'a> Words<'a> {
    /// The words of a block.
    #[must_use]
    pub fn new(text: &Text<'a>) -> Self {
        let semicolons = memchr::memchr_iter(b';', text.shown.as_bytes());
        Self {
            tokens: text.tokens,
            sentence_ends: text.sentences.iter().map(|range| range.end).collect(),
            semicolons: semicolons.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// Number of the sentence that holds the byte.
    #[must_use]
    pub fn sentence(&self, byte: u32) -> usize {
        self.sentence_ends.partition_point(|&end| end <= byte)
    }

    /// Whether two places lie in one sentence.
    #[must_use]
    pub fn same_sentence(&self, a: u32, b: u32) -> bool {
        self.sentence(a) == self.sentence(b)
    }

    /// Whether a semicolon stands between the two places.
    #[must_use]
    pub fn parted(&self, from: u32, to: u32) -> bool {
        let next = self.semicolons.partition_point(|&at| at < from);
        self.semicolons.get(next).is_some_and(|&at| at < to)
    }

    /// Whether `later` follows `earlier` near enough: within so many tokens, or in the same sentence.
    #[must_use]
    pub fn follows(&self, earlier: &Span, later: &Span, within: Option<u32>) -> bool {
        let Some(distance) = earlier.distance_to(later) else { return false };
        self.same_sentence(last_byte(earlier), later.start)
            && within.is_none_or(|most| distance <= most && !self.parted(earlier.end, later.start))
    }

    /// The span of bytes `start..end` with the tokens it touches.
    #[must_use]
    pub fn span(&self, block: u32, start: u32, end: u32, note: u32) -> Span {
        let first = self.tokens.partition_point(|token| token.end <= start);
        let after = first + self.tokens[first..].partition_point(|token| token.start < end);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { block, start, end, first: narrow(first), after: narrow(after), note }
    }
}

/// The last byte of a span that belongs to its own sentence.
fn last_byte(span: &Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}
