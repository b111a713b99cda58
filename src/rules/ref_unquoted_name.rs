use crate::facts::cite::{Origin, RefTag};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::syntax::attributes::Attribute;
use crate::text::Span;

declare_rule! {
    /// A name of a footnote that needs quotation marks and has none.
    ///
    /// ## Why is this bad?
    /// Without quotes a name ends at the first space, and what MediaWiki cannot take for an
    /// attribute is dropped without a word: two names that begin alike become one. Signs such as
    /// `/`, `=` or `'` and letters beyond A to Z work in MediaWiki, but not in every tool.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The spring is warm.<ref name=Survey (1931)>Survey of springs, 1931.</ref>
    /// ```
    /// ```wikitext,bad
    /// The spring is warm.<ref name=survey/1931>Survey of springs, 1931.</ref>
    /// ```
    /// ```wikitext,good
    /// The spring is warm.<ref name="Survey (1931)">Survey of springs, 1931.</ref>
    /// ```
    /// ```wikitext,good
    /// The spring is warm.<ref name=survey-1931>Survey of springs, 1931.</ref>
    /// ```
    struct RefUnquotedName {}
    name: "ref-unquoted-name",
    group: References,
    severity: Warning,
}

/// The attributes of a ref.
const KNOWN: [&str; 5] = ["details", "dir", "follow", "group", "name"];

/// Signs that the help pages of Cite ask to be quoted.
const FRAGILE: [char; 8] = ['#', '"', '\'', '/', '=', '?', '\\', '<'];

impl Rule for RefUnquotedName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for tag in doc.refs.refs.iter().filter(|tag| tag.origin == Origin::Tag) {
            let is_known = |it: &Attribute<'_>| KNOWN.contains(&&*it.name);
            // Words that look like attributes are the matter of `ref-unknown-attribute`, and a
            // lost `>` is that of `ref-malformed-tag`.
            let start_tag = &tag.start_span.of(doc.text)[1..];
            if !tag.attributes.iter().all(is_known) || start_tag.contains('<') {
                continue;
            }
            for (at, attribute) in tag.attributes.iter().enumerate() {
                let value = attribute.value_span.of(doc.text);
                if attribute.quoted || value.is_empty() {
                    continue;
                }
                let lost = lost_words(tag, at, doc.text);
                let is_fragile = value.contains(|c: char| !c.is_ascii() || FRAGILE.contains(&c));
                // Those quotes are the matter of `ref-unbalanced-quote`, and a slash at the end is
                // one too many.
                let has_quote = value.contains(['"', '“', '”', '„', '‟', '«', '»', '″'])
                    || value.ends_with(['\'', '/']);
                if has_quote || !(is_fragile || lost.is_some()) {
                    continue;
                }
                if let Some(lost) = lost {
                    let whole = Span::new(attribute.value_span.start, lost.end);
                    let message =
                        format!("without quotes this {} is only {}", attribute.name, code(value));
                    let quoted = format!("\"{}\"", whole.of(doc.text));
                    let found = cx.report(whole, message);
                    found.related(lost, "this is dropped");
                    found.help(format!("write {}, and so where it is used again", code(&quoted)));
                    if !quoted[1..quoted.len() - 1].contains('"') {
                        let edit = Edit::replace(whole, quoted);
                        found.fix(Fix::new("add the quotes", Applicability::Unsafe, [edit]));
                    }
                } else {
                    let quoted = format!("\"{value}\"");
                    let message = format!("this {} should stand in quotes", attribute.name);
                    let found = cx.report(attribute.value_span, message);
                    found.help(format!("write {}", code(&quoted)));
                    let edit = Edit::replace(attribute.value_span, quoted);
                    found.fix(Fix::new("add the quotes", Applicability::Safe, [edit]));
                }
            }
        }
    }
}

/// What stands between an attribute and the next one that counts, or the end of the tag.
fn lost_words(tag: &RefTag<'_>, at: usize, text: &str) -> Option<Span> {
    let start = tag.attributes[at].span.end;
    let end = tag.attributes.get(at + 1).map_or(tag.start_span.end - 1, |next| next.span.start);
    let gap = text.get(start as usize..end as usize)?;
    let lost = gap.trim_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    let from = start + gap.find(lost)? as u32;
    (!lost.is_empty()).then(|| Span::new(from, from + lost.len() as u32))
}
