//! Gaps of templates: `{{order-number: number}}`, and whether a text is the template with its gaps filled.
//!
//! Pure functions. A gap is filled by something of its class, at most 60 characters on one line: an address only where
//! the class is one, and never a sentence.

use std::collections::BTreeSet;

use crate::lexicon::channel::Channel;
use crate::lexicon::class::{Class, find, parse};
use crate::text::Language;

/// Characters that a gap takes. A longer filling would be a text that nobody has cleared.
const MAX_FILLING: usize = 60;

/// Small words inside names.
const PARTICLES: [&str; 14] =
    ["al", "da", "de", "del", "den", "der", "di", "la", "le", "ten", "van", "von", "zu", "zur"];

/// Most words of a name.
const MAX_NAME: usize = 5;

/// A gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What it is called.
    pub name: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// What a person or place is called.
    Name,
    /// Something of a built-in class.
    Class(Class),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Words(&'t str),
    Gap(Gap),
}

/// The gaps of a text, in order.
///
/// # Errors
/// The first that has no class, or one that does not exist, as written.
pub fn gaps(template: &str) -> Result<Vec<Gap>, String> {
    let gap = |piece| match piece {
        Piece::Gap(gap) => Some(gap),
        Piece::Words(_) => None,
    };
    Ok(pieces(template)?.into_iter().filter_map(gap).collect())
}

fn pieces(template: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inside, after)) = after.split_once("}}") else { break };
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        let gap = inside.split_once(':').and_then(|(name, class)| {
            let kind = match class.trim() {
                "name" => Kind::Name,
                "url" => Kind::Class(Class::Link),
                class => Kind::Class(Class::named(class)?),
            };
            Some(Gap { name: name.trim().to_owned(), kind })
        });
        pieces.push(Piece::Gap(gap.ok_or_else(|| format!("{{{{{inside}}}}}"))?));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    Ok(pieces)
}

/// Whether a text is the template with nothing changed but its gaps, filled in one of these languages.
///
/// # Errors
/// A gap of no class, as written.
pub fn fills(template: &str, text: &str, languages: &[Language]) -> Result<bool, String> {
    let pieces = pieces(template)?;
    // Every place of the text that the pieces so far may end at: at most 60 for each gap.
    let mut ends = BTreeSet::from([0]);
    for (at, piece) in pieces.iter().enumerate() {
        let mut next = BTreeSet::new();
        for start in ends {
            let rest = text.get(start..).unwrap_or_default();
            match piece {
                Piece::Words(words) if rest.starts_with(words) => {
                    next.insert(start + words.len());
                }
                Piece::Words(_) => {}
                Piece::Gap(gap) => {
                    let follows = |tail: &str| match pieces.get(at + 1) {
                        Some(Piece::Words(words)) => tail.starts_with(words),
                        Some(Piece::Gap(_)) => true,
                        None => tail.is_empty(),
                    };
                    let fillings = fillings(rest).filter(|filling| {
                        follows(&rest[filling.len()..]) && gap.kind.takes(filling, languages)
                    });
                    next.extend(fillings.map(|filling| start + filling.len()));
                }
            }
        }
        ends = next;
    }
    Ok(ends.contains(&text.len()))
}

/// What a gap at the beginning of this text might hold.
fn fillings(text: &str) -> impl Iterator<Item = &str> {
    let line = text.split('\n').next().unwrap_or_default();
    line.char_indices().take(MAX_FILLING).map(|(at, ch)| &line[..at + ch.len_utf8()])
}

impl Kind {
    fn takes(self, filling: &str, languages: &[Language]) -> bool {
        let trimmed = !filling.starts_with(' ') && !filling.ends_with(' ');
        trimmed
            && match self {
                Self::Name => is_name(filling),
                Self::Class(class) => {
                    languages.iter().any(|&language| is_whole(class, filling, language))
                }
            }
    }
}

/// Whether the text as a whole is something of the class.
fn is_whole(class: Class, text: &str, language: Language) -> bool {
    let found = find(class, text, language, Channel::Ordinary, &[]);
    let whole = |only: &crate::lexicon::class::Find| {
        only.span.start == 0 && only.span.end as usize == text.len()
    };
    matches!(found.as_slice(), [only] if whole(only)) || parse(class, text, language).is_some()
}

/// A name: a few words of letters that begin with a capital, small particles between them.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let letters = |word: &str| {
        word.chars().all(|ch| ch.is_alphabetic() || ['-', '\'', '’', '.'].contains(&ch))
    };
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words.len() <= MAX_NAME
        && words.iter().all(|word| letters(word) && (capital(word) || PARTICLES.contains(word)))
        && words.last().is_some_and(|word| capital(word))
        && words.iter().all(|word| !word.ends_with('.') || word.chars().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 1] = [Language::GERMAN];

    fn fit(template: &str, text: &str) -> bool {
        fills(template, text, &LANGUAGES).expect("known classes")
    }

    #[test]
    fn only_gaps_may_differ() {
        let template = "Guten Tag {{first-name: name}},\nIhre Bestellung {{order: number}} kommt am {{day: date}}.";
        assert!(fit(template, "Guten Tag Ana María,\nIhre Bestellung 4711 kommt am 3. Mai 2026."));
        assert!(fit(
            template,
            "Guten Tag Dr. von der Heide,\nIhre Bestellung 4711 kommt am 3. Mai 2026."
        ));
        assert!(!fit(template, "Guten Tag Anna,\nIhre Bestellung 4711 kommt bald am 3. Mai 2026."));
        assert!(!fit(
            template,
            "Guten Tag Anna,\nIhre Bestellung 4711 kommt am 3. Mai 2026. Versprochen."
        ));
        assert!(fit("ohne Lücke", "ohne Lücke") && !fit("ohne Lücke", "ohne lücke"));
    }

    #[test]
    fn a_gap_takes_no_sentence_and_no_address() {
        let template = "Guten Tag {{name: name}}!";
        for text in [
            "Guten Tag Anna, wir sind die Besten!",
            "Guten Tag Wir sind klimaneutral!",
            "Guten Tag https://x.example!",
            "Guten Tag x.example!",
            "Guten Tag Anna 4711!",
            "Guten Tag !",
            "Guten Tag Anna\nBeispiel!",
            "Guten Tag Wir. Sind. Weltweit. Die. Besten!",
        ] {
            assert!(!fit(template, text), "{text}");
        }
        let long = format!("Guten Tag A{}!", "a".repeat(60));
        assert!(!fit(template, &long));
        assert!(fit("Hier: {{where: url}}", "Hier: https://muster.example/a"));
        assert!(!fit("Hier: {{n: number}}", "Hier: https://muster.example/4"));
    }

    #[test]
    fn a_gap_without_a_class_is_named() {
        assert_eq!(gaps("a {{x}} b"), Err("{{x}}".to_owned()));
        assert_eq!(gaps("a {{x: nmae}} b"), Err("{{x: nmae}}".to_owned()));
        assert_eq!(gaps("a {{x: name}} b").map(|gaps| gaps[0].name.clone()), Ok("x".to_owned()));
        assert_eq!(gaps("a {{ b"), Ok(vec![]));
    }

    #[test]
    fn many_gaps_take_no_time() {
        let template = "{{a: name}} ".repeat(200);
        assert!(fit(template.trim_end(), "Anna ".repeat(200).trim_end()));
        assert!(!fit(template.trim_end(), "Anna ".repeat(199).trim_end()));
    }
}
