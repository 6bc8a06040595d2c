//! `obstat doctor`: what is found here, for somebody who wonders why something is not.

use std::path::Path;

use super::house::Opened;
use super::layout;
use super::terminal::Terminal;
use crate::check::people_of;
use crate::diagnostic::Severity;
use crate::register::{Key, People, Person};
use crate::run::{CONFIG, House, Houses, Ready};
use crate::text::{Sources, Tongue, moment};
use crate::world::{self, Cache, Disk, Shelf};

/// Runs the command.
pub fn run(terminal: &mut Terminal) -> u8 {
    let mut sources = Sources::new();
    let Some(Opened { mut houses, number, .. }) = Opened::of(None, &mut sources, terminal) else {
        return 2;
    };
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
    rows.push((tongue.pick("cache", "Zwischenspeicher"), cache(tongue)));
    rows.extend(surroundings(&root, tongue));
    rows.push((tongue.pick("language", "Sprache"), terminal.view.language.to_string()));
    let mut rows: Vec<(&str, Vec<String>)> =
        rows.into_iter().map(|(label, value)| (label, vec![value])).collect();
    let ready = house.ready.as_ref();
    let people = ready.and_then(|ready| people_of(&ready.registers, ready.people.as_ref()));
    rows.extend(signer(&root, people, tongue));
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
        let errors = tongue.count(errors, ["error", "errors"], ["Fehler", "Fehler"]);
        let words = tongue.pick("does not load", "lädt nicht");
        return vec![(label, format!("{words}: {errors}"))];
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
    let warnings = tongue.count(warnings, ["warning", "warnings"], ["Warnung", "Warnungen"]);
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
        (tongue.pick("rules", "Regeln"), format!("{rules}, {warnings} (`obstat policy check`)")),
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

/// Where compiled policies are kept.
fn cache(tongue: Tongue) -> String {
    let Some(cache) = Cache::find() else {
        return tongue.pick("none where `CI` is set", "keiner, wo `CI` gesetzt ist").to_owned();
    };
    let folder = cache.folder().display();
    if cache.trusted() {
        return folder.to_string();
    }
    tongue.pick(
        format!("{folder} is not used: others may write to it"),
        format!("{folder} bleibt unbenutzt: Andere dürfen hineinschreiben"),
    )
}

/// Who git says is sitting here, and the keys that there are to sign with.
fn signer(
    root: &Path,
    people: Option<&People>,
    tongue: Tongue,
) -> [(&'static str, Vec<String>); 2] {
    let setting = |name| world::setting(root, name).ok().flatten();
    let who = |person: Option<&Person>| {
        let unknown = || tongue.pick("not in the people register", "nicht im Personenregister");
        person.map_or_else(|| unknown().to_owned(), |person| person.id.text.clone())
    };
    let mail = setting("user.email").map_or_else(
        || tongue.pick("git knows no mail address", "Git kennt keine Adresse").to_owned(),
        |mail| format!("{mail}: {}", who(people.and_then(|people| people.find(&mail)))),
    );
    let mut keys: Vec<String> = Vec::new();
    if let Some(key) = setting("user.signingkey") {
        let there = world::public_key(&key).is_some() || world::is_file(&root.join(&key));
        let missing = tongue.pick(" (no such file)", " (keine solche Datei)");
        keys.push(format!("user.signingkey: {key}{}", if there { "" } else { missing }));
    }
    for line in world::agent_keys() {
        let key = Key::parse(&line).ok();
        let owner = key.as_ref().zip(people).and_then(|(key, people)| people.with_key(key));
        let comment = line.split_whitespace().nth(2).unwrap_or(&line).to_owned();
        keys.push(format!("ssh-agent: {comment}: {}", who(owner)));
    }
    if keys.is_empty() {
        keys.push(tongue.pick("none", "keine").to_owned());
    }
    [(tongue.pick("you", "Sie"), vec![mail]), (tongue.pick("keys", "Schlüssel"), keys)]
}
