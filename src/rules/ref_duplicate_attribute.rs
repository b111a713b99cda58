use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An attribute that a `<ref>` has twice.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes the last one and says nothing. If the two differ, the footnote may come
    /// out with a name or a group that nobody expects.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The tram line closed in 1967.<ref name="Tram" name="Depot">Depot museum, leaflet.</ref>
    /// ```
    /// ```wikitext,good
    /// The tram line closed in 1967.<ref name="Depot">Depot museum, leaflet.</ref>
    /// ```
    struct RefDuplicateAttribute {}
    name: "ref-duplicate-attribute",
    group: References,
    severity: Warning,
}

/// The attributes that count; others are reported as unknown.
const ATTRIBUTES: [&str; 5] = ["name", "group", "follow", "dir", "details"];

impl Rule for RefDuplicateAttribute {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in &cx.doc.refs.refs {
            for name in ATTRIBUTES {
                let mut given = tag.attributes.iter().filter(|it| it.name == name);
                let (Some(first), Some(last)) = (given.next(), given.next_back()) else { continue };
                cx.report(first.span, format!("this `{name}` is ignored: another one follows"))
                    .help("remove one of the two")
                    .related(last.span, "the one that counts");
            }
        }
    }
}
