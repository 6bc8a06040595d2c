//! One shape for every complaint, about rules and about drafts, and for the report of a run.
//!
//! In: what a room found and where. Out: a [`Diagnostic`] that every renderer can show in either
//! tongue. This room does not know terminals, formats or files.
//!
//! A room declares its complaints in a file `problem.rs` with [`complaints!`](crate::complaints): code, severity, title,
//! label, help and the page for `obstat explain`, both tongues side by side. The lists are collected in
//! [`catalog`].

pub mod baseline;
pub mod catalog;
pub mod complaint;
pub mod described;
pub mod finding;
pub mod fingerprint;
pub mod page;
pub mod report;

pub use baseline::Baseline;
pub use catalog::Entry;
pub use complaint::{Bilingual, Complaint, Near, Say};
pub use described::Described;
pub use finding::{Cause, Diagnostic, Fix, Kind, Label, Safety, Severity, Subject};
pub use fingerprint::{Fingerprint, fingerprint, fingerprint_at};
pub use page::{Accent, Look, Page, Shown};
pub use report::{Anchor, JudgedBy, JudgedDraft, Report, UsedRecord};
