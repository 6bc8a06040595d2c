//! Who cleared which words, provably.
//!
//! In: records of sidecars, people, roles as lists of persons, digests, the clock: everything as data. Out:
//! whether an obligation is met, by which records, and else why not. This room reads no file, asks no
//! clock, runs no program and computes no canonical form; it does not know what a rule is.

pub mod change;
pub mod conclude;
pub mod entry;
pub mod forge;
mod form;
pub mod problem;
mod reason;
pub mod record;
pub mod sidecar;
pub mod signature;
pub mod signers;
#[cfg(test)]
#[cfg(feature = "seal")]
mod testing;
pub mod waive;
pub mod words;

pub use change::{Change, ChangedLine, Part, changes, parts};
pub use conclude::{
    Answer, Assurance, Author, Case, Debt, Demand, Digested, Owed, Party, Publication, Setting,
    Source, Verdict, acceptable, conclude, standing, unknown_authors, wanted_digests, withdraws,
};
pub use entry::{Entry, Proof};
pub use forge::Review;
pub use reason::Reason;
pub use record::{
    About, Act, Deed, KeptText, Record, RecordId, Scope, Stamp, Subject, Window, digest, is_digest,
};
pub use sidecar::{Broken, Line, Sidecar};
pub use waive::{Finding, Waivable, Waived, waive};
