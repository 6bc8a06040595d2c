//! Reviews on a forge, bound to the texts that their commits had.
//!
//! In: the forge's own JSON, handed in by CI, and the repository. Out: records for a draft as it was at the commit that
//! was looked at; they count if it still has the same digest. The network is never asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::beside::defaults;
use super::house::House;
use super::load::Ready;
use super::problem::ReviewCommitMissing;
use super::records::{subjects_of, unbound};
use crate::approval::problem::finding::ReviewsUnread;
use crate::approval::{About, Entry, Review, Stamp, Subject, forge};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::draft::{self, canonical};
use crate::register::People;
use crate::text::{Place, SourceId, Span};
use crate::world::{Fault, Git, Shelf, Snapshot};

/// How many digits of a commit people are shown.
const SHOWN: usize = 7;

/// Reviews that were handed in.
#[derive(Debug)]
pub struct Reviews {
    git: Arc<Git>,
    all: Vec<Review>,
    place: Place,
    snapshots: Mutex<BTreeMap<String, Option<Arc<Snapshot>>>>,
}

impl Reviews {
    /// Reads the forge's answers.
    ///
    /// # Errors
    /// What is not understood: it might be a refusal.
    pub fn read(git: Arc<Git>, text: &str, source: SourceId) -> Result<Self, Box<Diagnostic>> {
        let place = Place::new(source, Span::default());
        let all =
            forge::read(text).map_err(|reason| Box::new(ReviewsUnread { reason }.at(place)))?;
        Ok(Self { git, all, place, snapshots: Mutex::default() })
    }

    /// What is to be said of reviews by people of the house that can count for no text.
    #[must_use]
    pub fn problems(&self, people: &People) -> Vec<Diagnostic> {
        let ours = |review: &&Review| people.with_login(review.forge, &review.login).is_some();
        let tell = |review: &Review| match &review.commit {
            None => review.unbound(people, self.place),
            Some(commit) => self.at(commit).is_none().then(|| {
                let login = review.login.clone();
                let commit = commit.get(..SHOWN).unwrap_or(commit).to_owned();
                ReviewCommitMissing { login, commit }.at(self.place)
            }),
        };
        self.all.iter().filter(ours).filter_map(tell).collect()
    }

    /// The files of a commit; none if it is not here.
    fn at(&self, commit: &str) -> Option<Arc<Snapshot>> {
        let mut known = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        let read =
            || -> Result<Arc<Snapshot>, Fault> { self.git.snapshot(&self.git.resolve(commit)?) };
        known.entry(commit.to_owned()).or_insert_with(|| read().ok()).clone()
    }

    /// The reviews as records of a draft, under any of the names that it had.
    #[must_use]
    pub fn entries(&self, ready: &Ready, house: &House, names: &[String]) -> Vec<Entry> {
        let people = &ready.office.people;
        let pack = &ready.policy.pack(ready.policy.house).name;
        let mut entries = Vec::new();
        for review in &self.all {
            if people.with_login(review.forge, &review.login).is_none() {
                continue;
            }
            let Some(snapshot) = review.commit.as_ref().and_then(|commit| self.at(commit)) else {
                continue;
            };
            let root = self.git.below(&house.root).unwrap_or_default();
            let shelf = snapshot.shelf(&root);
            let subjects: Vec<Subject> =
                names.iter().flat_map(|name| then(ready, house, &shelf, name)).collect();
            if subjects.is_empty() {
                continue;
            }
            let about = About {
                canon: canonical::ID.to_owned(),
                subjects,
                unbound: unbound(ready),
                path: names.first().cloned().unwrap_or_default(),
            };
            let version = ready.office.version.clone();
            let stamp = Stamp { policy: ready.digest.clone(), version };
            entries.extend(review.entry(people, pack, about, stamp));
        }
        entries
    }
}

/// What an approval of the draft would have been about at that commit.
fn then(ready: &Ready, house: &House, shelf: &dyn Shelf, below: &str) -> Vec<Subject> {
    let Ok(bytes) = shelf.read_most(below, draft::MAX_DRAFT) else { return Vec::new() };
    let (source, beside) = (SourceId(0), SourceId(1));
    let Ok(text) = draft::decode(&bytes, source) else { return Vec::new() };
    let metadata = shelf.read_most(&format!("{below}.yaml"), draft::MAX_DRAFT).ok();
    let metadata = metadata.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let metadata = metadata.as_deref().map(|text| (beside, text));
    let draft = draft::read(below, source, text, metadata, defaults(house, below));
    subjects_of(ready, &draft, shelf, below)
}
