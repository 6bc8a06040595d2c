//! Mentions as each channel reads them.
//!
//! In: a text, a channel. Out: where mentions stand, with their sign. Sources, read November 2026: X as
//! [`super::x`]; Mastodon `MENTION_RE` of `account.rb`; Bluesky `MENTION_REGEX` of `rich-text/util.ts` (atproto
//! d6296a1c); Instagram and Threads: letters, digits, full stops and underscores, at most 30 (unverified).
//! LinkedIn and Facebook insert people and pages by a list: of the text only the first word can be known
//! (unverified).

use std::ops::Range;

use super::{Channel, x};
use crate::lexicon::domain;

/// Most characters of a name on Instagram and Threads.
const MOST_META: usize = 30;

/// All mentions of `text` on `channel`, in order. Overlaps with links are left to the caller.
#[must_use]
pub fn find(text: &str, channel: Channel) -> Vec<Range<usize>> {
    if !text.contains(['@', '＠']) {
        return Vec::new();
    }
    match channel {
        Channel::X => x::mention::find(text).into_iter().map(|mention| mention.range).collect(),
        Channel::Mastodon => mastodon(text),
        Channel::Bluesky => collect(text, bluesky),
        Channel::Instagram | Channel::Threads => collect(text, meta),
        Channel::LinkedIn | Channel::Facebook | Channel::Ordinary => collect(text, ordinary),
    }
}

/// Mentions on Mastodon: `@name`, `@name@host`.
#[must_use]
pub fn mastodon(text: &str) -> Vec<Range<usize>> {
    collect(text, |text, at| {
        let free =
            !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '=' | '/'));
        let name = joined(text, at + 1, |c| c.is_ascii_alphanumeric() || c == '_');
        name.filter(|_| free).map(|end| with_host(text, end))
    })
}

/// Asks `read` at every `@`; it gives where the mention ends.
fn collect(text: &str, read: impl Fn(&str, usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(end) = read(text, at) {
            found.push(at..end);
        }
    }
    found
}

/// Behind parts of characters that `belongs` takes, joined by full stops and hyphens; `None` if none begins.
fn joined(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> Option<usize> {
    let mut end = None;
    for (offset, c) in text[at..].char_indices() {
        if belongs(c) {
            end = Some(at + offset + c.len_utf8());
        } else if !matches!(c, '.' | '-') || end.is_none() {
            break;
        }
    }
    end
}

/// Behind the `@host` that may follow a name.
fn with_host(text: &str, end: usize) -> usize {
    if !text[end..].starts_with('@') {
        return end;
    }
    joined(text, end + 1, |c| c.is_alphanumeric() || c == '_').unwrap_or(end)
}

fn bluesky(text: &str, at: usize) -> Option<usize> {
    if !(at == 0 || text[..at].ends_with(|c: char| c.is_whitespace() || c == '(')) {
        return None;
    }
    let end = joined(text, at + 1, |c| c.is_ascii_alphanumeric())?;
    let (_, last) = text[at + 1..end].rsplit_once('.')?;
    (domain::is_top_level(last) || last == "test").then_some(end)
}

fn meta(text: &str, at: usize) -> Option<usize> {
    if !is_free(text, at) {
        return None;
    }
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let length = text[at + 1..].bytes().take(MOST_META).take_while(belongs).count();
    let name = text[at + 1..at + 1 + length].trim_end_matches('.');
    (!name.is_empty() && !name.starts_with('.')).then_some(at + 1 + name.len())
}

/// Letters of any script, digits and underscores, joined by full stops and hyphens; a host may follow.
fn ordinary(text: &str, at: usize) -> Option<usize> {
    if !is_free(text, at) {
        return None;
    }
    let end = joined(text, at + 1, |c| c.is_alphanumeric() || c == '_')?;
    Some(with_host(text, end))
}

fn is_free(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_.-@/=+%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, channel: Channel) -> Vec<&str> {
        find(text, channel).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn the_same_text_on_every_channel() {
        let text = "@presse.leitung, (@müller) @a@b.social x@y.de @muster.bsky.social";
        assert_eq!(names(text, Channel::X), ["@presse", "@muster"]);
        assert_eq!(
            names(text, Channel::Mastodon),
            ["@presse.leitung", "@m", "@a@b.social", "@muster.bsky.social"]
        );
        assert_eq!(names(text, Channel::Bluesky), ["@muster.bsky.social"]);
        assert_eq!(
            names(text, Channel::Instagram),
            ["@presse.leitung", "@m", "@a", "@muster.bsky.social"]
        );
        let ordinary = ["@presse.leitung", "@müller", "@a@b.social", "@muster.bsky.social"];
        assert_eq!(names(text, Channel::LinkedIn), ordinary);
        assert_eq!(names(text, Channel::Ordinary), ordinary);
    }
}
