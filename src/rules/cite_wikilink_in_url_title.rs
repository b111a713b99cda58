use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A wikilink in a title that is already a link.
    ///
    /// ## Why is this bad?
    /// A link cannot stand inside a link: readers see brackets, or a title that leads to two places in
    /// parts. The template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The [[Sarn Mill|mill]] |website=Sarn Post}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |website=Sarn Post}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=[[The Sarn Mill]] |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `wikilink_in_url`, and `bad_paramlink` beside `title-link`.
    struct CiteWikilinkInUrlTitle {}
    name: "cite-wikilink-in-url-title",
    group: Citations,
    severity: Error,
}

impl Rule for CiteWikilinkInUrlTitle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::LinkInLinkedTitle) {
            let name = cx.parameter_of(value.argument);
            let text = cx.doc.text;
            let message = format!("{name} is a link already and cannot hold a wikilink");
            let found = cx.report(value.span, message);
            found.help("keep one of the two links: take the brackets off here, or the address out");
            let inner = Span::new(value.span.start + 2, value.span.end - 2).of(text);
            let shown = inner.rsplit('|').next().unwrap_or(inner);
            if !shown.contains(['[', '{']) && !shown.trim().is_empty() {
                let edits = [Edit::replace(value.span, shown)];
                found.fix(Fix::new("write it without link", Applicability::Unsafe, edits));
            }
        }
    }
}
