//! Policy and text to spans: speed lives behind this door, and no message does.
//!
//! In: a checked policy with its registers, then the blocks of drafts. Out: the spans of every pattern. One
//! pass over the tokens finds every literal of every rule; what is found wakes the rules that could match;
//! patterns are then joined from sorted lists. The compiled matcher is immutable and shared by all threads;
//! each thread keeps a [`Memo`] of the words it has seen. This room knows no draft and no format.

mod automaton;
mod find;
mod flat;
mod literal;
mod mark;
mod memo;
mod narrow;
mod phrase;
mod possible;
mod quick;
mod reach;
mod rough;
mod scan;
pub mod span;
mod view;
mod vocabulary;
mod words;

pub use find::{ClassFind, Finder, Note, Surroundings};
pub use mark::Marks;
pub use memo::Memo;
pub use scan::Scan;
pub use span::{Cover, Span};
pub use words::{Text, Words};

use flat::Lists;
use literal::Literals;
use phrase::Phrases;
use serde::{Deserialize, Serialize};

use crate::policy::model::{
    ContextKind, Pattern, Phrase, PhraseId, Piece, Policy, RegisterId, RuleId, Statement,
};
use crate::policy::phrase::term;
use crate::register::Register;
use crate::text::Language;

/// A compiled policy.
#[derive(Serialize, Deserialize)]
pub struct Matcher {
    phrases: Phrases,
    literals: Literals,
    /// For each phrase, exact string and expression the sets that hold it.
    phrase_sets: Lists,
    exact_sets: Lists,
    regex_sets: Lists,
    /// For each set its expressions.
    set_regexes: Lists,
    /// Number of the first set of a register.
    first_register: u32,
    /// For each set the rules that a hit wakes.
    wakes: Lists,
    /// Rules that are judged on every draft.
    always: Vec<RuleId>,
    /// The rows of each register's terms: phrase and row.
    terms: Vec<Vec<(PhraseId, u32)>>,
}

