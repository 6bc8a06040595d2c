//! What lies around the words of a variant: its zones, the classes its channel reads, the terms that hold at
//! its instant.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use jiff::Timestamp;

use super::judge::Judge;
use super::quote::Speakers;
use crate::draft::{Block, BlockKind, Item};
use crate::lexicon::channel::Channel;
use crate::lexicon::class::{self, Value};
use crate::matcher::{ClassFind, Cover, Finder, Scan, Span, Surroundings};
use crate::policy::model::{
    Edge, FieldId, PhraseId, RegisterId, ZoneDefKind, ZoneFilter, ZoneId, ZoneRef, ZoneUnit,
};
use crate::policy::noun::Class;
use crate::text::Zone;
use crate::text::word::TokenKind;

/// A stretch of a block: block, first byte, end.
pub type Stretch = (u32, u32, u32);

/// The instances of a zone, each made of stretches in reading order.
pub type Instances = Rc<Vec<Vec<Stretch>>>;

/// One variant's surroundings.
pub struct Around<'a> {
    judge: &'a Judge<'a>,
    item: &'a Item,
    /// The blocks: those of the item, then those of text fields.
    blocks: &'a [&'a Block],
    /// For each text field its block.
    fields: &'a [(FieldId, u32)],
    scan: &'a Scan<'a>,
    channel: &'a str,
    instant: Timestamp,
    zones: RefCell<HashMap<ZoneRef, Instances>>,
    covers: RefCell<HashMap<ZoneRef, Rc<Cover>>>,
    /// Finds of classes that were asked for, or found on the way.
    finds: RefCell<HashMap<Class, Rc<[ClassFind]>>>,
    /// Zones being worked out: one that asks for itself is empty there.
    open: RefCell<Vec<ZoneRef>>,
}

/// What a variant's surroundings are made from.
pub struct Parts<'a> {
    /// The judge.
    pub judge: &'a Judge<'a>,
    /// The item.
    pub item: &'a Item,
    /// Its blocks, those of text fields last.
    pub blocks: &'a [&'a Block],
    /// For each text field its block.
    pub fields: &'a [(FieldId, u32)],
    /// Its words.
    pub scan: &'a Scan<'a>,
    /// The channel; empty without one.
    pub channel: &'a str,
    /// The planned instant.
    pub instant: Timestamp,
}

impl<'a> Around<'a> {
    /// The surroundings of a variant.
    #[must_use]
    pub fn new(parts: Parts<'a>) -> Self {
        let Parts { judge, item, blocks, fields, scan, channel, instant } = parts;
        Self {
            judge,
            item,
            blocks,
            fields,
            scan,
            channel,
            instant,
            zones: RefCell::default(),
            covers: RefCell::default(),
            finds: RefCell::default(),
            open: RefCell::default(),
        }
    }

