//! The fields of an item typed by the policy's schema, once, and what is wrong with them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::problem::{BadValue, MissingField, RegisterField, UnknownField};
use crate::diagnostic::{Complaint, Diagnostic, Near, Say};
use crate::draft::field::{Found, same_key};
use crate::draft::{Item, Origin};
use crate::policy::field::{typed, value_sort};
use crate::policy::model::{Field, FieldId, FieldType, FieldValue, Policy};
use crate::register::Register;
use crate::text::{Language, Localized, Place, Tongue};
use crate::yaml::{Node, Value};

/// The kind of drafts that others are filled from; every policy allows it.
const TEMPLATE: &str = "template";

/// Keys that mean something of their own, here or to the publishing system (`published`), and are never taken for
/// misspelt fields.
const OWN_KEYS: &[&str] = &[
    "authors",
    "claims",
    "template",
    "title",
    "subtitle",
    "lead",
    "approvals",
    "description",
    "date",
    "published",
];

/// The typed fields of an item.
#[derive(Clone, Debug)]
pub struct Typed {
    values: Vec<Option<FieldValue>>,
    places: Vec<Option<Place>>,
    /// Fields that are missing or wrong: rules that need them cannot be judged.
    pub broken: BTreeSet<FieldId>,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
}

impl Typed {
    /// The value of a field, its default included.
    #[must_use]
    pub fn get(&self, id: FieldId) -> Option<&FieldValue> {
        self.values[id.index()].as_ref()
    }

    /// Where its value stands, if the draft gives it.
    #[must_use]
    pub fn place(&self, id: FieldId) -> Option<Place> {
        self.places[id.index()]
    }

    /// Sets a value, for one variant.
    pub fn set(&mut self, id: FieldId, value: FieldValue) {
        self.values[id.index()] = Some(value);
    }

    /// Whether the flag is set.
    #[must_use]
    pub fn flag(&self, id: FieldId) -> bool {
        matches!(self.get(id), Some(FieldValue::Flag(true)))
    }

    /// The words or persons of a field.
    #[must_use]
    pub fn words(&self, id: FieldId) -> Vec<&str> {
        let values = self.get(id).map(FieldValue::elements).unwrap_or_default();
        values
            .iter()
            .filter_map(|value| match value {
                FieldValue::Word(text) | FieldValue::Person(text) | FieldValue::Text(text) => {
                    Some(text.as_str())
                }
                _ => None,
            })
            .collect()
    }
}

/// What typing must know beside the item.
pub struct Context<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Its registers' data.
    pub registers: &'a [Register],
    /// The house's zone.
    pub zone: &'a TimeZone,
    /// The run's clock.
    pub now: Timestamp,
    /// Where to point for what is missing.
    pub nowhere: Place,
    /// An example or scenario: its setting stands for registers too.
    pub staged: bool,
}

/// Types the fields of an item. Fields `from` a register are looked up at the draft's own instant.
#[must_use]
pub fn typed_fields(item: &Item, context: &Context<'_>) -> Typed {
    let count = context.policy.fields.len();
    let mut fields = Typed {
        values: vec![None; count],
        places: vec![None; count],
        broken: BTreeSet::new(),
        problems: Vec::new(),
    };
    for (at, field) in context.policy.fields.iter().enumerate() {
        let set = context.staged && item.fields.get(&field.name).is_some();
        if field.from.is_none() || set {
            given(item, FieldId::of(at), field, context, &mut fields);
        }
    }
    let instant = instant(&fields, context);
    for (at, field) in context.policy.fields.iter().enumerate() {
        let set = context.staged && item.fields.get(&field.name).is_some();
        if field.from.is_some() && !set {
            registered(item, FieldId::of(at), field, context, instant, &mut fields);
        }
    }
    strangers(item, context, &mut fields);
    fields
}

/// The planned instant of publication: `publish-at`, else the run's clock.
#[must_use]
pub fn instant(fields: &Typed, context: &Context<'_>) -> Timestamp {
    let planned = context.policy.field_named("publish-at").and_then(|id| fields.get(id));
    match planned {
        Some(FieldValue::Date(moment)) => moment.instant(context.zone).unwrap_or(context.now),
        _ => context.now,
    }
}

/// A field that the draft itself may give.
fn given(item: &Item, id: FieldId, field: &Field, context: &Context<'_>, fields: &mut Typed) {
    let mut all = item.fields.all().filter(|found| same_key(&found.entry.key, &field.name));
    let Some(found) = item.fields.get(&field.name) else {
        fields.values[id.index()].clone_from(&field.default);
        if field.required {
            missing(field, context, fields, id);
        }
        return;
    };
    fields.places[id.index()] = Some(found.place());
    // `publish_at` beside `publish-at` in one front matter: nobody can say which one holds.
    let double = all.find(|other| {
        other.source == found.source
            && other.entry.key_span != found.entry.key_span
            && other.entry.key != found.entry.key
    });
    if let Some(double) = double {
        let keys = (&found.entry.key, &double.entry.key);
        let sort = Localized::both(
            format!("either `{}` or `{}`, not both", keys.0, keys.1),
            format!("entweder `{}` oder `{}`, nicht beides", keys.0, keys.1),
        );
        let value = double.node().text().unwrap_or("…").to_owned();
        let complaint = BadValue { name: field.name.clone(), value, wanted: sort };
        wrong(fields, id, complaint.at(double.key_place()));
        return;
    }
    match value(field, found.node()) {
        Ok(value) => {
            if let FieldValue::Date(moment) = &value
                && moment.instant(context.zone).is_err()
            {
                let zone = &context.policy.pack(context.policy.house).zone;
                let sort = Localized::both(
                    format!("a time that exists in {zone}: the clocks go forward then"),
                    format!("eine Zeit, die es in {zone} gibt: Dann werden die Uhren vorgestellt"),
                );
                let complaint =
                    BadValue { name: field.name.clone(), value: moment.to_string(), wanted: sort };
                wrong(fields, id, complaint.at(found.place()));
                return;
            }
            fields.values[id.index()] = Some(value);
        }
        Err(text) => {
            let complaint =
                BadValue { name: field.name.clone(), value: text, wanted: wanted(field) };
            wrong(fields, id, complaint.at(found.place()));
        }
    }
}

