//! The language of every block, settled once: then its sentences can be cut.
//!
//! The format's own mark counts first; then the language that the draft names; of several named, the likeliest
//! of each block; without one, the likeliest of the whole draft among those of the policy; else the policy's
//! first, and the caller is told. Deterministic, no network.

use std::ops::Range;

use super::item::{Block, BlockKind, Extent, Item};
use crate::lexicon::{detect, sentences_of};
use crate::text::{Language, Zone, tokens};

/// How much text is enough to tell a language by, in bytes: some hundred words, which is all that is looked at.
/// More costs time in every draft.
const ENOUGH: usize = 4 << 10;

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
        [] => match of_whole(item, policy) {
            Some(language) => (language, Settled::Sure),
            None => (fallback, Settled::Unsure(fallback)),
        },
        // A text in two languages tells none as a whole; the draft has said so, and that needs no note.
        [first, ..] => (of_whole(item, named).unwrap_or(*first), Settled::Sure),
    };
    for block in &mut item.blocks {
        block.language = match block.marked_language {
            Some(marked) => marked,
            None if named.len() > 1 => detect(block.segment.text(), named).unwrap_or(whole),
            None => whole,
        };
        cut(block, item.marks_paragraphs);
    }
    cut_behind_dateline(item);
    settled
}

/// The text behind a dateline begins a sentence, though no full stop stands before it.
fn cut_behind_dateline(item: &mut Item) {
    let lead = item.zones.of(Zone::Lead).iter().flatten().next();
    let Some(Extent { block, range }) = lead.filter(|lead| lead.range.start > 0).cloned() else {
        return;
    };
    let sentences = &mut item.blocks[block as usize].sentences;
    let holds = |sentence: &Range<u32>| sentence.start < range.start && range.start < sentence.end;
    if let Some(at) = sentences.iter().position(holds) {
        let end = std::mem::replace(&mut sentences[at].end, range.start);
        sentences.insert(at + 1, range.start..end);
    }
}

/// Cuts the sentences of a block whose language is known.
pub fn cut(block: &mut Block, marks_paragraphs: bool) {
    let text = block.segment.text();
    block.tokens = Vec::with_capacity(text.len() / 6);
    tokens(text, &mut block.tokens);
    block.sentences = sentences_of(text, &block.tokens, block.language, !marks_paragraphs);
}

/// The language of all that is not marked; with nothing to tell it by, the first that comes into question.
fn of_whole(item: &Item, among: &[Language]) -> Option<Language> {
    if let [only] = among {
        return Some(*only);
    }
    let open = |block: &&Block| block.marked_language.is_none();
    let mut text = String::new();
    for block in item.blocks.iter().filter(open) {
        if block.kind != BlockKind::Code && text.len() < ENOUGH {
            text.push_str(block.segment.text());
            text.push('\n');
        }
    }
    if text.is_empty() { among.first().copied() } else { detect(&text, among) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::read;
    use crate::text::SourceId;

    const DE: Language = Language::GERMAN;
    const EN: Language = Language::ENGLISH;

    /// How the languages of a text were settled, and that of each block.
    fn settled(text: &str, named: &[Language], policy: &[Language]) -> (Settled, Vec<Language>) {
        let mut item = read("a.md", SourceId(0), text, None, None).items.remove(0);
        let settled = settle_languages(&mut item, named, policy);
        (settled, item.blocks.iter().map(|block| block.language).collect())
    }

    const BOTH: &str = "Wir öffnen das Werk und freuen uns auf Sie.\n\nWe open the plant and look forward to it.\n\nOK\n";

    #[test]
    fn what_the_draft_names_counts_before_what_it_looks_like() {
        assert_eq!(settled(BOTH, &[EN], &[DE, EN]), (Settled::Sure, vec![EN; 3]));
        assert_eq!(settled(BOTH, &[DE, EN], &[EN]), (Settled::Sure, vec![DE, EN, DE]));
        assert_eq!(settled(BOTH, &[EN, DE], &[DE]), (Settled::Sure, vec![DE, EN, EN]));
    }

    #[test]
    fn the_mark_of_the_format_counts_first() {
        let text = format!("<p lang=fr>Bonjour</p>\n\n{BOTH}");
        assert_eq!(settled(&text, &[EN], &[DE]).1[0].code(), "fr");
    }

    #[test]
    fn without_a_name_the_whole_draft_tells() {
        let text = "# OK\n\nWe open the plant and look forward to it.\n";
        assert_eq!(settled(text, &[], &[DE, EN]), (Settled::Sure, vec![EN, EN]));
        assert_eq!(settled(text, &[], &[DE]), (Settled::Sure, vec![DE, DE]));
        // Code is no prose.
        let code = "Das ist so, wie es ist, und nicht anders.\n\n```\nif the not and or for with is on by you\n```\n";
        assert_eq!(settled(code, &[], &[EN, DE]), (Settled::Sure, vec![DE, DE]));
    }

    #[test]
    fn what_does_not_tell_is_assumed_and_said() {
        assert_eq!(settled("OK\n", &[], &[DE, EN]), (Settled::Unsure(DE), vec![DE]));
        assert_eq!(settled("", &[], &[DE, EN]), (Settled::Sure, vec![]));
    }

    #[test]
    fn sentences_end_at_lines_where_the_format_has_no_paragraphs() {
        let count = |path| {
            let mut item = read(path, SourceId(0), "Eins\nzwei\n", None, None).items.remove(0);
            settle_languages(&mut item, &[DE], &[DE]);
            item.blocks[0].sentences.len()
        };
        assert_eq!((count("a.txt"), count("a.md")), (2, 1));
    }
}
