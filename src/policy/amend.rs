//! What outer packs do to rules: leave out, lower, amend, replace. A rule with `waivable no` refuses what
//! would soften it.

use std::collections::BTreeSet;

use super::model::{Condition, Leaf, PackId, Pattern, Rule, RuleId, Statement, Waivable};
use super::pattern::{self, Captures};
use super::problem::amendment::{
    AmendedTwice, AmendsItself, CannotAmend, NotToBeSoftened, ReplacesCircle, UnknownRule,
};
use super::problem::pack::UnknownExcept;
use super::resolver::{Resolver, Scope};
use super::rule;
use super::source::Input;
use crate::diagnostic::{Complaint, Near, Severity};
use crate::syntax::tree::{self, AmendClause, Clause, ItemKind, Node, Path, Use, UsePart};
use crate::text::{Localized, Place, Span};

/// Rules under way: left-out ones are marked, so that a `replaces` may still name them.
pub struct Rules {
    /// All rules in the order of packs and files.
    pub all: Vec<Rule>,
    /// Full names of rules that could not be resolved: they are there, and what is wrong with them is told.
    broken: BTreeSet<String>,
    left_out: BTreeSet<usize>,
    amended: Vec<(PackId, usize, Place)>,
}

impl Rules {
    /// Rules as their packs published them.
    #[must_use]
    pub fn new(all: Vec<Rule>, broken: BTreeSet<String>) -> Self {
        Self { all, broken, left_out: BTreeSet::new(), amended: Vec::new() }
    }

    fn find(&self, full: &str) -> Option<usize> {
        self.all.iter().position(|rule| rule.name == full)
    }

    /// The rules that are left, renumbered.
    #[must_use]
    pub fn into_kept(self) -> Vec<Rule> {
        let mut number = Vec::with_capacity(self.all.len());
        let mut next = 0;
        for at in 0..self.all.len() {
            let kept = !self.left_out.contains(&at);
            number.push(kept.then(|| RuleId::of(next)));
            next += usize::from(kept);
        }
        let kept = self.all.into_iter().enumerate().filter(|(at, _)| number[*at].is_some());
        kept.map(|(_, mut rule)| {
            rule.replaces = rule.replaces.iter().filter_map(|id| number[id.index()]).collect();
            rule
        })
        .collect()
    }
}

/// Applies every `use` of pack number `number`: leaves rules out and lowers severities.
pub fn uses(
    resolver: &mut Resolver,
    rules: &mut Rules,
    input: &Input,
    ordered: &[usize],
    number: usize,
) {
    let source = &input.packs[ordered[number]];
    for ((file, item), target) in source.use_items().zip(&source.uses) {
        let used = target.and_then(|target| ordered.iter().position(|&one| one == target));
        let Some(used) = used.filter(|&used| used < number) else { continue };
        let scope = Scope::new(PackId::of(number), file);
        let reach = reach(input, ordered, used);
        except(resolver, &scope, rules, item, used, &reach);
        for part in &item.parts {
            if let UsePart::SeverityAtMost(most) = &part.value {
                lower(resolver, &scope, rules, &reach, most);
            }
        }
    }
}

/// The pack and everything it uses: a profile is a pack that only uses others.
fn reach(input: &Input, ordered: &[usize], used: usize) -> BTreeSet<PackId> {
    let mut reached = BTreeSet::from([PackId::of(used)]);
    let mut next = vec![used];
    while let Some(at) = next.pop() {
        for target in input.packs[ordered[at]].uses.iter().flatten() {
            if let Some(position) = ordered.iter().position(|one| one == target)
                && reached.insert(PackId::of(position))
            {
                next.push(position);
            }
        }
    }
    reached
}

