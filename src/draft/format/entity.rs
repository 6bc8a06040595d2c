//! Character references of HTML (`&ouml;`, `&#228;`).
//!
//! In: text. Out: how many bytes a reference at its beginning takes, and what it stands for. The names
//! are those of the Markdown reader, asked once for each, so both readings of a text agree.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser};

/// The longest reference is `&CounterClockwiseContourIntegral;` with 33 bytes; numbers may have a few zeros.
const LONGEST: usize = 40;

/// References met so far.
#[derive(Debug, Default)]
pub struct Entities {
    known: HashMap<String, Option<String>>,
}

impl Entities {
    /// The reference at the start of `text`: its bytes and what it stands for.
    pub fn at(&mut self, text: &str) -> Option<(usize, &str)> {
        if !text.starts_with('&') {
            return None;
        }
        let end = text.bytes().take(LONGEST).position(|byte| byte == b';')? + 1;
        let name = text.get(..end)?;
        if !name[1..end - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
            return None;
        }
        if !self.known.contains_key(name) {
            self.known.insert(name.to_owned(), ask(name));
        }
        self.known.get(name)?.as_deref().map(|meaning| (end, meaning))
    }
}

/// What the Markdown reader makes of a reference.
fn ask(name: &str) -> Option<String> {
    Parser::new(name).find_map(|event| match event {
        Event::Text(text) if *text != *name => Some(text.into_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        let mut entities = Entities::default();
        assert_eq!(entities.at("&ouml;x"), Some((6, "ö")));
        assert_eq!(entities.at("&#228;"), Some((6, "ä")));
        assert_eq!(entities.at("&#xE4;"), Some((6, "ä")));
        assert_eq!(entities.at("&CounterClockwiseContourIntegral;"), Some((33, "∳")));
        for text in ["&nope;", "& ;", "&amp", "&;", "&#;", "&ä;", "&", "", " time;"] {
            assert_eq!(entities.at(text), None, "{text}");
        }
    }
}
