//! The sidecar: all records of a draft, one a line, only ever added to.
//!
//! In: the bytes of `<draft>.approvals.jsonl`, of the tree and of the base. Out: its records, or why none
//! counts; both joined into [`Entry`]s that know where they stand; lines that were removed; the text with a
//! line appended. The order of lines means nothing, and equal lines are one, so that two branches can be
//! merged line by line.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::problem::finding::{RecordBroken, RecordRemoved, SidecarTooLarge};
use super::reason::Reason;
use super::record::{Act, Deed, KeptText, Record, RecordId};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Severity};
use crate::text::{Place, SourceId, Span};

/// Records of one sidecar. More are written by a machine that has gone wrong, or by somebody who wants to
/// make us slow: each may cost a signature check of a tenth of a millisecond.
pub const MAX_RECORDS: usize = 2_000;

/// Bytes of one sidecar, kept texts included; whoever reads the file need not read further.
pub const MAX_SIDECAR: usize = 64 * 1024 * 1024;

/// A sidecar, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// Its acts, in the order written, each line once.
    pub lines: Vec<Line>,
    /// Kept texts.
    pub texts: Vec<KeptText>,
    /// Ids of kept texts, which `after` may name too.
    text_ids: BTreeSet<RecordId>,
}

/// An act and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The act.
    pub act: Act,
    /// Its id.
    pub id: RecordId,
    /// Its bytes in the sidecar.
    pub span: Span,
}

/// Why nothing in a sidecar counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A line is no record.
    Line {
        /// Its number, from 1.
        number: usize,
        /// Its bytes.
        span: Span,
        /// Why.
        reason: Reason,
    },
    /// It has more than [`MAX_RECORDS`] lines.
    TooMany,
    /// It has more than [`MAX_SIDECAR`] bytes.
    TooLong,
}

impl Broken {
    /// As a finding in the sidecar.
    #[must_use]
    pub fn at(&self, source: SourceId) -> Diagnostic {
        let top = Place::new(source, Span::default());
        match self {
            Self::Line { number, span, reason } => {
                // Where it begins: a record is a long line, and all of it would fill the screen.
                let start = Place::new(source, Span::empty(span.start as usize));
                RecordBroken { line: *number, reason: reason.clone() }.at(start)
            }
            Self::TooMany => SidecarTooLarge { limit: MANY }.at(top),
            Self::TooLong => SidecarTooLarge { limit: LONG }.at(top),
        }
    }
}

/// The limits in words.
pub const MANY: Bilingual =
    Bilingual { en: "at most 2,000 records", de: "höchstens 2.000 Einträge" };
const LONG: Bilingual = Bilingual { en: "at most 64 MB", de: "höchstens 64 MB" };

/// Reads a sidecar.
///
/// # Errors
/// [`Broken`]: one unreadable line makes none of its records count, for it might be a withdrawal.
pub fn read(bytes: &[u8]) -> Result<Sidecar, Broken> {
    if bytes.len() > MAX_SIDECAR {
        return Err(Broken::TooLong);
    }
    let whole = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let mut sidecar = Sidecar::default();
    if whole.is_empty() {
        return Ok(sidecar);
    }
    let mut seen = BTreeSet::new();
    let mut start = 0;
    for (at, line) in whole.split(|byte| *byte == b'\n').enumerate() {
        if at >= MAX_RECORDS {
            return Err(Broken::TooMany);
        }
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        if !seen.insert(line.strip_suffix(b"\r").unwrap_or(line)) {
            continue;
        }
        match Record::read(line) {
            Ok(Record::Act(act)) => {
                let id = act.id();
                sidecar.lines.push(Line { act: *act, id, span });
            }
            Ok(record @ Record::Text(_)) => {
                sidecar.text_ids.insert(record.id());
                if let Record::Text(kept) = record {
                    sidecar.texts.push(kept);
                }
            }
            Err(reason) => return Err(Broken::Line { number: at + 1, span, reason }),
        }
    }
    Ok(sidecar)
}

/// The text of a sidecar with one line more, its end written as the others' are.
#[must_use]
pub fn append(text: &str, line: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{gap}{line}{end}")
}

impl Sidecar {
    /// What the next record names as `after`: the acts that no other names, sorted. A kept text proves
    /// itself and may go, so none is named.
    #[must_use]
    pub fn heads(&self) -> Vec<RecordId> {
        let named: BTreeSet<_> = self.lines.iter().flat_map(|line| &line.act.after).collect();
        let heads: BTreeSet<_> =
            self.lines.iter().map(|line| &line.id).filter(|id| !named.contains(id)).collect();
        heads.into_iter().cloned().collect()
    }

    /// The kept text with this digest.
    #[must_use]
    pub fn text(&self, digest: &str) -> Option<&str> {
        let kept = self.texts.iter().find(|kept| kept.digest == digest)?;
        Some(&kept.text)
    }
}

