//! Examples: Markdown with marks, and the circumstances they are judged in.

use super::field::{plain_text, typed, value_sort};
use super::model::{Example, ExampleKind, Setting};
use super::problem::example::{BadMarks, MarksInPasses, UnknownSetting};
use super::problem::field::BadSetting;
use super::resolver::{Resolver, Scope};
use crate::diagnostic::Near;
use crate::syntax::tree::{self, PlainValue, SettingEntry};
use crate::text::{Moment, Span};

/// Resolves an example.
pub fn resolve(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &tree::Example,
    kind: ExampleKind,
) -> Option<Example> {
    let Some((text, marks)) = unmarked(&item.text.value()) else {
        resolver.complain(scope, item.text.span, BadMarks {});
        return None;
    };
    if kind == ExampleKind::Passes && !marks.is_empty() {
        resolver.complain(scope, item.text.span, MarksInPasses {});
        return None;
    }
    let with = item.with.as_ref().map(|setting| self::setting(resolver, scope, &setting.entries));
    Some(Example {
        kind,
        text,
        marks,
        becomes: item.becomes.as_ref().map(tree::Text::value),
        with,
        pack: scope.pack,
        place: scope.at(item.text.span),
    })
}

/// The text without its marks, and the byte ranges they held; `None` if they do not pair. A `]]` outside
/// marks is text; in `[[[here]]](…)` the link's own brackets remain.
#[must_use]
pub fn unmarked(marked: &str) -> Option<(String, Vec<(u32, u32)>)> {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find("[[") {
        text.push_str(&rest[..open]);
        let inside = &rest[open + 2..];
        let close = inside.find("]]")?;
        let start = text.len();
        text.push_str(&inside[..close]);
        if text.len() == start {
            return None;
        }
        let span = Span::new(start, text.len());
        marks.push((span.start, span.end));
        rest = &inside[close + 2..];
    }
    text.push_str(rest);
    Some((text, marks))
}

/// Resolves the entries of `with { … }`.
pub fn setting(resolver: &mut Resolver, scope: &Scope<'_>, entries: &[SettingEntry]) -> Setting {
    let mut setting = Setting::default();
    for entry in entries {
        match entry.key.value.as_str() {
            "approved-by" => setting.approved_by.extend(entry.values.iter().map(plain_text)),
            "at" => setting.at = instant(resolver, scope, entry),
            "proven" => setting.proven = flag(resolver, scope, entry),
            _ => field(resolver, scope, entry, &mut setting),
        }
    }
    setting
}

fn instant(resolver: &mut Resolver, scope: &Scope<'_>, entry: &SettingEntry) -> Option<Moment> {
    match entry.values.as_slice() {
        [tree::Plain { value: PlainValue::Date(moment), .. }] => Some(*moment),
        _ => {
            let complaint = BadSetting {
                name: entry.key.value.clone(),
                value: entry.values.iter().map(plain_text).collect::<Vec<_>>().join(", "),
                wanted: value_sort(&super::model::FieldType::Date),
            };
            resolver.complain(scope, entry.key.span, complaint);
            None
        }
    }
}

fn flag(resolver: &mut Resolver, scope: &Scope<'_>, entry: &SettingEntry) -> bool {
    let kind = super::model::FieldType::Flag;
    let value = entry.values.iter().map(plain_text).collect::<Vec<_>>().join(", ");
    match typed(&kind, &value) {
        Some(super::model::FieldValue::Flag(flag)) => flag,
        _ => {
            let (name, wanted) = (entry.key.value.clone(), value_sort(&kind));
            resolver.complain(scope, entry.key.span, BadSetting { name, value, wanted });
            false
        }
    }
}

fn field(resolver: &mut Resolver, scope: &Scope<'_>, entry: &SettingEntry, setting: &mut Setting) {
    let Some(id) = resolver.names.field(&entry.key.value) else {
        let known = resolver.fields.iter().map(|field| field.name.as_str());
        let near = Near::to(&entry.key.value, known.chain(["approved-by", "at", "proven"]));
        resolver.complain(
            scope,
            entry.key.span,
            UnknownSetting { name: entry.key.value.clone(), near },
        );
        return;
    };
    let kind = resolver.fields[id.index()].kind.clone();
    let mut values = Vec::new();
    for plain in &entry.values {
        let text = plain_text(plain);
        if typed(kind.element(), &text).is_none() {
            let name = entry.key.value.clone();
            let complaint = BadSetting { name, value: text.clone(), wanted: value_sort(&kind) };
            resolver.complain(scope, plain.span, complaint);
        }
        values.push(text);
    }
    setting.fields.push((id, values));
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(unmarked("a [[b]] c"), Some(("a b c".into(), vec![(2, 3)])));
        assert_eq!(unmarked("[[a]][[b]]"), Some(("ab".into(), vec![(0, 1), (1, 2)])));
        assert_eq!(unmarked("a ]] b"), Some(("a ]] b".into(), vec![])));
        assert_eq!(unmarked("[[a"), None);
        assert_eq!(unmarked("[[]]"), None);
    }

    #[test]
    fn a_marked_link_text_keeps_its_own_brackets() {
        // `[[` is taken off, and the next `]]` is; the link's `[` and `]` remain.
        let (text, marks) = unmarked("Register [[[here]]](https://example.org).").unwrap();
        assert_eq!(text, "Register [here](https://example.org).");
        assert_eq!(&text[marks[0].0 as usize..marks[0].1 as usize], "[here");
    }
}
