//! How far a long run is: a bar on a terminal, nothing elsewhere.

use crate::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// A progress bar on standard error. It draws nothing when that is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()))
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }

    fn style(&self, template: &str) {
        // A template that indicatif cannot read would be a slip in this file; the default style does as well.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
    }
}

impl Progress for Bar {
    fn begin(&self, _documents: Option<u64>, bytes: Option<u64>) {
        match bytes {
            Some(bytes) => {
                self.style("reading {wide_bar} {bytes}/{total_bytes}, {eta} left");
                self.0.set_length(bytes);
            }
            None => self.style("reading {spinner} {bytes} {elapsed}"),
        }
        self.0.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    fn deriving(&self) {
        self.style("{spinner} joining people, units and meetings {elapsed}");
    }
}
