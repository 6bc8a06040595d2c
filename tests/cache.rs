//! The kept policy: the same bytes with and without it, and nothing that lies in the folder can change a verdict.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A house with a register and drafts, and a cache folder beside it.
struct House {
    folder: TempDir,
}

const POLICY: &str = r#"
pack house "House" {
  languages de, en
}
use "./more"
register rivals from "registers/rivals.yaml"

/// Say what it does.
rule hollow "Hollow" {
  forbid  "innovative solution" | exactly "am Puls der Zeit" | /best[- ]in[- ]class/i | "*führer"
  message en "“{match}” says nothing"
  message de "»{match}« sagt nichts"
}
rule rival "Rival" {
  forbid rivals
}
"#;

impl House {
    fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().expect("a folder") };
        house.write("policy/house.obstat", POLICY);
        house.write("policy/more/more.obstat", "pack more \"More\" {\n  languages en\n}\nrule shouting \"S\" {\n  limit all-caps to 1\n}\n");
        house.write("policy/registers/rivals.yaml", "initech:\n  terms: [Initech]\n");
        house.write(
            "post.md",
            "Our innovative solutions are Best-in-class, says INITECH, the MARKET LEADER.\n",
        );
        house
    }

    /// A house whose files have lain for so long that what is kept of it says the same from now on.
    fn settled() -> Self {
        let house = Self::new();
        std::thread::sleep(std::time::Duration::from_millis(3_200));
        house
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("house").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_obstat"));
        command
            .args(["check", "--now", "2026-10-01"])
            .args(args)
            .current_dir(self.path(""))
            .env_remove("CI")
            .env("LANG", "C.UTF-8")
            .env("OBSTAT_CACHE_DIR", self.cache());
        command
    }

    /// What a check writes, and its status.
    fn check(&self, args: &[&str]) -> (String, Option<i32>) {
        told(&self.command(args).output().expect("the program runs"))
    }

    /// The one file in the cache.
    fn kept(&self) -> PathBuf {
        let files = kept(&self.cache());
        let [only] = &files[..] else { panic!("{files:?}") };
        only.clone()
    }
}

fn told(output: &Output) -> (String, Option<i32>) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (String::from_utf8(text).expect("UTF-8"), output.status.code())
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    entries.unwrap_or_default().iter().map(fs::DirEntry::path).collect()
}

/// What the file system says of a file that a new one would not have.
fn written(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a file")
}

#[test]
fn the_same_bytes_with_and_without() {
    let house = House::settled();
    for output in ["human", "json", "short"] {
        let args = ["post.md", "--output", output];
        let without = house.check(&[&args[..], &["--no-cache"]].concat());
        assert!(without.0.contains("hollow") && without.1 == Some(1), "{without:?}");
        let first = house.check(&args);
        let stamp = written(&house.kept());
        let second = house.check(&args);
        assert_eq!((&first, &second), (&without, &without));
        assert_eq!(written(&house.kept()), stamp, "kept again although nothing had changed");
    }
}

#[test]
fn whatever_changes_in_the_policy_counts_at_once() {
    let house = House::new();
    let findings = |house: &House| {
        let with = house.check(&["post.md", "--output", "short"]);
        assert_eq!(with, house.check(&["post.md", "--output", "short", "--no-cache"]));
        with.0
    };
    let before = findings(&house);
    assert!(before.contains("rival") && before == findings(&house));
    house.write("policy/registers/rivals.yaml", "umbrella:\n  terms: [Umbrella]\n");
    assert!(!findings(&house).contains("rival"));
    house
        .write("policy/more/leader.obstat", "rule leader \"L\" {\n  forbid \"market leader\"\n}\n");
    assert!(findings(&house).contains("leader"));
    fs::remove_file(house.path("policy/more/leader.obstat")).expect("removed");
    assert!(!findings(&house).contains("leader"));
    house.write("policy/house.obstat", &POLICY.replace("innovative", "boring"));
    assert!(!findings(&house).contains("solutions"));
    house.write("policy/house.obstat", "rule broken {");
    assert_eq!(house.check(&["post.md"]).1, Some(2));
    house.write("policy/house.obstat", POLICY);
    house.write("policy/registers/people.yaml", "anna:\n  names: 7\n  nonsense: [\n");
    assert_eq!(house.check(&["post.md"]).1, Some(2));
}

