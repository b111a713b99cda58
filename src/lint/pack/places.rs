//! What kind of place an offset of the page is.

use serde::Deserialize;

use crate::facts::Document;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{ExtensionTag, HtmlTag};
use crate::text::Span;

/// A kind of place. A match may stand in several at once.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// A comment, which readers do not see.
    Comment,
    /// `<nowiki>`.
    Nowiki,
    /// A tag whose content is not wikitext: `<pre>`, `<syntaxhighlight>`, `<math>`.
    Verbatim,
    /// A ref.
    Ref,
    /// A template, its arguments included.
    Template,
    /// A heading line.
    Heading,
    /// A link of any kind, its label included.
    Link,
    /// An HTML tag, or the attributes of a table.
    Tag,
    /// A line that starts with `*`, `#`, `:` or `;`.
    List,
    /// A table.
    Table,
    /// What others say: `<blockquote>`, templates for quotations, and what stands between
    /// quotation marks on one line.
    Quotation,
}

/// What MediaWiki does not read as wikitext; only an entry that names such a place looks there.
const HIDDEN: [Place; 3] = [Place::Comment, Place::Nowiki, Place::Verbatim];

/// A set of places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places(u16);

impl Place {
    fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl Places {
    fn with(self, place: Place) -> Self {
        Self(self.0 | place.bit())
    }

    fn has(self, place: Place) -> bool {
        self.0 & place.bit() != 0
    }

    /// Whether an entry with these conditions looks here.
    pub(super) fn allow(self, only_in: &[Place], not_in: &[Place]) -> bool {
        let hidden = HIDDEN.iter().any(|it| self.has(*it) && !only_in.contains(it));
        !hidden
            && (only_in.is_empty() || only_in.iter().any(|it| self.has(*it)))
            && !not_in.iter().any(|it| self.has(*it))
    }
}

/// Walks over a page and tells the places of offsets, which are asked for in ascending order.
pub(super) struct Walk<'a, 's> {
    doc: &'a Document<'s>,
    quotations: &'a [String],
    /// The next node that has not been entered, as its index.
    next: usize,
    /// The next template that has not been entered.
    next_template: usize,
    /// The nodes entered and not yet left: where they end, and the places that they make.
    open: Vec<(NodeId, u32, Places)>,
    /// How many `<blockquote>` are open.
    blockquotes: u32,
    marks: QuotationMarks,
}

impl<'a, 's> Walk<'a, 's> {
    pub(super) fn new(doc: &'a Document<'s>, quotations: &'a [String]) -> Self {
        let marks = QuotationMarks::default();
        let open = Vec::new();
        Self { doc, quotations, next: 0, next_template: 0, open, blockquotes: 0, marks }
    }

    /// The places that hold this offset, and the smallest node that does.
    pub(super) fn to(&mut self, offset: u32) -> (Places, NodeId) {
        let tree = &self.doc.tree;
        while self.next < tree.len() {
            let id = NodeId::from_index(self.next);
            let span = tree.span(id);
            if span.start > offset {
                break;
            }
            self.leave(span.start);
            self.enter(id, span);
            self.next += 1;
        }
        self.leave(offset);
        self.marks.to(self.doc.text, offset);
        let (node, _, mut places) =
            self.open.last().copied().unwrap_or((NodeId::ROOT, 0, Places::default()));
        if self.blockquotes > 0 || self.marks.are_open() {
            places = places.with(Place::Quotation);
        }
        (places, node)
    }

    fn leave(&mut self, offset: u32) {
        while self.open.pop_if(|(_, end, _)| *end <= offset).is_some() {}
    }

    fn enter(&mut self, id: NodeId, span: Span) {
        let mut places = self.open.last().map_or(Places::default(), |open| open.2);
        if let Some(place) = self.place_of(id) {
            places = places.with(place);
        }
        if self.is_quotation(id) {
            places = places.with(Place::Quotation);
        }
        self.open.push((id, span.end, places));
    }

    fn place_of(&mut self, id: NodeId) -> Option<Place> {
        use NodeKind as K;
        let doc = self.doc;
        Some(match doc.tree.kind(id) {
            K::Comment => Place::Comment,
            K::Nowiki => Place::Nowiki,
            K::Ref => Place::Ref,
            K::Template | K::ParserFunction => Place::Template,
            K::Heading => Place::Heading,
            K::Wikilink
            | K::FileLink
            | K::CategoryLink
            | K::InterlanguageLink
            | K::ExternalLink => Place::Link,
            K::List => Place::List,
            K::Table => Place::Table,
            K::TableAttributes => Place::Tag,
            K::HtmlTag => {
                self.count_blockquote(id);
                Place::Tag
            }
            K::ExtensionTag => {
                let name = ExtensionTag::new(doc.text, &doc.tree, id)?.name();
                let tags = &doc.site.extension_tags;
                let is_wikitext =
                    tags.iter().any(|tag| tag.wikitext && tag.name.eq_ignore_ascii_case(name));
                return (!is_wikitext).then_some(Place::Verbatim);
            }
            _ => return None,
        })
    }

    fn count_blockquote(&mut self, id: NodeId) {
        let Some(tag) = HtmlTag::new(self.doc.text, &self.doc.tree, id) else { return };
        if tag.name().eq_ignore_ascii_case("blockquote") && !tag.is_self_closing() {
            self.blockquotes = if tag.is_closing() {
                self.blockquotes.saturating_sub(1)
            } else {
                self.blockquotes + 1
            };
        }
    }

    /// Whether the node is a template for quotations.
    fn is_quotation(&mut self, id: NodeId) -> bool {
        let Some(template) = self.doc.templates.get(self.next_template) else { return false };
        if template.node != id {
            return false;
        }
        self.next_template += 1;
        self.quotations.iter().any(|name| *name == template.name)
    }
}

/// Which quotation marks are open on the line.
#[derive(Default)]
struct QuotationMarks {
    position: u32,
    /// Whether the number of `"` is odd.
    straight: bool,
    /// How many of `“`, `„` and `«` have not been closed.
    paired: u32,
}

impl QuotationMarks {
    fn to(&mut self, text: &str, offset: u32) {
        if offset <= self.position {
            return;
        }
        let mut passed = Span::new(self.position, offset).of(text);
        if let Some(newline) = memchr::memrchr(b'\n', passed.as_bytes()) {
            *self = Self::default();
            passed = &passed[newline + 1..];
        }
        for mark in passed.chars() {
            match mark {
                '"' => self.straight = !self.straight,
                // `“` opens in English, and closes in German what `„` opened.
                '“' if self.paired == 0 => self.paired = 1,
                '„' | '«' => self.paired += 1,
                '”' | '“' | '»' => self.paired = self.paired.saturating_sub(1),
                _ => {}
            }
        }
        self.position = offset;
    }

    fn are_open(&self) -> bool {
        self.straight || self.paired > 0
    }
}
