//! Channels: how each counts, what it mentions and tags, whether it has threads.
//!
//! In: a channel's name, a text. Out: lengths, and the places of mentions and hashtags. The limits themselves
//! are rules and stand in rule files. A channel we do not know is an ordinary one: grapheme clusters, no
//! threads, mentions and hashtags as most have them.
//!
//! | channel | how it counts | limit it is known for | source (all looked up in November 2026) | sure |
//! |---|---|---|---|---|
//! | `x` | weighted, see [`x`] | 280 | twitter-text 3.1.0 (30e2430) with `config/v3.json`; docs.x.com, "Counting characters" | verified, with its conformance files; mentions that X itself puts before a reply do not count and are not known here |
//! | `mastodon` | grapheme clusters; a link with scheme 23; of `@name@host` only `@name` | 500, each server may set its own | `status_length_validator.rb` (a current copy), `configuration.statuses` of the API | verified; a content warning counts too and is no part of the text |
//! | `bluesky` | grapheme clusters, links in full | 300, and 3,000 bytes | lexicon `app.bsky.feed.post` (atproto d6296a1c, August 2026) | verified |
//! | `threads` | an emoji counts its UTF-8 bytes, all else grapheme clusters | 500 | developers.facebook.com, "Threads Posts" (14 April 2026) | emoji and limit verified; what else a character is, is not said |
//! | `linkedin` | grapheme clusters | 3,000 | interface descriptions of third parties | limit second-hand, counting unverified |
//! | `instagram` | grapheme clusters | 2,200 | interface descriptions of third parties | limit second-hand, counting unverified |
//! | `facebook` | grapheme clusters | 63,206 | commonly quoted | unverified |
//! | others | grapheme clusters | – | – | – |

pub mod hashtag;
pub mod mention;
pub mod x;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::emoji::{Reading, is_emoji};

/// A channel, as far as it differs from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// X, once Twitter.
    X,
    /// Mastodon and its kin.
    Mastodon,
    /// Bluesky.
    Bluesky,
    /// Threads.
    Threads,
    /// LinkedIn.
    LinkedIn,
    /// Instagram.
    Instagram,
    /// Facebook.
    Facebook,
    /// Every other: a newsroom, a newsletter, one without a name.
    #[default]
    Ordinary,
}

/// What Mastodon counts for a link.
const MASTODON_LINK: usize = 23;

impl Channel {
    /// The channel that a policy calls `name`; [`Channel::Ordinary`] for a name we do not know.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "x" | "twitter" => Self::X,
            "mastodon" => Self::Mastodon,
            "bluesky" => Self::Bluesky,
            "threads" => Self::Threads,
            "linkedin" => Self::LinkedIn,
            "instagram" => Self::Instagram,
            "facebook" => Self::Facebook,
            _ => Self::Ordinary,
        }
    }

    /// Whether a post can have several parts, each counted by itself.
    #[must_use]
    pub fn has_threads(self) -> bool {
        matches!(self, Self::X | Self::Mastodon | Self::Bluesky | Self::Threads)
    }

    /// How it reads characters that can be text or emoji.
    #[must_use]
    pub fn emoji(self) -> Reading {
        if self == Self::X { Reading::X } else { Reading::Unicode }
    }

    /// The length of `text` as the channel counts.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        let mut total = 0;
        self.pieces(text, &mut |_, length| total += length);
        total
    }

    /// The byte at which `text` goes beyond `limit`: the beginning of the first piece that does not fit, or
    /// `None` if all of it does.
    #[must_use]
    pub fn beyond(self, text: &str, limit: usize) -> Option<usize> {
        let (mut total, mut beyond) = (0, None);
        self.pieces(text, &mut |piece, length| {
            total += length;
            if total > limit && beyond.is_none() {
                beyond = Some(piece.start);
            }
        });
        beyond
    }

    /// Calls `visit` with each piece that is counted together, in order and gap-free, and what it counts.
    pub fn pieces(self, text: &str, visit: &mut dyn FnMut(Range<usize>, usize)) {
        match self {
            Self::X => x::weight::pieces(text, x::weight::Configuration::V3, visit),
            Self::Mastodon => mastodon(text, visit),
            Self::Threads => clusters(text, 0..text.len(), visit, |cluster| {
                if is_emoji(cluster, Reading::Unicode) { cluster.len() } else { 1 }
            }),
            Self::Bluesky | Self::LinkedIn | Self::Instagram | Self::Facebook | Self::Ordinary => {
                clusters(text, 0..text.len(), visit, |_| 1);
            }
        }
    }
}

