//! Fields and their values.

use serde::{Deserialize, Serialize};

use super::RegisterId;
use crate::text::{Decimal, Moment, Place};

/// A field of the front matter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its key.
    pub name: String,
    /// Its type.
    pub kind: FieldType,
    /// The register that alone sets it.
    pub from: Option<RegisterId>,
    /// Must every draft give it?
    pub required: bool,
    /// May it change after approval?
    pub unbound: bool,
    /// What holds where nothing is given.
    pub default: Option<FieldValue>,
    /// Where it is declared; none for the fields known without declaration.
    pub place: Option<Place>,
}

/// Type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldType {
    /// One of these words.
    OneOf(Vec<String>),
    /// yes or no.
    Flag,
    /// A person, by id or alias.
    Person,
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A date or time.
    Date,
    /// One of these words, from low to high.
    Level(Vec<String>),
    /// Several values of a simple type.
    List(Box<FieldType>),
}

impl FieldType {
    /// The type of the elements, for a list.
    #[must_use]
    pub fn element(&self) -> &Self {
        match self {
            Self::List(element) => element,
            other => other,
        }
    }

    /// The words that may stand here, for `one of` and `level` (of the elements, for a list).
    #[must_use]
    pub fn words(&self) -> Option<&[String]> {
        match self.element() {
            Self::OneOf(words) | Self::Level(words) => Some(words),
            _ => None,
        }
    }
}

/// A typed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldValue {
    /// A word of `one of`.
    Word(String),
    /// yes or no.
    Flag(bool),
    /// A person as written.
    Person(String),
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A date or time.
    Date(Moment),
    /// Index into the words of a level.
    Level(u32),
    /// Several.
    List(Vec<FieldValue>),
}

impl FieldValue {
    /// The elements of a list, or the value alone.
    #[must_use]
    pub fn elements(&self) -> &[Self] {
        match self {
            Self::List(elements) => elements,
            one => std::slice::from_ref(one),
        }
    }

    /// As a word for people.
    #[must_use]
    pub fn text(&self, kind: &FieldType) -> String {
        match self {
            Self::Word(text) | Self::Person(text) | Self::Text(text) => text.clone(),
            Self::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Date(moment) => moment.to_string(),
            Self::Level(index) => {
                let words = kind.words().unwrap_or_default();
                words.get(*index as usize).cloned().unwrap_or_default()
            }
            Self::List(values) => {
                let texts: Vec<_> = values.iter().map(|value| value.text(kind.element())).collect();
                texts.join(", ")
            }
        }
    }
}
