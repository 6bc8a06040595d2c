//! Doors of tests: approvals from a setting, or from the steps of a scenario.

use crate::approval::{Act, Entry};
use crate::check::{Asked, Cleared, Door, Typed};
use crate::diagnostic::Diagnostic;
use crate::draft::Item;
use crate::policy::model::{By, Leaf, RoleId};
use crate::run::Office;
use crate::text::Localized;

/// The door of an example: a fresh approval by each role that its setting names, nothing else.
pub struct Granted<'a> {
    /// Roles and person fields that have cleared the text.
    pub roles: &'a [String],
    /// The offices of the house.
    pub office: &'a Office,
}

impl Granted<'_> {
    fn grants(&self, asked: &Asked<'_>, by: &By) -> bool {
        let name = |id: &RoleId| asked.policy.roles[id.index()].name.as_str();
        let granted = |name: &str| {
            self.roles.iter().any(|role| role == name || role.ends_with(&format!("/{name}")))
        };
        match by {
            By::Role(id) => granted(name(id)),
            By::Field(id) => granted(&asked.policy.field(*id).name),
            By::Several(count, id) => granted(name(id)) && self.members(id) >= *count as usize,
            By::SeveralOf(count, ids) => {
                ids.iter().filter(|id| granted(name(id))).count() >= *count as usize
            }
        }
    }

    fn members(&self, id: &RoleId) -> usize {
        self.office.parties[id.index()].members.len()
    }
}

impl Door for Granted<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let answer = |leaf: &&Leaf| {
            let (met, words) = match leaf {
                Leaf::Approval(obligation) => {
                    let (_, words) =
                        self.office.demand(asked.policy, asked.rule.pack, asked.fields, obligation);
                    (self.grants(asked, &obligation.by), words)
                }
                _ => (true, Localized::default()),
            };
            Cleared { met, words, causes: Vec::new(), unjudged: false, debt: None }
        };
        asked.leaves.iter().map(answer).collect()
    }

    fn finish(&self, _: &Item, _: &Typed, _: &mut Vec<Diagnostic>) {}
}

/// An act of a scenario as an entry.
#[must_use]
pub fn given(act: Act) -> Entry {
    let mut entry = Entry::given(act.tidy());
    entry.in_tree = true;
    entry
}
