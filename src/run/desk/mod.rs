//! The desk: one draft laid before the people who clear it.
//!
//! In: the file of a draft, the house it belongs to, a clock. Out: what its rules ask of whom and who has answered, what
//! stands in the way that no approval can meet, whether a record to be made would count; and records put beside it. It
//! asks nobody and shows nothing.

mod keep;
mod look;
mod verdict;

use std::path::{Path, PathBuf};

pub use super::delegation::FILE as DELEGATIONS;
pub use keep::{act, append, heads};
pub use look::{Look, Need};
pub use verdict::{Step, Verdict, claim_refusal, delegation_refusal};

use super::beside::{METADATA, defaults, metadata};
use super::check::{self, Outcome};
use super::house::{House, Houses};
use super::load::Ready;
use super::records::{Records, SIDECAR, sidecar_of};
use crate::approval::record::Act;
use crate::approval::{
    self, About, Case, Deed, Entry, KeptText, Record, RecordId, Setting, Stamp, sidecar,
};
use crate::check::{Judge, Typed, people_of};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::draft::{self, Draft, Item};
use crate::policy::model::FieldValue;
use crate::text::{Place, SourceId, Sources, Span};
use crate::world::problem::UnreadableFile;
use crate::world::{Disk, Unread};

/// A draft, read.
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// Its file.
    pub path: PathBuf,
    /// Its house.
    pub house: usize,
    /// Where complaints about its sidecar point.
    sidecar: SourceId,
}

/// Reads a draft and loads the policy of its house.
///
/// # Errors
/// Why it cannot be judged.
pub fn open(
    houses: &mut Houses,
    sources: &mut Sources,
    path: &Path,
) -> Result<Opened, Vec<Diagnostic>> {
    let house = houses.of(path, sources);
    houses.load(house, sources);
    let shown = houses.shown(path);
    let found = houses.get(house);
    if found.ready.is_none() {
        return Err(found.problems.clone());
    }
    let bytes = Disk::read_limited(path, draft::MAX_DRAFT);
    let (source, text) = text_of(bytes, shown.clone(), sources)?;
    let beside = match metadata(found, &found.below(path)) {
        Err(Unread::Missing) => None,
        bytes => Some(text_of(bytes, format!("{shown}{METADATA}"), sources)?),
    };
    let beside = beside.as_ref().map(|(source, text)| (*source, text.as_str()));
    let fields = defaults(found, &found.below(path));
    let draft = draft::read(&shown, source, &text, beside, fields);
    if !draft.problems.is_empty() {
        return Err(draft.problems);
    }
    let records = Disk::read_limited(&sidecar_of(path), sidecar::MAX_SIDECAR).unwrap_or_default();
    let text = String::from_utf8_lossy(&records);
    let sidecar = sources.add(format!("{shown}{SIDECAR}"), text.as_ref());
    Ok(Opened { draft, path: path.to_owned(), house, sidecar })
}

/// The bytes of a file as a source and its text.
fn text_of(
    bytes: Result<Vec<u8>, Unread>,
    shown: String,
    sources: &mut Sources,
) -> Result<(SourceId, String), Vec<Diagnostic>> {
    let bytes = bytes.map_err(|reason| {
        let place = Place::new(sources.add(shown.as_str(), ""), Span::default());
        let (path, reason) = (shown.clone(), reason.words());
        vec![UnreadableFile { path, reason, detail: String::new() }.at(place)]
    })?;
    let source = sources.add(shown, String::from_utf8_lossy(&bytes).as_ref());
    let text = draft::decode(&bytes, source).map_err(|problem| vec![*problem])?;
    Ok((source, text.to_owned()))
}

/// The drafts that paths mean, folders with all of theirs, in order; and what is wrong with some.
#[must_use]
pub fn drafts(folder: &Path, paths: &[PathBuf]) -> (Vec<PathBuf>, Outcome) {
    check::listed(folder, paths)
}

/// The records beside drafts that somebody means by an id, each with its draft.
#[must_use]
pub fn find(folder: &Path, paths: &[PathBuf], typed: &str) -> Vec<(PathBuf, RecordId)> {
    let mut found = Vec::new();
    for file in drafts(folder, paths).0 {
        let bytes = Disk::read_limited(&sidecar_of(&file), sidecar::MAX_SIDECAR);
        let read = bytes.ok().and_then(|bytes| sidecar::read(&bytes).ok()).unwrap_or_default();
        let meant = read.lines.into_iter().filter(|line| line.id.is_meant_by(typed));
        found.extend(meant.map(|line| (file.clone(), line.id)));
    }
    found
}

/// A judge of a house, by a clock.
#[must_use]
pub fn judge(ready: &Ready, now: jiff::Timestamp) -> Judge<'_> {
    let people = people_of(&ready.registers, ready.people.as_ref());
    Judge::new(&ready.policy, &ready.matcher, &ready.registers, people, now)
}

/// How sure a house asks records to be that no role speaks of.
#[must_use]
pub fn assurance(ready: &Ready) -> approval::Assurance {
    super::office::assurance(ready.policy.pack(ready.policy.house).assurance)
}

/// A draft with everything it is judged by.
pub struct Desk<'a> {
    /// The policy.
    pub ready: &'a Ready,
    /// The house.
    pub house: &'a House,
    /// The judge.
    pub judge: &'a Judge<'a>,
    /// The draft.
    pub opened: &'a Opened,
    records: Records<'a>,
}

