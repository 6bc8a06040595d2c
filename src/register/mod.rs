//! Typed data from YAML: people, claims, facts, accounts, and any other list a policy names.
//!
//! In: the text of a register file and its kind. Out: a [`Register`] whose rows keep their places, and
//! what is wrong with it. Each row has an id and a window in which it holds; questions are asked for an
//! instant in a zone, because the same file is judged at the instants of many drafts. This room knows no
//! rule, no draft and no file.

pub mod account;
pub mod claim;
pub mod fact;
pub mod key;
pub mod passage;
pub mod people;
pub mod problem;
mod row;
pub mod wire;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use account::Account;
pub use claim::Claim;
pub use fact::{Fact, FactType, FactValue, Tolerance};
pub use key::{Key, KeyError, KeyKind};
pub use passage::{NearMiss, Passage};
pub use people::{Forge, People, Person, PersonKey};
pub use row::{Validity, Written};

use problem::DuplicateId;
use row::{RawRow, Reader, wanted};

use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Localized, Place, SourceId};
use crate::yaml::Node;

/// The most rows of a register. A row costs about 500 bytes of memory while it is read.
pub const MAX_ROWS: usize = 100_000;

/// What columns a register has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Who belongs to the house: names, logins, keys.
    People,
    /// Wordings that can be proved.
    Claims,
    /// Numbers, dates and names that must be right.
    Facts,
    /// Channels and who answers for them.
    Accounts,
    /// Any other: ids, perhaps with terms or a value.
    Rows,
}

impl Kind {
    /// The kind of a register with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name {
            "people" => Self::People,
            "claims" => Self::Claims,
            "facts" => Self::Facts,
            "accounts" => Self::Accounts,
            _ => Self::Rows,
        }
    }

    /// What a value without columns means in `id: value`.
    fn column_of_bare_value(self) -> &'static str {
        match self {
            Self::People => "name",
            Self::Claims => "wording",
            Self::Accounts => "channel",
            Self::Facts | Self::Rows => "value",
        }
    }
}

/// One row, as far as all kinds are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: Written,
    /// When it holds.
    pub validity: Validity,
    /// What it is called in texts: the column `terms`, for people their names; empty means the id.
    pub terms: Vec<Written>,
    /// The value of `id: value` or of the column `value`, still untyped: whoever asks knows the type.
    pub value: Option<Node>,
}

impl Row {
    /// Its terms; without any, its id.
    #[must_use]
    pub fn words(&self) -> &[Written] {
        if self.terms.is_empty() { std::slice::from_ref(&self.id) } else { &self.terms }
    }
}

/// A register.
#[derive(Clone, Debug)]
pub struct Register {
    kind: Kind,
    /// Where it is written, if it could be read.
    source: Option<SourceId>,
    rows: Vec<Row>,
    data: Data,
}

/// What the kinds have beyond [`Row`]; each entry belongs to the row of the same index.
#[derive(Clone, Debug)]
enum Data {
    People(People),
    Claims(Vec<Claim>),
    Facts(Vec<Fact>),
    Accounts(Vec<Account>),
    Rows,
}

/// Reads a register. What is wrong stands in the second part; rows that could not be read are left out,
/// so a register with an error among its problems must not be used to judge.
#[must_use]
pub fn read(kind: Kind, text: &str, source: SourceId) -> (Register, Vec<Diagnostic>) {
    let tree = match crate::yaml::read(text, source, 0) {
        Ok(tree) => tree,
        Err(problem) => return (Register::empty(kind), vec![*problem]),
    };
    let mut reader = Reader::new(source);
    let raw = reader.rows(kind, &tree);
    if raw.len() > MAX_ROWS {
        return (Register::empty(kind), reader.problems);
    }
    let mut register = Register { source: Some(source), ..Register::empty(kind) };
    for raw in &raw {
        register.add(&mut reader, raw);
    }
    register.check_ids(&mut reader);
    if let Data::People(people) = &mut register.data {
        people.index(&mut reader.problems);
    }
    if let Data::Facts(facts) = &register.data {
        fact::check_types(facts, &mut reader.problems);
    }
    (register, reader.problems)
}

