//! `obstat doctor`: what is found here, for somebody who wonders why something is not.

use std::path::Path;

use super::layout;
use super::terminal::Terminal;
use crate::diagnostic::Severity;
use crate::run::{CONFIG, House, Houses, Ready};
use crate::text::{Sources, Tongue, moment};
use crate::world::{self, Disk, Shelf};

/// Runs the command.
pub fn run(terminal: &mut Terminal) -> u8 {
    let Ok(here) = world::current_folder() else {
        terminal.complain("there is no current folder", "es gibt keinen aktuellen Ordner");
        return 2;
    };
    let mut sources = Sources::new();
    let mut houses = Houses::new(&here);
    let number = houses.of(&here, &mut sources);
    houses.load(number, &mut sources);
    let root = houses.get(number).root.clone();
    let drafts = drafts(&mut houses, number, &root, &mut sources);
    let house = houses.get(number);
    let tongue = terminal.tongue();
    let mut rows = vec![
        (tongue.pick("program", "Programm"), program()),
        (tongue.pick("house", "Haus"), root.display().to_string()),
        (tongue.pick("configuration", "Konfiguration"), configuration(house, tongue)),
    ];
    rows.extend(policy(house, tongue));
    rows.push((tongue.pick("drafts", "Entwürfe"), drafts.to_string()));
    rows.extend(surroundings(&root, tongue));
    rows.push((tongue.pick("language", "Sprache"), terminal.view.language.to_string()));
    let rows: Vec<(&str, Vec<String>)> =
        rows.into_iter().map(|(label, value)| (label, vec![value])).collect();
    let mut out = String::new();
    let lines = rows.iter().map(|(label, lines)| (*label, lines.as_slice()));
    layout::rows(&mut out, lines, usize::MAX);
    terminal.out(&out);
    if house.ready.is_some() {
        return 0;
    }
    let problems = house.problems.clone();
    terminal.diagnostics_aside(&problems, &sources);
    2
}

/// What this program is and can do.
fn program() -> String {
    let features: Vec<&str> =
        [("lemma-de", cfg!(feature = "lemma-de")), ("seal", cfg!(feature = "seal"))]
            .into_iter()
            .filter_map(|(name, on)| on.then_some(name))
            .collect();
    format!("obstat {} ({})", env!("CARGO_PKG_VERSION"), features.join(", "))
}

fn configuration(house: &House, tongue: Tongue) -> String {
    match house.config.source {
        Some(_) => CONFIG.to_owned(),
        None if Disk::new(&house.root).has_file(CONFIG) => {
            tongue.pick("cannot be read", "nicht lesbar").to_owned()
        }
        None => tongue.pick("none", "keine").to_owned(),
    }
}

/// Which policy judges, and whether anything is odd about it.
fn policy(house: &House, tongue: Tongue) -> Vec<(&'static str, String)> {
    let label = tongue.pick("policy", "Policy");
    let Some(ready) = &house.ready else {
        let errors = house.problems.iter().filter(|one| one.severity == Severity::Error).count();
        let words = tongue.pick(
            format!("does not load: {errors} errors"),
            format!("lädt nicht: {errors} Fehler"),
        );
        return vec![(label, words)];
    };
    let own = house_pack(ready);
    let folder = match ready.folder.as_str() {
        "" => tongue.pick("the shipped packs", "die mitgelieferten Pakete").to_owned(),
        folder => folder.to_owned(),
    };
    let packs: Vec<&str> = ready
        .policy
        .packs
        .iter()
        .map(|pack| pack.name.as_str())
        .filter(|name| *name != own)
        .collect();
    let (rules, warnings) = (ready.policy.rules.len(), house.problems.len());
    let zone = &ready.policy.pack(ready.policy.house).zone;
    let zone = match moment::zone(zone) {
        Some(_) => tongue.pick(
            format!("{zone} (zone data of the program)"),
            format!("{zone} (Daten des Programms)"),
        ),
        None => tongue.pick(format!("{zone}: unknown"), format!("{zone}: unbekannt")),
    };
    vec![
        (label, folder),
        (tongue.pick("digest", "Prüfsumme"), ready.digest.clone()),
        (
            tongue.pick("rules", "Regeln"),
            tongue.pick(
                format!("{rules}, {warnings} warnings (`obstat policy check`)"),
                format!("{rules}, {warnings} Warnungen (`obstat policy check`)"),
            ),
        ),
        (tongue.pick("packs", "Pakete"), [&[own], packs.as_slice()].concat().join(", ")),
        (tongue.pick("time zone", "Zeitzone"), zone),
    ]
}

fn house_pack(ready: &Ready) -> &str {
    &ready.policy.pack(ready.policy.house).name
}

/// How many files of the house are drafts, without being named.
fn drafts(houses: &mut Houses, number: usize, root: &Path, sources: &mut Sources) -> usize {
    let mut count = 0;
    for path in world::walk(root).files {
        // Files of a house inside of this one are not its own.
        if houses.of(&path, sources) != number {
            continue;
        }
        let house = houses.get(number);
        let below = house.below(&path);
        count += usize::from(!house.is_policy_file(&below) && house.decide(&below, false).draft);
    }
    count
}

/// The programs that approvals need, and the repository.
fn surroundings(root: &Path, tongue: Tongue) -> Vec<(&'static str, String)> {
    let missing = || tongue.pick("not found", "nicht gefunden").to_owned();
    let none = || tongue.pick("none", "keines").to_owned();
    let repository = world::repository(root).map(|root| root.display().to_string());
    let keygen = world::program("ssh-keygen").map(|path| path.display().to_string());
    vec![
        ("git", world::git_version().unwrap_or_else(missing)),
        (tongue.pick("repository", "Repository"), repository.unwrap_or_else(none)),
        ("ssh-keygen", keygen.unwrap_or_else(missing)),
    ]
}
