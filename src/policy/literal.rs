//! Literals that every match of a regular expression contains: what lets the engine run it only where it
//! can match.

use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange, Hir, HirKind};

use super::model::Regex;

/// At most so many alternatives of a literal; beyond that it is no filter any more.
const MAX_LITERALS: usize = 64;

/// The shortest literal worth looking for, in bytes.
const MIN_LENGTH: usize = 3;

/// A literal of so many bytes is taken before longer ones, if it stands near the beginning of its match.
const GOOD_LENGTH: usize = 4;

/// What every match of an expression contains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Required {
    /// At least one of these, in small ASCII letters where the expression ignores case; empty if there is none long
    /// enough.
    pub literals: Vec<String>,
    /// How many bytes of the match stand before it at most, if there is a bound.
    pub lead: Option<usize>,
    /// Whether `ſ` or the sign for kelvin may stand for one of their letters.
    pub relatives: bool,
}

/// Literals of which every match of the expression contains at least one.
#[must_use]
pub fn required(regex: &Regex) -> Required {
    let parsed = regex_syntax::ParserBuilder::new().build().parse(&regex.source);
    let Ok(hir) = parsed else { return Required::default() };
    let mut best = Best::default();
    candidates(&hir, Some(0), &mut best);
    let literals = best.literals.into_iter().map(|bytes| String::from_utf8(bytes).ok());
    let Some(literals) = literals.collect::<Option<Vec<String>>>() else {
        return Required::default();
    };
    if !regex.ignore_case && !inline_case(&regex.source) {
        return Required { literals, lead: best.lead, relatives: false };
    }
    let spelled: Vec<(usize, Vec<String>)> =
        literals.iter().map(|literal| in_any_case(literal)).collect();
    let before = spelled.iter().map(|(before, _)| *before).max().unwrap_or(0);
    let literals: Vec<String> = spelled.into_iter().flat_map(|(_, literals)| literals).collect();
    if literals.len() > MAX_LITERALS || literals.iter().any(|literal| literal.len() < MIN_LENGTH) {
        return Required::default();
    }
    // A letter's other case may take three bytes instead of one.
    let lead = best.lead.map(|lead| (lead + before) * 3);
    let relatives = literals.iter().any(|literal| literal.contains(['k', 's']));
    Required { literals, lead, relatives }
}

/// The best set of literals so far.
#[derive(Default)]
struct Best {
    literals: Vec<Vec<u8>>,
    lead: Option<usize>,
}

/// `(?i)` or `(?i:…)` inside the expression: its literals cannot be told apart, so all count as ignoring case. A group
/// without flags, `(?:…)`, says nothing of case.
fn inline_case(source: &str) -> bool {
    source.split("(?").skip(1).any(|after| {
        let flags = after.chars().take_while(|ch| ch.is_ascii_alphabetic() || *ch == '-');
        flags.take_while(|ch| *ch != '-').any(|ch| ch == 'i')
    })
}

/// The spellings of a literal that differ in the case of letters beyond ASCII, in small ASCII letters; if they are
/// many, its longest run of ASCII. And how many bytes of the literal stand before it.
fn in_any_case(literal: &str) -> (usize, Vec<String>) {
    let mut spellings = vec![String::new()];
    for ch in literal.chars() {
        let cases = cases(ch);
        if spellings.len() * cases.len() > MAX_SPELLINGS {
            let (before, core) = ascii_core(literal);
            return (before, vec![core.to_ascii_lowercase()]);
        }
        let longer =
            spellings.iter().flat_map(|begun| cases.iter().map(move |ch| format!("{begun}{ch}")));
        spellings = longer.collect();
    }
    (0, spellings)
}

/// So many spellings of a literal are looked for.
const MAX_SPELLINGS: usize = 8;