impl<'a> Desk<'a> {
    /// A desk with this draft on it.
    #[must_use]
    pub fn new(
        ready: &'a Ready,
        house: &'a House,
        judge: &'a Judge<'a>,
        opened: &'a Opened,
    ) -> Self {
        let records =
            Records::new(ready, judge, house, &opened.draft, &opened.path, opened.sidecar);
        Self { ready, house, judge, opened, records }
    }

    /// The channels that the draft goes to; one empty name without any.
    #[must_use]
    pub fn channels(&self) -> Vec<String> {
        let mut channels: Vec<String> = Vec::new();
        for item in &self.opened.draft.items {
            let fields = self.judge.typed(item);
            channels.extend(self.judge.channels(&fields));
        }
        channels.sort();
        channels.dedup();
        channels
    }

    /// What a record about these channels is about.
    ///
    /// # Errors
    /// Why nothing can be said about the draft.
    pub fn about(&self, channels: &[String]) -> Result<About, Vec<Diagnostic>> {
        self.forms(channels)?;
        let abouts = self.opened.draft.items.iter();
        let mut abouts = abouts.filter_map(|item| self.records.about(item, channels));
        let mut about = abouts.next().ok_or_else(Vec::new)?;
        abouts.for_each(|more| about.subjects.extend(more.subjects));
        Ok(about)
    }

    /// The canonical forms for these channels.
    ///
    /// # Errors
    /// Why there is none.
    pub fn forms(&self, channels: &[String]) -> Result<Vec<String>, Vec<Diagnostic>> {
        let items = self.opened.draft.items.iter();
        let pairs = items.flat_map(|item| channels.iter().map(move |channel| (item, channel)));
        pairs.map(|(item, channel)| self.records.form(item, channel)).collect()
    }

    /// The rules in force.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let version = self.ready.office.version.clone();
        Stamp { policy: self.ready.digest.clone(), version }
    }

    /// The name of the pack that judges.
    #[must_use]
    pub fn house_name(&self) -> &str {
        &self.ready.policy.pack(self.ready.policy.house).name
    }

    /// How sure the house asks records to be that no role speaks of.
    #[must_use]
    pub fn assurance(&self) -> approval::Assurance {
        assurance(self.ready)
    }

    /// Whether the draft is a template.
    #[must_use]
    pub fn is_template(&self) -> bool {
        let kind = |item: &Item| {
            item.fields.get("kind").and_then(|found| found.node().text()) == Some("template")
        };
        self.opened.draft.items.iter().any(kind)
    }

    /// The delegation by which somebody who is no deputy may act for another in a role, if there is one.
    #[must_use]
    pub fn delegation(&self, act: &Act, role: &str) -> Option<RecordId> {
        let member = act.on_behalf.as_deref()?;
        let people = &self.ready.office.people;
        let mut parties = self.ready.office.parties.iter().filter(|party| party.name == role);
        let deputy = |name: &String| people.same_person(name, &act.by);
        if parties.any(|party| party.deputies.iter().any(deputy)) {
            return None;
        }
        let setting = super::records::setting(self.ready, self.judge);
        let handed = |entry: &&Entry| {
            matches!(&entry.act.deed, Deed::Delegate { to, .. } if people.same_person(to, &act.by))
                && entry.act.role.as_deref() == Some(role)
                && people.same_person(&entry.act.by, member)
        };
        let holds =
            |entry: &&Entry| entry.act.deed.window().is_some_and(|window| window.holds(act.time));
        // One that is over is named too, so that judging says what is wrong with it.
        let mut all = setting.delegations.iter().filter(handed);
        let valid = all.clone().find(holds).or_else(|| all.next_back());
        valid.map(|entry| entry.id.clone())
    }

    /// The records beside the draft.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        self.records.entries()
    }

    /// The texts kept beside the draft.
    #[must_use]
    pub fn kept(&self) -> &[KeptText] {
        self.records.kept()
    }

    /// What is wrong with the file of records.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        self.records.problems()
    }

    /// The names of its attachments, in the order of the form.
    #[must_use]
    pub fn media(&self) -> Vec<String> {
        self.opened.draft.items.iter().flat_map(|item| self.records.media(item)).collect()
    }

    /// Judges something for one channel of the draft's first item.
    pub fn on<T>(
        &self,
        channel: &str,
        act: impl FnOnce(&Setting<'_>, &Case<'_>) -> T,
    ) -> Option<T> {
        let item = self.opened.draft.items.first()?;
        let fields = self.fields(item, channel);
        self.records.judged(item, &fields, channel, &[], act)
    }

    fn fields(&self, item: &Item, channel: &str) -> Typed {
        let mut fields = self.judge.typed(item);
        if let Some(id) = self.judge.policy.field_named("channel")
            && !channel.is_empty()
        {
            let word = FieldValue::Word(channel.to_owned());
            fields.set(id, word);
        }
        fields
    }

    /// The records that the next one comes after.
    #[must_use]
    pub fn heads(&self) -> Vec<RecordId> {
        heads(&sidecar_of(&self.opened.path))
    }

    /// Puts records beside the draft.
    ///
    /// # Errors
    /// Why not; then the file is as it was.
    pub fn keep(&self, records: &[Record]) -> Result<String, Box<Diagnostic>> {
        let shown = format!("{}{SIDECAR}", self.opened.draft.path);
        let place = Place::new(self.opened.sidecar, Span::default());
        append(&sidecar_of(&self.opened.path), &shown, place, records).map(|()| shown)
    }
}

/// An act as judged before it is signed: with whatever assurance the role asks.
#[must_use]
pub fn unsigned(act: &Act) -> Entry {
    Entry::given(act.clone())
}

/// An act as it would stand in the file.
#[must_use]
pub fn signed(act: &Act) -> Entry {
    Entry::line(act.clone(), act.id())
}
