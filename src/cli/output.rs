//! Standard output and standard error: colours, widths, and readers that go away.

use std::env;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use super::args::Color;
use crate::report::escape::escape;

/// Columns of a report that does not go to a terminal.
const DEFAULT_WIDTH: usize = 100;

/// Prints a message about what could not be done.
pub(super) fn error(message: &str) {
    note(&format!("error: {message}"));
}

/// Prints a line for people on standard error.
pub(super) fn note(message: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{}", escape(message));
}

/// Where results go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Writes to standard output; `false` once nobody reads it any more.
pub(super) fn write(text: &str) -> Result<bool, String> {
    write_to(Stream::Output, text)
}

/// Writes to one of the streams; `false` once nobody reads it any more.
pub(super) fn write_to(stream: Stream, text: &str) -> Result<bool, String> {
    let written = match stream {
        Stream::Output => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        }
        Stream::Error => io::stderr().write_all(text.as_bytes()),
    };
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(format!("cannot write the result: {error}")),
    }
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether standard output can be emptied: it is a terminal, and no dumb one.
pub(super) fn clears() -> bool {
    is_terminal() && env::var_os("TERM") != Some("dumb".into())
}

/// Whether to use colours on standard output.
pub(super) fn use_color(asked: Color) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match asked {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if set("CLICOLOR_FORCE") => env::var_os("CLICOLOR_FORCE") != Some("0".into()),
        Color::Auto => is_terminal() && env::var_os("TERM") != Some("dumb".into()),
    }
}

/// How many columns a report may use.
pub(super) fn width() -> usize {
    let terminal = is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).clamp(60, 140))
}

/// Emphasis, where colours are on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    color: bool,
}

impl Style {
    pub(super) fn new(color: bool) -> Self {
        Self { color }
    }

    /// The text in bold.
    pub(super) fn bold(self, text: &str) -> String {
        if self.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }
}
