//! Drafts judged: found, read, judged in parallel, told in path order.

// Longer than other files: the one way from paths to a report, which every stage passes through once.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::base::Base;
use super::beside::{METADATA, defaults, metadata, with_records};
use super::house::{House, Houses};
use super::ledger::Ledger;
use super::load::Ready;
use super::page::pages;
use super::pending::pending;
use super::problem::{InnerRepository, OutsideRepository};
use super::progress::Progress;
use super::records::{Records, SIDECAR};
use super::threads::in_order;
use super::trust::{Anchor, Trust, at_flag, checked_pin, told};
use crate::check::{Judge, Judged, Step, people_of};
use crate::config::problem::EmptyGlob;
use crate::diagnostic::{
    self, Complaint, Diagnostic, JudgedBy, JudgedDraft, Near, Report, Severity,
};
use crate::draft;
use crate::matcher::Memo;
use crate::policy::model::RuleId;
use crate::text::{Place, Source, SourceId, Sources, Span, digest};
use crate::world::problem::{NoDrafts, UnreadableFile};
use crate::world::{self, Cache, MAX_FILE, Tree, Unread};

/// For this many drafts one more thread is started: starting one costs about as much as judging two.
const PER_THREAD: usize = 8;

/// Below this many bytes of drafts one thread is enough.
const MUCH: u64 = 256 << 10;

/// Sources of one draft: itself, the metadata beside it, its sidecar.
const PER_DRAFT: usize = 3;

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders; the current folder if empty.
    pub paths: Vec<PathBuf>,
    /// A draft handed in as text, under this path.
    pub text: Option<(PathBuf, Vec<u8>)>,
    /// The clock, if it is to be set.
    pub now: Option<Timestamp>,
    /// The current folder: relative paths start here, and paths are shown from here.
    pub folder: PathBuf,
    /// Where what judges is read.
    pub anchor: Anchor,
    /// Where what is judged is read.
    pub tree: Tree,
    /// The commit whose history says who wrote the tree; the current one if none is said.
    pub head: Option<String>,
    /// Reviews on a forge: the name of their file and the forge's own JSON.
    pub reviews: Option<(String, String)>,
    /// What the report shall hold beside findings.
    pub wanted: Wanted,
    /// Whether the paths come from a list that holds other files too: of files only those are judged that the
    /// house makes drafts, and none at all is no mistake.
    pub from_list: bool,
    /// Where compiled policies are kept, if they are.
    pub cache: Option<Cache>,
    /// At most so many threads; as many as there are cores, if nothing is said.
    pub threads: Option<NonZeroUsize>,
    /// The one rule to judge, recording what is asked.
    pub why: Option<String>,
    /// Told how far the run is.
    pub progress: Option<Arc<Progress>>,
}

/// What a report holds only if it is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Digests of drafts and variants.
    pub digests: bool,
    /// What each draft looks like.
    pub pages: bool,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    /// The report.
    pub report: Report,
    /// The sources that its places lie in.
    pub sources: Sources,
    /// Policies that will judge once their changes have landed, to be tested.
    pub pending: Vec<Ready>,
    /// What was asked of each draft, if that was to be recorded.
    pub recorded: Vec<Recorded>,
    /// Whether a policy does not know the rule that was to be recorded; the known one nearest to its name.
    pub unknown: Option<Near>,
}

/// What was asked of one draft.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its path, as shown to people.
    pub path: String,
    /// Full name of the rule.
    pub rule: String,
    /// The questions, with their answers.
    pub steps: Vec<Step>,
}

/// Checks drafts.
#[must_use]
pub fn check(request: &Request) -> Outcome {
    let mut outcome = Outcome::default();
    let houses = judge(request, &mut outcome);
    let Outcome { report, sources, .. } = &mut outcome;
    // In path order, whichever house a file belongs to.
    let name = |one: &Diagnostic| sources.get(one.primary.place.source).name();
    report
        .diagnostics
        .sort_by(|a, b| name(a).cmp(name(b)).then_with(|| a.primary.place.cmp(&b.primary.place)));
    diagnostic::fingerprint(&mut report.diagnostics, sources);
    let policies = houses.iter().flat_map(Houses::ready).map(|ready| &ready.policy);
    report.described = super::describe(&report.diagnostics, policies);
    outcome
}

