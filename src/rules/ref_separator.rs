use crate::facts::{Document, Mark, MarkKind};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two footnotes side by side that are not set apart as the wiki wants it.
    ///
    /// ## Why is this bad?
    /// Some wikis put a raised comma between two numbers, as with `{{,}}` on the French
    /// Wikipedia; most put nothing there, and then a comma from elsewhere stands in the line
    /// below the numbers.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pier is gone.<ref>Storm report.</ref>, <ref>Chronicle, p. 8.</ref>
    /// ```
    /// ```wikitext,bad,rules.ref-separator.separator={{virgule}}
    /// Le ponton a disparu<ref>Rapport.</ref><ref>Chronique, p. 8.</ref>.
    /// ```
    /// ```wikitext,good
    /// The pier is gone.<ref>Storm report.</ref><ref>Chronicle, p. 8.</ref>
    /// ```
    /// ```wikitext,good,rules.ref-separator.separator={{virgule}}
    /// Le ponton a disparu<ref>Rapport.</ref>{{virgule}}<ref>Chronique, p. 8.</ref>.
    /// ```
    struct RefSeparator {
        /// What belongs between two footnotes side by side; nothing by default.
        separator: String = String::new(),
    }
    name: "ref-separator",
    group: References,
    severity: Info,
    optional: true,
}

impl Rule for RefSeparator {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let expected = self.separator.trim();
        for (between, span) in pairs(cx.doc) {
            if between == expected {
                continue;
            }
            let message = match (between.is_empty(), expected.is_empty()) {
                (true, _) => format!("{} is missing between these footnotes", code(expected)),
                (_, true) => format!("{} does not belong between footnotes", code(between)),
                _ => format!("{} belongs between footnotes, not {}", code(expected), code(between)),
            };
            let title = if expected.is_empty() { "remove it" } else { "set the footnotes apart" };
            let found = cx.report(span, message);
            found.help(format!("{title}, as this wiki is configured"));
            let edit = Edit::replace(span, self.separator.as_str());
            found.fix(Fix::new(title, Applicability::Safe, [edit]));
        }
    }
}

/// Separators between two refs, as written and trimmed, and their places with the white space
/// round them. The text may be empty.
fn pairs<'a>(doc: &'a Document<'_>) -> impl Iterator<Item = (&'a str, Span)> {
    let marks =
        doc.runs.iter().flat_map(|run| run.marks.iter().map(move |mark| (run.parent, mark)));
    let mut last: Option<(_, &Mark)> = None;
    marks.filter_map(move |(parent, mark)| {
        if mark.kind == MarkKind::Separator {
            return None;
        }
        let (last_parent, before) = last.replace((parent, mark))?;
        if last_parent != parent || mark.kind != MarkKind::Ref {
            return None;
        }
        let span = Span::new(before.span.end, mark.span.start);
        let between = span.of(doc.text).trim();
        let is_separator = matches!(between, "" | "," | ";" | "<sup>,</sup>")
            || (between.starts_with("{{") && between.len() < 20);
        let is_near = span.of(doc.text).matches('\n').count() < 2;
        (is_separator && is_near).then_some((between, span))
    })
}
