use crate::facts::values::ValueFaultKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A title in capital letters.
    ///
    /// ## Why is this bad?
    /// Capitals are how a page or a catalogue sets its titles, not part of the title. They are hard to
    /// read and stand out from the other references.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite news |title=LAST MILL ON THE SARN CLOSES |newspaper=Sarn Post}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite news |title=Last Mill on the Sarn Closes |newspaper=Sarn Post}}</ref>
    /// ```
    struct CiteTitleAllcaps {}
    name: "cite-title-allcaps",
    group: Citations,
    severity: Info,
}

impl Rule for CiteTitleAllcaps {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for value in cx.faulty_values(ValueFaultKind::AllCapsTitle) {
            let name = cx.parameter_of(value.argument);
            cx.report(value.span, format!("{name} is in capital letters"))
                .help("write it as a sentence or with the first letters of words in capitals");
        }
    }
}
