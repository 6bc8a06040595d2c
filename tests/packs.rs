//! Measures the shipped packs: on texts of our own with marks, and on the project's shared corpora of honest prose.
//!
//! `tests/packs/*.md` holds texts in fenced blocks `md file=NAME RULE …`. `[[…]]` marks what a careful reader marks, `[(…)]` what
//! one may mark; a rule behind the name ought to speak of the text as a whole. A finding on anything else is a false alarm; a mark
//! without a finding is a miss. The bounds are those
//! of `docs/packs.md`, and the figures there are what this test prints (`cargo test --test packs -- --nocapture`).

#![allow(clippy::print_stderr, reason = "the figures are what one runs it for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use obstat::diagnostic::{Diagnostic, Severity};
use obstat::run::{Outcome, Request, check};

/// The house of a company that uses the packs. Rules about a whole text mark no words and are not compared with marks.
const HOUSE: &str = r#"pack house "House" {
  languages en, de
}

use obstat/claims
use obstat/green-claims-eu
use obstat/hollow-phrases

field kind one of post, reply, press-release default post
"#;

/// The same with the packs on form, labels and tone; nobody is named who clears, so no approval is asked for.
const WHOLE_HOUSE: &str = r#"pack house "House" {
  languages en, de
  timezone  "Europe/Berlin"
}

use obstat/profile/company-de
"#;

/// Rules that judge a text as a whole.
const WHOLE_TEXT: [&str; 2] =
    ["obstat/hollow-phrases/hollow-density", "obstat/hollow-phrases/no-substance"];

/// A text without its marks.
struct Text {
    name: String,
    text: String,
    wanted: Vec<Range<usize>>,
    tolerated: Vec<Range<usize>>,
    /// Rules that ought to speak of the text as a whole.
    named: Vec<String>,
}

fn texts(page: &str) -> Vec<Text> {
    let mut texts = Vec::new();
    for block in page.split("\n```md file=").skip(1) {
        let (info, rest) = block.split_once('\n').expect("a name");
        let (marked, _) = rest.split_once("\n```").expect("an end");
        let mut words = info.split_whitespace();
        let mut text = unmarked(words.next().expect("a name"), marked);
        text.named = words.map(str::to_owned).collect();
        texts.push(text);
    }
    texts
}

fn unmarked(name: &str, marked: &str) -> Text {
    let (mut wanted, mut tolerated) = (Vec::new(), Vec::new());
    let mut text = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("[(")).min() {
        text.push_str(&rest[..at]);
        let clear = rest[at..].starts_with("[[");
        let close = if clear { "]]" } else { ")]" };
        let (inside, after) = rest[at + 2..].split_once(close).expect("a closed mark");
        let start = text.len();
        text.push_str(inside);
        let marks = if clear { &mut wanted } else { &mut tolerated };
        marks.push(start..text.len());
        rest = after;
    }
    text.push_str(rest);
    text.push('\n');
    Text { name: name.to_owned(), text, wanted, tolerated, named: Vec::new() }
}

fn judge(folder: &Path, house: &str, drafts: &[(String, String)]) -> Outcome {
    fs::create_dir(folder.join("policy")).expect("a folder");
    fs::write(folder.join("policy/house.obstat"), house).expect("a policy");
    for (name, text) in drafts {
        fs::write(folder.join(name), text).expect("a draft");
    }
    let paths = drafts.iter().map(|(name, _)| name.into()).collect();
    let now = Some("2026-11-26T09:00:00Z".parse().expect("an instant"));
    check(&Request { paths, now, folder: folder.to_path_buf(), ..Request::default() })
}

fn place<'o>(outcome: &'o Outcome, finding: &Diagnostic) -> (&'o str, Range<usize>) {
    let place = finding.primary.place;
    (outcome.sources.get(place.source).name(), place.span.range())
}

/// What became of the marks and the findings of one page.
#[derive(Default)]
struct Figures {
    marks: usize,
    found: usize,
    /// Findings that are right, and all, per severity.
    right: BTreeMap<Severity, (usize, usize)>,
    told: String,
}

