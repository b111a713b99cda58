//! What is being written at a place of a page, from the text before it.

use crate::site::normalize_name;
use crate::syntax::attributes::attributes;
use crate::text::Span;

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp::features) enum Place {
    /// `<na`, or `</na`.
    TagName {
        /// Whether it is an end tag.
        is_end: bool,
    },
    /// A word in a start tag.
    Attribute(Tag),
    /// The value of an attribute.
    AttributeValue {
        /// The tag.
        tag: Tag,
        /// The attribute, in lower case.
        attribute: String,
        /// The quote that the value starts with.
        quote: Option<char>,
    },
    /// `{{na`.
    TemplateName,
    /// An argument of a template.
    Argument(Argument),
    /// `[[#na`.
    Fragment,
    /// A rule in a comment for citelint.
    Suppression,
    /// `__NA`.
    Switch,
}

/// A start tag that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp::features) struct Tag {
    /// Its name, in lower case.
    pub(super) name: String,
    /// Where its `<` stands.
    pub(super) start: u32,
    /// The attributes before and behind the one that is being written, with their values.
    pub(super) others: Vec<(String, String)>,
    /// Whether its `>` is there.
    pub(super) is_closed: bool,
}

/// An argument of a template that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp::features) struct Argument {
    /// The template, as [`normalize_name`] has it.
    pub(in crate::lsp::features) template: String,
    /// Where its `{{` starts.
    pub(super) start: u32,
    /// The parameter, if its `=` stands before the cursor.
    pub(in crate::lsp::features) parameter: Option<String>,
    /// The arguments before it: names, if they have one, and values, trimmed.
    pub(in crate::lsp::features) before: Vec<(Option<String>, String)>,
}

/// What is being written at a byte offset, and the part of it that is there.
pub(in crate::lsp::features) fn find(text: &str, at: u32) -> Option<(Place, Span)> {
    let before = &text[..at as usize];
    if let Some(start) = open_comment(before) {
        return suppression(before, start);
    }
    let found = match opener(before) {
        Some((Opener::Tag, start)) => tag(text, start, at),
        Some((Opener::Template, start)) => template(before, start),
        Some((Opener::Link, start)) => fragment(before, start),
        None => None,
    };
    found.or_else(|| switch(before))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    Tag,
    Template,
    Link,
}

/// Where the comment starts that is open at the end of a text.
fn open_comment(before: &str) -> Option<usize> {
    let start = memchr::memmem::rfind(before.as_bytes(), b"<!--")?;
    (!before[start + 4..].contains("-->")).then_some(start)
}

/// The innermost markup that is open at the end of a text, and where it starts.
fn opener(before: &str) -> Option<(Opener, usize)> {
    let bytes = before.as_bytes();
    let mut at = bytes.len();
    let (mut templates, mut links) = (0_u32, 0_u32);
    let (mut is_tag_closed, mut has_newline) = (false, false);
    while at > 0 {
        let rest = &bytes[..at];
        if rest.ends_with(b"-->") {
            at = memchr::memmem::rfind(&rest[..at - 3], b"<!--").unwrap_or(at - 3);
            continue;
        }
        let pair = if rest.len() > 1 { &rest[at - 2..] } else { &rest[at - 1..] };
        match pair {
            b"}}" => templates += 1,
            b"{{" if templates == 0 => return Some((Opener::Template, at - 2)),
            b"{{" => templates -= 1,
            b"]]" => links += 1,
            b"[[" if links == 0 && !has_newline => return Some((Opener::Link, at - 2)),
            b"[[" => links = links.saturating_sub(1),
            [.., b'>'] => {
                is_tag_closed = true;
                at -= 1;
                continue;
            }
            [.., b'<'] => {
                let starts = bytes.get(at).is_none_or(|c| c.is_ascii_alphabetic() || *c == b'/');
                if starts && !is_tag_closed && !has_newline && templates == 0 {
                    return Some((Opener::Tag, at - 1));
                }
                is_tag_closed &= !starts;
                at -= 1;
                continue;
            }
            other => {
                has_newline |= other.ends_with(b"\n");
                at -= 1;
                continue;
            }
        }
        at -= 2;
    }
    None
}

fn word(before: &str, start: usize) -> Span {
    Span::new(start as u32, before.len() as u32)
}

/// `<!-- citelint-disable ref-`.
fn suppression(before: &str, start: usize) -> Option<(Place, Span)> {
    let inner = before[start + 4..].trim_start();
    let (directive, rules) = inner.split_once(|c: char| c.is_ascii_whitespace())?;
    let is_list = !rules.contains(':');
    let last = before.rfind([' ', ',', '\n', '\t']).map_or(0, |it| it + 1);
    let is_ours = directive.starts_with("citelint-disable") || directive == "citelint-enable";
    (is_ours && is_list).then(|| (Place::Suppression, word(before, last)))
}

/// `__NOT`.
fn switch(before: &str) -> Option<(Place, Span)> {
    let letters = before.trim_end_matches(|c: char| c.is_alphabetic() || c == '_');
    let start = before[letters.len()..].find("__")? + letters.len();
    Some((Place::Switch, word(before, start)))
}

