use crate::facts::values::{ValueFaultKind, page_range};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A range of pages that runs backwards, or that stands in the parameter for one page.
    ///
    /// ## Why is this bad?
    /// A range that ends before it starts has a slip in it, and readers look in vain. One in `page` is
    /// announced as a single page, "p. 3–9".
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=35–12}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |page=3–9}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=3–9}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |pages=123–25}}</ref>
    /// ```
    struct CitePageRangeOrder {}
    name: "cite-page-range-order",
    group: Citations,
    severity: Warning,
}

impl Rule for CitePageRangeOrder {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::RangeOrder) {
            let message = format!("the pages {} run backwards", cx.code_of(value.span));
            let found = cx.report(value.span, message);
            found.help("look up where the range starts and ends");
            if let Some(range) = page_range(value.span.of(text)) {
                let shown = format!(
                    "page {} comes before page {}: look the range up in the source",
                    range.last, range.first
                );
                found.help(shown);
            }
        }
        for value in cx.faulty_values(ValueFaultKind::RangeInPage) {
            let name = value.argument.trimmed_name_span(text);
            let plural = match name.of(text) {
                "page" => "pages",
                "p" => "pp",
                "quote-page" => "quote-pages",
                _ => continue,
            };
            let is_taken = value.citation.field(plural).is_some();
            let message = format!("{} holds several pages", cx.parameter_of(value.argument));
            let found = cx.report(value.span, message);
            found.help(format!(
                "use `{plural}`; of a page that is numbered so, write `at=p. {}`",
                value.span.of(text)
            ));
            if !is_taken {
                let edits = [Edit::replace(name, plural)];
                found.fix(Fix::new(format!("use `{plural}`"), Applicability::Unsafe, edits));
            }
        }
    }
}
