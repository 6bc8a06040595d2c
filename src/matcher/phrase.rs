//! Phrases: reached from their rarest word, verified to both sides.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::flat::{Lists, Numbers};
use super::memo::{Forms, Memo};
use super::quick::Quick;
use super::span::{NO_NOTE, Span};
use super::vocabulary::{Meant, Vocabularies, Vocabulary, WHOLE, Wanted, WordId};
use super::words::{Text, Words};
use crate::lexicon::Lexicon;
use crate::policy::late::Late;
use crate::policy::model::{Phrase, PhraseId, PhraseWord};
use crate::text::word::{TokenKind, parts};
use crate::text::{Language, fold};

/// How many tokens a particle may stand behind its verb. German clauses are rarely longer, and the bound
/// keeps a text without sentence ends linear.
const MAX_CLAUSE: usize = 60;

/// How many ways to read the hyphens of one phrase are tried.
const MAX_FORMS: usize = 8;

/// An element of a form that stands for any word or number; the others are numbers of words.
const ANY: u32 = u32::MAX;

/// All phrases of a policy, ready to be searched. A form is one way to read a phrase: hyphens kept, or taken as
/// blanks.
#[derive(Serialize, Deserialize)]
pub struct Phrases {
    words: Late<Vec<Wanted>>,
    /// For each form its phrase.
    phrases: Numbers,
    /// For each form its elements.
    forms: Lists,
    /// For each word the forms that are reached from it, and at which element, by turns.
    postings: Lists,
    vocabularies: Vocabularies,
}

/// What a search found.
#[derive(Default)]
pub struct Hits {
    /// Phrases with their spans; the block is filled in by the caller.
    pub found: Vec<(PhraseId, Span)>,
}

impl Phrases {
    /// Prepares phrases.
    #[must_use]
    pub fn new(phrases: &[Phrase]) -> Self {
        let mut numbers: HashMap<Wanted, u32, Quick> = HashMap::default();
        let mut words = Vec::new();
        let (mut owners, mut forms) = (Vec::new(), Vec::new());
        for (phrase, number) in phrases.iter().zip(0..) {
            for reading in readings(phrase) {
                let elements = reading.into_iter().map(|word| {
                    if word == PhraseWord::Any {
                        return ANY;
                    }
                    let wanted = Wanted { word, languages: phrase.languages.clone() };
                    *numbers.entry(wanted).or_insert_with_key(|wanted| {
                        words.push(wanted.clone());
                        u32::try_from(words.len() - 1).unwrap_or(ANY)
                    })
                });
                forms.push(elements.collect::<Vec<u32>>());
                owners.push(number);
            }
        }
        let mut postings = vec![Vec::new(); words.len()];
        for (form, number) in forms.iter().zip(0..) {
            if let Some((element, word)) = rarest(form, &words) {
                postings[word as usize].extend([number, element]);
            }
        }
        Self {
            words: words.into(),
            phrases: owners.into(),
            forms: forms.into_iter().collect(),
            postings: postings.into_iter().collect(),
            vocabularies: Vocabularies::default(),
        }
    }

    /// Looks the words up in these languages, before any text needs them.
    pub fn prepare(&self, languages: &[Language]) {
        for &language in languages {
            self.vocabularies.of(&self.words, language);
        }
    }

