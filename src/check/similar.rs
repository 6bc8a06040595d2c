//! Likeness of drafts: how much of one draft's text another, published shortly before, has too.
//!
//! A draft's sketch is the smallest hashes of its runs of four words, so that thousands of drafts fit into
//! little memory; likeness is the share of hashes that two sketches have in common, 0 to 100.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::diagnostic::{Diagnostic, Label};
use crate::draft::Draft;
use crate::matcher::Scan;
use crate::policy::model::{Policy, RuleId, Statement};
use crate::text::word::TokenKind;
use crate::text::{Localized, Place, fold};

/// Words of a run. Shorter runs are shared by chance, longer ones broken by one changed word.
const RUN: usize = 4;

/// Hashes of a sketch: an error of about 3 in 100, 2 kB a draft.
const SKETCH: usize = 256;

/// Only drafts of so many days before are compared.
const DAYS: i64 = 90;

/// The sketch of a text.
#[derive(Clone, Debug, Default)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of what a reader sees.
    #[must_use]
    pub fn of(scan: &Scan<'_>) -> Self {
        let mut hashes = BTreeSet::new();
        let mut run: Vec<u64> = Vec::new();
        for (at, text) in scan.texts().iter().enumerate().filter(|(_, text)| !text.hidden) {
            let words = scan.words(u32::try_from(at).unwrap_or(u32::MAX));
            for token in words.tokens.iter().filter(|token| token.kind != TokenKind::Sign) {
                run.push(hash(fold(token.of(text.shown)).as_bytes()));
                if run.len() > RUN {
                    run.remove(0);
                }
                if run.len() == RUN {
                    let bytes: Vec<u8> = run.iter().flat_map(|word| word.to_le_bytes()).collect();
                    hashes.insert(hash(&bytes));
                    if hashes.len() > SKETCH {
                        hashes.pop_last();
                    }
                }
            }
        }
        Self(hashes.into_iter().collect())
    }

    /// Likeness of two sketches, 0 to 100.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u32 {
        let mut union: Vec<u64> = self.0.iter().chain(&other.0).copied().collect();
        union.sort_unstable();
        union.dedup();
        union.truncate(SKETCH);
        if union.is_empty() {
            return 0;
        }
        let both =
            |hash: &&u64| self.0.binary_search(hash).is_ok() && other.0.binary_search(hash).is_ok();
        let shared = union.iter().filter(both).count();
        u32::try_from(shared * 100 / union.len()).unwrap_or(100)
    }
}

/// FNV-1a: small, and the same everywhere and for ever.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// One draft's likeness to be compared.
#[derive(Clone, Debug)]
pub struct Likeness {
    path: String,
    item: usize,
    instant: Timestamp,
    place: Place,
    sketch: Sketch,
    asked: Vec<(RuleId, Arc<str>)>,
}

impl Likeness {
    /// The likeness of an item.
    #[must_use]
    pub fn new(
        draft: &Draft,
        item: usize,
        instant: Timestamp,
        place: Place,
        sketch: Sketch,
    ) -> Self {
        Self { path: draft.path.clone(), item, instant, place, sketch, asked: Vec::new() }
    }

    /// A rule limits it, for a channel.
    pub fn asked_by(&mut self, rule: RuleId, channel: &str) {
        self.asked.push((rule, Arc::from(channel)));
    }
}

/// Findings of every rule that limits likeness.
#[must_use]
pub fn across(policy: &Policy, all: &[Likeness]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for one in all.iter().filter(|one| !one.asked.is_empty()) {
        let Some((nearest, likeness)) = nearest(one, all) else { continue };
        let mut told: Vec<RuleId> = Vec::new();
        for (id, _) in &one.asked {
            let rule = policy.rule(*id);
            let Statement::Limit(_, limit) = &rule.statement else { continue };
            let exceeds = crate::text::Decimal::from(u64::from(likeness)) > *limit;
            if !exceeds || told.contains(id) {
                continue;
            }
            told.push(*id);
            let message = Localized::both(
                format!(
                    "{likeness} of 100 of this text stand in `{}` too, at most {limit} may",
                    nearest.path
                ),
                format!(
                    "{likeness} von 100 dieses Textes stehen auch in `{}`, höchstens {limit} dürfen",
                    nearest.path
                ),
            );
            let mut diagnostic =
                Diagnostic::new(rule.name.as_str(), rule.severity, message, one.place);
            let text = Localized::both("the other draft", "der andere Entwurf");
            diagnostic.related.push(Label::new(nearest.place, text));
            let channels =
                one.asked.iter().filter(|(rule, channel)| rule == id && !channel.is_empty());
            diagnostic.channels = channels.map(|(_, channel)| Arc::clone(channel)).collect();
            diagnostic.see.clone_from(&rule.see);
            found.push(diagnostic);
        }
    }
    found
}

/// The nearest other draft published within the days before; of two planned for the same instant the later
/// path is compared with the earlier.
fn nearest<'a>(one: &Likeness, all: &'a [Likeness]) -> Option<(&'a Likeness, u32)> {
    let window = jiff::SignedDuration::from_hours(DAYS * 24);
    let earlier = |other: &&Likeness| {
        let key = |likeness: &Likeness| (likeness.instant, likeness.path.clone(), likeness.item);
        key(other) < key(one) && one.instant.duration_since(other.instant) <= window
    };
    let mut best: Option<(&Likeness, u32)> = None;
    for other in all.iter().filter(earlier) {
        let likeness = one.sketch.likeness(&other.sketch);
        if best.is_none_or(|(_, most)| likeness > most) {
            best = Some((other, likeness));
        }
    }
    best
}
