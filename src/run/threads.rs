//! Work on several threads, its results in order: which thread did what can never be seen.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does `count` pieces of work on so many threads. Each thread begins with what `start` gives it and hands it from
/// piece to piece; on one thread nothing is started. `take` gets the results in the order of the pieces, each as
/// soon as those before it are there, so that no more of them wait than the threads are apart.
pub fn in_order<S, R: Send>(
    count: usize,
    threads: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(usize, &mut S) -> R + Sync,
    mut take: impl FnMut(R) + Send,
) {
    if threads <= 1 {
        let mut state = start();
        (0..count).for_each(|at| take(work(at, &mut state)));
        return;
    }
    let next = AtomicUsize::new(0);
    let waiting = Mutex::new(Waiting { taken: 0, done: BTreeMap::new(), take });
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut state = start();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        break;
                    }
                    let result = work(at, &mut state);
                    waiting.lock().unwrap_or_else(PoisonError::into_inner).add(at, result);
                }
            });
        }
    });
}

/// Results that are done before their turn.
struct Waiting<R, T> {
    taken: usize,
    done: BTreeMap<usize, R>,
    take: T,
}

impl<R, T: FnMut(R)> Waiting<R, T> {
    fn add(&mut self, at: usize, result: R) {
        self.done.insert(at, result);
        while let Some(result) = self.done.remove(&self.taken) {
            (self.take)(result);
            self.taken += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_whoever_made_them() {
        for threads in [0, 1, 2, 8] {
            let mut squares = Vec::new();
            in_order(100, threads, || (), |at, ()| at * at, |square| squares.push(square));
            assert_eq!(squares, (0..100).map(|at| at * at).collect::<Vec<_>>());
        }
        in_order(0, 4, || (), |at, ()| at, |_| panic!("nothing to take"));
    }
}
