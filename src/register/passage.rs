//! Where a registered wording stands in a text, to the letter or nearly.
//!
//! In: a text as a reader sees it and a wording. Out: byte ranges of the text. Compared is what `exactly`
//! compares in rules: characters in NFC, runs of blanks as one, soft hyphens left out. Case counts, because
//! a lawyer cleared these words and no others.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// The most words of a wording or text in which near misses are looked for; longer ones are compared to
/// the letter only. The work grows with the product of both.
const MAX_WORDS: usize = 2_000;

/// A text prepared for looking up wordings.
#[derive(Clone, Debug)]
pub struct Passage {
    normal: String,
    /// For each byte of `normal` where its character begins in the text, and one more for the end.
    origins: Vec<u32>,
}

/// Words that are nearly a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Where in the text.
    pub range: Range<usize>,
    /// Words of the text that the wording does not have.
    pub added: Vec<String>,
    /// Words of the wording that the text does not have.
    pub missing: Vec<String>,
}

impl Passage {
    /// Prepares a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut normal = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len() + 1);
        for (start, cluster) in clusters(text) {
            let before = normal.len();
            if cluster.chars().all(char::is_whitespace) {
                if !normal.ends_with(' ') {
                    normal.push(' ');
                }
            } else {
                normal.extend(cluster.nfc().filter(|one| *one != SOFT_HYPHEN));
            }
            origins.resize(origins.len() + normal.len() - before, offset(start));
        }
        origins.push(offset(text.len()));
        Self { normal, origins }
    }

    /// Every place where the wording stands to the letter, in order; words are not cut.
    #[must_use]
    pub fn occurrences(&self, wording: &str) -> Vec<Range<usize>> {
        let wanted = Self::new(wording.trim()).normal;
        if wanted.is_empty() {
            return Vec::new();
        }
        self.normal
            .match_indices(&wanted)
            .map(|(start, _)| start..start + wanted.len())
            .filter(|range| self.whole_words(range, &wanted))
            .map(|range| self.origin(range))
            .collect()
    }

    /// The place that comes nearest to the wording without being it: at most one word in four differs.
    #[must_use]
    pub fn near_miss(&self, wording: &str) -> Option<NearMiss> {
        let wanted = Self::new(wording.trim()).normal;
        let wanted: Vec<_> = words(&wanted).map(|range| &wanted[range]).collect();
        let ranges: Vec<_> = words(&self.normal).collect();
        if wanted.len() < 2 || wanted.len() > MAX_WORDS || ranges.len() > MAX_WORDS {
            return None;
        }
        let found: Vec<_> = ranges.iter().map(|range| &self.normal[range.clone()]).collect();
        let (window, distance) = nearest_window(&wanted, &found)?;
        if distance == 0 || distance > (wanted.len() / 4).max(1) {
            return None;
        }
        let first = ranges.get(window.start)?;
        let last = ranges.get(window.end.checked_sub(1)?)?;
        let (added, missing) = difference(&wanted, found.get(window)?);
        Some(NearMiss { range: self.origin(first.start..last.end), added, missing })
    }

    fn whole_words(&self, range: &Range<usize>, wanted: &str) -> bool {
        let before = self.normal.get(..range.start).and_then(|text| text.chars().next_back());
        let after = self.normal.get(range.end..).and_then(|text| text.chars().next());
        let joined = |inner: Option<char>, outer: Option<char>| {
            inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
        };
        !joined(wanted.chars().next(), before) && !joined(wanted.chars().next_back(), after)
    }

    fn origin(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| self.origins.get(offset).copied().unwrap_or_default() as usize;
        at(range.start)..at(range.end)
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Stretches that NFC may change as a whole: a character with the marks that follow it. Hangul letters
/// compose without being marks, so a run of them stays together.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let composes = |one: char| {
        unicode_normalization::char::is_combining_mark(one)
            || one == SOFT_HYPHEN
            || ('\u{1160}'..='\u{11FF}').contains(&one)
    };
    let mut starts = text
        .char_indices()
        .filter(move |&(at, one)| at == 0 || !composes(one))
        .map(|(at, _)| at)
        .peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len());
        Some((start, text.get(start..end)?))
    })
}

