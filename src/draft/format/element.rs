//! What HTML elements mean for a draft: blocks, quotations, lists, links, images, line breaks.
//!
//! In: HTML as a segment (so that its places survive containers and line ends), and the flow it belongs to.
//! Out: text, containers and pictures in that flow. It knows neither Markdown nor rules.

use std::ops::Range;

use super::entity::Entities;
use super::flow::{Flow, Role};
use super::html::{Tag, Token, Tokens};
use super::leaf::Effect;
use crate::draft::item::BlockKind;
use crate::draft::map::{PieceKind, Segment};
use crate::text::{Language, Span};

/// What an element does.
enum Meaning {
    /// Contains blocks.
    Container(Role),
    /// Lies inside a block.
    Inline,
    /// Ends a line.
    LineBreak,
    /// Divides the text.
    Divider,
    /// Shows an image.
    Image,
    /// Names a file for the element around it.
    Media,
}

fn meaning(name: &str) -> Meaning {
    let role = match name {
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "dir"
        | "div" | "dl" | "dt" | "dd" | "fieldset" | "figure" | "footer" | "form" | "header"
        | "hgroup" | "html" | "legend" | "main" | "nav" | "p" | "search" | "section"
        | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr" => Role::Plain,
        "blockquote" => Role::Quote,
        "ul" | "ol" | "menu" => Role::List,
        "li" => Role::Of(BlockKind::ListItem),
        "td" | "th" => Role::Of(BlockKind::TableCell),
        "caption" | "figcaption" => Role::Of(BlockKind::Caption),
        "pre" | "listing" | "xmp" => Role::Of(BlockKind::Code),
        "h1" => Role::Of(BlockKind::Heading(1)),
        "h2" => Role::Of(BlockKind::Heading(2)),
        "h3" => Role::Of(BlockKind::Heading(3)),
        "h4" => Role::Of(BlockKind::Heading(4)),
        "h5" => Role::Of(BlockKind::Heading(5)),
        "h6" => Role::Of(BlockKind::Heading(6)),
        "br" => return Meaning::LineBreak,
        "hr" => return Meaning::Divider,
        "img" => return Meaning::Image,
        "audio" | "source" | "video" => return Meaning::Media,
        _ => return Meaning::Inline,
    };
    Meaning::Container(role)
}

/// Elements that have no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "col"
            | "embed"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn effect(page: &mut Page<'_, '_>, tag: &Tag) -> Effect {
    match tag.name.as_str() {
        "em" | "i" => Effect::Emphasis(false),
        "b" | "strong" => Effect::Emphasis(true),
        "code" | "kbd" | "samp" | "tt" => Effect::Code,
        "q" | "blockquote" => Effect::Quote,
        "a" => match tag.attribute("href") {
            Some(value) => {
                let written = page.raw.source(narrow(&value));
                Effect::Link(page.value(value), written)
            }
            None => Effect::None,
        },
        _ => Effect::None,
    }
}

/// A piece of HTML with the flow it goes into.
struct Page<'p, 'i> {
    raw: &'p Segment,
    flow: &'p mut Flow<'i>,
    entities: &'p mut Entities,
}

/// Reads a block of HTML: its elements make blocks.
pub fn block(raw: &Segment, flow: &mut Flow<'_>, entities: &mut Entities) {
    flow.end();
    let mut page = Page { raw, flow, entities };
    for token in Tokens::new(raw.text()) {
        match token {
            Token::Text(range) => page.text(range),
            Token::Tag(tag) => page.tag(&tag),
        }
    }
    flow.end();
}

/// Reads HTML inside a paragraph, a tag at a time: whatever it is, it stays in the paragraph.
pub fn inline(raw: &Segment, flow: &mut Flow<'_>, entities: &mut Entities) {
    let mut page = Page { raw, flow, entities };
    for token in Tokens::new(raw.text()) {
        match token {
            Token::Text(range) => page.text(range),
            Token::Tag(tag) => page.inline_tag(&tag),
        }
    }
}

impl Page<'_, '_> {
    fn tag(&mut self, tag: &Tag) {
        match meaning(&tag.name) {
            Meaning::Container(_) if tag.end => self.flow.close_element(&tag.name),
            Meaning::Container(role) => {
                let language = self.language(tag);
                self.flow.open_element(&tag.name, role, language);
            }
            Meaning::Divider => self.flow.divide(),
            _ => self.inline_tag(tag),
        }
    }

    fn inline_tag(&mut self, tag: &Tag) {
        let known = meaning(&tag.name);
        if matches!(known, Meaning::LineBreak | Meaning::Divider | Meaning::Container(_)) {
            self.line_break(tag);
        }
        match known {
            Meaning::LineBreak | Meaning::Divider => {}
            Meaning::Image if tag.end => {}
            Meaning::Image => self.image(tag),
            _ if is_void(&tag.name) => self.media(tag),
            _ if tag.end => self.flow.leaf().close(&tag.name),
            _ => {
                self.media(tag);
                let language = self.language(tag);
                let effect = effect(self, tag);
                self.flow.leaf().open(&tag.name, effect, language);
            }
        }
    }

