//! Rules: one statement, its clauses, everything typed.

use std::collections::BTreeSet;

use super::comparison;
use super::condition::{self, Context};
use super::example;
use super::late::Late;
use super::measure::{self, Each};
use super::message::{self, Fills};
use super::model::{
    CaptureId, Condition, DateValue, ExampleKind, FieldId, Leaf, Pattern, Quantity, Replacement,
    Rule, Statement, Template, Waivable, Window, ZoneFilter,
};
use super::noun::Class;
use super::obligation;
use super::pack::docs_of;
use super::pattern::{self, Captures};
use super::problem::condition::TypeMismatch;
use super::problem::example::{MessageLanguage, MessageTwice};
use super::problem::name::{UndeclaredScope, UnknownValue};
use super::problem::pattern::{NeedsOneCapture, UnboundCapture};
use super::resolver::{Resolver, Scope};
use crate::diagnostic::{Bilingual, Near, Severity};
use crate::syntax::tree::{self, Agreement, Clause, Item, Name, Node, Scoped};
use crate::text::{Decimal, Language, Span};

/// Resolves one rule. `None` if any part of it is wrong; every part is looked at.
pub fn resolve(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Item,
    rule: &tree::Rule,
) -> Option<Rule> {
    let before = resolver.problems.len();
    scope.captures.clear();
    let given = given_by_when(resolver, &rule.clauses);
    let statement = rule.statement.as_ref()?;
    let resolved = self::statement(resolver, scope, statement, &given);
    let pack = &resolver.packs[scope.pack.index()];
    let full = format!("{}/{}", pack.name, rule.name.value);
    let mut made = Rule {
        name: full,
        pack: scope.pack,
        title: rule.title.as_ref().map_or_else(|| rule.name.value.clone(), tree::Text::value),
        docs: docs_of(item),
        sentence: scope.words(statement.span),
        // What could not be resolved has its complaint; the clauses are still looked at.
        statement: resolved
            .unwrap_or(Statement::Forbid(Pattern::Or(Vec::new()), ZoneFilter::default())),
        captures: scope.captures.clone(),
        kinds: Vec::new(),
        channels: Vec::new(),
        when: None,
        unless: Vec::new(),
        window: Window::default(),
        severity: Severity::Error,
        message: Late::default(),
        suggest: Vec::new(),
        see: Vec::new(),
        owner: None,
        waivable: Waivable::Yes,
        replaces: Vec::new(),
        needs: Vec::new(),
        examples: Late::default(),
        in_force: None,
        published: Late::default(),
        amended: Vec::new(),
        place: scope.at(rule.name.span),
        statement_place: scope.at(statement.span),
    };
    for clause in &rule.clauses {
        self::clause(resolver, scope, clause, &given, &mut made);
    }
    check_captures(resolver, scope, statement.span, &made);
    made.needs = needs(resolver, &made);
    let failed =
        resolver.problems[before..].iter().any(|problem| problem.severity == Severity::Error);
    (!failed).then_some(made)
}

fn given_by_when(resolver: &Resolver, clauses: &[Node<Clause>]) -> BTreeSet<FieldId> {
    let whens = clauses.iter().filter_map(|clause| match &clause.value {
        Clause::When(condition) => Some(condition),
        _ => None,
    });
    whens.flat_map(|when| condition::given_by(resolver, when, true)).collect()
}

fn statement(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Node<tree::Statement>,
    given: &BTreeSet<FieldId>,
) -> Option<Statement> {
    match &item.value {
        tree::Statement::Forbid(what) => {
            scoped(resolver, scope, what).map(|(pattern, zones)| Statement::Forbid(pattern, zones))
        }
        tree::Statement::Allow { what, only_with } => {
            let what = scoped(resolver, scope, what);
            let context = Context {
                has_match: true,
                obligations: true,
                evidence: true,
                given: given.clone(),
            };
            let needs = condition::resolve(resolver, scope, only_with, &context);
            let (pattern, zones) = what?;
            Some(Statement::Allow(pattern, zones, needs?))
        }
        tree::Statement::Require(needs) => {
            let context = Context {
                has_match: false,
                obligations: true,
                evidence: false,
                given: given.clone(),
            };
            condition::resolve(resolver, scope, needs, &context).map(Statement::Require)
        }
        tree::Statement::Limit { measure, to } => {
            let measure = measure::resolve(resolver, scope, measure, Each::Allowed)?;
            Some(Statement::Limit(measure, Decimal::parse(&to.value)?))
        }
        tree::Statement::Prefer { instead, over } => {
            let (pattern, zones) = scoped(resolver, scope, over)?;
            Some(Statement::Prefer(Replacement { text: instead.value() }, pattern, zones))
        }
        tree::Statement::Agree { what, with } => agree(resolver, scope, what, with, item.span),
    }
}

