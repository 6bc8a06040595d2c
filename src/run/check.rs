//! Drafts judged: found, read, judged in parallel, told in path order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;

use super::house::{House, Houses};
use super::load::Ready;
use super::records::{Records, SIDECAR};
use crate::check::{Judge, Judged, people_of};
use crate::diagnostic::{Complaint, Diagnostic, Report};
use crate::draft::{self, Draft, Layer, Origin};
use crate::matcher::Memo;
use crate::text::{Place, Source, SourceId, Sources, Span};
use crate::world::problem::{NoDrafts, UnreadableFile};
use crate::world::{self, Disk, Unread};

/// Below this many drafts no threads are started: starting them costs more than they save.
const FEW: usize = 8;

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
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The report.
    pub report: Report,
    /// The sources that its places lie in.
    pub sources: Sources,
}

/// Checks drafts.
#[must_use]
pub fn check(request: &Request) -> Outcome {
    let now = request.now.unwrap_or_else(world::now);
    let mut outcome = Outcome::default();
    let mut houses = Houses::new(&request.folder);
    let jobs = jobs(request, &mut houses, &mut outcome);
    outcome.report.clock = Some(now);
    let mut by_house: BTreeMap<usize, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        by_house.entry(job.house).or_default().push(job);
    }
    for (house, jobs) in by_house {
        check_house(&mut houses, house, &jobs, now, &mut outcome);
    }
    outcome
}

/// One file to judge.
#[derive(Clone, Debug)]
struct Job {
    /// Where it is.
    path: PathBuf,
    /// As shown to people.
    shown: String,
    /// Below its house, written with `/`.
    below: String,
    /// Which house.
    house: usize,
    /// Its text, if it was handed in.
    text: Option<Vec<u8>>,
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
    let paths = if request.paths.is_empty() { &here[..] } else { &request.paths };
    let mut named_folder = false;
    for path in paths {
        let full = clean(&request.folder.join(path));
        if full.is_dir() {
            named_folder = true;
            let found = folder_jobs(houses, outcome, &full);
            if found.is_empty() {
                let shown = path.display().to_string();
                let source = outcome.sources.add(shown.as_str(), "");
                let complaint = NoDrafts { path: shown };
                outcome.report.diagnostics.push(complaint.at(Place::new(source, Span::default())));
            }
            jobs.extend(found);
        } else {
            jobs.extend(job(houses, outcome, &full, true, None));
        }
    }
    jobs.sort_by(|a, b| a.shown.cmp(&b.shown));
    jobs.dedup_by(|a, b| a.path == b.path);
    outcome.report.from_list = !named_folder;
    jobs
}

fn folder_jobs(houses: &mut Houses, outcome: &mut Outcome, folder: &Path) -> Vec<Job> {
    let walked = world::walk(folder);
    let found: Vec<Job> =
        walked.files.iter().filter_map(|path| job(houses, outcome, path, false, None)).collect();
    for (path, reason) in walked.unread {
        unread(outcome, &houses.shown(&path), &reason);
    }
    found
}

