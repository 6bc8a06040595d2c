//! The lines a finding points at, cut to the width of the reader and made safe to show.
//!
//! Prose has long lines: a paragraph is one. So an excerpt holds only the lines with labels, and of a long line
//! only what stands around them. Labels are carried over exactly; what is cut is marked `…`.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthChar;

use super::visible::{characters, escaped};
use crate::text::{Source, Span};

/// Columns that are kept on each side of a label.
const AROUND: usize = 30;

/// An excerpt of one source.
#[derive(Debug, Default)]
pub struct Excerpt {
    /// The lines shown, joined by line ends.
    pub text: String,
    /// Number of each line, from 1.
    pub numbers: Vec<usize>,
    /// The labels in the order given, as bytes of `text`.
    pub labels: Vec<Span>,
}

/// One line with the labels that touch it.
struct Line {
    number: usize,
    span: Span,
    /// Index of the label and the part of it that lies on the line.
    parts: Vec<(usize, Span)>,
}

impl Excerpt {
    /// The excerpt around labels, `width` columns wide.
    #[must_use]
    pub fn new(source: &Source, labels: &[Span], width: usize) -> Self {
        let mut lines: BTreeMap<usize, Line> = BTreeMap::new();
        for (at, label) in labels.iter().enumerate() {
            let first = source.line_index(label.start as usize);
            let last =
                source.line_index((label.end as usize).saturating_sub(1).max(label.start as usize));
            // Of a label over many lines its first and last are shown.
            for index in [first, last] {
                let Some(span) = source.line_span(index) else { continue };
                let line = lines.entry(index).or_insert(Line {
                    number: index + 1,
                    span,
                    parts: Vec::new(),
                });
                let part = Span {
                    start: label.start.max(span.start),
                    end: label.end.min(span.end).max(label.start.max(span.start)),
                };
                if line.parts.last() != Some(&(at, part)) {
                    line.parts.push((at, part));
                }
            }
        }
        let mut excerpt = Self { labels: vec![Span::default(); labels.len()], ..Self::default() };
        let mut begun = vec![false; labels.len()];
        for line in lines.into_values() {
            excerpt.add(source, &line, width, &mut begun);
        }
        excerpt
    }

    fn add(&mut self, source: &Source, line: &Line, width: usize, begun: &mut [bool]) {
        if !self.numbers.is_empty() {
            self.text.push('\n');
        }
        self.numbers.push(line.number);
        let text = source.text();
        let text = line.span.of(&text).trim_end_matches(['\r', '\n']);
        let base = line.span.start as usize;
        let within: Vec<(usize, usize, usize)> = line
            .parts
            .iter()
            .map(|(at, part)| {
                let clamp = |offset: u32| border(text, (offset as usize).saturating_sub(base));
                (*at, clamp(part.start), clamp(part.end))
            })
            .collect();
        let windows = windows(text, &within, width);
        let mut map: Vec<(usize, usize)> = Vec::new();
        let mut kept_to = 0;
        for (from, to) in windows {
            if from > kept_to {
                self.text.push('…');
            }
            for (at, ch, hidden) in characters(&text[from..to]) {
                map.push((from + at, self.text.len()));
                if hidden {
                    self.text.push_str(&escaped(ch));
                } else {
                    self.text.push(ch);
                }
            }
            map.push((to, self.text.len()));
            kept_to = to;
        }
        if kept_to < text.len() {
            self.text.push('…');
        }
        for (at, start, end) in within {
            let place = |offset: usize| {
                let found = map.partition_point(|&(source, _)| source < offset);
                map.get(found).or(map.last()).map_or(self.text.len(), |&(_, shown)| shown)
            };
            let shown = Span::new(place(start), place(end));
            self.labels[at] = if begun[at] { self.labels[at].to(shown) } else { shown };
            begun[at] = true;
        }
    }
}

