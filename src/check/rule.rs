//! One rule on one variant: does it apply, and what does it say.

use std::sync::Arc;

use super::around::Stretch;
use super::condition::{Eval, Open};
use super::fix;
use super::measure;
use super::message::{self, Facts, needs};
use super::problem::{TooManyFindings, ZoneNotGiven};
use crate::diagnostic::{Cause, Complaint, Diagnostic, Kind, Label, Subject};
use crate::draft::{Block, BlockKind};
use crate::matcher::Span;
use crate::policy::condition::walk;
use crate::policy::model::{
    Condition, Counted, Leaf, Measure, Pattern, Per, Place as CondPlace, Presence, Quantity,
    Statement, ZoneFilter, ZoneRef,
};
use crate::policy::noun::{Unit, zone_noun};
use crate::text::{Decimal, Localized, Place, Zone};

/// How many findings of one rule a draft shows. Nobody reads more; raising it costs memory per finding.
pub const MAX_FINDINGS: usize = 1_000;

/// Everything the rule says about the variant; it is known to apply.
#[must_use]
pub fn findings(eval: &Eval<'_>) -> Vec<Diagnostic> {
    if let Some(zone) = lacking(eval) {
        let rule = eval.rule.name.clone();
        let complaint = ZoneNotGiven { rule, zone: zone_noun(zone).to_owned() };
        let place = nowhere(eval);
        return vec![complaint.at(place).severity(eval.rule.severity).kind(Kind::NotJudged)];
    }
    let mut found = match eval.statement {
        Statement::Forbid(pattern, zones) => forbid(eval, pattern, zones),
        Statement::Allow(pattern, zones, condition) => allow(eval, pattern, zones, condition),
        Statement::Require(condition) => require(eval, condition),
        Statement::Limit(measure, limit) => self::limit(eval, measure, *limit),
        Statement::Prefer(_, pattern, zones) => prefer(eval, pattern, zones),
        // What drafts must agree on is gathered here and compared when all are known.
        Statement::AgreeWith(pattern, zones, capture, register, key) => {
            super::agree::with_fact(eval, pattern, zones, *capture, *register, key)
        }
        Statement::AgreeAcross(..) => Vec::new(),
    };
    if found.len() > MAX_FINDINGS {
        found.truncate(MAX_FINDINGS);
        let complaint = TooManyFindings { rule: eval.rule.name.clone(), limit: MAX_FINDINGS };
        found.push(complaint.at(nowhere(eval)).severity(eval.rule.severity));
    }
    found
}

/// A zone that the rule needs and the format cannot give.
fn lacking(eval: &Eval<'_>) -> Option<Zone> {
    let mut zones: Vec<ZoneRef> = Vec::new();
    if let Some((_, filter)) = eval.statement.pattern() {
        zones.extend(filter.inside.iter().chain(&filter.outside).cloned());
    }
    let own = match eval.statement {
        Statement::Allow(_, _, condition) | Statement::Require(condition) => Some(condition),
        _ => None,
    };
    for condition in eval.rule.when.iter().chain(&eval.rule.unless).chain(own) {
        zones.extend(zones_of(condition));
    }
    if let Statement::Limit(measure, _) = eval.statement {
        zones.extend(measure.zones.iter().cloned());
    }
    eval.lacking(&zones)
}

/// The zones that a condition names, in order.
fn zones_of(condition: &Condition) -> Vec<ZoneRef> {
    let mut zones = Vec::new();
    walk(condition, &mut |leaf| match leaf {
        Leaf::Present(what, place) => {
            if let Presence::Zone(zone) = what {
                zones.push(zone.clone());
            }
            match place {
                Some(CondPlace::At { zone, .. } | CondPlace::InEvery(zone)) => {
                    zones.push(zone.clone())
                }
                Some(CondPlace::Zones(filter)) => zones.extend(filter.inside.iter().cloned()),
                _ => {}
            }
        }
        Leaf::Quantity(Quantity::Measure(measure), ..) => {
            zones.extend(measure.zones.iter().cloned());
            if let Counted::Zone(zone) = &measure.what {
                zones.push(zone.clone());
            }
        }
        _ => {}
    });
    zones
}

