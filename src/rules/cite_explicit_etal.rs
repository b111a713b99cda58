use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Citation, FieldSetting, ValueState};
use crate::lint::citing::delete;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::site::ValueKind;
use crate::text::Span;

declare_rule! {
    /// "et al." in a name of a citation.
    ///
    /// ## Why is this bad?
    /// It becomes part of the person's name, also for programs that read the citation, and the
    /// template shows an error. `display-authors=etal` says the same.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite book |title=Mills |author=Ada Orme et al. |year=1904}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite book |title=Mills |author=Ada Orme |display-authors=etal |year=1904}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite book |title=Mills |author=Ada Orme |display-authors=etal |year=1904}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `etal`.
    struct CiteExplicitEtal {}
    name: "cite-explicit-etal",
    group: Citations,
    severity: Error,
}

/// "et al." at the end of a value, with what joins it to the names before.
static ETAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[\s,;&]+(?:and\s+)?)['(\[]*\bet\.?\s*al(?:\b|\.)[.'\])]*\s*$")
        .expect("the pattern is well formed")
});

impl Rule for CiteExplicitEtal {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (citation, schema) in cx.citations() {
            for setting in citation.fields() {
                let kind = schema.family.field(setting.field).kind;
                let is_name = matches!(kind, ValueKind::Name | ValueKind::Names);
                // Who else took part is free text.
                if is_name && setting.name != "others" && setting.value == ValueState::Literal {
                    check_name(cx, citation, setting);
                }
            }
        }
    }
}

fn check_name(cx: &mut Context<'_, '_>, citation: &Citation<'_>, setting: FieldSetting<'_, '_>) {
    let (text, argument, span) = (cx.doc.text, setting.argument, setting.span);
    if !ends_in_al(span.of(text)) {
        return;
    }
    let Some(found) = ETAL.find(span.of(text)) else { return };
    let role = match setting.name {
        "authors" | "vauthors" => "author",
        "veditors" => "editor",
        name => name.split('-').next().unwrap_or(name),
    };
    let etal = Span::new(span.start + found.start() as u32, span.start + found.end() as u32);
    let marked = etal.of(text).trim_start_matches([' ', ',', ';', '&']);
    let marked = Span::new(etal.end - marked.len() as u32, etal.end);
    let display = format!("display-{role}s=etal");
    let has_limit = citation.field(&display[..display.len() - 5]).is_some();
    let removal = delete(text, argument);
    let name = cx.parameter_of(argument);
    let message = format!("{} is no part of the name in {name}", code(marked.of(text)));
    let diagnostic = cx.report(marked, message);
    diagnostic.help(format!("write `{display}` and leave it out here"));
    // What more names there are is said once.
    let edits = match (etal.start == span.start, has_limit) {
        (true, false) => vec![Edit::replace(
            Span::new(argument.trimmed_name_span(text).start, span.end),
            display,
        )],
        (true, true) => removal.into_iter().collect(),
        (false, false) => vec![Edit::replace(etal, format!(" |{display}"))],
        (false, true) => vec![Edit::delete(etal)],
    };
    if !edits.is_empty() {
        let title = format!("write `display-{role}s=etal`");
        diagnostic.fix(Fix::new(title, Applicability::Safe, edits));
    }
}

/// Whether a name ends as [`ETAL`] wants it, which hardly any does.
fn ends_in_al(name: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '.' | '\'' | ']' | ')');
    let name = name.trim_end_matches(is_sign).as_bytes();
    name.last_chunk().is_some_and(|end: &[u8; 2]| end.eq_ignore_ascii_case(b"al"))
}

#[cfg(test)]
mod tests {
    use super::{ETAL, ends_in_al};

    #[test]
    fn no_et_al_is_passed_over() {
        for name in [
            "Orme et al",
            "Orme, ET AL.",
            "Orme ''et al.''",
            "Orme [et al.]",
            "Orme & (et. al.)",
            "et al",
            "Orme et\u{a0}al.\u{2003}",
            "Orme and et al.) ",
        ] {
            assert!(ETAL.is_match(name) && ends_in_al(name), "{name}");
        }
        for name in ["", "Orme", "al-Din", "Bell."] {
            assert!(!ends_in_al(name), "{name}");
        }
    }
}
