//! Reading at a place: the small steps from which the readers of numbers, dates and times are made.
//!
//! In: a text, the end of the sentence, a byte offset on a character border. Out: offsets and words. Every
//! step looks at a bounded number of characters or moves on over what it has read, so that whatever is made
//! of these steps stays linear.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Language;

/// How many blanks may stand inside one expression: `30  %`.
const MOST_BLANKS: usize = 3;

/// A place to read from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Where the sentence begins.
    pub start: usize,
    /// Where it ends: nothing is read beyond.
    pub end: usize,
    /// Its language.
    pub language: Language,
}

impl<'t> Reader<'t> {
    /// What is left from `at` on.
    pub fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..self.end).unwrap_or("")
    }

    /// The text of a range.
    pub fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    /// The character at `at`.
    pub fn next(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character before `at`, of the whole text.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Behind `wanted`, if it stands here.
    pub fn eat(&self, at: usize, wanted: char) -> Option<usize> {
        (self.next(at)? == wanted).then(|| at + wanted.len_utf8())
    }

    /// The character here if it is one of `wanted`, and what follows it.
    pub fn eat_any(&self, at: usize, wanted: &[char]) -> Option<(char, usize)> {
        let found = self.next(at)?;
        wanted.contains(&found).then(|| (found, at + found.len_utf8()))
    }

    /// Behind the ASCII digits here; `at` itself if there are none.
    pub fn digits(&self, at: usize) -> usize {
        at + self.rest(at).bytes().take_while(u8::is_ascii_digit).count()
    }

    /// The number that one to `most` digits make, and what follows; `None` for fewer or more digits.
    pub fn small(&self, at: usize, most: usize) -> Option<(u32, usize)> {
        let count = self.rest(at).bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        let end = at + count;
        (1..=most).contains(&count).then(|| Some((self.slice(at, end).parse().ok()?, end)))?
    }

    /// Exactly `count` digits as a number, and what follows.
    pub fn exactly(&self, at: usize, count: usize) -> Option<(u32, usize)> {
        self.small(at, count).filter(|(_, end)| end - at == count)
    }

    /// Behind the blanks here, at most a few; `at` itself if there are none.
    pub fn gap(&self, at: usize) -> usize {
        let blanks = self.rest(at).chars().take(MOST_BLANKS).take_while(|c| is_blank(*c));
        at + blanks.map(char::len_utf8).sum::<usize>()
    }

    /// Behind the letters and digits here.
    pub fn run(&self, at: usize) -> usize {
        let ascii = self.rest(at).bytes().take_while(u8::is_ascii_alphanumeric).count();
        self.past(at + ascii, |c| c.is_alphanumeric() || is_inside_word(c))
    }

    /// Behind the letters here.
    pub fn letters(&self, at: usize) -> usize {
        let ascii = self.rest(at).bytes().take_while(u8::is_ascii_alphabetic).count();
        self.past(at + ascii, |c| c.is_alphabetic() || is_inside_word(c))
    }

    fn past(&self, at: usize, belongs: impl Fn(char) -> bool) -> usize {
        let stop = self.rest(at).char_indices().find(|(_, c)| !belongs(*c));
        stop.map_or(self.end, |(offset, _)| at + offset)
    }

    /// Whether no letter or digit follows: what was read ends at `at`.
    pub fn closed(&self, at: usize) -> bool {
        self.next(at).is_none_or(|c| !c.is_alphanumeric())
    }

    /// The word here, folded, and what follows; `None` where no letter stands or the word is long.
    pub fn word(&self, at: usize) -> Option<(Folded, usize)> {
        if !self.next(at)?.is_alphabetic() {
            return None;
        }
        let mut folded = Folded::new();
        let mut end = at;
        let mut marks = false;
        for c in self.rest(at).chars() {
            if !c.is_alphabetic() && !is_inside_word(c) {
                break;
            }
            end += c.len_utf8();
            marks |= !c.is_ascii() && is_combining_mark(c);
            folded.push(c)?;
        }
        if marks {
            // Decomposed umlauts: rare enough to read the word a second time.
            folded = Folded::new();
            for c in self.slice(at, end).nfc() {
                folded.push(c)?;
            }
        }
        Some((folded, end))
    }

    /// The word after the blanks here, folded, and what follows.
    pub fn next_word(&self, at: usize) -> Option<(Folded, usize)> {
        self.word(self.gap(at))
    }

    /// The word before `at` with at most blanks and two marks (`.`, `:`, `-`) between, folded.
    pub fn word_before(&self, at: usize) -> Option<Folded> {
        const MOST: usize = 24;
        let before = self.text.get(self.start..at)?;
        let trimmed = before.trim_end_matches(is_blank);
        let unmarked = |text: &'t str| text.strip_suffix(['.', ':', '-', '°', 'º']).unwrap_or(text);
        let trimmed = unmarked(unmarked(trimmed));
        let mut letters = 0;
        let mut start = trimmed.len();
        for (offset, c) in trimmed.char_indices().rev() {
            if !(c.is_alphanumeric() || is_inside_word(c)) {
                break;
            }
            letters += 1;
            if letters > MOST {
                return None;
            }
            start = offset;
        }
        let mut folded = Folded::new();
        let word = trimmed.get(start..)?;
        if word.is_ascii() {
            word.chars().try_for_each(|c| folded.push(c))?;
        } else {
            word.nfc().try_for_each(|c| folded.push(c))?;
        }
        (!folded.as_str().is_empty()).then_some(folded)
    }

    /// Whether a capital is forced at `at`: the sentence begins there, or a colon or an opening mark stands
    /// before.
    pub fn capital_forced(&self, at: usize) -> bool {
        let before = self.text.get(self.start..at).unwrap_or("");
        let before = before.trim_end_matches(|c: char| is_blank(c) || "„“\"»«‚‘(–—*".contains(c));
        match before.chars().next_back() {
            None => true,
            Some(last) => matches!(last, ':' | '!' | '?' | '…' | '.'),
        }
    }
}

