//! How a text opens: title, subtitle, dateline, lead.
//!
//! In: an item whose fields and blocks are there. Out: these zones. It knows no format: a heading is a heading
//! however it was marked.

use super::dateline;
use super::item::{BlockKind, Extent, Item};
use crate::text::{Span, Zone};

/// Marks title, subtitle, dateline and lead. The blocks before `first` come from fields.
pub fn mark(item: &mut Item, first: usize) {
    title(item, first);
    for (zone, kind) in [(Zone::Title, BlockKind::Title), (Zone::Subtitle, BlockKind::Subtitle)] {
        if let Some(at) = item.blocks.iter().position(|block| block.kind == kind) {
            add(item, zone, at, 0);
        }
    }
    let mut paragraphs = paragraphs(item, first).into_iter();
    let opening = paragraphs.next();
    let dateline = opening
        .and_then(|at| dateline::find(item.blocks[at].segment.text()).map(|found| (at, found)));
    if let Some((at, found)) = dateline {
        let range = 0..Span::empty(found.end).start;
        let block = Span::empty(at).start;
        item.zones.add(Zone::Dateline, vec![Extent { block, range }]);
    }
    let field = item.blocks[..first].iter().position(|block| block.kind == BlockKind::Paragraph);
    let lead = match (field, dateline) {
        (Some(at), _) => Some((at, 0)),
        (None, None) => opening.map(|at| (at, 0)),
        (None, Some((at, found))) if found.text < item.blocks[at].segment.text().len() => {
            Some((at, found.text))
        }
        (None, Some(_)) => paragraphs.next().map(|at| (at, 0)),
    };
    if let Some((at, start)) = lead {
        add(item, Zone::Lead, at, start);
    }
}

/// A heading of rank 1 that opens the text is the title, if no field is.
fn title(item: &mut Item, first: usize) {
    if item.blocks.iter().any(|block| block.kind == BlockKind::Title) {
        return;
    }
    let opens = item.blocks.iter_mut().skip(first).find(|block| block.kind != BlockKind::AltText);
    if let Some(block) = opens.filter(|block| block.kind == BlockKind::Heading(1)) {
        block.kind = BlockKind::Title;
    }
}

/// The first two paragraphs of the body; what is wholly quoted opens nothing.
fn paragraphs(item: &Item, first: usize) -> Vec<usize> {
    let mut quoted = vec![false; item.blocks.len()];
    for extent in item.zones.of(Zone::Quote).iter().flatten() {
        let at = extent.block as usize;
        quoted[at] |= *extent == item.blocks[at].extent(extent.block);
    }
    let all = item.blocks.iter().enumerate().skip(first);
    let paragraphs = all.filter(|(at, block)| block.kind == BlockKind::Paragraph && !quoted[*at]);
    paragraphs.map(|(at, _)| at).take(2).collect()
}

fn add(item: &mut Item, zone: Zone, at: usize, start: usize) {
    let block = Span::empty(at).start;
    let mut extent = item.blocks[at].extent(block);
    extent.range.start = Span::empty(start).start;
    item.zones.add(zone, vec![extent]);
}
