//! Conditions: what stands where is typed, and no comparison can meet an absent value.

use std::collections::BTreeSet;

use super::comparison;
use super::measure;
use super::model::{By, Condition, FieldId, FieldType, Leaf, Obligation, Place, Presence};
use super::names::{Entity, wanted};
use super::noun::zone_named;
use super::obligation;
use super::pattern::{self, Captures};
use super::problem::condition::{
    ApprovalOutOfPlace, EvidenceOutOfPlace, MayBeAbsent, NeedsMatch, NotACondition,
    PlaceHoldsForLast,
};
use super::resolver::{Resolver, Scope};
use crate::syntax::tree::{
    Condition as Item, ConditionKind, Name, Path, Pattern as PatternItem, PatternKind,
    Place as PlaceItem, PlaceKind,
};
use crate::text::{Span, Zone};

/// What a condition may ask where it stands.
#[derive(Clone, Debug)]
pub struct Context {
    /// Is there a current match (`unless`, `only with` of a rule with a pattern)?
    pub has_match: bool,
    /// May approvals and reviews be asked (`require`, `only with`)?
    pub obligations: bool,
    /// May evidence be asked (`only with`)?
    pub evidence: bool,
    /// Fields known to be there.
    pub given: BTreeSet<FieldId>,
}

/// Resolves a condition. `None` if any part of it is wrong; every part is looked at.
pub fn resolve(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Item,
    context: &Context,
) -> Option<Condition> {
    match &item.kind {
        ConditionKind::Group(inner) => resolve(resolver, scope, inner, context),
        ConditionKind::Not(inner) => {
            resolve(resolver, scope, inner, context).map(|inner| Condition::Not(Box::new(inner)))
        }
        ConditionKind::And(all) => {
            let inner = with_given(resolver, context, item, true);
            each(resolver, scope, all, &inner).map(Condition::All)
        }
        ConditionKind::Or(all) => {
            warn_last_place(resolver, scope, all);
            let inner = with_given(resolver, context, item, false);
            each(resolver, scope, all, &inner).map(Condition::Any)
        }
        ConditionKind::Compare(measure, comparison) => {
            let words = scope.words(item.span);
            let (leaf, positive) =
                comparison::resolve(resolver, scope, measure, comparison, context)?;
            let leaf = Condition::Leaf(leaf, words);
            Some(if positive { leaf } else { Condition::Not(Box::new(leaf)) })
        }
        _ => {
            let words = scope.words(item.span);
            leaf(resolver, scope, item, context).map(|leaf| Condition::Leaf(leaf, words))
        }
    }
}

/// Resolves one question.
fn leaf(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Item,
    context: &Context,
) -> Option<Leaf> {
    match &item.kind {
        ConditionKind::Approval(approval) => {
            allowed(resolver, scope, item.span, context.obligations, "approval")?;
            obligation::approval(resolver, scope, approval, item.span)
        }
        ConditionKind::Review { by, within } => {
            allowed(resolver, scope, item.span, context.obligations, "review")?;
            let by = obligation::by_one(resolver, scope, by)?;
            Some(Leaf::Review { by, within: within.value })
        }
        ConditionKind::Evidence if context.evidence => Some(Leaf::Evidence),
        ConditionKind::Evidence => {
            resolver.complain(scope, item.span, EvidenceOutOfPlace {});
            None
        }
        ConditionKind::Field(name) => field(resolver, scope, name).map(Leaf::Given),
        ConditionKind::Presence(pattern, place) => {
            presence(resolver, scope, pattern, place.as_ref(), item.span, context)
        }
        ConditionKind::Group(_)
        | ConditionKind::Not(_)
        | ConditionKind::And(_)
        | ConditionKind::Or(_)
        | ConditionKind::Compare(..) => None,
    }
}

fn each(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    items: &[Item],
    context: &Context,
) -> Option<Vec<Condition>> {
    let all: Vec<_> = items.iter().map(|one| resolve(resolver, scope, one, context)).collect();
    all.into_iter().collect()
}

