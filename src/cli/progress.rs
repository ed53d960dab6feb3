//! How far a long run is: a bar on a terminal; elsewhere lines now and then, if asked for.

use super::screen;
use crate::{
    pipeline::{Progress, Silent},
    store::Stage,
};
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    cell::Cell,
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

/// What shows the progress of a run: `quiet` nothing; else a bar on a terminal; else, where the user is `verbose`, lines.
pub(super) fn shown(quiet: bool, verbose: bool) -> Box<dyn Progress> {
    match (quiet, io::stderr().is_terminal()) {
        (true, _) => Box::new(Silent),
        (false, true) => Box::new(Bar::new()),
        (false, false) if verbose => Box::new(Lines::new()),
        (false, false) => Box::new(Silent),
    }
}

/// What goes on in each stage, in words.
fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading",
        Stage::Indexing => "making the indexes",
        Stage::Copies => "looking for copies",
        Stage::Units => "joining units and posts",
        Stage::People => "joining people",
        Stage::Meetings => "joining meetings",
        Stage::Counting => "counting",
        Stage::Closing => "writing to the disk",
    }
}

/// A progress bar on standard error. It draws nothing when that is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()))
    }

    fn style(&self, template: &str) {
        // A template that indicatif cannot read would be a slip in this file; the default style does as well.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
    }
}

impl Drop for Bar {
    /// Takes the bar off the screen, however the run ended.
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, _documents: Option<u64>, bytes: Option<u64>) {
        match bytes {
            Some(bytes) => {
                self.style("{msg} {wide_bar} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left");
                self.0.set_length(bytes);
            }
            None => self.style("{msg} {spinner} {bytes}, {bytes_per_sec} {elapsed}"),
        }
        self.0.set_message(doing(Stage::Reading));
        self.0.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    fn stage(&self, stage: Stage) {
        self.style("{spinner} {msg} {elapsed}");
        self.0.set_message(doing(stage));
    }
}

/// Time between two lines.
const EVERY: Duration = Duration::from_secs(5);

/// Lines on standard error, for logs.
struct Lines {
    begun: Instant,
    last: Cell<Instant>,
    documents: Cell<u64>,
    done: Cell<u64>,
    all: Cell<Option<u64>>,
}

impl Lines {
    fn new() -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            last: Cell::new(now),
            documents: Cell::default(),
            done: Cell::default(),
            all: Cell::default(),
        }
    }

    /// Documents, bytes, rate, and time left where the whole is known.
    fn line(&self) {
        let (done, elapsed) = (self.done.get(), self.begun.elapsed().as_secs_f64());
        let rate = done as f64 / elapsed.max(0.001);
        let left = self.all.get().filter(|_| rate >= 1.0).map(|all| {
            let seconds = all.saturating_sub(done) as f64 / rate;
            format!(" of {}, {} left", HumanBytes(all), HumanDuration(Duration::from_secs_f64(seconds)))
        });
        screen::say(format_args!(
            "{}: {} documents, {}/s, {}{}",
            doing(Stage::Reading),
            HumanCount(self.documents.get()),
            HumanBytes(rate as u64),
            HumanBytes(done),
            left.unwrap_or_default()
        ));
    }
}

impl Progress for Lines {
    fn begin(&self, _documents: Option<u64>, bytes: Option<u64>) {
        self.all.set(bytes);
        screen::say(doing(Stage::Reading));
    }

    fn advance(&self, bytes: u64) {
        self.documents.set(self.documents.get() + 1);
        self.done.set(self.done.get() + bytes);
        if self.last.get().elapsed() >= EVERY {
            self.last.set(Instant::now());
            self.line();
        }
    }

    fn stage(&self, stage: Stage) {
        if stage == Stage::Indexing {
            self.line();
        }
        screen::say(format_args!("{} ({} s so far)", doing(stage), self.begun.elapsed().as_secs()));
    }
}
