//! The engine against a slow, obviously right matcher, on random rules and texts.
//!
//! The slow one is written from the description of texts and matches, not from the engine: it tries every phrase
//! at every word, every span against every span, and knows neither anchors nor automata. It shares with the engine
//! only what a single word means (the lexicon's own reference) and how text is folded. Separable verbs, whose
//! particle stands apart, are tested in the lexicon and in cases of their own.

#![allow(
    clippy::explicit_auto_deref,
    reason = "without it the type of what is picked is not found"
)]

#[path = "../benches/material/desk.rs"]
mod desk;
#[path = "../benches/material/dice.rs"]
mod dice;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use dice::Dice;
use obstat::lexicon::Lexicon;
use obstat::matcher::Memo;
use obstat::text::{Language, fold};

/// Base forms, with forms that texts use.
type Words = &'static [(&'static str, &'static [&'static str])];

const GERMAN: Words = &[
    ("innovativ", &["innovative", "innovativen", "innovativer", "innovativste", "Innovative"]),
    ("nachhaltig", &["nachhaltige", "nachhaltigen", "nachhaltigere", "nachhaltig"]),
    ("groß", &["große", "größer", "größten", "großes"]),
    ("Lösung", &["Lösung", "Lösungen", "LÖSUNGEN"]),
    ("Haus", &["Haus", "Hauses", "Häuser", "Häusern"]),
    ("Kunde", &["Kunde", "Kundin", "Kund*innen", "Kund:innen", "KundInnen", "Kunden"]),
    ("Maßnahme", &["Maßnahme", "Massnahmen", "Maßnahmen"]),
    ("Klima", &["Klima", "Klimas"]),
    // Folded alike, but not the same words.
    ("Macht", &["Macht", "macht", "Mächte"]),
    ("Masse", &["Masse", "Massen", "Maße"]),
    ("Klimaschutz", &["Klimaschutz", "Klimaschutzes", "Klima-Schutz"]),
    ("nehmen", &["nimmt", "nahm", "genommen", "nehmen", "genommene"]),
    ("setzen", &["setzt", "setzen", "setzten", "gesetzt"]),
    ("kein", &["kein", "keine", "keinen"]),
    ("nicht", &["nicht"]),
    ("CO2-neutral", &["CO2-neutral", "CO2-neutrale", "CO2neutral"]),
    ("neutral", &["neutral", "neutrale"]),
    ("die", &["die", "der", "den", "das"]),
    ("wir", &["wir", "uns"]),
    ("12", &["12"]),
];

const ENGLISH: Words = &[
    ("innovative", &["innovative", "Innovative"]),
    ("big", &["big", "bigger", "biggest"]),
    ("solution", &["solution", "solutions", "SOLUTIONS", "solution's"]),
    ("company", &["company", "companies", "company's"]),
    ("climate", &["climate", "climates"]),
    ("climate-neutral", &["climate-neutral", "climate-neutral"]),
    ("neutral", &["neutral"]),
    ("leave", &["leave", "leaves", "left", "leaving"]),
    ("run", &["run", "runs", "ran", "running"]),
    ("good", &["good", "better", "best"]),
    ("child", &["child", "children"]),
    ("not", &["not"]),
    ("the", &["the"]),
    ("we", &["we", "us"]),
    ("of", &["of"]),
    ("12", &["12"]),
];

/// Pieces of words for phrases with `*`.
const WILD: &[&str] = &["klima*", "*neutral", "*schutz*", "*nov*tiv*", "solut*", "*ing", "*häus*"];

// ---- rules ----

#[derive(Clone, Debug)]
enum Pattern {
    Phrase(Vec<String>),
    Exact(String),
    Or(Box<Pattern>, Box<Pattern>),
    Then(Box<Pattern>, Option<usize>, Box<Pattern>),
    Near(Box<Pattern>, &'static str, Option<usize>, Box<Pattern>),
    Except(Box<Pattern>, Box<Pattern>),
    In(Box<Pattern>, &'static str, &'static str),
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = |n: &Option<usize>| n.map_or(String::new(), |n| format!("/{n}"));
        match self {
            Self::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Self::Exact(text) => write!(f, "exactly \"{text}\""),
            Self::Or(a, b) => write!(f, "({a} | {b})"),
            Self::Then(a, n, b) => write!(f, "({a} then{} {b})", within(n)),
            Self::Near(a, kind, n, b) => write!(f, "({a} {kind}{} {b})", within(n)),
            Self::Except(a, b) => write!(f, "({a} except {b})"),
            Self::In(a, how, zone) => write!(f, "({a} {how} {zone})"),
        }
    }
}

