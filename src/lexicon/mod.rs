//! Languages and channels: what a word, a sentence, a number or a hashtag is in each of them.
//!
//! In: words and shown texts with their language and channel. Out: sentences, the forms that a word has, the
//! built-in classes of text, lengths as a channel counts. Everything that differs from one language to the next
//! ends in this room. It knows no rules, no drafts and no files.

pub mod abbreviation;
pub mod calendar;
pub mod channel;
pub mod class;
mod compound;
pub mod detect;
pub mod domain;
pub mod emoji;
mod forms;
mod german;
mod lookup;
pub mod notice;
mod own;
mod passive;
pub mod quantity;
pub mod reading;
pub mod sentence;
mod spelling;
mod stem;
pub mod table;
mod tables;
mod word;

pub use detect::detect;
pub use lookup::Lexicon;
pub use notice::{Notice, notices};
pub use reading::{Accepted, Class, Degree, Reading, Readings, Separable, Wanted};
pub use sentence::{sentences, sentences_of};
