//! What a language and a channel know of text: classes such as numbers and dates, how a channel counts.
//!
//! In: shown text, its language, its channel. Out: places in it, with what they say. Languages end here: no
//! other room holds a month's name or a number word. This room knows no rules and no drafts.

pub mod calendar;
pub mod channel;
pub mod class;
pub mod domain;
pub mod emoji;
pub mod quantity;
pub mod table;
