use crate::date::ParsedDate;
use crate::facts::dates::DateKind;
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, declare_rule};

declare_rule! {
    /// An embargo that is over.
    ///
    /// ## Why is this bad?
    /// Until the day in `pmc-embargo-date` the template does not link to `PubMed` Central. The day has
    /// passed, so the parameter does nothing any more.
    ///
    /// The day of the run is today, or the day given by `--today`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Moss grows.<ref>{{cite journal |title=Moss |journal=Vale Review |pmc=12345 |pmc-embargo-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// Moss grows.<ref>{{cite journal |title=Moss |journal=Vale Review |pmc=12345 }}</ref>
    /// ```
    /// ```wikitext,good
    /// Moss grows.<ref>{{cite journal |title=Moss |journal=Vale Review |pmc=12345}}</ref>
    /// ```
    struct EmbargoExpired {}
    name: "embargo-expired",
    group: Dates,
    severity: Info,
}

impl Rule for EmbargoExpired {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let Some(today) = cx.today else { return };
        for (_, dates) in cx.dated_citations() {
            let Some(field) = dates.date(DateKind::PmcEmbargo) else { continue };
            let Some(day) = field.date().and_then(ParsedDate::day) else { continue };
            if day >= today {
                continue;
            }
            let ended = cx.day_name(day);
            let edit = delete_at(cx.doc.text, field.argument);
            let found = cx.report(field.argument_span(), format!("this embargo ended on {ended}"));
            found.help("leave out `pmc-embargo-date`");
            if let Some(edit) = edit {
                found.fix(Fix::new("remove `pmc-embargo-date`", Applicability::Safe, [edit]));
            }
        }
    }
}
