use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// An arXiv number that cannot exist, or is not written as it should be.
    ///
    /// ## Why is this bad?
    /// The number is made into a link to the preprint. It starts with year and month: until March
    /// 2007 after the name of an archive, since then before a point, which four digits follow, or
    /// five since 2015.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// {{cite arXiv |title=Mills |eprint=1513.00001}}
    /// ```
    /// ```wikitext,bad
    /// {{cite arXiv |title=Mills |eprint=arXiv:0704.0001}}
    /// ```
    /// ```wikitext,fixed
    /// {{cite arXiv |title=Mills |eprint=0704.0001}}
    /// ```
    /// ```wikitext,good
    /// {{cite arXiv |title=Mills |eprint=0704.0001}}
    /// ```
    /// ```wikitext,good
    /// {{cite arXiv |title=Mills |eprint=hep-th/9901001v2}}
    /// ```
    struct IdArxiv {}
    name: "id-arxiv",
    group: Identifiers,
    severity: Error,
}

impl Rule for IdArxiv {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_identifiers(&[Kind::Arxiv]);
    }
}