fn clusters(
    text: &str,
    range: Range<usize>,
    visit: &mut dyn FnMut(Range<usize>, usize),
    length: impl Fn(&str) -> usize,
) {
    each_cluster(text, range, &mut |at, cluster| visit(at..at + cluster.len(), length(cluster)));
}

/// Calls `visit` with the start of each grapheme cluster of `range` and the cluster. Between ASCII characters
/// there is always a border, but for a line end of two: so most of a text needs no tables.
fn each_cluster(text: &str, range: Range<usize>, visit: &mut dyn FnMut(usize, &str)) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    while at < range.end {
        let plain = bytes[at].is_ascii()
            && bytes[at] != b'\r'
            && (at + 1 == range.end || bytes[at + 1].is_ascii());
        let cluster = if plain {
            &text[at..=at]
        } else {
            text[at..range.end].graphemes(true).next().unwrap_or(&text[at..range.end])
        };
        visit(at, cluster);
        at += cluster.len();
    }
}

/// Links count 23, of mentions only the local part.
fn mastodon(text: &str, visit: &mut dyn FnMut(Range<usize>, usize)) {
    let links = x::url::find(text, false).into_iter().map(|range| (range, true));
    let mentions = mention::mastodon(text).into_iter().map(|range| (range, false));
    let mut entities: Vec<(Range<usize>, bool)> = links.chain(mentions).collect();
    entities.sort_by_key(|(range, _)| range.start);
    let mut at = 0;
    for (range, link) in entities {
        if range.start < at {
            continue;
        }
        clusters(text, at..range.start, visit, |_| 1);
        at = range.end;
        // What stands before the second `@` counts, one for each character: names are ASCII.
        let local = text[range.start..range.end].rfind('@').filter(|offset| *offset > 0);
        let length = if link { MASTODON_LINK } else { local.unwrap_or(range.len()) };
        visit(range, length);
    }
    clusters(text, at..text.len(), visit, |_| 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_counts_in_its_own_way() {
        let text = "Grüße 👩‍👩‍👧‍👦 https://muster.de/eine/lange/adresse @presse@muster.social";
        let lengths = [
            Channel::X,
            Channel::Mastodon,
            Channel::Bluesky,
            Channel::Threads,
            Channel::LinkedIn,
            Channel::Ordinary,
        ]
        .map(|channel| channel.length(text));
        assert_eq!(lengths, [54, 39, 66, 90, 66, 66]);
    }

    #[test]
    fn links_and_remote_mentions_on_mastodon() {
        let link = "https://muster.de/eine/sehr/lange/adresse/mit/vielen/teilen";
        assert_eq!(Channel::Mastodon.length(link), 23);
        assert_eq!(Channel::Mastodon.length("muster.de"), 9);
        assert_eq!(Channel::Mastodon.length("@presse@muster.social ja"), 10);
        assert_eq!(Channel::Mastodon.length("@presse ja"), 10);
    }

    #[test]
    fn where_a_text_goes_beyond() {
        assert_eq!(Channel::X.beyond("ab€", 4), None);
        assert_eq!(Channel::X.beyond("ab€", 3), Some(2));
        assert_eq!(Channel::Ordinary.beyond("äöü", 1), Some(2));
        assert_eq!(Channel::Ordinary.beyond("", 0), None);
    }

    #[test]
    fn names_and_threads() {
        assert_eq!(Channel::named("x"), Channel::X);
        assert_eq!(Channel::named("newsroom"), Channel::Ordinary);
        assert!(Channel::Bluesky.has_threads() && !Channel::LinkedIn.has_threads());
    }
}
