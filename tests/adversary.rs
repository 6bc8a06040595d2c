//! Texts and rules made to be slow: four times the text must take no more than eight times the time, which only
//! what grows faster than in proportion exceeds.
//!
//! Processor time of this thread is measured where the system tells it, and an odd moment gets another try.

#[path = "../benches/material/adversary.rs"]
mod adversary;
#[path = "../benches/material/desk.rs"]
mod desk;

use std::time::{Duration, Instant};

use obstat::check::Judge;
use obstat::matcher::Memo;

/// Bytes of the smaller text.
const SMALL: usize = 30_000;

/// What a measurement may be off by.
const SLACK: Duration = Duration::from_millis(30);

/// How long something takes.
fn time(work: impl FnOnce()) -> Duration {
    let worked = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (start, clock) = (worked(), Instant::now());
    work();
    match (start, worked()) {
        (Some(start), Some(end)) => end - start,
        _ => clock.elapsed(),
    }
}

fn judging(judge: &Judge<'_>, draft: &str) -> Duration {
    time(|| {
        desk::findings(judge, &mut Memo::default(), draft);
    })
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    for trap in adversary::traps(2_000) {
        let pack = "pack house \"House\" {\n  languages de, en\n}\n".to_owned();
        let files = [("house.obstat", pack), ("rules.obstat", trap.rules)];
        let ready = desk::ready(files.map(|(name, text)| (name.to_owned(), text)));
        let judge = desk::judge(&ready);
        let (small, large) = ((trap.draft)(SMALL), (trap.draft)(4 * SMALL));
        let tries = (0..4).map(|_| (judging(&judge, &small), judging(&judge, &large)));
        let mut seen = Vec::new();
        let fits = tries.into_iter().any(|(short, long)| {
            seen.push((short, long));
            long <= short * 8 + SLACK
        });
        assert!(fits, "{}: four times the text took {seen:?}", trap.name);
    }
}

#[test]
fn many_alternatives_cost_no_more_than_their_number() {
    let load = |count| {
        let pack = "pack house \"House\" {\n  languages de, en\n}\n".to_owned()
            + &adversary::alternatives(count);
        time(|| {
            desk::ready([("house.obstat".to_owned(), pack)]);
        })
    };
    let seen: Vec<_> = (0..3).map(|_| (load(500), load(2_000))).collect();
    assert!(seen.iter().any(|&(few, many)| many <= few * 8 + SLACK), "{seen:?}");
}
