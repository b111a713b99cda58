//! How far a run has come, and what could not be read, for people at a terminal.

use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::output;
use crate::dump::{Meter, Problem, Summary, Watch};

/// A bar on standard error, where that is a terminal.
pub(super) struct Bar<'a> {
    /// What the dump is called.
    name: &'a str,
    shown: ProgressBar,
    /// The byte of the file at which the run began.
    start: u64,
    meter: &'a Meter,
}

impl<'a> Bar<'a> {
    /// A bar for a file of this size.
    pub(super) fn new(
        name: &'a str,
        size: Option<u64>,
        start: u64,
        meter: &'a Meter,
        shows: bool,
    ) -> Self {
        let bar = match size {
            _ if !shows || !stderr().is_terminal() => ProgressBar::hidden(),
            Some(size) => ProgressBar::new(size),
            None => ProgressBar::no_length(),
        };
        let template = match size {
            Some(_) => "{bar:30} {bytes}/{total_bytes}, {msg} pages, {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes}, {msg} pages, {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_position(start);
        bar.reset_eta();
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { name, shown: bar, start, meter }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.shown.finish_and_clear();
    }
}

impl Watch for Bar<'_> {
    fn problem(&mut self, problem: &Problem) {
        // What is written and the bar would run into each other.
        self.shown.suspend(|| output::error(&format!("`{}`: {problem}", self.name)));
    }

    fn progress(&mut self, summary: &Summary) {
        self.shown.set_position(self.start + self.meter.read.bytes());
        self.shown.set_message(summary.pages.total.to_string());
    }
}
