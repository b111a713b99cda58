//! The language server: `citelint lsp` speaks the Language Server Protocol on standard input and
//! output.
//!
//! - [`server`] is the main loop: it owns the open pages, and answers nothing itself.
//!   [`notifications`] is what it does about what the client tells, [`push`] how it sends
//!   diagnostics without being asked, [`pull`] how it answers those who ask.
//! - [`dispatch`] leads each request to a feature. What it asks of a page is computed on another
//!   thread, from one version of the page, so that typing never waits.
//! - [`capabilities`] tells the client what there is; [`client`] is what it can do itself.
//! - [`features`] has one file for each feature: a pure function of a [`page::Page`].
//! - [`names`] knows what has a name on a page, and all its places.
//! - [`documents`] keeps the open pages, and parses each version once. [`workspace`] knows the
//!   settings of each, and [`options`] those of the editor.
//! - [`positions`] turns byte offsets into the protocol's positions, and back.
//!
//! Beside the methods of the protocol there are two requests of our own. Both take
//! `{ "textDocument": { "uri" } }`: `citelint/refs` answers with what `citelint refs
//! --output-format json` prints, `citelint/report` with `{ "html" }`, the HTML report of the page.
//!
//! Deliberately absent: an async runtime, for a page is parsed and linted in milliseconds, so a
//! few threads do; a delay before linting, for only the newest version of a page is linted, and
//! no more than one at a time.

mod about;
mod capabilities;
mod client;
mod dispatch;
mod documents;
mod edits;
mod features;
mod names;
mod notifications;
mod options;
mod page;
mod parent;
mod positions;
mod pull;
mod push;
mod server;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod workspace;

use std::process::ExitCode;

use lsp_server::Connection;

use server::End;
pub(crate) use workspace::Arguments;

/// Serves one session on standard input and output. The exit status is that of the protocol: 0
/// after `shutdown` and `exit`, else 1.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let (connection, threads) = Connection::stdio();
    match server::serve(connection, arguments) {
        Ok(End::Shutdown) => threads.join().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        // The thread that reads may wait for ever.
        Ok(End::Abrupt) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("citelint: {message}");
            ExitCode::FAILURE
        }
    }
}
