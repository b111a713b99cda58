use crate::lint::{Applicability, Context, Edit, Fix, Rule, Suppression, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A `citelint-disable` comment that silences nothing.
    ///
    /// ## Why is this bad?
    /// What it was for has been mended or has moved. Left in the page it would hide the next
    /// problem of that kind. A comment is not reported for a rule that does not run.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// <!-- citelint-disable-next-line ref-stray-close: quoted as printed -->
    /// The bridge opened in 1932.
    /// ```
    /// ```wikitext,fixed
    /// The bridge opened in 1932.
    /// ```
    /// ```wikitext,bad
    /// <!-- citelint-disable ref-stray-close -->
    /// The bridge opened in 1932.
    /// <!-- citelint-enable ref-stray-close -->
    /// It was rebuilt twice.
    /// ```
    /// ```wikitext,fixed
    /// The bridge opened in 1932.
    /// It was rebuilt twice.
    /// ```
    /// ```wikitext,good
    /// <!-- citelint-disable-next-line ref-stray-close: quoted as printed -->
    /// The manual says to end a footnote with </ref>.
    /// ```
    struct UnusedSuppression {}
    name: "unused-suppression",
    group: Markup,
    severity: Warning,
    tag: Unnecessary,
}

impl Rule for UnusedSuppression {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let (suppressions, text) = (cx.suppressions, cx.doc.text);
        let unused: Vec<_> = suppressions.unused().collect();
        for of_comment in unused.chunk_by(|one, other| one.comment == other.comment) {
            // The other words of the comment may still be needed.
            let is_idle = of_comment.len() == of_comment[0].words;
            let fix = if is_idle { removal(of_comment[0], text) } else { None };
            for it in of_comment {
                let message = format!("nothing here is reported by `{}`", it.word);
                let found = cx.report(it.comment, message);
                found.help("remove it, so that it hides no later problem");
                if let Some(fix) = &fix {
                    found.fix(fix.clone());
                }
            }
        }
    }
}

/// Removes the comment, and the one that ends what it covers.
fn removal(it: &Suppression<'_>, text: &str) -> Option<Fix> {
    let comments: Vec<Span> = [it.comment].into_iter().chain(it.end).collect();
    // Between other characters a comment may keep apart what would be markup together.
    let is_apart = |comment: &Span| {
        let before = text[..comment.start as usize].chars().next_back();
        let after = text[comment.end as usize..].chars().next();
        [before, after].iter().any(|it| it.is_none_or(char::is_whitespace))
    };
    let edits = comments.iter().map(|&comment| Edit::delete_with_line(text, comment));
    let fix = || Fix::new("remove the comment", Applicability::Safe, edits);
    comments.iter().all(is_apart).then(fix)
}
