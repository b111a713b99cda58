use rustc_hash::FxHashMap;

use crate::facts::cite::{Footnote, RefIndex};
use crate::lint::{Context, Rule, code, declare_rule};
use crate::near::folded;
use crate::text::Span;

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

/// A named footnote with content.
#[derive(Clone, Copy)]
struct Named<'a> {
    name: &'a str,
    span: Span,
    body: &'a str,
}

impl Rule for RefNameNearMiss {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let mut known: FxHashMap<(&str, String), Named<'_>> = FxHashMap::default();
        known.reserve(refs.footnotes.len());
        for footnote in &refs.footnotes {
            let Some(named) = named(refs, footnote, cx.doc.text) else { continue };
            let key = (&*footnote.group, fold(named.name));
            let other = *known.entry(key).or_insert(named);
            // What says the same under two names is the matter of other rules.
            if other.name == named.name || other.body == named.body {
                continue;
            }
            let message =
                format!("{} and {} name two footnotes", code(named.name), code(other.name));
            let found = cx.report(named.span, message);
            found.related(other.span, "the other one");
            found.help("use one of them if both are the same source, else make them less alike");
        }
    }
}

/// The footnote, if it has a name that somebody wrote, and content. A name without content has an
/// error of its own, which suggests the other name.
fn named<'a>(
    refs: &'a RefIndex<'_>,
    footnote: &'a Footnote<'_>,
    text: &'a str,
) -> Option<Named<'a>> {
    let name = footnote.name.as_deref()?;
    let tag = refs.tag(footnote.definition?);
    let attribute = tag.attribute("name").filter(|it| !it.dynamic && !it.value_span.is_empty())?;
    Some(Named { name, span: attribute.value_span, body: tag.body?.of(text).trim() })
}

/// The name without what people do not see as a difference.
fn fold(name: &str) -> String {
    let is_ignored =
        |c: char| c.is_whitespace() || matches!(c, '_' | '"' | '\'' | '“' | '”' | '‘' | '’');
    folded(name, |c| !is_ignored(c))
}
