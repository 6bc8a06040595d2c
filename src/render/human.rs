//! For people: the line, the words underlined, what is wrong, why, and what to do.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic as span;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};

use super::details::{details, summary};
use super::excerpt::Excerpt;
use super::visible::line as visible;
use super::{View, severity_word};
use crate::diagnostic::{Diagnostic, Label, Report, Severity};
use crate::text::{SourceId, Sources, Span, Tongue};

/// Columns that the frame of an excerpt takes.
const FRAME: usize = 10;

/// Renders a report: every finding, then the summary.
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
        one(diagnostic, sources, view, writer)?;
    }
    if let Some(more) = more {
        writeln!(writer, "{more}\n")?;
    }
    if view.quiet { Ok(()) } else { writeln!(writer, "{}", summary(report, view.tongue())) }
}

/// Renders one diagnostic.
///
/// # Errors
/// What the writer says.
pub fn one(
    diagnostic: &Diagnostic,
    sources: &Sources,
    view: &View,
    writer: &mut dyn Write,
) -> io::Result<()> {
    let pages = Pages::new(diagnostic, sources, view.width.saturating_sub(FRAME));
    let shown = shown(diagnostic, &pages, view);
    let mut buffer = Vec::new();
    let config = term::Config { tab_width: 4, ..term::Config::default() };
    if view.colour {
        emit(&mut Ansi::new(&mut buffer), &config, &pages, &shown)?;
    } else {
        emit(&mut NoColor::new(&mut buffer), &config, &pages, &shown)?;
    }
    let text = String::from_utf8_lossy(&buffer);
    writer.write_all(with_severity(&text, diagnostic.severity, view.tongue()).as_bytes())
}

fn emit<W: WriteColor>(
    writer: &mut W,
    config: &term::Config,
    pages: &Pages,
    diagnostic: &span::Diagnostic<usize>,
) -> io::Result<()> {
    term::emit_to_write_style(writer, config, pages, diagnostic).map_err(io::Error::other)
}

/// The library writes its own word for the severity; ours, in the reader's language, takes its place.
fn with_severity(text: &str, severity: Severity, tongue: Tongue) -> String {
    let theirs = match severity {
        Severity::Error => "error[",
        Severity::Warning => "warning[",
        Severity::Info => "note[",
    };
    let ours = format!("{}[", severity_word(severity, tongue));
    text.replacen(theirs, &ours, 1)
}

/// The diagnostic as the library shows it.
fn shown(diagnostic: &Diagnostic, pages: &Pages, view: &View) -> span::Diagnostic<usize> {
    let language = view.language;
    let severity = match diagnostic.severity {
        Severity::Error => span::Severity::Error,
        Severity::Warning => span::Severity::Warning,
        Severity::Info => span::Severity::Note,
    };
    let labels = labels(diagnostic).enumerate().map(|(at, label)| {
        let (page, range) = pages.place(at);
        let text = visible(label.text.get(language)).into_owned();
        if at == 0 {
            span::Label::primary(page, range).with_message(text)
        } else {
            span::Label::secondary(page, range).with_message(text)
        }
    });
    span::Diagnostic::new(severity)
        .with_code(diagnostic.code.as_ref())
        .with_message(visible(diagnostic.message.get(language)).into_owned())
        .with_labels(labels.collect())
        .with_notes(details(diagnostic, language))
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    std::iter::once(&diagnostic.primary).chain(&diagnostic.related)
}

/// The excerpts of a diagnostic, one a source: what the library takes for files.
struct Pages {
    pages: Vec<Page>,
    /// For each label its page and its number there.
    places: Vec<(usize, usize)>,
}

struct Page {
    name: String,
    excerpt: Excerpt,
    starts: Vec<usize>,
    /// Line and column of the first label, as in the source.
    position: (usize, usize),
    first: Span,
}

impl Pages {
    fn new(diagnostic: &Diagnostic, sources: &Sources, width: usize) -> Self {
        let mut order: Vec<(SourceId, Vec<Span>)> = Vec::new();
        let mut places = Vec::new();
        for label in labels(diagnostic) {
            let at = order.iter().position(|(source, _)| *source == label.place.source);
            let at = at.unwrap_or_else(|| {
                order.push((label.place.source, Vec::new()));
                order.len() - 1
            });
            places.push((at, order[at].1.len()));
            order[at].1.push(label.place.span);
        }
        let pages = order.into_iter().map(|(id, spans)| {
            let source = sources.get(id);
            let excerpt = Excerpt::new(source, &spans, width);
            let starts = std::iter::once(0)
                .chain(excerpt.text.match_indices('\n').map(|(at, _)| at + 1))
                .collect();
            let position = source.position(spans.first().map_or(0, |span| span.start as usize));
            let first = excerpt.labels.first().copied().unwrap_or_default();
            let name = visible(source.name()).into_owned();
            Page { name, excerpt, starts, position: (position.line, position.character), first }
        });
        Self { pages: pages.collect(), places }
    }

    fn place(&self, label: usize) -> (usize, Range<usize>) {
        let (page, at) = self.places[label];
        (page, self.pages[page].excerpt.labels[at].range())
    }
}

impl<'a> Files<'a> for Pages {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        self.pages.get(id).map(|page| page.name.as_str()).ok_or(Error::FileMissing)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        self.pages.get(id).map(|page| page.excerpt.text.as_str()).ok_or(Error::FileMissing)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let page = self.pages.get(id).ok_or(Error::FileMissing)?;
        Ok(page.starts.partition_point(|&start| start <= byte) - 1)
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, Error> {
        let page = self.pages.get(id).ok_or(Error::FileMissing)?;
        Ok(page.excerpt.numbers.get(line).copied().unwrap_or(1))
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let page = self.pages.get(id).ok_or(Error::FileMissing)?;
        let start = *page.starts.get(line).ok_or(Error::FileMissing)?;
        let end = page.starts.get(line + 1).copied().unwrap_or(page.excerpt.text.len());
        Ok(start..end)
    }

    fn column_number(&'a self, id: usize, line: usize, byte: usize) -> Result<usize, Error> {
        let page = self.pages.get(id).ok_or(Error::FileMissing)?;
        if byte == page.first.start as usize {
            return Ok(page.position.1);
        }
        let range = self.line_range(id, line)?;
        Ok(page.excerpt.text.get(range.start..byte).map_or(1, |text| text.chars().count() + 1))
    }
}
