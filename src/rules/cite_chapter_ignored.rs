use crate::lint::citing::span_of;
use crate::lint::ignored::is_chapter;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A chapter in a citation of something that has none, such as a web page or an article.
    ///
    /// ## Why is this bad?
    /// The template leaves the chapter out and shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/trades |title=Old Trades |chapter=Mills}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |url=https://example.org/trades |title=Old Trades |chapter=Mills}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `chapter_ignored`.
    struct CiteChapterIgnored {}
    name: "cite-chapter-ignored",
    group: Citations,
    severity: Error,
}

impl Rule for CiteChapterIgnored {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, setting) in cx.ignored(is_chapter) {
            let name = cx.parameter_of(setting.argument);
            let message = format!("{} leaves out {name}", cx.template_of(citation));
            cx.report(span_of(cx.doc.text, setting.argument), message).help(
                "for a part of a book use `cite book` or `cite encyclopedia`; an article's name \
                 goes into `title`, and the paper or website into `newspaper` or `website`; a \
                 place in the text goes into `at`",
            );
        }
    }
}
