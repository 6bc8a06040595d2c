//! Markdown: CommonMark with tables, strikethrough, footnotes and task lists.
//!
//! In: the text of a draft. Out: its blocks, zones, links and images. The parser gives every event with its
//! bytes in the source, so each shown byte has its address by construction: text that equals its source is
//! verbatim, everything else decoded. It knows no rule, and no zone that other formats have too.

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::entity::Entities;
use super::flow::{Flow, Role};
use super::leaf::Effect;
use super::{Format, Input, code, element, nesting, target};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::draft::item::{BlockKind, Item};
use crate::draft::map::{PieceKind, Segment};
use crate::draft::problem::NestedTooDeep;
use crate::text::{Place, Span};

/// The format.
pub const FORMAT: Format = Format { extensions: &["md", "markdown"], front_matter: true, read };

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

fn read(input: &Input<'_>, item: &mut Item) -> Result<(), Box<Diagnostic>> {
    if let Some(deep) = nesting::too_deep(input.text, input.body.range()) {
        let place = Place::new(input.source, deep.line.into());
        return Err(Box::new(NestedTooDeep { depth: deep.depth, lines: deep.lines }.at(place)));
    }
    let mut reader = Reader {
        text: input.text,
        base: input.body.start as usize,
        flow: Flow::new(item, input.source),
        entities: Entities::default(),
        quotations: 0,
        html: None,
        alt: None,
        shown_to: 0,
    };
    let mut events = Parser::new_ext(input.body.of(input.text), OPTIONS).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let range = range.start + reader.base..range.end + reader.base;
        reader.event(event, range, &events);
    }
    reader.flow.finish();
    Ok(())
}

/// An image whose alternative text is being read; images inside it are part of that text.
struct Alt {
    segment: Segment,
    target: String,
    span: Span,
    inside: usize,
}

struct Reader<'t, 'i> {
    text: &'t str,
    /// Where the text that the parser sees begins.
    base: usize,
    flow: Flow<'i>,
    entities: Entities,
    /// How many block quotations are open.
    quotations: usize,
    /// The block of HTML that is being collected.
    html: Option<Segment>,
    alt: Option<Alt>,
    /// Where the last event ended: inside a link, what it shows so far.
    shown_to: usize,
}

impl<'t> Reader<'t, '_> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>, events: &OffsetIter<'t>) {
        let end = range.end;
        match event {
            Event::Start(tag) => {
                self.start(tag, range, events);
                return;
            }
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.show(&text, self.origin(&text, &range)),
            Event::Code(text) => self.code(&text, &range),
            Event::Html(html) => match &mut self.html {
                Some(raw) => raw.piece(&html, origin(self.text, &html, &range)),
                None => self.inline_html(&html, &range),
            },
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::SoftBreak => self.show(" ", PieceKind::Decoded(range.into())),
            Event::HardBreak => self.show("\n", PieceKind::Decoded(range.into())),
            Event::Rule => self.flow.divide(),
            // Marks without words; formulas are not switched on.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
        self.shown_to = end;
    }

    fn origin(&self, shown: &str, range: &Range<usize>) -> PieceKind {
        origin(self.text, shown, range)
    }

