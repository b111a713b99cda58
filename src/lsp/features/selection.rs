//! What encloses a place.

use lsp_types::SelectionRange;

use crate::lsp::page::Page;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{ExtensionTag, Heading, Template, Wikilink};
use crate::text::Span;

/// How many ranges are told at most: they are nested, and what reads them recurses.
const MOST_RANGES: usize = 100;

/// What encloses a byte offset, from the smallest to the whole page: the word, the value or the
/// label that it stands in, its markup, and so on outwards, with sections above.
pub(in crate::lsp) fn selection_range(page: &Page<'_>, at: u32) -> SelectionRange {
    let doc = page.doc;
    let mut spans = vec![Span::new(0, doc.text.len() as u32)];
    spans.extend(doc.sections.iter().map(|it| it.span).filter(|it| holds(*it, at)));
    let innermost = innermost(&doc.tree, at);
    let mut nodes: Vec<NodeId> = doc.tree.ancestors(innermost).collect();
    nodes.reverse();
    for node in nodes.into_iter().chain([innermost]) {
        spans.push(doc.tree.span(node));
        spans.extend(inner(doc.text, &doc.tree, node));
    }
    spans.push(word(doc.text, at));
    // Each must lie in the one before it, and be smaller.
    let mut chain: Vec<Span> = Vec::new();
    for span in spans.into_iter().filter(|span| holds(*span, at)) {
        if chain.last().is_none_or(|outer| outer.contains(span) && *outer != span) {
            chain.push(span);
        }
    }
    // The outermost is always the page.
    let first = chain.len().saturating_sub(MOST_RANGES - 1).max(1).min(chain.len());
    let kept = chain.iter().take(1).chain(&chain[first..]);
    let mut outer = None;
    for &span in kept {
        outer = Some(Box::new(SelectionRange::new(page.range(span), outer)));
    }
    outer.map_or_else(|| SelectionRange::new(page.range(Span::new(at, at)), None), |it| *it)
}

fn holds(span: Span, at: u32) -> bool {
    span.start <= at && at <= span.end
}

/// The deepest node that the offset stands in; of two that touch it, the one behind it.
fn innermost(tree: &Tree, at: u32) -> NodeId {
    let mut node = NodeId::ROOT;
    while let Some(child) = tree.children(node).filter(|&it| holds(tree.span(it), at)).last() {
        node = child;
    }
    node
}

/// What stands between the marks of a node.
fn inner(text: &str, tree: &Tree, node: NodeId) -> Vec<Span> {
    match tree.kind(node) {
        NodeKind::Ref | NodeKind::References | NodeKind::ExtensionTag | NodeKind::Nowiki => {
            ExtensionTag::new(text, tree, node).and_then(|tag| tag.body()).into_iter().collect()
        }
        NodeKind::Heading => {
            Heading::new(text, tree, node).map(|it| it.text_span).into_iter().collect()
        }
        NodeKind::Wikilink | NodeKind::CategoryLink => match Wikilink::new(text, tree, node) {
            Some(link) => std::iter::once(link.target_span).chain(link.label_span).collect(),
            None => Vec::new(),
        },
        NodeKind::Template | NodeKind::ParserFunction | NodeKind::Parameter => {
            let view = Template::new(text, tree, node);
            view.map(|view| view.name_span()).into_iter().collect()
        }
        NodeKind::Argument => {
            let name = tree.children(node).next();
            let name = name.filter(|&it| tree.kind(it) == NodeKind::ArgumentName);
            let whole = tree.span(node);
            let start = name.map_or(whole.start, |name| tree.span(name).end + 1);
            let value = Span::new(start, whole.end).of(text);
            let blank = (value.len() - value.trim_start().len()) as u32;
            let value = Span::new(start, whole.end);
            let trimmed =
                Span::new(start + blank, start + blank + value.of(text).trim().len() as u32);
            vec![value, trimmed]
        }
        _ => Vec::new(),
    }
}

/// The word at an offset; empty if there is none.
fn word(text: &str, at: u32) -> Span {
    let (before, after) = text.split_at(at as usize);
    let is_outside = |c: char| !c.is_alphanumeric() && c != '_' && c != '\'' && c != '’';
    let start = before
        .rfind(is_outside)
        .map_or(0, |it| it + before[it..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(is_outside).map_or(text.len(), |it| at as usize + it);
    let word = &text[start..end];
    let trimmed = word.trim_matches(['\'', '’']);
    let lead = word.len() - word.trim_start_matches(['\'', '’']).len();
    let start = (start + lead) as u32;
    let span = Span::new(start, start + trimmed.len() as u32);
    if holds(span, at) { span } else { Span::new(at, at) }
}

#[cfg(test)]
mod tests {
    use lsp_types::SelectionRange;

    use super::selection_range;
    use crate::lsp::testing::{text_of, with_page};

    /// The texts from the smallest outwards.
    fn chain(marked: &str) -> Vec<String> {
        with_page(marked, |page, cursors| {
            let first = selection_range(page, cursors[0]);
            let all =
                std::iter::successors(Some(&first), |it: &&SelectionRange| it.parent.as_deref());
            all.map(|it| text_of(page, it.range).to_owned()).collect()
        })
    }

    #[test]
    fn selection_grows_along_the_tree() {
        let text = "== A ==\nB<ref name=x>{{cite web|title= Old mi‸ll |url=u}}</ref> c.\n";
        let texts = chain(text);
        assert_eq!(
            texts[..7],
            [
                "mill",
                "Old mill",
                " Old mill ",
                "title= Old mill ",
                "{{cite web|title= Old mill |url=u}}",
                "<ref name=x>{{cite web|title= Old mill |url=u}}</ref>",
                "B<ref name=x>{{cite web|title= Old mill |url=u}}</ref> c.",
            ]
        );
        assert_eq!(texts.last().map(String::as_str), Some(&*text.replace('‸', "")));
    }

    #[test]
    fn every_range_lies_in_the_next() {
        let page = "'''Bold''' [[a|b 🙂]]\r\n* l<!-- c -->{{t|{{u|v=w}}}}\r\n{|\r\n| x\r\n|}\r\n";
        for at in page.char_indices().map(|(at, _)| at) {
            let marked = format!("{}‸{}", &page[..at], &page[at..]);
            let texts = chain(&marked);
            for two in texts.windows(2) {
                assert!(two[1].contains(&two[0]) && two[1].len() > two[0].len(), "{texts:?}");
            }
            assert_eq!(texts.last().map(String::as_str), Some(page));
        }
        assert_eq!(chain("‸"), [""]);
    }

    #[test]
    fn deep_pages_are_no_trouble() {
        let text = format!("{}‸{}", "{{a|".repeat(20_000), "}}".repeat(20_000));
        with_page(&text, |page, cursors| {
            let first = selection_range(page, cursors[0]);
            // Dropped step by step, as a drop in depth would recurse.
            let mut next = first.parent;
            let mut depth = 0;
            while let Some(mut range) = next {
                next = range.parent.take();
                depth += 1;
            }
            assert!(depth <= super::MOST_RANGES);
        });
    }
}
