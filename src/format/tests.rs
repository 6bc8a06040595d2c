//! What holds for every file: it means the same, is laid out once and for all, and loses nothing.

use proptest::prelude::*;

use super::piece::pieces;
use super::{format, layout, same};
use crate::diagnostic::Severity;
use crate::syntax::parse;
use crate::text::SourceId;

const SOURCE: SourceId = SourceId(0);

/// Everything that must be so of any text; gives the layout of one that can be read.
fn judge(text: &str) -> Option<String> {
    let (file, problems) = parse(text, SOURCE);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        assert_eq!(format(text, SOURCE).err(), Some(problems));
        return None;
    }
    let new = layout(text, &file);
    assert!(same(&file, &new, SOURCE), "says something else:\n{text}\n---\n{new}");
    let (again, _) = parse(&new, SOURCE);
    assert_eq!(layout(&new, &again), new, "not laid out for good:\n{text}\n---\n{new}");
    assert_eq!(comments(text), comments(&new), "comments differ:\n{text}\n---\n{new}");
    let words = |text| pieces(text).into_iter().filter(|piece| !piece.is_comment()).count();
    assert_eq!(words(text), words(&new), "tokens differ:\n{text}\n---\n{new}");
    Some(new)
}

fn comments(text: &str) -> Vec<String> {
    pieces(text).iter().filter(|piece| piece.is_comment()).map(|piece| piece.comment()).collect()
}

/// The files of a folder of the repository that hold rules.
fn rule_files(folder: &str) -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.unwrap().into_path());
    let rules = files.filter(|path| path.extension().is_some_and(|ending| ending == "obstat"));
    let read = |path: std::path::PathBuf| {
        (path.display().to_string(), std::fs::read_to_string(path).unwrap())
    };
    rules.map(read).collect()
}

/// Cuts a text at any token, and puts something there.
fn with_everywhere(text: &str, what: &str) -> Vec<String> {
    let ends = pieces(text).into_iter().map(|piece| piece.end as usize);
    ends.map(|end| format!("{}{what}{}", &text[..end], &text[end..])).collect()
}

#[test]
fn policies_are_laid_out() {
    for folder in ["tests/policies", "rules", "examples"] {
        let files = rule_files(folder);
        assert!(!files.is_empty(), "no rules in {folder}");
        for (path, text) in files {
            assert!(judge(&text).is_some(), "{path}");
        }
    }
}

#[test]
fn rules_of_the_repository_stand_as_they_are_laid_out() {
    for (path, text) in rule_files("rules").into_iter().chain(rule_files("examples")) {
        assert_eq!(judge(&text), Some(text), "run `obstat format rules examples`: {path}");
    }
}

#[test]
#[cfg(feature = "shared-data")]
fn shared_policies_are_laid_out() {
    let files = rule_files("../shared/data/policies");
    assert!(!files.is_empty(), "the shared test data is missing");
    for (path, text) in files {
        assert!(judge(&text).is_some(), "{path}");
    }
}

