use rustc_hash::FxHashMap;

use crate::facts::cite::{Footnote, RefIndex};
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// Two names of footnotes that differ by letter case, spaces or quotation marks only.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes them for two footnotes, people take them for one: sooner or later somebody
    /// uses the wrong one, and no error shows.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The dam leaks.<ref name="Smith2001">Smith, p. 4.</ref> It was built in haste.<ref name="smith 2001">Smith, p. 90.</ref>
    /// ```
    /// ```wikitext,good
    /// The dam leaks.<ref name="Smith2001-4">Smith, p. 4.</ref> It was built in haste.<ref name="Smith2001-90">Smith, p. 90.</ref>
    /// ```
    struct RefNameNearMiss {}
    name: "ref-name-near-miss",
    group: References,
    severity: Warning,
}

impl Rule for RefNameNearMiss {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let mut known: FxHashMap<(&str, String), &Footnote<'_>> = FxHashMap::default();
        for footnote in &refs.footnotes {
            // A name without content has its own error, which suggests the other one; and short
            // footnotes have names that nobody wrote.
            let Some((name, _)) = written_name(refs, footnote) else { continue };
            let key = (&*footnote.group, fold(name));
            let other = *known.entry(key).or_insert(footnote);
            let Some((other_name, other_span)) = written_name(refs, other) else { continue };
            let bodies = [footnote, other].map(|it| body(refs, it, cx.doc.text));
            if other_name == name || bodies[0] == bodies[1] {
                continue;
            }
            let Some((_, span)) = written_name(refs, footnote) else { continue };
            let found = cx.report(
                span,
                format!("{} and {} name two footnotes", code(name), code(other_name)),
            );
            found.related(other_span, "the other one");
            found.help("use one of them if both are the same source, else make them less alike");
        }
    }
}

/// The name of a footnote and where its definition has it.
fn written_name<'a>(
    refs: &'a RefIndex<'_>,
    footnote: &'a Footnote<'_>,
) -> Option<(&'a str, crate::text::Span)> {
    let name = footnote.name.as_deref()?;
    let tag = refs.tag(footnote.definition?);
    let attribute = tag.attribute("name").filter(|it| !it.dynamic && !it.value_span.is_empty())?;
    Some((name, attribute.value_span))
}

fn body<'s>(refs: &RefIndex<'_>, footnote: &Footnote<'_>, text: &'s str) -> Option<&'s str> {
    let body = refs.tag(footnote.definition?).body?;
    Some(body.of(text).trim())
}

/// The name without what people do not see as a difference.
fn fold(name: &str) -> String {
    let is_ignored =
        |c: &char| c.is_whitespace() || matches!(c, '_' | '"' | '\'' | '“' | '”' | '‘' | '’');
    name.chars().filter(|c| !is_ignored(c)).flat_map(char::to_lowercase).collect()
}
