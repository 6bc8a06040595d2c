//! How fast a text goes through all stages: Markdown, zones, matching, conditions, on one core.
//!
//! `cargo bench --bench engine`. Where two figures are compared, both are measured in one run. With
//! `OBSTAT_CORPUS=DIR` the Markdown files below a folder are judged instead of made-up ones.

#![allow(clippy::print_stderr, reason = "what was found belongs to what was measured")]

#[path = "material/adversary.rs"]
mod adversary;
#[path = "material/desk.rs"]
#[allow(dead_code, reason = "tests make their policies here; a bench takes kept ones")]
mod desk;
mod material;
#[path = "material/processor.rs"]
mod processor;

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use obstat::matcher::Memo;
use obstat::run::{Houses, Ready};
use obstat::text::Sources;
use obstat::world::Cache;
use tempfile::TempDir;

use material::{Material, pack, plain_rules};
use processor::Processor;

/// Bytes of text that a measurement goes through.
const CORPUS: usize = 4 << 20;

/// Bytes of one draft.
const DRAFT: usize = 5_000;

fn drafts(material: &Material, phrases: &[String]) -> Vec<String> {
    let Some(folder) = std::env::var_os("OBSTAT_CORPUS") else {
        return material.drafts(CORPUS / DRAFT, DRAFT, phrases);
    };
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok);
    let markdown = files.filter(|file| file.path().extension().is_some_and(|end| end == "md"));
    markdown.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
}

/// A house whose policy was compiled by another process and kept, as in any run but the first: making one leaves the
/// memory of this process in pieces, and what is measured then is that.
struct Kept {
    houses: Houses,
    number: usize,
    _folder: TempDir,
}

impl Kept {
    fn ready(&self) -> &Ready {
        self.houses.get(self.number).ready.as_ref().expect("a policy")
    }
}

fn house(rules: &str) -> Kept {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("policy")).expect("a folder");
    fs::write(root.join("policy/house.obstat"), pack(&[])).expect("written");
    fs::write(root.join("policy/rules.obstat"), rules).expect("written");
    fs::write(root.join("draft.md"), "Hallo.\n").expect("written");
    let cache = root.join("cache");
    let mut program = Command::new(env!("CARGO_BIN_EXE_obstat"));
    let run = program.args(["check", "draft.md"]).current_dir(root).env("OBSTAT_CACHE_DIR", &cache);
    let output = run.output().expect("the program runs");
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let mut houses = Houses::new(root).with_cache(Some(Cache::at(&cache)));
    let mut sources = Sources::new();
    let number = houses.of(&root.join("draft.md"), &mut sources);
    houses.load(number, &mut sources);
    Kept { houses, number, _folder: folder }
}

/// Measures going through all drafts with a memo that knows their words, and tells how much was found.
fn pass(criterion: &mut Criterion<Processor>, name: &str, rules: &str, drafts: &[String]) {
    let bytes: usize = drafts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("engine");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sample_size(10).measurement_time(Duration::from_secs(4));
    group.bench_function(name, |bencher| {
        let house = house(rules);
        let judge = desk::judge(house.ready());
        let mut memo = Memo::default();
        let all = |memo: &mut Memo| -> usize {
            drafts.iter().map(|text| desk::findings(&judge, memo, text).len()).sum()
        };
        eprintln!("{name}: {} findings in {} drafts", all(&mut memo), drafts.len());
        bencher.iter(|| all(&mut memo));
    });
    group.finish();
}

/// Which of the rules `made-0`, `made-1` … speak about the drafts.
fn rules_found(rules: &str, drafts: &[String]) -> Vec<bool> {
    let house = house(rules);
    let judge = desk::judge(house.ready());
    let mut memo = Memo::default();
    let mut found = vec![false; house.ready().policy.rules.len()];
    for text in drafts {
        for finding in desk::findings(&judge, &mut memo, text) {
            let number = finding.code.rsplit_once('-').and_then(|(_, number)| number.parse().ok());
            if let Some(rule) = number.and_then(|number: usize| found.get_mut(number)) {
                *rule = true;
            }
        }
    }
    found
}

