//! The record: one signed line that says who cleared, refused, withdrew or handed on what.
//!
//! In: the bytes of a line, or the parts of a record to be made. Out: a [`Record`] whose every member is
//! where its type allows it, and its one form in bytes (RFC 8785), from which id and signed bytes follow.
//! Whether a record counts is not asked here; no digest is recomputed but that of a kept text, which
//! proves itself.

use std::fmt;

use jiff::Timestamp;

use super::form::{Form, SubjectForm};
use super::reason::Reason;

/// Bytes of a record's line. Raising it costs nothing but makes room for records that nobody reads.
pub const MAX_RECORD: usize = 16 * 1024;

/// Bytes of the line of a kept text. A canonical form is as long as its draft, which people must read.
pub const MAX_TEXT: usize = 1024 * 1024;

/// Characters of a comment.
pub const MAX_COMMENT: usize = 2_000;

/// For how long an approval holds where its signer names no end.
pub const DEFAULT_WINDOW: jiff::SignedDuration = jiff::SignedDuration::from_hours(30 * 24);

/// For how long a waiver holds at most, from its signing.
pub const MAX_WAIVER: jiff::SignedDuration = jiff::SignedDuration::from_hours(90 * 24);

/// For how long a delegation holds at most, from its beginning.
pub const MAX_DELEGATION: jiff::SignedDuration = jiff::SignedDuration::from_hours(31 * 24);

/// The id of a record: `sha256:` and the digest of its signed bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(String);

impl RecordId {
    /// The id of the record with these signed bytes.
    #[must_use]
    pub fn of(signed_bytes: &str) -> Self {
        Self(digest(signed_bytes))
    }

    /// Reads an id in full.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_digest(text).then(|| Self(text.to_owned()))
    }

    /// In full.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people see it: `a-3f9c2d81`.
    #[must_use]
    pub fn short(&self) -> String {
        format!("a-{}", self.0.get(PREFIX.len()..PREFIX.len() + 8).unwrap_or_default())
    }

    /// Whether a text that a person typed means this record: the short form, longer or shorter with at
    /// least four digits, or the full one.
    #[must_use]
    pub fn is_meant_by(&self, typed: &str) -> bool {
        let digits = typed.strip_prefix("a-").or_else(|| typed.strip_prefix(PREFIX));
        digits.is_some_and(|digits| {
            digits.len() >= 4
                && self.0.get(PREFIX.len()..).is_some_and(|own| own.starts_with(digits))
        })
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands before the digits of a digest.
const PREFIX: &str = "sha256:";

pub use crate::text::{digest, is_digest};

/// One line of a sidecar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Somebody did something.
    Act(Box<Act>),
    /// The canonical form of a text that was approved, kept to show what has changed since.
    Text(KeptText),
}

/// A kept canonical form; its digest is checked when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptText {
    /// Its digest.
    pub digest: String,
    /// The form.
    pub text: String,
}

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The pack it was done for.
    pub house: String,
    /// The role, or the person field, as the rule names it; absent only in waivers.
    pub role: Option<String>,
    /// The person's id.
    pub by: String,
    /// On whose behalf.
    pub on_behalf: Option<String>,
    /// By which delegation.
    pub delegation: Option<RecordId>,
    /// When, as the signer says; whole seconds.
    pub time: Timestamp,
    /// Why.
    pub comment: Option<String>,
    /// Records of the sidecar that no other record names, sorted.
    pub after: Vec<RecordId>,
    /// What was done.
    pub deed: Deed,
    /// The signature, base64 without breaks; absent where the word is enough.
    pub sig: Option<String>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Cleared for publication within a window.
    Approve {
        /// What was seen.
        about: About,
        /// Under which rules.
        stamp: Stamp,
        /// Findings that the signer was shown, sorted.
        open: Vec<String>,
        /// When it may be published.
        window: Window,
    },
    /// Refused.
    Reject {
        /// What was seen.
        about: About,
        /// Under which rules.
        stamp: Stamp,
    },
    /// Took back an earlier record.
    Revoke {
        /// Which.
        of: RecordId,
    },
    /// Looked at what went out on the fast lane.
    Review {
        /// What was seen.
        about: About,
        /// Under which rules.
        stamp: Stamp,
        /// Findings that the signer was shown, sorted.
        open: Vec<String>,
        /// The approval it went out with.
        of: RecordId,
    },
    /// Handed a role to somebody for a while.
    Delegate {
        /// To whom.
        to: String,
        /// For drafts of these kinds only, sorted; empty means all.
        kinds: Vec<String>,
        /// For these channels only, sorted; empty means all.
        channels: Vec<String>,
        /// Up to this level of risk.
        risk: Option<String>,
        /// For how long.
        window: Window,
    },
    /// Asked for an approval; grants nothing.
    Request {
        /// For what.
        about: About,
    },
    /// Lets one finding stand.
    Waive {
        /// The rule's full name.
        rule: String,
        /// The channel, if the draft has any.
        channel: Option<String>,
        /// The words matched; absent for a finding without.
        matched: Option<String>,
        /// The digest of the sentence it stands in, of the whole block for a finding without match.
        sentence: String,
        /// For how long.
        window: Window,
    },
}