/// Judges drafts; gives the houses that were met, none if what judges could not be found.
fn judge(request: &Request, outcome: &mut Outcome) -> Option<Houses> {
    let now = request.now.unwrap_or_else(world::now);
    outcome.report.clock = Some(now);
    let trust = trusted(request, &mut outcome.sources).and_then(|trust| match &request.reviews {
        Some(reviews) => trust.reviewed(&request.folder, reviews, &mut outcome.sources),
        None => Ok(trust),
    });
    let trust = match trust {
        Ok(trust) => trust,
        Err(problem) => {
            outcome.report.diagnostics.push(*problem);
            return None;
        }
    };
    outcome.report.anchor = trust.anchor();
    let mut houses = Houses::trusting(&request.folder, trust).with_cache(request.cache.clone());
    let jobs = jobs(request, &mut houses, outcome);
    if let Some(progress) = &request.progress {
        progress.found(jobs.len());
    }
    let mut by_house: BTreeMap<usize, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        by_house.entry(job.house).or_default().push(job);
    }
    if houses.trust().pin.is_some() {
        idle_houses(&mut houses, &by_house, outcome);
    }
    for (house, jobs) in by_house {
        check_house(&mut houses, house, &jobs, now, request, outcome);
        let folders: BTreeSet<&Path> = jobs.iter().filter_map(|job| job.path.parent()).collect();
        if let Some(pending) = pending(&houses, house, &folders, &mut outcome.sources) {
            outcome.report.diagnostics.extend(pending.findings);
            outcome.pending.extend(pending.ready);
        }
    }
    Some(houses)
}

/// Houses that leave all their drafts out: their configuration comes from the tree, so it must be the pinned one all
/// the same.
fn idle_houses(houses: &mut Houses, busy: &BTreeMap<usize, Vec<Job>>, outcome: &mut Outcome) {
    for number in (0..houses.all().count()).filter(|number| !busy.contains_key(number)) {
        houses.load(number, &mut outcome.sources);
        let house = houses.get(number);
        if house.ready.is_none() {
            outcome.report.diagnostics.extend(house.problems.iter().cloned());
        }
    }
}

/// Where trust comes from in this run.
fn trusted(request: &Request, sources: &mut Sources) -> Result<Trust, Box<Diagnostic>> {
    let (folder, tree) = (&request.folder, &request.tree);
    let head = request.head.as_deref().unwrap_or("HEAD");
    let revision = |name: &str| Trust::revision(folder, name, tree.clone(), head);
    match &request.anchor {
        Anchor::None => Ok(Trust::unanchored(tree.clone())),
        Anchor::Pin(pin) => match checked_pin(pin) {
            Ok(()) => Ok(Trust::pin(pin, tree.clone())),
            Err(complaint) => Err(Box::new(at_flag(complaint, "--policy-pin", pin, sources))),
        },
        Anchor::Revision(name) => revision(name).map_err(|fault| {
            let source = sources.add("--policy-from", name.as_str());
            Box::new(told(&fault, name, Place::new(source, Span::new(0, name.len()))))
        }),
        Anchor::AsConfigured => {
            let mut houses = Houses::trusting(folder, Trust::unanchored(tree.clone()));
            let first = request.text.as_ref().map(|(path, _)| path).or(request.paths.first());
            let path = first.map_or_else(|| folder.clone(), |path| clean(&folder.join(path)));
            // What is wrong with the configuration is told when the house is opened to judge.
            let mut read = Sources::new();
            let house = houses.of(&path, &mut read);
            match &houses.get(house).config.base {
                None => Ok(Trust::unanchored(tree.clone())),
                Some((name, place)) => revision(name).map_err(|fault| {
                    let source = read.get(place.source);
                    let source = sources.add(source.name(), source.text());
                    Box::new(told(&fault, name, Place::new(source, place.span)))
                }),
            }
        }
    }
}

/// The drafts that paths mean, in path order; and what is wrong with some.
pub(super) fn listed(folder: &Path, paths: &[PathBuf]) -> (Vec<PathBuf>, Outcome) {
    let request =
        Request { paths: paths.to_vec(), folder: folder.to_owned(), ..Request::default() };
    let mut outcome = Outcome::default();
    let jobs = jobs(&request, &mut Houses::new(folder), &mut outcome);
    (jobs.into_iter().map(|job| job.path).collect(), outcome)
}