/// One of everything, short.
const ALL: &str = "//! f
pack p \"P\" { languages de, en house-names \"a\", \"b\" }
use a/b except c { severity at most info }
field k list of one of a, b from s default a
define d = (\"a\" then/2 /b/i) | c except \"e\"
role r \"R\" { members \"a\", \"b\" escalates to x after 2 hours }
/// d
rule a \"A\" {
  allow (\"a\" | \"b\") not near/3 c as n in title, first 2 words of body outside quotes only with evidence and not link in same sentence
  flags \"[[a]]\" becomes \"b\" with { a: b, c: [d, e] }
}
amend x/y { also \"a\" except \"b\" severity info }
scenario \"s\" {
  draft \"\"\"
  a
    b
  \"\"\"
  approved by \"a\" as b on 2026-01-01 at 2026-01-01
  expect a at \"b\", c
}
";

#[test]
fn comments_and_empty_lines_may_stand_anywhere() {
    assert!(judge(ALL).is_some());
    let mut laid_out = 0;
    for what in [" // c\n", "\n\n  // c\n\n", "\n/// d\n"] {
        for text in with_everywhere(ALL, what) {
            laid_out += usize::from(judge(&text).is_some());
        }
    }
    assert!(laid_out > 250, "only {laid_out} of them could be read");
}

#[test]
fn line_ends_and_marks_of_the_file_are_kept() {
    let text = "\u{FEFF}use   \"a\"\r\nscenario \"x\" {\r\n draft \"\"\"\r\n   a\r\n\r\n    b\r\n\"\"\"\r\n expect nothing }";
    let new = "\u{FEFF}use \"a\"\r\n\r\nscenario \"x\" {\r\n  draft \"\"\"\r\n    a\r\n\r\n     b\r\n    \"\"\"\r\n  expect nothing\r\n}\r\n";
    assert_eq!(judge(text).as_deref(), Some(new));
}

#[test]
fn nothing_stays_nothing() {
    assert_eq!(judge("").as_deref(), Some(""));
    assert_eq!(format("", SOURCE).as_deref(), Ok(""));
    assert_eq!(judge("\n \n").as_deref(), Some(""));
    assert_eq!(judge("//! x\n\n\n\n//c").as_deref(), Some("//! x\n\n//c\n"));
}

/// Pieces of which files are made: whole clauses mostly, so that many can be read.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "rule a {\n", "rule b \"B\" {", "amend x/y {\n", "pack p {\n", "role r {", "scenario \"s\" {\n", "use a/b {\n",
    "use \"x\" except a, b\n", "field f one of a, b default a\n", "field g level a < b required\n", "field h list of person\n",
    "register r from \"r.yaml\"\n", "define d = \"a\" | b then/2 c\n", "define e =\n  (\"a\" near \"b\") except \"c\"\n",
    "zone z = section under \"x\"\n", "}\n", "}", "} // c\n",
    "  forbid \"a\" | \"b\"\n", "forbid (\"a\" then/3 \"b\") in title, body outside quotes\n", "allow \"a\" only with evidence\n",
    "require approval by 2 of a, b including author within 3 days\n", "limit words per sentence in body to 25\n",
    "prefer \"x\" over \"y\" | \"z\"\n", "agree number as n with facts.k\n", "forbid /a|b/i except \"c\"\n",
    "for a, b\n", "on x\n", "when a and (b or not c)\n", "unless \"a\" within 3 words before\n", "from 2026-01-01 ",
    "severity warning ", "message de \"m\"\n", "flags \"[[a]]\" becomes \"b\" with { a: b, c: [d, e] }\n", "passes \"x\"\n",
    "also \"a\" | \"b\"\n", "except \"c\"\n", "owner \"o\" ", "replaces a, b/c\n", "waivable no ",
    "draft \"\"\"\n  a: b\n  ---\n  Text\n  \"\"\"\n", "at 2026-01-01\n", "expect a at \"b\", c\n", "expect nothing\n", "edited \"x\" ",
    "version \"1.0.0\"\n", "languages de, en\n", "severity at most info", "members \"a\", \"b\"\n", "escalates to x after 2 hours ",
    "// c\n", " // c\n", "/// d\n", "//! f\n", "\n", "\n\n", " ", "\t", "\r\n", "and ", "| ", "(", ")", "\"x\" ", "word ", "not near/3 ", "\"", "\u{FEFF}",
];

fn soup() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(PIECES).prop_map(str::to_owned);
    let piece = prop_oneof![30 => fixed, 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Blocks as they should be, with trifles between their sentences and tokens.
fn sound() -> impl Strategy<Value = String> {
    let trifle = || {
        prop::sample::select(vec![
            "\n",
            "\n",
            "\n\n",
            " // c\n",
            "\n// c\n",
            "\n\n // c\n\n",
            "\n  ",
        ])
    };
    let clause = prop::sample::select(vec![
        "for a, b",
        "on x",
        "when a and (b or not c)",
        "unless \"a\" | \"b\" within 3 words before",
        "from 2026-01-01",
        "severity warning",
        "message de \"m\"",
        "message \"n\"",
        "flags \"[[a]]\" becomes \"b\" with { a: b, c: [d, e] }",
        "passes \"\"\"\n   x\n     y\n\"\"\"",
        "suggest \"s\"",
        "see \"s\"",
        "owner \"o\"",
        "waivable by legal",
        "replaces a, b/c",
    ]);
    let long: Vec<String> = (0..12).map(|nth| format!("\"some alternative {nth}\"")).collect();
    let statement = prop::sample::select(vec![
        "forbid \"a\" | \"b\" in title outside quotes".to_owned(),
        format!("forbid {} in title", long.join("|")),
        format!(
            "allow ({}) near/4 (x | {}) outside quotes only with evidence and approval by legal",
            long.join(" | "),
            long.join("|")
        ),
        format!("require {}", long.join(" and ")),
        format!(
            "require (({}) and evidence) or {} in every part",
            long.join(" or "),
            long.join(" | ")
        ),
        format!("prefer \"x\" over {} except {}", long.join(" | "), long.join(" | ")),
    ]);
    let clauses = prop::collection::btree_map(clause, trifle(), 0..6);
    let rule = (trifle(), statement, trifle(), clauses, trifle(), trifle());
    let rule = rule.prop_map(|(open, statement, after, clauses, close, end)| {
        let clauses: String =
            clauses.iter().map(|(clause, trifle)| format!("{clause}{trifle}")).collect();
        format!("rule r {{{open}{statement}{after}{clauses}{close}}}{end}\n")
    });
    (prop::collection::vec(rule, 1..3), any::<prop::sample::Index>(), trifle()).prop_map(
        |(rules, at, trifle)| {
            let text = rules.concat();
            let ends = pieces(&text);
            let end = ends[at.index(ends.len())].end as usize;
            format!("{}{trifle}{}", &text[..end], &text[end..])
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_is_laid_out_or_left_alone(text in soup()) {
        judge(&text);
    }

    #[test]
    fn rules_with_trifles_anywhere_are_laid_out(text in sound()) {
        judge(&text);
    }

    #[test]
    fn any_text_is_laid_out_or_left_alone(text in "\\PC{0,80}") {
        judge(&text);
    }
}