/// `[[#Ear`.
fn fragment(before: &str, start: usize) -> Option<(Place, Span)> {
    let target = &before[start + 2..];
    let is_fragment = target.starts_with('#') && !target.contains(['|', '\n']);
    is_fragment.then(|| (Place::Fragment, word(before, start + 3)))
}

fn tag(text: &str, start: usize, at: u32) -> Option<(Place, Span)> {
    let before = &text[..at as usize];
    let inner = &before[start + 1..];
    if let Some(name) = inner.strip_prefix('/') {
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        return is_name.then(|| (Place::TagName { is_end: true }, word(before, start + 2)));
    }
    let Some(name_end) = inner.find(|c: char| c.is_ascii_whitespace() || c == '/') else {
        let is_name = inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
        return is_name.then(|| (Place::TagName { is_end: false }, word(before, start + 1)));
    };
    let attributes_start = start + 1 + name_end;
    let (current, quote, value_start) = current_attribute(before, attributes_start);
    let end = text[at as usize..].find(['>', '<', '\n']).map(|it| it + at as usize);
    let is_closed = end.is_some_and(|end| text.as_bytes()[end] == b'>');
    let behind = Span::new(at, end.filter(|_| is_closed).map_or(at, |end| end as u32));
    // What is behind the cursor of the value itself is no other attribute.
    let behind = behind.of(text).trim_start_matches(|c: char| !c.is_whitespace());
    let all = |text: &str| {
        let all = attributes(text, Span::new(0, text.len() as u32));
        all.map(|it| (it.name.into_owned(), it.value.into_owned())).collect::<Vec<_>>()
    };
    let name = inner[..name_end].to_ascii_lowercase();
    let mut others = all(&before[attributes_start..value_start]);
    if current.is_some() {
        others.pop();
    }
    others.extend(all(behind));
    let tag = Tag { name, start: start as u32, others, is_closed };
    let place = match current {
        Some(attribute) => Place::AttributeValue { tag, attribute, quote },
        None => Place::Attribute(tag),
    };
    Some((place, word(before, value_start + usize::from(quote.is_some()))))
}

/// The attribute whose value is being written, with the quote that it starts with and where it
/// starts; without an attribute, where the last word starts.
fn current_attribute(before: &str, from: usize) -> (Option<String>, Option<char>, usize) {
    let mut position = from;
    loop {
        let rest = &before[position..];
        let Some(equals) = rest.find('=') else {
            let start = rest.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |it| it + 1);
            return (None, None, position + start);
        };
        let name = rest[..equals].trim_end();
        let name_start = name.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |it| it + 1);
        let name = name[name_start..].to_ascii_lowercase();
        let after = &rest[equals + 1..];
        let value = after.trim_start();
        let value_start = before.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => value[1..].find(quote).map(|it| it + 2),
            None => value.find(|c: char| c.is_ascii_whitespace()),
        };
        match end {
            Some(end) => position = value_start + end,
            None => return (Some(name), quote, value_start),
        }
    }
}

/// `{{cite web|ti`.
fn template(before: &str, start: usize) -> Option<(Place, Span)> {
    let inner_start = start + 2;
    // `{{{` is a parameter of the page itself.
    if before[inner_start..].starts_with('{') {
        return None;
    }
    let parts = split(&before[inner_start..]);
    let (last, rest) = parts.split_last()?;
    let blank = |part: &str| part.len() - part.trim_start().len();
    let offset = |part: &str| part.as_ptr() as usize - before.as_ptr() as usize;
    let Some((name, arguments)) = rest.split_first() else {
        let place = Place::TemplateName;
        return Some((place, word(before, offset(last) + blank(last))));
    };
    let named = |part: &&str| match part.split_once('=') {
        Some((name, value)) => (Some(name.trim().to_owned()), value.trim().to_owned()),
        None => (None, part.trim().to_owned()),
    };
    let (parameter, value) = match last.split_once('=') {
        Some((name, value)) => (Some(name.trim().to_owned()), value),
        None => (None, *last),
    };
    let argument = Argument {
        template: normalize_name(name.trim()).into_owned(),
        start: start as u32,
        parameter,
        before: arguments.iter().map(named).collect(),
    };
    Some((Place::Argument(argument), word(before, offset(value) + blank(value))))
}

/// Splits at the bars that stand in no template, link or comment inside.
fn split(inner: &str) -> Vec<&str> {
    let bytes = inner.as_bytes();
    let (mut parts, mut start, mut depth, mut at) = (Vec::new(), 0, 0_u32, 0);
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"{{" | b"[[" => {
                depth += 1;
                at += 1;
            }
            b"}}" | b"]]" => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            [b'|', ..] if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            b"<!" if bytes[at..].starts_with(b"<!--") => {
                let end = memchr::memmem::find(&bytes[at..], b"-->");
                at += end.map_or(3, |end| end + 2);
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(&inner[start..]);
    parts
}
