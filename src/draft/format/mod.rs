//! The formats of drafts: a new one is a file here and a line in [`FORMATS`].
//!
//! In: the text of a file and where its body lies. Out: blocks, zones, links and images in an item. What all
//! formats share (title, lead, dateline, quotation marks, sections) is found afterwards and elsewhere.

mod code;
mod element;
mod entity;
mod flow;
mod html;
mod leaf;
mod markdown;
mod nesting;
mod plain;
mod target;

use crate::diagnostic::Diagnostic;
use crate::draft::item::Item;
use crate::text::{SourceId, Span};

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Endings of its files, in small letters, the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether a draft may begin with front matter.
    pub front_matter: bool,
    /// Puts the body into an item.
    pub read: fn(&Input<'_>, &mut Item) -> Result<(), Box<Diagnostic>>,
}

/// What a format reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'t> {
    /// The whole text of the file.
    pub text: &'t str,
    /// Its id.
    pub source: SourceId,
    /// Where the body lies.
    pub body: Span,
}

/// Every format.
pub static FORMATS: [Format; 2] = [markdown::FORMAT, plain::FORMAT];

/// The format of a file, by the ending of its name in any case.
#[must_use]
pub fn of(path: &str) -> Option<&'static Format> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&ending.as_str()))
}

/// Endings of pictures, films and sounds that drafts show: never drafts themselves.
const MEDIA: [&str; 16] = [
    "avif", "gif", "heic", "jpeg", "jpg", "m4a", "mov", "mp3", "mp4", "ogg", "png", "svg", "tiff",
    "wav", "webm", "webp",
];

/// Whether a file is a picture, a film or a sound, by the ending of its name in any case.
#[must_use]
pub fn is_media(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| MEDIA.contains(&ending.as_str()))
}

/// All endings of all formats as people write them: `.md`, `.txt`.
#[must_use]
pub fn endings() -> String {
    let all = FORMATS.iter().flat_map(|format| format.extensions);
    all.map(|ending| format!("`.{ending}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells() {
        assert!(of("posts/a.md").is_some_and(|format| format.front_matter));
        assert!(of("a.b.MARKDOWN").is_some_and(|format| format.front_matter));
        assert!(of("a.txt").is_some_and(|format| !format.front_matter));
        for path in ["a", "a.docx", "md", "a.md/b", ""] {
            assert!(of(path).is_none(), "{path}");
        }
        assert!(is_media("a/b.JPG") && !is_media("a.md") && !is_media("jpg"));
        assert_eq!(endings(), "`.md`, `.markdown`, `.txt`");
    }
}
