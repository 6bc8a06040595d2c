//! A segment: text as a reader sees it, with a map that gives every byte of it an address in the source.
//!
//! The pieces are ordered and gap-free; positions are looked up, never searched back. Fixes may only go
//! through verbatim pieces.

use std::ops::Range;

use crate::text::Span;

/// Where the bytes of a piece come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Byte for byte in the source, from this offset on.
    Verbatim(u32),
    /// Written otherwise in the source (an entity, an escape, a soft break): these bytes.
    Decoded(Span),
    /// Not written at all (a space between table cells): it would stand at this offset.
    Invented(u32),
}

/// A stretch of shown text with one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the shown text; it ends where the next begins.
    pub at: u32,
    /// Where it comes from.
    pub kind: PieceKind,
}

/// Shown text with its map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    text: String,
    pieces: Vec<Piece>,
}

impl Segment {
    /// An empty segment.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The shown text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The map.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether nothing is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text that stands in the source byte for byte, from `start` on. A piece that continues the one
    /// before, in text and source, is joined with it.
    pub fn verbatim(&mut self, text: &str, start: usize) {
        if text.is_empty() {
            return;
        }
        let start = Span::empty(start).start;
        let joined = self.pieces.last().is_some_and(|last| {
            matches!(last.kind, PieceKind::Verbatim(from) if from + (self.len() - last.at) == start)
        });
        if !joined {
            self.pieces.push(Piece { at: self.len(), kind: PieceKind::Verbatim(start) });
        }
        self.text.push_str(text);
    }

    /// Adds text that is written otherwise in the source, as `span`.
    pub fn decoded(&mut self, text: &str, span: Span) {
        self.push(text, PieceKind::Decoded(span));
    }

    /// Adds text that is not in the source; it would stand at `offset`.
    pub fn invented(&mut self, text: &str, offset: usize) {
        self.push(text, PieceKind::Invented(Span::empty(offset).start));
    }

    fn push(&mut self, text: &str, kind: PieceKind) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.len(), kind });
            self.text.push_str(text);
        }
    }

    /// Length of the shown text in bytes.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "is_empty is there; this one counts in 32 bits")]
    pub fn len(&self) -> u32 {
        Span::empty(self.text.len()).start
    }

    /// The source bytes that the shown bytes `range` come from: from the first byte's origin to the last
    /// byte's. An empty range gives an empty span where it would stand.
    #[must_use]
    pub fn source(&self, range: Range<u32>) -> Span {
        if range.is_empty() {
            return Span::empty(self.origin(range.start).start as usize);
        }
        let first = self.origin(range.start);
        let last = self.origin(range.end - 1);
        Span { start: first.start, end: last.end.max(first.start) }
    }

    /// The source bytes of the shown bytes, if all of them stand there byte for byte and in one stretch.
    #[must_use]
    pub fn verbatim_source(&self, range: Range<u32>) -> Option<Span> {
        let piece = self.pieces.get(self.piece_at(range.start)?)?;
        let PieceKind::Verbatim(start) = piece.kind else { return None };
        let end =
            self.pieces.get(self.piece_at(range.start)? + 1).map_or(self.len(), |next| next.at);
        (range.end <= end).then(|| {
            let from = start + (range.start - piece.at);
            Span { start: from, end: from + (range.end - range.start) }
        })
    }

    fn piece_at(&self, offset: u32) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.at <= offset).checked_sub(1)
    }

    /// Where the shown byte at `offset` comes from; at the end, where the next would stand.
    fn origin(&self, offset: u32) -> Span {
        let Some(piece) = self.piece_at(offset).map(|at| self.pieces[at]) else {
            return Span::default();
        };
        let past_end = offset >= self.len();
        match piece.kind {
            PieceKind::Verbatim(start) => {
                let at = start + (offset - piece.at);
                Span { start: at, end: at + u32::from(!past_end) }
            }
            PieceKind::Decoded(span) if past_end => Span { start: span.end, end: span.end },
            PieceKind::Decoded(span) => span,
            PieceKind::Invented(at) => Span { start: at, end: at },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shown_byte_has_an_address() {
        // Source: `a&amp;b|c` with the shown text `a&b c`.
        let mut segment = Segment::new();
        segment.verbatim("a", 0);
        segment.decoded("&", Span::new(1, 6));
        segment.verbatim("b", 6);
        segment.invented(" ", 7);
        segment.verbatim("c", 8);
        assert_eq!(segment.text(), "a&b c");
        assert_eq!(segment.source(0..3), Span::new(0, 7));
        assert_eq!(segment.source(1..2), Span::new(1, 6));
        assert_eq!(segment.source(2..5), Span::new(6, 9));
        assert_eq!(segment.source(5..5), Span::new(9, 9));
        assert_eq!(segment.verbatim_source(0..2), None);
        assert_eq!(segment.verbatim_source(4..5), Some(Span::new(8, 9)));
    }

    #[test]
    fn neighbours_in_the_source_are_one_piece() {
        let mut segment = Segment::new();
        segment.verbatim("ab", 3);
        segment.verbatim("cd", 5);
        assert_eq!(segment.pieces().len(), 1);
        assert_eq!(segment.verbatim_source(1..4), Some(Span::new(4, 7)));
    }
}
