//! git, asked: what a name means, which files a revision or the index has, who changed what since.
//!
//! In: a folder and names as people type them. Out: [`Commit`]s, [`Snapshot`]s, [`Change`]s; or one plain
//! [`Fault`]. Files come from one `ls-tree` and one `cat-file --batch`, however many are read. Nothing in a
//! repository can make git run a program or use the network here: hooks, pagers, file monitors, filters,
//! external differences and lazy fetching are off, replacements and grafts are ignored.

mod change;
mod fault;
mod history;
mod reader;
mod snapshot;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

pub use change::{Change, same_text};
pub use fault::Fault;
pub use history::{Commit, History, Touch};
pub use snapshot::Snapshot;

use reader::{Object, Reader};

/// Variables that would point git at another repository, index or object store than the one meant.
const MISLEADING: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_CEILING_DIRECTORIES",
];

/// A repository.
pub struct Git {
    root: PathBuf,
    reader: Mutex<Option<Reader>>,
}

impl std::fmt::Debug for Git {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Git").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Git {
    /// The outermost repository around a folder: a repository inside another one belongs to the change that
    /// is judged, so it must not be the one that judges.
    ///
    /// # Errors
    /// [`Fault::NoRepository`].
    pub fn outermost(folder: &Path) -> Result<Arc<Self>, Fault> {
        Self::at(folder.ancestors().filter(|folder| folder.join(".git").exists()).last())
    }

    /// The nearest repository around a folder: whose index a hook means.
    ///
    /// # Errors
    /// [`Fault::NoRepository`].
    pub fn nearest(folder: &Path) -> Result<Arc<Self>, Fault> {
        Self::at(folder.ancestors().find(|folder| folder.join(".git").exists()))
    }

    fn at(root: Option<&Path>) -> Result<Arc<Self>, Fault> {
        let root = root.ok_or(Fault::NoRepository)?.to_owned();
        Ok(Arc::new(Self { root, reader: Mutex::new(None) }))
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path below its root, written with `/`; nothing if it lies elsewhere.
    #[must_use]
    pub fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        Some(below.to_string_lossy().replace('\\', "/"))
    }

    /// The commit that a name means, in full.
    ///
    /// # Errors
    /// Why there is none, or not exactly one: who could make a branch beside a tag of the same name could
    /// otherwise choose what judges.
    pub fn resolve(&self, name: &str) -> Result<String, Fault> {
        let bad = |byte: u8| byte <= b' ' || byte == 0x7f || byte == b':';
        if name.is_empty() || name.starts_with('-') || name.contains("..") || name.bytes().any(bad)
        {
            return Err(Fault::BadName);
        }
        let end = name.find(['^', '~']).or_else(|| name.find("@{")).unwrap_or(name.len());
        let base = &name[..end];
        if !base.is_empty() && base != "@" {
            self.one_meaning(base)?;
        }
        let commit = self.object(&format!("{name}^{{commit}}"))?;
        commit.map(|object| object.id).ok_or_else(|| Fault::Unknown(self.root.clone()))
    }

    /// Refuses a name that more than one reference has, or that is one and reads as an object's too.
    fn one_meaning(&self, base: &str) -> Result<(), Fault> {
        let mut meant: Vec<String> = Vec::new();
        for full in [
            format!("refs/{base}"),
            format!("refs/tags/{base}"),
            format!("refs/heads/{base}"),
            format!("refs/remotes/{base}"),
            format!("refs/remotes/{base}/HEAD"),
        ] {
            meant.extend(self.object(&full)?.map(|object| object.id));
        }
        let plain = self.object(base)?.map(|object| object.id);
        let hexadecimal = base.len() >= 4 && base.bytes().all(|byte| byte.is_ascii_hexdigit());
        match meant.as_slice() {
            [] => Ok(()),
            [only] if !hexadecimal && plain.as_ref() == Some(only) => Ok(()),
            _ => Err(Fault::Ambiguous),
        }
    }

    /// The files of a commit.
    ///
    /// # Errors
    /// What git says.
    pub fn snapshot(self: &Arc<Self>, commit: &str) -> Result<Arc<Snapshot>, Fault> {
        let mut command = command(&self.root);
        command.args(["ls-tree", "-r", "-z", "--full-tree", commit]);
        Ok(Arc::new(Snapshot::of_tree(Arc::clone(self), &run(&mut command)?)))
    }

