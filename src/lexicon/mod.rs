//! Languages: sentences, abbreviations and the forms that a word has.
//!
//! In: words and texts with their language. Out: what they mean for matching, never where they stand in a
//! file. Everything that differs from one language to the next ends in this room.

pub mod abbreviation;
mod compound;
pub mod detect;
mod forms;
mod german;
mod lookup;
pub mod notice;
mod own;
mod passive;
pub mod reading;
pub mod sentence;
mod spelling;
mod stem;
mod tables;
mod word;

pub use detect::detect;
pub use lookup::Lexicon;
pub use notice::{Notice, notices};
pub use reading::{Accepted, Class, Degree, Reading, Readings, Separable, Wanted};
pub use sentence::{sentences, sentences_of};
