//! The form of a record in bytes: members, their order, and which type may have which.
//!
//! In: a line of JSON. Out: a [`Form`] with untyped members, and from it a [`Record`]; or the [`Reason`] why
//! it is none. The members stand in the order of their names, so that serialising gives RFC 8785 at once:
//! names are ASCII, numbers are small integers, and strings need no other escapes than the library's.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::reason::{Reason, diagnose};
use super::record::{
    About, Act, Deed, KeptText, MAX_COMMENT, Record, RecordId, Scope, Stamp, Subject, Window,
    digest, is_digest,
};
use crate::text::Moment;

/// The version of records that this program reads and writes.
pub(super) const VERSION: u64 = 1;

/// A record as members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) after: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delegation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "for")]
    on_behalf: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    house: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kinds: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "match")]
    matched: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sig: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Vec<SubjectForm>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "type")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unbound: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

/// An element of `subject`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SubjectForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<String>,
}

impl Form {
    /// Reads the members of a line.
    pub(super) fn read(line: &str) -> Result<Self, Reason> {
        serde_json::from_str(line).map_err(|_| diagnose(line))
    }

    /// The line, without line end.
    pub(super) fn to_line(&self) -> String {
        // Strings, lists of them and one number: there is nothing in a form that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn of_text(kept: &KeptText) -> Self {
        Self {
            digest: Some(kept.digest.clone()),
            text: Some(kept.text.clone()),
            kind: Some("text".to_owned()),
            v: Some(VERSION),
            ..Self::default()
        }
    }

    pub(super) fn of_act(act: &Act) -> Self {
        let ids = act.after.iter().map(|id| id.as_str().to_owned());
        let mut form = Self {
            after: list(ids.collect()),
            by: Some(act.by.clone()),
            comment: act.comment.clone(),
            delegation: act.delegation.as_ref().map(|id| id.as_str().to_owned()),
            on_behalf: act.on_behalf.clone(),
            house: Some(act.house.clone()),
            role: act.role.clone(),
            sig: act.sig.clone(),
            time: Some(write_time(act.time)),
            kind: Some(act.deed.word().to_owned()),
            v: Some(VERSION),
            ..Self::default()
        };
        form.of = act.deed.of().map(|id| id.as_str().to_owned());
        form.set_about(act.deed.about());
        form.set_window(act.deed.window());
        match &act.deed {
            Deed::Approve { stamp, open, .. } | Deed::Review { stamp, open, .. } => {
                form.set_stamp(stamp);
                form.open = list(open.clone());
            }
            Deed::Reject { stamp, .. } => form.set_stamp(stamp),
            Deed::Delegate { to, kinds, channels, risk, .. } => {
                form.to = Some(to.clone());
                form.kinds = list(kinds.clone());
                form.channels = list(channels.clone());
                form.risk.clone_from(risk);
            }
            Deed::Waive { rule, channel, matched, sentence, .. } => {
                form.rule = Some(rule.clone());
                form.channel.clone_from(channel);
                form.matched.clone_from(matched);
                form.sentence = Some(sentence.clone());
            }
            Deed::Revoke { .. } | Deed::Request { .. } => {}
        }
        form
    }

    fn set_about(&mut self, about: Option<&About>) {
        let Some(about) = about else { return };
        self.canon = Some(about.canon.clone());
        self.subject = Some(about.subjects.iter().map(SubjectForm::from).collect());
        self.unbound = list(about.unbound.clone());
        self.path = Some(about.path.clone());
    }

    fn set_window(&mut self, window: Option<Window>) {
        let Some(window) = window else { return };
        self.from = window.from.map(write_time);
        self.until = Some(write_time(window.until));
    }

    fn set_stamp(&mut self, stamp: &Stamp) {
        self.policy = Some(stamp.policy.clone());
        self.version.clone_from(&stamp.version);
    }

