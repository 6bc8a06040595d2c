//! A finding as one line that begins with our word: what logs of build servers show beside their own marks.

use super::View;
use super::visible::line as visible;
use crate::diagnostic::Diagnostic;
use crate::text::{Place, Position, Sources};

/// File, first and last position of a place.
pub struct At {
    /// The file's name, fit to be shown.
    pub file: String,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
}

impl At {
    /// Of a place.
    #[must_use]
    pub fn new(place: Place, sources: &Sources) -> Self {
        let source = sources.get(place.source);
        Self {
            file: visible(source.name()).into_owned(),
            start: source.position(place.span.start as usize),
            end: source.position(place.span.end as usize),
        }
    }
}

/// `severity[rule] file:line:column message`. Columns count characters.
#[must_use]
pub fn plain(one: &Diagnostic, sources: &Sources, view: &View) -> String {
    let at = At::new(one.primary.place, sources);
    format!(
        "{}[{}] {}:{}:{} {}",
        one.severity,
        one.code,
        at.file,
        at.start.line,
        at.start.character,
        visible(one.message.get(view.language)),
    )
}
