use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The title of an error page or of a login form in the place of a source's title.
    ///
    /// ## Why is this bad?
    /// A tool filled in the citation while the page was gone or shut. What it cites is not known, nor
    /// whether the address leads to the source; the template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=404 Not Found}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=404 days at the mill |date=2014}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `generic_title`. The titles are data; `citation-values` in the
    /// `site` part of a configuration adds to them.
    struct CiteGenericTitle {}
    name: "cite-generic-title",
    group: Citations,
    severity: Error,
}

impl Rule for CiteGenericTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::GenericTitle) {
            let title = value.argument.trimmed_value_span(cx.doc.text);
            let message = format!("{} is not the title of a source", cx.code_of(title));
            cx.report(value.span, message).help(
                "look the source up, in an archive if it is gone, and write its own title; `((…))` round a title that is right as it is",
            );
        }
    }
}
