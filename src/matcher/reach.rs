//! How far the matches of an expression reach from a literal in them: the expression is run there and nowhere
//! else.
//!
//! A match is no longer than the expression can be, and holds no character that the expression cannot take. So
//! around a literal it lies within the run of characters that it can take. Stretches that meet are joined;
//! what is found in them is then exactly what a search of the whole text finds.

use std::ops::Range;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

/// What bounds the matches of an expression.
pub struct Reach {
    /// How many bytes a match has at most, if there is a bound.
    longest: Option<usize>,
    /// The ASCII characters that a match can hold, as bits.
    ascii: u128,
    /// All characters that a match can hold.
    taken: ClassUnicode,
}

impl Reach {
    /// What bounds the matches of an expression.
    #[must_use]
    pub fn of(hir: &Hir) -> Self {
        let mut taken = ClassUnicode::empty();
        add(hir, &mut taken);
        let ranges = taken.ranges().iter().take_while(|range| range.start().is_ascii());
        let bytes = ranges.flat_map(|range| range.start()..=range.end().min('\u{7f}'));
        let ascii = bytes.fold(0, |bits, ch| bits | 1 << u32::from(ch));
        Self { longest: hir.properties().maximum_len(), ascii, taken }
    }

    fn takes(&self, ch: char) -> bool {
        if ch.is_ascii() {
            return self.ascii >> u32::from(ch) & 1 == 1;
        }
        let ranges = self.taken.ranges();
        let at = ranges.partition_point(|range| range.end() < ch);
        ranges.get(at).is_some_and(|range| range.start() <= ch)
    }

    /// The stretches of `text` in which the expression must be tried, given places within its literals, in
    /// order. No character is looked at twice.
    #[must_use]
    pub fn windows(&self, places: impl Iterator<Item = usize>, text: &str) -> Vec<Range<usize>> {
        let most = self.longest.unwrap_or(text.len());
        let mut windows: Vec<Range<usize>> = Vec::new();
        for at in places {
            let seen = windows.last().map_or(0, |last| last.end);
            let limit = boundary(text, at.saturating_add(most));
            if at < seen {
                let end = self.run_end(text, seen, limit.max(seen));
                if let Some(last) = windows.last_mut() {
                    last.end = end;
                }
                continue;
            }
            let least = boundary(text, at.saturating_sub(most).max(seen));
            let before = text[least..at].char_indices().rev().take_while(|&(_, ch)| self.takes(ch));
            let start = before.last().map_or(at, |(offset, _)| least + offset);
            let end = self.run_end(text, at, limit);
            match windows.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => windows.push(start..end),
            }
        }
        windows
    }

    /// Where the run of characters that the expression takes ends, at `limit` at the latest.
    fn run_end(&self, text: &str, from: usize, limit: usize) -> usize {
        let mut chars = text[from..limit].char_indices();
        chars.find(|&(_, ch)| !self.takes(ch)).map_or(limit, |(to, _)| from + to)
    }
}

/// The first border of a character at or after a byte.
fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Adds the characters that an expression can take.
fn add(hir: &Hir, taken: &mut ClassUnicode) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => {
            let letters = String::from_utf8_lossy(&literal.0);
            letters.chars().for_each(|ch| taken.push(ClassUnicodeRange::new(ch, ch)));
        }
        HirKind::Class(Class::Unicode(class)) => taken.union(class),
        HirKind::Class(Class::Bytes(class)) => {
            let wide = class.ranges().iter();
            wide.for_each(|range| {
                taken.push(ClassUnicodeRange::new(range.start().into(), range.end().into()));
            });
        }
        HirKind::Repetition(repetition) => add(&repetition.sub, taken),
        HirKind::Capture(capture) => add(&capture.sub, taken),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| add(part, taken));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(source: &str, text: &str, literal: &str) -> Vec<String> {
        let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(true).build();
        let reach = Reach::of(&parser.parse(source).expect("an expression"));
        let places = text.match_indices(literal).map(|(at, _)| at);
        reach.windows(places, text).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_match_holds_only_what_the_expression_takes() {
        let text = "für @anna_intel, Größe; intel-größe intel x";
        assert_eq!(windows(r"@\w*intel\w*", text, "intel"), ["@anna_intel", "intel", "intel"]);
        // Letters of `größe` and `intel` and what is no letter: all but the `x` at the end.
        assert_eq!(windows(r"intel\W+größe", text, "intel"), ["intel, Größe; intel-größe intel "]);
    }

    #[test]
    fn a_match_is_no_longer_than_the_expression() {
        let text = "ein langer Satz mit intel, der noch lange weitergeht";
        assert_eq!(windows("a?intel.?", text, "intel"), [" Satz mit intel, der"]);
        assert_eq!(windows("intel.*", "intel und intel", "intel"), ["intel und intel"]);
    }
}
