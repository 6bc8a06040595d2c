//! The front matter: where it ends and the text begins, and its fields as a layer.
//!
//! In: the text of a draft, or of a metadata file. Out: the spans of both halves, and untyped entries. It
//! knows no field by name.

use super::field::{Layer, Origin};
use super::line::lines;
use super::problem::{FieldsExpected, UnclosedFrontMatter};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::text::{Place, SourceId, Span};
use crate::yaml::{self, Value};

/// The line that opens and closes a front matter.
const FENCE: &str = "---";

/// A draft cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves {
    /// The front matter with its fences, if there is one.
    pub front: Option<Span>,
    /// Its YAML, without the fences.
    pub yaml: Span,
    /// The text: all after the front matter; without one, all after the byte order mark.
    pub body: Span,
}

/// Cuts a text into front matter and body.
///
/// # Errors
/// `unclosed-front-matter` if the first line is a fence and no other is.
pub fn split(text: &str, source: SourceId) -> Result<Halves, Box<Diagnostic>> {
    let start = after_mark(text);
    let is_fence = |line: &std::ops::Range<usize>| {
        text.get(line.clone()).is_some_and(|line| line.trim_end_matches([' ', '\t']) == FENCE)
    };
    let mut rest = lines(text, start..text.len());
    let first = match rest.next() {
        Some(line) if is_fence(&line.content) => line,
        _ => {
            let body = Span::new(start, text.len());
            return Ok(Halves { front: None, yaml: Span::empty(start), body });
        }
    };
    match rest.find(|line| is_fence(&line.content)) {
        Some(last) => Ok(Halves {
            front: Some(Span::new(start, last.next)),
            yaml: Span::new(first.next, last.content.start),
            body: Span::new(last.next, text.len()),
        }),
        None => {
            let place = Place::new(source, first.content.into());
            Err(Box::new(UnclosedFrontMatter {}.at(place)))
        }
    }
}

/// The first byte after a byte order mark.
pub fn after_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The fields that stand as YAML in `span` of a source; nothing written is no fields.
///
/// # Errors
/// What the reader of YAML says, or `fields-expected` if it is no mapping.
pub fn layer(
    text: &str,
    span: Span,
    source: SourceId,
    origin: Origin,
) -> Result<Layer, Box<Diagnostic>> {
    let node = yaml::read(span.of(text), source, span.start as usize)?;
    let entries = match node.value {
        Value::Map(entries) => entries,
        Value::Null(_) => Vec::new(),
        Value::Scalar(..) | Value::List(_) => {
            let what = match origin {
                Origin::Metadata => {
                    Bilingual { en: "the metadata file", de: "die Metadaten neben dem Entwurf" }
                }
                _ => Bilingual { en: "the front matter", de: "die Kopfdaten" },
            };
            return Err(Box::new(FieldsExpected { what }.at(Place::new(source, node.span))));
        }
    };
    Ok(Layer { origin, source, entries })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(text: &str) -> (Option<&str>, &str, &str) {
        let halves = split(text, SourceId(0)).expect("closed");
        (halves.front.map(|span| span.of(text)), halves.yaml.of(text), halves.body.of(text))
    }

    #[test]
    fn fences_stand_alone_at_the_very_top() {
        assert_eq!(
            halves("---\na: 1\n---\nText\n"),
            (Some("---\na: 1\n---\n"), "a: 1\n", "Text\n")
        );
        assert_eq!(halves("\u{feff}--- \r\na: 1\r\n---\t\r\nText").1, "a: 1\r\n");
        assert_eq!(halves("---\ra: 1\r---\rText").2, "Text");
        assert_eq!(halves("---\n---"), (Some("---\n---"), "", ""));
        assert_eq!(halves("\u{feff}Text"), (None, "", "Text"));
        assert_eq!(halves("\n---\na: 1\n---\n").0, None);
        assert_eq!(halves(" ---\n").0, None);
        assert_eq!(halves("----\n").0, None);
        assert_eq!(halves(""), (None, "", ""));
    }

    #[test]
    fn an_open_front_matter_is_refused() {
        for text in ["---\na: 1\n", "---", "\u{feff}---\n\nText\n--\n"] {
            let problem = split(text, SourceId(0)).expect_err(text);
            assert_eq!(&*problem.code, "unclosed-front-matter");
            assert_eq!(problem.primary.place.span.of(text), "---");
        }
    }

    #[test]
    fn fields_are_a_mapping() {
        let text = "---\na: 1\nb:\n  c: [x]\n---\n";
        let halves = split(text, SourceId(3)).unwrap();
        let layer = layer(text, halves.yaml, SourceId(3), Origin::FrontMatter).unwrap();
        assert_eq!(layer.entries.len(), 2);
        assert_eq!(layer.entries[0].node.span.of(text), "1");
        for (text, code) in
            [("- a\n", "fields-expected"), ("a\n", "fields-expected"), ("a: [", "broken-yaml")]
        {
            let span = Span::new(0, text.len());
            let problem = super::layer(text, span, SourceId(0), Origin::Metadata).expect_err(text);
            assert_eq!(&*problem.code, code);
        }
        let empty = super::layer("# nothing\n", Span::new(0, 10), SourceId(0), Origin::Metadata);
        assert!(empty.unwrap().entries.is_empty());
    }
}
