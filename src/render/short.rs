//! One line a finding: `file:line:column: severity[rule] message`. Columns count characters from 1.

use std::io::{self, Write};

use super::View;
use super::visible::line as visible;
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
    let (first, more) = view.first(report);
    for diagnostic in first {
        let place = diagnostic.primary.place;
        let source = sources.get(place.source);
        let name = visible(source.name());
        let position = source.position(place.span.start as usize);
        writeln!(
            writer,
            "{}{name}:{}:{}: {}[{}] {}",
            // A build server would take the name for a command.
            if name.trim_start().starts_with("::") { "./" } else { "" },
            position.line,
            position.character,
            diagnostic.severity,
            diagnostic.code,
            visible(diagnostic.message.get(view.language)),
        )?;
    }
    more.map_or(Ok(()), |more| writeln!(writer, "{more}"))
}
