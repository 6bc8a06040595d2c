//! Made-up drafts and rules for benches and tests: the same on every machine, in the words of our own lexicon.
//!
//! In: how many. Out: Markdown in German and English with a known number of phrases in it, phrases that are
//! found in it and phrases that are not, rule files. Words come as often as words do (a few very often, most
//! hardly ever), so that memo, anchors and caches meet what they meet in real texts.

#![allow(dead_code, reason = "each bench uses its part")]

mod dice;

use std::fmt::Write as _;

use fst::{IntoStreamer, Map, Streamer};
use obstat::lexicon::{Class, Lexicon};
use obstat::text::Language;

pub use dice::Dice;

/// The words of one language that texts and phrases are made of.
pub struct Words {
    language: Language,
    glue: &'static [&'static str],
    nouns: Vec<String>,
    verbs: Vec<String>,
    adjectives: Vec<String>,
}

/// Words that texts use; as many again are kept for phrases that are never found.
const USED: usize = 4_000;

impl Words {
    pub fn german() -> Self {
        const GLUE: &[&str] = &[
            "die", "der", "und", "in", "den", "von", "zu", "das", "mit", "sich", "des", "auf",
            "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden",
            "aus", "er", "hat", "dass", "sie", "nach", "wird", "bei", "einer", "um", "am", "sind",
            "noch", "wie", "einem", "über", "einen", "so",
        ];
        let forms = include_bytes!("../../data/lemma-de/forms.fst");
        Self::of(Language::GERMAN, GLUE, forms)
    }

    pub fn english() -> Self {
        const GLUE: &[&str] = &[
            "the", "of", "and", "to", "a", "in", "is", "that", "for", "it", "as", "was", "with",
            "be", "by", "on", "not", "he", "this", "are", "or", "his", "from", "at", "which",
            "but", "have", "an", "had", "they", "you", "were", "their", "one", "all", "we", "can",
            "her", "has", "there", "been", "if",
        ];
        let forms = include_bytes!("../../data/lemma-en/forms.fst");
        Self::of(Language::ENGLISH, GLUE, forms)
    }

    fn of(language: Language, glue: &'static [&'static str], forms: &'static [u8]) -> Self {
        let lexicon = Lexicon::of(language);
        let map = Map::new(forms).expect("the data of the lexicon");
        let (mut nouns, mut verbs, mut adjectives) = (Vec::new(), Vec::new(), Vec::new());
        let mut stream = map.into_stream();
        let mut nth = 0_usize;
        while let Some((form, _)) = stream.next() {
            nth += 1;
            let Ok(form) = std::str::from_utf8(form) else { continue };
            let letters = form.chars().count();
            if !nth.is_multiple_of(7)
                || !(4..=14).contains(&letters)
                || !form.chars().all(char::is_alphabetic)
            {
                continue;
            }
            let readings = lexicon.read(form, false).all;
            let [reading] = &readings[..] else { continue };
            if reading.lemma != form {
                continue;
            }
            match reading.class {
                Class::Noun => nouns.push(form.to_owned()),
                Class::Verb => verbs.push(form.to_owned()),
                Class::Adjective => adjectives.push(form.to_owned()),
                _ => {}
            }
        }
        let mut dice = Dice::new(7);
        for list in [&mut nouns, &mut verbs, &mut adjectives] {
            for at in (1..list.len()).rev() {
                list.swap(at, dice.below(at + 1));
            }
        }
        Self { language, glue, nouns, verbs, adjectives }
    }

    fn used(list: &[String]) -> &[String] {
        &list[..list.len().min(USED) / 2]
    }

    fn unused(list: &[String]) -> &[String] {
        &list[list.len().min(USED) / 2..]
    }

    /// A phrase of two words that texts use.
    pub fn phrase(&self, dice: &mut Dice) -> String {
        let noun = dice.one(Self::used(&self.nouns));
        format!("{} {noun}", dice.one(Self::used(&self.adjectives)))
    }

    /// A phrase that no text holds, though most have a word of it.
    pub fn absent_phrase(&self, dice: &mut Dice) -> String {
        match dice.below(3) {
            0 => format!(
                "{} {}",
                dice.one(Self::unused(&self.adjectives)),
                dice.one(Self::used(&self.nouns))
            ),
            1 => format!(
                "{} {}",
                dice.one(Self::used(&self.adjectives)),
                dice.one(Self::unused(&self.nouns))
            ),
            _ => dice.one(Self::unused(&self.nouns)).clone(),
        }
    }

    /// Two words that no text holds.
    fn absent_words(&self, dice: &mut Dice) -> String {
        let noun = dice.one(Self::unused(&self.nouns));
        format!("{} {noun}", dice.one(Self::unused(&self.adjectives)))
    }

    fn word<'a>(&'a self, dice: &mut Dice) -> &'a str {
        if dice.below(100) < 48 {
            return self.glue[dice.seldom(self.glue.len())];
        }
        let list = match dice.below(10) {
            0..5 => &self.nouns,
            5..7 => &self.verbs,
            _ => &self.adjectives,
        };
        let used = Self::used(list);
        &used[dice.seldom(used.len())]
    }

    fn sentence(&self, dice: &mut Dice, phrase: Option<&str>, text: &mut String) {
        let length = 6 + dice.below(14);
        let place = dice.below(length);
        for at in 0..length {
            let start = text.len();
            match phrase {
                Some(phrase) if at == place => text.push_str(phrase),
                _ => text.push_str(self.word(dice)),
            }
            if at == 0 {
                let first: String =
                    text[start..].chars().take(1).flat_map(char::to_uppercase).collect();
                let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(start..end, &first);
            }
            if at + 1 < length {
                text.push_str(if dice.below(11) == 0 { ", " } else { " " });
            }
        }
        text.push_str(". ");
    }

    /// A draft in Markdown of at least so many bytes; one sentence in `every` holds one of the phrases.
    pub fn draft(&self, dice: &mut Dice, bytes: usize, phrases: &[String], every: usize) -> String {
        let mut text = format!("---\nlanguage: {}\n---\n", self.language);
        let mut paragraph = 0;
        while text.len() < bytes {
            if paragraph % 7 == 0 {
                let _ = writeln!(text, "## {}\n", dice.one(Self::used(&self.nouns)));
            }
            let item = paragraph % 5 == 3;
            for _ in 0..if item { 1 } else { 2 + dice.below(4) } {
                if item {
                    text.push_str("- ");
                }
                let phrase = (dice.below(every) == 0 && !phrases.is_empty())
                    .then(|| dice.one(phrases).as_str());
                self.sentence(dice, phrase, &mut text);
            }
            if paragraph % 4 == 1 {
                let (noun, word) =
                    (dice.one(Self::used(&self.nouns)), dice.one(Self::used(&self.adjectives)));
                let _ = write!(text, "**{word}** [{noun}](https://example.com/{paragraph}).");
            }
            text.push_str("\n\n");
            paragraph += 1;
        }
        text
    }
}

