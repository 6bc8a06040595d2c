//! The sheet: what a signer is shown of a draft before signing.
//!
//! In: a draft on a desk with the form that will be digested. Out: its fields, the lines that the public will read,
//! what stands in the source and is not read, its attachments. Nothing here decides how it looks; characters that
//! hide are still in it.

use super::desk::Desk;
use crate::approval::{Part, parts};
use crate::draft::map::PieceKind;
use crate::draft::{Block, BlockKind, Item};
use crate::text::{Source, Span, TokenKind, tokens};
use crate::world;

/// What a signer is shown.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Words that the public will read.
    pub words: usize,
    /// Fields as they are digested.
    pub fields: Vec<(String, String)>,
    /// Lines that the public will read, and stretches of the source that are digested and not read: markup with words
    /// in it, comments, addresses.
    pub lines: Vec<Line>,
    /// Attachments in the order of the form.
    pub media: Vec<Medium>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line of the file that it stands in.
    pub number: usize,
    /// Where it stands; nothing if nobody reads it.
    pub kind: Option<BlockKind>,
    /// The text.
    pub text: String,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// As the draft names it.
    pub name: String,
    /// Bytes of the file.
    pub size: u64,
    /// Its digest.
    pub digest: String,
}

impl Desk<'_> {
    /// The sheet of the draft, by one of its forms.
    #[must_use]
    pub fn sheet(&self, form: &str) -> Sheet {
        let draft = &self.opened.draft;
        let mut sheet = Sheet::default();
        let parts = parts(form).unwrap_or_default();
        let mut digests = Vec::new();
        for (part, text) in parts {
            match part {
                Part::Field(name) => sheet.fields.push((name, text.to_owned())),
                Part::Media(_) => digests.push(text.to_owned()),
                Part::Channel | Part::Body | Part::Other(_) => {}
            }
        }
        let root = &self.house.root;
        let folder = self.opened.path.parent().unwrap_or(root);
        for (name, digest) in self.media().into_iter().zip(digests) {
            let size = world::attachment_size(root, folder, &name).unwrap_or_default();
            sheet.media.push(Medium { name, size, digest });
        }
        for item in &draft.items {
            let source = Source::new(draft.path.as_str(), draft.text_of(item.source));
            for block in item.blocks.iter().filter(|block| block.kind != BlockKind::Field) {
                sheet.block(block, &source, block.source == item.source);
            }
            sheet.gaps(item, &source);
        }
        // A stable sort: what is read stands before what is not.
        sheet.lines.sort_by_key(|line| line.number);
        sheet
    }
}

impl Sheet {
    fn block(&mut self, block: &Block, source: &Source, here: bool) {
        let text = block.segment.text();
        if block.kind != BlockKind::AltText {
            let mut found = Vec::new();
            tokens(text, &mut found);
            self.words += found.iter().filter(|token| token.kind != TokenKind::Sign).count();
        }
        let mut at = 0;
        for (nth, line) in text.split('\n').enumerate() {
            let offset = block.segment.source(at..at).start;
            let number = if here { source.line_index(offset as usize) + 1 } else { 0 };
            let kind = if nth == 0 { block.kind } else { BlockKind::Paragraph };
            self.lines.push(Line { number, kind: Some(kind), text: line.to_owned() });
            at += u32::try_from(line.len() + 1).unwrap_or(u32::MAX);
        }
    }

    /// What of the body no shown byte comes from, as far as it says anything.
    fn gaps(&mut self, item: &Item, source: &Source) {
        let mut shown: Vec<Span> = Vec::new();
        for block in item.blocks.iter().filter(|block| block.source == item.source) {
            let pieces = block.segment.pieces();
            for (at, piece) in pieces.iter().enumerate() {
                let end = pieces.get(at + 1).map_or(block.segment.len(), |next| next.at);
                match piece.kind {
                    PieceKind::Verbatim(start) => {
                        shown.push(Span { start, end: start + (end - piece.at) });
                    }
                    PieceKind::Decoded(span) => shown.push(span),
                    PieceKind::Invented(_) => {}
                }
            }
        }
        shown.push(Span::empty(item.body.end as usize));
        shown.sort_unstable();
        let mut at = item.body.start;
        for span in shown {
            if span.start > at {
                self.gap(Span { start: at, end: span.start.min(item.body.end) }, source);
            }
            at = at.max(span.end);
        }
    }

    fn gap(&mut self, span: Span, source: &Source) {
        let mut at = span.start as usize;
        for line in span.of(&source.text()).split('\n') {
            if line.chars().any(char::is_alphanumeric) {
                let number = source.line_index(at) + 1;
                self.lines.push(Line { number, kind: None, text: line.trim().to_owned() });
            }
            at += line.len() + 1;
        }
    }
}
