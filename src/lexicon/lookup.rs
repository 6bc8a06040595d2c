//! The lexicon of a language, and the way from a word to its readings.
//!
//! In: a word of a text or of a phrase. Out: its dictionary entries, each with the part of the word that
//! stands before the entry's form if the word is a compound. The order of what is tried is the order of how much
//! it proves: the word as it stands, another case, another spelling, a compound of known parts, a woman's form,
//! a compound with an unknown first part.

use std::borrow::Cow;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::own::Own;
use super::reading::Class;
use super::spelling::{Case, MAX_WORD, capital, case, clean, small, variants, without_gender_sign};
use super::tables::{Entry, Strength, Tables};
use crate::text::{Language, fold};

/// What one language knows about its words.
pub struct Lexicon {
    pub(super) language: Language,
    pub(super) tables: Option<Tables>,
    pub(super) own: Own,
    pub(super) stemmer: Option<Stemmer>,
}

/// Where a word stands decides what its capital says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where every word has a capital: at the beginning of a sentence, in a heading.
    Forced,
    /// Within a sentence.
    Inside,
    /// In a phrase of a rule: a capital means a noun.
    Phrase,
}

/// One entry found for a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What stands before the form that the dictionary holds; empty if it holds the whole word.
    pub first: String,
    /// The entry of that form.
    pub entry: Entry,
    /// Whether that form is the entry's lemma itself.
    pub own: bool,
}

impl Found {
    fn whole(form: &str, entry: Entry) -> Self {
        Self { first: String::new(), own: entry.lemma == form, entry }
    }
}

static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| {
    #[cfg(feature = "lemma-de")]
    let tables = Tables::new(
        include_bytes!("../../data/lemma-de/forms.fst"),
        include_bytes!("../../data/lemma-de/suffixes.fst"),
        include_bytes!("../../data/lemma-de/tables.bin"),
    );
    #[cfg(not(feature = "lemma-de"))]
    let tables = None;
    let list = include_str!("../../data/own/german.txt");
    Lexicon::new(Language::GERMAN, tables, list, Some(Algorithm::German))
});

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let tables = Tables::new(
        include_bytes!("../../data/lemma-en/forms.fst"),
        include_bytes!("../../data/lemma-en/suffixes.fst"),
        include_bytes!("../../data/lemma-en/tables.bin"),
    );
    let list = include_str!("../../data/own/english.txt");
    Lexicon::new(Language::ENGLISH, tables, list, Some(Algorithm::English))
});

/// The lexicon of all languages that we know nothing of.
static NOTHING: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(Language::parse("und").unwrap_or(Language::ENGLISH), None, "", None)
});

