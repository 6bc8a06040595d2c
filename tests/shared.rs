//! Measures the lexicon on the project's shared test data, which lies beside the repository.
//!
//! `inflection/*.tsv` says of pairs of a phrase and a text whether the text holds every word of the phrase in
//! some form. Recall is the share of pairs to be found that are found, false joins the share of the others
//! that are found too.

#![allow(clippy::print_stderr, reason = "the figures are what one runs it for")]

#[path = "inflection/measure.rs"]
mod measure;

use std::path::PathBuf;

use measure::measure;
use obstat::text::Language;

fn data(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "the shared test data is missing ({}: {error}); leave out `--features shared-data`",
            path.display()
        )
    })
}

#[test]
fn german_words_are_joined_with_their_forms_and_no_others() {
    let (recall, wrong, report) = measure(&data("inflection/de.tsv"), Language::GERMAN);
    eprintln!("{report}");
    assert!(recall >= 0.985 && wrong <= 0.015, "{report}");
}

#[test]
fn english_words_are_joined_with_their_forms_and_no_others() {
    let (recall, wrong, report) = measure(&data("inflection/en.tsv"), Language::ENGLISH);
    eprintln!("{report}");
    assert!(recall >= 0.985 && wrong <= 0.01, "{report}");
}
