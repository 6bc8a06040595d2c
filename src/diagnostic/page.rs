//! A draft as the public sees it, for outputs that show it: its text without markup, each stretch with the place in
//! the source that it comes from, so that findings can be shown in it.

use std::ops::Range;

use crate::text::{Language, Place, SourceId, Span};

/// One post, reply or release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The draft's source.
    pub source: SourceId,
    /// Its fields as written, in order.
    pub fields: Vec<(String, String)>,
    /// Its text.
    pub blocks: Vec<Shown>,
}

/// One block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it looks like.
    pub look: Look,
    /// Its language.
    pub language: Language,
    /// The text.
    pub text: String,
    /// The source that the spans lie in.
    pub source: SourceId,
    /// Where stretches of the text begin, and the source bytes each comes from; empty for what is not written there.
    pub origins: Vec<(u32, Span)>,
    /// Stretches that look different from the others.
    pub accents: Vec<(Range<u32>, Accent)>,
}

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A heading of rank 1 to 6; the title has 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Below a picture or a table.
    Caption,
    /// Set as it is.
    Code,
    /// What stands for a picture.
    Picture,
    /// A text field of the front matter.
    Field,
}

/// What a stretch looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accent {
    /// Emphasised.
    Strong,
    /// A link.
    Link,
    /// Code.
    Code,
}

impl Shown {
    /// The bytes of the text that show a place; `None` if it shows nothing of it.
    #[must_use]
    pub fn range(&self, place: Place) -> Option<Range<usize>> {
        if place.source != self.source {
            return None;
        }
        let mut found: Option<Range<usize>> = None;
        for (nth, &(at, origin)) in self.origins.iter().enumerate() {
            if !origin.overlaps(place.span) {
                continue;
            }
            let end = self.origins.get(nth + 1).map_or(self.text.len(), |&(next, _)| next as usize);
            let whole = at as usize..end;
            let part = if origin.len() == whole.len() {
                let from = place.span.start.max(origin.start) - origin.start;
                let to = place.span.end.min(origin.end) - origin.start;
                whole.start + from as usize..whole.start + to as usize
            } else {
                whole
            };
            found = Some(found.map_or(part.clone(), |found| found.start..part.end));
        }
        found.filter(|range| self.text.get(range.clone()).is_some_and(|text| !text.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_the_shown_text() {
        // Source: `a&amp;b **c**` with the shown text `a&b c`.
        let shown = Shown {
            look: Look::Paragraph,
            language: Language::ENGLISH,
            text: "a&b c".to_owned(),
            source: SourceId(0),
            origins: vec![
                (0, Span::new(0, 1)),
                (1, Span::new(1, 6)),
                (2, Span::new(6, 8)),
                (4, Span::new(10, 11)),
            ],
            accents: Vec::new(),
        };
        let range = |start, end| shown.range(Place::new(SourceId(0), Span::new(start, end)));
        assert_eq!(range(0, 7), Some(0..3));
        assert_eq!(range(6, 11), Some(2..5));
        assert_eq!(range(2, 3), Some(1..2));
        assert_eq!(range(11, 13), None);
        assert_eq!(shown.range(Place::new(SourceId(1), Span::new(0, 7))), None);
    }
}
