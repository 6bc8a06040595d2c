//! The flags, all of them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::anchor::{AnchorArgs, EvidenceArgs};
use super::output::OutputArgs;
use crate::diagnostic::Severity;
use crate::text::Language;

/// What a newcomer may type first.
const EXAMPLES: &str = "\
Examples:
  obstat check                       what stands in the way of the drafts below this folder
  obstat check posts/may.md          the same for one draft
  obstat check --why RULE posts/may.md
                                     why a rule speaks there, or does not
  obstat explain RULE                what a rule means, whom it asks, and its examples
  obstat policy check                whether the rules themselves hold together
  obstat test                        whether they do what their examples say

Exit status: 0 nothing stands in the way, 1 something does, 2 could not judge.";

/// Policy as code for everything a company says in public
#[derive(Debug, Parser)]
#[command(
    name = "obstat",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command
#[derive(Debug, clap::Args)]
pub struct Common {
    /// Language of messages, such as `de` or `en`; else the environment's
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language, help_heading = EVERYWHERE)]
    pub lang: Option<Language>,
    /// Colour in the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = EVERYWHERE)]
    pub color: Colour,
}

/// Over the flags that every command has.
const EVERYWHERE: &str = "For every command";

fn language(text: &str) -> Result<Language, &'static str> {
    Language::parse(text).ok_or("that is no language; write `de` or `en`")
}

/// A number that somebody typed.
pub fn number(text: &str) -> Result<usize, &'static str> {
    text.parse().map_err(|_| "write a number, such as `20`")
}

fn threads(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "write a number from 1 on")
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(super::init::Init),
    /// Check drafts
    Check(Check),
    Request(super::request::Request),
    Approve(super::approve::Approve),
    /// The gate before publishing: check drafts by a policy that the change cannot touch
    Verify(Judging),
    Registers(super::registers::Registers),
    Replay(super::replay::Replay),
    Reject(super::reject::Reject),
    Revoke(super::revoke::Revoke),
    Review(super::revoke::Review),
    Waive(super::waive::Waive),
    Delegate(super::delegate::Delegate),
    Approvals(super::approvals::Approvals),
    /// Check the rules themselves
    Policy(Policy),
    /// Run the examples and scenarios of the rules
    Test(Test),
    /// Say what a rule or a code means
    Explain(super::explain::Explain),
    /// Lay out rule files
    Format(super::format::Format),
    /// List rules
    Rules(Rules),
    /// Write the findings that are known and shall not count into a file
    Baseline(super::baseline::Baseline),
    /// Say which configuration and policy hold for a file, and why
    Config(Config),
    /// Say what is found here: policy, drafts, cache, git, keys
    Doctor,
    /// Print completions for a shell
    Completions(super::completions::Completions),
    /// Print a manual page
    Man(super::man::Manual),
    /// Print the licences of the data in this program
    Licences,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub judging: Judging,
    #[command(flatten)]
    pub which: super::which::Which,
    #[command(flatten)]
    pub known: super::baseline::Known,
    #[command(flatten)]
    pub fixes: super::fix::Fixes,
    /// Judge by this rule alone, and show what was asked and answered
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    #[arg(help_heading = "At the desk")]
    pub why: Option<String>,
    /// Check again whenever a file of the house has changed, until Ctrl-C
    #[arg(long, conflicts_with_all = ["stdin_path", "staged", "fix", "unsafe_fixes", "diff", "record"])]
    #[arg(help_heading = "At the desk")]
    pub watch: bool,
}

/// Drafts to judge
#[derive(Debug, clap::Args)]
pub struct Drafts {
    /// Files and folders; `-` reads one draft from standard input
    pub paths: Vec<PathBuf>,
    /// Path of the draft on standard input: decides format, house and fields
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
    /// Judge as of this instant instead of now, such as `2026-10-01T09:00Z`
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
    /// Compile the rules anew, and keep nothing of it in the cache folder
    #[arg(long)]
    pub no_cache: bool,
    /// Judge on so many threads; the result is the same for any number
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
}

/// Flags of everything that judges drafts and shows what it finds
#[derive(Debug, clap::Args)]
pub struct Judging {
    #[command(flatten)]
    pub drafts: Drafts,
    #[command(flatten)]
    pub outputs: OutputArgs,
    /// Lowest severity that fails the run
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: SeverityArg,
    /// Show findings that waivers cover, too
    #[arg(long)]
    pub waived: bool,
    #[command(flatten)]
    pub showing: super::showing::Showing,
    #[command(flatten)]
    pub anchor: AnchorArgs,
    #[command(flatten)]
    pub evidence: EvidenceArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SeverityArg {
    /// Everything
    Info,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Info => Self::Info,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Error => Self::Error,
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct Policy {
    #[command(subcommand)]
    pub command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Everything that is wrong or odd about the rules, without any draft
    Check {
        /// A folder of the house; else the current one
        folder: Option<PathBuf>,
        #[command(flatten)]
        outputs: OutputArgs,
    },
}

#[derive(Debug, clap::Args)]
pub struct Test {
    /// A folder of the house; else the current one
    pub folder: Option<PathBuf>,
    /// Only the examples of this rule, by its full name
    #[arg(long, value_name = "RULE")]
    pub rule: Option<String>,
    /// Those of shipped packs too
    #[arg(long)]
    pub all: bool,
    /// Say what no example and no scenario exercises; fails if there is anything
    #[arg(long)]
    pub coverage: bool,
}

#[derive(Debug, clap::Args)]
pub struct Rules {
    /// A folder of the house; else the current one
    pub folder: Option<PathBuf>,
    /// List the shipped packs instead
    #[arg(long)]
    pub shipped: bool,
}

#[derive(Debug, clap::Args)]
pub struct Config {
    /// The file
    pub file: PathBuf,
}
