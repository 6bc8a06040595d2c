//! Which of some languages a text is written in.
//!
//! In: a text and the languages that come into question. Out: the one it is in, or none where the text does
//! not tell. First the small words decide, which every text has and no other language shares; short texts without
//! them are told by the words that only one dictionary knows. Deterministic: the same text always gives the
//! same answer.

use super::lookup::Lexicon;
use crate::text::{Language, Token, TokenKind, fold, tokens};

/// Words looked at; what the beginning of a text does not tell, the rest hardly will.
const LOOKED_AT: usize = 300;
/// Words looked up in dictionaries.
const LOOKED_UP: usize = 60;
/// What a small word counts; a word that only one dictionary knows counts one.
const SMALL_WORD: u32 = 3;

/// The language of `text`, if it is one of `among` and the text is sure enough: most of the evidence speaks for
/// it, and there is more than a single word of it.
#[must_use]
pub fn detect(text: &str, among: &[Language]) -> Option<Language> {
    let mut all = Vec::new();
    tokens(text, &mut all);
    let words: Vec<&str> = all
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .take(LOOKED_AT)
        .map(|token: &Token| token.of(text))
        .collect();
    let mut languages: Vec<Language> = among.to_vec();
    languages.sort();
    languages.dedup();
    let small: Vec<u32> = languages.iter().map(|language| small_words(*language, &words)).collect();
    let several = 2 * SMALL_WORD as usize;
    decide(&languages, &small, several.max(words.len() / 4)).or_else(|| {
        let known = only_known(&languages, &words[..words.len().min(LOOKED_UP)]);
        let sums: Vec<u32> = small.iter().zip(known).map(|(small, known)| small + known).collect();
        decide(&languages, &sums, words.len().min(LOOKED_UP) / 2)
    })
}

/// The language with by far the most evidence: two points and `needed` at least, and three times as many as any
/// other.
fn decide(languages: &[Language], evidence: &[u32], needed: usize) -> Option<Language> {
    let (best, most) = evidence.iter().enumerate().max_by_key(|(_, points)| **points)?;
    let others = evidence.iter().enumerate().filter(|(at, _)| *at != best);
    let next = others.map(|(_, points)| *points).max().unwrap_or(0);
    let enough = *most >= 2 && *most as usize >= needed && *most >= 3 * next;
    enough.then(|| languages[best])
}

/// Points for words that are frequent in this language and in no other.
fn small_words(language: Language, words: &[&str]) -> u32 {
    let list = match language {
        Language::GERMAN => GERMAN,
        Language::ENGLISH => ENGLISH,
        _ => return 0,
    };
    let count = words.iter().filter(|word| {
        let folded = fold(word);
        list.binary_search(&folded.as_ref()).is_ok()
    });
    u32::try_from(count.count()).unwrap_or(u32::MAX).saturating_mul(SMALL_WORD)
}

/// For each language how many of the words only its dictionary knows. A language without a dictionary gets
/// nothing, and where there are fewer than two dictionaries nothing can be told.
fn only_known(languages: &[Language], words: &[&str]) -> Vec<u32> {
    let lexicons: Vec<&Lexicon> = languages.iter().map(|language| Lexicon::of(*language)).collect();
    let all = [Language::GERMAN, Language::ENGLISH].map(Lexicon::of);
    let mut counts = vec![0; languages.len()];
    if !all.iter().all(|lexicon| lexicon.has_dictionary()) {
        return counts;
    }
    for word in words {
        let mut knows = all.iter().filter(|lexicon| lexicon.knows(word));
        if let (Some(only), None) = (knows.next(), knows.next()) {
            for (lexicon, count) in lexicons.iter().zip(&mut counts) {
                *count += u32::from(lexicon.language() == only.language());
            }
        }
    }
    counts
}

