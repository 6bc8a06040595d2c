//! Issues of Azure Pipelines, as logging commands. A task shows ten errors and ten warnings, so the most severe come
//! first; notes are no issues there and stand in the log as they are. Columns count characters.

use std::io::{self, Write};

use super::View;
use super::details::summary;
use super::plain::{At, plain};
use super::visible::line as visible;
use crate::diagnostic::{Report, Severity};
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
    for one in view.ranked(report) {
        if one.severity == Severity::Info {
            writeln!(writer, "{}", plain(one, sources, view))?;
            continue;
        }
        let At { file, start, .. } = At::new(one.primary.place, sources);
        writeln!(
            writer,
            "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={};]{}",
            one.severity,
            property(&file),
            start.line,
            start.character,
            property(&one.code),
            data(&visible(one.message.get(view.language))),
        )?;
    }
    writeln!(writer, "obstat: {}", summary(report, view.tongue()))
}

fn data(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(']', "%5D").replace(';', "%3B")
}
