use crate::facts::cite::CiteErrorKind;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// One footnote with two text directions.
    ///
    /// ## Why is this bad?
    /// Tags of one name make one footnote, and its content can read only one way. MediaWiki keeps
    /// the first direction and shows an error behind the footnote.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// She was born in Jaffa.<ref name="Davar" dir="rtl">דבר, 4 במאי 1921</ref>
    /// She moved to Haifa.<ref name="Davar" dir="ltr" />
    /// ```
    /// ```wikitext,good
    /// She was born in Jaffa.<ref name="Davar" dir="rtl">דבר, 4 במאי 1921</ref>
    /// She moved to Haifa.<ref name="Davar" />
    /// ```
    ///
    /// MediaWiki shows `cite_error_ref_conflicting_dir`.
    struct RefConflictingDir {}
    name: "ref-conflicting-dir",
    group: References,
    severity: Error,
}

impl Rule for RefConflictingDir {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for error in cx.cite_errors(&[CiteErrorKind::RefConflictingDir]) {
            let name = code(error.argument.as_deref().unwrap_or_default());
            let message = format!("{name} has another text direction elsewhere");
            let found = cx.report_cite(error, message);
            found.help("give the direction once, where the content stands, and remove it here");
            if let Some(first) = error.related {
                found.related(first, "the direction that counts");
            }
        }
    }
}
