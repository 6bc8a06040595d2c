//! Languages of texts, and texts that exist in several languages.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A language by its primary subtag (BCP 47, two or three letters): `de-AT` is `de`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Language([u8; 3]);

impl Language {
    /// German.
    pub const GERMAN: Self = Self(*b"de\0");
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// Reads a tag (`de`, `de-AT`, `en_GB.UTF-8`, `gsw`); `None` if it does not begin with two or
    /// three ASCII letters.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let fits = matches!(primary.len(), 2 | 3)
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
        fits.then(|| {
            let mut code = [0; 3];
            for (to, from) in code.iter_mut().zip(primary.bytes()) {
                *to = from.to_ascii_lowercase();
            }
            Self(code)
        })
    }

    /// Its code: `de`.
    #[must_use]
    pub fn code(&self) -> &str {
        let end = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language in which Obstat itself speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// English, the fallback.
    En,
    /// German.
    De,
}

impl Tongue {
    /// The tongue for a reader of `language`: theirs if we speak it, else English.
    #[must_use]
    pub fn of(language: Language) -> Self {
        if language == Language::GERMAN { Self::De } else { Self::En }
    }

    /// As a language of texts.
    #[must_use]
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::ENGLISH,
            Self::De => Language::GERMAN,
        }
    }

    /// Picks the text in this tongue.
    #[must_use]
    pub fn pick<T>(self, en: T, de: T) -> T {
        match self {
            Self::En => en,
            Self::De => de,
        }
    }

    /// A count with its noun, given for one and for many: `1 draft`, `3 drafts`.
    #[must_use]
    pub fn count(self, count: usize, en: [&str; 2], de: [&str; 2]) -> String {
        let [one, many] = self.pick(en, de);
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// One message in the languages its author gave; the first is the fallback. Copies share their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<(Language, Box<str>)>", into = "Vec<(Language, Box<str>)>")]
pub struct Localized(Option<Arc<[(Language, Box<str>)]>>);

impl From<Vec<(Language, Box<str>)>> for Localized {
    fn from(texts: Vec<(Language, Box<str>)>) -> Self {
        Self((!texts.is_empty()).then(|| texts.into()))
    }
}

impl From<Localized> for Vec<(Language, Box<str>)> {
    fn from(localized: Localized) -> Self {
        localized.texts().to_vec()
    }
}

impl Localized {
    /// A message in one language, shown to every reader.
    pub fn one(language: Language, text: impl Into<Box<str>>) -> Self {
        vec![(language, text.into())].into()
    }

    /// A message of our own, in both tongues.
    pub fn both(en: impl Into<Box<str>>, de: impl Into<Box<str>>) -> Self {
        vec![(Language::ENGLISH, en.into()), (Language::GERMAN, de.into())].into()
    }

    /// Text that needs no translation (a name, the user's own words).
    pub fn same(text: impl Into<Box<str>>) -> Self {
        Self::one(Language::ENGLISH, text)
    }

    fn texts(&self) -> &[(Language, Box<str>)] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Adds or replaces the text in one language.
    pub fn set(&mut self, language: Language, text: impl Into<Box<str>>) {
        let mut texts = self.texts().to_vec();
        match texts.iter_mut().find(|(known, _)| *known == language) {
            Some(entry) => entry.1 = text.into(),
            None => texts.push((language, text.into())),
        }
        *self = texts.into();
    }

    /// The text for a reader of `language`, else the first; empty if there is none at all.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let first = || self.texts().first().map(|(_, text)| text.as_ref());
        self.exact(language).or_else(first).unwrap_or("")
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn exact(&self, language: Language) -> Option<&str> {
        let mut texts = self.texts().iter();
        texts.find(|(known, _)| *known == language).map(|(_, text)| text.as_ref())
    }

    /// Whether there is nothing to show in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts().iter().all(|(_, text)| text.is_empty())
    }

    /// All languages and texts, in the author's order.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.texts().iter().map(|(language, text)| (*language, text.as_ref()))
    }

    /// The same message with every text changed by `change`.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(Language, &str) -> String) -> Self {
        let texts = self.iter().map(|(language, text)| (language, change(language, text).into()));
        texts.collect::<Vec<_>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_to_the_primary_language() {
        assert_eq!(Language::parse("de-AT"), Some(Language::GERMAN));
        assert_eq!(Language::parse("en_GB.UTF-8"), Some(Language::ENGLISH));
        assert_eq!(Language::parse("gsw").unwrap().to_string(), "gsw");
        assert_eq!(Language::parse("C"), None);
        assert_eq!(Language::parse("d3"), None);
    }

    #[test]
    fn the_first_language_is_the_fallback() {
        let text = Localized::both("post", "Beitrag");
        assert_eq!(text.get(Language::GERMAN), "Beitrag");
        assert_eq!(text.get(Language::parse("fr").unwrap()), "post");
        assert_eq!(Localized::default().get(Language::GERMAN), "");
    }
}
