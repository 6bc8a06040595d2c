//! What a word of a text can be, and what a word of a phrase asks for.
//!
//! Plain data with one operation, [`Wanted::matches`]: the reference for every faster way of deciding it. This
//! file knows no language.

/// Sorts of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nouns and names.
    Noun,
    /// Verbs.
    Verb,
    /// Adjectives; in English adverbs too.
    Adjective,
    /// Participles as words of their own: *führend*, *geschrieben*, *leading*.
    Participle,
    /// Words of the closed classes, and adverbs.
    Function,
    /// Not a word that is known: the lemma is a stem, and stems meet only stems.
    Stem,
}

impl Class {
    pub(super) fn from_number(number: u8) -> Option<Self> {
        [Self::Noun, Self::Verb, Self::Adjective, Self::Participle, Self::Function]
            .get(usize::from(number))
            .copied()
    }

    pub(super) fn number(self) -> u8 {
        self as u8
    }
}

/// Degrees of comparison; words without degrees stand in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// *groß*
    Base,
    /// *größer*
    Comparative,
    /// *größte*
    Superlative,
}

impl Degree {
    pub(super) fn from_number(number: u8) -> Option<Self> {
        [Self::Base, Self::Comparative, Self::Superlative].get(usize::from(number)).copied()
    }
}

/// One way to read a word of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading {
    /// The word it is a form of; of compounds the whole (`Weltmarktführer`), hyphens left out.
    pub lemma: String,
    /// Its class: lemmas of different classes are different words.
    pub class: Class,
    /// Its degree.
    pub degree: Degree,
}

/// All ways to read a word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Whether the word, or the head of the compound it is, stands in a dictionary.
    pub known: bool,
    /// The readings, sorted, each once.
    pub all: Vec<Reading>,
    /// The word folded, hyphens left out.
    pub folded: String,
}

/// A lemma that a phrase word accepts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Accepted {
    /// The lemma.
    pub lemma: String,
    /// Its class.
    pub class: Class,
    /// The only degree that will do; a phrase word in its base form takes all.
    pub degree: Option<Degree>,
}

impl Accepted {
    /// Whether this reading will do.
    #[must_use]
    pub fn takes(&self, reading: &Reading) -> bool {
        self.lemma == reading.lemma
            && self.class == reading.class
            && self.degree.is_none_or(|degree| degree == reading.degree)
    }
}

/// The other way in which a separable verb may stand: *trägt … bei* for `beitragen`.
///
/// It counts where a token takes one of `base` and the particle follows in the same clause, or where the
/// particle (perhaps with *zu* after it) stands right before such a token (*bekannt gegeben*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separable {
    /// What the verb without its particle accepts.
    pub base: Vec<Accepted>,
    /// The particle, folded: `bei`.
    pub particle: String,
}

/// What a word of a phrase asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the word, or the head of the compound it is, stands in a dictionary.
    pub known: bool,
    /// What it accepts, sorted, each once.
    pub accepted: Vec<Accepted>,
    /// The word folded, hyphens left out.
    pub folded: String,
    /// If it is a separable verb: how it is found apart.
    pub separable: Option<Separable>,
}

impl Wanted {
    /// Whether a word of a text with these readings is the wanted word: one of its readings is accepted, or
    /// the dictionary does not know one of the two and both are folded alike.
    #[must_use]
    pub fn matches(&self, readings: &Readings) -> bool {
        let unknown = !self.known || !readings.known;
        (unknown && self.folded == readings.folded)
            || readings.all.iter().any(|reading| self.accepts(reading))
    }

    /// Whether one of the accepted lemmas takes this reading.
    #[must_use]
    pub fn accepts(&self, reading: &Reading) -> bool {
        self.accepted.iter().any(|accepted| accepted.takes(reading))
    }
}
