use crate::facts::cite::{CiteErrorKind, Origin, ReferenceList};
use crate::facts::templates::list_for;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::near::nearest;

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
        let lists = &cx.doc.refs.lists;
        for error in cx.cite_errors(&[CiteErrorKind::GroupRefsWithoutReferences]) {
            let group = error.argument.as_deref().unwrap_or_default();
            let doubt = Context::doubt(error, "prints them");
            let is_of_template =
                error.tag.is_some_and(|tag| cx.doc.refs.tag(tag).origin == Origin::Template);
            let tag = match list_for(group).filter(|_| is_of_template) {
                Some(list) => format!("`{{{{{list}}}}}`"),
                None => format!("`<references group=\"{group}\" />`"),
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
                found.help(format!("did you mean group {}? Else add {tag}{doubt}", code(near)));
                if let Some(list) = list {
                    found.related(list.start_span, format!("the list of group {}", code(near)));
                }
            } else {
                found.help(format!("add {tag} where they should stand{doubt}"));
            }
        }
    }
}