/// One file to judge.
#[derive(Clone, Debug)]
struct Job {
    /// Where it is.
    path: PathBuf,
    /// As shown to people.
    shown: Arc<str>,
    /// Below its house, written with `/`.
    below: Arc<str>,
    /// Which house.
    house: usize,
    /// Its text, if it was handed in.
    text: Option<Vec<u8>>,
}

impl Job {
    /// The draft as a source.
    fn source(&self, text: &str) -> Source {
        let source = match text.is_empty() {
            true => Source::empty(Arc::clone(&self.shown)),
            false => Source::new(Arc::clone(&self.shown), text),
        };
        source.at(Arc::clone(&self.below))
    }

    /// A file beside the draft as a source.
    fn beside(&self, suffix: &str, text: &str) -> Source {
        Source::new(format!("{}{suffix}", self.shown), text).at(format!("{}{suffix}", self.below))
    }
}

/// The drafts that a request means, in path order.
fn jobs(request: &Request, houses: &mut Houses, outcome: &mut Outcome) -> Vec<Job> {
    let mut jobs = Vec::new();
    if let Some((path, text)) = &request.text {
        let full = request.folder.join(path);
        let job = job(houses, outcome, &full, true, Some(text.clone()));
        jobs.extend(job);
        return jobs;
    }
    let here = [PathBuf::from(".")];
    let paths = match request.paths.as_slice() {
        [] if !request.from_list => &here[..],
        paths => paths,
    };
    let mut named_folder = false;
    for path in paths {
        let full = clean(&request.folder.join(path));
        if houses.trust().judged.is_folder(&full) {
            named_folder = true;
            let told = outcome.report.diagnostics.len();
            let found = folder_jobs(houses, outcome, &full);
            // Where something is told of what lies there, there is something.
            if found.is_empty() && outcome.report.diagnostics.len() == told {
                let shown = path.display().to_string();
                let source = outcome.sources.add(shown.as_str(), "");
                let complaint = NoDrafts { path: shown };
                outcome.report.diagnostics.push(complaint.at(Place::new(source, Span::default())));
            }
            jobs.extend(found);
        } else {
            let draft = with_records(houses, outcome, full);
            let asked = !request.from_list;
            jobs.extend(draft.and_then(|path| job(houses, outcome, &path, asked, None)));
        }
    }
    jobs.sort_by(|a, b| a.shown.cmp(&b.shown));
    jobs.dedup_by(|a, b| a.path == b.path);
    outcome.report.from_list = !named_folder;
    jobs
}

fn folder_jobs(houses: &mut Houses, outcome: &mut Outcome, folder: &Path) -> Vec<Job> {
    let walked = houses.trust().judged.walk(folder);
    let found: Vec<Job> =
        walked.files.iter().filter_map(|path| job(houses, outcome, path, false, None)).collect();
    for path in &walked.files {
        with_records(houses, outcome, path.clone());
    }
    for (path, reason) in walked.unread {
        unread(outcome, &houses.shown(&path), &reason);
    }
    empty_globs(houses, outcome, folder, &walked.files);
    found
}

/// Patterns of `drafts` that match nothing, in the houses that were walked as a whole.
fn empty_globs(houses: &Houses, outcome: &mut Outcome, folder: &Path, files: &[PathBuf]) {
    for house in houses.all().filter(|house| house.root.starts_with(folder)) {
        let inside = files.iter().filter(|path| path.starts_with(&house.root));
        let below: Vec<String> = inside.map(|path| house.below(path)).collect();
        for glob in &house.config.drafts {
            if !below.iter().any(|path| glob.matches(path)) {
                let complaint = EmptyGlob { glob: glob.text.clone() };
                outcome.report.diagnostics.push(complaint.at(glob.place));
            }
        }
    }
}

/// A path without `.` and `..`, so that one file has one name and its house lies above it.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

fn unread(outcome: &mut Outcome, shown: &str, reason: &Unread) {
    let source = outcome.sources.add(shown, "");
    let complaint = unreadable(shown, reason).at(Place::new(source, Span::default()));
    outcome.report.diagnostics.push(complaint);
}

