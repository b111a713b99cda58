use rustc_hash::FxHashSet;

use crate::facts::cite::{CiteErrorKind, Origin};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A footnote whose name is a number.
    ///
    /// ## Why is this bad?
    /// MediaWiki does not accept names of digits alone: it drops the name and shows an error, so
    /// the footnote cannot be used a second time. A number says nothing about the source either;
    /// an author and a year do.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lake is 40 m deep.<ref name="7">Survey Office, ''Lakes'', 1988.</ref>
    /// It is 3 km long.<ref name="7" />
    /// ```
    /// ```wikitext,fixed
    /// The lake is 40 m deep.<ref name="ref7">Survey Office, ''Lakes'', 1988.</ref>
    /// It is 3 km long.<ref name="ref7" />
    /// ```
    /// ```wikitext,good
    /// The lake is 40 m deep.<ref name="Survey1988">Survey Office, ''Lakes'', 1988.</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_numeric_key`.
    struct RefNumericName {}
    name: "ref-numeric-name",
    group: References,
    severity: Error,
}

impl Rule for RefNumericName {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let mut settled: Option<FxHashSet<String>> = None;
        for error in cx.cite_errors(&KINDS) {
            let number = error.argument.as_deref().unwrap_or_default();
            let settled = settled.get_or_insert_with(|| {
                let names = refs.footnotes.iter().filter_map(|it| it.name.as_deref());
                // What stands in a template is left alone, and so are the other uses of its name.
                let fixed = cx.cite_errors(&KINDS).filter(|error| {
                    let tag = error.tag.map(|tag| refs.tag(tag));
                    tag.is_none_or(|tag| tag.is_in_argument || tag.origin != Origin::Tag)
                });
                let fixed =
                    fixed.map(|error| name_for(error.argument.as_deref().unwrap_or_default()));
                names.map(str::to_owned).chain(fixed).collect()
            });
            let name = name_for(number);
            let is_settled = settled.contains(&name);
            let message = format!("a footnote cannot be named {}, a number", code(number));
            let found = cx.report_cite(error, message);
            found.help("name it after its source wherever it is used, such as `Smith2010`");
            if !is_settled {
                let title = format!("rename it to {}", code(&name));
                let edit = Edit::replace(error.span, name);
                found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
            }
        }
    }
}

const KINDS: [CiteErrorKind; 1] = [CiteErrorKind::RefNumericKey];

fn name_for(number: &str) -> String {
    format!("ref{number}")
}
