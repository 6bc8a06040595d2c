//! `obstat rules`: what rules hold here, or what packs are shipped.

use super::args::Rules;
use super::house::Opened;
use super::terminal::Terminal;
use crate::pack;
use crate::text::Sources;

/// Runs the command.
pub fn run(args: &Rules, terminal: &mut Terminal) -> u8 {
    if args.shipped {
        let names: String = pack::all().iter().map(|pack| format!("{}\n", pack.name)).collect();
        terminal.out(&names);
        return 0;
    }
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(args.folder.as_deref(), &mut sources, terminal) else { return 2 };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let rules = &ready.policy.rules;
    let width = rules.iter().map(|rule| rule.name.chars().count()).max().unwrap_or(0);
    let lines: String = rules
        .iter()
        .map(|rule| format!("{:<width$}  {:<7}  {}\n", rule.name, rule.severity.word(), rule.title))
        .collect();
    terminal.out(&lines);
    0
}
