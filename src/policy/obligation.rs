//! Approvals and reviews: whom a rule asks, and how its words read.

use super::model::{By, FieldType, Leaf, Obligation, RoleId};
use super::names::{Entity, wanted};
use super::problem::condition::BadQuorum;
use super::resolver::{Resolver, Scope};
use crate::syntax::tree::{Approval, Edge, Path, Place, PlaceKind, Side};
use crate::text::Span;

/// Resolves `approval by …`.
pub fn approval(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Approval,
    span: Span,
) -> Option<Leaf> {
    let by = match (&item.count, item.by.as_slice()) {
        (None, [one]) => by_one(resolver, scope, one)?,
        (count, paths) => {
            let asked = count.as_ref().map_or(1, |node| node.value);
            let roles: Vec<_> = paths.iter().map(|path| role(resolver, scope, path)).collect();
            let roles = roles.into_iter().collect::<Option<Vec<RoleId>>>()?;
            let impossible = asked == 0 || (roles.len() > 1 && asked as usize > roles.len());
            if impossible {
                resolver.complain(scope, span, BadQuorum { asked, roles: roles.len() });
                return None;
            }
            match roles.as_slice() {
                [one] => By::Several(asked, *one),
                _ => By::SeveralOf(asked, roles),
            }
        }
    };
    Some(Leaf::Approval(Obligation {
        by,
        including_author: item.including_author,
        within: item.within.as_ref().map(|node| node.value),
        ahead: item.ahead.as_ref().map(|node| node.value),
    }))
}

/// One role, or the people whom a field names.
pub fn by_one(resolver: &mut Resolver, scope: &Scope<'_>, path: &Path) -> Option<By> {
    match resolver.entity(scope, path, wanted::ROLE_OR_PERSON)? {
        Entity::Role(id) => Some(By::Role(id)),
        Entity::Field(id) if *resolver.fields[id.index()].kind.element() == FieldType::Person => {
            Some(By::Field(id))
        }
        other => {
            resolver.wrong_sort(scope, path, other, wanted::ROLE_OR_PERSON);
            None
        }
    }
}

/// One role.
pub fn role(resolver: &mut Resolver, scope: &Scope<'_>, path: &Path) -> Option<RoleId> {
    match resolver.entity(scope, path, wanted::ROLE)? {
        Entity::Role(id) => Some(id),
        other => {
            resolver.wrong_sort(scope, path, other, wanted::ROLE);
            None
        }
    }
}

/// How a place reads in a rule.
#[must_use]
pub fn place_words(place: &Place) -> String {
    match &place.kind {
        PlaceKind::At { edge, every, zone } => {
            let edge = if *edge == Edge::First { "start" } else { "end" };
            let every = if *every { "every " } else { "" };
            format!("at {edge} of {every}{}", zone.value)
        }
        PlaceKind::InSame(unit) => format!("in same {}", unit.value),
        PlaceKind::InEvery(unit) => format!("in every {}", unit.value),
        PlaceKind::WithinWords { count, side } => {
            let side = match side {
                Some(Side::Before) => " before",
                Some(Side::After) => " after",
                None => "",
            };
            let words = if count.value == 1 { "word" } else { "words" };
            format!("within {} {words}{side}", count.value)
        }
        PlaceKind::Where(_) => "in …".to_owned(),
    }
}