/// Where a span stands in the source.
#[must_use]
pub fn place_of(eval: &Eval<'_>, span: &Span) -> Place {
    let block = eval.around.blocks()[span.block as usize];
    Place::new(block.source, block.segment.source(span.start..span.end))
}

/// Where to point without a match: the body's first word, else the beginning of the file.
#[must_use]
pub fn nowhere(eval: &Eval<'_>) -> Place {
    let body = eval.around.instances(&ZoneRef::BuiltIn(Zone::Body));
    let title = eval.around.instances(&ZoneRef::BuiltIn(Zone::Title));
    let first =
        body.iter().chain(title.iter()).flatten().find_map(|stretch| first_token(eval, *stretch));
    first.map_or_else(|| eval.judge.start_of(eval.item), |span| place_of(eval, &span))
}

/// The first token of a stretch as a span.
fn first_token(eval: &Eval<'_>, stretch: Stretch) -> Option<Span> {
    let inside = eval.stretch_span(stretch);
    let words = eval.around.scan().words(stretch.0);
    let token = words.tokens.get(inside.first as usize).filter(|_| inside.first < inside.after)?;
    Some(words.span(stretch.0, token.start, token.end, crate::matcher::span::NO_NOTE))
}

/// The rule's finding at a place.
fn finding(eval: &Eval<'_>, place: Place, span: Option<&Span>, facts: &Facts) -> Diagnostic {
    let rule = eval.rule;
    let message = message::message(eval, span, facts);
    let mut diagnostic = Diagnostic::new(rule.name.as_str(), rule.severity, message, place);
    for help in message::suggestions(eval, span, facts) {
        diagnostic = diagnostic.help(help);
    }
    diagnostic.see.clone_from(&rule.see);
    if rule.message.is_empty()
        && let Some(first) = rule.docs.split("\n\n").next().filter(|docs| !docs.is_empty())
    {
        let language = eval.judge.policy.pack(rule.pack).languages.first().copied();
        let docs = first.replace('\n', " ");
        diagnostic
            .notes
            .push(Localized::one(language.unwrap_or(crate::text::Language::ENGLISH), docs));
    }
    if let Some(reason) = span.and_then(|span| eval.finder.note(span).reason) {
        let text = Localized::both("because of this", "deswegen");
        diagnostic = diagnostic.and(place_of(eval, &reason), text);
    }
    diagnostic.subject = Some(Arc::new(subject(eval, span, place)));
    diagnostic
}

/// What the finding is about, for waivers and baselines.
fn subject(eval: &Eval<'_>, span: Option<&Span>, place: Place) -> Subject {
    let matched = span.map(|span| message::shown(eval, span)).unwrap_or_default();
    let blocks = eval.around.blocks();
    let holds = |block: &&Block| {
        block.source == place.source
            && block.segment.source(0..block.segment.len()).contains(place.span)
    };
    let block = match span {
        Some(span) => Some(blocks[span.block as usize]),
        None => blocks.iter().find(|block| holds(block)).copied(),
    };
    let sentence = block.map_or("", |block| {
        let text = block.segment.text();
        let found = span.and_then(|span| {
            block.sentences.iter().find(|range| range.start <= span.start && span.start < range.end)
        });
        found.map_or(text, |range| {
            text.get(range.start as usize..range.end as usize).unwrap_or(text)
        })
    });
    Subject { matched, sentence: sentence.trim().to_owned(), asks_people: false }
}

/// Whether an `unless` lets this match stand.
fn excused(eval: &Eval<'_>, span: Option<&Span>) -> bool {
    eval.rule.unless.iter().any(|condition| eval.question("unless", condition, span))
}

/// Whether a match of a statement without conditions may stand.
fn stands(eval: &Eval<'_>, span: &Span) -> bool {
    eval.of_match(span, || excused(eval, Some(span)), |excused| *excused)
}

