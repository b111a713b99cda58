use rustc_hash::FxHashMap;

use crate::facts::cite::{CiteErrorKind, FootnoteId};
use crate::lint::malformed::Openings;
use crate::lint::{Applicability, Context, Diagnostic, Edit, Fix, Rule, code, declare_rule};
use crate::syntax::view::ExtensionTag;
use crate::text::Span;

declare_rule! {
    /// A `<ref>` without its `</ref>`.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes all text up to the next `</ref>`, that of another footnote, and then shows
    /// an error in place of the text and of both footnotes. If no `</ref>` follows on the page,
    /// the tag itself is shown as text. Often the tag was to use a footnote again, and lacks the
    /// slash of `<ref name="…" />`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The arch is Roman.<ref>Guide to the ruins, p. 4. The gate is younger.<ref>Ibid., p. 9.</ref>
    /// ```
    /// ```wikitext,bad
    /// The arch is Roman.<ref name="Guide">Guide to the ruins, p. 4.</ref>
    /// The gate is younger.<ref name="Guide">
    /// ```
    /// ```wikitext,good
    /// The arch is Roman.<ref name="Guide">Guide to the ruins, p. 4.</ref>
    /// The gate is younger.<ref name="Guide" />
    /// ```
    ///
    /// MediaWiki shows `cite_error_included_ref` where another footnote follows, and nothing where
    /// none does.
    struct RefUnclosed {}
    name: "ref-unclosed",
    group: References,
    severity: Error,
}

impl Rule for RefUnclosed {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut unclosed: Vec<_> = cx.full_refs();
        unclosed.retain(|outer| !outer.is_nested);
        let literal = cx.unclosed_tags("ref", CiteErrorKind::IncludedRef);
        if unclosed.is_empty() && literal.is_empty() {
            return;
        }
        let definitions = cx.doc.refs.definitions();
        // What a tag that is not well formed leaves open is reported by `ref-malformed-tag`.
        let openings = Openings::of(&cx.malformed_tags());
        for outer in unclosed {
            let tag = outer.tag.start_span;
            if openings.between(tag.start, outer.inner_start()).is_some() {
                continue;
            }
            let message = format!(
                "{} is not closed before the next footnote, and both are lost",
                cx.code_of(tag)
            );
            let again = name_to_use_again(&definitions, cx.doc.text, tag);
            let found = cx.report_cite(outer.error, message);
            advise(found, tag, again);
            if let Some(inner) = outer.inner {
                found.related(inner, "the next footnote starts here");
            }
        }
        for tag in literal {
            let refs = &cx.doc.refs.refs;
            let next = refs.partition_point(|it| it.span.start < tag.end);
            let end = refs.get(next).map_or(cx.doc.text.len() as u32, |it| it.span.start);
            if openings.between(tag.start, end).is_some() {
                continue;
            }
            let message =
                format!("{} is never closed: readers see it as plain text", cx.code_of(tag));
            let again = name_to_use_again(&definitions, cx.doc.text, tag);
            advise(cx.report(tag, message), tag, again);
        }
    }
}

fn advise(found: &mut Diagnostic, tag: Span, again: Option<String>) {
    let Some(name) = again else {
        found.help("add `</ref>` where the source ends");
        return;
    };
    found.help(format!("end the tag in ` />` to use {name} again, or add `</ref>` after a source"));
    let edit = Edit::replace(Span::new(tag.end - 1, tag.end), " />");
    let title = format!("use the footnote {name} again");
    found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
}

/// The name in a start tag, if another footnote defines it.
fn name_to_use_again(
    definitions: &FxHashMap<(&str, &str), FootnoteId>,
    text: &str,
    tag: Span,
) -> Option<String> {
    let attributes: Vec<_> = ExtensionTag::of_span(text, tag).attributes().collect();
    let value = |name| attributes.iter().rfind(|it| it.name == name).map(|it| &*it.value);
    let name = value("name").filter(|name| !name.is_empty())?;
    let group = value("group").unwrap_or_default();
    definitions.contains_key(&(group, name)).then(|| code(name))
}
