//! Measures the packs on form, labels and tone: texts of our own, each with the rules that a careful reader expects.
//!
//! `tests/packs/forms/texts.md` holds texts in fenced blocks `md file=NAME RULE …`, or `clean`. A rule that speaks at warning
//! or above and is not expected is a false alarm, one that is expected and silent a miss. The bounds are those of
//! `docs/packs.md`, and the figures there are what this test prints (`cargo test --test forms -- --nocapture`).

#![allow(clippy::print_stderr, reason = "the figures are what one runs it for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use obstat::diagnostic::Severity;
use obstat::run::{Request, check};

const HOUSE: &str = r#"pack house "House" {
  languages en, de
  timezone  "Europe/Berlin"
}

use obstat/ad-disclosure
use obstat/press-release
use obstat/reply-tone
use obstat/governance
"#;

#[test]
fn what_a_careful_reader_expects() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("tests/packs/forms/texts.md")).expect("the texts");
    let house = tempfile::tempdir().expect("a folder");
    fs::create_dir(house.path().join("policy")).expect("a folder");
    fs::write(house.path().join("policy/house.obstat"), HOUSE).expect("the house");
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for block in page.split("\n```md file=").skip(1) {
        let (info, rest) = block.split_once('\n').expect("a name");
        let (text, _) = rest.split_once("\n```").expect("an end");
        let mut words = info.split_whitespace().map(str::to_owned);
        let name = words.next().expect("a name");
        fs::write(house.path().join(&name), text).expect("a text");
        wanted.insert(name, words.filter(|word| word != "clean").collect());
    }
    let request = Request {
        paths: wanted.keys().map(Into::into).collect(),
        folder: house.path().to_path_buf(),
        now: Some("2026-03-01T09:00:00Z".parse().expect("an instant")),
        ..Request::default()
    };
    let outcome = check(&request);
    // Each rule once for each text, with whether it is an error.
    let mut found: BTreeSet<(String, String, bool)> = BTreeSet::new();
    for one in outcome.report.diagnostics.iter().filter(|one| one.severity >= Severity::Warning) {
        let name = outcome.sources.get(one.primary.place.source).name().to_owned();
        let rule = one.code.rsplit('/').next().unwrap_or(&one.code).to_owned();
        found.insert((name, rule, one.severity == Severity::Error));
    }
    let expected = |name: &str, rule: &str| wanted.get(name).is_some_and(|all| all.contains(rule));
    let (mut right, mut errors, mut errors_right) = (0, 0, 0);
    for (name, rule, error) in &found {
        let is_right = expected(name, rule);
        right += usize::from(is_right);
        errors += usize::from(*error);
        errors_right += usize::from(*error && is_right);
        if !is_right {
            eprintln!("{name}: false alarm {rule}");
        }
    }
    for (name, rules) in &wanted {
        let spoke = |rule: &str| found.iter().any(|(text, one, _)| text == name && one == rule);
        for rule in rules.iter().filter(|rule| !spoke(rule)) {
            eprintln!("{name}: missed {rule}");
        }
    }
    let (told, marked) = (found.len(), wanted.values().map(BTreeSet::len).sum::<usize>());
    eprintln!(
        "{right} of {told} right ({errors_right} of {errors} errors), {right} of {marked} found"
    );
    assert!(right * 100 >= told * 85, "warnings right");
    assert!(errors_right * 100 >= errors * 95, "errors right");
    assert!(right * 2 >= marked, "half of what is clear is found");
}
