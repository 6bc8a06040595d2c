//! Flags that choose drafts: those of a list, those that changed, those that are staged.

use crate::run::{Request, SIDECAR, git_words};
use crate::text::Tongue;
use crate::world::{Fault, Git, Tree};

/// Which drafts
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
#[command(next_help_heading = "Which drafts")]
pub struct Which {
    /// Of the files named, only those that the house makes drafts: for hooks, which pass everything
    #[arg(long)]
    pub only_drafts: bool,
    /// Only drafts that differ from where this branch left REV, such as `origin/main`
    #[arg(long, value_name = "REV", conflicts_with = "paths")]
    pub changed_since: Option<String>,
    /// Only drafts that are staged, as they are staged: for a git hook
    #[arg(long, conflicts_with_all = ["paths", "fix", "unsafe_fixes", "diff"])]
    pub staged: bool,
}

impl Which {
    /// The request narrowed to these drafts.
    ///
    /// # Errors
    /// Why git could not say which, in words.
    pub fn of(&self, request: Request, tongue: Tongue) -> Result<Request, String> {
        if self.only_drafts {
            return Ok(Request { from_list: true, ..request });
        }
        let name = self.changed_since.as_deref().unwrap_or("HEAD");
        let told = |fault: Fault| git_words(&fault, name).get(tongue.language()).to_owned();
        if self.changed_since.is_some() {
            let git = Git::nearest(&request.folder).map_err(told)?;
            let files = git.changed_since(name).map_err(told)?;
            return Ok(of_files(&git, files, request));
        }
        if self.staged {
            let git = Git::nearest(&request.folder).map_err(told)?;
            let changes = git.staged().map_err(told)?;
            let tree = Tree::Snapshot(git.index().map_err(told)?);
            let files = changes.into_iter().map(|change| change.path).collect();
            return Ok(of_files(&git, files, Request { tree, ..request }));
        }
        Ok(request)
    }
}

/// The drafts that files are, or that they speak of: records and metadata lie beside theirs.
fn of_files(git: &Git, files: Vec<String>, request: Request) -> Request {
    let draft = |path: &str| {
        let beside = path.strip_suffix(SIDECAR).or_else(|| path.strip_suffix(".yaml"));
        beside.filter(|draft| draft.contains('.')).unwrap_or(path).to_owned()
    };
    let mut paths: Vec<_> = files.iter().map(|path| git.root().join(draft(path))).collect();
    paths.retain(|path| path.starts_with(&request.folder) && request.tree.is_file(path));
    Request { paths, from_list: true, ..request }
}