fn allowed(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    span: Span,
    allowed: bool,
    what: &str,
) -> Option<()> {
    if !allowed {
        resolver.complain(scope, span, ApprovalOutOfPlace { what: what.to_owned() });
    }
    allowed.then_some(())
}

/// The field that a bare name means.
pub fn field(resolver: &mut Resolver, scope: &Scope<'_>, name: &Name) -> Option<FieldId> {
    let path = Path { names: vec![name.clone()], span: name.span };
    match resolver.entity(scope, &path, wanted::FIELD)? {
        Entity::Field(id) => Some(id),
        other => {
            resolver.wrong_sort(scope, &path, other, wanted::FIELD);
            None
        }
    }
}

/// The context inside a chain: `field F` in an `and` chain, `not field F` in an `or` chain, make F known in
/// the rest of the chain, nested parentheses included.
fn with_given(resolver: &Resolver, context: &Context, chain: &Item, and: bool) -> Context {
    let mut inner = context.clone();
    inner.given.extend(given_by(resolver, chain, and));
    inner
}

/// The fields that a condition makes known when it holds (`and`), or when it does not (`or`).
#[must_use]
pub fn given_by(resolver: &Resolver, item: &Item, holds: bool) -> Vec<FieldId> {
    match &item.kind {
        ConditionKind::Group(inner) => given_by(resolver, inner, holds),
        ConditionKind::And(all) if holds => {
            all.iter().flat_map(|one| given_by(resolver, one, holds)).collect()
        }
        ConditionKind::Or(all) if !holds => {
            all.iter().flat_map(|one| given_by(resolver, one, holds)).collect()
        }
        ConditionKind::Not(inner) => given_by(resolver, inner, !holds),
        ConditionKind::Field(name) if holds => {
            resolver.names.field(&name.value).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Complains if the field could be absent where it is compared.
pub fn must_be_known(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    id: FieldId,
    span: Span,
    context: &Context,
) {
    let field = &resolver.fields[id.index()];
    // What no draft gives, detection supplies; kind and channel become required as soon as a rule asks.
    let supplied = matches!(field.name.as_str(), "language" | "kind" | "channel");
    let known = field.required || field.default.is_some() || supplied;
    if !known && !context.given.contains(&id) {
        let name = field.name.clone();
        resolver.complain(scope, span, MayBeAbsent { name });
    }
}

/// `"a" or "b" at start of body`: the place holds for the last only.
fn warn_last_place(resolver: &mut Resolver, scope: &Scope<'_>, all: &[Item]) {
    let [before @ .., last] = all else { return };
    let ConditionKind::Presence(_, Some(place)) = &last.kind else { return };
    let bare = |item: &Item| {
        matches!(&item.kind, ConditionKind::Presence(pattern, None)
            if matches!(pattern.kind, PatternKind::Phrase(_) | PatternKind::Exactly(_)))
    };
    let edge = matches!(
        place.kind,
        PlaceKind::At { .. } | PlaceKind::WithinWords { .. } | PlaceKind::InSame(_)
    );
    if edge && before.iter().all(bare) {
        let words = obligation::place_words(place);
        resolver.complain(scope, last.span, PlaceHoldsForLast { place: words });
    }
}

fn presence(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &PatternItem,
    place: Option<&PlaceItem>,
    span: Span,
    context: &Context,
) -> Option<Leaf> {
    let what = match &item.kind {
        PatternKind::Name(path) => named(resolver, scope, path, place.is_some(), span)?,
        _ => Named::Presence(Presence::Pattern(pattern::resolve(
            resolver,
            scope,
            item,
            Captures::Refuse,
        )?)),
    };
    let place = match place {
        Some(place) => Some(self::place(resolver, scope, place, context)?),
        None => None,
    };
    match what {
        Named::Presence(what) => Some(Leaf::Present(what, place)),
        Named::Flag(id) => {
            must_be_known(resolver, scope, id, span, context);
            Some(Leaf::Flag(id))
        }
    }
}

enum Named {
    Presence(Presence),
    Flag(FieldId),
}

/// What a bare name is as a condition.
fn named(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    path: &Path,
    has_place: bool,
    span: Span,
) -> Option<Named> {
    let entity = resolver.entity(scope, path, wanted::PATTERN)?;
    if let Entity::Field(id) = entity {
        let field = &resolver.fields[id.index()];
        if field.kind == FieldType::Flag && !has_place {
            return Some(Named::Flag(id));
        }
        let is = super::names::sort_of(entity, &resolver.fields);
        let instead = format!("field {}", field.name);
        resolver.complain(scope, span, NotACondition { name: path.text(), is, instead });
        return None;
    }
    let class = path.names.first().and_then(|name| super::noun::Class::named(&name.value));
    let what = match (entity, class) {
        (Entity::Define(id), _) => Presence::Pattern(super::model::Pattern::Define(id)),
        (Entity::Register(id), _) => Presence::Pattern(super::model::Pattern::Register(id)),
        (Entity::Noun, Some(class)) => Presence::Pattern(super::model::Pattern::Class(class)),
        (other, _) => match pattern::zone_entity(resolver, other, path) {
            Some(zone) => Presence::Zone(zone),
            None => {
                resolver.wrong_sort(scope, path, other, wanted::PATTERN);
                return None;
            }
        },
    };
    Some(Named::Presence(what))
}

/// Resolves the place of a presence.
fn place(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &PlaceItem,
    context: &Context,
) -> Option<Place> {
    let from_match = matches!(item.kind, PlaceKind::InSame(_) | PlaceKind::WithinWords { .. });
    if from_match && !context.has_match {
        let what = obligation::place_words(item);
        resolver.complain(scope, item.span, NeedsMatch { what });
        return None;
    }
    match &item.kind {
        PlaceKind::At { edge, every, zone } => {
            let zone = pattern::zone_name(resolver, scope, zone)?;
            Some(Place::At { edge: *edge, every: *every, zone })
        }
        PlaceKind::InSame(name) => match zone_named(&name.value) {
            Some(zone @ (Zone::Sentence | Zone::Paragraph | Zone::Part)) => {
                Some(Place::InSame(zone))
            }
            _ => {
                let complaint = super::problem::pattern::BadEdgeUnit { name: name.value.clone() };
                resolver.complain(scope, name.span, complaint);
                None
            }
        },
        PlaceKind::InEvery(name) => pattern::zone_name(resolver, scope, name).map(Place::InEvery),
        PlaceKind::WithinWords { count, side } => Some(Place::Words(count.value, *side)),
        PlaceKind::Where(filter) => pattern::zone_filter(resolver, scope, filter).map(Place::Zones),
    }
}

/// Calls `visit` with every question of a condition.
pub fn walk(condition: &Condition, visit: &mut impl FnMut(&Leaf)) {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().for_each(|one| walk(one, visit)),
        Condition::Not(inner) => walk(inner, visit),
        Condition::Leaf(leaf, _) => visit(leaf),
    }
}

/// The fields that a condition asks about.
#[must_use]
pub fn fields_of(condition: &Condition) -> Vec<FieldId> {
    let mut fields = Vec::new();
    walk(condition, &mut |leaf| comparison::fields_in(leaf, &mut fields));
    fields
}

/// The patterns that a condition looks for.
pub fn patterns_of<'a>(condition: &'a Condition, found: &mut Vec<&'a super::model::Pattern>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            all.iter().for_each(|one| patterns_of(one, found));
        }
        Condition::Not(inner) => patterns_of(inner, found),
        Condition::Leaf(Leaf::Present(Presence::Pattern(pattern), _), _) => found.push(pattern),
        Condition::Leaf(Leaf::Quantity(quantity, ..), _) => {
            found.extend(measure::pattern_of(quantity));
        }
        Condition::Leaf(..) => {}
    }
}

/// The approvals and reviews that a condition asks for: whom, and the place is the rule's.
#[must_use]
pub fn obligations_of(condition: &Condition) -> Vec<By> {
    let mut all = Vec::new();
    walk(condition, &mut |one| match one {
        Leaf::Approval(Obligation { by, .. }) | Leaf::Review { by, .. } => {
            all.push(by.clone());
        }
        _ => {}
    });
    all
}
