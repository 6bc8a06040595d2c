//! A finding as `json` and `jsonl` give it. Lines and columns count from 1; `byte` counts UTF-8 bytes from 0,
//! `column` characters, `utf16` UTF-16 code units; ends are exclusive. `schemas/` describes it.

use serde::Serialize;

use crate::diagnostic::{Cause, Diagnostic, Fix, Kind, Label, Safety, Severity};
use crate::text::{Language, Localized, Place, Sources};

/// Version of the form. It grows by one when a member is removed or changes its meaning.
pub const VERSION: u32 = 1;

/// A finding.
#[derive(Serialize)]
pub struct Finding<'a> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<&'a str>,
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
    safety: Safety,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Spot<'a>,
    replacement: &'a str,
}

/// What a diagnostic is called by its kind.
#[must_use]
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Finding => "finding",
        Kind::NotJudged => "not-judged",
        Kind::Unreadable => "unreadable",
    }
}

impl<'a> Finding<'a> {
    /// The finding as it is written.
    #[must_use]
    pub fn new(one: &'a Diagnostic, sources: &'a Sources, language: Language) -> Self {
        let said = |text: &'a Localized| text.get(language);
        let primary = one.primary.place;
        Self {
            rule: &one.code,
            severity: one.severity,
            kind: kind_word(one.kind),
            message: said(&one.message),
            place: spot(primary, sources),
            label: said(&one.primary.text),
            related: one.related.iter().map(|label| related(label, sources, language)).collect(),
            causes: one.causes.iter().map(|cause| reason(cause, language)).collect(),
            notes: one.notes.iter().map(said).collect(),
            help: one.help.iter().map(said).collect(),
            fixes: one.fixes.iter().map(|fix| mend(fix, primary, sources, language)).collect(),
            channels: one.channels.iter().map(AsRef::as_ref).collect(),
            see: &one.see,
            waived: one.waived.as_deref(),
            fingerprint: one.fingerprint.as_ref().map(|one| one.as_str()),
        }
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
