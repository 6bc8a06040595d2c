//! Measures processor time, so that what else the machine does counts for little.
//!
//! In: nothing. Out: the time that this thread has worked, as Linux tells it; elsewhere the time by the clock.

use std::time::Instant;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};

/// Time of this thread on a processor, in nanoseconds.
pub struct Processor {
    start: Instant,
    clock: WallTime,
}

impl Default for Processor {
    fn default() -> Self {
        Self { start: Instant::now(), clock: WallTime }
    }
}

impl Processor {
    fn now(&self) -> u64 {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let worked = told.and_then(|told| told.split(' ').next()?.parse().ok());
        worked.unwrap_or_else(|| u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX))
    }
}

impl Measurement for Processor {
    type Intermediate = u64;
    type Value = u64;

    fn start(&self) -> u64 {
        self.now()
    }

    fn end(&self, start: u64) -> u64 {
        self.now().saturating_sub(start)
    }

    fn add(&self, one: &u64, other: &u64) -> u64 {
        one + other
    }

    fn zero(&self) -> u64 {
        0
    }

    fn to_f64(&self, value: &u64) -> f64 {
        *value as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self.clock.formatter()
    }
}
