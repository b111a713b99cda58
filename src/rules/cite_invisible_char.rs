use crate::facts::values::{InvisibleChar, ValueFaultKind, invisible_chars};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A character in a citation that nobody sees.
    ///
    /// ## Why is this bad?
    /// Copied from a page or a PDF, it keeps searches from finding the name and programs from reading
    /// the value. A replacement character stands for a letter that was lost. The template shows an
    /// error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills of the Sarn Val­ley |last=Orme}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills of the Sarn Valley |last=Orme}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `invisible_char`.
    struct CiteInvisibleChar {}
    name: "cite-invisible-char",
    group: Citations,
    severity: Error,
}

impl Rule for CiteInvisibleChar {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for value in cx.faulty_values(ValueFaultKind::InvisibleChar) {
            let whole = value.argument.trimmed_value_span(text);
            let edits = edits(text, whole);
            let first = invisible_chars(value.span.of(text)).next();
            let Some((_, InvisibleChar { char, name, is_space, is_loss })) = first else {
                continue;
            };
            let before = Span::new(whole.start, value.span.start).of(text);
            let column = before.chars().count() + 1;
            let parameter = cx.parameter_of(value.argument);
            let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            let message = format!(
                "character {column} of {parameter} is {article} {name}, U+{:04X}",
                u32::from(char)
            );
            let found = cx.report(value.span, message);
            found.help(if is_loss {
                "it stands for a letter that was lost: look it up in the source"
            } else if is_space {
                "write a plain space"
            } else {
                "delete it: nobody sees it, but programs do"
            });
            if !edits.is_empty() && !is_loss {
                found.fix(Fix::new("take out what nobody sees", Applicability::Safe, edits));
            }
        }
    }
}

/// Mends all such characters of a value.
fn edits(text: &str, value: Span) -> Vec<Edit> {
    let mendable = invisible_chars(value.of(text)).filter(|(_, found)| !found.is_loss);
    mendable
        .map(|(at, found)| {
            let start = value.start + at as u32;
            let span = Span::new(start, start + found.char.len_utf8() as u32);
            if found.is_space { Edit::replace(span, " ") } else { Edit::delete(span) }
        })
        .collect()
}
