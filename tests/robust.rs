//! What holds whatever people hand in: no panic, no hang, bounded work; every mistake is told, and the same input
//! gives the same bytes however many files are judged beside it.
//!
//! Policies and drafts are made from the words of the language, so that most of them nearly mean something.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use obstat::diagnostic::{Kind, Severity};
use obstat::run::{Outcome, Request, check};
use obstat::syntax::parse;
use obstat::text::SourceId;
use proptest::prelude::*;

const TOUR: &str = include_str!("policies/house/tour.obstat");

/// A folder with this policy and these drafts, checked.
fn judge(policy: &str, drafts: &[(&str, &[u8])]) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write("policy/pack.obstat", policy.as_bytes());
    drafts.iter().for_each(|(name, bytes)| write(name, bytes));
    let now = "2026-10-01T12:00:00Z".parse().ok();
    check(&Request { now, folder: folder.path().to_owned(), ..Request::default() })
}

#[test]
fn a_rule_file_cut_at_any_byte_is_read_as_far_as_it_goes() {
    let (whole, problems) = parse(TOUR, SourceId(0));
    assert!(problems.is_empty());
    // Every byte of a part that holds all sorts of items would take minutes; every seventh of the whole does not.
    for at in (0..TOUR.len()).step_by(7) {
        let text = String::from_utf8_lossy(&TOUR.as_bytes()[..at]);
        let (file, problems) = parse(&text, SourceId(0));
        assert!(file.items.len() <= whole.items.len());
        assert!(problems.iter().all(|one| (one.primary.place.span.end as usize) <= text.len()));
        // What was cut within braces is told.
        let inside = whole.items.iter().any(|item| {
            let (start, end) = (item.span.start as usize, item.span.end as usize);
            let opened = TOUR[start..end].find('{').filter(|_| TOUR[..end].ends_with('}'));
            opened.is_some_and(|opened| start + opened < at && at < end)
        });
        let told = problems.iter().any(|one| one.severity == Severity::Error);
        assert!(told || !inside, "cut at {at}: {}", &text[text.len().saturating_sub(80)..]);
    }
}

#[test]
fn a_draft_of_ten_thousand_nested_quotations_takes_no_time() {
    let policy = "pack p { languages de }\nrule a { forbid \"Wort\" outside quotes }\n";
    let nested = format!("{}Wort{}\n", "„".repeat(10_000), "“".repeat(10_000));
    let blocks = format!("{} Wort\n", ">".repeat(10_000));
    let crossed = "„ » ‚ \" “ « ‘ \" Wort ".repeat(1_000);
    let start = Instant::now();
    for text in [nested, blocks, crossed] {
        let outcome = judge(policy, &[("a.md", text.as_bytes()), ("b.md", b"Ein Wort.\n")]);
        assert!(outcome.report.diagnostics.iter().any(|one| &*one.code == "p/a"));
    }
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

// Anything at all ------------------------------------------------------------------------------------------

/// Words, signs and pieces of the language and of its mistakes.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "pack", "use", "field", "role", "register", "define", "zone", "rule", "amend", "scenario", "forbid", "allow",
    "only", "with", "require", "limit", "to", "prefer", "over", "agree", "across", "for", "on", "when", "unless",
    "from", "until", "severity", "message", "replaces", "flags", "passes", "becomes", "in", "outside", "then/2",
    "near/3", "not", "near", "after", "before", "except", "as", "exactly", "and", "or", "is", "has", "count", "per",
    "words", "title", "body", "first", "last", "same", "sentence", "every", "start", "of", "at", "end", "within",
    "3", "2026-10-01", "hours", "approval", "review", "by", "evidence", "a", "house", "kind", "post", "|", "=",
    "{", "}", "(", ")", "<", ">=", ",", ":", "[", "]", "\"Wort\"", "\"", "\"\"\"", "/W+/", "/", "//", "///", "//!",
    "„Wort“", "\\", "\n", "\n", "\n", "_", "*", "ä", "\u{202e}", "\0", "\r\n", "\t", "'", "🎉", "1.5", "-", ".",
];

