//! The one layout of a rule file: a function of what it says, its comments and its blank lines.
//!
//! In: the text of a rule file. Out: the same file laid out, or the mistakes because of which it is left alone.
//! No token is made or dropped here; only what stands between them changes, and the indentation of blocks.
//! It does not know what names mean, and no other file.
//!
//! The way of a text: `piece` cuts it into tokens and comments, `item` sets items and their sentences, `fill` breaks
//! lines that are too long, `page` aligns comments and writes the lines.

mod fill;
mod item;
mod page;
mod piece;

use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::meaning::meaning;
use crate::syntax::{parse, tree};
use crate::text::SourceId;

/// The most columns of a line, if there is a place to break it. What a person reads without scrolling beside a
/// draft; longer texts in quotation marks are left whole.
pub const WIDTH: usize = 120;

/// Lays out a rule file.
///
/// A layout that would say something else than the text is given up for the text itself: that would be our
/// mistake, and nobody's rules shall change by it.
///
/// # Errors
/// All problems of a file of which one is an error: what cannot be read cannot be laid out.
pub fn format(text: &str, source: SourceId) -> Result<String, Vec<Diagnostic>> {
    let (file, problems) = parse(text, source);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(problems);
    }
    let new = layout(text, &file);
    Ok(if same(&file, &new, source) { new } else { text.to_owned() })
}

/// The text of a file without errors, laid out.
fn layout(text: &str, file: &tree::File) -> String {
    let pieces = piece::pieces(text);
    let page = item::file(text, file, &pieces);
    page::write(text, page)
}

/// Whether a layout can be read and means what the file means.
fn same(file: &tree::File, new: &str, source: SourceId) -> bool {
    let (again, problems) = parse(new, source);
    problems.iter().all(|problem| problem.severity != Severity::Error)
        && meaning(&again) == meaning(file)
}

#[cfg(test)]
mod tests;
