//! Rules and amendments: statements, clauses, examples.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::{Complaint, Near, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::lower::item::word_of;
use crate::syntax::lower::leftover::Before;
use crate::syntax::lower::value::TextUse;
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::lower::{Lower, replacement};
use crate::syntax::problem::block::{ClausePlace, UnclosedBrace};
use crate::syntax::problem::clause::{
    AllowWithoutCondition, BecomesOnPasses, LimitWithSign, NoStatement, SecondStatement,
    StatementFirst,
};
use crate::syntax::problem::expression::NotAMeasure;
use crate::syntax::problem::list::KeyTwice;
use crate::syntax::problem::shape::WrongPart;
use crate::syntax::tree::{
    Agreement, Amend, AmendClause, Clause, Example, Node, Rule as RuleItem, Setting, SettingEntry,
    Statement,
};
use crate::syntax::words::belongs;
use crate::text::{Localized, Span};

const TO: Wanted = wanted::exact("`to`", "`to`", "limit length to 280", &["to"]);
const OVER: Wanted = wanted::exact(
    "`over`",
    "`over`",
    "prefer \"nutzen\" over \"zur Anwendung bringen\"",
    &["over"],
);
const AGREEMENT: Wanted = wanted::exact(
    "`with` or `across`",
    "`with` oder `across`",
    "agree number as n then/2 \"Mitarbeiter\" with facts.headcount",
    &["with", "across"],
);
const WITH: Wanted = wanted::exact("`with`", "`with`", "only with evidence", &["with"]);
const ONLY_WITH: Wanted = wanted::exact(
    "`only with`",
    "`only with`",
    "allow \"klimaneutral\" only with evidence",
    &["only"],
);
const NO_OR_BY: Wanted =
    wanted::exact("`no` or `by`", "`no` oder `by`", "waivable by legal", &["no", "by"]);
const COLON: Wanted = wanted::exact("`:`", "`:`", "with { kind: reply }", &[]);

/// What was read of a block so far.
#[derive(Default)]
struct Block {
    /// The word of the statement, whether or not the rest of it could be read.
    statement: Option<Span>,
    /// The word of the first clause before the statement.
    early: Option<Span>,
    /// Clauses that may stand once, by their rule and the language of a message: their word.
    clauses: BTreeMap<(Rule, Option<String>), Span>,
}

