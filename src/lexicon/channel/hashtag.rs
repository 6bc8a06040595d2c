//! Hashtags as each channel reads them.
//!
//! In: a text, a channel. Out: where hashtags stand, with their sign. Sources, read November 2026: X as
//! [`super::x`]; Mastodon `HASHTAG_RE` of `tag/naming.rb`; Bluesky `TAG_REGEX` of `rich-text/util.ts` (atproto
//! d6296a1c). The others say nothing exact: letters, digits and underscores, at least one letter (unverified).

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

use super::{Channel, x};

/// Longest tag on Bluesky, in grapheme clusters, without the sign.
const MOST_BLUESKY: usize = 64;

/// All hashtags of `text` on `channel`, in order. Overlaps with links are left to the caller.
#[must_use]
pub fn find(text: &str, channel: Channel) -> Vec<Range<usize>> {
    if !text.contains(['#', '＃']) {
        return Vec::new();
    }
    let read = match channel {
        Channel::X => return x::hashtag::find(text),
        Channel::Mastodon => mastodon,
        Channel::Bluesky => bluesky,
        _ => ordinary,
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for (at, sign) in text.match_indices(['#', '＃']) {
        if at < done {
            continue;
        }
        if let Some(length) = read(&text[..at], &text[at + sign.len()..]) {
            done = at + sign.len() + length;
            found.push(at..done);
        }
    }
    found
}

fn behind_blank(before: &str) -> bool {
    before.chars().next_back().is_none_or(char::is_whitespace)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark)
}

/// Word characters with `_`, `·`, `・` between; a letter or one of these marks among them.
fn mastodon(before: &str, rest: &str) -> Option<usize> {
    if !behind_blank(before) {
        return None;
    }
    let separator = |c: char| matches!(c, '_' | '·' | '・' | '\u{200C}');
    let length = rest.find(|c| !is_word_char(c) && !separator(c)).unwrap_or(rest.len());
    let name = rest[..length].trim_matches(|c| separator(c) && c != '_');
    let starts = rest.starts_with(is_word_char);
    (starts && name.contains(|c: char| c.is_alphabetic() || separator(c)) && name != "_")
        .then_some(name.len())
}

/// Anything up to a blank, without the punctuation at its end, if more than digits and punctuation is in it.
fn bluesky(before: &str, rest: &str) -> Option<usize> {
    if !behind_blank(before) || rest.starts_with('\u{FE0F}') {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{AD}' | '\u{2060}' | '\u{200A}'..='\u{200D}' | '\u{20E2}')
    };
    let punctuation = |c: char| c.general_category_group() == GeneralCategoryGroup::Punctuation;
    let length = rest.find(ends).unwrap_or(rest.len());
    let name = rest[..length].trim_end_matches(punctuation);
    let says = name.contains(|c: char| !c.is_ascii_digit() && !punctuation(c));
    (says && name.graphemes(true).take(MOST_BLUESKY + 1).count() <= MOST_BLUESKY)
        .then_some(name.len())
}

fn ordinary(before: &str, rest: &str) -> Option<usize> {
    let free = !before.ends_with(|c: char| is_word_char(c) || matches!(c, '&' | '/' | '#'));
    let length = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
    let name = &rest[..length];
    (free && name.contains(char::is_alphabetic) && !rest[length..].starts_with('#'))
        .then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str, channel: Channel) -> Vec<&str> {
        find(text, channel).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn the_same_text_on_every_channel() {
        let text = "#Messe_2026, (#größer) #a-b #2026 C# # #🎉 #x.y!";
        assert_eq!(tags(text, Channel::X), ["#Messe_2026", "#größer", "#a", "#x"]);
        assert_eq!(tags(text, Channel::Mastodon), ["#Messe_2026", "#a", "#x"]);
        assert_eq!(tags(text, Channel::Bluesky), ["#Messe_2026", "#a-b", "#🎉", "#x.y"]);
        for channel in [Channel::LinkedIn, Channel::Instagram, Channel::Ordinary] {
            assert_eq!(tags(text, channel), ["#Messe_2026", "#größer", "#a", "#x"], "{channel:?}");
        }
    }

    #[test]
    fn a_long_tag_is_none_on_bluesky() {
        assert_eq!(tags(&format!("#{}", "ä".repeat(64)), Channel::Bluesky).len(), 1);
        assert_eq!(tags(&format!("#{}", "ä".repeat(65)), Channel::Bluesky).len(), 0);
    }
}
