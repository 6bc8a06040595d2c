//! Sessions: every Markdown file in the folders of `tests/` named at the end, every page of `docs` that shows a
//! console, and the README is a folder of files and a console in which commands are typed; the output must be what
//! stands there.
//!
//! A fenced block with `file=PATH` is written into an empty folder, and the content of the folder that `lay=PATH` names in
//! the repository is copied there; a block `console` holds commands (`$ …`, run by
//! `sh`) with their output and, if it is not 0, a last line `exit N`. With `OBSTAT_BLESS=1` the outputs are rewritten:
//! read them before you commit. A missing expectation fails. Pages for readers find the folder `examples` beside them,
//! and `cargo run … --` in them stands for the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The fence line of a block, its content and its place in the file.
struct Block {
    info: String,
    body: String,
    /// Bytes of the body in the file.
    span: std::ops::Range<usize>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        match &open {
            None if trimmed.starts_with("```") => {
                let ticks: String = trimmed.chars().take_while(|&ch| ch == '`').collect();
                let info = trimmed[ticks.len()..].trim().to_owned();
                open = Some((ticks, info, offset + line.len()));
            }
            Some((ticks, info, start)) if trimmed == ticks => {
                blocks.push(Block {
                    info: info.clone(),
                    body: text[*start..offset].to_owned(),
                    span: *start..offset,
                });
                open = None;
            }
            _ => {}
        }
        offset += line.len();
    }
    blocks
}

fn file_of(info: &str) -> Option<&str> {
    info.split_whitespace().find_map(|word| word.strip_prefix("file="))
}

/// Runs the commands of a console block in `folder`; gives the block as it comes out.
fn play(folder: &Path, body: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_obstat"));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let own = program.parent().expect("a folder").to_path_buf();
    let paths = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&paths)))
        .expect("paths");
    let mut told = String::new();
    for command in body.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let typed = match command.split_once(" -- ") {
            Some((cargo, arguments)) if cargo.starts_with("cargo run") => {
                format!("obstat {arguments}")
            }
            _ => command.to_owned(),
        };
        let output = Command::new("sh")
            .args(["-c", &typed])
            .current_dir(folder)
            .env_clear()
            .env("PATH", &paths)
            .env("HOME", folder)
            .env("COLUMNS", "100")
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("CI", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("sh runs");
        writeln!(told, "$ {command}").expect("a string");
        let text = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        for line in text.lines() {
            writeln!(told, "{}", line.trim_end()).expect("a string");
        }
        match output.status.code() {
            Some(0) => {}
            Some(code) => writeln!(told, "exit {code}").expect("a string"),
            None => writeln!(told, "killed by a signal").expect("a string"),
        }
    }
    told
}

/// Copies a folder of the repository, if it is there, into the folder of a session.
fn lay(name: &str, folder: &Path) -> Result<(), String> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    for entry in walkdir::WalkDir::new(&from) {
        let Ok(entry) = entry else { continue };
        let target = folder.join(entry.path().strip_prefix(&from).expect("a path below it"));
        let done = if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target)
        } else {
            std::fs::copy(entry.path(), &target).map(drop)
        };
        done.map_err(|error| format!("{}: {error}", target.display()))?;
    }
    Ok(())
}

/// Plays one file; gives what is wrong with it.
fn case(path: &Path, bless: bool, examples: bool) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    if examples {
        lay("examples", &folder.path().join("examples"))?;
    }
    let mut result = String::new();
    let mut kept = 0;
    let mut consoles = 0;
    let mut differences = String::new();
    for block in blocks(&text) {
        if let Some(name) = file_of(&block.info) {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a folder"))
                .map_err(|error| error.to_string())?;
            std::fs::write(&file, &block.body).map_err(|error| error.to_string())?;
        } else if let Some(name) = block.info.strip_prefix("lay=") {
            lay(name, folder.path())?;
        } else if block.info == "console" {
            consoles += 1;
            let told = play(folder.path(), &block.body);
            if told != block.body {
                write!(differences, "\nexpected:\n{}\ngot:\n{told}", block.body).expect("a string");
            }
            result.push_str(&text[kept..block.span.start]);
            result.push_str(&told);
            kept = block.span.end;
        }
    }
    result.push_str(&text[kept..]);
    if consoles == 0 {
        return Err("no `console` block: nothing would be tested".to_owned());
    }
    if bless && result != text {
        std::fs::write(path, result).map_err(|error| error.to_string())?;
        return Ok(());
    }
    if differences.is_empty() { Ok(()) } else { Err(differences) }
}

/// The Markdown files of a folder of the repository, in path order.
fn pages(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap_or_else(|error| panic!("{}: {error}", root.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

/// Plays these files; `OBSTAT_CASE=NAME` picks some of them.
fn play_all(mut files: Vec<PathBuf>, examples: bool) {
    assert!(!files.is_empty(), "there is nothing to play");
    let bless = std::env::var_os("OBSTAT_BLESS").is_some();
    let wanted = std::env::var("OBSTAT_CASE").ok();
    files.retain(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        wanted.as_ref().is_none_or(|wanted| name.contains(wanted.as_str()))
    });
    let failures: Vec<String> = files
        .iter()
        .filter_map(|path| {
            let problem = case(path, bless, examples).err()?;
            Some(format!("{}: {problem}", path.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn check() {
    play_all(pages("tests/check"), false);
}

#[test]
fn approvals() {
    play_all(pages("tests/approvals"), false);
}

#[test]
fn cli() {
    play_all(pages("tests/cli"), false);
}

#[test]
fn policy() {
    play_all(pages("tests/policy"), false);
}

#[test]
fn pages_for_readers() {
    let mut files = pages("docs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files.extend(["README.md", "examples/muster-ag/README.md"].map(|page| root.join(page)));
    // A page without a console is prose; its other examples have tests of their own.
    files.retain(|path| {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        text.contains("```console")
    });
    play_all(files, true);
}