fn wrong(fields: &mut Typed, id: FieldId, diagnostic: Diagnostic) {
    fields.problems.push(diagnostic);
    fields.broken.insert(id);
}

fn missing(field: &Field, context: &Context<'_>, fields: &mut Typed, id: FieldId) {
    let words = field.kind.words().unwrap_or_default();
    let example = match words.first() {
        Some(word) => word.clone(),
        None => "…".to_owned(),
    };
    let diagnostic = MissingField { name: field.name.clone(), example }.at(context.nowhere);
    let diagnostic = match field.place {
        Some(place) => diagnostic.and(place, Localized::both("declared here", "hier erklärt")),
        None => diagnostic,
    };
    wrong(fields, id, diagnostic);
}

/// What a field takes, with its words.
fn wanted(field: &Field) -> Localized {
    let sort = value_sort(&field.kind);
    match field.kind.words() {
        Some(words) => {
            let words = words.join(", ");
            Localized::both(format!("one of {words}"), format!("eines von {words}"))
        }
        None => Localized::both(sort.say(Tongue::En), sort.say(Tongue::De)),
    }
}

/// The typed value of a node, or its text if it does not fit.
fn value(field: &Field, node: &Node) -> Result<FieldValue, String> {
    // A draft for several channels names them in a list: it becomes one variant for each.
    let list = matches!(field.kind, FieldType::List(_)) || field.name == "channel";
    match (&node.value, list) {
        (Value::Scalar(text, _), false) => element(field, text),
        (Value::Scalar(text, _), true) => Ok(FieldValue::List(vec![element(field, text)?])),
        (Value::List(nodes), true) => {
            let texts = nodes.iter().map(|node| node.text().unwrap_or_default());
            Ok(FieldValue::List(texts.map(|text| element(field, text)).collect::<Result<_, _>>()?))
        }
        (Value::List(_), false) => Err("[…]".to_owned()),
        (Value::Map(_), _) => Err("{…}".to_owned()),
        (Value::Null(text), _) => Err(text.clone()),
    }
}

/// One value, or one of a list.
fn element(field: &Field, text: &str) -> Result<FieldValue, String> {
    let word = || Some(FieldValue::Word(text.to_owned()));
    let known = match field.name.as_str() {
        "kind" if text == TEMPLATE => word(),
        // A language that no pack has is told as such, and the text is matched as written.
        "language" if Language::parse(text).is_some() => word(),
        _ => typed(field.kind.element(), text),
    };
    known.ok_or_else(|| text.to_owned())
}

/// A field that only a register sets.
fn registered(
    item: &Item,
    id: FieldId,
    field: &Field,
    context: &Context<'_>,
    instant: Timestamp,
    fields: &mut Typed,
) {
    let Some(register) = field.from else { return };
    let set: Option<Found<'_>> = item.fields.get(&field.name);
    if let Some(found) = set {
        let name = context.policy.registers[register.index()].name.clone();
        let complaint = RegisterField { name: field.name.clone(), register: name };
        fields.problems.push(complaint.at(found.key_place()));
    }
    let data = &context.registers[register.index()];
    let found = data.value(&field.name, instant, context.zone);
    match found.map(|(row, node)| (row, value(field, node))) {
        Some((_, Ok(value))) => fields.values[id.index()] = Some(value),
        Some((row, Err(text))) => {
            let complaint =
                BadValue { name: field.name.clone(), value: text, wanted: wanted(field) };
            wrong(fields, id, complaint.at(row.id.place));
        }
        None => {
            fields.values[id.index()].clone_from(&field.default);
            if field.required && field.default.is_none() {
                missing(field, context, fields, id);
            }
        }
    }
}

/// Keys that are close to a declared field but not one.
fn strangers(item: &Item, context: &Context<'_>, fields: &mut Typed) {
    let names = || context.policy.fields.iter().map(|field| field.name.as_str());
    for found in item.fields.all().filter(|found| found.origin != Origin::PathDefault) {
        let key = &found.entry.key;
        let known = names().any(|name| same_key(key, name)) || OWN_KEYS.contains(&key.as_str());
        if known {
            continue;
        }
        let near = Near::to(&key.replace('_', "-"), names());
        if near.0.is_some() {
            let complaint = UnknownField { name: key.clone(), near };
            fields.problems.push(complaint.at(found.key_place()));
        }
    }
}
