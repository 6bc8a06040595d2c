//! For people: the line, the words underlined, what is wrong, why, and what to do.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic as span;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};

use super::excerpt::Excerpt;
use super::visible::line as visible;
use super::{View, severity_word};
use crate::diagnostic::{Anchor, Diagnostic, Label, Report, Severity};
use crate::text::{Language, SourceId, Sources, Span, Tongue};

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
    for diagnostic in view.shown(report) {
        one(diagnostic, sources, view, writer)?;
    }
    summary(report, view, writer)
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
        .with_notes(notes(diagnostic, language))
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    std::iter::once(&diagnostic.primary).chain(&diagnostic.related)
}

/// Below the excerpt: causes, reasons, help, fixes, sources, channels.
fn notes(diagnostic: &Diagnostic, language: Language) -> Vec<String> {
    let tongue = Tongue::of(language);
    let mut notes = Vec::new();
    for cause in &diagnostic.causes {
        notes.push(format!("{}: {}", cause.code, visible(cause.message.get(language))));
    }
    let helps = diagnostic.causes.iter().map(|cause| &cause.help).chain(&diagnostic.help);
    for note in &diagnostic.notes {
        notes.push(visible(note.get(language)).into_owned());
    }
    let mut told: Vec<&str> = Vec::new();
    for help in helps.map(|help| help.get(language)).filter(|help| !help.is_empty()) {
        if !told.contains(&help) {
            told.push(help);
            notes.push(format!("{}: {}", tongue.pick("help", "Rat"), visible(help)));
        }
    }
    for fix in &diagnostic.fixes {
        let words = fix.message.get(language);
        notes.push(format!("{}: {}", tongue.pick("fix", "Vorschlag"), visible(words)));
    }
    for see in &diagnostic.see {
        notes.push(format!("{}: {}", tongue.pick("see", "siehe"), visible(see)));
    }
    if diagnostic.channels.len() > 1 {
        let channels: Vec<&str> = diagnostic.channels.iter().map(AsRef::as_ref).collect();
        notes.push(format!("{}: {}", tongue.pick("on", "auf"), channels.join(", ")));
    }
    if let Some(record) = &diagnostic.waived {
        notes.push(format!("{} {record}", tongue.pick("waived by", "erlassen durch")));
    }
    notes
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

/// What was judged and what came of it, or *nihil obstat*.
fn summary(report: &Report, view: &View, writer: &mut dyn Write) -> io::Result<()> {
    let tongue = view.tongue();
    let count = |severity| report.count(severity);
    let counts = [
        (count(Severity::Error), tongue.pick(("error", "errors"), ("Fehler", "Fehler"))),
        (count(Severity::Warning), tongue.pick(("warning", "warnings"), ("Warnung", "Warnungen"))),
        (count(Severity::Info), tongue.pick(("note", "notes"), ("Hinweis", "Hinweise"))),
    ];
    let drafts = report.drafts;
    let of_drafts = match (tongue, drafts) {
        (Tongue::En, 1) => "in 1 draft".to_owned(),
        (Tongue::En, _) => format!("in {drafts} drafts"),
        (Tongue::De, 1) => "in 1 Entwurf".to_owned(),
        (Tongue::De, _) => format!("in {drafts} Entwürfen"),
    };
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let waived = report.diagnostics.iter().filter(|one| one.waived.is_some()).count();
    let mut extra = String::new();
    if waived > 0 {
        extra.push_str(&tongue.pick(format!(", {waived} waived"), format!(", {waived} erlassen")));
    }
    if report.ignored > 0 {
        let ignored = report.ignored;
        extra.push_str(
            &tongue.pick(format!(", {ignored} ignored"), format!(", {ignored} ausgelassen")),
        );
    }
    extra.push_str(&anchor(report, tongue));
    if told.is_empty() {
        writeln!(writer, "nihil obstat {of_drafts}{extra}")
    } else {
        writeln!(writer, "{} {of_drafts}{extra}", told.join(", "))
    }
}

/// What judged: a revision, a pin; that it was nothing but the tree only where people were asked.
fn anchor(report: &Report, tongue: Tongue) -> String {
    match &report.anchor {
        Anchor::Revision { name, commit } => {
            let short = commit.get(..7).unwrap_or(commit);
            let name = visible(name);
            let at = if commit.starts_with(name.as_ref()) {
                short.to_owned()
            } else {
                format!("{name} ({short})")
            };
            tongue.pick(format!(", judged by {at}"), format!(", beurteilt nach {at}"))
        }
        Anchor::Pin(_) => tongue
            .pick(", judged by the pinned policy", ", beurteilt nach den festgelegten Regeln")
            .to_owned(),
        Anchor::None if report.anchor_matters => {
            tongue.pick(", unanchored", ", ohne Basis").to_owned()
        }
        Anchor::None => String::new(),
    }
}
