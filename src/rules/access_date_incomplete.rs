use crate::date::{FaultKind, Form};
use crate::facts::dates::DateKind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A day of reading that is no whole day.
    ///
    /// ## Why is this bad?
    /// `access-date` tells which state of a page was read, so it needs day, month and year; the
    /// template shows readers an error in red for anything less.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2020}}</ref>
    /// ```
    struct AccessDateIncomplete {}
    name: "access-date-incomplete",
    group: Dates,
    severity: Error,
}

impl Rule for AccessDateIncomplete {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let data = &cx.doc.site.dates;
        for field in cx.doc.dates.fields.iter().filter(|it| it.kind == DateKind::Access) {
            let what = match (field.meaning().map(|date| date.form), field.fault()) {
                (Some(Form::Day(_)), _) => continue,
                (Some(Form::NoDate), _) => "is not given",
                (Some(Form::Year), _) => "is only a year",
                (Some(Form::Month), _) => "has no day",
                (Some(_), _) => "is more than one day",
                (None, Some(fault)) if fault.kind == FaultKind::NoYear => "has no year",
                (None, _) => continue,
            };
            if data.is_placeholder(field.span.of(cx.doc.text)) {
                continue;
            }
            let found = cx.report(field.span, format!("the day of reading {what}"));
            found.help("write day, month and year; if it is not known, read the source again");
        }
    }
}