    /// Sorts lists and brings texts into NFC.
    pub(super) fn tidy(&mut self) {
        let lists = [&mut self.channels, &mut self.kinds, &mut self.open, &mut self.unbound];
        for list in lists.into_iter().flatten() {
            list.iter_mut().for_each(to_nfc);
            list.sort();
            list.dedup();
        }
        if let Some(subjects) = &mut self.subject {
            for subject in subjects.iter_mut() {
                subject.channel.iter_mut().chain(&mut subject.claim).for_each(to_nfc);
            }
            subjects.sort_by_key(subject_key);
            subjects.dedup();
        }
        let texts = [
            &mut self.by,
            &mut self.canon,
            &mut self.channel,
            &mut self.comment,
            &mut self.on_behalf,
            &mut self.house,
            &mut self.matched,
            &mut self.path,
            &mut self.risk,
            &mut self.role,
            &mut self.rule,
            &mut self.to,
            &mut self.version,
        ];
        texts.into_iter().flatten().for_each(to_nfc);
    }

    /// The record, if every member is where its type allows it and has its form.
    pub(super) fn into_record(mut self) -> Result<Record, Reason> {
        match self.v.take() {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(Reason::Newer(newer)),
            _ => return Err(Reason::NoVersion),
        }
        let kind = self.kind.take().ok_or(Reason::Missing("type"))?;
        let record = if kind == "text" {
            Record::Text(self.take_text()?)
        } else {
            Record::Act(Box::new(self.take_act(&kind)?))
        };
        match self.first_member() {
            Some(left) => Err(Reason::Misplaced(left)),
            None => Ok(record),
        }
    }

    fn take_text(&mut self) -> Result<KeptText, Reason> {
        let text = self.text.take().ok_or(Reason::Missing("text"))?;
        let given = one_digest("digest", self.digest.take())?;
        if digest(&text) == given {
            Ok(KeptText { digest: given, text })
        } else {
            Err(Reason::OtherText)
        }
    }

    fn take_act(&mut self, kind: &str) -> Result<Act, Reason> {
        let deed = self.take_deed(kind)?;
        let role = plain("role", self.role.take())?;
        if role.is_none() && kind != "waive" {
            return Err(Reason::Missing("role"));
        }
        let comment = plain("comment", self.comment.take())?;
        if comment.is_none() && matches!(kind, "reject" | "revoke" | "waive") {
            return Err(Reason::Missing("comment"));
        }
        if comment.as_ref().is_some_and(|comment| comment.chars().count() > MAX_COMMENT) {
            return Err(Reason::Bad("comment"));
        }
        let sig = if kind == "request" { None } else { plain("sig", self.sig.take())? };
        let is_base64 = |sig: &String| {
            sig.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        };
        if sig.as_ref().is_some_and(|sig| !is_base64(sig)) {
            return Err(Reason::Bad("sig"));
        }
        let after = sorted("after", self.after.take())?;
        let after = after.iter().map(|id| RecordId::parse(id).ok_or(Reason::Bad("after")));
        Ok(Act {
            house: needed("house", self.house.take())?,
            role,
            by: needed("by", self.by.take())?,
            on_behalf: plain("for", self.on_behalf.take())?,
            delegation: self
                .delegation
                .take()
                .map(|id| an_id("delegation", Some(id)))
                .transpose()?,
            time: a_time("time", self.time.take())?.ok_or(Reason::Missing("time"))?,
            comment,
            after: after.collect::<Result<_, _>>()?,
            deed,
            sig,
        })
    }

    fn take_deed(&mut self, kind: &str) -> Result<Deed, Reason> {
        Ok(match kind {
            "approve" => Deed::Approve {
                about: self.take_about()?,
                stamp: self.take_stamp()?,
                open: sorted("open", self.open.take())?,
                window: self.take_window()?,
            },
            "reject" => Deed::Reject { about: self.take_about()?, stamp: self.take_stamp()? },
            "revoke" => Deed::Revoke { of: an_id("of", self.of.take())? },
            "review" => Deed::Review {
                about: self.take_about()?,
                stamp: self.take_stamp()?,
                open: sorted("open", self.open.take())?,
                of: an_id("of", self.of.take())?,
            },
            "delegate" => Deed::Delegate {
                to: needed("to", self.to.take())?,
                kinds: sorted("kinds", self.kinds.take())?,
                channels: sorted("channels", self.channels.take())?,
                risk: plain("risk", self.risk.take())?,
                window: self.take_window()?,
            },
            "request" => Deed::Request { about: self.take_about()? },
            "waive" => Deed::Waive {
                rule: needed("rule", self.rule.take())?,
                channel: plain("channel", self.channel.take())?,
                matched: plain("match", self.matched.take())?,
                sentence: one_digest("sentence", self.sentence.take())?,
                window: self.take_window()?,
            },
            other => return Err(Reason::UnknownType(other.to_owned())),
        })
    }

