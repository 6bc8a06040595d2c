//! Literals that every match of a regular expression contains: what lets the engine run it only where it
//! can match.

use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

use super::model::Regex;

/// At most so many alternatives of a literal; beyond that it is no filter any more.
const MAX_LITERALS: usize = 64;

/// The shortest literal worth looking for, in bytes.
const MIN_LENGTH: usize = 3;

/// A set of literals of which every match contains at least one, lower-cased ASCII where the expression
/// ignores case; empty if there is none long enough.
#[must_use]
pub fn required(regex: &Regex) -> Vec<String> {
    let parsed = regex_syntax::ParserBuilder::new().build().parse(&regex.source);
    let Ok(hir) = parsed else { return Vec::new() };
    let mut best: Option<Vec<Vec<u8>>> = None;
    candidates(&hir, &mut best);
    let literals = best.unwrap_or_default().into_iter().map(|bytes| String::from_utf8(bytes).ok());
    let Some(literals) = literals.collect::<Option<Vec<String>>>() else { return Vec::new() };
    if !regex.ignore_case && !inline_case(&regex.source) {
        return literals;
    }
    let cut: Vec<String> = literals.iter().map(|literal| ascii_core(literal)).collect();
    if cut.iter().all(|literal| literal.len() >= MIN_LENGTH) { cut } else { Vec::new() }
}

/// `(?i)` or `(?i:…)` inside the expression: its literals cannot be told apart, so all count as ignoring case. A group
/// without flags, `(?:…)`, says nothing of case.
fn inline_case(source: &str) -> bool {
    source.split("(?").skip(1).any(|after| {
        let flags = after.chars().take_while(|ch| ch.is_ascii_alphabetic() || *ch == '-');
        flags.take_while(|ch| *ch != '-').any(|ch| ch == 'i')
    })
}

/// The longest run of ASCII letters and digits whose case folding stays in ASCII (`k` and `s` have
/// relatives outside).
fn ascii_core(literal: &str) -> String {
    let keeps = |ch: char| ch.is_ascii() && !matches!(ch, 'k' | 'K' | 's' | 'S');
    let runs = literal.split(|ch| !keeps(ch));
    runs.max_by_key(|run| run.len()).unwrap_or_default().to_ascii_lowercase()
}

/// Takes the best set among the literals of this node's sequence: every part of a concatenation must match,
/// so each of them is a candidate.
fn candidates(hir: &Hir, best: &mut Option<Vec<Vec<u8>>>) {
    let parts: &[Hir] = match hir.kind() {
        HirKind::Concat(parts) => parts,
        HirKind::Capture(capture) => return candidates(&capture.sub, best),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            return candidates(&repetition.sub, best);
        }
        _ => std::slice::from_ref(hir),
    };
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_total(MAX_LITERALS);
    for part in parts {
        consider(&extractor.extract(part), best);
        if let HirKind::Capture(capture) = part.kind() {
            candidates(&capture.sub, best);
        }
        if let HirKind::Repetition(repetition) = part.kind()
            && repetition.min > 0
        {
            candidates(&repetition.sub, best);
        }
    }
}

fn consider(seq: &Seq, best: &mut Option<Vec<Vec<u8>>>) {
    let Some(literals) = seq.literals() else { return };
    let shortest = literals.iter().map(|literal| literal.len()).min().unwrap_or(0);
    if shortest < MIN_LENGTH || literals.len() > MAX_LITERALS {
        return;
    }
    let score = |lengths: usize, count: usize| (lengths, std::cmp::Reverse(count));
    let known =
        best.as_ref().map(|set| score(set.iter().map(Vec::len).min().unwrap_or(0), set.len()));
    if known.is_none_or(|known| known < score(shortest, literals.len())) {
        *best = Some(literals.iter().map(|literal| literal.as_bytes().to_vec()).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(source: &str, ignore_case: bool) -> Vec<String> {
        required(&Regex { source: source.to_owned(), ignore_case })
    }

    #[test]
    fn the_longest_sure_piece_is_taken() {
        assert_eq!(literals(r"\bQ[1-4] Quartal\b", false), [" Quartal"]);
        assert_eq!(literals(r"https?://[a-z.]*\.intern\b", false), [".intern"]);
        assert_eq!(literals(r"(GmbH|Aktiengesellschaft)", false), ["GmbH", "Aktiengesellschaft"]);
        assert_eq!(literals(r"\b[A-Z]{3,8}-\d{2,6}\b", false), Vec::<String>::new());
    }

    #[test]
    fn ignoring_case_keeps_only_sure_ascii() {
        assert_eq!(literals("@\\w*intel\\w*", true), ["intel"]);
        assert_eq!(literals("größer", true), Vec::<String>::new());
        assert_eq!(literals("Kunden", true), ["unden"]);
        assert_eq!(literals("(?i)Kunden", false), Vec::<String>::new());
    }

    #[test]
    fn a_group_without_flags_says_nothing_of_case() {
        assert_eq!(literals("(?:Größe|Länge) \\d", false), ["Größe", "Länge"]);
        assert_eq!(literals("(?P<size>Größe)\\d", false), ["Größe"]);
    }
}
