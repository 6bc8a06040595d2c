//! Class `superlative-form`: adjectives in the highest degree.
//!
//! In: a text and its language. Out: *größte*, *am leisesten*'s last word, *best*, *most advanced*. What a degree is, the
//! dictionary says; without one nothing is found but what English makes with `most`.

use super::{Example, Find, finds};
use crate::lexicon::Lexicon;
use crate::lexicon::reading::{Class, Degree, Readings};
use crate::text::word::{Token, TokenKind, tokens};
use crate::text::{Language, Span, fold};

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "nominalised ones (`die Größte`); `most` without an article or possessive before it; compounds (`meistverkauft`)";

/// Examples, run as tests.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Es ist die [[leiseste]] Pumpe am Markt, die [[größten]] Hallen stehen hier.", &[]),
    finds("de", "Sie arbeitet am [[schnellsten]].", &[]),
    finds("de", "Die meisten kommen nächste Woche, die letzten erst im Mai.", &[]),
    finds("de", "Eine große Pumpe ist lauter.", &[]),
    finds("en", "The [[quietest]] pump has our [[most advanced]] seal.", &[]),
    finds("en", "It is the world's [[best]] tea.", &[]),
    finds("en", "Most people came; most of them, at least, stayed for the rest.", &[]),
    finds("en", "A big pump is louder.", &[]),
];

/// Words, and lemmas of words, whose highest degree counts or orders and claims nothing: *die meisten*, *nächste Woche*,
/// *at least*.
const NO_CLAIM: &[&str] = &[
    "viel", "nah", "nahe", "spät", "früh", "erst", "letzt", "meist", "mindest", "wenig", "gering",
    "much", "many", "little", "late", "near", "last", "least", "most", "next",
];

/// The words that a claim with `most` follows.
const BEFORE_MOST: &[&str] = &["the", "our", "its", "their", "your", "my", "his", "her"];

/// The adjectives in the highest degree.
pub(super) fn superlatives(text: &str, language: Language) -> Vec<Find> {
    let lexicon = Lexicon::of(language);
    let mut all = Vec::new();
    tokens(text, &mut all);
    all.retain(|token| token.kind == TokenKind::Word);
    let mut found = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let word = fold(token.of(text));
        if language == Language::ENGLISH && word == "most" {
            found.extend(with_most(lexicon, text, &all, at));
        } else if word.contains("st")
            && !NO_CLAIM.contains(&word.as_ref())
            && is_highest(&lexicon.read(token.of(text), at == 0))
        {
            found.push(find(token, token));
        }
    }
    found
}

fn is_highest(readings: &Readings) -> bool {
    readings.known
        && readings.all.iter().any(|reading| {
            reading.degree == Degree::Superlative
                && matches!(reading.class, Class::Adjective | Class::Participle)
                && !NO_CLAIM.contains(&reading.lemma.as_str())
        })
}

/// *the most advanced*: from `most` to the adjective.
fn with_most(lexicon: &Lexicon, text: &str, words: &[Token], at: usize) -> Option<Find> {
    let before = fold(words.get(at.checked_sub(1)?)?.of(text));
    let claims = BEFORE_MOST.contains(&before.as_ref()) || before.ends_with("'s");
    let next = words.get(at + 1).filter(|_| claims)?;
    let readings = lexicon.read(next.of(text), false);
    let plain = readings.all.iter().any(|reading| {
        reading.degree == Degree::Base
            && matches!(reading.class, Class::Adjective | Class::Participle)
    });
    plain.then(|| find(&words[at], next))
}

fn find(from: &Token, to: &Token) -> Find {
    Find::new(Span::new(from.start as usize, to.end as usize), None)
}
