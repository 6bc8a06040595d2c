//! Mentions on X: `@name`, `@name/list`.
//!
//! In: a text. Out: where names and lists stand. Overlaps with links are left to the caller.

use std::ops::Range;

use super::is_latin_accent;

/// Most characters of a name that are read as one (X gives out 15; twitter-text reads 20).
const MOST_NAME: usize = 20;
/// Most characters of a list's name behind its first letter.
const MOST_LIST: usize = 24;

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The sign and the name: `@name`.
    pub range: Range<usize>,
    /// The list that follows, with its slash: `/list`.
    pub list: Option<Range<usize>>,
}

/// All mentions of `text`, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    // Behind the last match: what stands before a mention must not belong to the one before it.
    let mut done = 0;
    for (at, sign) in text.match_indices(['@', '＠']) {
        if at < done || !may_precede(&text[done..at], at == 0) {
            continue;
        }
        let name_at = at + sign.len();
        let name =
            count(&text[name_at..], MOST_NAME, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if name == 0 {
            continue;
        }
        let name_end = name_at + name;
        let list = list(text, name_end);
        let end = list.as_ref().map_or(name_end, |list| list.end);
        done = end;
        let rest = &text[end..];
        let address = rest.starts_with(['@', '＠']) || rest.starts_with("://");
        if !address && !rest.starts_with(is_latin_accent) {
            found.push(Mention { range: at..name_end, list });
        }
    }
    found
}

fn list(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix('/')?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let more = count(&rest[1..], MOST_LIST, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
    });
    Some(at..at + 2 + more)
}

fn count(text: &str, most: usize, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes().take(most).take_while(|byte| belongs(*byte)).count()
}

/// Whether a mention may begin behind `before`: at the start of the text, behind a mark or a blank, or behind
/// `RT` and `RT:` that are words of their own.
fn may_precede(before: &str, at_start: bool) -> bool {
    if at_start {
        return true;
    }
    let Some(last) = before.chars().next_back() else { return false };
    if !last.is_ascii_alphanumeric() && !"_!#$%&*@＠".contains(last) {
        return true;
    }
    let bytes = before.as_bytes();
    let Some(stem) = bytes.len().checked_sub(2) else { return false };
    bytes[stem..].eq_ignore_ascii_case(b"rt")
        && before.get(..stem).is_some_and(|rest| {
            rest.chars()
                .next_back()
                .is_none_or(|c| !c.is_ascii_alphanumeric() && !"_+~.-".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|mention| &text[mention.range]).collect()
    }

    #[test]
    fn where_mentions_stand() {
        assert_eq!(names("@muster und @Presse_2, (@a)"), ["@muster", "@Presse_2", "@a"]);
        assert_eq!(names("RT @a RT:@b rt@c"), ["@a", "@b", "@c"]);
        assert_eq!(names("presse@muster.de @müller ä@b a@@b @a@b"), ["@b"]);
        assert_eq!(names("@ a, @-, @"), [""; 0]);
    }

    #[test]
    fn lists_follow_names() {
        let text = "@muster/presse-team und @muster/1";
        let lists: Vec<_> = find(text).into_iter().map(|mention| mention.list).collect();
        assert_eq!(lists, [Some(7..19), None]);
    }
}
