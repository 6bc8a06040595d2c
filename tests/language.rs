//! The language reference: every example in `docs/language.md` loads and does what it says.
//!
//! A block `obstat` joins the house in `tests/language` (a block `obstat standalone` is a policy of its own) and is run
//! with its examples. A table headed `Pattern | finds | not` gives texts for each pattern, one headed `Condition` or
//! `Condition at a match` gives conditions that must load.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/language.md")).expect("the page")
}

/// The blocks of the page with their info lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, body)), None) => writeln!(body, "{line}").expect("a string"),
            (None, None) => {}
        }
    }
    found
}

/// The rows of all tables whose first column has this head, cell by cell.
fn rows(text: &str, head: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|') else {
            inside = false;
            continue;
        };
        let row = row.trim_end().trim_end_matches('|').replace("\\|", "\u{1}");
        let cells: Vec<String> =
            row.split('|').map(|cell| cell.replace('\u{1}', "|").trim().to_owned()).collect();
        if cells[0] == head {
            inside = true;
        } else if inside && !cells[0].starts_with("---") {
            found.push(cells);
        }
    }
    found
}

/// What stands in backticks in a cell.
fn code(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A house for the examples: the one in `tests/language`, or an empty one.
fn house(own: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = folder.path().join("policy");
    std::fs::create_dir_all(policy.join("registers")).expect("a folder");
    if !own {
        for entry in walkdir::WalkDir::new(root().join("tests/language/policy")) {
            let entry = entry.expect("an entry");
            let below = entry.path().strip_prefix(root().join("tests/language")).expect("below");
            if entry.file_type().is_file() {
                std::fs::copy(entry.path(), folder.path().join(below)).expect("copied");
            }
        }
    }
    folder
}

/// Runs the program in a house; its output if it does not end well.
fn runs(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_obstat"))
        .args(arguments)
        .current_dir(folder)
        .env("CI", "1")
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(told) } else { Err(told) }
}

#[test]
fn every_block_loads_and_its_examples_pass() {
    let mut seen = 0;
    for (info, body) in blocks(&page()) {
        let own = match info.as_str() {
            "obstat" => false,
            "obstat standalone" => true,
            _ => continue,
        };
        seen += 1;
        let folder = house(own);
        std::fs::write(folder.path().join("policy/shown.obstat"), &body).expect("written");
        runs(folder.path(), &["policy", "check"]).unwrap_or_else(|told| panic!("{body}\n{told}"));
        if body.contains("\nrule ") {
            runs(folder.path(), &["test"]).unwrap_or_else(|told| panic!("{body}\n{told}"));
        }
    }
    assert!(seen > 8, "only {seen} blocks were found");
}

#[test]
fn every_pattern_finds_what_its_row_says() {
    let rows = rows(&page(), "Pattern");
    assert!(rows.len() > 15, "only {} patterns were found", rows.len());
    let mut rules = String::new();
    for (at, row) in rows.iter().enumerate() {
        let [pattern, finds, not] = row.as_slice() else { panic!("three cells: {row:?}") };
        let pattern = &code(pattern)[0];
        writeln!(rules, "rule row-{at} \"Row\" {{\n  forbid {pattern}").expect("a string");
        for (clause, texts) in [("flags", finds), ("passes", not)] {
            for text in texts.split("; ") {
                writeln!(rules, "  {clause} {text:?}").expect("a string");
            }
        }
        writeln!(rules, "}}").expect("a string");
    }
    let folder = house(false);
    std::fs::write(folder.path().join("policy/rows.obstat"), &rules).expect("written");
    runs(folder.path(), &["policy", "check"]).unwrap_or_else(|told| panic!("{told}"));
    runs(folder.path(), &["test"]).unwrap_or_else(|told| panic!("{told}"));
}

#[test]
fn every_condition_loads() {
    let page = page();
    let mut rules = String::new();
    let mut count = 0;
    let everywhere = rows(&page, "Condition");
    let at_a_match = rows(&page, "Condition at a match");
    for condition in everywhere.iter().flat_map(|row| code(&row[0])) {
        count += 1;
        let statement = if condition.contains("evidence") {
            format!("allow \"smart\" only with {condition}")
        } else {
            format!("require {condition}")
        };
        writeln!(rules, "rule c-{count} \"C\" {{\n  {statement}\n}}").expect("a string");
    }
    for condition in at_a_match.iter().flat_map(|row| code(&row[0])) {
        count += 1;
        let statement = format!("forbid \"smart\"\n  unless {condition}");
        writeln!(rules, "rule c-{count} \"C\" {{\n  {statement}\n}}").expect("a string");
    }
    assert!(count > 25, "only {count} conditions were found");
    let folder = house(false);
    std::fs::write(folder.path().join("policy/rows.obstat"), &rules).expect("written");
    runs(folder.path(), &["policy", "check"]).unwrap_or_else(|told| panic!("{rules}\n{told}"));
}
