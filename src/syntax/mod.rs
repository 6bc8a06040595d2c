//! Rule text to a tree: the only room that sees pest.
//!
//! In: the text of one rule file. Out: always a [`tree::File`] and a list of problems, every one with its
//! place; a broken item or clause hides no other. The tree keeps comments and blank lines, so that the
//! formatter loses nothing. This room does not know what names mean, and no other file.

pub mod tree;

mod letters;

pub use letters::Letter;