impl Matcher {
    /// Compiles a policy with the data of its registers.
    #[must_use]
    pub fn new(policy: &Policy, registers: &[Register]) -> Self {
        let mut phrases: Vec<Phrase> = policy.phrases.to_vec();
        let mut phrase_sets = vec![Vec::new(); phrases.len()];
        let mut exact_sets = vec![Vec::new(); policy.exacts.len()];
        let mut regex_sets = vec![Vec::new(); policy.regexes.len()];
        let mut set_regexes = vec![Vec::new(); policy.sets.len()];
        for (at, pieces) in policy.sets.iter().enumerate() {
            let set = u32::try_from(at).unwrap_or(u32::MAX);
            for piece in pieces {
                match piece {
                    Piece::Phrase(id) => phrase_sets[id.index()].push(set),
                    Piece::Exact(id) => exact_sets[id.index()].push(set),
                    Piece::Regex(id) => {
                        regex_sets[id.index()].push(set);
                        set_regexes[at].push(id.0);
                    }
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
        let (wakes, always) = Triggers { policy, first_register }.all();
        Self {
            phrases: Phrases::new(&phrases),
            literals: Literals::new(&policy.exacts, &policy.regexes),
            phrase_sets: phrase_sets.into_iter().collect(),
            exact_sets: exact_sets.into_iter().collect(),
            regex_sets: regex_sets.into_iter().collect(),
            set_regexes: set_regexes.into_iter().collect(),
            first_register,
            wakes,
            always,
            terms,
        }
    }

    /// Looks the words of all phrases up in these languages now, not when the first text needs it.
    pub fn prepare(&self, languages: &[Language]) {
        self.phrases.prepare(languages);
    }

    fn sets_of(&self, piece: Piece) -> &[u32] {
        match piece {
            Piece::Phrase(id) => self.phrase_sets.of(id.index()),
            Piece::Exact(id) => self.exact_sets.of(id.index()),
            Piece::Regex(id) => self.regex_sets.of(id.index()),
        }
    }

    /// Scans the blocks of a draft.
    #[must_use]
    pub fn scan<'a>(&'a self, memo: &mut Memo, texts: Vec<Text<'a>>) -> Scan<'a> {
        Scan::new(self, memo, texts)
    }

    /// The rules that could speak about a scanned draft, in order; not all of them do.
    #[must_use]
    pub fn awake(&self, scan: &Scan<'_>) -> Vec<RuleId> {
        let mut rules = self.always.clone();
        for set in scan.possible_sets() {
            rules.extend(self.wakes.of(set as usize).iter().map(|&rule| RuleId(rule)));
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Whether what wakes a rule was found.
    #[must_use]
    pub fn is_woken(&self, scan: &Scan<'_>, rule: RuleId) -> bool {
        let wakes = |set: u32| self.wakes.of(set as usize).contains(&rule.0) && scan.has(set);
        self.always.binary_search(&rule).is_ok() || scan.possible_sets().into_iter().any(wakes)
    }

    /// The row of a register that a term comes from.
    #[must_use]
    pub fn row(&self, register: RegisterId, term: PhraseId) -> Option<u32> {
        let terms = &self.terms[register.index()];
        let at = terms.binary_search_by_key(&term, |(id, _)| *id).ok()?;
        Some(terms[at].1)
    }
}

/// Which sets must be hit before a rule can speak.
struct Triggers<'a> {
    policy: &'a Policy,
    first_register: u32,
}

impl Triggers<'_> {
    /// For each set the rules that a hit wakes, and the rules that are judged on every draft.
    fn all(&self) -> (Lists, Vec<RuleId>) {
        let policy = self.policy;
        let mut wakes = vec![Vec::new(); policy.sets.len() + policy.registers.len()];
        let mut always = Vec::new();
        for (at, rule) in policy.rules.iter().enumerate() {
            let id = RuleId::of(at);
            let pattern = match &rule.statement {
                Statement::Forbid(pattern, _)
                | Statement::Allow(pattern, ..)
                | Statement::Prefer(_, pattern, _)
                | Statement::AgreeWith(pattern, ..)
                | Statement::AgreeAcross(pattern, ..) => pattern,
                Statement::Require(_) | Statement::Limit(..) => {
                    always.push(id);
                    continue;
                }
            };
            match self.of(pattern) {
                Some(mut sets) => {
                    sets.sort_unstable();
                    sets.dedup();
                    for set in sets {
                        wakes[set as usize].push(id.0);
                    }
                }
                None => always.push(id),
            }
        }
        (wakes.into_iter().collect(), always)
    }

    /// Sets of which one must be hit before the pattern can match; `None` if it must always be tried.
    fn of(&self, pattern: &Pattern) -> Option<Vec<u32>> {
        match pattern {
            Pattern::Set(id) => Some(vec![id.0]),
            Pattern::Register(id) => Some(vec![self.first_register + id.0]),
            Pattern::Class(_) | Pattern::Zone(_) => None,
            Pattern::Define(id) => self.of(&self.policy.defines[id.index()].pattern),
            Pattern::Or(all) => {
                let mut sets = Vec::new();
                for one in all {
                    sets.extend(self.of(one)?);
                }
                Some(sets)
            }
            Pattern::Then(first, rest) => {
                let others = rest.iter().map(|(_, next)| next);
                let known = std::iter::once(first.as_ref()).chain(others);
                known.filter_map(|one| self.of(one)).min_by_key(Vec::len)
            }
            Pattern::Context(core, contexts) => {
                let near = contexts.iter().filter(|context| {
                    matches!(context.kind, ContextKind::Near | ContextKind::Holding)
                });
                let known =
                    std::iter::once(core.as_ref()).chain(near.map(|context| &context.pattern));
                known.filter_map(|one| self.of(one)).min_by_key(Vec::len)
            }
            Pattern::Except(core, _) | Pattern::In(core, _) | Pattern::As(core, _) => self.of(core),
        }
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
