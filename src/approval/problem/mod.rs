//! What can be wrong with approvals, with the codes of the reference page.
//!
//! Causes stand below a rule's finding and say why it is open; findings stand for themselves.

pub mod cause;
pub mod finding;
pub mod person;
pub mod waiver;

use crate::diagnostic::{Cause, Complaint};

/// A complaint as the cause of a rule's finding.
pub fn cause<C: Complaint>(complaint: &C) -> Cause {
    Cause { code: C::ENTRY.code, message: complaint.title(), help: complaint.help() }
}
