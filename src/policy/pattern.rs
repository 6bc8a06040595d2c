//! Patterns: names looked up, defines followed, captures bound, zones known.

use super::model::{
    CaptureId, Context, Define, DefineId, FieldType, OwnZone, Pattern, ZoneFilter, ZoneRef,
    ZoneUnit,
};
use super::names::{Entity, wanted};
use super::noun::{self, Class};
use super::phrase;
use super::problem::pattern::{BadEdgeUnit, CaptureOutOfPlace, DefineCircle, DefineTooDeep};
use super::resolver::{Resolver, Scope};
use crate::diagnostic::Complaint;
use crate::syntax::tree::{
    self, Name, Path, PatternKind, Where, Zone as ZoneItem, ZoneDef, ZoneKind,
};
use crate::text::{Place, Zone};

/// How deep defines may use defines. Nobody can follow more.
pub const MAX_DEFINE_DEPTH: usize = 16;

/// Whether captures may be bound where a pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Captures {
    /// The matches of a rule come from here.
    Bind,
    /// A context, exception, condition or define.
    Refuse,
}

/// Stands in for a define until all names are known.
pub fn placeholder_define(scope: &Scope<'_>, name: &Name) -> Define {
    Define {
        name: name.value.clone(),
        pack: scope.pack,
        pattern: Pattern::Or(Vec::new()),
        place: scope.at(name.span),
    }
}

/// Stands in for a zone until all names are known.
pub fn placeholder_zone(scope: &Scope<'_>, zone: &ZoneDef) -> OwnZone {
    OwnZone {
        name: zone.name.value.clone(),
        pack: scope.pack,
        adds_to: noun::zone_named(&zone.name.value),
        kind: zone.kind,
        pattern: Pattern::Or(Vec::new()),
        place: scope.at(zone.name.span),
    }
}

/// Resolves a pattern. `None` if any part of it is wrong; every part is looked at.
pub fn resolve(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    pattern: &tree::Pattern,
    captures: Captures,
) -> Option<Pattern> {
    match &pattern.kind {
        PatternKind::Phrase(text) => phrase::phrase(resolver, scope, text),
        PatternKind::Exactly(text) => phrase::exact(resolver, scope, text),
        PatternKind::Regex { source, ignore_case } => {
            phrase::regex(resolver, scope, source, *ignore_case, pattern.span)
        }
        PatternKind::Name(path) => named(resolver, scope, path),
        PatternKind::Group(inner) => resolve(resolver, scope, inner, captures),
        PatternKind::Or(alternatives) => {
            let all = alternatives.iter().map(|one| resolve(resolver, scope, one, captures));
            let all: Vec<Option<Pattern>> = all.collect();
            Some(either(resolver, all.into_iter().collect::<Option<Vec<_>>>()?))
        }
        PatternKind::Then(first, rest) => {
            let first = resolve(resolver, scope, first, captures);
            let rest: Vec<_> = rest
                .iter()
                .map(|(within, next)| {
                    let next = resolve(resolver, scope, next, captures)?;
                    Some((within.as_ref().map(|node| node.value), next))
                })
                .collect();
            let rest = rest.into_iter().collect::<Option<Vec<_>>>();
            Some(Pattern::Then(Box::new(first?), rest?))
        }
        PatternKind::Context(core, contexts) => {
            let core = resolve(resolver, scope, core, captures);
            let contexts: Vec<_> = contexts
                .iter()
                .map(|context| {
                    let pattern = resolve(resolver, scope, &context.pattern, Captures::Refuse)?;
                    let within = context.within.as_ref().map(|node| node.value);
                    Some(Context { kind: context.kind, within, pattern })
                })
                .collect();
            let contexts = contexts.into_iter().collect::<Option<Vec<_>>>();
            Some(Pattern::Context(Box::new(core?), contexts?))
        }
        PatternKind::Except(core, exceptions) => {
            let core = resolve(resolver, scope, core, captures);
            let all = exceptions.iter().map(|one| resolve(resolver, scope, one, Captures::Refuse));
            let all: Vec<_> = all.collect();
            let exceptions = all.into_iter().collect::<Option<Vec<_>>>();
            Some(Pattern::Except(Box::new(core?), exceptions?))
        }
        PatternKind::In(inner, place) => {
            let inner = resolve(resolver, scope, inner, captures);
            let filter = zone_filter(resolver, scope, place);
            Some(Pattern::In(Box::new(inner?), filter?))
        }
        PatternKind::As(inner, name) => captured(resolver, scope, inner, name, captures),
    }
}

