//! People: who belongs to the house, under which names, logins and keys, and since when.
//!
//! In: rows of the people register. Out: [`People`], which says who is who. What two people share is an
//! error, because four eyes are four only if it is certain whose they are. Names for display may be equal;
//! then they identify nobody.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use super::key::{Key, KeyError};
use super::problem::{BadKey, BadRow, KeyKind, SharedIdentity, UnknownColumn};
use super::row::{Column, RawRow, Reader, Validity, Written, skipped};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Near};
use crate::text::{Localized, Moment, Place};
use crate::yaml::{Entry, Node};

const COLUMNS: [&str; 7] = ["name", "aliases", "forge", "active", "keys", "from", "until"];
const KEY_COLUMNS: [&str; 4] = ["key", "from", "until", "compromised"];

/// A forge whose reviews can be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forge {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo and Gitea.
    Forgejo,
}

impl Forge {
    const ALL: [Self; 3] = [Self::GitHub, Self::GitLab, Self::Forgejo];

    /// Its word in the people register.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Forgejo => "forgejo",
        }
    }
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id, by which policies and records name the person.
    pub id: Written,
    /// What the person is called; the first is shown.
    pub names: Vec<Written>,
    /// Other names: of git authors, mail addresses, logins.
    pub aliases: Vec<Written>,
    /// Logins on forges.
    pub logins: Vec<(Forge, Written)>,
    /// When the person belongs to the house: the row's own window and `active`.
    pub active: [Validity; 2],
    /// Keys.
    pub keys: Vec<PersonKey>,
}

/// A key of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonKey {
    /// The key.
    pub key: Key,
    /// When signatures of it count.
    pub validity: Validity,
    /// Since when it may be in other hands. None of its signatures counts, whatever their date.
    pub compromised: Option<Moment>,
    /// Where it is registered.
    pub place: Place,
}

impl Person {
    /// What to call the person.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.names.first().map_or(&self.id.text, |name| &name.text)
    }

    /// Whether the person belongs to the house at an instant.
    #[must_use]
    pub fn active_at(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.active.iter().all(|window| window.holds(at, zone))
    }

    /// The window that an instant lies after, for "left on".
    #[must_use]
    pub fn left(&self, at: Timestamp, zone: &TimeZone) -> Option<Moment> {
        let over = |window: &&Validity| {
            window.bounds(zone).is_ok_and(|(_, end)| end.is_some_and(|end| end <= at))
        };
        self.active.iter().filter(over).find_map(|window| window.until)
    }
}

/// All people of a register.
#[derive(Clone, Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    /// Folded ids, aliases and unambiguous names.
    by_name: BTreeMap<String, usize>,
    by_login: BTreeMap<(Forge, String), usize>,
    by_key: BTreeMap<Key, usize>,
}

