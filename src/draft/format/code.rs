//! The text of a code span with its places.
//!
//! In: the source of the span and what the parser makes of it. Out: a segment. A line end inside shows as a
//! blank, and the marks of the containers at the beginning of the next line (`> `) not at all, so the two are
//! walked side by side; where they cannot be told apart, the whole counts as decoded.

use std::ops::Range;

use crate::draft::map::Segment;
use crate::text::Span;

/// How many ways to cut the marks off a line are tried. People write one or two; raising it lets lines of
/// nothing but marks take more time.
const MAX_CUTS: usize = 64;

/// The text `shown` of the code span at `range`, inside so many block quotations.
pub fn span(text: &str, range: &Range<usize>, shown: &str, quotations: usize) -> Segment {
    let written = text.get(range.clone()).unwrap_or_default();
    let ticks = written.len() - written.trim_start_matches('`').len();
    let inner_end = written.len().saturating_sub(ticks);
    let inner = written.get(ticks..inner_end).unwrap_or_default();
    let start = range.start + ticks;
    let mut segment = Segment::new();
    if inner == shown {
        segment.verbatim(shown, start);
        return segment;
    }
    // One blank on either side is not shown, if both are there.
    let padded = format!(" {shown} ");
    if let Some(whole) = walk(inner, start, &padded, quotations) {
        segment.extend(&whole, 1..whole.len() - 1);
    } else if let Some(whole) = walk(inner, start, shown, quotations) {
        segment = whole;
    } else {
        segment.decoded(shown, Span::from(range.clone()));
    }
    segment
}

/// Walks source and shown text side by side; nothing if they do not agree.
fn walk(inner: &str, start: usize, shown: &str, quotations: usize) -> Option<Segment> {
    let mut segment = Segment::new();
    let mut at = 0;
    let mut from = 0;
    loop {
        let line = &inner[from..];
        let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
        at += content(line, start + from, &shown[at..], &mut segment)?;
        from += line.len();
        let rest = &inner[from..];
        if rest.is_empty() {
            return (at == shown.len()).then_some(segment);
        }
        // The line end, the marks of the next line, and the blanks that stand for them.
        let end = if rest.starts_with("\r\n") { 2 } else { 1 };
        let blanks = [1, 2].into_iter().find_map(|blanks| {
            let after = shown[at..].strip_prefix(&"  "[..blanks])?;
            cut(&rest[end..], after, quotations).map(|marks| (blanks, marks))
        });
        let (blanks, marks) = blanks?;
        segment
            .decoded(&shown[at..at + blanks], Span::new(start + from, start + from + end + marks));
        at += blanks;
        from += end + marks;
    }
}

/// Adds the text of one line; gives how many shown bytes that are. In tables `\|` stands for `|`.
fn content(line: &str, start: usize, shown: &str, segment: &mut Segment) -> Option<usize> {
    let (mut at, mut from) = (0, 0);
    while from < line.len() {
        let rest = &line[from..];
        let bar = rest.find("\\|").unwrap_or(rest.len());
        if bar == 0 && shown[at..].starts_with('|') {
            segment.decoded("|", Span::new(start + from, start + from + 2));
            at += 1;
            from += 2;
            continue;
        }
        let plain = if bar == 0 { 2 } else { bar };
        if !shown[at..].starts_with(&rest[..plain]) {
            return None;
        }
        segment.verbatim(&rest[..plain], start + from);
        at += plain;
        from += plain;
    }
    Some(at)
}

/// How many bytes at the beginning of a line are marks of containers: those after which the line reads as
/// the shown text goes on, as many `>` as there are quotations, and no more blanks than needed.
fn cut(lines: &str, shown: &str, quotations: usize) -> Option<usize> {
    let line = &lines[..lines.find(['\n', '\r']).unwrap_or(lines.len())];
    let mut best: Option<(usize, usize)> = None;
    let mut marks = 0;
    for (at, byte) in line.bytes().chain([b' ']).enumerate().take(MAX_CUTS) {
        let fits = content(&line[at..], 0, shown, &mut Segment::new()).is_some();
        if fits && best.is_none_or(|(most, _)| marks > most) {
            best = Some((marks, at));
        }
        match byte {
            b' ' | b'\t' if at < line.len() => {}
            b'>' if marks < quotations => marks += 1,
            _ => break,
        }
    }
    best.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::map::PieceKind;
    use crate::draft::map::testing::assert_exact;

    fn verbatim(text: &str, shown: &str, quotations: usize) -> Vec<String> {
        let segment = span(text, &(0..text.len()), shown, quotations);
        assert_eq!(segment.text(), shown);
        assert_exact(&segment, text);
        let pieces = segment.pieces();
        let ends = pieces.iter().skip(1).map(|piece| piece.at).chain([segment.len()]);
        let parts = pieces
            .iter()
            .zip(ends)
            .filter(|(piece, _)| matches!(piece.kind, PieceKind::Verbatim(_)));
        parts.map(|(piece, end)| shown[piece.at as usize..end as usize].to_owned()).collect()
    }

    #[test]
    fn places_survive_lines_and_containers() {
        assert_eq!(verbatim("`a`", "a", 0), ["a"]);
        assert_eq!(verbatim("`` `a` ``", "`a`", 0), ["`a`"]);
        assert_eq!(verbatim("`a\nb`", "a b", 0), ["a", "b"]);
        assert_eq!(verbatim("` a\n> b `", "a b", 1), ["a", "b"]);
        assert_eq!(verbatim("`a\n> > b`", "a > b", 1), ["a", "> b"]);
        assert_eq!(verbatim("`a\n> > b`", "a b", 2), ["a", "b"]);
        assert_eq!(verbatim("`a\n    b\nc`", "a b c", 0), ["a", "b", "c"]);
        assert_eq!(verbatim("`a\\|b`", "a|b", 0), ["a", "b"]);
        assert_eq!(verbatim("`  `", "  ", 0), ["  "]);
    }

    #[test]
    fn what_does_not_agree_is_decoded_whole() {
        assert_eq!(verbatim("`a b`", "quite another", 0), [""; 0]);
    }
}
