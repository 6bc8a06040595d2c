//! Inspections of TeamCity, as service messages: each rule once, then its findings. TeamCity knows lines, no columns.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::View;
use super::details::{below, summary};
use super::plain::At;
use super::visible::line as visible;
use crate::diagnostic::{Report, Severity};
use crate::text::Sources;

/// Characters that TeamCity takes of a value, less than its limit of 4,000 by what escaping adds.
const LONGEST: usize = 1_800;

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
    let mut declared = BTreeSet::new();
    for one in view.shown(report) {
        if declared.insert(&one.code) {
            let (pack, rule) = one.code.rsplit_once('/').unwrap_or(("obstat", &one.code));
            let described = report.description(&one.code);
            let title = described.map_or(rule, |rule| rule.title.get(view.language));
            let why = described.map_or("", |rule| rule.why.get(view.language));
            let why = if why.is_empty() { title } else { why };
            writeln!(
                writer,
                "##teamcity[inspectionType id='{}' name='{}' category='{}' description='{}']",
                escaped(&one.code),
                escaped(title),
                escaped(pack),
                escaped(&super::xml::safe(why)),
            )?;
        }
        let At { file, start, .. } = At::new(one.primary.place, sources);
        let mut message = one.message.get(view.language).to_owned();
        for detail in below(one, view.language) {
            message.push_str(" · ");
            message.push_str(&detail);
        }
        let severity = match one.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        };
        writeln!(
            writer,
            "##teamcity[inspection typeId='{}' message='{}' file='{}' line='{}' SEVERITY='{severity}']",
            escaped(&one.code),
            escaped(&message),
            escaped(&file),
            start.line,
        )?;
    }
    writeln!(writer, "obstat: {}", summary(report, view.tongue()))
}

/// A value of a service message.
fn escaped(text: &str) -> String {
    let shown = visible(text);
    let mut value = String::with_capacity(shown.len() + 8);
    for (at, ch) in shown.chars().enumerate() {
        if at == LONGEST {
            value.push('…');
            break;
        }
        if matches!(ch, '|' | '\'' | '[' | ']') {
            value.push('|');
        }
        value.push(ch);
    }
    value
}
