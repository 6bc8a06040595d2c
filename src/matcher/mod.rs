//! Policy and text to spans: speed lives behind this door, and no message does.
//!
//! In: a checked policy with its registers, then the blocks of drafts. Out: the spans of every pattern. One
//! pass over the tokens finds every literal of every rule; what is found wakes the rules that could match;
//! patterns are then joined from sorted lists. The compiled matcher is immutable and shared by all threads;
//! each thread keeps a [`Memo`] of the words it has seen. This room knows no draft and no format.

mod find;
mod literal;
mod mark;
mod phrase;
mod scan;
pub mod span;
mod view;
mod vocabulary;
mod words;

pub use find::{Finder, Note, Surroundings};
pub use mark::Marks;
pub use scan::Scan;
pub use span::{Cover, Span};
pub use vocabulary::Memo;
pub use words::{Text, Words};

use literal::Literals;
use phrase::Phrases;

use crate::policy::model::{
    ContextKind, Pattern, Phrase, PhraseId, Piece, Policy, RegisterId, RuleId, Statement,
};
use crate::policy::phrase::term;
use crate::register::Register;

/// A compiled policy.
pub struct Matcher {
    phrases: Phrases,
    literals: Literals,
    /// For each phrase, exact string and expression the sets that hold it.
    phrase_sets: Vec<Vec<u32>>,
    exact_sets: Vec<Vec<u32>>,
    regex_sets: Vec<Vec<u32>>,
    /// Number of the first set of a register.
    first_register: u32,
    /// For each set the rules that a hit wakes.
    wakes: Vec<Vec<RuleId>>,
    /// Rules that are judged on every draft.
    always: Vec<RuleId>,
    /// The rows of each register's terms: phrase and row.
    terms: Vec<Vec<(PhraseId, u32)>>,
}

impl Matcher {
    /// Compiles a policy with the data of its registers.
    #[must_use]
    pub fn new(policy: &Policy, registers: &[Register]) -> Self {
        let mut phrases: Vec<Phrase> = policy.phrases.clone();
        let mut phrase_sets = vec![Vec::new(); phrases.len()];
        let mut exact_sets = vec![Vec::new(); policy.exacts.len()];
        let mut regex_sets = vec![Vec::new(); policy.regexes.len()];
        for (set, pieces) in policy.sets.iter().enumerate() {
            let set = u32::try_from(set).unwrap_or(u32::MAX);
            for piece in pieces {
                match piece {
                    Piece::Phrase(id) => phrase_sets[id.index()].push(set),
                    Piece::Exact(id) => exact_sets[id.index()].push(set),
                    Piece::Regex(id) => regex_sets[id.index()].push(set),
                }
            }
        }
        let first_register = u32::try_from(policy.sets.len()).unwrap_or(u32::MAX);
        let mut terms = vec![Vec::new(); policy.registers.len()];
        for at in used_registers(policy) {
            let languages = &policy.pack(policy.registers[at].pack).languages;
            let Some(register) = registers.get(at) else { continue };
            for (row, text) in register.terms() {
                let Some(phrase) = term(&text.text, languages) else { continue };
                let id = PhraseId::of(phrases.len());
                phrases.push(phrase);
                phrase_sets.push(vec![first_register + u32::try_from(at).unwrap_or(0)]);
                terms[at].push((id, u32::try_from(row).unwrap_or(u32::MAX)));
            }
        }
        let mut matcher = Self {
            phrases: Phrases::new(&phrases),
            literals: Literals::new(&policy.exacts, &policy.regexes),
            phrase_sets,
            exact_sets,
            regex_sets,
            first_register,
            wakes: vec![Vec::new(); policy.sets.len() + policy.registers.len()],
            always: Vec::new(),
            terms,
        };
        matcher.set_triggers(policy);
        matcher
    }

