//! Stems of words that are known to nobody: names, new words, other languages.
//!
//! In: a word as it stands and folded. Out: keys that two forms of one word have in common. Such keys only ever
//! meet each other, never a dictionary lemma, so a stemmer's mistakes stay among unknown words.

use super::lookup::Lexicon;
use super::spelling::MAX_WORD;

/// Endings of regular German verbs and their participles, longest first.
const VERB_ENDINGS: [&str; 27] = [
    "etesten", "etest", "etem", "eten", "eter", "etes", "etet", "enden", "ender", "endes", "endem",
    "test", "tem", "ten", "ter", "tes", "tet", "ende", "end", "ete", "est", "te", "et", "en", "st",
    "e", "t",
];

impl Lexicon {
    /// The stems of a word; none in a language without a stemmer.
    pub(super) fn stems(&self, word: &str, folded: &str) -> Vec<String> {
        let Some(stemmer) = &self.stemmer else { return Vec::new() };
        if folded.len() > MAX_WORD {
            return vec![folded.to_owned()];
        }
        let mut stems = vec![stemmer.stem(folded).into_owned()];
        if self.german() {
            if word.starts_with(char::is_uppercase) {
                // Plurals and genitives of foreign words, which the stemmer leaves: *Meetups*.
                let bare = folded.strip_suffix('s').filter(|bare| bare.len() > 3);
                stems.extend(bare.map(|bare| stemmer.stem(bare).into_owned()));
            } else {
                stems.extend(verb_stem(folded));
            }
        }
        stems.sort();
        stems.dedup();
        stems
    }
}

/// The stem of a word as if it were a regular verb: *hosten*, *hostet*, *gehostete* give one. Marked, so that
/// it meets no other stem.
fn verb_stem(folded: &str) -> Option<String> {
    let stem = VERB_ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending))?;
    // Whether the last t belongs to the stem (*hosten*) or to the ending cannot be told: it is left out.
    let bare = stem.trim_end_matches(['t', 'e']);
    let participle = folded[bare.len()..].contains('t') && bare.starts_with("ge");
    let bare = if participle { &bare[2..] } else { bare };
    (bare.chars().count() > 2).then(|| ["=", bare].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn forms_of_unknown_verbs_meet() {
        for form in
            ["xosten", "xoste", "xostest", "xostet", "xostete", "gexostet", "gexosteten", "xostend"]
        {
            assert_eq!(verb_stem(form).as_deref(), Some("=xos"), "{form}");
        }
        assert_eq!(verb_stem("so"), None);
    }

    #[test]
    fn foreign_plurals_meet_their_singular() {
        let german = Lexicon::of(Language::GERMAN);
        assert!(german.want("Xobup").matches(&german.read("Xobups", false)));
        assert!(german.want("Initech").matches(&german.read("Initechs", false)));
        assert!(!german.want("Xobup").matches(&german.read("Xobum", false)));
    }

    #[test]
    fn without_a_stemmer_words_must_be_equal() {
        let french = Lexicon::of(Language::parse("fr").unwrap());
        assert!(french.want("École").matches(&french.read("école", false)));
        assert!(!french.want("école").matches(&french.read("écoles", false)));
    }
}
