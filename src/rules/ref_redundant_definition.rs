use crate::facts::cite::{Content, RefTag};
use crate::lint::merge::{empty, is_editable};
use crate::lint::{Applicability, Context, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A footnote that is written out again with the same name and the same content.
    ///
    /// ## Why is this bad?
    /// Readers see nothing of it, but the two must be kept equal by hand: whoever corrects only
    /// one of them loses the other's text and gets an error.
    ///
    /// Refs in the arguments of templates are left alone, since a template may leave them out.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill burnt down in 1904.<ref name="Orme">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme" />
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref name="Orme 31">Orme, ''Mills of the Dale'', p. 31.</ref>
    /// It was rebuilt in brick.<ref name="Orme 33">Orme, ''Mills of the Dale'', p. 33.</ref>
    /// ```
    struct RefRedundantDefinition {}
    name: "ref-redundant-definition",
    group: References,
    severity: Warning,
    tag: Unnecessary,
}

impl Rule for RefRedundantDefinition {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for footnote in refs.footnotes.iter().filter(|it| it.refs.len() > 1) {
            let Some(name) = footnote.name.as_deref() else { continue };
            let tags = footnote.refs.iter().map(|&id| refs.tag(id));
            let written_out: Vec<&RefTag<'_>> =
                tags.filter(|tag| tag.is_definition() && is_editable(tag)).collect();
            // The one in a list must stay: there a use would be an error.
            let in_list = written_out.iter().position(|tag| tag.in_list.is_some());
            let Some(&kept) = written_out.get(in_list.unwrap_or(0)) else { continue };
            for tag in written_out {
                let is_other = tag.span != kept.span && tag.in_list.is_none();
                if !is_other || !is_same(&kept.content, &tag.content) {
                    continue;
                }
                let message = format!("{} is written out again with the same content", code(name));
                let found = cx.report(tag.body.unwrap_or(tag.span), message);
                found.help("use the footnote by its name, so that there is one text to keep right");
                found.related(kept.body.unwrap_or(kept.span), "the same content");
                found.fix(Fix::new(
                    "use the footnote by its name",
                    Applicability::Safe,
                    [empty(tag)],
                ));
            }
        }
    }
}

/// Whether Cite takes both for the same.
fn is_same(one: &Content<'_>, two: &Content<'_>) -> bool {
    one.pieces().is_some() && one == two
}
