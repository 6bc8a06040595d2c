//! Conditions: what must be so.

// Longer than other files: all conditions, in the order of their file in the grammar.

use crate::diagnostic::{Bilingual, Complaint, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::lower::joint::first_mixture;
use crate::syntax::lower::value::TextUse;
use crate::syntax::lower::{Lower, replacement, wanted, words};
use crate::syntax::problem::clause::HowManyRoles;
use crate::syntax::problem::expression::{ApprovalOrder, LoneMeasure, NotAMeasure, PlaceAfter};
use crate::syntax::problem::name::ReservedWord;
use crate::syntax::problem::shape::ForeignSign;
use crate::syntax::tree::{
    Approval, Comparison, Condition, ConditionKind, Edge, Measure, MeasureSubject, Order, Path,
    PatternKind, Per, Place, PlaceKind, Side, Value, ValueKind,
};
use crate::syntax::words::instead_of;
use crate::text::{Localized, Span};

const START_OR_END: wanted::Wanted = wanted::exact(
    "`start of` or `end of`",
    "`start of` oder `end of`",
    "at start of body",
    &["start", "end"],
);
const WORD_OF: wanted::Wanted = wanted::exact("`of`", "`of`", "at start of body", &["of"]);
const WORD_BY: wanted::Wanted = wanted::exact("`by`", "`by`", "approval by legal", &["by"]);
const WORD_IN: wanted::Wanted =
    wanted::exact("`in`", "`in`", "author listed in spokespersons", &["in"]);
const WORD_AUTHOR: wanted::Wanted =
    wanted::exact("`author`", "`author`", "approval by duty including author", &["author"]);
const WORD_AHEAD: wanted::Wanted =
    wanted::exact("`ahead`", "`ahead`", "at least 4 hours ahead", &["ahead"]);
const BEFORE_OR_AFTER: wanted::Wanted = wanted::exact(
    "`before` or `after`",
    "`before` oder `after`",
    "publish-at within 4 hours after received-at",
    &["before", "after"],
);
const COMPARISON: wanted::Wanted =
    wanted::exact("a comparison", "ein Vergleich", "count \"wir\" > 3", &["per", "is"]);
const REVIEW_BY: wanted::Wanted =
    wanted::exact("`by`", "`by`", "review by comms within 24 hours", &["by"]);
const WITHIN_REVIEW: wanted::Wanted =
    wanted::exact("`within`", "`within`", "review by comms within 24 hours", &["within"]);
const MEASURES_TAKE_ZONES: Bilingual = words(
    "a measure takes `in` and zones only: `words in lead <= 60`",
    "ein Maß nimmt nur `in` und Zonen: `words in lead <= 60`",
);
const NO_PLACE_FOR_CONDITIONS: Bilingual = words(
    "a condition has no place: put it behind each pattern inside the parentheses",
    "eine Bedingung hat keinen Ort: hinter jedes Muster in den Klammern setzen",
);

impl Lower<'_> {
    /// A condition, or a complaint that it is missing.
    pub(super) fn condition_in(
        &mut self,
        branch: Option<Branch<'_>>,
        after: Span,
    ) -> Option<Condition> {
        match branch {
            Some(branch) => self.condition(branch),
            None => {
                self.missing(after, wanted::CONDITION);
                None
            }
        }
    }

    /// Conditions with `and` or `or` between them.
    pub(super) fn condition(&mut self, branch: Branch<'_>) -> Option<Condition> {
        let mut operands: Vec<Span> = Vec::new();
        let mut parts: Vec<Condition> = Vec::new();
        let mut joints: Vec<Span> = Vec::new();
        let mut open: Option<Span> = None;
        for child in branch.children() {
            if child.rule() == Rule::unary {
                open = None;
                operands.push(child.span());
                parts.extend(self.unary(child));
            } else {
                if let Some(joint) = open.replace(child.span()) {
                    self.missing(joint, wanted::CONDITION);
                    joints.pop();
                }
                joints.push(child.span());
            }
        }
        if let Some(joint) = open {
            self.missing(joint, wanted::CONDITION);
            joints.pop();
        }
        let sorts: Vec<u8> = joints.iter().map(|&span| u8::from(self.word(span) == "or")).collect();
        if let Some(at) = first_mixture(&sorts) {
            self.mixed_joints(&operands, &joints, &sorts, at);
        }
        if parts.len() < 2 {
            return parts.pop();
        }
        let span = branch.span();
        let kind = if sorts.first() == Some(&1) {
            ConditionKind::Or(parts)
        } else {
            ConditionKind::And(parts)
        };
        Some(Condition { kind, span })
    }

    fn unary(&mut self, unary: Branch<'_>) -> Option<Condition> {
        let mut negations: Vec<Span> = Vec::new();
        let mut found = None;
        for child in unary.children() {
            match child.rule() {
                Rule::negation => negations.push(child.span()),
                _ => found = Some(self.atom(child)),
            }
        }
        if found.is_none()
            && let Some(&last) = negations.last()
        {
            self.missing(last, wanted::CONDITION);
        }
        let mut condition = found??;
        for negation in negations.into_iter().rev() {
            let span = negation.to(condition.span);
            condition = Condition { kind: ConditionKind::Not(Box::new(condition)), span };
        }
        Some(condition)
    }

    fn atom(&mut self, atom: Branch<'_>) -> Option<Condition> {
        let span = atom.span();
        let kind = match atom.rule() {
            Rule::approval => ConditionKind::Approval(self.approval(atom)?),
            Rule::review => self.review(atom)?,
            Rule::evidence => ConditionKind::Evidence,
            Rule::given => match atom.child(Rule::name) {
                Some(name) => ConditionKind::Field(self.name(name.span())),
                None => {
                    self.missing(span, wanted::FIELD);
                    return None;
                }
            },
            _ => return self.claim(atom),
        };
        Some(Condition { kind, span })
    }

    // People ----

    fn approval(&mut self, approval: Branch<'_>) -> Option<Approval> {
        let word = approval.children().next()?.span();
        let mut found = Approval {
            count: None,
            by: Vec::new(),
            including_author: false,
            within: None,
            ahead: None,
        };
        let Some(by) = approval.child(Rule::BY) else {
            self.missing(word, WORD_BY);
            return None;
        };
        let figure = approval.child(Rule::figure).map(Branch::span);
        found.count = figure.and_then(|figure| self.count(figure));
        let of = approval.child(Rule::OF).map(Branch::span);
        if let (Some(figure), None) = (figure, of) {
            self.missing(figure, wanted::exact("`of`", "`of`", "approval by 2 of comms", &["of"]));
        }
        let roles = approval.child(Rule::paths);
        let after = of.or(figure).unwrap_or(by.span());
        found.by = self.paths(roles, after, wanted::ROLE);
        if figure.is_none() && found.by.len() > 1 {
            let names: Vec<String> = found.by.iter().map(Path::text).collect();
            let complaint = HowManyRoles { first: names[0].clone(), all: names.join(", ") };
            self.complain(roles.map_or(word, Branch::span), complaint);
        }
        self.terms_of_approval(approval, &mut found);
        (!found.by.is_empty()).then_some(found)
    }

    fn terms_of_approval(&mut self, approval: Branch<'_>, found: &mut Approval) {
        let mut reached = 0;
        for term in approval.children() {
            let nth = match term.rule() {
                Rule::including => 1,
                Rule::no_older => 2,
                Rule::ahead => 3,
                _ => continue,
            };
            if nth <= reached {
                let shown = self.shown(term.span());
                self.complain(term.span(), ApprovalOrder { found: shown });
            }
            reached = reached.max(nth);
            match nth {
                1 => {
                    if term.child(Rule::AUTHOR).is_none() {
                        self.missing(term.span(), WORD_AUTHOR);
                    }
                    found.including_author = true;
                }
                2 => found.within = self.duration(term.child(Rule::duration), term.span()),
                _ => {
                    let length = term.child(Rule::duration);
                    found.ahead = self.duration(length, term.span());
                    if length.is_some() && term.child(Rule::AHEAD).is_none() {
                        self.missing(term.span(), WORD_AHEAD);
                    }
                }
            }
        }
    }

    fn review(&mut self, review: Branch<'_>) -> Option<ConditionKind> {
        let word = review.children().next()?.span();
        let Some(by) = review.child(Rule::BY) else {
            self.missing(word, REVIEW_BY);
            return None;
        };
        let Some(role) = review.child(Rule::path) else {
            let role = wanted::Wanted { example: REVIEW_BY.example, ..wanted::ROLE };
            self.missing(by.span(), role);
            return None;
        };
        let by = self.path(role.span());
        let Some(term) = review.child(Rule::no_older) else {
            self.missing(review.span(), WITHIN_REVIEW);
            return None;
        };
        let within = self.duration(term.child(Rule::duration), term.span())?;
        Some(ConditionKind::Review { by, within })
    }

    // Patterns, places, comparisons ----

    fn claim(&mut self, claim: Branch<'_>) -> Option<Condition> {
        let span = claim.span();
        if let Some(relation) = claim.child(Rule::relation) {
            let measure = self.measure(claim);
            let comparison = self.comparison(relation);
            let kind = ConditionKind::Compare(measure?, comparison?);
            return Some(Condition { kind, span });
        }
        let place = claim.child(Rule::place);
        let lone = claim.child(Rule::count).or(claim.child(Rule::per));
        let pattern = claim.child(Rule::pattern);
        if lone.is_some() || pattern.is_some_and(|pattern| self.lone_reference(pattern)) {
            if self.measure(claim).is_some() {
                let problem = LoneMeasure { found: self.shown(span) }.at(self.place(span));
                self.complain_unfinished(span, COMPARISON, problem);
            }
            return None;
        }
        let pattern = pattern?;
        if let Some(group) = lone_group(pattern)
            && !self.is_pattern(group)
        {
            if let Some(place) = place {
                let shown = self.shown(place.span());
                let complaint = PlaceAfter { place: shown, reason: NO_PLACE_FOR_CONDITIONS };
                self.complain(place.span(), complaint);
            }
            return self.group_as_condition(group);
        }
        let pattern = self.pattern(pattern);
        let place = match place {
            Some(place) => Some(self.location(place)?),
            None => None,
        };
        Some(Condition { kind: ConditionKind::Presence(pattern?, place), span })
    }

    fn group_as_condition(&mut self, group: Branch<'_>) -> Option<Condition> {
        self.group_rest(group);
        let opening = group.children().next().map_or(group.span(), Branch::span);
        let inner = group.child(Rule::scoped).and_then(|scoped| scoped.child(Rule::condition));
        let inner = self.condition_in(inner, opening)?;
        Some(Condition { kind: ConditionKind::Group(Box::new(inner)), span: group.span() })
    }

    /// What is compared or limited: everything of a claim but its comparison.
    pub(super) fn measure(&mut self, claim: Branch<'_>) -> Option<Measure> {
        let mut subject = None;
        let mut per = None;
        let mut zones = Vec::new();
        let mut end = claim.span();
        for child in claim.children() {
            match child.rule() {
                Rule::count => subject = self.counted(child),
                Rule::pattern => subject = self.measured(child),
                Rule::per => per = self.per(child),
                Rule::place => zones = self.measured_zones(child),
                _ => break,
            }
            end = child.span();
        }
        let span = Span { start: claim.span().start, end: end.end };
        Some(Measure { subject: subject?, per, zones, span })
    }

    fn counted(&mut self, count: Branch<'_>) -> Option<MeasureSubject> {
        let Some(pattern) = count.child(Rule::pattern) else {
            self.missing(count.span(), wanted::PATTERN);
            return None;
        };
        self.pattern(pattern).map(MeasureSubject::Count)
    }

    fn measured(&mut self, branch: Branch<'_>) -> Option<MeasureSubject> {
        if self.lone_reference(branch) {
            return Some(MeasureSubject::Reference(self.reference(branch.span())));
        }
        let pattern = self.pattern(branch)?;
        match pattern.kind {
            PatternKind::Name(path) => Some(MeasureSubject::Name(path)),
            _ => {
                let found = self.shown(pattern.span);
                let instead = Localized::both(
                    format!("matches are counted with `count {found}`"),
                    format!("Treffer zählt man mit `count {found}`"),
                );
                self.complain(pattern.span, NotAMeasure { found, instead });
                None
            }
        }
    }

    fn per(&mut self, per: Branch<'_>) -> Option<Per> {
        let figure = per.child(Rule::figure).map(Branch::span);
        let Some(unit) = per.child(Rule::path) else {
            let unit = wanted::Wanted { example: "per 100 words", ..wanted::UNIT };
            self.missing(per.span(), unit);
            return None;
        };
        let unit = self.name(unit.span());
        let count = match figure {
            Some(figure) => Some(self.count(figure)?),
            None => None,
        };
        Some(Per { count, unit, span: per.span() })
    }

    fn measured_zones(&mut self, place: Branch<'_>) -> Vec<crate::syntax::tree::Zone> {
        match place.child(Rule::scope) {
            Some(scope) if scope.child(Rule::outside).is_none() => {
                self.scope(scope).map_or_else(Vec::new, |zones| zones.inside)
            }
            _ => {
                let shown = self.shown(place.span());
                self.complain(
                    place.span(),
                    PlaceAfter { place: shown, reason: MEASURES_TAKE_ZONES },
                );
                Vec::new()
            }
        }
    }

    /// Where a pattern must stand.
    fn location(&mut self, place: Branch<'_>) -> Option<Place> {
        let inner = place.children().next()?;
        let span = place.span();
        let kind = match inner.rule() {
            Rule::at_edge => self.edge(inner)?,
            Rule::in_same => PlaceKind::InSame(self.unit(inner)?),
            Rule::in_every => PlaceKind::InEvery(self.unit(inner)?),
            Rule::within_words => self.within_words(inner)?,
            _ => PlaceKind::Where(self.scope(inner)?),
        };
        Some(Place { kind, span })
    }

    fn unit(&mut self, branch: Branch<'_>) -> Option<crate::syntax::tree::Name> {
        match branch.child(Rule::path) {
            Some(unit) => Some(self.name(unit.span())),
            None => {
                let unit = wanted::Wanted { example: "in same sentence", ..wanted::UNIT };
                self.missing(branch.span(), unit);
                None
            }
        }
    }

    fn edge(&mut self, branch: Branch<'_>) -> Option<PlaceKind> {
        let word = branch.children().next()?.span();
        let edge = branch.child(Rule::START).map(|start| (start, Edge::First));
        let edge = edge.or(branch.child(Rule::END).map(|end| (end, Edge::Last)));
        let Some((end, edge)) = edge else {
            match branch.child(Rule::path) {
                Some(found) => {
                    let problem = self.wrong_part(found.span(), START_OR_END);
                    self.report(problem);
                    self.left = true;
                }
                None => self.missing(word, START_OR_END),
            }
            return None;
        };
        if branch.child(Rule::OF).is_none() {
            self.missing(end.span(), WORD_OF);
            return None;
        }
        let Some(zone) = branch.child(Rule::path) else {
            self.missing(
                branch.span(),
                wanted::Wanted { example: "at start of body", ..wanted::ZONE },
            );
            return None;
        };
        let every = branch.child(Rule::EVERY).is_some();
        Some(PlaceKind::At { edge, every, zone: self.name(zone.span()) })
    }

    fn within_words(&mut self, branch: Branch<'_>) -> Option<PlaceKind> {
        let side = branch.child(Rule::before).map(|side| (side, Side::Before));
        let side = side.or(branch.child(Rule::after).map(|side| (side, Side::After)));
        if let Some((side, _)) = side {
            self.no_distance(side);
        }
        let Some(figure) = branch.child(Rule::figure) else {
            let count = wanted::Wanted { example: "within 3 words before", ..wanted::COUNT };
            self.missing(branch.children().next()?.span(), count);
            return None;
        };
        let count = self.reach(figure.span())?;
        Some(PlaceKind::WithinWords { count, side: side.map(|(_, side)| side) })
    }

    // Comparisons ----

    fn comparison(&mut self, relation: Branch<'_>) -> Option<Comparison> {
        let inner = relation.children().next()?;
        let value = inner.child(Rule::value).or(inner.child(Rule::value_reserved));
        match inner.rule() {
            Rule::equality => {
                let not = inner.child(Rule::NOT).is_some();
                let value = self.value(value, inner)?;
                Some(if not { Comparison::IsNot(value) } else { Comparison::Is(value) })
            }
            Rule::order => {
                let order = self.order(inner.child(Rule::comparator)?.span());
                let value = self.value(value, inner)?;
                Some(Comparison::Order(order?, value))
            }
            Rule::sooner => {
                self.no_distance(inner.child(Rule::before)?);
                Some(Comparison::Before(self.value(value, inner)?))
            }
            Rule::later => {
                self.no_distance(inner.child(Rule::after)?);
                Some(Comparison::After(self.value(value, inner)?))
            }
            Rule::has => Some(Comparison::Has(self.value(value, inner)?)),
            Rule::within_time => self.within_time(inner),
            Rule::listed => {
                if inner.child(Rule::IN).is_none() {
                    self.missing(inner.children().next()?.span(), WORD_IN);
                    return None;
                }
                Some(Comparison::ListedIn(self.list_named(inner, wanted::LIST)?))
            }
            _ => Some(Comparison::During(self.list_named(inner, wanted::SPANS)?)),
        }
    }

    fn list_named(&mut self, branch: Branch<'_>, wanted: wanted::Wanted) -> Option<Path> {
        match branch.child(Rule::path) {
            Some(path) => Some(self.path(path.span())),
            None => {
                self.missing(branch.span(), wanted);
                None
            }
        }
    }

    fn no_distance(&mut self, joint: Branch<'_>) {
        let reach = joint.children().nth(1);
        if let Some(reach) = reach {
            let text = self.shown(reach.span());
            let instead = words(
                "a distance stands behind `then`, `near` and `not near`, `not after`, `not before`; between two patterns in this order write `then`",
                "ein Abstand steht hinter `then`, `near` und `not near`, `not after`, `not before`; zwischen zwei Mustern in dieser Folge `then` schreiben",
            );
            self.complain(reach.span(), ForeignSign { found: text, instead });
        }
    }

    fn order(&mut self, span: Span) -> Option<Order> {
        let (order, instead) = match self.word(span) {
            "<" => return Some(Order::Less),
            "<=" => return Some(Order::AtMost),
            ">" => return Some(Order::More),
            ">=" => return Some(Order::AtLeast),
            "≤" | "=<" => (Some(Order::AtMost), "<="),
            "≥" | "=>" => (Some(Order::AtLeast), ">="),
            "!=" | "≠" => (None, "is not"),
            _ => (None, "is"),
        };
        let help = match instead {
            "<=" => words("write `<=`", "`<=` schreiben"),
            ">=" => words("write `>=`", "`>=` schreiben"),
            "is not" => words("write `is not`", "`is not` schreiben"),
            _ => words("write `is`", "`is` schreiben"),
        };
        let complaint = ForeignSign { found: self.word(span).to_owned(), instead: help };
        let problem = complaint.at(self.place(span));
        self.report(problem.fix(replacement(span, instead, Safety::Suggestion)));
        order
    }

    fn within_time(&mut self, branch: Branch<'_>) -> Option<Comparison> {
        let word = branch.children().next()?.span();
        let length = branch.child(Rule::duration);
        let read = self.duration(length, word);
        let length_span = length?.span();
        let (joint, after) = match (branch.child(Rule::before), branch.child(Rule::after)) {
            (Some(before), _) => (before, false),
            (None, Some(after)) => (after, true),
            (None, None) => {
                if read.is_some() {
                    self.missing(length_span, BEFORE_OR_AFTER);
                }
                return None;
            }
        };
        self.no_distance(joint);
        let Some(other) = branch.child(Rule::path) else {
            self.missing(
                joint.span(),
                wanted::Wanted {
                    example: "publish-at within 4 hours after received-at",
                    ..wanted::FIELD
                },
            );
            return None;
        };
        let other = self.name(other.span());
        Some(Comparison::Within { length: read?, after, other })
    }

    fn value(&mut self, value: Option<Branch<'_>>, relation: Branch<'_>) -> Option<Value> {
        let Some(value) = value else {
            let example = match relation.rule() {
                Rule::order => "risk >= high",
                Rule::sooner => "publish-at before embargo",
                Rule::later => "publish-at after embargo",
                Rule::has => "jurisdiction has eu",
                _ => wanted::VALUE.example,
            };
            self.missing(relation.span(), wanted::Wanted { example, ..wanted::VALUE });
            return None;
        };
        let span = value.span();
        if value.rule() == Rule::value_reserved {
            let word = self.word(span).to_owned();
            let instead = instead_of(&word).unwrap_or_default().to_owned();
            self.complain(span, ReservedWord { word, instead });
            return None;
        }
        let inner = value.children().next()?;
        let kind = match inner.rule() {
            Rule::number => match self.figure(span)? {
                crate::syntax::tree::PlainValue::Date(moment) => ValueKind::Date(moment),
                _ => ValueKind::Number(self.word(span).to_owned()),
            },
            Rule::text => ValueKind::Text(self.text(inner, TextUse::Plain)),
            _ if self.word(span).contains('.') => ValueKind::Reference(self.reference(span)),
            _ => ValueKind::Name(self.name(span).value),
        };
        Some(Value { kind, span })
    }

    /// Whether a pattern is nothing but a single value of a register.
    fn lone_reference(&self, pattern: Branch<'_>) -> bool {
        lone_term(pattern)
            .is_some_and(|term| term.rule() == Rule::path && self.word(term.span()).contains('.'))
    }

    /// Whether what stands in parentheses is a pattern: it is tried as one first.
    fn is_pattern(&self, mut group: Branch<'_>) -> bool {
        loop {
            let Some(scoped) = group.child(Rule::scoped) else { return false };
            if scoped.child(Rule::exception).is_some() {
                return true;
            }
            let mut parts = scoped.children().flat_map(Branch::children);
            let (Some(unary), None) = (parts.next(), parts.next()) else { return false };
            let mut atoms = unary.children();
            let (Some(claim), None) = (atoms.next(), atoms.next()) else { return false };
            if claim.rule() != Rule::claim {
                return false;
            }
            let mut pattern: Option<Branch<'_>> = None;
            let mut placed = false;
            for part in claim.children() {
                match part.rule() {
                    Rule::pattern => pattern = Some(part),
                    Rule::place if part.child(Rule::scope).is_some() => placed = true,
                    _ => return false,
                }
            }
            let Some(pattern) = pattern else { return false };
            match lone_group(pattern) {
                Some(inner) if !placed => group = inner,
                _ => return !self.lone_reference(pattern),
            }
        }
    }
}

/// The only term of a pattern, if nothing else stands in it.
fn lone_term(pattern: Branch<'_>) -> Option<Branch<'_>> {
    let mut terms = pattern.children();
    let term = terms.next()?;
    if terms.next().is_some() {
        return None;
    }
    let mut parts = term.children();
    let part = parts.next()?;
    parts.next().is_none().then_some(part)
}

fn lone_group(pattern: Branch<'_>) -> Option<Branch<'_>> {
    lone_term(pattern).filter(|term| term.rule() == Rule::group)
}
