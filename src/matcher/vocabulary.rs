//! The words of all phrases in one language: which of them a word of the text means.
//!
//! In: the distinct words that phrases ask for. Out: for a surface form the numbers of those it matches,
//! worked out once per form and run and kept in a [`Memo`].

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::lexicon::{Accepted, Class, Degree, Lexicon};
use crate::policy::model::PhraseWord;
use crate::text::word::{Token, TokenKind, parts};
use crate::text::{Language, fold};

/// Number of a distinct word that phrases ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A distinct word with the languages in which it inflects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
pub struct Vocabulary {
    lexicon: &'static Lexicon,
    /// Lemma to the words that accept it.
    by_lemma: HashMap<String, Vec<Accepts>>,
    /// Words that the dictionary does not know, or that do not inflect here: equal folded forms.
    unknown: HashMap<String, Vec<WordId>>,
    /// Words that it knows: equal folded forms count only for a word of the text that it does not.
    known: HashMap<String, Vec<WordId>>,
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

/// Words with `*`, found by their longest literal piece.
#[derive(Default)]
struct Wild {
    automaton: Option<AhoCorasick>,
    words: Vec<(WordId, Vec<String>)>,
}

impl Wild {
    fn new(words: Vec<(WordId, Vec<String>)>) -> Self {
        let literals = words.iter().map(|(_, pieces)| {
            pieces.iter().max_by_key(|piece| piece.len()).map_or("", String::as_str)
        });
        let automaton = (!words.is_empty()).then(|| AhoCorasick::new(literals).ok()).flatten();
        Self { automaton, words }
    }

    fn matching(&self, form: &str, meant: &mut Vec<Meant>) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(form) {
            let (word, pieces) = &self.words[found.pattern().as_usize()];
            if glob(pieces, form) {
                meant.push(Meant { word: *word, particle: WHOLE });
            }
        }
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

impl Vocabulary {
    /// Looks every word up in `language`.
    #[must_use]
    pub fn new(words: &[Wanted], language: Language) -> Self {
        let mut vocabulary = Self {
            lexicon: Lexicon::of(language),
            by_lemma: HashMap::new(),
            unknown: HashMap::new(),
            known: HashMap::new(),
            particles: Vec::new(),
            wild: Wild::default(),
        };
        let mut wild = Vec::new();
        for (at, wanted) in words.iter().enumerate() {
            let id = WordId(u32::try_from(at).unwrap_or(u32::MAX));
            match &wanted.word {
                PhraseWord::Word(word) if wanted.languages.contains(&language) => {
                    vocabulary.inflecting(id, word);
                }
                PhraseWord::Word(word) => {
                    let plain = Lexicon::nothing().want(word).folded;
                    vocabulary.unknown.entry(plain).or_default().push(id);
                }
                PhraseWord::Wild(pieces) => {
                    wild.push((id, pieces.iter().map(|piece| fold(piece).into_owned()).collect()));
                }
                PhraseWord::Any => {}
            }
        }
        vocabulary.wild = Wild::new(wild);
        vocabulary
    }

    fn inflecting(&mut self, id: WordId, word: &str) {
        let want = self.lexicon.want(word);
        let equal = if want.known { &mut self.known } else { &mut self.unknown };
        equal.entry(want.folded).or_default().push(id);
        self.accept(want.accepted, Meant { word: id, particle: WHOLE });
        if let Some(separable) = want.separable {
            let particle = self.particle(&separable.particle);
            self.accept(separable.base, Meant { word: id, particle });
        }
    }