/// Either of several patterns: literals join into one set.
pub fn either(resolver: &mut Resolver, alternatives: Vec<Pattern>) -> Pattern {
    let mut literals = Vec::new();
    let mut others = Vec::new();
    for one in alternatives {
        match one {
            Pattern::Set(id) => literals.extend_from_slice(resolver.sets.get(id)),
            Pattern::Or(more) => {
                for one in more {
                    match one {
                        Pattern::Set(id) => literals.extend_from_slice(resolver.sets.get(id)),
                        other => others.push(other),
                    }
                }
            }
            other => others.push(other),
        }
    }
    if !literals.is_empty() {
        let set = Pattern::Set(resolver.sets.id(literals));
        others.insert(0, set);
    }
    match others.len() {
        1 => others.swap_remove(0),
        _ => Pattern::Or(others),
    }
}

fn captured(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    inner: &tree::Pattern,
    name: &Name,
    captures: Captures,
) -> Option<Pattern> {
    let inner = resolve(resolver, scope, inner, captures);
    if captures == Captures::Refuse {
        resolver.complain(scope, name.span, CaptureOutOfPlace { name: name.value.clone() });
        return None;
    }
    let known = scope.captures.iter().position(|capture| *capture == name.value);
    let at = known.unwrap_or_else(|| {
        scope.captures.push(name.value.clone());
        scope.captures.len() - 1
    });
    Some(Pattern::As(Box::new(inner?), CaptureId::of(at)))
}

fn named(resolver: &mut Resolver, scope: &Scope<'_>, path: &Path) -> Option<Pattern> {
    let entity = resolver.entity(scope, path, wanted::PATTERN)?;
    let class = path.names.first().and_then(|name| Class::named(&name.value));
    match (entity, class) {
        (Entity::Define(id), _) => Some(Pattern::Define(id)),
        (Entity::Register(id), _) => Some(Pattern::Register(id)),
        (Entity::Noun, Some(class)) => Some(Pattern::Class(class)),
        (other, _) => {
            let noun = path.names.first().filter(|_| other == Entity::Noun);
            let zone = noun
                .and_then(|name| noun::zone_named(&name.value))
                .filter(|zone| in_one_block(*zone));
            if zone.is_none() {
                resolver.wrong_sort(scope, path, other, wanted::PATTERN);
            }
            zone.map(Pattern::Zone)
        }
    }
}

/// Whether each instance of a zone lies in one block, so that it can be a match.
fn in_one_block(zone: Zone) -> bool {
    matches!(
        zone,
        Zone::Title
            | Zone::Subtitle
            | Zone::Heading
            | Zone::Paragraph
            | Zone::Sentence
            | Zone::Quote
            | Zone::OwnQuote
            | Zone::LinkText
            | Zone::AltText
            | Zone::Emphasis
            | Zone::Dateline
            | Zone::Lead
    )
}

/// Resolves `in …` and `outside …`.
pub fn zone_filter(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    place: &Where,
) -> Option<ZoneFilter> {
    let inside: Vec<_> = place.inside.iter().map(|item| zone(resolver, scope, item)).collect();
    let outside: Vec<_> = place.outside.iter().map(|item| zone(resolver, scope, item)).collect();
    Some(ZoneFilter {
        inside: inside.into_iter().collect::<Option<_>>()?,
        outside: outside.into_iter().collect::<Option<_>>()?,
    })
}

