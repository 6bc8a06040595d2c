//! Decision records: what was judged, by what, with which outcome; and the same judged again.
//!
//! In: a run with its report. Out: lines of JSON, one a draft, that name everything the outcome rests on by digest,
//! commit or id. Given such lines and the repository, the same is judged again by the clock of then, and what differs is
//! told. Nothing here is signed: who needs proof keeps the file where only CI may write.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::check::{Outcome, Request, Wanted};
use super::records::SIDECAR;
use super::trust::Anchor;
use crate::diagnostic::{self, Diagnostic, JudgedDraft, Kind, Severity};
use crate::text::{Localized, digest};
use crate::world::{Git, MAX_FILE, Tree};

/// Version of this form. It grows when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    v: u32,
    /// The program that judged.
    obstat: String,
    /// The instant that was taken for now.
    clock: String,
    anchor: Trusted,
    /// The newest commit of the tree that was judged; its files may have been changed since.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    tree: Option<String>,
    /// From which folder of the repository.
    folder: String,
    /// Digest of the reviews handed in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    reviews: Option<String>,
    /// What was judged; none for what is no draft's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    draft: Option<Judged>,
    findings: Vec<Found>,
    outcome: Verdict,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Trusted {
    None,
    Revision { name: String, commit: String },
    Pin { digest: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    path: String,
    digest: String,
    /// Digest of its sidecar; none without one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    sidecar: Option<String>,
    pack: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    version: Option<String>,
    policy: String,
    zone: String,
    subjects: Vec<Subject>,
    /// Ids of the records that what is said rests on.
    approvals: Vec<String>,
    waivers: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    channel: String,
    digest: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    file: String,
    byte: u32,
    rule: String,
    severity: Severity,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    channels: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    waived: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Passed,
    Refused,
    Unjudged,
}

/// The lines of a run whose drafts were digested; `failing` is the severity that refuses.
#[must_use]
pub fn lines(request: &Request, outcome: &Outcome, failing: Severity) -> String {
    let all = decisions(request, outcome, failing);
    all.iter().filter_map(|one| serde_json::to_string(one).ok()).map(|line| line + "\n").collect()
}

fn decisions(request: &Request, outcome: &Outcome, failing: Severity) -> Vec<Decision> {
    let git = Git::outermost(&request.folder).ok();
    let head = request.head.as_deref().unwrap_or("HEAD");
    let common = Decision {
        v: VERSION,
        obstat: env!("CARGO_PKG_VERSION").to_owned(),
        clock: outcome.report.clock.unwrap_or_default().to_string(),
        anchor: match &outcome.report.anchor {
            diagnostic::Anchor::None => Trusted::None,
            diagnostic::Anchor::Revision { name, commit } => {
                Trusted::Revision { name: name.clone(), commit: commit.clone() }
            }
            diagnostic::Anchor::Pin(digest) => Trusted::Pin { digest: digest.clone() },
        },
        tree: git.as_ref().and_then(|git| git.resolve(head).ok()),
        folder: git.and_then(|git| git.below(&request.folder)).unwrap_or_default(),
        reviews: request.reviews.as_ref().map(|(_, text)| digest(text)),
        draft: None,
        findings: Vec::new(),
        outcome: Verdict::Passed,
    };
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in &outcome.report.diagnostics {
        let file = outcome.sources.get(one.primary.place.source).name();
        by_file.entry(file).or_default().push(one);
    }
    let mut all = Vec::new();
    for draft in &outcome.report.judged {
        let beside = [String::new(), ".yaml".to_owned(), SIDECAR.to_owned()];
        let mut findings = Vec::new();
        for ending in beside {
            let name = format!("{}{ending}", draft.path);
            findings.extend(by_file.remove(name.as_str()).into_iter().flatten());
        }
        let judged = judged(outcome, draft);
        all.push(told(&common, Some(judged), &findings, outcome, failing));
    }
    let rest: Vec<&Diagnostic> = by_file.into_values().flatten().collect();
    if !rest.is_empty() {
        all.push(told(&common, None, &rest, outcome, failing));
    }
    all
}

fn judged(outcome: &Outcome, draft: &JudgedDraft) -> Judged {
    let policy = outcome.report.policies.get(draft.policy);
    let ids = |waivers: bool| {
        let used = draft.records.iter().filter(|record| (record.deed == "waive") == waivers);
        used.map(|record| record.id.clone()).collect()
    };
    let subjects = draft
        .subjects
        .iter()
        .map(|(channel, digest)| Subject { channel: channel.clone(), digest: digest.clone() });
    Judged {
        path: draft.path.to_string(),
        digest: draft.digest.clone(),
        sidecar: draft.sidecar.clone(),
        pack: policy.map(|policy| policy.pack.clone()).unwrap_or_default(),
        version: policy.and_then(|policy| policy.version.clone()),
        policy: policy.map(|policy| policy.digest.clone()).unwrap_or_default(),
        zone: policy.map(|policy| policy.zone.clone()).unwrap_or_default(),
        subjects: subjects.collect(),
        approvals: ids(false),
        waivers: ids(true),
    }
}

fn told(
    common: &Decision,
    draft: Option<Judged>,
    findings: &[&Diagnostic],
    outcome: &Outcome,
    failing: Severity,
) -> Decision {
    let counted = || findings.iter().filter(|one| one.waived.is_none());
    let verdict = if counted().any(|one| one.kind == Kind::Unreadable) {
        Verdict::Unjudged
    } else if counted().any(|one| one.severity >= failing) {
        Verdict::Refused
    } else {
        Verdict::Passed
    };
    let mut found: Vec<Found> = findings.iter().map(|one| found(one, outcome)).collect();
    found.sort();
    Decision { draft, findings: found, outcome: verdict, ..common.clone() }
}

fn found(one: &Diagnostic, outcome: &Outcome) -> Found {
    Found {
        file: outcome.sources.get(one.primary.place.source).name().to_owned(),
        byte: one.primary.place.span.start,
        rule: one.code.to_string(),
        severity: one.severity,
        channels: one.channels.iter().map(ToString::to_string).collect(),
        causes: one.causes.iter().map(|cause| cause.code.to_owned()).collect(),
        waived: one.waived.clone(),
    }
}

/// The decisions of one run, as read.
#[derive(Clone, Debug)]
pub struct Run {
    all: Vec<Decision>,
}

/// Reads decision records; those of one run stand together.
///
/// # Errors
/// Numbers of the lines that are none.
pub fn read(text: &str) -> Result<Vec<Run>, Vec<usize>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut broken = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let read = serde_json::from_str::<Decision>(line).ok();
        let sound = |one: &Decision| one.v == VERSION && one.clock.parse::<Timestamp>().is_ok();
        let Some(decision) = read.filter(sound) else {
            broken.push(at + 1);
            continue;
        };
        match runs.last_mut().filter(|run| run.is_of(&decision) && !run.has(&decision)) {
            Some(run) => run.all.push(decision),
            None => runs.push(Run { all: vec![decision] }),
        }
    }
    if broken.is_empty() { Ok(runs) } else { Err(broken) }
}

