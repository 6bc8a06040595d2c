//! One JSON document for programs. Lines and columns count from 1; `byte` counts UTF-8 bytes from 0, `column`
//! characters, `utf16` UTF-16 code units; ends are exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use crate::diagnostic::{Anchor, Cause, Diagnostic, Fix, JudgedBy, Kind, Label, Report, Severity};
use crate::text::{Language, Localized, Place, Sources};

/// Version of this form. It grows by one when a member is removed or changes its meaning.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    obstat: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    anchor: Trust<'a>,
    policies: Vec<Policy<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<Used<'a>>,
    drafts: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    findings: Vec<Finding<'a>>,
}

/// Where what judged was read: `revision` with name and commit, `pin` with the digest, `none`.
#[derive(Serialize)]
struct Trust<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
}

/// A policy that judged, and the zone in which its times are read.
#[derive(Serialize)]
struct Policy<'a> {
    house: &'a str,
    pack: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    digest: &'a str,
    zone: &'a str,
}

/// The records that what is said of a draft rests on.
#[derive(Serialize)]
struct Used<'a> {
    draft: &'a str,
    ids: &'a [String],
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    kind: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Spot<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<Reason<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    help: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mend<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    channels: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    see: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'a str>,
}

#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    utf16: usize,
    byte: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Spot<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

#[derive(Serialize)]
struct Reason<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    help: &'a str,
}

#[derive(Serialize)]
struct Mend<'a> {
    message: &'a str,
    safety: crate::diagnostic::Safety,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Spot<'a>,
    replacement: &'a str,
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
    let document = Document {
        version: VERSION,
        obstat: env!("CARGO_PKG_VERSION"),
        clock: report.clock.map(|clock| clock.to_string()),
        anchor: trust(&report.anchor),
        policies: report.policies.iter().map(policy).collect(),
        records: report
            .judged
            .iter()
            .filter(|draft| !draft.records.is_empty())
            .map(|draft| Used { draft: &draft.path, ids: &draft.records })
            .collect(),
        drafts: report.drafts,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        infos: report.count(Severity::Info),
        findings: view.shown(report).map(|one| finding(one, sources, view.language)).collect(),
    };
    serde_json::to_writer_pretty(&mut *writer, &document)?;
    writeln!(writer)
}

fn trust(anchor: &Anchor) -> Trust<'_> {
    let none = Trust { kind: "none", name: None, commit: None, digest: None };
    match anchor {
        Anchor::None => none,
        Anchor::Revision { name, commit } => {
            Trust { kind: "revision", name: Some(name), commit: Some(commit), ..none }
        }
        Anchor::Pin(digest) => Trust { kind: "pin", digest: Some(digest), ..none },
    }
}

fn policy(judged: &JudgedBy) -> Policy<'_> {
    Policy {
        house: &judged.house,
        pack: &judged.pack,
        version: judged.version.as_deref(),
        digest: &judged.digest,
        zone: &judged.zone,
    }
}

fn finding<'a>(one: &'a Diagnostic, sources: &'a Sources, language: Language) -> Finding<'a> {
    let said = |text: &'a Localized| text.get(language);
    Finding {
        rule: &one.code,
        severity: one.severity,
        kind: match one.kind {
            Kind::Finding => "finding",
            Kind::NotJudged => "not-judged",
            Kind::Unreadable => "unreadable",
        },
        message: said(&one.message),
        place: spot(one.primary.place, sources),
        label: said(&one.primary.text),
        related: one.related.iter().map(|label| related(label, sources, language)).collect(),
        causes: one.causes.iter().map(|cause| reason(cause, language)).collect(),
        notes: one.notes.iter().map(said).collect(),
        help: one.help.iter().map(said).collect(),
        fixes: one
            .fixes
            .iter()
            .map(|fix| mend(fix, one.primary.place, sources, language))
            .collect(),
        channels: one.channels.iter().map(AsRef::as_ref).collect(),
        see: &one.see,
        waived: one.waived.as_deref(),
    }
}

fn spot(place: Place, sources: &Sources) -> Spot<'_> {
    let source = sources.get(place.source);
    let point = |offset: u32| {
        let position = source.position(offset as usize);
        Point {
            line: position.line,
            column: position.character,
            utf16: position.utf16,
            byte: offset,
        }
    };
    Spot { file: source.name(), start: point(place.span.start), end: point(place.span.end) }
}

fn related<'a>(label: &'a Label, sources: &'a Sources, language: Language) -> Related<'a> {
    Related { place: spot(label.place, sources), label: label.text.get(language) }
}

fn reason(cause: &Cause, language: Language) -> Reason<'_> {
    Reason {
        code: cause.code,
        message: cause.message.get(language),
        help: cause.help.get(language),
    }
}

fn mend<'a>(fix: &'a Fix, primary: Place, sources: &'a Sources, language: Language) -> Mend<'a> {
    let edits = fix.edits.iter().map(|edit| Change {
        place: spot(Place::new(primary.source, edit.span), sources),
        replacement: &edit.replacement,
    });
    Mend { message: fix.message.get(language), safety: fix.safety, edits: edits.collect() }
}
