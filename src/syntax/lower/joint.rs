//! Joints that stand side by side without parentheses: both readings, written out.
//!
//! In: operands and joints in the order of the text. Out: the first place where two joints of different
//! sorts meet, and the two ways to put parentheses.

/// Operands shown on either side of the place where joints meet; more would bury it.
const NEIGHBOURS: usize = 3;

/// What stands between two operands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Joints of one sort may stand side by side; a lower sort binds tighter in the first reading.
    pub(super) sort: u8,
    /// As written.
    pub(super) text: String,
}

/// The index of the first joint that differs in sort from the one before it.
pub(super) fn first_mixture(sorts: &[u8]) -> Option<usize> {
    sorts.windows(2).position(|pair| pair[0] != pair[1]).map(|at| at + 1)
}

/// Both readings of `operands` with a joint between each two, of which the one at `mixture` differs.
pub(super) fn readings(operands: &[String], joints: &[Joint], mixture: usize) -> (String, String) {
    let start = (mixture + 1).saturating_sub(NEIGHBOURS);
    let end = (mixture + NEIGHBOURS).min(joints.len());
    let mut operands: Vec<String> = operands.get(start..=end).unwrap_or_default().to_vec();
    let joints_shown = joints.get(start..end).unwrap_or_default();
    if let (true, Some(first)) = (start > 0, operands.first_mut()) {
        *first = "…".to_owned();
    }
    if let (true, Some(last)) = (end < joints.len(), operands.last_mut()) {
        *last = "…".to_owned();
    }
    (reading(&operands, joints_shown, false), reading(&operands, joints_shown, true))
}

/// Parentheses around what binds tighter; `reversed` turns the order of tightness round.
fn reading(operands: &[String], joints: &[Joint], reversed: bool) -> String {
    let sorts = joints.iter().map(|joint| joint.sort);
    let loosest = if reversed { sorts.min() } else { sorts.max() };
    let mut result = String::new();
    let mut start = 0;
    for at in 0..=joints.len() {
        let joint = joints.get(at);
        if joint.is_some_and(|joint| Some(joint.sort) != loosest) {
            continue;
        }
        let part = operands.get(start..=at).unwrap_or_default();
        match part {
            [operand] => result.push_str(operand),
            _ => {
                result.push('(');
                result.push_str(&reading(
                    part,
                    joints.get(start..at).unwrap_or_default(),
                    reversed,
                ));
                result.push(')');
            }
        }
        if let Some(joint) = joint {
            result.push(' ');
            result.push_str(&joint.text);
            result.push(' ');
        }
        start = at + 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> (String, String) {
        let words: Vec<&str> = text.split(' ').collect();
        let operands: Vec<String> = words.iter().step_by(2).map(|&one| one.to_owned()).collect();
        let joints: Vec<Joint> = words
            .iter()
            .skip(1)
            .step_by(2)
            .map(|&text| Joint {
                sort: match text {
                    "|" => 0,
                    "then" => 1,
                    _ => 2,
                },
                text: text.to_owned(),
            })
            .collect();
        let sorts: Vec<u8> = joints.iter().map(|joint| joint.sort).collect();
        readings(&operands, &joints, first_mixture(&sorts).unwrap())
    }

    fn pair(one: &str, other: &str) -> (String, String) {
        (one.to_owned(), other.to_owned())
    }

    #[test]
    fn two_sorts_have_two_readings() {
        assert_eq!(both("A | B near C"), pair("(A | B) near C", "A | (B near C)"));
        assert_eq!(both("A near B | C"), pair("A near (B | C)", "(A near B) | C"));
        assert_eq!(
            both("A then B | C then D"),
            pair("A then (B | C) then D", "(A then B) | (C then D)")
        );
    }

    #[test]
    fn three_sorts_are_nested() {
        assert_eq!(
            both("A | B then C near D"),
            pair("((A | B) then C) near D", "A | (B then (C near D))")
        );
    }

    #[test]
    fn long_sentences_are_shown_where_the_joints_meet() {
        assert_eq!(
            both("A | B | C | D | E near F | G | H | I | J"),
            pair("(… | D | E) near (F | G | …)", "… | D | (E near F) | G | …")
        );
    }
}