/// What became of one draft that was judged again.
#[derive(Clone, Debug)]
pub struct Again {
    /// Its path; none for what is no draft's.
    pub path: Option<String>,
    /// What differs, in words; nothing if it was judged as then.
    pub differs: Vec<Localized>,
}

impl Run {
    fn is_of(&self, other: &Decision) -> bool {
        self.all.first().is_some_and(|first| {
            let same = (&first.clock, &first.anchor, &first.tree, &first.folder, &first.reviews);
            same == (&other.clock, &other.anchor, &other.tree, &other.folder, &other.reviews)
        })
    }

    /// Whether this draft was judged in it: a run judges each once, so the same again is another run.
    fn has(&self, other: &Decision) -> bool {
        let path = |one: &Decision| one.draft.as_ref().map(|draft| draft.path.clone());
        self.all.iter().any(|one| path(one) == path(other))
    }

    /// When it was.
    #[must_use]
    pub fn clock(&self) -> &str {
        self.all.first().map_or("", |first| &first.clock)
    }

    /// The digest of the reviews that were handed in.
    #[must_use]
    pub fn reviews(&self) -> Option<&str> {
        self.all.first()?.reviews.as_deref()
    }

    /// The versions of the program that judged then.
    #[must_use]
    pub fn program(&self) -> &str {
        self.all.first().map_or("", |first| &first.obstat)
    }

    /// What must be asked to judge it again: its tree if that is still in the repository and has the drafts as they
    /// were, else the files as they lie there now.
    #[must_use]
    pub fn request(&self, folder: &Path, reviews: Option<&(String, String)>) -> Request {
        let Some(first) = self.all.first() else { return Request::default() };
        let git = Git::outermost(folder).ok();
        let folder = match &git {
            Some(git) => git.root().join(&first.folder),
            None => folder.to_owned(),
        };
        let snapshot = git.as_ref().zip(first.tree.as_ref());
        let snapshot =
            snapshot.and_then(|(git, commit)| git.snapshot(&git.resolve(commit).ok()?).ok());
        let tree = snapshot.map(Tree::Snapshot).filter(|tree| self.has_drafts(tree, &folder));
        let head = tree.is_some().then(|| first.tree.clone()).flatten();
        let drafts = self.all.iter().filter_map(|one| one.draft.as_ref());
        Request {
            paths: drafts.map(|draft| PathBuf::from(&draft.path)).collect(),
            now: first.clock.parse().ok(),
            folder,
            anchor: match &first.anchor {
                Trusted::None => Anchor::None,
                Trusted::Revision { commit, .. } => Anchor::Revision(commit.clone()),
                Trusted::Pin { digest } => Anchor::Pin(digest.clone()),
            },
            tree: tree.unwrap_or_default(),
            head,
            reviews: reviews.cloned(),
            wanted: Wanted { digests: true, ..Wanted::default() },
            ..Request::default()
        }
    }

