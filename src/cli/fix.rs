//! `obstat check --fix`: fixes into files, or shown as a difference.

use super::terminal::Terminal;
use crate::fix::Reach;
use crate::run::{Mended, Request, mend};
use crate::text::diff::unified;

/// Flags that mend.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Fixes")]
pub struct Fixes {
    /// Apply the fixes that keep the meaning, then check
    #[arg(long)]
    pub fix: bool,
    /// Apply suggestions too: read what they wrote
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing; exit 1 if there is something
    #[arg(long)]
    pub diff: bool,
}

impl Fixes {
    fn reach(&self) -> Option<Reach> {
        match (self.unsafe_fixes, self.fix || self.diff) {
            (true, _) => Some(Reach::Suggestions),
            (false, true) => Some(Reach::Safe),
            (false, false) => None,
        }
    }

    /// Mends the drafts of a request if that is asked for; a status if the command ends with it.
    pub fn run(&self, request: &Request, terminal: &mut Terminal) -> Option<u8> {
        let all = mend(request, self.reach()?);
        for circle in all.iter().filter(|one| one.circular) {
            let shown = &circle.shown;
            terminal.err(&terminal.tongue().pick(
                format!("obstat: {shown}: its fixes undo each other, nothing was changed"),
                format!("obstat: {shown}: die Korrekturen heben sich auf, nichts wurde geändert"),
            ));
        }
        if self.diff {
            for one in &all {
                terminal.out(&unified(&one.shown, &one.before, &one.after));
            }
            return Some(u8::from(all.iter().any(|one| !one.circular)));
        }
        if request.text.is_some() {
            return Some(on_standard_output(request, &all, terminal));
        }
        let failed = all.iter().filter(|one| !one.circular).filter(|one| !write(one, terminal));
        (failed.count() > 0).then_some(2)
    }
}

/// A draft from standard input goes to standard output, mended or not.
fn on_standard_output(request: &Request, all: &[Mended], terminal: &mut Terminal) -> u8 {
    match (all.first(), &request.text) {
        (Some(one), _) => terminal.out(&one.after),
        (None, Some((_, bytes))) => terminal.out(&String::from_utf8_lossy(bytes)),
        (None, None) => {}
    }
    0
}

fn write(one: &Mended, terminal: &mut Terminal) -> bool {
    let tongue = terminal.tongue();
    let shown = &one.shown;
    if let Err(error) = one.write() {
        terminal.err(&tongue.pick(
            format!("obstat: {shown} was left as it was: {error}"),
            format!("obstat: {shown} blieb, wie es war: {error}"),
        ));
        return false;
    }
    let fixes = tongue.count(one.count, ["fix", "fixes"], ["Korrektur", "Korrekturen"]);
    terminal.err(&format!("{shown}: {fixes}"));
    for words in &one.fallen {
        terminal.err(&format!("  {}", words.get(tongue.language())));
    }
    true
}
