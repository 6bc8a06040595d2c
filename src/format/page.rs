//! Lines being set, and the text they make.
//!
//! In: tokens one after another. Out: lines, their trailing comments aligned, as one text with the line ends of the
//! original. It knows nothing of rules.

use unicode_width::UnicodeWidthStr;

use crate::format::piece::{Piece, apart};
use crate::syntax::tree::Text;
use crate::text::Span;

/// Columns between the longest line and the comments behind it.
const BEFORE_COMMENT: usize = 2;

/// One line; with a block text in it, several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Columns before it.
    pub indent: usize,
    /// Its tokens.
    pub text: String,
    /// The comment behind it.
    pub comment: Option<String>,
    /// Whether an empty line stands before it.
    pub blank: bool,
    /// Whether it is nothing but a comment.
    pub is_comment: bool,
    /// Whether its sentence began on a line above.
    pub continues: bool,
}

impl Line {
    fn width(&self) -> usize {
        self.indent + self.text.width()
    }
}

/// Lines set so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Page<'a> {
    pub lines: Vec<Line>,
    /// The last token of the last line, if that is not ended.
    last: Option<Piece<'a>>,
}

impl<'a> Page<'a> {
    /// Begins a line.
    pub fn line(&mut self, indent: usize, blank: bool) {
        self.lines.push(Line { indent, blank, ..Line::default() });
        self.last = None;
    }

    /// Begins a line within a sentence.
    pub fn continue_line(&mut self, indent: usize, blank: bool) {
        self.line(indent, blank);
        if let Some(line) = self.lines.last_mut() {
            line.continues = true;
        }
    }

    /// Sets a token on the last line.
    pub fn token(&mut self, piece: &Piece<'a>, block_indent: usize) {
        let gap = self.last.as_ref().is_some_and(|last| apart(last, piece));
        let Some(line) = self.lines.last_mut() else { return };
        if gap && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        if piece.is_spread() {
            spread(piece, block_indent, &mut line.text);
        } else {
            line.text.push_str(piece.text);
        }
        self.last = Some(*piece);
    }

    /// Fills the last line up to a column, with at least one blank.
    pub fn pad(&mut self, column: usize) {
        let Some(line) = self.lines.last_mut() else { return };
        let missing = column.saturating_sub(line.width()).max(1);
        line.text.extend(std::iter::repeat_n(' ', missing));
    }

    /// Sets a comment: behind the last line, or on one of its own.
    pub fn comment(&mut self, piece: &Piece<'a>, indent: usize) {
        match self.lines.last_mut() {
            Some(line) if piece.kind == super::piece::Kind::Trailing => {
                line.comment = Some(piece.comment());
            }
            _ => {
                let text = piece.comment();
                let blank = piece.blank;
                self.lines.push(Line { indent, text, blank, is_comment: true, ..Line::default() });
            }
        }
        self.last = None;
    }

    /// Whether nothing more fits on the last line, because a comment ends it.
    pub fn is_ended(&self) -> bool {
        self.lines.last().is_none_or(|line| line.is_comment || line.comment.is_some())
    }

    /// Whether nothing stands on the last line.
    pub fn is_fresh(&self) -> bool {
        self.lines.last().is_none_or(|line| line.text.is_empty())
    }

    /// The column after the last token.
    pub fn column(&self) -> usize {
        let last = self.lines.last();
        let end = last.map_or("", |line| line.text.rsplit('\n').next().unwrap_or_default());
        let spread = last.is_some_and(|line| line.text.contains('\n'));
        end.width() + if spread { 0 } else { last.map_or(0, |line| line.indent) }
    }
}

/// A block over lines, its own indentation replaced.
fn spread(piece: &Piece<'_>, indent: usize, out: &mut String) {
    let inside = piece.text.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\""));
    let raw = inside.unwrap_or_default().to_owned();
    let text = Text { raw, block: true, span: Span::new(piece.start as usize, piece.end as usize) };
    let lines = text.lines();
    out.push_str("\"\"\"\n");
    for line in if lines == [""] { &[] } else { lines.as_slice() } {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str("\"\"\"");
}

/// The text of a page, with the byte order mark and the line ends of the original.
pub(super) fn write(original: &str, page: Page<'_>) -> String {
    let mut text = String::with_capacity(original.len() + original.len() / 8);
    let columns = comment_columns(&page.lines);
    for (nth, (line, column)) in page.lines.iter().zip(columns).enumerate() {
        if line.blank && nth > 0 {
            text.push('\n');
        }
        let start = text.len();
        text.extend(std::iter::repeat_n(' ', line.indent));
        text.push_str(&line.text);
        if let Some(comment) = &line.comment {
            let missing = column.saturating_sub(text[start..].width()).max(BEFORE_COMMENT);
            text.extend(std::iter::repeat_n(' ', missing));
            text.push_str(comment);
        }
        text.push('\n');
    }
    let first_end = original.find('\n').unwrap_or(0);
    if original[..first_end].ends_with('\r') {
        text = text.replace('\n', "\r\n");
    }
    if original.starts_with('\u{FEFF}') {
        text.insert(0, '\u{FEFF}');
    }
    text
}

/// The column of the comment behind each line: the same for neighbours of one indentation.
fn comment_columns(lines: &[Line]) -> Vec<usize> {
    let mut columns = Vec::with_capacity(lines.len());
    for group in lines.chunk_by(neighbours) {
        let commented = group.iter().filter(|line| line.comment.is_some());
        let column = commented.map(Line::width).max().unwrap_or(0) + BEFORE_COMMENT;
        columns.resize(columns.len() + group.len(), column);
    }
    columns
}

fn neighbours(above: &Line, below: &Line) -> bool {
    let plain = |line: &Line| !line.is_comment && !line.text.contains('\n');
    let level = below.continues || above.continues || above.indent == below.indent;
    level && !below.blank && plain(above) && plain(below)
}
