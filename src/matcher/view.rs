//! The view that exact strings and regular expressions see: the text in NFC, without what cannot be seen,
//! with a map back to its bytes. Most texts are their own view.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::narrow;
use crate::text::fold::invisible;

/// A text as exact strings and regular expressions see it.
#[derive(Debug)]
pub struct View<'a> {
    text: Cow<'a, str>,
    /// For each byte of the view and its end the byte of the text; none if they are the same.
    map: Option<Vec<u32>>,
    /// Whether it has only usual characters, once that was asked.
    usual: OnceCell<bool>,
}

impl<'a> View<'a> {
    /// The view of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let plain = text.is_ascii()
            || (is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.chars().any(invisible));
        if plain {
            return Self { text: Cow::Borrowed(text), map: None, usual: OnceCell::new() };
        }
        let mut view = String::with_capacity(text.len());
        let mut map = Vec::with_capacity(text.len() + 1);
        let mut start = 0;
        while start < text.len() {
            let end = cluster_end(text, start);
            let shown = text[start..end].chars().filter(|&ch| !invisible(ch));
            for ch in shown.nfc() {
                // Every byte of a cluster comes from its beginning; only its end is told apart.
                map.resize(view.len() + ch.len_utf8(), u32::try_from(start).unwrap_or(u32::MAX));
                view.push(ch);
            }
            start = end;
        }
        map.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { text: Cow::Owned(view), map: Some(map), usual: OnceCell::new() }
    }

    /// The view itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the narrow form of an expression is enough.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self.usual.get_or_init(|| narrow::is_usual(&self.text))
    }

    /// The bytes of the text that these bytes of the view come from; invisible characters at the end
    /// belong to what follows.
    #[must_use]
    pub fn source(&self, range: Range<usize>, text: &str) -> Range<u32> {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let Some(map) = &self.map else { return narrow(range.start)..narrow(range.end) };
        let at = |offset: usize| map.get(offset).copied().unwrap_or(narrow(text.len()));
        let start = at(range.start);
        if range.is_empty() {
            return start..start;
        }
        let last = at(range.end - 1) as usize;
        let end = cluster_end(text, last);
        let shown = text[last..end].trim_end_matches(invisible).len();
        start..narrow(last + shown)
    }
}

/// The end of the cluster that begins at `start`: a character with the marks, conjoining jamo and invisible
/// characters that follow it. Nothing outside it takes part in its composition.
fn cluster_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices();
    let _ = chars.next();
    let joins = |ch: char| {
        canonical_combining_class(ch) != 0 || matches!(ch, '\u{1161}'..='\u{11ff}') || invisible(ch)
    };
    chars.find(|&(_, ch)| !joins(ch)).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, wanted: &str) -> String {
        let view = View::new(text);
        let at = view.text().find(wanted).expect("in the view");
        let range = view.source(at..at + wanted.len(), text);
        text[range.start as usize..range.end as usize].to_owned()
    }

    #[test]
    fn decomposed_and_invisible_characters_are_looked_through() {
        assert_eq!(found("a gru\u{308}n b", "grün"), "gru\u{308}n");
        assert_eq!(
            found("ver\u{ad}ant\u{200b}wort\u{ad} x", "verantwort"),
            "ver\u{ad}ant\u{200b}wort"
        );
        assert_eq!(found("ä plain", "plain"), "plain");
        assert_eq!(View::new("\u{ad}").text(), "");
    }

    #[test]
    fn a_plain_text_is_its_own_view() {
        assert!(View::new("Die Grünen").map.is_none());
    }
}
