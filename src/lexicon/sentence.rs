//! Sentences: where one ends and the next begins.
//!
//! In: a text, its language, and whether a line break ends a sentence there. Out: ranges of bytes, in order
//! and disjoint; every token lies in exactly one, every range holds a token. A range runs from the first
//! visible character to the end mark with its closing quotation marks and brackets. One pass over the tokens
//! and the gaps between them.

use std::ops::Range;

use super::abbreviation::{Ends, Stops};
use crate::text::{Language, Span, Token, TokenKind, tokens};

/// The sentences of `text`.
#[must_use]
pub fn sentences(text: &str, language: Language, line_breaks_end: bool) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    tokens(text, &mut found);
    sentences_of(text, &found, language, line_breaks_end)
}

/// The sentences of `text`, whose tokens are known already.
#[must_use]
pub fn sentences_of(
    text: &str,
    tokens: &[Token],
    language: Language,
    line_breaks_end: bool,
) -> Vec<Range<u32>> {
    let reader = Reader { text, tokens, stops: Stops::of(language), line_breaks_end };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut first = 0;
    for at in 0..tokens.len() {
        let last = at + 1 == tokens.len();
        if let Some(cut) = reader.cut(at, first).or(last.then_some(Cut::at(text.len()))) {
            let from = reader.start(start, tokens[first].start as usize);
            let sentence = text[from..cut.end].trim_end();
            sentences.push(Span::new(from, from + sentence.len()));
            start = cut.next;
            first = at + 1;
        }
    }
    sentences.into_iter().map(|span| span.start..span.end).collect()
}

/// A border between sentences: where the one ends, and where the next may begin.
#[derive(Clone, Copy)]
struct Cut {
    end: usize,
    next: usize,
}

impl Cut {
    fn at(place: usize) -> Self {
        Self { end: place, next: place }
    }
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// What the language knows of full stops, if we know the language.
    stops: Option<&'static Stops>,
    line_breaks_end: bool,
}

fn is_end_mark(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？')
}

fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '„' | '“' | '”' | '‚' | '‘' | '’' | '«' | '»' | '‹' | '›' | '「'
    )
}

