use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A footnote with `follow` that has a name or details of its own.
    ///
    /// ## Why is this bad?
    /// `follow` adds the content to the footnote that it names, so there is nothing left that
    /// could have a name. MediaWiki drops the content and shows an error in its place.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The letter breaks off.<ref name="draft">First draft, folio 3.</ref>
    /// It goes on overleaf.<ref name="verso" follow="draft">Continued on the verso.</ref>
    /// ```
    /// ```wikitext,good
    /// The letter breaks off.<ref name="draft">First draft, folio 3.</ref>
    /// It goes on overleaf.<ref follow="draft">Continued on the verso.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_follow_conflicts`.
    struct RefFollowConflict {}
    name: "ref-follow-conflict",
    group: References,
    severity: Error,
}

impl Rule for RefFollowConflict {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.cite_errors(&[CiteErrorKind::RefFollowConflicts]) {
            let tag = error.tag.map(|tag| cx.doc.refs.tag(tag));
            let other = tag.and_then(|tag| {
                let name = tag.attribute("name").filter(|name| !name.value.is_empty());
                name.or_else(|| tag.attribute("details"))
            });
            let attribute = other.map_or_else(|| "name".into(), |other| other.name.clone());
            let target = code(error.argument.as_deref().unwrap_or_default());
            let message = format!("a footnote cannot have both `follow` and `{attribute}`");
            let found = cx.report_cite(error, message);
            found.help(format!(
                "remove `{attribute}` to continue {target}, or `follow` for a footnote of its own"
            ));
            if let Some(other) = other {
                found.related(other.span, format!("`{attribute}` stands here"));
            }
        }
    }
}
