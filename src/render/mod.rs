//! Reports as text, one output a file.
//!
//! In: a [`Report`] with its sources, the reader's language. Out: bytes to a given writer, never to the
//! terminal. A renderer changes nothing about a finding; it only shows it. No control character of a draft
//! reaches a reader as such, and no line begins with a draft's text.

pub mod azure;
pub mod checkstyle;
mod details;
mod excerpt;
mod files;
mod finding;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod human;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
mod outputs;
mod plain;
pub mod rdjson;
pub mod rdjsonl;
pub mod sarif;
pub mod short;
pub mod tap;
pub mod teamcity;
mod uri;
pub mod visible;
mod written;
mod xml;

pub use outputs::{Output, render};

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::{Language, Tongue};

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
    /// The lowest severity that fails the run.
    pub failing: Severity,
    /// Findings and nothing else.
    pub quiet: bool,
    /// How many findings people are shown at most.
    pub most: usize,
}

/// Columns of a line where there is no terminal to ask.
pub const WIDTH: usize = 100;

impl View {
    /// As a report goes into a file: no colour, every finding that nobody has waived.
    #[must_use]
    pub fn plain(language: Language) -> Self {
        Self {
            language,
            colour: false,
            width: WIDTH,
            waived: false,
            failing: Severity::Error,
            quiet: false,
            most: usize::MAX,
        }
    }

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

    /// The findings that people are shown, and how many more there are, in words.
    pub fn first<'r>(&self, report: &'r Report) -> (Vec<&'r Diagnostic>, Option<String>) {
        let mut all = self.shown(report);
        let first: Vec<&Diagnostic> = all.by_ref().take(self.most).collect();
        let (more, tongue) = (all.count(), self.tongue());
        let told = tongue.count(
            more,
            ["more finding", "more findings"],
            ["weiterer Befund", "weitere Befunde"],
        );
        (first, (more > 0).then(|| format!("{} {told}", tongue.pick("and", "und"))))
    }

    /// The findings that this view shows, the most severe first; else in their order.
    #[must_use]
    pub fn ranked<'r>(&self, report: &'r Report) -> Vec<&'r Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.shown(report).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.severity));
        all
    }

    /// Whether a finding fails the run.
    #[must_use]
    pub fn fails(&self, one: &Diagnostic) -> bool {
        one.waived.is_none()
            && (one.severity >= self.failing || one.kind == crate::diagnostic::Kind::Unreadable)
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

/// The first of a rule's sources that is an address, and one that holds nothing which addresses must not.
fn address(see: &[String]) -> Option<&str> {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let web = |one: &&String| {
        (one.starts_with("https://") || one.starts_with("http://")) && one.bytes().all(allowed)
    };
    see.iter().find(web).map(String::as_str)
}

/// Whether people are all or part of what is missing.
fn asks_people(one: &Diagnostic) -> bool {
    one.subject.as_ref().is_some_and(|subject| subject.asks_people)
}
