//! Tags and text of HTML, as far as a reader of drafts needs them.
//!
//! In: a piece of HTML. Out: tokens, each a stretch of text or a tag with the attributes written in it, as
//! byte ranges. Comments, declarations and the content of scripts and styles are passed over. Any input is
//! read in linear time: what is not closed to the end of the piece is text. It knows no draft.

use std::ops::Range;

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// Text, its character references not yet decoded.
    Text(Range<usize>),
    /// A tag.
    Tag(Tag),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    /// Whether it is an end tag.
    pub end: bool,
    /// Names of attributes in small letters, with the bytes of their values without quotation marks.
    pub attributes: Vec<(String, Range<usize>)>,
    /// The whole tag.
    pub range: Range<usize>,
}

impl Tag {
    /// Where the value of an attribute is written; the first one counts.
    pub fn attribute(&self, name: &str) -> Option<Range<usize>> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }
}

/// The tokens of a piece of HTML.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// From here on nothing is a tag any more: one was begun and not ended.
    broken: bool,
    /// Scripts and the like whose end was looked for in vain.
    endless: Vec<String>,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, broken: false, endless: Vec::new() }
    }

    fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or_default()
    }

    /// Where the thing that begins with `<` at `at` ends, if it shows nothing.
    fn unseen(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            4 + comment_length(comment)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            return None;
        };
        Some(at + length)
    }

    /// The tag at `at`.
    fn tag(&mut self, at: usize) -> Option<Tag> {
        let bytes = self.text.as_bytes();
        let end = bytes.get(at + 1) == Some(&b'/');
        let name_start = at + 1 + usize::from(end);
        if self.broken || !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let name_end =
            until(bytes, name_start, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let name = self.text[name_start..name_end].to_ascii_lowercase();
        let mut attributes = Vec::new();
        let mut next = name_end;
        loop {
            next = until(bytes, next, |byte| !is_space(byte) && byte != b'/');
            match bytes.get(next) {
                None => {
                    self.broken = true;
                    return None;
                }
                Some(b'>') => break,
                Some(_) => next = attribute(self.text, next, &mut attributes),
            }
        }
        Some(Tag { name, end, attributes, range: at..next + 1 })
    }

    /// Where the content of a script or style that was opened just before `at` ends: at its end tag. Without
    /// one it is not passed over, so that nothing hides behind it.
    fn after_raw(&mut self, name: &str, at: usize) -> usize {
        let raw = matches!(name, "script" | "style" | "iframe" | "noembed" | "noframes");
        if !raw || self.endless.iter().any(|known| known == name) {
            return at;
        }
        let ends = self.rest(at).match_indices("</").find(|(found, _)| {
            let name_start = at + found + 2;
            let candidate = self.text.as_bytes().get(name_start..name_start + name.len());
            candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes()))
        });
        if let Some((found, _)) = ends {
            return at + found;
        }
        self.endless.push(name.to_owned());
        at
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut from = self.at;
        while let Some(found) = self.rest(from).find('<') {
            let at = from + found;
            let unseen = self.unseen(at);
            let tag = if unseen.is_none() { self.tag(at) } else { None };
            if unseen.is_none() && tag.is_none() {
                from = at + 1;
                continue;
            }
            if at > self.at {
                return Some(Token::Text(std::mem::replace(&mut self.at, at)..at));
            }
            if let Some(tag) = tag {
                let end = tag.range.end;
                self.at = if tag.end { end } else { self.after_raw(&tag.name, end) };
                return Some(Token::Tag(tag));
            }
            self.at = unseen.unwrap_or(at + 1);
            from = self.at;
        }
        let start = std::mem::replace(&mut self.at, self.text.len());
        (start < self.at).then_some(Token::Text(start..self.at))
    }
}

/// Bytes from after `<!--` to the end of the comment; one that is not ended takes all.
fn comment_length(text: &str) -> usize {
    for short in [">", "->"] {
        if text.starts_with(short) {
            return short.len();
        }
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("--")) {
        at += found;
        match bytes.get(at + 2..) {
            Some([b'>', ..]) => return at + 3,
            Some([b'!', b'>', ..]) => return at + 4,
            _ => at += 1,
        }
    }
    text.len()
}

/// Reads one attribute at `at`; gives where to go on.
fn attribute(text: &str, at: usize, attributes: &mut Vec<(String, Range<usize>)>) -> usize {
    let bytes = text.as_bytes();
    // A `=` at the beginning belongs to the name, as browsers read it.
    let name_end =
        until(bytes, at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
    let equals = until(bytes, name_end, |byte| !is_space(byte));
    let name = text.get(at..name_end).unwrap_or_default().to_ascii_lowercase();
    if bytes.get(equals) != Some(&b'=') {
        attributes.push((name, name_end..name_end));
        return name_end;
    }
    let start = until(bytes, equals + 1, |byte| !is_space(byte));
    match bytes.get(start) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = until(bytes, start + 1, |byte| byte == quote);
            attributes.push((name, start + 1..end));
            (end + 1).min(bytes.len())
        }
        _ => {
            let end = until(bytes, start, |byte| is_space(byte) || byte == b'>');
            attributes.push((name, start..end));
            end
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The first byte from `at` on that `stops`, or the end.
fn until(bytes: &[u8], at: usize, stops: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|&byte| stops(byte)).map_or(bytes.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts, and tags as `name` or `/name` with their attributes.
    fn read(text: &str) -> Vec<String> {
        Tokens::new(text)
            .map(|token| match token {
                Token::Text(range) => format!("'{}'", &text[range]),
                Token::Tag(tag) => {
                    let mut shown = format!("{}{}", if tag.end { "/" } else { "" }, tag.name);
                    for (name, value) in tag.attributes {
                        shown += &format!(" {name}={}", &text[value]);
                    }
                    shown
                }
            })
            .collect()
    }

    #[test]
    fn tags_and_text() {
        assert_eq!(
            read("a<B class='x > y' lang=de hidden>c</B >d"),
            ["'a'", "b class=x > y lang=de hidden=", "'c'", "/b", "'d'"]
        );
        assert_eq!(read("<br/><img alt=\"\" src=a/b.png/>"), ["br", "img alt= src=a/b.png/"]);
        assert_eq!(read("1 < 2 <3 </ >"), ["'1 < 2 <3 </ >'"]);
    }

    #[test]
    fn what_shows_nothing_is_passed_over() {
        assert_eq!(
            read("a<!-- <b> -- --!>b<!-->c<!---->d<!DOCTYPE x>e<?php ?>f"),
            ["'a'", "'b'", "'c'", "'d'", "'e'", "'f'"]
        );
        assert_eq!(read("a<!-- b"), ["'a'"]);
        assert_eq!(read("<script>a<b></SCRIPT>c"), ["script", "/script", "'c'"]);
        assert_eq!(read("<style>a<b>c"), ["style", "'a'", "b", "'c'"]);
    }

    #[test]
    fn what_is_not_closed_is_text() {
        assert_eq!(read("a<b c='d"), ["'a<b c='d'"]);
        assert_eq!(read("<a <b"), ["'<a <b'"]);
        assert_eq!(read("<a x=ä"), ["'<a x=ä'"]);
    }

    #[test]
    fn adversaries_take_linear_time() {
        for part in
            ["<a ", "<!-", "<!--", "</", "<a b='", "<script>", "<", "&", "<!-- --", "<a b=\"<a "]
        {
            let text = part.repeat(200_000);
            assert!(Tokens::new(&text).count() <= 400_001, "{part}");
        }
    }
}
