//! How much a post weighs on X.
//!
//! In: the text of a post. Out: its pieces with their weights. A link weighs 23, an emoji 2, most characters of
//! the alphabets 1, everything else 2, after NFC. Source: `config/v3.json` and `parseTweet` of twitter-text
//! 3.1.0 (read November 2026), docs.x.com, "Counting characters" (November 2026).

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{is_invalid, url};
use crate::lexicon::channel::each_cluster;
use crate::lexicon::emoji::{Reading, is_emoji};

/// What a link weighs.
const LINK: usize = 23;
/// What an emoji weighs.
const EMOJI: usize = 2;

/// The two ways of counting that conformance files exist for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Configuration {
    /// Every character of an emoji sequence by itself; in force until 2018.
    V2,
    /// An emoji is one; in force.
    V3,
}

/// Calls `visit` with each piece of `text` in order, and its weight. A piece is what is counted together: a link,
/// or a grapheme cluster.
pub fn pieces(
    text: &str,
    configuration: Configuration,
    visit: &mut dyn FnMut(Range<usize>, usize),
) {
    let mut at = 0;
    for link in url::find(text, true) {
        clusters(text, at..link.start, configuration, visit);
        at = link.end;
        visit(link, LINK);
    }
    clusters(text, at..text.len(), configuration, visit);
}

fn clusters(
    text: &str,
    range: Range<usize>,
    configuration: Configuration,
    visit: &mut dyn FnMut(Range<usize>, usize),
) {
    each_cluster(text, range, &mut |at, cluster| {
        visit(at..at + cluster.len(), weight(cluster, configuration));
    });
}

fn weight(cluster: &str, configuration: Configuration) -> usize {
    if cluster.is_ascii() {
        cluster.len()
    } else if configuration == Configuration::V3 && is_emoji(cluster, Reading::X) {
        EMOJI
    } else if is_nfc(cluster) {
        cluster.chars().map(weight_of).sum()
    } else {
        cluster.nfc().map(weight_of).sum()
    }
}

fn weight_of(c: char) -> usize {
    match u32::from(c) {
        0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}

/// The first character that no post may hold.
#[must_use]
pub fn invalid_at(text: &str) -> Option<usize> {
    text.find(is_invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(text: &str) -> usize {
        let mut total = 0;
        pieces(text, Configuration::V3, &mut |_, weight| total += weight);
        total
    }

    #[test]
    fn letters_emoji_and_links() {
        assert_eq!(weigh("Größe"), 5);
        assert_eq!(weigh("Gro\u{308}ße"), 5);
        assert_eq!(weigh("10 €"), 5);
        assert_eq!(weigh("日本"), 4);
        assert_eq!(weigh("👩‍👩‍👧‍👦 🇩🇪"), 5);
        assert_eq!(weigh("https://muster.example.com/sehr/lang?und=mehr muster.de"), 47);
        assert_eq!(weigh("a\r\nb"), 4);
        assert_eq!(invalid_at("a\u{FFFF}"), Some(1));
    }

    #[test]
    fn the_older_way_counts_each_part() {
        let mut total = 0;
        pieces("👨‍🎤", Configuration::V2, &mut |_, weight| total += weight);
        assert_eq!(total, 5);
    }
}
