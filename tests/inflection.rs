//! Inflection class by class, on pairs of our own: adjectives and their degrees, strong, weak and separable verbs,
//! plurals, compounds, gender forms, spellings, look-alikes.
//!
//! The pairs stand in `tests/inflection/`; a new one is a line there.

#![cfg(feature = "lemma-de")]

#[path = "inflection/measure.rs"]
mod measure;

use measure::measure;
use obstat::text::Language;

fn pairs(file: &str) -> String {
    let path = format!("{}/tests/inflection/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the pairs")
}

#[test]
fn german() {
    let (recall, wrong, report) = measure(&pairs("de.tsv"), Language::GERMAN);
    assert!(recall >= 0.985 && wrong <= 0.015, "{report}");
}

#[test]
fn english() {
    let (recall, wrong, report) = measure(&pairs("en.tsv"), Language::ENGLISH);
    assert!(recall >= 0.985 && wrong <= 0.01, "{report}");
}
