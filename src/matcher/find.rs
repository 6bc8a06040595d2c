//! Patterns evaluated: spans of the literals joined, kept by contexts, taken off by exceptions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::mark::Marks;
use super::scan::Scan;
use super::span::{Cover, Index, Inside, NO_NOTE, Span, normalise};
use crate::lexicon::class::Value;
use crate::policy::model::{
    CaptureId, Context, ContextKind, DefineId, Pattern, PhraseId, Piece, Policy, RegisterId, SetId,
    ZoneFilter, ZoneRef,
};
use crate::policy::noun::Class;
use crate::text::Zone;

/// Something of a class: block, bytes, value.
pub type ClassFind = (u32, std::ops::Range<u32>, Option<Value>);

/// What the finder must be told of the draft around the text.
pub trait Surroundings {
    /// What a zone covers.
    fn cover(&self, zone: &ZoneRef) -> Rc<Cover>;
    /// The finds of a class, as the draft's channel reads it.
    fn class(&self, class: Class) -> Rc<[ClassFind]>;
    /// Whether a term of a register holds at the draft's instant.
    fn term_holds(&self, register: RegisterId, term: PhraseId) -> bool;
}

/// What is known about a span beyond its place.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Its captures.
    pub captures: Vec<(CaptureId, Span)>,
    /// The other side of a context that kept it.
    pub reason: Option<Span>,
}

/// Evaluates patterns over one scanned text.
pub struct Finder<'a> {
    policy: &'a Policy,
    scan: &'a Scan<'a>,
    around: &'a dyn Surroundings,
    /// Kept while rules are tested.
    marks: Option<&'a Marks>,
    notes: RefCell<Vec<Note>>,
    defines: RefCell<HashMap<DefineKey, Rc<[Span]>>>,
    classes: RefCell<HashMap<Class, Rc<ClassFinds>>>,
}

/// A definition, and whether hidden text counts.
type DefineKey = (DefineId, bool);

/// The finds of a class with their values.
struct ClassFinds {
    spans: Vec<Span>,
    values: Vec<Option<Value>>,
}

impl<'a> Finder<'a> {
    /// A finder over a scanned text.
    #[must_use]
    pub fn new(
        policy: &'a Policy,
        scan: &'a Scan<'a>,
        around: &'a dyn Surroundings,
        marks: Option<&'a Marks>,
    ) -> Self {
        Self {
            policy,
            scan,
            around,
            marks,
            notes: RefCell::default(),
            defines: RefCell::default(),
            classes: RefCell::default(),
        }
    }

    /// The scanned text.
    #[must_use]
    pub fn scan(&self) -> &'a Scan<'a> {
        self.scan
    }

    /// What is noted about a span.
    #[must_use]
    pub fn note(&self, span: &Span) -> Note {
        self.notes.borrow().get(span.note as usize).cloned().unwrap_or_default()
    }

    /// The spans of a pattern inside and outside of zones, sorted; where no zone is named, everything a
    /// reader can see.
    #[must_use]
    pub fn find(&self, pattern: &Pattern, zones: &ZoneFilter) -> Vec<Span> {
        let hidden = names_field(zones);
        let mut spans = self.spans(pattern, hidden);
        self.keep_in_zones(&mut spans, zones);
        spans
    }

    /// The value of a class at a span of it.
    #[must_use]
    pub fn value(&self, class: Class, span: &Span) -> Option<Value> {
        let finds = self.class(class);
        let at = finds.spans.partition_point(|one| one.key() < span.key());
        let found = finds.spans.get(at).filter(|one| one.key() == span.key());
        found.and_then(|_| finds.values[at])
    }

    fn spans(&self, pattern: &Pattern, hidden: bool) -> Vec<Span> {
        let spans = self.evaluated(pattern, hidden);
        if let Some(marks) = self.marks.filter(|_| !spans.is_empty()) {
            marks.found(pattern);
        }
        spans
    }

