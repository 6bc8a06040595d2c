//! What all registers share: rows with an id and a window, and the reading of single columns.
//!
//! In: the YAML tree of a register. Out: rows with their columns still untyped; complaints are kept by the
//! [`Reader`]. This file knows no kind of register but for the column that a bare value stands for.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use super::problem::{
    BadRow, BadValue, MissingColumn, NotARegister, ReversedWindow, SkippedTime, TooManyRows,
    UnknownColumn,
};
use super::{Kind, MAX_ROWS};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Near};
use crate::text::{Moment, MomentError, Place, SourceId, Span};
use crate::yaml::{Node, Value};

/// A text and where it is written. Always in NFC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// From when and until when a row holds; open where nothing is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The day or time from which it holds.
    pub from: Option<Moment>,
    /// The day through the end of which, or the time before which, it holds.
    pub until: Option<Moment>,
}

impl Validity {
    /// The first instant and the first instant after it; none where it is open.
    ///
    /// # Errors
    /// [`MomentError`] for a local time that the zone does not have.
    pub fn bounds(
        &self,
        zone: &TimeZone,
    ) -> Result<(Option<Timestamp>, Option<Timestamp>), MomentError> {
        let start = self.from.map(|from| from.instant(zone)).transpose()?;
        let end = self.until.map(|until| until.end(zone)).transpose()?;
        Ok((start, end))
    }

    /// Whether it holds at an instant. A window with a time that does not exist never holds; reading a
    /// policy has complained about it before ([`super::Register::skipped_times`]).
    #[must_use]
    pub fn holds(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.bounds(zone).is_ok_and(|(start, end)| {
            start.is_none_or(|start| start <= at) && end.is_none_or(|end| at < end)
        })
    }

    /// Whether it is open on both sides.
    #[must_use]
    pub fn always(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// Whether some instant lies in both. Times without offset are compared as if in one zone.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let bounds = (self.bounds(&TimeZone::UTC), other.bounds(&TimeZone::UTC));
        let (Ok((start, end)), Ok((other_start, other_end))) = bounds else { return true };
        let before = |end: Option<Timestamp>, start: Option<Timestamp>| {
            end.zip(start).is_some_and(|(end, start)| end <= start)
        };
        !before(end, other_start) && !before(other_end, start)
    }
}

/// A column as found.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    pub name: &'a str,
    pub name_span: Span,
    pub node: &'a Node,
}

/// A row before its kind is looked at.
#[derive(Clone, Debug)]
pub(super) struct RawRow<'a> {
    pub id: Written,
    pub columns: Vec<Column<'a>>,
}

impl RawRow<'_> {
    /// The value of a column; an empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let column = self.columns.iter().find(|column| column.name == name)?;
        (!column.node.is_null()).then_some(column.node)
    }
}

/// Reads columns and keeps what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader {
    source: SourceId,
    pub problems: Vec<Diagnostic>,
}

impl Reader {
    pub fn new(source: SourceId) -> Self {
        Self { source, problems: Vec::new() }
    }

