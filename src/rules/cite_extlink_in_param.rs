use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An address in a parameter for a title, a name or a place.
    ///
    /// ## Why is this bad?
    /// The template makes its own links of the parameters for addresses. Elsewhere they break its
    /// links and what it tells programs of the source, and it shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=[https://example.org/mill The mill] |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |url=https://example.org/mill |title=The mill |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `param_has_ext_link`.
    struct CiteExtlinkInParam {}
    name: "cite-extlink-in-param",
    group: Citations,
    severity: Error,
}

impl Rule for CiteExtlinkInParam {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::AddressInText) {
            let name = cx.parameter_of(value.argument);
            let target = match value.field {
                "chapter" => "chapter-url",
                "conference" => "conference-url",
                "map" => "map-url",
                _ => "url",
            };
            let has_target = value.citation.field(target).is_some();
            let found = cx.report(value.span, format!("{name} holds an address"));
            if has_target {
                found.help(format!("`{target}` holds one already: leave this one out"));
            } else {
                found.help(format!("move it to `{target}` and leave only the words here"));
            }
        }
    }
}
