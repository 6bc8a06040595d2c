//! The records of one draft, and what they clear: the door that a run opens for `check`.

// Longer than other files: one door, and every answer of it is read from the same papers.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::base::Base;
use super::house::House;
use super::lent::{Lending, Lent, lending};
use super::load::Ready;
use super::office::Office;
use super::papers::Papers;
use crate::approval::problem::finding::AttachmentMissing;
use crate::approval::{
    self, About, Author, Case, Demand, Digested, Entry, KeptText, Owed, Publication, RecordId,
    Scope, Setting, Source, Subject, Verdict,
};
use crate::check::{Asked, Cleared, Door, Judge, Typed};
use crate::diagnostic::{Cause, Complaint, Diagnostic, UsedRecord};
use crate::draft::canonical::{self, Canon};
use crate::draft::{Draft, Item};
use crate::policy::model::{FieldValue, Leaf};
use crate::text::{Localized, Place, SourceId, Span, digest};
use crate::world::{Fault, MAX_FILE, Shelf};

/// The ending of a sidecar beside its draft.
pub const SIDECAR: &str = ".approvals.jsonl";

/// The records of one draft, read when somebody asks.
pub struct Records<'a> {
    ready: &'a Ready,
    judge: &'a Judge<'a>,
    draft: &'a Draft,
    /// The draft's house and its path below it; none for a draft in memory.
    file: Option<(&'a House, String)>,
    /// Where complaints about the sidecar point.
    source: SourceId,
    papers: OnceCell<Papers>,
    texts: OnceCell<Vec<Result<ItemText, Vec<Diagnostic>>>>,
    written: OnceCell<Result<Vec<Author>, Fault>>,
    /// Whether people were asked for.
    asked: Cell<bool>,
    /// Records that an answer rests on.
    used: RefCell<BTreeSet<RecordId>>,
}

/// What an approval of an item digests.
struct ItemText {
    canon: Canon,
    /// Digests of the attachments that are there.
    media: BTreeMap<String, String>,
    /// Those that are not.
    missing: Vec<Diagnostic>,
}

impl<'a> Records<'a> {
    /// The records beside `path`.
    #[must_use]
    pub fn new(
        ready: &'a Ready,
        judge: &'a Judge<'a>,
        house: &'a House,
        draft: &'a Draft,
        path: &'a Path,
        source: SourceId,
    ) -> Self {
        let file = Some((house, house.below(path)));
        Self { file, source, ..Self::over(ready, judge, draft) }
    }

    /// The records of a draft in memory: those given, and no file. Its attachments count by their names.
    #[must_use]
    pub fn given(
        ready: &'a Ready,
        judge: &'a Judge<'a>,
        draft: &'a Draft,
        entries: Vec<Entry>,
    ) -> Self {
        let papers = OnceCell::from(Papers { entries, ..Papers::default() });
        Self { papers, ..Self::over(ready, judge, draft) }
    }

    fn over(ready: &'a Ready, judge: &'a Judge<'a>, draft: &'a Draft) -> Self {
        Self {
            ready,
            judge,
            draft,
            file: None,
            source: draft.source,
            papers: OnceCell::new(),
            texts: OnceCell::new(),
            written: OnceCell::new(),
            asked: Cell::new(false),
            used: RefCell::default(),
        }
    }

    /// What an approval of an item for some channels is about; `None` if a form cannot be made.
    #[must_use]
    pub fn about(&self, item: &Item, channels: &[String]) -> Option<About> {
        let text = self.text_of(item)?.as_ref().ok()?;
        let unbound = unbound(self.ready);
        let set: BTreeSet<String> = unbound.iter().cloned().collect();
        let subjects = channels.iter().map(|channel| {
            let form = text.canon.form(channel, &set, &text.media).ok()?;
            Some(Subject { scope: scope(channel), digest: digest(&form) })
        });
        Some(About {
            canon: canonical::ID.to_owned(),
            subjects: subjects.collect::<Option<_>>()?,
            unbound,
            path: self.draft.path.clone(),
        })
    }

