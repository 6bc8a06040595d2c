//! Every code of the tool's own, with its texts: what `obstat explain CODE` shows and the house test counts.

use super::complaint::Bilingual;
use super::finding::{Kind, Severity};

/// One complaint of the tool as declared: texts still with their placeholders.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its code, unique in the program.
    pub code: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// What sort of statement it makes.
    pub kind: Kind,
    /// What is wrong.
    pub title: Bilingual,
    /// The word at the place; may be empty.
    pub label: Bilingual,
    /// What to do; may be empty.
    pub help: Bilingual,
    /// The page for `obstat explain`: why this is a mistake, in full sentences.
    pub why: Bilingual,
}
