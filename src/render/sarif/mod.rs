//! SARIF 2.1.0. Columns count UTF-16 code units, ends are exclusive, addresses are relative to the folder in which the
//! program was started. Findings that waivers cover are left out unless asked for: code scanning would show
//! them as open. What could not be judged is of kind `open`; what could not be read is no result but a
//! notification of a run that did not succeed.

mod form;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use form::{
    Artifact, Change, Channels, Found, How, Location, Mend, Physical, Region, Related, Replacement,
    Suppression, Text,
};

use super::View;
use super::details::below;
use super::uri::reference;
use super::visible::line as visible;
use super::written::{Each, shallow};
use crate::diagnostic::fingerprint::FORM;
use crate::diagnostic::{Described, Diagnostic, Fix, Kind, Label, Report, Severity};
use crate::text::{Place, Sources, Span};

/// Bytes of a line that are shown around a finding; longer lines are paragraphs that nobody wants repeated.
const CONTEXT: usize = 1_000;

/// Members of a result have lines of their own, and so have rules; what is in them has none.
const DEEPEST: usize = 6;

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
    shallow(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, DEEPEST, writer)
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

    fn result(&self, one: &'a Diagnostic) -> Found<'a> {
        let place = one.primary.place;
        let judged = one.kind == Kind::Finding;
        let related = one.related.iter().enumerate();
        let channels: Vec<&str> = one.channels.iter().map(AsRef::as_ref).collect();
        Found {
            rule_id: &one.code,
            rule_index: self.rules.get(one.code.as_ref()).copied(),
            kind: if judged { "fail" } else { "open" },
            level: if judged { level(one.severity) } else { "none" },
            message: text(self.message(one)),
            locations: [Location { physical_location: self.physical(place, true) }],
            related_locations: related.map(|(at, label)| self.related(at, label)).collect(),
            partial_fingerprints: one
                .fingerprint
                .as_ref()
                .map(|fingerprint| HashMap::from([(FORM, fingerprint.as_str())])),
            fixes: one.fixes.iter().map(|fix| self.fix(fix, place)).collect(),
            suppressions: one.waived.as_ref().map(|record| {
                let words = self.view.tongue().pick("waived by", "erlassen durch");
                let justification = format!("{words} {record}");
                [Suppression { kind: "external", status: "accepted", justification }]
            }),
            properties: (!channels.is_empty()).then_some(Channels { channels }),
        }
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

    fn physical(&self, place: Place, context: bool) -> Physical<'a> {
        let source = self.sources.get(place.source);
        let mut region = self.region(place);
        let mut around = None;
        if context {
            region.snippet = Some(text(place.span.of(&source.text()).to_owned()));
            around = self.around(place, region.start_line - 1, region.end_line - 1);
        }
        let artifact_location = artifact(source.name());
        Physical { artifact_location, region, context_region: around }
    }

    /// The lines around a place, if they are no more than a reader wants repeated.
    fn around(&self, place: Place, first: usize, last: usize) -> Option<Region<'a>> {
        let source = self.sources.get(place.source);
        let lines = source.line_span(first)?.to(source.line_span(last)?);
        if lines.len() > CONTEXT || lines.len() <= place.span.len() || !lines.contains(place.span) {
            return None;
        }
        let shown = source.text();
        let words = lines.of(&shown).trim_end_matches(['\r', '\n']);
        let whole = Span::new(lines.start as usize, lines.start as usize + words.len());
        let larger = whole.contains(place.span) && whole != place.span;
        larger.then(|| Region {
            snippet: Some(text(words.to_owned())),
            ..self.region(Place::new(place.source, whole))
        })
    }

    fn region(&self, place: Place) -> Region<'a> {
        let source = self.sources.get(place.source);
        let start = source.position(place.span.start as usize);
        let end = source.position(place.span.end as usize);
        Region {
            start_line: start.line,
            start_column: start.utf16,
            end_line: end.line,
            end_column: end.utf16,
            snippet: None,
        }
    }

    fn related(&self, id: usize, label: &'a Label) -> Related<'a> {
        let message = text(sentence(&visible(self.said(&label.text))));
        Related {
            id,
            physical_location: self.physical(label.place, false),
            message: (!label.text.is_empty()).then_some(message),
        }
    }

    fn fix(&self, fix: &'a Fix, primary: Place) -> Mend<'a> {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: self.region(Place::new(primary.source, edit.span)),
            inserted_content: text(edit.replacement.as_str()),
        });
        let replacements = replacements.collect();
        let artifact_location = artifact(self.sources.get(primary.source).name());
        Mend {
            description: text(sentence(&visible(self.said(&fix.message)))),
            artifact_changes: [Change { artifact_location, replacements }],
            properties: How { safety: fix.safety },
        }
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

fn artifact(name: &str) -> Artifact {
    let uri = reference(name);
    let uri_base_id = (!uri.starts_with("file:")).then_some(BASE);
    Artifact { uri, uri_base_id }
}

fn text<'t>(text: impl Into<Cow<'t, str>>) -> Text<'t> {
    Text { text: text.into() }
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
