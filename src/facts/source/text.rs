//! What a piece of wikitext says, for comparing and for showing.

use std::collections::BTreeMap;

use crate::site::{Parameter, Site, fold_parameter, normalize_name};
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{ExternalLink, Template, Wikilink};
use crate::text::Span;

/// The longest template that is repeated in a plain text, in bytes. Templates nest, so that
/// repeating all of them would take quadratic time.
const LONGEST_TEMPLATE: u32 = 120;

/// The nodes below `root` that lie in `span`, in source order, without those in templates, tags
/// and comments.
pub(super) fn shallow(tree: &Tree, root: NodeId, span: Span) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut open: Vec<NodeId> = tree.children(root).collect();
    open.reverse();
    while let Some(node) = open.pop() {
        if !span.contains(tree.span(node)) {
            continue;
        }
        nodes.push(node);
        if is_open(tree.kind(node)) {
            let first = open.len();
            open.extend(tree.children(node));
            open[first..].reverse();
        }
    }
    nodes
}

fn is_open(kind: NodeKind) -> bool {
    use NodeKind::{
        Comment, ExtensionTag, MagicWord, Nowiki, Parameter, ParserFunction, Ref, References,
        Template,
    };
    !matches!(
        kind,
        Comment
            | ExtensionTag
            | MagicWord
            | Nowiki
            | Parameter
            | ParserFunction
            | Ref
            | References
            | Template
    )
}

/// The words that readers see in `span` below `root`, as far as no template makes them: links by
/// their labels, without bold and italics, in one line.
pub(super) fn plain(source: &str, tree: &Tree, root: NodeId, span: Span) -> String {
    plain_nodes(source, tree, &shallow(tree, root, span), true)
}

/// [`plain`] of nodes that [`shallow`] found; templates only where they are asked for.
pub(super) fn plain_nodes(source: &str, tree: &Tree, nodes: &[NodeId], templates: bool) -> String {
    let mut text = String::new();
    for &node in nodes {
        let span = tree.span(node);
        match tree.kind(node) {
            NodeKind::Text | NodeKind::Entity | NodeKind::MagicLink | NodeKind::Nowiki => {
                text.push_str(span.of(source));
            }
            NodeKind::Wikilink => {
                let link = Wikilink::new(source, tree, node);
                if let Some(link) = link.filter(|link| link.label_span.is_none()) {
                    text.push_str(link.target().trim_start_matches(':'));
                }
            }
            NodeKind::ExternalLink => {
                let link = ExternalLink::new(source, tree, node);
                if let Some(link) = link.filter(|_| tree.children(node).next().is_none()) {
                    text.push_str(link.url());
                }
            }
            NodeKind::HtmlTag => text.push(' '),
            NodeKind::Template | NodeKind::ParserFunction | NodeKind::Parameter if templates => {
                text.push_str(if span.len() <= LONGEST_TEMPLATE {
                    span.of(source)
                } else {
                    "{{…}}"
                });
            }
            NodeKind::MagicWord if span.of(source) == "{{!}}" => text.push('|'),
            _ => {}
        }
    }
    one_line(&text)
}

/// The content of a ref in the spelling in which it can be compared with another: without
/// comments, white space and kinds of quotes that differ, and the parameters of its templates in
/// one order.
pub(super) fn comparable(
    source: &str,
    tree: &Tree,
    site: &Site,
    root: NodeId,
    span: Span,
) -> String {
    let mut text = String::new();
    let mut copied = span.start;
    for child in tree.children(root) {
        let child_span = tree.span(child);
        let kind = tree.kind(child);
        if !span.contains(child_span) || !matches!(kind, NodeKind::Comment | NodeKind::Template) {
            continue;
        }
        text.push_str(Span::new(copied, child_span.start).of(source));
        if kind == NodeKind::Template {
            push_template(source, tree, site, child, &mut text);
        }
        copied = child_span.end;
    }
    text.push_str(Span::new(copied, span.end).of(source));
    one_spelling(&text)
}

/// A value in the spelling in which it can be compared with another.
pub(super) fn one_spelling(text: &str) -> String {
    let same = |c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    };
    one_line(text).chars().map(same).collect()
}

fn one_line(text: &str) -> String {
    let text = decode_character_references(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn push_template(source: &str, tree: &Tree, site: &Site, node: NodeId, out: &mut String) {
    let Some(view) = Template::new(source, tree, node) else { return };
    let name = view.name();
    let name = normalize_name(&name);
    let is_citation = site.citation_templates.contains(&name);
    // Of repeated parameters the last one counts.
    let mut arguments = BTreeMap::new();
    for argument in view.arguments() {
        let key = argument.key().into_owned();
        let value = argument.value(source, tree);
        // To a citation template an empty parameter is none.
        if !is_citation {
            arguments.insert(key, value);
        } else if !value.is_empty() {
            arguments.insert(citation_key(&key, site), value);
        }
    }
    out.push_str("{{");
    out.push_str(&name);
    for (key, value) in arguments {
        out.push('|');
        out.push_str(&key);
        out.push('=');
        out.push_str(&value);
    }
    out.push_str("}}");
}

/// The name of a parameter, where two spellings of one name are equal: `accessdate` and
/// `access-date`.
fn citation_key(name: &str, site: &Site) -> String {
    let (folded, number) = fold_parameter(name);
    match site.sources.parameter(&folded) {
        Some(Parameter::Field("access-date" | "archive-date" | "archive-url" | "url-status")) => {
            folded
        }
        Some(Parameter::Author(_)) => format!("{folded}{number}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{comparable, plain};
    use crate::site::Site;
    use crate::syntax::parse;
    use crate::syntax::tree::{NodeId, NodeKind, Tree};
    use crate::syntax::view::ExtensionTag;
    use crate::text::Span;

    fn of_ref(body: &str, read: impl Fn(&str, &Tree, NodeId, Span) -> String) -> String {
        let source = format!("<ref>{body}</ref>");
        let tree = parse(&source, Site::mediawiki()).tree;
        let node = tree.preorder().find(|(_, node)| node.kind() == NodeKind::Ref).expect("a ref").0;
        let span = ExtensionTag::of_span(&source, tree.span(node)).body().expect("a body");
        read(&source, &tree, node, span)
    }

    fn compared(source: &str, tree: &Tree, root: NodeId, span: Span) -> String {
        comparable(source, tree, Site::mediawiki(), root, span)
    }

    #[test]
    fn order_and_white_space_of_parameters_do_not_count() {
        let expected =
            "{{cite web|accessdate=3 May 2020|title=\"A\"|url=http://a.example/?b=1&c=2}} p. 3-5";
        for body in [
            "{{cite web|title=\"A\"|url=http://a.example/?b=1&amp;c=2|accessdate=3 May 2020}} p. 3-5",
            " {{Cite_web |url= http://a.example/?b=1&c=2\n|access-date=3&nbsp;May 2020 |date= |title=“A” <!-- x -->}} p.  3–5",
        ] {
            assert_eq!(of_ref(body, compared), expected);
        }
        assert_ne!(of_ref("{{x|a|}}", compared), of_ref("{{x|a}}", compared));
    }

    #[test]
    fn plain_text_is_what_readers_see() {
        let body = "''The [[Mill (town)|Mill]]'', [[Orme]]s, [http://a.example/ '''home''' page] http://b.example<!-- x --> {{sic}}";
        assert_eq!(of_ref(body, plain), "The Mill, Ormes, home page http://b.example {{sic}}");
    }
}