/// Lines of any sidecar that concern one of these digests, and what takes back or reviews those. So a
/// record of the base is found wherever its sidecar lay.
#[must_use]
pub fn concerning<'a>(pool: &'a [Line], digests: &BTreeSet<&str>) -> Vec<&'a Line> {
    let named = |line: &&Line| {
        line.act.deed.about().is_some_and(|about| {
            about.subjects.iter().any(|subject| digests.contains(subject.digest.as_str()))
        })
    };
    let chosen: BTreeSet<_> = pool.iter().filter(named).map(|line| &line.id).collect();
    pool.iter()
        .filter(|line| {
            chosen.contains(&line.id) || line.act.deed.of().is_some_and(|of| chosen.contains(of))
        })
        .collect()
}

/// Joins the records of the tree's sidecar with those of the base. `elsewhere` holds ids of records that
/// the tree keeps in other sidecars: they have moved, not gone.
///
/// Where the tree's sidecar is [`Broken`], nothing is joined: the caller then judges with no entries.
#[must_use]
pub fn join(
    tree: &Sidecar,
    source: SourceId,
    base: &[Line],
    elsewhere: &BTreeSet<RecordId>,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: BTreeMap<(RecordId, Option<String>), usize> = BTreeMap::new();
    let mut enter = |line: &Line| {
        let key = (line.id.clone(), line.act.sig.clone());
        *known.entry(key).or_insert_with(|| {
            entries.push(Entry::line(line.act.clone(), line.id.clone()));
            entries.len() - 1
        })
    };
    let of_tree: Vec<_> = tree.lines.iter().map(|line| (enter(line), line.span)).collect();
    let of_base: Vec<_> = base.iter().map(&mut enter).collect();
    for (at, span) in of_tree {
        entries[at].in_tree = true;
        entries[at].place.get_or_insert(Place::new(source, Span::empty(span.start as usize)));
    }
    for at in of_base {
        entries[at].in_base = true;
        entries[at].in_tree |= elsewhere.contains(&entries[at].id);
    }
    entries
}

