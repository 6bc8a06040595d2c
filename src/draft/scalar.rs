//! A scalar of YAML as shown text: its letters with their places in the source.
//!
//! In: a node and the text of its source. Out: a [`Segment`]. Plain, quoted and block scalars differ only in
//! blanks, line ends and escapes, so one walk aligns text and source, and proves it letter by letter; where
//! the proof fails (an alias, an exotic escape) the whole scalar counts as decoded. It knows no field.

use super::item::{Block, BlockKind};
use super::map::Segment;
use crate::text::{SourceId, Span};
use crate::yaml::Node;

/// The block that a scalar makes, without the blanks at its ends; none for a list, a mapping or nothing to
/// show. `text` is the text of `source`; where it is not at hand, an empty one gives a coarser map.
#[must_use]
pub fn block(node: &Node, source: SourceId, text: &str, kind: BlockKind) -> Option<Block> {
    let shown = node.text()?;
    let whole = segment(shown, node.span, text);
    let trimmed = shown.trim();
    let start = shown.len() - shown.trim_start().len();
    let mut segment = Segment::new();
    let range = Span::new(start, start + trimmed.len());
    segment.extend(&whole, range.start..range.end);
    (!segment.is_empty()).then(|| Block::new(kind, source, segment))
}

/// The text of a scalar that is written at `span`, with its map.
#[must_use]
pub fn segment(shown: &str, span: Span, text: &str) -> Segment {
    let written = span.of(text);
    let start = span.start as usize;
    let mut whole = Segment::new();
    if written == shown {
        whole.verbatim(shown, start);
        return whole;
    }
    let aligned = match written.as_bytes().first() {
        Some(quote @ (b'"' | b'\''))
            if written.len() > 1 && written.as_bytes().ends_with(&[*quote]) =>
        {
            let style = if *quote == b'"' { Style::Double } else { Style::Single };
            align(shown, &written[1..written.len() - 1], start + 1, style)
        }
        _ => align(shown, written, start, Style::Bare),
    };
    aligned.unwrap_or_else(|| {
        whole.decoded(shown, span);
        whole
    })
}

/// How a scalar is written, as far as escapes go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Plain, literal or folded: no escapes.
    Bare,
    /// `''` stands for `'`.
    Single,
    /// Backslash escapes.
    Double,
}

/// Walks text and source side by side: an escape gives what it means, a run of blanks with a line end in it
/// any run of blanks, every other character itself. Nothing if the two do not agree.
fn align(shown: &str, written: &str, start: usize, style: Style) -> Option<Segment> {
    let mut segment = Segment::new();
    let (mut at, mut from) = (0, 0);
    // Leading line ends of a block scalar stand before the span that the reader of YAML gives it.
    let leading = shown.len() - shown.trim_start_matches('\n').len();
    if !written.starts_with(is_blank) {
        segment.invented(&shown[..leading], start);
        at = leading;
    }
    while from < written.len() {
        let rest = &written[from..];
        let escaped = escape(rest, style);
        let (took, gave) = if let Some((took, meaning)) = escaped {
            (
                took,
                if shown[at..].starts_with(meaning.as_str()) {
                    meaning.len()
                } else {
                    return None;
                },
            )
        } else {
            let blanks = run(rest, is_blank);
            if rest[..blanks].contains(['\n', '\r']) {
                (blanks, run(&shown[at..], is_blank))
            } else {
                let equal = equal_run(rest, &shown[at..], style);
                if equal == 0 {
                    return None;
                }
                segment.verbatim(&rest[..equal], start + from);
                at += equal;
                from += equal;
                continue;
            }
        };
        segment.decoded(&shown[at..at + gave], Span::new(start + from, start + from + took));
        at += gave;
        from += took;
    }
    (at == shown.len()).then_some(segment)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Bytes of the run of characters that `holds` at the start of `text`.
fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|character| !holds(character)).unwrap_or(text.len())
}

/// Bytes that both begin with, up to the next character that may mean something else.
fn equal_run(written: &str, shown: &str, style: Style) -> usize {
    let special = |character: char| match style {
        _ if matches!(character, '\n' | '\r') => true,
        Style::Bare => false,
        Style::Single => character == '\'',
        Style::Double => character == '\\',
    };
    let pairs = written.chars().zip(shown.chars());
    let mut equal = 0;
    let mut blanks = 0;
    for (one, other) in pairs {
        if one != other || special(one) {
            // Blanks before a line end belong to it: YAML folds them away.
            return if matches!(one, '\n' | '\r') { equal - blanks } else { equal };
        }
        equal += one.len_utf8();
        blanks = if is_blank(one) { blanks + 1 } else { 0 };
    }
    equal
}