/// A form of some word.
fn form(dice: &mut Dice, words: Words) -> &'static str {
    let (_, forms) = *dice.one(words);
    *dice.one(forms)
}

fn phrase(dice: &mut Dice, words: Words) -> Vec<String> {
    (0..1 + dice.below(3))
        .map(|at| match dice.below(12) {
            0 => (*dice.one(WILD)).to_owned(),
            1 if at > 0 => "_".to_owned(),
            2 => form(dice, words).to_owned(),
            _ => dice.one(words).0.to_owned(),
        })
        .collect()
}

fn pattern(dice: &mut Dice, words: Words, depth: usize) -> Pattern {
    let kind = if depth == 0 { dice.below(5) } else { dice.below(11) };
    let within = |dice: &mut Dice| (dice.below(4) > 0).then(|| 1 + dice.below(5));
    let below = |dice: &mut Dice| Box::new(pattern(dice, words, depth - 1));
    match kind {
        0..4 => {
            let mut words = phrase(dice, words);
            // A phrase of nothing but `_` says nothing.
            if words.last().is_some_and(|word| word == "_") {
                words.pop();
            }
            Pattern::Phrase(words)
        }
        4 => {
            let mut exact = form(dice, words).to_owned();
            if dice.below(2) == 0 {
                exact = exact + " " + form(dice, words);
            }
            Pattern::Exact(exact)
        }
        5 => Pattern::Or(below(dice), below(dice)),
        6 | 7 => Pattern::Then(below(dice), within(dice), below(dice)),
        8 => {
            let kind = *dice.one(&["near", "near", "not near", "not after", "not before"]);
            Pattern::Near(below(dice), kind, within(dice), below(dice))
        }
        9 => Pattern::Except(below(dice), below(dice)),
        _ => {
            let how = *dice.one(&["in", "outside"]);
            Pattern::In(below(dice), how, *dice.one(&["headings", "lists", "quotes"]))
        }
    }
}

// ---- texts ----

/// A word of the text: what it is, and its bytes in the draft.
#[derive(Debug)]
struct Word {
    form: String,
    bytes: Range<usize>,
    sentence: usize,
    /// The first of its sentence, or in a heading: its capital says nothing.
    forced: bool,
    first: bool,
    quoted: bool,
    /// Whether a semicolon stands between it and the next.
    semicolon: bool,
}

#[derive(Debug)]
struct Block {
    words: Vec<Word>,
    zone: &'static str,
}

/// A draft with what a reader sees of it.
struct Text {
    draft: String,
    blocks: Vec<Block>,
    language: Language,
}

fn text(dice: &mut Dice, words: Words, language: Language) -> Text {
    let mut text =
        Text { draft: format!("---\nlanguage: {language}\n---\n"), blocks: Vec::new(), language };
    for _ in 0..5 {
        let zone = *dice.one(&["paragraph", "paragraph", "paragraph", "heading", "list"]);
        text.draft.push_str(match zone {
            "heading" => "## ",
            "list" => "- ",
            _ => "",
        });
        let mut block = Block { words: Vec::new(), zone };
        let sentences = if zone == "heading" { 1 } else { 1 + dice.below(4) };
        for sentence in 0..sentences {
            add_sentence(dice, words, sentence, &mut text.draft, &mut block);
            if sentence + 1 < sentences {
                text.draft.push(' ');
            }
        }
        text.draft.push_str("\n\n");
        // Two lists that follow each other would be one with loose items: a rule parts them.
        if zone == "list" {
            text.draft.push_str("---\n\n");
        }
        text.blocks.push(block);
    }
    text
}

