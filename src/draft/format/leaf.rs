//! A block in the making: its text, what is marked in it, and the pictures that stand in it.
//!
//! In: pieces of text with their places, beginnings and ends of inline elements. Out: a finished block with
//! its zones, put into the item. It knows no format.

use std::ops::Range;

use crate::draft::item::{Block, BlockKind, Extent, Image, Item, Link};
use crate::draft::map::{PieceKind, Segment};
use crate::text::{Language, SourceId, Span, Zone};

/// How far back an end tag looks for its beginning. Browsers stop at 512 open elements; a bound keeps wrongly
/// nested tags linear, raising it multiplies their worst case.
pub const MAX_SEARCH: usize = 256;

/// What an inline element does to its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that a rule could name.
    None,
    /// Emphasis; bold if true.
    Emphasis(bool),
    /// Code.
    Code,
    /// A quotation; without its end it is none.
    Quote,
    /// A link to a decoded target that is written there.
    Link(String, Span),
}

/// An image before it has a place among the blocks.
#[derive(Debug)]
pub struct Picture {
    /// Alternative text.
    pub alt: Segment,
    /// Address or path, decoded.
    pub target: String,
    /// The whole image in the source.
    pub span: Span,
    /// The language it stands in, if marked.
    pub language: Option<Language>,
}

/// An element that is open; Markdown's own have no name.
#[derive(Debug)]
struct Open {
    name: String,
    start: u32,
    effect: Effect,
    language: Option<Language>,
}

/// Which language all text so far is marked as.
#[derive(Debug, PartialEq, Eq)]
enum Agreement {
    NoText,
    One(Option<Language>),
    Several,
}

/// The block in the making.
#[derive(Debug)]
pub struct Leaf {
    kind: BlockKind,
    segment: Segment,
    marks: Vec<(Zone, Range<u32>)>,
    links: Vec<(Range<u32>, String, Span)>,
    pictures: Vec<Picture>,
    open: Vec<Open>,
    /// How many emphasising elements are open, and where the outermost began.
    emphasised: (usize, u32),
    bold: usize,
    bold_only: bool,
    languages: Agreement,
}

