use crate::facts::{Citation, ValueState};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::ValueKind;
use crate::syntax::view::Argument;
use crate::text::Span;

declare_rule! {
    /// Text in a citation template that belongs to no parameter.
    ///
    /// ## Why is this bad?
    /// The template leaves it out and shows an error. Often a `|` stands in a title or an address,
    /// which ends there; or the name of a parameter, or its `=`, was forgotten.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill | Orrin Post}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill {{!}} Orrin Post}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill {{!}} Orrin Post}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `text_ignored`.
    struct CiteUnnamedText {}
    name: "cite-unnamed-text",
    group: Citations,
    severity: Error,
}

impl Rule for CiteUnnamedText {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, _) in cx.citations() {
            let mut before: Option<&Argument<'_>> = None;
            for (argument, state) in citation.states() {
                if argument.name.is_some() {
                    before = Some(argument);
                } else if matches!(state.value, ValueState::Literal | ValueState::Accepted) {
                    report(cx, citation, argument, before);
                    // A fix of what follows would join it to the wrong text.
                    before = None;
                }
            }
        }
    }
}

fn report(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    argument: &Argument<'_>,
    before: Option<&Argument<'_>>,
) {
    let Some(schema) = citation.schema else { return };
    let text = cx.doc.text;
    let value = argument.value(text, &cx.doc.tree);
    let span = argument.trimmed_value_span(text);
    let pipe = Span::new(argument.span.start - 1, argument.span.start);
    let is_url = cx.doc.site.url_protocols.at_start(value.as_bytes()).is_some();
    let message = format!("{} leaves out {}", cx.template_of(citation), code(&value));
    let kind = before
        .and_then(|argument| citation.setting(argument.name.as_deref()?))
        .filter(|setting| before.is_some_and(|argument| argument.node == setting.argument.node))
        .map(|setting| schema.family.field(setting.field).kind);
    let has_url = citation.field("url").is_some();
    let is_parameter = schema.family.field_named(&value).is_some();
    let found = cx.report(span, message);
    let mut fix = |title: &str, edit| {
        found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
    };
    if is_url {
        if !has_url {
            fix("write `url=` before it", Edit::insert(span.start, "url="));
        }
        found.help("an address goes into `url`");
    } else if is_parameter {
        found.help(format!("this is a parameter without value: write `{value}=…`, or take it out"));
    } else {
        match kind {
            Some(ValueKind::Url) => {
                fix("write `%7C` for the `|`", Edit::replace(pipe, "%7C"));
                found.help("if the `|` before it is part of the address, write `%7C` for it");
            }
            Some(ValueKind::Title) => {
                fix("write `{{!}}` for the `|`", Edit::replace(pipe, "{{!}}"));
                found.help("if the `|` before it is part of the title, write `{{!}}` for it");
            }
            _ => {
                found.help("give it the name of a parameter, or take it out");
            }
        }
    }
}
