//! Conditions, resolved: what must be so. Two-valued; a comparison never meets an absent value.

use serde::{Deserialize, Serialize};

use super::{CaptureId, FieldId, Pattern, RegisterId, RoleId, ZoneFilter, ZoneRef};
use crate::policy::noun::Unit;
use crate::syntax::tree::{Edge, Order, Side};
use crate::text::{Decimal, Duration, Moment, Zone};

/// A resolved condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// All of them.
    All(Vec<Condition>),
    /// One of them.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// One question, and how the rule words it.
    Leaf(Leaf, String),
}

impl Condition {
    /// How it reads in the rule.
    #[must_use]
    pub fn words(&self) -> String {
        let nested = |one: &Self| match one {
            Self::All(_) | Self::Any(_) => format!("({})", one.words()),
            _ => one.words(),
        };
        let join = |all: &[Self], joint| all.iter().map(nested).collect::<Vec<_>>().join(joint);
        match self {
            Self::All(all) => join(all, " and "),
            Self::Any(all) => join(all, " or "),
            Self::Not(inner) => format!("not {}", nested(inner)),
            Self::Leaf(_, words) => words.clone(),
        }
    }
}

/// One question of a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Leaf {
    /// The people asked for have cleared the text.
    Approval(Obligation),
    /// The role must look at it within this long after the instant.
    Review {
        /// Who.
        by: By,
        /// How long after the instant.
        within: Duration,
    },
    /// A registered claim covers the match.
    Evidence,
    /// The draft gives the field.
    Given(FieldId),
    /// The flag is set.
    Flag(FieldId),
    /// A `one of`, text, person or flag field equals this; for a level too.
    Is(FieldId, super::FieldValue),
    /// The list field has this element.
    Has(FieldId, super::FieldValue),
    /// The level field stands in this order to the level with this index.
    Level(FieldId, Order, u32),
    /// A quantity stands in this order to another; `None` as order: equals.
    Quantity(Quantity, Option<Order>, Amount),
    /// The left date is strictly before the right one.
    Before(DateValue, DateValue),
    /// `from ≤ to ≤ from + length`.
    Within {
        /// The earlier date.
        from: DateValue,
        /// The later date.
        to: DateValue,
        /// At most this far apart.
        length: Duration,
    },
    /// The date lies in a span of the register.
    During(DateValue, RegisterId),
    /// Who or what is listed.
    Listed(Subject, ListRef),
    /// Something stands there.
    Present(Presence, Option<Place>),
}

/// A field or capture that holds a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DateValue {
    /// A field.
    Field(FieldId),
    /// A capture of the current match.
    Capture(CaptureId),
    /// A date written in the rule.
    Written(Moment),
}

/// What `listed in` looks up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Subject {
    /// The persons of a field, compared through their aliases.
    Persons(FieldId),
    /// The words of a field (the channel, the kind), compared as text.
    Words(FieldId),
}

/// Where `listed in` looks it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListRef {
    /// The ids of a register.
    Register(RegisterId),
    /// The members of a role.
    Role(RoleId),
}

/// Approval by whom, how fresh, how early.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Obligation {
    /// By whom.
    pub by: By,
    /// May the author clear it?
    pub including_author: bool,
    /// At most this long before the instant.
    pub within: Option<Duration>,
    /// At least this long before the instant.
    pub ahead: Option<Duration>,
}

/// Who must clear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum By {
    /// One person of the role.
    Role(RoleId),
    /// Each person whom the field names.
    Field(FieldId),
    /// So many different people of the role.
    Several(u32, RoleId),
    /// So many different people for so many different ones of these roles.
    SeveralOf(u32, Vec<RoleId>),
}

/// Something that can be counted or has an amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Quantity {
    /// A count or length.
    Measure(Measure),
    /// A number field.
    Field(FieldId),
    /// The amount of a capture.
    Capture(CaptureId),
    /// A fact.
    Fact(RegisterId, String),
}

/// What a quantity is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// A number written in the rule.
    Number(Decimal),
    /// A number field.
    Field(FieldId),
    /// A fact.
    Fact(RegisterId, String),
}

/// A measure of the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What is counted.
    pub what: Counted,
    /// Divided by what.
    pub per: Option<Per>,
    /// Only in these zones; everything a reader can see if empty.
    pub zones: Vec<ZoneRef>,
}

/// What a measure counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Counted {
    /// Matches of a pattern.
    Pattern(Pattern),
    /// A built-in unit.
    Unit(Unit),
    /// Instances of a zone that a pack declares.
    Zone(ZoneRef),
}

/// `per …`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Per {
    /// A density: so many per this many of the unit.
    Density(u32, Unit),
    /// Each instance on its own: only in `limit`.
    Each(Zone),
}

/// What a presence asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Presence {
    /// A match of a pattern.
    Pattern(Pattern),
    /// A zone that is there and has a token.
    Zone(ZoneRef),
}

/// Where it must stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// At the start or end of a zone, or of every instance of it.
    At {
        /// Start or end.
        edge: Edge,
        /// Of every instance?
        every: bool,
        /// Of which zone.
        zone: ZoneRef,
    },
    /// In the same sentence, paragraph or part as the match.
    InSame(Zone),
    /// In each instance.
    InEvery(ZoneRef),
    /// Within so many words of the match.
    Words(u32, Option<Side>),
    /// In and outside of zones.
    Zones(ZoneFilter),
}
