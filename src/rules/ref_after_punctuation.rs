use crate::facts::placement::{is_abbreviation, mark_before};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A footnote after the punctuation mark, on a wiki where it stands before it.
    ///
    /// ## Why is this bad?
    /// Some wikis, the French Wikipedia among them, put the number of a footnote before the full
    /// stop or comma, right after what it is about. This rule does something only where
    /// `site.refs-before-punctuation=true` is set; elsewhere `ref-before-punctuation` does the
    /// opposite.
    ///
    /// ## Examples
    /// ```wikitext,bad,site.refs-before-punctuation=true
    /// Le bac passe tous les jours.<ref>''Horaires'', 2019.</ref>
    /// ```
    /// ```wikitext,good,site.refs-before-punctuation=true
    /// Le bac passe tous les jours<ref>''Horaires'', 2019.</ref>.
    /// ```
    /// ```wikitext,good,site.refs-before-punctuation=true
    /// On y voit des mouettes, etc.<ref>''Guide de la côte''.</ref>
    /// ```
    /// ```wikitext,good
    /// The ferry runs daily.<ref>Timetable, 2019.</ref>
    /// ```
    struct RefAfterPunctuation {}
    name: "ref-after-punctuation",
    group: References,
    severity: Warning,
}

impl Rule for RefAfterPunctuation {
    fn check(&self, cx: &mut Context<'_, '_>) {
        if !cx.doc.site.refs_before_punctuation {
            return;
        }
        for (run, around) in cx.doc.surroundings() {
            let before = around.before.of(cx.doc.text);
            // A mark inside quotation marks belongs to what is quoted.
            let is_last = |mark: &char| before.ends_with(*mark);
            let Some(mark) = mark_before(before).filter(is_last) else { continue };
            let next = cx.doc.text[run.span.end as usize..].chars().next();
            let goes_on = next.is_some_and(|next| !next.is_whitespace());
            if goes_on || around.after.is_some() || is_abbreviation(before) {
                continue;
            }
            let end = around.gap.start;
            let without = before[..before.len() - 1].trim_end();
            let start = end - (before.len() - without.len()) as u32;
            if without.is_empty() {
                continue;
            }
            let (this, it) = if run.ref_count() > 1 {
                ("these footnotes", "them")
            } else {
                ("this footnote", "it")
            };
            let moved = Span::new(start, end).of(cx.doc.text);
            let found = cx.report(
                Span::new(end - mark.len_utf8() as u32, end),
                format!("on this wiki `{mark}` belongs after {this}"),
            );
            found.help(format!("move the mark after {it}"));
            let edits =
                [Edit::delete(Span::new(start, around.gap.end)), Edit::insert(run.span.end, moved)];
            let title = format!("move the mark after {this}");
            found.fix(Fix::new(title, Applicability::Safe, edits));
        }
    }
}
