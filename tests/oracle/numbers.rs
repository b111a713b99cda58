//! The numbers of footnotes on real articles, and how often each is used.
//!
//! The wiki has none of the templates of the articles: it shows a link in the place of each, and
//! a ref in an argument is gone. So both sides get other texts. For citelint, the templates that
//! make footnotes without `<ref>` are cut out. For the wiki, so are all others too, but for what
//! their arguments hold, and a template that prints a list becomes `<references>`: what citelint
//! takes templates to do is thus done by hand.

use std::path::Path;

use citelint::facts::Document;
use citelint::facts::cite::Origin;
use citelint::site::{Site, TemplateRole, normalize_name};
use citelint::syntax::parse;
use citelint::syntax::tree::{NodeId, NodeKind, Tree};
use citelint::syntax::view::Template;
use citelint::text::Span;
use serde_json::Value;

/// What readers see of the footnotes of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// What stands between the brackets of each marker, in the order of the text.
    pub(crate) markers: Vec<String>,
    /// How many markers lead to each entry, list by list.
    pub(crate) backlinks: Vec<Vec<usize>>,
}

/// The articles without the templates that make footnotes.
pub(crate) fn pages(folder: &Path, site: &Site) -> Vec<(String, String)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "wiki"))
        .collect();
    paths.sort();
    let page = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("articles are UTF-8");
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        (name, rewritten(&text, site, without_made_refs))
    };
    paths.into_iter().map(page).collect()
}

/// The same page with the arguments of its templates in their place, and lists as tags.
pub(crate) fn unfolded(text: &str, site: &Site) -> String {
    rewritten(text, site, unfold)
}

/// What citelint makes of a page.
pub(crate) fn ours(text: &str, site: &Site) -> Numbers {
    let document = Document::new(text, site);
    let refs = &document.refs;
    let in_text = refs.refs.iter().filter(|tag| tag.in_list.is_none());
    let label = |tag: &citelint::facts::cite::RefTag| Some(refs.footnote(tag.footnote?).label());
    let markers = in_text.filter_map(label).collect();
    let used = |id: &citelint::facts::cite::RefId| refs.tag(*id).in_list.is_none();
    let backlinks = |list: &citelint::facts::cite::ReferenceList| {
        let footnotes = list.footnotes.iter().map(|&id| refs.footnote(id));
        footnotes.map(|footnote| footnote.refs.iter().filter(|id| used(id)).count()).collect()
    };
    let lists = refs.lists.iter().map(backlinks).filter(|list: &Vec<usize>| !list.is_empty());
    Numbers { markers, backlinks: lists.collect() }
}

/// What the wiki shows.
pub(crate) fn theirs(answer: &Value) -> Numbers {
    let html = answer["html"].as_str().expect("the wiki was asked for HTML");
    let mut numbers = Numbers::default();
    for marker in html.split("<sup id=\"cite&#95;ref-").skip(1) {
        let label = marker.split_once("&#91;").and_then(|(_, rest)| rest.split_once("&#93;"));
        numbers.markers.extend(label.map(|(label, _)| label.replace("&#160;", " ")));
    }
    for list in html.split("<ol class=\"references\"").skip(1) {
        let list = list
            .split_once("</ol>\n</div>")
            .or(list.split_once("</ol></div>"))
            .map_or(list, |(list, _)| list);
        let entries = list.split("<li id=\"cite&#95;note-").skip(1);
        numbers
            .backlinks
            .push(entries.map(|entry| entry.matches("<a href=\"#cite_ref-").count()).collect());
    }
    numbers
}

/// A piece of text that takes the place of a span, in source order and without overlap.
type Edits = Vec<(Span, String)>;

fn rewritten(
    text: &str,
    site: &Site,
    edit: fn(&str, &Document, &Tree, NodeId, &mut Edits) -> bool,
) -> String {
    let document = Document::new(text, site);
    let tree = parse(text, site).tree;
    let mut edits = Vec::new();
    let mut skipped_until = 0;
    for (id, node) in tree.preorder() {
        if node.span().start >= skipped_until && edit(text, &document, &tree, id, &mut edits) {
            skipped_until = node.span().end;
        }
    }
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::new();
    let mut copied = 0;
    for (span, replacement) in edits {
        if span.start < copied {
            continue;
        }
        out.push_str(Span::new(copied, span.start).of(text));
        out.push_str(&replacement);
        copied = span.end;
    }
    out.push_str(&text[copied as usize..]);
    out
}

fn template_role(text: &str, tree: &Tree, node: NodeId) -> Option<TemplateRole<'static>> {
    let view = Template::new(text, tree, node)?;
    Site::mediawiki().references.role(&normalize_name(&view.name()))
}

/// Cuts out templates that make refs.
fn without_made_refs(
    text: &str,
    _: &Document,
    tree: &Tree,
    node: NodeId,
    edits: &mut Edits,
) -> bool {
    let makes_refs = tree.kind(node) == NodeKind::Template
        && match template_role(text, tree, node) {
            Some(TemplateRole::Ref(_) | TemplateRole::Use(_)) => true,
            Some(TemplateRole::Short(short)) => short.footnote,
            _ => false,
        };
    if makes_refs {
        edits.push((tree.span(node), String::new()));
    }
    makes_refs
}

/// Cuts out the braces, names and bars of templates, and turns those that print lists into tags.
fn unfold(text: &str, document: &Document, tree: &Tree, node: NodeId, edits: &mut Edits) -> bool {
    match tree.kind(node) {
        // What stands in a ref changes no number.
        NodeKind::Ref => true,
        NodeKind::Template => {
            let span = tree.span(node);
            let list = document
                .refs
                .lists
                .iter()
                .find(|list| list.origin == Origin::Template && list.span == span);
            let (mut open, mut close) = (String::new(), String::new());
            let mut refs = None;
            if let (Some(list), Some(TemplateRole::List(data))) =
                (list, template_role(text, tree, node))
            {
                open = format!("<references group=\"{}\">", list.group);
                close.push_str("</references>");
                refs = Some(&*data.refs);
            }
            let Some(view) = Template::new(text, tree, node) else { return false };
            let mut from = span.start;
            let mut before = open;
            for argument in view.arguments() {
                if refs.is_some_and(|name| argument.key() != name) {
                    continue;
                }
                edits.push((Span::new(from, argument.value_span.start), before));
                before = String::from("\n");
                from = argument.value_span.end;
            }
            if refs.is_some() && from != span.start {
                before.clear();
            }
            edits.push((Span::new(from, span.end), before + &close));
            false
        }
        _ => false,
    }
}
