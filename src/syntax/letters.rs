//! What a text literal means: its characters, each with its place in the rule file.
//!
//! In: a [`Text`] as written. Out: letters with exact spans, escapes resolved, blocks without their common
//! indentation. It does not know what a phrase or a message does with a letter; `escaped` tells it that
//! `\*` is an asterisk and no wildcard.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::syntax::tree::Text;
use crate::text::Span;

/// One character of the meaning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub ch: char,
    /// The bytes of the rule file that stand for it: one character, an escape, or a line end.
    pub span: Span,
    /// Whether it was written with a backslash, so that it has no special meaning.
    pub escaped: bool,
}

impl Text {
    /// Its characters with their places.
    ///
    /// `\"`, `\\`, `\*`, `\_`, `\{` stand for the character itself, `\n` for a line end; a backslash before
    /// anything else (a problem, reported) stands for itself. In a block every line end is one `\n`, the
    /// line ends right after the opening and right before the closing marks do not count, lines of nothing
    /// but blanks are empty, and the indentation that all other lines share is left out.
    #[must_use]
    pub fn letters(&self) -> Letters<'_> {
        let (body, from) = if self.block { block_body(&self.raw) } else { (self.raw.as_str(), 0) };
        let indentation = if self.block { common_indentation(body) } else { 0 };
        Letters {
            body,
            rest: body.char_indices().peekable(),
            base: self.inside() + from,
            indentation,
            line_start: self.block,
        }
    }

    /// Whether it means exactly what is written.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.block && !self.raw.contains('\\')
    }

    /// What it means, as a string.
    #[must_use]
    pub fn value(&self) -> String {
        if self.is_plain() {
            return self.raw.clone();
        }
        self.letters().map(|letter| letter.ch).collect()
    }

    /// The lines of a block as written, escapes included, but without what means nothing: the indentation they
    /// share, the blanks of empty ones, and the line ends at the marks. Of a text on one line, that line.
    #[must_use]
    pub fn lines(&self) -> Vec<&str> {
        if !self.block {
            return vec![&self.raw];
        }
        let (body, _) = block_body(&self.raw);
        let indentation = common_indentation(body);
        let lines = body.split('\n').map(without_return);
        lines.map(|line| if line.trim().is_empty() { "" } else { &line[indentation..] }).collect()
    }

    /// Where [`Text::raw`] begins in the file.
    fn inside(&self) -> usize {
        // Marks of one byte in every text without a problem; otherwise both are taken to be of one length.
        let marks = self.span.len().saturating_sub(self.raw.len());
        self.span.start as usize + if self.block { 3 } else { marks.div_ceil(2) }
    }
}

/// The lines of a block, and where they begin in its raw text.
fn block_body(raw: &str) -> (&str, usize) {
    let blanks = |text: &str| text.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    let from = match raw.find('\n') {
        Some(end) if blanks(without_return(&raw[..end])) => end + 1,
        _ => 0,
    };
    let body = &raw[from..];
    let body = match body.rfind('\n') {
        Some(end) if blanks(&body[end + 1..]) => without_return(&body[..end]),
        None if from > 0 && blanks(body) => "",
        _ => body,
    };
    (body, from)
}

fn without_return(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

/// How many bytes of blanks all lines begin with that hold anything else. A first line that stands right
/// after the opening marks has no indentation of its own, so it counts as it is.
fn common_indentation(body: &str) -> usize {
    let mut shared: Option<&str> = None;
    for line in body.split('\n').filter(|line| !line.trim().is_empty()) {
        let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let same = shared.map_or(blanks.len(), |shared| {
            shared.bytes().zip(blanks.bytes()).take_while(|(a, b)| a == b).count()
        });
        shared = Some(&blanks[..same]);
    }
    shared.map_or(0, str::len)
}

/// Iterator of [`Text::letters`].
#[derive(Clone, Debug)]
pub struct Letters<'a> {
    body: &'a str,
    rest: Peekable<CharIndices<'a>>,
    /// Where `body` begins in the file.
    base: usize,
    indentation: usize,
    /// Whether the indentation of the next line is still to be left out.
    line_start: bool,
}

