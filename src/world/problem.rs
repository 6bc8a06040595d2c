//! Why something could not be read.

use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Localized;

/// Why a file or folder could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not there (or was removed meanwhile).
    Missing,
    /// The system refuses.
    Denied,
    /// It is a folder.
    IsFolder,
    /// It is a pipe, a socket or a device.
    NoFile,
    /// Links lead in a circle.
    Loop,
    /// It leads out of the house.
    Outside,
    /// It lies in a submodule, whose files the revision does not hold.
    Submodule,
    /// More bytes than are read; the limit.
    TooLarge(usize),
    /// Anything else, in the system's words.
    Other(String),
}

impl Unread {
    /// What an error of the system means.
    #[must_use]
    pub fn of(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        // Walkers wrap the system's error in one of their own.
        let inner = error.get_ref().and_then(std::error::Error::source);
        if let Some(inner) = inner.and_then(|inner| inner.downcast_ref::<std::io::Error>()) {
            return Self::of(inner);
        }
        // ELOOP on Linux and on the BSDs: the kind for it is not stable yet.
        if cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62)) {
            return Self::Loop;
        }
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::IsFolder,
            _ => Self::Other(error.to_string()),
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Missing => Bilingual { en: "it is not there", de: "sie ist nicht da" },
            Self::Denied => {
                Bilingual { en: "reading it is not permitted", de: "sie darf nicht gelesen werden" }
            }
            Self::IsFolder => Bilingual { en: "it is a folder", de: "sie ist ein Ordner" },
            Self::NoFile => {
                Bilingual { en: "it is no regular file", de: "sie ist keine gewöhnliche Datei" }
            }
            Self::Loop => {
                Bilingual { en: "its links lead in a circle", de: "ihre Verweise führen im Kreis" }
            }
            Self::Outside => Bilingual {
                en: "it lies outside of the house",
                de: "sie liegt außerhalb des Hauses",
            },
            Self::Submodule => Bilingual {
                en: "it lies in a submodule, whose files this revision does not hold",
                de: "sie liegt in einem Submodul, dessen Dateien dieser Stand nicht enthält",
            },
            Self::TooLarge(_) => Bilingual {
                en: "it is larger than is read",
                de: "sie ist größer, als gelesen wird",
            },
            Self::Other(_) => {
                Bilingual { en: "the system cannot read it", de: "das System kann sie nicht lesen" }
            }
        }
    }
}

complaints! {
    /// A draft that cannot be read.
    UnreadableFile { path: String, reason: Bilingual, detail: String }
    unjudged "unreadable-file"
    title "`{path}` cannot be read: {reason}{detail}" / "`{path}` lässt sich nicht lesen: {reason}{detail}"
    why "What cannot be read cannot be judged. The other files are judged all the same, and the run ends with status 2." / "Was sich nicht lesen lässt, lässt sich nicht beurteilen. Die anderen Dateien werden trotzdem beurteilt, und der Lauf endet mit Status 2."

    /// A file that cannot be written.
    UnwritableFile { path: String, reason: Localized }
    unjudged "unwritable-file"
    title "`{path}` cannot be written: {reason}; it is as it was" / "`{path}` lässt sich nicht schreiben: {reason}; sie ist, wie sie war"
    why "Files are written as a whole under another name and then renamed, so that a full disk or a lack of rights leaves what was there." / "Dateien werden als Ganzes unter anderem Namen geschrieben und dann umbenannt, damit eine volle Platte oder fehlende Rechte lassen, was da war."

    /// Nothing to judge.
    NoDrafts { path: String }
    unjudged "no-drafts"
    title "there is no draft in `{path}`" / "in `{path}` liegt kein Entwurf"
    help "drafts are `.md`, `.markdown` and `.txt` files, or what `drafts` in `obstat.toml` names" / "Entwürfe sind `.md`-, `.markdown`- und `.txt`-Dateien oder was `drafts` in `obstat.toml` nennt"
    why "A check that finds nothing to check has most often been pointed at the wrong folder; a gate must not pass then." / "Eine Prüfung, die nichts zu prüfen findet, wurde meist auf den falschen Ordner gerichtet; eine Schranke darf dann nicht aufgehen."
}
