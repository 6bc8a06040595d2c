//! Measures: counts, lengths and densities, exact.

use std::cmp::Ordering;

use unicode_segmentation::UnicodeSegmentation;

use super::around::Stretch;
use super::condition::Eval;
use crate::draft::BlockKind;
use crate::lexicon::channel::Channel;
use crate::matcher::{Cover, Span, Surroundings};
use crate::policy::model::{Counted, Measure, Per, ZoneFilter, ZoneRef};
use crate::policy::noun::Unit;
use crate::text::word::TokenKind;
use crate::text::{Decimal, Zone};

/// A quotient: `value / per`, compared without dividing.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    value: Decimal,
    per: u64,
}

impl From<Decimal> for Figure {
    fn from(value: Decimal) -> Self {
        Self { value, per: 1 }
    }
}

impl Figure {
    /// Compares with a number.
    #[must_use]
    pub fn compare(&self, number: Decimal) -> Ordering {
        match number.times(Decimal::from(self.per)) {
            Some(scaled) => self.value.cmp(&scaled),
            // A number too large to scale is larger than anything a draft can hold.
            None => Decimal::ZERO.cmp(&number),
        }
    }

    /// For messages: a whole number as such, a density with one digit after the point.
    #[must_use]
    pub fn shown(&self) -> String {
        match (self.per, self.value.whole()) {
            (1, _) => self.value.to_string(),
            (per, Some(whole)) => {
                let tenths = (u128::from(whole) * 10 + u128::from(per) / 2) / u128::from(per);
                format!("{}.{}", tenths / 10, tenths % 10)
            }
            (_, None) => self.value.to_string(),
        }
    }
}

/// The measure of the draft.
#[must_use]
pub fn figure(eval: &Eval<'_>, measure: &Measure) -> Figure {
    let count = count(eval, &measure.what, &measure.zones);
    match measure.per {
        Some(Per::Density(per, unit)) => {
            let units = self::unit(eval, unit, &measure.zones);
            // A density in an empty text is 0.
            if units == 0 {
                return Figure::from(Decimal::ZERO);
            }
            Figure { value: Decimal::from(count * u64::from(per)), per: units }
        }
        Some(Per::Each(_)) | None => Figure::from(Decimal::from(count)),
    }
}

/// How many there are in the zones.
#[must_use]
pub fn count(eval: &Eval<'_>, what: &Counted, zones: &[ZoneRef]) -> u64 {
    match what {
        Counted::Pattern(pattern) => {
            let filter = ZoneFilter { inside: zones.to_vec(), outside: Vec::new() };
            eval.matches(pattern, &filter).len() as u64
        }
        Counted::Unit(unit) => self::unit(eval, *unit, zones),
        Counted::Zone(zone) => instances(eval, zone, zones),
    }
}

fn unit(eval: &Eval<'_>, unit: Unit, zones: &[ZoneRef]) -> u64 {
    let stretches = stretches(eval, zones);
    match unit {
        Unit::Words => stretches.iter().map(|stretch| words(eval, *stretch).len() as u64).sum(),
        Unit::Characters => {
            shown(eval, &stretches, zones.is_empty()).graphemes(true).count() as u64
        }
        Unit::Length => {
            let text = shown(eval, &stretches, zones.is_empty());
            Channel::named(eval.around.channel()).length(&text) as u64
        }
        Unit::Similarity => 0,
        Unit::Zone(zone) => instances(eval, &ZoneRef::BuiltIn(zone), zones),
    }
}

fn instances(eval: &Eval<'_>, zone: &ZoneRef, zones: &[ZoneRef]) -> u64 {
    let all = eval.around.instances(zone);
    if zones.is_empty() {
        // A thread's part, a sentence or a quotation without a word does not count; an image does.
        let counts = |instance: &&Vec<Stretch>| {
            *zone == ZoneRef::BuiltIn(Zone::Image)
                || instance.iter().any(|stretch| {
                    let span = eval.stretch_span(*stretch);
                    span.first < span.after || span.start < span.end
                })
        };
        return all.iter().filter(counts).count() as u64;
    }
    let covers: Vec<_> = zones.iter().map(|zone| eval.around.cover(zone)).collect();
    let inside = |instance: &&Vec<Stretch>| {
        !instance.is_empty()
            && covers.iter().any(|cover| {
                instance.iter().all(|stretch| cover.contains(&eval.stretch_span(*stretch)))
            })
    };
    all.iter().filter(inside).count() as u64
}