    fn show(&mut self, text: &str, kind: PieceKind) {
        match &mut self.alt {
            Some(alt) => alt.segment.piece(text, kind),
            None => self.flow.show(text, kind),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>, events: &OffsetIter<'t>) {
        // What a link or an image shows begins after its bracket.
        self.shown_to = range.start + 1 + usize::from(matches!(tag, Tag::Image { .. }));
        match tag {
            Tag::Paragraph => self.flow.begin_paragraph(),
            Tag::Heading { level, .. } => self.flow.begin(BlockKind::Heading(rank(level))),
            Tag::BlockQuote(_) => {
                self.quotations += 1;
                self.flow.open(Role::Quote);
            }
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.flow.begin(BlockKind::Code);
            }
            Tag::HtmlBlock => self.html = Some(Segment::new()),
            Tag::List(_) => self.flow.open(Role::List),
            Tag::Item => self.flow.open(Role::Of(BlockKind::ListItem)),
            Tag::FootnoteDefinition(_) => self.flow.open(Role::Of(BlockKind::Caption)),
            Tag::TableCell => self.flow.begin(BlockKind::TableCell),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow => self.flow.end(),
            Tag::Emphasis => self.open(Effect::Emphasis(false)),
            Tag::Strong => self.open(Effect::Emphasis(true)),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open(Effect::None),
            Tag::Link { link_type, dest_url, id, .. } => {
                let written = self.written(link_type, &dest_url, &id, &range, events);
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.open(Effect::Link(target, written));
            }
            Tag::Image { dest_url, .. } => self.start_image(dest_url.into_string(), range.into()),
            // Not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableCell
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => self.flow.end(),
            TagEnd::BlockQuote(_) => {
                self.quotations -= 1;
                self.flow.close();
            }
            TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.flow.close(),
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.html.take() {
                    element::block(&raw, &mut self.flow, &mut self.entities);
                }
            }
            TagEnd::Link if self.alt.is_none() => {
                let text = self.text;
                let shown_to = self.shown_to;
                self.flow.leaf().locate_link(|target| {
                    target::inline(text, shown_to, range.end, target).map(Span::from)
                });
                self.flow.leaf().close("");
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
                if self.alt.is_none() =>
            {
                self.flow.leaf().close("");
            }
            TagEnd::Image => self.end_image(),
            // Inside an alternative text, or not switched on.
            TagEnd::Link
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, effect: Effect) {
        if self.alt.is_none() {
            self.flow.leaf().open("", effect, None);
        }
    }

    fn start_image(&mut self, target: String, span: Span) {
        if let Some(alt) = &mut self.alt {
            alt.inside += 1;
            return;
        }
        self.flow.embed(target.clone(), span);
        self.alt = Some(Alt { segment: Segment::new(), target, span, inside: 0 });
    }

    fn end_image(&mut self) {
        match &mut self.alt {
            Some(alt) if alt.inside > 0 => alt.inside -= 1,
            _ => {
                if let Some(alt) = self.alt.take() {
                    self.flow.picture(alt.segment, alt.target, alt.span, None);
                }
            }
        }
    }

    /// Where a link writes its target, as far as its beginning tells: an autolink in its text, a reference in
    /// its definition. For the others the whole link stands in until its end is reached.
    fn written(
        &self,
        link: LinkType,
        target: &str,
        label: &str,
        range: &Range<usize>,
        events: &OffsetIter<'t>,
    ) -> Span {
        if matches!(link, LinkType::Autolink | LinkType::Email) {
            return Span::empty(range.start);
        }
        let definition = match link {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                events.reference_definitions().get(label)
            }
            _ => None,
        };
        let span = definition.map(|found| found.span.start + self.base..found.span.end + self.base);
        let found = span.and_then(|span| target::definition(self.text, span, target));
        found.unwrap_or_else(|| range.clone()).into()
    }

    /// A code span.
    fn code(&mut self, shown: &str, range: &Range<usize>) {
        let segment = code::span(self.text, range, shown, self.quotations);
        let whole = 0..segment.len();
        match &mut self.alt {
            Some(alt) => alt.segment.extend(&segment, whole),
            None => {
                self.flow.leaf().open("", Effect::Code, None);
                self.flow.extend(&segment, whole);
                self.flow.leaf().close("");
            }
        }
    }

    /// A tag inside a paragraph; in an alternative text there are none.
    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.alt.is_none() {
            let mut raw = Segment::new();
            raw.piece(html, self.origin(html, range));
            element::inline(&raw, &mut self.flow, &mut self.entities);
        }
    }
}

/// Where shown text comes from that the parser found at `range`.
fn origin(text: &str, shown: &str, range: &Range<usize>) -> PieceKind {
    if text.get(range.clone()) == Some(shown) {
        PieceKind::Verbatim(Span::empty(range.start).start)
    } else if range.is_empty() {
        PieceKind::Invented(Span::empty(range.start).start)
    } else {
        PieceKind::Decoded(range.clone().into())
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