fn unreadable(shown: &str, reason: &Unread) -> UnreadableFile {
    let detail = match reason {
        Unread::Other(words) => format!(" ({words})"),
        Unread::TooLarge(limit) => format!(" ({} MB)", limit >> 20),
        _ => String::new(),
    };
    UnreadableFile { path: shown.to_owned(), reason: reason.words(), detail }
}

/// The job for a file, if its house makes it a draft.
fn job(
    houses: &mut Houses,
    outcome: &mut Outcome,
    path: &Path,
    asked: bool,
    text: Option<Vec<u8>>,
) -> Option<Job> {
    let shown = houses.shown(path);
    if let Some(base) = &houses.trust().base
        && let Some(problem) = foreign(base, path, &shown, &mut outcome.sources)
    {
        outcome.report.diagnostics.push(problem);
        return None;
    }
    let house = houses.of(path, &mut outcome.sources);
    let found = houses.get(house);
    let below = found.below(path);
    // Neither rules and registers nor metadata files are drafts.
    if !asked && found.is_policy_file(&below) {
        return None;
    }
    let decision = found.decide(&below, asked);
    if !decision.draft {
        outcome.report.ignored += usize::from(asked);
        return None;
    }
    let shown: Arc<str> = shown.into();
    let below = if below == *shown { Arc::clone(&shown) } else { below.into() };
    Some(Job { path: path.to_owned(), shown, below, house, text })
}

/// Why the base says nothing about a file: it lies outside of its repository, or in one inside it.
fn foreign(base: &Base, path: &Path, shown: &str, sources: &mut Sources) -> Option<Diagnostic> {
    let git = base.snapshot().git();
    let path = path.parent().unwrap_or(path);
    let shown = shown.to_owned();
    let mut place = || Place::new(sources.add(shown.as_str(), ""), Span::default());
    if git.below(path).is_none() {
        let place = place();
        return Some(OutsideRepository { path: shown }.at(place));
    }
    let inner = world::repository(path).filter(|inner| inner != git.root())?;
    let (inner, place) = (git.below(&inner).unwrap_or_default(), place());
    Some(InnerRepository { path: shown, inner }.at(place))
}

fn check_house(
    houses: &mut Houses,
    number: usize,
    jobs: &[Job],
    now: Timestamp,
    request: &Request,
    outcome: &mut Outcome,
) {
    houses.load(number, &mut outcome.sources);
    let house = houses.get(number);
    let Some(ready) = &house.ready else {
        // What is merely odd about the rules is for their owners, too.
        let errors = house.problems.iter().filter(|one| one.severity == Severity::Error);
        outcome.report.diagnostics.extend(errors.cloned());
        return;
    };
    let why = match &request.why {
        None => None,
        Some(name) => match ready.policy.rule_meant(name) {
            Some(id) => Some(id),
            None => {
                outcome.unknown = Some(Near::to(name, ready.policy.rule_names()));
                return;
            }
        },
    };
    let policy = outcome.report.policies.len();
    outcome.report.policies.push(judged_by(houses.shown(&house.root), ready));
    // What is wrong with delegations does not keep the others from being judged.
    outcome.report.diagnostics.extend(ready.delegation_problems.iter().cloned());
    if let Some(reviews) = &house.reviews {
        outcome.report.diagnostics.extend(reviews.problems(&ready.office.people));
    }
    // Warnings about rules are for their owners: `obstat policy check` tells them, not every author's run.
    let first = outcome.sources.reserve(jobs.len() * PER_DRAFT);
    let people = people_of(&ready.registers, ready.people.as_ref());
    let judge = Judge::new(&ready.policy, &ready.matcher, &ready.registers, people, now);
    let (mut stated, mut likenesses) = (Vec::new(), Vec::new());
    let mut ledger = Ledger::default();
    let Outcome { report, sources, recorded, .. } = &mut *outcome;
    let work = |at, job: &Job, memo: &mut Memo| {
        let id = |nth: usize| SourceId(first.0 + Span::empty(at * PER_DRAFT + nth).start);
        let ids = Ids { draft: id(0), metadata: id(1), sidecar: id(2) };
        let wants = Wants { report: request.wanted, why };
        let done = one(house, ready, &judge, job, ids, memo, wants);
        if let Some(progress) = &request.progress {
            progress.step();
        }
        done
    };
    in_parallel(jobs, request.threads, work, |done| {
        let Done { mut judged, sources: read, asked, mut draft } = done;
        if let Some(rule) = why {
            let (path, rule) = (draft.path.to_string(), ready.policy.rule(rule).name.clone());
            recorded.push(Recorded { path, rule, steps: judged.steps });
        }
        draft.policy = policy;
        report.anchor_matters |= asked;
        let Wanted { digests, pages } = request.wanted;
        if digests || pages || !draft.records.is_empty() {
            report.judged.push(draft);
        }
        report.drafts += 1;
        for (id, source) in read {
            sources.put(id, ledger.keep(source));
        }
        judged.findings.iter_mut().for_each(|finding| ledger.share(finding));
        report.diagnostics.extend(judged.findings);
        stated.extend(judged.stated);
        likenesses.extend(judged.likenesses);
    });
    let across = crate::check::across(&ready.policy, stated, &likenesses);
    outcome.report.diagnostics.extend(across);
}

