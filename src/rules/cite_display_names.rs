use crate::facts::{Citation, FieldSetting, ValueState};
use crate::lint::citing::{delete, span_of};
use crate::lint::people::{Counts, limited_role};
use crate::lint::{Applicability, Context, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A limit to the people that a citation shows which is no limit.
    ///
    /// ## Why is this bad?
    /// `display-authors` and its kin take a number that is less than that of the names, or
    /// `etal`. For anything else the template shows an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |last2=Bell |display-authors=3}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |last2=Bell }}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |last2=Bell |display-authors=all}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |last1=Orme |last2=Bell |display-authors=1}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `disp_name`.
    struct CiteDisplayNames {}
    name: "cite-display-names",
    group: Citations,
    severity: Error,
}

impl Rule for CiteDisplayNames {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut counts = Counts::default();
        for (citation, _) in cx.citations() {
            for setting in citation.fields() {
                let role = limited_role(setting.name);
                if let Some(role) = role.filter(|_| setting.value == ValueState::Literal) {
                    check_limit(cx, citation, setting, role, &mut counts);
                }
            }
        }
    }
}

fn check_limit(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    setting: FieldSetting<'_, '_>,
    role: &str,
    counts: &mut Counts,
) {
    let (text, argument) = (cx.doc.text, setting.argument);
    let value = argument.value(text, &cx.doc.tree);
    if value.eq_ignore_ascii_case("etal") || value.eq_ignore_ascii_case("et al") {
        return;
    }
    let name = cx.parameter_of(argument);
    let span = span_of(text, argument);
    let Ok(limit) = value.parse::<usize>() else {
        cx.report(span, format!("{name} cannot be {}", code(&value)))
            .help(format!("write how many {role}s to show, or `etal`, or take it out to show all"));
        return;
    };
    let Some(named) = counts.of(citation, role) else { return };
    if limit < named {
        return;
    }
    let removal = delete(text, argument);
    let found = cx.report(span, format!("{name} is {limit}, and there are only {named} {role}s"));
    found.help("all of them are shown anyway: take it out; if there are more, write `etal`");
    if let Some(edit) = removal {
        found.fix(Fix::new("remove the limit", Applicability::Safe, [edit]));
    }
}