/// A letter in all its cases; one of ASCII as a small one.
fn cases(ch: char) -> Vec<char> {
    if ch.is_ascii() {
        return vec![ch.to_ascii_lowercase()];
    }
    let mut class = ClassUnicode::new([ClassUnicodeRange::new(ch, ch)]);
    class.case_fold_simple();
    let all = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let mut all: Vec<char> = all.map(|ch| ch.to_ascii_lowercase()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The longest run of ASCII, and how many bytes stand before it.
fn ascii_core(literal: &str) -> (usize, &str) {
    let mut longest = (0, "");
    let mut start = 0;
    for run in literal.split_inclusive(|ch: char| !ch.is_ascii()) {
        let kept = run.trim_end_matches(|ch: char| !ch.is_ascii());
        if kept.len() >= longest.1.len() {
            longest = (start, kept);
        }
        start += run.len();
    }
    longest
}

/// Takes the best set among the literals of this node's sequence: every part of a concatenation must match,
/// so each of them is a candidate. `lead` is how much of the match stands before the node.
fn candidates(hir: &Hir, mut lead: Option<usize>, best: &mut Best) {
    let parts: &[Hir] = match hir.kind() {
        HirKind::Concat(parts) => parts,
        HirKind::Capture(capture) => return candidates(&capture.sub, lead, best),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            // What the first round holds is enough.
            return candidates(&repetition.sub, lead, best);
        }
        _ => std::slice::from_ref(hir),
    };
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_total(MAX_LITERALS);
    for part in parts {
        consider(&extractor.extract(part), lead, best);
        if let HirKind::Capture(capture) = part.kind() {
            candidates(&capture.sub, lead, best);
        }
        if let HirKind::Repetition(repetition) = part.kind()
            && repetition.min > 0
        {
            candidates(&repetition.sub, lead, best);
        }
        lead = lead.zip(part.properties().maximum_len()).map(|(lead, more)| lead + more);
    }
}

fn consider(seq: &Seq, lead: Option<usize>, best: &mut Best) {
    let Some(literals) = seq.literals() else { return };
    let shortest = literals.iter().map(|literal| literal.len()).min().unwrap_or(0);
    if shortest < MIN_LENGTH || literals.len() > MAX_LITERALS {
        return;
    }
    // Where little can stand before it, a match is tried from there and is over at its first strange letter.
    let score = |shortest: usize, lead: Option<usize>, count: usize| {
        (shortest >= GOOD_LENGTH && lead.is_some(), shortest, std::cmp::Reverse(count))
    };
    let known = best.literals.iter().map(Vec::len).min();
    let known = known.map(|shortest| score(shortest, best.lead, best.literals.len()));
    if known.is_none_or(|known| known < score(shortest, lead, literals.len())) {
        let literals = literals.iter().map(|literal| literal.as_bytes().to_vec()).collect();
        *best = Best { literals, lead };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(source: &str, ignore_case: bool) -> Vec<String> {
        required(&Regex { source: source.to_owned(), ignore_case }).literals
    }

    #[test]
    fn one_near_the_beginning_is_taken_before_longer_ones() {
        assert_eq!(literals(r"\bGarantie\w*\s+lebenslang\b", false), ["Garantie"]);
        assert_eq!(literals(r"\bab\w*\s+lebenslang\b", false), ["lebenslang"]);
    }

    #[test]
    fn how_much_stands_before_a_literal_is_known_or_not() {
        let lead = |source: &str, ignore_case| {
            required(&Regex { source: source.to_owned(), ignore_case }).lead
        };
        assert_eq!(lead(r"\bQ[1-4] Quartal\b", false), Some(2));
        assert_eq!(lead(r"\b(Kunde|Nutzer)(nahe)? \d+", false), Some(0));
        assert_eq!(lead(r"(x\d?){1,3}(Kunde)+", false), Some(15));
        assert_eq!(lead(r"@\w*intel\w*", false), None);
        // In the other case `k` may be the sign for kelvin, of three bytes.
        assert_eq!(lead("k?Ware", true), Some(3));
        assert_eq!(lead("ÄÖÜäöüKunde", true), Some(36));
    }

    #[test]
    fn the_longest_sure_piece_is_taken() {
        assert_eq!(literals(r"\bQ[1-4] Quartal\b", false), [" Quartal"]);
        assert_eq!(literals(r"\w+://[a-z.]*\.intern\b", false), [".intern"]);
        assert_eq!(literals(r"(GmbH|Aktiengesellschaft)", false), ["GmbH", "Aktiengesellschaft"]);
        assert_eq!(literals(r"\b[A-Z]{3,8}-\d{2,6}\b", false), Vec::<String>::new());
    }

    #[test]
    fn ignoring_case_small_letters_and_both_umlauts_are_looked_for() {
        assert_eq!(literals("@\\w*intel\\w*", true), ["intel"]);
        assert_eq!(literals("größer", true), ["grÖßer", "grÖẞer", "größer", "gröẞer"]);
        assert_eq!(literals("ÄÖÜäöüKunde", true), ["kunde"]);
        assert_eq!(literals("Kunden", true), ["kunden"]);
        assert_eq!(literals("(?i)Kunden", false), Vec::<String>::new());
    }

    #[test]
    fn a_group_without_flags_says_nothing_of_case() {
        assert_eq!(literals("(?:Größe|Länge) \\d", false), ["Größe", "Länge"]);
        assert_eq!(literals("(?P<size>Größe)\\d", false), ["Größe"]);
    }
}
