use rustc_hash::FxHashMap;

use crate::lint::{Applicability, Context, Edit, Fix, Rule, Suppression, declare_rule};
use crate::near::nearest;

declare_rule! {
    /// A `citelint-disable` comment that names a rule that there is not.
    ///
    /// ## Why is this bad?
    /// It silences nothing. Mostly a letter is wrong, or the rule has another name by now.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// <!-- citelint-disable-next-line ref-stray-clsoe: quoted as printed -->
    /// The manual says to end a footnote with <code>&lt;/ref&gt;</code>.
    /// ```
    /// ```wikitext,bad
    /// <!-- citelint-disable-next-line -->
    /// The bridge opened in 1932.
    /// ```
    /// ```wikitext,good
    /// <!-- citelint-disable-next-line ref-stray-close: quoted as printed -->
    /// The manual says to end a footnote with </ref>.
    /// ```
    struct UnknownRuleInSuppression {}
    name: "unknown-rule-in-suppression",
    group: Markup,
    severity: Warning,
}

/// How many different words of a page are compared with the names of all rules: each takes a while.
const MOST_COMPARED: usize = 100;

impl Rule for UnknownRuleInSuppression {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let suppressions = cx.suppressions;
        let mut meant = FxHashMap::default();
        for it in suppressions.unknown() {
            let is_full = meant.len() >= MOST_COMPARED;
            let near = match meant.get(it.word) {
                Some(near) => *near,
                None if is_full => None,
                None => {
                    let near = nearest(it.word, super::ALL.iter().map(|entry| entry.meta.name));
                    meant.insert(it.word, near);
                    near
                }
            };
            report(cx, it, near);
        }
    }
}

fn report(cx: &mut Context<'_, '_>, it: &Suppression<'_>, meant: Option<&str>) {
    if it.word.is_empty() {
        cx.report(it.place, "this comment names no rule, so it silences nothing")
            .help("write the name of the rule after `citelint-disable`, or `all`");
        return;
    }
    let found = cx.report(it.place, format!("there is no rule `{}` to silence", it.word));
    match meant {
        Some(meant) => {
            let edit = Edit::replace(it.place, meant);
            // What was meant is a guess, and a wrong one would hide a problem.
            let fix = Fix::new(format!("write `{meant}`"), Applicability::Unsafe, [edit]);
            found.help(format!("did you mean `{meant}`?")).fix(fix);
        }
        None => {
            found.help("`citelint rules` lists the rules");
        }
    }
}
