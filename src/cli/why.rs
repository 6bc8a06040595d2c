//! `obstat check --why RULE`: what was asked of a draft for one rule, with the answers.

use std::fmt::Write as _;

use super::terminal::Terminal;
use crate::check::Step;
use crate::render::visible;
use crate::run::{Outcome, Recorded};

/// Columns of an answer, in both tongues.
const ANSWER: usize = 5;

/// Shows what was recorded. A rule that the policy does not know is no answer.
pub fn show(rule: &str, outcome: &Outcome, terminal: &mut Terminal) -> Option<u8> {
    if let Some(near) = &outcome.unknown {
        unknown_rule(rule, near.0.as_deref(), terminal);
        return Some(2);
    }
    for recorded in &outcome.recorded {
        let text = tree(recorded, outcome, terminal);
        terminal.out(&text);
    }
    None
}

/// Says that a rule is not known, and which one may have been meant.
pub fn unknown_rule(rule: &str, near: Option<&str>, terminal: &mut Terminal) {
    let (en, de) = match near {
        Some(near) => (format!("; did you mean `{near}`?"), format!("; meinten Sie `{near}`?")),
        None => (String::new(), String::new()),
    };
    terminal.complain(
        &format!("there is no rule `{rule}`{en}"),
        &format!("eine Regel `{rule}` gibt es nicht{de}"),
    );
}

fn tree(recorded: &Recorded, outcome: &Outcome, terminal: &Terminal) -> String {
    let mut out = format!("{}: {}\n", visible::line(&recorded.path), recorded.rule);
    for step in &recorded.steps {
        line(&mut out, step, outcome, terminal);
    }
    out.push('\n');
    out
}

fn line(out: &mut String, step: &Step, outcome: &Outcome, terminal: &Terminal) {
    let answer = match step.holds {
        Some(true) => terminal.tongue().pick("yes", "ja"),
        Some(false) => terminal.tongue().pick("no", "nein"),
        None => "",
    };
    let indent = 2 * step.depth + 2;
    let answer = match step.holds {
        Some(_) => format!("{answer:<ANSWER$} "),
        None => String::new(),
    };
    let words = step.words.get(terminal.view.language);
    // Writing to a string cannot fail.
    let _ = write!(out, "{:indent$}{answer}{}", "", visible::line(words));
    if let Some(place) = step.place {
        let source = outcome.sources.get(place.source);
        let position = source.position(place.span.start as usize);
        let _ = write!(out, "  ({}:{})", position.line, position.character);
    }
    out.push('\n');
}
