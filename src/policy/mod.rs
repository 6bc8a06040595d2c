//! All judgement about rules: after this room nothing in a policy can be unknown.
//!
//! In: the trees of all packs and the data of their registers. Out: a [`Policy`] if there is no error, and
//! every problem of every file, each with place, reason and help. It knows no draft and reads no file.

mod amend;
mod comparison;
pub mod condition;
mod deadline;
mod example;
pub mod field;
pub mod late;
mod lint;
pub mod literal;
mod measure;
mod message;
pub mod model;
mod names;
pub mod noun;
mod obligation;
mod open;
mod pack;
pub mod pattern;
pub mod phrase;
pub mod problem;
mod resolver;
mod rule;
mod scope;
mod source;

pub use amend::short;
pub use deadline::may_meet;
pub use lint::for_each_pattern;
pub use model::Policy;
pub use open::asks_registers;
pub use pack::MAX_PACKS;
pub use source::{Input, PackSource, Resolved, RuleFile};

use std::collections::{BTreeMap, BTreeSet};

use amend::Rules;
use model::{PackId, Role, RoleId, Rule, RuleId};
use names::{Entity, wanted};
use resolver::{Resolver, Scope};

use crate::diagnostic::{Complaint, Severity};
use crate::syntax::tree::{Item, ItemKind};
use crate::text::{Localized, Place};

/// Resolves a policy. `built_in` are the names of the shipped packs, for "did you mean".
#[must_use]
pub fn resolve(input: &Input, built_in: &[&str]) -> Resolved {
    let mut resolver = Resolver::default();
    let ordered = pack::order(&mut resolver, input, built_in);
    pack::declare(&mut resolver, input, &ordered);
    pack::versions(&mut resolver, input, &ordered);
    pack::escalations(&mut resolver, input, &ordered);
    pack::members(&mut resolver, input, &ordered);
    let house = PackId::of(ordered.len().saturating_sub(1));
    open::fill(&mut resolver, house);
    field::join(&mut resolver, input, &ordered);
    definitions(&mut resolver, input, &ordered);
    let mut rules = rules(&mut resolver, input, &ordered);
    for number in 0..ordered.len() {
        amend::uses(&mut resolver, &mut rules, input, &ordered, number);
        amend::amendments(&mut resolver, &mut rules, input, &ordered, number);
    }
    amend::replacements(&mut resolver, &mut rules, input, &ordered);
    required_when_asked(&mut resolver, &rules);
    open::strike(&resolver, &mut rules.all, house);
    let scenarios = scenarios(&mut resolver, input, &ordered);
    finish(resolver, rules, house, scenarios)
}

