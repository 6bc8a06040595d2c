//! Tokens: the words, numbers and signs of a text, as ranges of its bytes.
//!
//! In: any text. Out: tokens in order, disjoint, on character borders. This file knows no language and
//! folds nothing; it decides only where a token begins and ends. It is the hot loop of the engine: bytes
//! are classed by a table, ASCII never leaves it, nothing is allocated per token, and no look-ahead is
//! longer than a few bytes or is ever done twice, so any input takes linear time.

use super::fold::invisible;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Holds a letter: `Haus`, `E-Mail`, `Kund*innen`, `CO2`, `5G`, `1.2bn`.
    Word,
    /// Digits and their separators only: `1.200,50`, `½`, `3.5.2026`.
    Number,
    /// One of `% ‰ € $ £ § & + °`.
    Sign,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Its first byte.
    pub start: u32,
    /// The first byte after its last visible character.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Whether something other than letters and digits joins it (hyphen, apostrophe, `*`, `.`): only then
    /// can it have [`parts`].
    pub joined: bool,
    /// Whether all its bytes are ASCII.
    pub ascii: bool,
}

impl Token {
    /// The text it covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Classes of bytes. Letter and digit are single bits, so that a run can collect what it has seen.
const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const JOINER: u8 = 4;
const SIGN: u8 = 8;
const HIGH: u8 = 16;

static CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'-' | b'\'' | b'`' | b'_' | b'*' | b':' | b'/' | b'(' | b'.' | b',' => JOINER,
            b'%' | b'$' | b'&' | b'+' => SIGN,
            0x80.. => HIGH,
            _ => OTHER,
        };
        byte += 1;
    }
    table
};

/// Classes of characters beyond ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// `¹ ² ³`: part of a short unit (`m²`), else a footnote mark.
    Superscript,
    /// A character that is a word by itself: the scripts that write no blanks.
    Ideograph,
    Mark,
    Invisible,
    Hyphen,
    Apostrophe,
    /// `·` of `Kund·innen`.
    Dot,
    /// A blank that may stand between groups of digits.
    GroupSpace,
    Sign,
    Other,
}

fn class(character: char) -> Class {
    match character {
        '×' | '÷' => Class::Other,
        'À'..='ɏ' => Class::Letter,
        '‐' | '‑' | '﹣' | '－' => Class::Hyphen,
        '’' | '‘' | '´' | '′' | '＇' => Class::Apostrophe,
        '€' | '£' | '§' | '°' | '‰' => Class::Sign,
        '·' => Class::Dot,
        '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' => Class::GroupSpace,
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => Class::Superscript,
        _ if invisible(character) => Class::Invisible,
        '\u{2010}'..='\u{2069}' => Class::Other,
        'ぁ'..='ゖ' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='﫿' | '\u{20000}'..='\u{3FFFF}' => {
            Class::Ideograph
        }
        _ if character.is_alphabetic() => Class::Letter,
        _ if character.is_numeric() => Class::Digit,
        _ if unicode_normalization::char::is_combining_mark(character) => Class::Mark,
        _ => Class::Other,
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// Whether a character is a hyphen as words have it.
fn is_hyphen(character: char) -> bool {
    character == '-' || (!character.is_ascii() && class(character) == Class::Hyphen)
}

/// Finds the tokens of `text`; `out` is emptied first. Texts of 4 GB and more are cut there.
pub fn tokens(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match CLASS[byte as usize] {
            OTHER | JOINER => at += 1,
            LETTER | DIGIT => at = Run::begin(text, at).finish(out),
            SIGN => {
                push(out, at, at + 1, TokenKind::Sign, false, true);
                at += 1;
            }
            _ => at = beyond_ascii(text, at, out),
        }
    }
}

/// A token, or none, that begins with the character beyond ASCII at `at`; gives where to go on.
fn beyond_ascii(text: &str, at: usize, out: &mut Vec<Token>) -> usize {
    let Some(character) = char_at(text, at) else { return text.len() };
    let next = at + character.len_utf8();
    match class(character) {
        Class::Letter | Class::Digit => return Run::begin(text, at).finish(out),
        Class::Sign => push(out, at, next, TokenKind::Sign, false, false),
        Class::Ideograph => push(out, at, next, TokenKind::Word, false, false),
        _ => {}
    }
    next
}

fn push(
    out: &mut Vec<Token>,
    start: usize,
    end: usize,
    kind: TokenKind,
    joined: bool,
    ascii: bool,
) {
    if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
        out.push(Token { start, end, kind, joined, ascii });
    }
}

