//! The tree: nodes in preorder in one vector, linked by index.
//!
//! Invariants, checked by the property tests:
//! - a child lies within its parent, and siblings do not overlap and stand in source order;
//! - bytes of a node that none of its children covers are its own markup (`{{`, `==`, `|`), so
//!   nothing of the source can be lost: [`Tree::leaves`] yields those stretches too.
//!
//! Deliberately absent: text in nodes (a node is a span), interior mutability, and any recursion.

use crate::text::Span;

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The root of every tree: its [`NodeKind::Document`].
    pub const ROOT: Self = Self(0);

    /// The node at this position in preorder.
    pub(crate) fn from_index(index: usize) -> Self {
        Self(index as u32)
    }

    /// The position of the node in preorder, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is. Names follow MediaWiki's own terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The whole page.
    Document,
    /// Lines of running text at the top level of the page.
    Paragraph,
    /// A heading line, `== … ==`; [`Node::level`] is 1 to 6.
    Heading,
    /// Plain text.
    Text,
    /// `<!-- … -->`; on a line of its own it takes the spaces round it and the newline with it.
    Comment,
    /// `'''…'''`; without its closing marks where MediaWiki closes it at the end of the line.
    Bold,
    /// `''…''`.
    Italic,
    /// `[[target|label]]trail`.
    Wikilink,
    /// `[[File:…|…]]`, or a line of a gallery.
    FileLink,
    /// One option of a file link, such as `thumb` or `200px`.
    FileOption,
    /// The caption of a file link.
    FileCaption,
    /// `[[Category:…]]`.
    CategoryLink,
    /// A link that puts the page's counterpart in another language beside the page: `[[fr:…]]`.
    InterlanguageLink,
    /// `[http://… label]` or a bare URL.
    ExternalLink,
    /// `ISBN …`, `PMID …` or `RFC …` in running text.
    MagicLink,
    /// `{{name|…}}`.
    Template,
    /// One argument of a template, parser function or parameter, without its `|`.
    Argument,
    /// The name of a named argument, without its `=`.
    ArgumentName,
    /// `{{{name|default}}}`.
    Parameter,
    /// `{{#if:…|…}}`, `{{lc:…}}`; the text after the colon is the first argument.
    ParserFunction,
    /// A behaviour switch (`__NOTOC__`) or a variable (`{{PAGENAME}}`, `{{!}}`).
    MagicWord,
    /// A tag that an extension handles, such as `<poem>` or `<math>`.
    ExtensionTag,
    /// `<ref>`.
    Ref,
    /// `<references>`.
    References,
    /// An HTML start or end tag that MediaWiki lets through.
    HtmlTag,
    /// `<nowiki>…</nowiki>`.
    Nowiki,
    /// `<noinclude>` and its kin: a tag that does nothing on the page itself, or a whole
    /// `<includeonly>…</includeonly>`.
    InclusionTag,
    /// Lines that start with `*`, `#`, `:` or `;`.
    List,
    /// One line of a list.
    ListItem,
    /// The definition after the colon of a `; term : definition` line.
    Definition,
    /// `{| … |}`.
    Table,
    /// The attributes of a table, caption, row or cell.
    TableAttributes,
    /// `|+ …`.
    TableCaption,
    /// The cells after a `|-`, or those before the first one.
    TableRow,
    /// `| …` or `! …`.
    TableCell,
    /// `----`.
    HorizontalRule,
    /// Lines that start with a space.
    Preformatted,
    /// A character reference: `&amp;`, `&#160;`.
    Entity,
    /// `#REDIRECT [[…]]`.
    Redirect,
    /// `~~~`, `~~~~` or `~~~~~`.
    Signature,
    /// `-{…}-`.
    LanguageVariant,
}

/// One node of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) subtree_end: u32,
    pub(super) parent: u32,
    /// Meaning by kind; see the accessors below.
    pub(super) data: u16,
    pub(super) kind: NodeKind,
}

const _: () = assert!(size_of::<Node>() == 20, "trees are built node by node: keep them small");

impl Node {
    /// What the node is.
    pub fn kind(&self) -> NodeKind {
        self.kind
    }

