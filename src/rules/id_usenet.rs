use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// The id of a message on Usenet that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The id is made into a link to the message. It has an `@`, and the angle brackets in which
    /// programs show it are no part of it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite newsgroup |title=Mills |newsgroup=rec.mills |message-id=<abc.123@example.org>}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite newsgroup |title=Mills |newsgroup=rec.mills |message-id=abc.123@example.org}}
    /// ```
    /// ```wikitext,good
    /// {{cite newsgroup |title=Mills |newsgroup=rec.mills |message-id=abc.123@example.org}}
    /// ```
    struct IdUsenet {}
    name: "id-usenet",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdUsenet {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Usenet]);
    }
}
