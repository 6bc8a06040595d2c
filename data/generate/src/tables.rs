//! Writes a language: the map of forms, and the tables it points into.
//!
//! `forms.fst`   form → number of a set of rules.
//! `suffixes.fst` class digit, then the reversed lemma or as much of its end as is needed, `^` at its
//!               beginning → number of a paradigm. The longest key that fits holds.
//! `tables.bin`  all numbers little-endian; eight 32-bit numbers say how many strings, rules, rule sets, rule set
//!               members, cells, paradigms, paradigm members and string bytes follow; then
//!               - string ends (u32), string bytes;
//!               - rules of 5 bytes: operation, bytes to cut, string to append (u16), kind (class in the low
//!                 three bits, degree in the next two, bit 5 for a verb form that gives way to a noun, bit 6 for one that gives way to
//!                 a word of the closed classes too);
//!               - ends of rule sets (u32), their rules (u16);
//!               - cells of 8 bytes: operation, bytes to cut, string to append (u16), slots (u32);
//!               - ends of paradigms (u32), their cells (u16).
//!
//! Operations of rules: 0 none, 1 undo the last umlaut, 2 + i drop `ge` at byte i, 32 + i drop `zu` at byte
//! i; then cut, then append: form → lemma. Operations of cells: 0 none, 1 umlaut the last a, o or u of what is
//! left after cutting, 2 insert `ge` where the particle of a separable verb ends: lemma → form.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::entry::{Class, Entry, Forms};

/// Which umlaut belongs to which vowel.
const UMLAUTS: [(char, char); 6] =
    [('ä', 'a'), ('ö', 'o'), ('ü', 'u'), ('Ä', 'A'), ('Ö', 'O'), ('Ü', 'U')];
/// German verb forms that hardly open a sentence where a noun is spelled alike: the imperative singular, the
/// first person of the present, first and third of the past and of the first subjunctive.
const WEAK: u32 = CURT | 0b101 << 12 | 0b101 << 18;
/// Those that hardly occur at all where a word of the closed classes is spelled alike (*laut*, *trotz*).
const CURT: u32 = 1 << 4 | 1 << 6;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Rule {
    operation: u8,
    cut: u8,
    append: String,
    kind: u8,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Cell {
    operation: u8,
    cut: u8,
    append: String,
    slots: u32,
}

/// Things numbered in the order of their frequency, so that frequent ones have small numbers.
struct Numbered<T> {
    all: Vec<T>,
    numbers: HashMap<T, u64>,
}

impl<T: Clone + Ord + Hash> Numbered<T> {
    fn new(things: impl Iterator<Item = T>) -> Self {
        let mut counts: BTreeMap<T, usize> = BTreeMap::new();
        things.for_each(|thing| *counts.entry(thing).or_default() += 1);
        let mut all: Vec<(T, usize)> = counts.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let all: Vec<T> = all.into_iter().map(|(thing, _)| thing).collect();
        let numbers = all.iter().cloned().zip(0..).collect();
        Self { all, numbers }
    }
}

/// Writes the files of one language into `folder`.
pub fn write(forms: &Forms, german: bool, folder: &Path) -> Result<(), String> {
    let mut sets: Vec<(&String, Vec<Rule>)> = Vec::new();
    for (form, entries) in &forms.forms {
        let rules: BTreeSet<Rule> =
            entries.iter().map(|(entry, slots)| rule(form, entry, *slots, german)).collect();
        sets.push((form, rules.into_iter().collect()));
    }
    let numbered_sets = Numbered::new(sets.iter().map(|(_, set)| set.clone()));
    let rules = Numbered::new(numbered_sets.all.iter().flatten().cloned());

    let splits = if german { splits(forms) } else { BTreeMap::new() };
    let paradigms: BTreeMap<(Class, String), Vec<Cell>> = forms
        .paradigms()
        .into_iter()
        .map(|((class, lemma), made)| {
            let split = if class == Class::Verb { splits.get(&lemma).copied() } else { None };
            let cells = cells(&lemma, &made, class, split.unwrap_or(0), german);
            ((class, lemma), cells)
        })
        .collect();
    let numbered_paradigms = Numbered::new(paradigms.values().cloned());
    let all_cells = Numbered::new(numbered_paradigms.all.iter().flatten().cloned());
    let strings = Numbered::new(
        rules
            .all
            .iter()
            .map(|rule| rule.append.clone())
            .chain(all_cells.all.iter().map(|cell| cell.append.clone())),
    );

    let mut written = Vec::new();
    let mut save = |name: &str, bytes: &[u8]| save(folder, name, bytes, &mut written);
    let forms_map =
        sets.iter().map(|(form, set)| (form.as_bytes().to_vec(), numbered_sets.numbers[set]));
    save("forms.fst", &map(forms_map)?)?;
    let suffixes = suffixes(&paradigms, &numbered_paradigms);
    eprintln!(
        "{} forms, {} lemmas, {} rules, {} rule sets, {} cells, {} paradigms, {} suffixes",
        sets.len(),
        paradigms.len(),
        rules.all.len(),
        numbered_sets.all.len(),
        all_cells.all.len(),
        numbered_paradigms.all.len(),
        suffixes.len()
    );
    save("suffixes.fst", &map(suffixes.into_iter())?)?;
    let tables = Tables {
        strings,
        rules,
        sets: numbered_sets,
        cells: all_cells,
        paradigms: numbered_paradigms,
    };
    save("tables.bin", &tables.bytes()?)?;
    let sums = written.concat();
    std::fs::write(folder.join("SHA256SUMS"), sums).map_err(|error| error.to_string())
}

fn map(entries: impl Iterator<Item = (Vec<u8>, u64)>) -> Result<Vec<u8>, String> {
    let entries: BTreeMap<Vec<u8>, u64> = entries.collect();
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).map_err(|error| error.to_string())?;
    }
    builder.into_inner().map_err(|error| error.to_string())
}

