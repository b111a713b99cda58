//! The facts of a parsed page, in the form in which the published data states them.

use citelint::syntax::tree::{NodeId, NodeKind};
use serde_json::{Map, Value, json};

use crate::lists;
use crate::text::{Page, decode, percent_decode, squeeze, tag_body, url_spelling};
use crate::titles::{self, Destination};

/// Where a page stands: links may be relative to it.
pub(crate) struct Context<'c> {
    pub(crate) title: &'c str,
    pub(crate) subpages: bool,
    /// Whether the content of extension tags and of `{{{…|default}}}` counts.
    pub(crate) inside_extensions: bool,
}

/// Everything that is compared, by the name of its kind.
pub(crate) fn facts(page: Page<'_>, context: &Context<'_>) -> Map<String, Value> {
    let shown: Vec<NodeId> = shown_nodes(page, context.inside_extensions);
    let is_shown = |node: NodeId| shown.binary_search(&node).is_ok();
    let mut facts = Map::new();
    let mut add = |kind: &str, value: Value| {
        let list = facts.entry(kind).or_insert_with(|| json!([]));
        list.as_array_mut().expect("each kind here is a list").push(value);
    };
    for &node in &shown {
        let tree = page.tree;
        match tree.kind(node) {
            NodeKind::Heading => {
                add("headings", json!([tree.node(node).level(), page.visible(node)]));
            }
            NodeKind::Wikilink => link(page, node, context, &mut add),
            NodeKind::InterlanguageLink => {
                let title = decode(&page.target(node).0);
                let title = title.split_once(':').map_or("", |(_, title)| title.trim());
                add("language_links", json!(site_less(title)));
            }
            NodeKind::CategoryLink => {
                let (target, sort) = page.target(node);
                let sort = sort.map(|start| {
                    let end = tree.span(node).end as usize;
                    let sort = &page.source[start as usize..end];
                    squeeze(&decode(sort.rsplit_once("]]").map_or(sort, |(sort, _)| sort)))
                });
                let target = percent_decode(&decode(&target));
                add("categories", json!([titles::normal(&target), sort]));
            }
            NodeKind::FileLink => {
                add("images", json!([file_title(page, node), file_format(page, node)]));
            }
            NodeKind::ExternalLink => {
                let url = url_spelling(page.url(node).of(page.source));
                let (text, kind) = if tree.node(node).is_bracketed() {
                    let has_label = page
                        .tree
                        .children(node)
                        .any(|child| tree.span(child).start >= page.url(node).end);
                    let kind = if has_label { "text" } else { "autonumber" };
                    (page.external_text(node), kind)
                } else {
                    (url.clone(), "free")
                };
                add("external_links", json!([url, text, kind]));
            }
            NodeKind::Bold | NodeKind::Italic => {
                let letter = if tree.kind(node) == NodeKind::Bold { "b" } else { "i" };
                let text = page.visible(node);
                // MediaWiki drops what is empty.
                if !text.is_empty() {
                    add("bold_italic", json!([letter, text]));
                }
            }
            NodeKind::MagicLink => add("magic_links", json!(squeeze(&decode(page.source(node))))),
            NodeKind::Comment => add("comments", json!(comment(page.source(node)))),
            NodeKind::Nowiki => {
                add("nowikis", json!(decode(tag_body(page.source(node)).unwrap_or_default())));
            }
            NodeKind::MagicWord if page.source(node).starts_with("__") => {
                let word = page.source(node).trim_matches('_').to_lowercase();
                add("behaviour_switches", json!(word));
            }
            NodeKind::MagicWord | NodeKind::Template | NodeKind::ParserFunction => {
                add("templates", template(page, node));
            }
            NodeKind::ExtensionTag | NodeKind::Ref | NodeKind::References => {
                add("ext_tags", extension_tag(page.source(node)));
            }
            NodeKind::Table => add("tables", table(page, node)),
            NodeKind::Redirect => add("redirect", json!(redirect(page.source(node)))),
            _ => {}
        }
    }
    let (lists, items) = lists::facts(page, is_shown);
    facts.insert("lists".to_owned(), lists);
    facts.insert("list_items".to_owned(), json!(items));
    facts
}

/// The nodes that are content of the page itself: not in template arguments, and not in extension
/// tags unless those count.
fn shown_nodes(page: Page<'_>, inside_extensions: bool) -> Vec<NodeId> {
    let mut shown = vec![NodeId::ROOT];
    let opaque = |kind| match kind {
        NodeKind::Nowiki | NodeKind::Template | NodeKind::ParserFunction => true,
        NodeKind::ExtensionTag | NodeKind::Ref | NodeKind::References | NodeKind::Parameter => {
            !inside_extensions
        }
        _ => false,
    };
    for (node, _) in page.tree.descendants(NodeId::ROOT) {
        let parent = page.tree.parent(node).expect("only the root has no parent");
        let kind = page.tree.kind(parent);
        // A redirect's link is a fact of the redirect, but a comment or nowiki in it is one too.
        let is_redirect_link =
            kind == NodeKind::Redirect && page.tree.kind(node) == NodeKind::Wikilink;
        if shown.binary_search(&parent).is_ok() && !opaque(kind) && !is_redirect_link {
            shown.push(node);
        }
    }
    shown
}

