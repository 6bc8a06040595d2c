//! Sources and their lines: the only place where byte offsets become lines and columns.
//!
//! Renderers choose the unit of their column here (bytes, characters, UTF-16 code units); inside,
//! everything is bytes.

use std::sync::{Arc, OnceLock};

use super::span::{Place, SourceId, Span};

/// One text with a name people know it by.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    below: Option<String>,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

/// Line and column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in UTF-8 bytes, from 1.
    pub byte: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub character: usize,
    /// Column in UTF-16 code units, from 1.
    pub utf16: usize,
}

impl Source {
    /// A source called `name` (a path as the user would type it, or a word in angle brackets).
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), below: None, text: text.into(), lines: OnceLock::new() }
    }

    /// The same with its path below its house: the one name that is the same wherever the program was started.
    #[must_use]
    pub fn at(mut self, below: impl Into<String>) -> Self {
        self.below = Some(below.into());
        self
    }

    /// Its path below its house, else its name.
    #[must_use]
    pub fn below(&self) -> &str {
        self.below.as_deref().unwrap_or(&self.name)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offsets at which lines begin; a line ends after LF, CRLF or a lone CR.
    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
                byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
            });
            std::iter::once(0).chain(ends.map(|(at, _)| Span::empty(at + 1).start)).collect()
        })
    }

    /// How many lines there are; at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// Index, from 0, of the line that holds the byte at `offset`.
    #[must_use]
    pub fn line_index(&self, offset: usize) -> usize {
        let offset = Span::empty(offset).start;
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// Bytes of the line with this index (from 0), its line end included.
    #[must_use]
    pub fn line_span(&self, index: usize) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get(index)? as usize;
        let end = starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        Some(Span::new(start, end))
    }

    /// Line and column of the byte at `offset`; an offset inside a character means its start, one
    /// beyond the end means the end. A byte order mark is no column: no editor shows it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_index(offset);
        let mark =
            if line == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = (self.line_starts()[line] as usize + mark).min(offset);
        let before = &self.text[start..offset];
        Position {
            line: line + 1,
            byte: before.len() + 1,
            character: before.chars().count() + 1,
            utf16: before.chars().map(char::len_utf16).sum::<usize>() + 1,
        }
    }
}

/// All sources of a run, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// No sources yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source and gives its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        self.insert(Source::new(name, text))
    }

    /// Adds a source made elsewhere (by another thread, say) and gives its id.
    pub fn insert(&mut self, source: Source) -> SourceId {
        self.all.push(source);
        SourceId(Span::empty(self.all.len() - 1).start)
    }

    /// Keeps room for `count` sources that come later (from other threads, in any order); gives the first id.
    pub fn reserve(&mut self, count: usize) -> SourceId {
        let first = SourceId(Span::empty(self.all.len()).start);
        self.all.resize_with(self.all.len() + count, || Source::new("", ""));
        first
    }

    /// Puts a source into its reserved room.
    pub fn put(&mut self, id: SourceId, source: Source) {
        if let Some(room) = self.all.get_mut(id.0 as usize) {
            *room = source;
        }
    }

    /// The source with this id.
    ///
    /// # Panics
    /// If the id comes from another set of sources: a mistake of ours, never of the input.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// The text at a place.
    #[must_use]
    pub fn text_at(&self, place: Place) -> &str {
        place.span.of(self.get(place.source).text())
    }

    /// All of them with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.all.iter().enumerate().map(|(at, source)| (SourceId(Span::empty(at).start), source))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_three_units() {
        let source = Source::new("x", "eins\r\nzwei \u{1F600} ü!\rdrei");
        let at = source.text().find('!').unwrap();
        assert_eq!(source.position(at), Position { line: 2, byte: 13, character: 9, utf16: 10 });
        assert_eq!(source.line_count(), 3);
        assert_eq!(source.line_span(0), Some(Span::new(0, 6)));
        assert_eq!(source.position(10_000).line, 3);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let source = Source::new("x", "\u{feff}ab\ncd");
        assert_eq!(source.position(0).character, 1);
        assert_eq!(source.position(4), Position { line: 1, byte: 2, character: 2, utf16: 2 });
        assert_eq!(source.position(7).character, 2);
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let source = Source::new("x", "");
        assert_eq!((source.line_count(), source.position(0).line), (1, 1));
        assert_eq!(source.line_span(1), None);
    }
}
