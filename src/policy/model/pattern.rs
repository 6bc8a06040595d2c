//! Patterns, resolved: what text is found.

use serde::{Deserialize, Serialize};

use super::{DefineId, ExactId, FieldId, PackId, PhraseId, RegexId, RegisterId, SetId, ZoneId};
use crate::policy::noun::Class;
use crate::syntax::tree::{ContextKind, Edge, ZoneDefKind};
use crate::text::{Language, Place, Zone};

/// A resolved pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pattern {
    /// Any of a set of phrases, exact strings and regular expressions: written alternatives are joined into
    /// one set, so that fifty thousand of them cost what one costs.
    Set(SetId),
    /// A built-in class.
    Class(Class),
    /// Each stretch of a zone that lies inside one block: a quotation, a sentence.
    Zone(Zone),
    /// All terms (or ids) of a register that are valid at the instant.
    Register(RegisterId),
    /// A define.
    Define(DefineId),
    /// Either of them.
    Or(Vec<Pattern>),
    /// One, then within so many tokens (none: in the same sentence) the next.
    Then(Box<Pattern>, Vec<(Option<u32>, Pattern)>),
    /// One, kept by its contexts.
    Context(Box<Pattern>, Vec<Context>),
    /// One, but no span that overlaps one of the others.
    Except(Box<Pattern>, Vec<Pattern>),
    /// Only in these zones.
    In(Box<Pattern>, ZoneFilter),
    /// The match under a name.
    As(Box<Pattern>, CaptureId),
}

/// One literal of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Piece {
    /// The words of a phrase, inflected.
    Phrase(PhraseId),
    /// These characters.
    Exact(ExactId),
    /// A regular expression.
    Regex(RegexId),
}

/// Index of a capture among those of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaptureId(pub u32);

impl CaptureId {
    /// The id of the capture at `index` of its rule.
    #[must_use]
    pub fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A context.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Context {
    /// Which.
    pub kind: ContextKind,
    /// Within so many tokens; none: in the same sentence.
    pub within: Option<u32>,
    /// The other side.
    pub pattern: Pattern,
}

/// A phrase as its author wrote it, cut into words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phrase {
    /// As written.
    pub text: String,
    /// Its words.
    pub words: Vec<PhraseWord>,
    /// Languages in which its words inflect: those of its pack.
    pub languages: Vec<Language>,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhraseWord {
    /// A word, number or sign, as written.
    Word(String),
    /// A word with `*`: the literal pieces between the stars, first and last perhaps empty.
    Wild(Vec<String>),
    /// `_`: any word or number.
    Any,
}

/// An exact string.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Exact {
    /// In NFC, blanks collapsed, soft hyphens removed.
    pub text: String,
}

/// A regular expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Regex {
    /// As the regex library reads it.
    pub source: String,
    /// With `i`.
    pub ignore_case: bool,
}

/// `define name = …`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Define {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// What it stands for.
    pub pattern: Pattern,
    /// Where its name is declared.
    pub place: Place,
}

/// `zone name = …`
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnZone {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// The built-in zone that it adds to, if it carries its name.
    pub adds_to: Option<Zone>,
    /// Section or paragraphs.
    pub kind: ZoneDefKind,
    /// What the heading or paragraph must match.
    pub pattern: Pattern,
    /// Where its name is declared.
    pub place: Place,
}

/// Zones that restrict a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ZoneFilter {
    /// Wholly inside one of these; any place if empty.
    pub inside: Vec<ZoneRef>,
    /// Sharing no token with these.
    pub outside: Vec<ZoneRef>,
}

/// A zone that a rule names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ZoneRef {
    /// A built-in one, with what packs add to it.
    BuiltIn(Zone),
    /// One that a pack declares.
    Own(ZoneId),
    /// A text field.
    Field(FieldId),
    /// `first 125 characters`, `last paragraph of body`.
    Edge {
        /// First or last.
        end: Edge,
        /// How many.
        count: u32,
        /// Of which unit.
        unit: ZoneUnit,
        /// Of which zone.
        of: Box<ZoneRef>,
    },
}

/// Units of `first N …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ZoneUnit {
    /// Grapheme clusters.
    Characters,
    /// Words.
    Words,
    /// Instances of a built-in zone: sentences, paragraphs, parts.
    Zone(Zone),
}
