//! Changes of what judges that have not landed: loaded, told, and handed out to be tested.
//!
//! In: a house that is judged by its base. Out: a note for each file that judges and differs in the tree, and the
//! policy as it will be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::delegation;
use super::house::{CONFIG, House, Houses};
use super::load::{Ready, SIGNERS};
use super::problem::PolicyPending;
use super::trust::Trust;
use crate::diagnostic::{Complaint, Diagnostic, Kind, Severity};
use crate::text::{Place, Sources, Span, digest, is_digest};
use crate::world::MAX_FILE;

/// A policy that will judge once its change has landed.
pub struct Pending {
    /// The policy, if it loads.
    pub ready: Option<Ready>,
    /// What is to be said of the change.
    pub findings: Vec<Diagnostic>,
}

/// What of a house's policy has changed since its base; nothing if all is as it was. `folders` are those in which
/// drafts are judged: a house that the change opens around them is told too.
#[must_use]
pub fn pending(
    houses: &Houses,
    number: usize,
    folders: &BTreeSet<&Path>,
    sources: &mut Sources,
) -> Option<Pending> {
    let house = houses.get(number);
    house.base.as_ref()?;
    let tree = Trust::unanchored(houses.trust().judged.clone());
    let mut later = Houses::trusting(houses.folder(), tree);
    let mut numbers = vec![later.of(&house.root, sources)];
    for folder in folders {
        let inner = later.of(folder, sources);
        if !numbers.contains(&inner) {
            numbers.push(inner);
        }
    }
    // The same house, and those that the change opens inside it.
    numbers.retain(|&at| later.get(at).root.starts_with(&house.root));
    if numbers.len() == 1 && as_it_was(house) {
        return None;
    }
    let mut pending = Pending { ready: None, findings: Vec::new() };
    for at in numbers {
        later.load(at, sources);
        let prefix = later.prefix(at);
        let own = later.get(at).root == house.root;
        let before = if own { files(house) } else { BTreeMap::new() };
        let after = files(later.get(at));
        // A file that the change only stops or begins to read has not changed itself.
        let inner = later.get(at);
        let now = |path: &str| {
            after
                .get(path)
                .cloned()
                .or_else(|| inner.drafts.read_most(path, MAX_FILE).ok().map(digest))
        };
        let then = |path: &str| {
            let read = || house.judging().read_most(path, MAX_FILE).ok().map(digest);
            before.get(path).cloned().or_else(|| read().filter(|_| own))
        };
        let changed = |path: &&String| then(path.as_str()) != now(path.as_str());
        let mut paths: Vec<&String> = before.keys().chain(after.keys()).filter(changed).collect();
        paths.sort();
        paths.dedup();
        if paths.is_empty() {
            continue;
        }
        for path in paths {
            pending.findings.push(note(later.get(at), path, &prefix, sources));
        }
        let house = later.get_mut(at);
        let errors = house.problems.iter().filter(|problem| problem.severity == Severity::Error);
        // The base can judge all the same, so none of them ends the run.
        pending.findings.extend(errors.map(|problem| problem.clone().kind(Kind::Finding)));
        if own {
            pending.ready = house.ready.take();
        }
    }
    (!pending.findings.is_empty()).then_some(pending)
}

/// Files of a house that judge, with their digests. A policy that does not load has those that its folder holds.
fn files(house: &House) -> BTreeMap<String, String> {
    let ready = house.ready.iter().flat_map(|ready| &ready.files);
    // A shipped pack has no file here.
    let here = ready.filter(|(_, digest)| is_digest(digest));
    let mut files: BTreeMap<String, String> = here.cloned().collect();
    let folder = house.policy_folder();
    let shelf = house.judging();
    let mut more = vec![CONFIG.to_owned(), format!("{folder}/{}", delegation::FILE)];
    if house.ready.is_none() {
        more.extend(shelf.rule_files(folder).into_iter().flatten());
    }
    for path in more {
        if let Ok(bytes) = shelf.read_most(&path, MAX_FILE) {
            files.insert(path, digest(bytes));
        }
    }
    files
}

/// Whether the tree has the very files that judge, and none beside them that would: then nothing need be loaded.
fn as_it_was(house: &House) -> bool {
    let known = files(house);
    let same = |path: &str, known: &str| {
        house.drafts.read_most(path, MAX_FILE).is_ok_and(|bytes| digest(bytes) == known)
    };
    let folder = house.policy_folder();
    let people = format!("{folder}/registers/people.yaml");
    let delegations = format!("{folder}/{}", delegation::FILE);
    let signers = format!("{folder}/{SIGNERS}");
    let more = [people.as_str(), signers.as_str(), delegations.as_str(), CONFIG];
    let parents = known.keys().filter_map(|path| path.strip_suffix(".obstat")?.rsplit_once('/'));
    let folders: BTreeSet<&str> = parents.map(|(parent, _)| parent).chain([folder]).collect();
    let listed = |folder: &str| {
        house
            .drafts
            .rule_files(folder)
            .into_iter()
            .filter_map(|path| path.map_err(|(path, _)| path).ok())
    };
    known.iter().all(|(path, digest)| same(path, digest))
        && more.iter().all(|path| known.contains_key(*path) || !house.drafts.has_file(path))
        && folders.iter().flat_map(|folder| listed(folder)).all(|path| known.contains_key(&path))
}

fn note(house: &House, path: &str, prefix: &str, sources: &mut Sources) -> Diagnostic {
    let text = house.drafts.read_most(path, MAX_FILE).unwrap_or_default();
    let shown = format!("{prefix}{path}");
    let source = sources.add(shown.as_str(), String::from_utf8_lossy(&text).as_ref());
    PolicyPending { path: shown }.at(Place::new(source, Span::default()))
}
