use std::sync::LazyLock;

use regex::Regex;

use crate::facts::cite::Origin;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A name of a footnote that a tool made up.
    ///
    /// ## Why is this bad?
    /// `:0` or `auto1` says nothing about the source, so editors of the source text have to look
    /// it up at every use, and copying text from another page with the same names mixes up the
    /// sources.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The cave has two entrances.<ref name=":0">Cave register, no. 17.</ref>
    /// ```
    /// ```wikitext,good
    /// The cave has two entrances.<ref name="Cave register 17">Cave register, no. 17.</ref>
    /// ```
    struct RefNameGenerated {}
    name: "ref-name-generated",
    group: References,
    severity: Info,
    optional: true,
}

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(:\d+|auto(generated)?\d*|Reference[A-Z]|ref_?(name)?_?\d+)$")
        .expect("the pattern is well formed")
});

impl Rule for RefNameGenerated {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for footnote in &refs.footnotes {
            let Some(name) = footnote.name.as_deref().filter(|name| PATTERN.is_match(name)) else {
                continue;
            };
            let Some(tag) = footnote.definition.map(|id| refs.tag(id)) else { continue };
            let Some(attribute) = tag.attribute("name").filter(|_| tag.origin == Origin::Tag)
            else {
                continue;
            };
            let message = format!("the name {} says nothing about its source", code(name));
            cx.report(attribute.span, message)
                .help("name the footnote after author and year, or after the site");
        }
    }
}
