//! JUnit XML for test reports: a suite for each file, a case for each finding. What fails the run is a failure, what could
//! not be judged an error, the rest skipped with its message. Columns count characters.

use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::files::by_file;
use super::plain::{At, plain};
use super::xml::safe;
use crate::diagnostic::{Diagnostic, Kind, Report};
use crate::text::Sources;

/// What becomes of a finding as a test case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Failure,
    Error,
    Skipped,
}

fn outcome(one: &Diagnostic, view: &View) -> Outcome {
    match one.kind {
        _ if !view.fails(one) => Outcome::Skipped,
        Kind::Finding => Outcome::Failure,
        Kind::NotJudged | Kind::Unreadable => Outcome::Error,
    }
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
    writeln!(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let files = by_file(view.shown(report), sources);
    writeln!(
        writer,
        "<testsuites name=\"obstat\"{}>",
        counts(files.iter().flat_map(|(_, all)| all), view, false)
    )?;
    for (name, findings) in &files {
        writeln!(
            writer,
            "  <testsuite name=\"{}\"{}>",
            safe(name),
            counts(findings.iter(), view, true)
        )?;
        for one in findings {
            case(one, sources, view, writer)?;
        }
        writeln!(writer, "  </testsuite>")?;
    }
    if files.is_empty() {
        // Readers take a report without any case for a broken one.
        let summary = safe(&summary(report, view.tongue()));
        writeln!(
            writer,
            "  <testsuite name=\"obstat\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">"
        )?;
        writeln!(writer, "    <testcase name=\"{summary}\" classname=\"obstat\"/>")?;
        writeln!(writer, "  </testsuite>")?;
    }
    writeln!(writer, "</testsuites>")
}

fn counts<'a>(
    findings: impl Iterator<Item = &'a &'a Diagnostic>,
    view: &View,
    skipped: bool,
) -> String {
    let mut of = [0; 3];
    for one in findings {
        of[outcome(one, view) as usize] += 1;
    }
    let [failed, errors, left] = of;
    let all = (failed + errors + left).max(1);
    let mut text = format!(" tests=\"{all}\" failures=\"{failed}\" errors=\"{errors}\"");
    if skipped {
        text.push_str(&format!(" skipped=\"{left}\""));
    }
    text
}

fn case(
    one: &Diagnostic,
    sources: &Sources,
    view: &View,
    writer: &mut dyn Write,
) -> io::Result<()> {
    let At { file, start, .. } = At::new(one.primary.place, sources);
    let (code, line, column) = (safe(&one.code), start.line, start.character);
    let message = safe(one.message.get(view.language));
    writeln!(
        writer,
        "    <testcase name=\"{code} ({line}:{column})\" classname=\"{}\">",
        safe(&file)
    )?;
    let element = match outcome(one, view) {
        Outcome::Failure => "failure",
        Outcome::Error => "error",
        Outcome::Skipped => "skipped",
    };
    let mut text = safe(&plain(one, sources, view));
    for detail in below(one, view.language) {
        text.push_str("&#10;");
        text.push_str(&safe(&detail));
    }
    writeln!(writer, "      <{element} type=\"{code}\" message=\"{message}\">{text}</{element}>")?;
    writeln!(writer, "    </testcase>")
}
