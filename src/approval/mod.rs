//! Who cleared which words, provably.
//!
//! In: records of sidecars, people, roles as lists of persons, digests, the clock: everything as data. Out:
//! whether an obligation is met, by which records, and else why not. This room reads no file, asks no
//! clock, runs no program and computes no canonical form; it does not know what a rule is.

pub mod entry;
mod form;
pub mod problem;
pub mod record;
pub mod sidecar;
pub mod signature;
pub mod signers;
#[cfg(all(test, feature = "seal"))]
mod testing;
pub mod words;

pub use entry::{Entry, Proof};
pub use form::Reason;
pub use record::{
    About, Act, Deed, KeptText, Record, RecordId, Scope, Stamp, Subject, Window, digest, is_digest,
};
pub use sidecar::{Broken, Line, Sidecar};
