//! Houses: folders with a configuration and a policy of their own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::base::Base;
use super::delegation;
use super::load::{self, Loaded, Ready};
use super::problem::PinMismatch;
use super::records::SIDECAR;
use super::reviews::Reviews;
use super::trust::{Trust, at_flag};
use crate::config::{self, Config, Decision, Sort};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::draft::format;
use crate::text::{Place, Sources, Span, digest};
use crate::world::problem::UnreadableFile;
use crate::world::{Cache, Shelf, Unread};

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
    /// Its files as they are judged.
    pub drafts: Box<dyn Shelf>,
    /// The revision that judges, if there is one.
    pub base: Option<Arc<Base>>,
    /// Reviews on a forge.
    pub reviews: Option<Arc<Reviews>>,
    judges: Box<dyn Shelf>,
    config_digest: Option<String>,
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

    /// Its files as they judge.
    #[must_use]
    pub fn judging(&self) -> &dyn Shelf {
        &*self.judges
    }

    /// The folder of its policy, below its root.
    #[must_use]
    pub fn policy_folder(&self) -> &str {
        self.config.policy.as_deref().unwrap_or("policy").trim_end_matches('/')
    }

    /// What is decided about a path below the house: is it a draft, and why? `asked`: it was named itself.
    #[must_use]
    pub fn decide(&self, below: &str, asked: bool) -> Decision {
        let metadata = below.strip_suffix(".yaml").is_some_and(|draft| format::of(draft).is_some());
        let sort = if metadata || below.ends_with(SIDECAR) || format::is_media(below) {
            Sort::Beside
        } else if format::of(below).is_some() {
            Sort::Readable
        } else {
            Sort::Foreign
        };
        self.config.decide(below, sort, asked)
    }

    /// Whether a path below the house belongs to the policy: its folder, or a README beside rules.
    #[must_use]
    pub fn is_policy_file(&self, below: &str) -> bool {
        below.strip_prefix(self.policy_folder()).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The houses that a run has met.
pub struct Houses {
    folder: PathBuf,
    trust: Trust,
    cache: Option<Cache>,
    all: Vec<House>,
    by_folder: HashMap<PathBuf, usize>,
}

impl Houses {
    /// No house yet; paths are shown from `folder`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self::trusting(folder, Trust::default())
    }

    /// No house yet; what judges them is read where `trust` says.
    #[must_use]
    pub fn trusting(folder: &Path, trust: Trust) -> Self {
        let (all, by_folder) = (Vec::new(), HashMap::new());
        Self { folder: folder.to_owned(), trust, cache: None, all, by_folder }
    }

    /// Compiled policies are kept there, and taken from there as long as nothing has changed. A policy from
    /// the cache has no problems that could be told: one with errors is not kept, and warnings are for those who
    /// look at the rules.
    #[must_use]
    pub fn with_cache(mut self, cache: Option<Cache>) -> Self {
        self.cache = cache;
        self
    }

    /// Where trust comes from.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The folder from which paths are shown.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The policies that were loaded.
    pub fn ready(&self) -> impl Iterator<Item = &Ready> {
        self.all.iter().filter_map(|house| house.ready.as_ref())
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

    /// The same, to take its policy away.
    pub fn get_mut(&mut self, number: usize) -> &mut House {
        &mut self.all[number]
    }

    /// The house of a file or folder: the nearest `obstat.toml` upward, up to the repository's root; else the
    /// nearest folder with a `policy`, else that root, else the current folder.
    pub fn of(&mut self, path: &Path, sources: &mut Sources) -> usize {
        let folder = self.trust.judged.is_folder(path);
        let start = if folder { path } else { path.parent().unwrap_or(path) };
        if let Some(&known) = self.by_folder.get(start) {
            return known;
        }
        let judges = &self.trust.judges;
        let root = judges
            .upward(start, CONFIG)
            .or_else(|| judges.upward(start, "policy"))
            .or_else(|| judges.repository(start))
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
            drafts: self.trust.judged.shelf(&root),
            judges: self.trust.judges.shelf(&root),
            base: self.trust.base.clone(),
            reviews: self.trust.reviews.clone(),
            root,
            config: Config::default(),
            problems: Vec::new(),
            ready: None,
            config_digest: None,
            loaded: false,
            broken: false,
        };
        let shown = self.shown(&path);
        match house.judges.read_most(CONFIG, crate::draft::MAX_DRAFT) {
            Ok(bytes) => {
                house.config_digest = Some(digest(&bytes));
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
            Err(Unread::Missing) => {}
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
        let prefix = self.prefix(number);
        let house = &mut self.all[number];
        if house.loaded || house.broken {
            return;
        }
        house.loaded = true;
        let shelf = &*house.judges;
        let config = &house.config;
        let Loaded { ready, problems, .. } = match &self.cache {
            Some(cache) => {
                let root = house.root.to_string_lossy();
                load::load_kept(cache, &root, shelf, config, &prefix, sources)
            }
            None => load::load(shelf, config, &prefix, sources),
        };
        house.problems.extend(problems);
        house.ready = ready;
        if let Some(ready) = &mut house.ready {
            ready.anchored = house.base.is_some();
            let config =
                house.config_digest.iter().map(|digest| (CONFIG.to_owned(), digest.clone()));
            ready.files.extend(config);
            ready.files.sort();
            let (entries, problems) =
                delegation::read(ready, &*house.drafts, shelf, &prefix, sources);
            ready.delegations = entries;
            ready.delegation_problems = problems;
        }
        let found = house.ready.as_ref().map(Ready::pin);
        if let (Some(wanted), Some(found)) = (&self.trust.pin, found)
            && *wanted != found
        {
            let complaint = PinMismatch { wanted: wanted.clone(), found };
            house.problems.push(at_flag(complaint, "--policy-pin", wanted, sources));
            house.ready = None;
        }
    }

    /// What stands before the paths of a house when they are shown.
    #[must_use]
    pub fn prefix(&self, number: usize) -> String {
        let prefix = self.shown(&self.all[number].root.join("x"));
        prefix.strip_suffix('x').unwrap_or_default().to_owned()
    }
}
