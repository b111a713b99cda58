//! How far a long run has come, for people at a terminal.

use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// So many files are done before anybody would ask.
const FEW_FILES: usize = 500;

/// A bar on standard error, for so many files; it shows nothing where that is no terminal, or where
/// files are few.
pub(super) fn bar(files: usize, quiet: bool) -> ProgressBar {
    if quiet || files < FEW_FILES || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
