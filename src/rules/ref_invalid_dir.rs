use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A text direction that does not exist.
    ///
    /// ## Why is this bad?
    /// `dir` tells browsers which way a footnote reads. MediaWiki knows `ltr` (left to right),
    /// `rtl` (right to left) and `auto`; it drops all else, even an empty `dir`, and shows an
    /// error behind the footnote.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The poem is from 1921.<ref dir="right">דבר, 4 במאי 1921</ref>
    /// ```
    /// ```wikitext,good
    /// The poem is from 1921.<ref dir="rtl">דבר, 4 במאי 1921</ref>
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_invalid_dir`.
    struct RefInvalidDir {}
    name: "ref-invalid-dir",
    group: References,
    severity: Error,
}

impl Rule for RefInvalidDir {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.cite_errors(&[CiteErrorKind::RefInvalidDir]) {
            let message = match error.argument.as_deref().unwrap_or_default() {
                "" => "`dir` is empty, and names no text direction".to_owned(),
                dir => format!("{} is no text direction", code(dir)),
            };
            cx.report_cite(error, message)
                .help("write `ltr` (left to right), `rtl` (right to left) or `auto`, or remove it");
        }
    }
}
