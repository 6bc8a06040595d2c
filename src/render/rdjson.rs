//! Reviewdog's JSON. Columns count UTF-8 bytes, ends are exclusive. Of the fixes those are given that are one edit:
//! reviewdog takes each suggestion for a whole fix.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use super::details::below;
use super::written::{Each, document};
use crate::diagnostic::{Diagnostic, Fix, Report, Severity};
use crate::text::{Place, Sources};

#[derive(Serialize)]
struct Document<D> {
    source: Origin,
    diagnostics: D,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Origin,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Origin {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

const ORIGIN: Origin = Origin { name: "obstat" };

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
    let diagnostics = Each(|| view.shown(report).map(|one| Item::new(one, sources, view)));
    document(&Document { source: ORIGIN, diagnostics }, writer)
}

impl<'a> Item<'a> {
    /// Of a finding.
    pub(super) fn new(one: &'a Diagnostic, sources: &'a Sources, view: &View) -> Self {
        let mut message = one.message.get(view.language).to_owned();
        for detail in below(one, view.language) {
            message.push('\n');
            message.push_str(&detail);
        }
        let place = one.primary.place;
        Self {
            message,
            location: location(place, sources),
            severity: match one.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            source: ORIGIN,
            code: Code { value: &one.code, url: super::address(&one.see) },
            suggestions: one
                .fixes
                .iter()
                .filter_map(|fix| suggestion(fix, place, sources))
                .collect(),
            related_locations: one
                .related
                .iter()
                .map(|label| Related {
                    message: label.text.get(view.language),
                    location: location(label.place, sources),
                })
                .collect(),
        }
    }
}

fn location(place: Place, sources: &Sources) -> Location<'_> {
    Location { path: sources.get(place.source).name(), range: range(place, sources) }
}

fn range(place: Place, sources: &Sources) -> Range {
    let source = sources.get(place.source);
    let point = |offset: u32| {
        let position = source.position(offset as usize);
        Point { line: position.line, column: position.byte }
    };
    Range { start: point(place.span.start), end: point(place.span.end) }
}

fn suggestion<'a>(fix: &'a Fix, primary: Place, sources: &Sources) -> Option<Suggestion<'a>> {
    let [edit] = fix.edits.as_slice() else { return None };
    let range = range(Place::new(primary.source, edit.span), sources);
    Some(Suggestion { range, text: &edit.replacement })
}
