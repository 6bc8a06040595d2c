//! What the policy is made from: the trees of its packs, and what they ask for.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::register::Register;
use crate::syntax::tree::{self, File, Item, ItemKind, Use};
use crate::text::SourceId;

/// One rule file, parsed.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Its source.
    pub source: SourceId,
    /// Its text.
    pub text: Arc<str>,
    /// Its tree.
    pub tree: File,
}

/// One pack as read: a folder of rule files.
#[derive(Clone, Debug)]
pub struct PackSource {
    /// The folder as people know it (`policy`, `obstat/claims`).
    pub folder: String,
    /// Whether it is shipped with the program: its full name is then the folder.
    pub built_in: bool,
    /// Where to point for what the folder as a whole lacks: its first file, else the folder itself.
    pub source: SourceId,
    /// Whether all its files could be read.
    pub whole: bool,
    /// Its files in path order.
    pub files: Vec<RuleFile>,
    /// For each `use` of its files in order: the index of the pack it means; none if there is none.
    pub uses: Vec<Option<usize>>,
    /// Its registers in the order of [`PackSource::register_items`]; none if the file could not be read.
    pub registers: Vec<Option<Register>>,
}

impl PackSource {
    /// The `use` items in order, each with its file.
    pub fn use_items(&self) -> impl Iterator<Item = (&RuleFile, &Use)> {
        self.items().filter_map(|(file, item)| match &item.kind {
            ItemKind::Use(item) => Some((file, item)),
            _ => None,
        })
    }

    /// The `register` items in order, each with its file.
    pub fn register_items(&self) -> impl Iterator<Item = (&RuleFile, &tree::Register)> {
        self.items().filter_map(|(file, item)| match &item.kind {
            ItemKind::Register(item) => Some((file, item)),
            _ => None,
        })
    }

    /// All items in order, each with its file.
    pub fn items(&self) -> impl Iterator<Item = (&RuleFile, &Item)> {
        self.files.iter().flat_map(|file| file.tree.items.iter().map(move |item| (file, item)))
    }
}

/// Everything a policy is resolved from.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// All packs; the first is the house.
    pub packs: Vec<PackSource>,
    /// The house's people register, declared or not.
    pub people: Option<Register>,
}

/// The outcome: a policy only if there is no error among the problems.
#[derive(Debug)]
pub struct Resolved {
    /// The policy.
    pub policy: Option<super::Policy>,
    /// The registers' data in the order of the policy's declarations.
    pub registers: Vec<Register>,
    /// Errors and warnings, in the order of packs and files.
    pub problems: Vec<Diagnostic>,
}