    /// Adds every phrase of the block.
    pub fn search(&self, text: &Text<'_>, words: &Words<'_>, memo: &mut Memo, hits: &mut Hits) {
        if self.phrases.is_empty() {
            return;
        }
        let vocabulary = self.vocabularies.of(&self.words, text.language);
        let forms = memo.forms(text.language);
        let mut entries = Vec::with_capacity(words.tokens.len());
        let mut sentence = 0;
        let mut sentence_start = true;
        for &token in words.tokens {
            while text.sentences.get(sentence).is_some_and(|range| range.end <= token.start) {
                sentence += 1;
                sentence_start = true;
            }
            let forced = text.heading || sentence_start;
            sentence_start = false;
            entries.push(forms.number(self, &vocabulary, text.shown, token, forced));
        }
        let search = Search {
            phrases: self,
            vocabulary: &vocabulary,
            forms,
            text,
            words,
            entries: &entries,
        };
        for (at, &number) in entries.iter().enumerate() {
            if forms.reaches(number) {
                search.from(at, hits);
            }
        }
        // What is reached first depends on the texts before; what is found does not.
        hits.found.sort_by_key(|(phrase, _)| *phrase);
    }

    /// The forms that are reached from a word, and at which element, by turns.
    #[must_use]
    pub fn reached_from(&self, word: u32) -> &[u32] {
        self.postings.of(word as usize)
    }

    /// The words of a form.
    pub fn words(&self, form: u32) -> impl Iterator<Item = u32> {
        self.forms.of(form as usize).iter().copied().filter(|&word| word != ANY)
    }

    /// An element of a form.
    #[must_use]
    pub fn element(&self, form: u32, element: u32) -> u32 {
        self.forms.of(form as usize).get(element as usize).copied().unwrap_or(ANY)
    }
}

/// The ways to read a phrase's hyphens: as written, and split into words. A separable verb written apart
/// (`bekannt geben`) is read as one word too.
fn readings(phrase: &Phrase) -> Vec<Vec<PhraseWord>> {
    let mut readings: Vec<Vec<PhraseWord>> = vec![Vec::new()];
    for word in &phrase.words {
        let split = split_at_hyphens(word);
        let doubled = split.is_some() && readings.len() * 2 <= MAX_FORMS;
        let before = if doubled { readings.clone() } else { Vec::new() };
        for reading in &mut readings {
            reading.push(word.clone());
        }
        if let Some(split) = split.filter(|_| doubled) {
            readings.extend(before.into_iter().map(|mut reading| {
                reading.extend(split.iter().cloned());
                reading
            }));
        }
    }
    let joined: Vec<_> =
        readings.iter().filter_map(|reading| joined_verb(phrase, reading)).collect();
    readings.extend(joined);
    readings
}

fn split_at_hyphens(word: &PhraseWord) -> Option<Vec<PhraseWord>> {
    let PhraseWord::Word(word) = word else { return None };
    let split: Vec<_> = parts(word).map(|(_, part)| PhraseWord::Word(part.to_owned())).collect();
    (split.len() > 1).then_some(split)
}

/// The reading with its last two words as one, if that is a verb (`bekannt geben`, *bekanntgegeben*).
fn joined_verb(phrase: &Phrase, reading: &[PhraseWord]) -> Option<Vec<PhraseWord>> {
    let [before @ .., PhraseWord::Word(first), PhraseWord::Word(second)] = reading else {
        return None;
    };
    let is_verb = |&language: &Language| Lexicon::of(language).want_joined(first, second).is_some();
    if !phrase.languages.iter().any(is_verb) {
        return None;
    }
    let word = PhraseWord::Word(format!("{first}{}", second.to_lowercase()));
    Some(before.iter().cloned().chain([word]).collect())
}

/// The element to reach a form from, and its word: the longest plain word, because long words are rare.
fn rarest(form: &[u32], words: &[Wanted]) -> Option<(u32, u32)> {
    let weight = |word: u32| match &words[word as usize].word {
        PhraseWord::Word(word) => (1, word.chars().count()),
        PhraseWord::Wild(pieces) => (0, pieces.iter().map(String::len).max().unwrap_or(0)),
        PhraseWord::Any => (0, 0),
    };
    let elements = (0..).zip(form.iter().copied()).filter(|&(_, word)| word != ANY);
    elements.max_by_key(|&(_, word)| weight(word))
}

