use crate::facts::Document;
use crate::lint::malformed::MalformedTag;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, Severity, declare_rule, tag_name};
use crate::syntax::tree::{Node, NodeId, NodeKind};
use crate::syntax::view::Template;

declare_rule! {
    /// Footnotes on a page without a reference list.
    ///
    /// ## Why is this bad?
    /// MediaWiki prints the footnotes all the same, but at the very end of the page: below the
    /// external links and the navigation boxes, without a heading and without an entry in the
    /// table of contents. On a page without headings that does no harm.
    ///
    /// Where a template on the page seems to print the list out of sight, this is only worth a
    /// look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The well is 40 metres deep.<ref>Castle guide, p. 3.</ref>
    ///
    /// == External links ==
    /// * [https://example.org/castle The castle]
    /// ```
    /// ```wikitext,good
    /// The well is 40 metres deep.<ref>Castle guide, p. 3.</ref>
    ///
    /// == References ==
    /// <references />
    ///
    /// == External links ==
    /// * [https://example.org/castle The castle]
    /// ```
    struct ReferencesMissing {}
    name: "references-missing",
    group: References,
    severity: Warning,
}

/// Titles of the section that holds the list, in lower case.
const LIST_TITLES: [&str; 9] = [
    "citations",
    "endnotes",
    "footnotes",
    "notes",
    "notes and references",
    "reference",
    "references",
    "references and notes",
    "sources",
];

/// Titles of sections that follow the list.
const LATER_TITLES: [&str; 3] = ["bibliography", "external links", "further reading"];

/// What is found in the names of templates that print lists, in several languages.
const LIST_WORDS: [&str; 8] =
    ["ref", "note", "footnote", "citation", "nachweis", "fuente", "примечан", "source"];

impl Rule for ReferencesMissing {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let has_own = refs.lists.iter().any(|list| list.node.is_some() && list.group.is_empty());
        let Some(added) = refs.lists.iter().find(|list| list.node.is_none()) else { return };
        let tags = added.footnotes.iter().filter_map(|&id| refs.footnote(id).refs.first());
        let Some(first) = tags.map(|&id| refs.tag(id)).min_by_key(|tag| tag.span) else { return };
        // A misspelt `<references />` is one fault, not two.
        let is_list = |tag: &MalformedTag| {
            tag.replacement.as_deref().is_some_and(|it| it.starts_with("<references"))
        };
        // Without sections the footnotes stand right below the text, where they belong.
        let is_short = cx.doc.sections.len() == 1;
        if has_own || is_short || cx.malformed_tags().iter().any(is_list) {
            return;
        }
        let count = added.footnotes.len();
        let footnotes = if count == 1 { "one footnote" } else { "footnotes" };
        let message = format!("this page has {footnotes} and no reference list");
        let help = "add `<references />` under a heading of its own: else MediaWiki prints the footnotes below everything else";
        let suspect = suspect(cx.doc);
        let fix = fix(cx.doc);
        let found = cx.report(first.start_span, message);
        if let Some(template) = suspect {
            found.severity(Severity::Info).help(format!("{help}; no need if a template does it"));
            found.related(template, "this template could print the list");
        } else {
            found.help(help).fix(fix);
        }
    }
}

/// A template that could print the list, by its name.
fn suspect(doc: &Document<'_>) -> Option<crate::text::Span> {
    let name = |node: &NodeId| Template::new(doc.text, &doc.tree, *node);
    doc.refs.suspects.iter().filter_map(name).find_map(|template| {
        let name = template.name().to_lowercase();
        LIST_WORDS.iter().any(|word| name.contains(word)).then(|| template.name_span())
    })
}

/// Where the page ends for MediaWiki: before a comment that is never closed, or an `<includeonly>`.
fn end_of_what_is_read(doc: &Document<'_>) -> u32 {
    let end = doc.text.len() as u32;
    let hides_end = |node: &&Node| {
        let text = node.span().of(doc.text);
        let is_hidden = match node.kind() {
            NodeKind::Comment => !text.ends_with("-->"),
            NodeKind::InclusionTag => {
                tag_name(doc.text, node.span()).eq_ignore_ascii_case("includeonly")
            }
            _ => false,
        };
        is_hidden && node.span().end == end
    };
    let hidden = doc.tree.preorder().map(|(_, node)| node).find(hides_end);
    hidden.map_or(end, |node| node.span().start)
}

/// Puts the list under its heading if there is one, else with a heading before the sections and
/// categories that follow it.
fn fix(doc: &Document<'_>) -> Fix {
    let section = |titles: &[&str]| {
        doc.sections.iter().find(|section| {
            let title = section.title_span.of(doc.text).to_lowercase();
            section.heading.is_some() && titles.contains(&&*title)
        })
    };
    let (at, text) = if let Some(own) = section(&LIST_TITLES) {
        (own.own_span.start, "<references />\n")
    } else {
        let later = section(&LATER_TITLES).map(|later| later.span.start);
        let category = || {
            let mut links = doc
                .tree
                .children(NodeId::ROOT)
                .flat_map(|node| std::iter::once(node).chain(doc.tree.children(node)));
            let link = links.find(|&node| doc.tree.kind(node) == NodeKind::CategoryLink)?;
            let start = doc.tree.span(link).start;
            let starts_line = doc.text[..start as usize].ends_with('\n');
            starts_line.then_some(start)
        };
        let end = end_of_what_is_read(doc);
        (later.or_else(category).unwrap_or(end), "== References ==\n<references />\n\n")
    };
    let before = &doc.text[..at as usize];
    let newline = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let text = if at as usize == doc.text.len() { text.trim_end() } else { text };
    let edit = Edit::insert(at, format!("{newline}{text}"));
    Fix::new("add a reference list", Applicability::Unsafe, [edit])
}
