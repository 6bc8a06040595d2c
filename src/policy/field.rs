//! Fields of all packs joined into one schema, and texts typed by it.

use std::collections::BTreeMap;

use super::model::{Field, FieldId, FieldType, FieldValue, PackId};
use super::names::{Entity, field_sort, wanted};
use super::problem::field::{BadDefault, FieldConflict, LevelConflict, RequiredWithDefault};
use super::problem::name::{DeclaredTwice, ShadowsNoun};
use super::resolver::{Resolver, Scope};
use super::source::Input;
use crate::diagnostic::{Bilingual, Complaint};
use crate::syntax::tree::{self, BaseType, FieldMark, ItemKind, Name, Path, Plain, PlainValue};
use crate::text::{Decimal, Localized, Moment};

/// The fields known without declaration.
const KNOWN: &[(&str, FieldType)] = &[
    ("kind", FieldType::OneOf(Vec::new())),
    ("channel", FieldType::OneOf(Vec::new())),
    ("author", FieldType::Person),
    ("publish-at", FieldType::Date),
    ("campaign", FieldType::Text),
];

/// Joins the fields of every pack, outer packs last, and shares their names.
pub fn join(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    let mut in_pack: BTreeMap<(usize, String), crate::text::Place> = BTreeMap::new();
    for (number, &index) in ordered.iter().enumerate() {
        for file in &input.packs[index].files {
            let scope = Scope::new(PackId::of(number), file);
            for item in &file.tree.items {
                let ItemKind::Field(field) = &item.kind else { continue };
                let name = &field.name;
                if super::noun::is_noun(&name.value) {
                    resolver.complain(&scope, name.span, ShadowsNoun { name: name.value.clone() });
                    continue;
                }
                let place = scope.at(name.span);
                if let Some(earlier) = in_pack.insert((number, name.value.clone()), place) {
                    let complaint = DeclaredTwice { name: name.value.clone() }.at(place);
                    resolver.problems.push(complaint.and(earlier, Localized::default()));
                    continue;
                }
                declare(resolver, &scope, field);
            }
        }
    }
    for (name, kind) in KNOWN {
        if resolver.names.field(name).is_none() {
            add(resolver, blank(name, kind.clone()));
        }
    }
    if resolver.names.field("language").is_none() {
        let codes = resolver.packs.iter().flat_map(|pack| &pack.languages);
        let mut codes: Vec<String> = codes.map(ToString::to_string).collect();
        codes.sort();
        codes.dedup();
        add(resolver, blank("language", FieldType::List(Box::new(FieldType::OneOf(codes)))));
    }
}

fn blank(name: &str, kind: FieldType) -> Field {
    Field {
        name: name.to_owned(),
        kind,
        from: None,
        required: false,
        unbound: false,
        default: None,
        place: None,
    }
}

fn add(resolver: &mut Resolver, field: Field) {
    let id = FieldId::of(resolver.fields.len());
    resolver.names.share_field(&field.name, id);
    resolver.fields.push(field);
}

fn declare(resolver: &mut Resolver, scope: &Scope<'_>, item: &tree::Field) {
    let mut field = Field {
        place: Some(scope.at(item.name.span)),
        ..blank(&item.name.value, type_of(&item.kind.value))
    };
    field.from = item.from.as_ref().and_then(|name| register(resolver, scope, name));
    for mark in &item.marks {
        match &mark.value {
            FieldMark::Required => field.required = true,
            FieldMark::Unbound => field.unbound = true,
            FieldMark::Default(plain) => field.default = default(resolver, scope, &field, plain),
        }
    }
    if field.required && field.default.is_some() {
        resolver.complain(scope, item.name.span, RequiredWithDefault { name: field.name.clone() });
    }
    match resolver.names.field(&field.name) {
        None => add(resolver, field),
        Some(id) => merge(resolver, scope, item, id, field),
    }
}

fn register(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    name: &Name,
) -> Option<super::model::RegisterId> {
    let path = Path { names: vec![name.clone()], span: name.span };
    match resolver.entity(scope, &path, wanted::REGISTER)? {
        Entity::Register(id) => Some(id),
        other => {
            resolver.wrong_sort(scope, &path, other, wanted::REGISTER);
            None
        }
    }
}

/// The type as declared.
fn type_of(kind: &tree::FieldType) -> FieldType {
    match kind {
        tree::FieldType::List(base) => FieldType::List(Box::new(base_type(base))),
        tree::FieldType::Level(words) => FieldType::Level(words_of(words)),
        tree::FieldType::Base(base) => base_type(base),
    }
}

fn base_type(base: &BaseType) -> FieldType {
    match base {
        BaseType::OneOf(words) => FieldType::OneOf(words_of(words)),
        BaseType::Flag => FieldType::Flag,
        BaseType::Person => FieldType::Person,
        BaseType::Text => FieldType::Text,
        BaseType::Number => FieldType::Number,
        BaseType::Date => FieldType::Date,
    }
}

