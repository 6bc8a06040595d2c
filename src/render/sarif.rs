//! SARIF 2.1.0. Columns count UTF-16 code units, ends are exclusive, addresses are relative to the folder in which the
//! program was started. Findings that waivers cover are left out unless asked for: code scanning would show
//! them as open. What could not be judged is of kind `open`; what could not be read is no result but a
//! notification of a run that did not succeed.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::View;
use super::details::below;
use super::uri::reference;
use super::visible::line as visible;
use super::written::{Each, document};
use crate::diagnostic::{Described, Diagnostic, Fix, Kind, Label, Report, Severity};
use crate::text::{Place, Sources, Span};

/// Bytes of a line that are shown around a finding; longer lines are paragraphs that nobody wants repeated.
const CONTEXT: usize = 1_000;

/// What addresses are relative to.
const BASE: &str = "SRCROOT";

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    tool: Value,
    invocations: [Value; 1],
    automation_details: Value,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    results: R,
}

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
    let parts = Parts::new(report, sources, view);
    let results = Each(|| {
        view.shown(report).filter(|one| one.kind != Kind::Unreadable).map(|one| parts.result(one))
    });
    let run = Run {
        tool: tool(report, view),
        invocations: [parts.invocation(report)],
        automation_details: json!({ "id": "obstat/" }),
        column_kind: "utf16CodeUnits",
        original_uri_base_ids: json!({ BASE: {
            "description": { "text": "The folder in which the check was started." },
        } }),
        results,
    };
    document(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, writer)
}

