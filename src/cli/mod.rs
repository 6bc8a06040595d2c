//! The command line: flags, terminal, exit codes. One command a file.
//!
//! In: arguments. Out: text on the terminal and a status: 0 nothing stands in the way, 1 something does, 2 could not
//! judge. It understands nothing of rules and drafts; it asks the rooms and shows what they say.

mod anchor;
mod approvals;
mod approve;
mod args;
mod baseline;
mod catalog;
mod check;
mod claim;
mod completions;
mod config;
mod delegate;
mod desk;
mod doctor;
mod explain;
mod export;
mod fix;
mod format;
mod house;
mod init;
mod layout;
mod licences;
mod links;
mod man;
mod office;
mod output;
mod policy;
mod progress;
mod registers;
mod reject;
mod replay;
mod request;
mod revoke;
mod rules;
mod sheet;
mod showing;
mod signer;
mod statistics;
mod terminal;
mod test;
mod verify;
mod waive;
mod watch;
mod which;
mod why;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use terminal::Terminal;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no mistakes; everything else is, and clap says which.
            let status = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let mut terminal = Terminal::new(&args.common);
    let status = match &args.command {
        Command::Approve(approve) => approve::run(approve, &mut terminal),
        Command::Request(request) => request::run(request, &mut terminal),
        Command::Reject(reject) => reject::run(reject, &mut terminal),
        Command::Revoke(revoke) => revoke::run(revoke, &mut terminal),
        Command::Review(review) => revoke::review(review, &mut terminal),
        Command::Waive(waive) => waive::run(waive, &mut terminal),
        Command::Delegate(delegate) => delegate::run(delegate, &mut terminal),
        Command::Approvals(approvals) => approvals::run(approvals, &mut terminal),
        Command::Check(check) => check::run(check, &mut terminal),
        Command::Verify(check) => verify::run(check, &mut terminal),
        Command::Registers(registers) => registers::run(registers, &mut terminal),
        Command::Replay(replay) => replay::run(replay, &mut terminal),
        Command::Policy(policy) => policy::run(policy, &mut terminal),
        Command::Test(test) => test::run(test, &mut terminal),
        Command::Rules(rules) => rules::run(rules, &mut terminal),
        Command::Explain(explain) => explain::run(explain, &mut terminal),
        Command::Format(format) => format::run(format, &mut terminal),
        Command::Baseline(baseline) => baseline::run(baseline, &mut terminal),
        Command::Config(config) => config::run(config, &mut terminal),
        Command::Doctor => doctor::run(&mut terminal),
        Command::Completions(completions) => completions::run(completions, &mut terminal),
        Command::Man(manual) => man::run(manual, &mut terminal),
        Command::Init(args) => init::run(args, &mut terminal),
        Command::Licences => licences::run(&mut terminal),
    };
    ExitCode::from(terminal.finish(status))
}
