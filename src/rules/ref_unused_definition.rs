use rustc_hash::FxHashMap;

use crate::facts::cite::{Certainty, CiteErrorKind, Origin, RefIndex, RefTag};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A footnote of a reference list that the text does not use.
    ///
    /// ## Why is this bad?
    /// The source supports no sentence, and MediaWiki shows an error behind it. Mostly the
    /// sentence was deleted, or the name is spelt otherwise there. Uses count only if they stand
    /// before the list.
    ///
    /// Where a template on the page could use the footnote out of sight, this is a warning.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The school has 300 pupils.<ref name="Register" />
    /// <references>
    /// <ref name="Register">''School register'', 2019.</ref>
    /// <ref name="Yearbook">''Yearbook'', 2018.</ref>
    /// </references>
    /// ```
    /// ```wikitext,fixed
    /// The school has 300 pupils.<ref name="Register" />
    /// <references>
    /// <ref name="Register">''School register'', 2019.</ref>
    /// </references>
    /// ```
    /// ```wikitext,good
    /// The school has 300 pupils.<ref name="Register" />
    /// <references>
    /// <ref name="Register">''School register'', 2019.</ref>
    /// </references>
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_missing_key`.
    struct RefUnusedDefinition {}
    name: "ref-unused-definition",
    group: References,
    severity: Error,
    tag: Unnecessary,
}

impl Rule for RefUnusedDefinition {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (refs, text) = (&cx.doc.refs, cx.doc.text);
        let mut uses = None;
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesMissingKey]) {
            let Some(tag) = error.tag.map(|tag| refs.tag(tag)) else { continue };
            let name = error.argument.as_deref().unwrap_or_default();
            let uses = uses.get_or_insert_with(|| {
                let in_text = refs.refs.iter().filter(|it| it.in_list.is_none());
                let by_name = in_text.filter_map(|it| Some((it.name.as_deref()?, it)));
                by_name.collect::<FxHashMap<&str, &RefTag<'_>>>()
            });
            let found_use = uses.get(name);
            let doubt = Context::doubt(error, "uses it");
            let message = format!("{} is not used in the text before this list", code(name));
            let found = cx.report_cite(error, message);
            match found_use {
                Some(other) if other.group != tag.group => {
                    found.related(other.start_span, format!("{} of another group", code(name)));
                    found.help(format!("make the two groups the same{doubt}"));
                }
                Some(later) => {
                    found.related(later.start_span, "used here");
                    found.help(format!("move this list below all uses{doubt}"));
                }
                None => {
                    found.help(format!("use it where it supports the text, or remove it{doubt}"));
                    if error.certainty == Certainty::Certain && is_in_tag(refs, tag) {
                        let edit = Edit::delete_with_line(text, tag.span);
                        found.fix(Fix::new("remove it", Applicability::Unsafe, [edit]));
                    }
                }
            }
        }
    }
}

/// Whether the list is a tag that stands in no argument of a template, and so does the footnote.
fn is_in_tag(refs: &RefIndex<'_>, tag: &RefTag<'_>) -> bool {
    let list = tag.in_list.map(|list| refs.list(list));
    tag.origin == Origin::Tag
        && !tag.is_in_argument
        && list.is_some_and(|list| list.origin == Origin::Tag)
}
