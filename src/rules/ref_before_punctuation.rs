use crate::facts::placement::{is_abbreviation, is_ellipsis, mark_before};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};

declare_rule! {
    /// A footnote before the punctuation mark that it should follow.
    ///
    /// ## Why is this bad?
    /// Most wikis put the number of a footnote after the full stop or comma, so that the mark
    /// stays with its word. Readers who know the custom take a number before it for one that
    /// covers a single word only. Footnotes before a dash or a closing bracket stay where they
    /// are.
    ///
    /// Where footnotes come first, as on the French Wikipedia, set
    /// `site.refs-before-punctuation=true`; then `ref-after-punctuation` does the opposite.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The ferry runs daily<ref>Timetable, 2019.</ref>, except in fog<ref>Harbour rules.</ref>.
    /// ```
    /// ```wikitext,bad
    /// The ferry runs daily <ref>Timetable, 2019.</ref>{{rp|4}}.
    /// ```
    /// ```wikitext,good
    /// The ferry runs daily,<ref>Timetable, 2019.</ref> except in fog.<ref>Harbour rules.</ref>
    /// ```
    /// ```wikitext,good
    /// It costs 5<ref>Price list.</ref>.50 crowns (reduced<ref>Price list.</ref>).
    /// ```
    /// ```wikitext,good,site.refs-before-punctuation=true
    /// The ferry runs daily<ref>Timetable, 2019.</ref>.
    /// ```
    struct RefBeforePunctuation {}
    name: "ref-before-punctuation",
    group: References,
    severity: Warning,
}

impl Rule for RefBeforePunctuation {
    fn check(&self, cx: &mut Context<'_, '_>) {
        if cx.doc.site.refs_before_punctuation {
            return;
        }
        for (run, around) in cx.doc.surroundings() {
            let before = around.before.of(cx.doc.text);
            let Some(after) = around.after.filter(|after| may_move(before, after.mark)) else {
                continue;
            };
            let (this, it) = if run.ref_count() > 1 {
                ("these footnotes", "them")
            } else {
                ("this footnote", "it")
            };
            let name = after.name();
            let found = cx.report(after.span, format!("the {name} belongs before {this}"));
            found.help(format!("move the {name} before {it}: the mark stays with its word"));
            let edits = [Edit::replace(around.gap, after.mark), Edit::delete(after.with_gap(run))];
            let title = format!("move the {name} before {this}");
            found.fix(Fix::new(title, Applicability::Safe, edits));
        }
    }
}

/// Whether the mark goes well with the end of the text. Two marks in a row are the matter of
/// `ref-double-punctuation`.
fn may_move(before: &str, after: char) -> bool {
    if is_ellipsis(before) {
        return false;
    }
    match mark_before(before) {
        None => true,
        // The full stop of an abbreviation, or a name or quotation with a mark of its own.
        Some('.') => after != '.' && is_abbreviation(before),
        Some('?' | '!') => !before.ends_with(['?', '!']) || matches!(after, ',' | ';' | ':'),
        Some(_) => false,
    }
}
