use rustc_hash::FxHashSet;

use crate::facts::identifiers::Place;
use crate::identifier::Kind;
use crate::lint::identifiers::year;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An ISBN of a book that is older than all ISBNs.
    ///
    /// ## Why is this bad?
    /// Books have numbers of this kind since the second half of the 1960s. An older date with an
    /// ISBN tells readers of two different books: the number is that of a reprint, whose pages may
    /// differ. The date should be that of the edition that was used, with that of the first one in
    /// `orig-date`; or the number should go. Citation templates show an error for dates before
    /// 1965.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite book |last=Orme |title=Mills |date=1931 |isbn=0-306-40615-2}}
    /// ```
    /// ```wikitext,good
    /// {{cite book |last=Orme |title=Mills |date=1981 |orig-date=1931 |isbn=0-306-40615-2}}
    /// ```
    struct IdIsbnBefore1965 {}
    name: "id-isbn-before-1965",
    group: Identifiers,
    severity: Warning,
}

impl Rule for IdIsbnBefore1965 {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut seen = FxHashSet::default();
        for identifier in doc.identifiers.iter().filter(|it| it.kind == Kind::Isbn) {
            let Place::Citation { citation, .. } = identifier.place else { continue };
            if !seen.insert(citation) {
                continue;
            }
            let Some((year, date)) = year(doc, &doc.citations[citation]) else { continue };
            let first = doc.site.identifiers.first_isbn_year;
            if year >= first {
                continue;
            }
            let message = format!("no book of {year} has an ISBN: there were none before {first}");
            let found = cx.report(date, message);
            found.related(identifier.span, "this must be the number of a later edition");
            found.help(
                "give the date of the edition that was used, and the older one as `orig-date`; or \
                 remove the ISBN",
            );
        }
    }
}
