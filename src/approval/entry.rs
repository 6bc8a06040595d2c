//! An act with what is known of it besides its words: what proves it, and where it stands.

use std::sync::OnceLock;

use super::record::{Act, RecordId};
use super::signature::{self, Fault};
use crate::register::{Forge, Key};
use crate::text::Place;

/// What proves an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A line of a sidecar: its signature, or nothing but the word.
    Line,
    /// A review on a forge, handed in by CI.
    Review(Forge),
    /// Given in a scenario or example: counts with whatever assurance the role asks.
    Given,
}

/// An act to be judged.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The act.
    pub act: Act,
    /// Its id.
    pub id: RecordId,
    /// What proves it.
    pub proof: Proof,
    /// Whether the tree has it.
    pub in_tree: bool,
    /// Whether the base has it: it has landed.
    pub in_base: bool,
    /// Where it stands, if it stands anywhere.
    pub place: Option<Place>,
    /// The outcome of the signature check, made at most once however many rules ask.
    checked: OnceLock<Result<Key, Fault>>,
}

impl Entry {
    /// A line of a sidecar.
    #[must_use]
    pub fn line(act: Act, id: RecordId) -> Self {
        Self::new(act, id, Proof::Line)
    }

    /// An act of a scenario or example.
    #[must_use]
    pub fn given(act: Act) -> Self {
        let id = act.id();
        Self::new(act, id, Proof::Given)
    }

    /// A review on a forge.
    #[must_use]
    pub fn review(act: Act, forge: Forge) -> Self {
        let id = act.id();
        Self::new(act, id, Proof::Review(forge))
    }

    fn new(act: Act, id: RecordId, proof: Proof) -> Self {
        Self {
            act,
            id,
            proof,
            in_tree: false,
            in_base: false,
            place: None,
            checked: OnceLock::new(),
        }
    }

    /// The key that signed it, or why its signature is not accepted; nothing if it has none.
    #[must_use]
    pub fn signed_with(&self) -> Option<&Result<Key, Fault>> {
        let sig = self.act.sig.as_deref()?;
        let check = || signature::verify(sig, self.act.signed_bytes().as_bytes());
        Some(self.checked.get_or_init(check))
    }
}
