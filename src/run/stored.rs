//! A compiled policy as it is kept between runs.
//!
//! In: what loading a policy asked of its files, with what they answered, and what came of it. Out: the same
//! policy, if asking again gives the same answers. So whatever decides about a policy (a new rule file, a changed
//! register, a people register that now exists) makes the kept one stale, without a list of what that is.
//!
//! A kept policy begins with the build that made it and ends with a hash. What is stale, of another build,
//! damaged or cut is worked out anew and nobody is told. Registers are not kept but read again, like drafts:
//! they are data, and small.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::load::Ready;
use super::office::Office;
use crate::approval::signers;
use crate::matcher::Matcher;
use crate::pack;
use crate::policy::Policy;
use crate::register::{self, Kind, Register};
use crate::text::{self, Source, SourceId, Sources};
use crate::world::{Cache, Shelf, Unread};

/// Which build of the program this is: of the same version there may be many.
const BUILD: &str = env!("OBSTAT_BUILD");

/// A question to the shelf, with its answer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Asked {
    /// A file, and the digest of its bytes.
    Read(String, String),
    /// The rule files below a folder.
    Listed(String, Vec<String>),
    /// Whether a folder is there.
    Folder(String, bool),
    /// Whether a file is there.
    File(String, bool),
    /// What could not be read, or cannot be asked again: a policy that needed it is not kept.
    Failed,
}

/// A shelf that writes down what it is asked.
pub struct Recorder<'a> {
    shelf: &'a dyn Shelf,
    asked: Mutex<Vec<Asked>>,
}

impl<'a> Recorder<'a> {
    /// A recorder before a shelf.
    #[must_use]
    pub fn new(shelf: &'a dyn Shelf) -> Self {
        Self { shelf, asked: Mutex::default() }
    }

    fn note(&self, asked: Asked) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    }
}

impl Shelf for Recorder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let read = self.shelf.read(path);
        self.note(match &read {
            Ok(bytes) => Asked::Read(path.to_owned(), text::digest(bytes)),
            Err(_) => Asked::Failed,
        });
        read
    }

    /// Loading a policy asks for nothing that is only judged.
    fn read_most(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        self.note(Asked::Failed);
        self.shelf.read_most(path, limit)
    }

    fn digest(&self, path: &str) -> Option<String> {
        self.note(Asked::Failed);
        self.shelf.digest(path)
    }

    fn rule_files(&self, folder: &str) -> Vec<Result<String, (String, Unread)>> {
        let found = self.shelf.rule_files(folder);
        let paths: Option<Vec<String>> = found.iter().map(|one| one.clone().ok()).collect();
        self.note(paths.map_or(Asked::Failed, |paths| Asked::Listed(folder.to_owned(), paths)));
        found
    }

    fn has_folder(&self, path: &str) -> bool {
        let there = self.shelf.has_folder(path);
        self.note(Asked::Folder(path.to_owned(), there));
        there
    }

    fn has_file(&self, path: &str) -> bool {
        let there = self.shelf.has_file(path);
        self.note(Asked::File(path.to_owned(), there));
        there
    }
}

/// What is looked at before the policy itself is read.
#[derive(Serialize, Deserialize)]
struct Head {
    /// What decides beside the files: the configuration, and how paths are shown.
    setting: String,
    /// The number of the first source.
    first: u32,
    asked: Vec<Asked>,
    sources: Vec<(String, Origin)>,
}

/// Where the text of a source comes from.
#[derive(Serialize, Deserialize)]
enum Origin {
    /// The file read in the question of this number.
    Read(u32),
    /// The shipped file of the source's name.
    Shipped,
    /// Nowhere else.
    Here(String),
}

/// What is kept.
#[derive(Serialize, Deserialize)]
struct Body {
    policy: Policy,
    matcher: Matcher,
    /// The registers: what columns they have, and in which source they stand, if they do.
    registers: Vec<(Kind, Option<SourceId>)>,
    people: Option<SourceId>,
    signers: Option<SourceId>,
    digest: String,
    files: Vec<(String, String)>,
    folder: String,
}

#[derive(Serialize)]
struct BodyOf<'a> {
    policy: &'a Policy,
    matcher: &'a Matcher,
    registers: Vec<(Kind, Option<SourceId>)>,
    people: Option<SourceId>,
    signers: Option<SourceId>,
    digest: &'a str,
    files: &'a [(String, String)],
    folder: &'a str,
}

/// Under which name the policy of a house is kept.
#[must_use]
pub fn name(root: &str, sources: &Sources) -> String {
    let digest = text::digest(format!("{root}\0{}", sources.len()).as_bytes());
    let short: String = digest.chars().skip_while(|&ch| ch != ':').skip(1).take(32).collect();
    format!("{short}.policy")
}