impl Letters<'_> {
    /// Leaves out the indentation of the line that begins here; all of it if there is nothing else.
    fn skip_indentation(&mut self) {
        self.line_start = false;
        let Some(&(start, _)) = self.rest.peek() else { return };
        let line = self.body[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let skipped = if line.trim().is_empty() { line.len() } else { self.indentation };
        while self.rest.next_if(|&(at, _)| at < start + skipped).is_some() {}
    }

    fn letter(&self, ch: char, start: usize, end: usize, escaped: bool) -> Letter {
        Letter { ch, span: Span::new(self.base + start, self.base + end), escaped }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        if self.line_start {
            self.skip_indentation();
        }
        let (start, ch) = self.rest.next()?;
        let after = start + ch.len_utf8();
        match ch {
            '\r' if self.rest.peek().is_some_and(|&(_, next)| next == '\n') => {
                self.rest.next();
                self.line_start = true;
                Some(self.letter('\n', start, after + 1, false))
            }
            '\n' => {
                self.line_start = true;
                Some(self.letter('\n', start, after, false))
            }
            '\\' => match self.rest.next_if(|&(_, next)| meaning(next).is_some()) {
                Some((_, next)) => {
                    let end = after + next.len_utf8();
                    Some(self.letter(meaning(next).unwrap_or(next), start, end, true))
                }
                None => Some(self.letter('\\', start, after, false)),
            },
            _ => Some(self.letter(ch, start, after, false)),
        }
    }
}

/// What a backslash before `ch` stands for, in one text or another; `None` if it is no escape.
pub(super) fn meaning(ch: char) -> Option<char> {
    match ch {
        '"' | '\\' | '*' | '_' | '{' => Some(ch),
        'n' => Some('\n'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> Text {
        let block = source.starts_with("\"\"\"");
        let marks = if block { 3 } else { 1 };
        let raw = source[marks..source.len() - marks].to_owned();
        Text { raw, block, span: Span::new(0, source.len()) }
    }

    #[test]
    fn escapes_keep_their_places() {
        let source = r#""a\"\\\n\*ü\q""#;
        let letters: Vec<Letter> = text(source).letters().collect();
        let shown: Vec<(char, &str, bool)> =
            letters.iter().map(|one| (one.ch, one.span.of(source), one.escaped)).collect();
        assert_eq!(
            shown,
            [
                ('a', "a", false),
                ('"', "\\\"", true),
                ('\\', "\\\\", true),
                ('\n', "\\n", true),
                ('*', "\\*", true),
                ('ü', "ü", false),
                ('\\', "\\", false),
                ('q', "q", false),
            ]
        );
    }

    #[test]
    fn blocks_lose_their_common_indentation() {
        for (source, value) in [
            (
                "\"\"\"\n    kind: post\n    ---\n      Text.\n    \"\"\"",
                "kind: post\n---\n  Text.",
            ),
            ("\"\"\"\n    a\n\n  \t \n    b\n\"\"\"", "a\n\n\nb"),
            ("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a\nb"),
            ("\"\"\"one line\"\"\"", "one line"),
            ("\"\"\"a\n  b\"\"\"", "a\n  b"),
            ("\"\"\"\"\"\"", ""),
            ("\"\"\"\n\"\"\"", ""),
            ("\"\"\"\n  \n  \"\"\"", ""),
            ("\"\"\"\n\ta\n  b\n\"\"\"", "\ta\n  b"),
            ("\"\"\"\n  a  \n  \"\"\"", "a  "),
        ] {
            assert_eq!(text(source).value(), value, "{source:?}");
            assert_eq!(text(source).lines().join("\n"), value, "{source:?}");
        }
    }

    #[test]
    fn places_in_blocks_are_those_of_the_file() {
        let source = "\"\"\"\r\n  ab\r\n   \\\"c\r\n  \"\"\"";
        let block = text(source);
        let letters: Vec<(char, &str)> =
            block.letters().map(|one| (one.ch, one.span.of(source))).collect();
        assert_eq!(
            letters,
            [('a', "a"), ('b', "b"), ('\n', "\r\n"), (' ', " "), ('"', "\\\""), ('c', "c")]
        );
    }
}
