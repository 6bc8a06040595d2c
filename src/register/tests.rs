//! Registers as people write them, and what is said about their mistakes.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{FactType, FactValue, Forge, Kind, MAX_ROWS, Register, read};
use crate::diagnostic::{Kind as Sort, Severity};
use crate::text::{Language, SourceId, moment};

fn good(kind: Kind, text: &str) -> Register {
    let (register, problems) = read(kind, text, SourceId(0));
    assert!(problems.is_empty(), "{problems:#?}");
    register
}

/// Codes of the problems with the text they point at.
fn wrong(kind: Kind, text: &str) -> Vec<(String, String)> {
    let (_, problems) = read(kind, text, SourceId(0));
    problems
        .iter()
        .map(|one| (one.code.to_string(), one.primary.place.span.of(text).to_owned()))
        .collect()
}

fn code_of(kind: Kind, text: &str) -> String {
    wrong(kind, text).into_iter().map(|(code, _)| code).collect::<Vec<_>>().join(" ")
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn berlin() -> TimeZone {
    moment::zone("Europe/Berlin").unwrap()
}

const ED25519: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

#[test]
fn rows_come_as_list_or_mapping() {
    let list = good(Kind::Rows, "- id: initech\n  terms: [Initech, Initech AG]\n- Globex\n");
    let mapping = good(Kind::Rows, "initech: [Initech, Initech AG]\nGlobex:\n");
    for register in [list, mapping] {
        let terms: Vec<_> = register.terms().map(|(row, term)| (row, term.text.as_str())).collect();
        assert_eq!(terms, [(0, "Initech"), (0, "Initech AG"), (1, "Globex")]);
    }
    assert!(good(Kind::Rows, "").rows().is_empty());
    assert_eq!(code_of(Kind::Rows, "just words"), "register/not-a-register");
    assert_eq!(code_of(Kind::Rows, "- terms: [x]\n"), "register/missing-column");
    assert_eq!(code_of(Kind::Rows, "- [x]\n"), "register/bad-row");
    assert_eq!(code_of(Kind::Rows, "- id: \"a\\nb\"\n"), "register/bad-value");
}

#[test]
fn a_row_holds_in_its_window_only() {
    let text =
        "- {id: a, from: 2026-05-01, until: 2026-05-31}\n- {id: b, until: \"2026-05-31T12:00\"}\n";
    let register = good(Kind::Rows, text);
    let zone = berlin();
    let ids = |time: &str| {
        let ids: Vec<_> =
            register.valid(at(time), &zone).map(|(_, row)| row.id.text.clone()).collect();
        ids.join(" ")
    };
    assert_eq!(ids("2026-04-30T21:59:59Z"), "b");
    assert_eq!(ids("2026-04-30T22:00:00Z"), "a b");
    assert_eq!(ids("2026-05-31T09:59:59Z"), "a b");
    assert_eq!(ids("2026-05-31T10:00:00Z"), "a");
    assert_eq!(ids("2026-05-31T22:00:00Z"), "");
    assert!(register.lists("a", at("2026-05-10T00:00:00Z"), &zone));
    assert!(!register.lists("A", at("2026-05-10T00:00:00Z"), &zone));
}

#[test]
fn spans_include_their_start_and_a_whole_last_day() {
    let text = "- {id: results, from: \"2026-05-01T08:00\", until: 2026-05-03}\n- {id: open}\n";
    let register = good(Kind::Rows, text);
    let zone = berlin();
    let during = |time: &str| register.during(at(time), &zone).map(|row| row.id.text.clone());
    assert_eq!(during("2026-05-01T05:59:59Z"), None);
    assert_eq!(during("2026-05-01T06:00:00Z"), Some("results".into()));
    assert_eq!(during("2026-05-03T21:59:59Z"), Some("results".into()));
    assert_eq!(during("2026-05-03T22:00:00Z"), None);
}

#[test]
fn values_of_a_state_follow_one_another() {
    let text = "- {id: crisis, value: none, until: 2026-10-31}\n- {id: crisis, value: acute, from: 2026-11-01}\n";
    let register = good(Kind::Rows, text);
    let value = |time: &str| {
        let found = register.value("crisis", at(time), &TimeZone::UTC);
        found.and_then(|(_, node)| node.text()).map(str::to_owned)
    };
    assert_eq!(value("2026-10-31T23:00:00Z"), Some("none".into()));
    assert_eq!(value("2026-11-01T00:00:00Z"), Some("acute".into()));
    assert_eq!(
        good(Kind::Rows, "crisis: acute\n")
            .value("crisis", at("2026-01-01T00:00:00Z"), &TimeZone::UTC)
            .unwrap()
            .1
            .text(),
        Some("acute")
    );
    let overlapping =
        "- {id: crisis, value: none}\n- {id: crisis, value: acute, from: 2026-11-01}\n";
    assert_eq!(wrong(Kind::Rows, overlapping), [("register/duplicate-id".into(), "crisis".into())]);
}

#[test]
fn bad_windows_are_named_where_they_stand() {
    assert_eq!(
        wrong(Kind::Rows, "- {id: a, from: 3. Mai}\n"),
        [("register/bad-value".into(), "3. Mai".into())]
    );
    assert_eq!(code_of(Kind::Rows, "- {id: a, from: 2026-02-30}\n"), "register/bad-value");
    assert_eq!(
        wrong(Kind::Rows, "- {id: a, from: 2026-05-03, until: 2026-05-01}\n"),
        [("register/reversed-window".into(), "2026-05-01".into())]
    );
    let register = good(Kind::Rows, "- {id: a, from: \"2026-03-29T02:30\"}\n");
    assert!(register.skipped_times(&TimeZone::UTC, "UTC").is_empty());
    let problems = register.skipped_times(&berlin(), "Europe/Berlin");
    assert_eq!(problems[0].code.as_ref(), "register/skipped-time");
    assert!(!register.holds(0, at("2026-06-01T00:00:00Z"), &berlin()));
}

#[test]
fn unknown_columns_warn_in_fixed_registers_only() {
    let (_, problems) = read(Kind::Facts, "- {id: a, value: 1, untill: 2026-05-01}\n", SourceId(0));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Warning);
    assert_eq!(problems[0].help[0].get(Language::ENGLISH), "did you mean `until`?");
    assert_eq!(problems[0].help[0].get(Language::GERMAN), "meinten Sie `until`?");
    good(Kind::Rows, "- {id: a, note: anything, list: [1, {x: y}]}\n");
}

