//! What drafts become, construct by construct, and what holds for every text.

mod html;
mod markdown;
mod plain;
mod property;
mod reading;
mod zones;

use super::map::testing::assert_exact;
use super::{BlockKind, Draft, Extent, Item, PieceKind, Segment, Zone, read};
use crate::text::SourceId;

const SOURCE: SourceId = SourceId(0);

/// The item of a text in a file of this name.
fn item_of(path: &str, text: &str) -> Item {
    let Draft { mut items, problems, .. } = read(path, SOURCE, text, None, None);
    assert!(problems.is_empty(), "{problems:?}");
    let item = items.pop().expect("an item");
    assert_whole(&item, text);
    item
}

/// The item of a Markdown text.
fn item(text: &str) -> Item {
    item_of("a.md", text)
}

/// Kind and text of every block.
fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let item = item(text);
    item.blocks.iter().map(|block| (block.kind, block.segment.text().to_owned())).collect()
}

/// The text of every block.
fn texts(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|(_, text)| text).collect()
}

/// The text of every instance of a zone, its extents divided by `|`.
fn zone_of(item: &Item, zone: Zone) -> Vec<String> {
    let extent = |extent: &Extent| {
        let text = item.blocks[extent.block as usize].segment.text();
        text[extent.range.start as usize..extent.range.end as usize].to_owned()
    };
    let instances = item.zones.of(zone).iter();
    instances.map(|one| one.iter().map(extent).collect::<Vec<_>>().join("|")).collect()
}

fn zone(text: &str, zone: Zone) -> Vec<String> {
    zone_of(&item(text), zone)
}

/// The source of the first place that shows `word`.
fn source<'t>(item: &Item, text: &'t str, word: &str) -> &'t str {
    let found = item.blocks.iter().find_map(|block| {
        let at = block.segment.text().find(word)?;
        let at = u32::try_from(at).ok()?;
        let end = at + u32::try_from(word.len()).ok()?;
        Some(block.segment.source(at..end).of(text))
    });
    found.unwrap_or_else(|| panic!("`{word}` is not shown"))
}

/// What the body shows otherwise than written is a blank, a reference, an escape, or lies in a tag or a code span.
fn assert_decoded_for_a_reason(segment: &Segment, item: &Item, text: &str) {
    for (nth, piece) in segment.pieces().iter().enumerate() {
        let PieceKind::Decoded(span) = piece.kind else { continue };
        let end = segment.pieces().get(nth + 1).map_or(segment.len(), |next| next.at);
        let shown = &segment.text()[piece.at as usize..end as usize];
        let written = span.of(text);
        let blank = shown.chars().all(char::is_whitespace);
        let reason = if blank { written.contains(char::is_whitespace) } else { false };
        let reference = written.starts_with(['&', '<', '`', '\\']);
        assert!(!item.body.contains(span) || reason || reference, "{written:?} shows {shown:?}");
    }
}

/// What must hold for every item.
fn assert_whole(item: &Item, text: &str) {
    for block in &item.blocks {
        assert!(!block.segment.is_empty());
        if block.source == SOURCE {
            assert_exact(&block.segment, text);
            assert_decoded_for_a_reason(&block.segment, item, text);
        }
    }
    for (zone, instances) in item.zones.iter() {
        for instance in instances {
            assert!(!instance.is_empty() || zone == Zone::Image, "{zone:?}");
            for Extent { block, range } in instance {
                let shown = item.blocks[*block as usize].segment.text();
                assert!(range.start < range.end, "{zone:?}");
                assert!(shown.get(range.start as usize..range.end as usize).is_some(), "{zone:?}");
            }
        }
        let begins =
            instances.iter().filter_map(|one| one.first()).map(|one| (one.block, one.range.start));
        assert!(begins.is_sorted(), "{zone:?}");
    }
    let blocks = item.blocks.len();
    assert_eq!(item.zones.of(Zone::Image).len(), item.images.len());
    for image in &item.images {
        assert!(image.block as usize <= blocks && text.get(image.span.range()).is_some());
        assert!(image.alt.is_none_or(|alt| item.blocks[alt as usize].kind == BlockKind::AltText));
    }
    for link in &item.links {
        assert!(text.get(link.target_span.range()).is_some());
        let shown = item.blocks[link.text.block as usize].segment.text();
        let range = link.text.range.clone();
        assert!(shown.get(range.start as usize..range.end as usize).is_some());
    }
    assert!(item.breaks.is_sorted() && item.breaks.iter().all(|&at| (at as usize) < blocks));
    assert!(text.get(item.body.range()).is_some());
}
