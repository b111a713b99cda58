//! The fields of a node beside its kind, its place and its children.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::syntax::attributes::{Attribute, decode_character_references};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{
    ExtensionTag, ExternalLink, Heading, HtmlTag, MagicLink, MagicLinkKind, Template, Wikilink,
};

/// The attributes of `<ref>` that Cite knows.
const REF_ATTRIBUTES: [&str; 5] = ["name", "group", "follow", "dir", "details"];

/// The fields of one node, in the order in which they are printed.
pub(super) type Fields = Vec<(&'static str, Value)>;

/// Finds the fields of the nodes of a tree, which are asked for in preorder.
pub(super) struct Finder<'a> {
    text: &'a str,
    tree: &'a Tree,
    /// The fields of the arguments ahead, of templates already met: their numbers are counted
    /// once for each template.
    arguments: FxHashMap<NodeId, Fields>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str, tree: &'a Tree) -> Self {
        Self { text, tree, arguments: FxHashMap::default() }
    }

    /// The fields of the next node.
    pub(super) fn of(&mut self, node: NodeId) -> Fields {
        if let Some(template) = Template::new(self.text, self.tree, node) {
            self.arguments.extend(template.arguments().map(|argument| {
                let is_positional = argument.position.is_some();
                let name = ("name", argument.key().into());
                (argument.node, vec![name, ("positional", is_positional.into())])
            }));
        }
        let argument = self.arguments.remove(&node);
        argument.or_else(|| of_kind(self.text, self.tree, node)).unwrap_or_default()
    }
}

fn of_kind(text: &str, tree: &Tree, node: NodeId) -> Option<Fields> {
    let source = tree.span(node).of(text);
    Some(match tree.kind(node) {
        NodeKind::Heading => vec![("level", Heading::new(text, tree, node)?.level.into())],
        NodeKind::Wikilink => {
            let link = Wikilink::new(text, tree, node)?;
            let mut fields = vec![("target", link.target().into())];
            if !link.trail_span.is_empty() {
                fields.push(("trail", link.trail_span.of(text).into()));
            }
            fields
        }
        NodeKind::FileLink | NodeKind::CategoryLink | NodeKind::InterlanguageLink => {
            vec![("target", Wikilink::new(text, tree, node)?.target().into())]
        }
        NodeKind::Redirect => {
            let link = tree.children(node).next()?;
            vec![("target", Wikilink::new(text, tree, link)?.target().into())]
        }
        NodeKind::ExternalLink => {
            let url = ExternalLink::new(text, tree, node)?.url();
            vec![("url", url.into()), ("bracketed", tree.node(node).is_bracketed().into())]
        }
        NodeKind::MagicLink => {
            let link = MagicLink::new(text, tree, node)?;
            let kind = match link.kind {
                MagicLinkKind::Isbn => "isbn",
                MagicLinkKind::Pmid => "pmid",
                MagicLinkKind::Rfc => "rfc",
            };
            vec![("type", kind.into()), ("value", link.value.into())]
        }
        NodeKind::Template | NodeKind::ParserFunction | NodeKind::Parameter => {
            vec![("name", Template::new(text, tree, node)?.name().into())]
        }
        NodeKind::MagicWord => {
            vec![("name", source.trim_matches(['{', '}', ' ', '\n']).into())]
        }
        NodeKind::Ref | NodeKind::References => cite_tag(&ExtensionTag::new(text, tree, node)?),
        NodeKind::ExtensionTag | NodeKind::Nowiki => {
            let tag = ExtensionTag::new(text, tree, node)?;
            vec![
                ("name", tag.name().to_ascii_lowercase().into()),
                ("attributes", attributes(tag.attributes())),
                ("self_closing", tag.is_self_closing().into()),
                ("raw", tag.body().map(|body| body.of(text)).into()),
            ]
        }
        NodeKind::HtmlTag => {
            let tag = HtmlTag::new(text, tree, node)?;
            let mut fields = vec![
                ("name", tag.name().to_ascii_lowercase().into()),
                ("attributes", attributes(tag.attributes())),
                ("self_closing", tag.is_self_closing().into()),
            ];
            if tag.is_closing() {
                fields.push(("closing", true.into()));
            }
            fields
        }
        NodeKind::InclusionTag => {
            let name = source.trim_start_matches(['<', '/']);
            let len = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            vec![("name", name[..len].to_ascii_lowercase().into())]
        }
        NodeKind::ListItem => {
            let len = source.find(|c| !"*#:;".contains(c)).unwrap_or(source.len());
            vec![("markers", source[..len].into())]
        }
        NodeKind::TableCell => vec![("header", tree.node(node).is_header().into())],
        NodeKind::Entity => vec![("value", decode_character_references(source).into())],
        _ => Vec::new(),
    })
}

/// The attributes that Cite knows, each as a field of its own; of a repeated one the last counts.
fn cite_tag(tag: &ExtensionTag<'_>) -> Fields {
    let all: Vec<Attribute> = tag.attributes().collect();
    let value = |name: &str| all.iter().rev().find(|it| it.name == name).map(|it| &*it.value);
    let known = REF_ATTRIBUTES.iter().filter_map(|&name| Some((name, value(name)?.into())));
    known.chain([("self_closing", tag.is_self_closing().into())]).collect()
}

fn attributes<'s>(attributes: impl Iterator<Item = Attribute<'s>>) -> Value {
    attributes.map(|it| json!({ "name": it.name, "value": it.value })).collect()
}

/// The name of a kind in JSON, as the interface fixes it.
pub(super) fn kind_name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Document => "document",
        NodeKind::Paragraph => "paragraph",
        NodeKind::Heading => "heading",
        NodeKind::Text => "text",
        NodeKind::Comment => "comment",
        NodeKind::Bold => "bold",
        NodeKind::Italic => "italic",
        NodeKind::Wikilink => "wikilink",
        NodeKind::FileLink => "file_link",
        NodeKind::FileOption => "file_option",
        NodeKind::FileCaption => "file_caption",
        NodeKind::CategoryLink => "category_link",
        NodeKind::InterlanguageLink => "interlanguage_link",
        NodeKind::ExternalLink => "external_link",
        NodeKind::MagicLink => "magic_link",
        NodeKind::Template => "template",
        NodeKind::Argument => "argument",
        NodeKind::ArgumentName => "argument_name",
        NodeKind::Parameter => "parameter",
        NodeKind::ParserFunction => "parser_function",
        NodeKind::MagicWord => "magic_word",
        NodeKind::ExtensionTag => "extension_tag",
        NodeKind::Ref => "ref",
        NodeKind::References => "references",
        NodeKind::HtmlTag => "html_tag",
        NodeKind::Nowiki => "nowiki",
        NodeKind::InclusionTag => "inclusion_tag",
        NodeKind::List => "list",
        NodeKind::ListItem => "list_item",
        NodeKind::Definition => "definition",
        NodeKind::Table => "table",
        NodeKind::TableAttributes => "table_attributes",
        NodeKind::TableCaption => "table_caption",
        NodeKind::TableRow => "table_row",
        NodeKind::TableCell => "table_cell",
        NodeKind::HorizontalRule => "horizontal_rule",
        NodeKind::Preformatted => "preformatted",
        NodeKind::Entity => "entity",
        NodeKind::Redirect => "redirect",
        NodeKind::Signature => "signature",
        NodeKind::LanguageVariant => "language_variant",
    }
}
