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

    /// Adds text of this origin.
    pub fn piece(&mut self, text: &str, kind: PieceKind) {
        match kind {
            PieceKind::Verbatim(start) => self.verbatim(text, start as usize),
            decoded_or_invented => self.push(text, decoded_or_invented),
        }
    }

    /// Adds the bytes `range` of another segment, each with the address it has there. A range that
    /// does not fall on character borders adds nothing.
    pub fn extend(&mut self, other: &Self, range: Range<u32>) {
        let first = other.piece_at(range.start).unwrap_or(0);
        for (index, piece) in other.pieces.iter().enumerate().skip(first) {
            let end = other.pieces.get(index + 1).map_or(other.len(), |next| next.at);
            let (from, to) = (piece.at.max(range.start), end.min(range.end));
            if from >= to {
                break;
            }
            let text = other.text.get(from as usize..to as usize).unwrap_or_default();
            match piece.kind {
                PieceKind::Verbatim(start) => {
                    self.verbatim(text, (start + from - piece.at) as usize)
                }
                kind => self.push(text, kind),
            }
        }
    }

    /// Cuts the shown text to its first `len` bytes; does nothing where that is no character border.
    pub fn truncate(&mut self, len: u32) {
        if self.text.is_char_boundary(len as usize) {
            self.text.truncate(len as usize);
            self.pieces.truncate(self.pieces.partition_point(|piece| piece.at < len));
        }
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

/// What must hold for every map, for the tests of this room.
#[cfg(test)]
pub(crate) mod testing {
    use super::{PieceKind, Segment};

    /// Pieces sorted and without a gap, verbatim ones byte-equal to the source, every place on character
    /// borders of the source.
    pub(crate) fn assert_exact(segment: &Segment, source: &str) {
        let pieces = segment.pieces();
        assert_eq!(pieces.is_empty(), segment.is_empty());
        assert_eq!(pieces.first().map_or(0, |first| first.at), 0);
        assert!(pieces.is_sorted_by(|one, next| one.at < next.at), "{pieces:?}");
        for (nth, piece) in pieces.iter().enumerate() {
            let end = pieces.get(nth + 1).map_or(segment.len(), |next| next.at);
            let shown = &segment.text()[piece.at as usize..end as usize];
            assert!(!shown.is_empty());
            match piece.kind {
                PieceKind::Verbatim(start) => {
                    let start = start as usize;
                    assert_eq!(source.get(start..start + shown.len()), Some(shown));
                }
                PieceKind::Decoded(span) => {
                    assert!(!span.is_empty() && source.get(span.range()).is_some(), "{piece:?}");
                }
                PieceKind::Invented(at) => assert!(source.is_char_boundary(at as usize)),
            }
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
    fn parts_keep_their_addresses() {
        // Source: `xa&amp;bcd`.
        let mut whole = Segment::new();
        whole.verbatim("a", 1);
        whole.decoded("&", Span::new(2, 7));
        whole.verbatim("bcd", 7);
        let mut part = Segment::new();
        part.extend(&whole, 1..4);
        assert_eq!(part.text(), "&bc");
        assert_eq!(part.source(0..1), Span::new(2, 7));
        assert_eq!(part.verbatim_source(1..3), Some(Span::new(7, 9)));
        part.truncate(1);
        assert_eq!((part.text(), part.pieces().len()), ("&", 1));
        part.extend(&whole, 5..5);
        assert_eq!(part.text(), "&");
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
