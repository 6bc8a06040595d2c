//! `obstat baseline`: findings that are known, kept in a file, so that only new ones count.

use std::path::PathBuf;

use super::anchor::AnchorArgs;
use super::args::Drafts;
use super::progress;
use super::terminal::Terminal;
use crate::diagnostic::{Baseline as Entries, Say};
use crate::run::Request;
use crate::text::Tongue;
use crate::world::{self, Disk};

/// The largest baseline that is read, in bytes: some hundred thousand findings.
const MAX_BASELINE: usize = 64 << 20;

/// What is known
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Known findings")]
pub struct Known {
    /// Leave out findings that stand in this file, as `obstat baseline` wrote it
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

impl Known {
    /// The baseline, if one is named.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub fn read(&self, tongue: Tongue) -> Result<Option<Entries>, String> {
        let Some(path) = &self.baseline else { return Ok(None) };
        let name = path.display();
        let told = |reason: &str| {
            tongue.pick(
                format!("the baseline `{name}` cannot be read: {reason}"),
                format!("die Baseline `{name}` lässt sich nicht lesen: {reason}"),
            )
        };
        let bytes = Disk::read_limited(path, MAX_BASELINE)
            .map_err(|reason| told(&reason.words().say(tongue)))?;
        Entries::parse(&bytes).map(Some).map_err(|reason| told(&reason.say(tongue)))
    }
}

#[derive(Debug, clap::Args)]
pub struct Baseline {
    /// The file to write
    pub file: PathBuf,
    /// Keep of the file only what is still found, and add nothing
    #[arg(long)]
    pub prune: bool,
    #[command(flatten)]
    pub drafts: Drafts,
    #[command(flatten)]
    pub anchor: AnchorArgs,
}

/// Runs the command.
pub fn run(args: &Baseline, terminal: &mut Terminal) -> u8 {
    let tongue = terminal.tongue();
    let request = super::check::request(&args.drafts, terminal);
    let known = Known { baseline: args.prune.then(|| args.file.clone()) };
    let (request, known) = match (request, known.read(tongue)) {
        (Ok(request), Ok(known)) => (request, known),
        (Err(complaint), _) | (_, Err(complaint)) => {
            terminal.err(&format!("obstat: {complaint}"));
            return 2;
        }
    };
    let anchor = args.anchor.named().unwrap_or_default();
    let request = Request { anchor, ..request };
    let outcome = progress::check(&request, terminal);
    if outcome.report.unreadable() {
        // A file or rule that could not be read has findings nobody knows: a baseline without them would lie.
        terminal.diagnostics(&outcome.report.diagnostics, &outcome.sources);
        return 2;
    }
    let found = Entries::of(&outcome.report, &outcome.sources);
    let entries = match known {
        Some(known) => known.still(&found),
        None => found,
    };
    let name = args.file.display();
    if let Err(error) = world::write_whole(&args.file, entries.text().as_bytes()) {
        terminal.err(&tongue.pick(
            format!("obstat: `{name}` cannot be written: {error}"),
            format!("obstat: `{name}` lässt sich nicht schreiben: {error}"),
        ));
        return 2;
    }
    let known = tongue.count(
        entries.len(),
        ["known finding", "known findings"],
        ["bekannter Befund", "bekannte Befunde"],
    );
    terminal.out(&format!("{known} in {name}\n"));
    0
}
