//! Reviewdog's JSON, a line for each finding; else as `rdjson`.

use std::io::{self, Write};

use super::View;
use super::rdjson::Item;
use super::written::line;
use crate::diagnostic::Report;
use crate::text::Sources;

/// Renders a report.
///
/// # Errors
/// What the writer says.
pub fn render(
    report: &Report,
    sources: &Sources,
    view: &View,
    writer: &mut dyn Write,
) -> io::Result<()> {
    view.shown(report).try_for_each(|one| line(&Item::new(one, sources, view), writer))
}