fn add_sentence(
    dice: &mut Dice,
    words: Words,
    sentence: usize,
    draft: &mut String,
    block: &mut Block,
) {
    let length = 3 + dice.below(9);
    let quote = (dice.below(4) == 0).then(|| {
        let from = dice.below(length);
        from..from + 1 + dice.below(length - from)
    });
    for at in 0..length {
        let quoted = quote.as_ref().is_some_and(|quote| quote.contains(&at));
        if quote.as_ref().is_some_and(|quote| quote.start == at) {
            draft.push('„');
        }
        let mut form = form(dice, words).to_owned();
        // A number before a full stop may be an ordinal, which ends no sentence.
        if (at == 0 || at + 1 == length) && form == "12" {
            form = words[0].1[0].to_owned();
        }
        if at == 0 {
            let mut chars = form.chars();
            form = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        }
        let emphasis = dice.below(8) == 0 && !form.contains('*');
        draft.push_str(if emphasis { "**" } else { "" });
        let start = draft.len();
        draft.push_str(&form);
        let bytes = start..draft.len();
        draft.push_str(if emphasis { "**" } else { "" });
        if quote.as_ref().is_some_and(|quote| quote.end == at + 1) {
            draft.push('“');
        }
        let last = at + 1 == length;
        let semicolon = !last && dice.below(9) == 0;
        let after = if semicolon {
            "; "
        } else if last {
            "."
        } else if dice.below(6) == 0 {
            ", "
        } else {
            " "
        };
        draft.push_str(after);
        let forced = at == 0 || block.zone == "heading";
        block.words.push(Word { form, bytes, sentence, forced, first: at == 0, quoted, semicolon });
    }
}

// ---- the slow matcher ----

/// A span: block, first word, word after the last.
type Span = (usize, usize, usize);

struct Slow<'a> {
    text: &'a Text,
    lexicon: &'static Lexicon,
    /// What words mean, asked once.
    known: RefCell<HashMap<(String, String, bool), bool>>,
}

