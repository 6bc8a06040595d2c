//! Rules, resolved.

use serde::{Deserialize, Serialize};

use super::{
    CaptureId, Condition, Counted, FieldId, Measure, PackId, Pattern, RegisterId, RoleId, RuleId,
    ZoneFilter,
};
use crate::diagnostic::Severity;
use crate::policy::late::Late;
use crate::policy::noun::Unit;
use crate::text::{Decimal, Language, Localized, Moment, Place};

/// A rule as it holds: amended, limited by its `use`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rule {
    /// Full name: `house/climate-neutral`.
    pub name: String,
    /// The pack it belongs to.
    pub pack: PackId,
    /// For people; the name if there is none.
    pub title: String,
    /// Its `///` lines as Markdown.
    pub docs: String,
    /// Its statement as written, blanks folded: what is quoted where there is no message.
    pub sentence: String,
    /// The statement.
    pub statement: Statement,
    /// What is left of the statement in this house, if the rule asks people or lists that the house has not named.
    pub in_force: Option<Statement>,
    /// Names of its captures.
    pub captures: Vec<String>,
    /// Kinds it is for; any if empty.
    pub kinds: Vec<String>,
    /// Channels it is on; any if empty.
    pub channels: Vec<String>,
    /// Does it apply to this draft?
    pub when: Option<Condition>,
    /// May this match (this draft, without matches) stand?
    pub unless: Vec<Condition>,
    /// When it holds.
    pub window: Window,
    /// How grave.
    pub severity: Severity,
    /// What to say, per language.
    pub message: Late<Vec<(Language, Template)>>,
    /// What to do instead.
    pub suggest: Vec<(Language, Template)>,
    /// Where to read more.
    pub see: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// May it be waived?
    pub waivable: Waivable,
    /// Rules that do not apply where this one does.
    pub replaces: Vec<RuleId>,
    /// Fields that must be judged before it can be.
    pub needs: Vec<FieldId>,
    /// Its examples.
    pub examples: Late<Vec<Example>>,
    /// As its pack published it, if another one amended it.
    pub published: Late<Option<Box<Rule>>>,
    /// The packs that amended it, and where.
    pub amended: Vec<(PackId, Place)>,
    /// Where its name is declared.
    pub place: Place,
    /// Where the statement stands.
    pub statement_place: Place,
}

impl Rule {
    /// Whether it limits the likeness to other drafts.
    #[must_use]
    pub fn compares_drafts(&self) -> bool {
        let unit = Counted::Unit(Unit::Similarity);
        matches!(&self.statement, Statement::Limit(measure, _) if measure.what == unit)
    }

    /// What to do instead: the suggestions of each language in their order, those in the same place being the same
    /// one. `words` fills a template.
    pub fn suggestions(&self, words: impl Fn(Language, &Template) -> String) -> Vec<Localized> {
        let mut all: Vec<Localized> = Vec::new();
        for (language, template) in &self.suggest {
            let text = words(*language, template);
            match all.iter_mut().find(|one| one.exact(*language).is_none()) {
                Some(one) => one.set(*language, text),
                None => all.push(Localized::one(*language, text)),
            }
        }
        all
    }
}

/// The sentence of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Statement {
    /// No match may stand.
    Forbid(Pattern, ZoneFilter),
    /// A match may stand only with this.
    Allow(Pattern, ZoneFilter, Condition),
    /// This must be so.
    Require(Condition),
    /// The measure stays at or below the number.
    Limit(Measure, Decimal),
    /// Write this instead.
    Prefer(Replacement, Pattern, ZoneFilter),
    /// The captured value equals a fact.
    AgreeWith(Pattern, ZoneFilter, CaptureId, RegisterId, String),
    /// The captured value is the same in all drafts that share the field.
    AgreeAcross(Pattern, ZoneFilter, CaptureId, FieldId),
}

/// A statement that nothing can break.
impl Default for Statement {
    fn default() -> Self {
        Self::Forbid(Pattern::Or(Vec::new()), ZoneFilter::default())
    }
}

impl Statement {
    /// The pattern whose matches it is about, with its zones.
    #[must_use]
    pub fn pattern(&self) -> Option<(&Pattern, &ZoneFilter)> {
        match self {
            Self::Forbid(pattern, zones)
            | Self::Allow(pattern, zones, _)
            | Self::Prefer(_, pattern, zones)
            | Self::AgreeWith(pattern, zones, ..)
            | Self::AgreeAcross(pattern, zones, ..) => Some((pattern, zones)),
            Self::Require(_) | Self::Limit(..) => None,
        }
    }
}

/// What `prefer` puts in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// As written.
    pub text: String,
}

/// Validity of a rule, in its pack's zone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Window {
    /// Holds from the beginning of this.
    pub from: Option<Moment>,
    /// Holds through the end of this day, or up to this time.
    pub until: Option<Moment>,
}

/// Who may let a finding stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waivable {
    /// Whoever may write waivers.
    #[default]
    Yes,
    /// Nobody.
    No,
    /// A person of this role other than the author.
    By(RoleId),
}

/// A message with placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Words.
    Text(String),
    /// `{match}`
    Match,
    /// `{count}`
    Count,
    /// `{limit}`
    Limit,
    /// `{needs}`
    Needs,
    /// `{reason}`
    Reason,
    /// A capture by name.
    Capture(CaptureId),
    /// The value of a field.
    Field(FieldId),
}

/// An example of a rule: a test, a page of the handbook, documentation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// Must the rule speak?
    pub kind: ExampleKind,
    /// Markdown without the marks.
    pub text: String,
    /// Byte ranges of the text that the marks held.
    pub marks: Vec<(u32, u32)>,
    /// The text after the fixes.
    pub becomes: Option<String>,
    /// `with { … }`; absent if scope is to be taken as met.
    pub with: Option<Setting>,
    /// The pack it was written in, by an amendment or by the rule.
    pub pack: PackId,
    /// Where it stands.
    pub place: Place,
}

/// Which way an example points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExampleKind {
    /// The rule speaks.
    Flags,
    /// The rule is silent.
    Passes,
}

/// Circumstances of an example.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Setting {
    /// Fields with their values as texts, in the order written.
    pub fields: Vec<(FieldId, Vec<String>)>,
    /// Roles (or person fields) that have cleared the text.
    pub approved_by: Vec<String>,
    /// Whether a registered claim covers whatever needs evidence.
    pub proven: bool,
    /// The instant.
    pub at: Option<Moment>,
}
