//! Whether a file is a draft, and why.

use super::file::{Assign, Config};
use crate::diagnostic::Bilingual;

/// What a file is by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A draft can be read from it.
    Readable,
    /// Nothing is known of its format.
    Foreign,
    /// It belongs to a draft: records, metadata, a picture. Whatever names it means the draft.
    Beside,
}

/// Why a file is a draft or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A pattern of `drafts` names it.
    Drafts(usize),
    /// A pattern of `ignore` names it.
    Ignore(usize),
    /// There are no patterns, and its format is known.
    KnownFormat,
    /// There are no patterns, and its format is not known.
    UnknownFormat,
    /// No pattern of `drafts` names it.
    NotNamed,
    /// It was named on the command line.
    Asked,
    /// It lies beside a draft: records, metadata, a picture.
    Beside,
}

/// What is decided about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Is it judged?
    pub draft: bool,
    /// Why.
    pub reason: Reason,
}

impl Config {
    /// Decides about a file by its path below the house, written with `/`. `asked`: it was named on the
    /// command line; `ignore` still holds then, because hooks pass everything.
    #[must_use]
    pub fn decide(&self, path: &str, sort: Sort, asked: bool) -> Decision {
        if sort == Sort::Beside {
            return Decision { draft: false, reason: Reason::Beside };
        }
        if let Some(at) = self.ignore.iter().position(|glob| glob.matches(path)) {
            return Decision { draft: false, reason: Reason::Ignore(at) };
        }
        if asked {
            return Decision { draft: true, reason: Reason::Asked };
        }
        if self.drafts.is_empty() {
            let known = sort == Sort::Readable;
            let reason = if known { Reason::KnownFormat } else { Reason::UnknownFormat };
            return Decision { draft: known, reason };
        }
        match self.drafts.iter().position(|glob| glob.matches(path)) {
            Some(at) => Decision { draft: true, reason: Reason::Drafts(at) },
            None => Decision { draft: false, reason: Reason::NotNamed },
        }
    }

    /// The assignments whose pattern names the path, in order.
    pub fn assigned<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Assign> {
        self.assign.iter().filter(move |assign| assign.files.matches(path))
    }
}

impl Reason {
    /// In words, for `obstat config FILE`.
    #[must_use]
    pub fn words(self) -> Bilingual {
        match self {
            Self::Drafts(_) => Bilingual { en: "named by `drafts`", de: "in `drafts` genannt" },
            Self::Ignore(_) => Bilingual { en: "named by `ignore`", de: "in `ignore` genannt" },
            Self::KnownFormat => {
                Bilingual { en: "its format is known", de: "das Format ist bekannt" }
            }
            Self::UnknownFormat => {
                Bilingual { en: "its format is not known", de: "das Format ist nicht bekannt" }
            }
            Self::NotNamed => {
                Bilingual { en: "not named by `drafts`", de: "nicht in `drafts` genannt" }
            }
            Self::Beside => {
                Bilingual { en: "it lies beside a draft", de: "sie gehört zu einem Entwurf" }
            }
            Self::Asked => {
                Bilingual { en: "named on the command line", de: "auf der Kommandozeile genannt" }
            }
        }
    }
}
