//! `obstat completions SHELL`: what a shell needs to complete commands and flags.

use clap::{CommandFactory, ValueEnum};
use clap_complete::aot::{Generator, Shell, generate};
use clap_complete_nushell::Nushell;

use super::args::Args;
use super::terminal::Terminal;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    pub shell: Shells,
}

/// Shells that complete.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Shells {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

/// Runs the command.
pub fn run(args: &Completions, terminal: &mut Terminal) -> u8 {
    let script = match args.shell {
        Shells::Bash => script(Shell::Bash),
        Shells::Zsh => script(Shell::Zsh),
        Shells::Fish => script(Shell::Fish),
        Shells::Powershell => script(Shell::PowerShell),
        Shells::Elvish => script(Shell::Elvish),
        Shells::Nushell => script(Nushell),
    };
    terminal.out(&script);
    0
}

fn script(shell: impl Generator) -> String {
    let mut bytes = Vec::new();
    generate(shell, &mut Args::command(), "obstat", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