/// The escape at the start of `text`: its bytes and what it means.
fn escape(text: &str, style: Style) -> Option<(usize, String)> {
    match style {
        Style::Bare => None,
        Style::Single => text.starts_with("''").then(|| (2, "'".to_owned())),
        Style::Double => {
            let after = text.strip_prefix('\\')?;
            let kind = after.chars().next()?;
            let digits = match kind {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                // A line end that is not to be seen, with the indentation of the next line.
                '\n' | '\r' => return Some((1 + run(after, is_blank), String::new())),
                _ => {
                    return simple_escape(kind)
                        .map(|meaning| (1 + kind.len_utf8(), meaning.into()));
                }
            };
            let code = u32::from_str_radix(after.get(1..1 + digits)?, 16).ok()?;
            char::from_u32(code).map(|character| (2 + digits, character.into()))
        }
    }
}

fn simple_escape(kind: char) -> Option<char> {
    Some(match kind {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => kind,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::map::{Piece, PieceKind};
    use crate::yaml;
    use proptest::prelude::*;

    /// The field `a` of a YAML text as a block, with the source of each of the given words.
    fn sources<'t>(text: &'t str, words: &[&str]) -> (String, Vec<&'t str>) {
        let tree = yaml::read(text, SourceId(0), 0).expect("readable");
        let block = block(tree.get("a").unwrap(), SourceId(0), text, BlockKind::Title).unwrap();
        let shown = block.segment.text().to_owned();
        let found = words.iter().map(|word| {
            let at = shown.find(word).unwrap();
            let range = Span::new(at, at + word.len());
            block.segment.source(range.start..range.end).of(text)
        });
        let found = found.collect();
        (shown, found)
    }

    #[test]
    fn every_style_keeps_its_places() {
        for (text, shown) in [
            ("a: Werk in Celle\n", "Werk in Celle"),
            ("a: 'Werk in Celle'\n", "Werk in Celle"),
            ("a: 'Werk''s in  Celle'\n", "Werk's in  Celle"),
            ("a: \"Werk \\u00e4 in \\\"Celle\\\"\"\n", "Werk ä in \"Celle\""),
            ("a: Werk\n  in\n\n  Celle\n", "Werk in\nCelle"),
            ("a: |\n  Werk\n    in\n  Celle\n", "Werk\n  in\nCelle"),
            ("a: >-\n\n  Werk \n  in\r\n  Celle\nb: 1\n", "Werk in Celle"),
            ("a: \"Werk \\\n   in  \n   Celle\"\n", "Werk in Celle"),
            ("a: &x Werk in Celle\n", "Werk in Celle"),
        ] {
            let (found, sources) = sources(text, &["Werk", "in", "Celle"]);
            assert_eq!(found.replace("Werk  in", "Werk in"), shown, "{text:?}");
            assert_eq!(sources, ["Werk", "in", "Celle"], "{text:?}");
        }
    }

    #[test]
    fn an_alias_stands_where_it_is_used() {
        assert_eq!(sources("b: &x Celle\na: *x\n", &["Celle"]).1, ["*x"]);
    }

    #[test]
    fn without_a_source_the_scalar_is_decoded_whole() {
        let tree = yaml::read("a: 'x y'", SourceId(0), 0).unwrap();
        let node = tree.get("a").unwrap();
        let block = block(node, SourceId(0), "", BlockKind::Field).unwrap();
        assert_eq!(block.segment.source(0..1), node.span);
    }

    #[test]
    fn nothing_to_show_is_no_block() {
        for text in ["a: ''\n", "a:\n", "a: []\n", "a: {b: c}\n", "a: '  '\n"] {
            let tree = yaml::read(text, SourceId(0), 0).unwrap();
            assert!(block(tree.get("a").unwrap(), SourceId(0), text, BlockKind::Title).is_none());
        }
    }

    proptest! {
        #[test]
        fn the_map_is_exact_for_any_yaml(value in "[ -~äß„\n\t\\\\'\"]{0,40}") {
            let text = format!("a: {value}\n");
            if let Ok(tree) = yaml::read(&text, SourceId(0), 0)
                && let Some(node) = tree.get("a")
                && let Some(shown) = node.text()
            {
                let segment = segment(shown, node.span, &text);
                prop_assert_eq!(segment.text(), shown);
                crate::draft::map::testing::assert_exact(&segment, &text);
                let whole = segment.pieces() == [Piece { at: 0, kind: PieceKind::Decoded(node.span) }];
                prop_assert!(!whole || segment.len() < 4 || value.contains('\\'), "{text:?}");
            }
        }
    }
}
