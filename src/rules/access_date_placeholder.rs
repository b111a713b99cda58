use crate::facts::dates::DateKind;
use crate::lint::citing::delete_at;
use crate::lint::{Applicability, Context, Fix, Rule, code, declare_rule};
use crate::site::Dates;

declare_rule! {
    /// A day of reading or archiving that nobody has filled in.
    ///
    /// ## Why is this bad?
    /// `YYYY-MM-DD`, `today` or `1970-01-01` were left by a form or a program. Readers see an error
    /// or a day that means nothing.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=YYYY-MM-DD}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock }}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=2020-05-05}}</ref>
    /// ```
    struct AccessDatePlaceholder {}
    name: "access-date-placeholder",
    group: Dates,
    severity: Warning,
}

impl Rule for AccessDatePlaceholder {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let data: &Dates = &doc.site.dates;
        let is_asked = |kind| matches!(kind, DateKind::Access | DateKind::Archive);
        for field in doc.dates.fields.iter().filter(|it| is_asked(it.kind)) {
            let value = field.span.of(doc.text);
            let is_placeholder = field.read.is_some() && data.is_placeholder(value);
            let is_zero = field.day().is_some_and(|day| data.is_placeholder_day(day));
            // A form leaves a call that was to become a date when the page was saved.
            let is_call = field.read.is_none() && value.starts_with("{{subst:");
            if !(is_placeholder || is_zero || is_call) {
                continue;
            }
            let edit = delete_at(doc.text, field.argument);
            let what = if field.kind == DateKind::Access { "reading" } else { "archiving" };
            let message = format!("{} stands in for the day of {what}", code(value));
            let found = cx.report(field.span, message);
            found.help("write the day, or leave it out");
            if let Some(edit) = edit.filter(|_| field.kind == DateKind::Access) {
                found.fix(Fix::new("remove it", Applicability::Unsafe, [edit]));
            }
        }
    }
}
