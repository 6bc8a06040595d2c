//! Rule text in, tree and problems out: cases as data in `tests/syntax/*.md`, whole policies, random text.
//!
//! A case is a block of rule text and after it the problems it must give, as a person reads them.
//! `OBSTAT_BLESS=1` writes them anew; read them before you commit. `⟨U+202E⟩` stands for that character,
//! `⟨70×(⟩` for seventy parentheses.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use obstat::diagnostic::{Diagnostic, Safety, Severity};
use obstat::syntax::limit::MAX_PROBLEMS;
use obstat::syntax::meaning::meaning;
use obstat::syntax::{parse, problem};
use obstat::text::{Language, Localized, Source, SourceId, Span, apply};

// Cases as data -------------------------------------------------------------------------------------------

/// All files below `folder` with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    found.sort();
    found
}

/// Replaces `⟨U+202E⟩` by the character and `⟨70×(⟩` by seventy parentheses.
fn expanded(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (inside, after) = after.split_once('⟩').expect("a closing bracket");
        result.push_str(before);
        if let Some(code) = inside.strip_prefix("U+") {
            let code = u32::from_str_radix(code, 16).expect("a code in hexadecimal digits");
            result.push(char::from_u32(code).expect("a character"));
        } else {
            let (times, what) = inside.split_once('×').expect("a number of times");
            result.push_str(&what.repeat(times.parse().expect("a number")));
        }
        rest = after;
    }
    result + rest
}

fn range(source: &Source, span: Span) -> String {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    format!("{}:{}-{}:{}", start.line, start.character, end.line, end.character)
}

fn both(text: &Localized) -> (&str, &str) {
    (text.get(Language::ENGLISH), text.get(Language::GERMAN))
}

/// One problem as a person reads it, in both tongues.
fn show(source: &Source, problem: &Diagnostic, out: &mut String) {
    let place = range(source, problem.primary.place.span);
    let (en, de) = both(&problem.message);
    let _ = writeln!(out, "{place} {}[{}] {en}", problem.severity, problem.code);
    let mut german = de.to_owned();
    let (label, label_de) = both(&problem.primary.text);
    if !label.is_empty() {
        let _ = writeln!(out, "    here: {label}");
        let _ = write!(german, " | {label_de}");
    }
    for related in &problem.related {
        let (en, de) = both(&related.text);
        let _ = writeln!(out, "    {}: {en}", range(source, related.place.span));
        let _ = write!(german, " | {de}");
    }
    for help in &problem.help {
        let (en, de) = both(help);
        let _ = writeln!(out, "    help: {en}");
        let _ = write!(german, " | {de}");
    }
    for fix in &problem.fixes {
        let (en, de) = both(&fix.message);
        let sure = if fix.safety == Safety::Safe { "safe" } else { "suggestion" };
        let line = source.line_span(source.line_index(fix.edits[0].span.start as usize));
        let after = apply(&source.text(), &fix.edits).expect("edits that can be applied");
        let shown = line.map_or("", |line| {
            after.get(line.start as usize..).unwrap_or("").lines().next().unwrap_or("")
        });
        let _ = writeln!(out, "    fix ({sure}): {en}: {}", shown.trim());
        let _ = write!(german, " | {de}");
    }
    let _ = writeln!(out, "    de: {german}");
}

/// The problems of a text, as a case expects them.
fn problems(text: &str) -> String {
    let source = Source::new("case", text);
    let (_, found) = parse(text, SourceId(0));
    let mut out = String::new();
    for problem in &found {
        show(&source, problem, &mut out);
    }
    if out.is_empty() { "none\n".to_owned() } else { out }
}

/// A file of cases with its expectations written anew, and how many cases it holds.
fn blessed(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut cases = 0;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "```problems" {
            while lines.next().is_some_and(|line| line != "```") {}
            continue;
        }
        let _ = writeln!(out, "{line}");
        if line != "```obstat" {
            continue;
        }
        let mut rule = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            let _ = writeln!(rule, "{line}");
        }
        cases += 1;
        let expected = problems(&expanded(&rule));
        let _ = write!(out, "{rule}```\n```problems\n{expected}```\n");
    }
    (out, cases)
}

#[test]
fn every_mistake_gives_exactly_the_problems_that_its_case_shows() {
    let mut wrong = Vec::new();
    let cases = files("tests/syntax", "md");
    assert!(!cases.is_empty(), "no cases found");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("readable case");
        let (new, count) = blessed(&text);
        assert!(count > 0, "{} holds no case", path.display());
        if new == text {
            continue;
        }
        if std::env::var_os("OBSTAT_BLESS").is_some() {
            std::fs::write(&path, new).expect("writable case");
            continue;
        }
        let differing = text.lines().zip(new.lines()).position(|(old, new)| old != new);
        let at = differing.unwrap_or_else(|| text.lines().count().min(new.lines().count()));
        let around = |text: &str| {
            let lines: Vec<&str> = text.lines().skip(at.saturating_sub(4)).take(12).collect();
            lines.join("\n")
        };
        wrong.push(format!(
            "{}:{}\n--- expected\n{}\n--- found\n{}",
            path.display(),
            at + 1,
            around(&text),
            around(&new)
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: String = files("tests/syntax", "md")
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("readable case"))
        .collect();
    let cases = cases + include_str!("syntax.rs");
    let entries = problem::CATALOGS.iter().flat_map(|catalog| catalog.iter());
    let mut codes = BTreeSet::new();
    for entry in entries {
        assert!(codes.insert(entry.code), "`{}` is declared twice", entry.code);
        assert!(cases.contains(&format!("[{}]", entry.code)), "no case shows `{}`", entry.code);
    }
}

#[test]
fn more_problems_than_anybody_reads_are_cut() {
    let text = "rul x\n".repeat(2000);
    let (_, found) = parse(&text, SourceId(0));
    assert_eq!(found.len(), MAX_PROBLEMS + 1);
    let last = found.last().expect("a problem");
    assert_eq!(last.severity, Severity::Error);
    assert!(format!("[{}]", last.code) == "[too-many-problems]");
    assert!(found.is_sorted_by_key(|one| one.primary.place.span.start));
}

// Whole policies ------------------------------------------------------------------------------------------

#[test]
fn real_policies_have_no_problem() {
    let policies = files("tests/policies", "obstat");
    assert!(policies.len() > 10, "policies are missing");
    for path in policies {
        let text = std::fs::read_to_string(&path).expect("readable policy");
        assert_eq!(problems(&text), "none\n", "{}", path.display());
        let (file, _) = parse(&text, SourceId(0));
        assert!(!file.items.is_empty());
        assert_eq!(meaning(&file), meaning(&meaning(&file)));
    }
}
