//! Work on several threads, its results in order: which thread did what can never be seen.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does `count` pieces of work on so many threads. Each thread begins with what `start` gives it and hands it from
/// piece to piece; on one thread nothing is started.
pub fn in_order<S, R: Send>(
    count: usize,
    threads: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(usize, &mut S) -> R + Sync,
) -> Vec<R> {
    if threads <= 1 {
        let mut state = start();
        return (0..count).map(|at| work(at, &mut state)).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(count));
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
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_whoever_made_them() {
        for threads in [0, 1, 2, 8] {
            let squares = in_order(100, threads, || (), |at, ()| at * at);
            assert!(squares.iter().enumerate().all(|(at, &square)| square == at * at));
        }
        assert!(in_order(0, 4, || (), |at, ()| at).is_empty());
    }
}
