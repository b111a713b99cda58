use crate::date::{FaultKind, Form, ParsedDate};
use crate::facts::dates::{TextDate, TextHolder};
use crate::lint::dating::advice;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, Severity, declare_rule};
use crate::site::TextDateKind;

declare_rule! {
    /// A footnote that says in plain words when its source was read, with an impossible day.
    ///
    /// ## Why is this bad?
    /// No template looks after such a day: that it does not exist, lies in the future or can be read
    /// in two ways is seen by nobody. It helps readers only if it is right.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>[https://example.org/lock The lock]. Retrieved 31 April 2020.</ref>
    /// ```
    /// ```wikitext,bad
    /// The pier burnt.<ref>[https://example.org/pier The pier]. Accessed 03/04/2020.</ref>
    /// ```
    /// ```wikitext,bad
    /// The kiln was lit.<ref>[https://example.org/kiln The kiln]. Retrieved 5 May 2202.</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>[https://example.org/lock The lock]. Retrieved 30 April 2020.</ref>
    /// ```
    struct AccessDateFreeTextInvalid {}
    name: "access-date-free-text-invalid",
    group: Dates,
    severity: Warning,
}

impl Rule for AccessDateFreeTextInvalid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for text in &cx.doc.dates.texts {
            // "Retrieved 1972" may speak of a thing that was found, where nothing is linked.
            let is_source = match text.holder {
                TextHolder::Ref(tag) => cx
                    .doc
                    .cited(tag)
                    .is_some_and(|it| !it.identities.is_empty() || it.citation.is_some()),
                TextHolder::Entry(_) => true,
            };
            if !is_source {
                continue;
            }
            match &text.read {
                Ok(date) => check_date(cx, text, date),
                Err(fault) if fault.kind.is_slip() => check_slip(cx, text),
                Err(fault) => {
                    let found = cx.report(text.span, fault.kind.message());
                    found.help(match &fault.kind {
                        FaultKind::Figures => "write the month as a word",
                        kind => advice(kind),
                    });
                    if let Some(corrected) = &fault.corrected {
                        let edit = Edit::replace(text.span, &**corrected);
                        let title = format!("write {corrected}");
                        found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
                    }
                }
            }
        }
    }
}

/// How a day is written in plain words matters only where a word is misspelt.
fn check_slip(cx: &mut Context<'_, '_>, text: &TextDate) {
    let Some(fault) = text.fault() else { return };
    match (&fault.kind, &fault.corrected) {
        (FaultKind::Misspelt, Some(corrected)) => {
            let edit = Edit::replace(text.span, &**corrected);
            let found = cx.report(text.span, "the month is misspelt");
            found.help(format!("write `{corrected}`"));
            let title = format!("write {corrected}");
            found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
        }
        _ => {
            if let Some(meaning) = &fault.meaning {
                check_date(cx, text, meaning);
            }
        }
    }
}

fn check_date(cx: &mut Context<'_, '_>, text: &TextDate, date: &ParsedDate) {
    let (what, done) = match text.kind {
        TextDateKind::Access => ("reading", "read"),
        TextDateKind::Archive => ("archiving", "archived"),
    };
    let Some(first) = date.first else { return };
    let earliest = cx.doc.site.dates.first_access;
    if let Some(today) = cx.today
        && today.days_until(first) > 1
    {
        let found = cx.report(text.span, format!("this day of {what} lies in the future"));
        found.help(format!("write the day on which the source was {done}"));
    } else if text.kind == TextDateKind::Access && date.last.is_some_and(|last| last < earliest) {
        let day = cx.day_name(earliest);
        let found = cx.report(text.span, format!("this day of reading is before {day}"));
        found.help("write the day on which the source was read, not that on which it came out");
    } else if text.kind == TextDateKind::Access && !matches!(date.form, Form::Day(_)) {
        let found = cx.report(text.span, "this is no whole day");
        found.severity(Severity::Info);
        found.help("write day, month and year, so that the state that was read can be found");
    }
}
