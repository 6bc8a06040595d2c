//! Text inside XML and HTML.

use std::fmt::Write as _;

use super::visible::{characters, escaped};

/// A text fit for an attribute or an element: nothing in it is markup, what must not be obeyed is written out
/// (XML cannot hold control characters at all), and no line of the output begins with it.
#[must_use]
pub fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for (_, ch, hidden) in characters(text) {
        match ch {
            '\n' | '\t' | '&' | '<' | '>' | '"' | '\'' => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "&#{};", u32::from(ch));
            }
            _ if hidden => shown.push_str(&escaped(ch)),
            _ => shown.push(ch),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            super::safe("a]]><b \"x\"&\n\u{1b}"),
            "a]]&#62;&#60;b &#34;x&#34;&#38;&#10;\\u{1b}"
        );
    }
}
