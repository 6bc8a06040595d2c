//! Registers looked through: what ends soon, and what makes them unsound for the policy that asks them.
//!
//! In: a policy with its registers, a clock, how far to look ahead. Out: findings at the rows. What a register says wrongly
//! by itself is told when it is read; here it is held against roles and against itself.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::load::Ready;
use super::problem::{
    EndsSoon, HasEnded, NoKey, NobodyRegistered, SharedTerm, StrangerInRegister, StrangerInRole,
};
use crate::approval::words::{When, last_second};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::policy::model::Role;
use crate::register::{Kind, People, Person, Register, Validity};
use crate::syntax::tree::Assurance;
use crate::text::{Duration, Localized, Place, fold, moment};

/// Everything that is to be said of a policy's registers.
#[must_use]
pub fn look_through(ready: &Ready, now: Timestamp, within: Duration) -> Vec<Diagnostic> {
    let mut look = Look { ready, now, until: now + within.length(), findings: Vec::new() };
    let house = look.zone(ready.policy.pack(ready.policy.house).zone.as_str());
    for (register, declared) in ready.registers.iter().zip(&ready.policy.registers) {
        let zone = look.zone(&ready.policy.pack(declared.pack).zone);
        look.register(&declared.name, register, &zone);
    }
    if let Some(people) = &ready.people {
        look.register("people", people, &house);
    }
    look.roles(&house);
    look.accounts();
    look.findings.sort_by_key(|one| one.primary.place);
    look.findings
}

struct Look<'a> {
    ready: &'a Ready,
    now: Timestamp,
    until: Timestamp,
    findings: Vec<Diagnostic>,
}

impl Look<'_> {
    fn zone(&self, name: &str) -> TimeZone {
        moment::zone(name).unwrap_or(TimeZone::UTC)
    }

    fn people(&self) -> &People {
        &self.ready.office.people
    }

    fn register(&mut self, name: &str, register: &Register, zone: &TimeZone) {
        match register.people() {
            // With the keys that a file of allowed signers supplies.
            Some(_) => {
                let people = self.people().clone();
                people.persons().iter().for_each(|person| self.person(name, person, zone));
            }
            None => {
                for row in register.rows() {
                    self.ends(name, &row.id.text, &row.validity, row.id.place, zone);
                }
            }
        }
        if register.kind() == Kind::Rows {
            self.terms(name, register, zone);
        }
    }

    /// Ends of a person's time in the house, and of each key.
    fn person(&mut self, name: &str, person: &Person, zone: &TimeZone) {
        for window in &person.active {
            self.ends(name, &person.id.text, window, person.id.place, zone);
        }
        if person.active_at(self.now, zone) {
            for key in person.keys.iter().filter(|key| key.compromised.is_none()) {
                let what = format!("{} {}", person.id.text, key.key.fingerprint());
                self.ends(name, &what, &key.validity, key.place, zone);
            }
        }
    }

    fn ends(&mut self, name: &str, what: &str, window: &Validity, place: Place, zone: &TimeZone) {
        let Ok((_, Some(end))) = window.bounds(zone) else { return };
        if self.now < end && end <= self.until {
            let until = When::day(last_second(end), zone);
            let complaint = EndsSoon { what: what.to_owned(), register: name.to_owned(), until };
            self.findings.push(complaint.at(place));
        }
    }

    /// One term in two rows that hold at once: two owners of one topic.
    fn terms(&mut self, name: &str, register: &Register, zone: &TimeZone) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, term) in register.terms() {
            let (row, key) = (&register.rows()[at], fold(&term.text).into_owned());
            let Some(&other) = first.get(&key) else {
                first.insert(key, at);
                continue;
            };
            let other = &register.rows()[other];
            let over = row
                .validity
                .bounds(zone)
                .is_ok_and(|(_, end)| end.is_some_and(|end| end <= self.now));
            if other.id.text != row.id.text && !over && other.validity.overlaps(&row.validity) {
                let complaint = SharedTerm {
                    term: term.text.clone(),
                    register: name.to_owned(),
                    first: other.id.text.clone(),
                    second: row.id.text.clone(),
                };
                let label = Localized::both("the other row", "die andere Zeile");
                self.findings.push(complaint.at(term.place).and(other.id.place, label));
            }
        }
    }

    /// People who hold a role: known, there, with a key where they must sign.
    fn roles(&mut self, zone: &TimeZone) {
        let house = self.ready.policy.house;
        let roles: Vec<&Role> = self
            .ready
            .policy
            .roles
            .iter()
            .filter(|role| !role.members.is_empty() || role.pack == house)
            .collect();
        for role in roles {
            let mut able = 0;
            for name in role.members.iter().chain(&role.deputies) {
                able += usize::from(self.holder(role, name, zone));
            }
            let asked = !role.members.is_empty() && role.assurance != Assurance::Claimed;
            if asked && able == 0 && self.people().is_empty() {
                let complaint = NobodyRegistered { role: role.name.clone() };
                self.findings.push(complaint.at(role.place));
            }
        }
    }

    /// Whether somebody who holds a role can act for it; what stands in the way is told.
    fn holder(&mut self, role: &Role, name: &str, zone: &TimeZone) -> bool {
        if self.people().is_empty() {
            return false;
        }
        let (role_name, who) = (role.name.clone(), name.to_owned());
        let Some(person) = self.people().find(name).cloned() else {
            self.findings.push(StrangerInRole { who, role: role_name }.at(role.place));
            return false;
        };
        if !person.active_at(self.now, zone) {
            let complaint = HasEnded { who: person.shown().to_owned(), role: role_name };
            self.findings.push(complaint.at(person.id.place).and(role.place, Localized::default()));
            return false;
        }
        let valid = |key: &crate::register::PersonKey| {
            key.compromised.is_none() && key.validity.holds(self.now, zone)
        };
        let signs = role.assurance == Assurance::Signed;
        if signs && !person.keys.iter().any(valid) {
            let complaint = NoKey { who: person.shown().to_owned(), role: role_name };
            self.findings.push(complaint.at(person.id.place).and(role.place, Localized::default()));
            return false;
        }
        true
    }

    /// Owners and deputies of accounts must be somebody.
    fn accounts(&mut self) {
        if self.people().is_empty() {
            return;
        }
        let accounts = self.ready.registers.iter().flat_map(Register::accounts);
        let named = accounts.flat_map(|account| account.owner.iter().chain(&account.deputy));
        let strangers: Vec<_> =
            named.filter(|name| self.people().find(&name.text).is_none()).cloned().collect();
        for name in strangers {
            let complaint = StrangerInRegister { who: name.text };
            self.findings.push(complaint.at(name.place));
        }
    }
}
