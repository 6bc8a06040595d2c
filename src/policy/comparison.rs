//! Comparisons: two sides of one type, dates with dates, levels with their own words.

use super::condition::{Context, must_be_known};
use super::field;
use super::measure::{self, Each};
use super::model::{
    Amount, By, DateValue, FieldId, FieldType, FieldValue, Leaf, ListRef, Measure, Obligation,
    Place, Presence, Quantity, RegisterId, Subject, ZoneRef,
};
use super::names::{Entity, field_sort, wanted};
use super::noun::Class;
use super::problem::condition::{TypeMismatch, UnknownKey};
use super::problem::name::UnknownValue;
use super::resolver::{Resolver, Scope};
use crate::diagnostic::{Bilingual, Near};
use crate::syntax::tree::{
    self, Comparison, Measure as Item, MeasureSubject, Name, Path, Reference, Value, ValueKind,
};
use crate::text::{Decimal, Span};

/// What stands on the left.
#[derive(Clone, Debug)]
enum Left {
    Field(FieldId),
    Quantity(Quantity),
}

/// Resolves a comparison; `false` beside the question if it is asked the other way round (`is not`).
pub fn resolve(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Item,
    comparison: &Comparison,
    context: &Context,
) -> Option<(Leaf, bool)> {
    let leaf = compared(resolver, scope, item, comparison, context)?;
    Some((leaf, !matches!(comparison, Comparison::IsNot(_))))
}

fn compared(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Item,
    comparison: &Comparison,
    context: &Context,
) -> Option<Leaf> {
    let left = left(resolver, scope, item)?;
    if let Left::Field(id) = left {
        must_be_known(resolver, scope, id, item.span, context);
    }
    match comparison {
        Comparison::Is(value) | Comparison::IsNot(value) => {
            equals(resolver, scope, item, &left, value, context)
        }
        Comparison::Order(order, value) => {
            ordered(resolver, scope, item, &left, *order, value, context)
        }
        Comparison::Before(value) => {
            let earlier = date(resolver, scope, item, &left, "before")?;
            let later = date_value(resolver, scope, value, context)?;
            Some(Leaf::Before(earlier, later))
        }
        Comparison::After(value) => {
            let later = date(resolver, scope, item, &left, "after")?;
            let earlier = date_value(resolver, scope, value, context)?;
            Some(Leaf::Before(earlier, later))
        }
        Comparison::Within { length, after, other } => {
            let this = date(resolver, scope, item, &left, "within")?;
            let that = date_field(resolver, scope, other, context)?;
            let (from, to) = if *after { (that, this) } else { (this, that) };
            Some(Leaf::Within { from, to, length: length.value })
        }
        Comparison::Has(value) => has(resolver, scope, item, &left, value),
        Comparison::ListedIn(path) => listed(resolver, scope, item, &left, path),
        Comparison::During(path) => {
            let date = date(resolver, scope, item, &left, "during")?;
            match resolver.entity(scope, path, wanted::REGISTER)? {
                Entity::Register(id) => Some(Leaf::During(date, id)),
                other => {
                    resolver.wrong_sort(scope, path, other, wanted::REGISTER);
                    None
                }
            }
        }
    }
}

fn left(resolver: &mut Resolver, scope: &mut Scope<'_>, item: &Item) -> Option<Left> {
    let plain = item.per.is_none() && item.zones.is_empty();
    match &item.subject {
        MeasureSubject::Reference(reference) if plain => {
            let (register, key) = fact(resolver, scope, reference)?;
            Some(Left::Quantity(Quantity::Fact(register, key)))
        }
        MeasureSubject::Name(path) if plain => {
            match resolver.entity(scope, path, wanted::FIELD)? {
                Entity::Field(id) => Some(Left::Field(id)),
                // The type of a capture is checked when the whole rule is known.
                Entity::Capture(id) => Some(Left::Quantity(Quantity::Capture(id))),
                Entity::Role(_) => {
                    let entity = resolver.entity(scope, path, wanted::FIELD)?;
                    measure::not_a_measure(resolver, scope, path, entity, item.span);
                    None
                }
                _ => measured(resolver, scope, item),
            }
        }
        _ => measured(resolver, scope, item),
    }
}

