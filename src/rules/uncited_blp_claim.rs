use crate::facts::sourcing::{ClaimKind, Reach};
use crate::lint::{Context, Rule, code, declare_rule};
use crate::syntax::tree::NodeKind;
use crate::syntax::view::Wikilink;

declare_rule! {
    /// What can harm a living person, without a source in the same sentence.
    ///
    /// ## Why is this bad?
    /// A false word about a crime, an affair or an illness does damage at once, and may be against
    /// the law. Wikis take out such claims about living people where no source stands right beside
    /// them, without discussion.
    ///
    /// Only pages in a category of living people are looked at. Which categories and which words
    /// these are is data: `rules/sourcing/statements.toml`.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// == Career ==
    /// Orme was convicted of fraud in 1999. He sold the mill.<ref>''Valley Herald'', p. 3.</ref>
    ///
    /// [[Category:Living people]]
    /// ```
    /// ```wikitext,good
    /// == Career ==
    /// Orme was convicted of fraud in 1999.<ref>''Valley Herald'', p. 1.</ref> He sold the mill.<ref>''Valley Herald'', p. 3.</ref>
    ///
    /// [[Category:Living people]]
    /// ```
    struct UncitedBlpClaim {}
    name: "uncited-blp-claim",
    group: Sourcing,
    severity: Warning,
    optional: true,
}

impl Rule for UncitedBlpClaim {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        if !is_of_the_living(cx) {
            return;
        }
        for claim in doc.claims(ClaimKind::Contentious, Reach::Sentence) {
            let words = code(claim.text.of(doc.prose().text()));
            cx.report(
                doc.prose().source_span(claim.text),
                format!("{words} is said of a living person, and the sentence has no source"),
            )
            .help("add the source to this sentence, or take it out until there is one");
        }
    }
}

fn is_of_the_living(cx: &Context<'_, '_>) -> bool {
    let doc = cx.doc;
    let mut categories = doc.tree.preorder().filter(|it| it.1.kind() == NodeKind::CategoryLink);
    categories.any(|(id, _)| {
        let name = Wikilink::new(doc.text, &doc.tree, id);
        let name = name.and_then(|it| Some(it.target().split_once(':')?.1.to_owned()));
        name.is_some_and(|name| doc.site.statements.is_of_the_living(&name))
    })
}
