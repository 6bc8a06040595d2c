//! Class `mention`: people and accounts, as the draft's channel reads them.
//!
//! In: a text, a channel. Out: the mentions with their sign, but for those inside links and mail addresses.

use super::{Example, Find, address, finds, finds_on, outside};
use crate::lexicon::channel::{self, Channel};

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "LinkedIn and Facebook insert people and pages from a list: of `@Muster AG` only `@Muster` is found; whether an account exists";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Danke an [[@muster]] und [[@presse.team]], [[@müller]]!", &[]),
    finds("de", "presse@muster.de, 3 @ 5, https://muster.de/@presse", &[]),
    finds("en", "press@example.com, 3 @ 5, @", &[]),
    finds_on("x", "de", "Danke an [[@muster]]-ag, [[@presse]].team, @müller, RT [[@b]]", &[]),
    finds_on("mastodon", "en", "Thanks [[@press@muster.social]] and [[@local]].", &[]),
    finds_on("bluesky", "en", "Thanks [[@muster.bsky.social]], not @muster.", &[]),
    finds_on("instagram", "en", "Thanks [[@muster.official]].", &[]),
    finds_on("linkedin", "en", "Thanks [[@Muster]] AG; mail press@example.com", &[]),
];

/// The mentions of `text`.
pub(super) fn find(text: &str, channel: Channel) -> Vec<Find> {
    let found = channel::mention::find(text, channel);
    if found.is_empty() { Vec::new() } else { outside(found, &address::links(text, channel)) }
}
