//! German: from the dictionary of LanguageTool.
//!
//! Tags are those of Morphy: `SUB:NOM:SIN:FEM`, `VER:3:SIN:PRÄ:NON`, `ADJ:NOM:SIN:MAS:KOM:DEF`.

use std::collections::{BTreeSet, HashSet};

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
    let persons = persons(&automaton, &adjectives);
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
        // Five participles carry the infinitive as their lemma.
        let participle = class == Class::Participle && lemma.ends_with('n') && form.ends_with('t');
        let lemma = if participle { form } else { lemma };
        // *Deutscher* is a form of *Deutsche*.
        let person =
            lemma.strip_suffix('r').filter(|_| class == Class::Noun && tags.contains(&"MAS"));
        let lemma = person.filter(|person| persons.contains(*person)).unwrap_or(lemma);
        let (form, lemma) = (joined(form, class), joined(lemma, class));
        forms.add(&form, Entry { lemma, class, degree }, slots);
    });
    for person in persons {
        for ending in ["", "m", "n", "r"] {
            let entry = Entry {
                lemma: joined(&person, Class::Noun),
                class: Class::Noun,
                degree: Degree::Base,
            };
            forms.add(&joined(&[&person, ending].concat(), Class::Noun), entry, 0);
        }
    }
    join_old_spellings(&mut forms);
    drop_archaic_datives(&mut forms);
    Ok(forms)
}

/// Nouns for persons that are inflected like adjectives (*Deutsche*, *Drogenbeauftragte*): nominalised
/// adjectives that are also nouns of both genders, or whose adjective does not exist. The source has only some
/// of their forms.
fn persons(automaton: &Cfsa, adjectives: &HashSet<String>) -> BTreeSet<String> {
    let mut nominalised: BTreeSet<String> = BTreeSet::new();
    let mut alone: BTreeSet<String> = BTreeSet::new();
    let mut genders: [BTreeSet<String>; 2] = Default::default();
    each(automaton, &mut |form, lemma, tags| {
        if tags[0] != "SUB" || !lemma.ends_with('e') {
        } else if tags.last() != Some(&"ADJ") {
            for (gender, nouns) in ["MAS", "FEM"].iter().zip(&mut genders) {
                if tags.contains(gender) {
                    nouns.insert(lemma.to_owned());
                }
            }
        } else if adjectives.contains(&small(form)) {
            nominalised.insert(lemma.to_owned());
        } else {
            alone.insert(lemma.to_owned());
        }
    });
    let [men, women] = genders;
    nominalised.retain(|lemma| men.contains(lemma) && women.contains(lemma));
    nominalised.into_iter().chain(alone).filter(|lemma| word(lemma)).collect()
}

/// Hyphenated words are kept without their hyphens, which is how they are looked up.
fn joined(word: &str, class: Class) -> String {
    if !word.contains('-') {
        return word.to_owned();
    }
    let small = word.replace('-', "").to_lowercase();
    if class == Class::Noun { capital(&small) } else { small }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The source holds many words twice, in the spelling of before 1996 with half of the forms each: *Kuß* has
/// *Küsse*, *Kuss* has none. A lemma with ß is the same as the one with ss if both are there, but where the
/// vowel before it is long.
fn join_old_spellings(forms: &mut Forms) {
    let lemmas: BTreeSet<(Class, String)> = forms.paradigms().into_keys().collect();
    let long = |lemma: &str| {
        let diphthongs = ["eiß", "auß", "euß", "äuß", "ieß"];
        diphthongs.iter().any(|sound| lemma.contains(sound)) || ["Ruß", "flößen"].contains(&lemma)
    };
    for entries in forms.forms.values_mut() {
        let old = std::mem::take(entries);
        for (mut entry, slots) in old {
            let new = entry.lemma.replace('ß', "ss");
            if entry.lemma == "Spass" {
                entry.lemma = "Spaß".to_owned();
            } else if new != entry.lemma
                && entry.lemma != "Spaß"
                && !long(&entry.lemma)
                && lemmas.contains(&(entry.class, new.clone()))
            {
                entry.lemma = new;
            }
            *entries.entry(entry).or_default() |= slots;
        }
    }
}

/// *Rate*, *Falle* and *Bande* are words of their own: nobody means *dem Rate*, *dem Falle*, *dem Bande*.
fn drop_archaic_datives(forms: &mut Forms) {
    // The datives singular of the four genders.
    const DATIVES: u32 = 0x0404_0404;
    for (form, entries) in &mut forms.forms {
        let own = entries.keys().any(|entry| entry.class == Class::Noun && entry.lemma == *form);
        entries.retain(|entry, slots| {
            let archaic = entry.class == Class::Noun
                && *slots & !DATIVES == 0
                && form.strip_suffix('e') == Some(&entry.lemma);
            !(own && archaic)
        });
    }
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
