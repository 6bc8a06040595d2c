//! The rules, for people: what one says, why, to whom it applies, who decides, what it finds.
//!
//! In: a policy and the rule asked for. Out: the page of that rule as rows and samples, in the reader's language,
//! and what the words of its phrases find. It knows no drafts and no terminal.

mod forms;
mod page;
mod words;

pub use forms::{How, PhraseForms, WordForms, forms};
pub use page::{Page, Row, Sample, page};
