use rustc_hash::FxHashSet;

use crate::facts::cite::CiteErrorKind;
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
        let mut taken = None;
        for error in cx.cite_errors(&[CiteErrorKind::RefNumericKey]) {
            let taken = taken.get_or_insert_with(|| {
                let names = cx.doc.refs.footnotes.iter().filter_map(|it| it.name.as_deref());
                names.collect::<FxHashSet<&str>>()
            });
            let number = error.argument.as_deref().unwrap_or_default();
            let name = format!("ref{number}");
            let is_taken = taken.contains(&*name);
            let message = format!("a footnote cannot be named {}, a number", code(number));
            let found = cx.report_cite(error, message);
            found.help("name it after its source wherever it is used, such as `Smith2010`");
            if !is_taken {
                let title = format!("rename it to {}", code(&name));
                let edit = Edit::replace(error.span, name);
                found.fix(Fix::new(title, Applicability::Unsafe, [edit]));
            }
        }
    }
}