    /// What differs from an outcome of now.
    #[must_use]
    pub fn compare(&self, request: &Request, outcome: &Outcome, failing: Severity) -> Vec<Again> {
        let now = decisions(request, outcome, failing);
        self.all.iter().map(|then| compare(then, &now)).collect()
    }

    fn has_drafts(&self, tree: &Tree, folder: &Path) -> bool {
        let shelf = tree.shelf(folder);
        let as_then = |path: &str, known: Option<&str>| {
            let bytes = shelf.read_most(path, MAX_FILE).ok();
            bytes.map(digest).as_deref() == known
        };
        self.all.iter().filter_map(|one| one.draft.as_ref()).all(|draft| {
            as_then(&draft.path, Some(&draft.digest))
                && as_then(&format!("{}{SIDECAR}", draft.path), draft.sidecar.as_deref())
        })
    }
}

fn compare(then: &Decision, now: &[Decision]) -> Again {
    let path = then.draft.as_ref().map(|draft| draft.path.clone());
    let same = |one: &&Decision| one.draft.as_ref().map(|draft| &draft.path) == path.as_ref();
    let mut differs = Vec::new();
    let Some(now) = now.iter().find(same) else {
        if then.outcome != Verdict::Passed || then.draft.is_some() {
            differs
                .push(Localized::both("it is not judged any more", "er wird nicht mehr beurteilt"));
        }
        return Again { path, differs };
    };
    if let (Some(then), Some(now)) = (&then.draft, &now.draft) {
        parts(then, now, &mut differs);
    }
    let gone = then.findings.iter().filter(|one| !now.findings.contains(one));
    differs.extend(gone.map(|one| finding("then only", "nur damals", one)));
    let new = now.findings.iter().filter(|one| !then.findings.contains(one));
    differs.extend(new.map(|one| finding("now only", "nur jetzt", one)));
    if then.outcome != now.outcome {
        let ((a, c), (b, d)) = (words(then.outcome), words(now.outcome));
        differs
            .push(Localized::both(format!("{a} then, {b} now"), format!("damals {c}, jetzt {d}")));
    }
    Again { path, differs }
}

fn parts(then: &Judged, now: &Judged, differs: &mut Vec<Localized>) {
    let mut say = |differ: bool, en: &str, de: &str| {
        if differ {
            differs.push(Localized::both(en, de));
        }
    };
    if now.digest.is_empty() && !then.digest.is_empty() {
        return say(
            true,
            "the draft cannot be read any more",
            "der Entwurf ist nicht mehr zu lesen",
        );
    }
    say(then.digest != now.digest, "the draft is another", "der Entwurf ist ein anderer");
    say(
        then.digest == now.digest && then.subjects != now.subjects,
        "what an approval covers is another: fields, attachments, or what the policy leaves unbound",
        "was eine Freigabe deckt, ist ein anderes: Felder, Beilagen oder was die Regeln ungebunden lassen",
    );
    say(then.sidecar != now.sidecar, "its records are others", "seine Einträge sind andere");
    say(
        then.policy != now.policy || (&then.pack, &then.version) != (&now.pack, &now.version),
        "the rules are others",
        "die Regeln sind andere",
    );
    say(then.zone != now.zone, "the time zone is another", "die Zeitzone ist eine andere");
    say(then.approvals != now.approvals, "other approvals count", "andere Freigaben zählen");
    say(then.waivers != now.waivers, "other waivers count", "andere Verzichte zählen");
}

fn finding(en: &str, de: &str, one: &Found) -> Localized {
    let Found { file, byte, rule, severity, .. } = one;
    let waived = one.waived.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let what = format!("{severity}[{rule}] {file}, byte {byte}{waived}");
    Localized::both(format!("{en}: {what}"), format!("{de}: {what}"))
}

fn words(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Passed => ("passed", "bestanden"),
        Verdict::Refused => ("refused", "abgelehnt"),
        Verdict::Unjudged => ("not judged", "nicht beurteilt"),
    }
}
