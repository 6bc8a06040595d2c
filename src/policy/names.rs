//! What names mean: one set of names per pack, fields shared by all, built-in nouns below.

use std::collections::BTreeMap;

use super::model::{
    CaptureId, DefineId, Field, FieldId, FieldType, PackId, RegisterId, RoleId, ZoneId,
};
use super::noun;
use crate::diagnostic::Bilingual;
use crate::syntax::tree::Path;
use crate::text::Place;

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A field.
    Field(FieldId),
    /// A role.
    Role(RoleId),
    /// A register.
    Register(RegisterId),
    /// A define.
    Define(DefineId),
    /// A declared zone.
    Zone(ZoneId),
    /// A capture of the current rule.
    Capture(CaptureId),
    /// A built-in noun.
    Noun,
}

/// The outcome of a look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It means this.
    One(Entity),
    /// It exists in a used pack and needs the pack in front: the full name.
    InPack(String),
    /// Nothing.
    Nothing,
}

/// The names of every pack.
#[derive(Debug, Default)]
pub struct Names {
    packs: Vec<PackNames>,
    fields: BTreeMap<String, FieldId>,
}

#[derive(Debug, Default)]
struct PackNames {
    full: String,
    own: BTreeMap<String, (Entity, Place)>,
    uses: Vec<PackId>,
}

impl Names {
    /// Adds the next pack: its full name and what it uses.
    pub fn add_pack(&mut self, full: &str, uses: Vec<PackId>) {
        self.packs.push(PackNames { full: full.to_owned(), own: BTreeMap::new(), uses });
    }

    /// Declares a name in a pack; gives the place of an earlier declaration if there is one.
    pub fn declare(
        &mut self,
        pack: PackId,
        name: &str,
        what: Entity,
        place: Place,
    ) -> Option<Place> {
        let own = &mut self.packs[pack.index()].own;
        match own.get(name) {
            Some((_, earlier)) => Some(*earlier),
            None => {
                own.insert(name.to_owned(), (what, place));
                None
            }
        }
    }

    /// Makes a field known to every pack.
    pub fn share_field(&mut self, name: &str, id: FieldId) {
        self.fields.insert(name.to_owned(), id);
    }

    /// The shared field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.get(name).copied()
    }

    /// What `path` means in `pack`.
    #[must_use]
    pub fn look_up(&self, pack: PackId, captures: &[String], path: &Path) -> Found {
        match path.names.as_slice() {
            [name] => self.bare(pack, captures, &name.value),
            [prefix @ .., name] => {
                let prefix: Vec<&str> = prefix.iter().map(|part| part.value.as_str()).collect();
                self.qualified(pack, &prefix.join("/"), &name.value)
            }
            [] => Found::Nothing,
        }
    }

    fn bare(&self, pack: PackId, captures: &[String], name: &str) -> Found {
        if let Some(at) = captures.iter().position(|capture| capture == name) {
            return Found::One(Entity::Capture(CaptureId::of(at)));
        }
        if let Some((entity, _)) = self.packs[pack.index()].own.get(name) {
            return Found::One(*entity);
        }
        if let Some(id) = self.field(name) {
            return Found::One(Entity::Field(id));
        }
        if noun::is_noun(name) {
            return Found::One(Entity::Noun);
        }
        let used = self.packs[pack.index()].uses.iter().find_map(|used| {
            let used = &self.packs[used.index()];
            used.own.contains_key(name).then(|| format!("{}/{name}", used.full))
        });
        used.map_or(Found::Nothing, Found::InPack)
    }

    fn qualified(&self, pack: PackId, prefix: &str, name: &str) -> Found {
        let me = &self.packs[pack.index()];
        let target = if me.full == prefix {
            Some(me)
        } else {
            me.uses.iter().map(|used| &self.packs[used.index()]).find(|used| used.full == prefix)
        };
        target
            .and_then(|target| target.own.get(name))
            .map_or(Found::Nothing, |(entity, _)| Found::One(*entity))
    }

    /// The role of this name declared by a pack.
    #[must_use]
    pub fn role_in(&self, pack: PackId, name: &str) -> Option<RoleId> {
        match self.packs[pack.index()].own.get(name) {
            Some((Entity::Role(id), _)) => Some(*id),
            _ => None,
        }
    }

    /// The register of this name declared by a pack.
    #[must_use]
    pub fn register_in(&self, pack: PackId, name: &str) -> Option<RegisterId> {
        match self.packs[pack.index()].own.get(name) {
            Some((Entity::Register(id), _)) => Some(*id),
            _ => None,
        }
    }

    /// Lets another register stand for the one that the pack calls so.
    pub fn stand_in(&mut self, pack: PackId, name: &str, other: RegisterId) {
        if let Some((entity, _)) = self.packs[pack.index()].own.get_mut(name) {
            *entity = Entity::Register(other);
        }
    }

    /// Every name that could be meant in `pack`, for "did you mean".
    pub fn known<'a>(&'a self, pack: PackId, captures: &'a [String]) -> Vec<&'a str> {
        let nouns: Vec<&'a str> = noun::all_nouns().collect();
        let own = self.packs[pack.index()].own.keys().map(String::as_str);
        own.chain(self.fields.keys().map(String::as_str))
            .chain(captures.iter().map(String::as_str))
            .chain(nouns)
            .collect()
    }
}

