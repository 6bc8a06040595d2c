//! Where trust comes from: what judges is read from a revision, from files with a known digest, or from the
//! tree.
//!
//! In: what was asked for on the command line or in `obstat.toml`. Out: [`Trust`], or why there is none.

use std::path::Path;
use std::sync::Arc;

use super::base::Base;
use super::problem::{
    AmbiguousRevision, BadPin, GitFailed, HistoryCut, NoGit, NoRepository, NotARevision,
    UnknownRevision,
};
use super::reviews::Reviews;
use crate::diagnostic::{self, Complaint, Diagnostic};
use crate::text::{Localized, Place, SourceId, Sources, Span, is_digest};
use crate::world::{Fault, Git, Tree};

/// Where what judges is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// As the house's `obstat.toml` says (`[approvals] base`), else from the tree.
    #[default]
    AsConfigured,
    /// From the tree.
    None,
    /// At a revision.
    Revision(String),
    /// From the tree, if it has this digest.
    Pin(String),
}

/// Where what judges and what is judged are read.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// What judges.
    pub judges: Tree,
    /// What is judged.
    pub judged: Tree,
    /// The revision, if there is one: earlier records and authors.
    pub base: Option<Arc<Base>>,
    /// The digest that the policy must have.
    pub pin: Option<String>,
    /// Reviews on a forge.
    pub reviews: Option<Arc<Reviews>>,
}

impl Trust {
    /// Everything from one tree.
    #[must_use]
    pub fn unanchored(tree: Tree) -> Self {
        Self { judges: tree.clone(), judged: tree, ..Self::default() }
    }

    /// A revision that judges the files of a tree; `head` is the commit whose history says who wrote them.
    ///
    /// # Errors
    /// Why git cannot say.
    pub fn revision(folder: &Path, name: &str, judged: Tree, head: &str) -> Result<Self, Fault> {
        let git = Git::outermost(folder)?;
        let commit = git.resolve(name)?;
        let snapshot = git.snapshot(&commit)?;
        let judges = Tree::Snapshot(Arc::clone(&snapshot));
        let base = Base::new(name, commit, snapshot, judged.clone(), head);
        Ok(Self { judges, judged, base: Some(Arc::new(base)), ..Self::default() })
    }

    /// Files of a tree that must have a digest.
    #[must_use]
    pub fn pin(digest: &str, tree: Tree) -> Self {
        Self { pin: Some(digest.to_owned()), ..Self::unanchored(tree) }
    }

    /// With reviews handed in as a file.
    ///
    /// # Errors
    /// Why they cannot be read, or bound to commits.
    pub fn reviewed(
        mut self,
        folder: &Path,
        (name, text): &(String, String),
        sources: &mut Sources,
    ) -> Result<Self, Box<Diagnostic>> {
        let source = sources.add(name.as_str(), text.as_str());
        let place = Place::new(source, Span::default());
        let git = match &self.base {
            Some(base) => Arc::clone(base.snapshot().git()),
            None => Git::outermost(folder).map_err(|fault| Box::new(told(&fault, name, place)))?,
        };
        self.reviews = Some(Arc::new(Reviews::read(git, text, source)?));
        Ok(self)
    }

    /// For the report.
    #[must_use]
    pub fn anchor(&self) -> diagnostic::Anchor {
        match (&self.base, &self.pin) {
            (Some(base), _) => diagnostic::Anchor::Revision {
                name: base.name().to_owned(),
                commit: base.commit().to_owned(),
            },
            (None, Some(pin)) => diagnostic::Anchor::Pin(pin.clone()),
            (None, None) => diagnostic::Anchor::None,
        }
    }
}

/// A complaint about a word of the command line, which is shown as if it were a file.
pub fn at_flag<C: Complaint>(
    complaint: C,
    flag: &str,
    text: &str,
    sources: &mut Sources,
) -> Diagnostic {
    let source = sources.add(flag, text);
    complaint.at(Place::new(source, Span::new(0, text.len())))
}

/// Why git could not answer about a revision, as a finding.
#[must_use]
pub fn told(fault: &Fault, name: &str, place: Place) -> Diagnostic {
    let name = name.to_owned();
    match fault {
        Fault::NoGit => NoGit {}.at(place),
        Fault::NoRepository => NoRepository {}.at(place),
        Fault::Unknown(root) => {
            let root = root.display().to_string();
            UnknownRevision { name, root }.at(place)
        }
        Fault::Ambiguous => AmbiguousRevision { name }.at(place),
        Fault::BadName => NotARevision { name }.at(place),
        Fault::Cut => HistoryCut { name }.at(place),
        Fault::Said(words) => GitFailed { words: words.clone() }.at(place),
    }
}

/// The same in words alone, where no place in a file can be shown.
#[must_use]
pub fn git_words(fault: &Fault, name: &str) -> Localized {
    told(fault, name, Place::new(SourceId(0), Span::default())).message
}

/// Whether a text can be a pin; the complaint if not.
///
/// # Errors
/// [`BadPin`].
pub fn checked_pin(text: &str) -> Result<(), BadPin> {
    if is_digest(text) { Ok(()) } else { Err(BadPin { text: text.to_owned() }) }
}
