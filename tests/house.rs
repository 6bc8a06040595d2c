//! The house's order, checked on its own sources: which room may use which, who touches the world, how long a
//! file may be, and that every complaint of the tool exists once, in both tongues.
//!
//! What a room may use is a table here; a room that is not in it does not pass. Exceptions stand where they are
//! made, with their reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use obstat::syntax::parse;
use obstat::syntax::tree::ItemKind;
use obstat::text::SourceId;
use regex::Regex;

/// Rooms and what they may use, in the way data takes. `yaml` is one reader for front matter, metadata and
/// registers, so that all of them refuse the same things; `matcher` sees registers because their terms are
/// phrases; the handbook lists the forms that a phrase finds.
#[rustfmt::skip]
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("lexicon", &["text"]),
    ("diagnostic", &["text"]),
    ("yaml", &["text", "diagnostic"]),
    ("syntax", &["text", "diagnostic"]),
    ("register", &["text", "diagnostic", "yaml"]),
    ("policy", &["text", "lexicon", "diagnostic", "syntax", "register"]),
    ("matcher", &["text", "lexicon", "policy", "register"]),
    ("draft", &["text", "lexicon", "diagnostic", "yaml"]),
    ("approval", &["text", "diagnostic", "register"]),
    ("check", &["text", "lexicon", "diagnostic", "policy", "matcher", "draft", "register", "approval", "yaml"]),
    ("fix", &["text", "diagnostic", "draft"]),
    ("format", &["text", "diagnostic", "syntax"]),
    ("handbook", &["text", "lexicon", "diagnostic", "policy"]),
    ("pack", &[]),
    ("config", &["text", "diagnostic", "yaml"]),
    ("world", &["text", "diagnostic"]),
    ("run", &["text", "lexicon", "diagnostic", "yaml", "syntax", "register", "policy", "matcher", "draft",
        "approval", "check", "fix", "pack", "config", "world"]),
    ("trial", &["text", "lexicon", "diagnostic", "yaml", "syntax", "register", "policy", "matcher", "draft",
        "approval", "check", "fix", "pack", "config", "world", "run"]),
    ("render", &["text", "diagnostic"]),
];

/// These see everything; only `cli` is seen by none.
const DOORS: &[&str] = &["cli", "lsp"];

/// Where the tests of a file begin: at its end.
const TESTS_INSIDE: &str =
    r"(?m)^#\[cfg\(test\)\]\n(?:#\[[^\n]*\]\n)*(?:pub(?:\(\w+\))? )?mod \w+ \{";

