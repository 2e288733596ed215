//! How far a long run is. The only file that names indicatif.

use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// A bar on a terminal, once a run has taken a second.
pub(super) struct Progress {
    started: Instant,
    bar: Mutex<ProgressBar>,
    terminal: bool,
}

impl Progress {
    pub(super) fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        Self { started: Instant::now(), bar: Mutex::new(bar), terminal: io::stderr().is_terminal() }
    }

    pub(super) fn tick(&self) {
        if !self.terminal {
            return;
        }
        let bar = self.bar.lock().expect("no thread panics while it holds the bar");
        bar.inc(1);
        if bar.is_hidden() && self.started.elapsed() > Duration::from_secs(1) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    pub(super) fn clear(&self) {
        self.bar.lock().expect("no thread panics while it holds the bar").finish_and_clear();
    }
}
