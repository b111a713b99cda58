//! What the editor can ask of a page: one file for each feature, each a pure function of the page.
//!
//! A new one is led to by a line in `dispatch`, and offered by one in `capabilities`.

pub(super) mod actions;
mod completion;
mod definition;
mod diagnostics;
mod folding;
mod format;
mod highlight;
mod hover;
mod inlay;
mod lens;
mod links;
mod references;
mod rename;
mod reports;
mod selection;
mod signature;
mod symbols;
mod tokens;

pub(super) use completion::completion;
pub(super) use definition::definition;
pub(super) use diagnostics::diagnostics;
pub(super) use folding::folding_ranges;
pub(super) use format::formatting;
pub(super) use highlight::document_highlights;
pub(super) use hover::hover;
pub(super) use inlay::inlay_hints;
pub(super) use lens::code_lenses;
pub(super) use links::document_links;
pub(super) use references::references;
pub(super) use rename::{prepare_rename, rename};
pub(super) use reports::{footnotes, report};
pub(super) use selection::selection_range;
pub(super) use signature::signature_help;
pub(super) use symbols::{document_symbols, workspace_symbols};
pub(super) use tokens::{legend, semantic_tokens};

#[cfg(test)]
mod tests;