impl Slow<'_> {
    fn spans(&self, pattern: &Pattern) -> Vec<Span> {
        let mut spans = match pattern {
            Pattern::Phrase(words) => self.phrase(words),
            Pattern::Exact(exact) => self.exact(exact),
            Pattern::Or(a, b) => [self.spans(a), self.spans(b)].concat(),
            Pattern::Then(a, within, b) => self.then(&self.spans(a), &self.spans(b), *within),
            Pattern::Near(a, kind, within, b) => {
                let others = self.spans(b);
                let keeps = |span: &Span| {
                    let before = others.iter().any(|other| self.follows(other, span, *within));
                    let after = others.iter().any(|other| self.follows(span, other, *within));
                    match *kind {
                        "near" => before || after,
                        "not near" => !before && !after,
                        "not after" => !before,
                        _ => !after,
                    }
                };
                self.spans(a).into_iter().filter(keeps).collect()
            }
            Pattern::Except(a, b) => {
                let others = self.spans(b);
                let free = |span: &Span| {
                    !others.iter().any(|b| b.0 == span.0 && b.1 < span.2 && span.1 < b.2)
                };
                self.spans(a).into_iter().filter(free).collect()
            }
            Pattern::In(a, how, zone) => {
                let inside = |(block, at): (usize, usize)| {
                    let block = &self.text.blocks[block];
                    match *zone {
                        "headings" => block.zone == "heading",
                        "lists" => block.zone == "list",
                        _ => block.words[at].quoted,
                    }
                };
                let keeps = |&(block, from, to): &Span| match *how {
                    "in" => {
                        (from..to).all(|at| inside((block, at)))
                            && self.one_quote(block, from, to, zone)
                    }
                    _ => !(from..to).any(|at| inside((block, at))),
                };
                self.spans(a).into_iter().filter(keeps).collect()
            }
        };
        spans.sort_by_key(|&(block, from, to)| (block, from, std::cmp::Reverse(to)));
        spans.dedup();
        spans
    }

    /// Quotes of two sentences are two zones.
    fn one_quote(&self, block: usize, from: usize, to: usize, zone: &str) -> bool {
        let words = &self.text.blocks[block].words;
        zone != "quotes" || words[from].sentence == words[to - 1].sentence
    }

    /// Whether `later` follows `earlier` near enough.
    fn follows(&self, earlier: &Span, later: &Span, within: Option<usize>) -> bool {
        if earlier.0 != later.0 || later.1 < earlier.2 {
            return false;
        }
        let words = &self.text.blocks[earlier.0].words;
        let same = words[earlier.2 - 1].sentence == words[later.1].sentence;
        let parted = words[earlier.2 - 1..later.1].iter().any(|word| word.semicolon);
        same && within.is_none_or(|most| later.1 - earlier.2 < most && !parted)
    }

    fn then(&self, firsts: &[Span], seconds: &[Span], within: Option<usize>) -> Vec<Span> {
        let joined = firsts.iter().filter_map(|first| {
            let later = seconds.iter().filter(|one| one.0 == first.0 && one.1 >= first.2);
            let second = later.min_by_key(|one| (one.1, std::cmp::Reverse(one.2)))?;
            self.follows(first, second, within).then_some((first.0, first.1, second.2))
        });
        joined.collect()
    }

    fn phrase(&self, words: &[String]) -> Vec<Span> {
        // A hyphen in a phrase also matches a blank.
        let mut readings: Vec<Vec<String>> = vec![Vec::new()];
        for word in words {
            let split: Vec<String> = word.split('-').map(str::to_owned).collect();
            let mut next: Vec<Vec<String>> = readings
                .iter()
                .map(|one| [&one[..], std::slice::from_ref(word)].concat())
                .collect();
            if split.len() > 1 {
                next.extend(readings.iter().map(|one| [&one[..], &split[..]].concat()));
            }
            readings = next;
        }
        let mut spans = Vec::new();
        for (number, block) in self.text.blocks.iter().enumerate() {
            for reading in &readings {
                for start in 0..block.words.len() {
                    for end in self.ends(block, reading, start) {
                        if block.words[start].sentence == block.words[end - 1].sentence {
                            spans.push((number, start, end));
                        }
                    }
                }
            }
        }
        spans
    }

    /// Where the elements end if they begin at a word.
    fn ends(&self, block: &Block, elements: &[String], at: usize) -> Vec<usize> {
        if elements.is_empty() {
            return vec![at];
        }
        let Some(word) = block.words.get(at) else { return Vec::new() };
        let mut ends = Vec::new();
        if self.means(&elements[0], &word.form, word.forced, true) {
            ends.extend(self.ends(block, &elements[1..], at + 1));
        }
        // A blank in a phrase also matches a hyphen.
        let parts: Vec<&str> = word.form.split('-').collect();
        if parts.len() > 1 && parts.len() <= elements.len() {
            let pairs = parts.iter().zip(elements);
            if pairs
                .into_iter()
                .all(|(part, element)| self.means(element, part, word.forced, false))
            {
                ends.extend(self.ends(block, &elements[parts.len()..], at + 1));
            }
        }
        ends
    }

    fn means(&self, element: &str, form: &str, forced: bool, whole: bool) -> bool {
        if element == "_" {
            return whole;
        }
        let key = (element.to_owned(), form.to_owned(), forced);
        let known = self.known.borrow().get(&key).copied();
        let means = known.unwrap_or_else(|| self.word_means(element, form, forced));
        self.known.borrow_mut().insert(key, means);
        means
    }

    fn word_means(&self, element: &str, form: &str, forced: bool) -> bool {
        let readings = self.lexicon.read(form, forced);
        if element.contains('*') {
            let lemmas = readings.all.iter().map(|reading| fold(&reading.lemma).into_owned());
            return lemmas.chain([fold(form).into_owned()]).any(|text| glob(&fold(element), &text));
        }
        self.lexicon.want(element).matches(&readings)
    }

    fn exact(&self, exact: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for (number, block) in self.text.blocks.iter().enumerate() {
            for start in 0..block.words.len() {
                for end in start + 1..=block.words.len() {
                    // Between the words nothing but a blank, as in the string.
                    let plain = block.words[start..end].windows(2).all(|pair| {
                        let gap = &self.text.draft[pair[0].bytes.end..pair[1].bytes.start];
                        gap.replace("**", "") == " "
                    });
                    let forms: Vec<&str> =
                        block.words[start..end].iter().map(|word| word.form.as_str()).collect();
                    let shown = forms.join(" ");
                    let mut letters = shown.chars();
                    let small: String = letters
                        .next()
                        .into_iter()
                        .flat_map(char::to_lowercase)
                        .chain(letters)
                        .collect();
                    if plain && (shown == exact || (block.words[start].first && small == exact)) {
                        spans.push((number, start, end));
                    }
                }
            }
        }
        spans
    }

    /// The matches of a rule, as bytes of the draft.
    fn matches(&self, pattern: &Pattern) -> Vec<Range<usize>> {
        let mut chosen: Vec<Span> = Vec::new();
        for span in self.spans(pattern) {
            if chosen.last().is_none_or(|last| last.0 != span.0 || last.2 <= span.1) {
                chosen.push(span);
            }
        }
        let bytes = |(block, from, to): Span| {
            let words = &self.text.blocks[block].words;
            words[from].bytes.start..words[to - 1].bytes.end
        };
        chosen.into_iter().map(bytes).collect()
    }
}

