//! The only file that sees pest: text and a rule of the grammar in, a concrete tree of spans out.
//!
//! Every rule read here is total (see `grammar/obstat.pest`), so reading has no errors to report; the
//! judgement is in `src/syntax/lower/`. It does not know what a branch means.

use pest::Parser;
use pest::Token;

use crate::text::Span;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/obstat.pest"]
#[grammar = "../grammar/items.pest"]
#[grammar = "../grammar/rules.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/tokens.pest"]
struct Grammar;

/// What one rule of the grammar matched, without what is below it.
#[derive(Clone, Copy, Debug)]
struct Part {
    rule: Rule,
    span: Span,
    /// Index of the first part that is not below this one.
    after: u32,
}

/// A concrete tree, kept flat in the order of the text: no recursion in building or dropping it.
#[derive(Debug)]
pub(super) struct Tree {
    parts: Vec<Part>,
}

impl Tree {
    /// Reads the stretch `span` of `text` by `rule`.
    ///
    /// A rule that does not match gives a tree of nothing but its root; the grammar is written, and a
    /// property test checks, that this never happens.
    pub(super) fn read(rule: Rule, text: &str, span: Span) -> Self {
        let parts = Grammar::parse(rule, span.of(text))
            .map(|pairs| flatten(pairs.tokens(), span.start as usize))
            .unwrap_or_default();
        if parts.is_empty() {
            Self { parts: vec![Part { rule, span, after: 1 }] }
        } else {
            Self { parts }
        }
    }

    /// The whole of it.
    pub(super) fn root(&self) -> Branch<'_> {
        Branch { parts: &self.parts, base: 0 }
    }
}

/// The parts in the order of their beginnings. A part with others below it ends with the last of them:
/// rules may match blanks at their end, and nobody wants to point at those.
fn flatten<'a>(tokens: impl Iterator<Item = Token<'a, Rule>>, offset: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut end = Span::default();
    for token in tokens {
        match token {
            Token::Start { rule: Rule::EOI, .. } | Token::End { rule: Rule::EOI, .. } => {}
            Token::Start { rule, pos } => {
                open.push(parts.len());
                parts.push(Part { rule, span: Span::empty(pos.pos() + offset), after: 0 });
            }
            Token::End { pos, .. } => {
                let Some(at) = open.pop() else { continue };
                let after = parts.len();
                if after == at + 1 {
                    end = Span::empty(pos.pos() + offset);
                }
                if let Some(part) = parts.get_mut(at) {
                    part.span = part.span.to(end);
                    part.after = Span::empty(after).start;
                }
            }
        }
    }
    parts
}

/// One branch of a [`Tree`]: a rule that matched, with all below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch<'a> {
    /// Never empty: itself, then what is below it.
    parts: &'a [Part],
    /// Index of itself in the whole tree.
    base: usize,
}

impl<'a> Branch<'a> {
    /// The rule that matched.
    pub(super) fn rule(self) -> Rule {
        self.parts[0].rule
    }

    /// What it matched, without blanks or comments at its end.
    pub(super) fn span(self) -> Span {
        self.parts[0].span
    }

    /// The branches right below it, in the order of the text.
    pub(super) fn children(self) -> Children<'a> {
        Children { parts: &self.parts[1..], base: self.base + 1 }
    }

    /// The first branch right below it that `rule` matched.
    pub(super) fn child(self, rule: Rule) -> Option<Self> {
        self.children().find(|child| child.rule() == rule)
    }

    /// Everything below it, in the order of the text.
    pub(super) fn descendants(self) -> impl Iterator<Item = Branch<'a>> {
        let (parts, base) = (self.parts, self.base);
        (1..parts.len()).filter_map(move |at| {
            let end = (parts[at].after as usize).checked_sub(base)?;
            Some(Branch { parts: parts.get(at..end)?, base: base + at })
        })
    }
}

/// Iterator of [`Branch::children`].
#[derive(Clone)]
pub(super) struct Children<'a> {
    parts: &'a [Part],
    /// Index of the first of `parts` in the whole tree.
    base: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = Branch<'a>;

    fn next(&mut self) -> Option<Branch<'a>> {
        let length = (self.parts.first()?.after as usize).checked_sub(self.base)?;
        let (parts, rest) = self.parts.split_at_checked(length.max(1))?;
        let branch = Branch { parts, base: self.base };
        self.parts = rest;
        self.base += parts.len();
        Some(branch)
    }
}

/// The script of a letter, of those that hold letters which look like another's.
pub(super) fn script(letter: char) -> Option<&'static str> {
    use pest::unicode::{ARMENIAN, CHEROKEE, CYRILLIC, GREEK, LATIN};
    let scripts: [(fn(char) -> bool, &'static str); 5] = [
        (LATIN, "Latin"),
        (CYRILLIC, "Cyrillic"),
        (GREEK, "Greek"),
        (ARMENIAN, "Armenian"),
        (CHEROKEE, "Cherokee"),
    ];
    scripts.iter().find(|(belongs, _)| belongs(letter)).map(|&(_, name)| name)
}

/// Whether `rule` matches all of `text`.
#[cfg(test)]
pub(super) fn matches(rule: Rule, text: &str) -> bool {
    Grammar::parse(rule, text).is_ok_and(|pairs| pairs.as_str().len() == text.len())
}
