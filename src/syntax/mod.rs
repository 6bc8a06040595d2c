//! Rule text to a tree: the only room that sees pest.
//!
//! In: the text of one rule file. Out: always a [`tree::File`] and a list of problems, every one with its
//! place; a broken item or clause hides no other. The tree keeps comments and blank lines, so that the
//! formatter loses nothing. This room does not know what names mean, and no other file.
//!
//! The way of a text: `grammar/obstat.pest` cuts it into items and sentences, then each sentence is read
//! by its own rule; both readings are total. `lexical` judges characters and tokens, `lower` builds the
//! tree and judges everything else; `problem` holds the words.

mod grammar;
pub mod letters;
mod lexical;
pub mod limit;
mod lower;
pub mod meaning;
pub mod problem;
pub mod token;
pub mod tree;
pub mod trivia;
mod words;

pub use letters::Letter;
pub use words::begins;

use crate::diagnostic::{Complaint, Diagnostic};
use crate::text::{Place, SourceId, Span};

/// Reads a rule file: its tree, and all problems in the order of their places.
///
/// Total: never panics, whatever the text. Without a problem of severity error, the tree says everything
/// that the text says; with one, it holds what could be read.
#[must_use]
pub fn parse(text: &str, source: SourceId) -> (tree::File, Vec<Diagnostic>) {
    if text.len() > limit::MAX_FILE {
        let complaint =
            problem::limit::RuleFileTooLarge { size: text.len(), most: limit::MAX_FILE };
        let place = Place::new(source, Span::empty(0));
        return (tree::File::default(), vec![complaint.at(place)]);
    }
    let (file, mut problems) = lower::file(text, source);
    if problems.len() > limit::MAX_PROBLEMS {
        problems.truncate(limit::MAX_PROBLEMS);
        let last = problems.last().map_or(Span::empty(0), |last| last.primary.place.span);
        let complaint = problem::limit::TooManyProblems { shown: limit::MAX_PROBLEMS };
        problems.push(complaint.at(Place::new(source, last)));
    }
    (file, problems)
}
