//! Text in lines that fit the terminal.

use unicode_width::UnicodeWidthStr;

use crate::render::visible;

/// Appends words in lines of at most `width` columns; `first` stands before the first line, as many blanks before
/// the others. What a terminal would obey is made visible.
pub fn wrap(out: &mut String, first: &str, text: &str, width: usize) {
    let indent = first.width();
    out.push_str(first);
    let mut column = indent;
    for word in visible::line(text).split(' ').filter(|word| !word.is_empty()) {
        let wide = word.width();
        if column > indent && column + 1 + wide > width {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if column > indent {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += wide;
    }
    out.push('\n');
}

/// Appends Markdown: paragraphs wrapped, lists line by line, everything else as it is.
pub fn markdown(out: &mut String, text: &str, width: usize) {
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        let alone = line.is_empty() || line.starts_with([' ', '\t', '-', '*', '>', '#', '|']);
        if alone && !paragraph.is_empty() {
            wrap(out, "", &std::mem::take(&mut paragraph), width);
        }
        if !alone {
            paragraph.push_str(line);
            paragraph.push(' ');
        } else if let Some(item) = line.strip_prefix("- ") {
            wrap(out, "- ", item, width);
        } else {
            out.push_str(&visible::line(line));
            out.push('\n');
        }
    }
}

/// Appends rows of a label and lines, the lines below each other.
pub fn rows<'a>(
    out: &mut String,
    rows: impl Iterator<Item = (&'a str, &'a [String])> + Clone,
    width: usize,
) {
    let widest = rows.clone().map(|(label, _)| label.width()).max().unwrap_or(0);
    for (label, lines) in rows {
        for (nth, line) in lines.iter().enumerate() {
            let label = if nth == 0 { label } else { "" };
            let missing = widest - label.width();
            wrap(out, &format!("  {label}{:missing$}  ", ""), line, width);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_hang() {
        let mut out = String::new();
        wrap(&mut out, "- ", "eins zwei drei vier\u{1b}", 12);
        assert_eq!(out, "- eins zwei\n  drei\n  vier\\u{1b}\n");
    }

    #[test]
    fn paragraphs_are_joined_and_lists_are_not() {
        let mut out = String::new();
        markdown(&mut out, "a\nb\n\n- c\n- d\n    code", 20);
        assert_eq!(out, "a b\n\n- c\n- d\n    code\n\n");
    }
}
