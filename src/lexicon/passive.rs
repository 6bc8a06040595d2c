//! Participles and passives.
//!
//! In: words, or the tokens of one sentence. Out: whether a word is a past participle, and which tokens make a
//! passive. German: *werden* with a participle, the words between them included. English: *be* with a participle
//! behind it; participles used as adjectives (*we are excited*) are not told apart.

use std::ops::Range;

use super::lookup::{Lexicon, Place};
use super::reading::Class;
use super::spelling::{clean, small};
use crate::text::{Language, Token, TokenKind};

/// German participles that are spelled like their infinitives and belong to verbs without a passive.
const NO_PASSIVE: [&str; 6] =
    ["bekommen", "gefallen", "geraten", "entfallen", "verfallen", "zerfallen"];
/// Words that open a clause after a comma.
const CLAUSE_OPENERS: [&str; 24] = [
    "aber", "als", "bevor", "da", "damit", "das", "dass", "dem", "den", "denen", "denn", "der",
    "deren", "dessen", "die", "ob", "obwohl", "sobald", "sodass", "sondern", "sowie", "weil",
    "wenn", "während",
];
/// At most so many adverbs stand between *be* and its participle.
const ADVERBS: usize = 3;

impl Lexicon {
    /// Whether the word is the bare past participle of a verb: *vergeben*, *geschrieben*, *written*.
    #[must_use]
    pub fn is_participle(&self, word: &str) -> bool {
        let found = self.analyse(&small(&clean(word)), Place::Inside);
        let present = if self.german() { "nd" } else { "ing" };
        found.iter().any(|found| {
            let lemma = &found.entry.lemma;
            found.own && found.entry.class == Class::Participle && !lemma.ends_with(present)
                || found.own && found.entry.class == Class::Verb && self.is_own_participle(lemma)
        })
    }

    /// English verbs whose past participle is their base form: *put*, *run*.
    fn is_own_participle(&self, verb: &str) -> bool {
        const PAST_PARTICIPLE: u32 = 1 << 6;
        let Some(tables) = self.tables.as_ref().filter(|_| !self.german()) else { return false };
        tables
            .forms(verb, Class::Verb, 0)
            .iter()
            .any(|form| form.form == verb && form.slots & PAST_PARTICIPLE != 0)
    }