/// Resolves one zone.
pub fn zone(resolver: &mut Resolver, scope: &Scope<'_>, item: &ZoneItem) -> Option<ZoneRef> {
    match &item.kind {
        ZoneKind::Named(path) => zone_path(resolver, scope, path),
        ZoneKind::Edge { end, count, unit, of } => {
            let unit_ref = edge_unit(&unit.value);
            if unit_ref.is_none() {
                resolver.complain(scope, unit.span, BadEdgeUnit { name: unit.value.clone() });
            }
            let of = match of {
                Some(path) => zone_path(resolver, scope, path),
                None => Some(ZoneRef::BuiltIn(Zone::Body)),
            };
            Some(ZoneRef::Edge {
                end: *end,
                count: count.as_ref().map_or(1, |node| node.value),
                unit: unit_ref?,
                of: Box::new(of?),
            })
        }
    }
}

fn edge_unit(word: &str) -> Option<ZoneUnit> {
    match word {
        "character" | "characters" => Some(ZoneUnit::Characters),
        "word" | "words" => Some(ZoneUnit::Words),
        other => match noun::zone_named(other)? {
            zone @ (Zone::Sentence | Zone::Paragraph | Zone::Part) => Some(ZoneUnit::Zone(zone)),
            _ => None,
        },
    }
}

/// The zone that a path names.
pub fn zone_path(resolver: &mut Resolver, scope: &Scope<'_>, path: &Path) -> Option<ZoneRef> {
    let entity = resolver.entity(scope, path, wanted::ZONE)?;
    zone_entity(resolver, entity, path).or_else(|| {
        resolver.wrong_sort(scope, path, entity, wanted::ZONE);
        None
    })
}

/// The zone that an entity is, if it is one.
#[must_use]
pub fn zone_entity(resolver: &mut Resolver, entity: Entity, path: &Path) -> Option<ZoneRef> {
    match entity {
        Entity::Zone(id) => Some(ZoneRef::Own(id)),
        Entity::Noun => noun::zone_named(&path.names.first()?.value).map(ZoneRef::BuiltIn),
        Entity::Field(id) if resolver.fields[id.index()].kind.element() == &FieldType::Text => {
            if !resolver.zone_fields.contains(&id) {
                resolver.zone_fields.push(id);
            }
            Some(ZoneRef::Field(id))
        }
        _ => None,
    }
}

/// The zone that a bare name means.
pub fn zone_name(resolver: &mut Resolver, scope: &Scope<'_>, name: &Name) -> Option<ZoneRef> {
    zone_path(resolver, scope, &Path { names: vec![name.clone()], span: name.span })
}

