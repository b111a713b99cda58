use crate::facts::Citation;
use crate::lint::citing::span_of;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A periodical or an encyclopedia in a citation of something else, such as a book.
    ///
    /// ## Why is this bad?
    /// The template leaves it out and shows an error: articles and books are cited by different
    /// templates.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=The mill |journal=Orrin Annals |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite journal |title=The mill |journal=Orrin Annals |year=1904}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `periodical_ignored`.
    struct CitePeriodicalIgnored {}
    name: "cite-periodical-ignored",
    group: Citations,
    severity: Error,
}

impl Rule for CitePeriodicalIgnored {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, setting) in cx.ignored(|field| matches!(field, "work" | "encyclopedia")) {
            let name = setting.argument.name.as_deref().unwrap_or_default();
            let template = cx.template_of(citation);
            let span = span_of(cx.doc.text, setting.argument);
            cx.report(span, format!("{template} leaves out {}", code(name)))
                .help(better(citation, name));
        }
    }
}

fn better(citation: &Citation<'_>, name: &str) -> &'static str {
    let has_chapter = citation.field("chapter").is_some();
    match name {
        "journal" => "for an article in a journal use `cite journal`",
        "magazine" => "for an article in a magazine use `cite magazine`",
        "newspaper" => "for an article in a newspaper use `cite news`",
        "website" => "for a page on the web use `cite web`",
        "encyclopedia" | "encyclopaedia" | "dictionary" => {
            "for an entry in such a work use `cite encyclopedia`"
        }
        _ if has_chapter => "a book's own name goes into `title`, a series into `series`",
        _ => "a book goes into `title`, a part of it into `chapter`, a series into `series`",
    }
}
