//! Warnings about rules that load but cannot mean what they seem to.

use std::collections::{BTreeMap, BTreeSet};

use super::condition;
use super::deadline::slow_routes;
use super::model::{
    By, ExampleKind, Pattern, PhraseWord, Piece, Policy, Role, RoleId, Rule, Statement, Window,
    ZoneFilter,
};
use super::open;
use super::pattern;
use super::problem::amendment::NeverTogether;
use super::problem::example::{MissingExamples, ScenarioNeedsTime};
use super::problem::lint::{
    EmptyWindow, NeverMatches, NoEffect, NobodyCanGive, OpenRegister, OpenRole,
    RegexWithoutLiteral, RoleWithoutMembers, Shadowed, UnusedDefine,
};
use super::scope::never_applies;
use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Severity};
use crate::lexicon::Lexicon;
use crate::syntax::tree::{ItemKind, ScenarioPart};
use crate::text::{Localized, Place, fold};

/// Everything that is odd about a policy.
#[must_use]
pub fn lint(policy: &Policy) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    defines(policy, &mut problems);
    for rule in &policy.rules {
        examples(rule, &mut problems);
        window(rule, &mut problems);
        approvals(policy, rule, &mut problems);
        registers(policy, rule, &mut problems);
        effects(policy, rule, &mut problems);
        never_applies(policy, rule, &mut problems);
        replacements(policy, rule, &mut problems);
        regexes(policy, rule, &mut problems);
    }
    shadowed(policy, &mut problems);
    scenarios(policy, &mut problems);
    slow_routes(policy, &mut problems);
    problems
}

fn defines(policy: &Policy, problems: &mut Vec<Diagnostic>) {
    let mut used = BTreeSet::new();
    let mut note = |pattern: &Pattern| {
        let mut found = Vec::new();
        pattern::defines_in(pattern, &mut found);
        used.extend(found);
    };
    policy.defines.iter().for_each(|define| note(&define.pattern));
    policy.zones.iter().for_each(|zone| note(&zone.pattern));
    for rule in &policy.rules {
        for_each_pattern(rule, &mut note);
    }
    for (at, define) in policy.defines.iter().enumerate() {
        // The defines of a shipped or used pack are there for those who use it.
        if define.pack == policy.house && !used.contains(&super::model::DefineId::of(at)) {
            problems.push(UnusedDefine { name: define.name.clone() }.at(define.place));
        }
    }
}

/// Calls `visit` with every pattern of the rule: statement, contexts, conditions, measures.
pub fn for_each_pattern(rule: &Rule, visit: &mut impl FnMut(&Pattern)) {
    if let Some((pattern, _)) = rule.statement.pattern() {
        visit(pattern);
    }
    let own = match &rule.statement {
        Statement::Allow(_, _, needs) | Statement::Require(needs) => Some(needs),
        _ => None,
    };
    for one in rule.when.iter().chain(&rule.unless).chain(own) {
        let mut found = Vec::new();
        condition::patterns_of(one, &mut found);
        found.into_iter().for_each(&mut *visit);
    }
    if let Statement::Limit(
        super::model::Measure { what: super::model::Counted::Pattern(pattern), .. },
        _,
    ) = &rule.statement
    {
        visit(pattern);
    }
}

fn examples(rule: &Rule, problems: &mut Vec<Diagnostic>) {
    // What many drafts decide together is shown by scenarios.
    if matches!(rule.statement, Statement::AgreeAcross(..)) {
        return;
    }
    let has = |kind| rule.examples.iter().any(|example| example.kind == kind);
    let what = match (has(ExampleKind::Flags), has(ExampleKind::Passes)) {
        (true, true) => return,
        (false, true) => Bilingual { en: "`flags`", de: "`flags`" },
        (true, false) => Bilingual { en: "`passes`", de: "`passes`" },
        (false, false) => Bilingual { en: "`flags` or `passes`", de: "`flags` oder `passes`" },
    };
    problems.push(MissingExamples { rule: rule.name.clone(), what }.at(rule.place));
}

/// A scenario without an instant would change its outcome on the day a rule begins or ends.
fn scenarios(policy: &Policy, problems: &mut Vec<Diagnostic>) {
    let windowed = |rule: &Rule| rule.window.from.is_some() || rule.window.until.is_some();
    if !policy.rules.iter().any(windowed) {
        return;
    }
    for (_, source, item) in &policy.scenarios {
        let ItemKind::Scenario(scenario) = &item.kind else { continue };
        if !scenario.parts.iter().any(|part| matches!(part.value, ScenarioPart::At(_))) {
            let place = Place::new(*source, scenario.title.span);
            problems.push(ScenarioNeedsTime {}.at(place));
        }
    }
}

