use crate::facts::values::{ValueFaultKind, domain};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// The name of a website as publisher.
    ///
    /// ## Why is this bad?
    /// The publisher is the body behind a work. The site is the work itself, which the template prints
    /// in italics from `website`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |publisher=www.example.org}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |website=example.org}}</ref>
    /// ```
    struct CitePublisherIsDomain {}
    name: "cite-publisher-is-domain",
    group: Citations,
    severity: Info,
}

impl Rule for CitePublisherIsDomain {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::PublisherIsDomain) {
            let name = cx.parameter_of(value.argument);
            let Some(site) = domain(&cx.doc.site.citation_values, value.span.of(text)) else {
                continue;
            };
            let has_work = value.citation.field("work").is_some();
            let message = format!("{name} holds the name of a website, {}", code(site));
            let found = cx.report(value.span, message);
            if has_work {
                found
                    .help("name the body that runs it, or leave it out: the work is named already");
                continue;
            }
            found.help("use `website` for it, and `publisher` for the body that runs it");
            let parameter = value.argument.trimmed_name_span(text);
            if matches!(&*value.citation.name, "cite web" | "cite news")
                && parameter.of(text) == "publisher"
            {
                let edits = [Edit::replace(parameter, "website")];
                found.fix(Fix::new("use `website`", Applicability::Unsafe, edits));
            }
        }
    }
}
