//! `obstat policy check`: the rules themselves, without any draft.

use super::args::{Policy, PolicyCommand};
use super::house::Opened;
use super::terminal::Terminal;
use crate::diagnostic::{self, Kind, Report, Severity};
use crate::run::{Ready, describe};
use crate::text::{Localized, Sources, Tongue};
use crate::trial::contradictions;
use crate::world;

/// Runs the command.
pub fn run(args: &Policy, terminal: &mut Terminal) -> u8 {
    let PolicyCommand::Check { folder, outputs } = &args.command;
    let Some(outputs) = outputs.begin(terminal) else { return 2 };
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(folder.as_deref(), &mut sources, terminal) else { return 2 };
    let house = opened.house();
    let mut report = Report { diagnostics: house.problems.clone(), ..Report::default() };
    if let Some(ready) = &house.ready {
        report.diagnostics.extend(contradictions(ready, &mut sources, world::now()));
    }
    report.diagnostics.sort_by_key(|one| one.primary.place);
    diagnostic::fingerprint(&mut report.diagnostics, &sources);
    report.described = describe(&report.diagnostics, std::iter::empty());
    report.summary = Some(summary(&report, house.ready.as_ref()));
    outputs.write(&report, &sources, terminal);
    let broken = report
        .diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error || one.kind == Kind::Unreadable);
    if broken { 2 } else { 0 }
}

fn summary(report: &Report, ready: Option<&Ready>) -> Localized {
    let told = |tongue: Tongue| {
        let warnings = report.count(Severity::Warning);
        let warnings = tongue.count(warnings, ["warning", "warnings"], ["Warnung", "Warnungen"]);
        let Some(ready) = ready else {
            return format!("{}, {warnings}: {}", errors(report, tongue), unloaded(tongue));
        };
        let rules = ready.policy.rules.len();
        let rules = tongue.count(rules, ["rule", "rules"], ["Regel", "Regeln"]);
        let packs = ready.policy.packs.len();
        let packs = tongue.count(packs, ["pack", "packs"], ["Paket", "Paketen"]);
        format!("{rules} in {packs}, {warnings}")
    };
    Localized::both(told(Tongue::En), told(Tongue::De))
}

/// How many errors there are.
pub fn errors(report: &Report, tongue: Tongue) -> String {
    tongue.count(report.count(Severity::Error), ["error", "errors"], ["Fehler", "Fehler"])
}

/// What is said of a policy with errors.
pub fn unloaded(tongue: Tongue) -> &'static str {
    tongue.pick("this policy does not load", "Diese Policy lädt nicht")
}
