//! Class `hashtag`: hashtags, as the draft's channel reads them.
//!
//! In: a text, a channel. Out: the hashtags with their sign, but for those inside links.

use super::{Example, Find, address, finds, finds_on, outside};
use crate::lexicon::channel::{self, Channel};

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "topics of Threads that hold blanks; where a platform says nothing, letters, digits and underscores make a tag";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Heute auf der [[#Messe2026]]: [[#größer]] ([[#besser]]).", &[]),
    finds("de", "# Überschrift, C#, Platz #1, https://muster.de/#oben, a#b", &[]),
    finds("en", "Heading # 1, C#, a#b, #1", &[]),
    finds_on("x", "en", "[[#a]]-b [[#Café]] #1 &#39;", &[]),
    finds_on("mastodon", "en", "[[#a_b]] (#no)", &[]),
    finds_on("bluesky", "en", "[[#a-b]], [[#x.y]]! (#no) #1", &[]),
    finds_on("linkedin", "en", "[[#MadeInCelle]] C# #1", &[]),
];

/// The hashtags of `text`.
pub(super) fn find(text: &str, channel: Channel) -> Vec<Find> {
    let found = channel::hashtag::find(text, channel);
    if found.is_empty() { Vec::new() } else { outside(found, &address::links(text, channel)) }
}
