//! What rules ask about a page.

use crate::site::Site;
use crate::syntax::tree::Tree;
use crate::syntax::{SyntaxError, parse};

/// One page: its text, its tree and what was found in it.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The source.
    pub text: &'s str,
    /// The wiki that the page belongs to.
    pub site: &'s Site,
    /// The syntax tree of `text`.
    pub tree: Tree,
    /// Unmatched markup, in source order.
    pub errors: Vec<SyntaxError>,
}

impl<'s> Document<'s> {
    /// Parses a page and collects its facts.
    ///
    /// # Panics
    /// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
    pub fn new(text: &'s str, site: &'s Site) -> Self {
        let parse = parse(text, site);
        Self { text, site, tree: parse.tree, errors: parse.errors }
    }
}
