//! Emoji: which grapheme clusters are shown as one.
//!
//! In: a character or a grapheme cluster. Out: whether it is an emoji. By the Unicode emoji properties
//! (UTS 51), so that digits and `©` are none unless they are asked to be. Which text it stands in is not
//! known here.

use unicode_properties::UnicodeEmoji;
use unicode_properties::emoji::{EmojiStatus, is_regional_indicator};

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

/// How characters are read that are text by default but have an emoji form (`☎`, `❤`, `✔`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As Unicode says: text, unless an emoji selector follows.
    Unicode,
    /// As X draws them: emoji, unless a text selector follows; `©`, `®` and `™` as Unicode says (they carry
    /// their weight as characters in twitter-text v3; twemoji needs the selector for them; read in
    /// twitter-text 30e2430, October 2021, checked November 2026).
    X,
}

/// Whether an emoji can begin with this character: a quick test before looking at a whole cluster.
#[must_use]
pub fn may_begin(character: char) -> bool {
    match character {
        '0'..='9' | '#' | '*' => true,
        '\0'..='\u{A8}' => false,
        _ => character.is_emoji_char(),
    }
}

/// Whether the grapheme cluster is an emoji.
#[must_use]
pub fn is_emoji(cluster: &str, reading: Reading) -> bool {
    let mut characters = cluster.chars();
    let Some(first) = characters.next() else { return false };
    let second = characters.next();
    if matches!(first, '0'..='9' | '#' | '*') {
        return second == Some(KEYCAP)
            || (second == Some(EMOJI_STYLE) && characters.next() == Some(KEYCAP));
    }
    if !may_begin(first) || second == Some(TEXT_STYLE) {
        return false;
    }
    if is_regional_indicator(first) {
        return second.is_some_and(is_regional_indicator);
    }
    if shown_as_emoji(first) {
        return true;
    }
    match second {
        Some(EMOJI_STYLE | JOINER) => true,
        Some(modifier) if is_skin_tone(modifier) => true,
        _ => reading == Reading::X && !matches!(first, '©' | '®' | '™'),
    }
}

/// Whether the character is one of the five skin tones.
#[must_use]
pub fn is_skin_tone(character: char) -> bool {
    matches!(character, '\u{1F3FB}'..='\u{1F3FF}')
}

fn shown_as_emoji(character: char) -> bool {
    matches!(
        character.emoji_status(),
        EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent
            | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_of_every_kind() {
        for cluster in ["😀", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "1️⃣", "#⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☝🏻", "©️"]
        {
            assert!(is_emoji(cluster, Reading::Unicode), "{cluster}");
        }
        for cluster in ["1", "#", "©", "™", "❤", "☎︎", "🇩", "a", "ä", "", "→", "★"]
        {
            assert!(!is_emoji(cluster, Reading::Unicode), "{cluster}");
        }
    }

    #[test]
    fn x_draws_what_unicode_leaves_as_text() {
        assert!(is_emoji("❤", Reading::X) && !is_emoji("❤︎", Reading::X));
        assert!(!is_emoji("©", Reading::X) && is_emoji("©️", Reading::X));
    }
}