    /// A line end, unless the line is empty.
    fn line_break(&mut self, tag: &Tag) {
        if self.flow.last().is_some_and(|last| last != '\n') {
            self.flow.show("\n", PieceKind::Decoded(self.source(&tag.range)));
        }
    }

    fn image(&mut self, tag: &Tag) {
        let alt = tag.attribute("alt").map_or_else(Segment::new, |value| self.decoded(value));
        let target = tag.attribute("src").map_or_else(String::new, |value| self.value(value));
        let (span, language) = (self.source(&tag.range), self.language(tag));
        self.media(tag);
        self.flow.picture(alt, target, span, language);
    }

    /// The files that a tag names.
    fn media(&mut self, tag: &Tag) {
        if !matches!(tag.name.as_str(), "img" | "source" | "video" | "audio") || tag.end {
            return;
        }
        let span = self.source(&tag.range);
        for name in ["src", "poster"] {
            if let Some(value) = tag.attribute(name) {
                let target = self.value(value);
                self.flow.embed(target, span);
            }
        }
        if let Some(value) = tag.attribute("srcset") {
            let candidates = self.value(value);
            for target in srcset(&candidates) {
                self.flow.embed(target.to_owned(), span);
            }
        }
    }

    fn language(&mut self, tag: &Tag) -> Option<Language> {
        let value = tag.attribute("lang").or(tag.attribute("xml:lang"))?;
        Language::parse(self.value(value).trim())
    }

    fn source(&self, range: &Range<usize>) -> Span {
        self.raw.source(narrow(range))
    }

    /// An attribute's value with its references decoded, and its map.
    fn decoded(&mut self, value: Range<usize>) -> Segment {
        let mut segment = Segment::new();
        let text = self.raw.text();
        let mut at = value.start;
        while at < value.end {
            let rest = &text[at..value.end];
            let plain = rest.find('&').unwrap_or(rest.len());
            segment.extend(self.raw, narrow(&(at..at + plain)));
            at += plain;
            if let Some(rest) = text.get(at..value.end).filter(|rest| !rest.is_empty()) {
                let (length, meaning) = self.entities.at(rest).unwrap_or((1, "&"));
                let range = narrow(&(at..at + length));
                if length == 1 {
                    segment.extend(self.raw, range);
                } else {
                    segment.decoded(meaning, self.raw.source(range));
                }
                at += length;
            }
        }
        segment
    }

    fn value(&mut self, value: Range<usize>) -> String {
        self.decoded(value).text().to_owned()
    }

    /// Shows text: references decoded, blanks as the element around it has them.
    fn text(&mut self, range: Range<usize>) {
        let text = self.raw.text();
        let code = self.flow.paragraph_kind() == BlockKind::Code;
        let stops = |character: char| character == '&' || (is_blank(character) && !code);
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let plain = rest.find(stops).unwrap_or(rest.len());
            if plain > 0 {
                self.flow.extend(self.raw, narrow(&(at..at + plain)));
                at += plain;
            } else if let Some((length, meaning)) = self.entities.at(rest) {
                let span = self.raw.source(narrow(&(at..at + length)));
                self.flow.show(meaning, PieceKind::Decoded(span));
                at += length;
            } else if rest.starts_with('&') {
                self.flow.extend(self.raw, narrow(&(at..at + 1)));
                at += 1;
            } else {
                let blanks = rest.find(|character| !is_blank(character)).unwrap_or(rest.len());
                self.blank(at..at + blanks);
                at += blanks;
            }
        }
    }

    /// A run of blanks shows as one; at the beginning of a block or line as none.
    fn blank(&mut self, run: Range<usize>) {
        if self.flow.last().is_none_or(char::is_whitespace) {
            return;
        }
        if &self.raw.text()[run.clone()] == " " {
            self.flow.extend(self.raw, narrow(&run));
        } else {
            self.flow.show(" ", PieceKind::Decoded(self.source(&run)));
        }
    }
}

/// The addresses in a `srcset`.
fn srcset(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| is_blank(character) || character == ',');
        let end = rest.find(is_blank).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let target = address.trim_end_matches(',');
        // Behind the address stands its width or density, up to the comma.
        rest = if target.len() < address.len() {
            after
        } else {
            after.find(',').map_or("", |comma| &after[comma..])
        };
        (!target.is_empty()).then_some(target)
    })
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn narrow(range: &Range<usize>) -> Range<u32> {
    let span = Span::from(range.clone());
    span.start..span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_srcset() {
        let found = |value| srcset(value).collect::<Vec<_>>();
        assert_eq!(found("a.jpg 1x, b.jpg 2x"), ["a.jpg", "b.jpg"]);
        assert_eq!(found(" a,b.jpg, c.jpg"), ["a,b.jpg", "c.jpg"]);
        assert_eq!(found(",, "), [""; 0]);
        assert_eq!(found("a.jpg"), ["a.jpg"]);
    }
}
