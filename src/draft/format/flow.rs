//! The flow of a structured text: containers that open and close, and the block that is being written.
//!
//! In: what a format's reader meets, in document order. Out: blocks, zones, links, images and breaks in an
//! item. Nesting lives in a stack of its own, never in the call stack, so depth costs no more than bytes.

use std::ops::Range;

use super::leaf::{Leaf, MAX_SEARCH, Picture, block_count};
use crate::draft::item::{BlockKind, Embed, Extent, Item};
use crate::draft::map::{PieceKind, Segment};
use crate::text::{Language, SourceId, Span, Zone};

/// What a container makes of the blocks inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Plain,
    /// A quotation.
    Quote,
    /// A list.
    List,
    /// Its paragraphs are of this kind.
    Of(BlockKind),
}

/// A container that is open.
#[derive(Debug)]
struct Frame {
    /// The name of the HTML element; none for a container of the format itself.
    element: Option<String>,
    role: Role,
    /// Kind of the blocks inside.
    kind: BlockKind,
    language: Option<Language>,
    /// Whether a thematic break in here divides the whole text.
    divides: bool,
    /// Index of the first block inside.
    first: u32,
}

/// The flow.
#[derive(Debug)]
pub struct Flow<'i> {
    item: &'i mut Item,
    source: SourceId,
    /// Index of the first block that is not a field.
    first: u32,
    frames: Vec<Frame>,
    leaf: Option<Leaf>,
    /// Quotations and lists: zone and blocks.
    stretches: Vec<(Zone, Range<u32>)>,
}

impl<'i> Flow<'i> {
    /// A flow into `item`, whose blocks so far are fields.
    pub fn new(item: &'i mut Item, source: SourceId) -> Self {
        let first = block_count(item);
        Self { item, source, first, frames: Vec::new(), leaf: None, stretches: Vec::new() }
    }

    /// The language that the surrounding container is marked as.
    fn language(&self) -> Option<Language> {
        self.frames.last().and_then(|frame| frame.language)
    }

