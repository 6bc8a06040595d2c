//! Records put into their file: appended, never lost, never half there.

use std::path::Path;

use crate::approval::problem::finding::SidecarTooLarge;
use crate::approval::{Entry, Record, RecordId, sidecar};
use crate::diagnostic::{Complaint, Diagnostic, Say};
use crate::text::{Localized, Place, Tongue};
use crate::world::problem::{UnreadableFile, UnwritableFile};
use crate::world::{self, Disk, Unwritten};

/// The acts of a file of records that no other names; none if it cannot be read.
#[must_use]
pub fn heads(path: &Path) -> Vec<RecordId> {
    let bytes = Disk::read_limited(path, sidecar::MAX_SIDECAR).unwrap_or_default();
    sidecar::read(&bytes).map(|read| read.heads()).unwrap_or_default()
}

/// The act of a file of records that somebody means by an id.
#[must_use]
pub fn act(path: &Path, typed: &str) -> Option<Entry> {
    let bytes = Disk::read_limited(path, sidecar::MAX_SIDECAR).ok()?;
    let mut lines = sidecar::read(&bytes).ok()?.lines.into_iter();
    let line = lines.find(|line| line.id.is_meant_by(typed))?;
    Some(Entry::line(line.act, line.id))
}

/// Adds records to a file of records; texts that it has already are not kept twice. Whoever else writes meanwhile loses
/// nothing, and a file that cannot be read is not touched.
///
/// # Errors
/// Why not; then the file is as it was.
pub fn append(
    path: &Path,
    shown: &str,
    place: Place,
    records: &[Record],
) -> Result<(), Box<Diagnostic>> {
    let change = |bytes: &[u8]| -> Result<Vec<u8>, Box<Diagnostic>> {
        let broken = |broken: sidecar::Broken| Box::new(broken.at(place.source));
        let known = sidecar::read(bytes).map_err(broken)?;
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for record in records {
            let twice = matches!(record, Record::Text(kept) if known.text(&kept.digest).is_some());
            match record.write() {
                Ok(line) if !twice => text = sidecar::append(&text, &line),
                // A text beyond the limit is not kept: what changed can then not be shown, and nothing else.
                Ok(_) => {}
                Err(_) if matches!(record, Record::Text(_)) => {}
                Err(reason) => return Err(unwritable(shown, &reason, place)),
            }
        }
        let full = |_| Box::new(SidecarTooLarge { limit: sidecar::MANY }.at(place));
        sidecar::read(text.as_bytes()).map_err(full)?;
        Ok(text.into_bytes())
    };
    match world::change_whole(path, sidecar::MAX_SIDECAR, change) {
        Ok(result) => result,
        Err(Unwritten::Read(reason)) => {
            let (path, reason) = (shown.to_owned(), reason.words());
            Err(Box::new(UnreadableFile { path, reason, detail: String::new() }.at(place)))
        }
        Err(Unwritten::Write(error)) => Err(unwritable(shown, &error.to_string(), place)),
    }
}

fn unwritable(path: &str, reason: &impl Say, place: Place) -> Box<Diagnostic> {
    let reason = Localized::both(reason.say(Tongue::En), reason.say(Tongue::De));
    Box::new(UnwritableFile { path: path.to_owned(), reason }.at(place))
}
