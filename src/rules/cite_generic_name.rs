use crate::facts::values::ValueFaultKind;
use crate::lint::values::FaultyValue;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, Severity, code, declare_rule};

declare_rule! {
    /// A name in a citation that is no person's: "Contact us", "Reuters Editorial", "Orme (ed.)".
    ///
    /// ## Why is this bad?
    /// Tools that fill in citations take headings and buttons of a page for its author. The template
    /// shows an error for those, and for jobs beside a name: the parameter says what the person did.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |author=Contact Us}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |editor=Ada Orme (ed.)}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |editor=Ada Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |editor-last=Orme |editor-first=Ada}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `generic_name`. The names are data; `citation-values` in the
    /// `site` part of a configuration adds to them.
    struct CiteGenericName {}
    name: "cite-generic-name",
    group: Citations,
    severity: Error,
}

impl Rule for CiteGenericName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::GenericName) {
            let message = format!("{} is no person's name", cx.code_of(value.span));
            cx.report(value.span, message).help(
                "name the author, or leave the parameter out; write `((…))` round a name that is right as it is",
            );
        }
        for value in cx.faulty_values(ValueFaultKind::UnsignedName) {
            let message = format!("{} names nobody", cx.code_of(value.span));
            cx.report(value.span, message)
                .severity(Severity::Warning)
                .help("leave the parameter out where nobody signed the text");
        }
        for value in cx.faulty_values(ValueFaultKind::EditorMark) {
            report_mark(cx, value);
        }
    }
}

fn report_mark(cx: &mut Context<'_, '_>, value: FaultyValue<'_, '_>) {
    let mark = value.span.of(cx.doc.text).trim_matches([' ', ',']);
    let name = cx.parameter_of(value.argument);
    let message = format!("{} is no part of the name in {name}", code(mark));
    let is_editor = value.field.starts_with("editor-");
    let found = cx.report(value.span, message);
    if is_editor {
        let edits = [Edit::delete(value.span)];
        found.help("the template says already that this is the editor: leave it out");
        found.fix(Fix::new("remove it", Applicability::Safe, edits));
    } else {
        found.help("name editors with `editor-last` and `editor-first`");
    }
}
