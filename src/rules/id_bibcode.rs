use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A bibcode that cannot exist.
    ///
    /// ## Why is this bad?
    /// The code is made into a link to the Astrophysics Data System. It has 19 characters: year,
    /// journal, volume, page and the first letter of an author, filled up with points, which are
    /// easily lost in copying.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |bibcode=1974AJ....79..819H}}
    /// ```
    /// ```wikitext,bad
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |bibcode=1992A&amp;A...253..525A}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |bibcode=1992A&A...253..525A}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |bibcode=1974AJ.....79..819H}}
    /// ```
    struct IdBibcode {}
    name: "id-bibcode",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdBibcode {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Bibcode]);
    }
}
