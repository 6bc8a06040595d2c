//! Sources and their lines: the only place where byte offsets become lines and columns.
//!
//! Renderers choose the unit of their column here (bytes, characters, UTF-16 code units); inside,
//! everything is bytes.

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use super::span::{Place, SourceId, Span};

/// One text with a name people know it by.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    below: Option<Arc<str>>,
    text: Kept,
}

/// Where texts lie that are not needed for a while.
pub trait Aside: Send + Sync + fmt::Debug {
    /// So many bytes from a place on.
    fn read(&self, at: u64, length: usize) -> Arc<Lined>;
}

/// Where the text of a source is.
#[derive(Clone, Debug)]
enum Kept {
    Here(Arc<Lined>),
    Aside { place: Arc<dyn Aside>, at: u64, length: u32 },
}

/// A text and where its lines begin.
#[derive(Debug, Default)]
pub struct Lined {
    text: Arc<str>,
    starts: OnceLock<Vec<u32>>,
    marks: OnceLock<Vec<Mark>>,
}

impl Lined {
    /// A text.
    #[must_use]
    pub fn new(text: Arc<str>) -> Self {
        Self { text, starts: OnceLock::new(), marks: OnceLock::new() }
    }

    /// Byte offsets at which lines begin; a line ends after LF, CRLF or a lone CR.
    fn starts(&self) -> &[u32] {
        self.starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|at| Span::empty(at + 1).start)).collect()
        })
    }

    /// Index, from 0, of the line that holds the byte at `offset`.
    fn index(&self, offset: usize) -> usize {
        let offset = Span::empty(offset).start;
        self.starts().partition_point(|&start| start <= offset) - 1
    }

    /// Characters and UTF-16 code units between two places.
    fn widths(&self, start: usize, end: usize) -> (usize, usize) {
        let count = |start: usize, end: usize| {
            let text = &self.text[start..end];
            (text.chars().count(), text.chars().map(char::len_utf16).sum::<usize>())
        };
        if end - start <= STRIDE {
            return count(start, end);
        }
        let marks = self.marks.get_or_init(|| marks(&self.text));
        let before = |place: usize| {
            let last = marks.partition_point(|mark| mark.byte <= place).saturating_sub(1);
            let mark = marks[last];
            let (characters, units) = count(mark.byte, place);
            (mark.characters + characters, mark.units + units)
        };
        let (from, to) = (before(start), before(end));
        (to.0 - from.0, to.1 - from.1)
    }
}

/// How many bytes of a line are counted one by one; a paragraph in one line may have a hundred times as many, and as
/// many findings.
const STRIDE: usize = 1 << 12;

/// What stands before a place in the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    characters: usize,
    units: usize,
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
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = Kept::Here(Arc::new(Lined::new(text.into())));
        Self { name: name.into(), below: None, text }
    }

    /// A source whose text is read when somebody asks for it.
    #[must_use]
    pub fn later(name: impl Into<Arc<str>>, place: Arc<dyn Aside>) -> Self {
        Self { name: name.into(), below: None, text: Kept::Aside { place, at: 0, length: 0 } }
    }

    /// A source without text.
    pub fn empty(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), ..NOTHING.clone() }
    }

    /// The same with its path below its house: the one name that is the same wherever the program was started.
    #[must_use]
    pub fn at(mut self, below: impl Into<Arc<str>>) -> Self {
        self.below = Some(below.into());
        self
    }

    /// The same with its text, which lies at this place now, no longer in memory.
    #[must_use]
    pub fn aside(mut self, place: Arc<dyn Aside>, at: u64) -> Self {
        self.text = Kept::Aside { place, at, length: Span::empty(self.text().len()).start };
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
    pub fn text(&self) -> Arc<str> {
        Arc::clone(&self.lines().text)
    }

    fn lines(&self) -> Arc<Lined> {
        match &self.text {
            Kept::Here(lines) => Arc::clone(lines),
            Kept::Aside { place, at, length } => place.read(*at, *length as usize),
        }
    }

    /// How many lines there are; at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines().starts().len()
    }

    /// Index, from 0, of the line that holds the byte at `offset`.
    #[must_use]
    pub fn line_index(&self, offset: usize) -> usize {
        self.lines().index(offset)
    }

    /// Bytes of the line with this index (from 0), its line end included.
    #[must_use]
    pub fn line_span(&self, index: usize) -> Option<Span> {
        let lines = self.lines();
        let starts = lines.starts();
        let start = *starts.get(index)? as usize;
        let end = starts.get(index + 1).map_or(lines.text.len(), |&next| next as usize);
        Some(Span::new(start, end))
    }

    /// Line and column of the byte at `offset`; an offset inside a character means its start, one
    /// beyond the end means the end. A byte order mark is no column: no editor shows it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let lines = self.lines();
        let text = &lines.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = lines.index(offset);
        let mark =
            if line == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = (lines.starts()[line] as usize + mark).min(offset);
        let (characters, units) = lines.widths(start, offset);
        Position {
            line: line + 1,
            byte: offset - start + 1,
            character: characters + 1,
            utf16: units + 1,
        }
    }
}

