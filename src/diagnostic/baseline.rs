//! Baselines: findings that are known, by their fingerprints.
//!
//! In: a report. Out: a file that people can read in a diff, and a report without what the file knows. What could not
//! be judged is never known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::complaint::Bilingual;
use super::finding::{Diagnostic, Kind};
use super::fingerprint::{FORM, Fingerprint};
use super::report::Report;
use crate::text::Sources;

/// Known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Fingerprint, Known>,
}

/// What is said of a known finding, for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    rule: String,
    file: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: String,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: String,
    rule: String,
    file: String,
}

impl Baseline {
    /// The findings of a report.
    #[must_use]
    pub fn of(report: &Report, sources: &Sources) -> Self {
        let known = report.diagnostics.iter().filter(|one| may_be_known(one));
        let entries = known.filter_map(|one| {
            let source = sources.get(one.primary.place.source);
            let known = Known { rule: one.code.to_string(), file: source.below().to_owned() };
            Some((one.fingerprint.clone()?, known))
        });
        Self { entries: entries.collect() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, Bilingual> {
        let broken = Bilingual {
            en: "it is not what `obstat baseline` writes",
            de: "sie ist nicht, was `obstat baseline` schreibt",
        };
        let file: File = serde_json::from_slice(bytes).map_err(|_| broken)?;
        if file.form != FORM {
            return Err(Bilingual {
                en: "another version wrote it; write it anew",
                de: "eine andere Version hat sie geschrieben; schreiben Sie sie neu",
            });
        }
        let read = |entry: Entry| {
            let known = Known { rule: entry.rule, file: entry.file };
            Some((Fingerprint::parse(&entry.fingerprint)?, known))
        };
        let entries: Option<_> = file.findings.into_iter().map(read).collect();
        entries.map(|entries| Self { entries }).ok_or(broken)
    }

    /// The file: one finding a line, by file and rule, so that two branches seldom touch the same line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines: Vec<(&str, &str, &str)> = self
            .entries
            .iter()
            .map(|(print, known)| (known.file.as_str(), known.rule.as_str(), print.as_str()))
            .collect();
        lines.sort_unstable();
        let lines: Vec<String> = lines
            .into_iter()
            .map(|(file, rule, fingerprint)| {
                let entry =
                    serde_json::json!({ "fingerprint": fingerprint, "rule": rule, "file": file });
                format!("    {entry}")
            })
            .collect();
        let body =
            if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        format!("{{\n  \"form\": \"{FORM}\",\n  \"findings\": [{body}]\n}}\n")
    }

    /// What of it is still found.
    #[must_use]
    pub fn still(self, found: &Self) -> Self {
        let entries = self.entries.into_iter();
        Self { entries: entries.filter(|(print, _)| found.entries.contains_key(print)).collect() }
    }

    /// How many findings are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes what is known out of a report, and counts it there.
    pub fn apply(&self, report: &mut Report) {
        let before = report.diagnostics.len();
        report.diagnostics.retain(|one| {
            let print = one.fingerprint.as_ref();
            !may_be_known(one) || !print.is_some_and(|print| self.entries.contains_key(print))
        });
        report.known += before - report.diagnostics.len();
    }
}

/// Whether a finding can be in a baseline.
fn may_be_known(one: &Diagnostic) -> bool {
    one.kind == Kind::Finding && one.waived.is_none()
}
