//! From words to forms: all that a phrase word finds, and the form of one word that fits where another stood.
//!
//! In: words. Out: forms, made with the paradigms of the data. Nothing is guessed: a form that its own reading
//! does not lead back is not listed, and where two forms would fit there is none.

use super::lookup::{Found, Lexicon, Place};
use super::reading::{Class, Degree, Reading};
use super::spelling::{Case, capital, case, clean, small};
use super::tables::Form;

/// German verb slots: the infinitive with *zu* of a separable verb.
const WITH_ZU: u32 = 1 << 1;
/// German verb slots: infinitive and participles, which are the same in main and subordinate clauses.
const NOT_FINITE: u32 = 0b1111;
/// German verb slots of the two participles.
const PRESENT_PARTICIPLE: u32 = 1 << 2;
const PAST_PARTICIPLE: u32 = 1 << 3;

impl Lexicon {
    /// All forms that a word of a phrase finds, sorted; the word itself if it is known to nobody. Spellings with
    /// a gender sign, possessives and separated verbs are found too, but not listed.
    #[must_use]
    pub fn forms(&self, word: &str) -> Vec<String> {
        let wanted = self.want(word);
        let mut forms = vec![clean(word).into_owned()];
        for found in self.meant(word) {
            self.add_forms(&found.first, &found.entry.lemma, found.entry.class, &mut forms);
            if !self.german() {
                continue;
            }
            if found.entry.class == Class::Verb {
                for participle in self.participles(&found.entry.lemma) {
                    self.add_forms(&found.first, &participle.form, Class::Participle, &mut forms);
                }
            }
            if found.entry.class == Class::Noun {
                for woman in self.women_of(&found.entry.lemma) {
                    self.add_forms(&found.first, &woman, Class::Noun, &mut forms);
                }
            }
        }
        forms.sort();
        forms.dedup();
        forms.retain(|form| wanted.matches(&self.read(form, false)));
        forms
    }

    fn add_forms(&self, first: &str, lemma: &str, class: Class, forms: &mut Vec<String>) {
        let made = self.paradigm(lemma, class).into_iter().map(|form| form.form);
        forms.extend(made.map(|form| compose(first, &form)));
    }

    /// The forms of a lemma with their slots: of the dictionary, of our own list, and with *zu*.
    fn paradigm(&self, lemma: &str, class: Class) -> Vec<Form> {
        let verb = self.german() && class == Class::Verb;
        let split = if verb { self.split(lemma) } else { None };
        let tables = self.tables.as_ref();
        let mut forms = tables.map_or(Vec::new(), |t| t.forms(lemma, class, split.unwrap_or(0)));
        forms.retain(|form| !self.own.denies(&form.form, lemma));
        if let Some(at) = split {
            let form = [&lemma[..at], "zu", &lemma[at..]].concat();
            forms.push(Form { form, slots: WITH_ZU });
        }
        forms
    }

    /// The form of `instead` that says of itself what `surface` says as a form of `like`: `nutzen` for *nimmt* as
    /// a form of `nehmen` gives *nutzt*. None unless exactly one form fits; a capital at the beginning stays.
    #[must_use]
    pub fn inflect(&self, instead: &str, like: &Reading, surface: &str) -> Option<String> {
        let asked = self.slots(like, surface)?;
        let joined = like.class == Class::Verb && self.split(&like.lemma).is_some();
        let form = self.form_with(instead, like, asked, joined)?;
        let noun = self.german() && like.class == Class::Noun;
        Some(match case(&clean(surface)) {
            Case::Capitals => form.to_uppercase(),
            Case::Capital if !noun => capital(&form),
            _ => form,
        })
    }

    /// The slots that `surface` fills as a form of `like`.
    fn slots(&self, like: &Reading, surface: &str) -> Option<u32> {
        let surface = small(&clean(surface));
        let mut found = self.analyse(&surface, Place::Inside);
        found.extend(self.analyse(&capital(&surface), Place::Inside));
        let found = found.into_iter().find(|found| {
            let lemma = self.lemma(&found.first, &found.entry.lemma, found.entry.class);
            lemma == like.lemma
                && found.entry.class == like.class
                && found.entry.degree == like.degree
        })?;
        let forms = self.paradigm(&found.entry.lemma, found.entry.class);
        let same = forms.iter().filter(|form| small(&compose(&found.first, &form.form)) == surface);
        let slots = same.fold(0, |slots, form| slots | form.slots);
        (slots != 0).then_some(slots)
    }

    /// The one form of `word` that fills all these slots.
    fn form_with(&self, word: &str, like: &Reading, asked: u32, joined: bool) -> Option<String> {
        let adjectival = |class| matches!(class, Class::Adjective | Class::Participle);
        let mut targets: Vec<(Found, Class)> = Vec::new();
        for found in self.meant(word).into_iter().filter(|found| found.own) {
            let class = found.entry.class;
            if class == like.class || (self.german() && adjectival(class) && adjectival(like.class))
            {
                targets.push((found, class));
            } else if self.german() && like.class == Class::Participle && class == Class::Verb {
                targets.push((self.participle_like(found, &like.lemma)?, Class::Participle));
            }
        }
        // As adjective and as participle a word has the same forms.
        targets.dedup_by(|a, b| a.0.first == b.0.first && a.0.entry.lemma == b.0.entry.lemma);
        let [(target, class)] = &targets[..] else { return None };
        let lemma = target.entry.lemma.as_str();
        let separable = self.german()
            && *class == Class::Verb
            && (!target.first.is_empty() || self.split(lemma).is_some());
        if separable && !joined && asked & !(NOT_FINITE) != 0 {
            // The particle would have to go to the end of the clause.
            return None;
        }
        if asked == WITH_ZU && self.german() && *class == Class::Verb && !separable {
            return Some(["zu ", word].concat());
        }
        let forms = self.paradigm(lemma, *class);
        let mut fitting: Option<&str> = None;
        for slot in (0..32).map(|bit| 1_u32 << bit).filter(|slot| asked & slot != 0) {
            let mut with_slot = forms.iter().filter(|form| form.slots & slot != 0);
            let form = with_slot.next().filter(|_| with_slot.next().is_none())?.form.as_str();
            if fitting.is_some_and(|before| before != form) {
                return None;
            }
            fitting = Some(form);
        }
        let form = compose(&target.first, fitting?);
        let wanted = self.want(word);
        wanted.matches(&self.read(&form, false)).then_some(form)
    }