/// Both languages.
pub struct Material {
    pub german: Words,
    pub english: Words,
}

impl Material {
    pub fn new() -> Self {
        Self { german: Words::german(), english: Words::english() }
    }

    fn words(&self, nth: usize) -> &Words {
        if nth.is_multiple_of(2) { &self.german } else { &self.english }
    }

    /// Phrases that drafts hold.
    pub fn phrases(&self, count: usize) -> Vec<String> {
        let mut dice = Dice::new(11);
        (0..count).map(|nth| self.words(nth).phrase(&mut dice)).collect()
    }

    /// Phrases that no draft holds.
    pub fn absent_phrases(&self, count: usize) -> Vec<String> {
        let mut dice = Dice::new(13);
        (0..count).map(|nth| self.words(nth).absent_phrase(&mut dice)).collect()
    }

    /// Two words that no draft holds.
    pub fn absent_words(&self, nth: usize) -> String {
        self.words(nth).absent_words(&mut Dice::new(nth as u64 + 1_000))
    }

    /// Drafts of so many bytes, German and English by turns; every fortieth sentence holds one of `phrases`.
    pub fn drafts(&self, count: usize, bytes: usize, phrases: &[String]) -> Vec<String> {
        let of = |language: usize| -> Vec<String> {
            phrases.iter().skip(language).step_by(2).cloned().collect()
        };
        let phrases = [of(0), of(1)];
        (0..count)
            .map(|nth| {
                let mut dice = Dice::new(nth as u64 + 1);
                self.words(nth).draft(&mut dice, bytes, &phrases[nth % 2], 40)
            })
            .collect()
    }
}

/// A house pack that uses packs.
pub fn pack(uses: &[&str]) -> String {
    let mut text = String::from("//! # House\npack house \"House\" {\n  languages de, en\n}\n\n");
    for used in uses {
        let _ = writeln!(text, "use {used}");
    }
    text
}

/// A string of the rule language.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Rules of so many alternatives each, without examples.
pub fn plain_rules(phrases: &[String], per_rule: usize) -> String {
    let mut text = String::new();
    for (nth, phrases) in phrases.chunks(per_rule).enumerate() {
        let alternatives: Vec<String> = phrases.iter().map(|phrase| quoted(phrase)).collect();
        let _ = writeln!(
            text,
            "rule made-{nth} \"Made {nth}\" {{\n  forbid {}\n}}\n",
            alternatives.join(" | ")
        );
    }
    text
}

/// Rule files as a house keeps them: ten rules each, with documentation, messages and examples.
pub fn house_files(phrases: &[String], per_rule: usize) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (nth, phrases) in phrases.chunks(per_rule).enumerate() {
        if nth % 10 == 0 {
            files.push((format!("rules-{:03}.obstat", nth / 10), String::new()));
        }
        let Some((_, text)) = files.last_mut() else { continue };
        let alternatives: Vec<String> = phrases.iter().map(|phrase| quoted(phrase)).collect();
        let example = phrases.first().map_or("", String::as_str);
        let _ = write!(
            text,
            "/// What number {nth} of the guidelines says, and why it says so: readers want to know what changes\n\
             /// for them, and when.\n\
             rule made-{nth} \"Guideline {nth}\" {{\n  forbid   {}\n  in       title, body outside quotes\n  \
             severity warning\n  message  de \"»{{match}}« sagt nichts. Was genau wird für wen besser?\"\n  \
             message  en \"“{{match}}” says nothing. What exactly gets better, and for whom?\"\n\n  \
             flags    \"[[{example}]]\"\n  passes   \"Nichts davon.\"\n}}\n\n",
            alternatives.join(" | "),
        );
    }
    files
}