/// Tests in a file of their own.
const TESTS_ASIDE: &str =
    r"(?m)^#\[cfg\(test\)\]\n(?:#\[[^\n]*\]\n)*(?:pub(?:\(\w+\))? )?mod (\w+);";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` whose name ends so, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no `{ending}` files in `{folder}`");
    found
}

/// A source file of the program.
struct Code {
    /// From the root of the repository, such as `src/text/span.rs`.
    path: String,
    /// Its room; empty for `main.rs` and `lib.rs`.
    room: String,
    text: String,
    /// Whether all of it is compiled for tests alone.
    test: bool,
}

impl Code {
    /// The lines that are neither documentation nor comment, with their numbers, up to the tests at the end.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = Regex::new(TESTS_INSIDE).expect("a regex");
        let end = tests.find(&self.text).map_or(self.text.len(), |found| found.start());
        let end = &self.text[..end];
        let lines = end.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn code() -> Vec<Code> {
    let mut all: Vec<Code> = files("src", ".rs")
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable source");
            let path = path.strip_prefix(root()).expect("below the root").to_string_lossy();
            let parts: Vec<&str> = path.split('/').collect();
            let room = if parts.len() > 2 { parts[1].to_owned() } else { String::new() };
            Code { path: path.clone().into_owned(), room, text, test: false }
        })
        .collect();
    let declared = Regex::new(TESTS_ASIDE).expect("a regex");
    let mut tests = Vec::new();
    for file in &all {
        let folder = file.path.strip_suffix("/mod.rs").unwrap_or(file.path.trim_end_matches(".rs"));
        let found = declared.captures_iter(&file.text);
        tests.extend(found.map(|found| format!("{folder}/{}", &found[1])));
    }
    for file in &mut all {
        let name = file.path.trim_end_matches(".rs");
        file.test = tests.iter().any(|test| {
            name == test
                || name.strip_prefix(test.as_str()).is_some_and(|rest| rest.starts_with('/'))
        });
    }
    all
}

/// Fails with everything that was found wrong.
fn nothing(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

// Rooms ---------------------------------------------------------------------------------------------------

#[test]
fn rooms_use_only_what_the_table_allows() {
    let used = Regex::new(r"(?:^|[^$\w])crate::(\w+)").expect("a regex");
    let mut wrong = Vec::new();
    for file in code().iter().filter(|file| !file.test && !file.room.is_empty()) {
        if DOORS.contains(&file.room.as_str()) {
            continue;
        }
        let Some((_, may)) = ROOMS.iter().find(|(room, _)| *room == file.room) else {
            wrong.push(format!("{}: the table knows no room `{}`", file.path, file.room));
            continue;
        };
        for (number, line) in file.lines() {
            for found in used.captures_iter(line) {
                // Exported macros live at the crate's root; `complaints!` belongs to `diagnostic`.
                let other = if &found[1] == "complaints" { "diagnostic" } else { &found[1] };
                if other != file.room && !may.contains(&other) {
                    wrong.push(format!(
                        "{}:{number}: `{}` may not use `{other}`",
                        file.path, file.room
                    ));
                }
            }
            if line.contains("crate::{") {
                wrong.push(format!(
                    "{}:{number}: name the room in the path, not in braces",
                    file.path
                ));
            }
        }
    }
    nothing(wrong);
}

#[test]
fn paths_are_written_so_that_one_can_read_them() {
    let climbing = Regex::new(r"\bsuper::super\b").expect("a regex");
    let glob = Regex::new(r"^\s*(pub )?use .*::\*[;,}]").expect("a regex");
    let mut wrong = Vec::new();
    for file in code().iter().filter(|file| !file.test) {
        for (number, line) in file.lines() {
            if climbing.is_match(line) {
                wrong.push(format!("{}:{number}: write `crate::` instead of climbing", file.path));
            }
            if glob.is_match(line) {
                wrong.push(format!("{}:{number}: name what is used", file.path));
            }
        }
    }
    nothing(wrong);
}

#[test]
fn only_world_touches_the_world() {
    let outside = Regex::new(concat!(
        r"std::fs\b|std::env::|std::net\b|std::process::(Command|Child|Stdio|exit|abort|id)|File::open|",
        r"Command::new|SystemTime|Instant::now|Timestamp::now|Zoned::now|TimeZone::system|std::io::stdin|",
        r"\.(is_dir|is_file|is_symlink|exists|try_exists|canonicalize|symlink_metadata|read_dir|read_link)\(\)"
    ))
    .expect("a regex");
    let mut wrong = Vec::new();
    for file in code().iter().filter(|file| !file.test && file.room != "world") {
        // A date may exist, too.
        let dates = file.path.starts_with("src/lexicon/class/");
        for (number, line) in file.lines().filter(|(_, line)| outside.is_match(line)) {
            if !(dates && line.contains("date.exists()")) {
                wrong.push(format!(
                    "{}:{number}: only `world` may do this: {}",
                    file.path,
                    line.trim()
                ));
            }
        }
    }
    nothing(wrong);
}

#[test]
fn only_syntax_names_pest() {
    let pest = Regex::new(r"\bpest\w*").expect("a regex");
    let named = code().into_iter().filter(|file| file.room != "syntax").flat_map(|file| {
        let lines = file.text.lines().enumerate().filter(|(_, line)| pest.is_match(line));
        lines.map(|(at, _)| format!("{}:{}", file.path, at + 1)).collect::<Vec<_>>()
    });
    nothing(named.collect());
}

// Files ---------------------------------------------------------------------------------------------------

#[test]
fn every_file_says_what_it_is_for() {
    let tests = files("tests", ".rs").into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("a readable source");
        (path.display().to_string(), text)
    });
    let all = code().into_iter().map(|file| (file.path, file.text)).chain(tests);
    let bare = all.filter(|(_, text)| !text.starts_with("//!"));
    nothing(bare.map(|(path, _)| format!("{path}: begins without `//!`")).collect());
}

/// A longer file says why in a comment that begins so.
const LONG: &str = "// Longer than other files: ";
const MAX_LINES: usize = 500;

