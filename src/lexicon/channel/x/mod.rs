//! X as twitter-text reads it: what it links, mentions and tags, and what a post weighs.
//!
//! In: the text of a post. Out: ranges of its bytes, weights. Follows the behaviour of twitter-text 3.1.0
//! (commit 30e2430, October 2021, the last one; read November 2026), checked against its conformance files
//! by a test target of its own (`tests/shared_twitter.rs`). Differences: top-level domains are today's, and
//! emoji are the grapheme clusters of today's Unicode instead of the list of 2021.

pub mod hashtag;
pub mod mention;
pub mod url;
pub mod weight;

/// The letters with accents that twitter-text counts as Latin.
fn is_latin_accent(c: char) -> bool {
    matches!(
        c,
        '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{24F}'
            | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}' | '\u{259}' | '\u{25B}' | '\u{263}'
            | '\u{268}' | '\u{26F}' | '\u{272}' | '\u{289}' | '\u{28B}' | '\u{2BB}'
            | '\u{300}'..='\u{36F}'
            | '\u{1E00}'..='\u{1EFF}'
    )
}

/// Characters that no post may hold.
fn is_invalid(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}
