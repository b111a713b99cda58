use rustc_hash::FxHashSet;

use crate::facts::identifiers::Place;
use crate::identifier::Kind;
use crate::lint::identifiers::year;
use crate::lint::{Context, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A bibcode whose year is not that of the citation, or lies ahead.
    ///
    /// ## Why is this bad?
    /// A bibcode starts with the year of publication. If the citation gives another one, one of
    /// the two is wrong, or the code leads to another paper. A difference of one year is common
    /// and left alone, and so are the codes of preprints.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |date=1984 |bibcode=1974AJ.....79..819H}}
    /// ```
    /// ```wikitext,good
    /// {{cite journal |title=Mills of the sky |journal=Mill Review |date=1974 |bibcode=1974AJ.....79..819H}}
    /// ```
    struct IdBibcodeYearMismatch {}
    name: "id-bibcode-year-mismatch",
    group: Identifiers,
    severity: Warning,
}

/// How the journal is called in the codes of preprints, whose papers appear later.
const PREPRINTS: [&str; 5] = ["arXiv", "astro", "gr.qc", "hep.t", "hep.p"];

impl Rule for IdBibcodeYearMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut seen = FxHashSet::default();
        for identifier in doc.identifiers.iter().filter(|it| it.kind == Kind::Bibcode) {
            let Some(code) = identifier.canonical() else { continue };
            let Ok(code_year) = code[..4].parse::<i32>() else { continue };
            let start = identifier.span.start;
            let place = Span::new(start, start + 4);
            if let Some(today) = cx.today
                && code_year > today.year() + 1
            {
                let message = format!("this bibcode is of the year {code_year}, which lies ahead");
                cx.report(place, message).help("a bibcode starts with the year of publication");
                continue;
            }
            let Place::Citation { citation, .. } = identifier.place else { continue };
            if !seen.insert(citation) {
                continue;
            }
            let Some((year, date)) = year(doc, &doc.citations[citation]) else { continue };
            let is_preprint = PREPRINTS.iter().any(|journal| code[4..].starts_with(journal));
            if is_preprint || year.abs_diff(code_year) <= 1 {
                continue;
            }
            let message = format!("this bibcode is of {code_year}, but the citation of {year}");
            let found = cx.report(place, message);
            found.related(date, format!("the citation is of {year}"));
            found.help("one of the two is wrong, or the code is that of another paper");
        }
    }
}