/// Whether a text is the pattern, whose `*` stand for anything: letter by letter.
fn glob(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            glob(&pattern[1..], text)
                || text.chars().next().is_some_and(|ch| glob(pattern, &text[ch.len_utf8()..]))
        }
        Some(ch) => text.starts_with(ch) && glob(&pattern[ch.len_utf8()..], &text[ch.len_utf8()..]),
    }
}

/// Judges random texts by random rules, both ways; gives the number of cases and of matches.
fn compare(seed: u64) -> (usize, usize) {
    const RULES: usize = 30;
    let mut dice = Dice::new(seed);
    let german = dice.below(2) == 0;
    let (words, language) =
        if german { (GERMAN, Language::GERMAN) } else { (ENGLISH, Language::ENGLISH) };
    let patterns: Vec<Pattern> = (0..RULES).map(|_| pattern(&mut dice, words, 2)).collect();
    let rules = patterns.iter().enumerate();
    let rules: String =
        rules.map(|(nth, one)| format!("rule r{nth} \"R\" {{\n  forbid {one}\n}}\n\n")).collect();
    let pack = "pack house \"House\" {\n  languages de, en\n}\n\n".to_owned();
    let ready = desk::ready([("house.obstat".to_owned(), pack + &rules)]);
    let judge = desk::judge(&ready);
    let mut memo = Memo::default();
    let (mut cases, mut found) = (0, 0);
    for _ in 0..4 {
        let text = text(&mut dice, words, language);
        let lexicon = Lexicon::of(text.language);
        let slow = Slow { text: &text, lexicon, known: RefCell::default() };
        let findings = desk::findings(&judge, &mut memo, &text.draft);
        for (nth, pattern) in patterns.iter().enumerate() {
            let code = format!("house/r{nth}");
            let fast: Vec<Range<usize>> = findings
                .iter()
                .filter(|finding| *finding.code == *code)
                .map(|finding| finding.primary.place.span)
                .map(|span| span.start as usize..span.end as usize)
                .collect();
            let expected = slow.matches(pattern);
            let shown = |ranges: &[Range<usize>]| -> Vec<String> {
                ranges
                    .iter()
                    .map(|range| format!("{range:?} {}", &text.draft[range.clone()]))
                    .collect()
            };
            assert_eq!(
                shown(&fast),
                shown(&expected),
                "seed {seed}: the engine (left) and the slow matcher differ on\n{pattern}\n{}",
                text.draft
            );
            cases += 1;
            found += expected.len();
        }
    }
    (cases, found)
}

#[test]
fn the_engine_finds_what_the_slow_matcher_finds() {
    let more = std::env::var("OBSTAT_SEEDS").ok().and_then(|seeds| seeds.parse().ok());
    let (mut cases, mut found) = (0, 0);
    for seed in 1..=more.unwrap_or(40) {
        let (more_cases, more_found) = compare(seed);
        cases += more_cases;
        found += more_found;
    }
    assert!(
        cases >= 4_000 && found > cases / 10,
        "{found} matches in {cases} cases test too little"
    );
}

/// *Macht* may be the verb where a sentence begins, and is the noun within one: in either order, in one text or in two.
#[test]
fn a_capital_says_something_only_where_it_is_not_forced() {
    let rule =
        "pack house \"House\" {\n  languages de\n}\n\nrule r \"R\" {\n  forbid \"machen\"\n}\n";
    let ready = desk::ready([("house.obstat".to_owned(), rule.to_owned())]);
    let judge = desk::judge(&ready);
    let first = "Macht er das? Nein.\n";
    let inside = "Sie hat die Macht dazu.\n";
    for texts in [vec![first, inside], vec![inside, first], vec![first, inside, first]] {
        let mut memo = Memo::default();
        for text in texts {
            let expected = usize::from(text == first);
            assert_eq!(desk::findings(&judge, &mut memo, text).len(), expected, "{text}");
        }
        let both = format!("{inside}{first}{inside}");
        assert_eq!(desk::findings(&judge, &mut memo, &both).len(), 1);
    }
}