    /// The passives of a sentence, in order and disjoint, as ranges of indices of its tokens.
    #[must_use]
    pub fn passives(&self, text: &str, sentence: &[Token]) -> Vec<Range<usize>> {
        let words: Vec<String> = sentence
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => small(&clean(token.of(text))),
                _ => String::new(),
            })
            .collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in 0..words.len() {
            let passive = match self.language {
                Language::GERMAN => self.german_passive(text, sentence, &words, at),
                Language::ENGLISH => self.english_passive(&words, at),
                _ => None,
            };
            let free =
                |passive: &Range<usize>| found.last().is_none_or(|last| last.end <= passive.start);
            found.extend(passive.filter(free));
        }
        found
    }

    /// A passive whose form of *werden* is the word at `at`.
    fn german_passive(
        &self,
        text: &str,
        sentence: &[Token],
        words: &[String],
        at: usize,
    ) -> Option<Range<usize>> {
        let word = words.get(at)?.as_str();
        let infinite = matches!(word, "werden" | "worden");
        let finite = matches!(
            word,
            "wird"
                | "werden"
                | "wirst"
                | "werdet"
                | "werde"
                | "wurde"
                | "wurden"
                | "wurdest"
                | "wurdet"
                | "würde"
                | "würden"
                | "würdest"
                | "würdet"
        );
        // … vergeben wird, … vergeben werden kann, … vergeben worden ist
        if (finite || infinite) && at > 0 && self.is_passive_participle(&words[at - 1]) {
            return Some(at - 1..at + 1);
        }
        if !finite {
            return None;
        }
        let clause = (at + 1..words.len())
            .take_while(|next| !self.ends_clause(text, sentence, words, *next))
            .find(|next| self.is_passive_participle(&words[*next]))?;
        let after = words.get(clause + 1).map(String::as_str);
        match after {
            // wird vergeben haben
            Some("haben") => None,
            Some("werden" | "worden") => Some(at..clause + 2),
            _ => Some(at..clause + 1),
        }
    }

    /// Whether a new clause begins with the token at `next`.
    fn ends_clause(&self, text: &str, sentence: &[Token], words: &[String], next: usize) -> bool {
        let (start, end) = (sentence[next - 1].end as usize, sentence[next].start as usize);
        let gap = text.get(start..end).unwrap_or("");
        gap.contains([';', ':'])
            || (gap.contains(',') && CLAUSE_OPENERS.contains(&words[next].as_str()))
    }

    fn is_passive_participle(&self, word: &str) -> bool {
        if word.is_empty() || NO_PASSIVE.contains(&word) || !self.is_participle(word) {
            return false;
        }
        // *wird bekannt* is no passive: the participle has become an adjective.
        let adjective = |found: &super::lookup::Found| found.entry.class == Class::Adjective;
        !self.direct(word).iter().any(adjective)
    }

    fn english_passive(&self, words: &[String], at: usize) -> Option<Range<usize>> {
        let word = words.get(at)?.as_str();
        let be = matches!(word, "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being")
            || ["'re", "'m", "n't"].iter().any(|short| word.ends_with(short))
                && self.want("be").matches(&self.read(word.trim_end_matches("n't"), false));
        if !be {
            return None;
        }
        let mut next = at + 1;
        while next - at <= ADVERBS && words.get(next).is_some_and(|word| is_adverb(word)) {
            next += 1;
        }
        self.is_participle(words.get(next)?).then_some(at..next + 1)
    }
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly")
        || matches!(
            word,
            "not"
                | "never"
                | "always"
                | "often"
                | "also"
                | "still"
                | "just"
                | "now"
                | "only"
                | "soon"
                | "already"
                | "being"
                | "been"
                | "so"
                | "then"
                | "once"
                | "well"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn passives(language: Language, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        tokens(text, &mut all);
        let found = Lexicon::of(language).passives(text, &all);
        found
            .into_iter()
            .map(|range| {
                let (first, last) = (all[range.start], all[range.end - 1]);
                text[first.start as usize..last.end as usize].to_owned()
            })
            .collect()
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn german_passives() {
        let check = |text, expected: &[&str]| {
            assert_eq!(passives(Language::GERMAN, text), expected, "{text}");
        };
        check("Der Preis wird am Freitag vergeben.", &["wird am Freitag vergeben"]);
        check("Weil der Preis vergeben wird, feiern wir.", &["vergeben wird"]);
        check("Er ist gestern geschrieben worden.", &["geschrieben worden"]);
        check("Das wird noch geprüft werden.", &["wird noch geprüft werden"]);
        check(
            "Das kann geprüft werden, wurde aber vergessen.",
            &["geprüft werden", "wurde aber vergessen"],
        );
        check("Von Anna, Ben und Carla wurden Fehler behoben.", &["wurden Fehler behoben"]);
        check("Wir werden liefern.", &[]);
        check("Sie wird bekannt.", &[]);
        check("Er wird Lehrer, weil er geprüft ist.", &[]);
        check("Wir haben den Preis vergeben.", &[]);
        check("Er wird das geschrieben haben.", &[]);
    }

    #[test]
    fn english_passives() {
        let check = |text, expected: &[&str]| {
            assert_eq!(passives(Language::ENGLISH, text), expected, "{text}");
        };
        check("It was written by us.", &["was written"]);
        check("They are not always told the truth.", &["are not always told"]);
        check("It has been quickly put away.", &["been quickly put"]);
        check("It wasn't written, and we're asked.", &["wasn't written", "we're asked"]);
        check("We were writing.", &[]);
        check("We wrote it.", &[]);
        check("They are here.", &[]);
    }

    #[test]
    fn participles() {
        let english = Lexicon::of(Language::ENGLISH);
        assert!(english.is_participle("written") && english.is_participle("put"));
        assert!(!english.is_participle("writing") && !english.is_participle("wrote"));
        assert!(!Lexicon::of(Language::parse("fr").unwrap()).is_participle("written"));
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn german_participles() {
        let german = Lexicon::of(Language::GERMAN);
        assert!(german.is_participle("vergeben") && german.is_participle("geschrieben"));
        assert!(!german.is_participle("schreiben") && !german.is_participle("schreibend"));
        assert!(!german.is_participle("geschriebene"));
    }
}