impl Reader<'_> {
    /// The first visible character at or after `from`, at most `token`; where line breaks end sentences, on
    /// the line of the token.
    fn start(&self, from: usize, token: usize) -> usize {
        let mut gap = &self.text[from..token];
        if self.line_breaks_end {
            gap = gap.rfind(is_line_break).map_or(gap, |at| &gap[at..]);
        }
        token - gap.trim_start().len()
    }

    /// The border after the token at `at`, if there is one; `first` is the first token of its sentence.
    fn cut(&self, at: usize, first: usize) -> Option<Cut> {
        let start = self.tokens[at].end as usize;
        let next = self.tokens.get(at + 1);
        let gap = &self.text[start..next.map_or(self.text.len(), |token| token.start as usize)];
        // Most gaps are one blank.
        if gap == " " || gap.is_empty() {
            return None;
        }
        let line = self.line_break(gap);
        let marks = gap[..line.unwrap_or(gap.len())].find(is_end_mark);
        if let Some(mark) = marks {
            let end = mark + end_of_marks(&gap[mark..]);
            let after = &gap[end..];
            let at_block_end = next.is_none() || line.is_some_and(|line| line >= end);
            let blank = after.starts_with(char::is_whitespace);
            if at_block_end
                || (blank && self.begins(after, next) && self.ends(at, first, mark, gap))
            {
                return Some(Cut::at(start + end));
            }
        }
        line.map(|line| Cut::at(start + line))
    }

    /// The line break in a gap that ends a sentence: any, or an empty line where a single one does not.
    fn line_break(&self, gap: &str) -> Option<usize> {
        let first = gap.find(is_line_break)?;
        if self.line_breaks_end {
            return Some(first);
        }
        let rest = gap[first..].strip_prefix("\r\n").or_else(|| {
            let mut rest = gap[first..].chars();
            rest.next();
            Some(rest.as_str())
        })?;
        let blank = rest.trim_start_matches([' ', '\t', '\u{A0}']);
        blank.starts_with(is_line_break).then_some(first)
    }

    /// Whether what follows the blank can begin a sentence: a capital, a number, a quotation mark. Scripts
    /// without capitals always can; emoji, `#` and brackets before it do not matter.
    fn begins(&self, after: &str, next: Option<&Token>) -> bool {
        let opening = after.trim_start().trim_start_matches(['(', '[', '–', '—', '-', '*', '_']);
        if opening.trim_start().starts_with(is_quotation_mark) {
            return true;
        }
        let Some(token) = next else { return true };
        let word = token.of(self.text);
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Sign => matches!(word, "$" | "€" | "£" | "§" | "+"),
            TokenKind::Word => !word.starts_with(char::is_lowercase),
        }
    }

    /// Whether the mark at `mark` of the gap after the token `at` ends a sentence, or only an abbreviation
    /// or an ordinal.
    fn ends(&self, at: usize, first: usize, mark: usize, gap: &str) -> bool {
        let single = mark == 0 && gap.starts_with('.') && !gap[1..].starts_with(is_end_mark);
        let (Some(next), Some(stops), true) = (self.tokens.get(at + 1), self.stops, single) else {
            return true;
        };
        if self.tokens[at].kind == TokenKind::Number {
            return self.number_ends(at, first, stops);
        }
        match self.abbreviation(at, stops) {
            Some(Ends::Never) => false,
            Some(Ends::UnlessNumber) => next.kind != TokenKind::Number,
            Some(Ends::Perhaps) => self.opens(at + 1, stops),
            None if self.is_initial(at) => self.opens(at + 1, stops),
            None => true,
        }
    }

    /// The longest abbreviation of up to four parts that ends with the token `at`.
    fn abbreviation(&self, at: usize, stops: &Stops) -> Option<Ends> {
        let mut from = at;
        while from > 0 && at - from < 3 && self.parted_by_stop(from - 1) {
            from -= 1;
        }
        (from..at)
            .find_map(|from| {
                let parts: Vec<&str> =
                    self.tokens[from..=at].iter().map(|token| token.of(self.text)).collect();
                stops.abbreviation(&parts.join("."))
            })
            .or_else(|| stops.abbreviation(self.tokens[at].of(self.text)))
    }

    /// An initial (`J.`) or an ordinal in letters (`Karl V.`, `Ludwig XIV.`).
    fn is_initial(&self, at: usize) -> bool {
        let word = self.tokens[at].of(self.text);
        let roman = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        self.tokens[at].kind == TokenKind::Word && (roman || word.chars().count() == 1)
    }

    /// Whether only a stop, perhaps with a blank, stands between the token and the next.
    fn parted_by_stop(&self, at: usize) -> bool {
        let gap = &self.text[self.tokens[at].end as usize..self.tokens[at + 1].start as usize];
        matches!(gap, "." | ". " | ".\u{A0}" | ".\u{202F}" | ".\u{2009}")
    }

    /// Whether the token opens sentences; the first of two initials (`J. A. Meyer`) never does.
    fn opens(&self, at: usize, stops: &Stops) -> bool {
        let word = self.tokens[at].of(self.text);
        let after = &self.text[self.tokens[at].end as usize..];
        let initial = word.len() == 1 && after.starts_with('.');
        !initial && stops.opens_sentence(word)
    }

    /// Whether the stop after a number ends a sentence: not behind an ordinal or the number of a list item.
    fn number_ends(&self, at: usize, first: usize, stops: &Stops) -> bool {
        let number = self.tokens[at].of(self.text);
        let short = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        if at == first && short {
            return false;
        }
        if !short || !stops.has_ordinals() {
            return true;
        }
        let next = self.tokens[at + 1];
        if next.kind == TokenKind::Number {
            // `3. 5. 2026`
            return number.len() > 2;
        }
        let before = self.tokens[at - 1].of(self.text);
        let word = next.of(self.text);
        let counted = stops.precedes_ordinal(before) && !stops.opens_sentence(word);
        !(counted || stops.is_counted(word))
    }
}