fn forbid(eval: &Eval<'_>, pattern: &Pattern, zones: &ZoneFilter) -> Vec<Diagnostic> {
    let matches = eval.matches(pattern, zones).into_iter();
    matches
        .filter(|span| !stands(eval, span))
        .take(MAX_FINDINGS + 1)
        .map(|span| finding(eval, place_of(eval, &span), Some(&span), &Facts::default()))
        .collect()
}

fn prefer(eval: &Eval<'_>, pattern: &Pattern, zones: &ZoneFilter) -> Vec<Diagnostic> {
    let Statement::Prefer(instead, ..) = eval.statement else { return Vec::new() };
    let matches = eval.matches(pattern, zones).into_iter();
    matches
        .filter(|span| !stands(eval, span))
        .take(MAX_FINDINGS + 1)
        .map(|span| {
            let mut diagnostic =
                finding(eval, place_of(eval, &span), Some(&span), &Facts::default());
            if eval.rule.message.is_empty() {
                diagnostic.message = Localized::both(
                    format!("write `{}` instead", instead.text),
                    format!("schreiben Sie lieber `{}`", instead.text),
                );
            }
            diagnostic.fixes = fix::replacements(eval, pattern, &span, &instead.text);
            diagnostic
        })
        .collect()
}

/// Matches that lack nothing but people make one finding, the first primary, the others secondary.
fn allow(
    eval: &Eval<'_>,
    pattern: &Pattern,
    zones: &ZoneFilter,
    condition: &Condition,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut waiting: Option<usize> = None;
    for span in eval.matches(pattern, zones) {
        let ask = || match excused(eval, Some(&span)) {
            true => None,
            false => Some(eval.needed("only with", condition, Some(&span))),
        };
        let Some(open) = eval.of_match(&span, ask, |open| open.iter().all(Vec::is_empty)) else {
            continue;
        };
        if open.is_empty() {
            found.extend(debts(eval, condition, Some(&span)));
            continue;
        }
        let only_people = open.iter().all(|one| one.only_people);
        let place = place_of(eval, &span);
        match waiting.filter(|_| only_people) {
            Some(first) => {
                let also = Localized::both("and this", "und das");
                let label = Label { is_match: true, ..Label::new(place, also) };
                found[first].related.push(label);
            }
            None => {
                let facts = Facts { needs: needs(&open), ..Facts::default() };
                let diagnostic = finding(eval, place, Some(&span), &facts);
                found.push(with_open(diagnostic, &open, &facts));
                if only_people {
                    waiting = Some(found.len() - 1);
                }
            }
        }
        if found.len() > MAX_FINDINGS {
            break;
        }
    }
    found
}

/// Adds what is open: the label at the place and the causes below.
fn with_open(mut diagnostic: Diagnostic, open: &[Open], facts: &Facts) -> Diagnostic {
    let en = facts.needs.get(crate::text::Language::ENGLISH);
    let de = facts.needs.get(crate::text::Language::GERMAN);
    diagnostic.primary.text = Localized::both(format!("needs {en}"), format!("braucht {de}"));
    let people = open.iter().any(|one| one.people.is_some());
    if let Some(subject) = &mut diagnostic.subject {
        Arc::make_mut(subject).asks_people = people;
    }
    if open.iter().any(|one| one.people.as_ref().is_some_and(|people| people.unjudged)) {
        diagnostic.kind = Kind::Unreadable;
    }
    for cause in open.iter().flat_map(Open::causes) {
        if !diagnostic.causes.contains(cause) {
            diagnostic.causes.push(Cause::clone(cause));
        }
    }
    diagnostic
}

fn require(eval: &Eval<'_>, condition: &Condition) -> Vec<Diagnostic> {
    let open = eval.needed("require", condition, None);
    if open.is_empty() {
        return debts(eval, condition, None);
    }
    if excused(eval, None) {
        return Vec::new();
    }
    let facts = Facts { needs: needs(&open), ..Facts::default() };
    let place = required_place(eval, condition);
    let diagnostic = finding(eval, place, None, &facts);
    let diagnostic = with_open(diagnostic, &open, &facts);
    vec![diagnostic]
}