fn compare(texts: &[Text], outcome: &Outcome) -> Figures {
    let mut figures = Figures::default();
    let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for text in texts {
        let (mut spans, mut spoke) = (Vec::new(), BTreeSet::new());
        for finding in &outcome.report.diagnostics {
            let (name, span) = place(outcome, finding);
            if name != text.name || WHOLE_TEXT.contains(&finding.code.as_ref()) {
                continue;
            }
            let rule = finding.code.rsplit('/').next().unwrap_or_default();
            let named = text.named.iter().any(|name| name == rule);
            let mut marks = text.wanted.iter().chain(&text.tolerated);
            let marked = named || marks.any(|mark| meets(mark, &span));
            spoke.insert(rule);
            let (right, all) = figures.right.entry(finding.severity).or_default();
            *all += 1;
            *right += usize::from(marked);
            if !marked {
                let words = &text.text[span.clone()];
                figures.told += &format!("false {} {}: {words}\n", finding.code, text.name);
            }
            spans.push(span);
        }
        for rule in &text.named {
            let found = spoke.contains(rule.as_str());
            figures.marks += 1;
            figures.found += usize::from(found);
            if !found {
                figures.told += &format!("missed {}: {rule}\n", text.name);
            }
        }
        for mark in &text.wanted {
            let found = spans.iter().any(|span| meets(mark, span));
            figures.marks += 1;
            figures.found += usize::from(found);
            if !found {
                figures.told += &format!("missed {}: {}\n", text.name, &text.text[mark.clone()]);
            }
        }
    }
    figures
}

#[test]
fn what_a_careful_reader_marks() {
    let pages = [
        ("german.md", HOUSE, 80, 95),
        ("english.md", HOUSE, 80, 95),
        ("unseen.md", HOUSE, 50, 95),
        ("blind.md", WHOLE_HOUSE, 50, 85),
    ];
    for (page, house, recall, precision) in pages {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(page);
        let texts = texts(&fs::read_to_string(path).expect("a page of texts"));
        let folder = tempfile::tempdir().expect("a folder");
        let drafts: Vec<_> =
            texts.iter().map(|text| (text.name.clone(), text.text.clone())).collect();
        let outcome = judge(folder.path(), house, &drafts);
        assert_eq!(outcome.report.drafts, texts.len(), "every text is judged");
        let figures = compare(&texts, &outcome);
        eprintln!("{page}: {} of {} marks found", figures.found, figures.marks);
        eprintln!("right of all: {:?}\n{}", figures.right, figures.told);
        let enough = figures.found * 100 >= figures.marks * recall;
        assert!(enough, "{page}: recall is below {recall} per cent");
        for (severity, least) in [(Severity::Error, 95), (Severity::Warning, precision)] {
            let (right, all) = figures.right.get(&severity).copied().unwrap_or_default();
            let enough = all > 0 && right * 100 >= all * least;
            assert!(enough, "{page}: {severity:?}: {right} of {all} right");
        }
    }
}

/// Honest prose: at most one finding of warning or error per three posts.
#[cfg(feature = "shared-data")]
#[test]
fn honest_prose_is_left_alone() {
    for corpus in ["de-codefor", "en-18f"] {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/corpus").join(corpus);
        let mut drafts = Vec::new();
        for entry in fs::read_dir(&data).expect("the shared data lie beside the repository") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            drafts.push((name, fs::read_to_string(&path).expect("a post")));
        }
        drafts.sort();
        let folder = tempfile::tempdir().expect("a folder");
        let outcome = judge(folder.path(), HOUSE, &drafts);
        let mut rules: BTreeMap<(&str, Severity), (usize, Vec<&str>)> = BTreeMap::new();
        for finding in &outcome.report.diagnostics {
            let (name, _) = place(&outcome, finding);
            let (count, posts) = rules.entry((&finding.code, finding.severity)).or_default();
            *count += 1;
            posts.push(name);
        }
        let mut loud = 0;
        for ((rule, severity), (count, posts)) in &mut rules {
            posts.dedup();
            eprintln!("{corpus}\t{severity:?}\t{rule}\t{count} in {}", posts.len());
            loud += if *severity >= Severity::Warning { *count } else { 0 };
        }
        eprintln!("{corpus}: {loud} warnings and errors in {} posts", drafts.len());
        assert!(loud * 3 <= drafts.len(), "more than one finding per three posts");
    }
}
