//! What is proposed where.

use lsp_types::{ClientCapabilities, CompletionItem, CompletionItemTextEdit, CompletionResponse};
use serde_json::json;

use super::completion;
use crate::lsp::client::Client;
use crate::lsp::page::Page;
use crate::lsp::testing::{edited, with_client, with_page};

fn items(page: &Page<'_>, at: u32) -> Vec<CompletionItem> {
    match completion(page, at, None) {
        Some(CompletionResponse::CompletionItemList(items)) => items,
        None => Vec::new(),
        other => panic!("{other:?}"),
    }
}

/// The labels of the proposals.
fn labels(marked: &str) -> Vec<String> {
    with_page(marked, |page, at| items(page, at[0]).into_iter().map(|it| it.label).collect())
}

/// The page after a proposal was taken.
fn taken(page: &Page<'_>, at: u32, label: &str) -> String {
    let items = items(page, at);
    let item = items.iter().find(|it| it.label == label).unwrap_or_else(|| panic!("{items:?}"));
    match &item.text_edit {
        Some(CompletionItemTextEdit::TextEdit(edit)) => edited(page, std::slice::from_ref(edit)),
        other => panic!("{other:?}"),
    }
}

fn completed(marked: &str, label: &str) -> String {
    with_page(marked, |page, at| taken(page, at[0], label))
}

/// The same for a client that goes from stop to stop.
fn with_stops(marked: &str, label: &str) -> String {
    let item = json!({ "snippetSupport": true });
    let capabilities = json!({ "textDocument": { "completion": { "completionItem": item } } });
    let capabilities: ClientCapabilities =
        serde_json::from_value(capabilities).expect("capabilities");
    with_client(marked, &Client::new(capabilities), |page, at| taken(page, at[0], label))
}

const PAGE: &str = "A<ref name=\"Tom & Co\">1</ref><ref name=b>{{cite book|last=Orme|title=Mills|\
    year=1904|publisher=Dale Press}}</ref><ref group=n name=c>3</ref>{{r|later}}\r\n\
    == Early life ==\r\n=== A [b] ===\r\n{{anchor|spot}}🙂\r\n";

#[test]
fn names_of_the_same_group_are_proposed() {
    let at = |end: &str| labels(&format!("{PAGE}{end}"));
    assert_eq!(at("<ref name=‸"), ["Tom & Co", "b", "later"]);
    assert_eq!(at("<ref name=\"T‸\" />"), ["Tom & Co", "b", "later"]);
    assert_eq!(at("<ref group=n name='‸'/>"), ["c"]);
    assert_eq!(at("<ref name=\"‸\" group=\"n\" />"), ["c"]);
    assert_eq!(at("<ref follow=‸"), ["Tom & Co", "b", "later"]);
    assert_eq!(at("{{r|‸"), ["Tom & Co", "b", "later"]);
    assert_eq!(at("{{r|x|b‸}}"), ["Tom & Co", "b", "later"]);
    assert_eq!(at("{{r|group=n|‸}}"), ["c"]);
    assert_eq!(at("<references><ref name=‸</references>"), ["later", "Tom & Co", "b"]);
    assert_eq!(at("<references group=n><ref name=‸>x</ref></references>"), ["c"]);
    assert_eq!(at("<ref group=‸"), ["n"]);
    assert_eq!(at("{{reflist|group=‸}}"), ["n"]);
}

#[test]
fn names_are_written_so_that_they_are_read_back() {
    let with =
        |end: &str, label: &str| completed(&format!("{PAGE}{end}"), label)[PAGE.len()..].to_owned();
    assert_eq!(with("<ref name=‸", "b"), "<ref name=b />");
    assert_eq!(with("<ref name=T‸ />", "Tom & Co"), "<ref name=\"Tom & Co\" />");
    assert_eq!(with("<ref name=\"T‸", "Tom & Co"), "<ref name=\"Tom & Co\" />");
    assert_eq!(with("<ref name='T‸' />", "Tom & Co"), "<ref name='Tom & Co' />");
    assert_eq!(with("<ref name='T‸'", "Tom & Co"), "<ref name='Tom & Co'");
    assert_eq!(with("{{r|T‸}}", "Tom & Co"), "{{r|Tom & Co}}");
}