    /// Begins a block.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.leaf = Some(Leaf::new(kind));
    }

    /// Begins a paragraph: of the kind that the container gives.
    pub fn begin_paragraph(&mut self) {
        self.begin(self.paragraph_kind());
    }

    /// What a paragraph is here.
    pub fn paragraph_kind(&self) -> BlockKind {
        self.frames.last().map_or(BlockKind::Paragraph, |frame| frame.kind)
    }

    /// Ends the block, if one is open.
    pub fn end(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            leaf.finish(self.item, self.source);
        }
    }

    /// The open block; a paragraph begins where there is none.
    pub fn leaf(&mut self) -> &mut Leaf {
        let kind = self.paragraph_kind();
        self.leaf.get_or_insert_with(|| Leaf::new(kind))
    }

    /// The last character of the open block.
    pub fn last(&self) -> Option<char> {
        self.leaf.as_ref().and_then(Leaf::last)
    }

    /// Shows text of this origin.
    pub fn show(&mut self, text: &str, kind: PieceKind) {
        let outer = self.language();
        self.leaf().show(text, kind, outer);
    }

    /// Shows a part of another segment.
    pub fn extend(&mut self, other: &Segment, range: Range<u32>) {
        let outer = self.language();
        self.leaf().extend(other, range, outer);
    }

    /// Shows a picture.
    pub fn picture(
        &mut self,
        alt: Segment,
        target: String,
        span: Span,
        language: Option<Language>,
    ) {
        let language = language.or(self.leaf().language()).or(self.language());
        self.leaf().picture(Picture { alt, target, span, language });
    }

    /// Notes a file that the text shows or plays.
    pub fn embed(&mut self, target: String, span: Span) {
        self.item.embeds.push(Embed { target, span });
    }

    /// A thematic break: between blocks of the text itself it borders a part.
    pub fn divide(&mut self) {
        self.end();
        let here = block_count(self.item);
        let divides = self.frames.last().is_none_or(|frame| frame.divides);
        if divides && here > self.first && self.item.breaks.last() != Some(&here) {
            self.item.breaks.push(here);
        }
    }

    /// Opens a container of the format itself.
    pub fn open(&mut self, role: Role) {
        self.push(None, role, None);
    }

    /// Closes the innermost container of the format itself, and HTML elements left open in it.
    pub fn close(&mut self) {
        self.end();
        while let Some(frame) = self.frames.pop() {
            let own = frame.element.is_none();
            self.leave(&frame, own);
            if own {
                break;
            }
        }
    }

    /// Opens an HTML element that contains blocks.
    pub fn open_element(&mut self, name: &str, role: Role, language: Option<Language>) {
        // End tags that HTML lets people leave out.
        let implied = |last: &Frame| {
            let open = last.element.as_deref();
            open == Some("p")
                || (matches!(name, "li" | "dd" | "dt" | "tr" | "td" | "th") && open == Some(name))
        };
        if self.frames.last().is_some_and(implied) {
            self.pop(true);
        }
        self.push(Some(name.to_owned()), role, language);
    }

    /// Closes the innermost open HTML element of this name, never beyond the format's own container. An end
    /// without a beginning only ends the block.
    pub fn close_element(&mut self, name: &str) {
        self.end();
        let near = self.frames.iter().rev().take(MAX_SEARCH).map(|frame| frame.element.as_deref());
        let mut own = near.take_while(Option::is_some);
        let Some(inner) = own.position(|element| element == Some(name)) else { return };
        for _ in 0..inner {
            self.pop(false);
        }
        self.pop(true);
    }

    fn push(&mut self, element: Option<String>, role: Role, language: Option<Language>) {
        self.end();
        let kind = match role {
            Role::Of(kind) => kind,
            Role::Plain | Role::Quote | Role::List => self.paragraph_kind(),
        };
        let divides = role == Role::Plain && self.frames.last().is_none_or(|frame| frame.divides);
        let language = language.or(self.language());
        let first = block_count(self.item);
        self.frames.push(Frame { element, role, kind, language, divides, first });
    }

    fn pop(&mut self, ended: bool) {
        self.end();
        if let Some(frame) = self.frames.pop() {
            self.leave(&frame, ended);
        }
    }

    /// What stays of a container: a quotation without its end is none.
    fn leave(&mut self, frame: &Frame, ended: bool) {
        let zone = match frame.role {
            Role::Quote if ended => Zone::Quote,
            Role::List => Zone::List,
            _ => return,
        };
        let blocks = frame.first..block_count(self.item);
        if !blocks.is_empty() {
            self.stretches.push((zone, blocks));
        }
    }

    /// Ends the text: closes what is open and adds the outermost quotations and lists as zones.
    pub fn finish(mut self) {
        self.end();
        while !self.frames.is_empty() {
            self.pop(false);
        }
        let end = block_count(self.item);
        self.item.breaks.retain(|&at| at < end);
        self.anchor_links(end);
        self.stretches
            .sort_by_key(|(zone, blocks)| (*zone, blocks.start, std::cmp::Reverse(blocks.end)));
        let mut outer: Option<(Zone, u32)> = None;
        for (zone, blocks) in self.stretches {
            if outer.is_some_and(|(before, end)| before == zone && blocks.start < end) {
                continue;
            }
            outer = Some((zone, blocks.end));
            let extents =
                blocks.map(|index| self.item.blocks[index as usize].extent(index)).collect();
            self.item.zones.add(zone, extents);
        }
    }

    /// A link without text stands before the next block; at the very end it stands behind the last one.
    fn anchor_links(&mut self, end: u32) {
        match self.item.blocks.last() {
            Some(last) => {
                let behind = last.segment.len()..last.segment.len();
                for link in self.item.links.iter_mut().filter(|link| link.text.block >= end) {
                    link.text = Extent { block: end - 1, range: behind.clone() };
                }
            }
            None => self.item.links.clear(),
        }
    }
}
