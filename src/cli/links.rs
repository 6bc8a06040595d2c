//! Places that a terminal can open: OSC 8 hyperlinks around `post.md:3:5` below an excerpt's heading.
//!
//! In: excerpts as rendered. Out: the same, with links. Only for terminals that say they understand them.

use std::fmt::Write as _;
use std::path::Path;

/// Begins the line of a place.
const CORNER: &str = "┌─";

/// Excerpts with every place a link to its file, below `folder`.
#[must_use]
pub fn linked(text: &str, folder: &Path) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.split_inclusive('\n') {
        match place(line) {
            Some((before, place, after)) => {
                let path = place.rsplitn(3, ':').last().unwrap_or(place);
                let url = address(&folder.join(path));
                // Writing to a string cannot fail.
                let _ =
                    write!(out, "{before}\u{1b}]8;;{url}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\{after}");
            }
            None => out.push_str(line),
        }
    }
    out
}

/// What stands before a place, the place, and what follows. No line of a draft is taken for one: those begin with
/// their number or a bar.
fn place(line: &str) -> Option<(&str, &str, &str)> {
    let (before, _) = line.split_once(CORNER)?;
    if !only_colours(before) {
        return None;
    }
    let after_corner = before.len() + CORNER.len();
    let rest = &line[after_corner..];
    let start = after_corner + skipped(rest);
    let end = start + line[start..].find(['\u{1b}', '\n'])?;
    let place = line.get(start..end).filter(|place| place.contains(':'))?;
    Some((&line[..start], place, &line[end..]))
}

/// How many bytes of blanks and colours a text begins with.
fn skipped(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let after = trimmed.strip_prefix("\u{1b}[").and_then(|code| code.split_once('m'));
        match after {
            Some((code, after))
                if code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') =>
            {
                rest = after;
            }
            _ => return text.len() - trimmed.len(),
        }
    }
}

fn only_colours(text: &str) -> bool {
    skipped(text) == text.len()
}

/// The address of a file.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut url = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                url.push(char::from(byte));
            }
            _ => {
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_links_and_drafts_do_not() {
        let text = "error[a/b]: x\n  \u{1b}[34m┌─\u{1b}[0m über uns.md:3:5\n3 │ ┌─ not:1:1\n";
        let link =
            "\u{1b}]8;;file:///h/%C3%BCber%20uns.md\u{1b}\\über uns.md:3:5\u{1b}]8;;\u{1b}\\";
        let expected = format!("error[a/b]: x\n  \u{1b}[34m┌─\u{1b}[0m {link}\n3 │ ┌─ not:1:1\n");
        assert_eq!(linked(text, Path::new("/h")), expected);
    }
}
