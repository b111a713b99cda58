use crate::facts::cite::{Difference, Footnote, RefId};
use crate::lint::{Context, Rule, Severity, code, declare_rule};

declare_rule! {
    /// A footnote with `follow` that continues none.
    ///
    /// ## Why is this bad?
    /// Without the footnote that it names, the content stands as a paragraph without a number at
    /// the top of the reference list, and nothing in the text points to it. The footnote must
    /// come before it, in the same group. MediaWiki says nothing, because Wikisource has pages
    /// that start in the middle of a footnote.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The inventory lists 40 books.<ref name="inventory">Town archive, box 12.</ref>
    /// Most are lost.<ref follow="inventry">See also the auction list of 1811.</ref>
    /// ```
    /// ```wikitext,good
    /// The inventory lists 40 books.<ref name="inventory">Town archive, box 12.</ref>
    /// Most are lost.<ref follow="inventory">See also the auction list of 1811.</ref>
    /// ```
    struct RefFollowUndefined {}
    name: "ref-follow-undefined",
    group: References,
    severity: Error,
}

impl Rule for RefFollowUndefined {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for (tag, id) in refs.refs.iter().zip(0..) {
            let Some(follow) = tag.attribute("follow").filter(|it| !it.value.is_empty()) else {
                continue;
            };
            // One that continues a footnote is not among its refs.
            let is_alone = |footnote: &Footnote<'_>| footnote.refs.first() == Some(&RefId(id));
            let makes_footnote = tag.footnote.is_some_and(|id| is_alone(refs.footnote(id)));
            if tag.in_list.is_some() || !makes_footnote || tag.name.is_some() {
                continue;
            }
            let near = refs.nearest_name(&tag.group, &follow.value);
            let is_doubtful = !refs.suspects.is_empty() || follow.dynamic;
            let message = format!(
                "no footnote {} stands before this one to be continued",
                code(&follow.value)
            );
            let found = cx.report(follow.span, message);
            if is_doubtful {
                found.severity(Severity::Warning);
            }
            let near = near.filter(|near| near.difference != Difference::Group);
            if let Some(name) = near.and_then(|near| refs.footnote(near.footnote).name.as_deref()) {
                found.help(format!("did you mean {}?", code(name)));
            } else {
                found.help("put it after the footnote that it continues, or remove `follow`");
            }
        }
    }
}
