use std::sync::LazyLock;

use regex::Regex;

use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A footnote that only points to the one before it: "ibid.", "op. cit.".
    ///
    /// ## Why is this bad?
    /// Footnotes move. As soon as somebody adds one in between, or moves the paragraph, "ibid."
    /// speaks of another source, and nothing shows it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The guild had its own seal.<ref>Lindt, ''Guilds'', p. 3.</ref> It was lost in 1540.<ref>Ibid., p. 7.</ref>
    /// ```
    /// ```wikitext,good
    /// The guild had its own seal.<ref>Lindt, ''Guilds'', p. 3.</ref> It was lost in 1540.<ref>Lindt, ''Guilds'', p. 7.</ref>
    /// ```
    struct RefIbid {}
    name: "ref-ibid",
    group: References,
    severity: Warning,
}

/// The longest footnote that is looked at, in bytes: a longer one says more.
const LONGEST: usize = 120;

/// How such a footnote starts, in lower case, without white space and a "see" before it. Hardly any
/// other does, and to make the pattern ready takes longer than to lint a page.
const STARTS: [&str; 19] = [
    "ibid",
    "ibíd",
    "ib.",
    "id.",
    "idem",
    "op.cit",
    "opcit",
    "loc.cit",
    "loccit",
    "ebd.",
    "ebenda",
    "a.a.o",
    "тамже",
    "asabove",
    "above",
    "seeabove",
    "sameas",
    "sameref",
    "samesource",
];

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    // "Ibid." may say anything more; the others only a page, else they are part of a title.
    let words = r"ibid|ibidem|ib\.|ibíd|id\.|idem|op\.?\s*cit|loc\.?\s*cit|ebd\.|ebenda|a\.\s?a\.\s?O\.|там\s+же|(as|see)\s+above|same\s+(as\s+above|source|reference|ref)";
    let page = r"(at|pp?|pages?|vol|ch|sec|par|fig|no|ff?|s|с|стр|[ivxlc]+|\d+\pL?)\b";
    let signs = r#"[\s.,;:'"()§–-]"#;
    let pattern = format!(
        r"(?i)^['\x22(\s]*(ibid(em)?\.?'*[.,;:]|(see\s+)?({words}){signs}*({page}{signs}*)*$)"
    );
    Regex::new(&pattern).expect("the pattern is well formed")
});

impl Rule for RefIbid {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in &cx.doc.refs.refs {
            let Some(body) = tag.body.map(|body| body.of(cx.doc.text).trim()) else { continue };
            if body.len() > LONGEST || !starts_so(body) || !PATTERN.is_match(body) {
                continue;
            }
            let Some(span) = tag.body else { continue };
            let lead = span.of(cx.doc.text).len() - span.of(cx.doc.text).trim_start().len();
            let start = span.start + lead as u32;
            let span = crate::text::Span::new(start, start + body.len() as u32);
            cx.report(span, format!("{} names no source of its own", code(body)))
                .help("name the source, or use the footnote that holds it again by its name");
        }
    }
}

/// Whether a footnote may be one that only points to another.
fn starts_so(body: &str) -> bool {
    let text =
        body.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '('));
    let text = after_letters(text, "see").map_or(text, str::trim_start);
    let Some(first) = text.chars().next().and_then(fold) else { return false };
    let mut starts = STARTS.iter().filter(|start| start.starts_with(first));
    starts.any(|start| after_letters(text, start).is_some())
}

/// What follows these letters at the start of a text, in which letter case and white space do not
/// count.
fn after_letters<'t>(text: &'t str, letters: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for letter in letters.chars() {
        let found = rest.find(|c| !c.is_whitespace())?;
        if fold(found) != Some(letter) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// A letter in lower case. The pattern takes a long s for an s.
fn fold(c: char) -> Option<char> {
    if c == 'ſ' { Some('s') } else { c.to_lowercase().next() }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, PATTERN, starts_so};

    #[test]
    fn notes_that_point_elsewhere_are_told_by_their_start() {
        let pointing = [
            "Ibid.",
            "ibidem",
            "''Ib.'', p. 5",
            "Ibíd",
            "(Id. 7)",
            "idem",
            "\"Op. cit., p. 3\"",
            "loc cit",
            "Ebd., S. 4",
            "ebenda",
            "a.a.O.",
            "a. a. O., S. 7",
            "Там же",
            "as above",
            "See above",
            "ſee above",
            "see ibid",
            "see see above",
            "Same source",
            "same as above",
        ];
        for text in pointing {
            assert!(text.len() <= LONGEST && PATTERN.is_match(text), "{text}");
            assert!(starts_so(text), "{text}");
        }
    }
}
