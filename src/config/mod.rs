//! `obstat.toml`: which files are drafts, under which policy, with which fields.
//!
//! In: the text of the file. Out: a [`Config`], or what is wrong with it. It can neither change a severity nor
//! waive: what is right stands in rule files. It reads no file itself.

mod discover;
mod file;
pub mod problem;

pub use discover::{Decision, Reason, Sort};
pub use file::{Assign, Config, Glob, KEYS, leads_out, not_utf8, read};
