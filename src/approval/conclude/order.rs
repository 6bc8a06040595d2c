//! The order in which causes are told: the record that came furthest first.

use super::assess::Failure;
use crate::diagnostic::Cause;

/// Causes in order: by step, then the latest record, then its id; of one person with one cause only the
/// latest.
pub(super) fn in_order(mut failures: Vec<Failure>) -> Vec<Cause> {
    failures.sort_by(|a, b| {
        b.step.cmp(&a.step).then_with(|| match (&a.record, &b.record) {
            (Some(a), Some(b)) => b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)),
            (a, b) => a.is_some().cmp(&b.is_some()),
        })
    });
    let mut told: Vec<(&'static str, Option<String>)> = Vec::new();
    let mut causes: Vec<Cause> = Vec::new();
    for failure in failures {
        let by = failure.record.map(|(_, _, by)| by);
        let again = by.is_some() && told.contains(&(failure.cause.code, by.clone()));
        if !again && !causes.contains(&failure.cause) {
            told.push((failure.cause.code, by));
            causes.push(failure.cause);
        }
    }
    causes
}
