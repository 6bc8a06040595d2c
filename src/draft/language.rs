//! The language of every block, settled once: then its sentences can be cut.
//!
//! The format's own mark counts first; then the language that the draft names; of several named, the likeliest
//! of each block; without one, the likeliest of the whole draft among those of the policy; else the policy's
//! first, and the caller is told. Deterministic, no network.

use super::item::{Block, Item};
use crate::lexicon::{detect, sentences};
use crate::text::Language;

/// How the languages of an item were settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Said or sure.
    Sure,
    /// Neither said nor sure: this one is assumed.
    Unsure(Language),
}

/// Settles the language of every block, and cuts its sentences. `named` are the languages that the draft
/// names, `policy` those of the policy, its first last resort.
pub fn settle_languages(item: &mut Item, named: &[Language], policy: &[Language]) -> Settled {
    let fallback = policy.first().copied().unwrap_or(Language::ENGLISH);
    let (whole, settled) = match named {
        [only] => (*only, Settled::Sure),
        [] => of_whole(item, policy, fallback),
        several => of_whole(item, several, several[0]),
    };
    for block in &mut item.blocks {
        block.language = match block.marked_language {
            Some(marked) => marked,
            None if named.len() > 1 => detect(block.segment.text(), named).unwrap_or(whole),
            None => whole,
        };
        cut(block, item.marks_paragraphs);
    }
    settled
}

/// Cuts the sentences of a block whose language is known.
pub fn cut(block: &mut Block, marks_paragraphs: bool) {
    block.sentences = sentences(block.segment.text(), block.language, !marks_paragraphs);
}

fn of_whole(item: &Item, among: &[Language], fallback: Language) -> (Language, Settled) {
    if let [only] = among {
        return (*only, Settled::Sure);
    }
    let unmarked = item.blocks.iter().filter(|block| block.marked_language.is_none());
    let texts: Vec<&str> =
        unmarked.map(|block| block.segment.text()).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return (fallback, Settled::Sure);
    }
    match detect(&texts.join("\n"), among) {
        Some(language) => (language, Settled::Sure),
        None => (fallback, Settled::Unsure(fallback)),
    }
}
