//! A new name, written where the old one stands.

use super::heading::fragment;
use super::{Form, Place};
use crate::syntax::attributes::decode_character_references;
use crate::text::Span;

/// Why a name cannot be written, as a sentence for people without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp) struct Refusal(pub(in crate::lsp) String);

impl Refusal {
    pub(in crate::lsp) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// A name as MediaWiki reads one that is written like this: trimmed, with single spaces.
pub(in crate::lsp) fn normalized(name: &str) -> String {
    name.split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The span to replace at a place, and what to put there so that MediaWiki reads `name`.
///
/// # Errors
/// If the name cannot be written there.
pub(in crate::lsp) fn written(
    text: &str,
    place: &Place,
    name: &str,
) -> Result<(Span, String), Refusal> {
    match place.form {
        Form::Attribute(whole) => Ok(attribute(text, place.span, whole, &encoded(name))),
        Form::TableAttribute(whole) => {
            let encoded = encoded(name).replace('|', "&#124;").replace('{', "&#123;");
            Ok(attribute(text, place.span, whole, &encoded))
        }
        Form::Argument { positional } => {
            let refused = if positional { "{}[]|<>=" } else { "{}[]|<>" };
            plain(name, refused, "a template takes the name here")?;
            Ok((place.span, name.to_owned()))
        }
        Form::NamesAndYear => {
            plain(name, "{}[]<>=", "a template takes names and year here, with `|` between them")?;
            Ok((place.span, name.to_owned()))
        }
        Form::Fragment => Ok((place.span, fragment(name))),
        Form::Heading(_) => Ok((place.span, name.to_owned())),
        Form::Made => Err(Refusal::new("a template makes this name, so it stands nowhere")),
    }
}

fn plain(name: &str, refused: &str, why: &str) -> Result<(), Refusal> {
    match name.chars().find(|&c| refused.contains(c)) {
        Some(c) => Err(Refusal::new(format!("`{c}` cannot be in the name: {why}"))),
        None => Ok(()),
    }
}

/// The name without what would end a tag or be read as another character.
fn encoded(name: &str) -> String {
    let is_plain = decode_character_references(name).len() == name.len();
    let name = if is_plain { name.to_owned() } else { name.replace('&', "&amp;") };
    name.replace('<', "&lt;").replace('>', "&gt;")
}

/// The value in the quotes that it has, unless it needs others. `whole` is the old one with its
/// quotes, `inner` without them.
fn attribute(text: &str, inner: Span, whole: Span, value: &str) -> (Span, String) {
    let old = whole.of(text);
    let quote = old.chars().next().filter(|_| whole.start < inner.start);
    let is_closed = whole.end > inner.end;
    match quote {
        Some(quote) if is_closed && !value.contains(quote) => (inner, value.to_owned()),
        None if is_bare(value) => (inner, value.to_owned()),
        _ if !value.contains('"') => (whole, format!("\"{value}\"")),
        _ if !value.contains('\'') => (whole, format!("'{value}'")),
        _ => (whole, format!("\"{}\"", value.replace('"', "&quot;"))),
    }
}

/// A name as the value of a tag's attribute: inside this quote, or with quotes of its own if it
/// needs them.
pub(in crate::lsp) fn attribute_value(name: &str, quote: Option<char>) -> String {
    let value = encoded(name);
    match quote {
        Some('"') => value.replace('"', "&quot;"),
        Some(_) => value.replace('\'', "&#39;"),
        None if is_bare(&value) => value,
        None if value.contains('"') && !value.contains('\'') => format!("'{value}'"),
        None => format!("\"{}\"", value.replace('"', "&quot;")),
    }
}

/// Whether a value works without quotes, in MediaWiki and in all tools.
fn is_bare(value: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    !value.is_empty() && value.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::attributes::attributes;

    /// Writes `name` into the only attribute of `tag`, and checks that it is read back.
    fn rewritten(tag: &str, name: &str) -> String {
        let only = |tag: &str| {
            let all: Vec<_> = attributes(tag, Span::new(0, tag.len() as u32)).collect();
            assert_eq!(all.len(), 1, "{tag}");
            (all[0].value.clone().into_owned(), all[0].value_span, all[0].quoted)
        };
        let (_, inner, quoted) = only(tag);
        let whole = if quoted { Span::new(inner.start - 1, inner.end + 1) } else { inner };
        let (span, new) = attribute(tag, inner, whole, &encoded(name));
        let mut result = tag.to_owned();
        result.replace_range(span.start as usize..span.end as usize, &new);
        assert_eq!(only(&result).0, name, "{result}");
        result
    }

    #[test]
    fn names_are_read_back_as_they_were_meant() {
        assert_eq!(rewritten("name=a", "b"), "name=b");
        assert_eq!(rewritten("name=a", "b c"), "name=\"b c\"");
        assert_eq!(rewritten("name='a'", "b c"), "name='b c'");
        assert_eq!(rewritten("name='a'", "O'Brien"), "name=\"O'Brien\"");
        assert_eq!(rewritten("name=\"a\"", "the \"depot\""), "name='the \"depot\"'");
        assert_eq!(rewritten("name=\"a\"", "6' 2\""), "name=\"6' 2&quot;\"");
        assert_eq!(rewritten("name=a", "AT&T"), "name=\"AT&T\"");
        assert_eq!(rewritten("name=a", "a &amp; b"), "name=\"a &amp;amp; b\"");
        assert_eq!(rewritten("name=a", "a>b<c"), "name=\"a&gt;b&lt;c\"");
        assert_eq!(rewritten("name=a", "größe 🙂"), "name=\"größe 🙂\"");
        assert_eq!(rewritten("name=a", "a/b"), "name=\"a/b\"");
    }
}
