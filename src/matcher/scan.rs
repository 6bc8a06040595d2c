//! One pass over the blocks of a draft: words, every hit of every phrase and exact string, and the places where an
//! expression could match. An expression is run when a rule asks for it: most are asked for only beside something
//! else, which is seldom there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Matcher;
use super::phrase::Hits;
use super::span::{NO_NOTE, Span};
use super::view::View;
use super::words::{Text, Words};
use crate::policy::model::{Piece, RegexId, RegisterId, SetId};

/// A literal found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// Which literal.
    pub piece: Piece,
}

/// The blocks of a draft, scanned once.
pub struct Scan<'a> {
    matcher: &'a Matcher,
    texts: Vec<Text<'a>>,
    words: Vec<Words<'a>>,
    /// As expressions see them; empty if there is neither exact string nor expression.
    views: Vec<View<'a>>,
    /// Hits of phrases and exact strings with their set (of the policy, or after them of a register), sorted by set,
    /// then by place.
    hits: Vec<(u32, Hit)>,
    /// Expressions with block and place of their literals, sorted.
    places: Vec<(RegexId, u32, usize)>,
    /// What the expressions that were asked for have found.
    matches: RefCell<HashMap<RegexId, Rc<[Span]>>>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(matcher: &'a Matcher, memo: &mut super::Memo, texts: Vec<Text<'a>>) -> Self {
        let words: Vec<Words<'a>> = texts.iter().map(Words::new).collect();
        let mut views = Vec::new();
        let (mut hits, mut places) = (Vec::new(), Vec::new());
        for (block, (text, words)) in (0..).zip(texts.iter().zip(&words)) {
            let mut add = |piece: Piece, span: Span| {
                for &set in matcher.sets_of(piece) {
                    hits.push((set, Hit { span, piece }));
                }
            };
            let mut phrases = Hits::default();
            matcher.phrases.search(text, words, memo, &mut phrases);
            for (id, span) in phrases.found {
                add(Piece::Phrase(id), Span { block, ..span });
            }
            if matcher.literals.is_empty() {
                continue;
            }
            let view = View::new(text.shown);
            let mut exact = |id, range: std::ops::Range<u32>| {
                add(Piece::Exact(id), words.span(block, range.start, range.end, NO_NOTE));
            };
            let mut place = |id, at| places.push((id, block, at));
            matcher.literals.search(&view, text, words, &mut exact, &mut place);
            views.push(view);
        }
        hits.sort_by_key(|(set, hit)| (*set, hit.span.key()));
        places.sort_unstable();
        Self { matcher, texts, words, views, hits, places, matches: RefCell::default() }
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

    /// The hits of a set: phrases and exact strings by place, then each expression's matches.
    pub fn hits(&self, set: SetId) -> impl Iterator<Item = Hit> {
        let expressions = self.matcher.set_regexes.of(set.index()).iter();
        let matches = expressions.flat_map(|&id| {
            let found = self.matches(RegexId(id));
            let piece = Piece::Regex(RegexId(id));
            (0..found.len()).map(move |at| Hit { span: found[at], piece })
        });
        self.of(set.0).chain(matches)
    }

    /// The hits of a register's terms.
    pub fn register_hits(&self, register: RegisterId) -> impl Iterator<Item = Hit> {
        self.of(self.matcher.first_register + register.0)
    }

    fn of(&self, set: u32) -> impl Iterator<Item = Hit> {
        let from = self.hits.partition_point(|(one, _)| *one < set);
        let to = self.hits.partition_point(|(one, _)| *one <= set);
        self.hits[from..to].iter().map(|(_, hit)| *hit)
    }

    /// The matches of an expression in all blocks, by place; it is run when first asked for.
    fn matches(&self, id: RegexId) -> Rc<[Span]> {
        if let Some(known) = self.matches.borrow().get(&id) {
            return Rc::clone(known);
        }
        let mut spans = Vec::new();
        let mut run = |block: u32, places: &[(RegexId, u32, usize)]| {
            let (text, words) = (&self.texts[block as usize], &self.words[block as usize]);
            let mut found = |range: std::ops::Range<u32>| {
                spans.push(words.span(block, range.start, range.end, NO_NOTE));
            };
            let (view, places) = (&self.views[block as usize], places.iter().map(|place| place.2));
            self.matcher.literals.matches(id, places, view, text.shown, &mut found);
        };
        let from = self.places.partition_point(|place| place.0 < id);
        let to = self.places.partition_point(|place| place.0 <= id);
        for places in self.places[from..to].chunk_by(|one, other| one.1 == other.1) {
            run(places[0].1, places);
        }
        if self.matcher.literals.alone().binary_search(&id).is_ok() {
            (0..).zip(&self.texts).for_each(|(block, _)| run(block, &[]));
        }
        let found: Rc<[Span]> = spans.into();
        self.matches.borrow_mut().insert(id, Rc::clone(&found));
        found
    }

    /// The sets of which something was found, or could be by an expression; registers come after the policy's.
    pub(super) fn possible_sets(&self) -> Vec<u32> {
        let mut sets: Vec<u32> = self.hits.iter().map(|(set, _)| *set).collect();
        let expressions = self.places.chunk_by(|one, other| one.0 == other.0).map(|all| all[0].0);
        let alone = self.matcher.literals.alone().iter().copied();
        for id in expressions.chain(alone) {
            sets.extend_from_slice(self.matcher.sets_of(Piece::Regex(id)));
        }
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// Whether anything of a set, or of a register's terms, was found.
    pub(super) fn has(&self, set: u32) -> bool {
        match set < self.matcher.first_register {
            true => self.hits(SetId(set)).next().is_some(),
            false => self.of(set).next().is_some(),
        }
    }
}
