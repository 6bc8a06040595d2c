//! JSON for programs that read while it is written: a line for the run, then a line for each finding.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use super::finding::Finding;
use super::json::Run;
use super::written::line;
use crate::diagnostic::Report;
use crate::text::Sources;

#[derive(Serialize)]
struct Line<T> {
    r#type: &'static str,
    #[serde(flatten)]
    of: T,
}

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
    line(&Line { r#type: "run", of: Run::of(report) }, writer)?;
    for one in view.shown(report) {
        let of = Finding::new(one, sources, view.language);
        line(&Line { r#type: "finding", of }, writer)?;
    }
    Ok(())
}
