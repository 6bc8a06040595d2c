//! A comment on a pull request: what was found, the most severe first, and who has to clear what. It begins with a
//! mark by which a bot finds the comment of the last run.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::plain::At;
use super::severity_word;
use super::visible::{characters, escaped};
use crate::diagnostic::{Diagnostic, Report};
use crate::text::Sources;

/// First line of the comment.
pub const MARK: &str = "<!-- obstat -->";

/// Bytes of a comment, below GitHub's limit of 65,536 characters; what is over is counted.
const LONGEST: usize = 60_000;

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
    let tongue = view.tongue();
    writeln!(writer, "{MARK}\n### Obstat: {}", summary(report, tongue))?;
    let ranked = view.ranked(report);
    if ranked.is_empty() {
        return Ok(());
    }
    let waiting: Vec<&Diagnostic> =
        ranked.iter().copied().filter(|one| super::asks_people(one)).collect();
    let mut left = LONGEST;
    if !waiting.is_empty() {
        let title = tongue.pick("Who has to clear it", "Wer freigeben muss");
        writeln!(writer, "\n#### {title}\n")?;
        let mut people = |one: &Diagnostic| {
            let needs = one.primary.text.get(view.language);
            format!("- {}: {}\n", place(one, sources), safe(needs))
        };
        rows(&waiting, &mut left, view, &mut people, writer)?;
        let title = tongue.pick("All findings", "Alle Befunde");
        writeln!(writer, "\n#### {title}")?;
    }
    let head = tongue.pick(["", "where", "what", "rule"], ["", "wo", "was", "Regel"]);
    writeln!(writer, "\n| {} |\n|---|---|---|---|", head.join(" | "))?;
    let mut row = |one: &Diagnostic| {
        let mut what = safe(one.message.get(view.language));
        for detail in below(one, view.language) {
            let _ = write!(what, "<br>{}", safe(&detail));
        }
        let severity = severity_word(one.severity, tongue);
        let rule = code(&one.code);
        format!("| **{severity}** | {} | {what} | {rule} |\n", place(one, sources))
    };
    rows(&ranked, &mut left, view, &mut row, writer)
}

/// Writes a row for each finding, as far as there is room, and says how many are left out.
fn rows(
    findings: &[&Diagnostic],
    left: &mut usize,
    view: &View,
    row: &mut dyn FnMut(&Diagnostic) -> String,
    writer: &mut dyn Write,
) -> io::Result<()> {
    for (at, one) in findings.iter().enumerate() {
        let text = row(one);
        if text.len() > *left {
            let over = findings.len() - at;
            let words = view.tongue().pick("more are left out", "weitere sind weggelassen");
            return writeln!(writer, "\n{over} {words}");
        }
        *left -= text.len();
        writer.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn place(one: &Diagnostic, sources: &Sources) -> String {
    let At { file, start, .. } = At::new(one.primary.place, sources);
    code(&format!("{file}:{}", start.line))
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", safe(text))
}

/// A text in which nothing is Markdown or HTML, calls nobody and links nowhere. Words between backticks are set as code.
fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    let paired = text.matches('`').count().is_multiple_of(2);
    let mut open = false;
    for (_, ch, hidden) in characters(text) {
        match ch {
            '`' if paired => {
                open = !open;
                shown.push_str(if open { "<code>" } else { "</code>" });
            }
            '\n' | '\r' | '\t' => shown.push(' '),
            // What would call a person or link an issue is broken by an empty comment.
            '@' => shown.push_str("@<!-- -->"),
            '#' => shown.push_str("\\#<!-- -->"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            '/' if shown.ends_with(':') => shown.push_str("<!-- -->/"),
            _ if hidden => shown.push_str(&escaped(ch).replace('\\', "\\\\")),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                shown.push('\\');
                shown.push(ch);
            }
            _ => shown.push(ch),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nothing_is_markup() {
        let nasty = "a|b *c* <img> @legal #12 [x](y) \\";
        let shown = "a\\|b \\*c\\* &lt;img&gt; @<!-- -->legal \\#<!-- -->12 \\[x\\](y) \\\\";
        assert_eq!(safe(nasty), shown);
        assert_eq!(safe("`x|y` and `z`"), "<code>x\\|y</code> and <code>z</code>");
        assert_eq!(safe("one ` tick"), "one \\` tick");
        assert_eq!(safe("https://x.example"), "https:<!-- -->//x.example");
        assert_eq!(safe("a\n::error ::b"), "a ::error ::b");
    }
}
