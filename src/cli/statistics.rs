//! `obstat check --statistics`: how often each rule speaks, and for whom.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{Report, Severity};
use crate::render::{severity_word, visible};
use crate::text::Tongue;

/// Findings per rule and per owner, the most frequent first; waived ones do not count.
#[must_use]
pub fn table(report: &Report, tongue: Tongue) -> String {
    let mut rules: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for one in report.diagnostics.iter().filter(|one| one.waived.is_none()) {
        *rules.entry((&*one.code, one.severity)).or_default() += 1;
        let owner = report.description(&one.code).and_then(|rule| rule.owner.as_deref());
        *owners.entry(owner.unwrap_or("–")).or_default() += 1;
    }
    let rules = ranked(rules).into_iter().map(|((code, severity), count)| {
        (count, vec![severity_word(severity, tongue).to_owned(), code.to_owned()])
    });
    let owners = ranked(owners)
        .into_iter()
        .map(|(owner, count)| (count, vec![visible::line(owner).into_owned()]));
    let mut out = String::new();
    rows(&mut out, tongue.pick("findings by rule", "Befunde nach Regel"), rules.collect());
    rows(&mut out, tongue.pick("findings by owner", "Befunde nach Zuständigen"), owners.collect());
    out
}

fn ranked<K: Ord>(counts: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut all: Vec<(K, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// A heading and rows of a count and words in columns.
fn rows(out: &mut String, heading: &str, rows: Vec<(usize, Vec<String>)>) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading}\n"));
    let digits = rows.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or(0);
    let first = rows.iter().filter_map(|(_, words)| words.first()).map(|word| word.width()).max();
    for (count, words) in &rows {
        out.push_str(&format!("  {count:>digits$}"));
        for (nth, word) in words.iter().enumerate() {
            let last = nth + 1 == words.len();
            let pad = if last { 0 } else { first.unwrap_or(0) - word.width() };
            out.push_str(&format!("  {word}{:pad$}", ""));
        }
        out.push('\n');
    }
}
