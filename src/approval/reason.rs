//! Why a line is not a record, for people.
//!
//! In: a line that the typed reader has refused. Out: a [`Reason`] with words in both tongues. Nothing here
//! decides: what is accepted is decided by the reader alone.

use super::form::{SubjectForm, VERSION};
use crate::diagnostic::Say;
use crate::text::Tongue;

/// Members that hold lists.
const LISTS: [&str; 6] = ["after", "channels", "kinds", "open", "subject", "unbound"];

/// All members.
const MEMBERS: [&str; 31] = [
    "after",
    "by",
    "canon",
    "channel",
    "channels",
    "comment",
    "delegation",
    "digest",
    "for",
    "from",
    "house",
    "kinds",
    "match",
    "of",
    "open",
    "path",
    "policy",
    "risk",
    "role",
    "rule",
    "sentence",
    "sig",
    "subject",
    "text",
    "time",
    "to",
    "type",
    "unbound",
    "until",
    "v",
    "version",
];

/// Why a line is not a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not UTF-8.
    NotText,
    /// Not a JSON object.
    NotJson,
    /// Longer than so many bytes.
    TooLong(usize),
    /// Made by a newer program: its `v`.
    Newer(u64),
    /// No `v` 1.
    NoVersion,
    /// A type that does not exist.
    UnknownType(String),
    /// A member that does not exist.
    UnknownMember(String),
    /// A member that records of this type do not have.
    Misplaced(String),
    /// A member that records of this type must have.
    Missing(&'static str),
    /// A member of the wrong form.
    Bad(&'static str),
    /// A member stands twice.
    Repeated,
    /// The same content, but not its one form: blanks, order, escapes.
    OtherForm,
    /// The kept text has another digest.
    OtherText,
}

impl Say for Reason {
    fn say(&self, tongue: Tongue) -> std::borrow::Cow<'_, str> {
        let say = |en: String, de: String| tongue.pick(en, de).into();
        match self {
            Self::NotText => say("it is not UTF-8".into(), "sie ist kein UTF-8".into()),
            Self::NotJson => say("it is not a JSON object".into(), "sie ist kein JSON-Objekt".into()),
            Self::TooLong(most) => say(
                format!("it is longer than {most} bytes"),
                format!("sie ist länger als {most} Byte"),
            ),
            Self::Newer(version) => say(
                format!("it has `v` {version}, made by a newer obstat"),
                format!("sie hat `v` {version} und stammt von einem neueren obstat"),
            ),
            Self::NoVersion => say("it has no `v` 1".into(), "ihr fehlt `v` 1".into()),
            Self::UnknownType(kind) => say(
                format!("there is no type `{kind}`"),
                format!("einen Typ `{kind}` gibt es nicht"),
            ),
            Self::UnknownMember(name) => say(
                format!("there is no member `{name}`"),
                format!("ein Element `{name}` gibt es nicht"),
            ),
            Self::Misplaced(name) => say(
                format!("records of this type have no `{name}`"),
                format!("Einträge dieses Typs haben kein `{name}`"),
            ),
            Self::Missing(name) => say(
                format!("`{name}` is missing"),
                format!("`{name}` fehlt"),
            ),
            Self::Bad(name) => say(
                format!("`{name}` does not have its form"),
                format!("`{name}` hat nicht die vorgeschriebene Form"),
            ),
            Self::Repeated => say("a member stands twice".into(), "ein Element steht doppelt".into()),
            Self::OtherForm => say(
                "it is not written as obstat writes it (blanks, order, escapes)".into(),
                "sie ist nicht so geschrieben, wie obstat schreibt (Leerzeichen, Reihenfolge, Maskierungen)".into(),
            ),
            Self::OtherText => say(
                "the kept text does not have the digest beside it".into(),
                "der aufbewahrte Text hat nicht die Prüfsumme, die dabeisteht".into(),
            ),
        }
    }
}

/// Why a line that could not be read could not be. Only for people: the decision has been made.
pub(super) fn diagnose(line: &str) -> Reason {
    use serde_json::Value;
    let Ok(Value::Object(members)) = serde_json::from_str::<Value>(line) else {
        return Reason::NotJson;
    };
    match members.get("v").map(Value::as_u64) {
        Some(Some(newer)) if newer > VERSION => return Reason::Newer(newer),
        Some(Some(VERSION)) => {}
        _ => return Reason::NoVersion,
    }
    for (name, value) in &members {
        let Some(known) = MEMBERS.into_iter().find(|known| known == name) else {
            return Reason::UnknownMember(name.clone());
        };
        let fits = match known {
            "v" => value.is_u64(),
            "subject" => serde_json::from_value::<Vec<SubjectForm>>(value.clone()).is_ok(),
            list if LISTS.contains(&list) => {
                value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
            }
            _ => value.is_string(),
        };
        if !fits {
            return Reason::Bad(known);
        }
    }
    Reason::Repeated
}
