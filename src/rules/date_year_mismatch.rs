use crate::facts::dates::{CitationDates, DateField, DateKind};
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, Severity, declare_rule};

declare_rule! {
    /// A citation whose `year` is not the year of its `date`.
    ///
    /// ## Why is this bad?
    /// One of the two is wrong, and the template shows readers an error in red. Where both say the
    /// same year, the second does nothing and can go: that is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pier was sold.<ref>{{cite news |title=Pier sold |newspaper=Vale Post |date=3 May 2019 |year=2018}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The pier burnt.<ref>{{cite news |title=Pier burns |newspaper=Vale Post |date=3 May 2019 |year=2019}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The pier burnt.<ref>{{cite news |title=Pier burns |newspaper=Vale Post |date=3 May 2019 }}</ref>
    /// ```
    /// ```wikitext,good
    /// The pier was sold.<ref>{{cite news |title=Pier sold |newspaper=Vale Post |date=3 May 2019}}</ref>
    /// ```
    /// A letter that tells two works of one year apart may stand in `year`.
    ///
    /// ```wikitext,good
    /// The pier was sold.<ref>{{cite news |title=Pier sold |newspaper=Vale Post |date=2019-05-03 |year=2019a}}</ref>
    /// ```
    struct DateYearMismatch {}
    name: "date-year-mismatch",
    group: Dates,
    severity: Error,
}

impl Rule for DateYearMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, citation) in cx.dated_citations() {
            check(cx, citation);
        }
    }
}

fn check(cx: &mut Context<'_, '_>, citation: CitationDates<'_, '_>) {
    let field = |kind| {
        let field: &DateField = citation.date(kind)?;
        Some((field, field.meaning()?))
    };
    let (Some((date, meaning)), Some((year, year_meaning))) =
        (field(DateKind::Date), field(DateKind::Year))
    else {
        return;
    };
    let (Some((first, last)), Some((own, own_last))) = (meaning.years(), year_meaning.years())
    else {
        return;
    };
    if own != own_last {
        return;
    }
    if own != first && own != last {
        let message = format!("`year` is {own}, but `date` says {}", years(first, last));
        let found = cx.report(year.span, message);
        found.related(date.span, "the date");
        found.help("look up the year in the source, correct the date, and leave out `year`");
    } else if first == last && year_meaning.suffix.is_none() && !year_meaning.circa {
        let edit = delete_at(cx.doc.text, year.argument);
        let found = cx.report(year.span, "`year` only repeats the year of `date`");
        found.severity(Severity::Info);
        found.related(date.span, "the date");
        found.help("leave out `year`");
        if let Some(edit) = edit {
            found.fix(Fix::new("remove `year`", Applicability::Safe, [edit]));
        }
    }
}

fn years(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