#[test]
fn errors_leave_nothing_to_judge_with() {
    for text in ["a: [", "a: 1\na: 2\n", "x", "- {id: a, from: x}\n"] {
        let (_, problems) = read(Kind::Rows, text, SourceId(0));
        assert!(problems.iter().any(|one| one.kind == Sort::Unreadable), "{text}");
    }
}

#[test]
fn facts_have_one_type() {
    let text = "headcount: 1200\nshare: {value: 30 %, tolerance: 1}\n";
    let register = good(Kind::Facts, text);
    assert_eq!(register.fact_type("headcount"), Some(FactType::Number));
    let now = at("2026-05-01T00:00:00Z");
    let share = register.fact("share", now, &TimeZone::UTC).unwrap();
    assert!(matches!(share.value, FactValue::Percent(_)));
    assert!(register.fact("absent", now, &TimeZone::UTC).is_none());
    let mixed = "- {id: a, value: 1, until: 2026-01-01}\n- {id: a, value: one, from: 2026-02-01}\n";
    assert_eq!(code_of(Kind::Facts, mixed), "register/mixed-types");
    assert_eq!(
        wrong(Kind::Facts, "a: \"1.200,50\"\n"),
        [("register/bad-value".into(), "\"1.200,50\"".into())]
    );
    assert_eq!(code_of(Kind::Facts, "a: 1.200\n"), "register/ambiguous-number");
    assert_eq!(code_of(Kind::Facts, "- a\n"), "register/missing-column");
    assert_eq!(code_of(Kind::Facts, "a: {value: 1, tolerance: some}\n"), "register/bad-value");
}

#[test]
fn claims_hold_for_language_jurisdiction_and_time() {
    let text = "green:\n  wording: {de: Strom aus Wind, en: power from wind}\n  jurisdictions: [eu]\n  evidence: cert.pdf\n  until: 2026-12-31\nany: Seit 1903\n";
    let register = good(Kind::Claims, text);
    let [green, any] = register.claims() else { panic!("two claims") };
    let usable = |language, jurisdictions: &[&str], time: &str| -> Vec<String> {
        let texts = green.usable(language, jurisdictions, at(time), &TimeZone::UTC);
        texts.map(str::to_owned).collect()
    };
    let (may, later) = ("2026-05-01T00:00:00Z", "2027-01-01T00:00:00Z");
    assert_eq!(usable(Language::GERMAN, &["eu"], may), ["Strom aus Wind"]);
    assert_eq!(usable(Language::ENGLISH, &[], may), ["power from wind"]);
    assert!(usable(Language::ENGLISH, &["eu", "us"], may).is_empty());
    assert!(usable(Language::ENGLISH, &["eu"], later).is_empty());
    assert_eq!(any.usable(Language::ENGLISH, &["us"], at(later), &TimeZone::UTC).count(), 1);
    assert_eq!(green.columns.len(), 4);
    assert_eq!(code_of(Kind::Claims, "a: {wording: {deutsch: x}}\n"), "register/bad-value");
    assert_eq!(code_of(Kind::Claims, "a: {evidence: x}\n"), "register/missing-column");
    let twice =
        "- {id: a, wording: x, until: 2026-01-01}\n- {id: a, wording: y, from: 2026-02-01}\n";
    assert_eq!(code_of(Kind::Claims, twice), "register/duplicate-id");
}

