//! Files become drafts: formats end here; after it text is text and every byte has an address.
//!
//! In: the text of one file, its metadata and path defaults. Out: a [`Draft`] of items, each with untyped
//! fields, blocks of shown text with a gap-free map to the source, and zones. This room knows languages and
//! formats, and nothing of policies: fields are typed later, zones that a policy adds are found later.

pub mod canonical;
pub mod dateline;
pub mod field;
pub mod format;
pub mod front;
pub mod item;
mod language;
mod line;
pub mod map;
mod opening;
pub mod problem;
pub mod quotation;
mod read;
pub mod scalar;
mod section;
#[cfg(test)]
mod tests;

pub use crate::text::Zone;
pub use field::{Fields, Layer, Origin};
pub use item::{Block, BlockKind, Draft, Embed, Extent, Image, Item, Link, Zones};
pub use language::{Settled, cut, settle_languages};
pub use map::{Piece, PieceKind, Segment};
pub use read::{MAX_BLOCK, MAX_DRAFT, decode, read};
