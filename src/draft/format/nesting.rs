//! How deeply the containers of a Markdown text may nest, before it is parsed.
//!
//! In: a text. Out: the line that makes reading it too long, if there is one. A line of a paragraph may
//! continue every open quotation and list, so the reader's time grows with lines times depth.

use std::ops::Range;

use crate::draft::line::lines;

/// How many lines times levels are read: about a fifth of a second. People reach a few thousand (300 lines,
/// ten levels); raising it raises the time an attack may take in proportion.
pub const MAX_WORK: usize = 50_000_000;

/// What is nested too deeply.
#[derive(Debug, PartialEq, Eq)]
pub struct TooDeep {
    /// The line, without its end.
    pub line: Range<usize>,
    /// How many levels it may open.
    pub depth: usize,
    /// How many lines the text has.
    pub lines: usize,
}

/// The deepest line, if the text is too long for its depth.
pub fn too_deep(text: &str, range: Range<usize>) -> Option<TooDeep> {
    let mut deepest = 0..0;
    let mut most = 0;
    let mut count = 0;
    for line in lines(text, range) {
        let depth = levels(text[line.content.clone()].as_bytes());
        if depth > most {
            (most, deepest) = (depth, line.content);
        }
        count += 1;
    }
    (most.saturating_mul(count) > MAX_WORK).then_some(TooDeep {
        line: deepest,
        depth: most,
        lines: count,
    })
}

/// At most how many containers are open after a line that opens one: its markers, and those before that its
/// indentation can continue. A line without a marker opens none.
fn levels(line: &[u8]) -> usize {
    let mut columns = 0;
    let mut markers = 0;
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        at += match byte {
            b' ' => {
                columns += 1;
                1
            }
            b'\t' => {
                columns += 4;
                1
            }
            b'>' => {
                markers += 1;
                1
            }
            b'[' if line.get(at + 1) == Some(&b'^') => {
                // A footnote; what follows its label may open more.
                let Some(label) = line[at..].windows(2).position(|pair| pair == b"]:") else {
                    break;
                };
                markers += 1;
                label + 2
            }
            b'-' | b'+' | b'*' if line.get(at + 1).is_none_or(|&next| is_blank(next)) => {
                markers += 1;
                1
            }
            b'0'..=b'9' => {
                let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let ends = matches!(line.get(at + digits), Some(b'.' | b')'));
                if !ends || line.get(at + digits + 1).is_some_and(|&next| !is_blank(next)) {
                    break;
                }
                markers += 1;
                digits + 1
            }
            _ => break,
        };
    }
    if markers == 0 { 0 } else { markers + columns / 2 }
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_generously() {
        for (line, depth) in [
            ("> > text", 3),
            ("    - a", 3),
            ("        text", 0),
            ("- 1. * a", 4),
            ("-----", 0),
            ("2026 was", 0),
            ("3.5.2026", 0),
            ("[^a]: [^b]: > x", 4),
            ("[^a] x", 0),
        ] {
            assert_eq!(levels(line.as_bytes()), depth, "{line}");
        }
    }

    #[test]
    fn only_long_and_deep_is_refused() {
        let deep = "> ".repeat(10_000);
        assert_eq!(too_deep(&deep, 0..deep.len()), None);
        let text = format!("{deep}\n{}", "a\n".repeat(10_000));
        let found = too_deep(&text, 0..text.len()).expect("refused");
        assert_eq!((found.line, found.lines), (0..deep.len(), 10_001));
        let long = "- a\n".repeat(1_000_000);
        assert_eq!(too_deep(&long, 0..long.len()), None);
    }
}
