use crate::lint::{Context, Rule, Severity, declare_rule};
use crate::site::References;
use crate::syntax::SyntaxErrorKind;

declare_rule! {
    /// A `{|` without its `|}`.
    ///
    /// ## Why is this bad?
    /// The table goes on to the end of the page, or of the cell or footnote that it stands in:
    /// headings and paragraphs after it come out inside its last cell.
    ///
    /// Where a template such as `{{end}}` could close it, this is only worth a look.
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
        if cx.syntax_errors(SyntaxErrorKind::UnclosedTable).next().is_none() {
            return;
        }
        let references = &cx.doc.site.references;
        let last_end =
            cx.doc.templates.iter().rfind(|template| may_close_table(&template.name, references));
        for error in cx.syntax_errors(SyntaxErrorKind::UnclosedTable) {
            let message = "`{|` is never closed: what follows comes out inside the table";
            let found = cx.report(error.span, message);
            match last_end.filter(|end| end.name_span.start > error.span.start) {
                Some(end) => found
                    .severity(Severity::Info)
                    .help("add `|}` after the last row, unless a template does")
                    .related(end.name_span, "this template may close the table"),
                None => found.help("add `|}` on a line of its own after the last row"),
            };
        }
    }
}

/// Whether a template may be the second of a pair of which the first is a table's start.
fn may_close_table(name: &str, references: &References) -> bool {
    name.split([' ', '-']).any(|word| word == "end") && references.role(name).is_none()
}