/// What a measure without zones looks at: everything a reader can see, but for alternative texts.
fn stretches(eval: &Eval<'_>, zones: &[ZoneRef]) -> Vec<Stretch> {
    if !zones.is_empty() {
        let all = zones.iter().flat_map(|zone| {
            let instances = eval.around.instances(zone);
            instances.iter().flatten().copied().collect::<Vec<_>>()
        });
        let mut all: Vec<Stretch> = all.collect();
        all.sort_unstable();
        all.dedup();
        return all;
    }
    let blocks = eval.around.blocks().iter().enumerate();
    let seen =
        blocks.filter(|(_, block)| !matches!(block.kind, BlockKind::Field | BlockKind::AltText));
    seen.map(|(at, block)| (u32::try_from(at).unwrap_or(u32::MAX), 0, block.segment.len()))
        .collect()
}

/// The words and numbers of a stretch: token spans.
#[must_use]
pub fn words(eval: &Eval<'_>, (block, start, end): Stretch) -> Vec<Span> {
    if eval.around.blocks()[block as usize].kind == BlockKind::AltText {
        return Vec::new();
    }
    let words = eval.around.scan().words(block);
    let inside = words
        .tokens
        .iter()
        .filter(|token| token.start >= start && token.end <= end && token.kind != TokenKind::Sign);
    inside
        .map(|token| words.span(block, token.start, token.end, crate::matcher::span::NO_NOTE))
        .collect()
}

/// The text as shown: blocks joined by one line end; without zones, the body alone.
fn shown(eval: &Eval<'_>, stretches: &[Stretch], body_only: bool) -> String {
    let parts = stretches.iter().filter(|(block, ..)| {
        let kind = eval.around.blocks()[*block as usize].kind;
        let outside_body = matches!(kind, BlockKind::Title | BlockKind::Subtitle);
        kind != BlockKind::AltText && !(body_only && outside_body)
    });
    let texts: Vec<&str> = parts
        .map(|&(block, start, end)| {
            let text = eval.around.blocks()[block as usize].segment.text();
            text.get(start as usize..end as usize).unwrap_or("")
        })
        .collect();
    texts.join("\n")
}

/// The first word beyond which a length passes `limit`: where the excess begins.
#[must_use]
pub fn excess(eval: &Eval<'_>, unit: Unit, zones: &[ZoneRef], limit: u64) -> Option<(Span, Span)> {
    let stretches = stretches(eval, zones);
    let inside_body = |stretch: &&Stretch| {
        let kind = eval.around.blocks()[stretch.0 as usize].kind;
        !(zones.is_empty()
            && unit != Unit::Words
            && matches!(kind, BlockKind::Title | BlockKind::Subtitle))
    };
    let parts: Vec<Stretch> = stretches.iter().filter(inside_body).copied().collect();
    let all: Vec<Span> = parts.iter().flat_map(|stretch| words(eval, *stretch)).collect();
    let last = *all.last()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let first = match unit {
        Unit::Words => *all.get(limit)?,
        Unit::Characters | Unit::Length => {
            let fits = |span: &Span| {
                // Half an address counts otherwise than the whole, so a length is taken up to a blank.
                let here = match unit {
                    Unit::Length => run_end(eval, span),
                    _ => span.end,
                };
                let upto: Vec<Stretch> = parts
                    .iter()
                    .filter(|part| part.0 <= span.block)
                    .map(|&(block, start, end)| {
                        (block, start, if block == span.block { here.min(end) } else { end })
                    })
                    .collect();
                let text = shown(eval, &upto, false);
                let length = match unit {
                    Unit::Length => Channel::named(eval.around.channel()).length(&text),
                    _ => text.graphemes(true).count(),
                };
                length <= limit
            };
            // Lengths grow with the text, so the first word that does not fit can be searched for.
            let at = all.partition_point(fits);
            *all.get(at).unwrap_or(&last)
        }
        _ => return None,
    };
    Some((first, last))
}

/// The end of the letters and signs without a blank that a word stands in.
fn run_end(eval: &Eval<'_>, span: &Span) -> u32 {
    let text = eval.around.blocks()[span.block as usize].segment.text();
    let rest = text.get(span.end as usize..).unwrap_or("");
    let run = rest.find(char::is_whitespace).unwrap_or(rest.len());
    span.end + u32::try_from(run).unwrap_or(0)
}

/// A cover of one instance, for judging each on its own.
#[must_use]
pub fn cover_of(instance: &[Stretch]) -> Cover {
    Cover::new(instance.to_vec())
}
