//! The outputs there are, each with its name.

use std::io::{self, Write};

use super::View;
use super::{azure, checkstyle, github, gitlab, html, human, json, jsonl, junit, markdown};
use super::{rdjson, rdjsonl, sarif, short, tap, teamcity};
use crate::diagnostic::Report;
use crate::text::Sources;

/// An output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Excerpts with labels, for people.
    Human,
    /// One line a finding.
    Short,
    /// One JSON document.
    Json,
    /// JSON, a line for each finding.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// JUnit XML.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Reviewdog's JSON.
    Rdjson,
    /// Reviewdog's JSON, a line for each finding.
    Rdjsonl,
    /// Test Anything Protocol.
    Tap,
    /// Service messages of TeamCity.
    Teamcity,
    /// A comment on a pull request.
    Markdown,
    /// A page to look at.
    Html,
}

impl Output {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Human,
        Self::Short,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Azure,
        Self::Junit,
        Self::Checkstyle,
        Self::Rdjson,
        Self::Rdjsonl,
        Self::Tap,
        Self::Teamcity,
        Self::Markdown,
        Self::Html,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.names().1
    }

    /// The output with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Human => ("human", "Excerpts with labels, for people"),
            Self::Short => ("short", "`file:line:column: severity[rule] message`"),
            Self::Json => ("json", "One JSON document"),
            Self::Jsonl => ("jsonl", "JSON, a line for each finding"),
            Self::Sarif => ("sarif", "SARIF 2.1.0, for code scanning and audit stores"),
            Self::Github => ("github", "Annotations of GitHub Actions"),
            Self::Gitlab => ("gitlab", "Code Quality report of GitLab"),
            Self::Azure => ("azure", "Issues of Azure Pipelines"),
            Self::Junit => ("junit", "JUnit XML"),
            Self::Checkstyle => ("checkstyle", "Checkstyle XML"),
            Self::Rdjson => ("rdjson", "Reviewdog's JSON"),
            Self::Rdjsonl => ("rdjsonl", "Reviewdog's JSON, a line for each finding"),
            Self::Tap => ("tap", "Test Anything Protocol"),
            Self::Teamcity => ("teamcity", "Inspections of TeamCity"),
            Self::Markdown => ("markdown", "A comment on a pull request"),
            Self::Html => ("html", "A page to look at"),
        }
    }
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
    let render = match output {
        Output::Human => human::render,
        Output::Short => short::render,
        Output::Json => json::render,
        Output::Jsonl => jsonl::render,
        Output::Sarif => sarif::render,
        Output::Github => github::render,
        Output::Gitlab => gitlab::render,
        Output::Azure => azure::render,
        Output::Junit => junit::render,
        Output::Checkstyle => checkstyle::render,
        Output::Rdjson => rdjson::render,
        Output::Rdjsonl => rdjsonl::render,
        Output::Tap => tap::render,
        Output::Teamcity => teamcity::render,
        Output::Markdown => markdown::render,
        Output::Html => html::render,
    };
    render(report, sources, view, writer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::render::visible::must_show;
    use crate::text::{Language, Localized, Place, Span};

    const NASTY: &str = "x\n::error ::a ##[group]b ##vso[task.complete]c ##teamcity[x] ]]> | <b> \
        \u{202e}\u{200b}\u{1b}[31m\u{7}\u{85} # SKIP 🌱 %0A";

    fn rendered(output: Output, name: &str, said: &str) -> String {
        let mut sources = Sources::new();
        let source = sources.add(name, said);
        let place = Place::new(source, Span::new(2, said.len()));
        let mut one = Diagnostic::new("house/x", Severity::Error, Localized::same(said), place)
            .label(Localized::same(said))
            .help(Localized::same(said))
            .and(place, Localized::same(said));
        one.see.push(said.to_owned());
        let report = Report { diagnostics: vec![one], drafts: 1, ..Report::default() };
        let view = View::plain(Language::ENGLISH);
        let mut bytes = Vec::new();
        render(output, &report, &sources, &view, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn no_output_holds_what_a_reader_would_obey() {
        for output in Output::ALL {
            let text = rendered(output, "::error ::ü b,c;d].md", NASTY);
            assert!(!text.chars().any(must_show), "{}: {text}", output.name());
            for line in text.lines() {
                let line = line.trim_start();
                let command = line.starts_with("::") && !line.starts_with("::error file=%3A%3Aerr");
                assert!(!command, "{}: {line}", output.name());
                let ours = ["##vso[task.logissue type=", "##teamcity[inspection"];
                let rest = ours.iter().find_map(|one| line.strip_prefix(one)).unwrap_or(line);
                for obeyed in ["##[", "##vso[", "##teamcity["] {
                    assert!(!rest.contains(obeyed), "{}: {line}", output.name());
                }
            }
        }
    }

    #[test]
    fn names_are_found() {
        for output in Output::ALL {
            assert_eq!(Output::named(output.name()), Some(output));
        }
        assert_eq!(Output::named("sraif"), None);
    }
}