    fn take_about(&mut self) -> Result<About, Reason> {
        let forms = self.subject.take().ok_or(Reason::Missing("subject"))?;
        let keys: Vec<_> = forms.iter().map(subject_key).collect();
        if forms.is_empty() || !keys.is_sorted_by(|a, b| a < b) {
            return Err(Reason::Bad("subject"));
        }
        let subjects = forms.into_iter().map(|form| {
            let scope = match (plain("subject", form.channel)?, plain("subject", form.claim)?) {
                (None, None) => Scope::Whole,
                (Some(channel), None) => Scope::Channel(channel),
                (None, Some(claim)) => Scope::Claim(claim),
                (Some(_), Some(_)) => return Err(Reason::Bad("subject")),
            };
            Ok(Subject { scope, digest: one_digest("subject", form.digest)? })
        });
        Ok(About {
            canon: needed("canon", self.canon.take())?,
            subjects: subjects.collect::<Result<_, _>>()?,
            unbound: sorted("unbound", self.unbound.take())?,
            path: needed("path", self.path.take())?,
        })
    }

    fn take_stamp(&mut self) -> Result<Stamp, Reason> {
        Ok(Stamp {
            policy: one_digest("policy", self.policy.take())?,
            version: plain("version", self.version.take())?,
        })
    }

    fn take_window(&mut self) -> Result<Window, Reason> {
        Ok(Window {
            from: a_time("from", self.from.take())?,
            until: a_time("until", self.until.take())?.ok_or(Reason::Missing("until"))?,
        })
    }

    /// The name of the first member that is there.
    fn first_member(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let line = self.to_line();
        line.split('"').nth(1).map(str::to_owned)
    }
}

fn to_nfc(text: &mut String) {
    if !is_nfc(text) {
        *text = text.nfc().collect();
    }
}

/// Subjects are sorted by the bytes of their form.
fn subject_key(subject: &SubjectForm) -> String {
    serde_json::to_string(subject).unwrap_or_default()
}

fn list(list: Vec<String>) -> Option<Vec<String>> {
    (!list.is_empty()).then_some(list)
}

/// A text that is there is not empty, in NFC and without control characters.
fn plain(name: &'static str, text: Option<String>) -> Result<Option<String>, Reason> {
    match text {
        Some(text) if text.is_empty() || text.chars().any(char::is_control) || !is_nfc(&text) => {
            Err(Reason::Bad(name))
        }
        text => Ok(text),
    }
}

fn needed(name: &'static str, text: Option<String>) -> Result<String, Reason> {
    plain(name, text)?.ok_or(Reason::Missing(name))
}

fn one_digest(name: &'static str, text: Option<String>) -> Result<String, Reason> {
    let text = text.ok_or(Reason::Missing(name))?;
    if is_digest(&text) { Ok(text) } else { Err(Reason::Bad(name)) }
}

fn an_id(name: &'static str, text: Option<String>) -> Result<RecordId, Reason> {
    RecordId::parse(&text.ok_or(Reason::Missing(name))?).ok_or(Reason::Bad(name))
}

/// A list that is there is not empty, ascending by bytes and without repetitions.
fn sorted(name: &'static str, list: Option<Vec<String>>) -> Result<Vec<String>, Reason> {
    let Some(list) = list else { return Ok(Vec::new()) };
    if list.is_empty() || !list.is_sorted_by(|a, b| a < b) {
        return Err(Reason::Bad(name));
    }
    list.into_iter().map(|text| needed(name, Some(text))).collect()
}

/// `YYYY-MM-DDThh:mm:ssZ` and nothing else.
fn a_time(name: &'static str, text: Option<String>) -> Result<Option<Timestamp>, Reason> {
    let Some(text) = text else { return Ok(None) };
    let instant = Moment::parse(&text)
        .ok()
        .and_then(|moment| moment.instant(&jiff::tz::TimeZone::UTC).ok())
        .filter(|instant| write_time(*instant) == text);
    instant.map(Some).ok_or(Reason::Bad(name))
}

/// An instant as records write it; fractions of a second are cut.
pub(super) fn write_time(instant: Timestamp) -> String {
    let whole = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
    whole.to_string()
}