impl Register {
    /// A register of this kind without rows.
    #[must_use]
    pub fn empty(kind: Kind) -> Self {
        let data = match kind {
            Kind::People => Data::People(People::default()),
            Kind::Claims => Data::Claims(Vec::new()),
            Kind::Facts => Data::Facts(Vec::new()),
            Kind::Accounts => Data::Accounts(Vec::new()),
            Kind::Rows => Data::Rows,
        };
        Self { kind, source: None, rows: Vec::new(), data }
    }

    /// Adds a row of its kind, if it can be read.
    fn add(&mut self, reader: &mut Reader, raw: &RawRow<'_>) {
        let mut row = Row {
            id: raw.id.clone(),
            validity: reader.validity(raw.get("from"), raw.get("until")),
            terms: Vec::new(),
            value: None,
        };
        let added = match &mut self.data {
            Data::People(people) => people::read(reader, raw, row.validity).map(|person| {
                row.terms = person.names.clone();
                people.push(person);
            }),
            Data::Claims(claims) => {
                claim::read(reader, raw, row.validity).map(|claim| claims.push(claim))
            }
            Data::Facts(facts) => fact::read(reader, raw, row.validity).map(|fact| {
                row.value = raw.get("value").cloned();
                facts.push(fact);
            }),
            Data::Accounts(accounts) => {
                accounts.push(account::read(reader, raw, row.validity));
                Some(())
            }
            Data::Rows => {
                row.terms = other_terms(reader, raw);
                row.value = raw.get("value").cloned();
                Some(())
            }
        };
        if added.is_some() {
            self.rows.push(row);
        }
    }

    /// Complains about ids that stand twice for the same time; persons and claims stand once at all,
    /// because records name them by their id alone.
    fn check_ids(&self, reader: &mut Reader) {
        let once = matches!(self.kind, Kind::People | Kind::Claims);
        let mut order: Vec<&Row> = self.rows.iter().collect();
        order.sort_by(|a, b| (&a.id.text, a.id.place).cmp(&(&b.id.text, b.id.place)));
        for same in order.chunk_by(|a, b| a.id.text == b.id.text) {
            for (nth, row) in same.iter().enumerate() {
                let earlier = same
                    .iter()
                    .take(nth)
                    .find(|earlier| once || earlier.validity.overlaps(&row.validity));
                if let Some(earlier) = earlier {
                    let complaint = DuplicateId { id: row.id.text.clone() }.at(row.id.place);
                    let label = Localized::both("first here", "zuerst hier");
                    reader.problems.push(complaint.and(earlier.id.place, label));
                }
            }
        }
    }