/// The policy kept under a name, if everything is still as it was; its sources are added then.
#[must_use]
pub fn read(
    cache: &Cache,
    name: &str,
    setting: &str,
    shelf: &dyn Shelf,
    sources: &mut Sources,
) -> Option<Ready> {
    let bytes = cache.read(name)?;
    let (content, hash) = bytes.split_last_chunk::<8>()?;
    let content = content.strip_prefix(BUILD.as_bytes())?;
    if hash_of(content) != u64::from_le_bytes(*hash) {
        return None;
    }
    let (head, rest): (Head, &[u8]) = postcard::take_from_bytes(content).ok()?;
    if head.setting != setting || head.first as usize != sources.len() {
        return None;
    }
    let mut texts = ask_again(&head.asked, shelf)?;
    let body: Body = postcard::from_bytes(rest).ok()?;
    let restored = restored(head.sources, &mut texts)?;
    let text = |id: SourceId| {
        let at = id.0.checked_sub(head.first)?;
        restored.get(at as usize).map(Source::text)
    };
    let register = |kind: Kind, source: Option<SourceId>| {
        let Some(id) = source else { return Some(Register::empty(kind)) };
        Some(register::read(kind, &text(id)?, id).0)
    };
    let registers = body.registers.iter().map(|&(kind, source)| register(kind, source));
    let registers: Vec<Register> = registers.collect::<Option<_>>()?;
    let people = match body.people {
        Some(source) => Some(register(Kind::People, Some(source))?),
        None => None,
    };
    let keys = match body.signers {
        Some(id) => signers::read(&text(id)?, id).0,
        None => Vec::new(),
    };
    let Body { policy, matcher, digest, files, folder, signers, .. } = body;
    for source in restored {
        sources.insert(source);
    }
    let mut office = Office::new(&policy, &registers, people.as_ref());
    // Who has which key was found out when the policy was kept.
    office.supply(keys);
    Some(Ready {
        policy,
        matcher,
        registers,
        people,
        signers,
        digest,
        files,
        // Delegations and the base are no part of the policy: whoever loads it adds them.
        delegations: Vec::new(),
        delegation_problems: Vec::new(),
        anchored: false,
        office,
        folder,
    })
}

/// The sources that were kept, with their texts as they are now.
fn restored(kept: Vec<(String, Origin)>, texts: &mut [Vec<u8>]) -> Option<Vec<Source>> {
    let restored = kept.into_iter().map(|(name, origin)| {
        let text: Arc<str> = match origin {
            Origin::Read(nth) => {
                let bytes = std::mem::take(texts.get_mut(nth as usize)?);
                String::from_utf8(bytes).ok()?.into()
            }
            Origin::Shipped => shipped(&name)?.into(),
            Origin::Here(text) => text.into(),
        };
        Some(Source::new(name, text))
    });
    restored.collect()
}

/// Asks the shelf again: the bytes of what was read, by the number of the question; none if an answer differs.
fn ask_again(asked: &[Asked], shelf: &dyn Shelf) -> Option<Vec<Vec<u8>>> {
    let mut texts = Vec::with_capacity(asked.len());
    for one in asked {
        let (same, bytes) = match one {
            Asked::Read(path, digest) => {
                let bytes = shelf.read(path).ok()?;
                (text::digest(&bytes) == *digest, bytes)
            }
            Asked::Listed(folder, paths) => {
                let found = shelf.rule_files(folder);
                let same = found.len() == paths.len()
                    && found.iter().zip(paths).all(|(one, path)| one.as_ref().ok() == Some(path));
                (same, Vec::new())
            }
            Asked::Folder(path, there) => (shelf.has_folder(path) == *there, Vec::new()),
            Asked::File(path, there) => (shelf.has_file(path) == *there, Vec::new()),
            Asked::Failed => (false, Vec::new()),
        };
        if !same {
            return None;
        }
        texts.push(bytes);
    }
    Some(texts)
}

/// Keeps a policy under a name. `first` is the number of its first source.
pub fn write(
    cache: &Cache,
    name: &str,
    setting: &str,
    recorder: &Recorder<'_>,
    ready: &Ready,
    (sources, first): (&Sources, usize),
) {
    let asked = std::mem::take(&mut *recorder.asked.lock().unwrap_or_else(PoisonError::into_inner));
    if asked.contains(&Asked::Failed) {
        return;
    }
    ready.matcher.prepare(&ready.policy.languages);
    let kept = sources.iter().skip(first).map(|(_, source)| kept(source, &asked));
    let sources = kept.collect();
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    let head = Head { setting: setting.to_owned(), first, asked, sources };
    let body = BodyOf {
        policy: &ready.policy,
        matcher: &ready.matcher,
        registers: ready.registers.iter().map(|one| (one.kind(), one.source())).collect(),
        people: ready.people.as_ref().and_then(Register::source),
        signers: ready.signers,
        digest: &ready.digest,
        files: &ready.files,
        folder: &ready.folder,
    };
    let Ok(mut content) = postcard::to_stdvec(&head) else { return };
    let Ok(body) = postcard::to_stdvec(&body) else { return };
    content.extend(body);
    let hash = hash_of(&content);
    let bytes = [BUILD.as_bytes(), &content, &hash.to_le_bytes()].concat();
    cache.write(name, &bytes);
}

fn kept(source: &Source, asked: &[Asked]) -> (String, Origin) {
    let name = source.name().to_owned();
    let digest = text::digest(source.text().as_bytes());
    let read = asked.iter().position(|one| matches!(one, Asked::Read(_, read) if *read == digest));
    let origin = match read {
        _ if shipped(&name) == Some(&*source.text()) => Origin::Shipped,
        Some(nth) => Origin::Read(u32::try_from(nth).unwrap_or(u32::MAX)),
        None => Origin::Here(source.text().to_string()),
    };
    (name, origin)
}

/// The text of a shipped file.
fn shipped(name: &str) -> Option<&'static str> {
    let files = pack::all().iter().flat_map(|pack| pack.files);
    files.into_iter().find(|file| file.name == name).map(|file| file.text)
}

/// Tells a damaged file from a sound one, eight bytes at a time; whoever may write to the folder is trusted.
fn hash_of(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    words.fold(bytes.len() as u64, |hash, word| {
        (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
