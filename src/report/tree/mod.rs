//! The syntax tree, for people (an outline) and for programs (JSON).
//!
//! Both walk the tree without recursion: a page can be nested as deep as it is long.

mod fields;

use std::fmt::{self, Write};

use serde_json::{Value, json};

use super::escape::escape;
use crate::facts::rendered::Dialect;
use crate::syntax::tree::{Leaf, NodeId, Tree};
use crate::syntax::{Parse, SyntaxError, SyntaxErrorKind};
use crate::text::{LineIndex, Span};

/// How many characters of a leaf's text an outline shows.
const SHOWN_CHARACTERS: usize = 60;

/// How many levels an outline indents; deeper ones are numbered, or a page of openings would make
/// an outline as long as the square of its length.
const DEEPEST_INDENT: usize = 30;

/// Writes the tree as an outline: a line a node, indented, with its fields, line and column, and
/// the text of leaves.
///
/// # Errors
/// What `out` fails with; a string never does.
pub fn outline(text: &str, parse: &Parse, out: &mut dyn Write) -> fmt::Result {
    let lines = LineIndex::new(text);
    let mut finder = fields::Finder::new(text, &parse.tree);
    for event in Events::new(&parse.tree) {
        let (depth, name, span, node) = match event {
            Event::Enter { depth, node } => {
                let kind = parse.tree.kind(node);
                (depth, fields::kind_name(kind), parse.tree.span(node), Some(node))
            }
            Event::Markup { depth, leaf } => (depth, "markup", leaf.span, None),
            Event::Leave => continue,
        };
        let position = lines.position(text, span.start);
        let fields = node.map(|node| finder.of(node)).unwrap_or_default();
        if depth <= DEEPEST_INDENT {
            write!(out, "{:1$}{name}", "", depth * 2)?;
        } else {
            write!(out, "{:1$}({depth}) {name}", "", DEEPEST_INDENT * 2)?;
        }
        for (key, value) in fields.iter().filter(|(key, _)| *key != "raw") {
            write!(out, " {key}={}", escape(&value.to_string()))?;
        }
        write!(out, " {}:{}", position.line, position.column)?;
        let is_leaf = node.is_none_or(|node| parse.tree.children(node).next().is_none());
        if is_leaf {
            write!(out, " {}", quoted_start(span.of(text)))?;
        }
        writeln!(out)?;
    }
    for error in &parse.errors {
        let position = lines.position(text, error.span.start);
        writeln!(out, "error {} {}:{}", error_name(error.kind), position.line, position.column)?;
    }
    Ok(())
}

/// The start of a text as a JSON string, cut with an ellipsis.
fn quoted_start(text: &str) -> String {
    let start: String = text.chars().take(SHOWN_CHARACTERS).collect();
    let ellipsis = if start.len() < text.len() { "…" } else { "" };
    format!("{}{ellipsis}", escape(&Value::from(start).to_string()))
}

/// Writes the tree as JSON, see the interface: every node with its kind, its bytes, its fields and
/// its children; markup of a node that has children is a child of kind `markup`.
///
/// # Errors
/// What `out` fails with; a string never does.
pub fn json(text: &str, dialect: Dialect, parse: &Parse, out: &mut dyn Write) -> fmt::Result {
    write!(out, "{{\"version\":1,\"dialect\":\"{}\",\"root\":", dialect.name())?;
    let mut finder = fields::Finder::new(text, &parse.tree);
    // Whether a comma must stand before the next node, for each open list of children.
    let mut has_sibling = vec![false];
    for event in Events::new(&parse.tree) {
        if matches!(event, Event::Leave) {
            has_sibling.pop();
            write!(out, "]}}")?;
            continue;
        }
        if let Some(has_sibling) = has_sibling.last_mut()
            && std::mem::replace(has_sibling, true)
        {
            write!(out, ",")?;
        }
        match event {
            Event::Enter { node, .. } => {
                open_node(&parse.tree, node, &finder.of(node), out)?;
                has_sibling.push(false);
            }
            Event::Markup { leaf, .. } => {
                let Span { start, end } = leaf.span;
                write!(
                    out,
                    "{{\"kind\":\"markup\",\"start\":{start},\"end\":{end},\"children\":[]}}"
                )?;
            }
            Event::Leave => {}
        }
    }
    let errors: Vec<Value> = parse.errors.iter().map(error_value).collect();
    writeln!(out, ",\"errors\":{}}}", Value::Array(errors))
}

fn open_node(
    tree: &Tree,
    node: NodeId,
    fields: &fields::Fields,
    out: &mut dyn Write,
) -> fmt::Result {
    let Span { start, end } = tree.span(node);
    let kind = fields::kind_name(tree.kind(node));
    write!(out, "{{\"kind\":\"{kind}\",\"start\":{start},\"end\":{end}")?;
    for (key, value) in fields {
        write!(out, ",\"{key}\":{value}")?;
    }
    write!(out, ",\"children\":[")
}