/// The length of a run of end marks with everything that clings to it (closing quotation marks and brackets,
/// footnote marks); marks after a blank (`. . .`) belong to the run.
fn end_of_marks(marks: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &marks[end..];
        end += rest.find(char::is_whitespace).unwrap_or(rest.len());
        let rest = &marks[end..];
        let blank = rest.trim_start_matches([' ', '\u{A0}']);
        if !blank.starts_with(is_end_mark) || blank.len() == rest.len() {
            return end;
        }
        end = marks.len() - blank.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn german(text: &str) -> Vec<&str> {
        cut(text, Language::GERMAN, false)
    }

    fn english(text: &str) -> Vec<&str> {
        cut(text, Language::ENGLISH, false)
    }

    fn cut(text: &str, language: Language, line_breaks_end: bool) -> Vec<&str> {
        sentences(text, language, line_breaks_end)
            .into_iter()
            .map(|range| &text[range.start as usize..range.end as usize])
            .collect()
    }

    /// `|` shows the borders.
    fn check(language: Language, marked: &str) {
        let text = marked.replace('|', " ");
        let wanted: Vec<&str> = marked.split('|').collect();
        assert_eq!(cut(&text, language, false), wanted);
    }

    #[test]
    fn german_abbreviations_do_not_end_sentences() {
        for marked in [
            "Das gilt z. B. Für Kunden.|Und z.B. hier.",
            "Frau Dr. Meier kam.|Herr Prof. Dr. h. c. Schulz auch.",
            "Wir liefern Obst, Gemüse usw. Kunden freut das.",
            "Wir liefern Obst, Gemüse usw.|Die Kunden freut das.",
            "Ca. 30 Firmen bzw. Vereine, vgl. Abschnitt 3, kamen.|So war es.",
            "Der Verein e. V. Bonn lädt ein.|Das Amt i. d. R. nicht.",
            "Wir zahlen 3 Mio. Euro.|Es waren 4 Mio.|Das ist viel.",
            "Siehe Nr. 5 und Art. 3, S. 12.|Fragen dieser Art.|Auch andere.",
            "J. R. Becher und M. Schmidt kamen.|Das war Plan B.|Wir gingen.",
            "Das Haus Ludwigs XIV. Stand leer.|Er war König.",
        ] {
            check(Language::GERMAN, marked);
        }
    }

    #[test]
    fn german_ordinals_do_not_end_sentences() {
        for marked in [
            "Am 3. Mai 2026 beginnt es.|Am 4. geht es weiter.",
            "Im 3. Quartal und im 21. Jahrhundert.|Unser 10. Sommerfest.",
            "Das geschah 2020.|Danach kam 2021.",
            "Es war der 3.|Wir kamen spät.",
            "1. Wir beginnen.|2. Wir enden.",
            "Wir haben 30.|Kunden lieben das.",
        ] {
            check(Language::GERMAN, marked);
        }
    }

    #[test]
    fn english_abbreviations_do_not_end_sentences() {
        for marked in [
            "Mr. Smith works at Initech Inc. Berlin.|He is nice.",
            "We sell fruit, e.g. Apples, i.e. Food.|It sells.",
            "The U.S. Government agreed.|We are in the U.S.|They are not.",
            "It opens at 9 a.m. Monday.|It closes at 5 p.m.|The doors shut.",
            "See No. 5 and Fig. 3.|He said no.|People left.",
            "J. A. Smith wrote it, vs. Jones et al. Nobody else.",
            "On Oct. 3 we meet.|It was in 2020.|Then it ended.",
        ] {
            check(Language::ENGLISH, marked);
        }
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check(Language::GERMAN, "„Das ist gut.“|Er lachte (laut!).|„Ja“, sagte er.|„nein“ nie.");
        check(
            Language::ENGLISH,
            "Really?!|“Yes.”|(See below.)|Hmm…|Wait . . .|Then go.¹|Fine.*|#Tag 5.",
        );
        check(Language::ENGLISH, "Super!|🎉 We won.|$5 million!|30 per cent?");
    }

    #[test]
    fn a_small_letter_goes_on() {
        assert_eq!(german("Er kam. und ging! dann blieb er").len(), 1);
        assert_eq!(german("Version 3.5 ist da").len(), 1);
        assert_eq!(english("Visit example.com. iPhone users too.").len(), 1);
    }

    #[test]
    fn line_breaks_end_sentences_only_where_told() {
        let text = "Wir feiern 🎉\nKommt alle\n\n  #fest\n🎉\n";
        assert_eq!(cut(text, Language::GERMAN, true), ["Wir feiern 🎉", "Kommt alle", "#fest"]);
        assert_eq!(cut(text, Language::GERMAN, false), ["Wir feiern 🎉\nKommt alle", "#fest\n🎉"]);
        assert_eq!(cut("Ja! \nnein", Language::GERMAN, true), ["Ja!", "nein"]);
        assert_eq!(cut("nach-\nhaltig. Ja", Language::GERMAN, true), ["nach-\nhaltig.", "Ja"]);
    }

    #[test]
    fn nothing_to_say_is_no_sentence() {
        assert!(german("").is_empty());
        assert!(german(" … 🎉 ! ").is_empty());
        assert_eq!(german("… und Schluss? 🎉"), ["… und Schluss?"]);
    }

    #[test]
    fn other_languages_know_no_abbreviations() {
        let french = Language::parse("fr").unwrap();
        assert_eq!(cut("M. Dupont. Il vient.", french, false).len(), 3);
    }

    #[test]
    fn long_texts_take_linear_time() {
        for unit in [". ", "a. ", "z.B.", "\n"] {
            crate::text::pace::assert_linear(unit, unit, |text| {
                for language in [Language::GERMAN, Language::ENGLISH] {
                    let _ = sentences(text, language, true);
                    let _ = sentences(text, language, false);
                }
            });
        }
    }

    proptest! {
        #[test]
        fn every_token_lies_in_one_sentence(
            text in "([A-Za-zä]{1,3}|[0-9]{1,2}|[.!?…\"„“)(]|[ \n\r]|🎉|z\\. B\\.|Dr\\.){0,40}",
            breaks: bool,
        ) {
            let mut all = Vec::new();
            tokens(&text, &mut all);
            let found = sentences(&text, Language::GERMAN, breaks);
            let mut done = 0;
            for range in &found {
                prop_assert!(done <= range.start && range.start < range.end);
                let sentence = &text[range.start as usize..range.end as usize];
                prop_assert_eq!(sentence.trim(), sentence);
                prop_assert!(all.iter().any(|t| range.start <= t.start && t.end <= range.end));
                prop_assert!(!(breaks && sentence.contains('\n')));
                done = range.end;
            }
            for token in &all {
                let holds = |r: &Range<u32>| r.start <= token.start && token.end <= r.end;
                prop_assert_eq!(found.iter().filter(|r| holds(r)).count(), 1);
            }
        }
    }
}
