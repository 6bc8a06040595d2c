//! Spans of text and their algebra: unions, distances, overlaps, all on sorted lists.
//!
//! A list of spans is sorted by block, start and length (longest first) and holds no span twice. Every
//! operation is linear in the lists, up to a logarithm for looking up neighbours.

use std::cmp::Reverse;

/// A stretch of one block that a pattern found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Index of the block.
    pub block: u32,
    /// First byte of the shown text.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// First token; for a span that touches none, the one that follows.
    pub first: u32,
    /// First token after it.
    pub after: u32,
    /// Index into the notes of the evaluation; [`NO_NOTE`] for most spans.
    pub note: u32,
}

/// A span about which nothing is noted.
pub const NO_NOTE: u32 = u32::MAX;

impl Span {
    /// The key that spans are sorted by.
    #[must_use]
    pub fn key(&self) -> (u32, u32, Reverse<u32>) {
        (self.block, self.start, Reverse(self.end))
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.block == other.block && self.start < other.end && other.start < self.end
    }

    /// Whether `self` lies wholly inside the bytes `start..end` of `block`.
    #[must_use]
    pub fn inside(&self, block: u32, start: u32, end: u32) -> bool {
        self.block == block && start <= self.start && self.end <= end
    }

    /// From the beginning of this to the end of `other`, which follows in the same block.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        Self {
            end: self.end.max(other.end),
            after: self.after.max(other.after),
            note: NO_NOTE,
            ..*self
        }
    }

    /// How many tokens further `later` is: 1 for neighbours. `None` if it does not follow in the block. Tokens
    /// decide, so a word between a verb and its particle (*schlagen ein Kapitel auf*) follows the verb; bytes only
    /// where one of the two touches no token.
    #[must_use]
    pub fn distance_to(&self, later: &Self) -> Option<u32> {
        let touch = self.first < self.after && later.first < later.after;
        let follows = self.block == later.block
            && later.first >= self.after
            && (touch || later.start >= self.end);
        follows.then(|| later.first - self.after + 1)
    }
}

/// Sorts and removes doubles; of equal spans the one with a note stays.
pub fn normalise(spans: &mut Vec<Span>) {
    let sorted = spans.windows(2).all(|pair| pair[0].key() < pair[1].key());
    if !sorted {
        spans.sort_by_key(|span| (span.key(), span.note));
        spans.dedup_by_key(|span| span.key());
    }
}

/// Leftmost first, then longest; a span that overlaps an earlier one is dropped.
#[must_use]
pub fn leftmost_longest(spans: &[Span]) -> Vec<Span> {
    let mut chosen: Vec<Span> = Vec::new();
    for span in spans {
        if chosen.last().is_none_or(|last| !last.overlaps(span)) {
            chosen.push(*span);
        }
    }
    chosen
}

/// A sorted list with what is needed to find neighbours and overlaps quickly.
pub struct Index<'a> {
    /// By start.
    spans: &'a [Span],
    /// By the token after them: positions in `spans`.
    by_end: Vec<u32>,
    /// For each span which of it and those before it in its block reaches furthest.
    reach: Vec<u32>,
}

impl<'a> Index<'a> {
    /// Indexes a sorted list.
    #[must_use]
    pub fn new(spans: &'a [Span]) -> Self {
        let mut by_end: Vec<u32> = (0..u32::try_from(spans.len()).unwrap_or(u32::MAX)).collect();
        by_end.sort_by_key(|&at| {
            let span = &spans[at as usize];
            (span.block, span.after, span.end, Reverse(span.start))
        });
        let mut reach: Vec<u32> = Vec::with_capacity(spans.len());
        for (at, span) in spans.iter().enumerate() {
            let before = reach.last().copied().filter(|&furthest| {
                let furthest = &spans[furthest as usize];
                furthest.block == span.block && furthest.end > span.end
            });
            reach.push(before.unwrap_or(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        Self { spans, by_end, reach }
    }

    /// The nearest span that follows `span` in its block; of several that begin there, the longest.
    #[must_use]
    pub fn next(&self, span: &Span) -> Option<&'a Span> {
        let at =
            self.spans.partition_point(|one| (one.block, one.first) < (span.block, span.after));
        let later = self.spans[at..].iter().take_while(|one| one.block == span.block);
        later.into_iter().find(|one| span.distance_to(one).is_some())
    }

    /// The nearest span that precedes `span` in its block; of several that end there, the shortest.
    #[must_use]
    pub fn previous(&self, span: &Span) -> Option<&'a Span> {
        let at = self.by_end.partition_point(|&at| {
            let one = &self.spans[at as usize];
            (one.block, one.after) <= (span.block, span.first)
        });
        let earlier = self.by_end[..at].iter().rev().map(|&at| &self.spans[at as usize]);
        let mut earlier = earlier.take_while(|one| one.block == span.block);
        earlier.find(|one| one.distance_to(span).is_some())
    }

    /// A span that shares a byte with `span`.
    #[must_use]
    pub fn overlapping(&self, span: &Span) -> Option<&'a Span> {
        // Those that begin before its end; if any of them overlaps it, the one that reaches furthest does.
        let before =
            self.spans.partition_point(|one| (one.block, one.start) < (span.block, span.end));
        let furthest = &self.spans[self.reach[before.checked_sub(1)?] as usize];
        furthest.overlaps(span).then_some(furthest)
    }
}

/// A list with what is needed to tell whether one of it lies inside a span.
pub struct Inside {
    /// By block and end.
    spans: Vec<Span>,
    /// For each which of it and those before it in its block begins last.
    latest: Vec<u32>,
}

