//! Scenarios: their steps.

use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::lower::Lower;
use crate::syntax::lower::item::word_of;
use crate::syntax::lower::leftover::Before;
use crate::syntax::lower::value::TextUse;
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::problem::clause::StepOrder;
use crate::syntax::tree::{Clearance, Expected, Node, Scenario, ScenarioPart};
use crate::text::Span;

const BY: Wanted = wanted::exact(
    "`by` and a person in quotation marks",
    "`by` und eine Person in Anführungszeichen",
    "approved by \"ben@muster.example\" as comms",
    &["by"],
);
const EXPECTED: Wanted = Wanted {
    what: crate::syntax::lower::words(
        "`nothing` or the name of a rule",
        "`nothing` oder der Name einer Regel",
    ),
    example: "expect ad-label at \"Drei Tage\"",
    name: true,
    known: &["nothing"],
};

impl Lower<'_> {
    pub(super) fn scenario(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<Scenario> {
        let tree = self.read(Rule::read_scenario, head)?;
        let title = self.text_in(tree.root(), word_of(tree.root()), TextUse::Plain);
        self.leftovers(&tree, Before::Other);
        let mut parts = Vec::new();
        let mut at: Option<Span> = None;
        let mut expect: Option<Span> = None;
        self.sentences(Rule::read_scenario_part, block, |this, child| {
            let word = word_of(child);
            let once = match child.rule() {
                Rule::at => Some(&mut at),
                Rule::expect => Some(&mut expect),
                _ => None,
            };
            match once {
                Some(Some(first)) => this.twice(word, *first),
                Some(first) => *first = Some(word),
                None => {}
            }
            let part = this.step(child, word);
            parts.extend(part.map(|part| Node::new(part, child.span())));
        });
        Some(Scenario { title: title?, parts })
    }

    fn step(&mut self, branch: Branch<'_>, word: Span) -> Option<ScenarioPart> {
        Some(match branch.rule() {
            Rule::draft => ScenarioPart::Draft(self.text_in(branch, word, TextUse::Plain)?),
            Rule::edited => ScenarioPart::Edited(self.text_in(branch, word, TextUse::Plain)?),
            Rule::at => {
                let figure = branch.child(Rule::figure);
                if figure.is_none() {
                    self.missing(word, Wanted { example: "at 2026-10-01", ..wanted::DATE });
                    return None;
                }
                ScenarioPart::At(self.moment(figure, word)?)
            }
            Rule::approved => ScenarioPart::Approved(self.clearance(branch, word)?),
            Rule::rejected => ScenarioPart::Rejected(self.clearance(branch, word)?),
            Rule::waived => self.waived(branch, word)?,
            _ => ScenarioPart::Expect(self.expected(branch, word)?),
        })
    }

    fn clearance(&mut self, branch: Branch<'_>, word: Span) -> Option<Clearance> {
        let Some(by) = branch.child(Rule::BY) else {
            self.missing(word, BY);
            return None;
        };
        let person = self.text_in(branch, by.span(), TextUse::Plain);
        let mut found = Clearance { by: person?, role: None, channel: None, on: None };
        let mut reached = 0;
        for part in branch.children() {
            let nth = match part.rule() {
                Rule::as_role => 1,
                Rule::for_channel => 2,
                Rule::on_date => 3,
                _ => continue,
            };
            if nth <= reached {
                let found = self.shown(part.span());
                self.complain(part.span(), StepOrder { found });
            }
            reached = reached.max(nth);
            let word = word_of(part);
            match nth {
                1 => match part.child(Rule::path) {
                    Some(role) => found.role = Some(self.path(role.span())),
                    None => self.missing(word, Wanted { example: "as comms", ..wanted::ROLE }),
                },
                2 => match part.child(Rule::name) {
                    Some(channel) => found.channel = Some(self.name(channel.span())),
                    None => self.missing(word, Wanted { example: "for linkedin", ..wanted::NAME }),
                },
                _ => {
                    let figure = part.child(Rule::figure);
                    match figure {
                        Some(_) => found.on = self.moment(figure, word),
                        None => {
                            self.missing(word, Wanted { example: "on 2026-04-30", ..wanted::DATE })
                        }
                    }
                }
            }
        }
        Some(found)
    }

    fn waived(&mut self, branch: Branch<'_>, word: Span) -> Option<ScenarioPart> {
        let Some(rule) = branch.child(Rule::path) else {
            let wanted = Wanted {
                example: "waived house/ad-label by \"carla@muster.example\"",
                ..wanted::PATH
            };
            self.missing(word, wanted);
            return None;
        };
        let rule = self.path(rule.span());
        let Some(by) = branch.child(Rule::BY) else {
            self.missing(
                rule.span,
                Wanted { example: "waived house/ad-label by \"carla@muster.example\"", ..BY },
            );
            return None;
        };
        let by = self.text_in(branch, by.span(), TextUse::Plain)?;
        Some(ScenarioPart::Waived { rule, by })
    }

    fn expected(&mut self, branch: Branch<'_>, word: Span) -> Option<Vec<Expected>> {
        if branch.child(Rule::NOTHING).is_some() {
            return Some(Vec::new());
        }
        let mut found = Vec::new();
        for part in self.elements(branch, EXPECTED) {
            let Some(path) = part.child(Rule::path) else { continue };
            let rule = self.path(path.span());
            let at = match part.child(Rule::AT) {
                Some(at) => self.text_in(part, at.span(), TextUse::Plain),
                None => None,
            };
            found.push(Expected { rule, at });
        }
        if found.is_empty() {
            self.missing(word, EXPECTED);
            return None;
        }
        Some(found)
    }
}
