//! What `prefer` puts in place: safe where the match is the phrase's written form, else a suggestion where
//! exactly one form fits.

use super::condition::Eval;
use super::message::shown;
use crate::diagnostic::{Fix, Safety};
use crate::lexicon::{Lexicon, Reading};
use crate::matcher::Span;
use crate::policy::model::{Pattern, Phrase, PhraseWord, Piece};
use crate::policy::pattern::walk;
use crate::text::{Edit, Localized, fold};

/// The ways to replace a match, best first; none where the bytes do not stand in the source as shown.
#[must_use]
pub fn replacements(eval: &Eval<'_>, pattern: &Pattern, span: &Span, instead: &str) -> Vec<Fix> {
    let block = eval.around.blocks()[span.block as usize];
    let Some(source) = block.segment.verbatim_source(span.start..span.end) else {
        return Vec::new();
    };
    let matched = shown(eval, span);
    let (replacement, safety) = match piece(eval, pattern, span) {
        Some(Piece::Exact(_)) => (instead.to_owned(), Safety::Safe),
        Some(Piece::Phrase(id)) => {
            let phrase = &eval.judge.policy.phrases[id.index()];
            if fold(&phrase.text) == fold(&matched) {
                (instead.to_owned(), Safety::Safe)
            } else {
                let language = block.language;
                match inflected(Lexicon::of(language), phrase, &matched, instead) {
                    Some(form) => (form, Safety::Suggestion),
                    None => return Vec::new(),
                }
            }
        }
        _ => return Vec::new(),
    };
    let replacement = recased(&matched, &replacement);
    if replacement == matched {
        return Vec::new();
    }
    let message =
        Localized::both(format!("write `{replacement}`"), format!("schreiben Sie `{replacement}`"));
    vec![Fix { message, safety, edits: vec![Edit { span: source, replacement }] }]
}

/// The literal that found exactly this span.
fn piece(eval: &Eval<'_>, pattern: &Pattern, span: &Span) -> Option<Piece> {
    let mut found = None;
    walk(pattern, &mut |one| {
        if let Pattern::Set(id) = one {
            let hits = eval.around.scan().hits(*id);
            let mut same = hits.filter(|hit| hit.span.key() == span.key()).map(|hit| hit.piece);
            found = found.or_else(|| same.next());
        }
    });
    found
}

/// The replacement in the form of the match, where that form is unique: the inflecting word of the
/// replacement takes the features of the matched one.
fn inflected(lexicon: &Lexicon, phrase: &Phrase, matched: &str, instead: &str) -> Option<String> {
    let wanted: Vec<&str> = phrase
        .words
        .iter()
        .map(|word| match word {
            PhraseWord::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let found: Vec<&str> = matched.split_whitespace().collect();
    if wanted.len() != found.len() {
        return None;
    }
    let changed: Vec<usize> =
        (0..wanted.len()).filter(|&at| fold(wanted[at]) != fold(found[at])).collect();
    let [at] = changed.as_slice() else { return None };
    let mut words: Vec<String> = instead.split_whitespace().map(str::to_owned).collect();
    let mut forms = words.iter().enumerate().filter_map(|(place, word)| {
        let like = reading(lexicon, wanted[*at], found[*at])?;
        lexicon.inflect(word, &like, found[*at]).map(|form| (place, form))
    });
    let (place, form) = forms.next()?;
    if forms.next().is_some() {
        return None;
    }
    words[place] = form;
    Some(words.join(" "))
}

/// The reading of a surface form that the wanted word accepts.
fn reading(lexicon: &Lexicon, wanted: &str, surface: &str) -> Option<Reading> {
    let wanted = lexicon.want(wanted);
    lexicon.read(surface, true).all.into_iter().find(|reading| wanted.accepts(reading))
}

/// A capital at the beginning of the match is kept.
fn recased(matched: &str, replacement: &str) -> String {
    let capital = matched.chars().next().is_some_and(char::is_uppercase);
    let mut chars = replacement.chars();
    match chars.next() {
        Some(first) if capital && first.is_lowercase() => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => replacement.to_owned(),
    }
}
