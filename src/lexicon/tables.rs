//! The lemma data as it is embedded: from a form to its readings, from a lemma to its forms.
//!
//! In: words exactly as the data writes them. Out: lemmas, classes, degrees, slots of paradigms. Nothing is
//! copied or checked at start; the tables are read where they lie. Their layout is described where they are
//! made, in `data/generate/src/tables.rs`. This file knows no spelling, no compounds and no texts.

use fst::Map;
use fst::raw::{Node, Output};

use super::reading::{Class, Degree};

/// One dictionary reading of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub lemma: String,
    pub class: Class,
    pub degree: Degree,
    /// How easily it gives way to a word of another class that is spelled alike.
    pub strength: Strength,
}

/// How much a reading is worth beside others of the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// An imperative or first person singular: gives way to nouns where a capital is forced, and to words of the
    /// closed classes (*laut*, *trotz*).
    Curt,
    /// A singular of the past or of the first subjunctive: gives way to nouns where a capital is forced.
    Weak,
    /// Everything else.
    Full,
}

impl Strength {
    /// From the two bits of the tables.
    fn from_bits(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::Full,
            1 => Self::Weak,
            _ => Self::Curt,
        }
    }
}

/// A form of a paradigm, with the grammatical slots it fills as bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub form: String,
    pub slots: u32,
}

/// A row of numbers in a table.
#[derive(Clone, Copy, Debug)]
struct Section(&'static [u8]);

impl Section {
    fn u32(self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at * 4..at * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    fn u16(self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at * 2..at * 2 + 2)?;
        Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    }

    /// The members of list `at`, given where lists end.
    fn range(self, at: usize) -> Option<std::ops::Range<usize>> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.u32(before))?;
        Some(start..self.u32(at)?)
    }
}

/// The data of one language.
#[derive(Debug)]
pub(super) struct Tables {
    forms: Map<&'static [u8]>,
    suffixes: Map<&'static [u8]>,
    string_ends: Section,
    strings: &'static [u8],
    rules: Section,
    set_ends: Section,
    sets: Section,
    cells: Section,
    paradigm_ends: Section,
    paradigms: Section,
}

impl Tables {
    /// The data in these files; none if they are damaged.
    pub fn new(
        forms: &'static [u8],
        suffixes: &'static [u8],
        tables: &'static [u8],
    ) -> Option<Self> {
        let (head, mut rest) = tables.split_at_checked(32)?;
        let head = Section(head);
        let mut section = |number: usize, size: usize| {
            let (section, after) = rest.split_at_checked(head.u32(number)?.checked_mul(size)?)?;
            rest = after;
            Some(section)
        };
        Some(Self {
            forms: Map::new(forms).ok()?,
            suffixes: Map::new(suffixes).ok()?,
            string_ends: Section(section(0, 4)?),
            strings: section(7, 1)?,
            rules: Section(section(1, 5)?),
            set_ends: Section(section(2, 4)?),
            sets: Section(section(3, 2)?),
            cells: Section(section(4, 8)?),
            paradigm_ends: Section(section(5, 4)?),
            paradigms: Section(section(6, 2)?),
        })
    }

    /// The readings of a form; empty if there is no such form.
    pub fn read(&self, form: &str) -> Vec<Entry> {
        self.set(None, form).map_or(Vec::new(), |set| self.entries(set, form))
    }

    /// The number of the form's set of readings; `first`, if given, stands for its first character.
    pub fn set(&self, first: Option<char>, form: &str) -> Option<usize> {
        let Some(first) = first else {
            return usize::try_from(self.forms.get(form)?).ok();
        };
        let mut chars = form.chars();
        chars.next()?;
        let mut buffer = [0; 4];
        let bytes = first.encode_utf8(&mut buffer).bytes().chain(chars.as_str().bytes());
        let fst = self.forms.as_fst();
        let (mut node, mut value) = (fst.root(), Output::zero());
        for byte in bytes {
            let transition = node.transition(node.find_input(byte)?);
            value = value.cat(transition.out);
            node = fst.node(transition.addr);
        }
        let end = node.is_final().then(|| value.cat(node.final_output()))?;
        usize::try_from(end.value()).ok()
    }

