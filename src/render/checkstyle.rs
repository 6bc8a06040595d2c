//! Checkstyle's XML, which many tools read. Columns count characters.

use std::io::{self, Write};

use super::View;
use super::files::by_file;
use super::plain::At;
use super::xml::safe;
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
    writeln!(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(writer, "<checkstyle version=\"4.3\">")?;
    for (name, findings) in by_file(view.shown(report), sources) {
        writeln!(writer, "  <file name=\"{}\">", safe(name))?;
        for one in findings {
            let At { start, .. } = At::new(one.primary.place, sources);
            writeln!(
                writer,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>",
                start.line,
                start.character,
                one.severity,
                safe(one.message.get(view.language)),
                safe(&one.code),
            )?;
        }
        writeln!(writer, "  </file>")?;
    }
    writeln!(writer, "</checkstyle>")
}
