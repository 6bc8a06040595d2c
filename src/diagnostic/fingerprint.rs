//! Fingerprints: by what a finding is known again in the next run.
//!
//! A fingerprint is made of the rule, the draft's path below its house, the matched words and their sentence, and a
//! counter among findings that are alike in all that. Lines and columns play no part, so text that moves
//! within its draft keeps its findings; a second finding like the first is a new one.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::finding::Diagnostic;
use crate::text::{SourceId, Sources, digest, fold};

/// Name and version of the way fingerprints are made: those of another do not compare with these.
pub const FORM: &str = "obstat/1";

/// The fingerprint of a finding: 32 hexadecimal digits, the first half of a SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(Box<str>);

impl Fingerprint {
    /// Reads what is shown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits =
            text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.into()))
    }

    /// Its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Of what a finding is about, the `nth` of its kind.
    fn of(about: &str, nth: usize) -> Self {
        let digest = digest(format!("{about}\n{nth}"));
        let digits = digest.rsplit(':').next().unwrap_or_default();
        Self(digits.get(..32).unwrap_or(digits).into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives every finding of a run its fingerprint. Findings that are alike are counted as they come, so all of a
/// run must be given, in its order.
pub fn fingerprint(diagnostics: &mut [Diagnostic], sources: &Sources) {
    fingerprint_at(diagnostics, |source| sources.get(source).below());
}

/// The same for a part of a run that holds all findings of its paths. What a rule says about a sentence is known
/// again from then on, and the sentence let go.
pub fn fingerprint_at<'s>(diagnostics: &mut [Diagnostic], path_of: impl Fn(SourceId) -> &'s str) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut paths: HashMap<SourceId, String> = HashMap::new();
    let known = |one: &Diagnostic| one.fingerprint.is_some() && one.subject.is_some();
    for one in diagnostics.iter_mut().filter(|one| !known(one)) {
        let source = one.primary.place.source;
        let path = paths.entry(source).or_insert_with(|| path_of(source).nfc().collect::<String>());
        let about = about(one, path);
        let nth = counts.entry(about.clone()).or_default();
        *nth += 1;
        one.fingerprint = Some(Fingerprint::of(&about, *nth));
        if let Some(subject) = &mut one.subject {
            Arc::make_mut(subject).sentence = String::new();
        }
    }
}

/// What a finding is about, a line for each part. Findings of the tool's own have no subject: what they say names
/// the field or file that they are about.
fn about(one: &Diagnostic, path: &str) -> String {
    let (matched, sentence) = match &one.subject {
        Some(subject) => (subject.matched.as_str(), subject.sentence.as_str()),
        None => ("", one.message.get(crate::text::Language::ENGLISH)),
    };
    let matched = fold(matched);
    let sentence = digest(one_line(sentence).nfc().collect::<String>());
    format!("{FORM}\n{}\n{}\n{}\n{sentence}", one.code, one_line(path), one_line(&matched))
}

/// A text with its blanks folded, so that it is one line however it is broken.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Severity, Subject};
    use crate::text::{Localized, Place, Span};

    fn finding(sources: &Sources, at: usize, matched: &str, sentence: &str) -> Diagnostic {
        let (source, _) = sources.iter().next().unwrap();
        let place = Place::new(source, Span::empty(at));
        let mut one = Diagnostic::new("house/x", Severity::Error, Localized::same("said"), place);
        one.subject = Some(Arc::new(Subject {
            matched: matched.to_owned(),
            sentence: sentence.to_owned(),
            asks_people: false,
        }));
        one
    }

    fn prints(all: &[(usize, &str, &str)]) -> Vec<Fingerprint> {
        let mut sources = Sources::new();
        sources.add("posts/a.md", "");
        let mut all: Vec<Diagnostic> =
            all.iter().map(|(at, words, said)| finding(&sources, *at, words, said)).collect();
        fingerprint(&mut all, &sources);
        all.into_iter().filter_map(|one| one.fingerprint).collect()
    }

    #[test]
    fn moved_text_stays_and_a_twin_is_new() {
        let before = prints(&[(3, "klimaneutral", "Wir sind klimaneutral.")]);
        let moved = prints(&[(90, "klimaneutral", "Wir sind\nklimaneutral.")]);
        assert_eq!(before, moved);
        let twins = prints(&[
            (3, "Klimaneutral", "Wir sind klimaneutral."),
            (50, "klima\u{ad}neutral", "Wir sind klimaneutral."),
        ]);
        assert_eq!(twins[0], before[0]);
        assert_ne!(twins[1], before[0]);
    }

    #[test]
    fn other_words_another_sentence_another_finding() {
        let all = prints(&[(1, "a", "a b c"), (1, "b", "a b c"), (1, "a", "a b c d")]);
        assert!(all[0] != all[1] && all[0] != all[2] && all[1] != all[2]);
        assert!(all.iter().all(|one| Fingerprint::parse(one.as_str()).as_ref() == Some(one)));
        assert_eq!(Fingerprint::parse("xyz"), None);
    }
}
