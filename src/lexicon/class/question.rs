//! Class `question`: sentences that end in a question mark.
//!
//! In: a text, its sentences, the channel. Out: those sentences, whole. What stands behind the mark without
//! being a sentence of its own does not matter: closing marks, emoji, hashtags, mentions, links.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Example, Find, address, finds, finds_on};
use crate::lexicon::channel::{self, Channel};
use crate::lexicon::emoji;
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str =
    "rhetorical questions are not told apart; questions without a question mark";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "[[Kommen Sie?]]", &[]),
    finds("de", "[[Kommen Sie?!]]", &[]),
    finds("de", "[[„Kommen Sie?“]]", &[]),
    finds("de", "Er fragte: „Wann?“ und ging.", &[]),
    finds("de", "Wir fragen: https://muster.de/?a=b", &[]),
    finds("en", "[[Are you coming? 🎉 #Fair2026 https://example.com]]", &[]),
    finds("en", "You are coming.", &[]),
    finds_on("x", "en", "[[Are you coming? @muster]]", &[]),
];

/// The questions of `text`.
pub(super) fn find(text: &str, channel: Channel, sentences: &[Range<usize>]) -> Vec<Find> {
    if !text.contains(['?', '？', '⁇', '⁈', '⁉', '‽']) {
        return Vec::new();
    }
    let mut tail = address::links(text, channel);
    tail.extend(channel::mention::find(text, channel));
    tail.extend(channel::hashtag::find(text, channel));
    tail.sort_by_key(|range| range.end);
    let questions = sentences.iter().filter_map(|sentence| {
        let shown = &text[sentence.clone()];
        let start = sentence.start + (shown.len() - shown.trim_start().len());
        let end = sentence.start + shown.trim_end().len();
        (start < end && asks(text, start, end, &tail))
            .then(|| Find::new(Span::new(start, end), None))
    });
    questions.collect()
}

/// Whether `start..end` ends in a question mark, but for what may stand behind one.
fn asks(text: &str, start: usize, end: usize, tail: &[Range<usize>]) -> bool {
    let mut end = end;
    while end > start {
        let rest = &text[start..end];
        let trimmed =
            rest.trim_end_matches(|c: char| c.is_whitespace() || "\"'“”‘’«»‹›)]!…".contains(c));
        if trimmed.len() < rest.len() {
            end = start + trimmed.len();
            continue;
        }
        if rest.ends_with(['?', '？', '⁇', '⁈', '⁉', '‽']) {
            return true;
        }
        let known = tail.partition_point(|range| range.end < end);
        match tail.get(known).filter(|range| range.end == end && range.start >= start) {
            Some(range) => end = range.start,
            None => match rest.graphemes(true).next_back() {
                Some(cluster) if emoji::is_emoji(cluster, emoji::Reading::X) => {
                    end -= cluster.len()
                }
                _ => return false,
            },
        }
    }
    false
}