fn measured(resolver: &mut Resolver, scope: &mut Scope<'_>, item: &Item) -> Option<Left> {
    measure::resolve(resolver, scope, item, Each::Refused)
        .map(|measure| Left::Quantity(Quantity::Measure(measure)))
}

/// The words of a left side, for messages.
fn left_words(item: &Item) -> String {
    match &item.subject {
        MeasureSubject::Name(path) => path.text(),
        MeasureSubject::Reference(reference) => {
            format!("{}.{}", reference.register.text(), reference.key.value)
        }
        MeasureSubject::Count(_) => "count …".to_owned(),
    }
}

fn left_sort(resolver: &Resolver, left: &Left) -> Bilingual {
    match left {
        Left::Field(id) => field_sort(&resolver.fields[id.index()].kind),
        Left::Quantity(_) => Bilingual { en: "a number", de: "eine Zahl" },
    }
}

fn mismatch(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    relation: &str,
    wanted: Bilingual,
) {
    let is = left_sort(resolver, left);
    let complaint =
        TypeMismatch { left: left_words(item), is, relation: relation.to_owned(), wanted };
    resolver.complain(scope, item.span, complaint);
}

fn equals(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    value: &Value,
    context: &Context,
) -> Option<Leaf> {
    match left {
        Left::Field(id) => {
            let kind = resolver.fields[id.index()].kind.clone();
            match kind {
                FieldType::List(_) => {
                    let wanted = Bilingual {
                        en: "a list is asked with `has`",
                        de: "eine Liste fragt man mit `has`",
                    };
                    mismatch(resolver, scope, item, left, "is", wanted);
                    None
                }
                FieldType::Date => {
                    let wanted = Bilingual {
                        en: "dates are compared with `before`, `after`, `within` and `during`",
                        de: "Daten vergleicht man mit `before`, `after`, `within` und `during`",
                    };
                    mismatch(resolver, scope, item, left, "is", wanted);
                    None
                }
                FieldType::Number => {
                    let amount = amount(resolver, scope, item, left, value, context)?;
                    Some(Leaf::Quantity(Quantity::Field(*id), None, amount))
                }
                kind => field_value(resolver, scope, *id, &kind, value)
                    .map(|value| Leaf::Is(*id, value)),
            }
        }
        Left::Quantity(quantity) => {
            let amount = amount(resolver, scope, item, left, value, context)?;
            Some(Leaf::Quantity(quantity.clone(), None, amount))
        }
    }
}

/// A value of the field's type.
fn field_value(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    id: FieldId,
    kind: &FieldType,
    value: &Value,
) -> Option<FieldValue> {
    let text = match &value.kind {
        ValueKind::Name(name) | ValueKind::Number(name) => name.clone(),
        ValueKind::Text(text) => text.value(),
        ValueKind::Date(moment) => moment.to_string(),
        ValueKind::Reference(_) => String::new(),
    };
    let found = field::typed(kind.element(), &text);
    if found.is_none() {
        let known = match kind.words() {
            Some(words) => words.join(", "),
            None => "yes, no".to_owned(),
        };
        let near = Near::to(&text, kind.words().unwrap_or_default().iter().map(String::as_str));
        let field = resolver.fields[id.index()].name.clone();
        resolver.complain(scope, value.span, UnknownValue { value: text, field, known, near });
    }
    found
}

fn ordered(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    order: tree::Order,
    value: &Value,
    context: &Context,
) -> Option<Leaf> {
    let sign = order.sign();
    let quantity = match left {
        Left::Field(id) => {
            let kind = resolver.fields[id.index()].kind.clone();
            match &kind {
                FieldType::Level(_) => {
                    let level = field_value(resolver, scope, *id, &kind, value)?;
                    let FieldValue::Level(index) = level else { return None };
                    return Some(Leaf::Level(*id, order, index));
                }
                FieldType::Number => Quantity::Field(*id),
                _ => {
                    let wanted = Bilingual {
                        en: "only levels and numbers have an order",
                        de: "nur Stufen und Zahlen haben eine Ordnung",
                    };
                    mismatch(resolver, scope, item, left, sign, wanted);
                    return None;
                }
            }
        }
        Left::Quantity(quantity) => quantity.clone(),
    };
    let amount = amount(resolver, scope, item, left, value, context)?;
    Some(Leaf::Quantity(quantity, Some(order), amount))
}

