//! citelint: a MediaWiki-markup parser and reference-integrity linter.
//!
//! The layers point one way: [`text`], [`syntax`], `facts`, `lint`, `rules`, then `report` and
//! `cli`. Everything up to the list of diagnostics is a pure function of the text and the
//! options: no files, no clock, no environment, no global state.

pub mod facts;
pub mod site;
pub mod syntax;
pub mod text;