    /// The text of the sidecar, if it was read: problems point into it.
    #[must_use]
    pub fn sidecar_text(&self) -> Option<&str> {
        self.papers.get().and_then(|papers| papers.text.as_deref())
    }

    /// The records of tree and base.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.papers().entries
    }

    /// What is wrong with the file of records.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        &self.papers().problems
    }

    /// The policy.
    #[must_use]
    pub fn ready(&self) -> &'a Ready {
        self.ready
    }

    /// The names of an item's attachments, in the order of the form.
    #[must_use]
    pub fn media(&self, item: &Item) -> Vec<String> {
        let Some(Ok(text)) = self.text_of(item) else { return Vec::new() };
        let set: BTreeSet<String> = unbound(self.ready).into_iter().collect();
        text.canon.attachments(&set).map(|one| one.target.clone()).collect()
    }

    /// Judges what is asked for one variant, with what other texts lend it and why some lend nothing.
    pub(super) fn asked<T>(
        &self,
        asked: &Asked<'_>,
        act: impl FnOnce(&Setting<'_>, &Case<'_>, &[Cause]) -> T,
    ) -> Option<T> {
        let Lending { lent, causes } = lending(self, asked);
        let inherited: Vec<Source<'_>> = lent.iter().map(Lent::source).collect();
        self.judged(asked.item, asked.fields, asked.channel, &inherited, |setting, case| {
            act(setting, case, &causes)
        })
    }

    /// Kept texts.
    #[must_use]
    pub fn kept(&self) -> &[KeptText] {
        &self.papers().kept
    }

    /// The canonical form of an item for a channel.
    ///
    /// # Errors
    /// What makes it impossible: a key that it cannot hold, an attachment that is not there.
    pub fn form(&self, item: &Item, channel: &str) -> Result<String, Vec<Diagnostic>> {
        let Some(text) = self.text_of(item) else { return Err(Vec::new()) };
        let text = text.as_ref().map_err(Clone::clone)?;
        let set: BTreeSet<String> = unbound(self.ready).into_iter().collect();
        text.canon.form(channel, &set, &text.media).map_err(|_| text.missing.clone())
    }

    /// Whether people were asked for, or have said something.
    #[must_use]
    pub fn mattered(&self) -> bool {
        self.asked.get() || self.papers.get().is_some_and(|papers| !papers.entries.is_empty())
    }

    /// Channels with the digests of today's forms; one empty name for a draft without a channel. What cannot be
    /// digested is left out.
    #[must_use]
    pub fn subjects(&self) -> Vec<(String, String)> {
        let unbound = unbound(self.ready).into_iter().collect();
        let items = self.draft.items.iter().zip(self.texts());
        let readable = items.filter_map(|(item, text)| Some((item, text.as_ref().ok()?)));
        readable.flat_map(|(item, text)| text.subjects(item, &unbound)).collect()
    }

    /// The draft's paths below its house: now, and since the base.
    fn names(&self, house: &House, below: &str) -> Vec<String> {
        let mut names = vec![below.to_owned()];
        if let Some((base, path)) = self.earlier()
            && let Some(root) = base.snapshot().git().below(&house.root)
        {
            let others = base.names(&path).unwrap_or_default().into_iter();
            let others = others.filter_map(|name| {
                name.strip_prefix(root.as_str()).map(|name| name.trim_start_matches('/').to_owned())
            });
            names.extend(others.filter(|name| name != below));
        }
        names
    }

    /// The records that answers rested on, in order of their ids.
    #[must_use]
    pub fn used(&self) -> Vec<UsedRecord> {
        let used = self.used.borrow();
        let entries =
            used.iter().filter_map(|id| self.papers().entries.iter().find(|one| one.id == *id));
        let records = entries.map(|entry| UsedRecord {
            id: entry.id.to_string(),
            deed: entry.act.deed.word(),
            by: entry.act.by.clone(),
            role: entry.act.role.clone(),
        });
        records.collect()
    }

    fn papers(&self) -> &Papers {
        self.papers.get_or_init(|| {
            let Some((house, below)) = &self.file else { return Papers::default() };
            let shown = format!("{}{SIDECAR}", self.draft.path);
            let mut papers =
                Papers::read(house, below, &shown, self.source, || self.possible_digests());
            if let Some(reviews) = &house.reviews {
                papers.entries.extend(reviews.entries(
                    self.ready,
                    house,
                    &self.names(house, below),
                ));
            }
            papers
        })
    }

    /// Every digest under which a record of the base may name the draft: for each of its channels and each list of
    /// unbound fields that a record names and the policy allows.
    fn possible_digests(&self) -> BTreeSet<String> {
        let today = unbound(self.ready);
        let base = self.file.as_ref().and_then(|(house, _)| house.base.as_ref());
        let lists = base.map(|base| base.unbound_lists()).unwrap_or_default().iter();
        let allowed = lists.filter(|list| list.iter().all(|name| today.contains(name)));
        let sets: BTreeSet<BTreeSet<String>> =
            allowed.chain([&today]).map(|list| list.iter().cloned().collect()).collect();
        let mut digests = BTreeSet::new();
        for (item, text) in self.draft.items.iter().zip(self.texts()) {
            let Ok(text) = text else { continue };
            let channels = channels(item);
            for channel in channels.iter().map(String::as_str).chain([""]) {
                let forms =
                    sets.iter().filter_map(|set| text.canon.form(channel, set, &text.media).ok());
                digests.extend(forms.map(digest));
            }
        }
        digests
    }

    fn texts(&self) -> &[Result<ItemText, Vec<Diagnostic>>] {
        self.texts.get_or_init(|| {
            let file = self.file.as_ref();
            let shelf = file.map(|(house, below)| (&*house.drafts, folder_of(below)));
            self.draft.items.iter().map(|item| item_text(self.draft, item, shelf)).collect()
        })
    }

    fn text_of(&self, item: &Item) -> Option<&Result<ItemText, Vec<Diagnostic>>> {
        let at = self.draft.items.iter().position(|one| one.body == item.body)?;
        self.texts().get(at)
    }

    /// The draft's path from the root of the repository, and the base that knows it.
    fn earlier(&self) -> Option<(&Base, String)> {
        let (house, below) = self.file.as_ref()?;
        let base = house.base.as_deref()?;
        let path = base.snapshot().git().below(&house.root.join(below))?;
        Some((base, path))
    }

    /// The people behind the commits since the base that touch the draft or the metadata file beside it.
    fn written(&self) -> &Result<Vec<Author>, Fault> {
        self.written.get_or_init(|| match self.earlier() {
            Some((base, path)) => base.authors(&[format!("{path}.yaml"), path]),
            None => Ok(Vec::new()),
        })
    }

    /// Whether the date of publication could have been moved: it is bound by no approval, and the draft is not as
    /// the base has it.
    fn movable(&self) -> bool {
        let dates = self.ready.policy.fields.iter();
        let unbound = dates.clone().any(|field| field.name == "publish-at" && field.unbound);
        let Some((base, path)) = self.earlier().filter(|_| unbound) else { return false };
        let (house, below) = match &self.file {
            Some(file) => (file.0, file.1.as_str()),
            None => return false,
        };
        let beside = format!("{below}.yaml");
        let metadata = house.drafts.read_most(&beside, MAX_FILE).ok();
        let metadata_moved = match metadata {
            Some(bytes) => !base.holds(&format!("{path}.yaml"), &bytes),
            None => base.snapshot().has(&format!("{path}.yaml")),
        };
        metadata_moved || !base.holds(&path, self.draft.text_of(self.draft.source).as_bytes())
    }

    fn setting(&self) -> Setting<'_> {
        setting(self.ready, self.judge)
    }

    /// The digests of a variant: today's, and those that records ask for as far as the policy allows.
    fn digests(&self, text: &ItemText, channel: &str, unbound: &[String]) -> Vec<Digested> {
        let mut wanted: Vec<Vec<String>> = vec![unbound.to_vec()];
        for (canon, list) in approval::wanted_digests(&self.papers().entries) {
            let allowed = list.iter().all(|name| unbound.contains(name));
            if canon == canonical::ID && allowed && !wanted.contains(&list.to_vec()) {
                wanted.push(list.to_vec());
            }
        }
        let forms = wanted.into_iter().filter_map(|unbound| {
            let set: BTreeSet<String> = unbound.iter().cloned().collect();
            let form = text.canon.form(channel, &set, &text.media).ok()?;
            let digest = digest(&form);
            Some(Digested { canon: canonical::ID.to_owned(), unbound, digest, form: Some(form) })
        });
        forms.collect()
    }

    /// The house and the draft's path below it; none for a draft in memory.
    pub(super) fn place(&self) -> Option<(&'a House, &str)> {
        self.file.as_ref().map(|(house, below)| (*house, below.as_str()))
    }

    pub(super) fn judge(&self) -> &'a Judge<'a> {
        self.judge
    }

    /// An item on a channel, with its records, as it lends its approvals to another.
    pub(super) fn lend(&self, item: &Item, channel: &str) -> Option<Lent> {
        let own = self.own(item, &self.judge.typed(item), channel)?;
        let papers = self.papers();
        Some(Lent { entries: papers.entries.clone(), texts: papers.kept.clone(), ..own })
    }

    /// A variant as its records are judged against it, still without them.
    fn own(&self, item: &Item, fields: &Typed, channel: &str) -> Option<Lent> {
        let text = self.text_of(item)?.as_ref().ok()?;
        let unbound = unbound(self.ready);
        let digests = self.digests(text, channel, &unbound);
        // An attachment is not there: of what nobody can look at nothing can be said.
        if digests.is_empty() {
            return None;
        }
        let set: BTreeSet<String> = unbound.iter().cloned().collect();
        let media: Vec<String> =
            text.canon.attachments(&set).map(|one| one.target.clone()).collect();
        let mut authors = authors(self.ready, item, fields);
        authors.extend(self.written().iter().flatten().cloned());
        Some(Lent {
            scope: scope(channel),
            digests,
            unbound,
            entries: Vec::new(),
            texts: Vec::new(),
            media,
            authors,
            path: self.draft.path.clone(),
        })
    }

    /// Judges something for a variant, with what other texts lend it.
    pub(super) fn judged<T>(
        &self,
        item: &Item,
        fields: &Typed,
        channel: &str,
        inherited: &[Source<'_>],
        act: impl FnOnce(&Setting<'_>, &Case<'_>) -> T,
    ) -> Option<T> {
        let own = self.own(item, fields, channel)?;
        let papers = self.papers();
        let own = Source { entries: &papers.entries, texts: &papers.kept, ..own.source() };
        let policy = &self.ready.policy;
        let word = |name: &str| {
            let id = policy.field_named(name)?;
            fields.get(id).map(|value| value.text(&policy.field(id).kind))
        };
        let (kind, risk) = (word("kind"), word("risk"));
        let planned = policy.field_named("publish-at").and_then(|id| match fields.get(id) {
            Some(FieldValue::Date(moment)) => moment.instant(self.judge.house_zone()).ok(),
            _ => None,
        });
        let case = Case {
            own,
            inherited,
            publication: Publication::new(planned, self.movable(), self.judge.now),
            kind: kind.as_deref(),
            risk: risk.as_deref(),
        };
        Some(act(&self.setting(), &case))
    }
}

