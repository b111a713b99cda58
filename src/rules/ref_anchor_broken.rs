use rustc_hash::FxHashSet;

use crate::facts::Document;
use crate::lint::{Context, Rule, Severity, code, declare_rule};
use crate::syntax::tree::NodeKind;
use crate::syntax::view::Wikilink;
use crate::text::Span;

declare_rule! {
    /// A link to a footnote or to a full citation that is not on the page.
    ///
    /// ## Why is this bad?
    /// `[[#CITEREFOrme1904]]` leads to the full citation of Orme 1904, and `[[#cite_note-orme-3]]`
    /// to the third footnote, named `orme`. Without it a click does nothing. Such links are mostly
    /// left over from copying, and the numbers in those to footnotes change with every footnote
    /// that is added. `{{harvnb|Orme|1904}}` and `<ref name="orme" />` do the same and are
    /// checked by MediaWiki or by its templates.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.<ref>[[#CITEREFOrme1910|Orme]], p. 31.</ref>
    ///
    /// * {{cite book|last=Orme|first=Ada|year=1904|title=Mills of the Dale}}
    /// ```
    /// ```wikitext,bad
    /// The lock was widened.<ref>Hay, ''Locks''.</ref> See [[#cite_note-lock-2|note 2]].
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.<ref>[[#CITEREFOrme1904|Orme]], p. 31.</ref>
    ///
    /// * {{cite book|last=Orme|first=Ada|year=1904|title=Mills of the Dale}}
    /// ```
    struct RefAnchorBroken {}
    name: "ref-anchor-broken",
    group: References,
    severity: Warning,
}

impl Rule for RefAnchorBroken {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for link in &doc.short.links {
            if doc.short.anchors_of(&link.id).len() > 0 || doc.short.has_unknown_anchors() {
                continue;
            }
            let name = code(link.id.strip_prefix("CITEREF").unwrap_or(&link.id));
            let found =
                cx.report(link.span, format!("no full citation on this page goes by {name}"));
            found.help(
                "correct the link to the names and the year of the full citation, or add that",
            );
            if let Some(unknown) = doc.short.unknown_source {
                found.severity(Severity::Info);
                found.related(unknown, "this template may hold it");
            }
        }
        // A template could make footnotes that are not to be seen, and all numbers with them.
        let text = doc.text.as_bytes();
        // The first letter is rare, and found faster than the word.
        if !doc.refs.suspects.is_empty()
            || !memchr::memchr_iter(b'#', text).any(|at| text[at..].starts_with(b"#cite_"))
        {
            return;
        }
        let footnotes = &doc.refs.footnotes;
        let names: FxHashSet<String> =
            footnotes.iter().filter_map(|it| it.name.as_deref()).map(spaces).collect();
        for (span, goal) in links_to_footnotes(doc) {
            let (is_there, what) = match goal {
                Goal::Numbered(number) => {
                    let footnote = number.checked_sub(1).and_then(|it| footnotes.get(it));
                    (
                        footnote.is_some_and(|it| it.name.is_none()),
                        format!("unnamed footnote number {number}"),
                    )
                }
                Goal::Named(name) => {
                    (names.contains(&name), format!("footnote named {}", code(&name)))
                }
            };
            if !is_there {
                cx.report(span, format!("there is no {what} on this page")).help(
                    "these numbers change with every footnote: repeat the footnote by its name, as in `<ref name=\"…\" />`",
                );
            }
        }
    }
}

/// What a link to a footnote says of it.
enum Goal {
    /// The position among all footnotes, from 1.
    Numbered(usize),
    Named(String),
}

fn links_to_footnotes(doc: &Document<'_>) -> impl Iterator<Item = (Span, Goal)> {
    let links = doc.tree.preorder().filter(|(_, node)| node.kind() == NodeKind::Wikilink);
    links.filter_map(|(id, _)| {
        let link = Wikilink::new(doc.text, &doc.tree, id)?;
        let fragment = spaces(link.target().strip_prefix('#')?);
        let goal = if let Some(note) = fragment.strip_prefix("cite note-") {
            goal(note, '-')
        } else {
            // After the name come the number of the footnote and that of the use.
            let mark = fragment.strip_prefix("cite ref-")?;
            let without_use = mark.rsplit_once('-').filter(|(_, number)| is_number(number));
            goal(without_use.map_or(mark, |(rest, _)| rest), ' ')
        };
        Some((link.target_span, goal))
    })
}

fn goal(text: &str, separator: char) -> Goal {
    if let Ok(number) = text.parse() {
        return Goal::Numbered(number);
    }
    let name = text.rsplit_once(separator).filter(|(_, number)| is_number(number));
    Goal::Named(name.map_or(text, |(name, _)| name).to_owned())
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

fn spaces(text: &str) -> String {
    text.replace('_', " ")
}
