//! Distances: whether a rule only misses an example because its words stand further apart than it looks.

use crate::policy::model::{ContextKind, Pattern, Rule, Statement};
use crate::syntax::limit::MAX_DISTANCE;

/// The smallest distance at which the rule would find what it misses, in words; none if no distance is the
/// reason. Halving leads there: a rule that looks further finds no less.
pub fn needed(rule: &Rule, mut finds: impl FnMut(&Rule) -> bool) -> Option<u32> {
    let mut found = |distance| {
        let mut rule = rule.clone();
        let pattern = pattern_of(&mut rule.statement);
        pattern.is_some_and(|pattern| widen(pattern, distance)) && finds(&rule)
    };
    let distances: Vec<u32> = (1..=MAX_DISTANCE).collect();
    if !found(MAX_DISTANCE) {
        return None;
    }
    let shorter = distances.partition_point(|distance| !found(*distance));
    distances.get(shorter).copied()
}

fn pattern_of(statement: &mut Statement) -> Option<&mut Pattern> {
    match statement {
        Statement::Forbid(pattern, _)
        | Statement::Allow(pattern, ..)
        | Statement::Prefer(_, pattern, _)
        | Statement::AgreeWith(pattern, ..)
        | Statement::AgreeAcross(pattern, ..) => Some(pattern),
        Statement::Require(_) | Statement::Limit(..) => None,
    }
}

/// Lets every distance of the pattern reach at least so far; whether there was one that did not.
fn widen(pattern: &mut Pattern, distance: u32) -> bool {
    let reach = |within: &mut Option<u32>| match within {
        Some(shorter) if *shorter < distance => {
            *shorter = distance;
            true
        }
        _ => false,
    };
    match pattern {
        Pattern::Or(all) => all.iter_mut().fold(false, |any, one| widen(one, distance) | any),
        Pattern::Then(first, rest) => {
            rest.iter_mut().fold(widen(first, distance), |any, (within, next)| {
                reach(within) | widen(next, distance) | any
            })
        }
        // Looking further for what must not be near would only find less.
        Pattern::Context(core, contexts) => {
            let near = contexts.iter_mut().filter(|context| context.kind == ContextKind::Near);
            near.fold(widen(core, distance), |any, context| {
                reach(&mut context.within) | widen(&mut context.pattern, distance) | any
            })
        }
        Pattern::Except(inner, _) | Pattern::In(inner, _) | Pattern::As(inner, _) => {
            widen(inner, distance)
        }
        Pattern::Set(_)
        | Pattern::Class(_)
        | Pattern::Zone(_)
        | Pattern::Register(_)
        | Pattern::Define(_) => false,
    }
}
