//! How much of a report people are shown.

use super::args::number;
use super::output::OutputArgs;
use super::statistics;
use super::terminal::Terminal;
use crate::diagnostic::Report;
use crate::render::Output;

/// How much is shown
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How much is shown")]
pub struct Showing {
    /// Show findings and nothing else
    #[arg(long, short)]
    pub quiet: bool,
    /// Show no more findings than this in `human` and `short`, then how many more there are
    #[arg(long, value_name = "COUNT", value_parser = number)]
    pub max_findings: Option<usize>,
    /// Afterwards, say how often each rule speaks, and for whom
    #[arg(long)]
    pub statistics: bool,
}

impl Showing {
    /// Tells the terminal.
    pub fn set(&self, terminal: &mut Terminal) {
        terminal.view.quiet = self.quiet;
        terminal.view.most = self.max_findings.unwrap_or(usize::MAX);
    }

    /// What is said after a report: on standard error if a machine reads standard output.
    pub fn after(&self, outputs: &OutputArgs, report: &Report, terminal: &mut Terminal) {
        if !self.statistics {
            return;
        }
        let table = statistics::table(report, terminal.tongue());
        let mut shown = outputs.output.iter().filter(|target| target.path.is_none());
        if shown.all(|target| matches!(target.format, Output::Human | Output::Short)) {
            terminal.out(&table);
        } else if !table.is_empty() {
            terminal.err(&table);
        }
    }
}