    pub fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }

    pub fn complain(&mut self, complaint: impl Complaint, span: Span) {
        let place = self.place(span);
        self.problems.push(complaint.at(place));
    }

    /// The rows of a register, written as a list or as a mapping.
    pub fn rows<'a>(&mut self, kind: Kind, tree: &'a Node) -> Vec<RawRow<'a>> {
        let rows: Vec<_> = match &tree.value {
            Value::Null(_) => Vec::new(),
            Value::List(list) => {
                list.iter().take(MAX_ROWS + 1).filter_map(|node| self.list_row(node)).collect()
            }
            Value::Map(entries) => entries
                .iter()
                .take(MAX_ROWS + 1)
                .filter_map(|entry| {
                    let id = self.id(&entry.key, entry.key_span)?;
                    let columns = match entry.node.entries() {
                        Some(entries) => columns(entries),
                        None => {
                            let name = kind.column_of_bare_value();
                            vec![Column { name, name_span: entry.key_span, node: &entry.node }]
                        }
                    };
                    Some(RawRow { id, columns })
                })
                .collect(),
            Value::Scalar(..) => {
                self.complain(NotARegister {}, tree.span);
                Vec::new()
            }
        };
        if rows.len() > MAX_ROWS {
            self.complain(TooManyRows { limit: MAX_ROWS }, tree.span);
        }
        rows
    }

    fn list_row<'a>(&mut self, node: &'a Node) -> Option<RawRow<'a>> {
        match &node.value {
            Value::Scalar(text, _) => {
                let id = self.id(text, node.span)?;
                Some(RawRow { id, columns: Vec::new() })
            }
            Value::Map(entries) => {
                let Some(entry) = entries.iter().find(|entry| entry.key == "id") else {
                    self.complain(MissingColumn { column: "id" }, node.span);
                    return None;
                };
                let Some(text) = entry.node.text() else {
                    self.bad("id", wanted::TEXT, entry.node.span);
                    return None;
                };
                let id = self.id(text, entry.node.span)?;
                let mut columns = columns(entries);
                columns.retain(|column| column.name != "id");
                Some(RawRow { id, columns })
            }
            Value::Null(_) | Value::List(_) => {
                self.complain(BadRow { wanted: wanted::ROW }, node.span);
                None
            }
        }
    }

    fn id(&mut self, text: &str, span: Span) -> Option<Written> {
        let id: String = text.trim().nfc().collect();
        if id.is_empty() || id.chars().any(char::is_control) {
            self.bad("id", wanted::ID, span);
            return None;
        }
        Some(Written { text: id, place: self.place(span) })
    }

    /// Complains about a value.
    pub fn bad(&mut self, column: &str, wanted: Bilingual, span: Span) {
        self.complain(BadValue { column: column.to_owned(), wanted }, span);
    }

    /// Warns of columns that are not among the known ones.
    pub fn known(&mut self, row: &RawRow<'_>, known: &[&'static str]) {
        for column in &row.columns {
            if !known.contains(&column.name) {
                let near = Near::to(column.name, known.iter().copied());
                self.complain(
                    UnknownColumn { column: column.name.to_owned(), near },
                    column.name_span,
                );
            }
        }
    }

    /// A text that is not empty.
    pub fn text(&mut self, column: &str, node: &Node) -> Option<Written> {
        match node.text().map(str::trim) {
            Some(text) if !text.is_empty() => {
                Some(Written { text: text.nfc().collect(), place: self.place(node.span) })
            }
            _ => {
                self.bad(column, wanted::TEXT, node.span);
                None
            }
        }
    }

    /// One text or a list of texts.
    pub fn texts(&mut self, column: &str, node: Option<&Node>) -> Vec<Written> {
        match node.map(|node| (node, node.list())) {
            None => Vec::new(),
            Some((_, Some(list))) => {
                list.iter().filter_map(|element| self.text(column, element)).collect()
            }
            Some((node, None)) => self.text(column, node).into_iter().collect(),
        }
    }

    /// A day or time.
    pub fn moment(&mut self, column: &str, node: Option<&Node>) -> Option<Moment> {
        let node = node?;
        match node.text().map(Moment::parse) {
            Some(Ok(moment)) => Some(moment),
            Some(Err(MomentError::NoSuchDay)) => {
                self.bad(column, wanted::EXISTING_DAY, node.span);
                None
            }
            _ => {
                self.bad(column, wanted::MOMENT, node.span);
                None
            }
        }
    }

    /// `from` and `until` among these values.
    pub fn validity(&mut self, from: Option<&Node>, until: Option<&Node>) -> Validity {
        let read = Validity { from: self.moment("from", from), until: self.moment("until", until) };
        let reversed = matches!(
            read.bounds(&TimeZone::UTC),
            Ok((Some(start), Some(end))) if end <= start
        );
        if let (true, Some(from), Some(until), Some(node)) =
            (reversed, read.from, read.until, until)
        {
            let complaint = ReversedWindow { from: from.to_string(), until: until.to_string() };
            self.complain(complaint, node.span);
        }
        read
    }
}

fn columns(entries: &[crate::yaml::Entry]) -> Vec<Column<'_>> {
    entries
        .iter()
        .map(|entry| Column { name: &entry.key, name_span: entry.key_span, node: &entry.node })
        .collect()
}

/// What is wrong with the times of a window in a zone: local times that it leaves out.
pub(super) fn skipped(
    validity: &Validity,
    place: Place,
    zone: &TimeZone,
    zone_name: &str,
) -> Vec<Diagnostic> {
    [validity.from, validity.until]
        .into_iter()
        .flatten()
        .filter(|moment| moment.instant(zone) == Err(MomentError::Skipped))
        .map(|moment| {
            SkippedTime { time: moment.to_string(), zone: zone_name.to_owned() }.at(place)
        })
        .collect()
}

/// What was expected, in words.
pub(super) mod wanted {
    use crate::diagnostic::Bilingual;

    pub const TEXT: Bilingual = Bilingual { en: "a text", de: "ein Text" };
    pub const ROW: Bilingual = Bilingual {
        en: "an id, or columns with an `id`",
        de: "eine Kennung oder Spalten mit `id`",
    };
    pub const ID: Bilingual = Bilingual {
        en: "a text without line ends or other control characters",
        de: "ein Text ohne Zeilenenden und andere Steuerzeichen",
    };
    pub const MOMENT: Bilingual = Bilingual {
        en: "a date such as `2026-09-27` or a time such as `2026-09-27T10:00`, with `Z` or `+02:00` if wanted",
        de: "ein Datum wie `2026-09-27` oder eine Zeit wie `2026-09-27T10:00`, gern mit `Z` oder `+02:00`,",
    };
    pub const EXISTING_DAY: Bilingual =
        Bilingual { en: "a day and a time that exist", de: "ein Tag und eine Zeit, die es gibt," };
}