/// What somebody saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The algorithm of the digests.
    pub canon: String,
    /// At least one, sorted.
    pub subjects: Vec<Subject>,
    /// Fields left out of the digests, sorted.
    pub unbound: Vec<String>,
    /// Where it lay: for people, never used for judging.
    pub path: String,
}

/// One text with its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// For what.
    pub scope: Scope,
    /// Of the canonical form.
    pub digest: String,
}

/// What a subject is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A draft without a channel.
    Whole,
    /// A draft on a channel.
    Channel(String),
    /// An entry of the claims register.
    Claim(String),
}

/// Rules in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Digest of the rule files.
    pub policy: String,
    /// Version of the pack, if it has one.
    pub version: Option<String>,
}

/// A stretch of time. `from` is inside, `until` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its beginning; absent means open.
    pub from: Option<Timestamp>,
    /// Its end.
    pub until: Timestamp,
}

impl Window {
    /// Whether it holds an instant.
    #[must_use]
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && at < self.until
    }
}

impl Deed {
    /// Its word in a record.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Approve { .. } => "approve",
            Self::Reject { .. } => "reject",
            Self::Revoke { .. } => "revoke",
            Self::Review { .. } => "review",
            Self::Delegate { .. } => "delegate",
            Self::Request { .. } => "request",
            Self::Waive { .. } => "waive",
        }
    }

    /// What it is about, for the deeds that name a text.
    #[must_use]
    pub fn about(&self) -> Option<&About> {
        match self {
            Self::Approve { about, .. }
            | Self::Reject { about, .. }
            | Self::Review { about, .. }
            | Self::Request { about } => Some(about),
            Self::Revoke { .. } | Self::Delegate { .. } | Self::Waive { .. } => None,
        }
    }

    /// Its window, if it has one.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        match self {
            Self::Approve { window, .. }
            | Self::Delegate { window, .. }
            | Self::Waive { window, .. } => Some(*window),
            _ => None,
        }
    }

    /// The record it speaks of.
    #[must_use]
    pub fn of(&self) -> Option<&RecordId> {
        match self {
            Self::Revoke { of } | Self::Review { of, .. } => Some(of),
            _ => None,
        }
    }
}

impl Act {
    /// What a signature is made of: the line without the member `sig`, no line end.
    #[must_use]
    pub fn signed_bytes(&self) -> String {
        let mut form = Form::of_act(self);
        form.sig = None;
        form.to_line()
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> RecordId {
        RecordId::of(&self.signed_bytes())
    }

    /// Brings the parts of a record to be made into their one form: lists sorted and without
    /// repetitions, texts in NFC, times cut to seconds.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.after.sort();
        self.after.dedup();
        let mut form = Form::of_act(&self);
        form.tidy();
        // What cannot be a record stays as it is and is refused when it is written.
        match form.into_record() {
            Ok(Record::Act(act)) => *act,
            _ => self,
        }
    }
}

impl Record {
    /// Reads a line; a CR at its end, as a Windows checkout leaves it, does not count.
    ///
    /// # Errors
    /// [`Reason`], for people.
    pub fn read(line: &[u8]) -> Result<Self, Reason> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > MAX_TEXT {
            return Err(Reason::TooLong(MAX_TEXT));
        }
        let line = std::str::from_utf8(line).map_err(|_| Reason::NotText)?;
        let record = Form::read(line)?.into_record()?;
        record.within_limits(line)?;
        if record.line() == line { Ok(record) } else { Err(Reason::OtherForm) }
    }

    /// The line of a record to be kept, without line end.
    ///
    /// # Errors
    /// [`Reason`] if no reader would accept it.
    pub fn write(&self) -> Result<String, Reason> {
        let line = self.line();
        let read = Form::read(&line)?.into_record()?;
        read.within_limits(&line)?;
        if read == *self { Ok(line) } else { Err(Reason::OtherForm) }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> RecordId {
        match self {
            Self::Act(act) => act.id(),
            Self::Text(_) => RecordId::of(&self.line()),
        }
    }

    /// The act, if it is one.
    #[must_use]
    pub fn act(&self) -> Option<&Act> {
        match self {
            Self::Act(act) => Some(act),
            Self::Text(_) => None,
        }
    }

    /// Keeps a canonical form.
    #[must_use]
    pub fn keep(text: &str) -> Self {
        Self::Text(KeptText { digest: digest(text), text: text.to_owned() })
    }

    fn line(&self) -> String {
        match self {
            Self::Act(act) => Form::of_act(act).to_line(),
            Self::Text(kept) => Form::of_text(kept).to_line(),
        }
    }

    fn within_limits(&self, line: &str) -> Result<(), Reason> {
        let most = match self {
            Self::Act(_) => MAX_RECORD,
            Self::Text(_) => MAX_TEXT,
        };
        if line.len() > most { Err(Reason::TooLong(most)) } else { Ok(()) }
    }
}

impl From<&Subject> for SubjectForm {
    fn from(subject: &Subject) -> Self {
        let (channel, claim) = match &subject.scope {
            Scope::Whole => (None, None),
            Scope::Channel(channel) => (Some(channel.clone()), None),
            Scope::Claim(claim) => (None, Some(claim.clone())),
        };
        Self { channel, claim, digest: Some(subject.digest.clone()) }
    }
}

#[cfg(test)]
mod tests;
