//! One notion of place and language for everything: sources, byte spans, lines, words, folding, edits.
//!
//! In: strings that somebody else has read. Out: addresses in them that stay exact. This room knows
//! nothing of rules, drafts or files; every other room may use it.

pub mod decimal;
pub mod diff;
pub mod digest;
pub mod edit;
pub mod fold;
pub mod language;
pub mod moment;
pub mod near;
#[cfg(test)]
pub(crate) mod pace;
pub mod source;
pub mod span;
pub mod word;
pub mod zone;

pub use decimal::Decimal;
pub use digest::{Digester, digest, is_digest};
pub use edit::{Edit, Overlap, apply};
pub use fold::{Folded, fold};
pub use language::{Language, Localized, Tongue};
pub use moment::{Duration, Moment, MomentError};
pub use near::nearest;
pub use source::{Aside, Lined, Position, Source, Sources};
pub use span::{Place, SourceId, Span};
pub use word::{Token, TokenKind, tokens};
pub use zone::Zone;
