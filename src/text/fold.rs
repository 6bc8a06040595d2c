//! Folding: the form in which two spellings of one word are equal.
//!
//! In: any text. Out: its NFKC form, fully case folded (so `ß` is `ss`), without invisible characters, with
//! one apostrophe, one dash and one blank; on demand with a map back to the source. `ä` and `ae` stay
//! apart. This file knows no words and no language.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Whether a reader cannot see the character: Unicode's default ignorable code points, among them soft
/// hyphen, zero-width characters, variation selectors and directional marks.
#[must_use]
pub fn invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Typographic variants as their plain form.
fn plain(character: char) -> char {
    match character {
        '’' | '‘' | 'ʼ' | '´' | '`' | '′' | '＇' => '\'',
        '‐'..='―' | '−' | '﹘' | '﹣' | '－' => '-',
        _ if character.is_whitespace() => ' ',
        other => other,
    }
}

/// The folded form of `text`.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !changes(byte)) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    if !fold_latin(text, &mut folded) {
        folded.clear();
        each_cluster(text, |_, cluster| folded.push_str(&cluster));
    }
    if folded == text { Cow::Borrowed(text) } else { Cow::Owned(folded) }
}

/// Whether folding changes this ASCII byte.
fn changes(byte: u8) -> bool {
    byte.is_ascii_uppercase() || matches!(byte, b'`' | b'\t'..=b'\r')
}

/// Folds ordinary German and English prose, in which no character composes with another; false as soon as
/// there is one for which that is not certain. A hyphen that closes a line loses the line end.
fn fold_latin(text: &str, folded: &mut String) -> bool {
    for character in text.chars() {
        match character {
            '\n' | '\r' => return false,
            'ß' => folded.push_str("ss"),
            '\0'..='\u{7F}' => folded.push(plain(character).to_ascii_lowercase()),
            'À'..='Þ' if character != '×' => folded.extend(character.to_lowercase()),
            'à'..='ÿ' | '×' => folded.push(character),
            '’' | '‘' | '‐'..='―' => folded.push(plain(character)),
            '\u{AD}' => {}
            _ => return false,
        }
    }
    true
}

/// Gives each cluster (a character with all that may compose with it) folded, with its visible source bytes.
/// Folding goes cluster by cluster, so the map back cannot differ from the folding itself.
fn each_cluster(text: &str, mut give: impl FnMut(Range<usize>, String)) {
    let mut start = None;
    let mut end = 0;
    let mut skip_to = 0;
    for (at, character) in text.char_indices() {
        if at < skip_to || invisible(character) {
            continue;
        }
        if let Some(start) = start.filter(|_| begins_cluster(character)) {
            give(start..end, fold_cluster(&text[start..end]));
        }
        if start.is_none() || begins_cluster(character) {
            start = Some(at);
        }
        end = at + character.len_utf8();
        if plain(character) == '-' {
            skip_to = line_end_after(text, end);
        }
    }
    if let Some(start) = start {
        give(start..end, fold_cluster(&text[start..end]));
    }
}

/// After a hyphen: where the word goes on if the line ends here, else right here.
fn line_end_after(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(line) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) else {
        return at;
    };
    let word = line.trim_start_matches([' ', '\t']);
    if word.starts_with(char::is_alphabetic) { text.len() - word.len() } else { at }
}

/// Whether nothing before this character can compose with it.
fn begins_cluster(character: char) -> bool {
    let mut first = None;
    decompose_compatible(character, |part| first = first.or(Some(part)));
    let first = first.unwrap_or(character);
    canonical_combining_class(first) == 0
        && !matches!(is_nfkc_quick(std::iter::once(first)), IsNormalized::Maybe)
}

fn fold_cluster(cluster: &str) -> String {
    let visible = cluster.chars().filter(|c| !invisible(*c)).map(plain);
    let decomposed = visible.nfkd().filter(|c| !invisible(*c)).map(plain);
    decomposed.flat_map(fold_case).nfkc().collect()
}

/// Full case folding of one character: lower, upper, lower again gives what Unicode's table gives, but for
/// the Turkish dotless `ı`, which has no partner outside Turkic languages.
fn fold_case(character: char) -> impl Iterator<Item = char> {
    let dotless = (character == 'ı').then_some('ı');
    let others = (character != 'ı').then(|| {
        character.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)
    });
    dotless.into_iter().chain(others.into_iter().flatten())
}

