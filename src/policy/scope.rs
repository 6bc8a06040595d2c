//! Rules that can never apply: `for`, `on`, `when` and `unless` that leave no value for a field.

use std::collections::BTreeMap;

use super::model::{Condition, FieldId, FieldType, FieldValue, Leaf, Policy, Rule};
use super::problem::lint::NeverApplies;
use crate::diagnostic::{Complaint, Diagnostic};

/// Warns of a rule whose own clauses exclude each other.
pub fn never_applies(policy: &Policy, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    let mut facts = Vec::new();
    for (name, words) in [("kind", &rule.kinds), ("channel", &rule.channels)] {
        // Templates are a kind that no draft declares.
        let plain = !words.is_empty() && !words.iter().any(|word| word == "template");
        if let Some(id) = policy.field_named(name).filter(|_| plain) {
            facts.push((id, Told::OneOf(words)));
        }
    }
    rule.when.iter().for_each(|when| certain(when, true, &mut facts));
    rule.unless.iter().for_each(|unless| certain(unless, false, &mut facts));
    let mut left: BTreeMap<FieldId, Vec<bool>> = BTreeMap::new();
    for (id, told) in facts {
        let Some(words) = policy.field(id).kind.words() else { continue };
        let left = left.entry(id).or_insert_with(|| vec![true; words.len()]);
        for (at, (word, left)) in words.iter().zip(left).enumerate() {
            *left &= told.allows(at, word);
        }
    }
    for (id, left) in left {
        let field = policy.field(id);
        let single = !matches!(field.kind, FieldType::List(_));
        if single && !left.contains(&true) {
            problems.push(NeverApplies { field: field.name.clone() }.at(rule.place));
        }
    }
}

/// What a clause says of the words of a field.
enum Told<'p> {
    OneOf(&'p [String]),
    Holds(&'p Leaf, bool),
}

impl Told<'_> {
    fn allows(&self, at: usize, word: &str) -> bool {
        let (leaf, holds) = match self {
            Self::OneOf(words) => return words.iter().any(|one| one == word),
            Self::Holds(leaf, holds) => (leaf, *holds),
        };
        let is = match leaf {
            Leaf::Is(_, FieldValue::Word(other)) => word == other,
            Leaf::Is(_, FieldValue::Level(level)) => at == *level as usize,
            Leaf::Level(_, order, level) => order.holds(at.cmp(&(*level as usize))),
            _ => return true,
        };
        is == holds
    }
}

/// The questions whose answer a condition that holds (or does not) leaves no doubt of.
fn certain<'p>(condition: &'p Condition, holds: bool, facts: &mut Vec<(FieldId, Told<'p>)>) {
    match condition {
        Condition::All(all) if holds => all.iter().for_each(|one| certain(one, true, facts)),
        Condition::Any(all) if !holds => all.iter().for_each(|one| certain(one, false, facts)),
        Condition::Not(one) => certain(one, !holds, facts),
        Condition::Leaf(leaf @ (Leaf::Is(id, _) | Leaf::Level(id, ..)), _) => {
            facts.push((*id, Told::Holds(leaf, holds)));
        }
        _ => {}
    }
}
