use crate::facts::cite::Origin;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A use of a footnote that is written with an end tag and nothing before it.
    ///
    /// ## Why is this bad?
    /// `<ref name="…"></ref>` does the same as `<ref name="…" />`, but looks as if the source had
    /// been forgotten, and other tools take it for that.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The tower is leaning.<ref name="Survey">Survey, 1998.</ref> It was closed.<ref name="Survey"></ref>
    /// ```
    /// ```wikitext,good
    /// The tower is leaning.<ref name="Survey">Survey, 1998.</ref> It was closed.<ref name="Survey" />
    /// ```
    struct RefNeedlessBodyTags {}
    name: "ref-needless-body-tags",
    group: References,
    severity: Warning,
    tag: Unnecessary,
}

impl Rule for RefNeedlessBodyTags {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        for tag in &refs.refs {
            let is_blank_tag =
                tag.origin == Origin::Tag && tag.body.is_some() && !tag.is_definition();
            // In a list the content is missing indeed, and so it is where nothing defines the
            // name: other rules report both.
            let footnote = tag.footnote.map(|id| refs.footnote(id));
            let is_defined =
                footnote.is_some_and(|it| it.name.is_some() && it.definition.is_some());
            if !is_blank_tag || tag.in_list.is_some() || !is_defined {
                continue;
            }
            let start = tag.start_span.end - 1;
            let before = Span::new(tag.span.start, start).of(cx.doc.text);
            let slash = if before.ends_with(char::is_whitespace) { "/>" } else { " />" };
            let span = Span::new(tag.start_span.end, tag.span.end);
            let edit = Edit::replace(Span::new(start, tag.span.end), slash);
            let found = cx.report(span, "this end tag has nothing to end");
            found.help("end the first tag in ` />`: it uses a footnote that stands elsewhere");
            found.fix(Fix::new("write one tag", Applicability::Safe, [edit]));
        }
    }
}
