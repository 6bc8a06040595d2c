//! `obstat replay FILE`: decisions judged again, and what differs.

use std::path::PathBuf;

use super::anchor::{read_reviews, test_pending};
use super::args::SeverityArg;
use super::house::current_folder;
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Kind, Say};
use crate::run::check;
use crate::run::decision::{self, Again, Run};
use crate::text::{Tongue, digest};
use crate::world::{Disk, MAX_FILE};

/// So many lines that are no records are named.
const FEW: usize = 3;

/// Judge recorded decisions again and say what differs
#[derive(Debug, clap::Args)]
pub struct Replay {
    /// What `--record` has written
    pub file: PathBuf,
    /// The reviews that were handed in then
    #[arg(long, value_name = "FILE")]
    pub reviews: Option<PathBuf>,
    /// Lowest severity that failed the run
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: SeverityArg,
}

/// Runs the command.
pub fn run(args: &Replay, terminal: &mut Terminal) -> u8 {
    match replay(args, terminal) {
        Ok(status) => status,
        Err(words) => {
            terminal.err(&format!("obstat: {words}"));
            2
        }
    }
}

fn replay(args: &Replay, terminal: &mut Terminal) -> Result<u8, String> {
    let tongue = terminal.tongue();
    let shown = args.file.display();
    let bytes = Disk::read_limited(&args.file, MAX_FILE).map_err(|reason| {
        let reason = reason.words();
        let reason = reason.say(tongue);
        tongue.pick(
            format!("`{shown}` cannot be read: {reason}"),
            format!("`{shown}` lässt sich nicht lesen: {reason}"),
        )
    })?;
    let runs = decision::read(&String::from_utf8_lossy(&bytes)).map_err(|lines| {
        let lines = some(&lines, tongue);
        tongue.pick(
            format!("`{shown}`: no decision record of this program stands in line {lines}"),
            format!(
                "`{shown}`: kein Entscheidungsprotokoll dieses Programms steht in Zeile {lines}"
            ),
        )
    })?;
    let reviews = read_reviews(args.reviews.as_ref(), tongue)?;
    let folder = current_folder(tongue)?;
    let mut status = 0;
    for run in &runs {
        let handed = reviews.as_ref().map(|(_, text)| digest(text));
        if run.reviews() != handed.as_deref() {
            return Err(tongue.pick(
                format!(
                    "the run of {} had other reviews: hand them in with `--reviews`",
                    run.clock()
                ),
                format!(
                    "der Lauf vom {} hatte andere Reviews: übergeben Sie sie mit `--reviews`",
                    run.clock()
                ),
            ));
        }
        let request = run.request(&folder, reviews.as_ref());
        let mut outcome = check(&request);
        test_pending(&mut outcome);
        let again = run.compare(&request, &outcome, args.fail_on.into());
        // What keeps a run from being judged again had not kept it then.
        let stands_alone = |one: &&Diagnostic| one.kind == Kind::Unreadable;
        let differs = again.iter().any(|one| !one.differs.is_empty());
        let blocking: Vec<_> =
            outcome.report.diagnostics.iter().filter(stands_alone).cloned().collect();
        if differs && !blocking.is_empty() {
            terminal.diagnostics(&blocking, &outcome.sources);
            status = 2;
        }
        tell(run, &again, terminal);
        status = status.max(u8::from(differs));
    }
    Ok(status)
}

/// The first few numbers, and how many there are beyond.
fn some(lines: &[usize], tongue: Tongue) -> String {
    let (first, rest) = lines.split_at(lines.len().min(FEW));
    let mut text = first.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if !rest.is_empty() {
        let count = rest.len();
        text += &tongue.pick(format!(" and {count} more"), format!(" und {count} weiteren"));
    }
    text
}

fn tell(run: &Run, again: &[Again], terminal: &mut Terminal) {
    let tongue = terminal.tongue();
    let program = env!("CARGO_PKG_VERSION");
    let other = if run.program() == program {
        String::new()
    } else {
        let then = run.program();
        tongue.pick(format!(", by obstat {then}"), format!(", mit obstat {then}"))
    };
    let mut text = tongue.pick(
        format!("judged at {}{other}\n", run.clock()),
        format!("beurteilt zum {}{other}\n", run.clock()),
    );
    for one in again {
        let name = one.path.as_deref().unwrap_or(tongue.pick("the rest", "das Übrige"));
        let word = match one.differs.as_slice() {
            [] => tongue.pick("as then", "wie damals"),
            _ => tongue.pick("differs", "anders"),
        };
        text.push_str(&format!("  {name}  {word}\n"));
        for differs in &one.differs {
            text.push_str(&format!("    {}\n", differs.get(tongue.language())));
        }
    }
    terminal.out(&text);
}
