//! What a draft is lent: approvals of the template that it fills, and of the registered wording that a match lies in.
//!
//! In: the records of a draft and what is asked. Out: texts whose approvals count for it too, and why a template or a
//! wording that was meant lends nothing. Whether those approvals stand is judged where all are.

mod claim;
mod gap;
mod template;

pub use claim::{Registered, registered};
pub use gap::{Gap, gaps};

use super::records::Records;
use crate::approval::{Author, Digested, Entry, KeptText, Scope, Source};
use crate::check::Asked;
use crate::diagnostic::Cause;

/// A text whose approvals count for another.
#[derive(Clone, Debug)]
pub struct Lent {
    /// For what it was approved.
    pub scope: Scope,
    /// Its digests.
    pub digests: Vec<Digested>,
    /// Fields that the policy leaves unbound.
    pub unbound: Vec<String>,
    /// Its records.
    pub entries: Vec<Entry>,
    /// Its kept texts.
    pub texts: Vec<KeptText>,
    /// Names of its attachments.
    pub media: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Its path.
    pub path: String,
}

impl Lent {
    /// As it is judged.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        Source {
            scope: &self.scope,
            digests: &self.digests,
            unbound: &self.unbound,
            siblings: &[],
            entries: &self.entries,
            texts: &self.texts,
            media: &self.media,
            authors: &self.authors,
            path: &self.path,
        }
    }
}

/// All that is lent for one question.
#[derive(Clone, Debug, Default)]
pub struct Lending {
    /// Texts.
    pub lent: Vec<Lent>,
    /// Why others lend nothing.
    pub causes: Vec<Cause>,
}

/// What is lent to a variant for what is asked of it.
#[must_use]
pub fn lending(records: &Records<'_>, asked: &Asked<'_>) -> Lending {
    let mut lending = Lending::default();
    match template::lent(records, asked) {
        Some(Ok(lent)) => lending.lent.push(*lent),
        Some(Err(cause)) => lending.causes.push(*cause),
        None => {}
    }
    claim::lend(records, asked, &mut lending);
    lending
}