    /// The blocks, those of text fields last.
    #[must_use]
    pub fn blocks(&self) -> &'a [&'a Block] {
        self.blocks
    }

    /// The channel; empty without one.
    #[must_use]
    pub fn channel(&self) -> &'a str {
        self.channel
    }

    /// The words.
    #[must_use]
    pub fn scan(&self) -> &'a Scan<'a> {
        self.scan
    }

    /// The instances of a zone.
    #[must_use]
    pub fn instances(&self, zone: &ZoneRef) -> Instances {
        if let Some(known) = self.zones.borrow().get(zone) {
            return Rc::clone(known);
        }
        if self.open.borrow().contains(zone) {
            return Rc::default();
        }
        self.open.borrow_mut().push(zone.clone());
        let made = Rc::new(match zone {
            ZoneRef::BuiltIn(zone) => self.built_in(*zone),
            ZoneRef::Own(id) => self.own(*id),
            ZoneRef::Field(id) => self.field(*id),
            ZoneRef::Edge { end, count, unit, of } => {
                let of = self.instances(of);
                let parts = of.iter().map(|one| self.edge(one, *end, *count as usize, *unit));
                parts.filter(|part| !part.is_empty()).collect()
            }
        });
        self.open.borrow_mut().pop();
        self.zones.borrow_mut().insert(zone.clone(), Rc::clone(&made));
        made
    }

    fn whole(&self, block: u32) -> Stretch {
        (block, 0, self.blocks[block as usize].segment.len())
    }

    /// Indices of the blocks that a reader sees.
    fn seen(&self) -> impl Iterator<Item = (u32, &'a Block)> {
        let blocks = self.blocks.iter().enumerate();
        blocks
            .map(|(at, block)| (u32::try_from(at).unwrap_or(u32::MAX), *block))
            .filter(|(_, block)| block.kind != BlockKind::Field)
    }

    fn each_block(&self, wanted: impl Fn(BlockKind) -> bool) -> Vec<Vec<Stretch>> {
        self.seen()
            .filter(|(_, block)| wanted(block.kind))
            .map(|(at, _)| vec![self.whole(at)])
            .collect()
    }

    fn built_in(&self, zone: Zone) -> Vec<Vec<Stretch>> {
        let mut instances = match zone {
            Zone::Title => self.each_block(|kind| kind == BlockKind::Title),
            Zone::Subtitle => self.each_block(|kind| kind == BlockKind::Subtitle),
            Zone::Heading => self.each_block(|kind| matches!(kind, BlockKind::Heading(_))),
            Zone::Paragraph => self.each_block(|kind| kind == BlockKind::Paragraph),
            Zone::Body => self.body(),
            Zone::Sentence => self.sentences(),
            Zone::Part => self.parts(),
            Zone::Image => self.images(),
            Zone::Hashtag => self.class_instances(Class::Hashtag),
            Zone::Mention => self.class_instances(Class::Mention),
            Zone::Quote | Zone::OwnQuote => self.quotes(zone),
            Zone::Lead
            | Zone::List
            | Zone::LinkText
            | Zone::AltText
            | Zone::Emphasis
            | Zone::Code
            | Zone::Boilerplate
            | Zone::Contact
            | Zone::Dateline => self.marked(zone),
        };
        for (at, own) in self.judge.policy.zones.iter().enumerate() {
            if own.adds_to == Some(zone) {
                instances.extend(self.own(ZoneId::of(at)));
            }
        }
        instances
    }

    /// What the format itself marks.
    fn marked(&self, zone: Zone) -> Vec<Vec<Stretch>> {
        let instances = self.item.zones.of(zone).iter();
        instances
            .map(|extents| {
                extents.iter().map(|one| (one.block, one.range.start, one.range.end)).collect()
            })
            .collect()
    }

    fn body(&self) -> Vec<Vec<Stretch>> {
        let inside = self
            .seen()
            .filter(|(_, block)| !matches!(block.kind, BlockKind::Title | BlockKind::Subtitle));
        let stretches: Vec<Stretch> = inside.map(|(at, _)| self.whole(at)).collect();
        if stretches.is_empty() { Vec::new() } else { vec![stretches] }
    }

    fn sentences(&self) -> Vec<Vec<Stretch>> {
        let each = |(at, block): (u32, &'a Block)| {
            block.sentences.iter().map(move |range| vec![(at, range.start, range.end)])
        };
        self.seen().flat_map(each).collect()
    }

    /// Parts of a thread; one part where the channel has no threads.
    fn parts(&self) -> Vec<Vec<Stretch>> {
        let breaks: &[u32] =
            if Channel::named(self.channel).has_threads() { &self.item.breaks } else { &[] };
        let mut parts: Vec<Vec<Stretch>> = vec![Vec::new()];
        for (at, _) in self.seen() {
            if breaks.contains(&at) && parts.last().is_some_and(|part| !part.is_empty()) {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(self.whole(at));
            }
        }
        parts
    }

    fn images(&self) -> Vec<Vec<Stretch>> {
        let alt = |image: &crate::draft::Image| {
            image.alt.map(|block| self.whole(block)).into_iter().collect()
        };
        self.item.images.iter().map(alt).collect()
    }

    fn class_instances(&self, class: Class) -> Vec<Vec<Stretch>> {
        let finds = self.class(class);
        finds.iter().map(|(block, range, _)| vec![(*block, range.start, range.end)]).collect()
    }

    /// Quotations of our own people, or of everybody else.
    fn quotes(&self, zone: Zone) -> Vec<Vec<Stretch>> {
        let all = self.marked(Zone::Quote);
        let mut speakers = Speakers::new(self.judge, self.blocks, self.scan);
        all.into_iter()
            .filter(|quote| speakers.is_ours(quote) == (zone == Zone::OwnQuote))
            .collect()
    }

    /// A zone that a pack declares.
    fn own(&self, id: ZoneId) -> Vec<Vec<Stretch>> {
        let zone = &self.judge.policy.zones[id.index()];
        let finder = Finder::new(self.judge.policy, self.scan, self, self.judge.marks);
        let spans = finder.find(&zone.pattern, &ZoneFilter::default());
        let matched = |block: u32| spans.iter().any(|span| span.block == block);
        match zone.kind {
            ZoneDefKind::ParagraphsWith => {
                let wanted = self.seen().filter(|(at, block)| {
                    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && matched(*at)
                });
                wanted.map(|(at, _)| vec![self.whole(at)]).collect()
            }
            ZoneDefKind::SectionUnder => self.sections(&matched),
        }
    }

    /// The blocks after each matching heading, to the next of the same or a higher rank.
    fn sections(&self, matched: &dyn Fn(u32) -> bool) -> Vec<Vec<Stretch>> {
        let mut sections = Vec::new();
        let mut open: Option<(u8, Vec<Stretch>)> = None;
        for (at, block) in self.seen() {
            let rank = heading_rank(block);
            if let (Some(rank), Some((open_rank, _))) = (rank, &open)
                && rank <= *open_rank
            {
                sections.extend(open.take().map(|(_, section)| section));
            }
            match (rank, &mut open) {
                (_, Some((_, section))) => section.push(self.whole(at)),
                (Some(rank), None) if matched(at) => open = Some((rank, Vec::new())),
                _ => {}
            }
        }
        sections.extend(open.map(|(_, section)| section));
        sections.retain(|section| !section.is_empty());
        sections
    }

    fn field(&self, id: FieldId) -> Vec<Vec<Stretch>> {
        let of_field = self.fields.iter().filter(|(field, _)| *field == id);
        of_field.map(|(_, block)| vec![self.whole(*block)]).collect()
    }

    /// The first or last units of one instance.
    fn edge(&self, of: &[Stretch], end: Edge, count: usize, unit: ZoneUnit) -> Vec<Stretch> {
        match unit {
            ZoneUnit::Zone(zone) => {
                let cover = Cover::new(of.to_vec());
                let inside = |instance: &&Vec<Stretch>| {
                    instance.iter().all(|&(block, start, end)| {
                        let span = Span { block, start, end, first: 0, after: 0, note: 0 };
                        cover.contains(&span)
                    })
                };
                let units = self.instances(&ZoneRef::BuiltIn(zone));
                let units: Vec<_> = units.iter().filter(inside).cloned().collect();
                take(&units, end, count).into_iter().flatten().collect()
            }
            ZoneUnit::Words => {
                let words = of.iter().flat_map(|&(block, start, end)| {
                    let tokens = self.scan.words(block).tokens.iter();
                    let inside = tokens.filter(move |token| {
                        token.start >= start && token.end <= end && token.kind != TokenKind::Sign
                    });
                    inside.map(move |token| (block, token.start, token.end))
                });
                let words: Vec<Stretch> = words.collect();
                joined(take(&words, end, count))
            }
            ZoneUnit::Characters => self.edge_characters(of, end, count),
        }
    }

    /// The first or last grapheme clusters, as the text is shown: blocks joined by one line end, without
    /// alternative texts.
    fn edge_characters(&self, of: &[Stretch], end: Edge, count: usize) -> Vec<Stretch> {
        use unicode_segmentation::UnicodeSegmentation;
        let shown =
            of.iter().filter(|(block, ..)| self.blocks[*block as usize].kind != BlockKind::AltText);
        let mut stretches: Vec<Stretch> = shown.copied().collect();
        if end == Edge::Last {
            stretches.reverse();
        }
        let mut left = count;
        let mut taken = Vec::new();
        for (block, start, stop) in stretches {
            if left == 0 {
                break;
            }
            let text = self.blocks[block as usize].segment.text();
            let text = &text[start as usize..stop as usize];
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let mut used = 0;
            let mut length = 0;
            if end == Edge::First {
                for grapheme in text.graphemes(true).take(left) {
                    length += grapheme.len();
                    used += 1;
                }
                taken.push((block, start, start + narrow(length)));
            } else {
                for grapheme in text.graphemes(true).rev().take(left) {
                    length += grapheme.len();
                    used += 1;
                }
                taken.push((block, stop - narrow(length), stop));
            }
            // The line end between two blocks counts as one.
            left = left.saturating_sub(used).saturating_sub(1);
        }
        taken
    }
}

