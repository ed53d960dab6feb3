//! Ctrl-C and a request to end (SIGTERM): the run stops at the next good moment and undoes what it began. Whoever presses
//! Ctrl-C a second time does not wait for that.

use super::End;
use crate::store::Stop;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
use std::io;

/// What a signal asks to stop.
///
/// # Errors
/// When the system takes no handler.
pub(super) fn on_signals() -> io::Result<Stop> {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        // In this order: only a second signal finds the flag set.
        flag::register_conditional_shutdown(signal, End::Stopped as i32, stop.flag())?;
        flag::register(signal, stop.flag())?;
    }
    Ok(stop)
}
