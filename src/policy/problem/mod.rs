//! What can be wrong with a policy: one list of complaints a topic.

pub mod amendment;
pub mod condition;
pub mod example;
pub mod field;
pub mod lint;
pub mod name;
pub mod pack;
pub mod pattern;

use crate::diagnostic::Entry;

/// Every complaint of this room.
#[must_use]
pub fn catalog() -> Vec<Entry> {
    [
        amendment::CATALOG,
        condition::CATALOG,
        example::CATALOG,
        field::CATALOG,
        lint::CATALOG,
        name::CATALOG,
        pack::CATALOG,
        pattern::CATALOG,
    ]
    .concat()
}
