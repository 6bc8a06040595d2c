//! Shipped packs: their examples and scenarios hold, and exercise all there is.
//!
//! Each pack below `rules/` is copied into a house that fills its roles and registers (`tests/packs/house`) and
//! tested there; one that only uses others (a profile, the starter) has nothing to exercise and must load.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a copy");
        }
    }
}

/// The folders below `rules/` with rules of their own.
fn packs() -> Vec<String> {
    let rules = root().join("rules");
    let mut found = Vec::new();
    for entry in fs::read_dir(&rules).expect("rules").map(|entry| entry.expect("an entry").path()) {
        let files = fs::read_dir(&entry).expect("a folder").filter_map(Result::ok);
        let texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
        if texts.into_iter().any(|text| text.lines().any(|line| line.starts_with("rule "))) {
            found.push(entry.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

/// What the program says in a folder; its exit code.
fn obstat(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_obstat"));
    let command = command.args(arguments).args(["--lang", "en"]).current_dir(folder);
    let output = command.output().expect("the program");
    let told = [output.stdout, output.stderr].concat();
    (String::from_utf8_lossy(&told).into_owned(), output.status.code())
}

#[test]
fn every_pack_is_exercised_in_whole() {
    let packs = packs();
    assert_eq!(packs.len(), 7, "{packs:?}");
    let mut failed = String::new();
    for pack in packs {
        let house = tempfile::tempdir().expect("a folder");
        let policy = house.path().join("policy");
        copy(&root().join("tests/packs/house"), &policy);
        copy(&root().join("rules").join(&pack), &policy.join(&pack));
        let file = policy.join("house.obstat");
        let text = fs::read_to_string(&file).expect("the house");
        fs::write(&file, format!("{text}\nuse \"./{pack}\"\n")).expect("the house");
        let (told, code) = obstat(house.path(), &["test", "--coverage"]);
        if code != Some(0) {
            failed.push_str(&format!("{pack}: {told}\n"));
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn every_profile_loads() {
    for entry in fs::read_dir(root().join("rules/profile")).expect("profiles") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let house = tempfile::tempdir().expect("a folder");
        let policy = house.path().join("policy");
        copy(&root().join("tests/packs/house"), &policy);
        let file = policy.join("house.obstat");
        let text = fs::read_to_string(&file).expect("the house");
        fs::write(&file, format!("{text}\nuse obstat/profile/{name}\n")).expect("the house");
        let (told, code) = obstat(house.path(), &["policy", "check"]);
        assert_eq!(code, Some(0), "{name}: {told}");
        assert!(told.contains("0 warnings"), "{name}: {told}");
        let (told, code) = obstat(house.path(), &["test", "--all"]);
        assert_eq!(code, Some(0), "{name}: {told}");
    }
}
