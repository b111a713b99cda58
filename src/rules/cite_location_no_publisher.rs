use crate::facts::ValueState;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A book with the place of publication and no publisher.
    ///
    /// ## Why is this bad?
    /// A town alone does not help to find the book. Readers take it for the publisher.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |location=Ansel |date=1974}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |location=Ansel |publisher=Harrow & Finch |date=1974}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `location_no_publisher`.
    struct CiteLocationNoPublisher {}
    name: "cite-location-no-publisher",
    group: Citations,
    severity: Info,
}

impl Rule for CiteLocationNoPublisher {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            if schema.template.name != "cite book" || citation.is_open() {
                continue;
            }
            let mut place = None;
            let mut has_publisher = false;
            for setting in citation.fields() {
                match setting.name {
                    "location" => place = Some(setting),
                    "publisher" | "via" | "agency" | "isbn" => has_publisher = true,
                    _ => {}
                }
            }
            let place = place.filter(|it| !has_publisher && it.value == ValueState::Literal);
            let Some(place) = place else { continue };
            let name = cx.parameter_of(place.argument);
            let span = place.argument.trimmed_value_span(cx.doc.text);
            cx.report(span, format!("{name} is given, but no publisher"))
                .help("add `publisher`, or leave the place out");
        }
    }
}
