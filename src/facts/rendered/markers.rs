//! The markers in the text: `[1]`, `[note 2]`, `[a]`, and what only looks like one.

use super::label::{Label, Series};
use super::lists::EntryId;
use crate::site::RenderedWords;
use crate::syntax::tree::{NodeKind, Tree};
use crate::syntax::view::{ExternalLink, HtmlTag, Wikilink};
use crate::text::Span;

/// A marker of a reference, written out by hand or left over from a rendered page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker<'s> {
    /// The label with its brackets.
    pub span: Span,
    /// With the `<sup>` or the link round it.
    pub whole: Span,
    /// What it shows.
    pub label: Label<'s>,
    /// The entry that it points to.
    pub entry: Option<EntryId>,
    /// Whether it stands where readers expect a marker and nothing else: behind a stop, a quotation
    /// or another marker, or as a link to a footnote.
    pub is_plain: bool,
    /// Why it may be something else.
    pub(super) doubt: Doubt,
}

/// Why a candidate may be no marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing speaks against it.
    No,
    /// It stands behind a letter inside a quotation, as in "provide\[s]".
    InWord,
    /// Nothing but white space stands before it, and no stop before that.
    Apart,
}

/// Everything in brackets that may be a marker, in source order.
pub(super) fn candidates<'s>(text: &'s str, words: &RenderedWords, tree: &Tree) -> Vec<Marker<'s>> {
    let mut finder = Finder { text, words, found: Vec::new(), quotation: Quotation::default() };
    let is_label = |at: &usize| Label::bracketed(&text[*at..], words).is_some();
    let mut labels = single_brackets(text).filter(is_label).map(|at| at as u32).peekable();
    // Most pages hold no label in brackets anywhere.
    if labels.peek().is_none() {
        return finder.found;
    }
    let has_footnotes = is_footnote(text);
    let mut hidden_until = 0;
    let mut open_code = 0_u32;
    for (id, node) in tree.preorder() {
        use NodeKind::{
            CategoryLink, Comment, ExtensionTag, ExternalLink as Url, FileLink, Heading,
            HtmlTag as Html, InterlanguageLink, LanguageVariant, ListItem, Nowiki, Paragraph,
            Parameter, ParserFunction, Ref, References, TableCell, Template, Text,
            Wikilink as Link,
        };
        if labels.peek().is_none() && !has_footnotes {
            break;
        }
        let span = node.span();
        if span.start < hidden_until {
            continue;
        }
        match node.kind() {
            Text if open_code == 0 => {
                while let Some(at) = labels.next_if(|&at| at < span.end) {
                    if at >= span.start {
                        finder.label(Span::new(at, span.end));
                    }
                }
            }
            Html => {
                if let Some(tag) = HtmlTag::new(text, tree, id).filter(is_code) {
                    open_code = match (tag.is_closing(), tag.is_self_closing()) {
                        (true, _) => open_code.saturating_sub(1),
                        (false, closed) => open_code + u32::from(!closed),
                    };
                }
            }
            // MediaWiki closes what a paragraph, item or cell leaves open.
            Paragraph | ListItem | TableCell => open_code = 0,
            Link => {
                hidden_until = span.end;
                if has_footnotes
                    && Wikilink::new(text, tree, id).is_some_and(|it| is_footnote(it.target()))
                {
                    finder.link(span);
                }
            }
            Url => {
                hidden_until = span.end;
                if has_footnotes
                    && ExternalLink::new(text, tree, id).is_some_and(|it| is_footnote(it.url()))
                {
                    finder.link(span);
                }
            }
            CategoryLink | Comment | ExtensionTag | FileLink | Heading | InterlanguageLink
            | LanguageVariant | Nowiki | Parameter | ParserFunction | Ref | References
            | Template => hidden_until = span.end,
            _ => {}
        }
    }
    finder.found
}

/// The offsets of all `[` next to which there is no other: nearly all brackets are those of links,
/// and double.
fn single_brackets(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b'[', &bytes[from..])?;
            let count = bytes[start..].iter().take_while(|&&byte| byte == b'[').count();
            from = start + count;
            if count == 1 {
                return Some(start);
            }
        }
    })
}

/// Whether text in this element is shown letter by letter.
fn is_code(tag: &HtmlTag<'_>) -> bool {
    let names = ["code", "kbd", "samp", "tt", "var", "pre"];
    names.iter().any(|name| tag.name().eq_ignore_ascii_case(name))
}

/// Whether a link leads to a footnote of a rendered page; of a page, whether it may hold such links.
fn is_footnote(target: &str) -> bool {
    let starts = |at: usize| ["#cite_note", "#_note"].iter().any(|it| target[at..].starts_with(it));
    memchr::memchr_iter(b'#', target.as_bytes()).any(starts)
}

struct Finder<'s, 'w> {
    text: &'s str,
    words: &'w RenderedWords,
    found: Vec<Marker<'s>>,
    quotation: Quotation,
}

