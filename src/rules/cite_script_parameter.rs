use crate::facts::ValueState;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A title in its own script that does not say which language it is in.
    ///
    /// ## Why is this bad?
    /// `script-title` and its kin start with the code of the language, such as `ja:`, so that
    /// browsers choose the right letters. Without it the template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// It grinds.<ref>{{cite book |script-title=水車 |title=Suisha |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// It grinds.<ref>{{cite book |script-title=ja:水車 |title=Suisha |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `script_parameter`.
    struct CiteScriptParameter {}
    name: "cite-script-parameter",
    group: Citations,
    severity: Error,
}

impl Rule for CiteScriptParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for (citation, _) in cx.citations() {
            for setting in citation.fields() {
                let is_script = setting.name.starts_with("script-");
                if !is_script || setting.value != ValueState::Literal {
                    continue;
                }
                let value = setting.argument.value(text, &cx.doc.tree);
                let name = cx.parameter_of(setting.argument);
                let message = match value.split_once(':') {
                    Some((language, title)) if is_language(language) => {
                        if !title.trim().is_empty() {
                            continue;
                        }
                        format!("{name} holds no title after {}", code(language))
                    }
                    _ => format!("{name} does not say its language"),
                };
                cx.report(setting.argument.trimmed_value_span(text), message).help(
                    "start it with the code of the language and a colon, such as `ja:` or `ru:`",
                );
            }
        }
    }
}

/// Whether this has the form of a language code: `ja`, `yue`, `zh-Hant`.
fn is_language(code: &str) -> bool {
    let mut parts = code.trim().split('-');
    let is_base = |part: &str| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_part = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_base) && parts.all(is_part)
}
