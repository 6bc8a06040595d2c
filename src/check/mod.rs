//! The meaning of a rule, once, for command line, editor and tests alike.
//!
//! In: a policy with its matcher and registers, and drafts. Out: findings. One pass over each variant, then one
//! over all drafts, in a fixed order. It asks for approvals through a [`Door`] and reads no file,
//! no clock and no format.

mod agree;
mod around;
mod condition;
mod door;
mod evidence;
mod field;
mod fix;
mod judge;
mod measure;
mod message;
pub mod problem;
mod quote;
mod rule;
mod similar;
mod trace;

pub use agree::Stated;
pub use door::{Asked, Cleared, Door, Words};
pub use field::Typed;
pub use judge::{Judge, Judged, holds_at, people_of};
pub use rule::MAX_FINDINGS;
pub use similar::Likeness;
pub use trace::{Step, Trace};

use crate::diagnostic::Diagnostic;
use crate::policy::Policy;

/// What drafts say of each other: contradictions within a campaign, texts written twice.
#[must_use]
pub fn across(policy: &Policy, stated: Vec<Stated>, likenesses: &[Likeness]) -> Vec<Diagnostic> {
    let mut found = agree::across(stated);
    found.extend(similar::across(policy, likenesses));
    found
}