    fn set_triggers(&mut self, policy: &Policy) {
        for (at, rule) in policy.rules.iter().enumerate() {
            let id = RuleId::of(at);
            let pattern = match &rule.statement {
                Statement::Forbid(pattern, _)
                | Statement::Allow(pattern, ..)
                | Statement::Prefer(_, pattern, _)
                | Statement::AgreeWith(pattern, ..)
                | Statement::AgreeAcross(pattern, ..) => pattern,
                Statement::Require(_) | Statement::Limit(..) => {
                    self.always.push(id);
                    continue;
                }
            };
            match self.triggers(policy, pattern) {
                Some(mut sets) => {
                    sets.sort_unstable();
                    sets.dedup();
                    for set in sets {
                        self.wakes[set as usize].push(id);
                    }
                }
                None => self.always.push(id),
            }
        }
    }

    /// Sets of which one must be hit before the pattern can match; `None` if it must always be tried.
    fn triggers(&self, policy: &Policy, pattern: &Pattern) -> Option<Vec<u32>> {
        match pattern {
            Pattern::Set(id) => Some(vec![id.0]),
            Pattern::Register(id) => Some(vec![self.first_register + id.0]),
            Pattern::Class(_) | Pattern::Zone(_) => None,
            Pattern::Define(id) => self.triggers(policy, &policy.defines[id.index()].pattern),
            Pattern::Or(all) => {
                let mut sets = Vec::new();
                for one in all {
                    sets.extend(self.triggers(policy, one)?);
                }
                Some(sets)
            }
            Pattern::Then(first, rest) => {
                let others = rest.iter().map(|(_, next)| next);
                let known = std::iter::once(first.as_ref()).chain(others);
                known.filter_map(|one| self.triggers(policy, one)).min_by_key(Vec::len)
            }
            Pattern::Context(core, contexts) => {
                let near = contexts.iter().filter(|context| {
                    matches!(context.kind, ContextKind::Near | ContextKind::Holding)
                });
                let known =
                    std::iter::once(core.as_ref()).chain(near.map(|context| &context.pattern));
                known.filter_map(|one| self.triggers(policy, one)).min_by_key(Vec::len)
            }
            Pattern::Except(core, _) | Pattern::In(core, _) | Pattern::As(core, _) => {
                self.triggers(policy, core)
            }
        }
    }

    fn sets_of(&self, piece: Piece) -> &[u32] {
        match piece {
            Piece::Phrase(id) => &self.phrase_sets[id.index()],
            Piece::Exact(id) => &self.exact_sets[id.index()],
            Piece::Regex(id) => &self.regex_sets[id.index()],
        }
    }

    /// Scans the blocks of a draft.
    #[must_use]
    pub fn scan<'a>(&self, memo: &mut Memo, texts: Vec<Text<'a>>) -> Scan<'a> {
        Scan::new(self, memo, texts)
    }

    /// The rules that could speak about a scanned draft, in order.
    #[must_use]
    pub fn awake(&self, scan: &Scan<'_>) -> Vec<RuleId> {
        let mut rules = self.always.clone();
        for set in scan.hit_sets() {
            rules.extend(&self.wakes[set as usize]);
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// The row of a register that a term comes from.
    #[must_use]
    pub fn row(&self, register: RegisterId, term: PhraseId) -> Option<u32> {
        let terms = &self.terms[register.index()];
        let at = terms.binary_search_by_key(&term, |(id, _)| *id).ok()?;
        Some(terms[at].1)
    }
}

/// Indices of the registers that some pattern names.
fn used_registers(policy: &Policy) -> Vec<usize> {
    let mut used = vec![false; policy.registers.len()];
    let mut note = |pattern: &Pattern| {
        crate::policy::pattern::walk(pattern, &mut |one| {
            if let Pattern::Register(id) = one {
                used[id.index()] = true;
            }
        });
    };
    policy.defines.iter().for_each(|define| note(&define.pattern));
    policy.zones.iter().for_each(|zone| note(&zone.pattern));
    policy.rules.iter().for_each(|rule| crate::policy::for_each_pattern(rule, &mut note));
    (0..used.len()).filter(|&at| used[at]).collect()
}
