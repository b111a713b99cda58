use crate::facts::values::{ValueFaultKind, tracking};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Parameters of an address in a citation that only say where a reader came from.
    ///
    /// ## Why is this bad?
    /// They tell a company that readers come from where the editor did, make two addresses of one
    /// page, and archives may lack the copy under the longer one.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill?id=3&utm_source=letter |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill?id=3 |title=The mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill?id=3 |title=The mill}}</ref>
    /// ```
    ///
    /// The parameters are data: `tracking` of `sources` in the `site` part of a configuration adds to
    /// them.
    struct UrlTracking {}
    name: "url-tracking",
    group: Citations,
    severity: Info,
    tag: Unnecessary,
}

impl Rule for UrlTracking {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (text, site) = (cx.doc.text, cx.doc.site);
        for value in cx.faulty_values(ValueFaultKind::Tracking) {
            let name = cx.parameter_of(value.argument);
            let parameter = value.span.of(text).trim_matches(['?', '&']);
            let parameter = parameter.split('=').next().unwrap_or_default();
            let message = format!("`{parameter}` in {name} tracks readers");
            let address = value.argument.trimmed_value_span(text);
            let ranges = tracking(address.of(text), site);
            let edits = ranges.iter().map(|range| {
                let start = address.start + range.start as u32;
                Edit::delete(Span::new(start, start + range.len() as u32))
            });
            let fix = Fix::new("remove what tracks", Applicability::Safe, edits);
            cx.report(value.span, message)
                .help("leave it out: the address leads to the same page without it")
                .fix(fix);
        }
    }
}
