//! What a report says of the rules that its findings name: every code of the tool's own, and the rules of the
//! houses that were judged.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::approval::problem as approval;
use crate::diagnostic::{Described, Diagnostic, Entry};
use crate::policy::Policy;
use crate::policy::model::{Part, Rule, Template};
use crate::text::{Language, Localized};

/// Every complaint that a check can make by itself.
#[must_use]
pub fn catalog() -> Vec<Entry> {
    let own = [
        crate::yaml::problem::CATALOG,
        crate::config::problem::CATALOG,
        crate::world::problem::CATALOG,
        crate::register::problem::CATALOG,
        crate::draft::problem::CATALOG,
        crate::check::problem::CATALOG,
        super::problem::CATALOG,
        approval::cause::CATALOG,
        approval::finding::CATALOG,
        approval::person::CATALOG,
        approval::waiver::CATALOG,
    ];
    let mut all = own.concat();
    all.extend(crate::syntax::problem::CATALOGS.concat());
    all.extend(crate::policy::problem::catalog());
    all
}

/// Descriptions of the rules and codes that findings name, in the order of their names.
#[must_use]
pub fn describe<'p>(
    diagnostics: &[Diagnostic],
    policies: impl Iterator<Item = &'p Policy>,
) -> Vec<Described> {
    let mut named: BTreeMap<Arc<str>, Option<Described>> =
        diagnostics.iter().map(|one| (Arc::clone(&one.code), None)).collect();
    for policy in policies {
        for (code, room) in named.iter_mut().filter(|(_, room)| room.is_none()) {
            let rule = policy.rule_named(code).map(|id| policy.rule(id));
            *room = rule.map(|rule| of_rule(code, rule, policy));
        }
    }
    for entry in &catalog() {
        if let Some(room) = named.get_mut(entry.code).filter(|room| room.is_none()) {
            *room = Some(of_code(entry.code, entry));
        }
    }
    named.into_values().flatten().collect()
}

fn of_rule(code: &str, rule: &Rule, policy: &Policy) -> Described {
    let pack = policy.pack(rule.pack);
    let language = pack.languages.first().copied().unwrap_or(Language::ENGLISH);
    let why = if rule.docs.is_empty() { format!("`{}`", rule.sentence) } else { rule.docs.clone() };
    Described {
        code: code.into(),
        title: Localized::one(language, rule.title.as_str()),
        why: Localized::one(language, why),
        help: rule.suggestions(|_, template| unfilled(template)),
        see: rule.see.clone(),
        severity: rule.severity,
        owner: rule.owner.clone().or_else(|| pack.owner.clone()),
    }
}

/// A template whose match is not known.
fn unfilled(template: &Template) -> String {
    let words = |part: &Part| match part {
        Part::Text(words) => words.clone(),
        _ => "…".to_owned(),
    };
    template.parts.iter().map(words).collect()
}

fn of_code(code: &str, entry: &Entry) -> Described {
    let title = |text: &str| without_placeholders(text);
    let help = Localized::both(title(entry.help.en), title(entry.help.de));
    // A help that is nothing but its placeholder says nothing in general.
    let general = help.is_empty() || help.iter().all(|(_, text)| text == "…");
    Described {
        code: code.into(),
        title: Localized::both(title(entry.title.en), title(entry.title.de)),
        why: Localized::both(entry.why.en, entry.why.de),
        help: if general { Vec::new() } else { vec![help] },
        see: Vec::new(),
        severity: entry.severity,
        owner: None,
    }
}

/// A declared text as a general statement: `{path}` becomes `…`.
fn without_placeholders(text: &str) -> String {
    let mut general = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        general.push_str(before);
        general.push('…');
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    general.push_str(rest);
    general
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_texts_general() {
        let catalog = catalog();
        let mut codes: Vec<&str> = catalog.iter().map(|entry| entry.code).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert_eq!(without_placeholders("`{path}` lies in {x}: {y}."), "`…` lies in …: ….");
    }
}
