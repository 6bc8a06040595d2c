//! Whose words a quotation holds: our own people's count as ours.
//!
//! A quotation is our own if its sentence, or the one beside it in the same paragraph, names a person of the
//! people register, or a name with a term of the house beside it. Names inside the quotation do not count:
//! whoever is quoted stands outside.

use super::around::Stretch;
use super::judge::Judge;
use crate::draft::Block;
use crate::matcher::Scan;
use crate::text::fold;
use crate::text::word::{Token, TokenKind};

/// How many words a name may stand away from the house's: »Erika Muster, Sprecherin der Muster AG«.
const BESIDE: usize = 6;

/// Whether the quotation is one of our own people.
#[must_use]
pub fn is_own(judge: &Judge<'_>, blocks: &[&Block], scan: &Scan<'_>, quote: &[Stretch]) -> bool {
    let Some(&(block, start, _)) = quote.first() else { return false };
    let Some(&(last_block, _, end)) = quote.last() else { return false };
    let around = Attribution { judge, scan, block, text: blocks[block as usize].segment.text() };
    let end = if last_block == block { end } else { around.text_end() };
    let words = scan.words(block);
    let sentences = &blocks[block as usize].sentences;
    let first = words.sentence(start).saturating_sub(1);
    let last = (words.sentence(end.saturating_sub(1).max(start)) + 1)
        .min(sentences.len().saturating_sub(1));
    let Some(from) = sentences.get(first).map(|range| range.start) else { return false };
    let to = sentences.get(last).map_or(end, |range| range.end);
    around.names_ours(from, start) || around.names_ours(end, to)
}

/// The text in which a quotation's speaker may be named.
struct Attribution<'a> {
    judge: &'a Judge<'a>,
    scan: &'a Scan<'a>,
    block: u32,
    text: &'a str,
}

impl Attribution<'_> {
    fn text_end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Whether these bytes name a person of ours, or a name beside the house's.
    fn names_ours(&self, from: u32, to: u32) -> bool {
        let tokens = &self.scan.words(self.block).tokens;
        let first = tokens.partition_point(|token| token.start < from);
        let last = tokens.partition_point(|token| token.end <= to);
        let Some(tokens) = tokens.get(first..last.max(first)) else { return false };
        let folded: Vec<String> =
            tokens.iter().map(|token| fold(token.of(self.text)).into_owned()).collect();
        let holds = |name: &Vec<String>| find(&folded, name).is_some();
        if self.judge.person_names().iter().any(holds) {
            return true;
        }
        let houses = self
            .judge
            .house_names()
            .iter()
            .filter_map(|name| find(&folded, name).map(|at| (at, at + name.len())));
        houses.into_iter().any(|(start, end)| self.name_beside(tokens, start, end))
    }

    /// Whether two capitalised words in a row stand near the house's name, but not in it.
    fn name_beside(&self, tokens: &[Token], start: usize, end: usize) -> bool {
        let capital = |token: &Token| {
            let word = token.of(self.text);
            token.kind == TokenKind::Word && word.chars().next().is_some_and(char::is_uppercase)
        };
        let before = start.saturating_sub(BESIDE)..start;
        let after = end..tokens.len().min(end + BESIDE);
        [before, after].into_iter().any(|range| {
            let part = &tokens[range];
            part.windows(2).any(|pair| {
                let gap = &self.text[pair[0].end as usize..pair[1].start as usize];
                capital(&pair[0]) && capital(&pair[1]) && gap.chars().all(char::is_whitespace)
            })
        })
    }
}

/// Where `name` stands in the words.
fn find(words: &[String], name: &[String]) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    words.windows(name.len()).position(|part| part == name)
}
