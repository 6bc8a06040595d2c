//! The draft: items, blocks, zones. What every format adapter produces and every rule is judged on.

use std::ops::Range;
use std::sync::Arc;

use super::field::Fields;
use super::map::Segment;
use crate::diagnostic::Diagnostic;
use crate::text::{Language, SourceId, Span, Token, Zone};

/// One file, read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its path as shown to people.
    pub path: String,
    /// Its text.
    pub source: SourceId,
    /// What it holds; none if it could not be read.
    pub items: Vec<Item>,
    /// What is wrong with it as a file.
    pub problems: Vec<Diagnostic>,
    /// The text of the source, and of the metadata file beside it.
    pub texts: Vec<(SourceId, Arc<str>)>,
}

impl Draft {
    /// The text of one of its sources; empty for any other.
    #[must_use]
    pub fn text_of(&self, source: SourceId) -> &str {
        self.texts.iter().find(|(id, _)| *id == source).map_or("", |(_, text)| text)
    }
}

/// One post, reply or release: fields and blocks.
#[derive(Clone, Debug)]
pub struct Item {
    /// The source it stands in.
    pub source: SourceId,
    /// Front matter, metadata, path defaults.
    pub fields: Fields,
    /// The front matter with its fences, if there is one.
    pub front: Option<Span>,
    /// The source text after the front matter: what an approval digests as body.
    pub body: Span,
    /// Blocks of shown text in reading order.
    pub blocks: Vec<Block>,
    /// Zones that the format itself marks.
    pub zones: Zones,
    /// Links in reading order.
    pub links: Vec<Link>,
    /// Images in reading order.
    pub images: Vec<Image>,
    /// Files that the body shows or plays (images, `srcset`, video, audio), in document order: what an
    /// approval digests beside the words.
    pub embeds: Vec<Embed>,
    /// Indices of blocks before which a thematic break stands: they begin a new part where the channel
    /// has threads.
    pub breaks: Vec<u32>,
    /// Whether the format marks paragraphs (Markdown does; in a plain post a line break ends a sentence).
    pub marks_paragraphs: bool,
    /// Zones that this format cannot mark: rules that need them are not judged.
    pub missing_zones: Vec<Zone>,
}

/// A stretch of text that nothing matches across.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The source that its map points into: the draft's, but for fields of a metadata file.
    pub source: SourceId,
    /// Its text.
    pub segment: Segment,
    /// The format's own mark of its language (`lang`).
    pub marked_language: Option<Language>,
    /// Its language once [`crate::draft`] has settled it.
    pub language: Language,
    /// Its sentences as ranges of the shown text, once its language is settled.
    pub sentences: Vec<Range<u32>>,
    /// The tokens of the shown text, once its sentences are cut.
    pub tokens: Vec<Token>,
    /// Whether it is a paragraph wholly in bold (stands for a heading where a `zone` asks).
    pub bold: bool,
}

/// Sorts of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title.
    Title,
    /// The subtitle.
    Subtitle,
    /// A heading of rank 1 to 6 that is not the title.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// One paragraph of a list item.
    ListItem,
    /// A cell of a table.
    TableCell,
    /// A caption or footnote text.
    Caption,
    /// A code block.
    Code,
    /// The alternative text of an image.
    AltText,
    /// A text field of the front matter; not seen by a pattern without a zone.
    Field,
}

impl Block {
    /// A block in no language yet, without sentences.
    #[must_use]
    pub fn new(kind: BlockKind, source: SourceId, segment: Segment) -> Self {
        Self {
            kind,
            source,
            segment,
            marked_language: None,
            language: Language::ENGLISH,
            sentences: Vec::new(),
            tokens: Vec::new(),
            bold: false,
        }
    }

    /// All of it, as the block of this index.
    #[must_use]
    pub fn extent(&self, index: u32) -> Extent {
        Extent { block: index, range: 0..self.segment.len() }
    }
}

/// A stretch of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Index of the block.
    pub block: u32,
    /// Bytes of its shown text.
    pub range: Range<u32>,
}

/// The zones of an item: for each kind its instances, each made of one or more extents, in reading order.
///
/// Format adapters give title, subtitle, lead, list, quote (every quotation: `check` tells our own people's
/// apart), link-text, alt-text, image, emphasis, code, boilerplate, contact and dateline. Body, heading,
/// paragraph, sentence, part, hashtag and mention follow from blocks, breaks and channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zones {
    all: std::collections::BTreeMap<Zone, Vec<Vec<Extent>>>,
}

impl Zones {
    /// Adds one instance.
    pub fn add(&mut self, zone: Zone, extents: Vec<Extent>) {
        self.all.entry(zone).or_default().push(extents);
    }

    /// Puts the instances of a zone into reading order; of two that begin together the longer is first.
    pub fn sort(&mut self, zone: Zone) {
        let key = |instance: &Vec<Extent>| {
            let begin = instance.first().map(|extent| (extent.block, extent.range.start));
            let end = instance.last().map(|extent| (extent.block, extent.range.end));
            (begin, std::cmp::Reverse(end))
        };
        if let Some(instances) = self.all.get_mut(&zone) {
            instances.sort_by_cached_key(key);
        }
    }

    /// The instances of a zone, in reading order.
    #[must_use]
    pub fn of(&self, zone: Zone) -> &[Vec<Extent>] {
        self.all.get(&zone).map_or(&[], Vec::as_slice)
    }

    /// All zones with their instances.
    pub fn iter(&self) -> impl Iterator<Item = (Zone, &[Vec<Extent>])> {
        self.all.iter().map(|(zone, instances)| (*zone, instances.as_slice()))
    }
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its shown text; empty, at its place, where it shows an image or nothing.
    pub text: Extent,
    /// Where it leads, decoded.
    pub target: String,
    /// Where the target is written: the target itself where it can be told exactly, else the whole link; empty
    /// where it is the text itself.
    pub target_span: Span,
}

/// A file that the body shows or plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Address or path, decoded.
    pub target: String,
    /// The image or tag in the source.
    pub span: Span,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Image {
    /// Index of the block with its alternative text; none if that is empty.
    pub alt: Option<u32>,
    /// Address or path, decoded.
    pub target: String,
    /// The whole image in the source.
    pub span: Span,
    /// Index of the block in or before which it stands; the number of blocks if none follows.
    pub block: u32,
}
