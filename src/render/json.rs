//! One JSON document for programs: the run, then its findings, written one by one.

use std::io::{self, Write};

use serde::Serialize;

use super::View;
use super::finding::{Finding, VERSION};
use super::written::{Each, document};
use crate::diagnostic::{Anchor, JudgedBy, JudgedDraft, Report, Severity};
use crate::text::Sources;

/// What was judged, by what, and how much was found.
#[derive(Serialize)]
pub(super) struct Run<'a> {
    version: u32,
    obstat: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    anchor: Trust<'a>,
    policies: Vec<Policy<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<Used<'a>>,
    drafts: usize,
    ignored: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    waived: usize,
    known: usize,
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

/// A record that what is said of a draft rests on.
#[derive(Serialize)]
struct Used<'a> {
    draft: &'a str,
    id: &'a str,
    r#type: &'a str,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

impl<'a> Run<'a> {
    /// Of a report.
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            version: VERSION,
            obstat: env!("CARGO_PKG_VERSION"),
            clock: report.clock.map(|clock| clock.to_string()),
            anchor: trust(&report.anchor),
            policies: report.policies.iter().map(policy).collect(),
            records: report.judged.iter().flat_map(used).collect(),
            drafts: report.drafts,
            ignored: report.ignored,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            waived: report.diagnostics.iter().filter(|one| one.waived.is_some()).count(),
            known: report.known,
        }
    }
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

fn used(draft: &JudgedDraft) -> impl Iterator<Item = Used<'_>> {
    draft.records.iter().map(|record| Used {
        draft: &draft.path,
        id: &record.id,
        r#type: record.deed,
        by: &record.by,
        role: record.role.as_deref(),
    })
}

#[derive(Serialize)]
struct Document<'a, F> {
    #[serde(flatten)]
    run: Run<'a>,
    findings: F,
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
    let findings = Each(|| view.shown(report).map(|one| Finding::new(one, sources, view.language)));
    document(&Document { run: Run::of(report), findings }, writer)
}
