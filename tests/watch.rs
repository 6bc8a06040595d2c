//! `obstat check --watch` as a process: it checks again when a file of the house changes, and ends when told to.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

const RULES: &str = "pack house \"Rules\" {\n  languages en\n}\n\nrule smart \"Smart\" {\n  forbid \"smart\"\n  \
    flags  \"A [[smart]] pump.\"\n  passes \"A pump.\"\n}\n";

/// Longer than what is written at once may share an instant on the disk's clock.
const LATER: Duration = Duration::from_millis(30);

/// A program that ends with the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Writes as editors do, beside and then renamed: nobody can see half of it.
fn write(folder: &Path, name: &str, text: &str) {
    std::thread::sleep(LATER);
    let path = folder.join(name);
    let beside = path.with_file_name(".new");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&beside, text).expect("written");
    std::fs::rename(beside, path).expect("renamed");
}

/// Starts watching two drafts; the third is not asked for.
fn start(folder: &Path) -> (Watching, BufReader<ChildStdout>) {
    write(folder, "policy/house.obstat", RULES);
    for name in ["posts/a.md", "posts/b.md", "posts/c.md"] {
        write(folder, name, "A smart pump.\n");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_obstat"))
        .args(["check", "--watch", "--output", "short=posts/told.txt", "--output", "jsonl"])
        .args(["posts/a.md", "posts/b.md"])
        .current_dir(folder)
        .env("OBSTAT_CACHE_DIR", folder.join("cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let output = BufReader::new(child.stdout.take().expect("its output"));
    (Watching(child), output)
}

/// The next report: the run and its findings, each as `file rule`.
fn report(output: &mut BufReader<ChildStdout>) -> Vec<String> {
    let mut line = String::new();
    let mut next = || {
        line.clear();
        output.read_line(&mut line).expect("text");
        serde_json::from_str::<serde_json::Value>(&line).expect("JSON")
    };
    let run = next();
    assert_eq!(run["type"], "run");
    let count = |name: &str| run[name].as_u64().expect("a number");
    let told = count("errors") + count("warnings") + count("infos");
    (0..told)
        .map(|_| next())
        .map(|one| [&one["file"], &one["rule"]].map(|one| one.as_str().unwrap_or("")).join(" "))
        .collect()
}

#[test]
fn every_change_brings_a_new_report_and_what_it_writes_itself_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let (_watching, mut output) = start(folder);
    let (a, b) = ("posts/a.md house/smart", "posts/b.md house/smart");
    assert_eq!(report(&mut output), [a, b]);
    // Longer than between two looks: neither its cache nor its own report is a change.
    std::thread::sleep(Duration::from_millis(500));
    write(folder, "posts/a.md", "A quiet pump.\n");
    assert_eq!(report(&mut output), [b]);
    write(folder, "posts/b.md", "A loud pump.\n");
    assert_eq!(report(&mut output), [""; 0]);
    // The rules decide, too; while they do not load, that is told.
    write(folder, "policy/house.obstat", &RULES.replace("smart", "loud"));
    assert_eq!(report(&mut output), ["posts/b.md house/loud"]);
    write(folder, "policy/house.obstat", "rule\n");
    assert!(report(&mut output).iter().all(|one| one.starts_with("policy/house.obstat ")));
    write(folder, "policy/house.obstat", RULES);
    assert_eq!(report(&mut output), [""; 0]);
    // A draft that goes is missed as any that is named and not there.
    std::fs::remove_file(folder.join("posts/a.md")).expect("removed");
    assert_eq!(report(&mut output), ["posts/a.md unreadable-file"]);
    let told = std::fs::read_to_string(folder.join("posts/told.txt")).expect("written");
    assert!(told.contains("posts/a.md:1:1"), "{told}");
}

/// Whether whoever started the tests lets them, and so their children, ignore interrupts, as shells do in the background.
#[cfg(unix)]
fn interrupts_are_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << 1) != 0)
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_as_a_shell_expects() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (mut watching, mut output) = start(folder.path());
    assert_eq!(report(&mut output).len(), 2);
    let id = watching.0.id().to_string();
    // An interrupt is what a shell shows as status 130.
    let (name, number) = if interrupts_are_ignored() { ("-TERM", 15) } else { ("-INT", 2) };
    let sent = Command::new("kill").args([name, &id]).status().expect("kill runs");
    assert!(sent.success());
    let ended = (0..600).find_map(|_| {
        std::thread::sleep(LATER);
        watching.0.try_wait().expect("a child")
    });
    assert_eq!(ended.and_then(|status| status.signal()), Some(number));
}
