//! A policy from its files: packs, what they use, their registers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::office::Office;
use super::problem::{MissingRegister, UnreadablePolicy};
use super::stored::{self, Recorder};
use super::threads::in_order;
use crate::approval::Entry;
use crate::approval::signers::{self, Supplied};
use crate::config::Config;
use crate::diagnostic::{Complaint, Diagnostic, Severity};
use crate::matcher::Matcher;
use crate::pack;
use crate::policy::{Input, PackSource, Policy, Resolved, RuleFile};
use crate::register::{self, Kind, Register};
use crate::syntax::tree::{ItemKind, UseTarget};
use crate::text::{self, Place, SourceId, Sources, Span};
use crate::world::{self, Cache, Shelf, Unread};

/// So many bytes of rules are worth a second thread: some milliseconds' reading.
const MUCH: usize = 8 << 10;

/// A policy ready to judge, or what is wrong with it.
pub struct Loaded {
    /// The policy with its matcher; none if there is an error.
    pub ready: Option<Ready>,
    /// Errors and warnings about rule files and registers; none for a policy from the cache.
    pub problems: Vec<Diagnostic>,
    /// How many rule files were read; none for a policy from the cache.
    pub files: usize,
}

/// A policy ready to judge.
pub struct Ready {
    /// The policy.
    pub policy: Policy,
    /// Compiled.
    pub matcher: Matcher,
    /// The data of its registers.
    pub registers: Vec<Register>,
    /// The people register that no pack declares.
    pub people: Option<Register>,
    /// The file of allowed signers beside it, if there is one.
    pub signers: Option<SourceId>,
    /// `sha256:` over the rule files of all its packs: which rules these are.
    pub digest: String,
    /// Every file that judges, with its digest, in order of paths: rule files, registers, `obstat.toml`; for a
    /// shipped pack its name with the program's version.
    pub files: Vec<(String, String)>,
    /// Records of delegations.
    pub delegations: Vec<Entry>,
    /// What is wrong with their file: none of them counts then.
    pub delegation_problems: Vec<Diagnostic>,
    /// Whether there is a base: then what has not landed is judged at now.
    pub anchored: bool,
    /// Roles, owners and people as approvals judge them.
    pub office: Office,
    /// Folder of the house's pack, relative to the house; empty for the shipped packs.
    pub folder: String,
}

impl Ready {
    /// `sha256:` over everything that judges, wherever the policy is copied to: paths of its folder count from
    /// there, others from the house's root with a `/` in front.
    #[must_use]
    pub fn pin(&self) -> String {
        let folder = format!("{}/", self.folder);
        let lines = self.files.iter().map(|(path, digest)| match path.strip_prefix(&folder) {
            Some(below) => (below.to_owned(), digest.clone()),
            None => (format!("/{path}"), digest.clone()),
        });
        digest_of(lines.collect())
    }
}

/// An existing file of allowed signers that supplies keys, below the policy's folder.
pub const SIGNERS: &str = "registers/allowed_signers";

/// Loads the policy of a house. `prefix` stands before its paths when they are shown.
#[must_use]
pub fn load(shelf: &dyn Shelf, config: &Config, prefix: &str, sources: &mut Sources) -> Loaded {
    let mut loader = Loader {
        shelf,
        prefix,
        sources,
        packs: Vec::new(),
        known: BTreeMap::new(),
        problems: Vec::new(),
        digests: Vec::new(),
        read: Vec::new(),
        aside: BTreeMap::new(),
        lost: BTreeSet::new(),
        files: 0,
    };
    let folder = config.policy.clone().unwrap_or_else(|| "policy".to_owned());
    let own = config.policy.is_some() || shelf.has_folder(&folder);
    if own {
        loader.folder(&folder);
    } else {
        loader.built_in(pack::STARTER);
    }
    let people = if own { loader.people(&folder) } else { None };
    let supplied = if own { loader.signers(&folder) } else { None };
    let Loader { packs, mut problems, digests, mut read, files, .. } = loader;
    read.sort();
    let names: Vec<&str> = pack::all().iter().map(|pack| pack.name).collect();
    let Resolved { policy, registers, problems: more } =
        crate::policy::resolve(&Input { packs, people: people.clone() }, &names);
    problems.extend(
        policy.iter().flat_map(|policy| skipped_times(policy, &registers, people.as_ref())),
    );
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    problems.extend(more);
    // An unreadable rule file may hold the very rule that matters: no policy then.
    let policy = policy.filter(|_| !broken);
    let office = policy.as_ref().map(|policy| Office::new(policy, &registers, people.as_ref()));
    let (signers, keys) = supplied.unzip();
    let office = office.and_then(|mut office| {
        let clashes = office.supply(keys.unwrap_or_default());
        let sound = clashes.iter().all(|one| one.severity != Severity::Error);
        problems.extend(clashes);
        sound.then_some(office)
    });
    let ready = policy.zip(office).map(|(policy, office)| Ready {
        matcher: Matcher::new(&policy, &registers),
        office,
        policy,
        registers,
        people,
        signers,
        digest: digest_of(digests),
        files: read,
        delegations: Vec::new(),
        delegation_problems: Vec::new(),
        anchored: false,
        folder: if own { folder } else { String::new() },
    });
    Loaded { ready, problems, files }
}

