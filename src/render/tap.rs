//! Test Anything Protocol, version 13: a test point for each finding, *not ok* if it fails the run. Columns count
//! characters. What else is said stands in the YAML block below, in the part
//! of YAML that readers of TAP know: the message as a quoted string, the rest as lines of a literal block.

use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::plain::At;
use super::visible::line as visible;
use super::written;
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
    writeln!(writer, "TAP version 13")?;
    let count = view.shown(report).count();
    // Readers take a plan without tests for a broken run.
    writeln!(writer, "1..{}", count.max(1))?;
    for (at, one) in view.shown(report).enumerate() {
        let failed = if view.fails(one) { "not ok" } else { "ok" };
        let At { file, start, .. } = At::new(one.primary.place, sources);
        let (number, line, column) = (at + 1, start.line, start.character);
        let place = escaped(&format!("{file}:{line}:{column}"));
        writeln!(writer, "{failed} {number} - {} {place}", escaped(&one.code))?;
        writeln!(writer, "  ---")?;
        write!(writer, "  severity: {}\n  message: ", one.severity)?;
        written::line(&visible(one.message.get(view.language)), writer)?;
        let details = below(one, view.language);
        if !details.is_empty() {
            writeln!(writer, "  details: |")?;
        }
        for detail in details {
            writeln!(writer, "    - {detail}")?;
        }
        writeln!(writer, "  ...")?;
    }
    let summary = summary(report, view.tongue());
    if count == 0 { writeln!(writer, "ok 1 - {summary}") } else { writeln!(writer, "# {summary}") }
}

/// A description: `#` would begin a directive.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('#', "\\#")
}
