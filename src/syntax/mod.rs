//! Wikitext to tree.

pub mod attributes;
mod build;
mod error;
mod lex;
mod parsetree;
mod plain;
mod preprocess;
pub mod tree;
pub mod view;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use parsetree::parsetree;
pub use plain::plain;

use crate::site::Site;
use crate::text::MAX_SOURCE_BYTES;
use tree::Tree;

/// What [`parse`] returns: a tree that covers every byte, and what could not be matched.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The syntax tree.
    pub tree: Tree,
    /// Unmatched markup, in source order.
    pub errors: Vec<SyntaxError>,
}

/// Parses wikitext as MediaWiki does, without expanding templates. It never fails.
///
/// # Panics
/// If `text` is longer than [`MAX_SOURCE_BYTES`]; check that at the door.
pub fn parse(text: &str, site: &Site) -> Parse {
    parse_counting_steps(text, site).0
}

/// Parses as [`parse`] does, and counts the elementary steps: tokens looked at and bytes searched.
/// Tests hold them to a multiple of the length, whatever the input.
///
/// # Panics
/// If `text` is longer than [`MAX_SOURCE_BYTES`].
pub fn parse_counting_steps(text: &str, site: &Site) -> (Parse, u64) {
    assert!(text.len() <= MAX_SOURCE_BYTES, "the source is longer than {MAX_SOURCE_BYTES} bytes");
    let mut tokens = Vec::new();
    let mut pieces = preprocess::Pieces::default();
    lex::tokenize(text, &mut tokens);
    preprocess::preprocess(text, site, &mut tokens, &mut pieces);
    let mut errors = std::mem::take(&mut pieces.errors);
    let (tree, steps) = build::build(text, site, &tokens, &pieces, &mut errors);
    errors.sort_by_key(|error| error.span);
    (Parse { tree, errors }, steps + pieces.steps)
}
