use crate::facts::{Citation, Repeat, ValueState};
use crate::lint::citing::{delete, span_of};
use crate::lint::{Applicability, Context, Fix, Rule, code, declare_rule};

declare_rule! {
    /// A parameter that a citation gives twice.
    ///
    /// ## Why is this bad?
    /// MediaWiki takes the last one, even if it is empty: what the others hold is lost. Often one
    /// of them was meant to be another parameter.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |year=1904 |title=Mills}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |last=Orme |year=1904 |title=Mills}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |last=Orme |title=Old Trades}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |chapter=Mills |last=Orme |title=Old Trades}}</ref>
    /// ```
    struct CiteDuplicateParameter {}
    name: "cite-duplicate-parameter",
    group: Citations,
    severity: Error,
}

impl Rule for CiteDuplicateParameter {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for citation in &cx.doc.citations {
            let states: Vec<ValueState> = match citation.repeats() {
                repeats if repeats.iter().any(|it| it.same_name) => {
                    citation.states().map(|(_, state)| state.value).collect()
                }
                _ => continue,
            };
            for repeat in citation.repeats().into_iter().filter(|it| it.same_name) {
                report(cx, citation, repeat, &states);
            }
        }
    }
}

fn report(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    repeat: Repeat,
    states: &[ValueState],
) {
    let (text, tree) = (cx.doc.text, &cx.doc.tree);
    let (earlier, later) = (&citation.arguments[repeat.earlier], &citation.arguments[repeat.later]);
    let is_empty = |at: usize| states[at] == ValueState::Empty;
    let is_equal = earlier.value(text, tree) == later.value(text, tree);
    let (superfluous, help) = if is_equal || is_empty(repeat.earlier) {
        (Some(earlier), "take one of them out")
    } else if is_empty(repeat.later) {
        (Some(later), "the empty one is last and counts: readers do not see the value; take it out")
    } else {
        (None, "only the last one counts: take out the wrong one, or correct its name")
    };
    let fix = superfluous
        .and_then(|argument| delete(text, argument))
        .map(|edit| Fix::new("remove the superfluous parameter", Applicability::Safe, [edit]));
    let name = code(&later.key());
    let span = span_of(text, later);
    // An empty argument without name has no place of its own.
    let span = if span.is_empty() { later.span } else { span };
    let found = cx.report(span, format!("the citation gives {name} twice"));
    found.related(span_of(text, earlier), "the first one").help(help);
    if let Some(fix) = fix {
        found.fix(fix);
    }
}
