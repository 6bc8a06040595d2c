//! Conditions judged: does it hold, and if not, what is missing leaf by leaf.

// Longer than other files: one arm a condition; the arms are read side by side.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::around::{Around, Stretch};
use super::door::{Asked, Cleared, Door, Words};
use super::evidence;
use super::field::Typed;
use super::judge::Judge;
use super::measure::{self, Figure};
use super::trace::Trace;
use crate::diagnostic::Cause;
use crate::draft::Item;
use crate::lexicon::class::Value;
use crate::matcher::{Cover, Finder, Span, Surroundings};
use crate::policy::model::{
    Amount, Condition, DateValue, Edge, FieldId, FieldValue, Leaf, ListRef, Order, Pattern, Place,
    Presence, Quantity, RegisterId, Rule, Side, Statement, Subject, ZoneFilter, ZoneRef,
};
use crate::text::{Decimal, Localized, Tongue, Zone};

/// Everything a rule is judged with in one variant.
pub struct Eval<'a> {
    /// The judge.
    pub judge: &'a Judge<'a>,
    /// The item.
    pub item: &'a Item,
    /// Zones and classes of the variant.
    pub around: &'a Around<'a>,
    /// Patterns of the variant.
    pub finder: &'a Finder<'a>,
    /// Typed fields, the channel set.
    pub fields: &'a Typed,
    /// The planned instant.
    pub instant: Timestamp,
    /// Who has cleared the variant.
    pub door: &'a dyn Door,
    /// The rule.
    pub rule: &'a Rule,
    /// Its statement: as it holds in this house, for an example as it is written.
    pub statement: &'a Statement,
    /// Where what is asked is recorded, if anybody wants to know.
    pub trace: Option<&'a Trace>,
}

/// One leaf that is not met.
#[derive(Clone, Debug)]
pub struct Open {
    /// In words: »approval by `legal`«.
    pub words: Localized,
    /// What became of it, if people were asked.
    pub people: Option<Cleared>,
    /// Whether people are all that is missing.
    pub only_people: bool,
}

impl Open {
    fn other(words: Localized) -> Self {
        Self { words, people: None, only_people: false }
    }

    /// The causes of an open approval.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        self.people.as_ref().map_or(&[], |cleared| &cleared.causes)
    }
}

/// A leaf of one way to meet a condition, perhaps asked the other way round.
struct Literal<'c> {
    leaf: &'c Leaf,
    words: &'c str,
    holds: bool,
}

/// The most ways that are told apart; a condition with more is judged leaf by leaf.
const MAX_WAYS: usize = 64;