/// What approvals are judged by, for a whole house.
#[must_use]
pub fn setting<'s>(ready: &'s Ready, judge: &'s Judge<'_>) -> Setting<'s> {
    let house = ready.policy.pack(ready.policy.house);
    let office = &ready.office;
    Setting {
        house: &house.name,
        version: office.version.as_deref(),
        people: &office.people,
        roles: &office.parties,
        owners: &office.owners,
        assurance: super::office::assurance(house.assurance),
        delegations: &ready.delegations,
        duties_joined: house.duties_joined,
        anchored: ready.anchored,
        now: judge.now,
        zone: judge.house_zone(),
        levels: &office.levels,
    }
}

/// The fields that may change after approval, sorted.
#[must_use]
pub fn unbound(ready: &Ready) -> Vec<String> {
    let mut names: Vec<String> = ready
        .policy
        .fields
        .iter()
        .filter(|field| field.unbound)
        .map(|field| field.name.clone())
        .collect();
    names.sort();
    names
}

/// The sidecar of a draft.
#[must_use]
pub fn sidecar_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(SIDECAR);
    PathBuf::from(name)
}

impl ItemText {
    /// Channels with the digests of today's forms; one empty name for a draft without a channel.
    fn subjects(&self, item: &Item, unbound: &BTreeSet<String>) -> Vec<(String, String)> {
        let mut channels = channels(item);
        if channels.is_empty() {
            channels.push(String::new());
        }
        let forms = channels.into_iter().filter_map(|channel| {
            let form = self.canon.form(&channel, unbound, &self.media).ok()?;
            Some((channel, digest(form)))
        });
        forms.collect()
    }
}

