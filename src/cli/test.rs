//! `obstat test`: the examples and scenarios of the rules.

use super::args::Test;
use super::house::Opened;
use super::terminal::Terminal;
use super::why::unknown_rule;
use crate::diagnostic::Severity;
use crate::matcher::Marks;
use crate::text::{Sources, Tongue, nearest};
use crate::trial::coverage::{self, Coverage, Share};
use crate::trial::{self, Selection};
use crate::world;

/// Runs the command.
pub fn run(args: &Test, terminal: &mut Terminal) -> u8 {
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(args.folder.as_deref(), &mut sources, terminal) else { return 2 };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let tongue = terminal.tongue();
    let selection = match &args.rule {
        Some(rule) => Selection::Rule(rule),
        None if args.all => Selection::All,
        None => Selection::Own,
    };
    if let Selection::Rule(name) = selection
        && ready.policy.rule_named(name).is_none()
    {
        let known = ready.policy.rules.iter().map(|rule| rule.name.as_str());
        unknown_rule(name, nearest(name, known), terminal);
        return 2;
    }
    let marks = args.coverage.then(Marks::default);
    let trial = trial::run(ready, &mut sources, selection, world::now(), marks.as_ref());
    terminal.diagnostics(&trial.findings, &sources);
    let failed = trial.findings.iter().filter(|one| one.severity == Severity::Error).count();
    let (examples, scenarios) = (trial.examples, trial.scenarios);
    let line = if examples + scenarios == 0 {
        tongue.pick(
            "there is no example and no scenario to run\n".to_owned(),
            "es gibt kein Beispiel und kein Szenario\n".to_owned(),
        )
    } else {
        let examples = tongue.count(examples, ["example", "examples"], ["Beispiel", "Beispiele"]);
        let scenarios =
            tongue.count(scenarios, ["scenario", "scenarios"], ["Szenario", "Szenarien"]);
        let failed = format!("{failed} {}", tongue.pick("failed", "gescheitert"));
        format!("{examples}, {scenarios}: {failed}\n")
    };
    terminal.out(&line);
    let missing = marks.is_some_and(|marks| {
        let coverage = coverage::of(&ready.policy, &marks, selection, &sources);
        terminal.diagnostics(&coverage.missing, &sources);
        terminal.out(&shares(&coverage, terminal.tongue()));
        !coverage.missing.is_empty()
    });
    u8::from(trial.failed() || missing)
}

/// What is exercised, in whole numbers.
fn shares(coverage: &Coverage, tongue: Tongue) -> String {
    let Coverage { alternatives, answers, exceptions, .. } = coverage;
    let of = |share: &Share, en, de| {
        format!("{} {} {}", share.met, tongue.pick("of", "von"), tongue.count(share.all, en, de))
    };
    format!(
        "{}: {}, {}, {}\n",
        tongue.pick("exercised", "ausgeübt"),
        of(alternatives, ["alternative", "alternatives"], ["Alternative", "Alternativen"]),
        of(
            answers,
            ["answer of a condition", "answers of conditions"],
            ["Antwort einer Bedingung", "Antworten von Bedingungen"]
        ),
        of(exceptions, ["exception", "exceptions"], ["Ausnahme", "Ausnahmen"]),
    )
}