    /// The readings in set `set` as they apply to `form`.
    pub fn entries(&self, set: usize, form: &str) -> Vec<Entry> {
        let Some(range) = self.set_ends.range(set) else { return Vec::new() };
        range.filter_map(|at| self.apply(self.sets.u16(at)?, form)).collect()
    }

    fn string(&self, number: usize) -> Option<&'static str> {
        std::str::from_utf8(self.strings.get(self.string_ends.range(number)?)?).ok()
    }

    /// The reading that rule `rule` makes of `form`.
    fn apply(&self, rule: usize, form: &str) -> Option<Entry> {
        let &[operation, cut, low, high, kind] = self.rules.0.get(rule * 5..rule * 5 + 5)? else {
            return None;
        };
        let append = self.string(usize::from(u16::from_le_bytes([low, high])))?;
        let changed = match operation {
            0 => None,
            1 => Some(plain_vowel(form)?),
            _ => {
                let at = usize::from(operation - if operation < 32 { 2 } else { 32 });
                Some([form.get(..at)?, form.get(at + 2..)?].concat())
            }
        };
        let start = changed.as_deref().unwrap_or(form);
        let kept = start.get(..start.len().checked_sub(usize::from(cut))?)?;
        let class = Class::from_number(kind & 7)?;
        let degree = Degree::from_number(kind >> 3 & 3)?;
        let strength = Strength::from_bits(kind >> 5);
        Some(Entry { lemma: [kept, append].concat(), class, degree, strength })
    }

    /// The forms of a lemma, as its paradigm makes them; where the lemma is a separable verb, its particle has
    /// `split` bytes. A lemma the data does not hold is inflected like the one that ends most alike.
    pub fn forms(&self, lemma: &str, class: Class, split: usize) -> Vec<Form> {
        self.forms_like(lemma, lemma, class, split)
    }

    /// The forms of a lemma that is inflected like `model`.
    pub fn forms_like(&self, lemma: &str, model: &str, class: Class, split: usize) -> Vec<Form> {
        let range = self.paradigm(model, class).and_then(|number| self.paradigm_ends.range(number));
        let cells = range.into_iter().flatten().filter_map(|at| self.paradigms.u16(at));
        cells.filter_map(|cell| self.make(cell, lemma, split)).collect()
    }

    /// The number of the paradigm of a lemma: that of the longest end it shares with one in the data.
    fn paradigm(&self, lemma: &str, class: Class) -> Option<usize> {
        let small = lemma.to_lowercase();
        let key = std::iter::once(b'0' + class.number())
            .chain(small.bytes().rev())
            .chain(std::iter::once(b'^'));
        let fst = self.suffixes.as_fst();
        let (mut node, mut value): (Node<'_>, Output) = (fst.root(), Output::zero());
        // The empty end tells the most frequent paradigm of all.
        let end = |node: &Node<'_>, value: Output| {
            let end = node.is_final().then(|| value.cat(node.final_output()))?;
            usize::try_from(end.value()).ok()
        };
        let mut found = end(&node, value);
        for byte in key {
            let Some(at) = node.find_input(byte) else { break };
            let transition = node.transition(at);
            value = value.cat(transition.out);
            node = fst.node(transition.addr);
            found = end(&node, value).or(found);
        }
        found
    }

    /// The form that cell `cell` makes of `lemma`.
    fn make(&self, cell: usize, lemma: &str, split: usize) -> Option<Form> {
        let &[operation, cut, low, high, a, b, c, d] = self.cells.0.get(cell * 8..cell * 8 + 8)?
        else {
            return None;
        };
        let append = self.string(usize::from(u16::from_le_bytes([low, high])))?;
        let kept = lemma.get(..lemma.len().checked_sub(usize::from(cut))?)?;
        let form = match operation {
            0 => [kept, append].concat(),
            1 => umlaut(kept)? + append,
            _ => [kept.get(..split)?, "ge", kept.get(split..)?, append].concat(),
        };
        Some(Form { form, slots: u32::from_le_bytes([a, b, c, d]) })
    }
}

