use crate::facts::{Document, TemplateUse};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::site::{SourcingTag, TagScope};
use crate::syntax::view::Template;

declare_rule! {
    /// A banner that says there are no sources, where there are some.
    ///
    /// ## Why is this bad?
    /// The banner is no longer true, and readers who see the footnotes below learn to pay no heed
    /// to banners. Maintenance lists send people to pages that others have mended.
    ///
    /// The fix puts the milder banner in its place, which asks for more sources. Whether that is
    /// still needed is for you to judge.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{Unreferenced|date=May 2009}}
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    /// ```wikitext,fixed
    /// {{More citations needed|date=May 2009}}
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    /// ```wikitext,good
    /// {{More citations needed|date=May 2009}}
    /// The mill was built in 1871.<ref>Orme, ''Mills'', p. 3.</ref>
    /// ```
    struct StaleUnreferencedTag {}
    name: "stale-unreferenced-tag",
    group: Sourcing,
    severity: Info,
}

impl Rule for StaleUnreferencedTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for template in &doc.templates {
            let Some(tag) = doc.site.sourcing_tags.get(&template.name) else { continue };
            let Some(better) = &tag.better else { continue };
            let (place, count) = match scope(doc, template, tag) {
                Some(TagScope::Page) => ("page", footnotes_in(doc, 0, doc.text.len() as u32)),
                Some(TagScope::Section) => {
                    let start = doc.tree.span(template.node).start;
                    let section = &doc.sections[doc.section_at(start)];
                    ("section", footnotes_in(doc, section.span.start, section.span.end))
                }
                None => continue,
            };
            if count == 0 {
                continue;
            }
            let written = template.name_span.of(doc.text);
            let better = if written.starts_with(char::is_uppercase) {
                capitalised(better)
            } else {
                better.clone()
            };
            let footnotes =
                if count == 1 { "a footnote".into() } else { format!("{count} footnotes") };
            let title = format!("use `{{{{{better}}}}}`");
            cx.report(
                template.name_span,
                format!(
                    "the banner says that this {place} names no source, but it has {footnotes}"
                ),
            )
            .help("ask for more sources if they are needed, else remove the banner")
            .fix(Fix::new(
                title,
                Applicability::Safe,
                [Edit::replace(template.name_span, better)],
            ));
        }
    }
}

/// What the banner speaks of: its name may be that of a page's banner, and an argument make it one
/// of its section.
fn scope(doc: &Document<'_>, template: &TemplateUse<'_>, tag: &SourcingTag) -> Option<TagScope> {
    let view = Template::new(doc.text, &doc.tree, template.node)?;
    let says_section = view.arguments().any(|argument| {
        let value = argument.value(doc.text, &doc.tree);
        argument.position.is_some() && doc.site.sourcing_tags.is_section(&value)
    });
    if says_section { tag.banner.map(|_| TagScope::Section) } else { tag.banner }
}

/// How many refs and short citations with a footnote stand in the text between two offsets.
fn footnotes_in(doc: &Document<'_>, start: u32, end: u32) -> usize {
    let refs = doc.refs.refs.iter().filter(|tag| tag.in_list.is_none());
    let short = doc.short.citations.iter().map(|it| doc.tree.span(it.node).start);
    refs.map(|tag| tag.span.start).chain(short).filter(|at| (start..end).contains(at)).count()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