impl<'s> Finder<'s, '_> {
    /// A label, unless it goes on behind the text.
    fn label(&mut self, rest: Span) {
        if let Some((label, length)) = Label::bracketed(rest.of(self.text), self.words) {
            self.add(label, Span::new(rest.start, rest.start + length));
        }
    }

    /// A link to a footnote, whose text is a label, on one line.
    fn link(&mut self, link: Span) {
        let inner = &link.of(self.text)[1..];
        if inner.contains('\n') {
            return;
        }
        for (offset, _) in inner.match_indices('[').rev().take(2) {
            if let Some((label, length)) = Label::bracketed(&inner[offset..], self.words) {
                let start = link.start + 1 + offset as u32;
                let whole = self.with_sup(link);
                let span = Span::new(start, start + length);
                let is_plain = true;
                let doubt = Doubt::No;
                self.found.push(Marker { span, whole, label, entry: None, is_plain, doubt });
                return;
            }
        }
    }

    fn add(&mut self, label: Label<'s>, span: Span) {
        let whole = self.with_sup(span);
        let before = &self.text[..whole.start as usize];
        let previous = before.chars().next_back();
        let in_quotation = self.quotation.reaches(self.text, whole.start);
        // Nothing else is raised and in brackets.
        let is_raised = whole != span;
        let raised = is_raised.then_some(Place::Plain);
        let Some(place) = raised.or_else(|| place(before, previous)) else { return };
        if !may_follow(&self.text[whole.end as usize..], place) {
            return;
        }
        let doubt = match place {
            Place::Apart => Doubt::Apart,
            Place::AtWord if in_quotation => Doubt::InWord,
            _ => Doubt::No,
        };
        let is_plain = place == Place::Plain;
        self.found.push(Marker { span, whole, label, entry: None, is_plain, doubt });
    }

    /// The span with the `<sup>` and `</sup>` that stand directly round it.
    fn with_sup(&self, span: Span) -> Span {
        const LONGEST_TAG: usize = 80;
        let before = &self.text[..span.start as usize];
        let window = before.floor_char_boundary(before.len().saturating_sub(LONGEST_TAG));
        let tag = before[window..].rfind('<').map(|at| &before[window + at..]);
        let open = tag.filter(|tag| is_sup(tag));
        let close = self.text[span.end as usize..].starts_with("</sup>");
        match open {
            Some(open) if close => Span::new(span.start - open.len() as u32, span.end + 6),
            _ => span,
        }
    }
}

/// Whether a text is the start tag of a `<sup>` and nothing else.
fn is_sup(tag: &str) -> bool {
    let name = tag.strip_prefix("<sup").and_then(|rest| rest.strip_suffix('>'));
    name.is_some_and(|rest| {
        (rest.is_empty() || rest.starts_with(' ')) && !rest.contains('>') && !rest.ends_with('/')
    })
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Behind a stop, a quotation or another marker.
    Plain,
    /// Directly behind a word.
    AtWord,
    /// Behind a stop and a space.
    AfterStop,
    /// Behind a space, or at the start of a line.
    Apart,
}

fn place(before: &str, previous: Option<char>) -> Option<Place> {
    match previous? {
        // A quotation that opens here.
        '"' if before[..before.len() - 1].ends_with([' ', '\n', '(', '[']) => None,
        c if c.is_alphanumeric() => Some(Place::AtWord),
        // Bracketed lists, formulas and code.
        '(' | '[' | '{' | '<' | '=' | '+' | '*' | '/' | '\\' | '|' | '^' | '_' | '“' | '«'
        | '„' | '‘' | '-' | '–' | '#' | '@' | '&' | '$' | '~' | '`' => None,
        c if c.is_whitespace() => {
            let end = before.trim_end_matches([' ', '\u{a0}']).chars().next_back();
            let is_stop = end.is_some_and(|c| matches!(c, '.' | '!' | '?' | '。'));
            Some(if is_stop { Place::AfterStop } else { Place::Apart })
        }
        _ => Some(Place::Plain),
    }
}

/// Whether a marker can stand before this text.
fn may_follow(after: &str, place: Place) -> bool {
    match after.chars().next() {
        // `[2]rotaxane`, `[link](target)`, `a[1]_b`.
        Some('(' | '_') => false,
        Some(c) if c.is_alphanumeric() => place == Place::Plain && c.is_uppercase(),
        _ => {
            // `a[1] = 0`.
            let next = after.trim_start_matches(' ');
            place == Place::Plain || !next.starts_with(['=', '+', '*'])
        }
    }
}

/// Whether the place that is looked at lies in a quotation on its line.
#[derive(Default)]
struct Quotation {
    /// Up to where the text has been read.
    at: u32,
    is_open: bool,
}

impl Quotation {
    /// Places must be asked for in source order.
    fn reaches(&mut self, text: &str, offset: u32) -> bool {
        let mut passed = &text[self.at.min(offset) as usize..offset as usize];
        if let Some(newline) = memchr::memrchr(b'\n', passed.as_bytes()) {
            self.is_open = false;
            passed = &passed[newline + 1..];
        }
        for c in passed.chars() {
            match c {
                '"' => self.is_open = !self.is_open,
                '“' | '«' | '„' => self.is_open = true,
                '”' | '»' => self.is_open = false,
                _ => {}
            }
        }
        self.at = self.at.max(offset);
        self.is_open
    }
}

/// Whether a candidate is taken for a marker, once it is known which entries there are.
pub(super) fn is_marker(it: &Marker<'_>, has_list: bool, is_rendered: bool) -> bool {
    let resolves = it.entry.is_some();
    if it.doubt == Doubt::Apart {
        // A source with a space before its tag renders so.
        return resolves && is_rendered && it.label.series != Series::Letters;
    }
    let is_single = it.label.number <= 26;
    match it.label.series {
        Series::Letters if has_list => {
            (resolves && it.doubt == Doubt::No) || (it.is_plain && is_single)
        }
        Series::Letters => is_rendered && it.is_plain && is_single,
        _ => resolves || it.is_plain || (is_rendered && has_list),
    }
}