    /// Where it is written; none for one that could not be read.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        self.source
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// All rows, in the order written.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Indices of the rows that hold at an instant.
    pub fn valid<'a>(
        &'a self,
        at: Timestamp,
        zone: &'a TimeZone,
    ) -> impl Iterator<Item = (usize, &'a Row)> {
        self.rows.iter().enumerate().filter(move |(_, row)| row.validity.holds(at, zone))
    }

    /// Whether a row with this id holds at an instant; for people under any of their names.
    #[must_use]
    pub fn lists(&self, word: &str, at: Timestamp, zone: &TimeZone) -> bool {
        match &self.data {
            Data::People(people) => {
                people.find(word).is_some_and(|person| person.active_at(at, zone))
            }
            _ => self.valid(at, zone).any(|(_, row)| row.id.text == word),
        }
    }

    /// Everything a pattern has to look for, whenever it holds: index of the row, term, place.
    pub fn terms(&self) -> impl Iterator<Item = (usize, &Written)> {
        self.rows
            .iter()
            .enumerate()
            .flat_map(|(row, found)| found.words().iter().map(move |term| (row, term)))
    }

    /// Whether the row with this index holds at an instant.
    #[must_use]
    pub fn holds(&self, row: usize, at: Timestamp, zone: &TimeZone) -> bool {
        self.rows.get(row).is_some_and(|row| row.validity.holds(at, zone))
    }

    /// The untyped value of `id` at an instant.
    #[must_use]
    pub fn value(&self, id: &str, at: Timestamp, zone: &TimeZone) -> Option<(&Row, &Node)> {
        let mut rows = self.rows.iter().filter(|row| row.id.text == id);
        rows.find(|row| row.value.is_some() && row.validity.holds(at, zone))
            .and_then(|row| row.value.as_ref().map(|value| (row, value)))
    }

    /// Whether some row, whenever it holds, has this id.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.rows.iter().any(|row| row.id.text == id)
    }

    /// The row whose span an instant lies in. Here `from` and `until` are the span and hide nothing; a row
    /// that has neither is no span.
    #[must_use]
    pub fn during(&self, at: Timestamp, zone: &TimeZone) -> Option<&Row> {
        self.rows.iter().find(|row| !row.validity.always() && row.validity.holds(at, zone))
    }

    /// Complaints about local times that do not exist in the zone in which the register is read.
    #[must_use]
    pub fn skipped_times(&self, zone: &TimeZone, zone_name: &str) -> Vec<Diagnostic> {
        let mut problems: Vec<_> = self
            .rows
            .iter()
            .flat_map(|row| row::skipped(&row.validity, row.id.place, zone, zone_name))
            .collect();
        if let Data::People(people) = &self.data {
            problems.extend(people.skipped_times(zone, zone_name));
        }
        problems
    }

    /// The people, if that is what it holds.
    #[must_use]
    pub fn people(&self) -> Option<&People> {
        match &self.data {
            Data::People(people) => Some(people),
            _ => None,
        }
    }

    /// The people, if that is what it holds, to add keys from another file.
    pub fn people_mut(&mut self) -> Option<&mut People> {
        match &mut self.data {
            Data::People(people) => Some(people),
            _ => None,
        }
    }

    /// The claims, one for each row; empty for another kind.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        match &self.data {
            Data::Claims(claims) => claims,
            _ => &[],
        }
    }

    /// The facts, one for each row; empty for another kind.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        match &self.data {
            Data::Facts(facts) => facts,
            _ => &[],
        }
    }

    /// The fact that holds at an instant.
    #[must_use]
    pub fn fact(&self, id: &str, at: Timestamp, zone: &TimeZone) -> Option<&Fact> {
        self.facts().iter().find(|fact| fact.id.text == id && fact.validity.holds(at, zone))
    }

    /// The type of a fact, which is the same in all its rows.
    #[must_use]
    pub fn fact_type(&self, id: &str) -> Option<FactType> {
        self.facts().iter().find(|fact| fact.id.text == id).map(|fact| fact.value.kind())
    }

    /// The accounts, one for each row; empty for another kind.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        match &self.data {
            Data::Accounts(accounts) => accounts,
            _ => &[],
        }
    }

    /// Where the first row stands, for complaints about the whole.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.rows.first().map(|row| row.id.place)
    }
}

/// Terms of a row without fixed columns: `terms`, or the list of `id: [term, term]`.
fn other_terms(reader: &mut Reader, raw: &RawRow<'_>) -> Vec<Written> {
    if let Some(node) = raw.get("terms") {
        if node.entries().is_some() {
            reader.bad("terms", wanted::TEXT, node.span);
            return Vec::new();
        }
        return reader.texts("terms", Some(node));
    }
    match raw.get("value") {
        Some(node) if node.list().is_some() => {
            let scalars = node.list().unwrap_or_default().iter().all(|one| one.text().is_some());
            if scalars { reader.texts("value", Some(node)) } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
