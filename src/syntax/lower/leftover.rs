//! What fits nowhere in a sentence: the one complaint that says it best.

use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Near, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::lower::{Lower, replacement, words};
use crate::syntax::problem::block::{ClausePlace, ItemColumn};
use crate::syntax::problem::clause::UnknownClause;
use crate::syntax::problem::list::MissingComma;
use crate::syntax::problem::name::ReservedWord;
use crate::syntax::problem::quotation::RegexPlace;
use crate::syntax::problem::shape::{ForeignSign, Leftover, MissingJoint, WrongPart};
use crate::syntax::words::{ITEMS, belongs, instead_of};
use crate::text::Span;

/// What stands before a leftover, as far as it matters for what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A pattern or condition: more of it would need a joint.
    Expression,
    /// A list: more of it would need a comma.
    List,
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
            _ => Self::Other,
        }
    }
}

const A_COMMA: Wanted = wanted::exact("a comma", "ein Komma", "post, reply", &[]);

impl Lower<'_> {
    /// Complains about what is left over in a sentence, once.
    pub(super) fn leftover(&mut self, branch: Branch<'_>, before: Before) {
        let unfinished = self.missing.take();
        let Some(first) = branch.children().next() else { return };
        if std::mem::replace(&mut self.left, true) || self.flawed(self.line_to(branch.span())) {
            return;
        }
        let before_it = self.token_before(first.span().start).map_or(0, |token| token.span.end);
        let begins_line = self.begins_line(first.span());
        let unfinished = unfinished.filter(|one| one.end == before_it && !begins_line);
        let wanted = unfinished.as_ref().map(|one| one.wanted);
        let Some(problem) = self.judge_leftover(first, before, wanted) else { return };
        match unfinished.and_then(|one| self.problems.get_mut(one.nth)) {
            Some(vaguer) => *vaguer = problem,
            None => self.report(problem),
        }
    }

    /// What stands inside parentheses after all that fits.
    pub(super) fn group_rest(&mut self, group: Branch<'_>) {
        if let Some(rest) = group.child(Rule::group_rest) {
            self.leftover(rest, Before::Expression);
        }
    }

    /// From the beginning of its line to the end of `span`.
    fn line_to(&self, span: Span) -> Span {
        let before = self.text.get(..span.start as usize).unwrap_or("");
        Span::new(before.rfind('\n').map_or(0, |at| at + 1), span.end as usize)
    }

    /// The complaint about a leftover; `None` if what was said about something missing is enough.
    fn judge_leftover(
        &self,
        first: Branch<'_>,
        before: Before,
        wanted: Option<Wanted>,
    ) -> Option<Diagnostic> {
        let span = first.span();
        match first.rule() {
            Rule::regex if wanted.is_some() || before != Before::Expression => {
                Some(RegexPlace {}.at(self.place(span)))
            }
            Rule::run => self.judge_word(span, before, wanted),
            Rule::sign => Some(self.judge_sign(span, before, wanted)),
            _ => Some(self.plain_leftover(span, before, wanted)),
        }
    }

    fn judge_word(&self, span: Span, before: Before, wanted: Option<Wanted>) -> Option<Diagnostic> {
        let word = self.word(span);
        let place = self.place(span);
        let begins_line = self.begins_line(span);
        if begins_line && ITEMS.contains(&word) {
            return Some(ItemColumn { word: word.to_owned() }.at(place));
        }
        if let Some(wanted) = wanted {
            return match instead_of(word) {
                Some(instead) if wanted.name && !matches!(word, "and" | "or") => {
                    let (word, instead) = (word.to_owned(), instead.to_owned());
                    Some(ReservedWord { word, instead }.at(place))
                }
                Some(_) => None,
                None => Some(self.wrong_part(span, wanted)),
            };
        }
        let home = self.context.home;
        if before == Before::List && matches!(word, "and" | "or") {
            return Some(self.wrong_part(span, A_COMMA));
        }
        if let Some(there) = belongs(word, Some(home)) {
            return Some(ClausePlace { word: word.to_owned(), place: there }.at(place));
        }
        let known = home.sentences();
        let near = Near::to(word, known.iter().copied());
        if !known.is_empty() && (near.0.is_some() || (begins_line && self.context.block)) {
            return Some(self.unknown_clause(span, near));
        }
        match before {
            Before::Expression if instead_of(word).is_some() => Some(self.does_not_belong(span)),
            Before::Name => Some(self.wrong_part(span, wanted::TITLE)),
            _ => Some(self.plain_leftover(span, before, None)),
        }
    }

    fn unknown_clause(&self, span: Span, near: Near) -> Diagnostic {
        let home = self.context.home;
        let known: Vec<String> = home.sentences().iter().map(|word| format!("`{word}`")).collect();
        let fix = near.0.clone();
        let complaint = UnknownClause {
            word: self.word(span).to_owned(),
            near,
            home: home.word().to_owned(),
            known: known.join(", "),
        };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
        problem
    }

    fn judge_sign(&self, span: Span, before: Before, wanted: Option<Wanted>) -> Diagnostic {
        let found = self.word(span);
        let (instead, help): (Option<&str>, Bilingual) = match (found, before) {
            (":", _) => (
                Some(""),
                words(
                    "no colon stands after the word of a clause",
                    "hinter dem Wort eines Zusatzes steht kein Doppelpunkt",
                ),
            ),
            (";", _) => (
                Some(""),
                words(
                    "the next clause begins with its word",
                    "der nächste Zusatz beginnt mit seinem Wort",
                ),
            ),
            (",", Before::Expression) => (
                Some(" |"),
                words(
                    "alternatives are joined by `|`, conditions by `and` or `or`",
                    "Alternativen verbindet `|`, Bedingungen `and` oder `or`",
                ),
            ),
            ("|" | "&" | "&&" | "||", Before::List) => (
                Some(","),
                words(
                    "the elements of a list are separated by commas",
                    "die Glieder einer Liste trennt ein Komma",
                ),
            ),
            ("|", Before::Expression) => (
                None,
                words(
                    "`|` joins patterns; conditions are joined by `or`",
                    "`|` verbindet Muster; Bedingungen verbindet `or`",
                ),
            ),
            ("&" | "&&", _) => (Some("and"), words("write `and`", "`and` schreiben")),
            ("||", _) => (
                None,
                words(
                    "write `|` between patterns, `or` between conditions",
                    "zwischen Mustern `|`, zwischen Bedingungen `or` schreiben",
                ),
            ),
            ("=" | "==", Before::Expression) => (Some("is"), words("write `is`", "`is` schreiben")),
            ("!=", Before::Expression) => {
                (Some("is not"), words("write `is not`", "`is not` schreiben"))
            }
            ("!", _) => (Some("not "), words("write `not`", "`not` schreiben")),
            _ => return self.plain_leftover(span, before, wanted),
        };
        let problem = ForeignSign { found: found.to_owned(), instead: help }.at(self.place(span));
        match instead {
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
            (None, Before::Expression) => MissingJoint { found }.at(place),
            (None, Before::List) => {
                let comma = replacement(Span::empty(span.start as usize), ", ", Safety::Suggestion);
                MissingComma { found }.at(place).fix(comma)
            }
            (None, Before::Name | Before::Other) => self.does_not_belong(span),
        }
    }

    fn does_not_belong(&self, span: Span) -> Diagnostic {
        let near = Near::to(self.word(span), self.context.home.sentences().iter().copied());
        Leftover { found: self.shown(span), near }.at(self.place(span))
    }

    fn wrong_part(&self, span: Span, wanted: Wanted) -> Diagnostic {
        let near = Near::to(self.word(span), wanted.known.iter().copied());
        let fix = near.0.clone();
        let complaint = WrongPart {
            found: self.shown(span),
            what: wanted.what,
            example: wanted.example.to_owned(),
            near,
        };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
        problem
    }
}