/// Marks at the beginning of a text and after every stride.
fn marks(text: &str) -> Vec<Mark> {
    let mut next = Mark { byte: 0, characters: 0, units: 0 };
    let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
    for ch in text.chars() {
        if next.byte >= marks.len() * STRIDE {
            marks.push(next);
        }
        next.byte += ch.len_utf8();
        next.characters += 1;
        next.units += ch.len_utf16();
    }
    marks
}

/// All sources of a run, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Empty rooms are kept for sources that come later.
    all: Vec<Option<Box<Source>>>,
}

/// What stands in a room that nothing has come into.
static NOTHING: LazyLock<Source> = LazyLock::new(|| Source::new("", ""));

impl Sources {
    /// No sources yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source and gives its id.
    pub fn add(&mut self, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceId {
        self.insert(Source::new(name, text))
    }

    /// Adds a source made elsewhere (by another thread, say) and gives its id.
    pub fn insert(&mut self, source: Source) -> SourceId {
        self.all.push(Some(Box::new(source)));
        SourceId(Span::empty(self.all.len() - 1).start)
    }

    /// Keeps room for `count` sources that come later (from other threads, in any order); gives the first id.
    pub fn reserve(&mut self, count: usize) -> SourceId {
        let first = SourceId(Span::empty(self.all.len()).start);
        self.all.resize(self.all.len() + count, None);
        first
    }

    /// Puts a source into its reserved room.
    pub fn put(&mut self, id: SourceId, source: Source) {
        if let Some(room) = self.all.get_mut(id.0 as usize) {
            *room = Some(Box::new(source));
        }
    }

    /// The source with this id.
    ///
    /// # Panics
    /// If the id comes from another set of sources: a mistake of ours, never of the input.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        self.all[id.0 as usize].as_deref().unwrap_or(&NOTHING)
    }

    /// The text at a place.
    #[must_use]
    pub fn text_at(&self, place: Place) -> String {
        place.span.of(&self.get(place.source).text()).to_owned()
    }

    /// All of them with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let sources = self.all.iter().enumerate();
        sources
            .map(|(at, one)| (SourceId(Span::empty(at).start), one.as_deref().unwrap_or(&NOTHING)))
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
    fn columns_in_a_long_line_are_those_of_counting_through() {
        let text = format!("short\n{}", "aü\u{1F600}€".repeat(3 * STRIDE));
        let source = Source::new("x", text.as_str());
        let line = "short\n".len();
        for offset in (line..text.len()).filter(|&at| text.is_char_boundary(at)).step_by(997) {
            let before = &text[line..offset];
            let wanted = Position {
                line: 2,
                byte: before.len() + 1,
                character: before.chars().count() + 1,
                utf16: before.encode_utf16().count() + 1,
            };
            assert_eq!(source.position(offset), wanted);
        }
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let source = Source::new("x", "");
        assert_eq!((source.line_count(), source.position(0).line), (1, 1));
        assert_eq!(source.line_span(1), None);
    }
}
