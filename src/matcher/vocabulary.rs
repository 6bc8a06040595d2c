//! The words of all phrases in one language: which of them a word of the text means.
//!
//! In: the distinct words that phrases ask for. Out: for a surface form the numbers of those it matches,
//! worked out once per form and run and kept in a memo.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::automaton::Automaton;
use super::flat::WordMap;
use crate::lexicon::{self, Accepted, Class, Degree, Lexicon};
use crate::policy::late::{Bytes, Late};
use crate::policy::model::PhraseWord;
use crate::text::{Language, fold};

/// Number of a distinct word that phrases ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(pub u32);

/// A distinct word with the languages in which it inflects.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wanted {
    /// The word.
    pub word: PhraseWord,
    /// Languages of its pack.
    pub languages: Vec<Language>,
}

/// A word of a phrase that a word of the text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meant {
    /// Which word.
    pub word: WordId,
    /// The particle that must still follow, for the base of a separable verb: an index into
    /// [`Vocabulary::particles`]; [`WHOLE`] if nothing must.
    pub particle: u32,
}

/// Nothing must follow.
pub const WHOLE: u32 = u32::MAX;

/// The words of all phrases, looked up in one language.
#[derive(Serialize, Deserialize)]
pub struct Vocabulary {
    language: Language,
    /// Lemma to the words that accept it, as [`Accepts`] writes them.
    by_lemma: WordMap,
    /// Words that the dictionary does not know, or that do not inflect here: equal folded forms.
    unknown: WordMap,
    /// Words that it knows: equal folded forms count only for a word of the text that it does not.
    known: WordMap,
    /// Folded particles of separable verbs.
    particles: Vec<String>,
    wild: Wild,
}

/// A word that accepts a lemma as this class and, if it says so, only in this degree.
#[derive(Clone, Copy, Debug)]
struct Accepts {
    class: Class,
    degree: Option<Degree>,
    meant: Meant,
}

impl Accepts {
    /// As numbers of a table.
    fn numbers(self) -> [u32; 3] {
        let degree = self.degree.map_or(0, |degree| degree as u32 + 1);
        [self.class as u32 | degree << 8, self.meant.word.0, self.meant.particle]
    }

    /// Whether the numbers accept a reading of this class and degree, and what is meant then.
    fn taken(numbers: &[u32], class: Class, degree: Degree) -> Option<Meant> {
        let &[kind, word, particle] = numbers else { return None };
        let fits =
            kind & 0xff == class as u32 && (kind >> 8 == 0 || kind >> 8 == degree as u32 + 1);
        fits.then_some(Meant { word: WordId(word), particle })
    }
}

/// Words with `*`, found by their longest literal piece.
#[derive(Default, Serialize, Deserialize)]
struct Wild {
    automaton: Automaton,
    words: Vec<(WordId, Vec<String>)>,
}

impl Wild {
    fn new(words: Vec<(WordId, Vec<String>)>) -> Self {
        let literals = words.iter().zip(0..).map(|((_, pieces), number)| {
            let longest = pieces.iter().max_by_key(|piece| piece.len());
            (longest.cloned().unwrap_or_default(), number)
        });
        Self { automaton: Automaton::new(literals), words }
    }

    fn matching(&self, form: &str, meant: &mut Vec<Meant>) {
        self.automaton.search(form.as_bytes(), |_, number| {
            let Some((word, pieces)) = self.words.get(number as usize) else { return };
            if glob(pieces, form) {
                meant.push(Meant { word: *word, particle: WHOLE });
            }
        });
    }
}

/// Whether `form` is the pieces in order, with anything between them.
fn glob(pieces: &[String], form: &str) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    let Some(rest) = form.strip_prefix(first.as_str()) else { return false };
    if pieces.len() == 1 {
        return rest.is_empty();
    }
    let Some(mut rest) = rest.strip_suffix(last.as_str()) else { return false };
    for piece in &pieces[1..pieces.len() - 1] {
        match rest.find(piece.as_str()) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

/// So many words are worth threads: looking them up takes ten times as long as starting these.
const MANY: usize = 1_000;

/// Threads that look words up; on fewer cores they take turns.
const THREADS: usize = 4;

/// A vocabulary in the making.
#[derive(Default)]
struct Draft {
    by_lemma: BTreeMap<String, Vec<u32>>,
    unknown: BTreeMap<String, Vec<u32>>,
    known: BTreeMap<String, Vec<u32>>,
    particles: Vec<String>,
}

impl Draft {
    fn inflecting(&mut self, id: WordId, want: lexicon::Wanted) {
        let equal = if want.known { &mut self.known } else { &mut self.unknown };
        equal.entry(want.folded).or_default().push(id.0);
        self.accept(want.accepted, Meant { word: id, particle: WHOLE });
        if let Some(separable) = want.separable {
            let particle = self.particle(&separable.particle);
            self.accept(separable.base, Meant { word: id, particle });
        }
    }

    fn accept(&mut self, accepted: Vec<Accepted>, meant: Meant) {
        for Accepted { lemma, class, degree } in accepted {
            let numbers = Accepts { class, degree, meant }.numbers();
            self.by_lemma.entry(lemma).or_default().extend(numbers);
        }
    }

    fn particle(&mut self, particle: &str) -> u32 {
        let known = self.particles.iter().position(|one| one == particle);
        let at = known.unwrap_or_else(|| {
            self.particles.push(particle.to_owned());
            self.particles.len() - 1
        });
        u32::try_from(at).unwrap_or(WHOLE - 1)
    }
}

/// What each word asks for in a language; none for words that do not inflect there. Many words are looked up on
/// several threads, each its own part.
fn looked_up(words: &[Wanted], language: Language) -> Vec<Option<lexicon::Wanted>> {
    let lexicon = Lexicon::of(language);
    let look = |wanted: &Wanted| match &wanted.word {
        PhraseWord::Word(word) if wanted.languages.contains(&language) => Some(lexicon.want(word)),
        _ => None,
    };
    if words.len() < MANY {
        return words.iter().map(look).collect();
    }
    std::thread::scope(|scope| {
        let part = |words: &'_ [Wanted]| words.iter().map(look).collect::<Vec<_>>();
        let parts = words.chunks(words.len().div_ceil(THREADS));
        let parts: Vec<_> = parts.map(|words| scope.spawn(move || part(words))).collect();
        // A thread that died of a mistake of ours takes this one with it.
        let joined = parts
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|e| std::panic::resume_unwind(e)));
        joined.flatten().collect()
    })
}

