//! What fits nowhere in a sentence: the one complaint that says it best.

use crate::diagnostic::{Complaint, Diagnostic, Near, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::limit::MAX_PROBLEMS;
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::lower::{Context, Lower, foreign, replacement};
use crate::syntax::problem::block::{ClausePlace, ItemColumn};
use crate::syntax::problem::clause::UnknownClause;
use crate::syntax::problem::expression::ExceptNeedsParentheses;
use crate::syntax::problem::list::MissingComma;
use crate::syntax::problem::name::ReservedWord;
use crate::syntax::problem::quotation::RegexPlace;
use crate::syntax::problem::shape::{ForeignSign, Leftover, MissingJoint, MissingPart, WrongPart};
use crate::syntax::token::TokenKind;
use crate::syntax::words::{ITEMS, belongs, continues, instead_of};
use crate::text::{Localized, Span};

/// What stands before a leftover, as far as it matters for what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A pattern or condition: more of it would need a joint.
    Expression,
    /// A list: more of it would need a comma.
    List,
    /// An example, which settings may follow.
    Example,
    /// A name that a title may follow.
    Name,
    /// Anything else.
    Other,
}

impl Before {
    /// What a statement, clause, setting or step leaves open.
    pub(super) fn of(rule: Rule) -> Self {
        match rule {
            Rule::forbid
            | Rule::allow
            | Rule::require
            | Rule::agree
            | Rule::prefer
            | Rule::when
            | Rule::unless
            | Rule::also
            | Rule::without => Self::Expression,
            Rule::for_kinds
            | Rule::on_channels
            | Rule::replaces
            | Rule::languages
            | Rule::house_names
            | Rule::members
            | Rule::deputies
            | Rule::expect => Self::List,
            Rule::flags | Rule::passes => Self::Example,
            _ => Self::Other,
        }
    }
}

const WITH: Wanted =
    wanted::exact("`with`", "`with`", "flags \"…\" with { kind: reply }", &["with"]);
const APPROVAL: Wanted =
    wanted::exact("`approval`", "`approval`", "approval by legal", &["approval", "review"]);
const AFTER_NOT: Wanted = wanted::exact(
    "`near`, `after` or `before`",
    "`near`, `after` oder `before`",
    "\"a\" not near \"b\"",
    &[],
);
const A_COMMA: Wanted = wanted::exact("a comma", "ein Komma", "post, reply", &[]);