/// One block being searched.
struct Search<'a> {
    phrases: &'a Phrases,
    vocabulary: &'a Vocabulary,
    forms: &'a Forms,
    text: &'a Text<'a>,
    words: &'a Words<'a>,
    entries: &'a [u32],
}

/// A position: a whole token, or one part of a hyphenated one.
#[derive(Clone, Copy, Debug)]
struct At {
    token: usize,
    part: Option<usize>,
}

impl Search<'_> {
    /// Verifies every form that is reached from the token or one of its parts.
    fn from(&self, token: usize, hits: &mut Hits) {
        let entry = self.forms.entry(self.entries[token]);
        self.reach(&entry.meant, At { token, part: None }, hits);
        for (part, &number) in entry.parts.iter().enumerate() {
            self.reach(&self.forms.entry(number).meant, At { token, part: Some(part) }, hits);
        }
    }

    fn reach(&self, meant: &[Meant], at: At, hits: &mut Hits) {
        for meant in meant {
            for &[form, element] in self.forms.phrases().reached_from(meant.word.0) {
                let elements = self.phrases.forms.of(form as usize);
                if let Some(span) = self.verify(elements, element as usize, at, *meant) {
                    hits.found.push((PhraseId(self.phrases.phrases[form as usize]), span));
                }
            }
        }
    }

    fn verify(&self, form: &[u32], element: usize, at: At, meant: Meant) -> Option<Span> {
        let particle = match meant.particle {
            WHOLE => None,
            _ if at.part.is_some() => return None,
            particle => Some(self.particle_of(at.token, particle)?),
        };
        // A particle right before its verb is part of the word: what precedes the verb precedes both.
        let left = match particle {
            Some(particle) if particle < at.token => At { token: particle, part: None },
            _ => at,
        };
        let first = self.left(&form[..element], left)?;
        let last = self.right(&form[element + 1..], at)?;
        let first_token = self.words.tokens[first];
        let mut end = self.words.tokens[last].end;
        if let Some(particle) = particle {
            end = end.max(self.words.tokens[particle].end);
        }
        if !self.words.same_sentence(first_token.start, end - 1) {
            return None;
        }
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Span {
            block: 0,
            start: first_token.start,
            end,
            first: narrow(first),
            after: narrow(last + 1),
            note: NO_NOTE,
        })
    }

    /// Matches the elements to the right of a position; gives the last token.
    fn right(&self, elements: &[u32], at: At) -> Option<usize> {
        let parts = self.forms.entry(self.entries[at.token]).parts.len();
        let next_part = at.part.map(|part| part + 1).filter(|&part| part < parts);
        let Some((element, rest)) = elements.split_first() else {
            // A match ends with its token: `Open Data` is not found in `Open-Data-Portal`.
            return next_part.is_none().then_some(at.token);
        };
        if let Some(part) = next_part {
            let here = At { token: at.token, part: Some(part) };
            return self.means(*element, here).then(|| self.right(rest, here)).flatten();
        }
        let token = at.token + 1;
        if token >= self.words.tokens.len() {
            return None;
        }
        let whole = At { token, part: None };
        if self.means(*element, whole)
            && let Some(last) = self.right(rest, whole)
        {
            return Some(last);
        }
        let first = At { token, part: Some(0) };
        self.means(*element, first).then(|| self.right(rest, first)).flatten()
    }

    /// Matches the elements to the left of a position; gives the first token.
    fn left(&self, elements: &[u32], at: At) -> Option<usize> {
        let Some((element, rest)) = elements.split_last() else {
            return at.part.is_none_or(|part| part == 0).then_some(at.token);
        };
        if let Some(part) = at.part.and_then(|part| part.checked_sub(1)) {
            let here = At { token: at.token, part: Some(part) };
            return self.means(*element, here).then(|| self.left(rest, here)).flatten();
        }
        let token = at.token.checked_sub(1)?;
        let whole = At { token, part: None };
        if self.means(*element, whole)
            && let Some(first) = self.left(rest, whole)
        {
            return Some(first);
        }
        let parts = self.forms.entry(self.entries[token]).parts.len();
        let last = At { token, part: Some(parts.checked_sub(1)?) };
        self.means(*element, last).then(|| self.left(rest, last)).flatten()
    }

    /// Whether the token or part at the position is what the element asks for.
    fn means(&self, element: u32, at: At) -> bool {
        let entry = self.forms.entry(self.entries[at.token]);
        match (element, at.part) {
            (ANY, None) => self.words.tokens[at.token].kind != TokenKind::Sign,
            (ANY, Some(_)) => false,
            (word, None) => has(&entry.meant, word),
            (word, Some(part)) => entry
                .parts
                .get(part)
                .is_some_and(|&number| has(&self.forms.entry(number).meant, word)),
        }
    }

    /// The token of the particle that belongs to the verb: right before it, or at the end of its clause.
    fn particle_of(&self, verb: usize, particle: u32) -> Option<usize> {
        self.particle_before(verb, particle).or_else(|| self.particle_after(verb, particle))
    }

    /// The particle right before the verb, perhaps with `zu` between: *bekannt gegeben*, *bekannt zu geben*.
    fn particle_before(&self, verb: usize, particle: u32) -> Option<usize> {
        let wanted = self.vocabulary.particle_text(particle);
        let word = |at: usize| fold(self.words.tokens[at].of(self.text.shown));
        let mut at = verb.checked_sub(1)?;
        if word(at) == "zu" {
            at = at.checked_sub(1)?;
        }
        let joined = (at..verb).all(|one| self.gap(one).chars().all(char::is_whitespace));
        (word(at) == wanted && joined).then_some(at)
    }

    /// The particle that closes the verb's clause.
    fn particle_after(&self, verb: usize, particle: u32) -> Option<usize> {
        let wanted = self.vocabulary.particle_text(particle);
        let tokens = &self.words.tokens;
        let last = tokens.len().min(verb + 1 + MAX_CLAUSE);
        for at in verb + 1..last {
            let gap = self.gap(at - 1);
            // A comma may open an inserted clause; a stronger mark ends the sentence's clause for good.
            if gap.contains([';', ':', '.', '!', '?', '(', ')']) {
                return None;
            }
            if fold(tokens[at].of(self.text.shown)) == wanted && self.closes_clause(at) {
                let same = self.words.same_sentence(tokens[verb].start, tokens[at].start);
                return same.then_some(at);
            }
        }
        None
    }

    /// Whether nothing of the clause follows the token: it is the last of the sentence, a mark follows, or a
    /// conjunction. A preposition of the same letters is followed by its noun.
    fn closes_clause(&self, at: usize) -> bool {
        let tokens = &self.words.tokens;
        let Some(next) = tokens.get(at + 1) else { return true };
        if !self.words.same_sentence(tokens[at].start, next.start) {
            return true;
        }
        let gap = self.gap(at);
        let marked = gap.contains([
            ',', ';', ':', '.', '!', '?', '(', ')', '–', '—', '"', '“', '”', '«', '»', '\n',
        ]);
        let conjunction = ["und", "oder", "sowie", "bzw", "als", "wie", "aber", "sondern"];
        marked || conjunction.contains(&fold(next.of(self.text.shown)).as_ref())
    }

    /// What stands between a token and the next.
    fn gap(&self, at: usize) -> &str {
        let tokens = &self.words.tokens;
        let from = tokens[at].end as usize;
        let to = tokens.get(at + 1).map_or(self.text.shown.len(), |next| next.start as usize);
        self.text.shown.get(from..to).unwrap_or("")
    }
}

/// Whether a word is among those meant, as a whole.
fn has(meant: &[Meant], word: u32) -> bool {
    meant.binary_search(&Meant { word: WordId(word), particle: WHOLE }).is_ok()
}
