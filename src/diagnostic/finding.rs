//! The diagnostic: what is wrong, where exactly, why, and what to do.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use crate::text::{Edit, Localized, Place};

/// How much it matters. The order is from harmless to grave.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; never fails a run.
    Info,
    /// Should be looked at.
    Warning,
    /// Must not go out like this.
    #[default]
    Error,
}

impl Severity {
    /// Its word in rules and outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What sort of statement a diagnostic makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something is wrong, and it was judged.
    Finding,
    /// A rule could not be judged on this draft; counts as an error, is never "passed".
    NotJudged,
    /// The file, policy or register could not be judged at all: the run ends with status 2.
    Unreadable,
}

/// A place with a word about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be said of it; may be empty.
    pub text: Localized,
    /// Whether the finding is about this place too: another match told in the same finding.
    pub is_match: bool,
}

impl Label {
    /// A place that belongs to a finding.
    #[must_use]
    pub fn new(place: Place, text: Localized) -> Self {
        Self { place, text, is_match: false }
    }
}

/// Why an obligation is not met, with a code of its own (`approval/stale`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Code, as in the catalogue.
    pub code: &'static str,
    /// What happened.
    pub message: Localized,
    /// What to do about it; may be empty.
    pub help: Localized,
}

/// Whether a fix may be applied without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Meaning is kept: `--fix` applies it.
    Safe,
    /// A person chooses: shown, applied only when asked for.
    Suggestion,
}

/// One way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in words.
    pub message: Localized,
    /// May it be applied by itself?
    pub safety: Safety,
    /// The replacements, all in the source of the primary label.
    pub edits: Vec<Edit>,
}

/// What a finding is about, beyond its place: how waivers and baselines know it again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The matched words as shown; empty for a finding without a match.
    pub matched: String,
    /// The sentence they stand in; for a finding without a match the whole block. Empty once the finding has its
    /// fingerprint.
    pub sentence: String,
    /// Whether people are all or part of what is missing.
    pub asks_people: bool,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Full rule name (`house/climate-neutral`) or a code of the tool (`missing-field`).
    pub code: Arc<str>,
    /// How much it matters.
    pub severity: Severity,
    /// What sort of statement it is.
    pub kind: Kind,
    /// What is wrong.
    pub message: Localized,
    /// Where; its text may be empty.
    pub primary: Label,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// Why an obligation is open.
    pub causes: Vec<Cause>,
    /// What else is worth knowing: the rule's own words on why.
    pub notes: Vec<Localized>,
    /// What to do, one entry a line.
    pub help: Vec<Localized>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
    /// Channels whose variants share it; empty where channels play no part.
    pub channels: Vec<Arc<str>>,
    /// Where to read more: an address or a citation of the rule (`see`).
    pub see: Vec<String>,
    /// What it is about, for findings of rules.
    pub subject: Option<Arc<Subject>>,
    /// Id of the waiver that covers it; then it counts for nothing but is kept for auditors.
    pub waived: Option<String>,
    /// By what it is known again; set once all of a run is known.
    pub fingerprint: Option<Fingerprint>,
}

impl Diagnostic {
    /// A diagnostic with nothing but what every one has.
    pub fn new(
        code: impl Into<Arc<str>>,
        severity: Severity,
        message: Localized,
        place: Place,
    ) -> Self {
        Self {
            code: code.into(),
            severity,
            kind: Kind::Finding,
            message,
            primary: Label { is_match: true, ..Label::new(place, Localized::default()) },
            related: Vec::new(),
            causes: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
            channels: Vec::new(),
            see: Vec::new(),
            subject: None,
            waived: None,
            fingerprint: None,
        }
    }

    /// With a related place.
    #[must_use]
    pub fn and(mut self, place: Place, text: Localized) -> Self {
        self.related.push(Label::new(place, text));
        self
    }

    /// With a line of help; an empty one is left out.
    #[must_use]
    pub fn help(mut self, help: Localized) -> Self {
        if !help.is_empty() {
            self.help.push(help);
        }
        self
    }

    /// With a word at the primary place.
    #[must_use]
    pub fn label(mut self, text: Localized) -> Self {
        self.primary.text = text;
        self
    }

    /// As a statement of this sort.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// With a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// With another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