/// A word or number in the making.
struct Run<'t> {
    text: &'t str,
    start: usize,
    /// After its last visible character.
    end: usize,
    /// Where reading goes on: `end`, or beyond invisible characters.
    at: usize,
    /// Letters and digits seen, as bits.
    seen: u8,
    /// Class of its last character that is not a mark.
    last: u8,
    joined: bool,
    /// Whether a character beyond ASCII was looked at, in the token or right after it.
    high: bool,
}

/// What a character after the run means.
enum Step {
    /// It is taken in, or a joiner was passed and a letter or digit follows.
    On,
    /// The run ends before it.
    End,
}

impl<'t> Run<'t> {
    fn begin(text: &'t str, start: usize) -> Self {
        let (end, at, seen, last) = (start, start, 0, OTHER);
        Self { text, start, end, at, seen, last, joined: false, high: false }
    }

    fn finish(mut self, out: &mut Vec<Token>) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            let from = self.at;
            while let Some(&byte) = bytes.get(self.at) {
                let class = CLASS[byte as usize];
                if class & (LETTER | DIGIT) == 0 {
                    break;
                }
                self.seen |= class;
                self.last = class;
                self.at += 1;
            }
            if self.at > from {
                self.end = self.at;
            }
            let step = match bytes.get(self.at).map_or(OTHER, |&byte| CLASS[byte as usize]) {
                JOINER => self.ascii_joiner(bytes[self.at]),
                HIGH => self.high(),
                _ => Step::End,
            };
            if matches!(step, Step::End) {
                break;
            }
        }
        let kind = if self.seen & LETTER == 0 { TokenKind::Number } else { TokenKind::Word };
        let ascii = !self.high || self.text[self.start..self.end].is_ascii();
        if ascii || !self.is_keycap() {
            push(out, self.start, self.end, kind, self.joined, ascii);
        }
        self.at
    }

    /// `1️⃣` is an emoji, not a number.
    fn is_keycap(&self) -> bool {
        self.seen == DIGIT && self.text[self.start..self.end].ends_with('\u{20E3}')
    }

    fn high(&mut self) -> Step {
        self.high = true;
        let Some(character) = char_at(self.text, self.at) else { return Step::End };
        let next = self.at + character.len_utf8();
        match class(character) {
            Class::Letter => self.take(next, LETTER),
            Class::Digit => self.take(next, DIGIT),
            Class::Superscript if self.is_unit() => self.take(next, DIGIT),
            Class::Mark => self.take(next, self.last),
            Class::Invisible => {
                let soft_hyphen = character == '\u{AD}';
                self.at = next;
                match line_end(self.text, next) {
                    Some(after) if soft_hyphen && self.continues(after) => self.join(after),
                    _ => Step::On,
                }
            }
            Class::Hyphen => self.hyphen(next),
            Class::Apostrophe => self.apostrophe(next),
            Class::Dot => self.gender(next),
            Class::GroupSpace => self.group(next),
            _ => Step::End,
        }
    }

    fn take(&mut self, next: usize, class: u8) -> Step {
        self.at = next;
        self.end = next;
        self.seen |= class;
        self.last = class;
        Step::On
    }

    /// `m`, `km`: one or two letters so far.
    fn is_unit(&self) -> bool {
        self.seen == LETTER && self.text[self.start..self.end].chars().take(3).count() <= 2
    }

    fn ascii_joiner(&mut self, joiner: u8) -> Step {
        let next = self.at + 1;
        match joiner {
            b'-' => self.hyphen(next),
            b'\'' | b'`' => self.apostrophe(next),
            b'_' => self.if_next(next, |_, _| true),
            b'.' | b',' => self.if_next(next, |last, next| last == DIGIT && next == DIGIT),
            b'/' => self.slash(next),
            b'(' => self.bracket(next),
            _ => self.gender(next),
        }
    }

    /// Passes a joiner if `joins` says so of the classes at its two sides.
    fn if_next(&mut self, next: usize, joins: fn(u8, u8) -> bool) -> Step {
        let (at, class) = self.next_visible(next);
        if class != OTHER && joins(self.last, class) { self.join(at) } else { Step::End }
    }

    fn join(&mut self, at: usize) -> Step {
        self.high = true;
        self.joined = true;
        self.at = at;
        Step::On
    }

    /// Where the next visible character stands, and whether it is a letter or a digit. If the run ends here
    /// after all, reading goes on there, so that invisible characters are not read twice.
    fn next_visible(&mut self, from: usize) -> (usize, u8) {
        let mut at = from;
        while let Some(character) = char_at(self.text, at) {
            if character.is_ascii() {
                return (at, CLASS[character as usize] & (LETTER | DIGIT));
            }
            match class(character) {
                Class::Letter => return (at, LETTER),
                Class::Digit => return (at, DIGIT),
                Class::Invisible => at += character.len_utf8(),
                _ => break,
            }
            self.at = at;
        }
        (at, OTHER)
    }

    /// `E-Mail`, `COVID-19`, `20-jährig`; not `2020-2025`. At a line end, `nach-⏎haltig`.
    fn hyphen(&mut self, next: usize) -> Step {
        match line_end(self.text, next) {
            Some(after) if self.last == LETTER && self.continues(after) => self.join(after),
            Some(_) => Step::End,
            None => self.if_next(next, |last, next| (last | next) & LETTER != 0),
        }
    }

    /// Whether the word goes on at the beginning of a line: with a small letter, and not with the
    /// conjunction of `Vor-⏎und Nachteile`.
    fn continues(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let word = rest.find(|c: char| !c.is_alphabetic()).map_or(rest, |end| &rest[..end]);
        let conjunction = ["und", "oder", "bis", "bzw", "sowie", "als", "and", "or", "nor", "to"];
        rest.starts_with(char::is_lowercase) && !conjunction.contains(&word)
    }

    /// `geht’s`, `Initech's`, `1990's`; between digits `1'200`.
    fn apostrophe(&mut self, next: usize) -> Step {
        if self.last == DIGIT && self.text.as_bytes().get(next).is_some_and(u8::is_ascii_digit) {
            return self.group(next);
        }
        self.if_next(next, |_, next| next == LETTER)
    }

    /// A blank or apostrophe between groups of three digits.
    fn group(&mut self, next: usize) -> Step {
        let bytes = self.text.as_bytes();
        let digits = |from: usize, count: usize| {
            bytes.get(from..from + count).is_some_and(|b| b.iter().all(u8::is_ascii_digit))
        };
        let long_before = self.end >= self.start + 4 && digits(self.end - 4, 4);
        let more = |c: char| c.is_alphanumeric() || invisible(c);
        let three = digits(next, 3) && !self.text[next + 3..].starts_with(more);
        if self.seen == DIGIT && self.last == DIGIT && !long_before && three {
            self.join(next)
        } else {
            Step::End
        }
    }

    /// `Kund:innen`, `Kund*in`, `Bürger:innenrat`, `jede:r`, `K:s`; not `Fazit:gut`.
    fn gender(&mut self, next: usize) -> Step {
        let rest = &self.text[next..];
        let ending = rest.bytes().take(3).take_while(u8::is_ascii_lowercase).count();
        let ends = !rest[ending..].starts_with(char::is_alphanumeric);
        let fits = rest.starts_with("innen") || (ends && matches!(ending, 1 | 2));
        if self.last == LETTER && fits { self.join(next) } else { Step::End }
    }

    /// `Kund/innen`, `Partner/-in`.
    fn slash(&mut self, next: usize) -> Step {
        let hyphen = usize::from(self.text.as_bytes().get(next) == Some(&b'-'));
        let rest = &self.text[next + hyphen..];
        let fits = ["innen", "in"].iter().any(|ending| {
            rest.strip_prefix(ending).is_some_and(|r| !r.starts_with(char::is_alphanumeric))
        });
        if self.last == LETTER && fits { self.join(next + hyphen) } else { Step::End }
    }

    /// `Bürger(innen)`, `Chef(in)`, `Kolleg(inn)en`: the closing bracket belongs to the token.
    fn bracket(&mut self, next: usize) -> Step {
        let rest = &self.text[next..];
        let ending = ["innen)", "in)", "inn)en"].into_iter().find(|ending| {
            rest.strip_prefix(*ending).is_some_and(|r| !r.starts_with(char::is_alphanumeric))
        });
        match ending {
            Some(ending) if self.last == LETTER => {
                self.at = next + ending.len();
                self.end = self.at;
                self.joined = true;
                Step::End
            }
            _ => Step::End,
        }
    }
}

