//! Findings by the file they stand in, for outputs that have an element for each file.

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Sources};

/// Findings of each file, files in the order in which they were read.
#[must_use]
pub fn by_file<'r, 's>(
    findings: impl Iterator<Item = &'r Diagnostic>,
    sources: &'s Sources,
) -> Vec<(&'s str, Vec<&'r Diagnostic>)> {
    let mut all: Vec<(SourceId, &Diagnostic)> =
        findings.map(|one| (one.primary.place.source, one)).collect();
    all.sort_by_key(|(source, _)| *source);
    all.chunk_by(|(one, _), (next, _)| one == next)
        .map(|of_file| {
            let name = sources.get(of_file[0].0).name();
            (name, of_file.iter().map(|(_, one)| *one).collect())
        })
        .collect()
}
