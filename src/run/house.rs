//! Houses: folders with a configuration and a policy of their own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::load::{self, Loaded, Ready};
use crate::config::{self, Config};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Place, Sources, Span};
use crate::world::problem::UnreadableFile;
use crate::world::{self, Disk};

/// The name of the configuration file.
pub const CONFIG: &str = "obstat.toml";

/// A folder whose drafts stand under one policy.
pub struct House {
    /// Its folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// What is wrong with configuration and policy.
    pub problems: Vec<Diagnostic>,
    /// Its policy, once loaded.
    pub ready: Option<Ready>,
    loaded: bool,
    broken: bool,
}

impl House {
    /// A path of this house as seen from its root, written with `/`.
    #[must_use]
    pub fn below(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    }

    /// Whether a path below the house belongs to the policy: its folder, or a README beside rules.
    #[must_use]
    pub fn is_policy_file(&self, below: &str) -> bool {
        let folder = self.config.policy.as_deref().unwrap_or("policy").trim_end_matches('/');
        below.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The houses that a run has met.
pub struct Houses {
    folder: PathBuf,
    all: Vec<House>,
    by_folder: HashMap<PathBuf, usize>,
}

impl Houses {
    /// No house yet; paths are shown from `folder`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), all: Vec::new(), by_folder: HashMap::new() }
    }

    /// A path as shown to people: relative to the current folder if it lies below.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// All houses met so far.
    pub fn all(&self) -> impl Iterator<Item = &House> {
        self.all.iter()
    }

    /// A house by its number.
    #[must_use]
    pub fn get(&self, number: usize) -> &House {
        &self.all[number]
    }

    /// The house of a file or folder: the nearest `obstat.toml` upward, up to the repository's root; else the
    /// nearest folder with a `policy`, else that root, else the current folder.
    pub fn of(&mut self, path: &Path, sources: &mut Sources) -> usize {
        let start = if world::is_folder(path) { path } else { path.parent().unwrap_or(path) };
        if let Some(&known) = self.by_folder.get(start) {
            return known;
        }
        let root = world::upward(start, CONFIG)
            .or_else(|| world::upward(start, "policy"))
            .or_else(|| world::repository(start))
            .unwrap_or_else(|| {
                if start.starts_with(&self.folder) { self.folder.clone() } else { start.to_owned() }
            });
        let known = self.all.iter().position(|house| house.root == root);
        let number = known.unwrap_or_else(|| {
            let house = self.open(root, sources);
            self.all.push(house);
            self.all.len() - 1
        });
        self.by_folder.insert(start.to_owned(), number);
        number
    }

    fn open(&self, root: PathBuf, sources: &mut Sources) -> House {
        let path = root.join(CONFIG);
        let mut house = House {
            root,
            config: Config::default(),
            problems: Vec::new(),
            ready: None,
            loaded: false,
            broken: false,
        };
        if !world::exists(&path) {
            return house;
        }
        let shown = self.shown(&path);
        match Disk::read_limited(&path, crate::draft::MAX_DRAFT) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let source = sources.add(shown, text.as_ref());
                let read = match text {
                    Cow::Borrowed(text) => config::read(text, source),
                    Cow::Owned(_) => Err(vec![config::not_utf8(source)]),
                };
                match read {
                    Ok(config) => house.config = config,
                    Err(problems) => {
                        house.problems = problems;
                        house.broken = true;
                    }
                }
            }
            Err(reason) => {
                let source = sources.add(shown.as_str(), "");
                let complaint =
                    UnreadableFile { path: shown, reason: reason.words(), detail: String::new() };
                house.problems.push(complaint.at(Place::new(source, Span::default())));
                house.broken = true;
            }
        }
        house
    }

    /// Loads the policy of a house, once. A house whose configuration cannot be read has none.
    pub fn load(&mut self, number: usize, sources: &mut Sources) {
        let prefix = self.shown(&self.all[number].root.join("x"));
        let prefix = prefix.strip_suffix('x').unwrap_or_default().to_owned();
        let house = &mut self.all[number];
        if house.loaded || house.broken {
            return;
        }
        house.loaded = true;
        let shelf = Disk::new(&house.root);
        let Loaded { ready, problems, .. } = load::load(&shelf, &house.config, &prefix, sources);
        house.ready = ready;
        house.problems.extend(problems);
    }
}
