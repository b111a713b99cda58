use crate::facts::cite::{CiteError, CiteErrorKind, Origin, RefTag};
use crate::lint::{Applicability, Context, Diagnostic, Edit, Fix, Rule, code, declare_rule};
use crate::syntax::attributes::Attribute;
use crate::text::Span;

declare_rule! {
    /// An attribute that `<ref>` does not have.
    ///
    /// ## Why is this bad?
    /// MediaWiki ignores what it does not know and shows an error. If the attribute was to be
    /// `name`, the footnote has none. Mostly it is a slip of the pen, or a name of several words
    /// without quotes, of which only the first word counts.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The road is paved.<ref nane="Survey">Road Survey, 1961, p. 8.</ref>
    /// ```
    /// ```wikitext,bad
    /// The road is paved.<ref name=Road Survey>Road Survey, 1961, p. 8.</ref>
    /// ```
    /// ```wikitext,good
    /// The road is paved.<ref name="Road Survey">Road Survey, 1961, p. 8.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_too_many_keys`, or `cite_error_ref_parameter_suggestion`
    /// where it has a suggestion.
    struct RefUnknownAttribute {}
    name: "ref-unknown-attribute",
    group: References,
    severity: Error,
}

impl Rule for RefUnknownAttribute {
    fn check(&self, cx: &mut Context<'_, '_>) {
        const KINDS: [CiteErrorKind; 2] =
            [CiteErrorKind::RefTooManyKeys, CiteErrorKind::RefParameterSuggestion];
        for error in cx.cite_errors(&KINDS) {
            let Some(tag) = error.tag.map(|tag| cx.doc.refs.tag(tag)) else { continue };
            let text = cx.doc.text;
            // The tag lacks its `>`, as `ref-malformed-tag` reports: this is the text after it.
            if tag.origin == Origin::Tag && tag.start_span.of(text)[1..].contains('<') {
                continue;
            }
            let sub_referencing = cx.doc.site.sub_referencing;
            let unknown = error.argument.as_deref().unwrap_or_default();
            let message = format!("a footnote has no attribute {}", cx.code_of(error.span));
            let found = cx.report_cite(error, message);
            if let Some(value) = bare_words(tag, error.span, text) {
                ask_for_quotes(found, value, text);
            } else if let Some(known) = error.suggestion {
                suggest(found, error, tag, known);
            } else if unknown == "details" && !sub_referencing {
                found.help("if the wiki has sub-references, set `site.sub-referencing=true`");
            } else {
                found.help("remove it: there are only `name`, `group`, `follow` and `dir`");
            }
        }
    }
}

/// The bare value that the unknown attribute at `unknown` seems to go on with, up to the last of
/// its words.
fn bare_words(tag: &RefTag<'_>, unknown: Span, text: &str) -> Option<Span> {
    let at = tag.attributes.iter().position(|attribute| attribute.name_span == unknown)?;
    let is_word = |attribute: &&Attribute<'_>| attribute.span == attribute.name_span;
    let value = tag.attributes[..at].iter().rfind(|attribute| !is_word(attribute))?;
    let is_bare = tag.origin == Origin::Tag && !value.quoted && !value.value.is_empty();
    let last = tag.attributes[at..].iter().take_while(is_word).last()?;
    let words = Span::new(value.value_span.start, last.span.end);
    (is_bare && !words.of(text).contains(['"', '\''])).then_some(words)
}

fn ask_for_quotes(found: &mut Diagnostic, value: Span, text: &str) {
    let quoted = format!("\"{}\"", value.of(text));
    found
        .related(value, "without quotes, only the first word counts")
        .help(format!("put quotes round the words: {}", code(&quoted)))
        .fix(Fix::new("add the quotes", Applicability::Unsafe, [Edit::replace(value, quoted)]));
}

fn suggest(found: &mut Diagnostic, error: &CiteError<'_>, tag: &RefTag<'_>, known: &str) {
    found.help(format!("did you mean `{known}`?"));
    let unknown = error.argument.as_deref().unwrap_or_default().to_lowercase();
    let is_slip = strsim::osa_distance(&unknown, known) <= 1;
    if is_slip && tag.attribute(known).is_none() && tag.origin != Origin::Template {
        let edit = Edit::replace(error.span, known);
        found.fix(Fix::new(format!("write `{known}`"), Applicability::Safe, [edit]));
    }
}
