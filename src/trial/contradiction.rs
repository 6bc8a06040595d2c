//! Contradictions: one rule requires what another forbids.
//!
//! Told only where it is certain, and proved with a text: every wording that would satisfy the one is found by the
//! other, in drafts for which both hold.

use jiff::Timestamp;

use super::example::Run;
use super::problem::Contradicts;
use crate::diagnostic::{Complaint, Diagnostic};
use crate::matcher::Memo;
use crate::policy::may_meet;
use crate::policy::model::{
    Condition, Example, ExampleKind, Leaf, Pattern, PhraseWord, Piece, Policy, Presence, Rule,
    RuleId, Statement, ZoneFilter,
};
use crate::run::Ready;
use crate::text::{Localized, Sources};

/// Warns of each rule of the house that requires only what another rule forbids.
#[must_use]
pub fn contradictions(ready: &Ready, sources: &mut Sources, now: Timestamp) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut memo = Memo::default();
    for rule in &ready.policy.rules {
        let Statement::Require(needs) = &rule.statement else { continue };
        let mut forbidden = |text: &str| {
            let mut others = ready.policy.rules.iter().enumerate();
            let found = others.find(|(at, other)| {
                !rule.replaces.contains(&RuleId::of(*at))
                    && strict(rule, other)
                    && finds(ready, other, text, now, sources, &mut memo)
            });
            found.map(|(_, other)| other)
        };
        if let Some((text, by)) = never(&ready.policy, needs, &mut forbidden) {
            let (rule_name, other) = (rule.name.clone(), by.name.clone());
            let complaint = Contradicts { rule: rule_name, other, text };
            let here = Localized::both("forbidden here", "hier verboten");
            told.push(complaint.at(rule.statement_place).and(by.statement_place, here));
        }
    }
    told
}

/// Whether the other forbids wherever both hold, without conditions and places of its own.
fn strict(rule: &Rule, other: &Rule) -> bool {
    matches!(&other.statement, Statement::Forbid(_, zones) if *zones == ZoneFilter::default())
        && other.unless.is_empty()
        && (other.when.is_none() || other.when == rule.when)
        && may_meet(rule, other)
}

/// A text that the condition would need and a rule that forbids it, if all that would meet it is forbidden.
fn never<'p>(
    policy: &'p Policy,
    needs: &Condition,
    forbidden: &mut impl FnMut(&str) -> Option<&'p Rule>,
) -> Option<(String, &'p Rule)> {
    match needs {
        Condition::All(all) => all.iter().find_map(|one| never(policy, one, forbidden)),
        Condition::Any(all) => {
            let each: Option<Vec<_>> =
                all.iter().map(|one| never(policy, one, forbidden)).collect();
            each?.into_iter().next()
        }
        Condition::Leaf(Leaf::Present(Presence::Pattern(pattern), _), _) => {
            let texts = wordings(policy, pattern)?;
            let by: Option<Vec<_>> = texts.iter().map(|text| forbidden(text)).collect();
            texts.into_iter().zip(by?).next()
        }
        Condition::Leaf(..) | Condition::Not(_) => None,
    }
}

/// All that the pattern finds, in its base form; none if that cannot be written down.
fn wordings(policy: &Policy, pattern: &Pattern) -> Option<Vec<String>> {
    match pattern {
        Pattern::Set(id) => {
            policy.sets[id.index()].iter().map(|piece| wording(policy, *piece)).collect()
        }
        Pattern::Define(id) => wordings(policy, &policy.defines[id.index()].pattern),
        Pattern::Or(all) => {
            let each: Option<Vec<_>> = all.iter().map(|one| wordings(policy, one)).collect();
            Some(each?.concat())
        }
        _ => None,
    }
}

fn wording(policy: &Policy, piece: Piece) -> Option<String> {
    match piece {
        Piece::Phrase(id) => {
            let phrase = &policy.phrases[id.index()];
            let plain = phrase.words.iter().all(|word| matches!(word, PhraseWord::Word(_)));
            plain.then(|| phrase.text.clone())
        }
        Piece::Exact(id) => Some(policy.exacts[id.index()].text.clone()),
        Piece::Regex(_) => None,
    }
}

/// Whether the rule speaks about a draft of this text alone.
fn finds(
    ready: &Ready,
    rule: &Rule,
    text: &str,
    now: Timestamp,
    sources: &mut Sources,
    memo: &mut Memo,
) -> bool {
    let example = Example {
        kind: ExampleKind::Flags,
        text: text.to_owned(),
        marks: Vec::new(),
        becomes: None,
        with: None,
        pack: rule.pack,
        place: rule.place,
    };
    let run = Run { ready, rule, example: &example, now, marks: None };
    !run.findings(sources, memo).1.is_empty()
}