#[test]
fn accounts_are_read() {
    let register = good(
        Kind::Accounts,
        "- {id: \"@muster\", channel: mastodon, owner: anna, status: active}\n",
    );
    let account = &register.accounts()[0];
    assert_eq!(account.channel.as_ref().unwrap().text, "mastodon");
    assert!(account.deputy.is_none());
}

fn people() -> String {
    format!(
        "- id: carla@muster.example\n  name: Carla Beispiel\n  aliases: [cbeispiel, \"Carla B.\"]\n  forge: {{github: Carla-B}}\n  active: {{from: 2024-01-01, until: 2027-12-31}}\n  keys: [{{key: \"{ED25519} work\", from: 2026-01-01T00:00:00Z}}]\n- id: ben@muster.example\n  name: Ben Muster\n"
    )
}

#[test]
fn people_are_found_under_every_name() {
    let register = good(Kind::People, &people());
    let people = register.people().unwrap();
    let carla = people.find("CARLA@muster.example").unwrap();
    for name in ["cBeispiel", "carla b.", "Carla  Beispiel"] {
        assert_eq!(people.find(name).map(|one| &one.id), Some(&carla.id), "{name}");
        assert!(people.same_person(name, "carla@muster.example"));
    }
    assert!(people.find("Carla-B").is_none(), "a login is no alias");
    assert_eq!(people.with_login(Forge::GitHub, "carla-b"), Some(carla));
    assert_eq!(people.with_login(Forge::GitLab, "carla-b"), None);
    assert_eq!(people.with_key(&carla.keys[0].key), Some(carla));
    assert!(
        people.same_person("Stranger", "stranger")
            && !people.same_person("stranger", "ben@muster.example")
    );
    let zone = berlin();
    assert!(carla.active_at(at("2027-12-31T22:59:59Z"), &zone));
    assert!(!carla.active_at(at("2027-12-31T23:00:00Z"), &zone));
    assert_eq!(carla.left(at("2028-01-01T00:00:00Z"), &zone).unwrap().to_string(), "2027-12-31");
    assert_eq!(carla.left(at("2020-01-01T00:00:00Z"), &zone), None);
    assert!(register.lists("cbeispiel", at("2026-01-01T00:00:00Z"), &zone));
    let terms: Vec<_> = register.terms().map(|(_, term)| term.text.as_str()).collect();
    assert_eq!(terms, ["Carla Beispiel", "Ben Muster"]);
}

#[test]
fn what_two_people_share_is_an_error() {
    let with = |row: &str| code_of(Kind::People, &format!("{}{row}\n", people()));
    assert_eq!(with("- {id: x, aliases: [CBEISPIEL]}"), "register/shared-identity");
    assert_eq!(with("- {id: x, aliases: [ben@muster.example]}"), "register/shared-identity");
    assert_eq!(with("- {id: x, aliases: [Ben Muster]}"), "register/shared-identity");
    assert_eq!(with("- {id: x, forge: {github: carla-b}}"), "register/shared-identity");
    assert_eq!(with(&format!("- {{id: x, keys: [\"{ED25519}\"]}}")), "register/shared-identity");
    assert_eq!(with("- {id: x, forge: {gitlab: carla-b}}"), "");
    assert_eq!(with("- {id: ben@muster.example}"), "register/duplicate-id");
}

#[test]
fn two_people_of_one_name_are_nobody_by_that_name() {
    let text = "- {id: a@x, name: Anna Schmidt}\n- {id: b@x, name: Anna Schmidt}\n";
    let register = good(Kind::People, text);
    let people = register.people().unwrap();
    assert!(people.find("Anna Schmidt").is_none());
    assert!(people.find("a@x").is_some() && !people.same_person("a@x", "b@x"));
}

#[test]
fn keys_are_looked_at_closely() {
    let code = |key: &str| code_of(Kind::People, &format!("- {{id: a, keys: [{key}]}}\n"));
    assert_eq!(code("ssh-ed25519 AAAA"), "register/bad-key");
    assert_eq!(code("{from: 2026-01-01}"), "register/bad-row");
    assert_eq!(code("\"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7\""), "register/key-kind");
    assert_eq!(code(&format!("{{key: {ED25519}, untl: 2026-01-01}}")), "register/unknown-column");
    assert_eq!(code_of(Kind::People, "- {id: a, active: yes}\n"), "register/bad-value");
    assert_eq!(code_of(Kind::People, "- {id: a, forge: [x]}\n"), "register/bad-value");
    assert_eq!(code_of(Kind::People, "- {id: a, forge: {githb: x}}\n"), "register/unknown-column");
}

#[test]
fn too_many_rows_are_refused() {
    let rows = |count: usize| {
        "- a\n"
            .repeat(count)
            .lines()
            .enumerate()
            .map(|(at, _)| format!("- a{at}\n"))
            .collect::<String>()
    };
    assert_eq!(good(Kind::Rows, &rows(1000)).rows().len(), 1000);
    let (register, problems) = read(Kind::Rows, &rows(MAX_ROWS + 1), SourceId(0));
    assert!(register.rows().is_empty());
    assert_eq!(problems[0].code.as_ref(), "register/too-many-rows");
}
