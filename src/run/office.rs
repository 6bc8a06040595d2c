//! The offices of a house as approvals judge them: roles as lists of persons, owners, levels, people.

use std::collections::BTreeMap;

use crate::approval::signers::{self, Supplied};
use crate::approval::{self, Assurance, Demand, Party};
use crate::check::Typed;
use crate::diagnostic::Diagnostic;
use crate::policy::model::{
    By, FieldType, FieldValue, Obligation, PackId, Policy, Role, RoleId, Rule, Waivable,
};
use crate::register::{People, Register};
use crate::syntax::tree;
use crate::text::Localized;

/// What is the same for every draft of a house.
pub struct Office {
    /// All roles in the order of the policy.
    pub parties: Vec<Party>,
    /// Who owns the house's pack.
    pub owners: Vec<String>,
    /// The words of the field `risk`, from low to high.
    pub levels: Vec<String>,
    /// Who is who; empty without a people register.
    pub people: People,
    /// Version of the house's pack.
    pub version: Option<String>,
}

impl Office {
    /// The offices of a policy.
    #[must_use]
    pub fn new(policy: &Policy, registers: &[Register], people: Option<&Register>) -> Self {
        let house = policy.pack(policy.house);
        let people = crate::check::people_of(registers, people).cloned().unwrap_or_default();
        let risk = policy.field_named("risk").map(|id| &policy.field(id).kind);
        let levels = match risk {
            Some(FieldType::Level(words)) => words.clone(),
            _ => Vec::new(),
        };
        let parties: Vec<Party> = policy.roles.iter().map(|role| party(policy, role)).collect();
        Self {
            owners: house.owner.clone().into_iter().collect(),
            version: house.version.map(|version| version.to_string()),
            levels,
            people,
            parties,
        }
    }

    /// Who may waive which rule.
    #[must_use]
    pub fn waivable<'p>(&self, policy: &'p Policy) -> BTreeMap<&'p str, approval::Waivable> {
        let may = |rule: &'p Rule| match rule.waivable {
            Waivable::Yes => approval::Waivable::Anybody,
            Waivable::No => approval::Waivable::Nobody,
            Waivable::By(role) => approval::Waivable::Role(self.parties[role.index()].clone()),
        };
        policy.rules.iter().map(|rule| (rule.name.as_str(), may(rule))).collect()
    }

    /// Gives people the keys that a file of allowed signers holds for them; what is wrong with some.
    pub fn supply(&mut self, keys: Vec<Supplied>) -> Vec<Diagnostic> {
        signers::add(&mut self.people, keys)
    }

    /// What an obligation asks, and how it reads.
    #[must_use]
    pub fn demand(
        &self,
        policy: &Policy,
        pack: PackId,
        fields: &Typed,
        asked: &Obligation,
    ) -> (Demand, Localized) {
        let (mut demand, words) = self.by(policy, pack, fields, &asked.by);
        demand.including_author = asked.including_author;
        demand.within = asked.within;
        demand.ahead = asked.ahead;
        (demand, words)
    }

    /// Whom `by …` means, and how it reads.
    #[must_use]
    pub fn by(
        &self,
        policy: &Policy,
        pack: PackId,
        fields: &Typed,
        by: &By,
    ) -> (Demand, Localized) {
        let one = |id: RoleId| self.parties[id.index()].clone();
        let name = |id: RoleId| format!("`{}`", policy.roles[id.index()].name);
        match by {
            By::Role(id) => (Demand::of(1, one(*id)), approval_by(&name(*id))),
            By::Several(count, id) => {
                (Demand::of(*count, one(*id)), approval_by_several(*count, &name(*id)))
            }
            By::SeveralOf(count, ids) => {
                let names: Vec<_> = ids.iter().map(|id| name(*id)).collect();
                let parties = ids.iter().map(|id| one(*id)).collect();
                (Demand::among(*count, parties), approval_by_several(*count, &names.join(", ")))
            }
            By::Field(id) => {
                let field = &policy.field(*id).name;
                let persons: Vec<String> = match fields.get(*id) {
                    Some(value) => value.elements().iter().filter_map(person).collect(),
                    None => Vec::new(),
                };
                let assurance = assurance(policy.pack(pack).assurance);
                let demand = Demand::each(field, &persons, assurance, &self.people);
                (demand, approval_by(&format!("`{field}`")))
            }
        }
    }
}

fn approval_by(whom: &str) -> Localized {
    Localized::both(format!("approval by {whom}"), format!("Freigabe durch {whom}"))
}

fn approval_by_several(count: u32, whom: &str) -> Localized {
    Localized::both(
        format!("approval by {count} of {whom}"),
        format!("Freigabe durch {count} von {whom}"),
    )
}

fn person(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Person(name) => Some(name.clone()),
        _ => None,
    }
}

/// A role with everybody who may act for it.
fn party(policy: &Policy, role: &Role) -> Party {
    let mut escalation = Vec::new();
    let mut next = role.escalates.map(|(to, _)| to);
    let mut seen: Vec<RoleId> = Vec::new();
    while let Some(id) = next.filter(|id| !seen.contains(id)) {
        seen.push(id);
        let above = &policy.roles[id.index()];
        escalation.extend(above.members.iter().cloned());
        next = above.escalates.map(|(to, _)| to);
    }
    Party {
        name: role.name.clone(),
        members: role.members.clone(),
        deputies: role.deputies.clone(),
        escalation,
        assurance: assurance(role.assurance),
    }
}

/// The assurance of the language as approvals know it.
#[must_use]
pub fn assurance(assurance: tree::Assurance) -> Assurance {
    match assurance {
        tree::Assurance::Claimed => Assurance::Claimed,
        tree::Assurance::Forge => Assurance::Forge,
        tree::Assurance::Signed => Assurance::Signed,
    }
}
