//! Measures: what can be counted, where, and per what.

use super::model::{Counted, Measure, Pattern, Per, Quantity, ZoneRef};
use super::names::{Entity, sort_of, wanted};
use super::noun::{Class, Unit};
use super::pattern::{self, Captures};
use super::problem::condition::{BadPer, NotAMeasure};
use super::resolver::{Resolver, Scope};
use crate::diagnostic::Bilingual;
use crate::syntax::tree::{self, MeasureSubject, Path};
use crate::text::{Span, Zone};

/// Whether `per sentence` may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// In `limit`.
    Allowed,
    /// Anywhere else.
    Refused,
}

/// Resolves something that is counted: a pattern, a unit, a zone.
pub fn resolve(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &tree::Measure,
    each: Each,
) -> Option<Measure> {
    let what = match &item.subject {
        MeasureSubject::Count(pattern) => {
            pattern::resolve(resolver, scope, pattern, Captures::Refuse).map(Counted::Pattern)
        }
        MeasureSubject::Name(path) => counted(resolver, scope, path),
        MeasureSubject::Reference(reference) => {
            let is = Bilingual { en: "a fact", de: "eine Tatsache" };
            let name = format!("{}.{}", reference.register.text(), reference.key.value);
            resolver.complain(scope, reference.span, NotAMeasure { name, is });
            None
        }
    };
    let zones: Vec<_> =
        item.zones.iter().map(|zone| pattern::zone(resolver, scope, zone)).collect();
    let per = match &item.per {
        Some(item) => Some(per(resolver, scope, item, each)?),
        None => None,
    };
    let what = what?;
    if let (Some(Per::Density(..)), Counted::Unit(unit)) = (per, &what)
        && matches!(unit, Unit::Length | Unit::Similarity)
    {
        let instead = Bilingual {
            en: "densities count words, signs or matches",
            de: "Dichten zählen Wörter, Zeichen oder Funde",
        };
        let what = unit.noun().to_owned();
        resolver.complain(scope, item.span, BadPer { what, instead });
        return None;
    }
    Some(Measure { what, per, zones: zones.into_iter().collect::<Option<Vec<ZoneRef>>>()? })
}

/// What a bare name counts.
fn counted(resolver: &mut Resolver, scope: &Scope<'_>, path: &Path) -> Option<Counted> {
    let entity = resolver.entity(scope, path, wanted::PATTERN)?;
    let noun = path.names.first().map_or("", |name| name.value.as_str());
    match entity {
        // A class and a zone may share a noun: their counts are the same.
        Entity::Noun => match (Class::named(noun), Unit::named(noun)) {
            (Some(class), _) => Some(Counted::Pattern(Pattern::Class(class))),
            (None, Some(unit)) => Some(Counted::Unit(unit)),
            (None, None) => None,
        },
        Entity::Define(id) => Some(Counted::Pattern(Pattern::Define(id))),
        Entity::Register(id) => Some(Counted::Pattern(Pattern::Register(id))),
        Entity::Zone(id) => Some(Counted::Zone(ZoneRef::Own(id))),
        other => {
            not_a_measure(resolver, scope, path, other, path.span);
            None
        }
    }
}

/// Complains that a name cannot be counted.
pub fn not_a_measure(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    path: &Path,
    entity: Entity,
    span: Span,
) {
    let is = sort_of(entity, &resolver.fields);
    resolver.complain(scope, span, NotAMeasure { name: path.text(), is });
}

fn per(resolver: &mut Resolver, scope: &Scope<'_>, item: &tree::Per, each: Each) -> Option<Per> {
    let unit = Unit::named(&item.unit.value);
    let refuse = |resolver: &mut Resolver, en: &'static str, de: &'static str| {
        let what = match &item.count {
            Some(count) => format!("per {} {}", count.value, item.unit.value),
            None => format!("per {}", item.unit.value),
        };
        resolver.complain(scope, item.span, BadPer { what, instead: Bilingual { en, de } });
        None
    };
    match (&item.count, unit) {
        (
            Some(count),
            Some(
                unit @ (Unit::Words
                | Unit::Characters
                | Unit::Zone(Zone::Sentence | Zone::Paragraph)),
            ),
        ) => {
            if count.value == 0 {
                return refuse(
                    resolver,
                    "a density is per 1 or more",
                    "eine Dichte gilt je 1 oder mehr",
                );
            }
            Some(Per::Density(count.value, unit))
        }
        (
            None,
            Some(Unit::Zone(
                zone @ (Zone::Sentence
                | Zone::Paragraph
                | Zone::Part
                | Zone::Heading
                | Zone::Quote
                | Zone::OwnQuote
                | Zone::List),
            )),
        ) => {
            if each == Each::Refused {
                return refuse(
                    resolver,
                    "each unit on its own is judged by `limit`",
                    "jede Einheit für sich beurteilt `limit`",
                );
            }
            Some(Per::Each(zone))
        }
        _ => refuse(
            resolver,
            "take `per 100 words`, or `per sentence`, `per paragraph`, `per part`",
            "nehmen Sie `per 100 words` oder `per sentence`, `per paragraph`, `per part`",
        ),
    }
}

/// The pattern that a quantity counts, if it counts one.
#[must_use]
pub fn pattern_of(quantity: &Quantity) -> Option<&Pattern> {
    match quantity {
        Quantity::Measure(Measure { what: Counted::Pattern(pattern), .. }) => Some(pattern),
        _ => None,
    }
}
