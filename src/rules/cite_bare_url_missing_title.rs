use crate::lint::citing::span_of;
use crate::lint::missing::{lacks_title, title_name};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation with a URL and no title.
    ///
    /// ## Why is this bad?
    /// Readers see the bare address and an error. When the page moves or is taken down, nobody
    /// can tell what it was, or find it elsewhere.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `bare_url_missing_title`.
    struct CiteBareUrlMissingTitle {}
    name: "cite-bare-url-missing-title",
    group: Citations,
    severity: Error,
}

impl Rule for CiteBareUrlMissingTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            if !lacks_title(citation, schema) {
                continue;
            }
            let Some(url) = citation.field("url") else { continue };
            let name = title_name(schema);
            let message = format!("{} has a URL and no `{name}`", cx.template_of(citation));
            cx.report(span_of(cx.doc.text, url), message)
                .help(format!("give the heading of the page as `{name}`"));
        }
    }
}
