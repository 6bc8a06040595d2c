//! Rules as a report describes them: what readers need who see only the report.

use std::sync::Arc;

use super::finding::Severity;
use crate::text::Localized;

/// A rule that findings of the report name, or a code of the tool's own.
#[derive(Clone, Debug)]
pub struct Described {
    /// Full rule name or code, as findings carry it.
    pub code: Arc<str>,
    /// What it is called.
    pub title: Localized,
    /// Why it is there, as Markdown; may be empty.
    pub why: Localized,
    /// What to do instead, one entry a line.
    pub help: Vec<Localized>,
    /// Where to read more.
    pub see: Vec<String>,
    /// How grave it is by itself.
    pub severity: Severity,
    /// Who answers for it.
    pub owner: Option<String>,
}