/// Files that have lain for a while are known by what the system says of them. Nobody can change them without a sign,
/// even with the same length and the old time.
#[test]
fn a_change_counts_even_with_the_old_length_and_time() {
    let house = House::settled();
    let rules = house.path("policy/house.obstat");
    let run = || house.check(&["post.md"]);
    let before = run();
    // From now on known by its stamp; what is shown of the rule's own file is read all the same.
    let kept = fs::read(house.kept()).expect("kept");
    assert_eq!((run(), run()), (before.clone(), before.clone()));
    assert!(fs::read(house.kept()).expect("kept") == kept, "nothing was worked out anew");
    let written = fs::metadata(&rules).and_then(|file| file.modified()).expect("its time");
    fs::write(&rules, POLICY.replace("innovative solution", "economical solution"))
        .expect("written");
    let file = fs::File::options().append(true).open(&rules).expect("opened");
    file.set_modified(written).expect("the old time");
    drop(file);
    let after = run();
    assert_ne!(after, before);
    assert_eq!(after, house.check(&["post.md", "--no-cache"]));
    // The other way round: another time, the same bytes.
    house.write("policy/house.obstat", POLICY);
    assert_eq!(run(), before);
}

#[test]
fn what_is_damaged_cut_or_foreign_is_worked_out_anew() {
    let house = House::settled();
    let expected = house.check(&["post.md"]);
    let file = house.kept();
    let sound = fs::read(&file).expect("kept");
    let mut spoilt: Vec<Vec<u8>> =
        (0..12).map(|part| sound[..sound.len() * part / 12].to_vec()).collect();
    for part in 0..24 {
        let mut bytes = sound.clone();
        bytes[sound.len() * part / 24] ^= 1 << (part % 8);
        spoilt.push(bytes);
    }
    spoilt.push([&sound[..], b"more"].concat());
    spoilt.push(vec![0xff; 4_096]);
    for bytes in spoilt {
        fs::write(&file, &bytes).expect("written");
        assert_eq!(house.check(&["post.md"]), expected);
        assert!(fs::read(&file).expect("kept") == sound, "not kept anew");
    }
    let other = House::new();
    other.write("policy/house.obstat", "pack house \"House\" {\n  languages de\n}\n");
    other.check(&["post.md"]);
    fs::copy(other.kept(), &file).expect("copied");
    assert_eq!(house.check(&["post.md"]), expected);
}

#[test]
fn many_at_once_do_not_disturb_each_other() {
    let house = House::new();
    let expected = house.check(&["post.md", "--no-cache"]);
    assert!(kept(&house.cache()).is_empty(), "kept although it was not to be");
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command = house.command(&["post.md"]);
            command.stdout(std::process::Stdio::piped()).spawn().expect("the program runs")
        })
        .collect();
    for child in children {
        assert_eq!(told(&child.wait_with_output().expect("an end")), expected);
    }
    assert_eq!(house.check(&["post.md"]), expected);
    house.kept();
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_write_to_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let expected = house.check(&["post.md"]);
    let file = house.kept();
    fs::write(&file, b"theirs").expect("written");
    fs::set_permissions(house.cache(), fs::Permissions::from_mode(0o777)).expect("our own");
    assert_eq!(house.check(&["post.md"]), expected);
    assert_eq!(fs::read(&file).expect("kept"), b"theirs");
}

#[test]
fn nothing_is_kept_in_ci_unless_a_folder_is_named() {
    let house = House::new();
    let home = house.folder.path().join("home");
    let run = |ci: bool| {
        let mut command = house.command(&["post.md"]);
        command.env_remove("OBSTAT_CACHE_DIR").env_remove("XDG_CACHE_HOME").env("HOME", &home);
        if ci {
            command.env("CI", "true");
        }
        told(&command.output().expect("the program runs"))
    };
    let expected = run(true);
    assert!(!home.exists());
    assert_eq!(run(false), expected);
    if cfg!(target_os = "linux") {
        assert_eq!(kept(&home.join(".cache/obstat")).len(), 1);
    }
    let named = told(&house.command(&["post.md"]).env("CI", "true").output().expect("it runs"));
    assert_eq!((named, kept(&house.cache()).len()), (expected, 1));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let house = House::new();
    let plain = "Nothing much is said in this sentence, and it says so at length. ".repeat(200);
    for nth in 0..24 {
        let text = format!(
            "# Number {nth}\n\n{plain}\n\nAn innovative solution by Initech, twice as GOOD.\n"
        );
        house.write(&format!("posts/{}/{nth}.md", nth % 3), &text);
    }
    let one = house.check(&["posts", "--output", "short", "--threads", "1"]);
    assert!(one.0.lines().count() >= 48, "{one:?}");
    for threads in ["2", "8"] {
        assert_eq!(house.check(&["posts", "--output", "short", "--threads", threads]), one);
    }
    assert_eq!(house.check(&["posts", "--output", "short"]), one);
}