/// What an approval of a whole draft would be about; its files lie on a shelf.
pub(super) fn subjects_of(
    ready: &Ready,
    draft: &Draft,
    shelf: &dyn Shelf,
    below: &str,
) -> Vec<Subject> {
    let unbound = unbound(ready).into_iter().collect();
    let texts = draft.items.iter().map(|item| {
        let text = item_text(draft, item, Some((shelf, folder_of(below)))).ok()?;
        Some(text.subjects(item, &unbound))
    });
    let subjects = texts.flatten().flatten();
    subjects.map(|(channel, digest)| Subject { scope: scope(&channel), digest }).collect()
}

/// What an approval of an item digests: its form's parts and its attachments.
fn item_text(
    draft: &Draft,
    item: &Item,
    shelf: Option<(&dyn Shelf, &str)>,
) -> Result<ItemText, Vec<Diagnostic>> {
    let canon = Canon::of(item, item.source, draft.text_of(item.source))?;
    let mut media = BTreeMap::new();
    let mut missing = Vec::new();
    for attachment in canon.attachments(&BTreeSet::new()) {
        let target = &attachment.target;
        let digest = match shelf {
            Some((shelf, folder)) => attached(shelf, folder, target),
            None => Some(digest(target)),
        };
        match digest {
            Some(digest) => {
                media.insert(target.clone(), digest);
            }
            None => {
                let complaint = AttachmentMissing { file: target.clone() };
                missing.push(complaint.at(attachment.place));
            }
        }
    }
    Ok(ItemText { canon, media, missing })
}