/// The ids kept for one draft's sources.
#[derive(Clone, Copy)]
struct Ids {
    draft: SourceId,
    metadata: SourceId,
    sidecar: SourceId,
}

/// What became of one file.
struct Done {
    judged: Judged,
    /// The sources that its findings point into.
    sources: Vec<(SourceId, Source)>,
    /// Whether people were asked for, or answered.
    asked: bool,
    /// For the report.
    draft: JudgedDraft,
}

/// What is wanted of each draft beyond its findings.
#[derive(Clone, Copy)]
struct Wants {
    report: Wanted,
    /// The rule to record.
    why: Option<RuleId>,
}

#[allow(clippy::too_many_arguments, reason = "everything that one file is judged by")]
fn one(
    house: &House,
    ready: &Ready,
    judge: &Judge<'_>,
    job: &Job,
    ids: Ids,
    memo: &mut Memo,
    wants: Wants,
) -> Done {
    let bytes = match &job.text {
        Some(text) => Ok(text.clone()),
        None => house.drafts.read_most(&job.below, draft::MAX_DRAFT),
    };
    let mut told = JudgedDraft { path: Arc::clone(&job.shown), ..JudgedDraft::default() };
    let text = match text_of(bytes, job, "", ids.draft) {
        Ok(text) => text,
        Err(done) => return *done,
    };
    // A metadata file that cannot be read may hold the very field that a rule asks for.
    let beside = match metadata(house, &job.below) {
        Err(Unread::Missing) => None,
        bytes => match text_of(bytes, job, METADATA, ids.metadata) {
            Ok(text) => Some(text),
            Err(done) => return *done,
        },
    };
    let beside_text = beside.as_ref().map(|text| (ids.metadata, text.as_str()));
    let draft = draft::read(&job.shown, ids.draft, &text, beside_text, defaults(house, &job.below));
    let records = Records::new(ready, judge, house, &draft, &job.path, ids.sidecar);
    let mut judged = match wants.why {
        Some(rule) => judge.why(memo, &draft, rule, &records),
        None => judge.judge(memo, &draft, &records),
    };
    if wants.report.digests {
        told.digest = digest(text.as_bytes());
        told.subjects = records.subjects();
        let sidecar = house.drafts.read_most(&format!("{}{SIDECAR}", job.below), MAX_FILE);
        told.sidecar = sidecar.ok().map(digest);
    }
    if wants.report.pages {
        told.pages = pages(&draft);
    }
    told.records = records.used();
    let asked = records.mattered();
    let sources = keep(&judged, job, &text, beside.as_deref(), records.sidecar_text(), ids);
    known_again(&mut judged.findings, &sources);
    Done { judged, sources, asked, draft: told }
}

