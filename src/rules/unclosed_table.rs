use crate::lint::{Context, Rule, declare_rule};
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A `{|` without its `|}`.
    ///
    /// ## Why is this bad?
    /// The table goes on to the end of the page, or of the cell or footnote that it stands in:
    /// headings and paragraphs after it come out inside its last cell.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {| class="wikitable"
    /// ! Year !! Visitors
    /// |-
    /// | 2019 || 4,100
    ///
    /// == Access ==
    /// A bus runs in summer.
    /// ```
    /// ```wikitext,good
    /// {| class="wikitable"
    /// ! Year !! Visitors
    /// |-
    /// | 2019 || 4,100
    /// |}
    ///
    /// == Access ==
    /// A bus runs in summer.
    /// ```
    struct UnclosedTable {}
    name: "unclosed-table",
    group: Markup,
    severity: Error,
}

impl Rule for UnclosedTable {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedTable) {
            let message = "`{|` is never closed: what follows comes out inside the table";
            cx.report(error.span, message).help("add `|}` on a line of its own after the last row");
        }
    }
}
