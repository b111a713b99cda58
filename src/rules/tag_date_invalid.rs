use crate::date::{Form, ParsedDate};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::{Dates, InlineKind, InlineTemplates};
use crate::syntax::view::Template;
use crate::text::Span;

declare_rule! {
    /// A mark such as `{{citation needed}}` with a date that is no month of a year.
    ///
    /// ## Why is this bad?
    /// The `date` of such a mark sorts the page into a category of its month. With a day, a month in
    /// another language or one in the future, the page ends up in a category that does not exist,
    /// and nobody finds it.
    ///
    /// The day of the run is today, or the day given by `--today`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.{{citation needed|date=5 may 2020}}
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.{{citation needed|date=May 2020}}
    /// ```
    /// ```wikitext,good
    /// The lock leaks.{{citation needed|date=May 2020}}
    /// ```
    struct TagDateInvalid {}
    name: "tag-date-invalid",
    group: Dates,
    severity: Warning,
}

impl Rule for TagDateInvalid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let (data, inline): (&Dates, &InlineTemplates) = (&doc.site.dates, &doc.site.inline);
        for template in &doc.templates {
            let is_tag = inline.kind(&template.name) == Some(InlineKind::Tag)
                || data.is_dead_link(&template.name)
                || data.is_dated_tag(&template.name);
            if !is_tag {
                continue;
            }
            let Some(view) = Template::new(doc.text, &doc.tree, template.node) else { continue };
            let Some(argument) = view.arguments().filter(|it| it.key() == "date").last() else {
                continue;
            };
            let value = argument.value(doc.text, &doc.tree);
            let span = argument.trimmed_value_span(doc.text);
            if argument.is_dynamic(&doc.tree) || span.of(doc.text) != value || value.is_empty() {
                continue;
            }
            check(cx, span, &value);
        }
    }
}

fn check(cx: &mut Context<'_, '_>, span: Span, value: &str) {
    let words = &cx.doc.site.dates.words;
    let read = words.read(value, "");
    let meaning = match &read {
        Ok(date) => Some(*date),
        Err(fault) => fault.meaning,
    };
    let month = meaning.and_then(|date| month_of(&date));
    let in_future = month
        .zip(cx.today)
        .is_some_and(|((year, month), today)| (year, month) > (today.year(), today.month()));
    if in_future {
        let found = cx.report(span, "this month lies in the future");
        found.help("write the month in which the mark was set");
        return;
    }
    if read.is_ok_and(|date| date.form == Form::Month && date.short_month == Some(false)) {
        return;
    }
    let written = month.map(|(year, month)| words.write_month(year, month));
    let message = format!("{} is not a month of a year", code(value));
    let found = cx.report(span, message);
    match written {
        None => {
            found.help("write the month in which the mark was set, as in `May 2020`");
        }
        Some(written) => {
            found.help(format!("write `{written}`"));
            let title = format!("write {written}");
            let edit = Edit::replace(span, written);
            found.fix(Fix::new(title, Applicability::Safe, [edit]));
        }
    }
}

/// The month of a date that lies in just one.
fn month_of(date: &ParsedDate) -> Option<(i32, u8)> {
    let (first, last) = (date.first?, date.last?);
    let month = (first.year(), first.month());
    let is_one =
        matches!(date.form, Form::Month | Form::Day(_)) && month == (last.year(), last.month());
    is_one.then_some(month)
}
