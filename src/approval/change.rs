//! What has changed between two canonical forms, line by line.
//!
//! In: a kept form and today's. Out: the parts that differ, as data for `obstat approvals diff` and for the
//! message that an approval is stale. A form is `NAME LF`, then records `KEY SP LENGTH LF BYTES LF`; this
//! file takes that apart and knows nothing of how it was made.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How many pairs of lines are compared at most. Beyond, everything between the first and the last
/// differing line counts as exchanged; raising it costs time in proportion.
const MAX_PAIRS: usize = 1_000_000;

/// A part of a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The channel.
    Channel,
    /// A field, by the key in the form (`media/#1/alt`).
    Field(String),
    /// The text.
    Body,
    /// An attachment, by its number from 1.
    Media(usize),
    /// Anything else that a form may hold.
    Other(String),
}

/// A part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which part.
    pub part: Part,
    /// Its lines that differ, in reading order; what was removed before what was added.
    pub lines: Vec<ChangedLine>,
    /// How many lines differ: of exchanged stretches the longer side.
    pub count: usize,
}

/// A line that only one side has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// Whether today's form has it; else the kept one did.
    pub added: bool,
    /// Its number within the part on its side, from 1.
    pub number: usize,
    /// The line.
    pub text: String,
}

/// What differs between two forms; nothing if one of them cannot be taken apart.
#[must_use]
pub fn changes(before: &str, now: &str) -> Option<Vec<Change>> {
    let (before, now) = (parts(before)?, parts(now)?);
    let mut names: Vec<_> = before.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let differ = names.into_iter().filter_map(|part| {
        let (before, now) = (before.get(part).copied(), now.get(part).copied());
        if before == now {
            return None;
        }
        let (lines, count) = lines(before, now);
        Some(Change { part: part.clone(), lines, count })
    });
    Some(differ.collect())
}

/// How many lines differ in all.
#[must_use]
pub fn count(changes: &[Change]) -> usize {
    changes.iter().map(|change| change.count).sum()
}

/// The numbers of the attachments that differ, if nothing else does.
#[must_use]
pub fn only_media(changes: &[Change]) -> Option<Vec<usize>> {
    let media = changes.iter().map(|change| match change.part {
        Part::Media(number) => Some(number),
        _ => None,
    });
    media.collect::<Option<Vec<_>>>().filter(|media| !media.is_empty())
}

/// The parts of a form; nothing if it cannot be taken apart.
#[must_use]
pub fn parts(form: &str) -> Option<BTreeMap<Part, &str>> {
    let (_, mut rest) = form.split_once('\n')?;
    let mut parts = BTreeMap::new();
    while !rest.is_empty() {
        let (head, tail) = rest.split_once('\n')?;
        let (key, length) = head.rsplit_once(' ')?;
        let length: usize = length.parse().ok()?;
        let bytes = tail.get(..length)?;
        rest = tail.get(length..)?.strip_prefix('\n')?;
        if parts.insert(part(key), bytes).is_some() {
            return None;
        }
    }
    Some(parts)
}

fn part(key: &str) -> Part {
    let media = key.strip_prefix("media/").and_then(|number| number.parse().ok());
    match (key, key.strip_prefix("field/"), media) {
        ("channel", _, _) => Part::Channel,
        ("body", _, _) => Part::Body,
        (_, Some(field), _) => Part::Field(field.to_owned()),
        (_, _, Some(number)) => Part::Media(number),
        _ => Part::Other(key.to_owned()),
    }
}

fn lines(before: Option<&str>, now: Option<&str>) -> (Vec<ChangedLine>, usize) {
    let split = |text: Option<&'_ str>| -> Vec<String> {
        text.map(|text| text.split('\n').map(str::to_owned).collect()).unwrap_or_default()
    };
    let (before, now) = (split(before), split(now));
    let head = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let tail = before[head..].iter().rev().zip(now[head..].iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let old = &before[head..before.len() - tail];
    let new = &now[head..now.len() - tail];
    let mut changed = Vec::new();
    let mut count = 0;
    let mut exchange = |from: std::ops::Range<usize>, to: std::ops::Range<usize>| {
        count += from.len().max(to.len());
        for (added, side, range) in [(false, old, from), (true, new, to)] {
            changed.extend(range.map(|at| ChangedLine {
                added,
                number: head + at + 1,
                text: side[at].clone(),
            }));
        }
    };
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        exchange(0..old.len(), 0..new.len());
    } else {
        for operation in capture_diff_slices(Algorithm::Myers, old, new) {
            if operation.tag() != DiffTag::Equal {
                exchange(operation.old_range(), operation.new_range());
            }
        }
    }
    (changed, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(parts: &[(&str, &str)]) -> String {
        let records = parts.iter().map(|(key, text)| format!("{key} {}\n{text}\n", text.len()));
        format!("obstat-canon/1\n{}", records.collect::<String>())
    }

    #[test]
    fn names_what_differs() {
        let before = form(&[
            ("channel", "x"),
            ("field/title", "Lager"),
            ("body", "a\nb\nc"),
            ("media/1", "sha256:0"),
        ]);
        let now = form(&[
            ("channel", "x"),
            ("field/alt", "Bild"),
            ("field/title", "Lager"),
            ("body", "a\nB\nbb\nc"),
            ("media/1", "sha256:1"),
        ]);
        let changes = changes(&before, &now).unwrap();
        let parts: Vec<_> = changes.iter().map(|change| change.part.clone()).collect();
        assert_eq!(parts, [Part::Field("alt".into()), Part::Body, Part::Media(1)]);
        let body: Vec<_> = changes[1]
            .lines
            .iter()
            .map(|line| (line.added, line.number, line.text.as_str()))
            .collect();
        assert_eq!(body, [(false, 2, "b"), (true, 2, "B"), (true, 3, "bb")]);
        assert_eq!(count(&changes), 4);
        assert_eq!(only_media(&changes), None);
        assert_eq!(only_media(&changes[2..]), Some(vec![1]));
        assert_eq!(only_media(&[]), None);
    }

    #[test]
    fn a_text_cannot_imitate_a_part() {
        let imitating = form(&[("body", "a\nmedia/1 71\nsha256:0")]);
        assert_eq!(parts(&imitating).unwrap().len(), 1);
        assert_eq!(changes(&imitating, "obstat-canon/1\nbody 99\nx\n"), None);
        assert_eq!(changes("", ""), None);
    }

    #[test]
    fn texts_without_a_common_line_take_no_time() {
        let text =
            |mark: char| (0..50_000).map(|at| format!("{mark}{at}")).collect::<Vec<_>>().join("\n");
        let (before, now) = (form(&[("body", &text('a'))]), form(&[("body", &text('b'))]));
        assert_eq!(count(&changes(&before, &now).unwrap()), 50_000);
    }

    proptest! {
        #[test]
        fn taking_apart_never_panics(text in "\\PC{0,20}\n(body [0-9]{1,3}\n)?\\PC{0,20}\n?") {
            let _ = changes(&text, &text);
        }

        #[test]
        fn equal_forms_do_not_differ(body in "[ab\n]{0,20}") {
            let form = form(&[("channel", ""), ("body", &body)]);
            prop_assert_eq!(changes(&form, &form), Some(vec![]));
        }
    }
}