#[test]
fn files_are_short_or_say_why_not() {
    let mut wrong = Vec::new();
    for file in code().iter().filter(|file| !file.test) {
        let lines = file.lines().count();
        let excused = file.text.contains(LONG);
        if lines > MAX_LINES && !excused {
            wrong.push(format!("{}: {lines} lines; split it, or say why in `{LONG}…`", file.path));
        }
        if lines <= MAX_LINES && excused {
            wrong.push(format!("{}: {lines} lines need no excuse", file.path));
        }
    }
    nothing(wrong);
}

#[test]
fn nothing_is_left_for_later() {
    let later = Regex::new(r"\b(TODO|FIXME|XXX|HACK)\b|\b(todo|unimplemented)!").expect("a regex");
    // Rules may look for such marks in drafts.
    let folders = ["src", "tests", "grammar", "docs", "benches"];
    let mut wrong = Vec::new();
    for folder in folders.iter().filter(|folder| root().join(folder).is_dir()) {
        for path in files(folder, "") {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            // This very file names them.
            if path.ends_with("tests/house.rs") {
                continue;
            }
            let lines = text.lines().enumerate().filter(|(_, line)| later.is_match(line));
            wrong.extend(lines.map(|(at, line)| format!("{}:{}: {line}", path.display(), at + 1)));
        }
    }
    nothing(wrong);
}

#[test]
fn every_path_that_a_comment_or_page_names_is_there() {
    let named = Regex::new(
        r"`((?:src|tests|rules|docs|grammar|data|benches|examples|editors|\.ci)/[\w./*-]*)`",
    )
    .expect("a regex");
    let mut wrong = Vec::new();
    let pages = walkdir::WalkDir::new(root()).max_depth(3).into_iter().filter_entry(|entry| {
        !["target", ".git"].iter().any(|skipped| entry.file_name() == *skipped)
    });
    // Sessions hold files of their own, and name those.
    let pages = pages
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.starts_with(root().join("tests")));
    let sources = ["src", "tests", "benches"].iter().filter(|folder| root().join(folder).is_dir());
    let sources = sources.flat_map(|folder| files(folder, ".rs"));
    for path in pages.chain(sources).chain(files("grammar", ".pest")) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let comment = |line: &str| line.trim_start().starts_with("//");
        let page = path.extension().is_some_and(|extension| extension == "md");
        for (at, line) in text.lines().enumerate().filter(|(_, line)| page || comment(line)) {
            for found in named.captures_iter(line) {
                let fixed = found[1].split('*').next().unwrap_or_default();
                let there = root().join(fixed);
                let prefix = || there.parent().is_some_and(Path::exists) && fixed != &found[1];
                if !there.exists() && !prefix() {
                    wrong.push(format!(
                        "{}:{}: `{}` is not there",
                        path.display(),
                        at + 1,
                        &found[1]
                    ));
                }
            }
        }
    }
    nothing(wrong);
}

// Complaints ----------------------------------------------------------------------------------------------

/// One declared complaint.
struct Declared {
    file: String,
    code: String,
    /// Title, label, help and why, as far as it has them: English and German.
    texts: Vec<(String, String, String)>,
}

/// The complaints of all `complaints!` blocks.
fn declared() -> Vec<Declared> {
    let head =
        Regex::new(r#"(?m)^    (?:error|warning|info|unjudged) "([^"]+)"$"#).expect("a regex");
    let text = Regex::new(
        r#"(?m)^    (title|label|help|why) "((?:[^"\\]|\\.)*)"\s*/\s*"((?:[^"\\]|\\.)*)"$"#,
    )
    .expect("a regex");
    let mut all = Vec::new();
    for file in code().iter().filter(|file| file.text.contains("complaints! {")) {
        let heads: Vec<_> = head.captures_iter(&file.text).collect();
        for (at, found) in heads.iter().enumerate() {
            let start = found.get(0).expect("a match").end();
            let next =
                heads.get(at + 1).map_or(file.text.len(), |next| next.get(0).expect("one").start());
            let texts = text.captures_iter(&file.text[start..next]);
            let texts = texts
                .map(|one| (one[1].to_owned(), one[2].to_owned(), one[3].to_owned()))
                .collect();
            all.push(Declared { file: file.path.clone(), code: found[1].to_owned(), texts });
        }
    }
    assert!(all.len() > 200, "the complaints are not found: {}", all.len());
    all
}

#[test]
fn every_code_is_declared_once() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in declared() {
        files.entry(one.code).or_default().push(one.file);
    }
    let twice = files.into_iter().filter(|(_, files)| files.len() > 1);
    nothing(twice.map(|(code, files)| format!("`{code}`: {}", files.join(", "))).collect());
}

