//! The file: its items in order, their documentation, and what stands between them.

use crate::diagnostic::{Complaint, Diagnostic, Near, Safety, Severity};
use crate::syntax::grammar::{Branch, Rule, Tree};
use crate::syntax::lower::{Context, Lower, replacement};
use crate::syntax::problem::block::{
    ClausePlace, ItemColumn, LateFileDoc, LostDoc, MissingBrace, SecondPack, StrayBrace, StrayText,
    UnclosedBrace, UnknownItem,
};
use crate::syntax::token::{self, Token, TokenKind};
use crate::syntax::tree::{Doc, File, Item, ItemKind, Node};
use crate::syntax::words::{Home, ITEMS, belongs};
use crate::syntax::{lexical, trivia};
use crate::text::{SourceId, Span};

/// The tree of a text that is not too large, and all its problems in the order of their places.
pub(in crate::syntax) fn file(text: &str, source: SourceId) -> (File, Vec<Diagnostic>) {
    let outline = Tree::read(Rule::outline, text, Span::new(0, text.len()));
    let all = token::collect(outline.root());
    let lexical = lexical::check(text, source, outline.root());
    let flaws = lexical.iter().filter(|one| breaks_sentence(one));
    let mut lower = Lower {
        text,
        source,
        tokens: all.iter().filter(|token| token.kind != TokenKind::Comment).copied().collect(),
        flaws: flaws.map(|one| one.primary.place.span).collect(),
        problems: Vec::new(),
        missing: None,
        context: Context { home: Home::Rule, block: false },
        left: false,
        mixed: std::collections::BTreeSet::new(),
    };
    let mut file = File { trivia: trivia::collect(text, &all), ..File::default() };
    let mut starts: Vec<Span> = Vec::new();
    let mut pack: Option<Span> = None;
    for branch in outline.root().children() {
        if branch.rule() == Rule::stray {
            lower.stray(branch);
            continue;
        }
        let Some(word) = lower.first_token(branch) else { continue };
        starts.push(word);
        lower.column(word);
        if branch.rule() == Rule::pack_item {
            lower.one_pack(word, &mut pack);
        }
        if let Some((kind, span)) = lower.item(branch, word) {
            file.items.push(Item { docs: Vec::new(), span, kind });
        }
        if let Some(tail) = branch.child(Rule::tail) {
            lower.stray(tail);
        }
    }
    lower.documentation(&all, &starts, &mut file);
    let mut problems = lexical;
    problems.append(&mut lower.problems);
    problems.sort_by_key(|one| one.primary.place.span);
    (file, problems)
}

/// Whether what follows a lexical mistake may be misread. A text in other quotation marks that is closed,
/// and a flag too much, leave their sentence whole.
fn breaks_sentence(problem: &Diagnostic) -> bool {
    let whole = match &*problem.code {
        "quotation-marks" => !problem.fixes.is_empty(),
        "regex-flag" => true,
        _ => false,
    };
    problem.severity == Severity::Error && !whole
}

