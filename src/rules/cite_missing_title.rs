use crate::lint::missing::{lacks_title, title_name};
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation without the title of the source.
    ///
    /// ## Why is this bad?
    /// Without a title nobody can tell which source it is, and readers see an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |last=Orme |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |last=Orme |year=1904 |title=Mills}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `citation_missing_title`. Where there is a URL,
    /// `cite-bare-url-missing-title` reports it.
    struct CiteMissingTitle {}
    name: "cite-missing-title",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMissingTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            if lacks_title(citation, schema) && citation.field("url").is_none() {
                let name = title_name(schema);
                let message = format!("{} has no `{name}`", cx.template_of(citation));
                cx.report(citation.name_span, message)
                    .help(format!("readers see an error until `{name}` says what the source is"));
            }
        }
    }
}
