//! Whole processes: how long one draft takes from the command line, with and without the cache, and how much
//! memory many drafts need.
//!
//! `cargo bench --bench whole`. With `-- write DIR FILES PHRASES` it writes drafts and the same phrases as a
//! policy, as Vale styles and as lines for `rg -f` instead: that is what `vale.sh` compares. `-- house DIR` keeps
//! the house of the first figures, to look at a run with a profiler.

#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

mod material;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use material::{Material, house_files, pack, plain_rules};

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_obstat");

/// How often a short run is repeated.
const RUNS: u32 = 60;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder, files, phrases] => {
            let number = |text: &str| text.parse().expect("a number");
            write(Path::new(folder), number(files), number(phrases));
        }
        ["house", folder] => house(Path::new(folder)),
        ["one"] => one_draft(),
        ["many"] => many_drafts(),
        [] => {
            one_draft();
            many_drafts();
        }
        _ => println!("say nothing, `one`, `many`, `house DIR` or `write DIR FILES PHRASES`"),
    }
}

/// A house with every shipped pack and a thousand rules of its own, and a draft of 20 kB.
fn house(root: &Path) {
    let material = Material::new();
    let phrases = material.phrases(500);
    let all: Vec<String> = phrases.iter().cloned().chain(material.absent_phrases(9_500)).collect();
    let packs: Vec<&str> = obstat::pack::all().iter().map(|pack| pack.name).collect();
    let folder = root.join("policy");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("house.obstat"), pack(&packs)).expect("written");
    let mut bytes = 0;
    for (name, text) in house_files(&all, 10) {
        bytes += text.len();
        fs::write(folder.join(name), text).expect("written");
    }
    let draft = material.drafts(1, 20_000, &phrases).remove(0);
    fs::write(root.join("draft.md"), draft).expect("written");
    println!("{} shipped packs and 1,000 house rules in 100 files, {bytes} bytes", packs.len());
}

/// Runs the program; gives the time by the clock and how many lines it wrote.
fn run(root: &Path, args: &[&str]) -> (Duration, usize) {
    let start = Instant::now();
    let output = Command::new(PROGRAM)
        .args(args)
        .current_dir(root)
        .env_remove("CI")
        .env("OBSTAT_CACHE_DIR", root.join("cache"))
        .output()
        .expect("the program runs");
    let time = start.elapsed();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    (time, output.stdout.iter().filter(|&&byte| byte == b'\n').count())
}

/// Waits until the rule files have lain for so long that they are known by their stamps, as on any day.
fn settle(root: &Path) {
    std::thread::sleep(Duration::from_secs(4));
    run(root, &["check", "draft.md", "--output", "short"]);
}

/// Processor time of all finished children, user and system, in ticks of ten milliseconds.
fn children_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    after.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn one_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    house(folder.path());
    settle(folder.path());
    println!("one draft of 20 kB, {RUNS} runs each (milliseconds):");
    for (name, args) in [
        ("the program alone", &["--version"][..]),
        ("with the cache", &["check", "draft.md", "--output", "short"][..]),
        ("without", &["check", "draft.md", "--output", "short", "--no-cache"][..]),
    ] {
        repeated(folder.path(), name, args);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let packs: Vec<&str> = obstat::pack::all().iter().map(|pack| pack.name).collect();
    fs::create_dir(root.join("policy")).expect("a folder");
    fs::write(root.join("policy/house.obstat"), pack(&packs)).expect("written");
    fs::write(root.join("draft.md"), "Hallo.\n").expect("written");
    settle(root);
    println!("all shipped packs and a draft of one word (milliseconds):");
    for (name, args) in [
        ("with the cache", &["check", "draft.md", "--output", "short"][..]),
        ("without", &["check", "draft.md", "--output", "short", "--no-cache"][..]),
    ] {
        repeated(root, name, args);
    }
}

/// Runs the program many times and tells how long that took.
fn repeated(root: &Path, name: &str, args: &[&str]) {
    let (_, lines) = run(root, args);
    let before = children_ticks();
    let times: Vec<Duration> = (0..RUNS).map(|_| run(root, args).0).collect();
    let ticks = children_ticks() - before;
    let least = times.iter().min().expect("runs").as_secs_f64() * 1e3;
    let cpu = ticks as f64 * 10.0 / f64::from(RUNS);
    println!(
        "  {name:<18} least by the clock {least:6.1}, processor on average {cpu:6.1}, {lines} lines"
    );
}

fn many_drafts() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    house(root);
    settle(root);
    let material = Material::new();
    let drafts = material.drafts(500, 5_000, &material.phrases(500));
    for nth in 0..50_000_usize {
        let below = root.join(format!("drafts/{:02}", nth / 1_000));
        if nth % 1_000 == 0 {
            fs::create_dir_all(&below).expect("a folder");
        }
        fs::write(below.join(format!("{nth}.md")), &drafts[nth % drafts.len()]).expect("written");
    }
    let before = children_ticks();
    let mut child = Command::new(PROGRAM)
        .args(["check", "drafts", "--output", "short"])
        .current_dir(root)
        .env_remove("CI")
        .env("OBSTAT_CACHE_DIR", root.join("cache"))
        .stdout(Stdio::from(fs::File::create(root.join("out")).expect("a file")))
        .spawn()
        .expect("the program runs");
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    let lines = fs::read_to_string(root.join("out")).expect("the output").lines().count();
    let seconds = (children_ticks() - before) as f64 / 100.0;
    println!(
        "50,000 drafts of 5 kB: peak {} MB, processor {seconds:.1} s, {lines} lines",
        peak / 1_000
    );
}

/// Drafts and the same phrases for three programs.
fn write(root: &Path, files: usize, phrases: usize) {
    let material = Material::new();
    let found = material.phrases(1_000.min(phrases));
    let more = material.absent_phrases(phrases.saturating_sub(found.len()));
    let all: Vec<String> = found.iter().cloned().chain(more).collect();
    for folder in ["policy", "drafts", "styles/Made"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    for (nth, draft) in material.drafts(files, 10_000, &found).iter().enumerate() {
        fs::write(root.join(format!("drafts/{nth:05}.md")), draft).expect("written");
    }
    fs::write(root.join("policy/house.obstat"), pack(&[])).expect("written");
    fs::write(root.join("policy/rules.obstat"), plain_rules(&all, 10)).expect("written");
    fs::write(root.join("phrases"), all.join("\n") + "\n").expect("written");
    fs::write(
        root.join(".vale.ini"),
        "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Made\n",
    )
    .expect("written");
    for (nth, phrases) in all.chunks(10).enumerate() {
        let mut style = String::from(
            "extends: existence\nmessage: \"'%s'\"\nlevel: error\nignorecase: true\ntokens:\n",
        );
        for phrase in phrases {
            let _ = writeln!(style, "  - '{phrase}'");
        }
        fs::write(root.join(format!("styles/Made/Made{nth:04}.yml")), style).expect("written");
    }
}