    /// The files as staged. Inside a hook this is the index that git means, which need not be the usual one.
    ///
    /// # Errors
    /// What git says.
    pub fn index(self: &Arc<Self>) -> Result<Arc<Snapshot>, Fault> {
        let mut command = with_index(command(&self.root));
        command.args(["ls-files", "--stage", "-z"]);
        Ok(Arc::new(Snapshot::of_index(Arc::clone(self), &run(&mut command)?)))
    }

    /// What of `files` (below the root) is not as in a snapshot: new, changed, or brought from another name.
    /// Line ends do not count, for a checkout may set them.
    #[must_use]
    pub fn changed(&self, since: &Snapshot, files: &[String]) -> Vec<Change> {
        change::on_disk(&self.root, since, files)
    }

    /// The files on disk that differ from where the current branch left `name`, or from `name` itself where the two
    /// have no common commit; new files that git does not know yet included.
    ///
    /// # Errors
    /// Why git cannot say.
    pub fn changed_since(&self, name: &str) -> Result<Vec<String>, Fault> {
        let commit = self.resolve(name)?;
        let mut command = command(&self.root);
        let joint = run(command.args(["merge-base", &commit, "HEAD"])).ok();
        let joint = joint.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
        let mut command = self::command(&self.root);
        command.args(["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d"]);
        command.args(["--no-ext-diff", "--no-textconv", "--ignore-submodules", "--no-color"]);
        command.arg(joint.unwrap_or(commit)).arg("--");
        let mut files = change::names(&run(&mut command)?);
        let mut command = self::command(&self.root);
        command.args(["ls-files", "--others", "--exclude-standard", "-z"]);
        files.extend(change::names(&run(&mut command)?));
        Ok(files)
    }

    /// What is staged and not as in the current commit; all of it before the first commit.
    ///
    /// # Errors
    /// What git says.
    pub fn staged(&self) -> Result<Vec<Change>, Fault> {
        if self.object("HEAD^{commit}")?.is_none() {
            let mut command = with_index(command(&self.root));
            command.args(["ls-files", "--cached", "-z"]);
            return Ok(change::all_new(&run(&mut command)?));
        }
        let mut command = with_index(command(&self.root));
        command.args([
            "diff-index",
            "--cached",
            "--name-status",
            "-z",
            "-M",
            "--no-ext-diff",
            "HEAD",
        ]);
        Ok(change::listed(&run(&mut command)?))
    }

    /// Who changed what between two commits.
    ///
    /// # Errors
    /// What git says; [`Fault::Cut`] if commits are missing between the two.
    pub fn history(&self, since: &str, head: &str) -> Result<History, Fault> {
        let mut command = command(&self.root);
        command.args(["log", "-z", "--topo-order", "-c", "--name-status", "-M", "--no-color"]);
        command.args(["--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap"]);
        command.args(["--encoding=UTF-8", "--no-notes", history::FORMAT]);
        command.arg(format!("{since}..{head}")).arg("--");
        let history = History::read(&run(&mut command)?);
        for root in history.roots() {
            // A shallow clone shows its last commits without parents; the commit itself names them.
            let object = self.object(root)?;
            let parents = object.is_some_and(|object| {
                object.bytes.split(|&byte| byte == b'\n').any(|line| line.starts_with(b"parent "))
            });
            if parents {
                return Err(Fault::Cut);
            }
        }
        Ok(history)
    }

    /// An object by any of its names; nothing if there is none.
    fn object(&self, name: &str) -> Result<Option<Object>, Fault> {
        self.with_reader(|reader| reader.ask(name))
    }

    fn with_reader<T>(
        &self,
        act: impl FnOnce(&mut Reader) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut guard = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.is_none() {
            *guard = Some(Reader::start(command(&self.root))?);
        }
        match guard.as_mut() {
            Some(reader) => act(reader),
            None => Err(Fault::NoGit),
        }
    }
}

/// git in a repository, with everything off that could run something or change the answer.
fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    command.args(["-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]);
    command.args(["-c", "advice.graftFileDeprecated=false"]);
    command.current_dir(root).stdin(Stdio::null());
    for name in MISLEADING {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_GRAFT_FILE", "/dev/null")
        .env("LC_ALL", "C");
    command
}

/// The same with the index that a hook was given.
fn with_index(mut command: Command) -> Command {
    if let Some(index) = std::env::var_os("GIT_INDEX_FILE") {
        command.env("GIT_INDEX_FILE", index);
    }
    command
}

fn run(command: &mut Command) -> Result<Vec<u8>, Fault> {
    let output = command.output().map_err(|error| Fault::of_start(&error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(Fault::said(&output.stderr)) }
}