impl Inside {
    /// Indexes a list.
    #[must_use]
    pub fn new(spans: &[Span]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_by_key(|span| (span.block, span.end, span.start));
        let mut latest: Vec<u32> = Vec::with_capacity(spans.len());
        for (at, span) in spans.iter().enumerate() {
            let before = latest.last().copied().filter(|&last| {
                let last = &spans[last as usize];
                last.block == span.block && last.start > span.start
            });
            latest.push(before.unwrap_or(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        Self { spans, latest }
    }

    /// One that lies wholly inside the span.
    #[must_use]
    pub fn of(&self, span: &Span) -> Option<Span> {
        let until =
            self.spans.partition_point(|one| (one.block, one.end) <= (span.block, span.end));
        let last = self.spans[self.latest[until.checked_sub(1)?] as usize];
        (last.block == span.block && last.start >= span.start).then_some(last)
    }
}

/// Stretches of blocks: what a zone covers.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Block, start, end; sorted.
    stretches: Vec<(u32, u32, u32)>,
    /// For each the furthest end among it and those before it in its block.
    reach: Vec<u32>,
}

impl Cover {
    /// A cover from stretches in any order; they may overlap.
    #[must_use]
    pub fn new(mut stretches: Vec<(u32, u32, u32)>) -> Self {
        stretches.sort_unstable();
        let mut reach: Vec<u32> = Vec::with_capacity(stretches.len());
        let mut block_before = None;
        for &(block, _, end) in &stretches {
            let before = if block_before == Some(block) { reach.last().copied() } else { None };
            reach.push(before.unwrap_or(0).max(end));
            block_before = Some(block);
        }
        Self { stretches, reach }
    }

    /// The stretches: block, start, end.
    #[must_use]
    pub fn stretches(&self) -> &[(u32, u32, u32)] {
        &self.stretches
    }

    /// Whether one stretch holds all of the span.
    #[must_use]
    pub fn contains(&self, span: &Span) -> bool {
        let until = self
            .stretches
            .partition_point(|&(block, start, _)| (block, start) <= (span.block, span.start));
        self.furthest(until, span.block).is_some_and(|end| end >= span.end)
    }

    /// Whether a stretch shares a byte with the span.
    #[must_use]
    pub fn touches(&self, span: &Span) -> bool {
        let until = self
            .stretches
            .partition_point(|&(block, start, _)| (block, start) < (span.block, span.end));
        self.furthest(until, span.block).is_some_and(|end| end > span.start)
    }

    fn furthest(&self, until: usize, block: u32) -> Option<u32> {
        let last = until.checked_sub(1)?;
        (self.stretches[last].0 == block).then(|| self.reach[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { block: 0, start, end, first: start, after: end, note: NO_NOTE }
    }

    #[test]
    fn neighbours_on_both_sides() {
        let spans = [span(0, 2), span(4, 9), span(4, 6), span(10, 11)];
        let index = Index::new(&spans);
        assert_eq!(index.next(&span(2, 3)), Some(&spans[1]));
        assert_eq!(index.previous(&span(9, 10)), Some(&spans[1]));
        assert_eq!(index.previous(&span(6, 7)), Some(&spans[2]));
        assert_eq!(index.next(&span(11, 12)), None);
        assert_eq!(index.previous(&span(0, 1)), None);
    }

    #[test]
    fn what_stands_between_verb_and_particle_is_beside_the_verb() {
        // »schlagen ein neues Kapitel auf«: one token at the verb, bytes up to the particle.
        let verb = Span { block: 0, start: 0, end: 31, first: 0, after: 1, note: NO_NOTE };
        let noun = Span { block: 0, start: 13, end: 26, first: 2, after: 4, note: NO_NOTE };
        let spans = [verb, noun];
        let index = Index::new(&spans);
        assert_eq!(index.next(&verb), Some(&noun));
        assert_eq!(index.previous(&noun), Some(&verb));
        assert_eq!(verb.distance_to(&noun), Some(2));
    }

    #[test]
    fn overlaps_are_found_behind_shorter_spans() {
        let spans = [span(0, 20), span(5, 6), span(7, 8)];
        let index = Index::new(&spans);
        assert_eq!(index.overlapping(&span(10, 12)), Some(&spans[0]));
        assert_eq!(index.overlapping(&span(20, 21)), None);
    }

    #[test]
    fn what_lies_inside() {
        let inside = Inside::new(&[span(0, 9), span(4, 6), span(5, 12)]);
        assert_eq!(inside.of(&span(3, 8)), Some(span(4, 6)));
        assert_eq!(inside.of(&span(0, 9)), Some(span(4, 6)));
        assert_eq!(inside.of(&span(5, 8)), None);
        assert_eq!(inside.of(&span(5, 12)), Some(span(5, 12)));
        assert_eq!(inside.of(&span(0, 3)), None);
    }

    #[test]
    fn covers_know_inside_and_touching() {
        let cover = Cover::new(vec![(1, 0, 3), (0, 10, 12), (0, 0, 30)]);
        assert!(cover.contains(&span(11, 29)) && cover.touches(&span(29, 40)));
        assert!(!cover.contains(&span(29, 31)) && !cover.touches(&span(30, 31)));
        assert!(!Cover::default().touches(&span(0, 1)));
    }

    #[test]
    fn one_token_is_reported_once() {
        let mut spans = vec![span(3, 5), span(0, 2), span(0, 4), span(3, 5), span(5, 6)];
        normalise(&mut spans);
        assert_eq!(leftmost_longest(&spans), [span(0, 4), span(5, 6)]);
    }

    #[test]
    fn distance_counts_tokens() {
        assert_eq!(span(0, 1).distance_to(&span(1, 2)), Some(1));
        assert_eq!(span(0, 1).distance_to(&span(3, 4)), Some(3));
        assert_eq!(span(3, 4).distance_to(&span(0, 1)), None);
    }
}