/// The word with its last umlaut undone.
fn plain_vowel(word: &str) -> Option<String> {
    let (at, umlaut) = word.char_indices().rev().find(|(_, c)| matches!(c, 'ä' | 'ö' | 'ü'))?;
    let plain = match umlaut {
        'ä' => "a",
        'ö' => "o",
        _ => "u",
    };
    Some([&word[..at], plain, &word[at + umlaut.len_utf8()..]].concat())
}

/// The word with an umlaut for its last a, o or u; of `au` the a changes.
pub(super) fn umlaut(word: &str) -> Option<String> {
    let vowel = |c: char| matches!(c, 'a' | 'o' | 'u' | 'A' | 'O' | 'U');
    let (mut at, _) = word.char_indices().rev().find(|(_, c)| vowel(*c))?;
    if word[at..].starts_with('u') && word[..at].ends_with(['a', 'A']) {
        at -= 1;
    }
    let changed = match word[at..].chars().next()? {
        'a' => "ä",
        'A' => "Ä",
        'o' => "ö",
        'O' => "Ö",
        'u' => "ü",
        _ => "Ü",
    };
    Some([&word[..at], changed, &word[at + 1..]].concat())
}

#[cfg(test)]
mod tests {
    use fst::{IntoStreamer, Streamer};
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::Language;

    /// What the paradigms make and what the forms are read as is the same: here for every 97th form.
    #[test]
    fn paradigms_and_readings_agree() {
        for language in [Language::GERMAN, Language::ENGLISH] {
            let lexicon = Lexicon::of(language);
            let Some(tables) = &lexicon.tables else { continue };
            let mut stream = tables.forms.into_stream();
            let (mut nth, mut missing) = (0, Vec::new());
            while let Some((form, _)) = stream.next() {
                nth += 1;
                if nth % 97 != 0 {
                    continue;
                }
                let form = std::str::from_utf8(form).unwrap();
                for entry in tables.read(form) {
                    let verb = entry.class == Class::Verb && language == Language::GERMAN;
                    let split = if verb { lexicon.split(&entry.lemma) } else { None };
                    let forms = tables.forms(&entry.lemma, entry.class, split.unwrap_or(0));
                    let with_zu = split.is_some_and(|at| form[at..].starts_with("zu"));
                    if !with_zu && !forms.iter().any(|made| made.form == form) {
                        missing.push((form.to_owned(), entry.lemma));
                    }
                }
            }
            assert!(nth > 100_000, "{nth}");
            assert!(missing.len() * 1000 < nth / 97, "{missing:?}");
        }
    }

    /// The embedded files are those that the generator wrote.
    #[test]
    fn digests_of_the_data() {
        let files: [(&str, &[&[u8]]); 2] = [
            (
                include_str!("../../data/lemma-de/SHA256SUMS"),
                &[
                    include_bytes!("../../data/lemma-de/forms.fst"),
                    include_bytes!("../../data/lemma-de/suffixes.fst"),
                    include_bytes!("../../data/lemma-de/tables.bin"),
                ],
            ),
            (
                include_str!("../../data/lemma-en/SHA256SUMS"),
                &[
                    include_bytes!("../../data/lemma-en/forms.fst"),
                    include_bytes!("../../data/lemma-en/suffixes.fst"),
                    include_bytes!("../../data/lemma-en/tables.bin"),
                ],
            ),
        ];
        for (sums, files) in files {
            for (line, bytes) in sums.lines().zip(files) {
                let digest = Sha256::digest(bytes);
                let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                assert!(line.starts_with(&digest), "{line}");
            }
            assert_eq!(sums.lines().count(), files.len());
        }
    }
}