/// Complains about defines that use each other or nest too deep (once: whoever mends the first sees the rest).
pub fn check_defines(resolver: &mut Resolver) {
    let mut state = vec![Visit::New; resolver.defines.len()];
    let mut too_deep = None;
    for at in 0..resolver.defines.len() {
        if follow(resolver, at, &mut state, &mut Vec::new()) > MAX_DEFINE_DEPTH {
            too_deep = too_deep.or(Some(at));
        }
    }
    if let Some(at) = too_deep {
        let place: Place = resolver.defines[at].place;
        resolver.problems.push(DefineTooDeep { limit: MAX_DEFINE_DEPTH }.at(place));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    /// How deep it nests: itself is one.
    Done(usize),
}

/// How deep a define nests. Follows it into those it uses, never deeper than the limit: the input decides the
/// depth.
fn follow(resolver: &mut Resolver, at: usize, state: &mut [Visit], path: &mut Vec<usize>) -> usize {
    match state[at] {
        Visit::Done(depth) => return depth,
        Visit::Open => {
            let from = path.iter().position(|&one| one == at).unwrap_or(0);
            let circle = path[from..].iter().chain([&at]);
            let names: Vec<_> = circle.map(|&one| resolver.defines[one].name.as_str()).collect();
            let complaint = DefineCircle { path: names.join(" → ") }.at(resolver.defines[at].place);
            resolver.problems.push(complaint);
            return 0;
        }
        Visit::New if path.len() > MAX_DEFINE_DEPTH => return 1,
        Visit::New => state[at] = Visit::Open,
    }
    path.push(at);
    let mut used = Vec::new();
    defines_in(&resolver.defines[at].pattern, &mut used);
    let depths = used.into_iter().map(|id| follow(resolver, id.index(), state, path));
    let depth = 1 + depths.max().unwrap_or(0);
    path.pop();
    state[at] = Visit::Done(depth);
    depth
}

/// Calls `visit` with every pattern inside, itself included.
pub fn walk(pattern: &Pattern, visit: &mut impl FnMut(&Pattern)) {
    visit(pattern);
    match pattern {
        Pattern::Or(all) => all.iter().for_each(|one| walk(one, visit)),
        Pattern::Then(first, rest) => {
            walk(first, visit);
            rest.iter().for_each(|(_, one)| walk(one, visit));
        }
        Pattern::Context(core, contexts) => {
            walk(core, visit);
            contexts.iter().for_each(|context| walk(&context.pattern, visit));
        }
        Pattern::Except(core, others) => {
            walk(core, visit);
            others.iter().for_each(|one| walk(one, visit));
        }
        Pattern::In(inner, _) | Pattern::As(inner, _) => walk(inner, visit),
        Pattern::Set(_)
        | Pattern::Class(_)
        | Pattern::Zone(_)
        | Pattern::Register(_)
        | Pattern::Define(_) => {}
    }
}

/// Adds the defines that a pattern names directly.
pub fn defines_in(pattern: &Pattern, found: &mut Vec<DefineId>) {
    walk(pattern, &mut |one| {
        if let Pattern::Define(id) = one {
            found.push(*id);
        }
    });
}

/// The captures that every match of the pattern binds.
#[must_use]
pub fn bound(pattern: &Pattern) -> Vec<CaptureId> {
    let mut captures = match pattern {
        Pattern::As(inner, id) => {
            let mut inside = bound(inner);
            inside.push(*id);
            inside
        }
        Pattern::Or(all) => {
            let mut alternatives = all.iter().map(bound);
            let first = alternatives.next().unwrap_or_default();
            alternatives
                .fold(first, |both, next| both.into_iter().filter(|id| next.contains(id)).collect())
        }
        Pattern::Then(first, rest) => {
            let mut all = bound(first);
            rest.iter().for_each(|(_, next)| all.extend(bound(next)));
            all
        }
        Pattern::Context(core, _) | Pattern::Except(core, _) | Pattern::In(core, _) => bound(core),
        _ => Vec::new(),
    };
    captures.sort();
    captures.dedup();
    captures
}

/// The class that a capture of the pattern always is, if it is always the same.
#[must_use]
pub fn capture_class(pattern: &Pattern, wanted: CaptureId) -> Option<Class> {
    let mut classes = Vec::new();
    walk(pattern, &mut |one| {
        if let Pattern::As(inner, id) = one
            && *id == wanted
        {
            classes.push(class_of(inner));
        }
    });
    let first = *classes.first()?;
    classes.iter().all(|class| *class == first).then_some(first).flatten()
}

/// The class of a pattern's own span.
fn class_of(pattern: &Pattern) -> Option<Class> {
    match pattern {
        Pattern::Class(class) => Some(*class),
        Pattern::Context(core, _) | Pattern::Except(core, _) | Pattern::In(core, _) => {
            class_of(core)
        }
        Pattern::As(inner, _) => class_of(inner),
        Pattern::Or(all) => {
            let first = class_of(all.first()?)?;
            all.iter().all(|one| class_of(one) == Some(first)).then_some(first)
        }
        _ => None,
    }
}