/// Resolves defines and zones, when all names are known.
fn definitions(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    let (mut define, mut zone) = (0, 0);
    for (number, &index) in ordered.iter().enumerate() {
        for file in &input.packs[index].files {
            let mut scope = Scope::new(PackId::of(number), file);
            for item in &file.tree.items {
                match &item.kind {
                    ItemKind::Define(item) => {
                        let captures = pattern::Captures::Refuse;
                        if let Some(made) =
                            pattern::resolve(resolver, &mut scope, &item.pattern, captures)
                        {
                            resolver.defines[define].pattern = made;
                        }
                        define += 1;
                    }
                    ItemKind::Zone(item) => {
                        let captures = pattern::Captures::Refuse;
                        if let Some(made) =
                            pattern::resolve(resolver, &mut scope, &item.pattern, captures)
                        {
                            resolver.zones[zone].pattern = made;
                        }
                        zone += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    pattern::check_defines(resolver);
}

/// Resolves the rules of all packs as published.
fn rules(resolver: &mut Resolver, input: &Input, ordered: &[usize]) -> Rules {
    let mut rules = Vec::new();
    let mut broken = BTreeSet::new();
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for (number, &index) in ordered.iter().enumerate() {
        for file in &input.packs[index].files {
            let mut scope = Scope::new(PackId::of(number), file);
            for item in &file.tree.items {
                let ItemKind::Rule(rule) = &item.kind else { continue };
                let full = format!("{}/{}", resolver.packs[number].name, rule.name.value);
                let place = scope.at(rule.name.span);
                let made = rule::resolve(resolver, &mut scope, item, rule);
                if let Some(earlier) = places.get(&full) {
                    let name = rule.name.value.clone();
                    let complaint = problem::name::DeclaredTwice { name }.at(place);
                    let before = Localized::both("first here", "zuerst hier");
                    resolver.problems.push(complaint.and(*earlier, before));
                    continue;
                }
                places.insert(full.clone(), place);
                match made {
                    Some(made) => rules.push(made),
                    None => drop(broken.insert(full)),
                }
            }
        }
    }
    Rules::new(rules, broken)
}

/// Kind and channel are required as soon as a rule asks for them, unless declared with a default.
fn required_when_asked(resolver: &mut Resolver, rules: &Rules) {
    for name in ["kind", "channel"] {
        let Some(id) = resolver.names.field(name) else { continue };
        let asked = rules.all.iter().any(|rule| rule.needs.contains(&id));
        let field = &mut resolver.fields[id.index()];
        if asked && field.default.is_none() {
            field.required = true;
        }
    }
}

type ScenarioItem = (PackId, crate::text::SourceId, Item);

/// The scenarios of all packs but the shipped ones, checked for form.
fn scenarios(resolver: &mut Resolver, input: &Input, ordered: &[usize]) -> Vec<ScenarioItem> {
    let mut all = Vec::new();
    for (number, &index) in ordered.iter().enumerate() {
        for file in &input.packs[index].files {
            let scope = Scope::new(PackId::of(number), file);
            for item in &file.tree.items {
                if let ItemKind::Scenario(scenario) = &item.kind {
                    scenario_form(resolver, &scope, scenario);
                    all.push((scope.pack, file.source, item.clone()));
                }
            }
        }
    }
    all
}

fn scenario_form(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    scenario: &crate::syntax::tree::Scenario,
) {
    use crate::syntax::tree::{Clearance, ScenarioPart};
    let has =
        |wanted: fn(&ScenarioPart) -> bool| scenario.parts.iter().any(|part| wanted(&part.value));
    for (word, there) in [
        ("draft", has(|part| matches!(part, ScenarioPart::Draft(_)))),
        ("expect", has(|part| matches!(part, ScenarioPart::Expect(_)))),
    ] {
        if !there {
            let complaint = problem::example::IncompleteScenario { what: word.to_owned() };
            resolver.complain(scope, scenario.title.span, complaint);
        }
    }
    let mut drafts = 0;
    for part in &scenario.parts {
        let step = match &part.value {
            ScenarioPart::Draft(_) => {
                drafts += 1;
                continue;
            }
            ScenarioPart::Approved(Clearance { role, .. }) => {
                check_role(resolver, scope, role.as_ref());
                "approved"
            }
            ScenarioPart::Rejected(Clearance { role, .. }) => {
                check_role(resolver, scope, role.as_ref());
                "rejected"
            }
            ScenarioPart::Waived { .. } => "waived",
            ScenarioPart::Edited(_) => "edited",
            ScenarioPart::At(_) | ScenarioPart::Expect(_) => continue,
        };
        if drafts == 0 {
            let complaint = problem::example::StepBeforeDraft { what: step.to_owned() };
            resolver.complain(scope, part.span, complaint);
        }
    }
}

fn check_role(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    role: Option<&crate::syntax::tree::Path>,
) {
    let Some(path) = role else { return };
    match resolver.entity(scope, path, wanted::ROLE_OR_PERSON) {
        Some(Entity::Role(_) | Entity::Field(_)) | None => {}
        Some(other) => resolver.wrong_sort(scope, path, other, wanted::ROLE_OR_PERSON),
    }
}

/// The policy from what was gathered, if nothing is wrong.
fn finish(
    resolver: Resolver,
    rules: Rules,
    house: PackId,
    scenarios: Vec<ScenarioItem>,
) -> Resolved {
    let mut problems = resolver.problems;
    let mut languages = Vec::new();
    for pack in resolver.packs.iter().rev() {
        for language in &pack.languages {
            if !languages.contains(language) {
                languages.push(*language);
            }
        }
    }
    let rules = rules.into_kept();
    let replacing = rules.iter().enumerate().filter(|(_, rule)| !rule.replaces.is_empty());
    let policy = Policy {
        replacing: replacing.map(|(at, _)| RuleId::of(at)).collect(),
        compares_drafts: rules.iter().any(Rule::compares_drafts),
        packs: resolver.packs,
        house,
        fields: resolver.fields,
        roles: resolver.roles,
        registers: resolver.registers,
        defines: resolver.defines,
        zones: resolver.zones,
        phrases: resolver.phrases.into_table().into(),
        exacts: resolver.exacts.into_table(),
        regexes: resolver.regexes.into_table(),
        sets: resolver.sets.into_table().into(),
        rules: rules.into(),
        zone_fields: resolver.zone_fields,
        languages,
        scenarios,
    };
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    if !broken {
        problems.extend(lint::lint(&policy));
    }
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    Resolved { policy: (!broken).then_some(policy), registers: resolver.data, problems }
}

/// The role with this name that a rule of `pack` would mean.
#[must_use]
pub fn role_named(policy: &Policy, pack: PackId, name: &str) -> Option<RoleId> {
    let own = |role: &Role| role.pack == pack && role.name == name;
    policy.roles.iter().position(own).map(RoleId::of)
}