/// Reviews that a met obligation still owes.
fn debts(eval: &Eval<'_>, condition: &Condition, at: Option<&Span>) -> Vec<Diagnostic> {
    let mut debts = Vec::new();
    walk(condition, &mut |leaf| {
        if matches!(leaf, Leaf::Review { .. }) {
            let answers = eval.ask(&[leaf], at);
            debts.extend(answers.into_iter().filter_map(|answer| answer.debt).map(|debt| *debt));
        }
    });
    for debt in &mut debts {
        debt.primary.place = nowhere(eval);
    }
    debts
}

/// Where a missing requirement is shown: the first zone it names that exists, for fields the key in the
/// front matter, else the body's first word, else the beginning.
fn required_place(eval: &Eval<'_>, condition: &Condition) -> Place {
    for zone in zones_of(condition) {
        let instances = eval.around.instances(&zone);
        let first = instances.iter().flatten().find_map(|stretch| first_token(eval, *stretch));
        if let Some(span) = first {
            return place_of(eval, &span);
        }
    }
    let fields = crate::policy::condition::fields_of(condition);
    let given = fields.iter().find_map(|id| {
        let name = &eval.judge.policy.field(*id).name;
        eval.item.fields.get(name).map(|found| found.key_place())
    });
    given.unwrap_or_else(|| nowhere(eval))
}

fn limit(eval: &Eval<'_>, measure: &Measure, limit: Decimal) -> Vec<Diagnostic> {
    if let Some(Per::Each(zone)) = measure.per {
        return limit_each(eval, measure, zone, limit);
    }
    let figure = measure::figure(eval, measure);
    let within = figure.compare(limit).is_le();
    eval.of_figure(within, None, &figure.shown());
    if within || excused(eval, None) {
        return Vec::new();
    }
    let facts = Facts { count: figure.shown(), limit: limit.to_string(), ..Facts::default() };
    let allowed = allowed(eval, measure, limit);
    let place = excess(eval, measure, allowed).unwrap_or_else(|| nowhere(eval));
    vec![counted(eval, finding(eval, place, None, &facts), &facts)]
}

/// A `limit` without a message says how many there are and how many may be.
fn counted(eval: &Eval<'_>, mut diagnostic: Diagnostic, facts: &Facts) -> Diagnostic {
    if eval.rule.message.is_empty() {
        let Facts { count, limit, .. } = facts;
        diagnostic.primary.text = Localized::both(
            format!("{count}, at most {limit}"),
            format!("{count}, höchstens {limit}"),
        );
    }
    diagnostic
}

/// How many may stand: for a density as many as the text carries.
fn allowed(eval: &Eval<'_>, measure: &Measure, limit: Decimal) -> u64 {
    let whole = |number: Decimal| {
        // Digits after the point allow no further match.
        number.to_string().split('.').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
    };
    match measure.per {
        Some(Per::Density(per, unit)) => {
            let units = measure::count(eval, &Counted::Unit(unit), &measure.zones);
            limit.times(Decimal::from(units)).map_or(u64::MAX, whole) / u64::from(per.max(1))
        }
        _ => whole(limit),
    }
}

/// From the first word or match too many to the last.
fn excess(eval: &Eval<'_>, measure: &Measure, allowed: u64) -> Option<Place> {
    let allowed_count = usize::try_from(allowed).unwrap_or(usize::MAX);
    let (first, last) = match &measure.what {
        Counted::Pattern(pattern) => {
            let filter = ZoneFilter { inside: measure.zones.clone(), outside: Vec::new() };
            let matches = eval.matches(pattern, &filter);
            (*matches.get(allowed_count)?, *matches.last()?)
        }
        Counted::Unit(Unit::Zone(zone)) => {
            stretches_beyond(eval, &ZoneRef::BuiltIn(*zone), allowed_count)?
        }
        Counted::Zone(zone) => stretches_beyond(eval, zone, allowed_count)?,
        Counted::Unit(unit) => measure::excess(eval, *unit, &measure.zones, allowed)?,
    };
    let (first, last) = (place_of(eval, &first), place_of(eval, &last));
    let span = if first.source == last.source { first.span.to(last.span) } else { first.span };
    Some(Place::new(first.source, span))
}