/// What sort of thing a field is, in words.
#[must_use]
pub fn field_sort(kind: &FieldType) -> Bilingual {
    match kind {
        FieldType::OneOf(_) => {
            Bilingual { en: "one of several words", de: "eines von mehreren Wörtern" }
        }
        FieldType::Flag => Bilingual { en: "a flag", de: "ein Schalter" },
        FieldType::Person => Bilingual { en: "a person", de: "eine Person" },
        FieldType::Text => Bilingual { en: "a text", de: "ein Text" },
        FieldType::Number => Bilingual { en: "a number", de: "eine Zahl" },
        FieldType::Date => Bilingual { en: "a date", de: "ein Datum" },
        FieldType::Level(_) => Bilingual { en: "a level", de: "eine Stufe" },
        FieldType::List(_) => Bilingual { en: "a list", de: "eine Liste" },
    }
}

/// What sort of thing an entity is, in words.
#[must_use]
pub fn sort_of(entity: Entity, fields: &[Field]) -> Bilingual {
    match entity {
        Entity::Field(id) => field_sort(&fields[id.index()].kind),
        Entity::Role(_) => Bilingual { en: "a role", de: "eine Rolle" },
        Entity::Register(_) => Bilingual { en: "a register", de: "ein Register" },
        Entity::Define(_) => Bilingual { en: "a definition", de: "eine Definition" },
        Entity::Zone(_) => Bilingual { en: "a zone", de: "eine Zone" },
        Entity::Capture(_) => Bilingual { en: "a captured value", de: "ein erfasster Wert" },
        Entity::Noun => Bilingual { en: "a built-in word", de: "ein eingebautes Wort" },
    }
}

/// What is needed in a place, in words.
pub mod wanted {
    use crate::diagnostic::Bilingual;

    /// A pattern.
    pub const PATTERN: Bilingual = Bilingual { en: "a pattern", de: "ein Muster" };
    /// A zone.
    pub const ZONE: Bilingual = Bilingual { en: "a zone", de: "eine Zone" };
    /// A role.
    pub const ROLE: Bilingual = Bilingual { en: "a role", de: "eine Rolle" };
    /// A role or a field of persons.
    pub const ROLE_OR_PERSON: Bilingual =
        Bilingual { en: "a role or a field of persons", de: "eine Rolle oder ein Personenfeld" };
    /// A register.
    pub const REGISTER: Bilingual = Bilingual { en: "a register", de: "ein Register" };
    /// A register or a role.
    pub const REGISTER_OR_ROLE: Bilingual =
        Bilingual { en: "a register or a role", de: "ein Register oder eine Rolle" };
    /// A field.
    pub const FIELD: Bilingual = Bilingual { en: "a field", de: "ein Feld" };
    /// A date field.
    pub const DATE: Bilingual = Bilingual { en: "a date field", de: "ein Datumsfeld" };
}