/// A pattern with its zones.
fn scoped(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Scoped,
) -> Option<(Pattern, ZoneFilter)> {
    let pattern = pattern::resolve(resolver, scope, &item.pattern, Captures::Bind);
    let zones = match &item.zones {
        Some(zones) => pattern::zone_filter(resolver, scope, zones),
        None => Some(ZoneFilter::default()),
    };
    Some((pattern?, zones?))
}

fn agree(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    what: &Scoped,
    with: &Agreement,
    span: Span,
) -> Option<Statement> {
    let (pattern, zones) = scoped(resolver, scope, what)?;
    if scope.captures.len() != 1 {
        resolver.complain(scope, span, NeedsOneCapture { count: scope.captures.len() });
        return None;
    }
    let capture = CaptureId::of(0);
    if pattern::bound(&pattern) != [capture] {
        resolver.complain(scope, span, UnboundCapture { name: scope.captures[0].clone() });
        return None;
    }
    match with {
        Agreement::Fact(reference) => {
            let (register, key) = comparison::fact(resolver, scope, reference)?;
            Some(Statement::AgreeWith(pattern, zones, capture, register, key))
        }
        Agreement::Across(name) => {
            let field = condition::field(resolver, scope, name)?;
            Some(Statement::AgreeAcross(pattern, zones, capture, field))
        }
    }
}

/// What the statement can fill in messages.
#[must_use]
pub fn fills(statement: &Statement) -> Fills {
    let mut reason = false;
    if let Some((pattern, _)) = statement.pattern() {
        pattern::walk(pattern, &mut |one| reason |= matches!(one, Pattern::Context(..)));
    }
    Fills {
        matches: statement.pattern().is_some(),
        limit: matches!(statement, Statement::Limit(..)),
        needs: matches!(statement, Statement::Allow(..) | Statement::Require(_)),
        reason,
    }
}

/// Takes one clause into the rule.
pub fn clause(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Node<Clause>,
    given: &BTreeSet<FieldId>,
    rule: &mut Rule,
) {
    let fills = fills(&rule.statement);
    let context = Context {
        has_match: rule.statement.pattern().is_some(),
        obligations: false,
        evidence: false,
        given: given.clone(),
    };
    match &item.value {
        Clause::For(names) => rule.kinds = words(resolver, scope, "for", "kind", names),
        Clause::On(names) => rule.channels = words(resolver, scope, "on", "channel", names),
        Clause::When(when) => {
            let context = Context { has_match: false, ..context };
            let when = condition::resolve(resolver, scope, when, &context);
            rule.when = match (rule.when.take(), when) {
                (Some(a), Some(b)) => Some(Condition::All(vec![a, b])),
                (a, b) => a.or(b),
            };
        }
        Clause::Unless(unless) => {
            rule.unless.extend(condition::resolve(resolver, scope, unless, &context));
        }
        Clause::From(from) => rule.window.from = Some(from.value),
        Clause::Until(until) => rule.window.until = Some(until.value),
        Clause::Severity(severity) => rule.severity = severity.value,
        Clause::Message(language, text) => {
            message(resolver, scope, language.as_ref(), text, fills, rule);
        }
        Clause::Suggest(language, text) => {
            rule.suggest.extend(worded(resolver, scope, language.as_ref(), text, fills));
        }
        Clause::See(text) => rule.see.push(text.value()),
        Clause::Owner(text) => rule.owner = Some(text.value()),
        Clause::WaivableNo => rule.waivable = Waivable::No,
        Clause::WaivableBy(path) => {
            if let Some(role) = obligation::role(resolver, scope, path) {
                rule.waivable = Waivable::By(role);
            }
        }
        // Rules can only be named when all of them are known.
        Clause::Replaces(_) => {}
        Clause::Flags(example) => {
            let made = example::resolve(resolver, scope, example, ExampleKind::Flags);
            rule.examples.change(|all| all.extend(made));
        }
        Clause::Passes(example) => {
            let made = example::resolve(resolver, scope, example, ExampleKind::Passes);
            rule.examples.change(|all| all.extend(made));
        }
    }
}

/// The kinds or channels of `for` and `on`, all of them declared.
fn words(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    clause: &str,
    field: &str,
    names: &[Name],
) -> Vec<String> {
    let declared = resolver.names.field(field).map(|id| &resolver.fields[id.index()]);
    let known = declared.and_then(|field| field.kind.words()).unwrap_or_default().to_vec();
    let Some(first) = names.first() else { return Vec::new() };
    if known.is_empty() {
        let values: Vec<_> = names.iter().map(|name| name.value.as_str()).collect();
        let complaint = UndeclaredScope {
            clause: clause.to_owned(),
            field: field.to_owned(),
            values: values.join(", "),
        };
        resolver.complain(scope, first.span, complaint);
        return Vec::new();
    }
    let mut words = Vec::new();
    for name in names {
        let template = field == "kind" && name.value == "template";
        if known.contains(&name.value) || template {
            words.push(name.value.clone());
        } else {
            let near = Near::to(&name.value, known.iter().map(String::as_str));
            let complaint = UnknownValue {
                value: name.value.clone(),
                field: field.to_owned(),
                known: known.join(", "),
                near,
            };
            resolver.complain(scope, name.span, complaint);
        }
    }
    words
}