    /// The bytes of the node, its markup included.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// The level of a heading, 1 to 6.
    pub fn level(&self) -> u8 {
        debug_assert_eq!(self.kind, NodeKind::Heading);
        self.data as u8
    }

    /// Whether a table cell is a header cell (`!`).
    pub fn is_header(&self) -> bool {
        self.kind == NodeKind::TableCell && self.data == 1
    }

    /// Whether an external link stands in brackets.
    pub fn is_bracketed(&self) -> bool {
        self.kind == NodeKind::ExternalLink && self.data == 1
    }
}

/// A part of the source that lies in no smaller node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The node that the bytes belong to.
    pub node: NodeId,
    /// The bytes.
    pub span: Span,
    /// Whether they are markup of a node that has children, rather than a whole node.
    pub is_markup: bool,
}

/// The syntax tree of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The node with this id.
    ///
    /// # Panics
    /// If the id belongs to another, larger tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.node(id).kind
    }

    /// The bytes of the node, its markup included.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span()
    }

    /// How many nodes there are; never 0.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never true: a tree holds at least its document.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node that holds this one; `None` for the root.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id != NodeId::ROOT).then(|| NodeId(self.node(id).parent))
    }

    /// The nodes that hold this one, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&id| self.parent(id))
    }

    /// The children of a node in source order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).subtree_end;
        let first = (id.0 + 1 < end).then_some(NodeId(id.0 + 1));
        std::iter::successors(first, move |&child| {
            let next = self.node(child).subtree_end;
            (next < end).then_some(NodeId(next))
        })
    }

    /// The node after this one that has the same parent.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        let Node { subtree_end, parent, .. } = *self.node(id);
        let next = self.nodes.get(subtree_end as usize)?;
        (next.parent == parent).then_some(NodeId(subtree_end))
    }

    /// All nodes in preorder, which is source order.
    pub fn preorder(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    /// All nodes below a node, in preorder.
    pub fn descendants(&self, id: NodeId) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        let end = self.node(id).subtree_end;
        let below = &self.nodes[id.index() + 1..end as usize];
        (id.0 + 1..end).zip(below).map(|(index, node)| (NodeId(index), node))
    }

    /// How many nodes there are below a node.
    pub fn descendant_count(&self, id: NodeId) -> usize {
        (self.node(id).subtree_end - id.0 - 1) as usize
    }

    /// The leaves in source order; joined, they are the source.
    pub fn leaves(&self) -> Leaves<'_> {
        Leaves { tree: self, next: 0, position: 0, open: Vec::new(), end: self.nodes[0].end }
    }
}

/// Iterator over the leaves of a tree, see [`Tree::leaves`].
pub struct Leaves<'t> {
    tree: &'t Tree,
    /// The next node in preorder that has not been entered.
    next: u32,
    /// Everything before this offset has been yielded.
    position: u32,
    /// The nodes entered and not yet left, innermost last.
    open: Vec<u32>,
    end: u32,
}

impl Iterator for Leaves<'_> {
    type Item = Leaf;

    fn next(&mut self) -> Option<Leaf> {
        loop {
            // Leave the nodes that hold nothing more, yielding what remains of each as markup.
            while let Some(&top) = self.open.last() {
                let node = &self.tree.nodes[top as usize];
                if self.next < node.subtree_end {
                    break;
                }
                if self.position < node.end {
                    return Some(self.markup(top, node.end));
                }
                self.open.pop();
            }
            let Some(node) = self.tree.nodes.get(self.next as usize) else {
                debug_assert_eq!(self.position, self.end);
                return None;
            };
            if let Some(&top) = self.open.last()
                && self.position < node.start
            {
                return Some(self.markup(top, node.start));
            }
            let id = self.next;
            self.next += 1;
            if node.subtree_end > id + 1 {
                self.open.push(id);
            } else if node.start < node.end {
                self.position = node.end;
                return Some(Leaf { node: NodeId(id), span: node.span(), is_markup: false });
            }
        }
    }
}

impl Leaves<'_> {
    fn markup(&mut self, node: u32, end: u32) -> Leaf {
        let span = Span::new(self.position, end);
        self.position = end;
        Leaf { node: NodeId(node), span, is_markup: true }
    }
}
