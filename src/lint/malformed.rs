//! Tags of footnotes and lists that MediaWiki cannot read: as plain text, or as something else
//! than was meant.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::rule::Context;
use super::unclosed::first_between;
use crate::facts::cite::{CiteErrorKind, Origin};
use crate::facts::rendered::Dialect;
use crate::syntax::SyntaxErrorKind;
use crate::syntax::tree::NodeKind;
use crate::text::Span;

/// A tag that is not well formed.
#[derive(Clone, Debug)]
pub(crate) struct MalformedTag {
    /// The tag as far as it goes, or the part of it that is wrong.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) fault: Fault,
    /// What to write in its place; `None` where nobody can know.
    pub(crate) replacement: Option<String>,
    /// The end tag that is left over because of it.
    pub(crate) left_over: Option<Span>,
    /// The key of the message that MediaWiki shows because of it.
    pub(crate) mediawiki: Option<&'static str>,
}

/// Where tags that are not well formed leave footnotes open, in source order.
pub(crate) struct Openings(Vec<(u32, Fault)>);

impl Openings {
    pub(crate) fn of(tags: &[MalformedTag]) -> Self {
        let open = tags.iter().filter(|tag| tag.fault.leaves_open());
        Self(open.map(|tag| (tag.span.start, tag.fault)).collect())
    }

    /// The start of the tag that leaves the ref at `start` open, which runs into another at `end`.
    pub(crate) fn between(&self, start: u32, end: u32) -> Option<u32> {
        let first = self.0.partition_point(|&(at, _)| at < start);
        let &(at, fault) = self.0.get(first)?;
        // A `<ref/>` that was to end it counts as the other ref.
        let is_other = at == end && fault == Fault::SlashBehind;
        (at < end || is_other).then_some(at)
    }
}

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// White space after the `<`: `< ref>`.
    Space,
    /// An end tag in which something else stands: `</ref name="a">`, `<//ref>`.
    End,
    /// An end tag without its `>`.
    OpenEnd,
    /// A misspelt name: `<reff>`.
    Name,
    /// Something but white space after the name: `<ref.name="a">`, `<ref/ name="a">`.
    Glued,
    /// A start tag without its `>`.
    OpenStart,
    /// White space between `/` and `>`, so that the tag does not close itself.
    ParedSlash,
    /// One slash too many: `<ref name="a"//>`. It does no harm in MediaWiki.
    TwoSlashes,
    /// A second `<` or `>`, which readers see.
    ExtraBracket,
    /// `<ref/>` in the place of an end tag.
    SlashBehind,
    /// `<ref name="a"/>` before content that has its end tag.
    EarlySlash,
}

impl Fault {
    /// Whether the footnote goes on because of it.
    pub(crate) fn leaves_open(self) -> bool {
        matches!(
            self,
            Self::End | Self::OpenEnd | Self::OpenStart | Self::ParedSlash | Self::SlashBehind
        )
    }
}

/// The longest content of a ref whose start tag closes itself, in bytes.
const LONGEST: usize = 2_000;

/// How much of a tag is looked at, in bytes.
const WINDOW: usize = 200;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is well formed")
}

static SPACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^<\s+(?i:ref|references)(\s+[^<>\n]*)?/?>"));
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^<\s*[/\\]\s*[/\\]?\s*(?P<name>(?i:ref|references))(\s[^<>\n]*|\s*/)?>")
});
static OPEN_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<tag></(?i:ref|references))([ \t][^<>\n]*)?(?:$|[\n<{|])"));
static MISSPELT_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^</(?i:reff|refs|rref|rfe|erf|refe|fref|eref)\s*>"));
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^<(?P<name>[A-Za-z]{2,13})(?P<rest>(\s[^<>\n]*)?/?)>"));
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^<(?i:ref)(?P<glue>[:;.,|_\-]|/\s*)?(?P<rest>(?i:name|group)\s*=[^<>\n]*/?)>")
});
static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^<(?i:ref)\s+(?i:name|group)\s*="));
static START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"^<(?i:ref)(\s+[A-Za-z]+\s*=\s*("[^"<>\n]*"|'[^'<>\n]*'|[^\s"'<>/]+))*(\s*/)?"#)
});
static PARED_SLASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"/\s+>$"));
static SLASH_BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^<(?i:ref)\s*/>$"));