impl Lower<'_> {
    /// Complains about what is left over in a sentence: once about its beginning, and about every line in it
    /// that begins something of its own.
    pub(super) fn leftover(&mut self, branch: Branch<'_>, before: Before) {
        let unfinished = self.missing.take();
        let Some(first) = branch.children().next() else { return };
        if self.problems.len() > MAX_PROBLEMS {
            return;
        }
        let span = first.span();
        let before_it = self.token_before(span.start).map_or(0, |token| token.span.end);
        let mut unfinished = unfinished.filter(|one| one.end == before_it);
        let again = std::mem::replace(&mut self.left, true);
        if again && first.rule() == Rule::run {
            self.later_line(span);
        }
        let mut told = again || self.flawed(self.line_to(span));
        if self.begins_line(span) && unfinished.is_some() {
            // What would continue the sentence needs no complaint beside the one about its gap.
            told |= continues(self.word(span));
            unfinished = None;
        }
        if !told {
            let wanted = unfinished.as_ref().map(|one| one.wanted);
            let problem = self.judge_leftover(first, before, wanted);
            let place = problem.primary.place;
            let same = self.problems.last().is_some_and(|last| last.primary.place == place);
            let vaguer = match unfinished {
                Some(one) => Some(one.nth),
                None if same => self.problems.len().checked_sub(1),
                None => None,
            };
            match vaguer.and_then(|nth| self.problems.get_mut(nth)) {
                Some(vaguer) => *vaguer = problem,
                None => self.report(problem),
            }
        }
        self.later_lines(branch);
    }

    /// What stands inside parentheses after all that fits.
    pub(super) fn group_rest(&mut self, group: Branch<'_>) {
        if let Some(rest) = group.child(Rule::group_rest) {
            self.leftover(rest, Before::Expression);
        }
    }

    /// Complains about lines of a leftover that begin with a word of another place, with a misspelt one, or
    /// with any word in the column of the clauses.
    fn later_lines(&mut self, leftover: Branch<'_>) {
        for token in leftover.children().skip(1).filter(|token| token.rule() == Rule::run) {
            self.later_line(token.span());
        }
    }

    fn later_line(&mut self, span: Span) {
        let word = self.word(span);
        if continues(word) || !self.begins_line(span) {
            return;
        }
        let known = self.known();
        let near = Near::to(word, known.iter().copied());
        let in_column = self.context.block
            && self.sentence.is_some_and(|start| self.column(start) == self.column(span));
        let problem = if ITEMS.contains(&word) {
            ItemColumn { word: word.to_owned() }.at(self.place(span))
        } else if let Some(place) = belongs(word, Some(self.context.home), known) {
            ClausePlace { word: word.to_owned(), place }.at(self.place(span))
        } else if near.0.is_some() || in_column {
            self.unknown_clause(span, near)
        } else {
            return;
        };
        self.report(problem);
    }

    /// How many blanks stand before a token that begins a line; `None` for any other.
    fn column(&self, span: Span) -> Option<usize> {
        let before = self.text.get(..span.start as usize)?;
        let line = before.trim_end_matches([' ', '\t']);
        self.begins_line(span).then(|| before.len() - line.len())
    }

    /// From the beginning of its line to the end of `span`.
    fn line_to(&self, span: Span) -> Span {
        let before = self.text.get(..span.start as usize).unwrap_or("");
        Span::new(before.rfind('\n').map_or(0, |at| at + 1), span.end as usize)
    }

    /// The complaint about a leftover, more precise than one about something missing before it.
    fn judge_leftover(
        &self,
        first: Branch<'_>,
        before: Before,
        wanted: Option<Wanted>,
    ) -> Diagnostic {
        let span = first.span();
        if let Some(problem) = self.judge_word_before(span) {
            return problem;
        }
        match first.rule() {
            Rule::regex if wanted.is_some() || before != Before::Expression => {
                RegexPlace {}.at(self.place(span))
            }
            Rule::run | Rule::bare_file => self.judge_word(span, before, wanted),
            Rule::open_brace if before == Before::Example => self.wrong_part(span, WITH),
            Rule::sign => self.judge_sign(span, before, wanted),
            _ => self.plain_leftover(span, before, wanted),
        }
    }

    /// The complaint about the word before a leftover, if that was the slip: a misspelt word that begins its
    /// line and was read as a name, or `approvals by`.
    fn judge_word_before(&self, span: Span) -> Option<Diagnostic> {
        let before = self.token_before(span.start).filter(|token| token.kind == TokenKind::Word)?;
        let word = self.word(before.span);
        if self.word(span) == "by" && Near::to(word, ["approval", "review"]).0.is_some() {
            return Some(self.wrong_part(before.span, APPROVAL));
        }
        let near = Near::to(word, self.known().iter().copied());
        let begins = self.begins_line(before.span) && !self.begins_line(span);
        let slip = begins && near.0.is_some() && !self.known().contains(&word);
        slip.then(|| self.unknown_clause(before.span, near))
    }

    /// Whether the words before `offset` are a list of zones.
    fn after_zones(&self, offset: u32) -> bool {
        let nth = self.tokens.partition_point(|token| token.span.start < offset);
        let before = self.tokens.get(..nth).unwrap_or_default().iter().rev();
        let mut words = before.map(|token| self.word(token.span));
        let ends = words.find(|word| {
            let of_zones = matches!(*word, "," | "of" | "first" | "last")
                || (instead_of(word).is_none() && word.starts_with(char::is_alphanumeric));
            !of_zones
        });
        ends.is_some_and(|word| matches!(word, "in" | "outside"))
    }

    fn judge_word(&self, span: Span, before: Before, wanted: Option<Wanted>) -> Diagnostic {
        let word = self.word(span);
        let place = self.place(span);
        let begins_line = self.begins_line(span);
        if begins_line && ITEMS.contains(&word) {
            return ItemColumn { word: word.to_owned() }.at(place);
        }
        if before == Before::Expression && word == "except" && !begins_line {
            return self.except_in_condition(span);
        }
        if let Some(wanted) = wanted {
            return match instead_of(word) {
                Some(instead) if wanted.name && !matches!(word, "and" | "or") => {
                    let (word, instead) = (word.to_owned(), instead.to_owned());
                    ReservedWord { word, instead }.at(place)
                }
                _ => self.wrong_part(span, wanted),
            };
        }
        if before == Before::List && matches!(word, "and" | "or") {
            return self.wrong_part(span, A_COMMA);
        }
        let known = self.known();
        if before == Before::Expression && word == "not" {
            return self.after_not(span);
        }
        if let Some(there) = belongs(word, Some(self.context.home), known) {
            return ClausePlace { word: word.to_owned(), place: there }.at(place);
        }
        let near = match instead_of(word) {
            Some(_) => Near::default(),
            None => Near::to(word, known.iter().copied()),
        };
        if !known.is_empty() && (near.0.is_some() || (begins_line && self.context.block)) {
            return self.unknown_clause(span, near);
        }
        match before {
            Before::Expression if instead_of(word).is_some() => self.does_not_belong(span),
            Before::Name => self.wrong_part(span, wanted::TITLE),
            _ => self.plain_leftover(span, before, None),
        }
    }

    /// `"a" except "b"` where it needs parentheses.
    fn except_in_condition(&self, span: Span) -> Diagnostic {
        let nth = self.tokens.partition_point(|token| token.span.start < span.start);
        let beside = |nth: Option<usize>| {
            let token = nth.and_then(|nth| self.tokens.get(nth))?;
            let plain = matches!(token.kind, TokenKind::Text | TokenKind::Word | TokenKind::Regex);
            plain.then(|| self.shown(token.span))
        };
        let pattern = match (beside(nth.checked_sub(1)), beside(Some(nth + 1))) {
            (Some(first), Some(second)) => format!("{first} except {second}"),
            _ => "\"Garantie\" except \"Garantiekarte\"".to_owned(),
        };
        ExceptNeedsParentheses { pattern }.at(self.place(span))
    }

    /// `"a" not`, and nothing that could follow.
    fn after_not(&self, span: Span) -> Diagnostic {
        let complaint = MissingPart {
            after: "not".to_owned(),
            what: AFTER_NOT.what,
            example: AFTER_NOT.example.to_owned(),
        };
        complaint.at(self.place(span))
    }

    /// The words that may stand where a leftover stands, if it begins something new.
    fn known(&self) -> &'static [&'static str] {
        let Context { home, block } = self.context;
        if block { home.sentences() } else { home.marks() }
    }

    fn unknown_clause(&self, span: Span, near: Near) -> Diagnostic {
        let known: Vec<String> = self.known().iter().map(|word| format!("`{word}`")).collect();
        let known = known.join(", ");
        let fix = near.0.clone();
        let known = if fix.is_some() {
            Localized::default()
        } else {
            Localized::both(format!("there are {known}"), format!("es gibt {known}"))
        };
        let home = self.context.home.word().to_owned();
        let complaint = UnknownClause { word: self.word(span).to_owned(), near, home, known };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
        problem
    }

    fn judge_sign(&self, span: Span, before: Before, wanted: Option<Wanted>) -> Diagnostic {
        let found = self.word(span);
        let Some(meant) = foreign::sign(found, before, wanted.is_some()) else {
            return self.plain_leftover(span, before, wanted);
        };
        let complaint = ForeignSign { found: found.to_owned(), instead: meant.help };
        let problem = complaint.at(self.place(span));
        match meant.instead {
            Some(text) => problem.fix(replacement(span, text, Safety::Suggestion)),
            None => problem,
        }
    }

    /// The complaint about a token that says nothing itself about what was meant.
    fn plain_leftover(&self, span: Span, before: Before, wanted: Option<Wanted>) -> Diagnostic {
        let found = self.shown(span);
        let place = self.place(span);
        match (wanted, before) {
            (Some(wanted), _) => self.wrong_part(span, wanted),
            (None, Before::List) if found == "," => self.does_not_belong(span),
            (None, Before::Expression) if self.after_zones(span.start) => {
                self.plain_leftover(span, Before::List, None)
            }
            (None, Before::Expression) => MissingJoint { found }.at(place),
            (None, Before::List) => {
                let end = self.token_before(span.start).map_or(span.start, |token| token.span.end);
                let comma = replacement(Span::empty(end as usize), ",", Safety::Suggestion);
                MissingComma { found }.at(place).fix(comma)
            }
            (None, Before::Name | Before::Example | Before::Other) => self.does_not_belong(span),
        }
    }

    fn does_not_belong(&self, span: Span) -> Diagnostic {
        let word = self.word(span);
        let near = match instead_of(word) {
            Some(_) => Near::default(),
            None => Near::to(word, self.known().iter().copied()),
        };
        Leftover { found: self.shown(span), near }.at(self.place(span))
    }

    /// The complaint that something else stands where a part should.
    pub(super) fn wrong_part(&self, span: Span, wanted: Wanted) -> Diagnostic {
        let word = self.word(span);
        let near = Near::to(word, wanted.known.iter().copied().filter(|known| *known != word));
        // A word of the language was not meant as a text.
        let is_word = word.starts_with(|ch: char| ch.is_alphanumeric() || ch == '.')
            && instead_of(word).is_none();
        let quoted = (wanted.is_text() && is_word).then(|| format!("\"{word}\""));
        let instead = near.0.clone().or(quoted);
        let before = self.token_before(span.start).map_or(span, |token| token.span);
        let example = self.example_after(before, wanted);
        let complaint = WrongPart { found: self.shown(span), what: wanted.what, example, near };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(instead.map(|word| replacement(span, word, Safety::Suggestion)));
        problem
    }

    /// How the missing part may look; a text after the words that want it, which end with `span`.
    pub(super) fn example_after(&self, span: Span, wanted: Wanted) -> String {
        if !wanted.is_text() {
            return wanted.example.to_owned();
        }
        let clause = self.sentence_word(span.start).unwrap_or(span);
        format!("{} \"…\"", self.shown(clause.to(span)))
    }
}