/// Local times in registers that the house's time zone leaves out.
fn skipped_times(
    policy: &Policy,
    registers: &[Register],
    people: Option<&Register>,
) -> Vec<Diagnostic> {
    let name = &policy.pack(policy.house).zone;
    let Some(zone) = text::moment::zone(name) else { return Vec::new() };
    registers.iter().chain(people).flat_map(|one| one.skipped_times(&zone, name)).collect()
}

/// Loads the policy of a house at `root` from the cache if nothing has changed; else from its files, and keeps it.
#[must_use]
pub fn load_kept(
    cache: &Cache,
    root: &str,
    shelf: &dyn Shelf,
    config: &Config,
    prefix: &str,
    sources: &mut Sources,
) -> Loaded {
    let name = stored::name(root, sources);
    let setting = format!("{:?} {prefix:?}", config.policy);
    if let Some(ready) = stored::read(cache, &name, &setting, shelf, sources) {
        return Loaded { ready: Some(ready), problems: Vec::new(), files: 0 };
    }
    let first = sources.len();
    let recorder = Recorder::new(shelf);
    let loaded = load(&recorder, config, prefix, sources);
    if let Some(ready) = &loaded.ready {
        stored::write(cache, &name, &setting, &recorder, ready, (sources, first));
    }
    loaded
}

/// `sha256:` over sorted lines `PATH SP DIGEST LF`.
fn digest_of(mut files: Vec<(String, String)>) -> String {
    files.sort();
    let lines: String = files.iter().map(|(path, digest)| format!("{path} {digest}\n")).collect();
    text::digest(lines.as_bytes())
}

struct Loader<'a> {
    shelf: &'a dyn Shelf,
    prefix: &'a str,
    sources: &'a mut Sources,
    packs: Vec<PackSource>,
    known: BTreeMap<String, usize>,
    problems: Vec<Diagnostic>,
    /// Path, from its pack's folder, and digest of every rule file.
    digests: Vec<(String, String)>,
    /// Path, from the house, and digest of every file read.
    read: Vec<(String, String)>,
    /// Files read with the folder above that belong to packs of their own.
    aside: BTreeMap<String, RuleFile>,
    /// Files in which nothing could be read: what they were to hold nobody can say.
    lost: BTreeSet<SourceId>,
    files: usize,
}