impl Leaf {
    /// An empty block.
    pub fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            segment: Segment::new(),
            marks: Vec::new(),
            links: Vec::new(),
            pictures: Vec::new(),
            open: Vec::new(),
            emphasised: (0, 0),
            bold: 0,
            bold_only: true,
            languages: Agreement::NoText,
        }
    }

    /// The last character shown so far.
    pub fn last(&self) -> Option<char> {
        self.segment.text().chars().next_back()
    }

    /// Adds text of this origin. `outer` is the language of what the block stands in.
    pub fn show(&mut self, text: &str, kind: PieceKind, outer: Option<Language>) {
        if self.admits(text, outer) {
            self.segment.piece(text, kind);
        }
    }

    /// Adds a part of another segment.
    pub fn extend(&mut self, other: &Segment, range: Range<u32>, outer: Option<Language>) {
        let text = other.text().get(range.start as usize..range.end as usize);
        if self.admits(text.unwrap_or_default(), outer) {
            self.segment.extend(other, range);
        }
    }

    /// Notes what the text says about the block; a blank at its very beginning is not shown but in code.
    fn admits(&mut self, text: &str, outer: Option<Language>) -> bool {
        let visible = text.contains(|character: char| !character.is_whitespace());
        if visible {
            let language = self.language().or(outer);
            self.languages = match self.languages {
                Agreement::NoText => Agreement::One(language),
                Agreement::One(before) if before == language => Agreement::One(before),
                _ => Agreement::Several,
            };
            self.bold_only &= self.bold > 0;
        }
        visible || self.kind == BlockKind::Code || !self.segment.is_empty()
    }

    /// The language that the innermost open element is marked as.
    pub fn language(&self) -> Option<Language> {
        self.open.last().and_then(|open| open.language)
    }

    /// Begins an inline element. Markdown's own have an empty name.
    pub fn open(&mut self, name: &str, effect: Effect, language: Option<Language>) {
        let start = self.segment.len();
        if let Effect::Emphasis(strong) = effect {
            if self.emphasised.0 == 0 {
                self.emphasised.1 = start;
            }
            self.emphasised.0 += 1;
            self.bold += usize::from(strong);
        }
        let language = language.or(self.language());
        self.open.push(Open { name: name.to_owned(), start, effect, language });
    }

    /// Ends the innermost open element of this name and, without effect for quotations, those inside that
    /// were left open. An end without a beginning does nothing; that of an HTML element never reaches beyond
    /// one of Markdown's.
    pub fn close(&mut self, name: &str) {
        let mut near = self.open.iter().rev().map(|open| open.name.as_str()).take(MAX_SEARCH);
        let Some(inner) = near.position(|open| open == name || open.is_empty()) else { return };
        if self.open[self.open.len() - 1 - inner].name != name {
            return;
        }
        for _ in 0..inner {
            self.pop(false);
        }
        self.pop(true);
    }

    /// Sets where the innermost open link of Markdown writes its target, if `find` finds it and no definition
    /// has told.
    pub fn locate_link(&mut self, find: impl FnOnce(&str) -> Option<Span>) {
        let near = self.open.iter_mut().rev().take(MAX_SEARCH);
        let link =
            near.filter(|open| open.name.is_empty()).find_map(|open| match &mut open.effect {
                Effect::Link(target, span) => Some((target, span)),
                _ => None,
            });
        if let Some((target, span)) = link
            && let Some(found) = find(target)
        {
            *span = found;
        }
    }

    fn pop(&mut self, ended: bool) {
        let Some(open) = self.open.pop() else { return };
        let range = open.start..self.segment.len();
        match open.effect {
            Effect::None => {}
            Effect::Emphasis(strong) => {
                self.emphasised.0 -= 1;
                self.bold -= usize::from(strong);
                if self.emphasised.0 == 0 {
                    self.mark(Zone::Emphasis, self.emphasised.1..range.end);
                }
            }
            Effect::Code => self.mark(Zone::Code, range),
            Effect::Quote if ended => self.mark(Zone::Quote, range),
            Effect::Quote => {}
            Effect::Link(target, span) => {
                self.mark(Zone::LinkText, range.clone());
                self.links.push((range, target, span));
            }
        }
    }

    /// Marks a stretch of the text so far.
    pub fn mark(&mut self, zone: Zone, range: Range<u32>) {
        if !range.is_empty() {
            self.marks.push((zone, range));
        }
    }

    /// Adds a picture.
    pub fn picture(&mut self, picture: Picture) {
        self.pictures.push(picture);
    }

    /// Ends the block: it goes into the item, if anything is shown, then the alternative texts of its
    /// pictures.
    pub fn finish(mut self, item: &mut Item, source: SourceId) {
        while !self.open.is_empty() {
            self.pop(false);
        }
        let text = self.segment.text();
        let kept = match self.kind {
            BlockKind::Code => text.trim_end_matches(['\n', '\r']),
            _ => text.trim_end_matches([' ', '\t', '\n', '\r']),
        };
        self.segment.truncate(Span::empty(kept.len()).start);
        let index = block_count(item);
        let own = (!self.segment.is_empty()).then_some(index);
        let pictures = std::mem::take(&mut self.pictures);
        self.put(item, source, index);
        for picture in pictures {
            hang(picture, own, item, source);
        }
    }

    fn put(self, item: &mut Item, source: SourceId, index: u32) {
        let length = self.segment.len();
        let cut = |range: Range<u32>| range.start.min(length)..range.end.min(length);
        let mut links = self.links;
        links.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.end)));
        for (range, target, target_span) in links {
            let text = Extent { block: index, range: cut(range) };
            item.links.push(Link { text, target, target_span });
        }
        if length == 0 {
            return;
        }
        let mut marks = self.marks;
        if self.kind == BlockKind::Code {
            marks.push((Zone::Code, 0..length));
        }
        marks.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
        for (zone, range) in marks {
            let range = cut(range);
            if !range.is_empty() {
                item.zones.add(zone, vec![Extent { block: index, range }]);
            }
        }
        let mut block = Block::new(self.kind, source, self.segment);
        block.bold = self.bold_only && self.kind == BlockKind::Paragraph;
        block.marked_language = match self.languages {
            Agreement::One(language) => language,
            Agreement::NoText | Agreement::Several => None,
        };
        item.blocks.push(block);
    }
}

/// Puts a picture behind its block.
fn hang(picture: Picture, own: Option<u32>, item: &mut Item, source: SourceId) {
    let index = block_count(item);
    let alt = (!picture.alt.text().trim().is_empty()).then_some(index);
    let mut instance = Vec::new();
    if alt.is_some() {
        let mut block = Block::new(BlockKind::AltText, source, picture.alt);
        block.marked_language = picture.language;
        instance.push(block.extent(index));
        item.zones.add(Zone::AltText, instance.clone());
        item.blocks.push(block);
    }
    item.zones.add(Zone::Image, instance);
    let block = own.unwrap_or(index);
    item.images.push(Image { alt, target: picture.target, span: picture.span, block });
}

/// How many blocks an item has, as an index of the next.
pub fn block_count(item: &Item) -> u32 {
    Span::empty(item.blocks.len()).start
}