/// Writes one file and notes its digest as `sha256sum` would.
fn save(folder: &Path, name: &str, bytes: &[u8], written: &mut Vec<String>) -> Result<(), String> {
    let path = folder.join(name);
    eprintln!("{} {} bytes", path.display(), bytes.len());
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    written.push(format!("{digest}  {name}\n"));
    std::fs::File::create(&path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// The shortest rule that leads from a form to its lemma.
fn rule(form: &str, entry: &Entry, slots: u32, german: bool) -> Rule {
    let mut starts = vec![(0, form.to_owned())];
    if german {
        starts.extend(plain_vowel(form).map(|plain| (1, plain)));
        for (drop, code) in [("ge", 2), ("zu", 32)] {
            let places = form.match_indices(drop).filter(|(at, _)| *at < 30);
            starts.extend(
                places.map(|(at, _)| {
                    (code + at as u8, format!("{}{}", &form[..at], &form[at + 2..]))
                }),
            );
        }
    }
    let only = |among: u32| {
        u8::from(entry.class == Class::Verb && german && slots != 0 && slots & !among == 0)
    };
    let kind = entry.class as u8 | (entry.degree as u8) << 3 | only(WEAK) << 5 | only(CURT) << 6;
    starts
        .into_iter()
        .map(|(operation, start)| {
            let common = common(&start, &entry.lemma);
            let cut = (start.len() - common) as u8;
            Rule { operation, cut, append: entry.lemma[common..].to_owned(), kind }
        })
        .min_by_key(|rule| {
            (
                usize::from(rule.cut) + rule.append.len() + usize::from(rule.operation != 0),
                rule.operation,
            )
        })
        .expect("there is always the rule without an operation")
}

/// Length in bytes of what two words begin with, on a character border.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// The word with its last umlaut undone.
fn plain_vowel(word: &str) -> Option<String> {
    let (at, umlaut) = word.char_indices().rev().find(|(_, c)| matches!(c, 'ä' | 'ö' | 'ü'))?;
    let plain = UMLAUTS.iter().find(|u| u.0 == umlaut)?.1;
    Some(format!("{}{plain}{}", &word[..at], &word[at + umlaut.len_utf8()..]))
}

/// The word with an umlaut for its last a, o or u; of `au` the a changes.
fn umlaut(word: &str) -> Option<String> {
    let (mut at, mut vowel) =
        word.char_indices().rev().find(|(_, c)| UMLAUTS.iter().any(|u| u.1 == *c))?;
    if vowel == 'u' && word[..at].ends_with(['a', 'A']) {
        at -= 1;
        vowel = word[at..].chars().next()?;
    }
    let changed = UMLAUTS.iter().find(|u| u.1 == vowel)?.0;
    Some(format!("{}{changed}{}", &word[..at], &word[at + 1..]))
}

/// Where the particles of separable verbs end, by their infinitive with `zu`.
fn splits(forms: &Forms) -> BTreeMap<String, usize> {
    let mut splits = BTreeMap::new();
    for (form, entries) in &forms.forms {
        for (entry, slots) in entries {
            if entry.class == Class::Verb && slots & 2 != 0 {
                let split = form.match_indices("zu").map(|(at, _)| at).find(|at| {
                    *at > 1 && format!("{}{}", &form[..*at], &form[at + 2..]) == entry.lemma
                });
                splits.extend(split.map(|at| (entry.lemma.clone(), at)));
            }
        }
    }
    splits
}

/// The paradigm: how each form is made from the lemma. Forms with `zu` are made by the reader.
fn cells(
    lemma: &str,
    forms: &BTreeMap<String, u32>,
    class: Class,
    split: usize,
    german: bool,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (form, slots) in forms {
        if german && class == Class::Verb && *slots == 2 {
            continue;
        }
        let plain = common(form, lemma);
        let mut made = vec![(0, plain, form[plain..].to_owned())];
        if german && class == Class::Verb {
            if let Some(rest) = form.get(split..).and_then(|rest| rest.strip_prefix("ge"))
                && form[..split] == lemma[..split]
            {
                let kept = split + common(rest, &lemma[split..]);
                made.push((2, kept, rest[kept - split..].to_owned()));
            }
        } else if german {
            let borders = lemma.char_indices().map(|(at, _)| at).chain([lemma.len()]);
            for kept in borders.skip(1) {
                if let Some(changed) = umlaut(&lemma[..kept]) {
                    made.extend(form.strip_prefix(&changed).map(|rest| (1, kept, rest.to_owned())));
                }
            }
        }
        let (operation, kept, append) = made
            .into_iter()
            .min_by_key(|(operation, kept, append)| {
                (lemma.len() - kept + append.len() + usize::from(*operation), *operation)
            })
            .expect("there is always the form without an operation");
        cells.push(Cell { operation, cut: (lemma.len() - kept) as u8, append, slots: *slots });
    }
    cells.sort();
    cells
}

/// The shortest ends of lemmas that tell their paradigm.
fn suffixes(
    paradigms: &BTreeMap<(Class, String), Vec<Cell>>,
    numbered: &Numbered<Vec<Cell>>,
) -> BTreeMap<Vec<u8>, u64> {
    let mut keys: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for ((class, lemma), cells) in paradigms {
        let mut key = vec![b'0' + *class as u8];
        key.extend(lemma.to_lowercase().bytes().rev());
        key.push(b'^');
        // Two lemmas that differ in case alone: the later one wins, which `forms` verifies.
        keys.insert(key, numbered.numbers[cells]);
    }
    let entries: Vec<(&[u8], u64)> =
        keys.iter().map(|(key, value)| (key.as_slice(), *value)).collect();
    let mut kept = BTreeMap::new();
    prune(&entries, 0, u64::MAX, &mut kept);
    kept
}

/// Keeps a key for a node of the trie wherever most words below it differ from what is said above.
fn prune(entries: &[(&[u8], u64)], depth: usize, above: u64, kept: &mut BTreeMap<Vec<u8>, u64>) {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    entries.iter().for_each(|(_, value)| *counts.entry(*value).or_default() += 1);
    let Some((&most, _)) = counts.iter().max_by_key(|(value, count)| (**count, u64::MAX - **value))
    else {
        return;
    };
    let value =
        if counts.get(&above).copied() == counts.get(&most).copied() { above } else { most };
    if value != above {
        kept.insert(entries[0].0[..depth].to_vec(), value);
    }
    if counts.len() == 1 {
        return;
    }
    let mut from = 0;
    while from < entries.len() {
        let byte = entries[from].0.get(depth);
        let to =
            from + entries[from..].iter().take_while(|(key, _)| key.get(depth) == byte).count();
        if byte.is_some() {
            prune(&entries[from..to], depth + 1, value, kept);
        }
        from = to;
    }
}

struct Tables {
    strings: Numbered<String>,
    rules: Numbered<Rule>,
    sets: Numbered<Vec<Rule>>,
    cells: Numbered<Cell>,
    paradigms: Numbered<Vec<Cell>>,
}

impl Tables {
    fn bytes(&self) -> Result<Vec<u8>, String> {
        let narrow =
            |number: u64| u16::try_from(number).map_err(|_| "a table has too many rows".to_owned());
        let mut body: Vec<u8> = Vec::new();
        let mut end = 0;
        for string in &self.strings.all {
            end += string.len();
            body.extend((end as u32).to_le_bytes());
        }
        self.strings.all.iter().for_each(|string| body.extend(string.bytes()));
        let string_bytes = end;
        for rule in &self.rules.all {
            body.extend([rule.operation, rule.cut]);
            body.extend(narrow(self.strings.numbers[&rule.append])?.to_le_bytes());
            body.push(rule.kind);
        }
        let members = lists(
            &mut body,
            self.sets
                .all
                .iter()
                .map(|set| set.iter().map(|rule| self.rules.numbers[rule]).collect()),
            narrow,
        )?;
        for cell in &self.cells.all {
            body.extend([cell.operation, cell.cut]);
            body.extend(narrow(self.strings.numbers[&cell.append])?.to_le_bytes());
            body.extend(cell.slots.to_le_bytes());
        }
        let paradigm_members = lists(
            &mut body,
            self.paradigms
                .all
                .iter()
                .map(|cells| cells.iter().map(|cell| self.cells.numbers[cell]).collect()),
            narrow,
        )?;
        let counts = [
            self.strings.all.len(),
            self.rules.all.len(),
            self.sets.all.len(),
            members,
            self.cells.all.len(),
            self.paradigms.all.len(),
            paradigm_members,
            string_bytes,
        ];
        let mut bytes: Vec<u8> =
            counts.iter().flat_map(|count| (*count as u32).to_le_bytes()).collect();
        bytes.extend(body);
        Ok(bytes)
    }
}

/// Writes the ends of lists, then their members; gives how many members there are.
fn lists(
    body: &mut Vec<u8>,
    lists: impl Iterator<Item = Vec<u64>>,
    narrow: impl Fn(u64) -> Result<u16, String>,
) -> Result<usize, String> {
    let mut members = Vec::new();
    for list in lists {
        for number in list {
            members.push(narrow(number)?);
        }
        body.extend((members.len() as u32).to_le_bytes());
    }
    members.iter().for_each(|member| body.extend(member.to_le_bytes()));
    Ok(members.len())
}
