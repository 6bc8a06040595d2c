//! A look at a draft: what its rules ask of people, and what nobody can clear away.
//!
//! The draft is judged twice: once as it is, with a door that notes what is asked; and once behind a door where everybody
//! has cleared everything, so that what is found all the same is what no approval can meet.

use std::cell::RefCell;

use super::Desk;
use crate::approval::{self, Answer, Debt, Demand};
use crate::check::{Asked, Cleared, Door, Typed};
use crate::diagnostic::{Cause, Diagnostic, Severity};
use crate::draft::Item;
use crate::matcher::Memo;
use crate::run::records::{Records, demanded};

/// What a draft is found to lack.
#[derive(Debug, Default)]
pub struct Look {
    /// All findings.
    pub findings: Vec<Diagnostic>,
    /// Those that would stand if everybody cleared it.
    pub lasting: Vec<Diagnostic>,
    /// What is asked of people.
    pub needs: Vec<Need>,
    /// Reviews that are owed.
    pub debts: Vec<(String, Debt)>,
}

/// What one rule asks of people for one channel.
#[derive(Clone, Debug)]
pub struct Need {
    /// The rule's full name.
    pub rule: String,
    /// The channel; empty without one.
    pub channel: String,
    /// Whom it asks.
    pub demand: Demand,
    /// What there is.
    pub answer: Answer,
    /// Whether that is enough and nobody has refused.
    pub met: bool,
    /// Why not.
    pub causes: Vec<Cause>,
}

impl Need {
    /// The names of roles and fields that could meet it, each once.
    #[must_use]
    pub fn roles(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for party in &self.demand.parties {
            if !names.contains(&party.name.as_str()) {
                names.push(&party.name);
            }
        }
        names
    }
}

impl Look {
    /// What no approval can meet and nobody may let stand.
    pub fn blocking(&self) -> impl Iterator<Item = &Diagnostic> {
        self.lasting.iter().filter(|one| one.waived.is_none() && one.severity == Severity::Error)
    }

    /// The names of rules whose findings stand though everybody clears it, sorted: what a signer is shown.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let rules = self.lasting.iter().filter(|one| one.subject.is_some() && one.waived.is_none());
        let mut names: Vec<_> = rules.map(|one| one.code.to_string()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// What is not met yet.
    pub fn missing(&self) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(|need| !need.met)
    }
}

impl Desk<'_> {
    /// Judges the draft, once as it is and once as if everybody had cleared it.
    #[must_use]
    pub fn look(&self) -> Look {
        let mut memo = Memo::default();
        let draft = &self.opened.draft;
        let noting = Noting { records: &self.records, notes: RefCell::default() };
        let findings = self.judge.judge(&mut memo, draft, &noting).findings;
        let generous = Generous { records: &self.records };
        let lasting = self.judge.judge(&mut memo, draft, &generous).findings;
        let Notes { needs, debts } = noting.notes.into_inner();
        Look { findings, lasting, needs, debts }
    }
}

/// What a look has heard.
#[derive(Default)]
struct Notes {
    needs: Vec<Need>,
    debts: Vec<(String, Debt)>,
}

/// A door that answers as the records do and notes what was asked.
struct Noting<'a> {
    records: &'a Records<'a>,
    notes: RefCell<Notes>,
}

impl Door for Noting<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let office = &self.records.ready().office;
        let leaves = asked.leaves.iter().map(|leaf| demanded(office, asked, leaf));
        let (mut demands, mut owed) = (Vec::new(), Vec::new());
        for (demand, owes, _) in leaves {
            demands.extend(demand);
            owed.extend(owes);
        }
        let judged = self.records.asked(asked, |setting, case, unlent| {
            let debts = owed.iter().filter_map(|owed| owed.settle(setting, case).err());
            let mut verdict = approval::conclude(setting, case, &demands);
            verdict.causes.extend(unlent.iter().cloned());
            (verdict, debts.collect::<Vec<_>>())
        });
        if let Some((verdict, debts)) = judged {
            let vetoed = !verdict.met && verdict.answers.iter().all(|answer| answer.met);
            let mut notes = self.notes.borrow_mut();
            for (demand, answer) in demands.into_iter().zip(verdict.answers) {
                let met = answer.met && !vetoed;
                let causes = if met { Vec::new() } else { verdict.causes.clone() };
                let (rule, channel) = (asked.rule.name.clone(), asked.channel.to_owned());
                notes.add(Need { rule, channel, demand, answer, met, causes });
            }
            for debt in debts {
                let told = (asked.rule.name.clone(), debt);
                if !notes.debts.contains(&told) {
                    notes.debts.push(told);
                }
            }
        }
        self.records.cleared(asked)
    }

    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        self.records.finish(item, fields, findings);
    }
}

impl Notes {
    /// A rule asks once for each of its matches; what one of them lacks the draft lacks.
    fn add(&mut self, need: Need) {
        let same = self.needs.iter_mut().find(|known| {
            known.rule == need.rule && known.channel == need.channel && known.demand == need.demand
        });
        match same {
            Some(known) if known.met => *known = need,
            Some(_) => {}
            None => self.needs.push(need),
        }
    }
}

/// A door behind which everybody has cleared everything: what is found all the same, no approval can meet.
struct Generous<'a> {
    records: &'a Records<'a>,
}

impl Door for Generous<'_> {
    fn cleared(&self, asked: &Asked<'_>) -> Vec<Cleared> {
        let office = &self.records.ready().office;
        let met = |leaf: &&crate::policy::model::Leaf| {
            let (_, _, words) = demanded(office, asked, leaf);
            Cleared { met: true, words, causes: Vec::new(), unjudged: false, debt: None }
        };
        asked.leaves.iter().map(met).collect()
    }

    fn finish(&self, item: &Item, fields: &Typed, findings: &mut Vec<Diagnostic>) {
        self.records.finish(item, fields, findings);
    }
}
