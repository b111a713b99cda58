//! What the rules about errors of MediaWiki's Cite extension and of the parser share.

use std::borrow::Cow;

use super::diagnostic::{Diagnostic, Severity};
use super::rule::Context;
use crate::facts::cite::{Certainty, CiteError, CiteErrorKind};
use crate::syntax::{SyntaxError, SyntaxErrorKind};
use crate::text::Span;

/// The longest piece of the page that a message repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// How much of a piece is read for that, in bytes: many messages may repeat the same long piece, such
/// as the name of a template that thousands of blanks part.
const MOST_READ: usize = 1_000;

impl<'a, 's> Context<'a, 's> {
    /// The errors of these kinds that are worth a diagnostic: those that MediaWiki shows, and
    /// those that it hides while no other error speaks of the same ref.
    pub(crate) fn cite_errors(
        &self,
        kinds: &'static [CiteErrorKind],
    ) -> impl Iterator<Item = &'a CiteError<'s>> + use<'a, 's> {
        let errors = self.doc.refs.errors.iter();
        errors.filter(move |error| kinds.contains(&error.kind) && !error.covered)
    }

    /// Reports an error of Cite with the key of MediaWiki's message, if it is shown, and as less
    /// severe where a template could bring what is missing.
    pub(crate) fn report_cite(
        &mut self,
        error: &CiteError<'_>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let found = self.report(error.span, message);
        if error.shown {
            found.mediawiki(error.key());
        }
        if error.certainty == Certainty::TemplateMaySupply {
            found.severity(Severity::Warning);
        }
        found
    }

    /// What to add to a help where a template could bring what is missing.
    pub(crate) fn doubt(error: &CiteError<'_>, supplies: &str) -> String {
        match error.certainty {
            Certainty::Certain => String::new(),
            Certainty::TemplateMaySupply => {
                format!("; no need if one of the templates on this page {supplies}")
            }
        }
    }

    /// The errors of the parser of this kind.
    pub(crate) fn syntax_errors(
        &self,
        kind: SyntaxErrorKind,
    ) -> impl Iterator<Item = &'a SyntaxError> + use<'a, 's> {
        self.doc.errors.iter().filter(move |error| error.kind == kind)
    }

    /// The errors of this kind that stand at a start or end tag with one of these names.
    pub(crate) fn tag_errors(
        &self,
        kind: SyntaxErrorKind,
        name: &'static str,
    ) -> impl Iterator<Item = &'a SyntaxError> + use<'a, 's> {
        let text = self.doc.text;
        self.syntax_errors(kind)
            .filter(move |error| tag_name(text, error.span).eq_ignore_ascii_case(name))
    }

    /// The source of a span, to be repeated in a message.
    pub(crate) fn code_of(&self, span: Span) -> String {
        code(span.of(self.doc.text))
    }
}

/// The name of the start or end tag at `span`, as written.
pub(crate) fn tag_name(text: &str, span: Span) -> &str {
    let name = span.of(text).trim_start_matches(['<', '/']);
    let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    &name[..end.unwrap_or(name.len())]
}

/// A piece of the page in backticks, on one line and cut to what fits into a message.
pub(crate) fn code(text: &str) -> String {
    let start = &text[..text.floor_char_boundary(MOST_READ)];
    let line = on_one_line(start);
    // What has no more bytes has no more characters.
    let cut =
        if line.len() > LONGEST_QUOTE { line.char_indices().nth(LONGEST_QUOTE) } else { None };
    let shown = cut.map_or(&*line, |(end, _)| &line[..end]);
    let is_cut = cut.is_some() || start.len() < text.len();
    ["`", shown, if is_cut { "…`" } else { "`" }].concat()
}

/// The words of a text with single spaces between them.
fn on_one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim_ascii();
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let is_plain = |pair: &[u8; 2]| !is_space(&pair[1]) || pair[1] == b' ' && !is_space(&pair[0]);
    if text.as_bytes().array_windows().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_QUOTE, MOST_READ, code};

    #[test]
    fn what_a_message_repeats_is_short_and_on_one_line() {
        assert_eq!(code(" a\n b\t"), "`a b`");
        assert_eq!(code(&"é".repeat(LONGEST_QUOTE)), format!("`{}`", "é".repeat(LONGEST_QUOTE)));
        assert_eq!(code(&"é".repeat(2_000)), format!("`{}…`", "é".repeat(LONGEST_QUOTE)));
        let blanks = " ".repeat(MOST_READ);
        assert_eq!(code(&format!("cite{blanks}web")), "`cite…`");
    }
}