/// A `[[…]]` that is neither a file nor a category.
fn link(page: Page<'_>, node: NodeId, context: &Context<'_>, add: &mut impl FnMut(&str, Value)) {
    let target = percent_decode(&decode(&page.target(node).0));
    let text = squeeze(&page.link_text(node));
    match titles::resolve(&target, context.title, context.subpages) {
        Destination::Page(title, fragment) => add("wikilinks", json!([title, fragment, text])),
        Destination::Media(file) => add("media_links", json!(file)),
        // The URL is the other wiki's business; the parser's is that the link leads there.
        Destination::Elsewhere => add("interwiki_links", json!(text)),
    }
}

/// The title of an interlanguage link in the spelling of [`crate::compare`].
fn site_less(title: &str) -> String {
    squeeze(&percent_decode(title).replace('_', " "))
}

/// The file of a file link, as a title; a line of a gallery may leave out the namespace.
fn file_title(page: Page<'_>, node: NodeId) -> String {
    let title = titles::normal(&percent_decode(&decode(&page.target(node).0)));
    if title.starts_with("File:") { title } else { titles::normal(&format!("File:{title}")) }
}

/// How a file is shown: the first option that says so counts.
fn file_format(page: Page<'_>, node: NodeId) -> &'static str {
    let options = page.tree.children(node).filter(|&c| page.tree.kind(c) == NodeKind::FileOption);
    for option in options {
        let source = page.source(option).trim_matches(['|', ' ', '\n']);
        match source.split_once('=').map_or(source, |(name, _)| name).trim() {
            "thumb" | "thumbnail" | "manualthumb" => return "thumb",
            "frame" | "framed" | "enframed" => return "frame",
            "frameless" => return "frameless",
            _ => {}
        }
    }
    "plain"
}

/// The text of a comment, without the white space that the node takes with it.
fn comment(source: &str) -> String {
    let after = source.split_once("<!--").map_or(source, |(_, after)| after);
    decode(after.rsplit_once("-->").map_or(after, |(text, _)| text))
}

/// A template, parser function or variable with its parameters.
fn template(page: Page<'_>, node: NodeId) -> Value {
    let tree = page.tree;
    let span = tree.span(node);
    let kind = if tree.kind(node) == NodeKind::Template { "template" } else { "function" };
    let arguments = || tree.children(node).filter(|&c| tree.kind(c) == NodeKind::Argument);
    // One byte for the `|` or `:` before the first argument.
    let name_end = arguments().next().map_or(span.end - 2, |first| tree.span(first).start - 1);
    let name = &page.source[span.start as usize + 2..name_end as usize];
    let mut params = Map::new();
    let mut position = 0;
    for argument in arguments() {
        let span = tree.span(argument);
        let named = tree.children(argument).find(|&c| tree.kind(c) == NodeKind::ArgumentName);
        if let Some(name) = named {
            let name_span = tree.span(name);
            let value = &page.source[name_span.end as usize + 1..span.end as usize];
            let name = name_span.of(page.source);
            params.insert(without_comments(name), json!(without_comments(value)));
        } else {
            position += 1;
            params.insert(position.to_string(), json!(span.of(page.source)));
        }
    }
    json!({ "kind": kind, "target": without_comments(name), "params": params })
}

/// The text without comments and without white space round it.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// The name, attributes and content of an extension tag.
fn extension_tag(source: &str) -> Value {
    let open = source.find('>').map_or(source, |end| &source[1..end]);
    let self_closed = open.ends_with('/');
    let open = open.strip_suffix('/').unwrap_or(open);
    let name_end = open.find(char::is_whitespace).unwrap_or(open.len());
    let (name, rest) = open.split_at(name_end);
    let mut value = json!({
        "name": name.to_lowercase(),
        "attrs": attributes(rest),
        "self_closed": self_closed,
    });
    if let Some(body) = tag_body(source) {
        value["body"] = json!(body);
    }
    value
}

/// `name="value"` pairs; the last of equal names wins.
fn attributes(text: &str) -> Value {
    let mut attributes = Map::new();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let ends = |c: char| c.is_whitespace() || c == '=' || c == '/';
        let name_end = rest.find(ends).unwrap_or(rest.len()).max(1);
        let (name, after) = rest.split_at(name_end.min(rest.len()));
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(after) => match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    after[1..].split_once(quote).unwrap_or((&after[1..], ""))
                }
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            },
        };
        attributes.insert(name.to_lowercase(), json!(decode(&squeeze(value))));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    Value::Object(attributes)
}

/// Whether a table has a caption, and the cells of its rows; MediaWiki drops rows without cells.
fn table(page: Page<'_>, node: NodeId) -> Value {
    let tree = page.tree;
    let of_kind = |node, kind| tree.children(node).filter(move |&c| tree.kind(c) == kind);
    let row = |row| {
        let letter = |cell| if tree.node(cell).is_header() { 'h' } else { 'd' };
        of_kind(row, NodeKind::TableCell).map(letter).collect::<String>()
    };
    let rows: Vec<String> =
        of_kind(node, NodeKind::TableRow).map(row).filter(|row| !row.is_empty()).collect();
    let caption = of_kind(node, NodeKind::TableCaption).next().is_some();
    json!({ "caption": caption, "rows": rows })
}

/// The target of a redirect.
fn redirect(source: &str) -> String {
    let inside = source.split_once("[[").map_or("", |(_, inside)| inside);
    let target = inside.split(['|', ']']).next().unwrap_or_default();
    let target = percent_decode(&decode(target));
    match titles::resolve(&target, "", false) {
        Destination::Page(title, _) | Destination::Media(title) => title,
        Destination::Elsewhere => "elsewhere".to_owned(),
    }
}
