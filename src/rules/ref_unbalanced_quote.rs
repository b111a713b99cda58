use crate::facts::cite::Origin;
use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::attributes::Attribute;

declare_rule! {
    /// A quotation mark that does not belong round the name of a footnote, or lacks its partner.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes only `"…"` and `'…'` for quotes. A typographic one becomes part of the
    /// name, a lost one lets the name run on to the end of the tag, and both without a word: the
    /// name is not what it seems, and its other uses do not find it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The island has one road.<ref name=“Gazetteer”>''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,bad
    /// The island has one road.<ref name=Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,good
    /// The island has one road.<ref name="Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    struct RefUnbalancedQuote {}
    name: "ref-unbalanced-quote",
    group: References,
    severity: Warning,
}

/// Quotation marks that people type or paste in place of `"`.
const TYPOGRAPHIC: [char; 7] = ['“', '”', '„', '‟', '«', '»', '″'];

impl Rule for RefUnbalancedQuote {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in cx.doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag) {
            let attributes = tag.attributes.iter();
            for attribute in
                attributes.filter(|it| matches!(&*it.name, "name" | "group" | "follow"))
            {
                let Some((message, help)) = problem(attribute, cx.doc.text) else { continue };
                cx.report(attribute.span, message).help(help);
            }
        }
    }
}

fn problem(attribute: &Attribute<'_>, text: &str) -> Option<(&'static str, &'static str)> {
    let value = attribute.value_span.of(text);
    if attribute.quoted {
        let is_closed = attribute.span.end > attribute.value_span.end;
        // The quote that should have closed the value opens another one: `name="a group="b"`.
        let runs_on = value.trim_end().ends_with('=');
        return (!is_closed || runs_on).then_some((
            "this quotation mark is not closed",
            "add the closing one after the value",
        ));
    }
    if value.starts_with(TYPOGRAPHIC) || value.ends_with(TYPOGRAPHIC) {
        return Some((
            "typographic quotation marks become part of the value",
            "write straight ones: `\"…\"`",
        ));
    }
    let ends_in_quote = value.len() > 1 && value.ends_with(['"', '\'']);
    ends_in_quote.then_some(("this quotation mark has no partner", "add the opening one after `=`"))
}
