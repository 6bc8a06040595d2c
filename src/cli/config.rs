//! `obstat config FILE`: which configuration and policy hold for a file, and why.

use super::args::Config;
use super::house::Opened;
use super::terminal::Terminal;
use crate::diagnostic::Say;
use crate::run::CONFIG;
use crate::text::Sources;

/// Runs the command.
pub fn run(args: &Config, terminal: &mut Terminal) -> u8 {
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(Some(&args.file), &mut sources, terminal) else { return 2 };
    let house = opened.house();
    let path = opened.folder.join(&args.file);
    let tongue = terminal.tongue();
    let below = house.below(&path);
    let decision = house.decide(&below, false);
    let mut lines = vec![(tongue.pick("house", "Haus"), house.root.display().to_string())];
    let config = match house.config.source {
        Some(_) => house.root.join(CONFIG).display().to_string(),
        None => tongue.pick("none", "keine").to_owned(),
    };
    lines.push((tongue.pick("configuration", "Konfiguration"), config));
    let policy = match &house.ready {
        Some(ready) if ready.folder.is_empty() => {
            tongue.pick("the shipped packs", "die mitgelieferten Pakete").to_owned()
        }
        Some(ready) => format!("{} ({})", ready.folder, ready.digest),
        None => tongue.pick("does not load", "lädt nicht").to_owned(),
    };
    lines.push((tongue.pick("policy", "Policy"), policy));
    if let Some(ready) = &house.ready {
        lines.push((tongue.pick("pin", "Festlegung"), ready.pin()));
    }
    let judged = tongue.pick(["no", "yes"], ["nein", "ja"])[usize::from(decision.draft)];
    let reason = decision.reason.words();
    lines.push((tongue.pick("draft", "Entwurf"), format!("{judged}, {}", reason.say(tongue))));
    for assign in house.config.assigned(&below) {
        for entry in &assign.fields {
            let nodes = entry.node.list().unwrap_or(std::slice::from_ref(&entry.node));
            let values: Vec<_> = nodes.iter().filter_map(|node| node.text()).collect();
            let value = values.join(", ");
            let text = format!("{} = {value} ({})", entry.key, assign.files.text);
            lines.push((tongue.pick("field", "Feld"), text));
        }
    }
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let text: String =
        lines.iter().map(|(name, value)| format!("{name:<width$}  {value}\n")).collect();
    terminal.out(&text);
    if house.ready.is_some() { 0 } else { 2 }
}