impl Loader<'_> {
    /// A folder of rule files as a pack; its number.
    fn folder(&mut self, folder: &str) -> usize {
        let folder = folder.trim_end_matches('/');
        if let Some(&known) = self.known.get(folder) {
            return known;
        }
        let number = self.begin(folder, false);
        let opened = self.shelf.rule_files(folder).into_iter().map(|found| match found {
            Ok(path) => self.open(path),
            Err((path, reason)) => Opened::Problem(self.unreadable(&path, &reason)),
        });
        let opened = opened.collect();
        let mut files = Vec::new();
        let mut whole = true;
        for file in self.parse(opened) {
            whole &= file.as_ref().is_some_and(|(_, file)| !self.lost.contains(&file.source));
            files.extend(file);
        }
        for (path, file) in self.without_own_packs(folder, files) {
            let below = path.get(folder.len() + 1..).unwrap_or(&path).to_owned();
            let digest = text::digest(file.text.as_bytes());
            self.digests.push((below, digest.clone()));
            self.read.push((path, digest));
            self.packs[number].files.push(file);
        }
        let source = match self.packs[number].files.first() {
            Some(file) => file.source,
            None => self.sources.add(format!("{}{folder}", self.prefix), ""),
        };
        (self.packs[number].source, self.packs[number].whole) = (source, whole);
        self.follow(number, folder);
        number
    }

    /// A shipped pack; its number.
    fn built_in(&mut self, name: &str) -> Option<usize> {
        if let Some(&known) = self.known.get(name) {
            return Some(known);
        }
        let shipped = pack::named(name)?;
        let number = self.begin(name, true);
        let texts = shipped.files.iter().map(|file| {
            let (name, text) = (file.name.to_owned(), Arc::<str>::from(file.text));
            let source = self.sources.add(file.name, Arc::clone(&text));
            Opened::Text { path: name, text, source }
        });
        let texts = texts.collect();
        let parsed = self.parse(texts).into_iter().flatten().map(|(_, file)| file);
        self.packs[number].files.extend(parsed);
        if let Some(first) = self.packs[number].files.first() {
            self.packs[number].source = first.source;
        }
        let version = (name.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        self.digests.push(version.clone());
        self.read.push(version);
        self.follow(number, name);
        Some(number)
    }

    fn begin(&mut self, folder: &str, built_in: bool) -> usize {
        let number = self.packs.len();
        self.known.insert(folder.to_owned(), number);
        self.packs.push(PackSource {
            folder: folder.to_owned(),
            built_in,
            source: SourceId(0),
            whole: true,
            files: Vec::new(),
            uses: Vec::new(),
            registers: Vec::new(),
        });
        number
    }

    /// The files of a pack; those of subfolders that are packs of their own are put aside.
    fn without_own_packs(
        &mut self,
        folder: &str,
        files: Vec<(String, RuleFile)>,
    ) -> Vec<(String, RuleFile)> {
        let parent = |path: &str| path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        let packs = files.iter().filter(|(path, file)| parent(path) != folder && has_pack(file));
        let packs: Vec<String> = packs.map(|(path, _)| format!("{}/", parent(path))).collect();
        let inner = |path: &str| packs.iter().any(|pack| path.starts_with(pack));
        let (aside, own) = files.into_iter().partition(|(path, _)| inner(path));
        self.aside.extend::<Vec<_>>(aside);
        own
    }

    fn open(&mut self, path: String) -> Opened {
        if let Some(file) = self.aside.remove(&path) {
            return Opened::Parsed(path, file);
        }
        let bytes = match self.shelf.read(&path) {
            Ok(bytes) => bytes,
            Err(reason) => return Opened::Problem(self.unreadable(&path, &reason)),
        };
        let shown = format!("{}{path}", self.prefix);
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text: Arc<str> = text.into();
                let source = self.sources.add(shown, Arc::clone(&text));
                Opened::Text { path, text, source }
            }
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = self.sources.add(shown, text);
                let complaint = super::problem::NotUtf8 { path };
                Opened::Problem(complaint.at(Place::new(source, Span::empty(offset))))
            }
        }
    }

    /// Reads opened files, on several threads if there is much to read; what is wrong is told in their order.
    fn parse(&mut self, opened: Vec<Opened>) -> Vec<Option<(String, RuleFile)>> {
        let bytes: usize = opened.iter().map(Opened::bytes).sum();
        let threads = if bytes < MUCH { 1 } else { world::cores().min(opened.len()) };
        let parsed = |at: usize, _: &mut ()| match &opened[at] {
            Opened::Text { text, source, .. } => Some(crate::syntax::parse(text, *source)),
            Opened::Parsed(..) | Opened::Problem(_) => None,
        };
        let mut trees = Vec::with_capacity(opened.len());
        in_order(opened.len(), threads, || (), parsed, |tree| trees.push(tree));
        let files = opened.into_iter().zip(trees).map(|(opened, tree)| match (opened, tree) {
            (Opened::Text { path, text, source }, Some((tree, problems))) => {
                self.files += 1;
                if tree.items.is_empty() && !problems.is_empty() {
                    self.lost.insert(source);
                }
                self.problems.extend(problems);
                Some((path, RuleFile { source, text, tree }))
            }
            (Opened::Parsed(path, file), _) => Some((path, file)),
            (Opened::Problem(problem), _) => {
                self.problems.push(problem);
                None
            }
            (Opened::Text { .. }, None) => None,
        });
        files.collect()
    }

    fn unreadable(&mut self, path: &str, reason: &Unread) -> Diagnostic {
        let source = self.sources.add(format!("{}{path}", self.prefix), "");
        let complaint = UnreadablePolicy { path: path.to_owned(), reason: reason.words() };
        complaint.at(Place::new(source, Span::default()))
    }

    /// Follows the `use` items of a pack and reads its registers.
    fn follow(&mut self, number: usize, folder: &str) {
        let wanted: Vec<UseTarget> =
            self.packs[number].use_items().map(|(_, item)| item.target.clone()).collect();
        let mut uses = Vec::new();
        for target in wanted {
            uses.push(match &target {
                UseTarget::BuiltIn(path) => self.built_in(&path.text()),
                UseTarget::Folder(text) => {
                    let path = joined(folder, &text.value());
                    let there = path.filter(|path| self.shelf.has_folder(path));
                    let small = self.packs.len() <= crate::policy::MAX_PACKS;
                    there.filter(|_| small).map(|path| self.folder(&path))
                }
            });
        }
        self.packs[number].uses = uses;
        let registers: Vec<(String, String, Place)> = self.packs[number]
            .register_items()
            .map(|(file, item)| {
                (
                    item.name.value.clone(),
                    item.file.value(),
                    Place::new(file.source, item.file.span),
                )
            })
            .collect();
        for (name, file, place) in registers {
            let shipped = self.packs[number].built_in;
            let folder = if shipped { self.packs[0].folder.clone() } else { folder.to_owned() };
            let there = joined(&folder, &file).is_some_and(|path| self.shelf.has_file(&path));
            // What a used pack asks for, the house may have under this path, in a register of its own, or not.
            let house_has = number != 0 && self.house_has_register(&name);
            let open = if shipped { house_has || !there } else { house_has && !there };
            let register = if open { None } else { self.register(&name, &folder, &file, place) };
            self.packs[number].registers.push(register);
        }
    }

    /// Whether the house declares a register of this name; it stands for the one that a used pack lacks.
    fn house_has_register(&self, name: &str) -> bool {
        let mut declared = self.packs.first().into_iter().flat_map(PackSource::register_items);
        declared.any(|(_, item)| item.name.value == name)
    }

    fn register(&mut self, name: &str, folder: &str, file: &str, place: Place) -> Option<Register> {
        let path = joined(folder, file);
        let bytes = match path.as_deref().map(|path| self.shelf.read(path)) {
            Some(Ok(bytes)) => bytes,
            Some(Err(reason)) => {
                let complaint = MissingRegister { path: file.to_owned(), reason: reason.words() };
                self.problems.push(complaint.at(place));
                return None;
            }
            None => {
                let complaint =
                    MissingRegister { path: file.to_owned(), reason: Unread::Outside.words() };
                self.problems.push(complaint.at(place));
                return None;
            }
        };
        self.read_register(Kind::of_name(name), path.as_deref().unwrap_or(file), &bytes)
    }

    fn read_register(&mut self, kind: Kind, path: &str, bytes: &[u8]) -> Option<Register> {
        self.read.push((path.to_owned(), text::digest(bytes)));
        let text = String::from_utf8_lossy(bytes);
        let source = self.sources.add(format!("{}{path}", self.prefix), text.as_ref());
        if let std::borrow::Cow::Owned(_) = text {
            let complaint = super::problem::NotUtf8 { path: path.to_owned() };
            self.problems.push(complaint.at(Place::new(source, Span::default())));
            return None;
        }
        let (register, problems) = register::read(kind, &text, source);
        self.problems.extend(problems);
        Some(register)
    }

    /// The house's people register, read if it is there, declared or not.
    fn people(&mut self, folder: &str) -> Option<Register> {
        let declared =
            self.packs.first()?.register_items().any(|(_, item)| item.name.value == "people");
        let path = joined(folder, "registers/people.yaml")?;
        if declared || !self.shelf.has_file(&path) {
            return None;
        }
        match self.shelf.read(&path) {
            Ok(bytes) => self.read_register(Kind::People, &path, &bytes),
            Err(reason) => {
                let problem = self.unreadable(&path, &reason);
                self.problems.push(problem);
                None
            }
        }
    }

    /// The keys that a file of allowed signers supplies to people of the register, read if it is there.
    fn signers(&mut self, folder: &str) -> Option<(SourceId, Vec<Supplied>)> {
        let path = joined(folder, SIGNERS).filter(|path| self.shelf.has_file(path))?;
        let bytes = match self.shelf.read(&path) {
            Ok(bytes) => bytes,
            Err(reason) => {
                self.unreadable(&path, &reason);
                return None;
            }
        };
        self.read.push((path.clone(), text::digest(&bytes)));
        let text = String::from_utf8_lossy(&bytes);
        let source = self.sources.add(format!("{}{path}", self.prefix), text.as_ref());
        let (supplied, problems) = signers::read(&text, source);
        self.problems.extend(problems);
        Some((source, supplied))
    }
}

/// A rule file on its way.
enum Opened {
    /// Its text, to be parsed.
    Text { path: String, text: Arc<str>, source: SourceId },
    /// Parsed before.
    Parsed(String, RuleFile),
    /// It cannot be read.
    Problem(Diagnostic),
}

impl Opened {
    fn bytes(&self) -> usize {
        match self {
            Self::Text { text, .. } => text.len(),
            Self::Parsed(..) | Self::Problem(_) => 0,
        }
    }
}

/// Whether one of the file's items says that its folder is a pack.
fn has_pack(file: &RuleFile) -> bool {
    file.tree.items.iter().any(|item| matches!(item.kind, ItemKind::Pack(_)))
}

/// `path` as seen from `folder`, `.` and `..` resolved; `None` if it leads out of the house.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '\\']) || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths_stay_in_the_house() {
        assert_eq!(joined("policy", "./channels"), Some("policy/channels".into()));
        assert_eq!(joined("policy/a", "../b/x.yaml"), Some("policy/b/x.yaml".into()));
        assert_eq!(joined("policy", "../../x"), None);
        assert_eq!(joined("policy", "/etc/passwd"), None);
    }
}
