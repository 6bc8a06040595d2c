//! From what was read to the tree, with all judgement on the way.
//!
//! In: the first reading of a file. Out: its tree, and every complaint that can be made without knowing
//! what names mean. Each sentence is read and judged for itself. One mistake gives one complaint: where a
//! token is already known to be broken, what follows from it is passed over.

mod condition;
mod file;
mod item;
mod joint;
mod leftover;
mod pattern;
mod rule;
mod scenario;
mod value;
mod wanted;

use std::collections::BTreeSet;

use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Fix, Safety};
use crate::syntax::grammar::{Branch, Rule, Tree};
use crate::syntax::limit::{MAX_DEPTH, MAX_PROBLEMS};
use crate::syntax::problem::limit::NestedTooDeep;
use crate::syntax::problem::shape::{MissingPart, StrayParenthesis, UnclosedParenthesis};
use crate::syntax::token::{self, Token, TokenKind};
use crate::syntax::words::Home;
use crate::text::{Edit, Localized, Place, SourceId, Span};

pub(super) use file::file;
use wanted::Wanted;

/// How many characters of the user's text a message repeats.
const SHOWN: usize = 40;

/// The state of lowering one file.
struct Lower<'a> {
    text: &'a str,
    source: SourceId,
    /// All tokens but comments, in order.
    tokens: Vec<Token>,
    /// Where lexical mistakes were reported, in order.
    flaws: Vec<Span>,
    problems: Vec<Diagnostic>,
    /// The last complaint about something missing, until something else is read.
    missing: Option<Missing>,
    /// What the sentence stands in that is being read.
    context: Context,
    /// Whether a leftover of this sentence was already complained about.
    left: bool,
    /// Names already warned about for their scripts.
    mixed: BTreeSet<String>,
}

/// A complaint that may yet be told more precisely, when what follows is known.
struct Missing {
    /// Its index among the problems.
    nth: usize,
    /// Where what is there ends.
    end: u32,
    /// What should follow.
    wanted: Wanted,
}

impl<'a> Lower<'a> {
    fn word(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }

    /// The user's text, on one line and not too long, for a message.
    fn shown(&self, span: Span) -> String {
        let text = self.word(span);
        let mut words = String::new();
        for (nth, word) in text.split_whitespace().take(SHOWN).enumerate() {
            if nth > 0 {
                words.push(' ');
            }
            words.push_str(word);
        }
        match words.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        }
    }

    fn complain(&mut self, span: Span, complaint: impl Complaint) {
        self.report(complaint.at(self.place(span)));
    }

    fn report(&mut self, problem: Diagnostic) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Says that `wanted` is missing after what stands at `after`.
    fn missing(&mut self, after: Span, wanted: Wanted) {
        let complaint = MissingPart {
            after: self.shown(after),
            what: wanted.what,
            example: wanted.example.to_owned(),
        };
        self.complain_unfinished(after, wanted, complaint.at(self.place(after)));
    }

    /// Reports a complaint that gives way to a better one if something stands right after `after`.
    fn complain_unfinished(&mut self, after: Span, wanted: Wanted, problem: Diagnostic) {
        if self.flawed_after(after) {
            return;
        }
        self.missing = Some(Missing { nth: self.problems.len(), end: after.end, wanted });
        self.report(problem);
    }

    /// Whether the next token after `span` is already known to be broken.
    fn flawed_after(&self, span: Span) -> bool {
        let next = self.tokens.partition_point(|token| token.span.start < span.end);
        self.tokens.get(next).is_some_and(|token| self.flawed(token.span))
    }

    /// Whether a lexical mistake was reported in or around this span.
    fn flawed(&self, span: Span) -> bool {
        let nth = self.flaws.partition_point(|flaw| flaw.end <= span.start);
        self.flaws.get(nth).is_some_and(|flaw| flaw.start < span.end)
    }

    /// The token before `offset`, comments left out.
    fn token_before(&self, offset: u32) -> Option<Token> {
        let nth = self.tokens.partition_point(|token| token.span.start < offset);
        nth.checked_sub(1).and_then(|nth| self.tokens.get(nth)).copied()
    }

    fn begins_line(&self, span: Span) -> bool {
        token::begins_line(self.text, span.start as usize)
    }

    /// Reads a sentence, after its parentheses were counted; `None` if it is too deep or empty.
    fn read(&mut self, rule: Rule, sentence: Branch<'_>) -> Option<Tree> {
        self.missing = None;
        self.left = false;
        let tokens = token::collect(sentence);
        let first = tokens.iter().find(|token| token.kind != TokenKind::Comment)?;
        let span = Span::new(first.span.start as usize, sentence.span().end as usize);
        self.parentheses(&tokens).then(|| Tree::read(rule, self.text, span))
    }

    /// Complains about parentheses and brackets without partner; `false` if they nest too deeply.
    fn parentheses(&mut self, tokens: &[Token]) -> bool {
        let mut open: Vec<Span> = Vec::new();
        let mut negations = 0;
        for token in tokens.iter().filter(|token| token.kind != TokenKind::Comment) {
            let word = self.word(token.span);
            negations = if matches!(word, "not" | "no") { negations + 1 } else { 0 };
            match word {
                "(" | "[" if token.kind == TokenKind::Sign => open.push(token.span),
                ")" | "]" if token.kind == TokenKind::Sign => {
                    let partner = if word == ")" { "(" } else { "[" };
                    if open.last().is_some_and(|&last| self.word(last) == partner) {
                        open.pop();
                    } else {
                        self.flaw(token.span);
                        self.complain(token.span, StrayParenthesis { found: word.to_owned() });
                    }
                }
                _ => {}
            }
            if open.len() > MAX_DEPTH || negations > MAX_DEPTH {
                self.complain(token.span, NestedTooDeep { most: MAX_DEPTH });
                return false;
            }
        }
        for span in open {
            let found = self.word(span).to_owned();
            let partner = if found == "(" { ")" } else { "]" }.to_owned();
            self.flaw(span);
            self.complain(span, UnclosedParenthesis { found, partner });
        }
        true
    }

    /// Marks a span as broken, so that what follows from it is not complained about.
    fn flaw(&mut self, span: Span) {
        if self.problems.len() >= MAX_PROBLEMS {
            return;
        }
        let nth = self.flaws.partition_point(|flaw| *flaw < span);
        self.flaws.insert(nth, span);
    }
}

/// A fix that writes `replacement` in place of `span`.
fn replacement(span: Span, replacement: impl Into<String>, safety: Safety) -> Fix {
    let replacement = replacement.into();
    let message = if replacement.is_empty() {
        Localized::both("remove it", "streichen")
    } else {
        Localized::both(format!("write `{replacement}`"), format!("`{replacement}` schreiben"))
    };
    Fix { message, safety, edits: vec![Edit { span, replacement }] }
}

/// What a sentence is read in.
#[derive(Clone, Copy)]
struct Context {
    /// The item it belongs to.
    home: Home,
    /// Whether it stands in the braces of the item.
    block: bool,
}

/// Two words of ours.
const fn words(en: &'static str, de: &'static str) -> Bilingual {
    Bilingual { en, de }
}