fn except(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    rules: &mut Rules,
    item: &Use,
    used: usize,
    reach: &BTreeSet<PackId>,
) {
    for name in &item.except {
        let own = format!("{}/{}", resolver.packs[used].name, name.value);
        let suffix = format!("/{}", name.value);
        let deeper = |rule: &Rule| reach.contains(&rule.pack) && rule.name.ends_with(&suffix);
        let found = rules.find(&own).or_else(|| rules.all.iter().position(deeper));
        match found {
            Some(at) => {
                if softened(resolver, scope, &rules.all[at], "`except`", name.span) {
                    rules.left_out.insert(at);
                }
            }
            None if rules.broken.contains(&own) => {}
            None => {
                let known = rules.all.iter().filter(|rule| reach.contains(&rule.pack));
                let known: Vec<String> = known.map(|rule| short(&rule.name).to_owned()).collect();
                let near = Near::to(&name.value, known.iter().map(String::as_str));
                let pack = resolver.packs[used].name.clone();
                resolver.complain(
                    scope,
                    name.span,
                    UnknownExcept { name: name.value.clone(), pack, near },
                );
            }
        }
    }
}

/// The last part of a full name.
#[must_use]
pub fn short(full: &str) -> &str {
    full.rsplit('/').next().unwrap_or(full)
}

/// Whether the rule may be softened; complains if not.
fn softened(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    rule: &Rule,
    what: &str,
    span: Span,
) -> bool {
    let allowed = rule.waivable != Waivable::No;
    if !allowed {
        let complaint = NotToBeSoftened { rule: rule.name.clone(), what: what.to_owned() };
        let complaint = complaint.at(scope.at(span));
        let declared = Localized::both("declared here", "hier erklärt");
        resolver.problems.push(complaint.and(rule.place, declared));
    }
    allowed
}

fn lower(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    rules: &mut Rules,
    reach: &BTreeSet<PackId>,
    most: &Node<Severity>,
) {
    for rule in rules.all.iter_mut().filter(|rule| reach.contains(&rule.pack)) {
        if rule.severity > most.value
            && softened(resolver, scope, rule, "`severity at most`", most.span)
        {
            rule.severity = most.value;
        }
    }
}

/// Applies every `amend` of pack number `number`.
pub fn amendments(
    resolver: &mut Resolver,
    rules: &mut Rules,
    input: &Input,
    ordered: &[usize],
    number: usize,
) {
    for file in &input.packs[ordered[number]].files {
        let mut scope = Scope::new(PackId::of(number), file);
        for item in &file.tree.items {
            let ItemKind::Amend(amend) = &item.kind else { continue };
            if let Some(at) = target(resolver, &scope, rules, &amend.rule, number) {
                scope.captures.clone_from(&rules.all[at].captures);
                let mut rule = rules.all[at].clone();
                if rule.published.is_none() {
                    rule.published = Some(Box::new(rules.all[at].clone())).into();
                }
                for clause in &amend.clauses {
                    change(resolver, &mut scope, clause, &mut rule);
                }
                rule.needs = rule::needs(resolver, &rule);
                rule.amended.push((PackId::of(number), scope.at(amend.rule.span)));
                rules.all[at] = rule;
            }
        }
    }
}

/// The rule that an amendment names, if this pack may amend it.
fn target(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    rules: &mut Rules,
    path: &Path,
    number: usize,
) -> Option<usize> {
    let name = path.text();
    let own = format!("{}/{name}", resolver.packs[number].name);
    if rules.find(&own).is_some()
        || rules.find(&name).is_some_and(|at| rules.all[at].pack.index() == number)
    {
        resolver.complain(scope, path.span, AmendsItself { name });
        return None;
    }
    let Some(at) = rules.find(&name).filter(|at| !rules.left_out.contains(at)) else {
        let complaint = unknown(rules, [&own, &name]);
        resolver.problems.extend(complaint.map(|one| one.at(scope.at(path.span))));
        return None;
    };
    let place = scope.at(path.span);
    let pack = PackId::of(number);
    let earlier = rules.amended.iter().find(|(by, rule, _)| *by == pack && *rule == at);
    if let Some((_, _, earlier)) = earlier {
        let complaint = AmendedTwice { name }.at(place);
        resolver.problems.push(complaint.and(*earlier, Localized::default()));
        return None;
    }
    rules.amended.push((pack, at, place));
    Some(at)
}

