//! Class `fancy-font`: letters that only look like letters, which screen readers spell out or leave out.
//!
//! In: a text. Out: runs of letters of the mathematical and enclosed blocks, a word or several as one.

use super::{Example, Find, finds};
use crate::lexicon::emoji;
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "a single mathematical letter (a formula), small capitals (`ᴀ`), full-width letters, strokes made of combining marks";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Jetzt [[𝗻𝗲𝘂]] und [[𝓼𝓬𝓱𝓸̈𝓷 𝓰𝓻𝓸]]ß bei uns", &[]),
    finds("de", "Sei 𝑥 eine Zahl in ℝ, Weg ①, Ⓐ, ＡＢＣ, neu", &[]),
    finds("en", "[[Ⓝⓔⓦ]] and [[🅝🅔🅦]], [[𝔣𝔯𝔢𝔢]]!", &[]),
    finds("en", "Blood type 🅰️, 🆗, ½, ℃, plain text", &[]),
];

/// The runs of fancy letters in `text`.
pub(super) fn find(text: &str) -> Vec<Find> {
    let mut found = Vec::new();
    // All of them have a lead byte of E2 (enclosed, letter-like) or F0 (mathematical).
    if !text.bytes().any(|byte| byte == 0xE2 || byte == 0xF0) {
        return found;
    }
    let (mut start, mut end, mut letters) = (0, 0, 0);
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), '\n'))) {
        if is_fancy(c, &text[(at + c.len_utf8()).min(text.len())..]) {
            if letters == 0 {
                start = at;
            }
            letters += 1;
            end = at + c.len_utf8();
        } else if letters > 0 && goes_on(c) {
            // Marks on a letter, a blank or a letter that the font lacks (`ß`, `ö`) inside a run.
        } else {
            if letters >= 2 {
                found.push(Find::new(Span::new(start, end), None));
            }
            letters = 0;
        }
    }
    found
}

fn goes_on(c: char) -> bool {
    matches!(c, ' ' | '\u{300}'..='\u{36F}' | 'ß' | 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü')
}

/// Whether the character, before `rest`, is a letter or digit of the mathematical alphabets, or an enclosed
/// letter that is no emoji.
fn is_fancy(c: char, rest: &str) -> bool {
    match c {
        '\u{1D400}'..='\u{1D7FF}' | '\u{249C}'..='\u{24E9}' => true,
        '\u{1F110}'..='\u{1F149}' | '\u{1F150}'..='\u{1F189}' => {
            !emoji::may_begin(c) || !rest.starts_with('\u{FE0F}')
        }
        // The letters that the mathematical block leaves to an older one.
        'ℂ'
        | 'ℊ'..='ℍ'
        | 'ℎ'
        | 'ℐ'..='ℒ'
        | 'ℕ'
        | 'ℙ'..='ℝ'
        | 'ℤ'
        | 'ℨ'
        | 'ℬ'
        | 'ℭ'
        | 'ℯ'..='ℱ'
        | 'ℳ'
        | 'ℴ' => true,
        _ => false,
    }
}
