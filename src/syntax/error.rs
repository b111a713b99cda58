//! What the parser could not match: places that MediaWiki shows as plain text, or quietly closes.

use crate::text::Span;

/// One construct that does not come out as its author surely meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The opening (or stray closing) markup.
    pub span: Span,
    /// What is wrong there.
    pub kind: SyntaxErrorKind,
    /// The first closing markup that could not take effect because of this opening, for
    /// instance the `}}` of a template that a lost `[[` hides.
    pub swallowed: Option<Span>,
}

/// What is wrong at a [`SyntaxError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// `{{` (or `{{{`) without its closing braces: shown as text.
    UnclosedTemplate,
    /// `[[` without `]]`: shown as text.
    UnclosedLink,
    /// `<!--` without `-->`: hides the rest of the page.
    UnclosedComment,
    /// `{|` without `|}`: MediaWiki closes the table at the end.
    UnclosedTable,
    /// The start tag of an extension tag such as `<ref>` without an end tag: shown as text.
    UnclosedExtensionTag,
    /// The end tag of an extension tag without a start tag: shown as text.
    StrayExtensionEndTag,
    /// `<includeonly>` without its end: drops the rest of the page.
    UnclosedIncludeonly,
}