/// The number on the right side.
fn amount(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    value: &Value,
    context: &Context,
) -> Option<Amount> {
    let wanted =
        Bilingual { en: "a number belongs on the right side", de: "rechts gehört eine Zahl hin" };
    match &value.kind {
        ValueKind::Number(text) => Decimal::parse(text).map(Amount::Number),
        ValueKind::Reference(reference) => {
            let (register, key) = fact(resolver, scope, reference)?;
            Some(Amount::Fact(register, key))
        }
        ValueKind::Name(name) => {
            let id = resolver.names.field(name);
            let id = id.filter(|id| resolver.fields[id.index()].kind == FieldType::Number);
            match id {
                Some(id) => {
                    must_be_known(resolver, scope, id, value.span, context);
                    Some(Amount::Field(id))
                }
                None => {
                    mismatch(resolver, scope, item, left, name, wanted);
                    None
                }
            }
        }
        ValueKind::Text(_) | ValueKind::Date(_) => {
            mismatch(resolver, scope, item, left, "…", wanted);
            None
        }
    }
}

/// A fact: the register and a key that it has.
pub fn fact(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    reference: &Reference,
) -> Option<(RegisterId, String)> {
    let path = &reference.register;
    match resolver.entity(scope, path, wanted::REGISTER)? {
        Entity::Register(id) => {
            let key = reference.key.value.clone();
            let data = &resolver.data[id.index()];
            if data.knows(&key) {
                return Some((id, key));
            }
            let near = Near::to(&key, data.rows().iter().map(|row| row.id.text.as_str()));
            let register = path.text();
            resolver.complain(scope, reference.key.span, UnknownKey { register, key, near });
            None
        }
        other => {
            resolver.wrong_sort(scope, path, other, wanted::REGISTER);
            None
        }
    }
}

/// The left side as a date.
fn date(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    relation: &str,
) -> Option<DateValue> {
    match left {
        Left::Field(id) if resolver.fields[id.index()].kind == FieldType::Date => {
            Some(DateValue::Field(*id))
        }
        Left::Quantity(Quantity::Capture(id)) => Some(DateValue::Capture(*id)),
        _ => {
            let wanted = Bilingual {
                en: "only dates have a before and after",
                de: "ein Vorher und Nachher haben nur Daten",
            };
            mismatch(resolver, scope, item, left, relation, wanted);
            None
        }
    }
}

fn date_value(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    value: &Value,
    context: &Context,
) -> Option<DateValue> {
    match &value.kind {
        ValueKind::Date(moment) => Some(DateValue::Written(*moment)),
        ValueKind::Name(name) => {
            let name = Name::new(name.clone(), value.span);
            date_field(resolver, scope, &name, context)
        }
        _ => {
            wrong_date(resolver, scope, value.span, "…");
            None
        }
    }
}

fn date_field(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    name: &Name,
    context: &Context,
) -> Option<DateValue> {
    let path = Path { names: vec![name.clone()], span: name.span };
    match resolver.entity(scope, &path, wanted::DATE)? {
        Entity::Field(id) if resolver.fields[id.index()].kind == FieldType::Date => {
            must_be_known(resolver, scope, id, name.span, context);
            Some(DateValue::Field(id))
        }
        Entity::Capture(id) => Some(DateValue::Capture(id)),
        other => {
            resolver.wrong_sort(scope, &path, other, wanted::DATE);
            None
        }
    }
}

