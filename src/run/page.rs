//! A draft as the report shows it, for readers who would rather look than read.

use crate::diagnostic::{Accent, Look, Page, Shown};
use crate::draft::field::same_key;
use crate::draft::{Block, BlockKind, Draft, Extent, Item, PieceKind, Zone};
use crate::text::Span;
use crate::yaml::Node;

/// The pages of a draft: one for each item.
#[must_use]
pub fn pages(draft: &Draft) -> Vec<Page> {
    draft.items.iter().map(|item| page(draft, item)).collect()
}

fn page(draft: &Draft, item: &Item) -> Page {
    let mut fields: Vec<(String, String)> = Vec::new();
    for found in item.fields.all() {
        let key = &found.entry.key;
        let value = match (found.node().text(), found.node().list()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(list)) => list.iter().filter_map(Node::text).collect::<Vec<_>>().join(", "),
            (None, None) => continue,
        };
        // The winning layer comes first.
        if !fields.iter().any(|(known, _)| same_key(known, key)) {
            fields.push((key.clone(), value));
        }
    }
    let mut blocks: Vec<Shown> = item.blocks.iter().map(shown).collect();
    let accents = [
        (Zone::Emphasis, Accent::Strong),
        (Zone::LinkText, Accent::Link),
        (Zone::Code, Accent::Code),
    ];
    for (zone, accent) in accents {
        for Extent { block, range } in item.zones.of(zone).iter().flatten() {
            if let Some(shown) = blocks.get_mut(*block as usize) {
                shown.accents.push((range.clone(), accent));
            }
        }
    }
    Page { source: draft.source, fields, blocks }
}

fn shown(block: &Block) -> Shown {
    let segment = &block.segment;
    let pieces = segment.pieces();
    let origins = pieces.iter().enumerate().map(|(nth, piece)| {
        let end = pieces.get(nth + 1).map_or(segment.len(), |next| next.at);
        let origin = match piece.kind {
            PieceKind::Verbatim(start) => Span { start, end: start + (end - piece.at) },
            PieceKind::Decoded(span) => span,
            PieceKind::Invented(at) => Span { start: at, end: at },
        };
        (piece.at, origin)
    });
    Shown {
        look: look(block.kind),
        language: block.language,
        text: segment.text().to_owned(),
        source: block.source,
        origins: origins.collect(),
        accents: Vec::new(),
    }
}

fn look(kind: BlockKind) -> Look {
    match kind {
        BlockKind::Title => Look::Heading(1),
        BlockKind::Subtitle => Look::Heading(2),
        BlockKind::Heading(rank) => Look::Heading(rank),
        BlockKind::Paragraph => Look::Paragraph,
        BlockKind::ListItem => Look::Item,
        BlockKind::TableCell => Look::Cell,
        BlockKind::Caption => Look::Caption,
        BlockKind::Code => Look::Code,
        BlockKind::AltText => Look::Picture,
        BlockKind::Field => Look::Field,
    }
}
