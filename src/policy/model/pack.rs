//! Packs, roles and the declarations of registers.

use serde::{Deserialize, Serialize};

use super::{PackId, RoleId};
use crate::register::Kind;
use crate::syntax::tree::Assurance;
use crate::text::{Duration, Language, Place};

/// A pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pack {
    /// Its full name: `house`, `obstat/claims`.
    pub name: String,
    /// For people.
    pub title: String,
    /// `//!` lines of the file with the `pack` item, as Markdown.
    pub docs: String,
    /// Its version.
    pub version: Option<Version>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Its languages; the first is the fallback for messages.
    pub languages: Vec<Language>,
    /// Name of its time zone.
    pub zone: String,
    /// Whether it says so itself; else UTC is assumed.
    pub zone_stated: bool,
    /// Names of the house that make a quotation beside a person's name our own.
    pub house_names: Vec<String>,
    /// May one person fill several roles of one obligation?
    pub duties_joined: bool,
    /// Default of its roles and of people named by a field.
    pub assurance: Assurance,
    /// Whether it is shipped with the program.
    pub built_in: bool,
    /// Where it is declared.
    pub place: Place,
}

/// `2.1.0`: major, minor, patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// Reads one to three numbers joined by dots.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        for (at, part) in text.split('.').enumerate() {
            *numbers.get_mut(at)? = part.parse().ok()?;
        }
        Some(Self(numbers[0], numbers[1], numbers[2]))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// A role: people who may clear something.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// For people.
    pub title: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Members, by id or alias, as written.
    pub members: Vec<String>,
    /// Deputies, likewise.
    pub deputies: Vec<String>,
    /// How sure an approval must be.
    pub assurance: Assurance,
    /// To whom it escalates, and after how long.
    pub escalates: Option<(RoleId, Duration)>,
    /// Where it is declared.
    pub place: Place,
}

/// The declaration of a register; its rows are data and come from elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterDecl {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// What columns it has.
    pub kind: Kind,
    /// Its file, relative to the folder of the pack; of a shipped pack, to that of the house.
    pub file: String,
    /// Whether a used pack asks for it and this house has no such file.
    pub open: bool,
    /// Where it is declared.
    pub place: Place,
}
