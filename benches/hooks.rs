//! Whole processes as a hook and a build server start them: one changed draft in a repository of 1,000, and what
//! changed since a revision in one of 10,000.
//!
//! `cargo bench --bench hooks`. The house uses every shipped pack; the compiled policy is in the cache.

#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

mod material;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use material::{Material, pack};

/// How often each command is run.
const RUNS: usize = 40;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = folder.path().join("small");
    repository(&small, 1_000);
    change(&small, 1);
    println!("one draft changed in a repository of 1,000 (goal 20 ms):");
    time(&small, &["check", "--only-drafts", "posts/00/0.md"]);
    git(&small, &["add", "-A"]);
    time(&small, &["check", "--staged"]);
    let large = folder.path().join("large");
    repository(&large, 10_000);
    change(&large, 10);
    println!("ten drafts changed in a repository of 10,000 (goal 200 ms):");
    time(&large, &["check", "--changed-since", "main"]);
}

/// A repository of so many drafts of 2 kB, all committed on `main`; what follows is on a branch.
fn repository(root: &Path, drafts: usize) {
    let material = Material::new();
    let packs: Vec<&str> = obstat::pack::all().iter().map(|pack| pack.name).collect();
    write(&root.join("policy/house.obstat"), &pack(&packs));
    write(&root.join("obstat.toml"), "[house]\ndrafts = [\"posts/**\"]\n");
    let texts = material.drafts(200, 2_000, &material.phrases(50));
    for nth in 0..drafts {
        let path = root.join(format!("posts/{:02}/{nth}.md", nth / 100));
        write(&path, &format!("{}\n{nth}\n", texts[nth % texts.len()]));
    }
    git(root, &["init", "-q", "-b", "main"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "start"]);
    git(root, &["switch", "-qc", "change"]);
}

/// Changes the first so many drafts.
fn change(root: &Path, drafts: usize) {
    for nth in 0..drafts {
        let path = root.join(format!("posts/{:02}/{nth}.md", nth / 100));
        let text = fs::read_to_string(&path).expect("a draft");
        write(&path, &format!("{text}\nEin Satz mehr.\n"));
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn git(root: &Path, args: &[&str]) {
    let author = ["-c", "user.name=A", "-c", "user.email=a@muster.example"];
    let mut command = Command::new("git");
    let status = command.args(author).args(args).current_dir(root).status();
    assert!(status.expect("git runs").success());
}

fn time(root: &Path, args: &[&str]) {
    let once = || {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_obstat"))
            .args(args)
            .current_dir(root)
            .env_remove("CI")
            .env("OBSTAT_CACHE_DIR", root.join(".cache"))
            .output()
            .expect("the program runs");
        let time = start.elapsed();
        assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
        time
    };
    // The first run fills the cache.
    once();
    let mut times: Vec<Duration> = (0..RUNS).map(|_| once()).collect();
    times.sort();
    let [least, middle, most] = [0, RUNS / 2, RUNS - 1].map(|at| times[at].as_secs_f64() * 1e3);
    let args = args.join(" ");
    println!("  {args:<36} least {least:.1} ms, middle {middle:.1} ms, most {most:.1} ms");
}
