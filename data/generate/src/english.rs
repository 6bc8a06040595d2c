//! English: `lemminflect` joined with WordNet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use crate::entry::{Class, Degree, Entry, Forms};

/// Slots: nouns singular and plural; verbs base, first person, other persons, third person, past singular,
/// past plural, past participle, present participle; adjectives their degrees.
const PAST_PARTICIPLE: u32 = 1 << 6;
const PRESENT_PARTICIPLE: u32 = 1 << 7;

/// Reads both sources.
pub fn read(lemminflect: &Path, wordnet: &Path) -> Result<Forms, String> {
    let mut forms = Forms::default();
    let inflections = Inflections::read(lemminflect)?;
    for line in text(&lemminflect.join("lemma_lu.csv"))?.lines() {
        let mut columns = line.split(',');
        let (Some(form), Some(tag), Some(lemmas)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for lemma in lemmas.split('/') {
            if let Some(class) = class(tag).filter(|_| word(form) && word(lemma)) {
                add(&mut forms, form, lemma, class, inflections.slots(form, lemma, tag));
            }
        }
    }
    let known: BTreeSet<(String, Class)> =
        forms.paradigms().into_keys().map(|(c, l)| (l, c)).collect();
    let lemmas: BTreeSet<String> = forms.lemmas().into_iter().map(str::to_owned).collect();
    add_wordnet(&mut forms, wordnet, &known, &lemmas)?;
    mark_participles(&mut forms);
    Ok(forms)
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
        && !text.ends_with(['\'', '-'])
        && !text.ends_with("'s")
}

fn class(tag: &str) -> Option<Class> {
    match tag {
        "noun" => Some(Class::Noun),
        "verb" | "aux" => Some(Class::Verb),
        "adj" | "adv" => Some(Class::Adjective),
        _ => None,
    }
}

fn add(forms: &mut Forms, form: &str, lemma: &str, class: Class, slots: u32) {
    let degree = match class {
        Class::Adjective if slots & 0b100 != 0 => Degree::Superlative,
        Class::Adjective if slots & 0b010 != 0 => Degree::Comparative,
        _ => Degree::Base,
    };
    forms.add(&joined(form), Entry { lemma: joined(lemma), class, degree }, slots);
}

/// Hyphenated words are kept without their hyphens, which is how they are looked up.
fn joined(word: &str) -> String {
    if word.contains('-') { word.replace('-', "").to_lowercase() } else { word.to_owned() }
}

/// `infl_lu.csv`: for each lemma and tag its forms by column.
struct Inflections {
    columns: HashMap<(String, String), Vec<Vec<String>>>,
}

impl Inflections {
    fn read(folder: &Path) -> Result<Self, String> {
        let mut columns = HashMap::new();
        for line in text(&folder.join("infl_lu.csv"))?.lines() {
            let mut cells = line.split(',');
            if let (Some(lemma), Some(tag)) = (cells.next(), cells.next()) {
                let forms =
                    cells.map(|cell| cell.split('/').map(str::to_owned).collect()).collect();
                columns.insert((lemma.to_owned(), tag.to_owned()), forms);
            }
        }
        Ok(Self { columns })
    }

    fn slots(&self, form: &str, lemma: &str, tag: &str) -> u32 {
        if lemma == "be" {
            return be(form);
        }
        let tag = if tag == "aux" { "verb" } else { tag };
        let columns = self.columns.get(&(lemma.to_owned(), tag.to_owned()));
        let holds = |at: usize| {
            columns.and_then(|c| c.get(at)).is_some_and(|cell| cell.iter().any(|f| f == form))
        };
        // An empty cell of the past participle means the form of the past.
        let participle =
            columns.and_then(|c| c.get(1)).is_none_or(|c| c.iter().all(String::is_empty));
        match tag {
            "noun" => u32::from(form == lemma) | u32::from(holds(0)) << 1,
            "verb" => {
                let base = if form == lemma { 0b111 } else { 0 };
                let past = if holds(0) { 0b11_0000 } else { 0 };
                let done = if holds(1) || (participle && holds(0)) { PAST_PARTICIPLE } else { 0 };
                let doing = if holds(2) { PRESENT_PARTICIPLE } else { 0 };
                base | u32::from(holds(3)) << 3 | past | done | doing
            }
            _ => u32::from(form == lemma) | u32::from(holds(0)) << 1 | u32::from(holds(1)) << 2,
        }
    }
}

fn be(form: &str) -> u32 {
    match form {
        "be" => 1,
        "am" => 1 << 1,
        "are" => 1 << 2,
        "is" => 1 << 3,
        "was" => 1 << 4,
        "were" => 1 << 5,
        "been" => PAST_PARTICIPLE,
        "being" => PRESENT_PARTICIPLE,
        _ => 0,
    }
}

/// Adds the words of WordNet that the other source lacks: irregular forms from its lists of exceptions, the
/// others by rule.
fn add_wordnet(
    forms: &mut Forms,
    folder: &Path,
    known: &BTreeSet<(String, Class)>,
    lemmas: &BTreeSet<String>,
) -> Result<(), String> {
    let kinds = [
        ("noun", Class::Noun),
        ("verb", Class::Verb),
        ("adj", Class::Adjective),
        ("adv", Class::Adjective),
    ];
    let mut all: BTreeSet<(String, Class)> = BTreeSet::new();
    for (name, class) in kinds {
        all.extend(words(folder, name)?.into_iter().map(|word| (word, class)));
    }
    let every: BTreeSet<String> =
        all.iter().map(|(word, _)| word.clone()).chain(lemmas.iter().cloned()).collect();
    for (name, class) in kinds {
        let exceptions = exceptions(folder, name)?;
        for lemma in words(folder, name)? {
            let known = known.contains(&(joined(&lemma), class));
            let listed = exceptions.get(&lemma).map(Vec::as_slice).unwrap_or_default();
            if !known {
                add(forms, &lemma, &lemma, class, base(class));
                for (form, slots) in regular(&lemma, class, listed, &every) {
                    add(forms, &form, &lemma, class, slots);
                }
            }
            for form in listed.iter().filter(|form| **form != lemma) {
                let there = forms.forms.get(form).is_some_and(|entries| {
                    entries.keys().any(|e| e.lemma == lemma && e.class == class)
                });
                if !there {
                    add(forms, form, &lemma, class, exception_slots(form, class));
                }
            }
        }
    }
    Ok(())
}

fn base(class: Class) -> u32 {
    if class == Class::Verb { 0b111 } else { 1 }
}

/// The words of one part of speech, with their capitals; names of several words are left out.
fn words(folder: &Path, name: &str) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for line in text(&folder.join(format!("dict/data.{name}")))?.lines() {
        let mut columns = line.split(' ');
        let Some(count) = columns.nth(3).and_then(|hex| usize::from_str_radix(hex, 16).ok()) else {
            continue;
        };
        for lemma in columns.step_by(2).take(count) {
            let lemma = lemma.split('(').next().unwrap_or("");
            if word(lemma) {
                found.insert(lemma.to_owned());
            }
        }
    }
    Ok(found)
}

