//! Who changed what between two commits.

use std::collections::BTreeSet;

/// What `git log` is asked to write of each commit before the files it touches.
pub(super) const FORMAT: &str = "--format=%x01%H%x00%P%x00%an%x00%ae%x00%B%x00";

/// A commit with the people who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// Whether it has no parent here.
    root: bool,
    /// Name and mail address of its author, then of each co-author its message names.
    pub people: Vec<(String, String)>,
    /// The files it touches; a merge only those that differ from every parent.
    pub touches: Vec<Touch>,
}

/// A file that a commit touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Its path.
    pub path: String,
    /// The path that it had before, if it was renamed or copied.
    pub before: Option<String>,
}

/// Commits, newest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The commits.
    pub commits: Vec<Commit>,
}

impl History {
    /// Reads what `git log` wrote: fields ended by zero bytes, so that no name or message can imitate one.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut words = bytes.split(|&byte| byte == 0).map(String::from_utf8_lossy).peekable();
        let mut commits: Vec<Commit> = Vec::new();
        while let Some(word) = words.next() {
            let word = word.trim_start_matches('\n');
            if let Some(id) = word.strip_prefix('\u{1}') {
                let mut next = || words.next().unwrap_or_default().into_owned();
                let (parents, author) = (next(), (next(), next()));
                let mut people = vec![author];
                people.extend(co_authors(&next()));
                commits.push(Commit {
                    id: id.to_owned(),
                    root: parents.is_empty(),
                    people,
                    touches: Vec::new(),
                });
            } else if let (Some(commit), false) = (commits.last_mut(), word.is_empty()) {
                // `R100` and `C75` name two files; a merge has a letter for each parent and names one.
                let moved = word.starts_with(['R', 'C'])
                    && word.bytes().skip(1).all(|byte| byte.is_ascii_digit());
                let before = moved.then(|| words.next().unwrap_or_default().into_owned());
                let path = words.next().unwrap_or_default().into_owned();
                commit.touches.push(Touch { path, before });
            }
        }
        Self { commits }
    }

    /// Commits without a parent here.
    pub(super) fn roots(&self) -> impl Iterator<Item = &str> {
        self.commits.iter().filter(|commit| commit.root).map(|commit| commit.id.as_str())
    }

    /// The commits that touch a file or one that belongs to it, also under the names it had before; and all
    /// those names.
    #[must_use]
    pub fn of(&self, paths: &[String]) -> (Vec<&Commit>, BTreeSet<String>) {
        let mut names: BTreeSet<String> = paths.iter().cloned().collect();
        let mut found = Vec::new();
        for commit in &self.commits {
            let touched: Vec<&Touch> =
                commit.touches.iter().filter(|touch| names.contains(&touch.path)).collect();
            if !touched.is_empty() {
                found.push(commit);
            }
            names.extend(touched.into_iter().filter_map(|touch| touch.before.clone()));
        }
        (found, names)
    }
}

/// `Co-authored-by: Name <mail>` anywhere in a message.
fn co_authors(message: &str) -> Vec<(String, String)> {
    const KEY: &str = "co-authored-by:";
    let named = message.lines().filter_map(|line| {
        let line = line.trim();
        let rest = line.get(KEY.len()..)?;
        line.get(..KEY.len())?.eq_ignore_ascii_case(KEY).then_some(rest.trim())
    });
    let person = |text: &str| match text.split_once('<') {
        Some((name, mail)) => {
            (name.trim().to_owned(), mail.trim().trim_end_matches('>').trim().to_owned())
        }
        None => (text.to_owned(), String::new()),
    };
    named.filter(|text| !text.is_empty()).map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_git_writes() {
        let told = "\u{1}c3\0c2 c1\0Anna\0anna@x\0merge\n\0\0\nMM\0both.md\0\
                    \u{1}c2\0c1\0Ben\0ben@x\0move\n\nCo-authored-by: Carla B. <carla@x>\nco-Authored-By: dora\n\0\0\n\
                    R090\0a.md\0b.md\0M\0z.md\0\
                    \u{1}c1\0\0Ev\u{1}il\0\0\u{1}c9\n\0\0\nA\0a.md\0";
        let history = History::read(told.as_bytes());
        let ids: Vec<_> = history.commits.iter().map(|commit| commit.id.as_str()).collect();
        assert_eq!(ids, ["c3", "c2", "c1"]);
        assert_eq!(history.roots().collect::<Vec<_>>(), ["c1"]);
        let people = &history.commits[1].people;
        let names: Vec<_> =
            people.iter().map(|(name, mail)| (name.as_str(), mail.as_str())).collect();
        assert_eq!(names, [("Ben", "ben@x"), ("Carla B.", "carla@x"), ("dora", "")]);
        let (commits, names) = history.of(&["b.md".to_owned()]);
        assert_eq!(commits.len(), 2);
        assert!(names.contains("a.md") && !names.contains("z.md"));
        assert_eq!(history.commits[0].touches[0].path, "both.md");
    }
}
