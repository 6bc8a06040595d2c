//! Files as files: what cannot be read says why, and where.

use super::{SOURCE, read};
use crate::diagnostic::Kind;
use crate::draft::{Layer, MAX_BLOCK, MAX_DRAFT, Origin, decode};
use crate::text::{SourceId, Span};
use crate::yaml;

/// Code and place of the only problem.
fn problem(path: &str, text: &str) -> (String, Span) {
    let draft = read(path, SOURCE, text, None, None);
    assert!(draft.items.is_empty());
    let [problem] = &draft.problems[..] else { panic!("{:?}", draft.problems) };
    assert_eq!(problem.kind, Kind::Unreadable);
    (problem.code.to_string(), problem.primary.place.span)
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(decode("ä".as_bytes(), SOURCE).expect("text"), "ä");
    let refused = decode(b"ab\xffc", SOURCE).expect_err("refused");
    assert_eq!((&*refused.code, refused.primary.place.span), ("unreadable-draft", Span::empty(2)));
    let refused = decode(b"\xff\xfea\0", SOURCE).expect_err("refused");
    assert!(refused.message.get(crate::text::Language::ENGLISH).contains("UTF-16"));
    assert_eq!(problem("a.md", "ab\0c"), ("unreadable-draft".into(), Span::empty(2)));
}

#[test]
fn limits_are_plain_errors() {
    let large = "a ".repeat(MAX_DRAFT / 2 + 1);
    assert_eq!(problem("a.md", &large).0, "draft-too-large");
    let block = format!("b\n\n{}", "a".repeat(MAX_BLOCK + 1));
    assert_eq!(problem("a.md", &block), ("block-too-large".into(), Span::empty(3)));
    let deep = format!("{}a\n{}", "> ".repeat(20_000), "b\n".repeat(20_000));
    assert_eq!(problem("a.md", &deep).0, "draft-nested-too-deep");
}

#[test]
fn front_matter_must_be_fields() {
    assert_eq!(problem("a.md", "---\na: 1\n"), ("unclosed-front-matter".into(), Span::new(0, 3)));
    assert_eq!(problem("a.md", "---\n- a\n---\n").0, "fields-expected");
    assert_eq!(problem("a.md", "---\na: [\n---\n").0, "broken-yaml");
    assert_eq!(
        problem("a.md", "---\na: 1\na: 2\n---\n"),
        ("duplicate-key".into(), Span::new(9, 10))
    );
    assert_eq!(problem("a.docx", "a").0, "unknown-format");
}

#[test]
fn every_problem_is_reported_at_once() {
    let draft = read("a.md", SOURCE, "---\n- a\n---\n", Some((SourceId(1), "b")), None);
    let places: Vec<_> =
        draft.problems.iter().map(|problem| problem.primary.place.source).collect();
    assert_eq!(places, [SOURCE, SourceId(1)]);
}

#[test]
fn the_draft_wins_over_metadata_and_defaults() {
    let yaml =
        yaml::read("kind: post\nlanguage: de\nowner: x\n", SourceId(2), 0).expect("readable");
    let entries = yaml.entries().expect("fields").to_vec();
    let defaults = Layer { origin: Origin::PathDefault, source: SourceId(2), entries };
    let text = "---\nkind: reply\nowner:\n---\nText\n";
    let draft = read("a.md", SOURCE, text, Some((SourceId(1), "language: en\n")), Some(defaults));
    let item = &draft.items[0];
    let value = |name| {
        let found = item.fields.get(name).expect(name);
        (found.origin, found.node().text().expect("text"))
    };
    assert_eq!(value("kind"), (Origin::FrontMatter, "reply"));
    assert_eq!(value("language"), (Origin::Metadata, "en"));
    assert_eq!(value("owner"), (Origin::PathDefault, "x"));
    assert_eq!(item.front.expect("front matter").of(text), "---\nkind: reply\nowner:\n---\n");
    assert_eq!(item.body.of(text), "Text\n");
}