    fn evaluated(&self, pattern: &Pattern, hidden: bool) -> Vec<Span> {
        match pattern {
            Pattern::Set(id) => {
                self.mark_pieces(pattern, *id, hidden);
                self.set(*id, hidden)
            }
            Pattern::Register(id) => self.register(*id, hidden),
            Pattern::Class(class) => {
                let finds = self.class(*class);
                let shown =
                    finds.spans.iter().filter(|span| hidden || !self.scan.hidden(span.block));
                shown.copied().collect()
            }
            Pattern::Zone(zone) => self.zone(*zone),
            Pattern::Define(id) => self.define(*id, hidden).to_vec(),
            Pattern::Or(all) => {
                let mut spans: Vec<Span> =
                    all.iter().flat_map(|one| self.spans(one, hidden)).collect();
                normalise(&mut spans);
                spans
            }
            Pattern::Then(first, rest) => {
                let mut spans = self.spans(first, hidden);
                for (within, next) in rest {
                    if spans.is_empty() {
                        break;
                    }
                    spans = self.then(&spans, &self.spans(next, hidden), *within);
                }
                spans
            }
            Pattern::Context(core, contexts) => {
                let mut spans = self.spans(core, hidden);
                for context in contexts {
                    if spans.is_empty() {
                        break;
                    }
                    let others = self.spans(&context.pattern, hidden);
                    spans = self.kept_by(spans, &others, context);
                }
                spans
            }
            Pattern::Except(core, exceptions) => {
                self.without(self.spans(core, hidden), exceptions, hidden)
            }
            Pattern::In(inner, zones) => {
                let mut spans = self.spans(inner, hidden || names_field(zones));
                self.keep_in_zones(&mut spans, zones);
                spans
            }
            Pattern::As(inner, id) => {
                let spans = self.spans(inner, hidden);
                spans.into_iter().map(|span| self.captured(span, *id)).collect()
            }
        }
    }

    /// Marks the literals of a set that found something.
    fn mark_pieces(&self, set: &Pattern, id: SetId, hidden: bool) {
        let Some(marks) = self.marks else { return };
        let shown = self.scan.hits(id).filter(|hit| hidden || !self.scan.hidden(hit.span.block));
        shown.for_each(|hit| marks.piece(set, hit.piece));
    }

    /// The spans that no exception overlaps.
    fn without(&self, mut spans: Vec<Span>, exceptions: &[Pattern], hidden: bool) -> Vec<Span> {
        for exception in exceptions {
            if spans.is_empty() {
                break;
            }
            let others = self.spans(exception, hidden);
            let index = Index::new(&others);
            let before = spans.len();
            spans.retain(|span| index.overlapping(span).is_none());
            if let Some(marks) = self.marks.filter(|_| spans.len() < before) {
                marks.took(exception);
            }
        }
        spans
    }

    fn set(&self, id: SetId, hidden: bool) -> Vec<Span> {
        let hits = self.scan.hits(id).map(|hit| hit.span);
        let mut spans: Vec<Span> =
            hits.filter(|span| hidden || !self.scan.hidden(span.block)).collect();
        normalise(&mut spans);
        spans
    }

    fn register(&self, id: RegisterId, hidden: bool) -> Vec<Span> {
        let holds = self.scan.register_hits(id).filter(|hit| match hit.piece {
            Piece::Phrase(term) => self.around.term_holds(id, term),
            _ => false,
        });
        let shown =
            holds.map(|hit| hit.span).filter(|span| hidden || !self.scan.hidden(span.block));
        let mut spans: Vec<Span> = shown.collect();
        normalise(&mut spans);
        spans
    }

    /// The stretches of a zone that hold a token.
    fn zone(&self, zone: Zone) -> Vec<Span> {
        let cover = self.around.cover(&ZoneRef::BuiltIn(zone));
        let spans = cover
            .stretches()
            .iter()
            .map(|&(block, start, end)| self.scan.words(block).span(block, start, end, NO_NOTE));
        let mut spans: Vec<Span> = spans.filter(|span| span.first < span.after).collect();
        normalise(&mut spans);
        spans
    }

    fn define(&self, id: DefineId, hidden: bool) -> Rc<[Span]> {
        if let Some(known) = self.defines.borrow().get(&(id, hidden)) {
            return Rc::clone(known);
        }
        let spans: Rc<[Span]> = self.spans(&self.policy.defines[id.index()].pattern, hidden).into();
        self.defines.borrow_mut().insert((id, hidden), Rc::clone(&spans));
        spans
    }

    fn class(&self, class: Class) -> Rc<ClassFinds> {
        if let Some(known) = self.classes.borrow().get(&class) {
            return Rc::clone(known);
        }
        let mut finds: Vec<(Span, Option<Value>)> = self
            .around
            .class(class)
            .iter()
            .map(|(block, range, value)| {
                let words = self.scan.words(*block);
                (words.span(*block, range.start, range.end, NO_NOTE), *value)
            })
            .collect();
        finds.sort_by_key(|(span, _)| span.key());
        let (spans, values) = finds.into_iter().unzip();
        let finds = Rc::new(ClassFinds { spans, values });
        self.classes.borrow_mut().insert(class, Rc::clone(&finds));
        finds
    }

