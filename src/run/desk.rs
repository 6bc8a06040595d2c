//! The desk: one draft laid before the people who clear it.
//!
//! In: the file of a draft, the house it belongs to, a clock. Out: what its rules ask of whom and who has answered, what
//! stands in the way that no approval can meet, whether a record to be made would count; and records put beside it. It
//! asks nobody and shows nothing.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use super::check::{METADATA, clean, defaults, metadata};
use super::house::{House, Houses};
use super::load::Ready;
use super::records::{Records, SIDECAR, demanded, sidecar_of};
use crate::approval::problem::finding::SidecarTooLarge;
use crate::approval::record::Act;
use crate::approval::{
    self, About, Answer, Case, Debt, Deed, Demand, Entry, KeptText, Record, RecordId, Setting,
    Stamp, sidecar,
};
use crate::check::{Asked, Cleared, Door, Judge, Typed, people_of};
use crate::diagnostic::{Cause, Complaint, Diagnostic, Say, Severity};
use crate::draft::{self, Draft, Item};
use crate::matcher::Memo;
use crate::text::{Place, SourceId, Sources, Span};
use crate::world::problem::{UnreadableFile, UnwritableFile};
use crate::world::{self, Disk, Unread, Unwritten};

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
    folder: &Path,
    path: &Path,
) -> Result<Opened, Vec<Diagnostic>> {
    let path = clean(&folder.join(path));
    let house = houses.of(&path, sources);
    houses.load(house, sources);
    let shown = houses.shown(&path);
    let found = houses.get(house);
    if found.ready.is_none() {
        return Err(found.problems.clone());
    }
    let bytes = Disk::read_limited(&path, draft::MAX_DRAFT);
    let (source, text) = text_of(bytes, shown.clone(), sources)?;
    let beside = match metadata(found, &found.below(&path)) {
        Err(Unread::Missing) => None,
        bytes => Some(text_of(bytes, format!("{shown}{METADATA}"), sources)?),
    };
    let beside = beside.as_ref().map(|(source, text)| (*source, text.as_str()));
    let fields = defaults(found, &found.below(&path));
    let draft = draft::read(&shown, source, &text, beside, fields);
    if !draft.problems.is_empty() {
        return Err(draft.problems);
    }
    let records = Disk::read_limited(&sidecar_of(&path), sidecar::MAX_SIDECAR).unwrap_or_default();
    let text = String::from_utf8_lossy(&records);
    let sidecar = sources.add(format!("{shown}{SIDECAR}"), text.as_ref());
    Ok(Opened { draft, path, house, sidecar })
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

/// A judge of a house, by a clock.
#[must_use]
pub fn judge(ready: &Ready, now: jiff::Timestamp) -> Judge<'_> {
    let people = people_of(&ready.registers, ready.people.as_ref());
    Judge::new(&ready.policy, &ready.matcher, &ready.registers, people, now)
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

/// What a draft is found to lack.
#[derive(Debug, Default)]
pub struct Look {
    /// All findings.
    pub findings: Vec<Diagnostic>,
    /// Those that would stand if everybody cleared it.
    pub lasting: Vec<Diagnostic>,
    /// What is asked of people.
    pub needs: Vec<Need>,
    /// Reviews that are owed.
    pub debts: Vec<(String, Debt)>,
}

/// What one rule asks of people for one channel.
#[derive(Clone, Debug)]
pub struct Need {
    /// The rule's full name.
    pub rule: String,
    /// The channel; empty without one.
    pub channel: String,
    /// Whom it asks.
    pub demand: Demand,
    /// What there is.
    pub answer: Answer,
    /// Whether that is enough and nobody has refused.
    pub met: bool,
    /// Why not.
    pub causes: Vec<Cause>,
}

impl Need {
    /// The names of roles and fields that could meet it, each once.
    #[must_use]
    pub fn roles(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for party in &self.demand.parties {
            if !names.contains(&party.name.as_str()) {
                names.push(&party.name);
            }
        }
        names
    }
}

impl Look {
    /// What no approval can meet and nobody may let stand.
    pub fn blocking(&self) -> impl Iterator<Item = &Diagnostic> {
        self.lasting.iter().filter(|one| one.waived.is_none() && one.severity == Severity::Error)
    }

    /// The names of rules whose findings stand though everybody clears it, sorted: what a signer is shown.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let rules = self.lasting.iter().filter(|one| one.subject.is_some() && one.waived.is_none());
        let mut names: Vec<_> = rules.map(|one| one.code.to_string()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// What is not met yet.
    pub fn missing(&self) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(|need| !need.met)
    }
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

    /// Judges the draft, once as it is and once as if everybody had cleared it.
    #[must_use]
    pub fn look(&self) -> Look {
        let mut memo = Memo::default();
        let draft = &self.opened.draft;
        let noting = Noting { records: &self.records, notes: RefCell::default() };
        let findings = self.judge.judge(&mut memo, draft, &noting).findings;
        let generous = Generous { records: &self.records };
        let lasting = self.judge.judge(&mut memo, draft, &generous).findings;
        let Notes { needs, debts } = noting.notes.into_inner();
        Look { findings, lasting, needs, debts }
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
        super::office::assurance(self.ready.policy.pack(self.ready.policy.house).assurance)
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
            matches!(&entry.act.deed, Deed::Delegate { to, window, .. }
                if people.same_person(to, &act.by) && window.holds(act.time))
                && entry.act.role.as_deref() == Some(role)
                && people.same_person(&entry.act.by, member)
        };
        setting.delegations.iter().find(handed).map(|entry| entry.id.clone())
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
        self.records.judged(item, &fields, channel, act)
    }

    fn fields(&self, item: &Item, channel: &str) -> Typed {
        let mut fields = self.judge.typed(item);
        if let Some(id) = self.judge.policy.field_named("channel")
            && !channel.is_empty()
        {
            let word = crate::policy::model::FieldValue::Word(channel.to_owned());
            fields.set(id, word);
        }
        fields
    }

    /// Why an approval to be made would not count on one of these channels.
    #[must_use]
    pub fn refusal(&self, entry: &Entry, channels: &[String], needs: &[Need]) -> Option<Cause> {
        channels.iter().find_map(|channel| {
            let here = needs.iter().filter(|need| need.channel == *channel);
            let demands: Vec<Demand> = here.map(|need| need.demand.clone()).collect();
            self.on(channel, |setting, case| approval::acceptable(setting, case, entry, &demands))?
        })
    }

    /// Why a record does not count on a channel, whatever rules ask beyond.
    #[must_use]
    pub fn standing(&self, entry: &Entry, channel: &str, needs: &[Need]) -> Option<Cause> {
        let parties: Vec<_> =
            needs.iter().flat_map(|need| need.demand.parties.iter().cloned()).collect();
        self.on(channel, |setting, case| approval::standing(setting, case, entry, &parties))?
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

/// The acts of a file of records that no other names; none if it cannot be read.
#[must_use]
pub fn heads(path: &Path) -> Vec<RecordId> {
    let bytes = Disk::read_limited(path, sidecar::MAX_SIDECAR).unwrap_or_default();
    sidecar::read(&bytes).map(|read| read.heads()).unwrap_or_default()
}

/// Adds records to a file of records; texts that it has already are not kept twice. Whoever else writes meanwhile loses
/// nothing, and a file that cannot be read is not touched.
///
/// # Errors
/// Why not; then the file is as it was.
pub fn append(
    path: &Path,
    shown: &str,
    place: Place,
    records: &[Record],
) -> Result<(), Box<Diagnostic>> {
    let change = |bytes: &[u8]| -> Result<Vec<u8>, Box<Diagnostic>> {
        let broken = |broken: sidecar::Broken| Box::new(broken.at(place.source));
        let known = sidecar::read(bytes).map_err(broken)?;
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for record in records {
            let twice = matches!(record, Record::Text(kept) if known.text(&kept.digest).is_some());
            match record.write() {
                Ok(line) if !twice => text = sidecar::append(&text, &line),
                // A text beyond the limit is not kept: what changed can then not be shown, and nothing else.
                Ok(_) => {}
                Err(_) if matches!(record, Record::Text(_)) => {}
                Err(reason) => return Err(unwritable(shown, &reason, place)),
            }
        }
        let full = |_| Box::new(SidecarTooLarge { limit: sidecar::MANY }.at(place));
        sidecar::read(text.as_bytes()).map_err(full)?;
        Ok(text.into_bytes())
    };
    match world::change_whole(path, sidecar::MAX_SIDECAR, change) {
        Ok(result) => result,
        Err(Unwritten::Read(reason)) => {
            let (path, reason) = (shown.to_owned(), reason.words());
            Err(Box::new(UnreadableFile { path, reason, detail: String::new() }.at(place)))
        }
        Err(Unwritten::Write(error)) => Err(unwritable(shown, &error.to_string(), place)),
    }
}

fn unwritable(path: &str, reason: &impl Say, place: Place) -> Box<Diagnostic> {
    let reason = crate::text::Localized::both(
        reason.say(crate::text::Tongue::En),
        reason.say(crate::text::Tongue::De),
    );
    Box::new(UnwritableFile { path: path.to_owned(), reason }.at(place))
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

/// What a look has heard.
#[derive(Default)]
struct Notes {
    needs: Vec<Need>,
    debts: Vec<(String, Debt)>,
}

/// A door that answers as the records do and notes what was asked.
struct Noting<'a> {
    records: &'a Records<'a>,
    notes: RefCell<Notes>,
}

impl Door for Noting<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let office = &self.records.ready().office;
        let leaves = asked.leaves.iter().map(|leaf| demanded(office, asked, leaf));
        let (mut demands, mut owed) = (Vec::new(), Vec::new());
        for (demand, owes, _) in leaves {
            demands.extend(demand);
            owed.extend(owes);
        }
        let judged = self.records.asked(asked, |setting, case| {
            let debts = owed.iter().filter_map(|owed| owed.settle(setting, case).err());
            (approval::conclude(setting, case, &demands), debts.collect::<Vec<_>>())
        });
        if let Some((verdict, debts)) = judged {
            let vetoed = !verdict.met && verdict.answers.iter().all(|answer| answer.met);
            let mut notes = self.notes.borrow_mut();
            for (demand, answer) in demands.into_iter().zip(verdict.answers) {
                let met = answer.met && !vetoed;
                let causes = if met { Vec::new() } else { verdict.causes.clone() };
                let (rule, channel) = (asked.rule.name.clone(), asked.channel.to_owned());
                notes.add(Need { rule, channel, demand, answer, met, causes });
            }
            for debt in debts {
                let told = (asked.rule.name.clone(), debt);
                if !notes.debts.contains(&told) {
                    notes.debts.push(told);
                }
            }
        }
        self.records.cleared(asked)
    }

    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        self.records.finish(item, fields, findings);
    }
}

impl Notes {
    /// A rule asks once for each of its matches; what one of them lacks the draft lacks.
    fn add(&mut self, need: Need) {
        let same = self.needs.iter_mut().find(|known| {
            known.rule == need.rule && known.channel == need.channel && known.demand == need.demand
        });
        match same {
            Some(known) if known.met => *known = need,
            Some(_) => {}
            None => self.needs.push(need),
        }
    }
}

/// A door behind which everybody has cleared everything: what is found all the same, no approval can meet.
struct Generous<'a> {
    records: &'a Records<'a>,
}

impl Door for Generous<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let office = &self.records.ready().office;
        let met = |leaf: &&crate::policy::model::Leaf| {
            let (_, _, words) = demanded(office, asked, leaf);
            Cleared { met: true, words, causes: Vec::new(), unjudged: false, debt: None }
        };
        asked.leaves.iter().map(met).collect()
    }

    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        self.records.finish(item, fields, findings);
    }
}
