//! For tests: whether work grows with its text and no faster, told by comparing and not by a bound in seconds.

use std::time::{Duration, Instant};

/// Bytes of the smaller text; four times as many in the larger.
const SMALL: usize = 1 << 15;

/// What a measurement may be off by.
const SLACK: Duration = Duration::from_millis(5);

/// Fails if four times the text takes more than eight times the time, whenever it is tried: a busy machine makes one
/// measurement odd, not all.
pub(crate) fn assert_linear(name: &str, unit: &str, mut work: impl FnMut(&str)) {
    let [small, large] = [1, 4].map(|times| unit.repeat(times * SMALL / unit.len()));
    let mut time = |text: &str| {
        let start = Instant::now();
        work(text);
        start.elapsed()
    };
    let mut seen = Vec::new();
    let fits = (0..10).any(|_| {
        let (short, long) = (time(&small), time(&large));
        seen.push((short, long));
        long <= short * 8 + SLACK
    });
    assert!(fits, "{name}: four times the text took {seen:?}");
}