impl Lower<'_> {
    pub(super) fn rule(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<RuleItem> {
        let named = self.titled(Rule::read_rule, head);
        let problems = self.problems.len();
        let mut seen = Block::default();
        let mut statement = None;
        let mut clauses = Vec::new();
        self.sentences(Rule::read_rule_part, block, |this, child| {
            if is_statement(child.rule()) {
                let read = this.statement(child).map(|read| Node::new(read, child.span()));
                if this.first_statement(word_of(child), &mut seen) {
                    statement = read;
                }
            } else if let Some(clause) = this.clause(child, &mut seen) {
                clauses.push(Node::new(clause, child.span()));
            }
        });
        let (name, title) = named?;
        let blameless = problems == self.problems.len()
            && block.child(Rule::open_brace).is_some()
            && !self.flawed(block.span());
        if seen.statement.is_none() && blameless {
            self.complain(name.span, NoStatement { name: name.value.clone() });
        }
        Some(RuleItem { name, title, statement, clauses })
    }

    pub(super) fn amend(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<Amend> {
        let tree = self.read(Rule::read_amend, head)?;
        let rule = match tree.root().child(Rule::path) {
            Some(path) => Some(self.path(path.span())),
            None => {
                self.missing(word_of(tree.root()), wanted::PATH);
                None
            }
        };
        self.leftovers(&tree, Before::Other);
        let mut seen = Block { statement: rule.as_ref().map(|rule| rule.span), ..Block::default() };
        let mut clauses = Vec::new();
        self.sentences(Rule::read_amend_part, block, |this, child| {
            let word = word_of(child);
            let clause = match child.rule() {
                Rule::also => this.core(child.child(Rule::condition), word).map(AmendClause::Also),
                Rule::without => {
                    this.core(child.child(Rule::condition), word).map(AmendClause::Except)
                }
                _ => this.clause(child, &mut seen).map(AmendClause::Clause),
            };
            clauses.extend(clause.map(|clause| Node::new(clause, child.span())));
        });
        Some(Amend { rule: rule?, clauses })
    }

    /// Whether this statement is the first of its rule; complains about a second one, and about clauses
    /// that stand before the first.
    fn first_statement(&mut self, word: Span, seen: &mut Block) -> bool {
        let here = self.place(word);
        if let Some(first) = seen.statement {
            let complaint = SecondStatement { word: self.word(word).to_owned() };
            let first = self.place(first);
            let label = Localized::both("the statement of this rule", "die Anweisung dieser Regel");
            self.report(complaint.at(here).and(first, label));
            return false;
        }
        seen.statement = Some(word);
        if let Some(clause) = seen.early {
            let complaint = StatementFirst { word: self.word(clause).to_owned() };
            let problem = complaint.at(self.place(clause));
            self.report(problem.and(here, Localized::both("the statement", "die Anweisung")));
        }
        true
    }

    // Statements ----

    fn statement(&mut self, branch: Branch<'_>) -> Option<Statement> {
        let word = word_of(branch);
        match branch.rule() {
            Rule::forbid => Some(Statement::Forbid(self.scoped(branch.child(Rule::scoped), word)?)),
            Rule::allow => self.allow(branch, word),
            Rule::require => {
                Some(Statement::Require(self.condition_in(branch.child(Rule::condition), word)?))
            }
            Rule::limit => self.limit(branch, word),
            Rule::prefer => self.prefer(branch, word),
            _ => self.agree(branch, word),
        }
    }

    fn allow(&mut self, branch: Branch<'_>, word: Span) -> Option<Statement> {
        let what = self.scoped(branch.child(Rule::scoped), word);
        let Some(only) = branch.child(Rule::only_with) else {
            if what.is_some() {
                let problem = AllowWithoutCondition {}.at(self.place(word));
                self.complain_unfinished(branch.span(), ONLY_WITH, problem);
            }
            return None;
        };
        let Some(with) = only.child(Rule::WITH) else {
            self.missing(word_of(only), WITH);
            return None;
        };
        let wanted_after = with.span();
        let only_with = self.condition_in(only.child(Rule::condition), wanted_after);
        Some(Statement::Allow { what: what?, only_with: only_with? })
    }

    fn limit(&mut self, branch: Branch<'_>, word: Span) -> Option<Statement> {
        let Some(condition) = branch.child(Rule::condition) else {
            self.missing(word, wanted::MEASURE);
            return None;
        };
        let Some(claim) = lone_claim(condition) else {
            let found = self.shown(condition.span());
            let instead = Localized::both(
                "a measure is named alone: `length`, `words in lead`, `count \"x\" per 100 words`",
                "ein Maß wird allein genannt: `length`, `words in lead`, `count \"x\" per 100 words`",
            );
            self.complain(condition.span(), NotAMeasure { found, instead });
            self.left = true;
            return None;
        };
        if let Some(relation) = claim.child(Rule::relation) {
            let found = self.shown(word_of(word_branch(relation)));
            let at = word_of(word_branch(relation));
            let problem = LimitWithSign { found }.at(self.place(at));
            self.report(problem.fix(replacement(at, "to", Safety::Suggestion)));
            let _ = self.measure(claim);
            return None;
        }
        let known = self.problems.len();
        let measure = self.measure(claim);
        self.left |= known < self.problems.len();
        let Some(to) = branch.child(Rule::limit_to) else {
            if measure.is_some() {
                self.missing(condition.span(), TO);
            }
            return None;
        };
        let Some(number) = to.child(Rule::number) else {
            self.missing(to.span(), wanted::NUMBER);
            return None;
        };
        let to = self.number(number.span());
        Some(Statement::Limit { measure: measure?, to: to? })
    }

    fn prefer(&mut self, branch: Branch<'_>, word: Span) -> Option<Statement> {
        let instead = self.text_in(branch, word, TextUse::Phrase)?;
        let Some(over) = branch.child(Rule::over) else {
            self.missing(instead.span, OVER);
            return None;
        };
        let over = self.scoped(over.child(Rule::scoped), word_of(over))?;
        Some(Statement::Prefer { instead, over })
    }

    fn agree(&mut self, branch: Branch<'_>, word: Span) -> Option<Statement> {
        let what = self.scoped(branch.child(Rule::scoped), word)?;
        if let Some(with) = branch.child(Rule::agree_with) {
            let Some(fact) = with.child(Rule::path) else {
                self.missing(with.span(), wanted::FACT);
                return None;
            };
            if !self.word(fact.span()).contains('.') {
                let found = self.shown(fact.span());
                let (what, example) = (wanted::FACT.what, wanted::FACT.example.to_owned());
                let near = Near::default();
                self.complain(fact.span(), WrongPart { found, what, example, near });
                return None;
            }
            let with = Agreement::Fact(self.reference(fact.span()));
            return Some(Statement::Agree { what, with });
        }
        let Some(across) = branch.child(Rule::across) else {
            self.missing(branch.span(), AGREEMENT);
            return None;
        };
        let Some(name) = across.child(Rule::name) else {
            let field = Wanted { example: "across campaign", ..wanted::FIELD };
            self.missing(across.span(), field);
            return None;
        };
        let with = Agreement::Across(self.name(name.span()));
        Some(Statement::Agree { what, with })
    }

    // Clauses ----

    fn clause(&mut self, branch: Branch<'_>, seen: &mut Block) -> Option<Clause> {
        let word = word_of(branch);
        if seen.statement.is_none() {
            seen.early.get_or_insert(word);
        }
        self.once(branch, word, seen);
        let text = |this: &mut Self, use_| this.text_in(branch, word, use_);
        Some(match branch.rule() {
            Rule::for_kinds => {
                Clause::For(self.names(branch.child(Rule::names), word, wanted::NAMES))
            }
            Rule::on_channels => {
                let wanted = Wanted { example: "on linkedin, x", ..wanted::NAMES };
                Clause::On(self.names(branch.child(Rule::names), word, wanted))
            }
            Rule::when => Clause::When(self.condition_in(branch.child(Rule::condition), word)?),
            Rule::unless => Clause::Unless(self.condition_in(branch.child(Rule::condition), word)?),
            Rule::from => Clause::From(self.moment(branch.child(Rule::figure), word)?),
            Rule::until => Clause::Until(self.moment(branch.child(Rule::figure), word)?),
            Rule::severity => Clause::Severity(self.severity(branch, word)?),
            rule @ (Rule::message | Rule::suggest) => {
                let language = branch.child(Rule::name).map(|name| self.name(name.span()));
                let after = language.as_ref().map_or(word, |name| name.span);
                let text = self.text_in(branch, after, TextUse::Message)?;
                match rule {
                    Rule::message => Clause::Message(language, text),
                    _ => Clause::Suggest(language, text),
                }
            }
            Rule::see => Clause::See(text(self, TextUse::Plain)?),
            Rule::owner => Clause::Owner(text(self, TextUse::Plain)?),
            Rule::waivable => self.waivable(branch, word)?,
            Rule::replaces => {
                let wanted = Wanted { example: "replaces reply-sign-off", ..wanted::PATH };
                let paths = self.paths(branch.child(Rule::names), word, wanted);
                Clause::Replaces(paths)
            }
            Rule::flags => Clause::Flags(self.example(branch, word)?),
            _ => Clause::Passes(self.example(branch, word)?),
        })
    }

    /// Complains about a clause that may stand once and stands again.
    fn once(&mut self, branch: Branch<'_>, word: Span, seen: &mut Block) {
        let rule = branch.rule();
        if matches!(rule, Rule::unless | Rule::suggest | Rule::see | Rule::flags | Rule::passes) {
            return;
        }
        let language = branch.child(Rule::name).filter(|_| rule == Rule::message);
        let language = language.map(|name| self.word(name.span()).to_owned());
        match seen.clauses.entry((rule, language)) {
            Entry::Occupied(first) => self.twice(word, *first.get()),
            Entry::Vacant(free) => {
                free.insert(word);
            }
        }
    }

    fn waivable(&mut self, branch: Branch<'_>, word: Span) -> Option<Clause> {
        if branch.child(Rule::NO).is_some() {
            return Some(Clause::WaivableNo);
        }
        let Some(by) = branch.child(Rule::BY) else {
            self.missing(word, NO_OR_BY);
            return None;
        };
        let Some(role) = branch.child(Rule::path) else {
            self.missing(by.span(), Wanted { example: "waivable by legal", ..wanted::ROLE });
            return None;
        };
        Some(Clause::WaivableBy(self.path(role.span())))
    }

    // Examples ----

    fn example(&mut self, branch: Branch<'_>, word: Span) -> Option<Example> {
        let text = self.text_in(branch, word, TextUse::Plain);
        let mut becomes: Option<crate::syntax::tree::Text> = None;
        let mut with: Option<Setting> = None;
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        for part in branch.children() {
            if !matches!(part.rule(), Rule::becomes | Rule::with_setting) {
                continue;
            }
            let word = word_of(part);
            if let Some(&(_, first)) = seen.iter().find(|(rule, _)| *rule == part.rule()) {
                self.twice(word, first);
            } else if part.rule() == Rule::becomes && !seen.is_empty() {
                self.misplaced(word);
            }
            seen.push((part.rule(), word));
            if part.rule() == Rule::with_setting {
                with = match part.child(Rule::setting) {
                    Some(setting) => self.setting(setting),
                    None => {
                        self.missing(word, wanted::SETTING);
                        None
                    }
                };
            } else if branch.rule() == Rule::passes {
                self.complain(word, BecomesOnPasses {});
            } else {
                becomes = self.text_in(part, word, TextUse::Plain);
            }
        }
        Some(Example { text: text?, becomes, with })
    }

    fn misplaced(&mut self, word: Span) {
        if let Some(place) = belongs(self.word(word), None, &[]) {
            let problem = ClausePlace { word: self.word(word).to_owned(), place };
            self.complain(word, problem);
        }
    }

    fn setting(&mut self, branch: Branch<'_>) -> Option<Setting> {
        let elements = self.elements(branch, wanted::PLAIN);
        if branch.child(Rule::close_brace).is_none() && !self.flawed(branch.span()) {
            self.complain(word_of(branch), UnclosedBrace {});
        }
        let mut entries: Vec<SettingEntry> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        if elements.is_empty() {
            self.missing(word_of(branch), wanted::PLAIN);
        }
        for element in elements {
            if element.rule() == Rule::setting_rest {
                self.leftover(element, Before::List);
                continue;
            }
            let Some(entry) = self.entry(element) else { continue };
            let key = entry.key.value.clone();
            match seen.entry(key.clone()) {
                Entry::Occupied(first) => {
                    let problem = KeyTwice { key }.at(self.place(entry.key.span));
                    let first = self.place(*first.get());
                    let label = Localized::both("the first time", "das erste Mal");
                    self.report(problem.and(first, label));
                }
                Entry::Vacant(free) => {
                    free.insert(entry.key.span);
                }
            }
            entries.push(entry);
        }
        Some(Setting { entries, span: branch.span() })
    }

    fn entry(&mut self, branch: Branch<'_>) -> Option<SettingEntry> {
        let key = branch.child(Rule::name)?.span();
        let key = match self.word(key) {
            "at" => Node::new("at".to_owned(), key),
            _ => self.name(key),
        };
        let Some(colon) = branch.child(Rule::COLON) else {
            self.missing(key.span, COLON);
            return None;
        };
        if let Some(list) = branch.child(Rule::plain_list) {
            let elements = self.elements(list, wanted::PLAIN);
            let values = elements.iter().filter_map(|one| self.plain(*one)).collect();
            return Some(SettingEntry { key, values, list: true });
        }
        let Some(plain) = branch.child(Rule::plain) else {
            self.missing(colon.span(), wanted::PLAIN);
            return None;
        };
        let values = vec![self.plain(plain)?];
        Some(SettingEntry { key, values, list: false })
    }
}

fn is_statement(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::forbid | Rule::allow | Rule::require | Rule::limit | Rule::prefer | Rule::agree
    )
}

/// The only claim of a condition, if it is nothing else.
fn lone_claim(condition: Branch<'_>) -> Option<Branch<'_>> {
    let mut unaries = condition.children();
    let unary = unaries.next()?;
    let mut atoms = unary.children();
    let claim = atoms.next()?;
    let alone = unaries.next().is_none() && atoms.next().is_none() && claim.rule() == Rule::claim;
    alone.then_some(claim)
}

/// The comparison itself, below the branch that stands for all of them.
fn word_branch(relation: Branch<'_>) -> Branch<'_> {
    relation.children().next().unwrap_or(relation)
}
