use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::syntax::tree::NodeKind;

declare_rule! {
    /// White space before a footnote.
    ///
    /// ## Why is this bad?
    /// The number of a footnote stands right after the word or mark that it belongs to. With a
    /// space between, it may be carried to the start of the next line, alone.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pond is two metres deep. <ref>Water board, 2003.</ref>
    /// ```
    /// ```wikitext,bad
    /// The pond is two metres deep.&nbsp;<ref>Water board, 2003.</ref>
    /// ```
    /// ```wikitext,good
    /// The pond is two metres deep.<ref>Water board, 2003.</ref>
    /// ```
    /// ```wikitext,good
    /// {|
    /// ! 2003&nbsp;<ref>Water board, 2003.</ref>
    /// |}
    /// ```
    struct RefLeadingSpace {}
    name: "ref-leading-space",
    group: References,
    severity: Warning,
}

impl Rule for RefLeadingSpace {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (run, around) in cx.doc.surroundings() {
            // After these a ref stands in place of a word: "source: <ref>", "depth – <ref>".
            if around.gap.is_empty()
                || around
                    .before
                    .of(cx.doc.text)
                    .ends_with([':', '–', '—', '(', '[', '=', '/', '•', '·'])
            {
                continue;
            }
            // In a cell of a table a no-break space is there on purpose: it sets figures apart.
            let is_cell = cx.doc.tree.kind(run.parent) == NodeKind::TableCell;
            if is_cell && !around.gap.of(cx.doc.text).trim_ascii().is_empty() {
                continue;
            }
            let found = cx.report(around.gap, "white space stands before this footnote");
            found.help("remove it, so that the number stays with the text that it belongs to");
            let edit = Edit::delete(around.gap);
            found.fix(Fix::new("remove the white space", Applicability::Safe, [edit]));
        }
    }
}
