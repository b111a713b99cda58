use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A parameter of a citation written without its hyphen, such as `accessdate`.
    ///
    /// ## Why is this bad?
    /// Both forms work. The one with a hyphen is the one that the documentation shows, and on a
    /// page that uses both, editors miss what they search for.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |accessdate=3 May 2014}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |access-date=3 May 2014}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |access-date=3 May 2014}}</ref>
    /// ```
    struct CiteParameterAlias {}
    name: "cite-parameter-alias",
    group: Citations,
    severity: Info,
    optional: true,
}

impl Rule for CiteParameterAlias {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            for setting in citation.fields() {
                let name = setting.argument.name.as_deref().unwrap_or_default();
                let digits: String = name.chars().filter(char::is_ascii_digit).collect();
                let pattern = if digits.is_empty() { name } else { &name.replace(&digits, "#") };
                let same = &schema.family.field(setting.field).parameters;
                let usual = same.iter().find(|it| lacks_hyphens_of(pattern, it));
                let Some(usual) = usual.map(|it| it.replace('#', &digits)) else { continue };
                let span = setting.argument.trimmed_name_span(cx.doc.text);
                let found = cx.report(span, format!("{} lacks its hyphen", code(name)));
                let title = format!("write {}", code(&usual));
                found.help(format!("the usual form is {}", code(&usual)));
                let edits = [Edit::replace(span, usual)];
                found.fix(Fix::new(title, Applicability::Safe, edits));
            }
        }
    }
}

/// Whether a name is another one without its hyphens.
fn lacks_hyphens_of(name: &str, other: &str) -> bool {
    other.len() > name.len() && other.bytes().filter(|&it| it != b'-').eq(name.bytes())
}
