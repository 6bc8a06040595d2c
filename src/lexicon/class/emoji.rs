//! Class `emoji`: emoji, each by itself, as the draft's channel shows them.
//!
//! In: a text, a channel. Out: the grapheme clusters that are emoji, families and flags as one.

use unicode_segmentation::UnicodeSegmentation;

use super::{Example, Find, finds, finds_on};
use crate::lexicon::channel::Channel;
use crate::lexicon::emoji;
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "emoticons such as `:-)`, short codes such as `:tada:`; signs that are text by default (`❤`, `✔`) are emoji only with an emoji selector, on X always";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Hurra [[🎉]][[🎉]] für alle [[👩‍👩‍👧‍👦]] in [[🇩🇪]] [[👍🏽]]", &[]),
    finds("de", "© 2026 Muster™, ® → ★ ✔ 1 # * ☎︎", &[]),
    finds("en", "[[1️⃣]] first, [[❤️]] and [[©️]], [[🏴󠁧󠁢󠁥󠁮󠁧󠁿]]", &[]),
    finds("en", "10 % – “quoted” :-) :tada:", &[]),
    finds_on("x", "en", "[[❤]] and [[✔]] but ©, ❤︎", &[]),
];

/// The emoji of `text`.
pub(super) fn find(text: &str, channel: Channel) -> Vec<Find> {
    let mut found = Vec::new();
    // Every emoji holds a character of three bytes or more, or a selector, which has three.
    if !text.bytes().any(|byte| byte >= 0xE2) {
        return found;
    }
    let mut done = 0;
    for (at, character) in text.char_indices() {
        if at < done || !emoji::may_begin(character) {
            continue;
        }
        // Nothing joins an ASCII character but what stands directly behind it.
        let length = character.len_utf8();
        if character.is_ascii() && !text[at + length..].starts_with(['\u{20E3}', '\u{FE0F}']) {
            continue;
        }
        let Some(cluster) = text[at..].graphemes(true).next() else { continue };
        done = at + cluster.len();
        if emoji::is_emoji(cluster, channel.emoji()) {
            found.push(Find::new(Span::new(at, done), None));
        }
    }
    found
}
