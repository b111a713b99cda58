//! What Cite makes of a page: its refs, footnotes and lists.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::content::Content;
use super::error::CiteError;
use crate::syntax::attributes::Attribute;
use crate::syntax::tree::NodeId;
use crate::text::Span;

/// Index into [`RefIndex::refs`], which is in source order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefId(pub u32);

/// Index into [`RefIndex::footnotes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FootnoteId(pub u32);

/// Index into [`RefIndex::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u32);

/// The reference index of a page.
#[derive(Clone, Debug, Default)]
pub struct RefIndex<'s> {
    /// Every ref, in source order.
    pub refs: Vec<RefTag<'s>>,
    /// Every footnote, in the order in which MediaWiki makes them.
    pub footnotes: Vec<Footnote<'s>>,
    /// Every reference list, in source order; last those that MediaWiki appends itself.
    pub lists: Vec<ReferenceList<'s>>,
    /// The errors of Cite, in the order in which it finds them.
    pub errors: Vec<CiteError<'s>>,
    /// Templates and parameters that could hold refs or lists which are not to be seen here.
    pub suspects: Vec<NodeId>,
}

/// How a ref or list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A tag: `<ref>`, `<references>`.
    Tag,
    /// `{{#tag:ref|…}}`, `{{#tag:references|…}}`.
    TagFunction,
    /// A template that is known to make one, such as `{{efn}}` or `{{reflist}}`.
    Template,
}

/// One ref.
#[derive(Clone, Debug)]
pub struct RefTag<'s> {
    /// The node of the tag, function or template.
    pub node: NodeId,
    /// The whole ref. Of a template that makes several, the part that makes this one.
    pub span: Span,
    /// The start tag, or the braces with the name of the function or template.
    pub start_span: Span,
    /// How it is written.
    pub origin: Origin,
    /// The attributes as Cite gets them, in source order, repeated ones included.
    pub attributes: Vec<Attribute<'s>>,
    /// The content as Cite gets it.
    pub content: Content<'s>,
    /// The content in the source; `None` if there is none.
    pub body: Option<Span>,
    /// The group that the ref counts for, as Cite sees it.
    pub group: Cow<'s, str>,
    /// The name, if there is one that Cite accepts.
    pub name: Option<Cow<'s, str>>,
    /// The list that it stands in.
    pub in_list: Option<ListId>,
    /// The footnote that it belongs to; `None` where a fatal error prevents one.
    pub footnote: Option<FootnoteId>,
    /// Whether it stands in an argument of a template or function that may leave it out or show
    /// it twice. The arguments of those that make refs and lists do not count.
    pub is_in_argument: bool,
    /// Whether a start tag of a ref is left in the content of a function when MediaWiki has
    /// expanded it.
    pub(super) holds_start_tag: bool,
}

impl<'s> RefTag<'s> {
    /// The attribute of this name that counts: the last one.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'s>> {
        self.attributes.iter().rfind(|attribute| attribute.name == name)
    }

    /// The value of the attribute that counts.
    pub fn value(&self, name: &str) -> Option<&Cow<'s, str>> {
        self.attribute(name).map(|attribute| &attribute.value)
    }

    /// Whether it has content: then it defines its footnote, else it uses one.
    pub fn is_definition(&self) -> bool {
        !self.content.is_blank()
    }

    /// Whether MediaWiki expands its content before Cite sees the ref, as in `{{#tag:ref|…}}`.
    pub(super) fn is_function(&self) -> bool {
        self.origin != Origin::Tag
    }

    /// Whether its name or group is made by a template, so that only MediaWiki knows it.
    pub fn has_dynamic_key(&self) -> bool {
        ["name", "group"]
            .iter()
            .any(|name| self.attribute(name).is_some_and(|attribute| attribute.dynamic))
    }
}

/// What one or more refs with the same group and name render as.
#[derive(Clone, Debug)]
pub struct Footnote<'s> {
    /// The group; empty for the default one.
    pub group: Cow<'s, str>,
    /// The name; `None` for an unnamed footnote and for a sub-reference.
    pub name: Option<Cow<'s, str>>,
    /// The number in its group, as MediaWiki prints it: it starts anew after each list. `None`
    /// for an entry of a list that nothing uses, and for a `follow` whose target is not known.
    pub number: Option<u32>,
    /// The number of a sub-reference under its main footnote.
    pub sub_number: Option<u32>,
    /// The details of a sub-reference.
    pub details: Option<Cow<'s, str>>,
    /// The footnote that a sub-reference belongs to.
    pub main: Option<FootnoteId>,
    /// The list that prints it; `None` if none does.
    pub list: Option<ListId>,
    /// Its refs in the order in which Cite meets them: uses and definitions, in text and lists.
    pub refs: SmallVec<[RefId; 2]>,
    /// The ref that its content comes from.
    pub definition: Option<RefId>,
    /// Refs with `follow` that add to its content.
    pub continuations: Vec<RefId>,
}

impl Footnote<'_> {
    /// The number as MediaWiki prints it by default: `1`, `note 1`, `1.2`; empty without one.
    pub fn label(&self) -> String {
        let Some(number) = self.number else { return String::new() };
        let group = if self.group.is_empty() { String::new() } else { format!("{} ", self.group) };
        match self.sub_number {
            Some(sub_number) => format!("{group}{number}.{sub_number}"),
            None => format!("{group}{number}"),
        }
    }
}

/// One reference list.
#[derive(Clone, Debug)]
pub struct ReferenceList<'s> {
    /// The node; `None` for the list that MediaWiki appends where the default group has none.
    pub node: Option<NodeId>,
    /// The whole list; empty, at the end of the page, for an appended one.
    pub span: Span,
    /// The start tag, or the braces with the name of the function or template.
    pub start_span: Span,
    /// How it is written.
    pub origin: Origin,
    /// The attributes as Cite gets them.
    pub attributes: Vec<Attribute<'s>>,
    /// The group that it prints; empty for the default one.
    pub group: Cow<'s, str>,
    /// Whether an error takes the place of the list.
    pub is_broken: bool,
    /// The footnotes that it prints, in printed order.
    pub footnotes: Vec<FootnoteId>,
    /// The content; `None` if there is none.
    pub(super) body: Option<Span>,
    /// Whether another list stands in the content of this `{{#tag:references}}`.
    pub(super) holds_list: bool,
}

impl<'s> RefIndex<'s> {
    /// The ref with this id.
    pub fn tag(&self, id: RefId) -> &RefTag<'s> {
        &self.refs[id.0 as usize]
    }

    /// The refs that a tag, function or template makes: one, or several of `{{r}}`. `span` is
    /// that of the node.
    pub fn of_node(&self, node: NodeId, span: Span) -> impl Iterator<Item = &RefTag<'s>> {
        let first = self.refs.partition_point(|tag| tag.span.start < span.start);
        let inside = self.refs[first..].iter().take_while(move |tag| tag.span.start < span.end);
        inside.filter(move |tag| tag.node == node)
    }

    /// The footnote with this id.
    pub fn footnote(&self, id: FootnoteId) -> &Footnote<'s> {
        &self.footnotes[id.0 as usize]
    }

    /// The list with this id.
    pub fn list(&self, id: ListId) -> &ReferenceList<'s> {
        &self.lists[id.0 as usize]
    }

    /// The errors that MediaWiki shows on the page.
    pub fn shown_errors(&self) -> impl Iterator<Item = &CiteError<'s>> {
        self.errors.iter().filter(|error| error.shown)
    }
}
