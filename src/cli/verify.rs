//! `obstat verify`: the gate before publishing. As `check`, but never judged by the change itself.

use super::args::Judging;
use super::check;
use super::terminal::Terminal;
use crate::approval::problem::finding::Unanchored;
use crate::diagnostic::{self, Complaint, Report};
use crate::run::describe;
use crate::text::{Place, Sources, Span};

/// Runs the command.
pub fn run(args: &Judging, terminal: &mut Terminal) -> u8 {
    if let Some(anchor) = args.anchor.named() {
        let judged = check::judge(args, anchor, None, terminal);
        return judged.unwrap_or_else(|status| status);
    }
    let mut sources = Sources::new();
    let source = sources.add("obstat verify", "");
    let complaint = Unanchored {}.at(Place::new(source, Span::default()));
    let mut report = Report { diagnostics: vec![complaint], ..Report::default() };
    diagnostic::fingerprint(&mut report.diagnostics, &sources);
    report.described = describe(&report.diagnostics, std::iter::empty());
    let Some(outputs) = args.outputs.begin(terminal) else { return 2 };
    outputs.write(&report, &sources, terminal);
    report.status(args.fail_on.into())
}
