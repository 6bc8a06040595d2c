//! Patterns: what text is found.

use crate::diagnostic::{Bilingual, Complaint, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::lower::joint::{Joint, first_mixture, readings};
use crate::syntax::lower::value::TextUse;
use crate::syntax::lower::{Lower, replacement, wanted, words};
use crate::syntax::problem::expression::{
    ExceptNeedsParentheses, MixedJoints, NotAPattern, ScopeOrder,
};
use crate::syntax::tree::{
    Context, ContextKind, Edge, Node, Pattern, PatternKind, Scoped, Where, Zone, ZoneKind,
};
use crate::text::{Localized, Span};

/// The sorts of joints between patterns, tightest first in the first reading of a mixture.
const BAR: u8 = 0;
const THEN: u8 = 1;
const CONTEXT: u8 = 2;

/// A joint between two terms, with what it says.
struct Between<'b> {
    branch: Branch<'b>,
    sort: u8,
}

const IN_CONDITIONS: Bilingual = words(
    "a comparison is a condition: it stands in `when`, `unless`, `require` or `only with`",
    "ein Vergleich ist eine Bedingung: Er steht in `when`, `unless`, `require` oder `only with`",
);
const OF_PEOPLE: Bilingual = words(
    "it is a condition: it stands in `only with` or `require`",
    "das ist eine Bedingung: Sie steht in `only with` oder `require`",
);
const NO_NEGATION: Bilingual = words(
    "a pattern says what is found; exceptions are said with `except`, `not near` or `unless`",
    "ein Muster sagt, was gefunden wird; Ausnahmen sagt man mit `except`, `not near` oder `unless`",
);
const NO_AND: Bilingual = words(
    "patterns are joined by `|` (either), `then` (in this order) or `near`; `and` joins conditions",
    "Muster verbindet man mit `|` (eines von beiden), `then` (in dieser Folge) oder `near`; `and` verbindet Bedingungen",
);
const COMMA_FOR_AND: Bilingual = words(
    "zones are separated by commas: `in title, body`",
    "Zonen trennt ein Komma: `in title, body`",
);
const THEN_FOR_BEFORE: Bilingual = words(
    "between two patterns in this order write `then`; `not after` and `not before` say what must not stand beside a pattern",
    "zwischen zwei Mustern in dieser Folge `then` schreiben; `not after` und `not before` sagen, was nicht neben einem Muster stehen darf",
);
const GIVEN: Bilingual = words(
    "that a field is given is a condition: it stands in `when`, `unless` or `require`",
    "dass ein Feld angegeben ist, ist eine Bedingung: Sie steht in `when`, `unless` oder `require`",
);
const BAR_FOR_OR: Bilingual = words(
    "between patterns write `|`; `or` joins conditions",
    "zwischen Mustern `|` schreiben; `or` verbindet Bedingungen",
);
const ONLY_ZONES: Bilingual = words(
    "a pattern takes zones (`in title`, `outside quotes`); this place can stand only in a condition",
    "ein Muster nimmt Zonen (`in title`, `outside quotes`); diese Ortsangabe kann nur in einer Bedingung stehen",
);
const NO_VALUE: Bilingual = words(
    "a single value is compared, not found; a whole register can be a pattern",
    "ein einzelner Wert wird verglichen, nicht gefunden; ein ganzes Register kann Muster sein",
);

