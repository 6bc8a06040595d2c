//! The door to approvals: what a rule asks of people, and what became of it.
//!
//! `check` knows what is asked and for which text; who has cleared it is judged behind this door, from
//! records (a run), from a setting (an example) or from the steps of a scenario.

use std::ops::Range;

use jiff::Timestamp;

use super::field::Typed;
use crate::diagnostic::{Cause, Diagnostic};
use crate::policy::model::{Leaf, Policy, Rule};
use crate::text::Localized;

/// What is asked.
pub struct Asked<'a> {
    /// The policy, for roles and fields.
    pub policy: &'a Policy,
    /// The rule that asks.
    pub rule: &'a Rule,
    /// `approval …` or `review …`.
    pub leaf: &'a Leaf,
    /// The variant's fields.
    pub fields: &'a Typed,
    /// The planned instant.
    pub instant: Timestamp,
    /// The match it is asked for: block and bytes of the shown text.
    pub passage: Option<(u32, Range<u32>)>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Cleared {
    /// Is it met?
    pub met: bool,
    /// In words: »approval by `legal`«.
    pub words: Localized,
    /// Why not; furthest first.
    pub causes: Vec<Cause>,
    /// Whether people are all that is missing.
    pub only_people: bool,
    /// What could not be judged at all, with a code of its own.
    pub unjudged: Option<Box<Diagnostic>>,
}

/// A finding that a waiver may cover.
#[derive(Clone, Debug)]
pub struct Waivable<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The matched text as shown; empty for a finding without a match.
    pub matched: &'a str,
    /// The sentence it stands in, or the whole block for a finding without a match.
    pub sentence: &'a str,
}

/// Who has cleared a variant.
pub trait Clearance {
    /// Whether the people asked for have cleared it.
    fn cleared(&self, asked: &Asked<'_>) -> Cleared;

    /// The id of the waiver that covers a finding.
    fn waived(&self, finding: &Waivable<'_>) -> Option<String>;
}