/// The complaint about a rule that is nowhere, by its name in this pack and as written.
fn unknown(rules: &Rules, [own, name]: [&String; 2]) -> Option<UnknownRule> {
    if rules.broken.contains(own) || rules.broken.contains(name) {
        return None;
    }
    let near = Near::to(name, rules.all.iter().map(|rule| rule.name.as_str()));
    Some(UnknownRule { name: name.clone(), near })
}

fn change(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Node<AmendClause>,
    rule: &mut Rule,
) {
    match &item.value {
        AmendClause::Also(also) => {
            let Some(also) = pattern::resolve(resolver, scope, also, Captures::Bind) else {
                return;
            };
            let extendable = matches!(
                rule.statement,
                Statement::Forbid(..) | Statement::Allow(..) | Statement::Prefer(..)
            );
            if extendable {
                change_pattern(&mut rule.statement, |old| {
                    pattern::either(resolver, vec![old, also])
                });
            } else {
                cannot(resolver, scope, item.span, "also", rule);
            }
        }
        AmendClause::Except(except) => {
            let Some(except) = pattern::resolve(resolver, scope, except, Captures::Refuse) else {
                return;
            };
            if rule.statement.pattern().is_none() {
                cannot(resolver, scope, item.span, "except", rule);
            } else if softened(resolver, scope, rule, "`except`", item.span) {
                change_pattern(&mut rule.statement, |old| {
                    Pattern::Except(Box::new(old), vec![except])
                });
            }
        }
        AmendClause::Clause(clause) => {
            let node = Node::new(clause.clone(), item.span);
            change_clause(resolver, scope, &node, rule);
        }
    }
}

fn change_pattern(statement: &mut Statement, change: impl FnOnce(Pattern) -> Pattern) {
    match statement {
        Statement::Forbid(pattern, _)
        | Statement::Allow(pattern, ..)
        | Statement::Prefer(_, pattern, _)
        | Statement::AgreeWith(pattern, ..)
        | Statement::AgreeAcross(pattern, ..) => {
            let old = std::mem::replace(pattern, Pattern::Or(Vec::new()));
            *pattern = change(old);
        }
        Statement::Require(_) | Statement::Limit(..) => {}
    }
}

fn cannot(resolver: &mut Resolver, scope: &Scope<'_>, span: Span, what: &str, rule: &Rule) {
    let complaint = CannotAmend { what: what.to_owned(), rule: rule.name.clone() };
    resolver.complain(scope, span, complaint);
}

/// What a clause is called, and whether an amendment of it softens the rule.
fn amendable(clause: &Clause, rule: &Rule) -> Result<Option<&'static str>, &'static str> {
    match clause {
        Clause::For(_) => Err("for"),
        Clause::On(_) => Err("on"),
        Clause::Replaces(_) => Err("replaces"),
        Clause::When(_) => Ok(Some("`when`")),
        Clause::Unless(_) => Ok(Some("`unless`")),
        Clause::From(_) => Ok(Some("`from`")),
        Clause::Until(_) => Ok(Some("`until`")),
        Clause::Severity(severity) if severity.value < rule.severity => Ok(Some("`severity`")),
        Clause::WaivableBy(_) => Ok(Some("`waivable`")),
        _ => Ok(None),
    }
}

fn change_clause(
    resolver: &mut Resolver,
    scope: &mut Scope<'_>,
    item: &Node<Clause>,
    rule: &mut Rule,
) {
    match amendable(&item.value, rule) {
        Err(what) => return cannot(resolver, scope, item.span, what, rule),
        Ok(Some(what)) if !softened(resolver, scope, rule, what, item.span) => return,
        Ok(_) => {}
    }
    // Texts replace those of the pack; an amendment's own messages must not be taken for a second one.
    match &item.value {
        Clause::Message(name, _) | Clause::Suggest(name, _) => {
            let language = match name {
                Some(name) => crate::text::Language::parse(&name.value),
                None => resolver.packs[scope.pack.index()].languages.first().copied(),
            };
            let others = |(known, _): &(crate::text::Language, _)| Some(*known) != language;
            match &item.value {
                Clause::Message(..) => rule.message.change(|texts| texts.retain(others)),
                _ => rule.suggest.retain(others),
            }
        }
        Clause::See(_) => rule.see.clear(),
        _ => {}
    }
    let given = rule.when.as_ref().map(given_in).unwrap_or_default();
    rule::clause(resolver, scope, item, &given, rule);
}