impl Lower<'_> {
    /// A pattern with its zones, as in statements.
    pub(super) fn scoped(&mut self, branch: Option<Branch<'_>>, after: Span) -> Option<Scoped> {
        let Some(branch) = branch else {
            self.missing(after, wanted::PATTERN);
            return None;
        };
        let (pattern, zones) = self.open_pattern(branch)?;
        Some(Scoped { pattern, zones })
    }

    /// A pattern without zones, as in `define`.
    pub(super) fn bare_pattern(
        &mut self,
        branch: Option<Branch<'_>>,
        after: Span,
    ) -> Option<Pattern> {
        let scoped = self.scoped(branch, after)?;
        if let Some(zones) = &scoped.zones {
            self.no_zones(zones.span);
        }
        Some(scoped.pattern)
    }

    /// A pattern without zones and without `except`, as after `also`.
    pub(super) fn core(&mut self, branch: Option<Branch<'_>>, after: Span) -> Option<Pattern> {
        let Some(branch) = branch else {
            self.missing(after, wanted::PATTERN);
            return None;
        };
        let (pattern, zones) = self.condition_as_pattern(branch)?;
        if let Some(zones) = zones {
            self.no_zones(zones.span);
        }
        Some(pattern)
    }

    /// A core where `except` was read as part of it.
    pub(super) fn core_of_scoped(
        &mut self,
        branch: Option<Branch<'_>>,
        after: Span,
    ) -> Option<Pattern> {
        if let Some(scoped) = branch
            && let Some(exception) = scoped.child(Rule::exception)
        {
            self.needs_parentheses(scoped.span(), exception.span());
        }
        self.bare_pattern(branch, after)
    }

    fn needs_parentheses(&mut self, pattern: Span, exception: Span) {
        let complaint = ExceptNeedsParentheses { pattern: self.shown(pattern) };
        let word = Span::new(exception.start as usize, exception.start as usize + "except".len());
        self.complain(word, complaint);
    }

    fn no_zones(&mut self, zones: Span) {
        let found = self.shown(zones);
        let reason = words(
            "zones stand in the rule that uses the pattern, or inside parentheses: `(\"a\" in title)`",
            "Zonen stehen in der Regel, die das Muster verwendet, oder in runden Klammern: `(\"a\" in title)`",
        );
        self.complain(zones, NotAPattern { found, reason });
    }

    /// A pattern, what `except` takes off, and the zones after all of it.
    fn open_pattern(&mut self, scoped: Branch<'_>) -> Option<(Pattern, Option<Where>)> {
        let (first, mut zones) = self.condition_as_pattern(scoped.child(Rule::condition)?)?;
        let mut span = first.span;
        let mut without = Vec::new();
        for exception in scoped.children().filter(|child| child.rule() == Rule::exception) {
            if let Some(early) = zones.take() {
                let word =
                    self.word(early.span).split_whitespace().next().unwrap_or("in").to_owned();
                let at =
                    Span::new(early.span.start as usize, early.span.start as usize + word.len());
                self.complain(at, ScopeOrder { first: "except".to_owned(), then: word });
            }
            let Some(condition) = exception.child(Rule::condition) else {
                self.missing(exception.span(), wanted::PATTERN);
                continue;
            };
            if let Some((pattern, its_zones)) = self.condition_as_pattern(condition) {
                zones = its_zones;
                span = span.to(pattern.span);
                without.push(pattern);
            }
        }
        let pattern = if without.is_empty() {
            first
        } else {
            Pattern { kind: PatternKind::Except(Box::new(first), without), span }
        };
        Some((pattern, zones))
    }

    /// What was read as a condition, as the pattern it must be here.
    fn condition_as_pattern(&mut self, condition: Branch<'_>) -> Option<(Pattern, Option<Where>)> {
        let mut found = None;
        for child in condition.children() {
            if child.rule() == Rule::junction {
                let after_zones =
                    found.as_ref().is_some_and(|(_, zones): &(_, Option<Where>)| zones.is_some());
                self.junction_in_pattern(child.span(), after_zones);
            } else if let Some(part) = self.unary_as_pattern(child) {
                found.get_or_insert(part);
            }
        }
        found
    }

    fn junction_in_pattern(&mut self, span: Span, after_zones: bool) {
        let found = self.word(span).to_owned();
        if after_zones {
            self.complain(span, NotAPattern { found, reason: COMMA_FOR_AND });
        } else if found == "or" {
            let problem = NotAPattern { found, reason: BAR_FOR_OR }.at(self.place(span));
            self.report(problem.fix(replacement(span, "|", Safety::Suggestion)));
        } else {
            self.complain(span, NotAPattern { found, reason: NO_AND });
        }
    }

    fn unary_as_pattern(&mut self, unary: Branch<'_>) -> Option<(Pattern, Option<Where>)> {
        let mut found = None;
        for child in unary.children() {
            match child.rule() {
                Rule::negation => self.not_a_pattern(child.span(), NO_NEGATION),
                Rule::claim => found = self.claim_as_pattern(child),
                Rule::given => self.not_a_pattern(child.span(), GIVEN),
                _ => self.not_a_pattern(child.span(), OF_PEOPLE),
            }
        }
        found
    }

    fn not_a_pattern(&mut self, span: Span, reason: Bilingual) {
        let found = self.shown(span);
        self.complain(span, NotAPattern { found, reason });
    }

    fn claim_as_pattern(&mut self, claim: Branch<'_>) -> Option<(Pattern, Option<Where>)> {
        let mut pattern = None;
        let mut zones = None;
        for child in claim.children() {
            match child.rule() {
                Rule::pattern => pattern = self.pattern(child),
                Rule::place => match child.child(Rule::scope) {
                    Some(scope) => zones = self.scope(scope),
                    None => self.not_a_pattern(child.span(), ONLY_ZONES),
                },
                _ => {
                    let ordered = child.children().next().map(Branch::rule);
                    let reason = match ordered {
                        Some(Rule::sooner | Rule::later) => THEN_FOR_BEFORE,
                        _ => IN_CONDITIONS,
                    };
                    let span = Span { start: child.span().start, end: claim.span().end };
                    self.not_a_pattern(span, reason);
                    break;
                }
            }
        }
        Some((pattern?, zones))
    }

    // Joints ----

    /// Terms with joints between them.
    pub(super) fn pattern(&mut self, branch: Branch<'_>) -> Option<Pattern> {
        let mut operands: Vec<(Span, Option<Pattern>)> = Vec::new();
        let mut joints: Vec<Between<'_>> = Vec::new();
        let mut open: Option<Span> = None;
        for child in branch.children() {
            if child.rule() == Rule::term {
                open = None;
                let term = self.term(child);
                operands.push((child.span(), term));
            } else {
                if let Some(joint) = open.replace(child.span()) {
                    self.missing(joint, wanted::PATTERN);
                    joints.pop();
                }
                joints.push(Between { branch: child, sort: sort_of(child) });
            }
        }
        if let Some(joint) = open {
            self.missing(joint, wanted::PATTERN);
            joints.pop();
        }
        let distances: Vec<Option<Node<u32>>> =
            joints.iter().map(|joint| self.distance_of(joint.branch)).collect();
        if self.mixed(&operands, &joints) {
            let patterns = operands.into_iter().filter_map(|(_, pattern)| pattern).collect();
            return Some(Pattern { kind: PatternKind::Or(patterns), span: branch.span() });
        }
        joined(operands, &joints, distances)
    }

    fn distance_of(&mut self, joint: Branch<'_>) -> Option<Node<u32>> {
        let inner = joint.children().next()?;
        match inner.rule() {
            Rule::not_near => self.distance(inner.children().nth(1)?),
            Rule::BAR | Rule::HOLDING => None,
            _ => self.distance(inner),
        }
    }

    fn mixed(&mut self, operands: &[(Span, Option<Pattern>)], joints: &[Between<'_>]) -> bool {
        let sorts: Vec<u8> = joints.iter().map(|joint| joint.sort).collect();
        let Some(at) = first_mixture(&sorts) else { return false };
        let spans: Vec<Span> = joints.iter().map(|joint| joint.branch.span()).collect();
        let operands: Vec<Span> = operands.iter().map(|(span, _)| *span).collect();
        self.mixed_joints(&operands, &spans, &sorts, at);
        true
    }

    /// Complains about the joint at `at`, which differs in sort from the one before it.
    pub(super) fn mixed_joints(
        &mut self,
        operands: &[Span],
        joints: &[Span],
        sorts: &[u8],
        at: usize,
    ) {
        let shown: Vec<String> = operands.iter().map(|&span| self.shown(span)).collect();
        let written: Vec<Joint> = joints
            .iter()
            .zip(sorts)
            .map(|(&span, &sort)| Joint { sort, text: self.shown(span) })
            .collect();
        let (one, other) = readings(&shown, &written, at);
        let (Some(first), Some(second)) = (written.get(at - 1), written.get(at)) else { return };
        let complaint =
            MixedJoints { first: first.text.clone(), second: second.text.clone(), one, other };
        let problem = complaint.at(self.place(joints[at]));
        let related = self.place(joints[at - 1]);
        self.report(problem.and(related, Localized::both("the other one", "das andere")));
    }

    // Terms ----

    fn term(&mut self, term: Branch<'_>) -> Option<Pattern> {
        let mut found: Option<Pattern> = None;
        for child in term.children() {
            let span = child.span();
            let kind = match child.rule() {
                Rule::capture => {
                    let Some(name) = child.child(Rule::name) else {
                        let name = wanted::Wanted { example: "number as n", ..wanted::NAME };
                        self.missing(span, name);
                        continue;
                    };
                    let name = self.name(name.span());
                    let inner = found?;
                    let span = inner.span.to(span);
                    found = Some(Pattern { kind: PatternKind::As(Box::new(inner), name), span });
                    continue;
                }
                Rule::text => PatternKind::Phrase(self.text(child, TextUse::Phrase)),
                Rule::exactly => {
                    let Some(text) = child.child(Rule::text) else {
                        self.missing(span, wanted::TEXT);
                        continue;
                    };
                    PatternKind::Exactly(self.text(text, TextUse::Phrase))
                }
                Rule::regex => self.regex(child),
                Rule::group => PatternKind::Group(Box::new(self.group_as_pattern(child)?)),
                _ if self.word(span).contains('.') => {
                    self.not_a_pattern(span, NO_VALUE);
                    return None;
                }
                _ => PatternKind::Name(self.path(span)),
            };
            found = Some(Pattern { kind, span });
        }
        found
    }

    fn regex(&mut self, branch: Branch<'_>) -> PatternKind {
        let inner = branch.child(Rule::regex_inner).map_or("", |inner| self.word(inner.span()));
        let ignore_case = branch
            .child(Rule::regex_flags)
            .is_some_and(|flags| self.word(flags.span()).contains('i'));
        PatternKind::Regex { source: inner.to_owned(), ignore_case }
    }

    /// The inside of parentheses, as a pattern.
    pub(super) fn group_as_pattern(&mut self, group: Branch<'_>) -> Option<Pattern> {
        self.group_rest(group);
        let opening = group.children().next().map_or(group.span(), Branch::span);
        let scoped = self.scoped(group.child(Rule::scoped), opening)?;
        Some(match scoped.zones {
            None => scoped.pattern,
            Some(zones) => {
                let span = scoped.pattern.span.to(zones.span);
                Pattern { kind: PatternKind::In(Box::new(scoped.pattern), zones), span }
            }
        })
    }

    // Zones ----

    /// `in … outside …`
    pub(super) fn scope(&mut self, scope: Branch<'_>) -> Option<Where> {
        let mut zones = Where { inside: Vec::new(), outside: Vec::new(), span: scope.span() };
        let mut outside_before: Option<Span> = None;
        for child in scope.children() {
            let found = self.zones(child.child(Rule::zones), child.span());
            if child.rule() == Rule::outside {
                outside_before = Some(child.span());
                zones.outside = found;
            } else {
                if outside_before.is_some() {
                    let at =
                        Span::new(child.span().start as usize, child.span().start as usize + 2);
                    self.complain(at, ScopeOrder { first: "in".into(), then: "outside".into() });
                }
                zones.inside = found;
            }
        }
        (!zones.inside.is_empty() || !zones.outside.is_empty()).then_some(zones)
    }

    fn zones(&mut self, list: Option<Branch<'_>>, after: Span) -> Vec<Zone> {
        let Some(list) = list else {
            self.missing(after, wanted::ZONE);
            return Vec::new();
        };
        let elements = self.elements(list, wanted::ZONE);
        let zones: Vec<Zone> = elements.iter().filter_map(|zone| self.zone(*zone)).collect();
        self.once_each(
            zones.iter().map(|zone| (zone.span.of(self.text).to_owned(), zone.span)).collect(),
        );
        zones
    }

    fn zone(&mut self, zone: Branch<'_>) -> Option<Zone> {
        let span = zone.span();
        let Some(edge) = zone.child(Rule::edge) else {
            return Some(Zone { kind: ZoneKind::Named(self.path(span)), span });
        };
        let end = if edge.child(Rule::FIRST).is_some() { Edge::First } else { Edge::Last };
        let count = edge.child(Rule::figure).and_then(|figure| self.count(figure.span()));
        let after =
            edge.children().take_while(|part| !matches!(part.rule(), Rule::path | Rule::OF)).last();
        let mut unit = None;
        let mut of = None;
        let mut of_word: Option<Span> = None;
        for part in edge.children() {
            match part.rule() {
                Rule::OF => of_word = Some(part.span()),
                Rule::path if of_word.is_some() => of = Some(self.path(part.span())),
                Rule::path => unit = Some(self.name(part.span())),
                _ => {}
            }
        }
        let Some(unit) = unit else {
            self.missing(after.map_or(span, Branch::span), wanted::UNIT);
            return None;
        };
        if let (Some(word), None) = (of_word, &of) {
            self.missing(word, wanted::ZONE);
        }
        Some(Zone { kind: ZoneKind::Edge { end, count, unit, of }, span })
    }
}