fn words_of(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

fn default(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    field: &Field,
    plain: &Plain,
) -> Option<FieldValue> {
    let text = plain_text(plain);
    let value = typed(&field.kind, &text);
    if value.is_none() {
        let complaint =
            BadDefault { name: field.name.clone(), value: text, wanted: value_sort(&field.kind) };
        resolver.complain(scope, plain.span, complaint);
    }
    value
}

/// Joins a second declaration of a field into the first.
fn merge(resolver: &mut Resolver, scope: &Scope<'_>, item: &tree::Field, id: FieldId, new: Field) {
    let old = &mut resolver.fields[id.index()];
    let conflict = match (&mut old.kind, &new.kind) {
        (FieldType::OneOf(words), FieldType::OneOf(more)) => join_words(words, more),
        (FieldType::List(element), FieldType::List(other)) => {
            match (element.as_mut(), other.as_ref()) {
                (FieldType::OneOf(words), FieldType::OneOf(more)) => join_words(words, more),
                (a, b) => a != b,
            }
        }
        (a, b) => a != b,
    };
    let (here, there) = (new.kind.clone(), old.kind.clone());
    if conflict {
        let name = new.name.clone();
        let diagnostic = match (&here, &there) {
            (FieldType::Level(here), FieldType::Level(there)) => {
                let (here, there) = (here.join(" < "), there.join(" < "));
                LevelConflict { name, here, there }.at(scope.at(item.kind.span))
            }
            _ => FieldConflict { name, here: field_sort(&here), there: field_sort(&there) }
                .at(scope.at(item.kind.span)),
        };
        let earlier = resolver.fields[id.index()].place;
        resolver.problems.push(match earlier {
            Some(place) => diagnostic.and(place, Localized::default()),
            None => diagnostic,
        });
        return;
    }
    if old.from != new.from {
        let register = |from: Option<super::model::RegisterId>| {
            from.map_or_else(
                || "–".to_owned(),
                |id| format!("from {}", resolver.registers[id.index()].name),
            )
        };
        let complaint = LevelConflict {
            name: new.name.clone(),
            here: register(new.from),
            there: register(resolver.fields[id.index()].from),
        };
        resolver.complain(scope, item.name.span, complaint);
        return;
    }
    old.required |= new.required;
    old.unbound &= new.unbound;
    old.place = new.place;
    if new.default.is_some() {
        old.default = new.default;
    }
    if old.default.is_some() && old.required {
        // `required` wins over the default of another pack: the draft must say it.
        old.default = None;
    }
}

fn join_words(words: &mut Vec<String>, more: &[String]) -> bool {
    for word in more {
        if !words.contains(word) {
            words.push(word.clone());
        }
    }
    false
}

/// A plain value as text.
#[must_use]
pub fn plain_text(plain: &Plain) -> String {
    match &plain.value {
        PlainValue::Date(moment) => moment.to_string(),
        PlainValue::Number(text) | PlainValue::Word(text) => text.clone(),
        PlainValue::Text(text) => text.value(),
    }
}

/// A text typed by the field; `None` if it does not fit. For a list: one element.
#[must_use]
pub fn typed(kind: &FieldType, text: &str) -> Option<FieldValue> {
    Some(match kind {
        FieldType::OneOf(words) => {
            FieldValue::Word(words.iter().find(|word| *word == text)?.clone())
        }
        FieldType::Level(words) => {
            FieldValue::Level(u32::try_from(words.iter().position(|word| word == text)?).ok()?)
        }
        FieldType::Flag => FieldValue::Flag(flag(text)?),
        FieldType::Person => FieldValue::Person(non_empty(text)?),
        FieldType::Text => FieldValue::Text(text.to_owned()),
        FieldType::Number => FieldValue::Number(Decimal::parse(text)?),
        FieldType::Date => FieldValue::Date(date(text)?),
        FieldType::List(element) => FieldValue::List(vec![typed(element, text)?]),
    })
}

/// Front matter is written by many tools: all words YAML has used for yes and no are read.
fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" | "ja" => Some(true),
        "no" | "false" | "off" | "nein" => Some(false),
        _ => None,
    }
}

fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A date; a blank may stand where rules write `T`, as publishing systems do.
fn date(text: &str) -> Option<Moment> {
    let text = text.trim();
    let joined = match text.split_once(' ') {
        Some((day, time)) => format!("{day}T{}", time.replace(' ', "")),
        None => text.to_owned(),
    };
    Moment::parse(&joined).ok()
}

/// What a value of this type looks like, in words.
#[must_use]
pub fn value_sort(kind: &FieldType) -> Bilingual {
    match kind.element() {
        FieldType::OneOf(_) | FieldType::Level(_) => {
            Bilingual { en: "one of the declared words", de: "eines der erklärten Wörter" }
        }
        FieldType::Flag => Bilingual { en: "`yes` or `no`", de: "`yes` oder `no`" },
        FieldType::Person => Bilingual { en: "a person", de: "eine Person" },
        FieldType::Text | FieldType::List(_) => Bilingual { en: "a text", de: "ein Text" },
        FieldType::Number => {
            Bilingual { en: "a number such as `12.5`", de: "eine Zahl wie `12.5`" }
        }
        FieldType::Date => Bilingual {
            en: "a date such as `2026-09-27` or `2026-09-27T10:00`",
            de: "ein Datum wie `2026-09-27` oder `2026-09-27T10:00`",
        },
    }
}
