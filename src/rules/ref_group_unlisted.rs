use rustc_hash::FxHashMap;

use crate::facts::Document;
use crate::facts::cite::{Certainty, CiteErrorKind, Origin, ReferenceList};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::near::nearest;
use crate::syntax::tree::NodeKind;

declare_rule! {
    /// A group of footnotes without a reference list.
    ///
    /// ## Why is this bad?
    /// Readers see the number of the footnote, but its content nowhere, and an error at the end
    /// of the page. MediaWiki adds a missing list for footnotes without a group only. A list
    /// prints the footnotes that stand before it.
    ///
    /// Where a template on the page could print the list out of sight, this is a warning.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The crew was 23 strong.<ref group="note">Without the pilot.</ref>
    /// <references />
    /// ```
    /// ```wikitext,fixed
    /// The crew was 23 strong.<ref group="note">Without the pilot.</ref>
    /// <references group="note" />
    /// <references />
    /// ```
    /// ```wikitext,good
    /// The crew was 23 strong.<ref group="note">Without the pilot.</ref>
    /// <references group="note" />
    /// <references />
    /// ```
    ///
    /// MediaWiki shows `cite_error_group_refs_without_references`.
    struct RefGroupUnlisted {}
    name: "ref-group-unlisted",
    group: References,
    severity: Error,
}

/// Among how many lists one with a similar group is looked for.
const MOST_LISTS: usize = 50;

impl Rule for RefGroupUnlisted {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let lists = &doc.refs.lists;
        let mut last_refs = None;
        for error in cx.cite_errors(&[CiteErrorKind::GroupRefsWithoutReferences]) {
            let group = error.argument.as_deref().unwrap_or_default();
            let doubt = Context::doubt(error, "prints them");
            let is_of_template =
                error.tag.is_some_and(|tag| cx.doc.refs.tag(tag).origin == Origin::Template);
            let tag = match cx.doc.site.references.list_for(group).filter(|_| is_of_template) {
                Some(list) => format!("{{{{{list}}}}}"),
                None => format!("<references group=\"{group}\" />"),
            };
            let named = |list: &&ReferenceList<'_>| list.node.is_some() && !list.group.is_empty();
            let groups = lists.iter().filter(named).take(MOST_LISTS).map(|list| &*list.group);
            // Short names are near to each other by chance.
            let is_long = |name: &&str| name.chars().count() > 2;
            let near = nearest(group, groups.filter(is_long).filter(|other| *other != group));
            let own = lists.iter().rfind(|list| list.group == group);
            let message = format!("the footnotes of group {} are listed nowhere", code(group));
            let found = cx.report_cite(error, message);
            if let Some(own) = own {
                let (label, help) = if own.is_broken {
                    ("this list is not shown", "correct the list")
                } else {
                    ("this list comes too early", "move the list below the last footnote")
                };
                found.related(own.start_span, label).help(format!("{help}{doubt}"));
            } else if let Some(near) = near {
                let list = lists.iter().find(|list| list.group == near);
                found.help(format!("did you mean group {}? Else add `{tag}`{doubt}", code(near)));
                if let Some(list) = list {
                    found.related(list.start_span, format!("the list of group {}", code(near)));
                }
            } else {
                found.help(format!("add `{tag}` where they should stand{doubt}"));
                let last = last_refs.get_or_insert_with(|| last_refs_of(doc)).get(group).copied();
                let is_plain = !group.contains(['"', '<', '>', '{', '}', '|', '[', ']', '&']);
                if let Some(at) = last.and_then(|last| place_after(last, doc))
                    && is_plain
                    && error.certainty == Certainty::Certain
                {
                    let edit = Edit::insert(at, format!("{tag}\n"));
                    let title = "list them before the other footnotes";
                    found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
                }
            }
        }
    }
}

/// Where the last ref of each group ends.
fn last_refs_of<'d>(doc: &'d Document<'_>) -> FxHashMap<&'d str, u32> {
    doc.refs.refs.iter().map(|tag| (&*tag.group, tag.span.end)).collect()
}

/// The start of the last list, if it stands after this offset, on a line of its own, and in no
/// other markup.
fn place_after(offset: u32, doc: &Document<'_>) -> Option<u32> {
    let lists = doc.refs.lists.iter().filter(|list| !list.is_broken);
    let (list, node) = lists.filter_map(|list| Some((list, list.node?))).next_back()?;
    let at = list.span.start;
    let is_top = |kind| matches!(kind, NodeKind::Document | NodeKind::Paragraph);
    let is_free = doc.tree.parent(node).is_some_and(|parent| is_top(doc.tree.kind(parent)));
    let starts_line = at == 0 || doc.text[..at as usize].ends_with('\n');
    (is_free && starts_line && at >= offset).then_some(at)
}