/// Of two phrases that find the same words the first written one tells the fix, whatever texts came before.
#[test]
fn texts_before_do_not_decide_which_phrase_has_found() {
    let rule = "pack house \"House\" {\n  languages en\n}\n\nrule r \"R\" {\n  prefer \"work internationally\" over \
        \"collaborate internationally\" | \"collaborat* internationally\"\n}\n";
    let ready = desk::ready([("house.obstat".to_owned(), rule.to_owned())]);
    let judge = desk::judge(&ready);
    let text = "The town collaborates internationally.\n";
    let fixes = |memo: &mut Memo| {
        let findings = desk::findings(&judge, memo, text);
        assert_eq!(findings.len(), 1);
        findings[0].fixes.clone()
    };
    let fresh = fixes(&mut Memo::default());
    assert!(!fresh.is_empty());
    // The second phrase is possible before the first.
    let mut memo = Memo::default();
    for before in ["It is known internationally.\n", "It is a collaboratory.\n"] {
        assert!(desk::findings(&judge, &mut memo, before).is_empty());
    }
    assert_eq!(fixes(&mut memo), fresh);
}

/// Pieces of expressions; those with a border come with what stands on both sides of it.
const PIECES: &[&str] = &[
    r"\b",
    r"\B",
    "^",
    "$",
    r"\w+",
    r"\w{0,3}",
    r"\p{Lu}",
    "[a-zé]{2,4}",
    r"\s+",
    r"\s*",
    ".",
    ".{1,5}",
    "(der|die|das)",
    "(?:Haus|Häuser)",
    "Haus",
    "größ",
    "ü",
    r"\d{1,3}",
    "(a|b|ab)*",
    "[^n ]+",
    "(?i)HAUS",
    r"\bdie\b",
    r"\büber\b",
    r"(s|ss|ß)",
    "x?",
    "straße",
    "Küste",
    "kind",
    r"Garantie\w*\s",
    "(ganz )?sicher",
];

/// Pieces of texts.
const PROSE: &[&str] = &[
    "der",
    "die",
    "das",
    "Haus",
    "Häuser",
    "HAUS",
    "größer",
    "über",
    "über-",
    "café",
    "die,",
    "dié",
    "édie",
    "ab",
    "aab",
    "12",
    "7",
    "ß",
    "Straße",
    "STRASSE.",
    "x",
    "–",
    "und",
    "STRAẞE",
    "ſtraße",
    "KÜSTE",
    "küste,",
    "\u{212a}ind",
    "KIND",
    "Garantie",
    "garantien",
    "ganz",
    "Sicher",
    "ſicher",
];

#[test]
fn an_expression_finds_what_it_finds_alone() {
    let mut found = 0;
    for seed in 1..=90 {
        let mut dice = Dice::new(seed);
        let mut sources: Vec<(String, bool)> = Vec::new();
        while sources.len() < 20 {
            let source: String = (0..1 + dice.below(5)).map(|_| *dice.one(PIECES)).collect();
            // A rule cannot hold an expression that also matches nothing at all.
            let read = regex_syntax::parse(&source).ok();
            if read.and_then(|hir| hir.properties().minimum_len()).is_some_and(|least| least > 0) {
                sources.push((source, dice.below(2) == 0));
            }
        }
        let rules = sources.iter().enumerate();
        let rules: String = rules
            .map(|(nth, (one, any_case))| {
                let flag = if *any_case { "i" } else { "" };
                format!("rule r{nth} \"R\" {{\n  forbid /{one}/{flag}\n}}\n\n")
            })
            .collect();
        let pack = "pack house \"House\" {\n  languages de, en\n}\n\n".to_owned();
        let ready = desk::ready([("house.obstat".to_owned(), pack + &rules)]);
        let judge = desk::judge(&ready);
        for _ in 0..5 {
            let words: Vec<&str> = (0..3 + dice.below(10)).map(|_| *dice.one(PROSE)).collect();
            let prose = words.join(" ");
            let front = "---\nlanguage: de\n---\n";
            let draft = format!("{front}{prose}\n");
            let findings = desk::findings(&judge, &mut Memo::default(), &draft);
            for (nth, (source, any_case)) in sources.iter().enumerate() {
                let code = format!("house/r{nth}");
                let fast = findings.iter().find(|finding| *finding.code == *code);
                let fast = fast.map(|one| one.primary.place.span.of(&draft).to_owned());
                let mut expression = regex::RegexBuilder::new(source);
                let expression =
                    expression.case_insensitive(*any_case).build().expect("tried before");
                let mut alone = expression.find_iter(&prose).filter(|one| !one.is_empty());
                let first = alone.next().map(|one| one.as_str().to_owned());
                found += usize::from(first.is_some());
                assert_eq!(
                    fast, first,
                    "seed {seed}: /{source}/ (any case: {any_case}) in {prose:?}"
                );
            }
        }
    }
    assert!(found > 500, "{found} matches test too little");
}
