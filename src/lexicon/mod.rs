//! Languages: sentences, abbreviations and the forms that a word has.
//!
//! In: words and texts with their language. Out: what they mean for matching, never where they stand in a
//! file. Everything that differs from one language to the next ends in this room.

pub mod abbreviation;
pub mod sentence;

pub use sentence::{sentences, sentences_of};
