//! GitLab's Code Quality report: what the merge request shows as new and as resolved, told apart by fingerprints.
//! Columns count characters.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use super::plain::At;
use super::written::{Each, document};
use crate::diagnostic::{Diagnostic, Kind, Report, Severity};
use crate::text::Sources;

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
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
    document(&Each(|| view.shown(report).map(|one| issue(one, sources, view))), writer)
}

fn issue<'a>(one: &'a Diagnostic, sources: &Sources, view: &View) -> Issue<'a> {
    let At { file, start, end } = At::new(one.primary.place, sources);
    Issue {
        sort: "issue",
        description: one.message.get(view.language),
        check_name: &one.code,
        fingerprint: one.fingerprint.as_ref().map_or("", |one| one.as_str()),
        severity: match (one.kind, one.severity) {
            (Kind::NotJudged | Kind::Unreadable, _) => "blocker",
            (Kind::Finding, Severity::Error) => "critical",
            (Kind::Finding, Severity::Warning) => "minor",
            (Kind::Finding, Severity::Info) => "info",
        },
        location: Location {
            path: file,
            positions: Positions {
                begin: Position { line: start.line, column: start.character },
                end: Position { line: end.line, column: end.character },
            },
        },
    }
}