impl Vocabulary {
    /// Looks every word up in `language`.
    #[must_use]
    pub fn new(words: &[Wanted], language: Language) -> Self {
        let mut draft = Draft::default();
        let mut wild = Vec::new();
        for ((at, wanted), looked_up) in words.iter().enumerate().zip(looked_up(words, language)) {
            let id = WordId(u32::try_from(at).unwrap_or(u32::MAX));
            match &wanted.word {
                PhraseWord::Word(word) => match looked_up {
                    Some(want) => draft.inflecting(id, want),
                    None => {
                        let plain = Lexicon::nothing().want(word).folded;
                        draft.unknown.entry(plain).or_default().push(id.0);
                    }
                },
                PhraseWord::Wild(pieces) => {
                    wild.push((id, pieces.iter().map(|piece| fold(piece).into_owned()).collect()));
                }
                PhraseWord::Any => {}
            }
        }
        Self {
            language,
            by_lemma: draft.by_lemma.into(),
            unknown: draft.unknown.into(),
            known: draft.known.into(),
            particles: draft.particles,
            wild: Wild::new(wild),
        }
    }

    /// A particle, folded.
    #[must_use]
    pub fn particle_text(&self, particle: u32) -> &str {
        self.particles.get(particle as usize).map_or("", String::as_str)
    }

    /// The words that a form of the text means, sorted.
    pub fn meant(&self, form: &str, capital_forced: bool) -> Box<[Meant]> {
        let readings = Lexicon::of(self.language).read(form, capital_forced);
        let folded = &readings.folded;
        let mut meant = Vec::new();
        for reading in &readings.all {
            let accepting = self.by_lemma.get(&reading.lemma).chunks_exact(3);
            meant.extend(
                accepting.filter_map(|one| Accepts::taken(one, reading.class, reading.degree)),
            );
            self.wild.matching(&fold(&reading.lemma), &mut meant);
        }
        let whole = |id: &u32| Meant { word: WordId(*id), particle: WHOLE };
        meant.extend(self.unknown.get(folded).iter().map(whole));
        if !readings.known {
            meant.extend(self.known.get(folded).iter().map(whole));
        }
        self.wild.matching(&fold(form), &mut meant);
        meant.sort_unstable();
        meant.dedup();
        meant.into()
    }
}

/// Vocabularies by language, each made, or read from what is stored, when the first text of its language comes.
#[derive(Default)]
pub struct Vocabularies {
    all: Mutex<Vec<(Language, Arc<Vocabulary>)>>,
    stored: Vec<(Language, Bytes)>,
}

impl Vocabularies {
    /// The vocabulary of a language; the words are looked at only if it is not made yet.
    pub fn of(&self, words: &Late<Vec<Wanted>>, language: Language) -> Arc<Vocabulary> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = all.iter().find(|(known, _)| *known == language) {
            return Arc::clone(known);
        }
        let stored = self.stored.iter().find(|(stored, _)| *stored == language);
        let read = stored.and_then(|(_, bytes)| bytes.value());
        let made = Arc::new(read.unwrap_or_else(|| Vocabulary::new(words, language)));
        all.push((language, Arc::clone(&made)));
        made
    }
}

impl Serialize for Vocabularies {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = all.iter().map(|(language, made)| {
            let bytes = postcard::to_stdvec(made.as_ref()).map_err(S::Error::custom)?;
            Ok((*language, Bytes::from(bytes)))
        });
        stored.collect::<Result<Vec<_>, _>>()?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Vocabularies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { all: Mutex::default(), stored: Deserialize::deserialize(deserializer)? })
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    fn matches(pattern: &str, form: &str) -> bool {
        let pieces: Vec<String> = pattern.split('*').map(str::to_owned).collect();
        glob(&pieces, form)
    }

    #[test]
    fn stars_stand_for_any_letters() {
        assert!(matches("klima*", "klima") && matches("klima*", "klimaneutral"));
        assert!(matches("*führer", "marktführer") && !matches("*führer", "führerschein"));
        assert!(matches("*nach*haltig*", "unnachxhaltige") && !matches("a*a", "a"));
        assert!(matches("a*b*c", "abbc") && !matches("a*b*c", "acb"));
    }
}
