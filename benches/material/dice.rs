//! Numbers that look random and are the same in every run.

#![allow(dead_code, reason = "each bench and test uses its part")]

/// Numbers that look random and are always the same (xorshift*).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(drawn).unwrap_or(0) % limit.max(1)
    }

    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Small numbers often, large ones seldom: about what Zipf says of words.
    pub fn seldom(&mut self, limit: usize) -> usize {
        let limit = limit.max(1);
        let drawn = (self.below(1 << 20) as f64 + 1.0) / f64::from(1 << 20);
        let rank = (limit as f64).powf(drawn) - 1.0;
        (rank as usize).min(limit - 1)
    }
}