    fn accept(&mut self, accepted: Vec<Accepted>, meant: Meant) {
        for Accepted { lemma, class, degree } in accepted {
            self.by_lemma.entry(lemma).or_default().push(Accepts { class, degree, meant });
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

    /// A particle, folded.
    #[must_use]
    pub fn particle_text(&self, particle: u32) -> &str {
        self.particles.get(particle as usize).map_or("", String::as_str)
    }

    /// The words that a form of the text means, sorted.
    fn meant(&self, form: &str, capital_forced: bool) -> Box<[Meant]> {
        let readings = self.lexicon.read(form, capital_forced);
        let folded = &readings.folded;
        let mut meant = Vec::new();
        for reading in &readings.all {
            let accepting = self.by_lemma.get(&reading.lemma).into_iter().flatten();
            let fitting = accepting.filter(|one| {
                one.class == reading.class
                    && one.degree.is_none_or(|degree| degree == reading.degree)
            });
            meant.extend(fitting.map(|one| one.meant));
            self.wild.matching(&fold(&reading.lemma), &mut meant);
        }
        let whole = |id: &WordId| Meant { word: *id, particle: WHOLE };
        meant.extend(self.unknown.get(folded.as_str()).into_iter().flatten().map(whole));
        if !readings.known {
            meant.extend(self.known.get(folded.as_str()).into_iter().flatten().map(whole));
        }
        self.wild.matching(&fold(form), &mut meant);
        meant.sort_unstable();
        meant.dedup();
        meant.into()
    }
}

/// What a surface form means, worked out once per run and thread.
#[derive(Default)]
pub struct Memo {
    languages: Vec<(Language, Forms)>,
}

/// The forms of one language seen so far.
#[derive(Default)]
pub struct Forms {
    numbers: HashMap<Box<str>, [Option<u32>; 2]>,
    entries: Vec<Entry>,
}

/// What one form means.
#[derive(Debug, Default)]
pub struct Entry {
    /// The words it means as a whole, sorted.
    pub meant: Box<[Meant]>,
    /// Entries of its parts, if it is hyphenated.
    pub parts: Box<[u32]>,
    /// Whether any of them, or of its parts, is looked for.
    pub anchors: bool,
}

impl Memo {
    /// The forms of a language.
    pub fn forms(&mut self, language: Language) -> &mut Forms {
        let at = self.languages.iter().position(|(known, _)| *known == language);
        let at = at.unwrap_or_else(|| {
            self.languages.push((language, Forms::default()));
            self.languages.len() - 1
        });
        &mut self.languages[at].1
    }
}

impl Forms {
    /// The entry with this number.
    #[must_use]
    pub fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    /// The number of a token's form; `anchors` tells which words phrases are reached from.
    pub fn number(
        &mut self,
        vocabulary: &Vocabulary,
        text: &str,
        token: Token,
        capital_forced: bool,
        anchors: &[bool],
    ) -> u32 {
        let form = token.of(text);
        let slot = usize::from(capital_forced);
        if let Some(number) = self.numbers.get(form).and_then(|slots| slots[slot]) {
            return number;
        }
        let number = self.work_out(vocabulary, form, token, capital_forced, anchors);
        self.numbers.entry(form.into()).or_default()[slot] = Some(number);
        number
    }

    fn work_out(
        &mut self,
        vocabulary: &Vocabulary,
        form: &str,
        token: Token,
        capital_forced: bool,
        anchors: &[bool],
    ) -> u32 {
        let meant = vocabulary.meant(form, capital_forced);
        let mut numbers = Vec::new();
        if token.joined && token.kind == TokenKind::Word {
            for (_, part) in parts(form) {
                let ascii = part.is_ascii();
                let end = u32::try_from(part.len()).unwrap_or(u32::MAX);
                let whole = Token { start: 0, end, kind: TokenKind::Word, joined: false, ascii };
                numbers.push(self.number(vocabulary, part, whole, capital_forced, anchors));
            }
        }
        if numbers.len() < 2 {
            numbers.clear();
        }
        let looked_for =
            |meant: &Meant| anchors.get(meant.word.0 as usize).copied().unwrap_or(false);
        let anchored = meant.iter().any(looked_for)
            || numbers.iter().any(|&part| self.entries[part as usize].anchors);
        self.entries.push(Entry { meant, parts: numbers.into(), anchors: anchored });
        u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Vocabularies by language, each made when the first text of its language comes.
#[derive(Default)]
pub struct Vocabularies {
    all: std::sync::Mutex<Vec<(Language, Arc<Vocabulary>)>>,
}

impl Vocabularies {
    /// The vocabulary of a language.
    pub fn of(&self, words: &[Wanted], language: Language) -> Arc<Vocabulary> {
        let mut all = self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, known)) = all.iter().find(|(known, _)| *known == language) {
            return Arc::clone(known);
        }
        let made = Arc::new(Vocabulary::new(words, language));
        all.push((language, Arc::clone(&made)));
        made
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
