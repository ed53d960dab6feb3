//! Work on many threads, results in the order of the items, memory bounded.
//!
//! One thread finds the items (it may have to unpack them), others work on them, the calling thread takes the results.
//! What is between the two ends is bounded: the finder waits until there is room.

use crate::{Error, Result};
use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    ops::ControlFlow,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// Stack of a worker in bytes: deeply nested pages are taken apart by recursion in foreign code.
const STACK: usize = 32 << 20;

/// Items between the two ends, so that very small ones don't pile up.
const MOST: u64 = 1024;

/// Items that a worker takes together at most: a kind of work that is done in several steps goes through all of them step
/// by step.
const TOGETHER: usize = 16;

/// Together they have at most so many bytes, unless the last is larger: large items are for all workers.
const TOGETHER_BYTES: u64 = 256 << 10;

/// Takes an item; tells whether more are wanted.
pub type Give<'a, T> = &'a mut dyn FnMut(T) -> ControlFlow<()>;

/// Applies `work` to every item that `feed` gives, several at a time, on `threads` threads, and hands the results, one for
/// each item in their order, to `sink`. Not more than `in_work` bytes (as `weight` counts them) are between the two, or one item if it is larger.
///
/// # Errors
/// The first error of `sink`, work in progress is then dropped; else the error of `feed`.
pub fn run<T: Send, R: Send>(
    feed: impl FnOnce(Give<'_, T>) -> Result<()> + Send,
    weight: impl Fn(&T) -> u64 + Sync,
    in_work: u64,
    threads: NonZeroUsize,
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
    mut sink: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let room = Room::new(in_work);
    thread::scope(|scope| {
        let (give, take) = crossbeam_channel::unbounded::<(u64, u64, T)>();
        let (done, results) = crossbeam_channel::unbounded::<(u64, u64, R)>();
        // However this ends, the finder must not wait for ever.
        let _closing = Closing(&room);
        let named = |name: String| thread::Builder::new().name(name).stack_size(STACK);
        for n in 0..threads.get() {
            let (take, done, work) = (take.clone(), done.clone(), &work);
            let worker = move || {
                while let Ok(first) = take.recv() {
                    let (places, items): (Vec<_>, Vec<_>) =
                        together(first, &take).into_iter().map(|(index, size, item)| ((index, size), item)).unzip();
                    for ((index, size), result) in places.into_iter().zip(work(items)) {
                        if done.send((index, size, result)).is_err() {
                            return;
                        }
                    }
                }
            };
            named(format!("reader-{n}")).spawn_scoped(scope, worker).map_err(|e| Error::io("starting a thread", e))?;
        }
        drop((take, done));
        let (room, weight) = (&room, &weight);
        // Owns `give`: when it is done, the workers have nothing more to wait for.
        let finder = move || {
            let mut index = 0;
            feed(&mut |item| {
                let size = weight(&item);
                if !room.enter(size) || give.send((index, size, item)).is_err() {
                    return ControlFlow::Break(());
                }
                index += 1;
                ControlFlow::Continue(())
            })
        };
        let finder =
            named("finder".into()).spawn_scoped(scope, finder).map_err(|e| Error::io("starting a thread", e))?;
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (index, size, result) in results {
            waiting.insert(index, (size, result));
            while let Some((size, result)) = waiting.remove(&next) {
                next += 1;
                sink(result)?;
                room.leave(size);
            }
        }
        match finder.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// `first` and those that wait behind it, as many as one worker takes.
fn together<T>(first: (u64, u64, T), waiting: &crossbeam_channel::Receiver<(u64, u64, T)>) -> Vec<(u64, u64, T)> {
    let mut bytes = first.1;
    let mut all = vec![first];
    while all.len() < TOGETHER
        && bytes < TOGETHER_BYTES
        && let Ok(next) = waiting.try_recv()
    {
        bytes += next.1;
        all.push(next);
    }
    all
}

/// What may be between the two ends.
struct Room {
    limit: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    bytes: u64,
    items: u64,
    closed: bool,
}

impl Room {
    fn new(limit: u64) -> Self {
        Self { limit, state: Mutex::default(), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room; false when nothing more is wanted.
    fn enter(&self, size: u64) -> bool {
        let full = |s: &mut State| !s.closed && s.items > 0 && (s.bytes + size > self.limit || s.items >= MOST);
        let mut state = self.changed.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        state.bytes += size;
        state.items += 1;
        !state.closed
    }

    fn leave(&self, size: u64) {
        let mut state = self.state();
        state.bytes -= size;
        state.items -= 1;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }
}

struct Closing<'a>(&'a Room);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> NonZeroUsize {
        NonZeroUsize::new(2).unwrap()
    }

    fn numbers(up_to: u64) -> impl FnOnce(Give<'_, u64>) -> Result<()> + Send {
        move |give| {
            let _ = (0..up_to).try_for_each(give);
            Ok(())
        }
    }

    #[test]
    fn results_come_in_order() {
        let mut seen = vec![];
        run(
            numbers(5000),
            |n| n % 7,
            20,
            two(),
            |some| some.into_iter().map(|n| n * 2).collect(),
            |n| {
                seen.push(n);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(seen, (0..5000).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_item_larger_than_the_room_passes_alone() {
        let mut count = 0;
        run(
            numbers(9),
            |_| 100,
            10,
            two(),
            |n| n,
            |_| {
                count += 1;
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(count, 9);
    }

    #[test]
    fn an_error_of_either_end_ends_it() {
        let stop = |n| if n == 3 { Err(Error::Request("enough".into())) } else { Ok(()) };
        assert!(run(numbers(1_000_000), |_| 1, 10, two(), |n| n, stop).is_err());
        let feed = |give: Give<'_, u64>| {
            let _ = give(1);
            Err(Error::Request("broken".into()))
        };
        let mut count = 0;
        assert!(
            run(
                feed,
                |_| 1,
                10,
                two(),
                |n| n,
                |_| {
                    count += 1;
                    Ok(())
                }
            )
            .is_err()
        );
        assert_eq!(count, 1);
    }
}
