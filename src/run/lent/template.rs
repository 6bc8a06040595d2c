//! Templates: a draft that fills one lends itself its approvals.
//!
//! A draft names its template from the root of the house. It may differ from it in its gaps, and in what says which of
//! them it is: `kind` and `template` themselves, the channels it goes to, its authors, and fields that no approval binds.

use std::collections::BTreeMap;

use super::Lent;
use super::gap::fills;
use crate::approval::problem::cause;
use crate::approval::problem::cause::NotTemplate;
use crate::approval::{Part, parts};
use crate::check::Asked;
use crate::config::leads_out;
use crate::diagnostic::{Bilingual, Cause, Say};
use crate::draft::{self, Draft};
use crate::run::beside::{defaults, metadata};
use crate::run::house::House;
use crate::run::records::Records;
use crate::text::{Language, Localized, SourceId, Tongue};
use crate::world::Unread;

/// Fields that a filled template has of its own.
const OWN: [&str; 4] = ["kind", "template", "author", "authors"];

/// Ids for texts that no complaint points into.
const NOWHERE: [SourceId; 3] = [SourceId(u32::MAX), SourceId(u32::MAX - 1), SourceId(u32::MAX - 2)];

/// What the template of a draft lends it; nothing if it names none.
pub fn lent(records: &Records<'_>, asked: &Asked<'_>) -> Option<Result<Box<Lent>, Box<Cause>>> {
    let (house, _) = records.place()?;
    let found = asked.item.fields.get("template")?;
    let named = found.node().text()?.to_owned();
    let refused =
        |detail: Localized| Box::new(cause(&NotTemplate { template: named.clone(), detail }));
    let both = |text: Bilingual| Localized::both(text.en, text.de);
    let draft = match read(house, &named) {
        Ok(draft) => draft,
        Err(reason) => return Some(Err(refused(both(reason)))),
    };
    let path = house.root.join(&named);
    let template = Records::new(records.ready(), records.judge(), house, &draft, &path, NOWHERE[2]);
    let Some(item) = draft.items.first() else { return Some(Err(refused(both(UNREADABLE)))) };
    let forms = template.form(item, asked.channel).ok();
    let forms = forms.zip(records.form(asked.item, asked.channel).ok());
    let Some((empty, filled)) = forms else { return Some(Err(refused(both(UNREADABLE)))) };
    if let Some(detail) = difference(&empty, &filled, &records.ready().policy.languages) {
        return Some(Err(refused(detail)));
    }
    let lent = template.lend(item, asked.channel)?;
    Some(Ok(Box::new(lent)))
}

const UNREADABLE: Bilingual =
    Bilingual { en: "it cannot be read as a draft", de: "sie lässt sich nicht als Entwurf lesen" };
const OUTSIDE: Bilingual =
    Bilingual { en: "it lies outside of the house", de: "sie liegt außerhalb des Hauses" };
const NO_TEMPLATE: Bilingual = Bilingual {
    en: "it is not of the kind `template`",
    de: "sie ist nicht von der Art `template`",
};

/// The template, from the root of the house.
fn read(house: &House, below: &str) -> Result<Draft, Bilingual> {
    if leads_out(below) {
        return Err(OUTSIDE);
    }
    let bytes = house.drafts.read_most(below, draft::MAX_DRAFT).map_err(|reason| reason.words())?;
    let text = draft::decode(&bytes, NOWHERE[0]).map_err(|_| UNREADABLE)?;
    let beside = match metadata(house, below) {
        Err(Unread::Missing) => None,
        bytes => {
            let bytes = bytes.map_err(|reason| reason.words())?;
            let text = draft::decode(&bytes, NOWHERE[1]).map_err(|_| UNREADABLE)?;
            Some(text.to_owned())
        }
    };
    let beside = beside.as_deref().map(|text| (NOWHERE[1], text));
    let draft = draft::read(below, NOWHERE[0], text, beside, defaults(house, below));
    let item = draft.items.first().ok_or(UNREADABLE)?;
    let kind = item.fields.get("kind").and_then(|found| found.node().text());
    if kind == Some("template") { Ok(draft) } else { Err(NO_TEMPLATE) }
}

/// What differs between a template and a draft beyond its gaps.
fn difference(empty: &str, filled: &str, languages: &[Language]) -> Option<Localized> {
    let (empty, filled) = (parts(empty)?, parts(filled)?);
    let own = |part: &Part| match part {
        Part::Channel => true,
        Part::Field(name) => {
            let name = name.split('/').next().unwrap_or_default();
            OWN.iter().any(|own| crate::draft::field::same_key(own, name))
        }
        _ => false,
    };
    let bound = |parts: &BTreeMap<Part, &str>| -> BTreeMap<Part, String> {
        let kept = parts.iter().filter(|(part, _)| !own(part));
        kept.map(|(part, text)| (part.clone(), (*text).to_owned())).collect()
    };
    let (empty, filled) = (bound(&empty), bound(&filled));
    let mut names: Vec<&Part> = empty.keys().chain(filled.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().find_map(|part| {
        let (Some(empty), Some(filled)) = (empty.get(part), filled.get(part)) else {
            return Some(differs(part));
        };
        match fills(empty, filled, languages) {
            Ok(true) => None,
            Ok(false) => Some(differs(part)),
            Err(gap) => Some(Localized::both(
                format!("its gap `{gap}` has no class that exists"),
                format!("ihre Lücke `{gap}` hat keine Klasse, die es gibt"),
            )),
        }
    })
}

fn differs(part: &Part) -> Localized {
    let what = match part {
        Part::Field(name) => {
            Localized::both(format!("the field `{name}`"), format!("das Feld `{name}`"))
        }
        Part::Media(number) => {
            Localized::both(format!("attachment {number}"), format!("Anlage {number}"))
        }
        _ => Localized::both("the text", "der Text"),
    };
    Localized::both(
        format!("{} differs beyond its gaps", what.say(Tongue::En)),
        format!("{} weicht über die Lücken hinaus ab", what.say(Tongue::De)),
    )
}
