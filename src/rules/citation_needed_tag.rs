use crate::lint::sourcing::tag_date;
use crate::lint::{Context, Rule, code, declare_rule};
use crate::site::{TagScope, TemplateRole};

declare_rule! {
    /// A template by which somebody asks for a source, or for a better one.
    ///
    /// ## Why is this bad?
    /// The tag tells readers not to trust what stands before it. It should stand until somebody
    /// has found a source or taken the statement out, and that is often forgotten: this rule
    /// lists all such tags, with the date since when they wait.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The wheel was made of oak.{{citation needed|date=May 2015}}
    /// ```
    /// ```wikitext,good
    /// The wheel was made of oak.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct CitationNeededTag {}
    name: "citation-needed-tag",
    group: Sourcing,
    severity: Info,
}

impl Rule for CitationNeededTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let tags = &doc.site.sourcing_tags;
        for template in &doc.templates {
            let asks = || doc.site.prose.asks_for_source(&template.name);
            let Some(tag) = tags.get(&template.name).or_else(|| tags.plain().filter(|_| asks()))
            else {
                continue;
            };
            // A wiki may use the name for a list of references.
            if template.role.is_some_and(|role| !matches!(role, TemplateRole::Plain)) {
                continue;
            }
            let date = tag_date(doc, template.node);
            let since = date.as_ref().map(|it| format!(", since {}", code(&it.text)));
            // The month of the tag and that of today may be a year apart from what the years say.
            let years = cx.today.zip(date.and_then(|it| it.year)).map(|it| it.0.year() - it.1 - 1);
            let age = match years {
                Some(1) => ", more than a year ago".to_owned(),
                Some(years @ 2..) => format!(", more than {years} years ago"),
                _ => String::new(),
            };
            let message = format!("{}{}{age}", tag.says, since.unwrap_or_default());
            let help = match tag.banner {
                None => "add the source and remove the tag, or take the statement out",
                Some(TagScope::Page) => "add sources to the page, then remove the banner",
                Some(TagScope::Section) => "add sources to the section, then remove the banner",
            };
            cx.report(doc.tree.span(template.node), message).help(help);
        }
    }
}