fn error_value(error: &SyntaxError) -> Value {
    let span = |span: Span| json!({ "start": span.start, "end": span.end });
    let mut value = span(error.span);
    value["kind"] = error_name(error.kind).into();
    if let Some(swallowed) = error.swallowed {
        value["swallowed"] = span(swallowed);
    }
    value
}

fn error_name(kind: SyntaxErrorKind) -> &'static str {
    match kind {
        SyntaxErrorKind::UnclosedTemplate => "unclosed_template",
        SyntaxErrorKind::UnclosedLink => "unclosed_link",
        SyntaxErrorKind::UnclosedComment => "unclosed_comment",
        SyntaxErrorKind::UnclosedTable => "unclosed_table",
        SyntaxErrorKind::UnclosedExtensionTag => "unclosed_extension_tag",
        SyntaxErrorKind::StrayExtensionEndTag => "stray_extension_end_tag",
        SyntaxErrorKind::UnclosedIncludeonly => "unclosed_includeonly",
    }
}

/// A step of a walk over a tree.
enum Event {
    Enter { depth: usize, node: NodeId },
    Markup { depth: usize, leaf: Leaf },
    Leave,
}

/// A walk over a tree that enters and leaves each node, with the markup between children.
struct Events<'t> {
    tree: &'t Tree,
    nodes: Box<dyn Iterator<Item = NodeId> + 't>,
    markup: Box<dyn Iterator<Item = Leaf> + 't>,
    next_node: Option<NodeId>,
    next_markup: Option<Leaf>,
    open: Vec<NodeId>,
}

impl<'t> Events<'t> {
    fn new(tree: &'t Tree) -> Self {
        let mut nodes = tree.preorder().map(|(id, _)| id);
        let mut markup = tree.leaves().filter(|leaf| leaf.is_markup);
        let (next_node, next_markup) = (nodes.next(), markup.next());
        let (nodes, markup) = (Box::new(nodes), Box::new(markup));
        Self { tree, nodes, markup, next_node, next_markup, open: Vec::new() }
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let depth = self.open.len();
        let top = self.open.last().copied();
        if let Some(node) = self.next_node.filter(|&node| self.tree.parent(node) == top) {
            let is_after_markup = self.next_markup.is_some_and(|leaf| {
                Some(leaf.node) == top && leaf.span.start < self.tree.span(node).start
            });
            if !is_after_markup {
                self.next_node = self.nodes.next();
                self.open.push(node);
                return Some(Event::Enter { depth, node });
            }
        }
        if let Some(leaf) = self.next_markup.filter(|leaf| Some(leaf.node) == top) {
            self.next_markup = self.markup.next();
            return Some(Event::Markup { depth, leaf });
        }
        self.open.pop().map(|_| Event::Leave)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    fn printed(text: &str, print: fn(&str, &Parse, &mut dyn Write) -> fmt::Result) -> String {
        let parse = crate::syntax::parse(text, Site::mediawiki());
        let mut out = String::new();
        print(text, &parse, &mut out).expect("a string takes all");
        out
    }

    fn wikitext_json(text: &str, parse: &Parse, out: &mut dyn Write) -> fmt::Result {
        json(text, Dialect::Wikitext, parse, out)
    }

    #[test]
    fn outline_shows_fields_places_and_texts() {
        insta::assert_snapshot!(printed(
            "== A ==\n* b [[c|''d'']]<ref name=x />\n{{e|f=g|h",
            outline
        ));
    }

    #[test]
    fn json_holds_every_byte_in_one_leaf() {
        let text =
            "{|\n! a\n| {{b|c=\n}} [http://d e]\n|}\n----\n<math>f</math> [[File:G.png|thumb|h]]";
        let value: Value = serde_json::from_str(&printed(text, wikitext_json)).expect("valid JSON");
        let (mut leaves, mut open) = (Vec::new(), vec![&value["root"]]);
        while let Some(node) = open.pop() {
            let children = node["children"].as_array().expect("every node has a list of children");
            if children.is_empty() {
                leaves.push((node["start"].as_u64().unwrap(), node["end"].as_u64().unwrap()));
            }
            open.extend(children.iter().rev());
        }
        let ends: Vec<u64> = leaves.iter().map(|leaf| leaf.1).collect();
        let starts: Vec<u64> = leaves.iter().map(|leaf| leaf.0).collect();
        assert_eq!(starts[0], 0);
        assert_eq!(starts[1..], ends[..ends.len() - 1]);
        assert_eq!(*ends.last().unwrap(), text.len() as u64);
    }

    #[test]
    fn nesting_as_deep_as_the_page_does_not_overflow() {
        let text = "<poem>".to_owned() + &"{{a|".repeat(50_000) + &"}}".repeat(50_000) + "</poem>";
        assert!(printed(&text, wikitext_json).len() > text.len());
        assert!(printed(&text, outline).len() < text.len() * 100);
    }
}