impl Lower<'_> {
    /// The first token of a branch that is no comment.
    fn first_token(&self, branch: Branch<'_>) -> Option<Span> {
        let span = branch.span();
        let nth = self.tokens.partition_point(|token| token.span.start < span.start);
        self.tokens.get(nth).map(|token| token.span).filter(|token| token.end <= span.end)
    }

    /// Complains about an item that does not begin in the first column.
    fn column(&mut self, word: Span) {
        let before = self.text.get(..word.start as usize).unwrap_or("");
        let line = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
        if line.trim_start_matches('\u{FEFF}').is_empty() {
            return;
        }
        let mut problem = ItemColumn { word: self.word(word).to_owned() }.at(self.place(word));
        if self.begins_line(word) {
            let blanks = Span::new(word.start as usize - line.len(), word.start as usize);
            problem.fixes.push(replacement(blanks, "", Safety::Safe));
        }
        self.report(problem);
    }

    fn one_pack(&mut self, word: Span, first: &mut Option<Span>) {
        match *first {
            None => *first = Some(word),
            Some(first) => {
                let first = self.place(first);
                let label = crate::text::Localized::both("the first one", "das erste");
                self.report(SecondPack {}.at(self.place(word)).and(first, label));
            }
        }
    }

    /// One item, and where it stands.
    fn item(&mut self, branch: Branch<'_>, word: Span) -> Option<(ItemKind, Span)> {
        let home = home_of(branch.rule())?;
        self.context = Context { home, block: false };
        let mut parts = branch.children();
        let (head, block) = (parts.next()?, parts.next());
        let Some(block) = block.filter(|_| head.rule() != Rule::run) else {
            return self.plain_item(home, branch);
        };
        let kind = match home {
            Home::Pack => self.pack(head, block).map(ItemKind::Pack),
            Home::Use => self.use_(head, block).map(ItemKind::Use),
            Home::Role => self.role(head, block).map(ItemKind::Role),
            Home::Rule => self.rule(head, block).map(|rule| ItemKind::Rule(Box::new(rule))),
            Home::Amend => self.amend(head, block).map(ItemKind::Amend),
            _ => self.scenario(head, block).map(ItemKind::Scenario),
        };
        self.braces(home, head, block);
        let end = block.children().last().map_or(head.span().end, |last| last.span().end);
        let end = self.token_before(end).map_or(end, |token| token.span.end);
        Some((kind?, Span { start: word.start, end }))
    }

    fn plain_item(&mut self, home: Home, branch: Branch<'_>) -> Option<(ItemKind, Span)> {
        match home {
            Home::Field => self.field(branch).map(|(item, span)| (ItemKind::Field(item), span)),
            Home::Register => {
                self.register(branch).map(|(item, span)| (ItemKind::Register(item), span))
            }
            Home::Define => self.define(branch).map(|(item, span)| (ItemKind::Define(item), span)),
            _ => self.zone_def(branch).map(|(item, span)| (ItemKind::Zone(item), span)),
        }
    }

    /// Complains about braces of a block that are missing.
    fn braces(&mut self, home: Home, head: Branch<'_>, block: Branch<'_>) {
        if self.flawed(head.span()) || self.flawed(block.span()) {
            return;
        }
        let Some(open) = block.child(Rule::open_brace) else {
            let empty = block.children().all(|part| part.children().next().is_none());
            let last = self.token_before(head.span().end);
            if let (false, Some(last)) = (home == Home::Use && empty, last) {
                let word = home.word().to_owned();
                let complaint = MissingBrace { after: self.shown(last.span), word };
                self.complain(last.span, complaint);
            }
            return;
        };
        if block.child(Rule::close_brace).is_none() {
            let inner = block.children().last().and_then(|last| self.swallowing(last));
            self.complain(inner.unwrap_or(open.span()), UnclosedBrace {});
        }
    }

    /// The opening brace of a setting that has taken the closing brace of its block: the last brace of an
    /// unclosed block that stands in the first column.
    fn swallowing(&self, sentence: Branch<'_>) -> Option<Span> {
        let mut braces = sentence
            .children()
            .filter(|part| matches!(part.rule(), Rule::open_brace | Rule::close_brace));
        let mut last = (None, None);
        for brace in &mut braces {
            match brace.rule() {
                Rule::open_brace => last = (Some(brace.span()), None),
                _ => last.1 = Some(brace.span()),
            }
        }
        let (open, close) = (last.0?, last.1?);
        let before = self.text.get(..close.start as usize)?;
        before.ends_with(['\n', '\r']).then_some(open)
    }

    /// Complains about what belongs to no item.
    fn stray(&mut self, branch: Branch<'_>) {
        let Some(span) = self.first_token(branch) else { return };
        if self.flawed(branch.span()) {
            return;
        }
        let word = self.word(span).to_owned();
        let place = self.place(span);
        if word == "}" {
            self.complain(span, StrayBrace {});
            return;
        }
        let near = Near::to(&word, ITEMS.iter().copied());
        let begins_line = self.begins_line(span);
        let known = ITEMS.contains(&word.as_str());
        let problem = match belongs(&word, None) {
            Some(there) if !known => ClausePlace { word, place: there }.at(place),
            _ if begins_line && !known && word.starts_with(char::is_alphabetic) => {
                let fix = near.0.clone();
                let mut problem = UnknownItem { word, near }.at(place);
                problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
                problem
            }
            _ => StrayText { found: self.shown(span) }.at(place),
        };
        self.report(problem);
    }

    /// Gives every item its documentation, and complains about what documents nothing.
    fn documentation(&mut self, all: &[Token], starts: &[Span], file: &mut File) {
        let mut pending: Vec<Doc> = Vec::new();
        let mut top = true;
        let mut late = false;
        for token in all {
            let word = self.word(token.span);
            if token.kind != TokenKind::Comment {
                top = false;
                late = false;
                let docs = std::mem::take(&mut pending);
                if starts.binary_search(&token.span).is_err() {
                    self.lost(&docs);
                    continue;
                }
                let nth = file.items.partition_point(|item| item.span.start < token.span.start);
                if let Some(item) = file.items.get_mut(nth)
                    && item.span.start == token.span.start
                {
                    item.docs = docs;
                }
            } else if let Some(line) = word.strip_prefix("//!") {
                if top {
                    file.docs.push(doc(line, token.span));
                } else if !late {
                    self.complain(token.span, LateFileDoc {});
                    late = true;
                }
            } else if let Some(line) =
                word.strip_prefix("///").filter(|line| !line.starts_with('/'))
            {
                top = false;
                if self.begins_line(token.span) {
                    pending.push(doc(line, token.span));
                } else {
                    self.lost(&[doc(line, token.span)]);
                }
            }
        }
        self.lost(&pending);
    }

    /// Complains about documentation without an item, once for all its lines.
    fn lost(&mut self, docs: &[Doc]) {
        if let (Some(first), Some(last)) = (docs.first(), docs.last()) {
            self.complain(first.span.to(last.span), LostDoc {});
        }
    }
}

fn doc(line: &str, span: Span) -> Doc {
    Node::new(line.strip_prefix(' ').unwrap_or(line).to_owned(), span)
}

fn home_of(rule: Rule) -> Option<Home> {
    Some(match rule {
        Rule::pack_item => Home::Pack,
        Rule::use_item => Home::Use,
        Rule::field_item => Home::Field,
        Rule::role_item => Home::Role,
        Rule::register_item => Home::Register,
        Rule::define_item => Home::Define,
        Rule::zone_item => Home::Zone,
        Rule::rule_item => Home::Rule,
        Rule::amend_item => Home::Amend,
        Rule::scenario_item => Home::Scenario,
        _ => return None,
    })
}