fn border(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The parts of a line that are shown: all of it if it fits, else what stands around the labels.
fn windows(text: &str, labels: &[(usize, usize, usize)], width: usize) -> Vec<(usize, usize)> {
    if columns(text) <= width {
        return vec![(0, text.len())];
    }
    let mut windows: Vec<(usize, usize)> = labels
        .iter()
        .flat_map(|&(_, start, end)| {
            let end = end.max(start);
            let whole = (back(text, start, AROUND), forth(text, end, AROUND));
            // A label wider than the line keeps its two ends.
            match columns(&text[start..end]) > width {
                true => {
                    let ends = (forth(text, start, AROUND), back(text, end, AROUND));
                    vec![(whole.0, ends.0), (ends.1, whole.1)]
                }
                false => vec![whole],
            }
        })
        .collect();
    windows.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in windows {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// The offset about `count` columns before `from`, at the beginning of a word if one is near.
fn back(text: &str, from: usize, count: usize) -> usize {
    let mut left = count;
    let mut offset = from;
    for (at, ch) in text[..from].char_indices().rev() {
        let width = ch.width().unwrap_or(0);
        if width > left {
            break;
        }
        left -= width;
        offset = at;
    }
    if offset == 0 {
        return 0;
    }
    text[offset..from].find(' ').map_or(offset, |blank| offset + blank + 1)
}

/// The offset about `count` columns after `from`, at the end of a word if one is near.
fn forth(text: &str, from: usize, count: usize) -> usize {
    let mut left = count;
    let mut offset = from;
    for (at, ch) in text[from..].char_indices() {
        let width = ch.width().unwrap_or(0);
        if width > left {
            break;
        }
        left -= width;
        offset = from + at + ch.len_utf8();
    }
    if offset == text.len() {
        return offset;
    }
    text[from..offset].rfind(' ').map_or(offset, |blank| from + blank)
}

fn columns(text: &str) -> usize {
    text.chars().map(|ch| ch.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &str, width: usize) -> (String, String) {
        let source = Source::new("x", text);
        let at = text.find(words).unwrap();
        let excerpt = Excerpt::new(&source, &[Span::new(at, at + words.len())], width);
        let label = excerpt.labels[0].of(&excerpt.text).to_owned();
        (excerpt.text, label)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(
            shown("eins\nzwei drei\r\nvier", "drei", 80),
            ("zwei drei".into(), "drei".into())
        );
    }

    #[test]
    fn a_long_line_is_cut_around_its_labels() {
        let text = format!("{} mitten drin {}", "vorne ".repeat(40), "hinten ".repeat(40));
        let (line, label) = shown(&text, "mitten drin", 80);
        assert!(line.starts_with('…') && line.ends_with('…') && line.len() < 100, "{line}");
        assert_eq!(label, "mitten drin");
    }

    #[test]
    fn controls_are_written_out_and_labels_stay() {
        assert_eq!(shown("a \u{1b}[2J b", "b", 80), ("a \\u{1b}[2J b".into(), "b".into()));
        assert_eq!(shown("a x\u{202e}y b", "x\u{202e}y", 80).1, "x\\u{202e}y");
    }

    #[test]
    fn a_label_over_many_lines_shows_first_and_last() {
        let text = "eins\nzwei\ndrei\nvier\n";
        let source = Source::new("x", text);
        let excerpt = Excerpt::new(&source, &[Span::new(2, 17)], 80);
        assert_eq!((excerpt.text.as_str(), excerpt.numbers), ("eins\nvier", vec![1, 4]));
    }

    #[test]
    fn of_a_label_wider_than_the_line_both_ends_are_shown() {
        let text = format!("vorn {} hinten", "Wort".repeat(10_000));
        let source = Source::new("a.md", text.as_str());
        let excerpt = Excerpt::new(&source, &[Span::new(5, text.len() - 7)], 80);
        assert!(excerpt.text.chars().count() < 200, "{}", excerpt.text.len());
        assert!(excerpt.text.starts_with("vorn Wort") && excerpt.text.ends_with("Wort hinten"));
        let label = excerpt.labels[0];
        assert!(
            label.of(&excerpt.text).starts_with("Wort")
                && label.of(&excerpt.text).ends_with("Wort")
        );
        assert!(label.of(&excerpt.text).contains('…'));
    }
}