/// The fields that a resolved `when` makes known.
fn given_in(when: &Condition) -> BTreeSet<super::model::FieldId> {
    match when {
        Condition::All(all) => all.iter().flat_map(given_in).collect(),
        Condition::Leaf(Leaf::Given(id), _) => BTreeSet::from([*id]),
        _ => BTreeSet::new(),
    }
}

/// Resolves every `replaces`, and complains about circles.
pub fn replacements(resolver: &mut Resolver, rules: &mut Rules, input: &Input, ordered: &[usize]) {
    for (number, &index) in ordered.iter().enumerate() {
        for file in &input.packs[index].files {
            let scope = Scope::new(PackId::of(number), file);
            for item in &file.tree.items {
                let ItemKind::Rule(rule) = &item.kind else { continue };
                let full = format!("{}/{}", resolver.packs[number].name, rule.name.value);
                let Some(at) = rules.find(&full) else { continue };
                for clause in &rule.clauses {
                    if let Clause::Replaces(paths) = &clause.value {
                        let found = replaced(resolver, &scope, rules, paths, number);
                        rules.all[at].replaces.extend(found);
                    }
                }
            }
        }
    }
    circles(resolver, &rules.all);
}

fn replaced(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    rules: &Rules,
    paths: &[tree::Path],
    number: usize,
) -> Vec<RuleId> {
    let mut found = Vec::new();
    for path in paths {
        let name = path.text();
        let own = format!("{}/{name}", resolver.packs[number].name);
        let at = if path.names.len() == 1 { rules.find(&own) } else { rules.find(&name) };
        let Some(at) = at else {
            let complaint = unknown(rules, [&own, &name]);
            resolver.problems.extend(complaint.map(|one| one.at(scope.at(path.span))));
            continue;
        };
        let target = &rules.all[at];
        if target.pack.index() == number
            || softened(resolver, scope, target, "`replaces`", path.span)
        {
            found.push(RuleId::of(at));
        }
    }
    found
}

fn circles(resolver: &mut Resolver, rules: &[Rule]) {
    // Every rule of a circle reaches itself; the circle is told once, at its first rule.
    let mut told = BTreeSet::new();
    for start in 0..rules.len() {
        if told.contains(&start) {
            continue;
        }
        let mut path = vec![start];
        let mut seen = BTreeSet::new();
        if let Some(circle) = back_to(rules, start, &mut path, &mut seen) {
            told.extend(circle.iter().copied());
            let names: Vec<_> = circle.iter().map(|&at| rules[at].name.as_str()).collect();
            let path = format!("{} → {}", names.join(" → "), rules[start].name);
            resolver.problems.push(ReplacesCircle { path }.at(rules[start].place));
        }
    }
}

/// The way from `start` back to itself, if there is one; iterative, for the input decides its length.
fn back_to(
    rules: &[Rule],
    start: usize,
    path: &mut Vec<usize>,
    seen: &mut BTreeSet<usize>,
) -> Option<Vec<usize>> {
    let mut open: Vec<(usize, usize)> = vec![(start, 0)];
    while let Some((at, next)) = open.last_mut() {
        let Some(target) = rules[*at].replaces.get(*next).map(|id| id.index()) else {
            open.pop();
            path.pop();
            continue;
        };
        *next += 1;
        if target == start {
            return Some(path.clone());
        }
        if seen.insert(target) {
            open.push((target, 0));
            path.push(target);
        }
    }
    None
}
