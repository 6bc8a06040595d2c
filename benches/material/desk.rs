//! A desk to judge drafts at without files and people: a policy from texts, a door that lets nobody through.

use std::collections::BTreeMap;

use obstat::check::{Asked, Cleared, Door, Judge, Typed};
use obstat::config::Config;
use obstat::diagnostic::Diagnostic;
use obstat::draft::{self, Item};
use obstat::matcher::Memo;
use obstat::run::{Ready, load};
use obstat::text::{Localized, SourceId, Sources};
use obstat::world::{Shelf, Unread};

/// Files of a house, in memory.
pub struct Files(pub BTreeMap<String, String>);

impl Shelf for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let missing = || Unread::Other("missing".to_owned());
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(missing)
    }

    fn read_most(&self, path: &str, _: usize) -> Result<Vec<u8>, Unread> {
        self.read(path)
    }

    fn digest(&self, _: &str) -> Option<String> {
        None
    }

    fn rule_files(&self, folder: &str) -> Vec<Result<String, (String, Unread)>> {
        let below = |path: &&String| path.starts_with(folder) && path.ends_with(".obstat");
        self.0.keys().filter(below).cloned().map(Ok).collect()
    }

    fn has_folder(&self, path: &str) -> bool {
        self.0.keys().any(|known| known.starts_with(path))
    }

    fn has_file(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

/// The policy that these files make.
pub fn ready(files: impl IntoIterator<Item = (String, String)>) -> Ready {
    let files = files.into_iter().map(|(name, text)| (format!("policy/{name}"), text)).collect();
    let mut sources = Sources::new();
    let loaded = load(&Files(files), &Config::default(), "", &mut sources);
    let words: Vec<_> = loaded.problems.iter().map(|problem| format!("{problem:?}")).collect();
    loaded.ready.unwrap_or_else(|| panic!("the policy does not load: {}", words.join("\n")))
}

/// A judge of that policy.
pub fn judge(ready: &Ready) -> Judge<'_> {
    let now = "2026-10-01T09:00:00Z".parse().expect("an instant");
    Judge::new(&ready.policy, &ready.matcher, &ready.registers, None, now)
}

/// Judges one draft; gives its findings.
pub fn findings(judge: &Judge<'_>, memo: &mut Memo, text: &str) -> Vec<Diagnostic> {
    let draft = draft::read("draft.md", SourceId(0), text, None, None);
    judge.judge(memo, &draft, &Nobody).findings
}

/// Nobody has cleared anything.
struct Nobody;

impl Door for Nobody {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let open = |_: &&_| Cleared {
            met: false,
            words: Localized::default(),
            causes: Vec::new(),
            unjudged: false,
            debt: None,
        };
        asked.leaves.iter().map(open).collect()
    }

    fn finish(&self, _: &Item, _: &Typed, _: &mut Vec<Diagnostic>) {}
}
