use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A number of printed music that cannot exist.
    ///
    /// ## Why is this bad?
    /// Readers find printed music by its ISMN. The last digit is a check digit, which tells most
    /// slips.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |title=Songs of the mill |ismn=979-0-2600-0043-7}}
    /// ```
    /// ```wikitext,bad
    /// {{cite book |title=Songs of the mill |ismn=M-2600-0043-8}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite book |title=Songs of the mill |ismn=979-0-2600-0043-8}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |title=Songs of the mill |ismn=979-0-2600-0043-8}}
    /// ```
    struct IdIsmn {}
    name: "id-ismn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdIsmn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Ismn]);
    }
}