/// The first or last `count` elements, in reading order.
fn take<T: Clone>(all: &[T], end: Edge, count: usize) -> Vec<T> {
    let count = count.min(all.len());
    match end {
        Edge::First => all[..count].to_vec(),
        Edge::Last => all[all.len() - count..].to_vec(),
    }
}

/// Words of one block joined to one stretch, so that a phrase over several of them lies inside.
fn joined(words: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for (block, start, end) in words {
        match joined.last_mut() {
            Some(last) if last.0 == block => last.2 = end,
            _ => joined.push((block, start, end)),
        }
    }
    joined
}

/// The rank of a heading; a paragraph wholly in bold ranks below all.
fn heading_rank(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Title => Some(1),
        BlockKind::Heading(rank) => Some(rank),
        BlockKind::Paragraph if block.bold => Some(7),
        _ => None,
    }
}

impl Surroundings for Around<'_> {
    fn cover(&self, zone: &ZoneRef) -> Rc<Cover> {
        if let Some(known) = self.covers.borrow().get(zone) {
            return Rc::clone(known);
        }
        let stretches = self.instances(zone).iter().flatten().copied().collect();
        let cover = Rc::new(Cover::new(stretches));
        // While a zone is being worked out its cover is provisional.
        if self.open.borrow().is_empty() {
            self.covers.borrow_mut().insert(zone.clone(), Rc::clone(&cover));
        }
        cover
    }

    fn class(&self, class: Class) -> Rc<[ClassFind]> {
        if let Some(known) = self.finds.borrow().get(&class) {
            return Rc::clone(known);
        }
        // Whoever asks for dates asks for amounts too, and a walk over the text is most of what each costs.
        let figures = if class.is_figure() { &Class::FIGURES[..] } else { &[] };
        let classes = if figures.is_empty() { std::slice::from_ref(&class) } else { figures };
        let mut all = vec![Vec::new(); classes.len()];
        for (at, block) in (0..).zip(self.blocks) {
            let text = block.segment.text();
            let channel = Channel::named(self.channel);
            let each = class::find_each(classes, text, block.language, channel, &block.sentences);
            for (all, finds) in all.iter_mut().zip(each) {
                let found = finds.into_iter();
                all.extend(found.map(|find| (at, find.span.start..find.span.end, find.value)));
            }
        }
        if class == Class::Link {
            all.iter_mut().for_each(|all| self.add_links(all));
        }
        let mut known = self.finds.borrow_mut();
        known.extend(classes.iter().copied().zip(all.into_iter().map(Rc::from)));
        known.get(&class).cloned().unwrap_or_default()
    }

    fn term_holds(&self, register: RegisterId, term: PhraseId) -> bool {
        let Some(row) = self.judge.matcher.row(register, term) else { return false };
        let zone = self.judge.zone_of(self.judge.policy.registers[register.index()].pack);
        self.judge.registers[register.index()].holds(row as usize, self.instant, zone)
    }
}

impl Around<'_> {
    /// Links of the format: their shown text is the find; a bare address is found in the text already.
    fn add_links(&self, all: &mut Vec<(u32, Range<u32>, Option<Value>)>) {
        let found: Vec<_> = self.item.links.iter().map(|link| &link.text).collect();
        all.retain(|(block, range, _)| {
            !found.iter().any(|text| {
                text.block == *block && text.range.start < range.end && range.start < text.range.end
            })
        });
        all.extend(found.into_iter().map(|text| (text.block, text.range.clone(), None)));
        all.sort_by_key(|(block, range, _)| (*block, range.start, range.end));
    }
}
