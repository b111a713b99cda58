use crate::lint::people::Counts;
use crate::lint::renaming::report_renamed;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A parameter of a citation template that is about to go.
    ///
    /// ## Why is this bad?
    /// Wikis that keep up with Module:Citation/CS1 show an error for it now or soon, and leave
    /// out what it holds.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// He spoke of it.<ref>{{cite episode |title=The mill |series=Old Trades |transcripturl=https://example.org/mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// He spoke of it.<ref>{{cite episode |title=The mill |series=Old Trades |transcript-url=https://example.org/mill}}</ref>
    /// ```
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |authors=Ada Orme, Tam Bell}}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite journal |title=Mills |journal=Trades |last=Orme |last2=Bell}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `deprecated_params`.
    struct CiteDeprecatedParameter {}
    name: "cite-deprecated-parameter",
    group: Citations,
    severity: Warning,
    tag: Deprecated,
}

impl Rule for CiteDeprecatedParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut counts = Counts::default();
        for (citation, schema) in cx.citations() {
            for setting in citation.fields() {
                let argument = setting.argument;
                let name = argument.name.as_deref().unwrap_or_default();
                let Some(renamed) = schema.family.deprecated(name) else { continue };
                let (template, name) = (cx.template_of(citation), cx.parameter_of(argument));
                let message = format!("{template} gives up the parameter {name}");
                report_renamed(cx, citation, argument, &renamed, message, &mut counts);
            }
        }
    }
}