impl People {
    /// Everybody, in the order written.
    #[must_use]
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// Whether nobody is registered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// The person with this id, alias or (if only one has it) name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Person> {
        self.persons.get(*self.by_name.get(&folded(name))?)
    }

    /// The person with this login.
    #[must_use]
    pub fn with_login(&self, forge: Forge, login: &str) -> Option<&Person> {
        self.persons.get(*self.by_login.get(&(forge, folded(login)))?)
    }

    /// The person a key is registered for.
    #[must_use]
    pub fn with_key(&self, key: &Key) -> Option<&Person> {
        self.persons.get(*self.by_key.get(key)?)
    }

    /// What tells people apart: the same for every name of one registered person. Somebody who is not
    /// registered is only that very name.
    #[must_use]
    pub fn identity(&self, name: &str) -> String {
        self.find(name).map_or_else(|| folded(name), |person| folded(&person.id.text))
    }

    /// Whether two names mean one person.
    #[must_use]
    pub fn same_person(&self, a: &str, b: &str) -> bool {
        self.identity(a) == self.identity(b)
    }

    /// What to call somebody.
    #[must_use]
    pub fn shown<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).map_or(name, Person::shown)
    }

    pub(super) fn push(&mut self, person: Person) {
        self.persons.push(person);
    }

    /// Adds a key that another file registers for the person with this name.
    ///
    /// # Errors
    /// [`SharedIdentity`] if somebody else has it already; nothing changes then. `None` inside `Ok` if
    /// nobody has the name.
    pub fn add_key(
        &mut self,
        name: &str,
        key: PersonKey,
    ) -> Result<Option<()>, Box<SharedIdentity>> {
        let Some(&owner) = self.by_name.get(&folded(name)) else { return Ok(None) };
        match self.by_key.get(&key.key) {
            Some(&other) if other != owner => {
                Err(Box::new(self.shared(what::KEY, key.key.fingerprint(), other, owner)))
            }
            _ => {
                self.by_key.insert(key.key.clone(), owner);
                self.persons[owner].keys.push(key);
                Ok(Some(()))
            }
        }
    }

    /// Builds the indices and complains about what two people share.
    pub(super) fn index(&mut self, problems: &mut Vec<Diagnostic>) {
        let persons = std::mem::take(&mut self.persons);
        let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let mut clashes = Vec::new();
        for (at, person) in persons.iter().enumerate() {
            for written in std::iter::once(&person.id).chain(&person.aliases) {
                if let Some(other) = claim(&mut self.by_name, folded(&written.text), at) {
                    clashes.push((what::ALIAS, written.text.clone(), other, at, written.place));
                }
            }
            for (forge, login) in &person.logins {
                let key = (*forge, folded(&login.text));
                if let Some(other) = claim(&mut self.by_login, key, at) {
                    clashes.push((what::LOGIN, login.text.clone(), other, at, login.place));
                }
            }
            for key in &person.keys {
                if let Some(other) = claim(&mut self.by_key, key.key.clone(), at) {
                    clashes.push((what::KEY, key.key.fingerprint(), other, at, key.place));
                }
            }
            for name in &person.names {
                names
                    .entry(folded(&name.text))
                    .and_modify(|owner| *owner = owner.filter(|owner| *owner == at))
                    .or_insert(Some(at));
            }
        }
        for (name, owner) in names {
            let Some(owner) = owner else { continue };
            // An alias that is another's name would make an author of whoever did not write.
            if let Some(&other) = self.by_name.get(&name).filter(|other| **other != owner) {
                let written = persons[owner].names.iter().find(|one| folded(&one.text) == name);
                let (text, place) = written.map_or((name, persons[owner].id.place), |written| {
                    (written.text.clone(), written.place)
                });
                clashes.push((what::ALIAS, text, other, owner, place));
            } else {
                self.by_name.insert(name, owner);
            }
        }
        self.persons = persons;
        // Two rows of one id are complained about with the ids of every register.
        clashes.retain(|(_, _, first, second, _)| {
            self.persons[*first].id.text != self.persons[*second].id.text
        });
        for (what, value, first, second, place) in clashes {
            let complaint = self.shared(what, value, first, second).at(place);
            let label = Localized::both("the other person", "die andere Person");
            problems.push(complaint.and(self.persons[first].id.place, label));
        }
    }

    fn shared(
        &self,
        what: Bilingual,
        value: String,
        first: usize,
        second: usize,
    ) -> SharedIdentity {
        let id = |at: usize| self.persons[at].id.text.clone();
        SharedIdentity { what, value, first: id(first), second: id(second) }
    }

    pub(super) fn skipped_times(&self, zone: &TimeZone, zone_name: &str) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for person in &self.persons {
            // The row's own window is looked at with the rows of every register.
            problems.extend(skipped(&person.active[1], person.id.place, zone, zone_name));
            for key in &person.keys {
                problems.extend(skipped(&key.validity, key.place, zone, zone_name));
            }
        }
        problems
    }
}

mod what {
    use crate::diagnostic::Bilingual;

    pub const ALIAS: Bilingual = Bilingual { en: "the name", de: "der Name" };
    pub const LOGIN: Bilingual = Bilingual { en: "the login", de: "die Anmeldung" };
    pub const KEY: Bilingual = Bilingual { en: "the key", de: "der Schlüssel" };
}

/// Enters `owner` unless somebody else is there already, who is then returned.
fn claim<K: Ord>(index: &mut BTreeMap<K, usize>, key: K, owner: usize) -> Option<usize> {
    let first = *index.entry(key).or_insert(owner);
    (first != owner).then_some(first)
}