fn window(rule: &Rule, problems: &mut Vec<Diagnostic>) {
    let Window { from: Some(from), until: Some(until) } = rule.window else { return };
    if until.date < from.date
        || (until.date == from.date && until.time.is_some() && until.time <= from.time)
    {
        let complaint = EmptyWindow { from: from.to_string(), until: until.to_string() };
        problems.push(complaint.at(rule.place));
    }
}

fn approvals(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    let (Statement::Allow(_, _, needs) | Statement::Require(needs)) = &rule.statement else {
        return;
    };
    for by in condition::obligations_of(needs) {
        match by {
            By::Role(id) => role(policy, rule, id, 1, problems),
            By::Several(count, id) => role(policy, rule, id, count, problems),
            By::SeveralOf(_, roles) => {
                roles.into_iter().for_each(|id| role(policy, rule, id, 1, problems));
            }
            By::Field(_) => {}
        }
    }
}

fn role(policy: &Policy, rule: &Rule, id: RoleId, asked: u32, problems: &mut Vec<Diagnostic>) {
    let role: &Role = &policy.roles[id.index()];
    let members = role.members.len() + role.deputies.len();
    let pack = policy.pack(role.pack);
    if members == 0 && role.escalates.is_none() {
        let diagnostic = if role.pack == policy.house && !pack.built_in {
            RoleWithoutMembers { role: role.name.clone() }.at(role.place)
        } else {
            OpenRole { role: role.name.clone(), pack: pack.name.clone() }.at(rule.statement_place)
        };
        once(problems, diagnostic);
    } else if asked as usize > members {
        problems.push(NobodyCanGive { asked, members }.at(rule.statement_place));
    }
}

/// Lists that a used pack asks and this house has not.
fn registers(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for id in open::registers_asked(rule, &policy.registers) {
        let register = &policy.registers[id.index()];
        // That a register of one's own is not there is an error, and told as such.
        if register.pack == policy.house {
            continue;
        }
        let pack = policy.pack(register.pack).name.clone();
        let complaint =
            OpenRegister { register: register.name.clone(), pack, file: register.file.clone() };
        once(problems, complaint.at(rule.statement_place));
    }
}

/// Adds a complaint that has not been made before, here or elsewhere.
fn once(problems: &mut Vec<Diagnostic>, diagnostic: Diagnostic) {
    let same = |one: &Diagnostic| one.code == diagnostic.code && one.message == diagnostic.message;
    if !problems.iter().any(same) {
        problems.push(diagnostic);
    }
}

/// Clauses that change nothing: zones that cannot meet, an `except` that takes nothing off.
fn effects(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    if let Some((pattern, zones)) = rule.statement.pattern() {
        let overlap = zones.inside.iter().find(|zone| zones.outside.contains(zone));
        if overlap.is_some() {
            let reason = Bilingual {
                en: "`in` and `outside` name the same zone",
                de: "`in` und `outside` nennen dieselbe Zone",
            };
            problems.push(NeverMatches { reason }.at(rule.statement_place));
        }
        // Whoever uses a shipped pack cannot mend it.
        if *zones == ZoneFilter::default() && !policy.pack(rule.pack).built_in {
            useless_exceptions(policy, rule, pattern, problems);
        }
    }
    let mut seen = BTreeSet::new();
    for word in rule.kinds.iter().chain(&rule.channels) {
        if !seen.insert(word) {
            problems.push(NoEffect { what: word.clone() }.at(rule.place));
        }
    }
}

/// `"a" | "b" except "c"` where `c` shares no word with `a` or `b`: told only for plain words, where it is
/// certain.
fn useless_exceptions(
    policy: &Policy,
    rule: &Rule,
    pattern: &Pattern,
    problems: &mut Vec<Diagnostic>,
) {
    let Pattern::Except(core, exceptions) = pattern else { return };
    let mut words = BTreeSet::new();
    if !plain_words(policy, core, &mut words) {
        return;
    }
    for exception in exceptions {
        let mut others = BTreeSet::new();
        if plain_words(policy, exception, &mut others)
            && !others.iter().any(|word| may_meet(policy, word, &words))
        {
            problems.push(NoEffect { what: "except".to_owned() }.at(rule.statement_place));
        }
    }
}