/// The digest of an attachment: relative to the folder of its draft, or to the house's root if it begins with `/`.
pub(super) fn attached(shelf: &dyn Shelf, folder: &str, target: &str) -> Option<String> {
    match target.strip_prefix('/') {
        Some(below) => shelf.digest(below),
        None if folder.is_empty() => shelf.digest(target),
        None => shelf.digest(&format!("{folder}/{target}")),
    }
}

/// The folder of a path written with `/`.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A channel as records name it.
fn scope(channel: &str) -> Scope {
    if channel.is_empty() { Scope::Whole } else { Scope::Channel(channel.to_owned()) }
}

/// The channels that an item names, as written.
fn channels(item: &Item) -> Vec<String> {
    let Some(found) = item.fields.get("channel") else { return Vec::new() };
    let node = found.node();
    let listed = node.list().unwrap_or(std::slice::from_ref(node));
    listed.iter().filter_map(|one| one.text()).map(str::to_owned).collect()
}

/// The persons behind `author` and `authors`.
fn authors(ready: &Ready, item: &Item, fields: &Typed) -> Vec<Author> {
    let id = ready.policy.field_named("author");
    let mut names: Vec<String> =
        id.map(|id| fields.words(id)).unwrap_or_default().into_iter().map(str::to_owned).collect();
    if let Some(found) = item.fields.get("authors") {
        let node = found.node();
        let listed = node.list().unwrap_or(std::slice::from_ref(node));
        names.extend(listed.iter().filter_map(|one| one.text()).map(str::to_owned));
    }
    names
        .into_iter()
        .map(|name| Author {
            how: Localized::both(
                format!("as `{name}` in the draft"),
                format!("als `{name}` im Entwurf"),
            ),
            names: vec![name],
        })
        .collect()
}

