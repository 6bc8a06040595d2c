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
use crate::policy::late::Bytes;
use crate::register::{self, Kind, Register};
use crate::text::{self, Source, SourceId, Sources};
use crate::world::{Cache, Shelf, Stamp, Unread};

/// Which build of the program this is: of the same version there may be many.
const BUILD: &str = env!("OBSTAT_BUILD");

/// A question to the shelf, with its answer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Asked {
    /// A file, the digest of its bytes, and what the system says of it, if that tells of every change.
    Read(String, String, Option<Stamp>),
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
        let (read, stamp) = read_with_stamp(self.shelf, path);
        self.note(match &read {
            Ok(bytes) => Asked::Read(path.to_owned(), text::digest(bytes), stamp),
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

/// A file with its stamp, if that has not changed while it was read and a later change would be seen.
fn read_with_stamp(shelf: &dyn Shelf, path: &str) -> (Result<Vec<u8>, Unread>, Option<Stamp>) {
    let before = shelf.stamp(path);
    let read = shelf.read(path);
    let stamp = before.filter(|stamp| stamp.is_settled() && shelf.stamp(path) == before);
    (read, stamp)
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
    let bytes = Arc::new(cache.read(name)?);
    let (content, hash) = bytes.split_last_chunk::<8>()?;
    let content = content.strip_prefix(BUILD.as_bytes())?;
    if hash_of(content) != u64::from_le_bytes(*hash) {
        return None;
    }
    let (mut head, rest): (Head, &[u8]) = postcard::take_from_bytes(content).ok()?;
    if head.setting != setting || head.first as usize != sources.len() {
        return None;
    }
    let answers = ask_again(&mut head.asked, shelf)?;
    let end = bytes.len() - hash.len();
    let body: Body = Bytes::read(&bytes, end - rest.len()..end).ok()?;
    if answers.renewed
        && let Ok(head) = postcard::to_stdvec(&head)
    {
        put(cache, name, head, rest);
    }
    let first = head.first;
    let mut texts = Texts { head, bytes: answers.bytes, shelf };
    let mut register = |kind: Kind, source: Option<SourceId>| {
        let Some(id) = source else { return Some(Register::empty(kind)) };
        Some(register::read(kind, &texts.now(id.0.checked_sub(first)?)?, id).0)
    };
    let registers = body.registers.iter().map(|&(kind, source)| register(kind, source));
    let registers: Vec<Register> = registers.collect::<Option<_>>()?;
    let people = match body.people {
        Some(source) => Some(register(Kind::People, Some(source))?),
        None => None,
    };
    let keys = match body.signers {
        Some(id) => signers::read(&texts.now(id.0.checked_sub(first)?)?, id).0,
        None => Vec::new(),
    };
    let Body { policy, matcher, digest, files, folder, signers, .. } = body;
    let restored: Vec<Source> =
        (0..texts.head.sources.len()).map(|nth| texts.source(nth)).collect::<Option<_>>()?;
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

/// The sources that were kept, with what was read again of their files.
struct Texts<'a> {
    head: Head,
    /// By the number of the question; none where nothing had to be read.
    bytes: Vec<Option<Vec<u8>>>,
    shelf: &'a dyn Shelf,
}

impl Texts<'_> {
    /// The text of a source, read now if it was not; none if that is not what it was.
    fn now(&mut self, nth: u32) -> Option<Arc<str>> {
        let (name, origin) = self.head.sources.get(nth as usize)?;
        match origin {
            Origin::Shipped => shipped(name).map(Arc::from),
            Origin::Here(text) => Some(text.as_str().into()),
            Origin::Read(question) => {
                let Asked::Read(path, digest, _) = self.head.asked.get(*question as usize)? else {
                    return None;
                };
                let bytes = self.bytes.get_mut(*question as usize)?;
                if bytes.is_none() {
                    let read = self.shelf.read(path).ok()?;
                    *bytes = Some(read).filter(|read| text::digest(read) == *digest);
                }
                std::str::from_utf8(bytes.as_ref()?).ok().map(Arc::from)
            }
        }
    }

    /// A source; a text of which nothing has been read so far is read when it is needed.
    fn source(&mut self, nth: usize) -> Option<Source> {
        let (name, origin) = self.head.sources.get(nth)?;
        let name = name.as_str();
        if let Origin::Read(question) = origin
            && self.bytes.get(*question as usize)?.is_none()
            && let Some(Asked::Read(path, digest, _)) = self.head.asked.get(*question as usize)
            && let Some(place) = self.shelf.later(path, digest)
        {
            return Some(Source::later(name, place));
        }
        let name = name.to_owned();
        Some(Source::new(name, self.now(u32::try_from(nth).ok()?)?))
    }
}

/// What came of asking again.
struct Answers {
    /// What was read, by the number of the question.
    bytes: Vec<Option<Vec<u8>>>,
    /// Whether a file has a stamp now that it had not, or another one.
    renewed: bool,
}

/// Asks the shelf again; none if an answer differs. A file whose stamp is the same is not read.
fn ask_again(asked: &mut [Asked], shelf: &dyn Shelf) -> Option<Answers> {
    let mut answers = Answers { bytes: Vec::with_capacity(asked.len()), renewed: false };
    for one in asked {
        let (same, bytes) = match one {
            Asked::Read(path, _, stamp) if stamp.is_some() && shelf.stamp(path) == *stamp => {
                (true, None)
            }
            Asked::Read(path, digest, stamp) => {
                let (read, new) = read_with_stamp(shelf, path);
                let bytes = read.ok()?;
                let same = text::digest(&bytes) == *digest;
                if new.is_some() {
                    *stamp = new;
                    answers.renewed = true;
                }
                (same, Some(bytes))
            }
            Asked::Listed(folder, paths) => {
                let found = shelf.rule_files(folder);
                let same = found.len() == paths.len()
                    && found.iter().zip(paths).all(|(one, path)| one.as_ref().ok() == Some(path));
                (same, None)
            }
            Asked::Folder(path, there) => (shelf.has_folder(path) == *there, None),
            Asked::File(path, there) => (shelf.has_file(path) == *there, None),
            Asked::Failed => (false, None),
        };
        if !same {
            return None;
        }
        answers.bytes.push(bytes);
    }
    Some(answers)
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
    let Ok(head) = postcard::to_stdvec(&head) else { return };
    let Ok(body) = postcard::to_stdvec(&body) else { return };
    put(cache, name, head, &body);
}

fn put(cache: &Cache, name: &str, head: Vec<u8>, body: &[u8]) {
    let mut content = head;
    content.extend_from_slice(body);
    let hash = hash_of(&content);
    let bytes = [BUILD.as_bytes(), &content, &hash.to_le_bytes()].concat();
    cache.write(name, &bytes);
}

fn kept(source: &Source, asked: &[Asked]) -> (String, Origin) {
    let name = source.name().to_owned();
    let digest = text::digest(source.text().as_bytes());
    let read =
        asked.iter().position(|one| matches!(one, Asked::Read(_, read, _) if *read == digest));
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

/// Tells a damaged file from a sound one, 32 bytes at a time; whoever may write to the folder is trusted.
fn hash_of(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(PRIME);
    let (rows, rest) = bytes.as_chunks::<32>();
    let mut last = [0; 32];
    last[..rest.len()].copy_from_slice(rest);
    let mut lanes = [bytes.len() as u64, 1, 2, 3];
    for row in rows.iter().chain([&last]) {
        for (lane, word) in lanes.iter_mut().zip(row.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    lanes.into_iter().fold(0, mix)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// One file, of which the system says something.
    struct OneFile {
        text: &'static str,
        stamp: Option<Stamp>,
        reads: AtomicUsize,
    }

    impl Shelf for OneFile {
        fn read(&self, _: &str) -> Result<Vec<u8>, Unread> {
            self.reads.fetch_add(1, Ordering::Relaxed);
            Ok(self.text.into())
        }

        fn read_most(&self, path: &str, _: usize) -> Result<Vec<u8>, Unread> {
            self.read(path)
        }

        fn digest(&self, _: &str) -> Option<String> {
            None
        }

        fn stamp(&self, _: &str) -> Option<Stamp> {
            self.stamp
        }

        fn rule_files(&self, _: &str) -> Vec<Result<String, (String, Unread)>> {
            Vec::new()
        }

        fn has_folder(&self, _: &str) -> bool {
            true
        }

        fn has_file(&self, _: &str) -> bool {
            true
        }
    }

    /// What asking again answers after a file was read, and whether it was read again.
    fn again(before: OneFile, after: &OneFile) -> Option<(bool, usize)> {
        let recorder = Recorder::new(&before);
        recorder.read("a.obstat").expect("read");
        let mut asked = recorder.asked.into_inner().expect("not poisoned");
        let answers = ask_again(&mut asked, after)?;
        Some((answers.renewed, after.reads.load(Ordering::Relaxed)))
    }

    fn file(text: &'static str, stamp: Option<Stamp>) -> OneFile {
        OneFile { text, stamp, reads: AtomicUsize::new(0) }
    }

    #[test]
    fn a_file_is_read_again_unless_its_stamp_is_the_same() {
        let (old, other) = (Stamp::at(1), Stamp::at(2));
        assert_eq!(again(file("x", Some(old)), &file("x", Some(old))), Some((false, 0)));
        assert_eq!(again(file("x", Some(old)), &file("x", Some(other))), Some((true, 1)));
        assert_eq!(again(file("x", Some(old)), &file("y", Some(other))), None);
        assert_eq!(again(file("x", None), &file("x", None)), Some((false, 1)));
        // What was written just now may be written again without any sign.
        let now = Stamp::at(i64::MAX);
        assert_eq!(again(file("x", Some(now)), &file("x", Some(now))), Some((false, 1)));
        assert_eq!(again(file("x", Some(now)), &file("y", Some(now))), None);
    }

    #[test]
    fn a_hash_tells_every_byte_and_the_length() {
        let bytes: Vec<u8> = (0..100).collect();
        let whole = hash_of(&bytes);
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_ne!(hash_of(&other), whole, "byte {at}");
            assert_ne!(hash_of(&bytes[..at]), whole, "{at} bytes");
        }
        assert_ne!(hash_of(&[0; 32]), hash_of(&[0; 33]));
    }
}
