use crate::facts::placement::{is_abbreviation, mark_before};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A punctuation mark on both sides of a footnote.
    ///
    /// ## Why is this bad?
    /// Readers see two marks where the sentence has one. Mostly the footnote was added after the
    /// full stop, and the sentence was ended once more.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The bell was cast in 1702.<ref>Parish register.</ref>.
    /// ```
    /// ```wikitext,bad
    /// The bell was cast in 1702,<ref>Parish register.</ref>. It weighs two tons.
    /// ```
    /// ```wikitext,good
    /// The bell was cast in 1702.<ref>Parish register.</ref>
    /// ```
    /// ```wikitext,good
    /// Wax, tin, etc.<ref>Parish register.</ref>, were sold.
    /// ```
    struct RefDoublePunctuation {}
    name: "ref-double-punctuation",
    group: References,
    severity: Warning,
}

impl Rule for RefDoublePunctuation {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs_come_first = cx.doc.site.refs_before_punctuation;
        for (run, around) in cx.doc.surroundings() {
            let before = around.before.of(cx.doc.text);
            let Some((after, mark)) = around.after.zip(mark_before(before)) else {
                continue;
            };
            let is_same = mark == after.mark;
            // A name or quotation may end in `?` or `!`, or in the full stop of an abbreviation.
            let may_both_stand = matches!(mark, '?' | '!') || matches!(after.mark, '?' | '!');
            let is_last = before.ends_with(mark);
            if !is_same && (may_both_stand || !is_last || is_abbreviation(before)) {
                continue;
            }
            // Where refs come first, the stop of the sentence follows that of the abbreviation.
            if refs_come_first && (!is_last || is_abbreviation(before)) {
                continue;
            }
            let end = around.gap.start;
            let marks = if is_same {
                format!("`{mark}` stands")
            } else {
                format!("`{mark}` and `{}` stand", after.mark)
            };
            let found = cx.report(after.span, format!("{marks} on both sides of this footnote"));
            if is_last {
                found.related(Span::new(end - 1, end), "the mark before it");
            }
            if !is_same {
                found.help("keep the one that the sentence needs");
                continue;
            }
            let (title, span) = if refs_come_first {
                ("remove the first mark", Span::new(end - 1, around.gap.end))
            } else {
                ("remove the second mark", after.with_gap(run))
            };
            found.help("keep one of them");
            found.fix(Fix::new(title, Applicability::Safe, [Edit::delete(span)]));
        }
    }
}
