//! What approvals cost: canonical form and digest, one draft with three approvals, a tree of records at the gate.
//!
//! The figures that must hold: 200 MB/s for form and digest, 3 ms more for a draft with three approvals than without, 2 s
//! for the gate over 10,000 records of 1,000 drafts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp};
use obstat::approval::record::{About, Act, Deed, Record, Scope, Stamp, Subject, Window};
use obstat::draft::canonical::Canon;
use obstat::draft::read;
use obstat::run::{Anchor, Request, check};
use obstat::text::{SourceId, digest};

/// Drafts of the tree, and records of each.
const DRAFTS: usize = 1_000;
const RECORDS: usize = 10;

fn form(criterion: &mut Criterion) {
    let sentence = "Wir öffnen am 3. Mai ein Werk in Celle; es ist „klimaneutral“ gebaut.\n";
    let text = format!("---\nkind: post\nchannel: x\n---\n{}", sentence.repeat(8_192));
    let draft = read("a.md", SourceId(0), &text, None, None);
    let mut group = criterion.benchmark_group("approvals");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("canonical form and digest", |bench| {
        bench.iter(|| {
            let canon = Canon::of(&draft.items[0], SourceId(0), &text).expect("a form");
            digest(canon.form("x", &BTreeSet::new(), &BTreeMap::new()).expect("no attachments"))
        });
    });
    group.finish();
}

/// A house whose `legal` takes people at their word, or wants signatures by a key made for the purpose.
struct House {
    folder: tempfile::TempDir,
    key: PathBuf,
}

const POLICY: &str = r#"
pack house "Bench" { languages de }
field kind one of post default post
field channel one of x
role legal "Recht" { members "carla@muster.example", "dora@muster.example" }
rule green { allow "klimaneutral" only with approval by legal }
"#;

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = folder.path().join("key");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f"])
            .arg(&key)
            .status();
        assert!(made.is_ok_and(|status| status.success()), "ssh-keygen makes a key");
        let public = std::fs::read_to_string(key.with_extension("pub")).expect("a key");
        let people = format!(
            "- {{id: carla@muster.example, keys: [\"{}\"]}}\n- {{id: dora@muster.example}}\n",
            public.trim()
        );
        let house = Self { folder, key };
        house.write("policy/house.obstat", POLICY);
        house.write("policy/registers/people.yaml", &people);
        house
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    /// A draft with so many records, all by the same key.
    fn draft(&self, number: usize, records: usize) -> String {
        let path = format!("posts/{number}.md");
        let text = format!("---\nchannel: x\n---\nUnser Lager {number} ist klimaneutral.\n");
        self.write(&path, &text);
        let draft = read(&path, SourceId(0), &text, None, None);
        let canon = Canon::of(&draft.items[0], SourceId(0), &text).expect("a form");
        let form = canon.form("x", &BTreeSet::new(), &BTreeMap::new()).expect("no attachments");
        let acts: Vec<Act> = (0..records).map(|nth| act(&path, &digest(&form), nth)).collect();
        let lines: Vec<String> = acts.into_iter().map(|act| self.signed(act)).collect();
        if !lines.is_empty() {
            self.write(&format!("{path}.approvals.jsonl"), &(lines.join("\n") + "\n"));
        }
        path
    }

    fn signed(&self, mut act: Act) -> String {
        let bytes = act.signed_bytes();
        let file = self.root().join("bytes");
        std::fs::write(&file, bytes).expect("a file");
        let _ = std::fs::remove_file(file.with_extension("sig"));
        let signed = Command::new("ssh-keygen")
            .args(["-q", "-Y", "sign", "-n", "obstat-approval", "-f"])
            .arg(&self.key)
            .arg(&file)
            .stderr(std::process::Stdio::null())
            .status();
        assert!(signed.is_ok_and(|status| status.success()), "ssh-keygen signs");
        let armour = std::fs::read_to_string(file.with_extension("sig")).expect("a signature");
        act.sig = Some(armour.lines().filter(|line| !line.starts_with('-')).collect());
        Record::Act(Box::new(act)).write().expect("a record")
    }

    fn git(&self, args: &[&str]) {
        let done = Command::new("git")
            .args(["-c", "user.name=bench", "-c", "user.email=bench@muster.example"])
            .args(args)
            .current_dir(self.root())
            .status();
        assert!(done.is_ok_and(|status| status.success()), "git {args:?}");
    }

    fn check(&self, paths: &[&str], anchor: Anchor) -> usize {
        let request = Request {
            paths: paths.iter().map(PathBuf::from).collect(),
            folder: self.root().to_owned(),
            now: Some(now()),
            anchor,
            ..Request::default()
        };
        let outcome = check(&request);
        assert!(outcome.report.drafts > 0);
        outcome.report.diagnostics.len()
    }
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().expect("an instant")
}

fn act(path: &str, digest: &str, nth: usize) -> Act {
    let time = now() - SignedDuration::from_mins(i64::try_from(nth).unwrap_or(0) + 1);
    let subject = Subject { scope: Scope::Channel("x".into()), digest: digest.to_owned() };
    let about = About {
        canon: "obstat-canon/1".into(),
        subjects: vec![subject],
        unbound: Vec::new(),
        path: path.to_owned(),
    };
    let stamp = Stamp { policy: obstat::text::digest("policy"), version: None };
    let window = Window { from: None, until: now() + SignedDuration::from_hours(24 * 30) };
    Act {
        house: "house".into(),
        role: Some("legal".into()),
        by: "carla@muster.example".into(),
        on_behalf: None,
        delegation: None,
        time,
        comment: None,
        after: Vec::new(),
        deed: Deed::Approve { about, stamp, open: Vec::new(), window },
        sig: None,
    }
}

fn one_draft(criterion: &mut Criterion) {
    let house = House::new();
    let (without, with) = (house.draft(0, 0), house.draft(1, 3));
    let mut group = criterion.benchmark_group("approvals");
    group.sample_size(20);
    group.bench_function("one draft without records", |bench| {
        bench.iter(|| house.check(&[&without], Anchor::None));
    });
    group.bench_function("one draft with three", |bench| {
        bench.iter(|| house.check(&[&with], Anchor::None));
    });
    group.finish();
}

fn gate(criterion: &mut Criterion) {
    let house = House::new();
    // Signing is ssh-keygen's work and takes minutes for ten thousand: one in ten is signed, the others are the same
    // line at another time, whose signature is refused after the same work.
    for number in 0..DRAFTS {
        house.draft(number, 1);
        let path = house.root().join(format!("posts/{number}.md.approvals.jsonl"));
        let first = std::fs::read_to_string(&path).expect("records");
        let times = (1..RECORDS).map(|nth| {
            let time = now() - SignedDuration::from_mins(1);
            let other = now() - SignedDuration::from_mins(i64::try_from(nth).unwrap_or(0) + 1);
            let (time, other) = (time.to_string(), other.to_string());
            first.replacen(&time, &other, 1)
        });
        let lines: String = std::iter::once(first.clone()).chain(times).collect();
        std::fs::write(&path, lines).expect("a file");
    }
    house.git(&["init", "-q", "-b", "main"]);
    house.git(&["add", "policy", "posts"]);
    house.git(&["commit", "-q", "-m", "base"]);
    let mut group = criterion.benchmark_group("approvals");
    group.sample_size(10);
    group.bench_function("gate over 10,000 records of 1,000 drafts", |bench| {
        bench.iter(|| house.check(&["posts"], Anchor::Revision("main".into())));
    });
    group.finish();
}

criterion_group!(benches, form, one_draft, gate);
criterion_main!(benches);
