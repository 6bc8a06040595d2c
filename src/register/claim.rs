//! Claims: wordings that the house can prove, and for whom they may be used.
//!
//! In: a row with `wording` and what goes with it. Out: a [`Claim`] that says whether it holds for a
//! language, a jurisdiction and an instant. Where its wording stands in a text is [`super::Passage`]'s
//! business; whether somebody has approved it, room `approval`'s.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::problem::MissingColumn;
use super::row::{RawRow, Reader, Validity, Written, wanted};
use crate::text::Language;
use crate::yaml::{Entry, Node, Value};

const COLUMNS: [&str; 6] = ["wording", "evidence", "languages", "jurisdictions", "from", "until"];

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id, by which drafts cite it and records approve it.
    pub id: Written,
    /// When it holds.
    pub validity: Validity,
    /// The exact words, each for one language or for every one.
    pub wordings: Vec<Wording>,
    /// Files or addresses that prove it.
    pub evidence: Vec<Written>,
    /// Languages in which it may be used; empty means all.
    pub languages: Vec<Language>,
    /// Jurisdictions in which it may be used; empty means all.
    pub jurisdictions: Vec<String>,
    /// Its columns as written but for the id: what an approval of the claim digests.
    pub columns: Vec<Entry>,
}

/// One wording of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The language it is in; none if the register does not say.
    pub language: Option<Language>,
    /// The words.
    pub written: Written,
}

impl Claim {
    /// Its wordings that may be used in a text of this language, under all of these jurisdictions, at an
    /// instant.
    pub fn usable<'a>(
        &'a self,
        language: Language,
        jurisdictions: &[&str],
        at: Timestamp,
        zone: &TimeZone,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        let held = self.validity.holds(at, zone)
            && (self.languages.is_empty() || self.languages.contains(&language))
            && (self.jurisdictions.is_empty()
                || jurisdictions
                    .iter()
                    .all(|wanted| self.jurisdictions.iter().any(|known| known == wanted)));
        self.wordings
            .iter()
            .filter(move |wording| held && wording.language.is_none_or(|own| own == language))
            .map(|wording| wording.written.text.as_str())
    }
}

pub(super) fn read(reader: &mut Reader, row: &RawRow<'_>, validity: Validity) -> Option<Claim> {
    reader.known(row, &COLUMNS);
    let Some(node) = row.get("wording") else {
        reader.complain(MissingColumn { column: "wording" }, row.id.place.span);
        return None;
    };
    let wordings = wordings(reader, node);
    if wordings.is_empty() {
        return None;
    }
    let languages = reader.texts("languages", row.get("languages"));
    let languages =
        languages.into_iter().filter_map(|written| language(reader, &written)).collect();
    let jurisdictions = reader.texts("jurisdictions", row.get("jurisdictions"));
    let columns = row.columns.iter().map(|column| Entry {
        key: column.name.to_owned(),
        key_span: column.name_span,
        node: column.node.clone(),
    });
    Some(Claim {
        id: row.id.clone(),
        validity,
        wordings,
        evidence: reader.texts("evidence", row.get("evidence")),
        languages,
        jurisdictions: jurisdictions.into_iter().map(|written| written.text).collect(),
        columns: columns.collect(),
    })
}

/// One text, several, or one for each language.
fn wordings(reader: &mut Reader, node: &Node) -> Vec<Wording> {
    let Value::Map(entries) = &node.value else {
        let texts = reader.texts("wording", Some(node));
        return texts.into_iter().map(|written| Wording { language: None, written }).collect();
    };
    let mut wordings = Vec::new();
    for entry in entries {
        let Some(language) = Language::parse(&entry.key) else {
            reader.bad("wording", LANGUAGE, entry.key_span);
            continue;
        };
        let texts = reader.texts("wording", Some(&entry.node));
        wordings
            .extend(texts.into_iter().map(|written| Wording { language: Some(language), written }));
    }
    if entries.is_empty() {
        reader.bad("wording", wanted::TEXT, node.span);
    }
    wordings
}

fn language(reader: &mut Reader, written: &Written) -> Option<Language> {
    let language = Language::parse(&written.text);
    if language.is_none() {
        reader.bad("languages", LANGUAGE, written.place.span);
    }
    language
}

const LANGUAGE: crate::diagnostic::Bilingual = crate::diagnostic::Bilingual {
    en: "a language such as `de` or `en`",
    de: "eine Sprache wie `de` oder `en`",
};
