//! Lines of a text with their ends: LF, CRLF or a lone CR, as CommonMark and YAML have them.
//!
//! In: a text and where it begins in its source. Out: one [`Line`] after the other, without a gap. It knows
//! nothing of what stands in them.

use std::ops::Range;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its bytes without the line end.
    pub content: Range<usize>,
    /// Where the next line begins; equal to the content's end where the text stops without a line end.
    pub next: usize,
}

/// The lines of `text[range]`; the offsets are those of `text`.
pub fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes().get(..range.end).unwrap_or_default();
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let line = match memchr::memchr2(b'\n', b'\r', rest) {
            None => Line { content: at..bytes.len(), next: bytes.len() },
            Some(length) => {
                let end = at + length;
                let crlf = bytes.get(end..end + 2) == Some(b"\r\n");
                Line { content: at..end, next: end + if crlf { 2 } else { 1 } }
            }
        };
        at = line.next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_line_ends() {
        let text = "xa\r\n\rb\nc";
        let found: Vec<_> =
            lines(text, 1..text.len()).map(|line| (&text[line.content], line.next)).collect();
        assert_eq!(found, [("a", 4), ("", 5), ("b", 7), ("c", 8)]);
        assert_eq!(lines("", 0..0).count(), 0);
        assert_eq!(lines("a\n", 0..2).count(), 1);
    }
}
