//! How long outputs take for 50,000 findings in 500 drafts, written to nowhere, and how much memory they need beside
//! the report.
//!
//! `cargo bench --bench outputs`; with `-- json` (or another name) that output alone.

#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

use std::fs;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use obstat::diagnostic::{Diagnostic, Fix, Report, Safety, Severity, Subject, fingerprint};
use obstat::render::{Output, View, render};
use obstat::text::{Edit, Language, Localized, Place, Sources, Span};

const DRAFTS: usize = 500;
const EACH: usize = 100;
const SENTENCE: &str = "Unser Lager in Österreich ist klimaneutral 🌱 und wächst. ";

/// How often each output is written.
const RUNS: usize = 5;

/// Counts bytes and keeps none.
#[derive(Default)]
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    let names: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let (mut report, sources) = report();
    let start = Instant::now();
    fingerprint(&mut report.diagnostics, &sources);
    println!("{} findings, fingerprints in {:.0?}", DRAFTS * EACH, start.elapsed());
    let wanted = |output: &Output| names.is_empty() || names.iter().any(|it| it == output.name());
    for output in Output::ALL.into_iter().filter(wanted) {
        one(output, &report, &sources);
    }
}

fn one(output: Output, report: &Report, sources: &Sources) {
    let view = View::plain(Language::ENGLISH);
    let mut bytes = 0;
    // From here on the system remembers the most memory anew; without this file nothing can be said of it.
    let forgot = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory("VmRSS:");
    let times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let mut writer = Counted::default();
            let start = Instant::now();
            render(output, report, sources, &view, &mut writer).expect("nothing can fail here");
            bytes = writer.0;
            start.elapsed()
        })
        .collect();
    let most = memory("VmHWM:").zip(before).map(|(most, before)| most.saturating_sub(before));
    println!(
        "{:<11} least {:>5.0} ms, most {:>5.0} ms, {:>3} MB written, {}",
        output.name(),
        times.iter().min().expect("runs").as_secs_f64() * 1e3,
        times.iter().max().expect("runs").as_secs_f64() * 1e3,
        bytes / 1_000_000,
        match most {
            Some(most) if forgot => format!("{most} kB of memory more at its peak"),
            _ => "memory unknown".to_owned(),
        },
    );
}

/// What the system says of this process, in kB.
fn memory(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn report() -> (Report, Sources) {
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    for draft in 0..DRAFTS {
        // A paragraph holds ten sentences: prose has long lines.
        let text = format!("{}\n\n", SENTENCE.repeat(10)).repeat(EACH / 10);
        let source = sources.add(format!("posts/{draft:03}.md"), text.as_str());
        for (at, words) in text.match_indices("klimaneutral") {
            let span = Span::new(at, at + words.len());
            let message = Localized::both("approval by `legal` is missing", "es fehlt: Freigabe");
            let place = Place::new(source, span);
            let mut one = Diagnostic::new("house/climate-neutral", Severity::Error, message, place)
                .label(Localized::both("needs approval by `legal`", "braucht Freigabe"))
                .help(Localized::both("name the figure", "nennen Sie die Zahl"))
                .fix(Fix {
                    message: Localized::both("write `x`", "schreiben Sie `x`"),
                    safety: Safety::Safe,
                    edits: vec![Edit { span, replacement: "x".to_owned() }],
                });
            one.subject = Some(Arc::new(Subject {
                matched: words.to_owned(),
                sentence: SENTENCE.to_owned(),
                asks_people: true,
            }));
            diagnostics.push(one);
        }
    }
    let report = Report { diagnostics, drafts: DRAFTS, ..Report::default() };
    (report, sources)
}