fn exceptions(folder: &Path, name: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text(&folder.join(format!("data/{name}.exc")))?.lines() {
        let mut columns = line.split(' ');
        if let Some(form) = columns.next().filter(|form| word(form)) {
            for lemma in columns.filter(|lemma| word(lemma)) {
                found.entry(lemma.to_owned()).or_default().push(form.to_owned());
            }
        }
    }
    Ok(found)
}

fn exception_slots(form: &str, class: Class) -> u32 {
    match class {
        Class::Noun => 1 << 1,
        Class::Verb if form.ends_with("ing") => PRESENT_PARTICIPLE,
        Class::Verb if form.ends_with('s') => 1 << 3,
        Class::Verb => 0b11_0000 | PAST_PARTICIPLE,
        _ if form.ends_with("est") => 0b100,
        _ => 0b010,
    }
}

/// The forms that rules give, but for the slots that have an exception.
fn regular(
    lemma: &str,
    class: Class,
    exceptions: &[String],
    every: &BTreeSet<String>,
) -> Vec<(String, u32)> {
    let taken: u32 =
        exceptions.iter().map(|form| exception_slots(form, class)).fold(0, |a, b| a | b);
    let made = match class {
        Class::Noun => vec![(with_s(lemma), 0b10)],
        Class::Verb => vec![
            (with_s(lemma), 1 << 3),
            (with_ed(lemma), 0b11_0000 | PAST_PARTICIPLE),
            (with_ing(lemma), PRESENT_PARTICIPLE),
        ],
        _ if compares(lemma) => {
            let stem = with_ed(lemma);
            let stem = &stem[..stem.len() - 1];
            vec![(format!("{stem}r"), 0b010), (format!("{stem}st"), 0b100)]
        }
        _ => Vec::new(),
    };
    let lemma_itself = |form: &String| class == Class::Adjective && every.contains(form.as_str());
    made.into_iter().filter(|(form, slots)| slots & taken == 0 && !lemma_itself(form)).collect()
}

