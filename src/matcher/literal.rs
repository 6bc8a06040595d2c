//! Exact strings and regular expressions: one automaton finds a literal piece of each, and only there the
//! string is compared or the expression run.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::{Input, meta};
use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

use super::automaton::Automaton;
use super::narrow::narrowed;
use super::reach::Reach;
use super::rough::Rough;
use super::view::View;
use super::words::{Text, Words};
use crate::policy::literal::required;
use crate::policy::model::{Exact, ExactId, Regex, RegexId};
use crate::policy::phrase::MAX_REGEX_BYTES;

/// The exact strings and regular expressions of a policy, ready to be searched.
#[derive(Serialize, Deserialize)]
pub struct Literals {
    exacts: Vec<Exact>,
    regexes: Vec<Lazy>,
    automaton: Automaton,
    /// Whom each literal of the automaton belongs to.
    owners: Vec<Owner>,
    /// Expressions without a literal: they run on every text.
    alone: Vec<RegexId>,
    /// Expressions with a literal in which `ſ` or the sign for kelvin could stand for a letter of ASCII: they run on
    /// every text with one of these.
    relatives: Vec<RegexId>,
}

/// A place that stands for all of them.
const EVERYWHERE: usize = usize::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Owner {
    /// An exact string, and the offset of the literal in it.
    Exact(ExactId, usize),
    /// An expression.
    Regex(RegexId),
}

/// An expression that is compiled when it is first needed: compiling five hundred takes longer than a hook may.
/// Its rough form is made at its first hit, the expression itself where that finds something.
#[derive(Serialize, Deserialize)]
struct Lazy {
    regex: Regex,
    /// How many bytes of a match stand before its literal, if they are few.
    lead: Option<usize>,
    #[serde(skip)]
    first: OnceLock<Option<First>>,
    /// The expression, for any text.
    #[serde(skip)]
    full: OnceLock<Option<meta::Regex>>,
    /// Its narrow form, for most texts.
    #[serde(skip)]
    narrow: OnceLock<Option<meta::Regex>>,
}

/// From so many places before a literal a match is tried for, at most.
const MAX_LEAD: usize = 24;

/// What is asked before an expression: how far its matches reach, and whether there can be one.
struct First {
    reach: Reach,
    rough: Option<Rough>,
}

impl Lazy {
    fn new(regex: &Regex, lead: Option<usize>) -> Self {
        let lead = lead.filter(|&lead| lead <= MAX_LEAD);
        let (first, full, narrow) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { regex: regex.clone(), lead, first, full, narrow }
    }

    /// `None` cannot happen for an expression that the policy has tried; then it finds nothing.
    fn parsed(&self) -> Option<Hir> {
        let ignore_case = self.regex.ignore_case;
        let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(ignore_case).build();
        parser.parse(&self.regex.source).ok()
    }

    fn first(&self) -> Option<&First> {
        let build = || {
            let hir = self.parsed()?;
            Some(First { reach: Reach::of(&hir), rough: Rough::of(&hir) })
        };
        self.first.get_or_init(build).as_ref()
    }

    /// The expression for a text of usual characters, or for any.
    fn machine(&self, usual: bool) -> Option<&meta::Regex> {
        let build = || {
            let hir = self.parsed()?;
            // Prefilters are what costs, and ours has already found the place; so does a second automaton that reads
            // backwards, and there is little to read.
            let config = meta::Config::new()
                .auto_prefilter(false)
                .hybrid(false)
                .nfa_size_limit(Some(MAX_REGEX_BYTES * 2))
                .dfa(false)
                .onepass(false);
            let hir = if usual { narrowed(&hir) } else { hir };
            meta::Builder::new().configure(config).build_from_hir(&hir).ok()
        };
        let form = if usual { &self.narrow } else { &self.full };
        form.get_or_init(build).as_ref()
    }

    /// Runs the expression within a window of the view; what stands around it is seen.
    fn run(
        &self,
        window: Range<usize>,
        view: &View<'_>,
        shown: &str,
        found: &mut impl FnMut(Range<u32>),
    ) {
        let rough = self.first().and_then(|first| first.rough.as_ref());
        if rough.is_some_and(|rough| !rough.may_match(view.text(), window.clone())) {
            return;
        }
        let Some(machine) = self.machine(view.is_usual()) else { return };
        for one in machine.find_iter(Input::new(view.text()).span(window)) {
            if !one.is_empty() {
                found(view.source(one.range(), shown));
            }
        }
    }
}

