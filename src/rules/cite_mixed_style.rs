use crate::facts::{Citation, CitationSchema};
use crate::lint::{Context, Rule, declare_rule};

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Full stops between the parts.
    Stops,
    /// Commas between the parts.
    Commas,
}

impl Rule for CiteMixedStyle {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let styled = || {
            cx.citations()
                .filter_map(|(citation, schema)| Some((citation, style(cx, citation, schema)?)))
        };
        let count = |style| styled().filter(|(_, it)| *it == style).count();
        let (stops, commas) = (count(Style::Stops), count(Style::Commas));
        // With as many of both, nobody can say which is meant.
        if stops == commas {
            return;
        }
        let (rarer, help) = if commas < stops {
            (Style::Commas, "add `mode=cs1`, or use a template such as `{{cite book}}`")
        } else {
            (Style::Stops, "add `mode=cs2`, or use `{{citation}}`")
        };
        let Some((first, _)) = styled().find(|(_, style)| *style == rarer) else { return };
        let message = format!(
            "the citations have two styles: {commas} with commas between the parts, {stops} with full stops"
        );
        cx.report(first.name_span, message).help(help);
    }
}

/// The style of a citation, where the template or `mode` tells.
fn style(
    cx: &Context<'_, '_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
) -> Option<Style> {
    match citation.field("mode") {
        Some(mode) => match &*mode.value(cx.doc.text, &cx.doc.tree) {
            "cs1" => Some(Style::Stops),
            "cs2" => Some(Style::Commas),
            _ => None,
        },
        None if schema.template.name == "citation" => Some(Style::Commas),
        None if schema.template.name.starts_with("cite ") => Some(Style::Stops),
        None => None,
    }
}