impl Context<'_, '_> {
    /// The tags that are not well formed, in source order.
    pub(crate) fn malformed_tags(&self) -> Vec<MalformedTag> {
        let mut found = Vec::new();
        // What looks like a tag on a rendered page is text that readers see.
        if self.doc.dialect == Dialect::Rendered {
            return found;
        }
        self.literal_tags(&mut found);
        self.read_tags(&mut found);
        self.early_slashes(&mut found);
        self.brackets(&mut found);
        found.sort_by_key(|tag| tag.span);
        found.dedup_by_key(|tag| tag.span.start);
        let openings = Openings::of(&found);
        for full in self.full_refs().into_iter().filter(|full| full.error.shown) {
            let Some(start) = openings.between(full.tag.span.start, full.inner_start()) else {
                continue;
            };
            if let Ok(at) = found.binary_search_by_key(&start, |tag| tag.span.start) {
                found[at].mediawiki = Some(full.error.key());
            }
        }
        found
    }

    /// Tags that MediaWiki shows as text.
    fn literal_tags(&self, found: &mut Vec<MalformedTag>) {
        let text = self.doc.text;
        let stray = self.tag_spans(SyntaxErrorKind::StrayExtensionEndTag, "ref");
        // These are well formed, and only lack their other half.
        let halves = [SyntaxErrorKind::UnclosedExtensionTag, SyntaxErrorKind::StrayExtensionEndTag];
        let halves = halves.into_iter().flat_map(|kind| self.syntax_errors(kind));
        let halves: FxHashSet<u32> = halves.map(|error| error.span.start).collect();
        // Of nodes in preorder, the last one that starts at a bracket or before is the smallest that
        // may hold it.
        let mut nodes = self.doc.tree.preorder().map(|(_, node)| node).peekable();
        let mut holder = None;
        for at in memchr::memchr_iter(b'<', text.as_bytes()) {
            let start = at as u32;
            while let Some(node) = nodes.next_if(|node| node.span().start <= start) {
                holder = Some(node);
            }
            let is_text =
                holder.is_some_and(|it| it.kind() == NodeKind::Text && start < it.span().end);
            if is_text && !halves.contains(&start) {
                let end = text.floor_char_boundary(at + WINDOW);
                found.extend(self.literal_tag(start, &text[at..end], &stray));
            }
        }
    }

    fn literal_tag(&self, start: u32, rest: &str, stray: &[Span]) -> Option<MalformedTag> {
        let span = |len: usize| Span::new(start, start + len as u32);
        let made = |len, fault, replacement| {
            Some(MalformedTag {
                span: span(len),
                fault,
                replacement,
                left_over: None,
                mediawiki: None,
            })
        };
        if let Some(tag) = SPACE.find(rest) {
            let left_over = self.left_over(stray, start);
            let replacement = Some(format!("<{}", tag.as_str()[1..].trim_start()));
            return Some(MalformedTag { left_over, ..made(tag.len(), Fault::Space, replacement)? });
        }
        // One that is well formed stands in a start tag without its `>`, which is told by itself.
        if let Some(tag) = END.captures(rest).filter(|tag| !is_end_tag(&tag[0], &tag["name"])) {
            let replacement = format!("</{}>", tag["name"].to_ascii_lowercase());
            return made(tag[0].len(), Fault::End, Some(replacement));
        }
        if let Some(tag) = MISSPELT_END.find(rest) {
            return made(tag.len(), Fault::End, Some("</ref>".to_owned()));
        }
        if let Some(tag) = OPEN_END.captures(rest) {
            return made(tag["tag"].len(), Fault::OpenEnd, Some(format!("{}>", &tag["tag"])));
        }
        if let Some(tag) = GLUED.captures(rest) {
            let left_over = self.left_over(stray, start);
            let replacement = Some(format!("<ref {}>", &tag["rest"]));
            return Some(MalformedTag {
                left_over,
                ..made(tag[0].len(), Fault::Glued, replacement)?
            });
        }
        if let Some(tag) = NAMED.captures(rest) {
            let known = known_name(&tag["name"])?;
            let left_over = self.left_over(stray, start);
            let is_sure =
                known == "references" || left_over.is_some() || tag["rest"].contains("name=");
            let replacement = Some(format!("<{known}{}>", &tag["rest"]));
            return is_sure.then_some(MalformedTag {
                left_over,
                ..made(tag[0].len(), Fault::Name, replacement)?
            });
        }
        if BARE.is_match(rest) {
            let len = START.find(rest).map_or(rest.len(), |tag| tag.len());
            return made(len, Fault::OpenStart, None);
        }
        None
    }

    /// The end tag that has nothing to close because the start tag at `start` is not one.
    fn left_over(&self, stray: &[Span], start: u32) -> Option<Span> {
        let refs = &self.doc.refs.refs;
        let next = refs.partition_point(|tag| tag.span.start <= start);
        first_between(stray, start, refs.get(next).map_or(u32::MAX, |next| next.span.start))
    }