fn soup() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        9 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

// Policies that mean something -----------------------------------------------------------------------------

fn phrase() -> impl Strategy<Value = String> {
    prop::sample::select(
        &[
            "\"Wort\"",
            "\"neu Weg\"",
            "\"klima*\"",
            "\"*führer\"",
            "\"neu _ setzen\"",
            "exactly \"Die\"",
            "/W\\w+/i",
            "number",
            "money",
            "hashtag",
            "question",
            "soft",
            "terms",
            "link",
            "emoji",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn pattern() -> impl Strategy<Value = String> {
    phrase().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} | {b})")),
            (inner.clone(), 1..6_u32, inner.clone())
                .prop_map(|(a, n, b)| format!("({a} then/{n} {b})")),
            (inner.clone(), 1..6_u32, inner.clone())
                .prop_map(|(a, n, b)| format!("({a} near/{n} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} not after/2 {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} except {b})")),
            (inner, prop::sample::select(&ZONES[..]))
                .prop_map(|(a, zone)| format!("({a} in {zone})")),
        ]
    })
}

const ZONES: [&str; 12] = [
    "title",
    "body",
    "heading",
    "lead",
    "quotes",
    "own-quotes",
    "first 20 characters",
    "last paragraph of body",
    "list",
    "emphasis",
    "notes",
    "first 2 words of sentence",
];

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("flagged".to_owned()),
        Just("kind is post".to_owned()),
        Just("risk >= mid".to_owned()),
        Just("field day and day after 2026-01-01".to_owned()),
        Just("words in lead <= 5".to_owned()),
        Just("title".to_owned()),
        Just("approval by legal".to_owned()),
        pattern(),
        pattern().prop_map(|pattern| format!("{pattern} at start of body")),
        pattern().prop_map(|pattern| format!("{pattern} in every paragraph")),
        pattern().prop_map(|pattern| format!("count {pattern} > 2")),
        pattern().prop_map(|pattern| format!("soft per 100 words >= 1 and {pattern}")),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(({a}) and ({b}))")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(({a}) or ({b}))")),
            inner.prop_map(|one| format!("not ({one})")),
        ]
    })
}

fn rule() -> impl Strategy<Value = String> {
    let statement = prop_oneof![
        (pattern(), prop::sample::select(&ZONES[..]))
            .prop_map(|(pattern, zone)| format!("forbid {pattern} in {zone}")),
        pattern().prop_map(|pattern| format!("forbid {pattern}")),
        (pattern(), condition()).prop_map(|(pattern, needs)| format!(
            "allow {pattern} only with evidence or ({needs})"
        )),
        condition().prop_map(|needs| format!("require {needs}")),
        pattern().prop_map(|pattern| format!("limit count {pattern} to 1")),
        Just("limit words per sentence to 3".to_owned()),
        Just("limit length to 20".to_owned()),
        pattern().prop_map(|pattern| format!("prefer \"anders\" over {pattern}")),
        Just("agree number as n then/2 \"Wort\" across campaign".to_owned()),
    ];
    let clause = prop_oneof![
        Just(String::new()),
        pattern().prop_map(|pattern| format!(" unless {pattern} within 3 words")),
        Just(" for post".to_owned()),
        Just(" from 2026-01-01".to_owned()),
        Just(" message \"{match}\"".to_owned()),
    ];
    (statement, clause).prop_map(|(statement, clause)| statement + &clause)
}

const HEAD: &str = "pack p { languages de, en house-names \"Muster AG\" }\n\
    field kind one of post, reply default post\nfield risk level low < mid < high default low\n\
    field flagged flag default no\nfield day date\nfield campaign text\nfield notes text\n\
    role legal { members \"a@b.de\" }\ndefine soft = \"vielleicht\" | \"neu\"\n\
    define terms = \"Initech\" | \"Muster*\"\n";

