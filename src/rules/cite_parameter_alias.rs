use rustc_hash::FxHashMap;

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
        let families = cx.doc.site.citations.schemas();
        // By family and name without hyphens, names with them.
        let mut hyphenated: Vec<FxHashMap<String, &str>> = Vec::new();
        for family in families {
            let names = family.templates().iter().flat_map(|it| family.parameters_of(it));
            let names = names.filter(|name| name.contains('-'));
            hyphenated.push(names.map(|name| (name.replace('-', ""), name)).collect());
        }
        for (citation, schema) in cx.citations() {
            let family = families.iter().position(|family| std::ptr::eq(family, schema.family));
            let Some(hyphenated) = family.map(|at| &hyphenated[at]) else { continue };
            for setting in citation.fields() {
                let name = setting.argument.name.as_deref().unwrap_or_default();
                let digits: String = name.chars().filter(char::is_ascii_digit).collect();
                let pattern = if digits.is_empty() { name } else { &name.replace(&digits, "#") };
                let Some(usual) = hyphenated.get(pattern) else { continue };
                let usual = usual.replace('#', &digits);
                if schema.family.field_named(&usual) != Some(setting.field) {
                    continue;
                }
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