/// Whether a word of a phrase can find a token that one of the others finds: those that begin alike, and forms of
/// one word.
fn may_meet(policy: &Policy, word: &str, others: &BTreeSet<String>) -> bool {
    let start: String = word.chars().take(3).collect();
    others.iter().any(|other| other.starts_with(&start))
        || policy.languages.iter().any(|language| {
            let forms = Lexicon::of(*language).forms(word);
            forms.iter().any(|form| others.contains(&*fold(form)))
        })
}

/// The folded words of a pattern that consists of plain phrases alone; false if it does not.
fn plain_words(policy: &Policy, pattern: &Pattern, words: &mut BTreeSet<String>) -> bool {
    let id = match pattern {
        Pattern::Set(id) => id,
        Pattern::Or(all) => return all.iter().all(|one| plain_words(policy, one, words)),
        Pattern::Define(id) => {
            return plain_words(policy, &policy.defines[id.index()].pattern, words);
        }
        _ => return false,
    };
    policy.sets[id.index()].iter().all(|piece| {
        let Piece::Phrase(id) = piece else { return false };
        policy.phrases[id.index()].words.iter().all(|word| {
            let PhraseWord::Word(word) = word else { return false };
            words.insert(fold(word).into_owned());
            true
        })
    })
}

fn replacements(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for id in &rule.replaces {
        let other = policy.rule(*id);
        let apart = |a: &[String], b: &[String]| {
            !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
        };
        let windows = match (rule.window.until, other.window.from) {
            (Some(until), Some(from)) => until.date < from.date,
            _ => false,
        } || match (other.window.until, rule.window.from) {
            (Some(until), Some(from)) => until.date < from.date,
            _ => false,
        };
        if apart(&rule.kinds, &other.kinds) || apart(&rule.channels, &other.channels) || windows {
            let complaint = NeverTogether { rule: rule.name.clone(), other: other.name.clone() };
            problems.push(complaint.at(rule.place).and(other.place, Localized::default()));
        }
    }
}

fn regexes(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    // Whoever uses a shipped pack cannot mend it.
    if policy.pack(rule.pack).built_in {
        return;
    }
    for_each_pattern(rule, &mut |pattern| {
        pattern::walk(pattern, &mut |one| {
            let Pattern::Set(id) = one else { return };
            let costly = policy.sets[id.index()].iter().any(|piece| {
                matches!(piece, Piece::Regex(id)
                    if super::literal::required(&policy.regexes[id.index()]).literals.is_empty())
            });
            let diagnostic = RegexWithoutLiteral {}.at(rule.statement_place);
            if costly && !problems.contains(&diagnostic) {
                problems.push(diagnostic);
            }
        });
    });
}

/// Rules that find the same words in the same drafts as another at least as grave. Two rules are compared
/// only where their statements are equal: a certain case, and the one that copying makes.
fn shadowed(policy: &Policy, problems: &mut Vec<Diagnostic>) {
    let mut by_pattern: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    for rule in &policy.rules {
        if let Statement::Forbid(pattern, zones) = &rule.statement {
            by_pattern.entry(format!("{pattern:?} {zones:?}")).or_default().push(rule);
        }
    }
    for rules in by_pattern.values() {
        for (at, rule) in rules.iter().enumerate() {
            let covering = rules.iter().enumerate().find(|(other_at, other)| {
                *other_at != at && covers(other, rule) && !(covers(rule, other) && *other_at > at)
            });
            if let Some((_, by)) = covering {
                let complaint = Shadowed { rule: rule.name.clone(), by: by.name.clone() };
                let here = Localized::both(
                    "this one says at least as much",
                    "diese sagt mindestens so viel",
                );
                problems.push(complaint.at(rule.place).and(by.place, here));
            }
        }
    }
}

/// Whether `a` speaks wherever `b` does, at least as gravely.
fn covers(a: &Rule, b: &Rule) -> bool {
    let wider = |a: &[String], b: &[String]| {
        a.is_empty() || (!b.is_empty() && b.iter().all(|word| a.contains(word)))
    };
    let unconditional = a.when.is_none() && a.unless.is_empty();
    let same = a.when == b.when && a.unless == b.unless;
    let window = a.window.from.is_none() && a.window.until.is_none();
    let outcome = a.severity >= b.severity && a.severity >= Severity::Info;
    wider(&a.kinds, &b.kinds)
        && wider(&a.channels, &b.channels)
        && (unconditional || same)
        && window
        && outcome
}
