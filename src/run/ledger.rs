//! What a run keeps of many drafts: findings that share their words, and the texts that findings point into.
//!
//! In: what was said of one draft after the other. Out: the same, small. A tree of fifty thousand drafts does not
//! fit into memory, and of most of them nothing is needed but a word or two: so messages that are alike are kept
//! once, and texts beyond a bound are laid aside on the disk until they are shown.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Subject};
use crate::text::{Localized, Source};
use crate::world::Scratch;

/// So many bytes of texts are kept in memory. A usual run needs no more; raising it costs what it says.
const MUCH: usize = 4 << 20;

/// The ledger of one run.
#[derive(Debug, Default)]
pub struct Ledger {
    said: HashSet<Localized>,
    subjects: HashSet<Arc<Subject>>,
    /// Bytes of the texts in memory.
    here: usize,
    /// Where the others lie; none if there is no room for them.
    aside: Option<Option<Arc<Scratch>>>,
}

impl Ledger {
    /// A source that is needed only to show what was found: its text is in memory or aside.
    pub fn keep(&mut self, source: Source) -> Source {
        let bytes = source.text().len();
        if self.here + bytes <= MUCH {
            self.here += bytes;
            return source;
        }
        match self.aside.get_or_insert_with(|| Scratch::new().ok()) {
            Some(scratch) => scratch.keep(source),
            None => source,
        }
    }

    /// A finding whose words are those of findings before it, where they are alike.
    pub fn share(&mut self, finding: &mut Diagnostic) {
        let related = finding.related.iter_mut().map(|label| &mut label.text);
        let causes = finding.causes.iter_mut().flat_map(|one| [&mut one.message, &mut one.help]);
        let own = [&mut finding.message, &mut finding.primary.text];
        let all = own.into_iter().chain(related).chain(causes);
        for words in all.chain(&mut finding.notes).chain(&mut finding.help) {
            match self.said.get(words) {
                Some(known) => *words = known.clone(),
                None => {
                    self.said.insert(words.clone());
                }
            }
        }
        if let Some(subject) = &mut finding.subject {
            match self.subjects.get(subject) {
                Some(known) => *subject = Arc::clone(known),
                None => {
                    self.subjects.insert(Arc::clone(subject));
                }
            }
        }
        finding.notes.shrink_to_fit();
        finding.help.shrink_to_fit();
    }
}