#[test]
fn short_citations_are_made_of_the_sources_of_the_page() {
    let with =
        |end: &str, label: &str| completed(&format!("{PAGE}{end}"), label)[PAGE.len()..].to_owned();
    assert_eq!(with("{{sfn|‸", "Orme 1904"), "{{sfn|Orme|1904");
    assert_eq!(with("{{sfn|Orme|‸}}", "1904"), "{{sfn|Orme|1904}}");
    assert_eq!(with("{{sfnm|Orme|1904|O‸}}", "Orme 1904"), "{{sfnm|Orme|1904|Orme|1904}}");
    assert_eq!(with("{{sfn|Orme|1904|‸}}", "p"), "{{sfn|Orme|1904|p=}}");
}

#[test]
fn sections_and_anchors_are_proposed_for_links() {
    assert_eq!(labels(&format!("{PAGE}[[#‸")), ["Early life", "A [b]", "spot"]);
    let with = completed(&format!("{PAGE}[[#A‸]]"), "A [b]");
    assert_eq!(&with[PAGE.len()..], "[[#A %5Bb%5D]]");
    let with = completed(&format!("{PAGE}[[#E‸"), "Early life");
    assert_eq!(&with[PAGE.len()..], "[[#Early life]]");
    assert!(labels(&format!("{PAGE}[[Page#‸")).is_empty());
}

#[test]
fn templates_and_tags_are_proposed() {
    let templates = labels("{{foo}} {{ci‸");
    for name in ["cite web", "sfn", "r", "reflist", "foo", "PAGENAME"] {
        assert!(templates.iter().any(|it| it == name), "{name}");
    }
    assert_eq!(completed("{{ci‸}}", "cite web"), "{{cite web}}");
    assert_eq!(with_stops("{{ci‸}}", "cite web"), "{{cite web |url=$1 |title=$2$0}}");
    assert_eq!(completed("<re‸", "ref"), "<ref");
    assert_eq!(with_stops("<re‸", "ref name"), "<ref name=\"$1\">$0</ref>");
    assert_eq!(completed("<ref>a</‸", "ref"), "<ref>a</ref>");
    assert_eq!(labels("<ref name=a ‸ />"), ["group", "follow", "dir"]);
    assert!(labels("a <‸").contains(&"references".to_owned()));
    assert!(labels("a < ‸").is_empty());
}

#[test]
fn parameters_that_are_missing_are_proposed() {
    let names = labels("{{cite web|last=A|access‸|title=B}}");
    assert_eq!(names[0], "url");
    for name in ["access-date", "first", "last2", "website"] {
        assert!(names.iter().any(|it| it == name), "{name}");
    }
    for name in ["last", "surname", "author", "title", "chapter-url-x", "class"] {
        assert!(names.iter().all(|it| it != name), "{name}");
    }
    assert_eq!(completed("{{cite web|acc‸}}", "access-date"), "{{cite web|access-date=}}");
    assert!(labels("{{infobox|a‸}}").is_empty());
}

#[test]
fn values_of_parameters_are_proposed() {
    assert_eq!(labels("{{cite web|url-access=‸}}"), ["subscription", "registration", "limited"]);
    assert_eq!(labels("{{cite web|access-date= ‸}}"), ["2026-05-17"]);
    let dmy = "{{use dmy dates}}<ref>{{cite web|url=a|access-date=‸";
    assert_eq!(labels(dmy), ["17 May 2026"]);
    assert_eq!(labels(&format!("{PAGE}{{{{cite book|publisher=‸}}}}")), ["Dale Press"]);
    assert!(labels("{{cite web|language=‸}}").contains(&"de".to_owned()));
    assert_eq!(
        labels("{{cite web|url=https://doi.org/10.1000/182|doi=‸|title=A}}"),
        ["10.1000/182", "10."]
    );
}

#[test]
fn words_of_mediawiki_and_of_citelint_are_proposed() {
    assert!(labels("__NO‸").contains(&"__NOTOC__".to_owned()));
    let rules = labels("<!-- citelint-disable ref-u‸");
    assert!(rules.contains(&"ref-undefined".to_owned()));
    assert!(labels("<!-- citelint-disable ref-undefined: rea‸").is_empty());
    assert!(labels("<!-- just {{‸").is_empty());
    assert!(labels("plain ‸").is_empty());
}

#[test]
fn every_place_of_a_page_can_be_asked() {
    let page = "== A ==\r\n<ref name='ü'>{{cite web|url=http://x|title=🙂|{{!}}}}</ref><!-- c -->\
        [[#a|b]]{{{x|y}}}</b>{{#tag:ref|z}}__TOC__ <";
    for at in page.char_indices().map(|(at, _)| at) {
        labels(&format!("{}‸{}", &page[..at], &page[at..]));
    }
}
