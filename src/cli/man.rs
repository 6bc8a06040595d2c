//! `obstat man [COMMAND]`: a page for `man`.

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::Args;
use super::terminal::Terminal;
use crate::text::nearest;

/// When the pages were last looked through.
const REVISED: &str = "2026-11-26";

/// Print a manual page
#[derive(Debug, clap::Args)]
pub struct Manual {
    /// The command it is about; without one it is about all of them
    pub command: Option<String>,
}

/// Runs the command.
pub fn run(args: &Manual, terminal: &mut Terminal) -> u8 {
    let mut all = Args::command();
    all.build();
    let page = match &args.command {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let near = nearest(name, all.get_subcommands().map(clap::Command::get_name));
                let (en, de) = match near {
                    Some(near) => {
                        (format!("; did you mean `{near}`?"), format!("; meinten Sie `{near}`?"))
                    }
                    None => (String::new(), String::new()),
                };
                terminal.complain(
                    &format!("there is no command `{name}`{en}"),
                    &format!("einen Befehl `{name}` gibt es nicht{de}"),
                );
                return 2;
            }
        },
    };
    let mut bytes = Vec::new();
    if page_of(page).render(&mut bytes).is_err() {
        return 2;
    }
    terminal.out(&String::from_utf8_lossy(&bytes));
    0
}

/// The page, with program and day at its foot.
fn page_of(command: clap::Command) -> Man {
    Man::new(command).date(REVISED).source(concat!("obstat ", env!("CARGO_PKG_VERSION")))
}