/// A thousand phrases, and ten times as many of which no other is found.
fn phrases(criterion: &mut Criterion<Processor>) {
    let material = Material::new();
    let phrases = material.phrases(1_000);
    let drafts = drafts(&material, &phrases);
    // Made-up phrases are found now and then all the same: those are left out, for equal matches.
    let absent = material.absent_phrases(9_000);
    let found = rules_found(&plain_rules(&absent, 1), &drafts);
    let absent = absent.into_iter().zip(found).filter(|(_, found)| !found).map(|(one, _)| one);
    let many: Vec<String> = phrases.iter().cloned().chain(absent).collect();
    eprintln!("{} phrases against {}", many.len(), phrases.len());
    pass(criterion, "1,000 phrases", &plain_rules(&phrases, 10), &drafts);
    pass(criterion, "10,000 phrases", &plain_rules(&many, 10), &drafts);
}

/// Five hundred rules of one expression each.
fn expressions(phrases: &[String]) -> String {
    let mut rules = String::new();
    for (nth, phrase) in phrases.iter().enumerate() {
        let (first, second) = phrase.split_once(' ').expect("two words");
        let source = match nth % 4 {
            0 => format!("/\\b{first}\\w*\\s+{second}\\b/i"),
            1 => format!("/\\b({first}|{second})(e[nrs]?)? \\d+/"),
            2 => format!("/{first}\\w{{0,3}} (und|and) \\w+/"),
            _ => format!("/\\b{second}[-–]?\\w+\\b/i"),
        };
        let _ = writeln!(rules, "rule made-{nth} \"Made {nth}\" {{\n  forbid {source}\n}}\n");
    }
    rules
}

/// Five hundred expressions with a literal in them, and one more without.
fn regexes(criterion: &mut Criterion<Processor>) {
    let material = Material::new();
    let phrases = material.phrases(50);
    let drafts = drafts(&material, &phrases);
    // One in ten has a word of the texts in it: what guidelines forbid is rare.
    let rare = (0..450).map(|nth| material.absent_words(nth));
    let phrases: Vec<String> = phrases.into_iter().chain(rare).collect();
    let mut rules = expressions(&phrases);
    pass(criterion, "no rule", "rule none \"None\" {\n  forbid \"xyzzy\"\n}\n", &drafts);
    pass(criterion, "500 expressions", &rules, &drafts);
    rules.push_str("rule alone \"Alone\" {\n  forbid /\\b[A-Z]{3,8}-\\d{2,6}\\b/\n}\n");
    pass(criterion, "500 expressions and one without a literal", &rules, &drafts);
    // Harder than any guideline: a word of every expression stands in the texts.
    let usual = expressions(&material.phrases(500));
    pass(criterion, "500 expressions of words in use", &usual, &drafts);
}

/// Texts and rules made to be slow, the text once of five megabytes and once of ten; one rule has fifty thousand
/// alternatives.
fn adversaries(criterion: &mut Criterion<Processor>) {
    let mut group = criterion.benchmark_group("adversary");
    group.sample_size(10).measurement_time(Duration::from_secs(1));
    for trap in adversary::traps(50_000) {
        let mut kept = None;
        for megabytes in [5, 10] {
            let draft = (trap.draft)(megabytes << 20);
            group.throughput(Throughput::Bytes(draft.len() as u64));
            group.bench_function(format!("{}, {megabytes} MB", trap.name), |bencher| {
                let kept = kept.get_or_insert_with(|| house(&trap.rules));
                let judge = desk::judge(kept.ready());
                let mut memo = Memo::default();
                bencher.iter(|| desk::findings(&judge, &mut memo, &draft).len());
            });
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(Processor::default());
    targets = phrases, regexes, adversaries
}
criterion_main!(benches);
