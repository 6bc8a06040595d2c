//! YAML text to a tree of scalars with byte spans: the only room that sees the YAML library.
//!
//! In: the text of a register, a front matter or a metadata file. Out: a [`Node`] whose scalars are
//! still text (`yes` stays `yes`, `007` stays `007`), because only the reader's schema may type them; or
//! one problem. Aliases are expanded, `<<` is an ordinary key, duplicate keys are refused, and budgets
//! bound depth, aliases and size. It knows no field, register or draft.

mod node;
pub mod problem;
mod read;

pub use node::{Entry, Node, Value};
pub use read::{MAX_DEPTH, MAX_NODES, read};
