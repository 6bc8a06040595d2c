//! Characters that a terminal would obey or hide, made visible: `\u{1b}`, `\u{202e}`. Build servers obey words in
//! their logs, too: what begins a line is ours, and what they look for inside a line (`##[`, `##vso[`) is broken.

use std::borrow::Cow;

/// Whether a character must not reach a reader as such: controls other than tab and line end, bidirectional
/// controls, and what shows nothing but changes what is read.
#[must_use]
pub fn must_show(ch: char) -> bool {
    match ch {
        '\t' | '\n' => false,
        '\u{061c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => true,
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{2028}' | '\u{2029}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        ch => ch.is_control(),
    }
}

/// Whether a build server would read a command here: `##[`, `##vso[`, `##teamcity[`, wherever it stands in a line.
#[must_use]
pub fn begins_command(rest: &str) -> bool {
    rest.strip_prefix("##").is_some_and(|rest| {
        rest.trim_start_matches(|ch: char| ch.is_ascii_alphabetic()).starts_with('[')
    })
}

/// The characters of a text, each with whether it must be written out.
pub fn characters(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    text.char_indices()
        .map(|(at, ch)| (at, ch, must_show(ch) || (ch == '#' && begins_command(&text[at..]))))
}

/// How such a character is written.
#[must_use]
pub fn escaped(ch: char) -> String {
    format!("\\u{{{:x}}}", u32::from(ch))
}

/// A text with every such character written out; line ends too, for one line.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if !characters(text).any(|(_, ch, hidden)| hidden || ch == '\n') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (_, ch, hidden) in characters(text) {
        if ch == '\n' {
            shown.push(' ');
        } else if hidden {
            shown.push_str(&escaped(ch));
        } else {
            shown.push(ch);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(line("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(line("x\u{202e}y\u{200b}z\r"), "x\\u{202e}y\\u{200b}z\\u{d}");
        assert_eq!(line("Größe 👩\u{200d}🔬\t."), "Größe 👩\u{200d}🔬\t.");
        assert_eq!(line("two\nlines"), "two lines");
    }

    #[test]
    fn what_a_build_server_would_obey_is_broken() {
        assert_eq!(line("a ##vso[task.complete]"), "a \\u{23}#vso[task.complete]");
        assert_eq!(line("###[group]x"), "#\\u{23}#[group]x");
        assert_eq!(line("## [x] #[y] ##1["), "## [x] #[y] ##1[");
    }
}
