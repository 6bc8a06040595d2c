//! Everything the syntax room complains about, one family a file, both tongues side by side.
//!
//! In: the user's words. Out: complaints that say what is wrong, why, and what to write. They know
//! nothing of how the mistake was found.

use crate::diagnostic::Entry;

pub mod block;
pub mod character;
pub mod clause;
pub mod expression;
pub mod limit;
pub mod list;
pub mod name;
pub mod quotation;
pub mod shape;
pub mod value;

/// The catalogues of all families.
pub const CATALOGS: &[&[Entry]] = &[
    block::CATALOG,
    character::CATALOG,
    clause::CATALOG,
    expression::CATALOG,
    limit::CATALOG,
    list::CATALOG,
    name::CATALOG,
    quotation::CATALOG,
    shape::CATALOG,
    value::CATALOG,
];
