//! A file becomes a draft: bytes, front matter, metadata, body, zones.
//!
//! In: the bytes or text of one file, the metadata file beside it, path defaults. Out: a [`Draft`], with its
//! problems where it could not be read. Nothing here opens a file.

use super::field::{Fields, Layer, Origin};
use super::format::{self, Input};
use super::front::{self, Halves};
use super::item::{BlockKind, Draft, Extent, Item, Zones};
use super::problem::{BlockTooLarge, DraftTooLarge, UnknownFormat, UnreadableDraft};
use super::{opening, quotation, scalar, section};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::text::{Place, SourceId, Span, Zone};

/// Largest draft or metadata file, in bytes. Raising it raises the memory a run may take, about ten times as
/// much per file read at once.
pub const MAX_DRAFT: usize = 16 << 20;

/// Largest block of text, in bytes shown. Raising it raises the time a single regular expression may take.
pub const MAX_BLOCK: usize = 1 << 20;

/// Bytes as text.
///
/// # Errors
/// `unreadable-draft` with the offset of the first byte that is not UTF-8; up to there, a lossy reading of the
/// bytes has the same offsets.
pub fn decode(bytes: &[u8], source: SourceId) -> Result<&str, Box<Diagnostic>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let reason = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            Bilingual { en: "it is written as UTF-16", de: "sie ist als UTF-16 geschrieben" }
        } else {
            Bilingual { en: "it is not UTF-8", de: "sie ist kein UTF-8" }
        };
        unreadable(reason, error.valid_up_to(), source)
    })
}

fn unreadable(reason: Bilingual, offset: usize, source: SourceId) -> Box<Diagnostic> {
    let place = Place::new(source, Span::empty(offset));
    Box::new(UnreadableDraft { reason, offset }.at(place))
}

/// Reads a draft: `path` tells the format and is shown to people, `metadata` is the file beside it,
/// `defaults` what `obstat.toml` assigns to the path. A draft that cannot be read has no item, and says why.
#[must_use]
pub fn read(
    path: &str,
    source: SourceId,
    text: &str,
    metadata: Option<(SourceId, &str)>,
    defaults: Option<Layer>,
) -> Draft {
    let mut problems = Vec::new();
    let texts = Texts { source, text, metadata };
    let item = item(path, texts, defaults, &mut problems);
    let items = item.filter(|_| problems.is_empty()).into_iter().collect();
    let mut kept = vec![(source, text.into())];
    kept.extend(metadata.map(|(source, text)| (source, text.into())));
    Draft { path: path.to_owned(), source, items, problems, texts: kept }
}

/// The texts that spans of an item lie in.
#[derive(Clone, Copy)]
struct Texts<'t> {
    source: SourceId,
    text: &'t str,
    metadata: Option<(SourceId, &'t str)>,
}

impl<'t> Texts<'t> {
    /// The text of a source; empty for that of path defaults, which is not at hand.
    fn of(self, source: SourceId) -> &'t str {
        match self.metadata {
            _ if source == self.source => self.text,
            Some((metadata, text)) if metadata == source => text,
            _ => "",
        }
    }
}

fn item(
    path: &str,
    texts: Texts<'_>,
    defaults: Option<Layer>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Item> {
    let Texts { source, text, metadata } = texts;
    let Some(format) = format::of(path) else {
        let place = Place::new(source, Span::empty(0));
        let known = format::endings();
        problems.push(UnknownFormat { path: path.to_owned(), known }.at(place));
        return None;
    };
    let mut layers = Vec::new();
    let mut keep = |result: Result<(), Box<Diagnostic>>| {
        result.map_err(|problem| problems.push(*problem)).is_ok()
    };
    let mut halves = None;
    keep(check(text, source).and_then(|()| {
        let found = split(text, source, format.front_matter)?;
        halves = Some(found);
        layers.push(front::layer(text, found.yaml, source, Origin::FrontMatter)?);
        Ok(())
    }));
    if let Some((source, text)) = metadata {
        keep(check(text, source).and_then(|()| {
            let all = Span::new(0, text.len());
            layers.push(front::layer(text, all, source, Origin::Metadata)?);
            Ok(())
        }));
    }
    layers.extend(defaults);
    let Halves { front, body, .. } = halves?;
    let mut item = empty(source, Fields::new(layers), front, body);
    fields_as_blocks(&mut item, texts);
    let first = item.blocks.len();
    let read = (format.read)(&Input { text, source, body }, &mut item);
    keep(read.and_then(|()| limit_blocks(&item)));
    opening::mark(&mut item, first);
    section::mark(&mut item);
    quotations(&mut item);
    Some(item)
}

/// What no format could read.
fn check(text: &str, source: SourceId) -> Result<(), Box<Diagnostic>> {
    if text.len() > MAX_DRAFT {
        let place = Place::new(source, Span::empty(0));
        return Err(Box::new(DraftTooLarge { limit: MAX_DRAFT >> 20 }.at(place)));
    }
    match text.find('\0') {
        Some(at) => {
            let reason = Bilingual { en: "it holds a zero byte", de: "sie enthält ein Nullbyte" };
            Err(unreadable(reason, at, source))
        }
        None => Ok(()),
    }
}

fn split(text: &str, source: SourceId, front_matter: bool) -> Result<Halves, Box<Diagnostic>> {
    if front_matter {
        return front::split(text, source);
    }
    let start = front::after_mark(text);
    Ok(Halves { front: None, yaml: Span::empty(start), body: Span::new(start, text.len()) })
}

fn empty(source: SourceId, fields: Fields, front: Option<Span>, body: Span) -> Item {
    Item {
        source,
        fields,
        front,
        body,
        blocks: Vec::new(),
        zones: Zones::default(),
        links: Vec::new(),
        images: Vec::new(),
        embeds: Vec::new(),
        breaks: Vec::new(),
        marks_paragraphs: true,
        missing_zones: Vec::new(),
    }
}

/// Title, subtitle and lead, where a field gives them.
fn fields_as_blocks(item: &mut Item, texts: Texts<'_>) {
    let named = [
        ("title", BlockKind::Title),
        ("subtitle", BlockKind::Subtitle),
        ("lead", BlockKind::Paragraph),
    ];
    for (name, kind) in named {
        let block = item.fields.get(name).and_then(|found| {
            scalar::block(found.node(), found.source, texts.of(found.source), kind)
        });
        item.blocks.extend(block);
    }
}

fn limit_blocks(item: &Item) -> Result<(), Box<Diagnostic>> {
    match item.blocks.iter().find(|block| block.segment.text().len() > MAX_BLOCK) {
        Some(block) => {
            let start = block.segment.source(0..0);
            let place = Place::new(block.source, start);
            Err(Box::new(BlockTooLarge { limit: MAX_BLOCK >> 20 }.at(place)))
        }
        None => Ok(()),
    }
}

/// Adds the quotations that their marks tell, in every block but code.
fn quotations(item: &mut Item) {
    let mut code = item.zones.of(Zone::Code).iter().flatten().cloned().peekable();
    let mut found = Vec::new();
    for (block, index) in item.blocks.iter().zip(0_u32..) {
        let mut spans = Vec::new();
        while let Some(extent) = code.next_if(|extent| extent.block <= index) {
            spans.push(extent.range);
        }
        if block.kind != BlockKind::Code {
            let pairs = quotation::pairs(block.segment.text(), &spans);
            found.extend(pairs.into_iter().map(|range| Extent { block: index, range }));
        }
    }
    for extent in found {
        item.zones.add(Zone::Quote, vec![extent]);
    }
    item.zones.sort(Zone::Quote);
}
