use crate::facts::identifiers::Place;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// An ISBN, PMID or RFC that only MediaWiki's magic makes into a link.
    ///
    /// ## Why is this bad?
    /// Magic links are to be removed from MediaWiki, and many wikis have turned them off: the text
    /// stays, the link goes. A template does the same and checks the number too.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// Orme, ''Mills'', ISBN 978-0-306-40615-7.
    /// ```
    /// ```wikitext,fixed
    /// Orme, ''Mills'', {{ISBN|978-0-306-40615-7}}.
    /// ```
    /// ```wikitext,good
    /// Orme, ''Mills'', {{ISBN|978-0-306-40615-7}}.
    /// ```
    struct IdMagicLink {}
    name: "id-magic-link",
    group: Identifiers,
    severity: Warning,
    optional: true,
}

impl Rule for IdMagicLink {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for identifier in &doc.identifiers {
            let Place::MagicLink(node) = identifier.place else { continue };
            let span = doc.tree.span(node);
            let found = cx.report(span, "this link depends on a feature that MediaWiki gives up");
            let Some(name) = doc.site.identifiers.magic_link_template(identifier.kind) else {
                continue;
            };
            let template = format!("{{{{{name}|{}}}}}", identifier.value);
            found.help(format!("write {}, if the wiki has that template", code(&template)));
            let edit = Edit::replace(span, template);
            found.fix(Fix::new("use the template", Applicability::Unsafe, [edit]));
        }
    }
}
