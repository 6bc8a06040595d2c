//! Whose words a quotation holds: our own people's count as ours.
//!
//! A quotation is our own if its sentence, or the one beside it in the same paragraph, names a person of the
//! people register, or a name with a term of the house beside it. Names inside the quotation do not count:
//! whoever is quoted stands outside.

use std::collections::HashMap;

use super::around::Stretch;
use super::judge::Judge;
use crate::draft::Block;
use crate::matcher::Scan;
use crate::text::fold;
use crate::text::word::{Token, TokenKind};

/// How many words a name may stand away from the house's: »Erika Muster, Sprecherin der Muster AG«.
const BESIDE: usize = 6;

/// Where our own people are named, looked up once a block: a text may hold thousands of quotations.
pub struct Speakers<'a> {
    judge: &'a Judge<'a>,
    blocks: &'a [&'a Block],
    scan: &'a Scan<'a>,
    named: HashMap<u32, Named>,
}

impl<'a> Speakers<'a> {
    /// The speakers of a variant, none looked up yet.
    #[must_use]
    pub fn new(judge: &'a Judge<'a>, blocks: &'a [&'a Block], scan: &'a Scan<'a>) -> Self {
        Self { judge, blocks, scan, named: HashMap::new() }
    }

    /// Whether the quotation is one of our own people.
    #[must_use]
    pub fn is_ours(&mut self, quote: &[Stretch]) -> bool {
        let Some(&(block, start, _)) = quote.first() else { return false };
        let Some(&(last_block, _, end)) = quote.last() else { return false };
        let text = self.blocks[block as usize].segment.text();
        let end =
            if last_block == block { end } else { u32::try_from(text.len()).unwrap_or(u32::MAX) };
        let words = self.scan.words(block);
        let sentences = &self.blocks[block as usize].sentences;
        let first = words.sentence(start).saturating_sub(1);
        let last = (words.sentence(end.saturating_sub(1).max(start)) + 1)
            .min(sentences.len().saturating_sub(1));
        let Some(from) = sentences.get(first).map(|range| range.start) else { return false };
        let to = sentences.get(last).map_or(end, |range| range.end);
        let named =
            self.named.entry(block).or_insert_with(|| Named::of(self.judge, words.tokens, text));
        named.within(from, start) || named.within(end, to)
    }
}

/// The stretches of one text that name a person of ours, or a name beside the house's.
#[derive(Default)]
struct Named {
    /// First bytes, sorted.
    starts: Vec<u32>,
    /// The nearest end of all stretches from this one on.
    ends: Vec<u32>,
}

impl Named {
    fn of(judge: &Judge<'_>, tokens: &[Token], text: &str) -> Self {
        let folded: Vec<String> =
            tokens.iter().map(|token| fold(token.of(text)).into_owned()).collect();
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (first, after) in occurrences(&folded, judge.person_names()) {
            found.push((tokens[first].start, tokens[after - 1].end));
        }
        for (first, after) in occurrences(&folded, judge.house_names()) {
            let before = first.saturating_sub(BESIDE)..first;
            let behind = after..tokens.len().min(after + BESIDE);
            for name in [before, behind].into_iter().flat_map(|part| names(tokens, text, part)) {
                let start = tokens[name].start.min(tokens[first].start);
                found.push((start, tokens[name + 1].end.max(tokens[after - 1].end)));
            }
        }
        found.sort_unstable();
        let (starts, mut ends): (Vec<u32>, Vec<u32>) = found.into_iter().unzip();
        for at in (1..ends.len()).rev() {
            ends[at - 1] = ends[at - 1].min(ends[at]);
        }
        Self { starts, ends }
    }

    /// Whether one of them lies wholly between these bytes.
    fn within(&self, from: u32, to: u32) -> bool {
        let first = self.starts.partition_point(|&start| start < from);
        self.ends.get(first).is_some_and(|&end| end <= to)
    }
}

/// Where the names stand in the words: first word and the one after the last.
fn occurrences(words: &[String], names: &[Vec<String>]) -> Vec<(usize, usize)> {
    let mut by_first: HashMap<&str, Vec<&[String]>> = HashMap::new();
    for name in names {
        if let Some(first) = name.first() {
            by_first.entry(first).or_default().push(name);
        }
    }
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for name in by_first.get(word.as_str()).into_iter().flatten() {
            if words[at..].starts_with(name) {
                found.push((at, at + name.len()));
            }
        }
    }
    found
}

/// Where two capitalised words stand in a row.
fn names(tokens: &[Token], text: &str, part: std::ops::Range<usize>) -> Vec<usize> {
    let capital = |token: &Token| {
        let word = token.of(text);
        token.kind == TokenKind::Word && word.chars().next().is_some_and(char::is_uppercase)
    };
    let pair = |at: &usize| {
        let (one, next) = (&tokens[*at], &tokens[*at + 1]);
        let gap = &text[one.end as usize..next.start as usize];
        capital(one) && capital(next) && gap.chars().all(char::is_whitespace)
    };
    (part.start..part.end.saturating_sub(1)).filter(pair).collect()
}
