//! Whole policies load: guideline sentences of real organisations, and the tour of the language's design, each with
//! the registers that it names.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A house with one of the policies beside this file, and registers.
fn house(policy: &str, registers: &[(&str, &str)]) -> tempfile::TempDir {
    let house = tempfile::tempdir().expect("a folder");
    let folder = house.path().join("policy");
    let registers_folder = folder.join("registers");
    std::fs::create_dir_all(&registers_folder).expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies").join(policy);
    let files = std::fs::read_dir(&from).expect("the policy");
    for file in files.map(|entry| entry.expect("an entry").path()) {
        std::fs::copy(&file, folder.join(file.file_name().expect("a name"))).expect("a copy");
    }
    for (name, text) in registers {
        std::fs::write(registers_folder.join(name), text).expect("a register");
    }
    house
}

fn obstat(house: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_obstat"))
        .args(args)
        .current_dir(house)
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), told)
}

#[test]
fn the_guidelines_of_real_organisations_load() {
    let rows = "- id: somebody@muster.example\n";
    let names = [
        "accounts",
        "trained-authors",
        "spokespersons",
        "clients",
        "competitors",
        "sensitive-parties",
        "code-names",
        "current-events",
        "quiet-periods",
        "staffed-hours",
        "claims",
    ];
    let files: Vec<(String, String)> = names
        .iter()
        .map(|name| {
            let row = match *name {
                "clients" => "- id: Globex\n".to_owned(),
                "competitors" => "- id: Umbrella Corp\n".to_owned(),
                "current-events" => "- id: blackout\n  terms: [BlackoutBerlin]\n".to_owned(),
                "claims" => "- id: a\n  wording: \"a\"\n".to_owned(),
                "accounts" => {
                    "- id: a\n  channel: x\n  owner: somebody@muster.example\n".to_owned()
                }
                _ => rows.to_owned(),
            };
            (format!("{name}.yaml"), row)
        })
        .collect();
    let mut registers: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    registers.push(("state.yaml", "crisis: none\n"));
    registers.push(("facts.yaml", "founded: 2001-05-03\nheadcount: 1200\nrevenue: 5 EUR\n"));
    let house = house("guidelines", &registers);
    let (status, told) = obstat(house.path(), &["policy", "check", "--output", "short"]);
    assert_eq!(status, Some(0), "{told}");
    let (status, told) = obstat(house.path(), &["test", "--lang", "en"]);
    assert_eq!(status, Some(0), "{told}");
}

#[test]
fn the_tour_of_the_language_loads_and_its_examples_hold() {
    let registers = [
        ("state.yaml", "crisis: none\n"),
        ("claims.yaml", "- id: solar\n  wording: \"klimaneutral\"\n"),
        ("facts.yaml", "headcount: 1200\n"),
    ];
    let house = house("house", &registers);
    let channels = house.path().join("policy/channels");
    std::fs::create_dir(&channels).expect("a folder");
    std::fs::write(channels.join("pack.obstat"), "pack channels { languages de }\n")
        .expect("a pack");
    // The tour names a pack that is not shipped.
    let tour: PathBuf = house.path().join("policy/tour.obstat");
    let text = std::fs::read_to_string(&tour).expect("the tour");
    let text = text.replace("obstat/green-claims-eu {", "obstat/claims {");
    std::fs::write(&tour, text).expect("the tour");
    let (status, told) = obstat(house.path(), &["policy", "check", "--output", "short"]);
    assert_eq!(status, Some(0), "{told}");
    let (status, told) = obstat(house.path(), &["test"]);
    assert_eq!(status, Some(0), "{told}");
}
