//! `obstat format`: rule files laid out.

use std::path::{Path, PathBuf};

use super::house::current_folder_or_tell;
use super::terminal::Terminal;
use crate::diagnostic::{Complaint, Diagnostic};
use crate::format::format;
use crate::render::visible;
use crate::run::Houses;
use crate::run::problem::{NotUtf8, UnreadablePolicy};
use crate::syntax::limit::MAX_FILE;
use crate::text::diff::unified;
use crate::text::{Place, Sources, Span};
use crate::world::{self, Disk, Shelf, Unread};

/// The name under which standard input is shown.
const STDIN: &str = "stdin.obstat";

/// Lay out rule files
#[derive(Debug, clap::Args)]
pub struct Format {
    /// Rule files and folders; `-` lays out standard input; else the policy of the house
    pub paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change, and fail if there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub diff: bool,
}

/// Runs the command.
pub fn run(args: &Format, terminal: &mut Terminal) -> u8 {
    let mut desk =
        Desk { args, terminal, sources: Sources::new(), all: 0, changed: 0, failed: false };
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return desk.standard_input();
    }
    desk.files();
    desk.summary()
}

/// The work on one call.
struct Desk<'a> {
    args: &'a Format,
    terminal: &'a mut Terminal,
    sources: Sources,
    all: usize,
    changed: usize,
    failed: bool,
}

impl Desk<'_> {
    fn standard_input(&mut self) -> u8 {
        match world::standard_input(MAX_FILE) {
            Ok(bytes) => {
                if let Some((text, new)) = self.lay_out(STDIN, bytes) {
                    if self.args.check || self.args.diff {
                        self.show(STDIN, &text, &new);
                    } else {
                        self.terminal.out(&new);
                        return 0;
                    }
                }
            }
            Err(reason) => self.unreadable(STDIN, &reason),
        }
        self.status()
    }

    /// All files that are meant, each once, whatever links lead to it.
    fn files(&mut self) {
        let Some(here) = current_folder_or_tell(self.terminal) else {
            self.failed = true;
            return;
        };
        let mut paths = self.args.paths.clone();
        if paths.is_empty() {
            let mut houses = Houses::new(&here);
            let number = houses.of(&here, &mut self.sources);
            let house = houses.get(number);
            let folder = house.config.policy.as_deref().unwrap_or("policy");
            paths.push(PathBuf::from(houses.shown(&house.root.join(folder))));
        }
        let mut done: Vec<PathBuf> = Vec::new();
        for path in paths {
            let full = here.join(&path);
            let found = if world::is_folder(&full) { self.below(&path, &full) } else { vec![path] };
            for path in found {
                let real = world::real_path(&here.join(&path));
                if !real.as_ref().is_some_and(|real| done.contains(real)) {
                    self.file(&path, real.as_deref().unwrap_or(&path));
                    done.extend(real);
                }
            }
        }
    }

    /// The rule files of a folder; what lies outside of it is not its own.
    fn below(&mut self, path: &Path, full: &Path) -> Vec<PathBuf> {
        let shelf = Disk::new(full);
        let mut files = Vec::new();
        for found in shelf.rule_files("") {
            match found {
                Ok(file) if shelf.holds(&file) => files.push(path.join(file)),
                Ok(file) => self.unreadable(&shown(&path.join(file)), &Unread::Outside),
                Err((file, reason)) => self.unreadable(&shown(&path.join(file)), &reason),
            }
        }
        if files.is_empty() && !self.failed {
            let path = shown(path);
            self.terminal.complain(
                &format!("there is no rule file in `{path}`"),
                &format!("in `{path}` liegt keine Regeldatei"),
            );
            self.failed = true;
        }
        files
    }

    fn file(&mut self, path: &Path, real: &Path) {
        let name = shown(path);
        let bytes = match Disk::read_limited(real, MAX_FILE) {
            Ok(bytes) => bytes,
            Err(reason) => return self.unreadable(&name, &reason),
        };
        let Some((text, new)) = self.lay_out(&name, bytes) else { return };
        if text == new {
            return;
        }
        if self.args.check || self.args.diff {
            self.show(&name, &text, &new);
        } else if let Err(error) = world::write_whole(real, new.as_bytes()) {
            self.terminal.complain(
                &format!("`{name}` cannot be written: {error}"),
                &format!("`{name}` lässt sich nicht schreiben: {error}"),
            );
            self.failed = true;
        } else {
            self.changed += 1;
        }
    }

    /// A text and its layout; nothing if it must be left alone.
    fn lay_out(&mut self, name: &str, bytes: Vec<u8>) -> Option<(String, String)> {
        self.all += 1;
        let Ok(text) = String::from_utf8(bytes) else {
            let source = self.sources.add(name, "");
            let complaint = NotUtf8 { path: name.to_owned() };
            self.tell(&[complaint.at(Place::new(source, Span::default()))]);
            return None;
        };
        let source = self.sources.add(name, text.as_str());
        match format(&text, source) {
            Ok(new) => Some((text, new)),
            Err(problems) => {
                self.tell(&problems);
                None
            }
        }
    }

    /// Shows that a file would change.
    fn show(&mut self, name: &str, text: &str, new: &str) {
        if text == new {
            return;
        }
        self.changed += 1;
        if self.args.check {
            self.terminal.out(&format!("{}\n", visible::line(name)));
        }
        if self.args.diff {
            let diff = unified(name, text, new);
            let lines = diff.lines().map(|line| format!("{}\n", visible::line(line)));
            self.terminal.out(&lines.collect::<String>());
        }
    }

    fn unreadable(&mut self, name: &str, reason: &Unread) {
        self.all += 1;
        let source = self.sources.add(name, "");
        let complaint = UnreadablePolicy { path: name.to_owned(), reason: reason.words() };
        self.tell(&[complaint.at(Place::new(source, Span::default()))]);
    }

    fn tell(&mut self, problems: &[Diagnostic]) {
        self.failed = true;
        self.terminal.diagnostics_aside(problems, &self.sources);
    }

    fn summary(&mut self) -> u8 {
        let (all, changed) = (self.all, self.changed);
        let tongue = self.terminal.tongue();
        let line = if self.args.check || self.args.diff {
            tongue.pick(
                format!("{changed} of {all} rule files would change\n"),
                format!("{changed} von {all} Regeldateien würden sich ändern\n"),
            )
        } else {
            tongue.pick(
                format!("{changed} of {all} rule files changed\n"),
                format!("{changed} von {all} Regeldateien geändert\n"),
            )
        };
        if !self.args.diff && all > 0 {
            self.terminal.out(&line);
        }
        self.status()
    }

    fn status(&self) -> u8 {
        match (self.failed, self.changed) {
            (true, _) => 2,
            (false, 0) => 0,
            (false, _) => u8::from(self.args.check || self.args.diff),
        }
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
