//! The state of resolving: tables that grow, names, and problems that are collected.

use std::collections::HashMap;
use std::hash::Hash;

use super::model::{
    Define, Exact, ExactId, Field, FieldId, OwnZone, Pack, PackId, Phrase, PhraseId, Piece, Regex,
    RegexId, RegisterDecl, Role, SetId,
};
use super::names::{Entity, Found, Names, sort_of};
use super::problem::name::{PackInFront, UnknownName, WrongSort};
use super::source::RuleFile;
use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Near};
use crate::register::Register;
use crate::syntax::tree::Path;
use crate::text::{Place, SourceId, Span};

/// Tables, names and problems while a policy is made.
#[derive(Default)]
pub struct Resolver {
    /// Packs in order.
    pub packs: Vec<Pack>,
    /// Fields, joined.
    pub fields: Vec<Field>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Registers as declared.
    pub registers: Vec<RegisterDecl>,
    /// Their data, in the same order.
    pub data: Vec<Register>,
    /// Defines.
    pub defines: Vec<Define>,
    /// Declared zones.
    pub zones: Vec<OwnZone>,
    /// Distinct phrases.
    pub phrases: Interner<Phrase>,
    /// Distinct exact strings.
    pub exacts: Interner<Exact>,
    /// Distinct regular expressions.
    pub regexes: Interner<Regex>,
    /// Distinct sets of literals.
    pub sets: Interner<Vec<Piece>>,
    /// Text fields that some rule looks into.
    pub zone_fields: Vec<FieldId>,
    /// What names mean.
    pub names: Names,
    /// Everything wrong so far.
    pub problems: Vec<Diagnostic>,
}

/// Where something is being resolved: in which pack, which file, with which captures.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The pack whose names hold.
    pub pack: PackId,
    /// The file.
    pub source: SourceId,
    /// Its text.
    text: &'a str,
    /// Captures of the current rule, in order of binding.
    pub captures: Vec<String>,
}

impl<'a> Scope<'a> {
    /// A scope without captures.
    #[must_use]
    pub fn new(pack: PackId, file: &'a RuleFile) -> Self {
        Self { pack, source: file.source, text: &file.text, captures: Vec::new() }
    }

    /// What stands at a span of the current file, blanks and line ends folded.
    #[must_use]
    pub fn words(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A place in the current file.
    #[must_use]
    pub fn at(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }
}

impl Resolver {
    /// Notes a complaint at a place of the current file.
    pub fn complain(&mut self, scope: &Scope<'_>, span: Span, complaint: impl Complaint) {
        self.problems.push(complaint.at(scope.at(span)));
    }

    /// What a path means; complains and gives `None` if nothing.
    pub fn entity(&mut self, scope: &Scope<'_>, path: &Path, wanted: Bilingual) -> Option<Entity> {
        match self.names.look_up(scope.pack, &scope.captures, path) {
            Found::One(entity) => Some(entity),
            Found::InPack(full) => {
                self.complain(scope, path.span, PackInFront { name: path.text(), full });
                None
            }
            Found::Nothing => {
                let name = path.text();
                let near = Near::to(&name, self.names.known(scope.pack, &scope.captures));
                self.complain(scope, path.span, UnknownName { name, wanted, near });
                None
            }
        }
    }

    /// Complains that `path` means something of the wrong sort.
    pub fn wrong_sort(
        &mut self,
        scope: &Scope<'_>,
        path: &Path,
        entity: Entity,
        wanted: Bilingual,
    ) {
        let is = sort_of(entity, &self.fields);
        self.complain(scope, path.span, WrongSort { name: path.text(), is, wanted });
    }
}

/// A table of distinct values, each with its number.
#[derive(Debug)]
pub struct Interner<T> {
    all: Vec<T>,
    ids: HashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { all: Vec::new(), ids: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    fn number(&mut self, value: T) -> u32 {
        if let Some(&id) = self.ids.get(&value) {
            return id;
        }
        let id = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(value.clone());
        self.ids.insert(value, id);
        id
    }

    /// How many distinct values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The values in the order of their numbers.
    #[must_use]
    pub fn into_table(self) -> Vec<T> {
        self.all
    }
}

impl Interner<Phrase> {
    /// The number of a phrase.
    pub fn id(&mut self, phrase: Phrase) -> PhraseId {
        PhraseId(self.number(phrase))
    }
}

impl Interner<Exact> {
    /// The number of an exact string.
    pub fn id(&mut self, exact: Exact) -> ExactId {
        ExactId(self.number(exact))
    }
}

impl Interner<Regex> {
    /// The number of a regular expression.
    pub fn id(&mut self, regex: Regex) -> RegexId {
        RegexId(self.number(regex))
    }
}

impl Interner<Vec<Piece>> {
    /// The number of a set; its members are sorted and distinct.
    pub fn id(&mut self, mut pieces: Vec<Piece>) -> SetId {
        pieces.sort_unstable();
        pieces.dedup();
        SetId(self.number(pieces))
    }

    /// The members of a set.
    #[must_use]
    pub fn get(&self, id: SetId) -> &[Piece] {
        &self.all[id.index()]
    }
}
