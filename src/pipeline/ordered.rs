//! Work on many threads, results in the order of the items, memory bounded.

use crate::{Error, Result};
use std::{collections::BTreeMap, num::NonZeroUsize, thread};

/// Stack of a worker in bytes: deeply nested pages are taken apart by recursion in foreign code.
const STACK: usize = 32 << 20;

/// Applies `work` to every item on `threads` threads and hands the results to `sink` in order. Not more than `in_work`
/// bytes (as `weight` counts them) are between the two, or one item if it is larger.
///
/// # Errors
/// The first error of `sink`; work in progress is then dropped.
pub fn run<T: Send, R: Send>(
    mut items: impl Iterator<Item = T>,
    weight: impl Fn(&T) -> u64,
    in_work: u64,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    thread::scope(|scope| {
        let (give, take) = crossbeam_channel::unbounded::<(u64, T)>();
        let (done, results) = crossbeam_channel::unbounded::<(u64, R)>();
        for n in 0..threads.get() {
            let (take, done, work) = (take.clone(), done.clone(), &work);
            let worker = move || {
                for (index, item) in take {
                    if done.send((index, work(item))).is_err() {
                        break;
                    }
                }
            };
            let named = thread::Builder::new().name(format!("reader-{n}")).stack_size(STACK);
            named.spawn_scoped(scope, worker).map_err(|e| Error::io("starting a thread", e))?;
        }
        drop((take, done));
        // This thread alone gives out and takes in, so that nothing can wait for each other in a circle.
        let mut waiting = BTreeMap::new();
        let mut weights = BTreeMap::new();
        let (mut given, mut taken, mut bytes) = (0, 0, 0);
        let mut next = items.next();
        loop {
            while let Some(item) =
                next.take_if(|item| given == taken || (bytes + weight(item) <= in_work && given - taken < MOST))
            {
                let w = weight(&item);
                bytes += w;
                weights.insert(given, w);
                if give.send((given, item)).is_err() {
                    return Ok(());
                }
                given += 1;
                next = items.next();
            }
            if given == taken {
                return Ok(());
            }
            let Ok((index, result)) = results.recv() else { return Ok(()) };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&taken) {
                bytes -= weights.remove(&taken).unwrap_or(0);
                taken += 1;
                sink(result)?;
            }
        }
    })
}

/// Items between the two ends, so that very small ones don't pile up.
const MOST: u64 = 4096;