/// The form in which names are compared: NFC, case folded, blanks collapsed.
fn folded(name: &str) -> String {
    // Lower, upper, lower takes `ß`, `SS` and `ẞ` together as full case folding does; letter by letter,
    // so that a sigma does not depend on where it stands.
    let folded: String = name
        .nfc()
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn read(reader: &mut Reader, row: &RawRow<'_>, own: Validity) -> Option<Person> {
    reader.known(row, &COLUMNS);
    let names = reader.texts("name", row.get("name"));
    let aliases = reader.texts("aliases", row.get("aliases"));
    let active = row.get("active").map_or_else(Validity::default, |node| {
        if node.entries().is_none() {
            reader.bad("active", WINDOW, node.span);
        }
        reader.validity(present(node, "from"), present(node, "until"))
    });
    let keys = row.get("keys").map(|node| keys(reader, node)).unwrap_or_default();
    let logins = row.get("forge").map(|node| logins(reader, node)).unwrap_or_default();
    Some(Person { id: row.id.clone(), names, aliases, logins, active: [own, active], keys })
}

fn present<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    node.get(name).filter(|value| !value.is_null())
}

fn logins(reader: &mut Reader, node: &Node) -> Vec<(Forge, Written)> {
    let Some(entries) = node.entries() else {
        reader.bad("forge", LOGINS, node.span);
        return Vec::new();
    };
    let mut logins = Vec::new();
    for Entry { key, key_span, node } in entries {
        let Some(forge) = Forge::ALL.into_iter().find(|forge| forge.word() == key) else {
            let near = Near::to(key, Forge::ALL.map(Forge::word));
            reader.complain(UnknownColumn { column: key.clone(), near }, *key_span);
            continue;
        };
        logins.extend(reader.texts("forge", Some(node)).into_iter().map(|login| (forge, login)));
    }
    logins
}

fn keys(reader: &mut Reader, node: &Node) -> Vec<PersonKey> {
    let single = std::slice::from_ref(node);
    node.list().unwrap_or(single).iter().filter_map(|node| key(reader, node)).collect()
}

/// A key as a text, or with its window.
fn key(reader: &mut Reader, node: &Node) -> Option<PersonKey> {
    let place = reader.place(node.span);
    let (line, validity, compromised) = match node.entries() {
        None => (node, Validity::default(), None),
        Some(entries) => {
            let columns = entries.iter().map(|entry| Column {
                name: &entry.key,
                name_span: entry.key_span,
                node: &entry.node,
            });
            let id = Written { text: String::new(), place };
            let row = RawRow { id, columns: columns.collect() };
            reader.known(&row, &KEY_COLUMNS);
            let Some(line) = present(node, "key") else {
                reader.complain(BadRow { wanted: KEY }, node.span);
                return None;
            };
            let validity = reader.validity(present(node, "from"), present(node, "until"));
            (line, validity, reader.moment("compromised", present(node, "compromised")))
        }
    };
    match line.text().map(Key::parse) {
        Some(Ok(key)) => Some(PersonKey { key, validity, compromised, place }),
        Some(Err(KeyError::Kind(kind))) => {
            reader.complain(KeyKind { kind }, line.span);
            None
        }
        Some(Err(KeyError::Form)) | None => {
            reader.complain(BadKey {}, line.span);
            None
        }
    }
}

const KEY: Bilingual = Bilingual {
    en: "a key, alone or as `key:` beside `from` and `until`,",
    de: "ein Schlüssel, allein oder als `key:` neben `from` und `until`",
};
const WINDOW: Bilingual =
    Bilingual { en: "`{from: …, until: …}`", de: "`{from: …, until: …}`" };
const LOGINS: Bilingual = Bilingual {
    en: "`{github: login}` or the like",
    de: "`{github: Anmeldename}` oder Ähnliches",
};

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_are_compared_folded() {
        assert_eq!(folded("GROẞ, Anna"), folded("groß, anna"));
        assert_eq!(folded("Strasse"), folded("STRAßE"));
        assert_eq!(folded("Jose\u{301}  Ñ"), folded("josé n\u{303}"));
        assert_ne!(folded("Müller"), folded("Mueller"));
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
    }
}
