//! The checked policy: every name resolved, every type known, nothing optional out of doubt.
//!
//! A [`Policy`] exists only if its rule files hold no error. Tables are addressed by typed ids; the whole
//! can be serialised for the cache.

mod condition;
mod field;
mod pack;
mod pattern;
mod rule;
mod table;

pub use condition::{
    Amount, By, Condition, Counted, DateValue, Leaf, ListRef, Measure, Obligation, Per, Place,
    Presence, Quantity, Subject,
};
pub use field::{Field, FieldType, FieldValue};
pub use pack::{Pack, RegisterDecl, Role, Version};
pub use pattern::{
    CaptureId, Context, Define, Exact, OwnZone, Pattern, Phrase, PhraseWord, Piece, Regex,
    ZoneFilter, ZoneRef, ZoneUnit,
};
pub use rule::{
    Example, ExampleKind, Part, Replacement, Rule, Setting, Statement, Template, Waivable, Window,
};
pub use table::RuleTable;

use serde::{Deserialize, Serialize};

use crate::policy::late::Late;
pub use crate::syntax::tree::{ContextKind, Edge, Order, Side, ZoneDefKind};

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {$(
        $(#[doc = $doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the entry at `index` of its table.
            #[must_use]
            pub fn of(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// As an index into its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A pack of [`Policy::packs`].
    PackId,
    /// A field of [`Policy::fields`].
    FieldId,
    /// A role of [`Policy::roles`].
    RoleId,
    /// A register of [`Policy::registers`].
    RegisterId,
    /// A define of [`Policy::defines`].
    DefineId,
    /// A zone of [`Policy::zones`].
    ZoneId,
    /// A phrase of [`Policy::phrases`].
    PhraseId,
    /// An exact string of [`Policy::exacts`].
    ExactId,
    /// A regular expression of [`Policy::regexes`].
    RegexId,
    /// A set of literals of [`Policy::sets`].
    SetId,
    /// A rule of [`Policy::rules`].
    RuleId,
}

/// A policy without errors.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Policy {
    /// The packs, used ones before those that use them.
    pub packs: Vec<Pack>,
    /// The outermost pack: the house.
    pub house: PackId,
    /// Fields of all packs, joined.
    pub fields: Vec<Field>,
    /// Roles of all packs.
    pub roles: Vec<Role>,
    /// Registers of all packs.
    pub registers: Vec<RegisterDecl>,
    /// Defines of all packs.
    pub defines: Vec<Define>,
    /// Zones that packs declare.
    pub zones: Vec<OwnZone>,
    /// Distinct phrases.
    pub phrases: Late<Vec<Phrase>>,
    /// Distinct exact strings.
    pub exacts: Vec<Exact>,
    /// Distinct regular expressions.
    pub regexes: Vec<Regex>,
    /// Distinct sets of phrases, exact strings and regular expressions.
    pub sets: Late<Vec<Vec<Piece>>>,
    /// Rules that hold, amended, in the order of packs and files.
    pub rules: RuleTable,
    /// Those of them that replace others.
    pub replacing: Vec<RuleId>,
    /// Whether one of them limits the likeness of drafts.
    pub compares_drafts: bool,
    /// Text fields that some rule looks into.
    pub zone_fields: Vec<FieldId>,
    /// Languages of all packs, the house's first.
    pub languages: Vec<crate::text::Language>,
    /// Scenarios, as written, of the house and of used folders.
    #[serde(skip)]
    pub scenarios: Vec<(PackId, crate::text::SourceId, crate::syntax::tree::Item)>,
}

impl Policy {
    /// A pack.
    #[must_use]
    pub fn pack(&self, id: PackId) -> &Pack {
        &self.packs[id.index()]
    }

    /// A field.
    #[must_use]
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    /// A rule.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.index()]
    }

    /// The rule with this full name.
    #[must_use]
    pub fn rule_named(&self, name: &str) -> Option<RuleId> {
        self.rules.named(name)
    }

    /// The rule that a person means by this name: without its pack it will do if only one is called so.
    #[must_use]
    pub fn rule_meant(&self, name: &str) -> Option<RuleId> {
        let short = |full: &str| full.rsplit('/').next() == Some(name);
        let mut called = self.rules.names().iter().enumerate().filter(|(_, name)| short(name));
        let only = called.next().filter(|_| called.next().is_none());
        self.rule_named(name).or(only.map(|(at, _)| RuleId::of(at)))
    }

    /// All that a person can call rules: full names, and names without their packs.
    pub fn rule_names(&self) -> impl Iterator<Item = &str> {
        let full = self.rules.names().iter().map(String::as_str);
        let short = full.clone().map(|name| name.rsplit('/').next().unwrap_or_default());
        full.chain(short)
    }

    /// The field with this name.
    #[must_use]
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some(FieldId::of(at))
    }
}
