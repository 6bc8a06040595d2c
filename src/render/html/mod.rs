//! A page to look at: each draft as the public sees it with its findings in the margin, who has to clear what, totals by
//! rule and owner, filters. One file that needs no network, no font and no script of others; without scripts all
//! but the filters works.

mod draft;
mod totals;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::xml::safe;
use super::{asks_people, severity_word};
use crate::diagnostic::{Diagnostic, Page, Report};
use crate::text::{SourceId, Sources, Tongue};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page may do: its own style, its own script, nothing else. The digest is the script's.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
     script-src 'sha256-vWFzXokL4oeAXNR8KIRz37/Que2gG1aNM/8uZ1J1J3M='";

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
    let findings: Vec<Numbered<'_>> = view
        .shown(report)
        .enumerate()
        .map(|(at, finding)| Numbered { number: at + 1, finding })
        .collect();
    let mut sheet = Sheet { report, sources, view, writer };
    sheet.head(&findings)?;
    sheet.waiting(&findings)?;
    sheet.filters(&findings)?;
    sheet.drafts(&findings)?;
    sheet.totals(&findings)?;
    writeln!(sheet.writer, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

/// A finding with its number on the page.
#[derive(Clone, Copy)]
struct Numbered<'r> {
    number: usize,
    finding: &'r Diagnostic,
}

/// The page as it is written.
struct Sheet<'a> {
    report: &'a Report,
    sources: &'a Sources,
    view: &'a View,
    writer: &'a mut dyn Write,
}

impl Sheet<'_> {
    /// Our word in the reader's tongue.
    fn says(&self, en: &'static str, de: &'static str) -> &'static str {
        self.view.tongue().pick(en, de)
    }

    fn head(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        let tongue = self.view.tongue();
        let summary = safe(&summary(self.report, tongue));
        let skip = self.says("To the drafts", "Zu den Entwürfen");
        writeln!(
            self.writer,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>Obstat: {summary}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#drafts\">{skip}</a>\n<header>\n<h1>Obstat</h1>\n\
             <p class=\"summary\">{summary}</p>",
            tongue.language(),
        )?;
        if let Some(clock) = self.report.clock {
            let words = self.says("judged as of", "beurteilt zum Stand");
            let minute = clock.strftime("%Y-%m-%d %H:%M UTC");
            writeln!(
                self.writer,
                "<p class=\"quiet\">{words} <time datetime=\"{clock:.0}\">{minute}</time></p>"
            )?;
        }
        for policy in &self.report.policies {
            let words = self.says("by the rules of", "nach den Regeln von");
            let pack = safe(&policy.pack);
            let version = policy.version.as_deref().map(safe).unwrap_or_default();
            let digest = policy.digest.get(..19).unwrap_or(&policy.digest);
            writeln!(
                self.writer,
                "<p class=\"quiet\">{words} {pack} {version} <code>{digest}…</code></p>"
            )?;
        }
        if !findings.is_empty() {
            self.ways(findings)?;
        }
        writeln!(self.writer, "</header>\n<main>")
    }

    /// Links to the parts of the page.
    fn ways(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        let words = self.says("Parts of this page", "Teile dieser Seite");
        writeln!(self.writer, "<nav aria-label=\"{words}\">")?;
        if findings.iter().any(|one| asks_people(one.finding)) {
            let title = self.says("Who has to clear what", "Wer was freigeben muss");
            writeln!(self.writer, "<a href=\"#waiting\">{title}</a>")?;
        }
        let (drafts, totals) = (self.says("Drafts", "Entwürfe"), self.says("Totals", "Summen"));
        writeln!(
            self.writer,
            "<a href=\"#drafts\">{drafts}</a>\n<a href=\"#totals\">{totals}</a>\n</nav>"
        )
    }

    fn drafts(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        let title = self.says("Drafts", "Entwürfe");
        writeln!(self.writer, "<section id=\"drafts\" tabindex=\"-1\">\n<h2>{title}</h2>")?;
        let mut by_source: BTreeMap<SourceId, Vec<Numbered<'_>>> = BTreeMap::new();
        for one in findings {
            by_source.entry(one.finding.primary.place.source).or_default().push(*one);
        }
        for judged in &self.report.judged {
            let source = judged.pages.first().map(|page| page.source);
            let own = source.and_then(|source| by_source.remove(&source)).unwrap_or_default();
            self.draft(&judged.path, &judged.pages, own)?;
        }
        // Metadata and records beside drafts, rule files, what could not be read.
        for (source, own) in by_source {
            self.draft(self.sources.get(source).name(), &[], own)?;
        }
        writeln!(self.writer, "</section>")
    }

    /// The card of a finding; `back` if its place is in the text.
    fn card(&mut self, one: Numbered<'_>, back: bool) -> io::Result<()> {
        let Numbered { number, finding } = one;
        let shown = if back {
            let words = self.says("finding, back to the text", "Befund, zurück zum Text");
            format!("<a href=\"#m{number}\" aria-label=\"{number}, {words}\">{number}</a>")
        } else {
            number.to_string()
        };
        let tongue = self.view.tongue();
        let (code, severity) = (safe(&finding.code), finding.severity);
        let word = severity_word(severity, tongue);
        let line = self.sources.get(finding.primary.place.source);
        let line = line.position(finding.primary.place.span.start as usize).line;
        let line = match tongue {
            Tongue::En => format!("line\u{a0}{line}"),
            Tongue::De => format!("Zeile\u{a0}{line}"),
        };
        let owner = self.report.description(&finding.code).and_then(|rule| rule.owner.as_deref());
        let waived = if finding.waived.is_some() { " waived" } else { "" };
        writeln!(
            self.writer,
            "<li class=\"card {severity}{waived}\" id=\"f{number}\" tabindex=\"-1\" \
             data-severity=\"{severity}\" data-rule=\"{code}\" data-owner=\"{}\">\n\
             <p class=\"what\"><span class=\"at\">{shown}</span> <strong>{word}</strong> {}</p>",
            safe(owner.unwrap_or_default()),
            ticked(finding.message.get(self.view.language)),
        )?;
        let lines = below(finding, self.view.language);
        if !lines.is_empty() {
            writeln!(self.writer, "<ul class=\"more\">")?;
            for line in lines {
                writeln!(self.writer, "<li>{}</li>", ticked(&line))?;
            }
            writeln!(self.writer, "</ul>")?;
        }
        writeln!(self.writer, "<p class=\"quiet\"><code>{code}</code>, {line}</p>\n</li>")
    }
}

/// A text of ours: words between backticks are code, addresses links.
fn ticked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return safe(text);
    }
    let mut shown = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 1 {
            shown.push_str("<code>");
            shown.push_str(&safe(part));
            shown.push_str("</code>");
        } else {
            shown.push_str(&safe(part));
        }
    }
    shown
}

/// Where a page shows a finding: the block in which it begins, if any.
fn block_of(page: &Page, finding: &Diagnostic) -> Option<usize> {
    page.blocks.iter().position(|block| block.range(finding.primary.place).is_some())
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64, Encoding};
    use sha2::{Digest, Sha256};

    #[test]
    fn only_our_script_may_run() {
        let digest = Base64::encode_string(&Sha256::digest(super::SCRIPT.as_bytes()));
        assert!(super::POLICY.contains(&format!("'sha256-{digest}'")), "{digest}");
    }

    #[test]
    fn words_in_backticks_are_code() {
        assert_eq!(super::ticked("a `<b>` c"), "a <code>&#60;b&#62;</code> c");
        assert_eq!(super::ticked("a ` c"), "a ` c");
    }
}
