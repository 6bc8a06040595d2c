//! What goes with a draft besides its own file: metadata, the fields of its path, the records that hooks pass in its stead.

use std::path::PathBuf;

use super::check::Outcome;
use super::house::{House, Houses};
use super::records::SIDECAR;
use crate::approval::problem::finding::Orphan;
use crate::diagnostic::Complaint;
use crate::draft::{self, Layer, Origin};
use crate::text::{Place, Span};
use crate::world::Unread;

/// What the name of the metadata file adds to a draft's.
pub(super) const METADATA: &str = ".yaml";

/// The file itself, or the draft whose records it holds, for hooks pass those too. Records without a draft are told.
pub(super) fn with_records(
    houses: &Houses,
    outcome: &mut Outcome,
    path: PathBuf,
) -> Option<PathBuf> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(name) = name.strip_suffix(SIDECAR).filter(|name| !name.is_empty()) else {
        return Some(path);
    };
    let folder = path.parent().unwrap_or(&path);
    if houses.trust().judged.shelf(folder).has_file(name) {
        return Some(path.with_file_name(name));
    }
    let source = outcome.sources.add(houses.shown(&path), "");
    let complaint = Orphan { draft: name.to_owned() };
    outcome.report.diagnostics.push(complaint.at(Place::new(source, Span::default())));
    None
}

/// The bytes of the metadata file beside a draft (`post.md.yaml`).
pub(super) fn metadata(house: &House, below: &str) -> Result<Vec<u8>, Unread> {
    house.drafts.read_most(&format!("{below}{METADATA}"), draft::MAX_DRAFT)
}

/// The fields that `obstat.toml` assigns to the path; later assignments win.
pub(super) fn defaults(house: &House, below: &str) -> Option<Layer> {
    let source = house.config.source?;
    let mut entries: Vec<crate::yaml::Entry> = Vec::new();
    for assign in house.config.assigned(below) {
        for entry in &assign.fields {
            entries.retain(|known| known.key != entry.key);
            entries.push(entry.clone());
        }
    }
    (!entries.is_empty()).then_some(Layer { origin: Origin::PathDefault, source, entries })
}
