//! `obstat rules`: what rules hold here, or what packs are shipped.

use super::args::Rules;
use super::terminal::Terminal;
use crate::pack;
use crate::run::Houses;
use crate::text::Sources;
use crate::world;

/// Runs the command.
pub fn run(args: &Rules, terminal: &mut Terminal) -> u8 {
    if args.shipped {
        let names: String = pack::all().iter().map(|pack| format!("{}\n", pack.name)).collect();
        terminal.out(&names);
        return 0;
    }
    let Ok(here) = world::current_folder() else { return 2 };
    let start = args.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let mut sources = Sources::new();
    let mut houses = Houses::new(&here);
    let number = houses.of(&start, &mut sources);
    houses.load(number, &mut sources);
    let house = houses.get(number);
    let Some(ready) = &house.ready else {
        terminal.diagnostics(&house.problems, &sources);
        return 2;
    };
    let rules = &ready.policy.rules;
    let width = rules.iter().map(|rule| rule.name.chars().count()).max().unwrap_or(0);
    let lines: String = rules
        .iter()
        .map(|rule| format!("{:<width$}  {:<7}  {}\n", rule.name, rule.severity.word(), rule.title))
        .collect();
    terminal.out(&lines);
    0
}
