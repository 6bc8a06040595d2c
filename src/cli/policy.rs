//! `obstat policy check`: the rules themselves, without any draft.

use super::args::{Policy, PolicyCommand};
use super::terminal::Terminal;
use crate::diagnostic::{Kind, Report, Severity};
use crate::run::Houses;
use crate::text::Sources;
use crate::world;

/// Runs the command.
pub fn run(args: &Policy, terminal: &mut Terminal) -> u8 {
    let PolicyCommand::Check { folder, output } = &args.command;
    let Ok(here) = world::current_folder() else { return 2 };
    let start = folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let mut sources = Sources::new();
    let mut houses = Houses::new(&here);
    let number = houses.of(&start, &mut sources);
    houses.load(number, &mut sources);
    let house = houses.get(number);
    let mut report = Report { diagnostics: house.problems.clone(), ..Report::default() };
    report.diagnostics.sort_by_key(|one| one.primary.place);
    if let crate::cli::args::OutputArg::Human = output {
        terminal.diagnostics(&report.diagnostics, &sources);
        terminal.out(&summary(&report, house.ready.as_ref(), terminal));
    } else {
        terminal.report((*output).into(), &report, &sources);
    }
    let broken = report
        .diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error || one.kind == Kind::Unreadable);
    if broken { 2 } else { 0 }
}

fn summary(report: &Report, ready: Option<&crate::run::Ready>, terminal: &Terminal) -> String {
    let tongue = terminal.tongue();
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    match ready {
        Some(ready) => {
            let (rules, packs) = (ready.policy.rules.len(), ready.policy.packs.len());
            let en = [(rules, "rule", "rules"), (packs, "pack", "packs")].map(counted);
            let de = [(rules, "Regel", "Regeln"), (packs, "Paket", "Paketen")].map(counted);
            tongue.pick(
                format!("{} in {}, {}\n", en[0], en[1], counted((warnings, "warning", "warnings"))),
                format!(
                    "{} in {}, {}\n",
                    de[0],
                    de[1],
                    counted((warnings, "Warnung", "Warnungen"))
                ),
            )
        }
        None => tongue.pick(
            format!(
                "{}, {}: this policy does not load\n",
                counted((errors, "error", "errors")),
                counted((warnings, "warning", "warnings"))
            ),
            format!(
                "{}, {}: Diese Policy lädt nicht\n",
                counted((errors, "Fehler", "Fehler")),
                counted((warnings, "Warnung", "Warnungen"))
            ),
        ),
    }
}

fn counted((count, one, many): (usize, &str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
