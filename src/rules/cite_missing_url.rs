use crate::lint::missing::{lacks_url_of_website, report_required};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation of a web page without its address.
    ///
    /// ## Why is this bad?
    /// Readers see an error, and cannot follow the source. If it is not on the web, another template
    /// fits better.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |title=The mill |website=Orrin Post}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{citation |title=The mill |website=Orrin Post}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |website=Orrin Post}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `cite_web_url`.
    struct CiteMissingUrl {}
    name: "cite-missing-url",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMissingUrl {
    fn check(&self, cx: &mut Context<'_, '_>) {
        const HELP: &str =
            "give the address as `url`, or take a template for sources that are not on the web";
        report_required(cx, |field| field == "url", HELP);
        for (citation, schema) in cx.citations() {
            if lacks_url_of_website(citation, schema) {
                let message = format!("{} has a `website` and no `url`", cx.template_of(citation));
                cx.report(citation.name_span, message).help(HELP);
            }
        }
    }
}