fn wrong_date(resolver: &mut Resolver, scope: &Scope<'_>, span: Span, left: &str) {
    let complaint = TypeMismatch {
        left: left.to_owned(),
        is: Bilingual { en: "no date", de: "kein Datum" },
        relation: "before".to_owned(),
        wanted: Bilingual {
            en: "write a date such as `2026-09-27`, or a date field",
            de: "schreiben Sie ein Datum wie `2026-09-27` oder ein Datumsfeld",
        },
    };
    resolver.complain(scope, span, complaint);
}

fn has(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    value: &Value,
) -> Option<Leaf> {
    if let Left::Field(id) = left {
        let kind = resolver.fields[id.index()].kind.clone();
        if let FieldType::List(element) = &kind {
            return field_value(resolver, scope, *id, element, value)
                .map(|value| Leaf::Has(*id, value));
        }
    }
    let wanted = Bilingual {
        en: "only a list can have something: use `is`",
        de: "nur eine Liste kann etwas enthalten: nehmen Sie `is`",
    };
    mismatch(resolver, scope, item, left, "has", wanted);
    None
}

fn listed(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &Item,
    left: &Left,
    path: &Path,
) -> Option<Leaf> {
    let list = match resolver.entity(scope, path, wanted::REGISTER_OR_ROLE)? {
        Entity::Register(id) => ListRef::Register(id),
        Entity::Role(id) => ListRef::Role(id),
        other => {
            resolver.wrong_sort(scope, path, other, wanted::REGISTER_OR_ROLE);
            return None;
        }
    };
    if let Left::Field(id) = left {
        match (resolver.fields[id.index()].kind.element(), list) {
            (FieldType::Person, _) => return Some(Leaf::Listed(Subject::Persons(*id), list)),
            (FieldType::OneOf(_) | FieldType::Text, ListRef::Register(_)) => {
                return Some(Leaf::Listed(Subject::Words(*id), list));
            }
            _ => {}
        }
    }
    let wanted = Bilingual {
        en: "people are listed in registers and roles, words and texts in registers",
        de: "Menschen stehen in Registern und Rollen, Wörter und Texte in Registern",
    };
    mismatch(resolver, scope, item, left, "listed in", wanted);
    None
}

/// Adds the fields that one question asks about.
pub fn fields_in(leaf: &Leaf, fields: &mut Vec<FieldId>) {
    let mut date = |value: &DateValue| {
        if let DateValue::Field(id) = value {
            fields.push(*id);
        }
    };
    match leaf {
        Leaf::Before(a, b) | Leaf::Within { from: a, to: b, .. } => {
            date(a);
            date(b);
        }
        Leaf::During(value, _) => date(value),
        Leaf::Given(id)
        | Leaf::Flag(id)
        | Leaf::Is(id, _)
        | Leaf::Has(id, _)
        | Leaf::Level(id, ..)
        | Leaf::Listed(Subject::Persons(id) | Subject::Words(id), _) => fields.push(*id),
        Leaf::Approval(Obligation { by: By::Field(id), .. })
        | Leaf::Review { by: By::Field(id), .. } => fields.push(*id),
        Leaf::Quantity(quantity, _, amount) => {
            match quantity {
                Quantity::Field(id) => fields.push(*id),
                Quantity::Measure(Measure { zones, .. }) => zone_fields(zones, fields),
                _ => {}
            }
            if let Amount::Field(id) = amount {
                fields.push(*id);
            }
        }
        Leaf::Present(what, place) => {
            if let Presence::Zone(zone) = what {
                zone_fields(std::slice::from_ref(zone), fields);
            }
            if let Some(Place::Zones(filter)) = place {
                zone_fields(&filter.inside, fields);
            }
        }
        _ => {}
    }
}

fn zone_fields(zones: &[ZoneRef], fields: &mut Vec<FieldId>) {
    for zone in zones {
        if let ZoneRef::Field(id) = zone {
            fields.push(*id);
        }
    }
}

/// Whether a capture of this class has an amount that `<=` can compare.
#[must_use]
pub fn has_amount(class: Class) -> bool {
    matches!(class, Class::Number | Class::Percent | Class::Money | Class::Year)
}
