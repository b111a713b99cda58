//! citelint: a MediaWiki-markup parser and reference-integrity linter.
//!
//! ```
//! use citelint::lint::{LintOptions, RuleSet, lint};
//! use citelint::site::Site;
//!
//! let rules = RuleSet::new(citelint::rules::ALL, &LintOptions::default())?;
//! for diagnostic in lint("Born in 1950.<ref name=smith />", Site::mediawiki(), &rules) {
//!     println!("{}: {}", diagnostic.rule.name, diagnostic.message);
//! }
//! # Ok::<(), citelint::lint::OptionsError>(())
//! ```
//!
//! The layers point one way: [`text`], [`syntax`], [`facts`], [`lint`], [`rules`], [`fix`], then
//! `report`, `dump`, then `cli` and `lsp`. Everything up to the list of diagnostics is a pure function
//! of the text and the options: no files, no clock, no environment, no global state.

pub mod baseline;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod date;
#[cfg(feature = "cli")]
pub mod dump;
pub mod facts;
pub mod fix;
pub mod identifier;
pub mod lint;
#[cfg(feature = "cli")]
mod lsp;
mod near;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
pub mod site;
pub mod syntax;
pub mod text;
mod word;