/// Records that were removed: those of the base that the tree no longer has, and those that a record of
/// the tree names as earlier though nobody has them. The place is that of the sidecar's first byte, or of
/// the record that names what is missing.
#[must_use]
pub fn removed(tree: &Sidecar, source: SourceId, entries: &[Entry]) -> Vec<Diagnostic> {
    let top = Place::new(source, Span::default());
    let gone = entries.iter().filter(|entry| entry.in_base && !entry.in_tree).map(|entry| {
        let grave = matches!(entry.act.deed, Deed::Revoke { .. } | Deed::Reject { .. });
        let severity = if grave { Severity::Error } else { Severity::Warning };
        let what = Bilingual { en: "it still counts", de: "er zählt weiter" };
        RecordRemoved { id: entry.id.short(), what }.at(top).severity(severity)
    });
    let known: BTreeSet<_> = entries.iter().map(|entry| &entry.id).chain(&tree.text_ids).collect();
    let mut missing = BTreeMap::new();
    for line in &tree.lines {
        for id in line.act.after.iter().filter(|id| !known.contains(id)) {
            missing.entry(id).or_insert(line.span);
        }
    }
    // What is missing here might be a withdrawal, so it is an error.
    let gaps = missing.into_iter().map(|(id, span)| {
        let what = Bilingual {
            en: "a later record names it, so the file is not whole",
            de: "ein späterer Eintrag nennt ihn, also ist die Datei nicht vollständig",
        };
        RecordRemoved { id: id.short(), what }
            .at(Place::new(source, Span::empty(span.start as usize)))
    });
    gone.chain(gaps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::record::{Window, digest};
    use jiff::Timestamp;

    fn act(by: &str, after: Vec<RecordId>) -> Act {
        let until = Timestamp::from_second(2_000_000_000).unwrap();
        Act {
            house: "house".into(),
            role: Some("legal".into()),
            by: by.into(),
            on_behalf: None,
            delegation: None,
            time: Timestamp::from_second(1_800_000_000).unwrap(),
            comment: Some("because".into()),
            after,
            deed: Deed::Delegate {
                to: "x".into(),
                kinds: vec![],
                channels: vec![],
                risk: None,
                window: Window { from: None, until },
            },
            sig: None,
        }
    }

    fn revoke(of: &RecordId, after: Vec<RecordId>) -> Act {
        Act { deed: Deed::Revoke { of: of.clone() }, ..act("carla", after) }
    }

    fn line(act: &Act) -> String {
        Record::Act(Box::new(act.clone())).write().unwrap()
    }

    fn sidecar(acts: &[&Act]) -> Sidecar {
        let text: String = acts.iter().map(|act| line(act) + "\n").collect();
        read(text.as_bytes()).unwrap()
    }

    const SOURCE: SourceId = SourceId(0);

    #[test]
    fn equal_lines_are_one_and_line_ends_do_not_matter() {
        let (a, b) = (line(&act("a", vec![])), line(&act("b", vec![])));
        for text in
            [format!("{a}\n{b}\n{a}\n"), format!("{a}\r\n{b}\r\n{a}"), format!("{a}\n{a}\r\n{b}")]
        {
            let read = read(text.as_bytes()).unwrap();
            let by: Vec<_> = read.lines.iter().map(|line| line.act.by.as_str()).collect();
            assert_eq!(by, ["a", "b"]);
            assert_eq!(read.lines[0].span.of(&text).trim_end(), a);
        }
        assert_eq!(read(b""), Ok(Sidecar::default()));
        assert_eq!(read(b"\n"), Ok(Sidecar::default()));
    }

    #[test]
    fn one_bad_line_makes_the_whole_file_count_for_nothing() {
        let good = line(&act("a", vec![]));
        let text = format!("{good}\n\n{good}\n");
        let Err(broken) = read(text.as_bytes()) else { panic!("refused") };
        assert!(matches!(&broken, Broken::Line { number: 2, reason: Reason::NotJson, .. }));
        assert_eq!(broken.at(SOURCE).code.as_ref(), "approval/record-broken");
        assert!(read(format!("{good}\n<<<<<<< ours\n").as_bytes()).is_err());
        assert!(read(format!("\u{feff}{good}\n").as_bytes()).is_err());
    }

    #[test]
    fn limits() {
        let lines = |count: usize| -> String {
            (0..count).map(|at| line(&act(&format!("p{at}"), vec![])) + "\n").collect()
        };
        assert_eq!(read(lines(MAX_RECORDS).as_bytes()).unwrap().lines.len(), MAX_RECORDS);
        assert_eq!(read(lines(MAX_RECORDS + 1).as_bytes()), Err(Broken::TooMany));
        assert_eq!(read(&vec![b'x'; MAX_SIDECAR + 1]), Err(Broken::TooLong));
    }

    #[test]
    fn heads_are_what_nobody_names() {
        let (a, b) = (act("a", vec![]), act("b", vec![]));
        let c = act("c", vec![a.id()]);
        let mut heads = vec![b.id(), c.id()];
        heads.sort();
        assert_eq!(sidecar(&[&a, &b, &c]).heads(), heads);
        assert_eq!(append("", "x"), "x\n");
        assert_eq!(append("a\n", "x"), "a\nx\n");
        assert_eq!(append("a", "x"), "a\nx\n");
        assert_eq!(append("a\r\nb", "x"), "a\r\nb\r\nx\r\n");
    }

    #[test]
    fn what_the_base_had_still_counts_and_its_removal_shows() {
        let a = act("a", vec![]);
        let withdrawn = revoke(&a.id(), vec![a.id()]);
        let base = sidecar(&[&a, &withdrawn]);
        let tree = sidecar(&[&a]);
        let entries = join(&tree, SOURCE, &base.lines, &BTreeSet::new());
        assert_eq!(entries.len(), 2);
        assert!(entries[0].in_tree && entries[0].in_base);
        let shown = removed(&tree, SOURCE, &entries);
        assert_eq!(shown.len(), 1);
        assert_eq!(
            (shown[0].code.as_ref(), shown[0].severity),
            ("approval/record-removed", Severity::Error)
        );
        let gone = join(&sidecar(&[&withdrawn]), SOURCE, &base.lines, &BTreeSet::new());
        assert_eq!(removed(&sidecar(&[&withdrawn]), SOURCE, &gone)[0].severity, Severity::Warning);
        let moved = BTreeSet::from([withdrawn.id()]);
        let entries = join(&tree, SOURCE, &base.lines, &moved);
        assert!(removed(&tree, SOURCE, &entries).is_empty());
    }

    #[test]
    fn a_gap_in_after_shows_a_removed_line() {
        let a = act("a", vec![]);
        let b = act("b", vec![a.id()]);
        let tree = sidecar(&[&b]);
        let entries = join(&tree, SOURCE, &[], &BTreeSet::new());
        let shown = removed(&tree, SOURCE, &entries);
        assert_eq!((shown.len(), shown[0].severity), (1, Severity::Error));
        let kept = Record::keep("text");
        let c = act("c", vec![kept.id()]);
        let text = format!("{}\n{}\n", line(&c), kept.write().unwrap());
        let tree = read(text.as_bytes()).unwrap();
        assert_eq!(tree.text(&digest("text")), Some("text"));
        assert!(removed(&tree, SOURCE, &join(&tree, SOURCE, &[], &BTreeSet::new())).is_empty());
    }

    #[test]
    fn another_signature_of_a_landed_record_is_new() {
        let signed = |sig: &str| Act { sig: Some(sig.into()), ..act("a", vec![]) };
        let (old, new) = (signed("AAAA"), signed("BBBB"));
        let entries =
            join(&sidecar(&[&old, &new]), SOURCE, &sidecar(&[&old]).lines, &BTreeSet::new());
        let landed: Vec<_> = entries.iter().map(|entry| entry.in_base).collect();
        assert_eq!(landed, [true, false]);
    }
}
