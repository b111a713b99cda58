use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An ISBN that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// Readers look for the book by this number, and with one wrong digit they find another book
    /// or none. The last digit is a check digit: it tells most slips, among them all in which two
    /// neighbouring digits were swapped in a number of ten digits. Citations, templates such as
    /// `{{ISBN}}`, magic links and plain text are looked at. A number that stands so in the book
    /// itself can be kept between double parentheses: `isbn=((0-306-40615-3))`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down.<ref>{{cite book |title=Mills |last=Orme |date=1981 |isbn=0-306-40615-3}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill burnt down.<ref>Orme, ''Mills'', ISBN 979-0-2600-0043-8.</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill burnt down.<ref>{{cite book |title=Mills |isbn=978–0–306–40615–7}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill burnt down.<ref>{{cite book |title=Mills |isbn=978-0-306-40615-7}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burnt down.<ref>{{cite book |title=Mills |last=Orme |date=1981 |isbn=0-306-40615-2}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burnt down.<ref>Orme, ''Mills'', {{ISBN|978-0-306-40615-7}}.</ref>
    /// ```
    struct IdIsbn {}
    name: "id-isbn",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdIsbn {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Isbn]);
    }
}
