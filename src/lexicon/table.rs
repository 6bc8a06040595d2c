//! Word lists: a word in lower case, and what it stands for.
//!
//! In: sorted entries, written in place. Out: look-ups that cost next to nothing for words that are not
//! there, which is almost every word of a text. A table knows no language and folds nothing.

/// Words in byte order, each with what it stands for.
pub struct Table<T: 'static> {
    entries: &'static [(&'static str, T)],
    /// The first bytes that occur, so that most words are turned away at one glance.
    initials: [bool; 256],
}

impl<T: Copy> Table<T> {
    /// A table of `entries`, which must be sorted by their bytes (a test of each list sees to it).
    #[must_use]
    pub const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let mut initials = [false; 256];
        let mut at = 0;
        while at < entries.len() {
            initials[entries[at].0.as_bytes()[0] as usize] = true;
            at += 1;
        }
        Self { entries, initials }
    }

    /// What `word` (in lower case) stands for.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<T> {
        if !self.may_begin(*word.as_bytes().first()?) {
            return None;
        }
        let at = self.entries.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
        self.entries.get(at).map(|(_, meaning)| *meaning)
    }

    /// Whether any word of the table begins with this byte.
    #[must_use]
    pub const fn may_begin(&self, byte: u8) -> bool {
        self.initials[byte as usize]
    }

    /// All entries, in byte order.
    #[must_use]
    pub fn entries(&self) -> &'static [(&'static str, T)] {
        self.entries
    }
}

/// Fails the test that calls it if a table is unsorted, repeats a word or holds one that folding would change.
#[cfg(test)]
pub(crate) fn assert_sound<T: Copy>(table: &Table<T>) {
    for pair in table.entries.windows(2) {
        assert!(pair[0].0 < pair[1].0, "`{}` must stand before `{}`", pair[1].0, pair[0].0);
    }
    for (word, _) in table.entries {
        assert_eq!(*word, word.to_lowercase(), "look-ups are in lower case");
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn finds_its_words_and_no_others() {
        static TABLE: Table<u8> = Table::new(&[("mai", 5), ("märz", 3)]);
        assert_eq!(TABLE.get("mai"), Some(5));
        assert_eq!(TABLE.get("märz"), Some(3));
        assert_eq!(TABLE.get("mars"), None);
        assert_eq!(TABLE.get(""), None);
        assert!(!TABLE.may_begin(b'j'));
    }
}