impl Lexicon {
    /// The lexicon of a language. One that we know nothing of gets a lexicon that knows nothing: there, words
    /// are equal if their folded forms are.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::GERMAN => &GERMAN,
            Language::ENGLISH => &ENGLISH,
            _ => &NOTHING,
        }
    }

    /// The lexicon that knows no word: two words are equal if their folded forms are.
    #[must_use]
    pub fn nothing() -> &'static Self {
        &NOTHING
    }

    fn new(
        language: Language,
        tables: Option<Tables>,
        list: &str,
        algorithm: Option<Algorithm>,
    ) -> Self {
        let own = Own::new(list, tables.as_ref(), language);
        Self { language, tables, own, stemmer: algorithm.map(Stemmer::create) }
    }

    /// Whether there is a dictionary behind it (German without the feature `lemma-de` has none).
    #[must_use]
    pub fn has_dictionary(&self) -> bool {
        self.tables.is_some()
    }

    pub(super) fn german(&self) -> bool {
        self.language == Language::GERMAN
    }

    /// The entries of exactly this form.
    pub(super) fn direct(&self, form: &str) -> Vec<Found> {
        let listed = self.own.read(form);
        let tables = self.tables.as_ref().filter(|_| !self.own.is_closed(form));
        let mut entries = tables.map_or(Vec::new(), |tables| tables.read(form));
        entries.retain(|entry| !self.own.denies(form, &entry.lemma));
        entries.extend_from_slice(listed);
        entries.into_iter().map(|entry| Found::whole(form, entry)).collect()
    }

    /// Whether this exact form is known; `first`, if given, stands for its first character.
    pub(super) fn holds(&self, first: Option<char>, form: &str) -> bool {
        self.tables.as_ref().is_some_and(|tables| tables.set(first, form).is_some())
            || (first.is_none() && !self.own.read(form).is_empty())
    }

    /// Folded, without hyphens: what words are compared by if a dictionary does not know one of them.
    pub(super) fn folded(word: &str) -> String {
        let folded = fold(word);
        if folded.contains('-') { folded.replace('-', "") } else { folded.into_owned() }
    }

    /// The entries of a word of a text or phrase; empty if it is known to nobody.
    pub(super) fn analyse(&self, word: &str, place: Place) -> Vec<Found> {
        let word = clean(word);
        if word.len() > MAX_WORD || word.is_empty() {
            return Vec::new();
        }
        if let Some((base, clitic)) = self.clitic(&word).filter(|_| place != Place::Phrase) {
            let mut found = self.analyse_cleaned(base, place);
            found.extend(clitic.into_iter().flat_map(|verb| self.direct(verb)));
            return found;
        }
        self.analyse_cleaned(&word, place)
    }

    /// Whether a word, as it could stand at the beginning of a sentence, is in the dictionary or made of
    /// words that are.
    pub(super) fn knows(&self, word: &str) -> bool {
        let word = clean(word);
        let mut parts = word.split('-').filter(|part| !part.is_empty()).peekable();
        word.len() <= MAX_WORD
            && parts.peek().is_some()
            && parts.all(|part| {
                groups(part, Place::Forced).iter().flatten().any(|part| {
                    !self.direct(part).is_empty()
                        || (self.german() && !self.compounds(part).known.is_empty())
                })
            })
    }

    fn analyse_cleaned(&self, word: &str, place: Place) -> Vec<Found> {
        // The hyphen of `Mitarbeiter/-innen` joins nothing.
        let slashed = word.replace("/-", "/");
        let mut found = match slashed.contains('-') {
            true => self.hyphenated(&slashed, place),
            false => self.unhyphenated(&slashed, place),
        };
        // *Wachs*, *Meister*, *Suche* open sentences as nouns far more often than as verbs; *laut* and *trotz* are
        // hardly ever imperatives.
        let has = |class| found.iter().any(|found| found.entry.class == class);
        let least = match (has(Class::Function), has(Class::Noun) && place == Place::Forced) {
            (_, true) => Strength::Full,
            (true, _) => Strength::Weak,
            _ => Strength::Curt,
        };
        found.retain(|found| found.entry.strength >= least);
        found
    }

    /// A word and what an apostrophe adds to it: a possessive `'s`, an English short verb.
    pub(super) fn clitic<'w>(&self, word: &'w str) -> Option<(&'w str, Option<&'static str>)> {
        let (base, ending) = word.rsplit_once('\'').filter(|(base, _)| !base.is_empty())?;
        let pronoun = ["it", "he", "she", "that", "there", "here", "what", "who", "where"];
        match ending {
            "s" | "S" if self.german() => Some((base, None)),
            _ if self.language != Language::ENGLISH => None,
            "s" if pronoun.contains(&small(base).as_str()) => Some((base, Some("is"))),
            "s" | "S" => Some((base, None)),
            "re" => Some((base, Some("are"))),
            "m" => Some((base, Some("am"))),
            "ve" => Some((base, Some("have"))),
            "ll" => Some((base, Some("will"))),
            "d" => Some((base, None)),
            _ => None,
        }
    }

    /// A hyphenated word: as if written without hyphens, as the data are kept, else by its last part.
    fn hyphenated(&self, word: &str, place: Place) -> Vec<Found> {
        let joined = word.replace('-', "");
        let joined = if word.starts_with(char::is_uppercase) { capital(&joined) } else { joined };
        let mut found = self.written(&joined, place);
        if found.is_empty() && place == Place::Phrase && case(&joined) == Case::Small {
            // `e-mail`: a noun that the author wrote small, before *mail* is read as a verb.
            found = self.written(&capital(&joined), place);
        }
        if found.is_empty()
            && let Some((first, last)) = word.rsplit_once('-')
            && last.chars().nth(1).is_some()
        {
            // A capital within a word is never forced.
            let place = if place == Place::Phrase { place } else { Place::Inside };
            found = self.unhyphenated(last, place);
            for found in &mut found {
                found.first = [first, "-", &found.first].concat();
            }
        }
        found
    }

    fn unhyphenated(&self, word: &str, place: Place) -> Vec<Found> {
        let sign = |c: char| !c.is_alphanumeric() && c != '\'';
        if word.contains(sign)
            && let Some(plain) = without_gender_sign(word)
        {
            return self.unsigned(&plain, place);
        }
        self.unsigned(word, place)
    }

    fn unsigned(&self, word: &str, place: Place) -> Vec<Found> {
        // The data hold *LehrerIn* as a word of its own; it is the woman's form in another spelling.
        let woman = without_gender_sign(word);
        let mut found = woman.as_ref().map_or(Vec::new(), |woman| self.written(woman, place));
        if found.is_empty() {
            found = self.written(word, place);
        }
        if found.is_empty() && self.german() {
            found = self.derived(word, place);
        }
        if let Some(woman) = woman.filter(|_| found.is_empty()) {
            found = self.derived(&woman, place);
        }
        if found.is_empty() && place == Place::Phrase && case(word) == Case::Small {
            // A noun that the author wrote small; what begins with no letter has no capital.
            let noun = capital(word);
            if noun != word {
                found = self.unsigned(&noun, place);
            }
        }
        found
    }

    /// The word itself in the cases it may have, then in other spellings.
    fn written(&self, word: &str, place: Place) -> Vec<Found> {
        let groups = groups(word, place);
        for group in &groups {
            let found: Vec<Found> = group.iter().flat_map(|word| self.direct(word)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        if self.german() {
            for group in &groups {
                let spellings = group.iter().flat_map(|word| variants(word));
                let found: Vec<Found> = spellings.flat_map(|word| self.direct(&word)).collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// German words that are made of others.
    fn derived(&self, word: &str, place: Place) -> Vec<Found> {
        let groups = groups(word, place);
        let mut loose = Vec::new();
        for group in &groups {
            let mut known = Vec::new();
            for word in group {
                for spelling in std::iter::once(word.to_string()).chain(variants(word)) {
                    let compounds = self.compounds(&spelling);
                    if loose.is_empty() {
                        loose = compounds.loose;
                    }
                    if !compounds.known.is_empty() {
                        known.extend(compounds.known);
                        break;
                    }
                }
            }
            if !known.is_empty() {
                return known;
            }
        }
        let ways: [fn(&Self, &str) -> Vec<Found>; 3] = [Self::woman, Self::degree, Self::regular];
        for way in ways {
            for word in groups.iter().flatten() {
                let found = way(self, word);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        loose
    }
}

/// The spellings of a word that its case stands for: those of one group count together, a later group only if
/// no earlier one is known.
fn groups(word: &str, place: Place) -> Vec<Vec<Cow<'_, str>>> {
    let as_is = Cow::Borrowed(word);
    match (case(word), place) {
        (Case::Small, _) => vec![vec![as_is]],
        (Case::Capital, Place::Forced) => vec![vec![as_is, small(word).into()]],
        (Case::Capital, _) => vec![vec![as_is], vec![small(word).into()]],
        (Case::Capitals, Place::Phrase) => {
            vec![vec![as_is], vec![capital(word).into(), small(word).into()]]
        }
        (Case::Capitals, _) => vec![vec![as_is, capital(word).into(), small(word).into()]],
        (Case::Mixed, _) if word.starts_with(char::is_uppercase) => {
            vec![vec![as_is], vec![capital(word).into()]]
        }
        (Case::Mixed, _) => vec![vec![as_is], vec![small(word).into()]],
    }
}
