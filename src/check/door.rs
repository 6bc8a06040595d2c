//! The door to approvals: what a rule asks of people, and what became of it.
//!
//! `check` knows what is asked and for which text; who has cleared it is judged behind this door, from
//! records (a run), from a setting (an example) or from the steps of a scenario.

use std::ops::Range;

use jiff::Timestamp;

use super::field::Typed;
use crate::diagnostic::{Cause, Diagnostic};
use crate::draft::Item;
use crate::policy::model::{Leaf, Policy, Rule};
use crate::text::{Language, Localized};

/// What is asked, for one variant.
pub struct Asked<'a> {
    /// The policy, for roles and fields.
    pub policy: &'a Policy,
    /// The rule that asks.
    pub rule: &'a Rule,
    /// `approval …` and `review …` that must be met together: one person fills one role among them.
    pub leaves: &'a [&'a Leaf],
    /// The item.
    pub item: &'a Item,
    /// The channel; empty without one.
    pub channel: &'a str,
    /// The variant's fields.
    pub fields: &'a Typed,
    /// The planned instant.
    pub instant: Timestamp,
    /// The words it is asked for.
    pub passage: Option<Words<'a>>,
}

/// Words that something is asked for.
pub struct Words<'a> {
    /// The shown text of their block.
    pub text: &'a str,
    /// Where in it.
    pub range: Range<u32>,
    /// The language of the block.
    pub language: Language,
}

/// What became of one leaf.
#[derive(Clone, Debug)]
pub struct Cleared {
    /// Is it met?
    pub met: bool,
    /// In words: »approval by `legal`«.
    pub words: Localized,
    /// Why not; furthest first. The first open leaf holds the causes of all that were asked together.
    pub causes: Vec<Cause>,
    /// Whether it could not be judged at all: the run ends with status 2.
    pub unjudged: bool,
    /// What is owed though it is met: a review after publication.
    pub debt: Option<Box<Diagnostic>>,
}

/// Who has cleared the variants of a draft, and which findings may stand.
pub trait Door {
    /// Whether the people asked for have cleared a variant: one answer a leaf.
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared>;

    /// Marks the findings that waivers cover, and adds what is wrong with waivers and records. `findings` are
    /// those of all variants of one item.
    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>);
}