fn vowel(byte: u8) -> bool {
    b"aeiou".contains(&byte.to_ascii_lowercase())
}

/// Ends in a consonant and `y`.
fn consonant_y(lemma: &str) -> bool {
    matches!(lemma.as_bytes(), [.., before, b'y'] if !vowel(*before))
}

fn with_s(lemma: &str) -> String {
    if consonant_y(lemma) {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

/// One syllable that ends in a single vowel and a single consonant: the consonant is doubled.
fn doubles(lemma: &str) -> bool {
    let bytes = lemma.as_bytes();
    let vowels = bytes.iter().filter(|b| vowel(**b)).count();
    let short = matches!(bytes, [.., first, middle, last]
        if !vowel(*first) && vowel(*middle) && !vowel(*last) && !b"wxy".contains(last));
    short && vowels == 1
}

fn with_ed(lemma: &str) -> String {
    let last = lemma.chars().last().unwrap_or(' ');
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if consonant_y(lemma) {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else if doubles(lemma) {
        format!("{lemma}{last}ed")
    } else {
        format!("{lemma}ed")
    }
}

fn with_ing(lemma: &str) -> String {
    let last = lemma.chars().last().unwrap_or(' ');
    if let Some(stem) = lemma.strip_suffix("ie") {
        format!("{stem}ying")
    } else if lemma.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end)) {
        format!("{}ing", &lemma[..lemma.len() - 1])
    } else if doubles(lemma) {
        format!("{lemma}{last}ing")
    } else {
        format!("{lemma}ing")
    }
}

/// Whether an adjective is short enough for `-er` and `-est`.
fn compares(lemma: &str) -> bool {
    let bytes = lemma.as_bytes();
    let groups = (0..bytes.len())
        .filter(|at| vowel(bytes[*at]) && (*at == 0 || !vowel(bytes[*at - 1])))
        .count()
        - usize::from(lemma.ends_with('e') && lemma.len() > 3);
    let plain = bytes.iter().all(u8::is_ascii_lowercase) && lemma.len() >= 3;
    plain
        && (groups <= 1
            || (groups == 2 && consonant_y(lemma))
            || (groups == 1 && lemma.ends_with("le")))
        && !lemma.ends_with("ed")
        && !lemma.ends_with("ing")
}

/// A participle is also a word of its own, so that a phrase can mean it alone.
fn mark_participles(forms: &mut Forms) {
    for (form, entries) in &mut forms.forms {
        let participle = entries.iter().any(|(entry, slots)| {
            entry.class == Class::Verb
                && entry.lemma != *form
                && slots & (PAST_PARTICIPLE | PRESENT_PARTICIPLE) != 0
        });
        if participle {
            let lemma = form.clone();
            let entry = Entry { lemma, class: Class::Participle, degree: Degree::Base };
            entries.insert(entry, 1);
        }
    }
}