impl Door for Records<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let demands = |office: &Office| -> Vec<(Option<Demand>, Option<Owed>, Localized)> {
            asked.leaves.iter().map(|leaf| demanded(office, asked, leaf)).collect()
        };
        let demands = demands(&self.ready.office);
        self.asked.set(true);
        let open = |words: &Localized| Cleared {
            met: false,
            words: words.clone(),
            causes: Vec::new(),
            unjudged: false,
            debt: None,
        };
        let approvals: Vec<Demand> =
            demands.iter().filter_map(|(demand, ..)| demand.clone()).collect();
        let judged = self.asked(asked, |setting, case, unlent| {
            let mut verdict = if approvals.is_empty() {
                Verdict::default()
            } else {
                approval::conclude(setting, case, &approvals)
            };
            if !verdict.met && !approvals.is_empty() {
                verdict.causes.extend(unlent.iter().cloned());
            }
            let settle = |owed: &Owed| {
                let at = Place::new(self.source, Span::default());
                owed.settle(setting, case).map(Some).map_err(|debt| Box::new(debt.at(at, setting)))
            };
            let debts: Vec<Result<Option<RecordId>, Box<Diagnostic>>> =
                demands.iter().map(|(_, owed, _)| owed.as_ref().map_or(Ok(None), settle)).collect();
            (verdict, debts)
        });
        if let Some((verdict, debts)) = &judged {
            let mut used = self.used.borrow_mut();
            used.extend(verdict.answers.iter().flat_map(|answer| answer.filled.iter().cloned()));
            used.extend(debts.iter().filter_map(|debt| debt.as_ref().ok()?.clone()));
        }
        let Some((verdict, debts)) = judged else {
            return demands.iter().map(|(.., words)| open(words)).collect();
        };
        let vetoed = !verdict.met && verdict.answers.iter().all(|answer| answer.met);
        let mut answers = verdict.answers.iter();
        let mut causes = Some(verdict.causes.clone());
        let mut all = Vec::new();
        for ((demand, _, words), debt) in demands.iter().zip(debts) {
            let met = match demand {
                Some(_) => answers.next().is_some_and(|answer| answer.met) && !vetoed,
                None => true,
            };
            let mut cleared = Cleared { met, debt: debt.err(), ..open(words) };
            if !met {
                cleared.causes = causes.take().unwrap_or_default();
                cleared.unjudged = verdict.unjudged;
            }
            all.push(cleared);
        }
        all
    }

    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        let beside = self.file.as_ref().is_some_and(|(house, below)| {
            house.base.is_some() || house.drafts.has_file(&format!("{below}{SIDECAR}"))
        });
        if self.papers.get().is_none() && !beside {
            return;
        }
        if self.asked.get() {
            findings.extend(self.unknown_history());
            findings.extend(self.unknown_authors(item, fields));
        }
        findings.extend(self.papers().problems.iter().cloned());
        if let Some(text) = self.text_of(item) {
            match text {
                Ok(text) => findings.extend(text.missing.iter().cloned()),
                Err(problems) => findings.extend(problems.iter().cloned()),
            }
        }
        self.waive(item, fields, findings);
    }
}

