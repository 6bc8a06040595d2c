//! Where the target of a link is written.
//!
//! In: the source of a link or of a reference definition. Out: the bytes of its target. Only the few bytes
//! between the link's text and its end are looked at, and what is found there must read as the target.

use std::ops::Range;

/// Where an inline link writes its target: `text` is the source, `after` the end of what the link shows,
/// `end` the end of the link.
pub fn inline(text: &str, after: usize, end: usize, target: &str) -> Option<Range<usize>> {
    let rest = text.get(after..end)?;
    destination(text, after + rest.strip_prefix("](").map(|_| 2)?, end, target)
}

/// Where a definition (`[label]: target "title"`) writes its target.
pub fn definition(text: &str, span: Range<usize>, target: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..span.end)?;
    let mut at = span.start + 1;
    // A bracket inside a label is escaped.
    while *bytes.get(at)? != b']' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (bytes.get(at + 1) == Some(&b':')).then_some(())?;
    destination(text, at + 2, span.end, target)
}

/// The destination that begins after blanks at `from`; in quotations a line of its own may begin with `>`.
fn destination(text: &str, from: usize, end: usize, target: &str) -> Option<Range<usize>> {
    let rest = text.get(from..end)?;
    let blanks = rest.find(|character| !matches!(character, ' ' | '\t' | '\n' | '\r'))?;
    let begins = if rest[..blanks].contains(['\n', '\r']) {
        rest.find(|character| !matches!(character, ' ' | '\t' | '\n' | '\r' | '>'))?
    } else {
        blanks
    };
    let start = from + begins;
    if let Some(inner) = rest[begins..].strip_prefix('<') {
        let length = unescaped(inner, |byte| byte == b'>')?;
        return agrees(text, start + 1..start + 1 + length, target);
    }
    let mut open = 0_usize;
    let length = unescaped(&rest[begins..], |byte| match byte {
        b'(' => {
            open += 1;
            false
        }
        b')' if open == 0 => true,
        b')' => {
            open -= 1;
            false
        }
        _ => matches!(byte, b' ' | b'\t' | b'\n' | b'\r'),
    });
    agrees(text, start..start + length.unwrap_or(end - start), target)
}

/// Bytes before the first one that `stops` and has no backslash before it.
fn unescaped(text: &str, mut stops: impl FnMut(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            byte if stops(byte) => return Some(at),
            _ => at += 1,
        }
    }
}

/// The range, if it reads as the target, or could with its escapes and references decoded.
fn agrees(text: &str, range: Range<usize>, target: &str) -> Option<Range<usize>> {
    let written = text.get(range.clone())?;
    (written == target || written.contains(['\\', '&'])).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_where_they_stand() {
        for (text, target) in [
            ("](a.html)", "a.html"),
            ("](  a.html 'b')", "a.html"),
            ("](<a b> (c))", "a b"),
            ("](\n> a(b)c)", "a(b)c"),
            ("](>b)", ">b"),
        ] {
            let range = inline(text, 0, text.len(), target).expect(text);
            assert_eq!(&text[range], target);
        }
        assert_eq!(inline("](a\\)b)", 0, 7, "a)b"), Some(2..6));
        assert_eq!(inline("](x)", 0, 4, "y"), None);
        assert_eq!(inline("]()", 0, 3, ""), Some(2..2));
        let text = "[a\\]b]: <u v> 't'";
        assert_eq!(definition(text, 0..text.len(), "u v").map(|range| &text[range]), Some("u v"));
        let text = "[a]:\n  u";
        assert_eq!(definition(text, 0..text.len(), "u").map(|range| &text[range]), Some("u"));
        for text in ["", "[", "[a", "[a]", "[a]:", "[a\\"] {
            assert_eq!(definition(text, 0..text.len(), "u"), None);
        }
    }
}
