//! `obstat registers`: what ends soon, and what makes a register unsound.

use std::path::PathBuf;

use super::args::SeverityArg;
use super::check::instant;
use super::house::Opened;
use super::output::OutputArgs;
use super::policy::{errors, unloaded};
use super::terminal::Terminal;
use crate::diagnostic::{self, Report, Say};
use crate::run::{Ready, describe, look_through};
use crate::text::moment::Unit;
use crate::text::{Duration, Localized, Sources, Tongue};
use crate::world;

/// Look through the registers: what ends soon, and what makes them unsound
#[derive(Debug, clap::Args)]
pub struct Registers {
    /// A folder of the house; else the current one
    pub folder: Option<PathBuf>,
    /// How far to look ahead
    #[arg(long, num_args = 2, value_names = ["COUNT", "UNIT"], default_values = ["30", "days"])]
    pub within: Vec<String>,
    /// Judge as of this instant instead of now
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
    /// Lowest severity that fails the run
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: SeverityArg,
    #[command(flatten)]
    pub outputs: OutputArgs,
}

/// Runs the command.
pub fn run(args: &Registers, terminal: &mut Terminal) -> u8 {
    terminal.view.failing = args.fail_on.into();
    let asked = match asked(args, terminal.tongue()) {
        Ok(asked) => asked,
        Err(words) => {
            terminal.err(&format!("obstat: {words}"));
            return 2;
        }
    };
    let Some(outputs) = args.outputs.begin(terminal) else { return 2 };
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(args.folder.as_deref(), &mut sources, terminal) else { return 2 };
    let house = opened.house();
    let (now, within) = asked;
    let mut report = Report { clock: Some(now), ..Report::default() };
    match &house.ready {
        // Warnings about rules are told by `obstat policy check`.
        Some(ready) => {
            let of_registers =
                house.problems.iter().filter(|one| one.code.starts_with("register/"));
            report.diagnostics.extend(of_registers.cloned());
            report.diagnostics.extend(look_through(ready, now, within));
        }
        None => report.diagnostics.extend(house.problems.iter().cloned()),
    }
    diagnostic::fingerprint(&mut report.diagnostics, &sources);
    report.described = describe(&report.diagnostics, std::iter::empty());
    report.summary = Some(summary(house.ready.as_ref(), &report, within));
    outputs.write(&report, &sources, terminal);
    report.status(terminal.view.failing)
}

fn asked(args: &Registers, tongue: Tongue) -> Result<(jiff::Timestamp, Duration), String> {
    let now = match &args.now {
        Some(text) => instant(text, tongue)?,
        None => world::now(),
    };
    let typed = args.within.join(" ");
    let words = || {
        tongue.pick(
            format!("`{typed}` is no length of time; write `30 days` or `6 weeks`"),
            format!("`{typed}` ist keine Dauer; schreiben Sie `30 days` oder `6 weeks`"),
        )
    };
    let [count, unit] = args.within.as_slice() else { return Err(words()) };
    let (count, unit) = (count.parse().ok(), Unit::parse(unit));
    let within = count.zip(unit).map(|(count, unit)| Duration { count, unit });
    // Beyond a century nothing is soon, and no calendar is long enough.
    let within = within.filter(|within| within.length().as_hours() < 100 * 366 * 24);
    Ok((now, within.ok_or_else(words)?))
}

fn summary(ready: Option<&Ready>, report: &Report, within: Duration) -> Localized {
    let soon = report.diagnostics.iter().filter(|one| &*one.code == "register/ends-soon").count();
    let unsound = report.diagnostics.len() - soon;
    let registers =
        ready.map_or(0, |ready| ready.registers.len() + usize::from(ready.people.is_some()));
    if ready.is_none() {
        let told = |tongue| format!("{}: {}", errors(report, tongue), unloaded(tongue));
        return Localized::both(told(Tongue::En), told(Tongue::De));
    }
    Localized::both(
        format!(
            "registers: {registers}, ending within {}: {soon}, unsound: {unsound}",
            within.say(Tongue::En)
        ),
        format!(
            "Register: {registers}, enden innerhalb von {}: {soon}, nicht in Ordnung: {unsound}",
            within.say(Tongue::De)
        ),
    )
}
