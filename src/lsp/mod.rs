//! The language server: `citelint lsp` speaks the Language Server Protocol on standard input and
//! output.
//!
//! - [`server`] is the main loop: it owns the open pages, and answers nothing itself.
//! - [`dispatch`] leads each request to a feature. What it asks of a page is computed on another
//!   thread, from one version of the page, so that typing never waits.
//! - [`capabilities`] tells the client what there is.
//! - [`features`] has one file for each feature: a pure function of a [`page::Page`].
//! - [`names`] knows what has a name on a page, and all its places.
//! - [`documents`] keeps the open pages, and parses each version once.
//! - [`positions`] turns byte offsets into the protocol's positions, and back.
//!
//! Deliberately absent: an async runtime. A page is parsed and linted in milliseconds, so a few
//! threads do.

mod about;
mod capabilities;
mod client;
mod dispatch;
mod documents;
mod features;
mod names;
mod page;
mod positions;
mod server;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use lsp_server::Connection;

/// Serves one session on standard input and output.
///
/// # Errors
/// If the client does not keep to the protocol.
pub(crate) fn run() -> Result<(), String> {
    let (connection, threads) = Connection::stdio();
    let served = server::serve(connection);
    let joined = threads.join().map_err(|error| error.to_string());
    served.and(joined)
}