/// If a line ends at `at`: where the next one begins, its indentation skipped.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let blanks = line.bytes().take(8).take_while(|b| matches!(b, b' ' | b'\t')).count();
    Some(text.len() - line.len() + blanks)
}

/// The parts of a hyphenated word with their byte offsets in it; a word without a hyphen is its own part.
pub fn parts(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < word.len() {
            let rest = &word[from..];
            let blank = |c: char| c.is_whitespace() || invisible(c) || is_hyphen(c);
            let start = from + rest.find(|c| !blank(c)).unwrap_or(rest.len());
            let end = part_end(word, start);
            from = end;
            let part = word[start..end].trim_end_matches(invisible);
            if !part.is_empty() {
                return Some((start, part));
            }
        }
        None
    })
}

/// The hyphen at which the part that begins at `start` ends; that of `Partner/-innen` parts nothing.
fn part_end(word: &str, start: usize) -> usize {
    let mut before = '-';
    for (at, character) in word[start..].char_indices() {
        if is_hyphen(character) && before != '/' {
            return start + at;
        }
        before = character;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out.iter().map(|token| token.of(text)).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn words_with_what_joins_them_are_one() {
        for word in [
            "E-Mail",
            "Win-win-Situation",
            "CO2-neutral",
            "20-jährig",
            "COVID-19",
            "24-Stunden-Dienst",
            "Täter*innen",
            "Kund:innen",
            "Kund_innen",
            "KundInnen",
            "Kund·innen",
            "Kund/innen",
            "Partner/-in",
            "Bürger(innen)",
            "Kolleg(inn)en",
            "jede:r",
            "Bürger:innenrat",
            "geht’s",
            "don't",
            "Initech's",
            "O‘Neill",
            "90's",
            "B2B",
            "CO₂",
            "m²",
            "5G",
            "1.2bn",
            "nicht\u{AD}linear",
            "gar\u{200B}antiert",
            "u\u{308}ber",
            "E\u{2011}Mail",
            "nach-\nhaltig",
            "nach-\r\n  haltig",
            "nach\u{AD}\nhaltig",
            "snake_case",
            "𝐠𝐚𝐫𝐚𝐧𝐭𝐢𝐞𝐫𝐭",
            "v1.2",
        ] {
            assert_eq!(read(word), [word], "{word}");
            assert_eq!(kinds(word), [TokenKind::Word], "{word}");
            assert_eq!(read(&format!("(„{word}“, x)")), [word, "x"], "{word}");
        }
    }

    #[test]
    fn numbers_keep_their_separators() {
        for number in [
            "7",
            "1.200,50",
            "3,5",
            "½",
            "1½",
            "1'200",
            "1’200’000",
            "1\u{202F}200",
            "10\u{A0}000",
            "3.5.2026",
            "٣٤",
        ] {
            assert_eq!(read(number), [number]);
            assert_eq!(kinds(number), [TokenKind::Number], "{number}");
            assert_eq!(read(&format!("{number}.")), [number]);
        }
        assert_eq!(read("2020-2025, 9:30, 24/7"), ["2020", "2025", "9", "30", "24", "7"]);
        assert_eq!(read("2026\u{A0}100 7\u{A0}1000"), ["2026", "100", "7", "1000"]);
    }

    #[test]
    fn signs_are_tokens_and_other_punctuation_is_not() {
        assert_eq!(
            read("30 %, 5‰, 7€ $1 £2 §3 R&D C++ 20°C"),
            [
                "30", "%", "5", "‰", "7", "€", "$", "1", "£", "2", "§", "3", "R", "&", "D", "C",
                "+", "+", "20", "°", "C"
            ]
        );
        assert_eq!(read("#WirSind @team – „Ja“… 🎉👩‍💻1️⃣ C#"), ["WirSind", "team", "Ja", "C"]);
        assert_eq!(kinds("a 1 %"), [TokenKind::Word, TokenKind::Number, TokenKind::Sign]);
    }

    #[test]
    fn what_only_looks_joined_is_not() {
        assert_eq!(read("Vor- und -teile --x a--b"), ["Vor", "und", "teile", "x", "a", "b"]);
        assert_eq!(read("Vor-\nund Nachteile"), ["Vor", "und", "Nachteile"]);
        assert_eq!(read("Klima-\nZiel"), ["Klima", "Ziel"]);
        assert_eq!(read("‚Hans' Auto‘ Fazit:nachhaltig"), ["Hans", "Auto", "Fazit", "nachhaltig"]);
        assert_eq!(
            read("und/oder z.B. Preis (in Euro)"),
            ["und", "oder", "z", "B", "Preis", "in", "Euro"]
        );
        assert_eq!(
            read("Köln–Bonn Marktführer¹ http://a.de"),
            ["Köln", "Bonn", "Marktführer", "http", "a", "de"]
        );
        assert_eq!(read("日本語かな"), ["日", "本", "語", "か", "な"]);
    }

    #[test]
    fn a_token_ends_with_its_last_visible_character() {
        assert_eq!(read("Wort\u{AD}\u{200B}, E-\u{AD}Mail"), ["Wort", "E-\u{AD}Mail"]);
        assert_eq!(read("Cafe\u{301}."), ["Cafe\u{301}"]);
    }

    #[test]
    fn flags_say_what_is_cheap() {
        let mut out = Vec::new();
        tokens("Haus E-Mail Größe E\u{2011}Mail", &mut out);
        let flags: Vec<_> = out.iter().map(|token| (token.joined, token.ascii)).collect();
        assert_eq!(flags, [(false, true), (true, true), (false, false), (true, false)]);
    }

    #[test]
    fn parts_of_hyphenated_words() {
        let parts = |word| parts(word).map(|(_, part)| part).collect::<Vec<_>>();
        assert_eq!(parts("Win-win-Situation"), ["Win", "win", "Situation"]);
        assert_eq!(parts("Haus"), ["Haus"]);
        assert_eq!(parts("nach-\n  haltig"), ["nach", "haltig"]);
        assert_eq!(parts("Partner/-innen"), ["Partner/-innen"]);
        assert_eq!(parts("E\u{AD}-\u{AD}Mail"), ["E", "Mail"]);
        assert_eq!(super::parts("E-Mail").nth(1), Some((2, "Mail")));
    }

    #[test]
    fn adversaries_take_linear_time() {
        let mut out = Vec::new();
        let units =
            ["a", "a-", "\u{308}", "a\u{AD}", "a-\u{AD}\u{AD}", "a-\n", "a(in", "1.", "\u{AD}"];
        for unit in units {
            crate::text::pace::assert_linear(unit, unit, |text| tokens(text, &mut out));
        }
        // One word with endless marks behind it.
        for (start, mark) in [("a", "\u{308}"), ("a-", "\u{AD}")] {
            crate::text::pace::assert_linear(start, mark, |text| {
                tokens(&[start, text].concat(), &mut out);
            });
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[a-zA-Zäöüß]{1,6}".prop_map(String::from),
            1 => "[0-9]{1,4}".prop_map(String::from),
            2 => "[-'’*:_/().,%€§+ \n\u{AD}\u{200B}\u{308}\u{A0}²½#@–\u{2011}]".prop_map(String::from),
            1 => Just("innen".to_owned()),
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_miss_nothing(text in text()) {
            let mut out = Vec::new();
            tokens(&text, &mut out);
            let mut done = 0;
            let mut gaps = String::new();
            for token in &out {
                let (start, end) = (token.start as usize, token.end as usize);
                prop_assert!(done <= start && start < end);
                gaps.push_str(&text[done..start]);
                let word = &text[start..end];
                prop_assert_eq!(word.is_ascii(), token.ascii);
                prop_assert!(!word.starts_with(invisible) && !word.ends_with(invisible));
                prop_assert_eq!(read(word), [word], "a token stays a token by itself");
                let whole: String = parts(word).map(|(_, part)| part).collect();
                prop_assert_eq!(
                    whole.chars().filter(|c| c.is_alphanumeric()).count(),
                    word.chars().filter(|c| c.is_alphanumeric()).count()
                );
                done = end;
            }
            gaps.push_str(&text[done..]);
            let left = gaps.chars().any(|c| {
                c.is_alphabetic() && !invisible(c)
                    || "%‰€$£§&+°".contains(c)
                    || c.is_ascii_digit() && !text.contains('\u{20E3}')
            });
            prop_assert!(!left, "only trivia between tokens: {gaps:?}");
        }
    }
}
