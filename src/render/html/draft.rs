//! One draft: its text in the middle, the findings beside the block in which they begin.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::{Numbered, Sheet, block_of};
use crate::diagnostic::{Accent, Look, Page, Severity, Shown};
use crate::render::xml::safe;

impl Sheet<'_> {
    /// A draft with its findings; without pages only these.
    pub(super) fn draft(
        &mut self,
        path: &str,
        pages: &[Page],
        findings: Vec<Numbered<'_>>,
    ) -> io::Result<()> {
        let name = safe(path);
        let clean = if findings.is_empty() { " clean" } else { "" };
        writeln!(self.writer, "<article class=\"draft{clean}\" data-path=\"{name}\">")?;
        writeln!(self.writer, "<h3>{name}</h3>")?;
        let mut rest = findings;
        let mut level = 3;
        for (nth, page) in pages.iter().enumerate() {
            self.fields(page)?;
            let last = nth + 1 == pages.len();
            let (here, others): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|one| block_of(page, one.finding).is_some() || last);
            rest = others;
            self.page(page, &here, &mut level)?;
        }
        self.cards(&rest, &BTreeSet::new())?;
        writeln!(self.writer, "</article>")
    }

    fn fields(&mut self, page: &Page) -> io::Result<()> {
        if page.fields.is_empty() {
            return Ok(());
        }
        writeln!(self.writer, "<dl class=\"fields\">")?;
        for (key, value) in &page.fields {
            writeln!(self.writer, "<div><dt>{}</dt><dd>{}</dd></div>", safe(key), safe(value))?;
        }
        writeln!(self.writer, "</dl>")
    }

    fn page(&mut self, page: &Page, findings: &[Numbered<'_>], level: &mut u8) -> io::Result<()> {
        writeln!(self.writer, "<div class=\"sheet\">\n<div class=\"public\">")?;
        let mut told = BTreeSet::new();
        for block in &page.blocks {
            self.block(block, findings, level, &mut told)?;
        }
        writeln!(self.writer, "</div>")?;
        self.cards(findings, &told)?;
        writeln!(self.writer, "</div>")
    }

    /// The cards of findings; those told in the text lead back there.
    fn cards(&mut self, findings: &[Numbered<'_>], told: &BTreeSet<usize>) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(self.writer, "<ol class=\"margin\">")?;
        for one in findings {
            self.card(*one, told.contains(&one.number))?;
        }
        writeln!(self.writer, "</ol>")
    }

    fn block(
        &mut self,
        block: &Shown,
        all: &[Numbered<'_>],
        level: &mut u8,
        told: &mut BTreeSet<usize>,
    ) -> io::Result<()> {
        let language = block.language;
        let text = marked(block, all, told, self.says("finding", "Befund"));
        match block.look {
            Look::Heading(rank) => {
                // No level is left out, so that who jumps from heading to heading misses none.
                *level = (*level + 1).min(3 + rank).min(6);
                writeln!(
                    self.writer,
                    "<h{level} class=\"text\" lang=\"{language}\">{text}</h{level}>"
                )
            }
            Look::Code => {
                writeln!(self.writer, "<pre class=\"text\" lang=\"{language}\">{text}</pre>")
            }
            look => {
                let class = match look {
                    Look::Item => " item",
                    Look::Cell => " cell",
                    Look::Caption => " caption",
                    Look::Picture => " picture",
                    Look::Field => " field",
                    Look::Heading(_) | Look::Code | Look::Paragraph => "",
                };
                writeln!(self.writer, "<p class=\"text{class}\" lang=\"{language}\">{text}</p>")
            }
        }
    }
}

/// A stretch of a block that a finding is about.
struct Mark {
    range: Range<usize>,
    severity: Severity,
    number: usize,
}

/// The text of a block with its accents and with marks where findings are, each followed by the finding's number. The
/// first of a finding can be jumped to.
fn marked(
    block: &Shown,
    findings: &[Numbered<'_>],
    told: &mut BTreeSet<usize>,
    word: &str,
) -> String {
    let marks = marks(block, findings);
    let accents: Vec<(Range<usize>, Accent)> = block
        .accents
        .iter()
        .map(|(range, accent)| (range.start as usize..range.end as usize, *accent))
        .collect();
    let ranges = marks.iter().map(|mark| &mark.range).chain(accents.iter().map(|(range, _)| range));
    let mut borders: Vec<usize> = vec![0, block.text.len()];
    borders.extend(ranges.flat_map(|range| [range.start, range.end]));
    borders.retain(|at| block.text.is_char_boundary(*at));
    borders.sort_unstable();
    borders.dedup();
    let mut shown = String::with_capacity(block.text.len() * 2);
    for pair in borders.windows(2) {
        let &[from, to] = pair else { continue };
        let holds = |range: &Range<usize>| range.start <= from && to <= range.end;
        let own = accents.iter().filter(|(range, _)| holds(range)).map(|(_, accent)| *accent);
        let text = accented(&block.text[from..to], own, block.look);
        let here: Vec<&Mark> = marks.iter().filter(|mark| holds(&mark.range)).collect();
        match here.iter().map(|mark| mark.severity).max() {
            Some(severity) => {
                let of: Vec<String> = here.iter().map(|mark| mark.number.to_string()).collect();
                let of = of.join(" ");
                shown.push_str(&format!(
                    "<mark class=\"{severity}\" data-of=\"{of}\">{text}</mark>"
                ));
            }
            None => shown.push_str(&text),
        }
        for Mark { severity, number, .. } in marks.iter().filter(|mark| mark.range.end == to) {
            let id =
                if told.insert(*number) { format!(" id=\"m{number}\"") } else { String::new() };
            shown.push_str(&format!(
                "<a class=\"number {severity}\"{id} href=\"#f{number}\" \
                 aria-label=\"{word} {number}\">{number}</a>"
            ));
        }
    }
    shown
}

/// Where the findings stand in the block: their own places, and other matches that they are about.
fn marks(block: &Shown, findings: &[Numbered<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for Numbered { number, finding } in findings {
        let labels = std::iter::once(&finding.primary).chain(&finding.related);
        for label in labels.filter(|label| label.is_match) {
            if let Some(range) = block.range(label.place) {
                marks.push(Mark { range, severity: finding.severity, number: *number });
            }
        }
    }
    marks
}

fn accented(text: &str, accents: impl Iterator<Item = Accent>, look: Look) -> String {
    accents.fold(safe(text), |text, accent| match accent {
        Accent::Strong => format!("<strong>{text}</strong>"),
        Accent::Link => format!("<span class=\"link\">{text}</span>"),
        Accent::Code if look == Look::Code => text,
        Accent::Code => format!("<code>{text}</code>"),
    })
}
