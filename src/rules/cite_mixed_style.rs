use crate::facts::{Citation, CitationSchema};
use crate::lint::{Context, Rule, declare_rule};
use crate::site::CommonField;

declare_rule! {
    /// A page that mixes the two styles of citations.
    ///
    /// ## Why is this bad?
    /// `{{citation}}` puts commas between the parts, `{{cite book}}` and its kin full stops. In one
    /// list of references they look like a mistake.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |last=Orme |title=Mills}}</ref> It
    /// burned.<ref>{{cite book |last=Bell |title=Fires}}</ref> It was
    /// rebuilt.<ref>{{citation |last=Tam |title=Trades}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |last=Orme |title=Mills}}</ref> It
    /// burned.<ref>{{cite book |last=Bell |title=Fires}}</ref> It was
    /// rebuilt.<ref>{{citation |last=Tam |title=Trades |mode=cs1}}</ref>
    /// ```
    struct CiteMixedStyle {}
    name: "cite-mixed-style",
    group: Citations,
    severity: Info,
}

enum Style {
    /// Full stops between the parts.
    Stops,
    /// Commas between the parts.
    Commas,
}

impl Rule for CiteMixedStyle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (mut stops, mut commas) = (Styled::default(), Styled::default());
        for (citation, schema) in cx.citations() {
            match style(cx, citation, schema) {
                Some(Style::Stops) => stops.add(citation),
                Some(Style::Commas) => commas.add(citation),
                None => {}
            }
        }
        // With as many of both, nobody can say which is meant.
        if stops.count == commas.count {
            return;
        }
        let (rarer, help) = if commas.count < stops.count {
            (&commas, "add `mode=cs1`, or use a template such as `{{cite book}}`")
        } else {
            (&stops, "add `mode=cs2`, or use `{{citation}}`")
        };
        let Some(first) = rarer.first else { return };
        let message = format!(
            "the citations have two styles: {} with commas between the parts, {} with full stops",
            commas.count, stops.count
        );
        cx.report(first.name_span, message).help(help);
    }
}

/// The citations of one style.
#[derive(Default)]
struct Styled<'a, 's> {
    count: usize,
    first: Option<&'a Citation<'s>>,
}

impl<'a, 's> Styled<'a, 's> {
    fn add(&mut self, citation: &'a Citation<'s>) {
        self.count += 1;
        self.first.get_or_insert(citation);
    }
}

/// The style of a citation, where the template or `mode` tells.
fn style(
    cx: &Context<'_, '_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
) -> Option<Style> {
    match citation.common(CommonField::Mode) {
        Some(mode) => match &*mode.argument.value(cx.doc.text, &cx.doc.tree) {
            "cs1" => Some(Style::Stops),
            "cs2" => Some(Style::Commas),
            _ => None,
        },
        None if schema.template.name == "citation" => Some(Style::Commas),
        None if schema.template.name.starts_with("cite ") => Some(Style::Stops),
        None => None,
    }
}