fn tool(report: &Report, view: &View) -> Value {
    let rules: Vec<Value> = report.described.iter().map(|one| rule(one, view)).collect();
    let mut driver = json!({
        "name": "Obstat",
        "fullName": concat!("Obstat ", env!("CARGO_PKG_VERSION")),
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let home = env!("CARGO_PKG_HOMEPAGE");
    if !home.is_empty() {
        driver["informationUri"] = json!(home);
    }
    json!({ "driver": driver })
}

fn rule(one: &Described, view: &View) -> Value {
    let said = |text: &str| sentence(&visible(text));
    let title = said(one.title.get(view.language));
    let why = one.why.get(view.language);
    let mut help: Vec<&str> = vec![why];
    help.extend(one.help.iter().map(|text| text.get(view.language)));
    help.extend(one.see.iter().map(String::as_str));
    help.retain(|text| !text.is_empty());
    let mut rule = json!({
        "id": &*one.code,
        "name": pascal(&one.code),
        "shortDescription": { "text": title },
        "fullDescription": { "text": if why.is_empty() { title } else { said(why) } },
        "help": { "text": said(&help.join(" ")), "markdown": help.join("\n\n") },
        "defaultConfiguration": { "level": level(one.severity) },
    });
    if let Some(address) = super::address(&one.see) {
        rule["helpUri"] = json!(address);
    }
    if let Some(owner) = &one.owner {
        rule["properties"] = json!({ "owner": owner });
    }
    rule
}

/// What results refer to.
struct Parts<'a> {
    sources: &'a Sources,
    view: &'a View,
    rules: HashMap<&'a str, usize>,
}

impl<'a> Parts<'a> {
    fn new(report: &'a Report, sources: &'a Sources, view: &'a View) -> Self {
        let rules = report.described.iter().enumerate();
        Self { sources, view, rules: rules.map(|(at, one)| (&*one.code, at)).collect() }
    }

    fn said<'t>(&self, text: &'t crate::text::Localized) -> &'t str {
        text.get(self.view.language)
    }

    fn result(&self, one: &Diagnostic) -> Value {
        let place = one.primary.place;
        let judged = one.kind == Kind::Finding;
        let mut result = json!({
            "ruleId": &*one.code,
            "kind": if judged { "fail" } else { "open" },
            "level": if judged { level(one.severity) } else { "none" },
            "message": { "text": self.message(one) },
            "locations": [{ "physicalLocation": self.physical(place, true) }],
        });
        if let Some(rule) = self.rules.get(one.code.as_ref()) {
            result["ruleIndex"] = json!(rule);
        }
        if let Some(fingerprint) = &one.fingerprint {
            let form = crate::diagnostic::fingerprint::FORM;
            result["partialFingerprints"] = json!({ form: fingerprint.as_str() });
        }
        if !one.related.is_empty() {
            let related = one.related.iter().enumerate();
            result["relatedLocations"] =
                related.map(|(at, label)| self.related(at, label)).collect();
        }
        if !one.fixes.is_empty() {
            result["fixes"] = one.fixes.iter().map(|fix| self.fix(fix, place)).collect();
        }
        if let Some(record) = &one.waived {
            let words = self.view.tongue().pick("waived by", "erlassen durch");
            let text = format!("{words} {record}");
            result["suppressions"] =
                json!([{ "kind": "external", "status": "accepted", "justification": text }]);
        }
        if !one.channels.is_empty() {
            let channels: Vec<&str> = one.channels.iter().map(AsRef::as_ref).collect();
            result["properties"] = json!({ "channels": channels });
        }
        result
    }

    /// The message with what is said below it, each as a sentence.
    fn message(&self, one: &Diagnostic) -> String {
        let mut text = sentence(&visible(self.said(&one.message)));
        for detail in below(one, self.view.language) {
            text.push('\n');
            text.push_str(&sentence(&detail));
        }
        text
    }

    fn physical(&self, place: Place, context: bool) -> Value {
        let source = self.sources.get(place.source);
        let mut region = self.region(place);
        let mut physical = json!({ "artifactLocation": artifact(source.name()) });
        if context {
            region["snippet"] = json!({ "text": place.span.of(source.text()) });
            let first = source.line_span(source.line_index(place.span.start as usize));
            let last = source.line_span(source.line_index(place.span.end as usize));
            let lines = first.zip(last).map(|(first, last)| first.to(last));
            let around =
                lines.filter(|lines| lines.len() <= CONTEXT && lines.len() > place.span.len());
            if let Some(lines) = around.filter(|lines| lines.contains(place.span)) {
                let text = lines.of(source.text()).trim_end_matches(['\r', '\n']);
                let whole = Span::new(lines.start as usize, lines.start as usize + text.len());
                if whole.contains(place.span) && whole != place.span {
                    let mut around = self.region(Place::new(place.source, whole));
                    around["snippet"] = json!({ "text": text });
                    physical["contextRegion"] = around;
                }
            }
        }
        physical["region"] = region;
        physical
    }

    fn region(&self, place: Place) -> Value {
        let source = self.sources.get(place.source);
        let start = source.position(place.span.start as usize);
        let end = source.position(place.span.end as usize);
        json!({
            "startLine": start.line,
            "startColumn": start.utf16,
            "endLine": end.line,
            "endColumn": end.utf16,
        })
    }

    fn related(&self, at: usize, label: &Label) -> Value {
        let mut related =
            json!({ "id": at, "physicalLocation": self.physical(label.place, false) });
        if !label.text.is_empty() {
            related["message"] = json!({ "text": sentence(&visible(self.said(&label.text))) });
        }
        related
    }

    fn fix(&self, fix: &Fix, primary: Place) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": self.region(Place::new(primary.source, edit.span)),
                "insertedContent": { "text": edit.replacement },
            })
        });
        let replacements: Vec<Value> = replacements.collect();
        json!({
            "description": { "text": sentence(&visible(self.said(&fix.message))) },
            "artifactChanges": [{
                "artifactLocation": artifact(self.sources.get(primary.source).name()),
                "replacements": replacements,
            }],
            "properties": { "safety": fix.safety },
        })
    }

    /// How the run went: what could not be read stands here.
    fn invocation(&self, report: &Report) -> Value {
        let unread = self.view.shown(report).filter(|one| one.kind == Kind::Unreadable);
        let told: Vec<Value> = unread
            .map(|one| {
                let mut descriptor = json!({ "id": &*one.code });
                if let Some(index) = self.rules.get(one.code.as_ref()) {
                    descriptor["index"] = json!(index);
                }
                json!({
                    "level": "error",
                    "message": { "text": self.message(one) },
                    "associatedRule": descriptor,
                    "locations": [{ "physicalLocation": self.physical(one.primary.place, false) }],
                })
            })
            .collect();
        let mut invocation = json!({ "executionSuccessful": told.is_empty() });
        if !told.is_empty() {
            invocation["toolExecutionNotifications"] = told.into();
        }
        if let Some(clock) = report.clock {
            invocation["properties"] = json!({ "clock": clock.to_string() });
        }
        invocation
    }
}

fn artifact(name: &str) -> Value {
    let reference = reference(name);
    if reference.starts_with("file:") {
        json!({ "uri": reference })
    } else {
        json!({ "uri": reference, "uriBaseId": BASE })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A text that ends as a sentence does: readers of SARIF put texts one after another.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let ends = text.ends_with(['.', '!', '?', '…', ':', '”', '“', '«', '»']);
    if ends || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

/// `house/hollow-phrase` as `HollowPhrase`: a name that is not the id.
fn pascal(code: &str) -> String {
    let rule = code.rsplit('/').next().unwrap_or(code);
    rule.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
        })
        .collect()
}