    /// For each first span the nearest that follows near enough, the longest of those.
    fn then(&self, firsts: &[Span], seconds: &[Span], within: Option<u32>) -> Vec<Span> {
        let index = Index::new(seconds);
        let mut joined = Vec::new();
        for first in firsts {
            let Some(second) = index.next(first) else { continue };
            if self.scan.words(first.block).follows(first, second, within) {
                let note = self.joined_note(first, second);
                joined.push(Span { note, ..first.to(second) });
            }
        }
        normalise(&mut joined);
        joined
    }

    fn joined_note(&self, first: &Span, second: &Span) -> u32 {
        if first.note == NO_NOTE && second.note == NO_NOTE {
            return NO_NOTE;
        }
        let mut note = self.note(first);
        let other = self.note(second);
        note.captures.extend(other.captures);
        note.reason = note.reason.or(other.reason);
        self.add_note(note)
    }

    fn kept_by(&self, spans: Vec<Span>, others: &[Span], context: &Context) -> Vec<Span> {
        if context.kind == ContextKind::Holding {
            return self.holding(spans, others);
        }
        let index = Index::new(others);
        let nearest = |span: &Span| self.nearest(&index, span, context);
        match context.kind {
            ContextKind::Near => {
                let kept = spans.into_iter().filter_map(|span| {
                    let reason = nearest(&span)?;
                    let mut note = self.note(&span);
                    note.reason = Some(reason);
                    Some(Span { note: self.add_note(note), ..span })
                });
                kept.collect()
            }
            _ => spans.into_iter().filter(|span| nearest(span).is_none()).collect(),
        }
    }

    /// Those with one of the others inside, which is the reason.
    fn holding(&self, spans: Vec<Span>, others: &[Span]) -> Vec<Span> {
        let inside = Inside::new(others);
        let kept = spans.into_iter().filter_map(|span| {
            let mut note = self.note(&span);
            note.reason = Some(inside.of(&span)?);
            Some(Span { note: self.add_note(note), ..span })
        });
        kept.collect()
    }

    /// The nearest other side that is near enough, on the sides that the context looks at.
    fn nearest(&self, index: &Index<'_>, span: &Span, context: &Context) -> Option<Span> {
        let words = self.scan.words(span.block);
        let before = index.previous(span).filter(|one| words.follows(one, span, context.within));
        let after = index.next(span).filter(|one| words.follows(span, one, context.within));
        match context.kind {
            ContextKind::NotAfter => before.copied(),
            ContextKind::NotBefore => after.copied(),
            ContextKind::Holding => None,
            ContextKind::Near | ContextKind::NotNear => match (before, after) {
                (Some(before), Some(after)) => {
                    let nearer = before.distance_to(span) <= span.distance_to(after);
                    Some(if nearer { *before } else { *after })
                }
                (before, after) => before.or(after).copied(),
            },
        }
    }

    fn keep_in_zones(&self, spans: &mut Vec<Span>, zones: &ZoneFilter) {
        if spans.is_empty() {
            return;
        }
        if !zones.inside.is_empty() {
            let covers: Vec<_> = zones.inside.iter().map(|zone| self.around.cover(zone)).collect();
            spans.retain(|span| covers.iter().any(|cover| cover.contains(span)));
        }
        for zone in &zones.outside {
            let cover = self.around.cover(zone);
            spans.retain(|span| !cover.touches(span));
        }
    }

    fn captured(&self, span: Span, id: CaptureId) -> Span {
        let mut note = self.note(&span);
        note.captures.push((id, Span { note: NO_NOTE, ..span }));
        Span { note: self.add_note(note), ..span }
    }

    fn add_note(&self, note: Note) -> u32 {
        let mut notes = self.notes.borrow_mut();
        notes.push(note);
        u32::try_from(notes.len() - 1).unwrap_or(NO_NOTE)
    }
}

/// Whether a filter names a text field: only then do hidden blocks count.
fn names_field(zones: &ZoneFilter) -> bool {
    fn of_field(zone: &ZoneRef) -> bool {
        match zone {
            ZoneRef::Field(_) => true,
            ZoneRef::Edge { of, .. } => of_field(of),
            ZoneRef::BuiltIn(_) | ZoneRef::Own(_) => false,
        }
    }
    zones.inside.iter().any(of_field)
}
