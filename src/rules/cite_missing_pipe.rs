use crate::facts::{Citation, CitationSchema, FieldSetting, Traits};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::{ParameterMeaning, ValueKind};
use crate::text::Span;

declare_rule! {
    /// A parameter of a citation without `|` before it, which makes it part of the one before.
    ///
    /// ## Why is this bad?
    /// Readers see `access-date=…` as part of a title or a date, and what it says is lost.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |date=3 May 2014 access-date=1 June 2014}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |date=3 May 2014 |access-date=1 June 2014}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill, x = 3 |date=3 May 2014 |access-date=1 June 2014}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `missing_pipe`.
    struct CiteMissingPipe {}
    name: "cite-missing-pipe",
    group: Citations,
    severity: Error,
}

impl Rule for CiteMissingPipe {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            for setting in citation.fields() {
                // Addresses are full of equals signs, but have no white space before them.
                let blank = Traits::SPACE.or(Traits::INVISIBLE);
                if setting.traits.has(Traits::EQUALS) && setting.traits.has(blank) {
                    check_value(cx, citation, schema, setting);
                }
            }
        }
    }
}

fn check_value(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    setting: FieldSetting<'_, '_>,
) {
    let text = cx.doc.text;
    let span = setting.span;
    let value = span.of(text).as_bytes();
    let Some(last) = memchr::memrchr(b'=', value) else { return };
    let Some(space) = value[..last].iter().position(u8::is_ascii_whitespace) else { return };
    for equals in memchr::memchr_iter(b'=', &value[space..]).map(|at| space + at) {
        let Some((name_span, name)) = name_before(text, span, equals) else { continue };
        let meaning = schema.family.meaning(schema.template, name);
        let ParameterMeaning::Sets(field, number) = meaning else { continue };
        let is_given = citation.setting_of(field, number).is_some();
        let host = cx.parameter_of(setting.argument);
        let found = cx.report(name_span, format!("{} lacks a `|` before it", code(name)));
        found.help(format!("it is part of the text of {host} now: put a `|` before it"));
        // In a title or a quotation it may be meant: "area = 3".
        let kind = schema.family.field(setting.field).kind;
        let is_sure = !matches!(kind, ValueKind::Title | ValueKind::Text);
        let promise = if is_sure { Applicability::Safe } else { Applicability::Unsafe };
        if !is_given {
            let edits = [Edit::insert(name_span.start, "|")];
            found.fix(Fix::new("put a `|` before it", promise, edits));
        }
        break;
    }
}

/// The word right before an `=` in a value, if it could be a parameter's name: two letters or more,
/// after white space.
fn name_before(text: &str, value: Span, equals: usize) -> Option<(Span, &str)> {
    let before = value.of(text)[..equals].trim_end();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = before.trim_end_matches(is_part).len();
    let name = &before[start..];
    let follows_space = before[..start].ends_with(|c: char| c.is_ascii_whitespace());
    let is_name = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let start = value.start + start as u32;
    (follows_space && is_name).then(|| (Span::new(start, start + name.len() as u32), name))
}
