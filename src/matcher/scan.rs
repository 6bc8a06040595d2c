//! One pass over the blocks of a draft: tokens, and every hit of every literal.

use std::ops::Range;

use super::Matcher;
use super::phrase::Hits;
use super::span::{NO_NOTE, Span};
use super::words::{Text, Words};
use crate::policy::model::{Piece, RegisterId, SetId};

/// A literal found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The set it belongs to: of the policy, or after them of a register.
    pub(super) set: u32,
    /// Where.
    pub span: Span,
    /// Which literal.
    pub piece: Piece,
}

/// The blocks of a draft, scanned once.
pub struct Scan<'a> {
    texts: Vec<Text<'a>>,
    words: Vec<Words<'a>>,
    /// Sorted by set, then by place.
    hits: Vec<Hit>,
    /// Number of the first set of a register.
    first_register: u32,
}

impl<'a> Scan<'a> {
    pub(super) fn new(matcher: &Matcher, memo: &mut super::Memo, texts: Vec<Text<'a>>) -> Self {
        let words: Vec<Words<'a>> = texts.iter().map(Words::new).collect();
        let mut hits = Vec::new();
        for (block, (text, words)) in texts.iter().zip(&words).enumerate() {
            let block = u32::try_from(block).unwrap_or(u32::MAX);
            let mut add = |piece: Piece, span: Span| {
                for &set in matcher.sets_of(piece) {
                    hits.push(Hit { set, span, piece });
                }
            };
            let mut phrases = Hits::default();
            matcher.phrases.search(text, words, memo, &mut phrases);
            for (id, span) in phrases.found {
                add(Piece::Phrase(id), Span { block, ..span });
            }
            matcher.literals.search(text, words, &mut |piece, range: Range<u32>| {
                add(piece, words.span(block, range.start, range.end, NO_NOTE));
            });
        }
        hits.sort_by_key(|hit| (hit.set, hit.span.key()));
        Self { texts, words, hits, first_register: matcher.first_register }
    }

    /// The blocks.
    #[must_use]
    pub fn texts(&self) -> &[Text<'a>] {
        &self.texts
    }

    /// The words of a block.
    #[must_use]
    pub fn words(&self, block: u32) -> &Words<'a> {
        &self.words[block as usize]
    }

    /// Whether only patterns that name it by its field look into a block.
    #[must_use]
    pub fn hidden(&self, block: u32) -> bool {
        self.texts.get(block as usize).is_some_and(|text| text.hidden)
    }

    /// The hits of a set.
    #[must_use]
    pub fn hits(&self, set: SetId) -> &[Hit] {
        self.of(set.0)
    }

    /// The hits of a register's terms.
    #[must_use]
    pub fn register_hits(&self, register: RegisterId) -> &[Hit] {
        self.of(self.first_register + register.0)
    }

    fn of(&self, set: u32) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.set < set);
        let to = self.hits.partition_point(|hit| hit.set <= set);
        &self.hits[from..to]
    }

    /// The sets that were hit, each once, in order; registers come after the policy's.
    pub(super) fn hit_sets(&self) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.hits.iter().filter_map(move |hit| {
            let new = last != Some(hit.set);
            last = Some(hit.set);
            new.then_some(hit.set)
        })
    }
}
