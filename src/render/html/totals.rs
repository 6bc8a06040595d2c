//! Around the drafts: above who has to clear what and the filters, below the totals by rule and owner.

use std::collections::BTreeMap;
use std::io;

use super::{Numbered, Sheet, ticked};
use crate::diagnostic::Severity;
use crate::render::xml::safe;
use crate::render::{asks_people, severity_word};

/// What makes a cell a count.
const COUNT: &str = " class=\"count\"";

impl Sheet<'_> {
    /// Totals by rule and by owner.
    pub(super) fn totals(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let mut rules: BTreeMap<&str, (Severity, usize)> = BTreeMap::new();
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        let report = self.report;
        for one in findings {
            let code = one.finding.code.as_ref();
            let rule = rules.entry(code).or_insert((one.finding.severity, 0));
            *rule = (rule.0.max(one.finding.severity), rule.1 + 1);
            let owner = report.description(code).and_then(|rule| rule.owner.as_deref());
            *owners.entry(owner.unwrap_or_default()).or_default() += 1;
        }
        let tongue = self.view.tongue();
        let mut rules: Vec<(&str, (Severity, usize))> = rules.into_iter().collect();
        rules.sort_by_key(|(_, of)| std::cmp::Reverse(*of));
        let title = self.says("Totals", "Summen");
        writeln!(self.writer, "<section id=\"totals\">\n<h2>{title}</h2>\n<div class=\"tables\">")?;
        let caption = self.says("by rule", "nach Regel");
        let heads = [
            (self.says("rule", "Regel"), ""),
            (self.says("severity", "Schwere"), ""),
            (self.says("findings", "Befunde"), COUNT),
        ];
        self.table(caption, &heads)?;
        for (code, (severity, count)) in rules {
            let title = report.description(code).map(|rule| rule.title.get(self.view.language));
            writeln!(
                self.writer,
                "<tr><th scope=\"row\">{}<br><code>{}</code></th>\
                 <td class=\"{severity}\">{}</td><td{COUNT}>{count}</td></tr>",
                ticked(title.unwrap_or_default()),
                safe(code),
                severity_word(severity, tongue),
            )?;
        }
        writeln!(self.writer, "</tbody>\n</table>")?;
        let caption = self.says("by owner", "nach Zuständigen");
        let heads =
            [(self.says("owner", "zuständig"), ""), (self.says("findings", "Befunde"), COUNT)];
        self.table(caption, &heads)?;
        for (owner, count) in owners {
            let owner = if owner.is_empty() {
                self.says("nobody named", "niemand genannt").into()
            } else {
                safe(owner)
            };
            writeln!(
                self.writer,
                "<tr><th scope=\"row\">{owner}</th><td{COUNT}>{count}</td></tr>"
            )?;
        }
        writeln!(self.writer, "</tbody>\n</table>\n</div>\n</section>")
    }

    /// Begins a table; each head has its attributes beside it.
    fn table(&mut self, caption: &str, heads: &[(&str, &str)]) -> io::Result<()> {
        writeln!(self.writer, "<table>\n<caption>{caption}</caption>\n<thead><tr>")?;
        for (head, attributes) in heads {
            writeln!(self.writer, "<th scope=\"col\"{attributes}>{head}</th>")?;
        }
        writeln!(self.writer, "</tr></thead>\n<tbody>")
    }

    /// Who has to clear what.
    pub(super) fn waiting(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        let waiting: Vec<Numbered<'_>> =
            findings.iter().filter(|one| asks_people(one.finding)).copied().collect();
        if waiting.is_empty() {
            return Ok(());
        }
        let title = self.says("Who has to clear what", "Wer was freigeben muss");
        writeln!(self.writer, "<section id=\"waiting\">\n<h2>{title}</h2>")?;
        let caption = self.says("open approvals", "offene Freigaben");
        let heads = [
            (self.says("draft", "Entwurf"), ""),
            (self.says("needed", "gebraucht"), ""),
            (self.says("why it is open", "warum offen"), ""),
        ];
        self.table(caption, &heads)?;
        let language = self.view.language;
        for Numbered { number, finding } in waiting {
            let file = safe(self.sources.get(finding.primary.place.source).name());
            let causes: Vec<String> =
                finding.causes.iter().map(|cause| ticked(cause.message.get(language))).collect();
            writeln!(
                self.writer,
                "<tr><th scope=\"row\"><a href=\"#f{number}\">{file}</a></th><td>{}</td><td>{}</td></tr>",
                ticked(finding.primary.text.get(language)),
                causes.join("<br>"),
            )?;
        }
        writeln!(self.writer, "</tbody>\n</table>\n</section>")
    }

    /// The filters, which a script brings to life.
    pub(super) fn filters(&mut self, findings: &[Numbered<'_>]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        let tongue = self.view.tongue();
        let title = self.says("Filter", "Filter");
        let (drafts, severity) = (self.says("draft", "Entwurf"), self.says("severity", "Schwere"));
        writeln!(
            self.writer,
            "<form id=\"filters\" hidden>\n<h2>{title}</h2>\n\
             <label>{drafts} <input type=\"search\" name=\"path\"></label>\n\
             <fieldset><legend>{severity}</legend>"
        )?;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let word = severity_word(severity, tongue);
            writeln!(
                self.writer,
                "<label><input type=\"checkbox\" name=\"severity\" value=\"{severity}\" checked> {word}</label>"
            )?;
        }
        writeln!(self.writer, "</fieldset>")?;
        let mut rules: Vec<&str> = findings.iter().map(|one| one.finding.code.as_ref()).collect();
        rules.sort_unstable();
        rules.dedup();
        let report = self.report;
        let owner = |code: &&str| report.description(code).and_then(|rule| rule.owner.as_deref());
        let mut owners: Vec<&str> = rules.iter().filter_map(owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let any = self.says("all", "alle");
        for (name, label, choices) in [
            ("rule", self.says("rule", "Regel"), rules),
            ("owner", self.says("owner", "zuständig"), owners),
        ] {
            writeln!(
                self.writer,
                "<label>{label} <select name=\"{name}\"><option value=\"\">{any}</option>"
            )?;
            for choice in choices {
                let choice = safe(choice);
                writeln!(self.writer, "<option value=\"{choice}\">{choice}</option>")?;
            }
            writeln!(self.writer, "</select></label>")?;
        }
        let clean = self.says("drafts without findings too", "auch Entwürfe ohne Befund");
        let of = self.says("of", "von");
        let shown = self.says("findings shown", "Befunden gezeigt");
        writeln!(
            self.writer,
            "<label><input type=\"checkbox\" name=\"clean\" checked> {clean}</label>\n\
             <output data-of=\"{of}\" data-shown=\"{shown}\"></output>\n</form>"
        )
    }
}
