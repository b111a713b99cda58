//! What the pointer rests on.

mod names;
mod parameter;
mod rule;
mod text;

use lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use self::text::Writer;
use crate::lsp::names::{Key, Names};
use crate::lsp::page::Page;
use crate::text::Span;

/// What is known of what stands at a byte offset: what a footnote says and where else it is used, what
/// a link or a short citation leads to, what belongs in a parameter, whether an identifier can be
/// right, and what the rules mean that have found something there.
pub(in crate::lsp) fn hover(page: &Page<'_>, at: u32) -> Option<Hover> {
    let text_document = page.client.capabilities.text_document.as_ref();
    let formats = text_document.and_then(|it| it.hover.as_ref()?.content_format.as_ref());
    // A client that says nothing is one of the many that show Markdown.
    let kind = match formats {
        Some(formats) if !formats.contains(&MarkupKind::Markdown) => MarkupKind::PlainText,
        _ => MarkupKind::Markdown,
    };
    let mut out = Writer::new(kind == MarkupKind::Markdown);
    let mut range: Option<Span> = None;
    let all = Names::new(page.doc);
    if let Some((named, place)) = all.at(at) {
        names::write(&mut out, page, named, place);
        let is_ref = matches!(named.key, Key::Footnote { .. } | Key::Unnamed(_));
        range = Some(if is_ref { place.whole } else { place.span });
    }
    out.separate();
    let span = parameter::write(&mut out, page, at);
    range = range.or(span);
    let span = rule::write(&mut out, page, at);
    range = range.or(span);
    let text = out.finish();
    if text.is_empty() {
        return None;
    }
    let contents = Contents::MarkupContent(MarkupContent::new(kind, text));
    Some(Hover { contents, range: range.map(|span| page.range(span)) })
}

#[cfg(test)]
mod tests {
    use lsp_types::{ClientCapabilities, Contents};
    use serde_json::json;

    use super::hover;
    use crate::lsp::client::Client;
    use crate::lsp::testing::{text_of, with_client, with_page};

    fn shown(marked: &str) -> String {
        with_page(marked, |page, at| match hover(page, at[0]).map(|it| it.contents) {
            Some(Contents::MarkupContent(content)) => content.value,
            None => String::new(),
            other => panic!("{other:?}"),
        })
    }

    fn assert_shows(marked: &str, all: &[&str]) {
        let shown = shown(marked);
        for part in all {
            assert!(shown.contains(part), "{part:?} in {shown}");
        }
    }

    const PAGE: &str = "A<ref name=\"a b\">{{cite book|last=Orme|title=Old *mills*|year=1904}}</ref>\r\n\
        🙂<ref group=n name=\"a b\">Note.</ref>\r\n== S_1 ==\r\nText of it.\r\n\
        * {{cite book|last=Lister|title=Locks|date=May 1910}}\r\n";

    #[test]
    fn a_use_shows_what_its_footnote_says() {
        assert_shows(
            &format!("{PAGE}{{{{r|a‸ b}}}} <ref name='a b'/>"),
            &[
                "**\\[1\\]** `a b`",
                "Orme, Old \\*mills\\*, 1904",
                "```wikitext\n{{cite book|last=Orme",
                "Defined in line [1](file:///wiki/Page.wiki#L1)",
                "used in line [6]",
            ],
        );
        assert_shows(
            &format!("{PAGE}<ref name='a ‸b' group=n />"),
            &["**\\[n 1\\]**", "group `n`", "Note."],
        );
        assert_shows(
            &format!("{PAGE}<ref name='‸c' />"),
            &["`c`", "Nothing on this page defines it"],
        );
        assert_shows(
            "x<re‸f>{{cite web|title=T|url=http://example.org/a}}</ref>",
            &["**\\[1\\]**", "T"],
        );
        assert!(!shown("x<re‸f>y</ref>").contains("```"));
    }

    #[test]
    fn a_short_citation_shows_the_full_one() {
        assert_shows(
            &format!("{PAGE}{{{{sfn|Lis‸ter|1910|p=3}}}}"),
            &["**\\[2\\]**", "Lister, Locks, 1910", "{{cite book|last=Lister"],
        );
        assert_shows("{{sfn|Lis‸ter|1911}}", &["Nothing on this page"]);
    }

    #[test]
    fn a_link_shows_its_section() {
        assert_shows(&format!("{PAGE}[[#S‸ 1]]"), &["S 1", "section", "Text of it."]);
    }

    #[test]
    fn parameters_and_identifiers_are_explained() {
        let parameter = "{{cite web|title=T|url=http://example.org/a|acc‸essdate=2 May 2020}}";
        assert_shows(parameter, &["`accessdate`", "`access-date`", "last found", "A date."]);
        let value = "{{cite web|title=T|url=http://example.org/a|url-status=li‸ve}}";
        assert_shows(value, &["`url-status`", "One of `live`, `dead`"]);
        let foreign = "{{cite web|title=T|url=http://example.org/a|chap‸ter=x}}";
        assert_shows(foreign, &["`cite web` leaves it out"]);
        assert_shows("{{cite web|ti‸tel=T}}", &["no parameter", "`title`"]);
        assert_shows(
            "{{cite book|title=T|isbn=0-306-‸40615-2}}",
            &["valid ISBN", "Special:BookSources/9780306406157"],
        );
        assert_shows("{{cite book|title=T|doi=‸12.34}}", &["DOI", "starts with `10.`"]);
        assert_shows("{{ci‸te web|title=T}}", &["needs", "`url`"]);
    }

    #[test]
    fn rules_are_explained_where_they_found_something() {
        assert_shows(
            "A<ref name=‸x />",
            &["**ref-undefined**", "https://citelint.github.io/rules/ref-undefined"],
        );
        assert_eq!(shown("Pla‸in."), "");
    }

    #[test]
    fn clients_without_markdown_get_plain_text() {
        let capabilities =
            json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] } } });
        let capabilities: ClientCapabilities =
            serde_json::from_value(capabilities).expect("capabilities");
        let text = format!("{PAGE}<ref name='a ‸b' />");
        with_client(&text, &Client::new(capabilities), |page, at| {
            let hover = hover(page, at[0]).expect("a hover");
            let Contents::MarkupContent(content) = &hover.contents else { panic!("{hover:?}") };
            assert!(content.value.starts_with("[1] a b"), "{}", content.value);
            assert!(!content.value.contains(['\\', '`']), "{}", content.value);
            assert_eq!(text_of(page, hover.range.expect("a range")), "<ref name='a b' />");
        });
    }
}
