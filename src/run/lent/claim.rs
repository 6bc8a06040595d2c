//! Registered wordings: a match inside one that stands in the text to the letter is lent its approvals.
//!
//! Records of claims lie beside the register file. Only the registers of the house's own pack are looked at: a used pack
//! has no office in this house.

use std::collections::BTreeSet;

use super::{Lending, Lent};
use crate::approval::problem::cause;
use crate::approval::problem::cause::NearClaim;
use crate::approval::{Deed, Digested, Entry, Scope};
use crate::check::Asked;
use crate::draft::canonical::{CLAIM, claim_form};
use crate::policy::model::Policy;
use crate::register::{Claim, Kind, Passage, Register};
use crate::run::Ready;
use crate::run::house::House;
use crate::run::load::joined;
use crate::run::papers::Papers;
use crate::run::records::{Records, attached, folder_of};
use crate::text::{Localized, SourceId, digest};

/// An id for a file that no complaint points into.
const NOWHERE: SourceId = SourceId(u32::MAX);

/// An entry of the claims register as approvals know it.
pub struct Registered<'r> {
    /// The entry.
    pub claim: &'r Claim,
    /// The register's file, below the house.
    pub register: String,
    /// What an approval of it digests.
    pub form: String,
    /// With its records.
    pub lent: Lent,
}

/// The entry of the claims register with this id. Nothing where there is none, or a file that proves it is not there.
#[must_use]
pub fn registered<'r>(ready: &'r Ready, house: &House, id: &str) -> Option<Registered<'r>> {
    claims(ready).find(|(_, claim)| claim.id.text == id).and_then(|(register, claim)| {
        let file = file(ready, register)?;
        open(house, &file, claim)
    })
}

/// The claims registers of the house's own pack, with the number of each.
fn registers<'r>(
    policy: &'r Policy,
    registers: &'r [Register],
) -> impl Iterator<Item = (usize, &'r Register)> {
    let own = move |at: usize| policy.registers[at].pack == policy.house;
    registers
        .iter()
        .enumerate()
        .filter(move |(at, register)| register.kind() == Kind::Claims && own(*at))
}

fn claims(ready: &Ready) -> impl Iterator<Item = (usize, &Claim)> {
    let all = registers(&ready.policy, &ready.registers);
    all.flat_map(|(at, register)| register.claims().iter().map(move |claim| (at, claim)))
}

/// The file of a register, below the house.
fn file(ready: &Ready, register: usize) -> Option<String> {
    joined(&ready.folder, &ready.policy.registers[register].file)
}

fn open<'r>(house: &House, file: &str, claim: &'r Claim) -> Option<Registered<'r>> {
    let digest_of = |target: &str| attached(&*house.drafts, folder_of(file), target);
    let form = claim_form(&claim.columns, digest_of)?;
    let now = digest(&form);
    let papers = Papers::read(house, file, file, NOWHERE, || BTreeSet::from([now.clone()]));
    let scope = Scope::Claim(claim.id.text.clone());
    let of_claim = |entry: &Entry| match entry.act.deed.about() {
        Some(about) => about.subjects.iter().any(|subject| subject.scope == scope),
        None => matches!(entry.act.deed, Deed::Revoke { .. }),
    };
    let digested = Digested {
        canon: CLAIM.to_owned(),
        unbound: Vec::new(),
        digest: now,
        form: Some(form.clone()),
    };
    let lent = Lent {
        entries: papers.entries.into_iter().filter(of_claim).collect(),
        scope: scope.clone(),
        digests: vec![digested],
        unbound: Vec::new(),
        texts: papers.kept,
        media: Vec::new(),
        authors: Vec::new(),
        path: file.to_owned(),
    };
    Some(Registered { claim, register: file.to_owned(), form, lent })
}

/// Adds the claims in whose wording the match lies, and names those that it nearly is.
pub fn lend(records: &Records<'_>, asked: &Asked<'_>, lending: &mut Lending) {
    let (Some((house, _)), Some(words)) = (records.place(), &asked.passage) else { return };
    let (ready, judge) = (records.ready(), records.judge());
    let field = ready.policy.field_named("jurisdiction");
    let jurisdictions: Vec<&str> = field.map(|id| asked.fields.words(id)).unwrap_or_default();
    let mut passage = None;
    for (register, claim) in claims(ready) {
        let zone = judge.zone_of(ready.policy.registers[register].pack);
        for wording in claim.usable(words.language, &jurisdictions, asked.instant, zone) {
            let passage = passage.get_or_insert_with(|| Passage::new(words.text));
            let (start, end) = (words.range.start as usize, words.range.end as usize);
            let holds = |range: &std::ops::Range<usize>| range.start <= start && end <= range.end;
            if passage.occurrences(wording).iter().any(holds) {
                let opened = file(ready, register).and_then(|file| open(house, &file, claim));
                lending.lent.extend(opened.map(|opened| opened.lent));
            } else if let Some(miss) = passage.near_miss(wording)
                && miss.range.start < end
                && start < miss.range.end
            {
                let list = |words: &[String]| {
                    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
                };
                let (added, missing) = (list(&miss.added), list(&miss.missing));
                let detail = match (added.is_empty(), missing.is_empty()) {
                    (false, true) => {
                        Localized::both(format!("{added} was added"), format!("{added} kam hinzu"))
                    }
                    (true, _) => {
                        Localized::both(format!("{missing} is missing"), format!("{missing} fehlt"))
                    }
                    (false, false) => Localized::both(
                        format!("{added} instead of {missing}"),
                        format!("{added} statt {missing}"),
                    ),
                };
                let near = NearClaim { claim: claim.id.text.clone(), detail };
                lending.causes.push(cause(&near));
            }
        }
    }
}
