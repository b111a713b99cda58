//! A slip of the pen in a tag is one fault, so it gets one finding.

use citelint::lint::{LintOptions, RuleSet, Selection, lint};
use citelint::rules::ALL;
use citelint::site::Site;

#[test]
fn each_slip_is_reported_once() {
    let pages = [
        r#"A<ref name="a">S</ref> B<ref name="a"//>"#,
        r#"A<ref name="a">S</ref> B<ref name="a" / > C<ref>D</ref>"#,
        r#"A<ref>S</ref name="a"> B<ref>T</ref>"#,
        r#"A<ref>S</ref name="a">"#,
        r#"A<ref/ name="a">S</ref>"#,
        r#"A<ref name="a"/ B<ref>T</ref>"#,
        r#"A<ref name="a" B. C."#,
        "A<reff>S</ref> B",
        "A< ref>T</ref> B",
        "A<ref>U</ ref> V <ref>W</ref>",
        "A<ref>U< /ref> V <ref>W</ref>",
        "A<ref>U<\\ref> V <ref>W</ref>",
        "A<ref>U<//ref> V <ref>W</ref>",
        "A<ref>U</ref/> V <ref>W</ref>",
        "A<ref>U</ref V <ref>W</ref>",
        "A<ref>U</reff> V <ref>W</ref>",
        "A<ref>S</ref>>",
        "B<<ref>T</ref>",
        "A<ref>S<ref/> B<ref>T</ref>",
        r#"A<ref name="a">S</ref> B<ref name="a"/>S</ref>"#,
        r#"A<refname="a">S</ref> B"#,
        "A<ref>S</ref>\n== H ==\n<refrences />",
    ];
    for page in pages {
        assert_eq!(found(page), ["ref-malformed-tag"], "{page}");
    }
}

#[test]
fn what_only_looks_like_a_slip_is_left_alone() {
    let pages = [
        "If a<b and c>d then <red> or <rev 5> or <refer to> or < reform >.",
        "A<Ref>S</REF> B<ref name=\"a\" >S</ref >",
        "<nowiki><reff>S</ref></nowiki>",
        "A<ref name=\"a\" / >S</ref>",
        "A <ref\nname=\"a\"\n>S</ref\n>",
    ];
    for page in pages {
        let found = found(page);
        assert!(!found.contains(&"ref-malformed-tag"), "{page}: {found:?}");
    }
}

/// The rules about references that report something on a page.
fn found(page: &str) -> Vec<&'static str> {
    let select = vec!["references".to_owned()];
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    let rules = RuleSet::new(ALL, &options).expect("the group exists");
    lint(page, Site::mediawiki(), &rules).into_iter().map(|it| it.rule.name).collect()
}