impl Records<'_> {
    /// Authors whom the people register does not know: they might clear their own text.
    fn unknown_authors(&self, item: &Item, fields: &Typed) -> Vec<Diagnostic> {
        let mut all = authors(self.ready, item, fields);
        all.extend(self.written().iter().flatten().cloned());
        let id = self.ready.policy.field_named("author");
        let place = id.and_then(|id| fields.place(id));
        let place = place.unwrap_or_else(|| self.judge.start_of(item));
        approval::unknown_authors(&all, &self.ready.office.people, place)
    }

    /// Why git could not say who wrote the draft.
    fn unknown_history(&self) -> Option<Diagnostic> {
        let (base, _) = self.earlier()?;
        let fault = self.written().as_ref().err()?;
        let place = Place::new(self.draft.source, Span::default());
        Some(super::trust::told(fault, base.name(), place))
    }

    /// Marks the findings that waivers cover.
    fn waive(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        let of_rules: Vec<usize> = findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.subject.is_some())
            .map(|(at, _)| at)
            .collect();
        let sentences: Vec<String> =
            of_rules.iter().map(|&at| sentence_digest(&findings[at])).collect();
        let waived = {
            let told: Vec<approval::Finding<'_>> = of_rules
                .iter()
                .zip(&sentences)
                .map(|(&at, sentence)| told(&findings[at], sentence))
                .collect();
            let rules = || self.ready.office.waivable(&self.ready.policy);
            let top = Place::new(self.source, Span::default());
            let channel = findings.iter().find_map(|one| one.channels.first().cloned());
            let channel = channel.as_deref().unwrap_or("");
            self.judged(item, fields, channel, &[], |setting, case| {
                approval::waive(setting, case, rules, &told, top)
            })
        };
        let Some(waived) = waived else { return };
        self.used.borrow_mut().extend(waived.covered.values().cloned());
        for (at, record) in waived.covered {
            findings[of_rules[at]].waived = Some(record.short());
        }
        findings.extend(waived.problems);
    }
}

/// `sha256:` of the sentence a finding stands in.
#[must_use]
pub fn sentence_digest(finding: &Diagnostic) -> String {
    use unicode_normalization::UnicodeNormalization;
    let sentence = finding.subject.as_ref().map_or("", |subject| subject.sentence.as_str());
    digest(sentence.nfc().collect::<String>())
}

pub(super) fn told<'f>(finding: &'f Diagnostic, sentence: &'f str) -> approval::Finding<'f> {
    let subject = finding.subject.as_deref();
    approval::Finding {
        rule: &finding.code,
        channel: finding.channels.first().map(AsRef::as_ref),
        matched: subject
            .map(|subject| subject.matched.as_str())
            .filter(|matched| !matched.is_empty()),
        sentence,
        approval: subject.is_some_and(|subject| subject.asks_people),
    }
}

/// What a leaf demands of approvals, or owes as a review, and how it reads.
pub(super) fn demanded(
    office: &Office,
    asked: &Asked<'_>,
    leaf: &Leaf,
) -> (Option<Demand>, Option<Owed>, Localized) {
    match leaf {
        Leaf::Approval(obligation) => {
            let (demand, words) =
                office.demand(asked.policy, asked.rule.pack, asked.fields, obligation);
            (Some(demand), None, words)
        }
        Leaf::Review { by, within } => {
            let (demand, _) = office.by(asked.policy, asked.rule.pack, asked.fields, by);
            let owed =
                demand.parties.first().map(|party| Owed { party: party.clone(), within: *within });
            (None, owed, Localized::both("a review", "eine Durchsicht"))
        }
        _ => (None, None, Localized::default()),
    }
}
