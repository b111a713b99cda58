//! What a page's refs become, from source to footnotes.

use super::*;
use crate::facts::Document;
use crate::site::Site;

fn index(text: &'static str) -> RefIndex<'static> {
    Document::new(text, Site::mediawiki()).refs
}

fn shown(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let shown_error = |error: &CiteError| (error.key(), error.span.of(text));
    index(text).shown_errors().map(shown_error).collect()
}

fn labels(text: &'static str) -> Vec<String> {
    index(text).footnotes.iter().map(Footnote::label).collect()
}

#[test]
fn numbers_start_anew_after_a_list() {
    let text = "a<ref>1</ref> b<ref name=x>2</ref> c<ref name=x /> d<ref group=n>3</ref>
<references /><references group=n />
e<ref>4</ref>";
    assert_eq!(labels(text), ["1", "2", "n 1", "1"]);
    let index = index(text);
    assert_eq!(index.lists.len(), 3, "one is appended for the last ref");
    assert_eq!(index.lists[0].footnotes, [FootnoteId(0), FootnoteId(1)]);
    assert_eq!(index.footnotes[1].refs[..], [RefId(1), RefId(2)]);
    assert_eq!(index.footnotes[1].definition, Some(RefId(1)));
    assert!(index.errors.is_empty());
}

#[test]
fn spans_are_the_smallest_thing_to_change() {
    assert_eq!(
        shown("<ref nmae=\"Lee\">a</ref><ref name=7>b</ref><ref name=zoe />"),
        [
            ("cite_error_ref_parameter_suggestion", "nmae"),
            ("cite_error_ref_numeric_key", "7"),
            ("cite_error_references_no_text", "name=zoe"),
        ]
    );
    let text = "<ref name=a>one</ref><ref name=a>two</ref>";
    assert_eq!(shown(text), [("cite_error_references_duplicate_key", "two")]);
    assert_eq!(index(text).errors[0].related.unwrap().of(text), "one");
    assert_eq!(shown("a<ref></ref>"), [("cite_error_ref_no_input", "<ref></ref>")]);
    assert_eq!(
        shown("<ref group=n>a</ref>"),
        [("cite_error_group_refs_without_references", "group=n")]
    );
}

#[test]
fn templates_make_refs_and_lists() {
    let text =
        "a{{efn|One<ref name=s>Src</ref>|name=o}} b{{efn|name=o}} c{{r|s|t}} d{{sfn|Lee|2001|p=4}}
{{notelist}}
{{reflist|refs=<ref name=t>T</ref>}}";
    let index = index(text);
    let errors: Vec<_> = index.shown_errors().map(CiteError::key).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(labels(text), ["1", "lower-alpha 1", "2", "3"]);
    assert_eq!(index.footnotes[3].name.as_deref(), Some("FOOTNOTELee20014"));
    let listed = index.refs.iter().find(|tag| tag.span.of(text).starts_with("<ref name=t"));
    assert_eq!(listed.unwrap().in_list, Some(ListId(1)));
}

#[test]
fn an_unknown_template_makes_a_missing_text_uncertain() {
    let certainty = |text| index(text).errors[0].certainty;
    assert_eq!(certainty("<ref name=a />{{cite web}}"), Certainty::Certain);
    assert_eq!(certainty("<ref name=a />{{Infobox}}"), Certainty::TemplateMaySupply);
    assert_eq!(certainty("<ref />{{Infobox}}"), Certainty::Certain);
}

#[test]
fn list_defined_refs_in_a_function_are_handled_once() {
    let text = "<ref name=a />{{#tag:references|<ref name=a>A</ref><ref name=b>B</ref>}}";
    let index = index(text);
    assert_eq!(index.footnotes.len(), 2);
    assert_eq!(shown(text), [("cite_error_references_missing_key", "name=b")]);
    assert_eq!(index.errors.len(), 1);
    assert_eq!(index.footnotes[0].refs[..], [RefId(0), RefId(1)]);
}

#[test]
fn suggests_names() {
    let index = index("<ref name=\"Smith 1999\">a</ref><ref name=x group=n>b</ref>");
    let near = |group, name| index.nearest_name(group, name).map(|near| near.difference);
    assert_eq!(near("", "smith_1999"), Some(Difference::Spelling));
    assert_eq!(near("", "Smyth 1999"), Some(Difference::Characters(1)));
    assert_eq!(near("", "x"), Some(Difference::Group));
    assert_eq!(near("", "Jones"), None);
}

#[test]
fn sub_references_have_numbers_of_their_own() {
    let site = Site { sub_referencing: true, ..Site::mediawiki().clone() };
    let text = "<ref name=b details=p1>B</ref><ref name=b details=p2 /><ref name=b details=p1 />";
    let document = Document::new(text, &site);
    let labels: Vec<_> = document.refs.footnotes.iter().map(Footnote::label).collect();
    assert_eq!(labels, ["1", "1.1", "1.2"]);
    assert_eq!(document.refs.footnotes[1].refs[..], [RefId(0), RefId(2)]);
    assert!(document.refs.errors.is_empty());
}

#[test]
fn many_refs_take_linear_time() {
    let mut text = "<ref name=a>T</ref><ref name=a>U</ref>".repeat(20_000);
    text.push_str("{{reflist|refs=");
    text.push_str(&"<ref name=a>V</ref><ref name=b>W</ref>".repeat(20_000));
    text.push_str("}}");
    let document = Document::new(&text, Site::mediawiki());
    assert_eq!(document.refs.refs.len(), 80_000);
}