/// A word in lower case, composed, without what cannot be seen, kept on the stack.
#[derive(Clone, Copy)]
pub(super) struct Folded {
    bytes: [u8; Self::MOST],
    length: usize,
}

impl Folded {
    /// Longer words are no words we know: the longest number words below a million have about 65 letters.
    const MOST: usize = 96;

    fn new() -> Self {
        Self { bytes: [0; Self::MOST], length: 0 }
    }

    /// Appends a character in lower case; `None` when there is no room.
    fn push(&mut self, character: char) -> Option<()> {
        if character.is_ascii() {
            *self.bytes.get_mut(self.length)? =
                u8::try_from(character.to_ascii_lowercase()).ok()?;
            self.length += 1;
            return Some(());
        }
        if is_invisible(character) {
            return Some(());
        }
        for lower in character.to_lowercase() {
            let room = self.bytes.get_mut(self.length..self.length + lower.len_utf8())?;
            lower.encode_utf8(room);
            self.length += lower.len_utf8();
        }
        Some(())
    }

    /// As a string.
    pub fn as_str(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }
}

/// Blanks of every width, line ends, and what cannot be seen between two words.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Soft hyphen, zero-width characters, word joiner: not there for any reader.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_inside_word(character: char) -> bool {
    !character.is_ascii() && (is_invisible(character) || is_combining_mark(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(text: &str) -> Reader<'_> {
        Reader { text, start: 0, end: text.len(), language: Language::GERMAN }
    }

    #[test]
    fn words_are_folded_and_composed() {
        let reader = reader("FU\u{308}NF Mil\u{AD}lionen");
        let (word, end) = reader.word(0).unwrap();
        assert_eq!(word.as_str(), "fünf");
        let (word, end) = reader.next_word(end).unwrap();
        assert_eq!((word.as_str(), end), ("millionen", reader.end));
        assert!(reader.word(5).is_none() || reader.next(5).is_some_and(char::is_alphabetic));
    }

    #[test]
    fn long_words_are_no_words() {
        let text = "a".repeat(1000);
        assert!(reader(&text).word(0).is_none());
        assert!(reader(&text).word_before(1000).is_none());
    }

    #[test]
    fn looks_back_over_one_mark() {
        let text = "siehe Art. 5";
        assert_eq!(reader(text).word_before(11).unwrap().as_str(), "art");
        assert!(reader("5").word_before(0).is_none());
        assert!(reader("Heute: Zwölf").capital_forced(7) && !reader("die Zwölf").capital_forced(4));
    }

    #[test]
    fn digits_by_count() {
        let reader = reader("2026x");
        assert_eq!(reader.exactly(0, 4), Some((2026, 4)));
        assert_eq!(reader.small(0, 2), None);
        assert!(!reader.closed(4) && reader.closed(5));
    }
}
