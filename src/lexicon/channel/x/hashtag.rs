//! Hashtags on X.
//!
//! In: a text. Out: where hashtags stand, with their sign. Overlaps with links are left to the caller.

use std::ops::Range;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// All hashtags of `text`, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, sign) in text.match_indices(['#', '＃']) {
        // What stands before a tag must not belong to the one before it.
        if at < done || !may_precede(&text[done..at], at == 0) {
            continue;
        }
        let begin = at + sign.len();
        let mut end = begin;
        let mut letter = false;
        for c in text[begin..].chars() {
            let sort = sort(c);
            if sort == Sort::Other {
                break;
            }
            letter |= sort == Sort::Letter;
            end += c.len_utf8();
        }
        // An emoji selector or a keycap behind the sign makes it an emoji.
        if !letter || text[begin..].starts_with(['\u{FE0F}', '\u{20E3}']) {
            continue;
        }
        done = end;
        let rest = &text[end..];
        if !rest.starts_with(['#', '＃']) && !rest.starts_with("://") {
            found.push(at..end);
        }
    }
    found
}

fn may_precede(before: &str, at_start: bool) -> bool {
    match before.chars().next_back() {
        None => at_start,
        Some('\u{FE0E}' | '\u{FE0F}') => true,
        Some(last) => last != '&' && sort(last) == Sort::Other,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    /// Digits and the marks that words of some scripts hold.
    Inside,
    Other,
}

fn sort(c: char) -> Sort {
    match c {
        'a'..='z' | 'A'..='Z' => Sort::Letter,
        '0'..='9' | '_' => Sort::Inside,
        _ if c.is_ascii() => Sort::Other,
        '·' | '\u{200C}' | '\u{200D}' | '\u{A67E}' | '\u{5BE}' | '\u{5F3}' | '\u{5F4}'
        | '\u{FF5E}' | '\u{301C}' | '\u{309B}' | '\u{309C}' | '\u{30A0}' | '\u{30FB}'
        | '\u{3003}' | '\u{F0B}' | '\u{F0C}' => Sort::Inside,
        _ => match c.general_category_group() {
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark => Sort::Letter,
            _ if c.general_category() == GeneralCategory::DecimalNumber => Sort::Inside,
            _ => Sort::Other,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn where_hashtags_stand() {
        assert_eq!(tags("#Messe2026 (#größer), ✌️#a"), ["#Messe2026", "#größer", "#a"]);
        assert_eq!(tags("#2026 C#dur a#b &#a #a#b # a #️⃣"), [""; 0]);
        assert_eq!(tags("##a"), ["#a"]);
    }
}