#[test]
fn both_tongues_say_the_same() {
    let placeholder = Regex::new(r"\{\{|\}\}|\{(\w+)\}").expect("a regex");
    let names = |text: &str| -> BTreeSet<String> {
        let found = placeholder.captures_iter(text);
        found.filter_map(|one| one.get(1)).map(|name| name.as_str().to_owned()).collect()
    };
    let mut wrong = Vec::new();
    for one in declared() {
        let told = |what: &str| format!("{}: `{}`: {what}", one.file, one.code);
        for (part, en, de) in &one.texts {
            if en.is_empty() || de.is_empty() {
                wrong.push(told(&format!("an empty {part}")));
            }
            // A page of `explain` names placeholders of messages without filling them.
            if part != "why" && names(en) != names(de) {
                wrong.push(told(&format!("other placeholders in the German {part}")));
            }
            if part == "title" && (en.ends_with('.') || de.ends_with('.')) {
                wrong.push(told("a full stop after the title"));
            }
        }
        for part in ["title", "why"] {
            if !one.texts.iter().any(|(name, ..)| name == part) {
                wrong.push(told(&format!("no {part}")));
            }
        }
    }
    nothing(wrong);
}

// Shipped rules -------------------------------------------------------------------------------------------

/// The day written after a clause, and the day beside it on which the rule does not hold.
fn edges(rule: &str) -> Vec<String> {
    let clause = Regex::new(r"(?m)^  (from|until) +(\d{4}-\d\d-\d\d)$").expect("a regex");
    let mut days = Vec::new();
    for found in clause.captures_iter(rule) {
        let day: jiff::civil::Date = found[2].parse().expect("a day");
        let beside = if &found[1] == "from" { day.yesterday() } else { day.tomorrow() };
        days.extend([day.to_string(), beside.expect("a day").to_string()]);
    }
    days
}

/// What a rule that reaches people outside of this house owes them: three examples that fire and three near misses,
/// one at each side of its dates, one in a quotation if it leaves those alone; a page; both languages; an owner.
fn owed(rule: &str, docs: &str) -> Vec<String> {
    let lines = |start: &str| rule.lines().filter(|line| line.trim().starts_with(start)).count();
    let mut owed = Vec::new();
    for (clause, least) in
        [("flags ", 3), ("passes ", 3), ("message  en ", 1), ("message  de ", 1), ("owner ", 1)]
    {
        if lines(clause) < least {
            owed.push(format!("{least} × `{}`", clause.trim()));
        }
    }
    if docs.len() < 40 {
        owed.push("a page".to_owned());
    }
    let days = edges(rule).into_iter().filter(|day| !rule.contains(&format!("at: {day}")));
    owed.extend(days.map(|day| format!("an example at {day}")));
    let quiet = rule.lines().filter(|line| line.trim().starts_with("passes "));
    let quoted =
        |line: &str| ["„", "“", "\\\"", "»", "\"> "].iter().any(|mark| line.contains(mark));
    let left_alone = rule.lines().any(|line| line.contains("outside") && line.contains("quotes"));
    if left_alone && !quiet.into_iter().any(quoted) {
        owed.push("a near miss in a quotation".to_owned());
    }
    owed
}

#[test]
fn every_shipped_rule_is_shown_explained_and_owned() {
    let mut wrong = Vec::new();
    for path in files("rules", ".obstat") {
        let text = std::fs::read_to_string(&path).expect("a readable rule file");
        let (file, problems) = parse(&text, SourceId(0));
        assert!(problems.is_empty(), "{}: {problems:?}", path.display());
        for item in &file.items {
            let ItemKind::Rule(rule) = &item.kind else { continue };
            let docs: String = item.docs.iter().map(|doc| doc.value.as_str()).collect();
            let owed = owed(&text[item.span.range()], &docs);
            let name = &rule.name.value;
            wrong
                .extend(owed.iter().map(|one| format!("{}: `{name}` lacks {one}", path.display())));
        }
    }
    nothing(wrong);
}