fn stretches_beyond(eval: &Eval<'_>, zone: &ZoneRef, allowed: usize) -> Option<(Span, Span)> {
    let instances = eval.around.instances(zone);
    let first = instances.get(allowed)?.first()?;
    let last = instances.last()?.last()?;
    Some((eval.stretch_span(*first), eval.stretch_span(*last)))
}

/// `limit words per sentence to 25`: one finding per unit that exceeds.
fn limit_each(eval: &Eval<'_>, measure: &Measure, unit: Zone, limit: Decimal) -> Vec<Diagnostic> {
    let inside: Vec<_> = measure.zones.iter().map(|zone| eval.around.instances(zone)).collect();
    let covers: Vec<_> = inside
        .iter()
        .map(|instances| {
            measure::cover_of(&instances.iter().flatten().copied().collect::<Vec<_>>())
        })
        .collect();
    let units = eval.around.instances(&ZoneRef::BuiltIn(unit));
    let mut found = Vec::new();
    for instance in units.iter() {
        let within = covers.is_empty()
            || covers.iter().any(|cover| {
                instance.iter().all(|stretch| cover.contains(&eval.stretch_span(*stretch)))
            });
        let alt_text = instance
            .iter()
            .all(|stretch| eval.around.blocks()[stretch.0 as usize].kind == BlockKind::AltText);
        if !within || alt_text {
            continue;
        }
        let spans = spans_in(eval, &measure.what, instance);
        let count = Decimal::from(spans.len() as u64);
        eval.of_figure(count <= limit, spans.first(), &count.to_string());
        if count <= limit || excused(eval, None) {
            continue;
        }
        let whole = usize::try_from(limit.whole().unwrap_or(0)).unwrap_or(usize::MAX);
        let (Some(first), Some(last)) = (spans.get(whole), spans.last()) else { continue };
        let (from, to) = (place_of(eval, first), place_of(eval, last));
        let place = Place::new(from.source, from.span.to(to.span));
        let facts =
            Facts { count: count.to_string(), limit: limit.to_string(), ..Facts::default() };
        found.push(counted(eval, finding(eval, place, None, &facts), &facts));
        if found.len() > MAX_FINDINGS {
            break;
        }
    }
    found
}

/// What is counted inside one unit, as spans.
fn spans_in(eval: &Eval<'_>, what: &Counted, instance: &[Stretch]) -> Vec<Span> {
    let cover = measure::cover_of(instance);
    match what {
        Counted::Unit(Unit::Words) => {
            instance.iter().flat_map(|stretch| measure::words(eval, *stretch)).collect()
        }
        Counted::Unit(Unit::Characters | Unit::Length) => characters(eval, instance),
        Counted::Unit(Unit::Zone(zone)) => zone_spans(eval, &ZoneRef::BuiltIn(*zone), &cover),
        Counted::Zone(zone) => zone_spans(eval, zone, &cover),
        Counted::Unit(Unit::Similarity) => Vec::new(),
        Counted::Pattern(pattern) => {
            let all = eval.matches(pattern, &ZoneFilter::default());
            all.into_iter().filter(|span| cover.contains(span)).collect()
        }
    }
}

fn zone_spans(eval: &Eval<'_>, zone: &ZoneRef, cover: &crate::matcher::Cover) -> Vec<Span> {
    let instances = eval.around.instances(zone);
    let spans = instances.iter().filter_map(|instance| instance.first());
    spans.map(|stretch| eval.stretch_span(*stretch)).filter(|span| cover.contains(span)).collect()
}

fn characters(eval: &Eval<'_>, instance: &[Stretch]) -> Vec<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut spans = Vec::new();
    for &(block, start, end) in instance {
        let words = eval.around.scan().words(block);
        let text = eval.around.blocks()[block as usize].segment.text();
        let text = text.get(start as usize..end as usize).unwrap_or("").trim_end();
        for (at, grapheme) in text.grapheme_indices(true) {
            let from = start + u32::try_from(at).unwrap_or(0);
            let to = from + u32::try_from(grapheme.len()).unwrap_or(0);
            spans.push(words.span(block, from, to, crate::matcher::span::NO_NOTE));
        }
    }
    spans
}
