//! Marks: which parts of patterns and conditions came to bear while rules were judged.
//!
//! In: parts, by their address in the policy, as they find something or are answered. Out: whether one did. Nobody
//! keeps marks while drafts are checked; a test of the rules does, to say what no example exercises.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use crate::policy::model::{Leaf, Pattern, Piece};

/// What came to bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark {
    /// A pattern found something.
    Found(usize),
    /// A literal of a set did.
    Piece(usize, Piece),
    /// An exception took something off.
    Took(usize),
    /// A question was answered so.
    Answered(usize, bool),
}

/// The marks of a run; shared by its threads.
#[derive(Debug, Default)]
pub struct Marks {
    seen: Mutex<HashSet<Mark>>,
}

/// Where a part of the policy lies: the policy does not move while it judges.
fn address<T>(part: &T) -> usize {
    std::ptr::from_ref(part) as usize
}

impl Marks {
    fn note(&self, mark: Mark) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(mark);
    }

    fn holds(&self, mark: Mark) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).contains(&mark)
    }

    /// The pattern found something.
    pub fn found(&self, pattern: &Pattern) {
        self.note(Mark::Found(address(pattern)));
    }

    /// A literal of the set found something.
    pub fn piece(&self, set: &Pattern, piece: Piece) {
        self.note(Mark::Piece(address(set), piece));
    }

    /// The exception took something off.
    pub fn took(&self, exception: &Pattern) {
        self.note(Mark::Took(address(exception)));
    }

    /// The question was answered.
    pub fn answered(&self, leaf: &Leaf, holds: bool) {
        self.note(Mark::Answered(address(leaf), holds));
    }

    /// Whether the pattern ever found something.
    #[must_use]
    pub fn has_found(&self, pattern: &Pattern) -> bool {
        self.holds(Mark::Found(address(pattern)))
    }

    /// Whether the literal of the set ever did.
    #[must_use]
    pub fn has_piece(&self, set: &Pattern, piece: Piece) -> bool {
        self.holds(Mark::Piece(address(set), piece))
    }

    /// Whether the exception ever took something off.
    #[must_use]
    pub fn has_taken(&self, exception: &Pattern) -> bool {
        self.holds(Mark::Took(address(exception)))
    }

    /// Whether the question was ever answered so.
    #[must_use]
    pub fn has_answered(&self, leaf: &Leaf, holds: bool) -> bool {
        self.holds(Mark::Answered(address(leaf), holds))
    }
}