fn sort_of(joint: Branch<'_>) -> u8 {
    match joint.children().next().map(Branch::rule) {
        Some(Rule::BAR) => BAR,
        Some(Rule::then) => THEN,
        _ => CONTEXT,
    }
}

/// The tree of terms with joints of one sort between them; `None` if one of them could not be read.
fn joined(
    operands: Vec<(Span, Option<Pattern>)>,
    joints: &[Between<'_>],
    distances: Vec<Option<Node<u32>>>,
) -> Option<Pattern> {
    let span = operands.first()?.0.to(operands.last()?.0);
    let mut patterns = operands.into_iter().filter_map(|(_, pattern)| pattern);
    let first = patterns.next()?;
    let sort = match joints.first() {
        None => return Some(first),
        Some(joint) => joint.sort,
    };
    let rest: Vec<Pattern> = patterns.collect();
    if rest.is_empty() {
        return Some(first);
    }
    let kind =
        match sort {
            BAR => PatternKind::Or(std::iter::once(first).chain(rest).collect()),
            THEN => PatternKind::Then(Box::new(first), distances.into_iter().zip(rest).collect()),
            _ => {
                let contexts =
                    joints.iter().zip(distances).zip(rest).map(|((joint, within), pattern)| {
                        Context { kind: context_kind(joint.branch), within, pattern }
                    });
                PatternKind::Context(Box::new(first), contexts.collect())
            }
        };
    Some(Pattern { kind, span })
}

fn context_kind(joint: Branch<'_>) -> ContextKind {
    if joint.child(Rule::HOLDING).is_some() {
        return ContextKind::Holding;
    }
    let Some(negated) = joint.child(Rule::not_near) else { return ContextKind::Near };
    match negated.children().nth(1).map(Branch::rule) {
        Some(Rule::after) => ContextKind::NotAfter,
        Some(Rule::before) => ContextKind::NotBefore,
        _ => ContextKind::NotNear,
    }
}