impl Literals {
    /// Prepares the literals of a policy.
    #[must_use]
    pub fn new(exacts: &[Exact], regexes: &[Regex]) -> Self {
        let mut literals: Vec<String> = Vec::new();
        let mut owners = Vec::new();
        let mut lazy = Vec::with_capacity(regexes.len());
        let (mut alone, mut relatives) = (Vec::new(), Vec::new());
        for (at, exact) in exacts.iter().enumerate() {
            let (offset, piece) = longest_piece(&exact.text);
            owners.push(Owner::Exact(ExactId::of(at), offset));
            literals.push(piece.to_owned());
        }
        for (at, regex) in regexes.iter().enumerate() {
            let id = RegexId::of(at);
            let of_regex = required(regex);
            lazy.push(Lazy::new(regex, of_regex.lead));
            if of_regex.literals.is_empty() {
                alone.push(id);
            }
            if of_regex.relatives {
                relatives.push(id);
            }
            for literal in of_regex.literals {
                owners.push(Owner::Regex(id));
                literals.push(literal);
            }
        }
        Self {
            exacts: exacts.to_vec(),
            regexes: lazy,
            automaton: Automaton::new(literals.into_iter().zip(0..)),
            owners,
            alone,
            relatives,
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.automaton.is_empty() && self.alone.is_empty()
    }

    /// The expressions without a literal: they may match anywhere.
    #[must_use]
    pub fn alone(&self) -> &[RegexId] {
        &self.alone
    }

    /// Calls `exact` with every exact string of the block, and `place` with every place in the view where a literal of
    /// an expression stands.
    pub fn search(
        &self,
        view: &View<'_>,
        text: &Text<'_>,
        words: &Words<'_>,
        exact: &mut impl FnMut(ExactId, Range<u32>),
        place: &mut impl FnMut(RegexId, usize),
    ) {
        if self.automaton.is_empty() {
            return;
        }
        let small = view.text().to_ascii_lowercase();
        self.automaton.search(small.as_bytes(), |at, owner| match self.owners[owner as usize] {
            Owner::Regex(id) => place(id, at),
            Owner::Exact(id, offset) => {
                if let Some(range) = self.exact(id, offset, at, view, text, words) {
                    exact(id, range);
                }
            }
        });
        if !self.relatives.is_empty() && has_relatives(view.text()) {
            self.relatives.iter().for_each(|&id| place(id, EVERYWHERE));
        }
    }

    /// Calls `found` with every match of an expression in a block, given the places of its literals in the view, in
    /// order; an expression without a literal has none and is run on the whole.
    pub fn matches(
        &self,
        id: RegexId,
        places: impl Iterator<Item = usize> + Clone,
        view: &View<'_>,
        shown: &str,
        found: &mut impl FnMut(Range<u32>),
    ) {
        let regex = &self.regexes[id.index()];
        if self.alone.binary_search(&id).is_ok() || places.clone().any(|at| at == EVERYWHERE) {
            return regex.run(0..view.text().len(), view, shown, found);
        }
        let Some(first) = regex.first() else { return };
        let windows = match (&first.rough, regex.lead) {
            (Some(rough), Some(lead)) => {
                let places = rough.around(view.text(), places, lead);
                first.reach.windows(places.into_iter(), view.text())
            }
            _ => first.reach.windows(places, view.text()),
        };
        for window in windows {
            regex.run(window, view, shown, found);
        }
    }

    /// The exact string around its literal, if it stands there as written.
    fn exact(
        &self,
        id: ExactId,
        offset: usize,
        at: usize,
        view: &View<'_>,
        text: &Text<'_>,
        words: &Words<'_>,
    ) -> Option<Range<u32>> {
        let exact = &self.exacts[id.index()].text;
        let place = compare(view.text(), at, exact, offset)?;
        let first = view.text()[place.clone()].chars().next();
        let capital = first != exact.chars().next();
        let range = view.source(place, text.shown);
        let fits = at_borders(&range, exact, words)
            && (!capital || begins_sentence(text, words, range.start));
        fits.then_some(range)
    }
}

/// Whether a text has `ſ` or the sign for kelvin, which are `s` and `k` where case is ignored.
fn has_relatives(text: &str) -> bool {
    text.contains('\u{17f}') || text.contains('\u{212a}')
}

/// The longest piece of an exact string without blanks, and its offset. A small first letter is left out,
/// because it may be a capital beyond ASCII in the text.
fn longest_piece(exact: &str) -> (usize, &str) {
    let mut best = (0, "");
    let mut offset = 0;
    for piece in exact.split(' ') {
        let skip = match piece.chars().next() {
            Some(first)
                if offset == 0 && first.is_lowercase() && piece.len() > first.len_utf8() =>
            {
                first.len_utf8()
            }
            _ => 0,
        };
        if piece.len() - skip > best.1.len() {
            best = (offset + skip, &piece[skip..]);
        }
        offset += piece.len() + 1;
    }
    best
}

/// Compares the exact string with the view around a hit of its literal; blanks match runs of blanks. The
/// first letter, if small, may be a capital.
fn compare(view: &str, hit: usize, exact: &str, offset: usize) -> Option<Range<usize>> {
    let mut before = view[..hit].chars().rev().peekable();
    let mut start = hit;
    let mut wanted = exact[..offset].chars().rev().peekable();
    while let Some(want) = wanted.next() {
        let first = wanted.peek().is_none();
        if want == ' ' {
            let mut seen = false;
            while let Some(blank) = before.next_if(|ch| ch.is_whitespace()) {
                start -= blank.len_utf8();
                seen = true;
            }
            if !seen {
                return None;
            }
        } else {
            let ch = before.next().filter(|&ch| equal(ch, want, first))?;
            start -= ch.len_utf8();
        }
    }
    let mut after = view[start..].chars().peekable();
    let mut end = start;
    for (at, want) in exact.char_indices() {
        if want == ' ' {
            let mut seen = false;
            while let Some(blank) = after.next_if(|ch| ch.is_whitespace()) {
                end += blank.len_utf8();
                seen = true;
            }
            if !seen {
                return None;
            }
        } else {
            let ch = after.next().filter(|&ch| equal(ch, want, at == 0))?;
            end += ch.len_utf8();
        }
    }
    Some(start..end)
}

fn equal(ch: char, want: char, first: bool) -> bool {
    ch == want || (first && want.is_lowercase() && want.to_uppercase().eq([ch]))
}

/// Where the string begins or ends with a letter or digit, a token must begin or end too.
fn at_borders(range: &Range<u32>, exact: &str, words: &Words<'_>) -> bool {
    let token_at = |byte: u32| {
        let at = words.tokens.partition_point(|token| token.end <= byte);
        words.tokens.get(at)
    };
    let starts = exact.starts_with(char::is_alphanumeric);
    let ends = exact.ends_with(char::is_alphanumeric);
    let begins = !starts || token_at(range.start).is_none_or(|token| token.start >= range.start);
    let finishes =
        !ends || token_at(range.end.saturating_sub(1)).is_none_or(|token| token.end <= range.end);
    begins && finishes
}

/// Whether the first token of a sentence begins at `start`, or that of a quoted one.
fn begins_sentence(text: &Text<'_>, words: &Words<'_>, start: u32) -> bool {
    let sentence = words.sentence(start);
    let from = text.sentences.get(sentence).map_or(0, |range| range.start);
    let first = words.tokens.partition_point(|token| token.start < from);
    let begins = |at: usize| words.tokens.get(at).is_some_and(|token| token.start == start);
    let here = words.tokens.partition_point(|token| token.start < start);
    begins(first) || (begins(here) && begins_quoted(text, words, here))
}

/// Whether a token is the first of a quoted sentence: its mark stands right before it, and a colon or comma before
/// that, as in *sie sagte: „Wir bauen.“* or *she said, “We build.”*
fn begins_quoted(text: &Text<'_>, words: &Words<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| words.tokens.get(before)) else {
        return false;
    };
    let gap = before.end as usize..words.tokens[at].start as usize;
    let gap = text.shown.get(gap).unwrap_or("");
    let marks = ['"', '„', '“', '”', '»', '«', '‚', '‘', '›', '‹', '\''];
    let opened = gap.trim_end_matches(marks);
    opened.len() < gap.len()
        && opened.ends_with(char::is_whitespace)
        && opened.trim_end().ends_with([':', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn found(shown: &str, exacts: &[&str], regexes: &[(&str, bool)]) -> Vec<String> {
        let exacts: Vec<_> = exacts.iter().map(|text| Exact { text: (*text).to_owned() }).collect();
        let regexes: Vec<_> = regexes
            .iter()
            .map(|(source, ignore_case)| Regex {
                source: (*source).to_owned(),
                ignore_case: *ignore_case,
            })
            .collect();
        let literals = Literals::new(&exacts, &regexes);
        let sentences = crate::lexicon::sentence::sentences(shown, Language::GERMAN, false);
        let mut tokens = Vec::new();
        crate::text::tokens(shown, &mut tokens);
        let text = Text {
            shown,
            language: Language::GERMAN,
            sentences: &sentences,
            tokens: &tokens,
            heading: false,
            hidden: false,
        };
        let words = Words::new(&text);
        let view = View::new(shown);
        let (mut all, mut places) = (Vec::new(), vec![Vec::new(); regexes.len()]);
        let mut add = |range: Range<u32>| {
            all.push(shown[range.start as usize..range.end as usize].to_owned());
        };
        literals.search(&view, &text, &words, &mut |_, range| add(range), &mut |id, at| {
            places[id.index()].push(at);
        });
        for (at, places) in places.into_iter().enumerate() {
            let id = RegexId::of(at);
            literals.matches(id, places.into_iter(), &view, shown, &mut add);
        }
        all
    }

    #[test]
    fn exact_strings_keep_case_and_borders() {
        assert_eq!(found("Die Grünen und die grünen Hügel", &["Die Grünen"], &[]), ["Die Grünen"]);
        assert_eq!(found("Die   Grünen", &["Die Grünen"], &[]), ["Die   Grünen"]);
        assert_eq!(found("Die Grünenthal AG", &["Die Grünen"], &[]), Vec::<String>::new());
        assert_eq!(found("#IAmIntel #IAmIntelX", &["#IAmIntel"], &[]), ["#IAmIntel"]);
    }

    #[test]
    fn a_small_first_letter_may_begin_a_sentence() {
        assert_eq!(
            found("Impacted by rain. We were impacted.", &["impacted"], &[]),
            ["Impacted", "impacted"]
        );
        assert_eq!(found("We saw Impacted.", &["impacted"], &[]), Vec::<String>::new());
        assert_eq!(found("Über uns.", &["über uns"], &[]), ["Über uns"]);
    }

    #[test]
    fn expressions_run_where_their_literal_stands() {
        let regexes = [(r"\b[A-Z]{3,8}-\d{2,6}\b", false), (r"@\w*intel\w*", true)];
        assert_eq!(
            found("Siehe FALKE-117 und @Anna_Intel.", &[], &regexes),
            ["FALKE-117", "@Anna_Intel"]
        );
    }

    #[test]
    fn a_match_may_be_long() {
        let text = format!("Garantie {}ohne Ende.", "und ".repeat(200));
        let regexes = [(r"Garantie[a-z ]*Ende", false), (r"garantie[a-z ]*anfang", true)];
        assert_eq!(found(&text, &[], &regexes), [text.trim_end_matches('.')]);
    }

    #[test]
    fn letters_of_other_scripts_are_letters() {
        let regexes = [(r"\bProjekt \w+\b", false), (r"\bprojekt \p{Lu}+\b", true)];
        let text = "Projekt Αθήνα, Projekt Größe, ein Projekt Ш";
        assert_eq!(
            found(text, &[], &regexes),
            [
                "Projekt Αθήνα",
                "Projekt Größe",
                "Projekt Ш",
                "Projekt Αθήνα",
                "Projekt Größe",
                "Projekt Ш"
            ]
        );
    }
}
