//! How far a run has come, for whoever started it and looks from another thread.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many drafts there are to judge, and how many are judged.
#[derive(Debug, Default)]
pub struct Progress {
    all: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// So many drafts were found.
    pub fn found(&self, drafts: usize) {
        self.all.store(drafts, Ordering::Relaxed);
    }

    /// One more is judged.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are judged, and of how many; none as long as they are being looked for.
    #[must_use]
    pub fn now(&self) -> Option<(usize, usize)> {
        match self.all.load(Ordering::Relaxed) {
            0 => None,
            all => Some((self.done.load(Ordering::Relaxed).min(all), all)),
        }
    }
}
