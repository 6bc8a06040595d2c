//! `obstat policy check`: the rules themselves, without any draft.

use super::args::{Policy, PolicyCommand};
use super::terminal::Terminal;
use crate::diagnostic::{self, Kind, Report, Severity};
use crate::run::{Houses, Ready, describe};
use crate::text::{Localized, Sources};
use crate::world;

/// Runs the command.
pub fn run(args: &Policy, terminal: &mut Terminal) -> u8 {
    let PolicyCommand::Check { folder, outputs } = &args.command;
    let Some(outputs) = outputs.begin(terminal) else { return 2 };
    let Ok(here) = world::current_folder() else { return 2 };
    let start = folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let mut sources = Sources::new();
    let mut houses = Houses::new(&here);
    let number = houses.of(&start, &mut sources);
    houses.load(number, &mut sources);
    let house = houses.get(number);
    let mut report = Report { diagnostics: house.problems.clone(), ..Report::default() };
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
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    match ready {
        Some(ready) => {
            let (rules, packs) = (ready.policy.rules.len(), ready.policy.packs.len());
            let en = [(rules, "rule", "rules"), (packs, "pack", "packs")].map(counted);
            let de = [(rules, "Regel", "Regeln"), (packs, "Paket", "Paketen")].map(counted);
            Localized::both(
                format!("{} in {}, {}", en[0], en[1], counted((warnings, "warning", "warnings"))),
                format!("{} in {}, {}", de[0], de[1], counted((warnings, "Warnung", "Warnungen"))),
            )
        }
        None => Localized::both(
            format!(
                "{}, {}: this policy does not load",
                counted((errors, "error", "errors")),
                counted((warnings, "warning", "warnings"))
            ),
            format!(
                "{}, {}: Diese Policy lädt nicht",
                counted((errors, "Fehler", "Fehler")),
                counted((warnings, "Warnung", "Warnungen"))
            ),
        ),
    }
}

fn counted((count, one, many): (usize, &str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