/// A path without `.` parts, so that one file has one name.
pub(super) fn clean(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

fn unread(outcome: &mut Outcome, shown: &str, reason: &Unread) {
    let source = outcome.sources.add(shown, "");
    let detail = match reason {
        Unread::Other(words) => format!(" ({words})"),
        Unread::TooLarge(limit) => format!(" ({} MB)", limit >> 20),
        _ => String::new(),
    };
    let complaint = UnreadableFile { path: shown.to_owned(), reason: reason.words(), detail };
    outcome.report.diagnostics.push(complaint.at(Place::new(source, Span::default())));
}

/// The job for a file, if its house makes it a draft.
fn job(
    houses: &mut Houses,
    outcome: &mut Outcome,
    path: &Path,
    asked: bool,
    text: Option<Vec<u8>>,
) -> Option<Job> {
    let house = houses.of(path, &mut outcome.sources);
    let shown = houses.shown(path);
    let found = houses.get(house);
    let below = found.below(path);
    let known = draft::format::of(&below).is_some();
    // Neither rules and registers nor metadata files are drafts.
    if !asked && found.is_policy_file(&below) {
        return None;
    }
    let decision = found.config.decide(&below, known, asked);
    if !decision.draft {
        outcome.report.ignored += usize::from(asked);
        return None;
    }
    Some(Job { path: path.to_owned(), shown, below, house, text })
}

fn check_house(
    houses: &mut Houses,
    number: usize,
    jobs: &[Job],
    now: Timestamp,
    outcome: &mut Outcome,
) {
    houses.load(number, &mut outcome.sources);
    let house = houses.get(number);
    let Some(ready) = &house.ready else {
        outcome.report.diagnostics.extend(house.problems.iter().cloned());
        return;
    };
    // Warnings about rules are for their owners: `obstat policy check` tells them, not every author's run.
    let first = outcome.sources.reserve(jobs.len() * PER_DRAFT);
    let people = people_of(&ready.registers, ready.people.as_ref());
    let judge = Judge::new(&ready.policy, &ready.matcher, &ready.registers, people, now);
    let done = in_parallel(jobs, |at, job, memo| {
        let id = |nth: usize| SourceId(first.0 + Span::empty(at * PER_DRAFT + nth).start);
        let ids = Ids { draft: id(0), metadata: id(1), sidecar: id(2) };
        one(house, ready, &judge, job, ids, memo)
    });
    let (mut stated, mut likenesses) = (Vec::new(), Vec::new());
    for done in done {
        let Done { judged, sources } = done;
        for (id, source) in sources {
            outcome.sources.put(id, source);
        }
        outcome.report.drafts += 1;
        outcome.report.diagnostics.extend(judged.findings);
        stated.extend(judged.stated);
        likenesses.extend(judged.likenesses);
    }
    let across = crate::check::across(&ready.policy, stated, &likenesses);
    outcome.report.diagnostics.extend(across);
    outcome.report.diagnostics.sort_by_key(|one| one.primary.place);
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
}

fn one(
    house: &House,
    ready: &Ready,
    judge: &Judge<'_>,
    job: &Job,
    ids: Ids,
    memo: &mut Memo,
) -> Done {
    let bytes = match &job.text {
        Some(text) => Ok(text.clone()),
        None => Disk::read_limited(&job.path, draft::MAX_DRAFT),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(reason) => return refused(job, ids.draft, &reason),
    };
    let text = match draft::decode(&bytes, ids.draft) {
        Ok(text) => text,
        Err(problem) => {
            let lossy = String::from_utf8_lossy(&bytes).into_owned();
            let judged = Judged { findings: vec![*problem], ..Judged::default() };
            let source = Source::new(job.shown.as_str(), lossy);
            return Done { judged, sources: vec![(ids.draft, source)] };
        }
    };
    let beside = metadata(&job.path, &job.shown);
    let beside_text = beside.as_ref().map(|(_, text)| (ids.metadata, text.as_str()));
    let draft = draft::read(&job.shown, ids.draft, text, beside_text, defaults(house, &job.below));
    let records = Records::new(ready, judge, house, &draft, &job.path, ids.sidecar);
    let judged = judge.judge(memo, &draft, &records);
    keep(judged, &draft, text, beside, records.sidecar_text(), ids)
}

/// Keeps the texts that findings point into, and lets the others go.
fn keep(
    judged: Judged,
    draft: &Draft,
    text: &str,
    beside: Option<(String, String)>,
    sidecar: Option<&str>,
    ids: Ids,
) -> Done {
    let needed =
        !judged.findings.is_empty() || !judged.stated.is_empty() || !judged.likenesses.is_empty();
    let path = draft.path.as_str();
    let mut sources = Vec::new();
    if needed {
        sources.push((ids.draft, Source::new(path, text)));
        sources.extend(beside.map(|(name, text)| (ids.metadata, Source::new(name, text))));
        let shown = format!("{path}{SIDECAR}");
        sources.extend(sidecar.map(|text| (ids.sidecar, Source::new(shown, text))));
    } else {
        sources.push((ids.draft, Source::new(path, "")));
    }
    Done { judged, sources }
}

fn refused(job: &Job, source: SourceId, reason: &Unread) -> Done {
    let mut outcome = Outcome::default();
    unread(&mut outcome, &job.shown, reason);
    let place = Place::new(source, Span::default());
    let findings: Vec<Diagnostic> = outcome
        .report
        .diagnostics
        .into_iter()
        .map(|mut one| {
            one.primary.place = place;
            one
        })
        .collect();
    let judged = Judged { findings, ..Judged::default() };
    Done { judged, sources: vec![(source, Source::new(job.shown.as_str(), ""))] }
}

/// The metadata file beside a draft (`post.md.yaml`): its name and text.
pub(super) fn metadata(path: &Path, shown: &str) -> Option<(String, String)> {
    let mut name = path.as_os_str().to_owned();
    name.push(".yaml");
    let path = PathBuf::from(name);
    let bytes = Disk::read_limited(&path, draft::MAX_DRAFT).ok()?;
    Some((format!("{shown}.yaml"), String::from_utf8_lossy(&bytes).into_owned()))
}

/// The fields that `obstat.toml` assigns to the path; later assignments win.
pub(super) fn defaults(house: &House, below: &str) -> Option<Layer> {
    let source = house.config.source?;
    let mut entries: Vec<crate::yaml::Entry> = Vec::new();
    for assign in house.config.assigned(below) {
        for entry in &assign.fields {
            entries.retain(|known| known.key != entry.key);
            entries.push(entry.clone());
        }
    }
    (!entries.is_empty()).then_some(Layer { origin: Origin::PathDefault, source, entries })
}

/// Works through the jobs, on several threads if there are many; results in the order of the jobs.
fn in_parallel(jobs: &[Job], work: impl Fn(usize, &Job, &mut Memo) -> Done + Sync) -> Vec<Done> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(jobs.len() / FEW).max(1);
    if threads == 1 {
        let mut memo = Memo::default();
        return jobs.iter().enumerate().map(|(at, job)| work(at, job, &mut memo)).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Done)>> = Mutex::new(Vec::with_capacity(jobs.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut memo = Memo::default();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(at) else { break };
                    let result = work(at, job, &mut memo);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}