/// A text for authors with its language, which is the pack's first if none is named.
fn worded(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    name: Option<&Name>,
    text: &tree::Text,
    fills: Fills,
) -> Option<(Language, Template)> {
    let languages = resolver.packs[scope.pack.index()].languages.clone();
    let language = match name {
        Some(name) => super::pack::language(resolver, scope, name),
        None => languages.first().copied(),
    };
    let template = message::template(resolver, scope, text, fills);
    let language = language?;
    if let Some(name) = name
        && !languages.contains(&language)
    {
        let known: Vec<_> = languages.iter().map(Language::to_string).collect();
        let complaint = MessageLanguage { language: language.to_string(), known: known.join(", ") };
        resolver.complain(scope, name.span, complaint);
    }
    Some((language, template))
}

fn message(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    name: Option<&Name>,
    text: &tree::Text,
    fills: Fills,
    rule: &mut Rule,
) {
    let Some((language, template)) = worded(resolver, scope, name, text, fills) else { return };
    if rule.message.iter().any(|(known, _)| *known == language) {
        // Of two that name the language `syntax` has told; one may mean the pack's first without a word.
        if name.is_none() {
            resolver.complain(scope, text.span, MessageTwice { language: language.to_string() });
        }
        return;
    }
    rule.message.change(|all| all.push((language, template)));
}

/// Complains about captures that a message or condition uses, but some alternative does not bind, and about
/// amounts and dates asked of captures that have none.
fn check_captures(resolver: &mut Resolver, scope: &Scope<'_>, span: Span, rule: &Rule) {
    let Some((pattern, _)) = rule.statement.pattern() else { return };
    let bound = pattern::bound(pattern);
    let mut used: Vec<(CaptureId, Use)> = Vec::new();
    let templates = rule.message.iter().chain(&rule.suggest).map(|(_, template)| template);
    for Template { parts } in templates {
        used.extend(parts.iter().filter_map(|part| match part {
            super::model::Part::Capture(id) => Some((*id, Use::Named)),
            _ => None,
        }));
    }
    let mut conditions: Vec<&Condition> = rule.unless.iter().collect();
    if let Statement::Allow(_, _, needs) = &rule.statement {
        conditions.push(needs);
    }
    for condition in conditions {
        condition::walk(condition, &mut |one| used.extend(captures_in(one)));
    }
    used.sort();
    used.dedup();
    for (id, how) in used {
        let name = rule.captures.get(id.0 as usize).cloned().unwrap_or_default();
        if !bound.contains(&id) {
            resolver.complain(scope, span, UnboundCapture { name });
            continue;
        }
        let class = pattern::capture_class(pattern, id);
        let fits = match how {
            Use::Named => true,
            Use::Amount => class.is_some_and(comparison::has_amount),
            Use::Date => class == Some(Class::Date),
        };
        if !fits {
            let is = Bilingual { en: "a captured text", de: "ein erfasster Text" };
            let relation = if how == Use::Date { "before" } else { "<=" }.to_owned();
            let wanted = Bilingual {
                en: "capture a class: `(money) as amount`, `date as day`",
                de: "erfassen Sie eine Klasse: `(money) as amount`, `date as day`",
            };
            resolver.complain(scope, span, TypeMismatch { left: name, is, relation, wanted });
        }
    }
}

/// How a capture is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Named,
    Amount,
    Date,
}

fn captures_in(leaf: &Leaf) -> Vec<(CaptureId, Use)> {
    let date = |value: &DateValue| match value {
        DateValue::Capture(id) => Some((*id, Use::Date)),
        _ => None,
    };
    match leaf {
        Leaf::Quantity(Quantity::Capture(id), ..) => vec![(*id, Use::Amount)],
        Leaf::Before(a, b) | Leaf::Within { from: a, to: b, .. } => {
            date(a).into_iter().chain(date(b)).collect()
        }
        Leaf::During(value, _) => date(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The fields a rule cannot be judged without.
#[must_use]
pub fn needs(resolver: &Resolver, rule: &Rule) -> Vec<FieldId> {
    let mut fields = Vec::new();
    let field = |name: &str| resolver.names.field(name);
    if !rule.kinds.is_empty() {
        fields.extend(field("kind"));
    }
    if !rule.channels.is_empty() {
        fields.extend(field("channel"));
    }
    let conditions = rule.when.iter().chain(&rule.unless);
    let own = match &rule.statement {
        Statement::Allow(_, _, needs) | Statement::Require(needs) => Some(needs),
        _ => None,
    };
    for condition in conditions.chain(own) {
        fields.extend(condition::fields_of(condition));
    }
    if let Statement::AgreeAcross(_, _, _, across) = rule.statement {
        fields.push(across);
    }
    fields.sort();
    fields.dedup();
    fields
}
