use crate::facts::cite::Origin;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::syntax::attributes::Attribute;
use crate::text::Span;

declare_rule! {
    /// A quotation mark that does not belong round the name of a footnote, or lacks its partner.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes only `"…"` and `'…'` for quotes. A typographic one becomes part of the
    /// name, a lost one lets the name run on to the end of the tag, and both without a word: the
    /// name is not what it seems, and its other uses do not find it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The island has one road.<ref name=“Gazetteer”>''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,fixed
    /// The island has one road.<ref name="Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,bad
    /// The island has one road.<ref name=Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,fixed
    /// The island has one road.<ref name="Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    /// ```wikitext,good
    /// The island has one road.<ref name="Gazetteer">''Gazetteer'', 2004.</ref>
    /// ```
    struct RefUnbalancedQuote {}
    name: "ref-unbalanced-quote",
    group: References,
    severity: Warning,
}

/// Quotation marks that people type or paste in place of `"`.
const TYPOGRAPHIC: [char; 7] = ['“', '”', '„', '‟', '«', '»', '″'];

impl Rule for RefUnbalancedQuote {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in cx.doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag) {
            let attributes = tag.attributes.iter();
            for attribute in
                attributes.filter(|it| matches!(&*it.name, "name" | "group" | "follow"))
            {
                let Some((message, help)) = problem(attribute, cx.doc.text) else { continue };
                let edit = mend(attribute, tag.start_span, cx.doc.text);
                let found = cx.report(attribute.span, message);
                found.help(help);
                if let Some(edit) = edit.filter(|_| !tag.is_in_argument) {
                    let title = "write straight quotation marks round the value";
                    found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
                }
            }
        }
    }
}

fn problem(attribute: &Attribute<'_>, text: &str) -> Option<(&'static str, &'static str)> {
    let value = attribute.value_span.of(text);
    if attribute.quoted {
        let is_closed = attribute.span.end > attribute.value_span.end;
        // The quote that should have closed the value opens another one: `name="a group="b"`.
        let runs_on = value.trim_end().ends_with('=');
        return (!is_closed || runs_on).then_some((
            "this quotation mark is not closed",
            "add the closing one after the value",
        ));
    }
    if value.starts_with(TYPOGRAPHIC) || value.ends_with(TYPOGRAPHIC) {
        return Some((
            "typographic quotation marks become part of the value",
            "write straight ones: `\"…\"`",
        ));
    }
    let ends_in_quote = value.len() > 1 && value.ends_with(['"', '\'']);
    ends_in_quote.then_some(("this quotation mark has no partner", "add the opening one after `=`"))
}

/// Puts the value into straight quotation marks, where it is plain how far it goes.
fn mend(attribute: &Attribute<'_>, start_tag: Span, text: &str) -> Option<Edit> {
    let written = attribute.value_span;
    let value = written.of(text);
    if attribute.quoted {
        let end = written.start + value.trim_end().len() as u32;
        let quote = &text[written.start as usize - 1..written.start as usize];
        let is_plain = !value.trim().is_empty() && !value.contains(['=', '"', '\'']);
        return is_plain.then(|| Edit::insert(end, quote));
    }
    let closing = |c: char| TYPOGRAPHIC.contains(&c) || matches!(c, '"' | '\'');
    let (start, end) = match value.strip_prefix(TYPOGRAPHIC) {
        // The value goes on to the closing mark, over white space too.
        Some(inner) => {
            let start = written.end as usize - inner.len();
            let rest = &text[start..start_tag.end as usize];
            let (length, mark) = rest.char_indices().find(|&(_, c)| closing(c))?;
            let after = &rest[length + mark.len_utf8()..];
            if !after.starts_with([' ', '\t', '\n', '/', '>']) {
                return None;
            }
            (start, start + length)
        }
        None => {
            (written.start as usize, written.start as usize + value.trim_end_matches(closing).len())
        }
    };
    let inner = &text[start..end];
    let mark = text[end..].chars().next().filter(|&c| closing(c))?;
    let is_plain = !inner.trim().is_empty() && !inner.contains(closing) && !inner.contains('=');
    let span = Span::new(written.start, (end + mark.len_utf8()) as u32);
    is_plain.then(|| Edit::replace(span, format!("\"{inner}\"")))
}
