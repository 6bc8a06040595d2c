//! Annotations of GitHub Actions, as workflow commands. A step shows ten of each level, so the most severe come first and
//! what is over stands in a fold of the log. Columns count characters; paths must be relative to the checkout.

use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::plain::{At, plain};
use super::visible::line as visible;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::Sources;

/// Annotations of one level that GitHub keeps of a step.
pub const SHOWN: usize = 10;

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
    let ranked = view.ranked(report);
    let mut over = Vec::new();
    for of_level in ranked.chunk_by(|one, next| one.severity == next.severity) {
        let (shown, rest) = of_level.split_at(of_level.len().min(SHOWN));
        for one in shown {
            command(one, sources, view, writer)?;
        }
        over.extend_from_slice(rest);
    }
    if !over.is_empty() {
        let title = view.tongue().count(
            over.len(),
            ["more finding without an annotation", "more findings without an annotation"],
            ["weiterer Befund ohne Anmerkung", "weitere Befunde ohne Anmerkung"],
        );
        writeln!(writer, "::group::{title}")?;
        for one in over {
            writeln!(writer, "{}", plain(one, sources, view))?;
        }
        writeln!(writer, "::endgroup::")?;
    }
    writeln!(writer, "obstat: {}", summary(report, view.tongue()))
}

fn command(
    one: &Diagnostic,
    sources: &Sources,
    view: &View,
    writer: &mut dyn Write,
) -> io::Result<()> {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let At { file, start, end } = At::new(one.primary.place, sources);
    write!(writer, "::{level} file={},line={},endLine={}", property(&file), start.line, end.line)?;
    // Columns make sense to GitHub within one line only.
    if start.line == end.line {
        write!(writer, ",col={},endColumn={}", start.character, end.character)?;
    }
    let mut message = visible(one.message.get(view.language)).into_owned();
    for detail in below(one, view.language) {
        message.push('\n');
        message.push_str(&detail);
    }
    writeln!(writer, ",title={}::{}", property(&one.code), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
