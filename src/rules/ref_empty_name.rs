use crate::facts::cite::Origin;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A footnote with content and an empty name.
    ///
    /// ## Why is this bad?
    /// MediaWiki passes over it without a word, so the footnote has no name, though it was to
    /// have one: it cannot be used a second time.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The choir has 60 members.<ref name="">Choir festival, programme, p. 7.</ref>
    /// ```
    /// ```wikitext,fixed
    /// The choir has 60 members.<ref>Choir festival, programme, p. 7.</ref>
    /// ```
    /// ```wikitext,good
    /// The choir has 60 members.<ref name="festival">Choir festival, programme, p. 7.</ref>
    /// ```
    struct RefEmptyName {}
    name: "ref-empty-name",
    group: References,
    severity: Warning,
}

impl Rule for RefEmptyName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = cx.doc.refs.refs.iter();
        for tag in refs.filter(|tag| tag.origin == Origin::Tag && tag.is_definition()) {
            let Some(name) = tag.attribute("name").filter(|name| name.value.is_empty()) else {
                continue;
            };
            // In a list MediaWiki shows an error, which `ref-list-entry-unnamed` reports.
            if tag.in_list.is_some() {
                continue;
            }
            let before = Span::new(name.span.start - 1, name.span.end);
            let edit = Edit::delete(before);
            let is_apart = before.of(cx.doc.text).starts_with([' ', '\n', '\t']);
            let found = cx.report(name.span, "the name of this footnote is empty");
            found.help("give it a name, or remove the attribute");
            if is_apart {
                found.fix(Fix::new("remove the empty name", Applicability::Safe, [edit]));
            }
        }
    }
}