/// Pieces of drafts.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "Wort ", "neue Wege ", "neue, Ziele setzen. ", "Klimaschutz ", "Marktführer ", "vielleicht ", "Initech’s ", "Die ",
    "1.200 € ", "12 ", "#tag ", "🎉 ", "„", "“", "\"", "*", "**", "`", "[", "](https://a.de)", "> ", "- ", "# ", "\n",
    "\n\n", "\n---\n", "&auml;", "\u{ad}", "\u{301}", "Wer? ", "Das ist so. ", "Muster AG ", "<q>", "</q>", "| a | b |\n",
    "![x](y.png) ", "---\nkind: post\n---\n", "---\nkind: reply\ntitle: Wort\nnotes: neue Wege\nflagged: yes\n---\n", "\r\n",
];

fn draft() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_rule_text_is_read_and_told(text in soup()) {
        let (_, problems) = parse(&text, SourceId(0));
        for problem in &problems {
            let span = problem.primary.place.span;
            prop_assert!(span.start <= span.end && span.end as usize <= text.len());
            prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        }
        let outcome = judge(&text, &[("a.md", b"Ein Wort.\n")]);
        prop_assert!(outcome.report.diagnostics.iter().any(|one| one.severity == Severity::Error));
    }

    #[test]
    fn any_bytes_are_a_draft_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let policy = format!("{HEAD}rule a {{ forbid \"Wort\" }}\n");
        let outcome = judge(&policy, &[("a.md", &bytes), ("b.txt", &bytes), ("c.md", b"Ein Wort.\n")]);
        prop_assert!(outcome.report.diagnostics.iter().any(|one| &*one.code == "p/a"));
        prop_assert_eq!(outcome.report.drafts, 3);
    }

    #[test]
    fn any_policy_judges_any_draft(
        rules in prop::collection::vec(rule(), 1..5),
        drafts in prop::collection::vec(draft(), 1..4),
    ) {
        let mut policy = HEAD.to_owned();
        for (at, rule) in rules.iter().enumerate() {
            writeln!(policy, "rule r{at} {{ {rule} }}").expect("a string");
        }
        let files: Vec<(String, Vec<u8>)> = drafts
            .iter()
            .enumerate()
            .map(|(at, draft)| (format!("{at}.md"), draft.clone().into_bytes()))
            .collect();
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let (first, second) = (judge(&policy, &files), judge(&policy, &files));
        let told = |outcome: &Outcome| format!("{:?}", outcome.report.diagnostics);
        prop_assert_eq!(told(&first), told(&second));
        for finding in &first.report.diagnostics {
            let text = first.sources.get(finding.primary.place.source).text();
            let span = finding.primary.place.span;
            prop_assert!(span.end as usize <= text.len(), "{}: {span:?}", finding.code);
            prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            prop_assert!(finding.kind != Kind::Unreadable || finding.severity == Severity::Error);
        }
    }
}

// Many files ----------------------------------------------------------------------------------------------

fn obstat(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_obstat"))
        .args(["check", "--output", "short", "--now", "2026-10-01T12:00Z"])
        .args(args)
        .current_dir(folder)
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn what_a_file_gets_does_not_depend_on_those_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("policy")).expect("a folder");
    let policy = format!(
        "{HEAD}rule a {{ forbid \"Wort\" | \"neu Weg\" }}\nrule b {{ limit words to 5 }}\n\
         rule c {{ allow \"Marktführer\" only with evidence }}\n"
    );
    std::fs::write(folder.path().join("policy/pack.obstat"), policy).expect("a file");
    let names: Vec<String> = (0..40).map(|at| format!("{at:02}.md")).collect();
    for (at, name) in names.iter().enumerate() {
        let text = PIECES.iter().cycle().skip(at).step_by(at % 7 + 1).take(30).copied();
        std::fs::write(folder.path().join(name), text.collect::<String>()).expect("a file");
    }
    // Together on several threads, in another order, and each on its own.
    let together = obstat(folder.path(), &["."]);
    let named: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    assert_eq!(together, obstat(folder.path(), &named));
    let alone: String = names.iter().map(|name| obstat(folder.path(), &[name])).collect();
    assert_eq!(together, alone);
    assert!(together.lines().count() > 40, "{together}");
}

