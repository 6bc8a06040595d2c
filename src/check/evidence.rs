//! Evidence: a registered claim that covers the match.

use super::condition::Eval;
use crate::matcher::Span;
use crate::register::{Kind, Passage};
use crate::text::Language;

/// Whether a claim of the register `claims`, valid at the instant, for this language and jurisdiction, has a
/// wording that overlaps the match; or one that the draft cites has a wording in the match's sentence.
#[must_use]
pub fn covers(eval: &Eval<'_>, span: &Span) -> bool {
    let block = eval.around.blocks()[span.block as usize];
    let text = block.segment.text();
    let words = eval.around.scan().words(span.block);
    let sentence = words.sentence(span.start);
    let sentence = block.sentences.get(sentence).cloned().unwrap_or(0..block.segment.len());
    let cited = cited(eval);
    let mut passage = None;
    claims(eval, block.language).any(|(id, wording)| {
        let passage = passage.get_or_insert_with(|| Passage::new(text));
        passage.occurrences(wording).into_iter().any(|range| {
            let overlaps = range.start < span.end as usize && (span.start as usize) < range.end;
            let in_sentence =
                range.start < sentence.end as usize && (sentence.start as usize) < range.end;
            overlaps || (in_sentence && cited.iter().any(|one| one == id))
        })
    })
}

/// The claims that hold for a text in this language, with their wordings.
fn claims<'e>(eval: &'e Eval<'_>, language: Language) -> impl Iterator<Item = (&'e str, &'e str)> {
    let jurisdictions: Vec<&str> = eval
        .judge
        .policy
        .field_named("jurisdiction")
        .map(|id| eval.fields.words(id))
        .unwrap_or_default();
    let registers = eval.judge.registers.iter().zip(&eval.judge.policy.registers);
    registers.filter(|(register, _)| register.kind() == Kind::Claims).flat_map(
        move |(register, declared)| {
            let zone = eval.judge.zone_of(declared.pack);
            let jurisdictions = jurisdictions.clone();
            register.claims().iter().flat_map(move |claim| {
                let usable = claim.usable(language, &jurisdictions, eval.instant, zone);
                usable.map(move |wording| (claim.id.text.as_str(), wording))
            })
        },
    )
}

/// The ids that the draft's own key `claims` cites.
fn cited(eval: &Eval<'_>) -> Vec<String> {
    let Some(found) = eval.item.fields.get("claims") else { return Vec::new() };
    let node = found.node();
    match node.list() {
        Some(list) => list.iter().filter_map(|one| one.text()).map(str::to_owned).collect(),
        None => node.text().map(str::to_owned).into_iter().collect(),
    }
}
