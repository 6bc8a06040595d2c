//! Plain text: posts and replies as people type them.
//!
//! In: a text. Out: a paragraph for every run of lines that are not empty, its line ends kept, since each line
//! is a sentence. It knows no marks: a heading, a list or a section cannot be told from a line.

use super::{Format, Input};
use crate::diagnostic::Diagnostic;
use crate::draft::item::{Block, BlockKind, Item};
use crate::draft::line::lines;
use crate::draft::map::Segment;
use crate::text::{Span, Zone};

/// The format.
pub const FORMAT: Format = Format { extensions: &["txt"], front_matter: false, read };

/// Zones that plain text may have, but cannot mark. It has no images, links, emphasis or code at all, so for
/// these a rule is judged: they are empty.
const UNMARKED: [Zone; 4] = [Zone::Heading, Zone::List, Zone::Boilerplate, Zone::Contact];

#[allow(clippy::unnecessary_wraps, reason = "every format may fail, this one cannot")]
fn read(input: &Input<'_>, item: &mut Item) -> Result<(), Box<Diagnostic>> {
    item.marks_paragraphs = false;
    item.missing_zones = UNMARKED.to_vec();
    let mut paragraph = Segment::new();
    // The end of the line before, shown only if another line of the paragraph follows.
    let mut line_end = Span::default();
    for line in lines(input.text, input.body.range()) {
        let start = line.content.start;
        let text = input.text[line.content].trim_end();
        if text.is_empty() {
            finish(&mut paragraph, item, input);
            continue;
        }
        if !paragraph.is_empty() {
            match &input.text[line_end.range()] {
                "\n" => paragraph.verbatim("\n", line_end.start as usize),
                _ => paragraph.decoded("\n", line_end),
            }
        }
        paragraph.verbatim(text, start);
        line_end = Span::new(start + text.len(), line.next);
    }
    finish(&mut paragraph, item, input);
    Ok(())
}

fn finish(paragraph: &mut Segment, item: &mut Item, input: &Input<'_>) {
    if !paragraph.is_empty() {
        let segment = std::mem::take(paragraph);
        item.blocks.push(Block::new(BlockKind::Paragraph, input.source, segment));
    }
}
