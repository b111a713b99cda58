use crate::lint::{Context, Rule, declare_rule};
use crate::near::nearest;

declare_rule! {
    /// A `citelint-disable` comment that silences nothing.
    ///
    /// ## Why is this bad?
    /// What it was for has been mended, has moved, or its rule goes by another name. Left in the
    /// page it would hide the next problem of that kind. A comment is not reported for a rule
    /// that does not run.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// <!-- citelint-disable-next-line ref-stray-close: quoted as printed -->
    /// The bridge opened in 1932.
    /// ```
    /// ```wikitext,good
    /// <!-- citelint-disable-next-line ref-stray-close: quoted as printed -->
    /// The manual says to end a footnote with </ref>.
    /// ```
    struct UnusedSuppression {}
    name: "unused-suppression",
    group: Markup,
    severity: Warning,
}

impl Rule for UnusedSuppression {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for it in cx.suppressions.unused() {
            if it.word.is_empty() {
                cx.report(it.comment, "this comment names no rule, so it silences nothing")
                    .help("write the name of the rule after `citelint-disable`, or `all`");
            } else if it.known {
                cx.report(it.comment, format!("nothing here is reported by `{}`", it.word))
                    .help("remove it, so that it hides no later problem");
            } else {
                let near = nearest(it.word, super::ALL.iter().map(|entry| entry.meta.name));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`citelint rules` lists the rules".to_owned(),
                };
                cx.report(it.comment, format!("there is no rule `{}` to silence", it.word))
                    .help(help);
            }
        }
    }
}
