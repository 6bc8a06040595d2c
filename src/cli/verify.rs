//! `obstat verify`: the gate before publishing. As `check`, but never judged by the change itself.

use super::args::Judging;
use super::check;
use super::terminal::Terminal;
use crate::approval::problem::finding::Unanchored;
use crate::diagnostic::{Complaint, Report};
use crate::text::{Place, Sources, Span};

/// Runs the command.
pub fn run(args: &Judging, terminal: &mut Terminal) -> u8 {
    if let Some(anchor) = args.anchor.named() {
        return check::judge(args, anchor, None, terminal);
    }
    let mut sources = Sources::new();
    let source = sources.add("obstat verify", "");
    let complaint = Unanchored {}.at(Place::new(source, Span::default()));
    let report = Report { diagnostics: vec![complaint], ..Report::default() };
    terminal.report(args.output.into(), &report, &sources);
    report.status(args.fail_on.into())
}
