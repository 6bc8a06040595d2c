//! Advice into bytes: which fixes of a report may be applied to a text, and the text with them.
//!
//! In: findings, a text, and how far one may go. Out: the edits that do not get in each other's way. Edits come from
//! verbatim pieces of the source alone, so whatever they do not touch stays byte for byte as it is: encoding, line
//! ends, byte order mark. This room reads and writes no file.

use crate::diagnostic::{Diagnostic, Safety};
use crate::text::{Edit, SourceId, Span};

/// How far fixes may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Those that keep the meaning.
    Safe,
    /// Suggestions too: of each finding the first.
    Suggestions,
}

/// What to do to one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The edits, disjoint.
    pub edits: Vec<Edit>,
    /// How many findings they mend.
    pub mended: usize,
    /// How many findings have a fix that would touch what another one touches.
    pub refused: usize,
}

/// The fixes to apply to a source, in the order of the findings: who comes first is served first. Waived findings may
/// stand and are left alone.
#[must_use]
pub fn plan(findings: &[Diagnostic], source: SourceId, reach: Reach) -> Plan {
    let mut plan = Plan::default();
    for finding in findings {
        if finding.primary.place.source != source || finding.waived.is_some() {
            continue;
        }
        let allowed = |safety: Safety| safety == Safety::Safe || reach == Reach::Suggestions;
        let Some(fix) = finding.fixes.iter().find(|fix| allowed(fix.safety)) else { continue };
        let new: Vec<&Edit> = fix.edits.iter().filter(|edit| !plan.edits.contains(edit)).collect();
        if new.iter().any(|edit| plan.edits.iter().any(|known| touches(edit.span, known.span))) {
            plan.refused += 1;
            continue;
        }
        let new: Vec<Edit> = new.into_iter().cloned().collect();
        plan.edits.extend(new);
        plan.mended += 1;
    }
    plan
}

/// Whether two edits share a byte, or an insertion stands where the other begins.
fn touches(one: Span, other: Span) -> bool {
    one.overlaps(other) || one.start == other.start
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Fix, Severity};
    use crate::text::{Localized, Place, apply};

    fn finding(start: usize, end: usize, replacement: &str, safety: Safety) -> Diagnostic {
        let place = Place::new(SourceId(0), Span::new(start, end));
        let edit = Edit { span: place.span, replacement: replacement.to_owned() };
        let fix = Fix { message: Localized::default(), safety, edits: vec![edit] };
        Diagnostic::new("house/x", Severity::Warning, Localized::default(), place).fix(fix)
    }

    #[test]
    fn suggestions_wait_until_they_are_asked_for() {
        let all = [finding(0, 1, "x", Safety::Safe), finding(2, 3, "y", Safety::Suggestion)];
        let safe = plan(&all, SourceId(0), Reach::Safe);
        assert_eq!((safe.mended, safe.edits.len()), (1, 1));
        assert_eq!(plan(&all, SourceId(0), Reach::Suggestions).mended, 2);
    }

    #[test]
    fn equal_edits_mend_both_and_different_ones_wait() {
        let all = [
            finding(0, 4, "x", Safety::Safe),
            finding(0, 4, "x", Safety::Safe),
            finding(3, 6, "y", Safety::Safe),
        ];
        let plan = plan(&all, SourceId(0), Reach::Safe);
        assert_eq!((plan.mended, plan.refused, plan.edits.len()), (2, 1, 1));
    }

    #[test]
    fn waived_findings_and_other_sources_are_left_alone() {
        let mut waived = finding(0, 1, "x", Safety::Safe);
        waived.waived = Some("w-1".to_owned());
        assert_eq!(plan(&[waived], SourceId(0), Reach::Safe), Plan::default());
        assert_eq!(
            plan(&[finding(0, 1, "x", Safety::Safe)], SourceId(1), Reach::Safe),
            Plan::default()
        );
    }

    proptest! {
        /// Whatever the findings, the edits can be applied together and no byte outside of them changes.
        #[test]
        fn no_byte_outside_the_edits_changes(
            text in "[a-zäß\r\n 😀]{0,60}",
            cuts in proptest::collection::vec((0usize..60, 0usize..6, "[xy]{0,3}"), 0..8),
        ) {
            let borders: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let findings: Vec<Diagnostic> = cuts
                .iter()
                .map(|(from, length, replacement)| {
                    let from = from % borders.len();
                    let to = (from + length).min(borders.len() - 1);
                    finding(borders[from], borders[to], replacement, Safety::Safe)
                })
                .collect();
            let plan = plan(&findings, SourceId(0), Reach::Safe);
            let fixed = apply(&text, &plan.edits).expect("disjoint edits");
            let mut edits = plan.edits.clone();
            edits.sort();
            let (mut old, mut new) = (0, 0);
            for edit in &edits {
                let kept = edit.span.start as usize - old;
                prop_assert_eq!(&text[old..old + kept], &fixed[new..new + kept]);
                prop_assert!(fixed[new + kept..].starts_with(&edit.replacement));
                old = edit.span.end as usize;
                new += kept + edit.replacement.len();
            }
            prop_assert_eq!(&text[old..], &fixed[new..]);
        }
    }
}
