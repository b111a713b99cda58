//! What the prose of small pages is.

use super::*;
use crate::facts::Document;

fn document(text: &str) -> Document<'_> {
    Document::new(text, Site::mediawiki())
}

fn paragraphs(text: &str) -> Vec<(BlockKind, String)> {
    let document = document(text);
    let prose = document.prose();
    prose.paragraphs().iter().map(|it| (it.kind, it.text.of(prose.text()).to_owned())).collect()
}

fn context(text: &str, word: &str) -> Context {
    let document = document(text);
    let at = text.find(word).expect("the word is there") as u32;
    document.prose().context_at(at).unwrap_or_else(|| panic!("no prose at {word}"))
}

#[test]
fn markup_is_not_text() {
    use BlockKind::{Caption, Heading, ListItem, Paragraph, TableCell};
    let text = "{{Infobox mill|name=Lindt}}\nThe '''mill''' of [[Lindt (town)|Lindt]]s<!-- c -->\n\
        is&nbsp;old<ref>R</ref> [[File:A.jpg|thumb|A [[cap]]]]([http://example.org site] [http://example.org]).\n\n\
        == Head ==\n* item {{nowrap|one two}}\n{|\n|+ Table\n! A cell\n| 12\n|}\n{{reflist}}";
    assert_eq!(
        paragraphs(text),
        [
            (Paragraph, "The mill of Lindts is old (site ).".to_owned()),
            (Caption, "A cap".to_owned()),
            (Heading, "Head".to_owned()),
            (ListItem, "item one two".to_owned()),
            (TableCell, "Table".to_owned()),
            (TableCell, "A cell".to_owned()),
        ]
    );
}

#[test]
fn blank_lines_and_quotation_templates_part_blocks() {
    let text = "{|\n| a\n\nb <br> c\n|}\nShe wrote:\n{{blockquote|A [[mill]]\n\nis a mill|Lindt}}\nand left.";
    let texts: Vec<String> = paragraphs(text).into_iter().map(|it| it.1).collect();
    assert_eq!(texts, ["a", "b   c", "She wrote:", "A mill", "is a mill", "and left."]);
    assert!(context(text, "is a").intersects(Context::QUOTATION));
    assert!(!context(text, "and left").intersects(Context::QUOTATION));
}

#[test]
fn unknown_templates_are_objects_in_their_line() {
    let text = "It is {{convert|5|km}} long. {{Lang|de|Die Mühle}} is {{unknown}}.";
    assert_eq!(paragraphs(text)[0].1, "It is \u{fffc} long. Die Mühle is \u{fffc}.");
    assert!(context(text, "Mühle").intersects(Context::FOREIGN));
}

#[test]
fn contexts_are_known_by_markup_and_by_marks() {
    let text = "Lead ''The Mills of Lindt'' and ''so'' said \"big [[mill]]s\".\n\n== H ==\n* x\n\
        <blockquote>\nown words\n</blockquote>\nbody <poem>verse</poem>";
    let is = |word, kind| context(text, word).intersects(kind);
    assert!(is("Lead", Context::LEAD) && is("Mills", Context::TITLE));
    assert!(is("so''", Context::EMPHASIS) && !is("so''", Context::TITLE));
    assert!(is("mill]]", Context::LINK) && is("mill]]", Context::QUOTATION));
    assert!(is("H ==", Context::HEADING) && is("x\n", Context::LIST));
    assert!(is("own", Context::QUOTATION) && is("verse", Context::QUOTATION));
    assert_eq!(context(text, "body"), Context::default());
    assert!(document(text).prose().context_at(text.find("<poem").expect("it") as u32).is_none());
}

#[test]
fn refs_behind_the_stop_belong_to_the_sentence_before() {
    let text =
        "One.<ref>a</ref> Two{{citation needed}}. Three. {{sfn|Lindt|1950}} Four.<ref>b</ref>Five";
    let document = document(text);
    let prose = document.prose();
    let found: Vec<_> = prose
        .sentences()
        .iter()
        .map(|it| (it.text.of(prose.text()), it.holds.are_cited(), it.holds.ask_for_source()))
        .collect();
    assert_eq!(
        found,
        [
            ("One.", true, false),
            ("Two.", false, true),
            ("Three.", true, false),
            ("Four.", true, false),
            ("Five", false, false),
        ]
    );
    assert_eq!(prose.sentences()[0].span.of(text), "One.<ref>a</ref>");
    assert_eq!(prose.sentences()[2].span.of(text), "Three. {{sfn|Lindt|1950}}");
    let at = |word| prose.sentence_at(text.find(word).expect("it") as u32);
    assert_eq!(at("wo{{"), Some(&prose.sentences()[1]));
    assert_eq!(at("needed"), None);
}

#[test]
fn spans_lead_back_to_the_source() {
    let text = "A&nbsp;''b'' [[c|d]]e [[File:X.jpg|thumb|caption]] f";
    let document = document(text);
    let prose = document.prose();
    let span = |word: &str| {
        let at = prose.text().find(word).expect("it") as u32;
        prose.source_span(Span::new(at, at + word.len() as u32)).of(text)
    };
    assert_eq!(span("A b d"), "A&nbsp;''b'' [[c|d");
    assert_eq!(span("A "), "A&nbsp;");
    assert_eq!((span("e"), span("caption")), ("e", "caption"));
    assert_eq!(
        prose.sentence_at(text.find("aption").expect("it") as u32).map(|it| it.paragraph),
        Some(1)
    );
}

#[test]
fn sections_have_kinds_that_subsections_share() {
    use SectionKind::{Body, Plot, References};
    let text = "a\n== Plot ==\nb\n=== Part one ===\nc\n== Reception ==\nd\n== References ==\ne";
    let document = document(text);
    let kinds: Vec<_> = document
        .prose()
        .paragraphs()
        .iter()
        .filter(|it| it.kind == BlockKind::Paragraph)
        .map(|it| (it.section, it.section_kind))
        .collect();
    assert_eq!(kinds, [(0, Body), (1, Plot), (2, Plot), (3, Body), (4, References)]);
}

#[test]
fn a_copied_page_has_lines_and_markers() {
    use BlockKind::{Heading, ListItem, Paragraph};
    let text = "The mill is old.[1] It burned.\n\nHistory[edit]\nIt was \"rebuilt\".[2]\n• a bullet\n\n\
        References[edit]\n1. ↑ Lindt, A. Mills.\n2. ↑ Lindt, A. More mills.\n";
    let document = Document::of_dialect(text, Site::mediawiki(), Dialect::Rendered);
    let prose = document.prose();
    let found: Vec<_> = prose
        .sentences()
        .iter()
        .map(|it| (it.text.of(prose.text()), it.holds.are_cited(), prose.paragraph_of(it).kind))
        .collect();
    assert_eq!(
        found,
        [
            ("The mill is old.", true, Paragraph),
            ("It burned.", false, Paragraph),
            ("History", false, Heading),
            ("It was \"rebuilt\".", true, Paragraph),
            ("a bullet", false, ListItem),
            ("References", false, Heading),
        ]
    );
    let quoted = text.find("rebuilt").expect("it") as u32;
    assert!(prose.context_at(quoted).is_some_and(|it| it.intersects(Context::QUOTATION)));
}