/// Folded and sorted.
const GERMAN: &[&str] = &[
    "aber", "alle", "auch", "auf", "aus", "bei", "beim", "bis", "bitte", "da", "damit", "danke",
    "dann", "das", "dass", "dein", "deine", "dem", "den", "denn", "der", "des", "dich", "dies",
    "diese", "diesem", "diesen", "dieser", "dieses", "dir", "doch", "du", "durch", "ein", "eine",
    "einem", "einen", "einer", "eines", "er", "es", "etwas", "euch", "euer", "eure", "für",
    "gegen", "gibt", "habe", "haben", "heute", "hier", "ich", "ihm", "ihn", "ihnen", "ihr", "ihre",
    "ihrem", "ihren", "ihrer", "im", "immer", "ist", "ja", "jetzt", "kann", "kein", "keine",
    "können", "mehr", "mein", "meine", "mich", "mir", "mit", "muss", "nach", "nicht", "noch",
    "nun", "nur", "ob", "oder", "ohne", "schon", "sehr", "sein", "seine", "seit", "sich", "sie",
    "sind", "sondern", "um", "und", "uns", "unser", "unsere", "unserem", "unseren", "unserer",
    "unter", "vom", "von", "vor", "wann", "warum", "weil", "wenn", "werden", "wie", "wieder",
    "wir", "wird", "wo", "wurde", "wurden", "zu", "zum", "zur", "zwei", "über",
];

/// Folded and sorted.
const ENGLISH: &[&str] = &[
    "a", "about", "after", "all", "and", "any", "are", "as", "at", "be", "because", "been", "but",
    "by", "can", "could", "did", "do", "does", "don't", "each", "every", "for", "from", "get",
    "had", "has", "have", "he", "her", "here", "how", "i", "if", "is", "it", "it's", "its", "just",
    "like", "make", "me", "more", "most", "my", "new", "no", "not", "now", "of", "on", "one",
    "only", "or", "other", "our", "out", "over", "please", "she", "should", "some", "than",
    "thank", "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "to", "today", "up", "us", "very", "we", "were", "what", "when", "where",
    "which", "who", "why", "with", "without", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Language; 2] = [Language::GERMAN, Language::ENGLISH];

    #[test]
    fn lists_can_be_searched() {
        assert!(GERMAN.is_sorted() && ENGLISH.is_sorted());
        assert!(GERMAN.iter().all(|word| ENGLISH.binary_search(word).is_err()));
        assert!(GERMAN.iter().chain(ENGLISH).all(|word| fold(word) == *word));
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn short_texts_are_told_apart() {
        for german in [
            "Wir garantieren 100 % Rendite",
            "Jetzt kaufen!",
            "Nachhaltige Verpackung, faire Preise",
            "Danke!",
            "Große Neuigkeiten: unser Shop ist da 🎉",
            "Cloud-Lösungen für Unternehmen",
            "Der neue Sale startet heute",
            "Mitarbeitende gesucht",
        ] {
            assert_eq!(detect(german, &BOTH), Some(Language::GERMAN), "{german}");
        }
        for english in [
            "Buy now!",
            "We are thrilled to announce our new app",
            "Thank you!",
            "Big news 🎉 #launch",
            "Sustainable packaging, fair prices",
            "Our team in Berlin is growing",
            "Hiring engineers",
        ] {
            assert_eq!(detect(english, &BOTH), Some(Language::ENGLISH), "{english}");
        }
    }

    #[test]
    fn unsure_texts_are_not_guessed() {
        for text in ["", "🎉", "Initech", "OK", "2026", "Hotel", "Plan A: schöne neue Welt"] {
            assert_eq!(detect(text, &BOTH), None, "{text}");
        }
        let french =
            "Nous sommes heureux de vous présenter notre nouvelle application pour les écoles";
        assert_eq!(detect(french, &BOTH), None);
        let mixed = "We love this. Das ist gut. The end is near und das ist so.";
        assert_eq!(detect(mixed, &BOTH), None);
    }

    #[test]
    fn only_the_languages_asked_for_are_given() {
        assert_eq!(detect("Das ist nicht schlecht", &[Language::ENGLISH]), None);
        assert_eq!(detect("Das ist nicht schlecht", &[]), None);
        let order = [Language::ENGLISH, Language::GERMAN];
        assert_eq!(detect("Das ist nicht schlecht", &order), Some(Language::GERMAN));
    }
}