impl<'a> Eval<'a> {
    /// Zone in which the rule's own dates are read.
    #[must_use]
    pub fn zone(&self) -> &'a TimeZone {
        self.judge.zone_of(self.rule.pack)
    }

    /// Whether a condition holds, seen from a match if there is one.
    #[must_use]
    pub fn holds(&self, condition: &Condition, at: Option<&Span>) -> bool {
        match condition {
            Condition::All(all) => all.iter().all(|one| self.holds(one, at)),
            Condition::Any(all) => all.iter().any(|one| self.holds(one, at)),
            Condition::Not(inner) => !self.holds(inner, at),
            Condition::Leaf(leaf, words) => {
                let holds = self.leaf(leaf, at);
                self.trace_leaf(leaf, words, holds);
                holds
            }
        }
    }

    /// What is missing: all open leaves of an `and`, all ways of an `or`; nothing if it holds. Approvals of one
    /// way are asked together, because one person fills one role among them.
    #[must_use]
    pub fn open(&self, condition: &Condition, at: Option<&Span>) -> Vec<Open> {
        let Some(ways) = ways(condition, true) else {
            let words = Localized::same(format!("`{}`", condition.words()));
            return if self.holds(condition, at) { Vec::new() } else { vec![Open::other(words)] };
        };
        let mut open: Vec<Vec<Open>> = Vec::new();
        for way in &ways {
            let missing = self.open_way(way, at);
            if missing.is_empty() {
                return Vec::new();
            }
            open.push(missing);
        }
        match open.len() {
            1 => open.swap_remove(0),
            _ => vec![either(open)],
        }
    }

    fn open_way(&self, way: &[Literal<'_>], at: Option<&Span>) -> Vec<Open> {
        let asked: Vec<&Leaf> =
            way.iter().filter(|one| one.holds && is_people(one.leaf)).map(|one| one.leaf).collect();
        let mut answers = self.ask(&asked, at).into_iter();
        let mut open = Vec::new();
        for one in way {
            if one.holds && is_people(one.leaf) {
                let answer = answers.next();
                self.mark(one.leaf, answer.as_ref().is_some_and(|answer| answer.met));
                answer.iter().for_each(|answer| self.trace_people(answer));
                let answer = answer.filter(|answer| !answer.met);
                open.extend(answer.map(|answer| Open {
                    words: answer.words.clone(),
                    people: Some(answer),
                    only_people: true,
                }));
                continue;
            }
            let holds = self.leaf(one.leaf, at);
            self.trace_leaf(one.leaf, one.words, holds);
            if holds != one.holds {
                open.push(Open::other(leaf_words(one)));
            }
        }
        open
    }

    /// Asks people, all for one obligation.
    #[must_use]
    pub fn ask(&self, leaves: &[&Leaf], at: Option<&Span>) -> Vec<Cleared> {
        if leaves.is_empty() {
            return Vec::new();
        }
        let blocks = self.around.blocks();
        let asked = Asked {
            policy: self.judge.policy,
            rule: self.rule,
            leaves,
            item: self.item,
            channel: self.around.channel(),
            fields: self.fields,
            instant: self.instant,
            passage: at.map(|span| {
                let block = blocks[span.block as usize];
                let range = span.start..span.end;
                Words { text: block.segment.text(), range, language: block.language }
            }),
        };
        self.door.cleared(&asked)
    }

    fn leaf(&self, leaf: &Leaf, at: Option<&Span>) -> bool {
        let holds = self.answer(leaf, at);
        self.mark(leaf, holds);
        holds
    }

    fn mark(&self, leaf: &Leaf, holds: bool) {
        if let Some(marks) = self.judge.marks {
            marks.answered(leaf, holds);
        }
    }

    fn answer(&self, leaf: &Leaf, at: Option<&Span>) -> bool {
        match leaf {
            Leaf::Approval(_) | Leaf::Review { .. } => {
                self.ask(&[leaf], at).first().is_some_and(|answer| answer.met)
            }
            Leaf::Evidence => {
                at.is_some_and(|span| self.judge.proven || evidence::covers(self, span))
            }
            Leaf::Given(id) => {
                self.fields.place(*id).is_some()
                    || (self.fields.get(*id).is_some()
                        && self.judge.policy.field(*id).default.is_none())
            }
            Leaf::Flag(id) => self.fields.flag(*id),
            Leaf::Is(id, value) => {
                self.fields.get(*id).is_some_and(|given| self.equal(given, value))
            }
            Leaf::Has(id, value) => self.has(*id, value),
            Leaf::Level(id, order, level) => match self.fields.get(*id) {
                Some(FieldValue::Level(given)) => order.holds(given.cmp(level)),
                _ => false,
            },
            Leaf::Quantity(quantity, order, amount) => self.quantity(quantity, *order, amount, at),
            Leaf::Before(earlier, later) => match (self.date(earlier, at), self.date(later, at)) {
                (Some(earlier), Some(later)) => earlier < later,
                _ => false,
            },
            Leaf::Within { from, to, length } => match (self.date(from, at), self.date(to, at)) {
                (Some(from), Some(to)) => from <= to && to.duration_since(from) <= length.length(),
                _ => false,
            },
            Leaf::During(date, register) => self.during(date, *register, at),
            Leaf::Listed(subject, list) => self.listed(subject, *list),
            Leaf::Present(what, place) => self.present(what, place.as_ref(), at),
        }
    }

    fn equal(&self, given: &FieldValue, value: &FieldValue) -> bool {
        match (given, value) {
            (FieldValue::Person(a), FieldValue::Person(b)) => self.judge.same_person(a, b),
            (FieldValue::List(all), value) => all.iter().any(|one| self.equal(one, value)),
            (a, b) => a == b,
        }
    }

    fn has(&self, id: FieldId, value: &FieldValue) -> bool {
        // Where no draft says its language, detection has.
        let Some(given) = self.fields.get(id) else {
            let FieldValue::Word(word) = value else { return false };
            let seen = self.around.blocks().iter();
            return self.judge.policy.field(id).name == "language"
                && seen.map(|block| block.language).any(|language| language.code() == word);
        };
        given.elements().iter().any(|one| self.equal(one, value))
    }

    fn quantity(
        &self,
        quantity: &Quantity,
        order: Option<Order>,
        amount: &Amount,
        at: Option<&Span>,
    ) -> bool {
        let left = match quantity {
            Quantity::Measure(measure) => Some(measure::figure(self, measure)),
            Quantity::Field(id) => self.number(*id).map(Figure::from),
            Quantity::Capture(id) => at.and_then(|span| {
                let value = self.captured(span, *id)?;
                value.number().map(Figure::from)
            }),
            Quantity::Fact(register, key) => self.fact(*register, key).map(Figure::from),
        };
        let right = match amount {
            Amount::Number(number) => Some(*number),
            Amount::Field(id) => self.number(*id),
            Amount::Fact(register, key) => self.fact(*register, key),
        };
        match (left, right) {
            (Some(left), Some(right)) => {
                let ordering = left.compare(right);
                order.map_or(ordering == std::cmp::Ordering::Equal, |order| order.holds(ordering))
            }
            _ => false,
        }
    }

    fn number(&self, id: FieldId) -> Option<Decimal> {
        match self.fields.get(id) {
            Some(FieldValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The amount of a fact that holds at the instant.
    fn fact(&self, register: RegisterId, key: &str) -> Option<Decimal> {
        let zone = self.judge.zone_of(self.judge.policy.registers[register.index()].pack);
        self.judge.registers[register.index()].fact(key, self.instant, zone)?.value.amount()
    }

    /// The value of a capture of a match.
    #[must_use]
    pub fn captured(&self, span: &Span, id: crate::policy::model::CaptureId) -> Option<Value> {
        let note = self.finder.note(span);
        let (_, captured) = note.captures.iter().find(|(one, _)| *one == id)?;
        let (pattern, _) = self.statement.pattern()?;
        let class = crate::policy::pattern::capture_class(pattern, id)?;
        self.finder.value(class, captured)
    }

    fn date(&self, value: &DateValue, at: Option<&Span>) -> Option<Timestamp> {
        match value {
            DateValue::Field(id) => match self.fields.get(*id) {
                Some(FieldValue::Date(moment)) => moment.instant(self.judge.house_zone()).ok(),
                _ => None,
            },
            DateValue::Written(moment) => moment.instant(self.zone()).ok(),
            DateValue::Capture(id) => match self.captured(at?, *id)? {
                Value::Date(date) => {
                    let day = jiff::civil::Date::new(
                        date.year?,
                        i8::try_from(date.month?).ok()?,
                        i8::try_from(date.day?).ok()?,
                    );
                    crate::text::Moment::day(day.ok()?).instant(self.zone()).ok()
                }
                _ => None,
            },
        }
    }

    fn during(&self, date: &DateValue, register: RegisterId, at: Option<&Span>) -> bool {
        let zone = self.judge.zone_of(self.judge.policy.registers[register.index()].pack);
        self.date(date, at).is_some_and(|instant| {
            self.judge.registers[register.index()].during(instant, zone).is_some()
        })
    }

    fn listed(&self, subject: &Subject, list: ListRef) -> bool {
        let (words, persons) = match subject {
            Subject::Persons(id) => (self.fields.words(*id), true),
            Subject::Words(id) => (self.fields.words(*id), false),
        };
        !words.is_empty() && words.iter().all(|word| self.one_listed(word, persons, list))
    }

    fn one_listed(&self, word: &str, person: bool, list: ListRef) -> bool {
        match list {
            ListRef::Role(id) => {
                let role = &self.judge.policy.roles[id.index()];
                role.members.iter().any(|member| self.judge.same_person(member, word))
            }
            ListRef::Register(id) => {
                let zone = self.judge.zone_of(self.judge.policy.registers[id.index()].pack);
                let register = &self.judge.registers[id.index()];
                if register.lists(word, self.instant, zone) {
                    return true;
                }
                let mut rows = register.valid(self.instant, zone);
                person && rows.any(|(_, row)| self.judge.same_person(&row.id.text, word))
            }
        }
    }

    /// The spans of a presence, inside and outside of zones.
    fn spans(&self, what: &Presence, zones: &ZoneFilter) -> Vec<Span> {
        match what {
            Presence::Pattern(pattern) => self.finder.find(pattern, zones),
            Presence::Zone(zone) => {
                let mut spans = self.zone_spans(zone);
                let covers: Vec<_> =
                    zones.inside.iter().map(|one| self.around.cover(one)).collect();
                spans.retain(|span| {
                    covers.is_empty() || covers.iter().any(|cover| cover.contains(span))
                });
                for outside in &zones.outside {
                    let cover = self.around.cover(outside);
                    spans.retain(|span| !cover.touches(span));
                }
                spans
            }
        }
    }

    /// The stretches of a zone that hold a token.
    fn zone_spans(&self, zone: &ZoneRef) -> Vec<Span> {
        let instances = self.around.instances(zone);
        let spans = instances.iter().flatten().map(|stretch| self.stretch_span(*stretch));
        let mut spans: Vec<Span> = spans.filter(|span| span.first < span.after).collect();
        spans.sort_by_key(Span::key);
        spans
    }

    /// A stretch as a span.
    #[must_use]
    pub fn stretch_span(&self, (block, start, end): Stretch) -> Span {
        self.around.scan().words(block).span(block, start, end, crate::matcher::span::NO_NOTE)
    }

    fn present(&self, what: &Presence, place: Option<&Place>, at: Option<&Span>) -> bool {
        let everywhere = ZoneFilter::default();
        match place {
            None => !self.spans(what, &everywhere).is_empty(),
            Some(Place::Zones(filter)) => !self.spans(what, filter).is_empty(),
            Some(Place::At { edge, every, zone }) => {
                let spans = self.spans(what, &of_zone(zone));
                let instances = self.around.instances(zone);
                let met = |instance: &Vec<Stretch>| {
                    spans.iter().any(|span| self.at_edge(span, instance, *edge))
                };
                if *every { instances.iter().all(met) } else { instances.iter().any(met) }
            }
            Some(Place::InEvery(zone)) => {
                let spans = self.spans(what, &everywhere);
                self.around.instances(zone).iter().all(|instance| {
                    let cover = Cover::new(instance.clone());
                    spans.iter().any(|span| cover.contains(span))
                })
            }
            Some(Place::InSame(unit)) => at.is_some_and(|from| {
                let unit = self.unit_around(*unit, from);
                let cover = Cover::new(unit);
                self.spans(what, &everywhere).iter().any(|span| cover.contains(span))
            }),
            Some(Place::Words(count, side)) => at.is_some_and(|from| {
                let spans = self.spans(what, &everywhere);
                self.within_words(&spans, from, *count, *side)
            }),
        }
    }

    /// The sentence, paragraph or part that a match stands in.
    fn unit_around(&self, unit: Zone, from: &Span) -> Vec<Stretch> {
        let block = self.around.blocks()[from.block as usize];
        match unit {
            Zone::Sentence => {
                let sentence = self.around.scan().words(from.block).sentence(from.start);
                let range =
                    block.sentences.get(sentence).cloned().unwrap_or(0..block.segment.len());
                vec![(from.block, range.start, range.end)]
            }
            Zone::Part => {
                let parts = self.around.instances(&ZoneRef::BuiltIn(Zone::Part));
                let holds = |part: &&Vec<Stretch>| part.iter().any(|one| one.0 == from.block);
                parts.iter().find(holds).cloned().unwrap_or_default()
            }
            _ => vec![(from.block, 0, block.segment.len())],
        }
    }

    fn within_words(&self, spans: &[Span], from: &Span, count: u32, side: Option<Side>) -> bool {
        let words = self.around.scan().words(from.block);
        spans.iter().filter(|span| span.block == from.block && !span.overlaps(from)).any(|span| {
            let before = words.follows(span, from, Some(count));
            let after = words.follows(from, span, Some(count));
            match side {
                Some(Side::Before) => before,
                Some(Side::After) => after,
                None => before || after,
            }
        })
    }

    /// Whether a span holds the first or last token of a zone's instance.
    fn at_edge(&self, span: &Span, instance: &[Stretch], edge: Edge) -> bool {
        let with_tokens = |stretch: &&Stretch| {
            let inside = self.stretch_span(**stretch);
            inside.first < inside.after
        };
        let found = match edge {
            Edge::First => instance.iter().find(with_tokens),
            Edge::Last => instance.iter().rev().find(with_tokens),
        };
        let Some(stretch) = found else { return false };
        let inside = self.stretch_span(*stretch);
        if span.block != inside.block || span.first < inside.first || span.after > inside.after {
            return false;
        }
        match edge {
            Edge::First => span.first == inside.first,
            Edge::Last => span.after == inside.after,
        }
    }

    /// Whether every match of a pattern may be looked for in this format: `None`, or the zone it lacks.
    #[must_use]
    pub fn lacking(&self, zones: &[ZoneRef]) -> Option<Zone> {
        zones.iter().find_map(|zone| match zone {
            ZoneRef::BuiltIn(zone) => self.item.missing_zones.contains(zone).then_some(*zone),
            ZoneRef::Edge { of, .. } => self.lacking(std::slice::from_ref(of)),
            ZoneRef::Own(_) | ZoneRef::Field(_) => None,
        })
    }

    /// The chosen matches of the rule: leftmost first, then longest.
    #[must_use]
    pub fn matches(&self, pattern: &Pattern, zones: &ZoneFilter) -> Vec<Span> {
        crate::matcher::span::leftmost_longest(&self.finder.find(pattern, zones))
    }
}

/// The filter that looks only into one zone.
fn of_zone(zone: &ZoneRef) -> ZoneFilter {
    ZoneFilter { inside: vec![zone.clone()], outside: Vec::new() }
}

/// What must stand there, in the words of the rule but for the commonest places.
fn beside(words: &str) -> Localized {
    let places = [
        (" in same sentence", "in the same sentence", "im selben Satz"),
        (" in same paragraph", "in the same paragraph", "im selben Absatz"),
        (" in same part", "in the same part", "im selben Teil"),
    ];
    let found = places.iter().find_map(|(end, en, de)| Some((words.strip_suffix(end)?, en, de)));
    match found {
        Some((what, en, de)) => Localized::both(format!("`{what}` {en}"), format!("`{what}` {de}")),
        None => Localized::same(format!("`{words}`")),
    }
}

/// Whether people must act for it.
fn is_people(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Approval(_) | Leaf::Review { .. })
}

fn leaf_words(one: &Literal<'_>) -> Localized {
    match (one.leaf, one.holds) {
        (Leaf::Evidence, true) => Localized::both("evidence", "Beleg"),
        (_, true) => beside(one.words),
        (_, false) => Localized::same(format!("`not {}`", one.words)),
    }
}

/// The ways to meet a condition (or, if not `holds`, its opposite), each a list of leaves; `None` if there are
/// too many.
fn ways(condition: &Condition, holds: bool) -> Option<Vec<Vec<Literal<'_>>>> {
    let (all, parts) = match condition {
        Condition::Leaf(leaf, words) => return Some(vec![vec![Literal { leaf, words, holds }]]),
        Condition::Not(inner) => return ways(inner, !holds),
        Condition::All(parts) => (holds, parts),
        Condition::Any(parts) => (!holds, parts),
    };
    let mut sum: Vec<Vec<Literal<'_>>> = if all { vec![Vec::new()] } else { Vec::new() };
    for part in parts {
        let next = ways(part, holds)?;
        if all {
            if sum.len() * next.len() > MAX_WAYS {
                return None;
            }
            let combined = sum.iter().flat_map(|before| {
                next.iter()
                    .map(move |after| before.iter().chain(after).map(Literal::again).collect())
            });
            sum = combined.collect();
        } else {
            sum.extend(next);
        }
    }
    (sum.len() <= MAX_WAYS).then_some(sum)
}

impl<'c> Literal<'c> {
    fn again(&self) -> Literal<'c> {
        Literal { leaf: self.leaf, words: self.words, holds: self.holds }
    }
}

/// Several ways told as one: »A or B«. A way with several leaves is told with `and`.
fn either(ways: Vec<Vec<Open>>) -> Open {
    let told = |tongue: Tongue, and: &str, or: &str| {
        let ways: Vec<String> = ways
            .iter()
            .map(|way| {
                let leaves: Vec<_> =
                    way.iter().map(|open| open.words.get(tongue.language())).collect();
                // Different joints do not stand side by side without parentheses, here as in rules.
                match leaves.len() {
                    1 => leaves.concat(),
                    _ => format!("({})", leaves.join(and)),
                }
            })
            .collect();
        ways.join(or)
    };
    let words =
        Localized::both(told(Tongue::En, " and ", " or "), told(Tongue::De, " und ", " oder "));
    let only_people = ways.iter().any(|way| way.iter().all(|open| open.only_people));
    let people = ways.into_iter().flatten().filter_map(|open| open.people);
    let people = people.reduce(|mut all, one| {
        all.causes.extend(one.causes);
        all.unjudged |= one.unjudged;
        all
    });
    Open { words, people, only_people }
}