    /// The participle of a verb that is of the same kind as `participle`: present or past.
    fn participle_like(&self, verb: Found, participle: &str) -> Option<Found> {
        let slot = if participle.ends_with("nd") { PRESENT_PARTICIPLE } else { PAST_PARTICIPLE };
        let mut forms = self.participles(&verb.entry.lemma);
        forms.retain(|form| form.slots & slot != 0);
        let [form] = &forms[..] else { return None };
        let mut found = verb;
        found.entry.lemma.clone_from(&form.form);
        found.entry.class = Class::Participle;
        found.entry.degree = Degree::Base;
        Some(found)
    }
}

/// What stands before a form, and the form, as one word.
fn compose(first: &str, form: &str) -> String {
    if first.is_empty() {
        form.to_owned()
    } else if first.ends_with('-') {
        [first, form].concat()
    } else {
        [first, &small(form)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn inflect(language: Language, instead: &str, phrase: &str, surface: &str) -> Option<String> {
        let lexicon = Lexicon::of(language);
        let wanted = lexicon.want(phrase);
        let readings = lexicon.read(surface, true);
        let like = readings.all.iter().find(|reading| wanted.accepts(reading)).unwrap();
        lexicon.inflect(instead, like, surface)
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn german_forms_that_fit() {
        let form = |instead, phrase, surface| inflect(Language::GERMAN, instead, phrase, surface);
        assert_eq!(form("nutzen", "nehmen", "nimmt").as_deref(), Some("nutzt"));
        assert_eq!(form("nutzen", "nehmen", "genommen").as_deref(), Some("genutzt"));
        assert_eq!(form("nutzen", "nehmen", "genommenen").as_deref(), Some("genutzten"));
        assert_eq!(form("nutzen", "nehmen", "Nehmen").as_deref(), Some("Nutzen"));
        assert_eq!(
            form("helfen", "unterstützen", "unterstützte").as_deref(),
            None,
            "half or hülfe"
        );
        assert_eq!(form("anbieten", "offerieren", "offeriert").as_deref(), None, "bietet … an");
        assert_eq!(form("anbieten", "offerieren", "offerieren").as_deref(), None);
        assert_eq!(form("beginnen", "anfangen", "anzufangen").as_deref(), Some("zu beginnen"));
        assert_eq!(form("klein", "groß", "größeren").as_deref(), Some("kleineren"));
        assert_eq!(form("Haus", "Gebäude", "Gebäuden").as_deref(), Some("Häusern"));
        assert_eq!(
            form("Beitrag", "Artikel", "ARTIKELS").as_deref(),
            None,
            "Beitrags or Beitrages"
        );
        assert_eq!(form("Frau", "Mann", "Mannes").as_deref(), None, "another gender");
        assert_eq!(form("Xylo", "Mann", "Mannes"), None);
    }

    #[test]
    fn english_forms_that_fit() {
        let form = |instead, phrase, surface| inflect(Language::ENGLISH, instead, phrase, surface);
        assert_eq!(form("work", "collaborate", "collaborates").as_deref(), Some("works"));
        assert_eq!(form("use", "leverage", "Leveraging").as_deref(), Some("Using"));
        assert_eq!(form("use", "utilise", "utilised").as_deref(), Some("used"));
        assert_eq!(form("take", "leverage", "leveraged"), None, "took or taken");
        assert_eq!(form("partner", "customer", "CUSTOMERS").as_deref(), Some("PARTNERS"));
        assert_eq!(form("good", "big", "biggest").as_deref(), Some("best"));
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn lists_what_a_phrase_word_finds() {
        let forms = Lexicon::of(Language::GERMAN).forms("Weltmarktführer");
        for form in ["Weltmarktführer", "Weltmarktführern", "Weltmarktführerinnen"] {
            assert!(forms.iter().any(|listed| listed == form), "{form} in {forms:?}");
        }
        let forms = Lexicon::of(Language::GERMAN).forms("vorstellen");
        for form in ["vorstellen", "vorstellt", "vorgestellt", "vorgestelltes", "vorzustellen"] {
            assert!(forms.iter().any(|listed| listed == form), "{form} in {forms:?}");
        }
        assert_eq!(Lexicon::of(Language::GERMAN).forms("Initech"), ["Initech"]);
        let forms = Lexicon::of(Language::GERMAN).forms("modernste");
        assert!(forms.iter().all(|form| form.starts_with("modernste")), "{forms:?}");
    }

    #[test]
    fn lists_english_forms() {
        let forms = Lexicon::of(Language::ENGLISH).forms("take");
        assert_eq!(forms, ["take", "taken", "takes", "taking", "took"]);
        let forms = Lexicon::of(Language::ENGLISH).forms("committed");
        assert_eq!(forms, ["committed"]);
    }
}