/// Gives the findings that lie in a draft, or in a file beside it, their fingerprints: no other draft has findings
/// there. What lies elsewhere (in a register, say) gets its own when all of the run is known.
fn known_again(findings: &mut [Diagnostic], sources: &[(SourceId, Source)]) {
    let own = |id: SourceId| sources.iter().find(|(known, _)| *known == id);
    let name = |id: SourceId| own(id).map_or("", |(_, source)| source.name());
    // In the order of the report, as those that are alike are counted.
    findings.sort_by(|a, b| {
        let (a, b) = (a.primary.place, b.primary.place);
        name(a.source).cmp(name(b.source)).then(a.cmp(&b))
    });
    for of_source in findings.chunk_by_mut(|a, b| a.primary.place.source == b.primary.place.source)
    {
        let id = of_source.first().map(|one| one.primary.place.source);
        if let Some((_, source)) = id.and_then(own) {
            diagnostic::fingerprint_at(of_source, |_| source.below());
        }
    }
}

/// Keeps the texts that findings point into, and lets the others go.
fn keep(
    judged: &Judged,
    job: &Job,
    text: &str,
    beside: Option<&str>,
    sidecar: Option<&str>,
    ids: Ids,
) -> Vec<(SourceId, Source)> {
    let Judged { findings, stated, likenesses, steps, .. } = judged;
    let silent = findings.is_empty() && stated.is_empty() && likenesses.is_empty();
    let needed = !silent || !steps.is_empty();
    let mut sources = Vec::new();
    if needed {
        sources.push((ids.draft, job.source(text)));
        sources.extend(beside.map(|text| (ids.metadata, job.beside(METADATA, text))));
        sources.extend(sidecar.map(|text| (ids.sidecar, job.beside(SIDECAR, text))));
    } else {
        sources.push((ids.draft, job.source("")));
    }
    sources
}

fn judged_by(house: String, ready: &Ready) -> JudgedBy {
    let pack = ready.policy.pack(ready.policy.house);
    JudgedBy {
        house: if house.is_empty() { ".".to_owned() } else { house },
        pack: pack.name.clone(),
        version: pack.version.map(|version| version.to_string()),
        digest: ready.digest.clone(),
        zone: pack.zone.clone(),
    }
}

/// The bytes of a draft, or with a suffix of a file beside it, as text; or what is to be told instead.
fn text_of(
    bytes: Result<Vec<u8>, Unread>,
    job: &Job,
    suffix: &str,
    id: SourceId,
) -> Result<String, Box<Done>> {
    let refused = |finding: Diagnostic, text: &str| {
        let judged = Judged { findings: vec![finding], ..Judged::default() };
        let source = if suffix.is_empty() { job.source(text) } else { job.beside(suffix, text) };
        let sources = vec![(id, source)];
        let draft = JudgedDraft { path: Arc::clone(&job.shown), ..JudgedDraft::default() };
        Box::new(Done { judged, sources, asked: false, draft })
    };
    let bytes = bytes.map_err(|reason| {
        let complaint = unreadable(&format!("{}{suffix}", job.shown), &reason);
        refused(complaint.at(Place::new(id, Span::default())), "")
    })?;
    match draft::decode(&bytes, id) {
        Ok(text) => Ok(text.to_owned()),
        Err(problem) => Err(refused(*problem, &String::from_utf8_lossy(&bytes))),
    }
}

/// How many threads are worth starting.
fn enough_threads(jobs: &[Job]) -> usize {
    let most = (jobs.len() / PER_THREAD).max(1);
    // What is no file of the disk (a revision is judged) may be of any size.
    let size = |job: &Job| world::size(&job.path).unwrap_or(MUCH);
    if most == 1 || jobs.iter().map(size).try_fold(0, enough_bytes).is_continue() {
        return 1;
    }
    world::cores().min(most)
}

/// Adds sizes until they are much.
fn enough_bytes(sum: u64, size: u64) -> ControlFlow<(), u64> {
    let sum = sum.saturating_add(size);
    if sum >= MUCH { ControlFlow::Break(()) } else { ControlFlow::Continue(sum) }
}

/// Works through the jobs, on several threads if there are many; results are taken in the order of the jobs.
fn in_parallel(
    jobs: &[Job],
    threads: Option<NonZeroUsize>,
    work: impl Fn(usize, &Job, &mut Memo) -> Done + Sync,
    take: impl FnMut(Done) + Send,
) {
    let threads = threads.map_or_else(|| enough_threads(jobs), usize::from);
    in_order(jobs.len(), threads, Memo::default, |at, memo| work(at, &jobs[at], memo), take);
}
