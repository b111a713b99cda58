//! Nested lists from list lines, by comparing the markers of each line with those of the line
//! before it, as MediaWiki does.

use citelint::syntax::tree::{NodeId, NodeKind};
use serde_json::{Value, json};

use crate::text::Page;

/// `ul`, `ol` or `dl` with its items.
struct Nested {
    tag: &'static str,
    items: Vec<Item>,
}

/// `li`, `dt` or `dd` with the lists in it.
struct Item {
    tag: &'static str,
    lists: Vec<Nested>,
}

/// The lists of a page, as `[["ul", [["li", []]]]]`, and how many items they have.
pub(crate) fn facts(page: Page<'_>, shown: impl Fn(NodeId) -> bool) -> (Value, usize) {
    let shown = |node| shown(node);
    let lists = under(page, NodeId::ROOT, &shown);
    let count = lists.iter().map(count).sum();
    (lists.iter().map(value).collect(), count)
}

/// The lists below a node, of which those in other lists are nested in these.
fn under(page: Page<'_>, node: NodeId, shown: &impl Fn(NodeId) -> bool) -> Vec<Nested> {
    let mut found = Vec::new();
    for child in page.tree.children(node).filter(|&child| shown(child)) {
        if page.tree.kind(child) == NodeKind::List {
            found.extend(nest(page, child, shown));
        } else {
            found.extend(under(page, child, shown));
        }
    }
    found
}

/// Nests the lines of one run of list lines.
fn nest(page: Page<'_>, list: NodeId, shown: &impl Fn(NodeId) -> bool) -> Vec<Nested> {
    let mut done = Vec::new();
    let mut open: Vec<Nested> = Vec::new();
    // The markers of the open lists, with `;` as `:`, since both are items of a `dl`.
    let mut above: Vec<u8> = Vec::new();
    let is_item = |&item: &NodeId| page.tree.kind(item) == NodeKind::ListItem;
    for item in page.tree.children(list).filter(is_item) {
        let source = page.source(item).as_bytes();
        let length = source.iter().take_while(|byte| b"*#:;".contains(byte)).count();
        let markers = &source[..length];
        let as_colon = |byte: &u8| if *byte == b';' { b':' } else { *byte };
        let prefix: Vec<u8> = markers.iter().map(as_colon).collect();
        let common = prefix.iter().zip(&above).take_while(|(a, b)| a == b).count();
        while open.len() > common {
            close(&mut open, &mut done);
        }
        if length <= common && common > 0 {
            open[common - 1].items.push(Item { tag: item_tag(markers[common - 1]), lists: vec![] });
        }
        for &marker in &markers[common..] {
            let first = Item { tag: item_tag(marker), lists: vec![] };
            open.push(Nested { tag: list_tag(marker), items: vec![first] });
        }
        above = prefix;
        let Some(innermost) = open.last_mut() else { continue };
        for child in page.tree.children(item) {
            if page.tree.kind(child) == NodeKind::Definition {
                innermost.items.push(Item { tag: "dd", lists: vec![] });
            }
            let inside = if page.tree.kind(child) == NodeKind::List {
                nest(page, child, shown)
            } else if shown(child) {
                under(page, child, shown)
            } else {
                vec![]
            };
            if let Some(item) = innermost.items.last_mut() {
                item.lists.extend(inside);
            }
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

/// Ends the innermost open list, and puts it where it belongs.
fn close(open: &mut Vec<Nested>, done: &mut Vec<Nested>) {
    let Some(list) = open.pop() else { return };
    match open.last_mut().and_then(|outer| outer.items.last_mut()) {
        Some(item) => item.lists.push(list),
        None => done.push(list),
    }
}

fn list_tag(marker: u8) -> &'static str {
    match marker {
        b'*' => "ul",
        b'#' => "ol",
        _ => "dl",
    }
}

fn item_tag(marker: u8) -> &'static str {
    match marker {
        b'*' | b'#' => "li",
        b';' => "dt",
        _ => "dd",
    }
}

fn value(list: &Nested) -> Value {
    let item = |item: &Item| json!([item.tag, item.lists.iter().map(value).collect::<Value>()]);
    json!([list.tag, list.items.iter().map(item).collect::<Value>()])
}

fn count(list: &Nested) -> usize {
    list.items.iter().map(|item| 1 + item.lists.iter().map(count).sum::<usize>()).sum()
}
