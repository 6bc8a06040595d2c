//! The shapes of SARIF that findings are written in: they borrow from the report and are gone once they are written, so
//! that many findings need no more memory than one.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostic::Safety;

/// A result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Found<'a> {
    pub rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub kind: &'static str,
    pub level: &'static str,
    pub message: Text<'a>,
    pub locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_fingerprints: Option<HashMap<&'static str, &'a str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Mend<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressions: Option<[Suppression; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<Channels<'a>>,
}

/// A text.
#[derive(Serialize)]
pub(super) struct Text<'a> {
    pub text: Cow<'a, str>,
}

/// Where a finding is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    pub physical_location: Physical<'a>,
}

/// A stretch of a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical<'a> {
    pub artifact_location: Artifact,
    pub region: Region<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context_region: Option<Region<'a>>,
}

/// A file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

/// Lines and columns, with the text if it is shown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region<'a> {
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Text<'a>>,
}

/// A place that has to do with it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Related<'a> {
    pub id: usize,
    pub physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text<'a>>,
}

/// A fix.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Mend<'a> {
    pub description: Text<'a>,
    pub artifact_changes: [Change<'a>; 1],
    pub properties: How,
}

/// How safe a fix is.
#[derive(Serialize)]
pub(super) struct How {
    pub safety: Safety,
}

/// The edits of a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change<'a> {
    pub artifact_location: Artifact,
    pub replacements: Vec<Replacement<'a>>,
}

/// An edit.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement<'a> {
    pub deleted_region: Region<'a>,
    pub inserted_content: Text<'a>,
}

/// That a finding is waived, and by what.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
}

/// The channels of a finding.
#[derive(Serialize)]
pub(super) struct Channels<'a> {
    pub channels: Vec<&'a str>,
}
