//! German: from the dictionary of LanguageTool.
//!
//! Tags are those of Morphy: `SUB:NOM:SIN:FEM`, `VER:3:SIN:PRÄ:NON`, `ADJ:NOM:SIN:MAS:KOM:DEF`.

use std::collections::HashSet;

use crate::cfsa::Cfsa;
use crate::entry::{Class, Degree, Entry, Forms};

/// Reads the dictionary.
pub fn read(dict: &[u8]) -> Result<Forms, String> {
    let automaton = Cfsa::new(dict)?;
    let mut adjectives: HashSet<String> = HashSet::new();
    each(&automaton, &mut |form, _, tags| {
        if ["ADJ", "PA1", "PA2"].contains(&tags[0]) {
            adjectives.insert(form.to_owned());
        }
    });
    let mut forms = Forms::default();
    each(&automaton, &mut |form, lemma, tags| {
        // A nominalised adjective is read as the adjective: `die Angestellten`.
        if tags[0] == "SUB" && tags.last() == Some(&"ADJ") && adjectives.contains(&small(form)) {
            return;
        }
        // In the source all possessives share the lemma `mein`.
        if tags[0] == "PRO" && lemma == "mein" && !form.starts_with("mein") {
            return;
        }
        if !word(form) || !word(lemma) {
            return;
        }
        let (class, slots) = class_and_slots(form, lemma, tags);
        // Verbs as they open a sentence; the small form is there as well.
        if class != Class::Noun
            && form.starts_with(char::is_uppercase)
            && !lemma.starts_with(char::is_uppercase)
        {
            return;
        }
        let degree = match class {
            Class::Adjective | Class::Participle if tags.contains(&"KOM") => Degree::Comparative,
            Class::Adjective | Class::Participle if tags.contains(&"SUP") => Degree::Superlative,
            _ => Degree::Base,
        };
        forms.add(form, Entry { lemma: lemma.to_owned(), class, degree }, slots);
    });
    Ok(forms)
}

fn each(automaton: &Cfsa, give: &mut impl FnMut(&str, &str, &[&str])) {
    automaton.each(&mut |entry| {
        let Ok(entry) = std::str::from_utf8(entry) else { return };
        let mut parts = entry.splitn(3, '_');
        let (Some(form), Some(code), Some(tags)) = (parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        // Lines that the source has commented out.
        if form.starts_with('#') || code.is_empty() {
            return;
        }
        let cut = usize::from(code.as_bytes()[0] - b'A');
        let lemma = format!("{}{}", &form[..form.len() - cut], &code[1..]);
        let tags: Vec<&str> = tags.split(" --").next().unwrap_or("").trim().split(':').collect();
        give(form, &lemma, &tags);
    });
}

fn word(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() || "-'’".contains(c))
        && text.starts_with(char::is_alphabetic)
}

fn small(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

fn class_and_slots(form: &str, lemma: &str, tags: &[&str]) -> (Class, u32) {
    match tags[0] {
        "SUB" | "EIG" => (Class::Noun, noun_slots(tags)),
        "VER" => (Class::Verb, verb_slots(tags)),
        "ADJ" => (Class::Adjective, adjective_slots(form, lemma, tags)),
        "PA1" | "PA2" => (Class::Participle, adjective_slots(form, lemma, tags)),
        _ => (Class::Function, 0),
    }
}

fn position(tags: &[&str], among: &[&str]) -> Option<u32> {
    among.iter().position(|tag| tags.contains(tag)).map(|at| at as u32)
}

/// Gender (masculine, feminine, neuter, none) × number × case.
fn noun_slots(tags: &[&str]) -> u32 {
    let case = position(tags, &["NOM", "GEN", "DAT", "AKK"]);
    let number = position(tags, &["SIN", "PLU"]);
    let gender = position(tags, &["MAS", "FEM", "NEU"]).unwrap_or(3);
    match (case, number) {
        (Some(case), Some(number)) => 1 << (gender * 8 + number * 4 + case),
        _ => 0,
    }
}

/// 0 infinitive, 1 with `zu`, 2 and 3 participles, 4 and 5 imperative, then four tenses of six persons.
fn verb_slots(tags: &[&str]) -> u32 {
    if let Some(plain) = position(tags, &["INF", "EIZ", "PA1", "PA2"]) {
        return 1 << plain;
    }
    let number = position(tags, &["SIN", "PLU"]).unwrap_or(0);
    if tags.contains(&"IMP") {
        return 1 << (4 + number);
    }
    let tense = position(tags, &["PRÄ", "PRT", "KJ1", "KJ2"]);
    let person = position(tags, &["1", "2", "3"]);
    match (tense, person) {
        (Some(tense), Some(person)) => 1 << (6 + tense * 6 + number * 3 + person),
        _ => 0,
    }
}

/// Degree × ending (none, -e, -em, -en, -er, -es).
fn adjective_slots(form: &str, lemma: &str, tags: &[&str]) -> u32 {
    let degree = position(tags, &["GRU", "KOM", "SUP"]).unwrap_or(0);
    let endings = ["e", "em", "en", "er", "es"];
    let declined = !tags.contains(&"PRD") && form != lemma;
    let ending = endings.iter().position(|e| declined && form.ends_with(e)).map_or(0, |at| at + 1);
    1 << (degree * 6 + ending as u32)
}
