//! How a text opens: title, subtitle, dateline, lead.
//!
//! In: an item whose fields and blocks are there. Out: these zones. It knows no format: a heading is a heading
//! however it was marked.

use super::dateline;
use super::item::{Block, BlockKind, Extent, Item};
use crate::text::{Span, Zone, fold};

/// Marks title, subtitle, dateline and lead. The blocks before `first` come from fields.
pub fn mark(item: &mut Item, first: usize) {
    title(item, first);
    for (zone, kind) in [(Zone::Title, BlockKind::Title), (Zone::Subtitle, BlockKind::Subtitle)] {
        if let Some(at) = item.blocks.iter().position(|block| block.kind == kind) {
            add(item, zone, at, 0);
        }
    }
    let titled = item.blocks.iter().skip(first).position(|block| block.kind == BlockKind::Title);
    let text_from = titled.map_or(first, |at| first + at);
    let paragraphs = paragraphs(item, first);
    let dateline = paragraphs
        .iter()
        .take_while(|at| **at <= text_from + LATEST)
        .find_map(|&at| dateline::find(item.blocks[at].segment.text()).map(|found| (at, found)));
    if let Some((at, found)) = dateline {
        let range = 0..Span::empty(found.end).start;
        let block = Span::empty(at).start;
        item.zones.add(Zone::Dateline, vec![Extent { block, range }]);
    }
    let field = item.blocks[..first].iter().position(|block| block.kind == BlockKind::Paragraph);
    let next = |from: usize| paragraphs.iter().copied().find(|&at| at >= from).map(|at| (at, 0));
    let lead = match (field, dateline) {
        (Some(at), _) => Some((at, 0)),
        (None, Some((at, found)))
            if at >= text_from && found.text < item.blocks[at].segment.text().len() =>
        {
            Some((at, found.text))
        }
        (None, Some((at, _))) => next(text_from.max(at + 1)),
        (None, None) => next(text_from),
    };
    if let Some((at, start)) = lead {
        add(item, Zone::Lead, at, start);
    }
}

/// How many blocks behind the title the dateline may stand: a subtitle in bold or a summary comes first in many
/// houses.
const LATEST: usize = 3;

/// Most paragraphs above the title: *Press release*, an embargo, a date.
const MOST_ABOVE: usize = 4;

/// A line above the title is shorter than this, in bytes.
const LONGEST_ABOVE: usize = 120;

/// A heading of rank 1 that opens the text is the title, if no field is. Lines that releases carry above it
/// (*PRESSEMITTEILUNG*, *Sperrfrist: …*) do not matter, where it is the only one of its rank.
fn title(item: &mut Item, first: usize) {
    if item.blocks.iter().any(|block| block.kind == BlockKind::Title) {
        return;
    }
    let shown = |block: &&mut Block| block.kind != BlockKind::AltText;
    let highest = |block: &Block| block.kind == BlockKind::Heading(1);
    let only = item.blocks.iter().filter(|block| highest(block)).count() == 1;
    let mut above = 0;
    for block in item.blocks.iter_mut().skip(first).filter(shown) {
        if highest(block) {
            block.kind = BlockKind::Title;
            return;
        }
        above += 1;
        if !only || above > MOST_ABOVE || !is_line(block) {
            return;
        }
    }
}

/// A line that releases carry above their title: what they are, until when they are to wait, place and date.
fn is_line(block: &Block) -> bool {
    let text = block.segment.text();
    let known = || {
        let folded = fold(text);
        ABOVE.iter().any(|word| folded.contains(word)) || dateline::find(text).is_some()
    };
    block.kind == BlockKind::Paragraph && text.len() <= LONGEST_ABOVE && known()
}

/// Words of such lines, in small letters.
const ABOVE: &[&str] = &[
    "embargo",
    "gesperrt bis",
    "immediate release",
    "media release",
    "medieninformation",
    "medienmitteilung",
    "news release",
    "press release",
    "presseinfo",
    "pressemeldung",
    "pressemitteilung",
    "sofortige",
    "sperrfrist",
];

/// The paragraphs of the body; what is wholly quoted opens nothing.
fn paragraphs(item: &Item, first: usize) -> Vec<usize> {
    let mut quoted = vec![false; item.blocks.len()];
    for extent in item.zones.of(Zone::Quote).iter().flatten() {
        let at = extent.block as usize;
        quoted[at] |= *extent == item.blocks[at].extent(extent.block);
    }
    let all = item.blocks.iter().enumerate().skip(first);
    let paragraphs = all.filter(|(at, block)| block.kind == BlockKind::Paragraph && !quoted[*at]);
    paragraphs.map(|(at, _)| at).take(MOST_ABOVE + LATEST + 1).collect()
}

fn add(item: &mut Item, zone: Zone, at: usize, start: usize) {
    let block = Span::empty(at).start;
    let mut extent = item.blocks[at].extent(block);
    extent.range.start = Span::empty(start).start;
    item.zones.add(zone, vec![extent]);
}