    /// Tags that MediaWiki reads as something else.
    fn read_tags(&self, found: &mut Vec<MalformedTag>) {
        let text = self.doc.text;
        let refs = self.doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag);
        for tag in refs {
            let start_tag = tag.start_span.of(text);
            if start_tag[1..].contains('<') {
                found.push(open_start(tag.start_span, text));
            } else if start_tag.ends_with("//>")
                && start_tag[..start_tag.len() - 3].trim_end().ends_with(['"', '\''])
            {
                let end = tag.start_span.end;
                let span = Span::new(end - 3, end);
                found.push(replaced(span, Fault::TwoSlashes, "/>"));
            }
        }
        let full = self.full_refs().into_iter().map(|full| (full.tag.start_span, true));
        let literal = self.unclosed_tags("ref", CiteErrorKind::IncludedRef);
        for (tag, is_full) in full.chain(literal.into_iter().map(|tag| (tag, false))) {
            let refs = &self.doc.refs.refs;
            let next = refs.get(refs.partition_point(|it| it.span.start < tag.end));
            if tag.of(text)[1..].contains('<') {
                found.push(open_start(tag, text));
            } else if let Some(slash) = PARED_SLASH.find(tag.of(text)) {
                let span = Span::new(tag.start + slash.start() as u32, tag.end);
                found.push(replaced(span, Fault::ParedSlash, "/>"));
            } else if let Some(next) = next.filter(|_| is_full)
                && SLASH_BEHIND.is_match(next.span.of(text))
            {
                found.push(replaced(next.span, Fault::SlashBehind, "</ref>"));
            }
        }
    }

    /// Refs that close themselves, with a name, though their content follows.
    fn early_slashes(&self, found: &mut Vec<MalformedTag>) {
        let (text, refs) = (self.doc.text, &self.doc.refs.refs);
        let stray = self.tag_spans(SyntaxErrorKind::StrayExtensionEndTag, "ref");
        for end in stray {
            let before = refs.partition_point(|tag| tag.span.start < end.start);
            let Some(tag) = before.checked_sub(1).and_then(|at| refs.get(at)) else { continue };
            // Where nothing defines the name, `ref-undefined` says so.
            let footnote = tag.footnote.map(|id| self.doc.refs.footnote(id));
            let is_use = tag.origin == Origin::Tag
                && footnote.is_some_and(|it| it.name.is_some() && it.definition.is_some());
            if !is_use || tag.span.end > end.start || !tag.span.of(text).ends_with("/>") {
                continue;
            }
            // After a space a sentence goes on, and it is a start tag that is lost.
            let content = Span::new(tag.span.end, end.start).of(text);
            if content.starts_with(char::is_whitespace)
                || content.trim().is_empty()
                || content.len() > LONGEST
            {
                continue;
            }
            let slash = Span::new(tag.span.end - 2, tag.span.end);
            found.push(MalformedTag {
                left_over: Some(end),
                ..replaced(slash, Fault::EarlySlash, ">")
            });
        }
    }

    /// A `<` before a ref, or a `>` after it.
    fn brackets(&self, found: &mut Vec<MalformedTag>) {
        let doc = self.doc;
        let tags = doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag);
        for tag in tags {
            let sibling = doc.tree.next_sibling(tag.node).map(|node| doc.tree.node(node));
            let is_text = sibling.is_some_and(|node| node.kind() == NodeKind::Text);
            let end = tag.span.end;
            let mut add = |span| found.push(replaced(span, Fault::ExtraBracket, ""));
            if is_text && doc.text[end as usize..].starts_with('>') {
                add(Span::new(end, end + 1));
            }
            if doc.text[..tag.span.start as usize].ends_with('<') {
                add(Span::new(tag.span.start - 1, tag.span.start));
            }
        }
    }
}

fn replaced(span: Span, fault: Fault, replacement: &str) -> MalformedTag {
    MalformedTag {
        span,
        fault,
        replacement: Some(replacement.to_owned()),
        left_over: None,
        mediawiki: None,
    }
}

/// A start tag that takes in another one because its own `>` is lost.
fn open_start(tag: Span, text: &str) -> MalformedTag {
    let len = START.find(tag.of(text)).map_or(4, |own| own.len());
    let span = Span::new(tag.start, tag.start + len as u32);
    MalformedTag {
        span,
        fault: Fault::OpenStart,
        replacement: None,
        left_over: None,
        mediawiki: None,
    }
}

/// Whether a tag is the end tag of this name, as MediaWiki reads it.
fn is_end_tag(tag: &str, name: &str) -> bool {
    let inner = tag.strip_prefix("</").and_then(|it| it.strip_suffix('>'));
    inner.is_some_and(|it| it.trim_ascii_end() == name)
}

/// The tag that a misspelt name stands for.
fn known_name(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let is_near = |known: &str, most: usize| strsim::osa_distance(&name, known) <= most;
    if name.starts_with('r') && name.len() >= 8 && is_near("references", 2) {
        return (name != "references").then_some("references");
    }
    (name != "ref" && is_near("ref", 1)).then_some("ref")
}
