//! Routes that are too slow for the deadline they serve.
//!
//! In: a policy. Out: a warning for each rule whose approval may come only after a rule for the same drafts wants them
//! published: the role escalates in steps, the deadline counts them all.

use jiff::SignedDuration;

use super::condition::walk;
use super::model::{
    By, Condition, DateValue, Leaf, Obligation, Policy, Role, RoleId, Rule, Statement,
};
use super::problem::lint::SlowRoute;
use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::moment::Unit;
use crate::text::{Duration, Localized};

/// Every route that cannot fit into a deadline.
pub fn slow_routes(policy: &Policy, problems: &mut Vec<Diagnostic>) {
    let Some(publication) = policy.field_named("publish-at") else { return };
    let wanted = |leaf: &Leaf| match leaf {
        Leaf::Within { from: DateValue::Field(from), to: DateValue::Field(to), length } => {
            (*to == publication && from != to).then_some(*length)
        }
        _ => None,
    };
    for deadline in &policy.rules {
        let Statement::Require(condition) = &deadline.statement else { continue };
        let Some(length) =
            certain(condition).into_iter().filter_map(wanted).min_by_key(|one| one.length())
        else {
            continue;
        };
        for rule in policy.rules.iter().filter(|rule| may_meet(rule, deadline)) {
            if let Some((role, need)) =
                slowest(policy, rule).filter(|(_, need)| *need >= length.length())
            {
                problems.push(told(rule, deadline, role, need, length));
            }
        }
    }
}

fn told(
    rule: &Rule,
    deadline: &Rule,
    role: &Role,
    need: SignedDuration,
    length: Duration,
) -> Diagnostic {
    let complaint = SlowRoute {
        role: role.name.clone(),
        need: whole(need),
        deadline: deadline.name.clone(),
        length,
    };
    let here = Localized::both("the deadline", "die Frist");
    complaint.at(rule.statement_place).and(deadline.statement_place, here)
}

/// The role that may take longest to answer a rule, and how long: until its escalation has reached the last, and as far
/// ahead of publication as the rule wants it.
fn slowest<'p>(policy: &'p Policy, rule: &Rule) -> Option<(&'p Role, SignedDuration)> {
    let (Statement::Allow(_, _, needs) | Statement::Require(needs)) = &rule.statement else {
        return None;
    };
    let mut slowest: Option<(&Role, SignedDuration)> = None;
    walk(needs, &mut |leaf| {
        let Leaf::Approval(Obligation { by, ahead, .. }) = leaf else { return };
        let roles = match by {
            By::Role(id) | By::Several(_, id) => std::slice::from_ref(id),
            By::SeveralOf(_, ids) => ids.as_slice(),
            By::Field(_) => &[],
        };
        for id in roles {
            let Some(steps) = escalation(policy, *id) else { continue };
            let need = steps + ahead.map_or(SignedDuration::ZERO, Duration::length);
            if slowest.is_none_or(|(_, other)| need > other) {
                slowest = Some((&policy.roles[id.index()], need));
            }
        }
    });
    slowest
}

/// How long it takes until the last to whom a role escalates has been asked; nothing if it does not.
fn escalation(policy: &Policy, id: RoleId) -> Option<SignedDuration> {
    let mut seen = vec![id];
    let mut total = None;
    let mut next = policy.roles[id.index()].escalates;
    while let Some((to, after)) = next.filter(|(to, _)| !seen.contains(to)) {
        seen.push(to);
        total = Some(total.unwrap_or(SignedDuration::ZERO) + after.length());
        next = policy.roles[to.index()].escalates;
    }
    total
}

/// The questions that a condition asks for certain: itself, or all of an `and`.
fn certain(condition: &Condition) -> Vec<&Leaf> {
    match condition {
        Condition::Leaf(leaf, _) => vec![leaf],
        Condition::All(all) => all.iter().flat_map(certain).collect(),
        Condition::Any(_) | Condition::Not(_) => Vec::new(),
    }
}

/// Whether two rules may apply to one draft. Where conditions exclude each other in words that are not compared here, the
/// warning can be wrong; it says so by naming both.
#[must_use]
pub fn may_meet(a: &Rule, b: &Rule) -> bool {
    let apart = |a: &[String], b: &[String]| {
        !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
    };
    let over = |a: &Rule, b: &Rule| {
        a.window.until.zip(b.window.from).is_some_and(|(until, from)| until.date < from.date)
    };
    let excluded = || {
        let (a, b) = (certain_of(a), certain_of(b));
        a.iter().any(|one| {
            b.iter().any(|other| {
                matches!((one, other), (Leaf::Is(f, v), Leaf::Is(g, w)) if f == g && v != w)
            })
        })
    };
    !apart(&a.kinds, &b.kinds)
        && !apart(&a.channels, &b.channels)
        && !over(a, b)
        && !over(b, a)
        && !excluded()
}

fn certain_of(rule: &Rule) -> Vec<&Leaf> {
    rule.when.as_ref().map(certain).unwrap_or_default()
}

/// A length of time in its largest whole unit.
fn whole(length: SignedDuration) -> Duration {
    let minutes = u32::try_from(length.as_mins()).unwrap_or(u32::MAX);
    let (count, unit) = match minutes {
        minutes if minutes % (24 * 60) == 0 => (minutes / (24 * 60), Unit::Days),
        minutes if minutes % 60 == 0 => (minutes / 60, Unit::Hours),
        minutes => (minutes, Unit::Minutes),
    };
    Duration { count, unit }
}