/// Words between blanks, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split(' ').filter_map(move |word| {
        let kept = word.trim_matches(|one: char| !one.is_alphanumeric());
        let start = kept.as_ptr() as usize - text.as_ptr() as usize;
        (!kept.is_empty()).then_some(start..start + kept.len())
    })
}

/// The stretch of `found` with the least number of words to add, drop or exchange to get `wanted`; the
/// first and then the longest of equally near ones.
fn nearest_window(wanted: &[&str], found: &[&str]) -> Option<(Range<usize>, usize)> {
    // Row by row over `found`; each cell holds the distance and where the stretch began.
    let mut row: Vec<(usize, usize)> = (0..=wanted.len()).map(|missing| (missing, 0)).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, word) in found.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push((0, at + 1));
        for (column, wanted) in wanted.iter().enumerate() {
            let exchanged = (row[column].0 + usize::from(wanted != word), row[column].1);
            let added = (row[column + 1].0 + 1, row[column + 1].1);
            let dropped: (usize, usize) = next[column];
            next.push(exchanged.min(added).min((dropped.0 + 1, dropped.1)));
        }
        row = next;
        let (distance, start) = row[wanted.len()];
        // Of equally near stretches that begin at one word the longest: it holds all that was inserted.
        let nearer = best.as_ref().is_none_or(|(least, window)| {
            distance < *least || distance == *least && start == window.start
        });
        if start <= at && nearer {
            best = Some((distance, start..at + 1));
        }
    }
    best.map(|(distance, window)| (window, distance))
}

/// Words only in the second, words only in the first.
fn difference(wanted: &[&str], found: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut added = Vec::new();
    let mut missing = Vec::new();
    let operations = similar::capture_diff_slices(similar::Algorithm::Myers, wanted, found);
    for operation in operations {
        if operation.tag() != similar::DiffTag::Equal {
            missing.extend(wanted[operation.old_range()].iter().map(ToString::to_string));
            added.extend(found[operation.new_range()].iter().map(ToString::to_string));
        }
    }
    (added, missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn found_to_the_letter_across_blanks_and_soft_hyphens() {
        let text = "Heute: Unser\u{A0}Strom  ist zu\nhundert Pro\u{AD}zent aus Wind.";
        let found = Passage::new(text).occurrences("Strom ist zu hundert Prozent");
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].clone()], "Strom  ist zu\nhundert Pro\u{AD}zent");
        assert!(Passage::new(text).occurrences("strom ist").is_empty());
        assert!(Passage::new(text).occurrences("hundert Pro").is_empty());
        assert!(Passage::new("a").occurrences(" ").is_empty());
    }

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        let text = "Gru\u{308}n ist gut. Grün ist gut.";
        let found = Passage::new(text).occurrences("Grün");
        let texts: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(texts, ["Gru\u{308}n", "Grün"]);
    }

    #[test]
    fn one_word_inserted_is_a_near_miss() {
        let text = "Wir sagen: Unser Strom stammt seit jeher zu 100 Prozent aus Wind, danke.";
        let wording = "Unser Strom stammt zu 100 Prozent aus Wind";
        let near = Passage::new(text).near_miss(wording).unwrap();
        assert_eq!(
            &text[near.range.clone()],
            "Unser Strom stammt seit jeher zu 100 Prozent aus Wind"
        );
        assert_eq!((near.added, near.missing), (vec!["seit".into(), "jeher".into()], vec![]));
        let exchanged =
            Passage::new("Unser Strom stammt zu 90 Prozent aus Wind").near_miss(wording);
        assert_eq!(exchanged.map(|near| near.missing), Some(vec!["100".to_owned()]));
        assert_eq!(Passage::new(wording).near_miss(wording), None);
        assert_eq!(Passage::new("Etwas ganz anderes steht hier.").near_miss(wording), None);
    }

    proptest! {
        #[test]
        fn ranges_lie_on_characters_of_the_text(text in "\\PC{0,40}", wording in "\\PC{1,6}") {
            let passage = Passage::new(&text);
            for range in passage.occurrences(&wording) {
                prop_assert!(text.get(range).is_some());
            }
            if let Some(near) = passage.near_miss(&wording) {
                prop_assert!(text.get(near.range).is_some());
            }
        }
    }
}
