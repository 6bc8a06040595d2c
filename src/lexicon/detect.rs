//! Which of some languages a text is written in.
//!
//! In: a text and the languages that come into question. Out: the one it is in, or none where the text does
//! not tell. First the small words decide, which every text has and no other language shares; short texts without
//! them are told by the words that only one dictionary knows. Deterministic: the same text always gives the
//! same answer.

use super::lookup::Lexicon;
use super::table::Table;
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
    let small = small_words(&languages, &words);
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

/// For each language the points for words that are frequent in it and in no other.
fn small_words(languages: &[Language], words: &[&str]) -> Vec<u32> {
    let mut points = vec![0; languages.len()];
    for word in words.iter().filter(|word| word.len() <= LONGEST) {
        let folded = fold(word);
        let Some(language) = SMALL_WORDS.get(&folded) else { continue };
        if let Some(at) = languages.iter().position(|one| *one == language) {
            points[at] += SMALL_WORD;
        }
    }
    points
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

const DE: Language = Language::GERMAN;
const EN: Language = Language::ENGLISH;

/// The longest small word, in bytes.
const LONGEST: usize = 7;

/// Small words with the one language that has them.
static SMALL_WORDS: Table<Language> = Table::new(&[
    ("a", EN),
    ("aber", DE),
    ("about", EN),
    ("after", EN),
    ("all", EN),
    ("alle", DE),
    ("and", EN),
    ("any", EN),
    ("are", EN),
    ("as", EN),
    ("at", EN),
    ("auch", DE),
    ("auf", DE),
    ("aus", DE),
    ("be", EN),
    ("because", EN),
    ("been", EN),
    ("bei", DE),
    ("beim", DE),
    ("bis", DE),
    ("bitte", DE),
    ("but", EN),
    ("by", EN),
    ("can", EN),
    ("could", EN),
    ("da", DE),
    ("damit", DE),
    ("danke", DE),
    ("dann", DE),
    ("das", DE),
    ("dass", DE),
    ("dein", DE),
    ("deine", DE),
    ("dem", DE),
    ("den", DE),
    ("denn", DE),
    ("der", DE),
    ("des", DE),
    ("dich", DE),
    ("did", EN),
    ("dies", DE),
    ("diese", DE),
    ("diesem", DE),
    ("diesen", DE),
    ("dieser", DE),
    ("dieses", DE),
    ("dir", DE),
    ("do", EN),
    ("doch", DE),
    ("does", EN),
    ("don't", EN),
    ("du", DE),
    ("durch", DE),
    ("each", EN),
    ("ein", DE),
    ("eine", DE),
    ("einem", DE),
    ("einen", DE),
    ("einer", DE),
    ("eines", DE),
    ("er", DE),
    ("es", DE),
    ("etwas", DE),
    ("euch", DE),
    ("euer", DE),
    ("eure", DE),
    ("every", EN),
    ("for", EN),
    ("from", EN),
    ("für", DE),
    ("gegen", DE),
    ("get", EN),
    ("gibt", DE),
    ("habe", DE),
    ("haben", DE),
    ("had", EN),
    ("has", EN),
    ("have", EN),
    ("he", EN),
    ("her", EN),
    ("here", EN),
    ("heute", DE),
    ("hier", DE),
    ("how", EN),
    ("i", EN),
    ("ich", DE),
    ("if", EN),
    ("ihm", DE),
    ("ihn", DE),
    ("ihnen", DE),
    ("ihr", DE),
    ("ihre", DE),
    ("ihrem", DE),
    ("ihren", DE),
    ("ihrer", DE),
    ("im", DE),
    ("immer", DE),
    ("is", EN),
    ("ist", DE),
    ("it", EN),
    ("it's", EN),
    ("its", EN),
    ("ja", DE),
    ("jetzt", DE),
    ("just", EN),
    ("kann", DE),
    ("kein", DE),
    ("keine", DE),
    ("können", DE),
    ("like", EN),
    ("make", EN),
    ("me", EN),
    ("mehr", DE),
    ("mein", DE),
    ("meine", DE),
    ("mich", DE),
    ("mir", DE),
    ("mit", DE),
    ("more", EN),
    ("most", EN),
    ("muss", DE),
    ("my", EN),
    ("nach", DE),
    ("new", EN),
    ("nicht", DE),
    ("no", EN),
    ("noch", DE),
    ("not", EN),
    ("now", EN),
    ("nun", DE),
    ("nur", DE),
    ("ob", DE),
    ("oder", DE),
    ("of", EN),
    ("ohne", DE),
    ("on", EN),
    ("one", EN),
    ("only", EN),
    ("or", EN),
    ("other", EN),
    ("our", EN),
    ("out", EN),
    ("over", EN),
    ("please", EN),
    ("schon", DE),
    ("sehr", DE),
    ("sein", DE),
    ("seine", DE),
    ("seit", DE),
    ("she", EN),
    ("should", EN),
    ("sich", DE),
    ("sie", DE),
    ("sind", DE),
    ("some", EN),
    ("sondern", DE),
    ("than", EN),
    ("thank", EN),
    ("thanks", EN),
    ("that", EN),
    ("the", EN),
    ("their", EN),
    ("them", EN),
    ("then", EN),
    ("there", EN),
    ("these", EN),
    ("they", EN),
    ("this", EN),
    ("those", EN),
    ("through", EN),
    ("to", EN),
    ("today", EN),
    ("um", DE),
    ("und", DE),
    ("uns", DE),
    ("unser", DE),
    ("unsere", DE),
    ("unserem", DE),
    ("unseren", DE),
    ("unserer", DE),
    ("unter", DE),
    ("up", EN),
    ("us", EN),
    ("very", EN),
    ("vom", DE),
    ("von", DE),
    ("vor", DE),
    ("wann", DE),
    ("warum", DE),
    ("we", EN),
    ("weil", DE),
    ("wenn", DE),
    ("werden", DE),
    ("were", EN),
    ("what", EN),
    ("when", EN),
    ("where", EN),
    ("which", EN),
    ("who", EN),
    ("why", EN),
    ("wie", DE),
    ("wieder", DE),
    ("wir", DE),
    ("wird", DE),
    ("with", EN),
    ("without", EN),
    ("wo", DE),
    ("would", EN),
    ("wurde", DE),
    ("wurden", DE),
    ("you", EN),
    ("your", EN),
    ("zu", DE),
    ("zum", DE),
    ("zur", DE),
    ("zwei", DE),
    ("über", DE),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::assert_sound;

    const BOTH: [Language; 2] = [Language::GERMAN, Language::ENGLISH];

    #[test]
    fn the_list_can_be_searched() {
        assert_sound(&SMALL_WORDS);
        let words = || SMALL_WORDS.entries().iter().map(|(word, _)| *word);
        assert!(words().all(|word| fold(word) == word));
        assert_eq!(words().map(str::len).max(), Some(LONGEST));
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
        for text in ["", "🎉", "Initech", "OK", "2026", "Hotel"] {
            assert_eq!(detect(text, &BOTH), None, "{text}");
        }
        let french =
            "Nous sommes heureux de vous présenter notre nouvelle application pour les écoles";
        assert_eq!(detect(french, &BOTH), None);
        let mixed = "We love this. Das ist gut. The end is near und das ist so.";
        assert_eq!(detect(mixed, &BOTH), None);
    }

    /// Needs both dictionaries: without one, its words speak for nobody.
    #[cfg(feature = "lemma-de")]
    #[test]
    fn words_of_both_languages_leave_it_open() {
        assert_eq!(detect("Plan A: schöne neue Welt", &BOTH), None);
    }

    #[test]
    fn only_the_languages_asked_for_are_given() {
        assert_eq!(detect("Das ist nicht schlecht", &[Language::ENGLISH]), None);
        assert_eq!(detect("Das ist nicht schlecht", &[]), None);
        let order = [Language::ENGLISH, Language::GERMAN];
        assert_eq!(detect("Das ist nicht schlecht", &order), Some(Language::GERMAN));
    }
}
