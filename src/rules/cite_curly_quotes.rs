use crate::facts::values::ValueFaultKind;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// Curly quotation marks or apostrophes in a title.
    ///
    /// ## Why is this bad?
    /// Straight ones are found by searches on every keyboard, and are the style of most wikis. One
    /// title in curly and one in straight marks look like two.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=The Miller’s Tale |last=Orme}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=The Miller's Tale |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=The Miller's Tale |last=Orme}}</ref>
    /// ```
    struct CiteCurlyQuotes {}
    name: "cite-curly-quotes",
    group: Citations,
    severity: Info,
}

impl Rule for CiteCurlyQuotes {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::CurlyQuote) {
            let name = cx.parameter_of(value.argument);
            let message = format!("{name} has a curly {}", cx.code_of(value.span));
            let found = cx.report(value.span, message);
            found.help("write straight quotation marks and apostrophes, `\"` and `'`");
            let span = value.argument.trimmed_value_span(text);
            let straight = span.of(text).replace(['‘', '’'], "'").replace(['“', '”'], "\"");
            // Two apostrophes would start italics.
            if straight.matches("''").count() == span.of(text).matches("''").count() {
                let edits = [Edit::replace(span, straight)];
                found.fix(Fix::new("write straight ones", Applicability::Safe, edits));
            }
        }
    }
}
