//! Classes `participle` and `passive`: past participles, and what they make with *werden* or *be*.
//!
//! In: a text, its language, its sentences. Out: the participles, or the passives from auxiliary to participle.
//! What a participle is, the dictionary says; without one nothing is found.

use std::ops::Range;

use super::{Example, Find, finds};
use crate::lexicon::Lexicon;
use crate::text::word::{Token, TokenKind, tokens};
use crate::text::{Language, Span};

/// What is not covered, for the table in the docs.
pub const PARTICIPLES_NOT_COVERED: &str =
    "present participles; verbs that no dictionary knows; English forms that are past tense too";

/// What is not covered, for the table in the docs.
pub const PASSIVES_NOT_COVERED: &str = "English participles used as adjectives (`we are excited`) are not told apart; the German passive with `sein`";

/// Examples of participles, run as tests.
pub const PARTICIPLES: &[Example] = &[
    finds("de", "Der Auftrag wird [[vergeben]].", &[]),
    finds("de", "Wir haben [[geschrieben]].", &[]),
    finds("de", "Wir schreiben heute.", &[]),
    finds("en", "It was [[written]] today.", &[]),
    finds("en", "We write today.", &[]),
];

/// Examples of passives, run as tests.
pub const PASSIVES: &[Example] = &[
    finds("de", "Der Auftrag [[wird im Mai vergeben]].", &[]),
    finds("de", "Wir vergeben den Auftrag im Mai.", &[]),
    finds("de", "Es wird kalt.", &[]),
    finds("en", "The report [[was written]] in May.", &[]),
    finds("en", "We wrote the report in May.", &[]),
];

/// The past participles of `text`.
pub(super) fn participles(text: &str, language: Language) -> Vec<Find> {
    let lexicon = Lexicon::of(language);
    let mut all = Vec::new();
    tokens(text, &mut all);
    let words = all.into_iter().filter(|token| token.kind == TokenKind::Word);
    words
        .filter(|token| lexicon.is_participle(token.of(text)))
        .map(|token| find(&token, &token))
        .collect()
}

/// The passives of `text`.
pub(super) fn passives(text: &str, language: Language, sentences: &[Range<usize>]) -> Vec<Find> {
    let lexicon = Lexicon::of(language);
    let mut all = Vec::new();
    tokens(text, &mut all);
    let mut found = Vec::new();
    for sentence in sentences {
        let first = all.partition_point(|token| (token.start as usize) < sentence.start);
        let last = all.partition_point(|token| (token.start as usize) < sentence.end);
        let Some(inside) = all.get(first..last) else { continue };
        for range in lexicon.passives(text, inside) {
            if let (Some(from), Some(to)) =
                (inside.get(range.start), inside.get(range.end.saturating_sub(1)))
            {
                found.push(find(from, to));
            }
        }
    }
    found
}

fn find(from: &Token, to: &Token) -> Find {
    Find::new(Span::new(from.start as usize, to.end as usize), None)
}