#[test]
fn files_that_go_away_meanwhile_are_told_and_the_others_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("policy")).expect("a folder");
    let policy = format!("{HEAD}rule a {{ forbid \"Wort\" }}\n");
    std::fs::write(folder.path().join("policy/pack.obstat"), policy).expect("a file");
    let names: Vec<String> = (0..60).map(|at| format!("{at:02}.md")).collect();
    for name in &names {
        std::fs::write(folder.path().join(name), "Ein Wort und ein Satz.\n".repeat(40))
            .expect("a file");
    }
    // Named one by one, each file is expected; every second one goes away while the program begins.
    let child = Command::new(env!("CARGO_BIN_EXE_obstat"))
        .args(["check", "--output", "short", "--threads", "1"])
        .args(&names)
        .current_dir(folder.path())
        .env("LANG", "C.UTF-8")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    for name in names.iter().skip(1).step_by(2) {
        std::fs::remove_file(folder.path().join(name)).expect("removed");
    }
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    let missed: Vec<&String> = names.iter().filter(|name| !told.contains(name.as_str())).collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(matches!(output.status.code(), Some(1 | 2)), "{:?}", output.status);
    let gone = told.lines().filter(|line| line.contains("unreadable-file"));
    assert!(gone.clone().all(|line| line.contains("it is not there")), "{told}");
    assert_eq!(output.status.code() == Some(2), gone.count() > 0);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Every command that needs to know where it was typed, with as much as it takes to get there.
const NEED_A_FOLDER: &[&str] = &[
    "check",
    "check --watch",
    "check --fix a.md",
    "verify --unanchored",
    "request a.md",
    "approve a.md",
    "approve --claim wording --role legal",
    "reject a.md --comment No",
    "revoke a-3f9c2d81 --comment No",
    "review a-3f9c2d81",
    "waive a.md --rule house/a --until 2026-12-01 --comment Once",
    "delegate --role legal --to ben --until 2026-12-01",
    "approvals",
    "approvals --output json",
    "approvals diff a.md",
    "approvals canonical a.md",
    "approvals bytes a-3f9c2d81",
    "approvals signers",
    "approvals export",
    "registers",
    "replay EMPTY",
    "policy check",
    "test",
    "explain house/a",
    "format",
    "format a.obstat",
    "rules",
    "baseline known.json",
    "config a.md",
    "doctor",
];

/// Those that do not, or that only write what they bring along.
const NEED_NO_FOLDER: &[&str] = &["init", "completions", "man", "licences", "help"];

#[test]
#[cfg(unix)]
fn a_current_folder_that_went_away_is_told_by_every_command() {
    let empty = tempfile::NamedTempFile::new().expect("a file");
    let empty = empty.path().to_str().expect("a plain path");
    for (language, words) in [
        ("en", "obstat: there is no current folder: "),
        ("de", "obstat: es gibt keinen aktuellen Ordner: "),
    ] {
        for command in NEED_A_FOLDER {
            let folder = tempfile::tempdir().expect("a folder");
            let output = Command::new("sh")
                .args(["-c", r#"rmdir "$PWD" && exec "$0" "$@""#, env!("CARGO_BIN_EXE_obstat")])
                .args(command.split(' ').map(|word| if word == "EMPTY" { empty } else { word }))
                .args(["--lang", language])
                .current_dir(folder.path())
                .output()
                .expect("sh runs");
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{command}: {told}");
            assert!(told.starts_with(words) && told.lines().count() == 1, "{command}: {told}");
        }
    }
}

#[test]
fn every_command_says_whether_it_needs_a_folder() {
    let output = Command::new(env!("CARGO_BIN_EXE_obstat")).arg("help").output().expect("help");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let named: Vec<&str> = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(named.len() > 20, "{help}");
    let known = |name: &str| {
        let first = |line: &&str| line.split(' ').next() == Some(name);
        NEED_A_FOLDER.iter().chain(NEED_NO_FOLDER).any(first)
    };
    let strange: Vec<&str> = named.into_iter().filter(|name| !known(name)).collect();
    assert!(strange.is_empty(), "say in this file whether they need a folder: {strange:?}");
}
