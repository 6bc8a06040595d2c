//! Reports as text, one output a file.
//!
//! In: a [`Report`] with its sources, the reader's language. Out: bytes to a given writer, never to the
//! terminal. A renderer changes nothing about a finding; it only shows it. No control character of a draft
//! reaches a reader as such, and no line begins with a draft's text.

mod excerpt;
pub mod human;
pub mod json;
pub mod short;
pub mod visible;

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::{Language, Sources, Tongue};

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The reader's language.
    pub language: Language,
    /// Escape sequences for colour.
    pub colour: bool,
    /// Columns of a line.
    pub width: usize,
    /// Show findings that waivers cover.
    pub waived: bool,
}

impl View {
    /// Our tongue for this reader.
    #[must_use]
    pub fn tongue(&self) -> Tongue {
        Tongue::of(self.language)
    }

    /// The findings that this view shows.
    pub fn shown<'r>(&self, report: &'r Report) -> impl Iterator<Item = &'r Diagnostic> + use<'r> {
        let waived = self.waived;
        report.diagnostics.iter().filter(move |one| waived || one.waived.is_none())
    }
}

/// An output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Excerpts with labels, for people.
    Human,
    /// One line a finding.
    Short,
    /// One JSON document.
    Json,
}

/// Renders a report.
///
/// # Errors
/// What the writer says.
pub fn render(
    output: Output,
    report: &Report,
    sources: &Sources,
    view: &View,
    writer: &mut dyn Write,
) -> io::Result<()> {
    match output {
        Output::Human => human::render(report, sources, view, writer),
        Output::Short => short::render(report, sources, view, writer),
        Output::Json => json::render(report, sources, view, writer),
    }
}

/// What a severity is called.
#[must_use]
pub fn severity_word(severity: Severity, tongue: Tongue) -> &'static str {
    match severity {
        Severity::Error => tongue.pick("error", "Fehler"),
        Severity::Warning => tongue.pick("warning", "Warnung"),
        Severity::Info => tongue.pick("info", "Hinweis"),
    }
}
