use crate::date::{ParsedDate, Style};
use crate::facts::dates::{DateKind, StyleCount};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A day in a citation that is written in another style than the rest of the page.
    ///
    /// ## Why is this bad?
    /// A list of references in which some days are written `5 May 2020` and others `May 5, 2020`
    /// looks careless. The style is that of a template such as `{{Use dmy dates}}`, else the one
    /// that at least two thirds of the days have. The days on which sources came out and those on
    /// which they were read or archived are judged apart, as the latter are often written
    /// `2020-05-05` throughout.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{Use dmy dates|date=June 2020}}
    /// The bell was cast.<ref>{{cite news |title=A bell |newspaper=Vale Post |date=May 5, 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// {{Use dmy dates|date=June 2020}}
    /// The bell was cast.<ref>{{cite news |title=A bell |newspaper=Vale Post |date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// {{Use dmy dates|date=June 2020}}
    /// The bell was cast.<ref>{{cite web |url=https://example.org/bell |title=A bell |date=5 May 2020 |access-date=2020-06-01}}</ref>
    /// ```
    struct DateStyleInconsistent {}
    name: "date-style-inconsistent",
    group: Dates,
    severity: Info,
}

/// The fewest days of which most can set the style of the others.
const FEWEST: u32 = 5;

/// One day on the page.
struct Day<'a> {
    date: &'a ParsedDate,
    span: Span,
    /// The template that it stands in.
    template: &'a str,
    can_be_replaced: bool,
}

impl Rule for DateStyleInconsistent {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let dates = &cx.doc.dates;
        let mut published: Vec<Day<'_>> = Vec::new();
        let mut accessed: Vec<Day<'_>> = Vec::new();
        for (citation, of) in cx.dated_citations() {
            for field in of.dates {
                let set = match field.kind {
                    DateKind::Date | DateKind::Publication => &mut published,
                    DateKind::Access | DateKind::Archive => &mut accessed,
                    _ => continue,
                };
                let Some(date) = field.date().filter(|date| date.form.style().is_some()) else {
                    continue;
                };
                let (span, can_be_replaced) = (field.span, field.can_be_replaced());
                set.push(Day { date, span, template: &citation.name, can_be_replaced });
            }
        }
        for text in &dates.texts {
            let Ok(date) = &text.read else { continue };
            if date.form.style().is_some() {
                accessed.push(Day { date, span: text.span, template: "", can_be_replaced: true });
            }
        }
        let declared = dates.styles.declared;
        check(cx, &published, dates.styles.published, declared, "sources came out");
        // It is usual to write all of these in figures.
        let is_iso = most(dates.styles.accessed) == Some(Style::Iso);
        let declared = declared.filter(|_| !is_iso);
        check(cx, &accessed, dates.styles.accessed, declared, "sources were read or archived");
    }
}

fn check(
    cx: &mut Context<'_, '_>,
    days: &[Day<'_>],
    count: StyleCount,
    declared: Option<(Style, Span)>,
    when: &str,
) {
    let expected = declared
        .map(|(style, _)| style)
        .or_else(|| most(count).filter(|_| count.total() >= FEWEST));
    let Some(expected) = expected else { return mixed(cx, days, count, when) };
    let words = &cx.doc.site.dates.words;
    for day in days {
        let Some(style) = day.date.form.style() else { continue };
        if style == expected || style == Style::Figures {
            continue;
        }
        let others = match declared {
            Some(_) => "the page asks for days like",
            None => "most days on the page are written like",
        };
        let example = expected.example();
        let date = day.date.day().filter(|_| day.date.suffix.is_none());
        let short = day.date.short_month == Some(true);
        let text = date.map(|date| words.write_day(date, expected, short, day.template));
        let found = cx.report(day.span, format!("{others} `{example}`"));
        if let Some((_, span)) = declared {
            found.related(span, "the style of the page");
        }
        let Some(text) = text else {
            found.help("write it in the same style");
            continue;
        };
        found.help(format!("write `{text}`"));
        if day.can_be_replaced {
            let applicability = match declared {
                Some(_) => Applicability::Safe,
                None => Applicability::Unsafe,
            };
            let edit = Edit::replace(day.span, text);
            found.fix(Fix::new("write it in the style of the page", applicability, [edit]));
        }
    }
}

/// The style that at least two thirds of some days have.
fn most(count: StyleCount) -> Option<Style> {
    count.most().filter(|&most| count.of(most) * 3 >= count.total() * 2)
}

/// Reports once that no style has a majority.
fn mixed(cx: &mut Context<'_, '_>, days: &[Day<'_>], count: StyleCount, when: &str) {
    let Some(most) = count.most().filter(|_| count.total() >= FEWEST) else { return };
    let other = |day: &&Day<'_>| day.date.form.style().is_some_and(|style| style != most);
    let Some(first) = days.iter().find(other) else { return };
    let styles = [Style::Dmy, Style::Mdy, Style::Iso];
    let used = styles.into_iter().filter(|&style| count.of(style) > 0);
    let used = used.map(|style| format!("{} like `{}`", count.of(style), style.example()));
    let used: Vec<String> = used.collect();
    let message =
        format!("the days on which {when} are written in several styles: {}", used.join(", "));
    let found = cx.report(first.span, message);
    found.help("choose one of them for all");
}