/// Folded text that knows where each of its bytes comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the source bytes of its cluster.
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `text` and keeps the map.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        each_cluster(text, |source, cluster| {
            let origin = crate::text::Span::from(source);
            folded.origins.resize(folded.text.len() + cluster.len(), (origin.start, origin.end));
            folded.text.push_str(&cluster);
        });
        folded
    }

    /// The folded form, the same as [`fold`] gives.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source bytes that the folded bytes `range` come from, whole characters always; an empty or
    /// outlying range gives an empty one where it would stand.
    #[must_use]
    pub fn source(&self, range: Range<u32>) -> Range<u32> {
        let origin = |at: u32| self.origins.get(at as usize).copied();
        let after = self.origins.last().map_or(0, |last| last.1);
        let start = origin(range.start).map_or(after, |origin| origin.0);
        let end = range.end.checked_sub(1).filter(|last| *last >= range.start).and_then(origin);
        start..end.map_or(start, |origin| origin.1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_word_are_equal() {
        for (one, other) in [
            ("Straße", "STRASSE"),
            ("MAẞSTAB", "massstab"),
            ("Maß\u{AD}stab", "Maßstab"),
            ("u\u{308}ber", "Über"),
            ("geht’s", "GEHT'S"),
            ("E‑Mail", "e-mail"),
            ("ﬁnden", "Finden"),
            ("𝐠𝐚𝐫𝐚𝐧𝐭", "garant"),
            ("gar\u{200B}antiert", "garantiert"),
            ("❤\u{FE0F}", "❤"),
            ("ΟΔΟΣ", "οδος"),
            ("nach-\n  haltig", "nach-haltig"),
            ("a\u{A0}b", "a b"),
            ("CO₂", "co2"),
            ("a–b", "a-b"),
            ("o\u{AD}\u{308}l", "öl"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("Bär"), fold("Baer"));
        assert_ne!(fold("schon"), fold("schön"));
        assert_ne!(fold("a - b"), fold("a-b"));
    }

    #[test]
    fn folded_text_is_borrowed() {
        assert!(matches!(fold("schon gefaltet, 100 %"), Cow::Borrowed(_)));
        assert!(matches!(fold("übergrün"), Cow::Borrowed(_)));
        assert!(matches!(fold("Neu"), Cow::Owned(_)));
    }

    #[test]
    fn the_map_leads_back() {
        let text = "x Straßen\u{AD}fest";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "x strassenfest");
        let range = folded.source(6..8);
        assert_eq!(&text[range.start as usize..range.end as usize], "ß");
        let range = folded.source(2..14);
        assert_eq!(&text[range.start as usize..range.end as usize], "Straßen\u{AD}fest");
        let range = folded.source(2..10);
        assert_eq!(&text[range.start as usize..range.end as usize], "Straßen");
        assert_eq!(folded.source(3..3), 3..3);
        assert_eq!(folded.source(90..99), 16..16);
    }

    #[test]
    fn a_heap_of_marks_takes_no_time() {
        let text = "\u{301}".repeat(1 << 19);
        assert_eq!(fold(&text).len(), text.len());
        assert_eq!(fold(&"a\u{AD}".repeat(1 << 19)).len(), 1 << 19);
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => "[a-zA-ZäöüßÄÖÜẞ ’–-]{1,4}".prop_map(String::from),
            1 => "[\u{AD}\u{200D}\u{308}\u{301}\u{345}\u{327}\n½²ﬁ´`ŉıİΣςﾞｶ\u{1161}\u{1100}]".prop_map(String::from),
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in text()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.as_ref());
        }

        #[test]
        fn the_map_is_monotone_and_complete(text in text()) {
            let folded = Folded::new(&text);
            let plain = fold(&text);
            prop_assert_eq!(folded.text(), plain.as_ref());
            prop_assert_eq!(folded.origins.len(), folded.text.len());
            for pair in folded.origins.windows(2) {
                prop_assert!(pair[0] == pair[1] || pair[0].1 <= pair[1].0);
            }
            for &(start, end) in &folded.origins {
                prop_assert!(!text[start as usize..end as usize].is_empty());
            }
        }
    }
}
