//! Every entry of the packs keeps what its examples promise, and circumstances are seen.

use std::fmt::Write as _;

use super::scan::{Found, scan};
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::site::Site;
use crate::site::wording::Level;

const FILES: [(&str, &str); 2] = [
    ("en", include_str!("../../../rules/wording/en.toml")),
    ("de", include_str!("../../../rules/wording/de.toml")),
];

fn site(language: &str) -> Site {
    Site { language: language.to_owned(), ..Site::mediawiki().clone() }
}

/// The wiki with an entry that is off by default.
fn with_entry(language: &str, entry: &str) -> Site {
    let layer =
        format!("language = '{language}'\nwording.{language}.entry.{entry}.severity = 'info'");
    Site::extended([layer.parse().expect("TOML")]).expect("a valid layer")
}

/// What a page's pack finds, by entry, level and text.
fn found(text: &str, site: &Site, dialect: Dialect) -> Vec<(String, Level, String, bool)> {
    let doc = Document::of_dialect(text, site, dialect);
    let pack = site.wording.pack(&site.language).expect("a pack").expect("a valid pack");
    let show = |found: Found<'_>| {
        let text = found.text.of(doc.prose().text()).to_owned();
        (found.entry.name.clone(), found.level, text, found.is_reported)
    };
    scan(pack, &doc).into_iter().map(show).collect()
}

#[test]
fn examples_come_out_as_documented() {
    let mut wrong = String::new();
    for (language, file) in FILES {
        let site = site(language);
        let data: toml::Table = file.parse().expect("the pack is TOML");
        let entries = data["entry"].as_table().expect("entries");
        for (name, entry) in entries {
            let examples = |key: &str| {
                let list = entry.get(key).and_then(toml::Value::as_array);
                list.into_iter().flatten().map(|it| it.as_str().expect("a text").to_owned())
            };
            let category = |entry: &str| data["entry"][entry]["category"].clone();
            if examples("bad").count() == 0 || examples("good").count() == 0 {
                writeln!(wrong, "{language}: `{name}` lacks examples").expect("a string");
            }
            let is_off = entry["severity"].as_str() == Some("off");
            let switched_on = is_off.then(|| with_entry(language, name));
            for text in examples("bad") {
                let found = found(&text, switched_on.as_ref().unwrap_or(&site), Dialect::Wikitext);
                if !found.iter().any(|it| it.0 == *name) {
                    writeln!(wrong, "{language}: `{name}` does not find: {text}")
                        .expect("a string");
                }
            }
            for text in examples("good") {
                let found = found(&text, &site, Dialect::Wikitext);
                let wrongly = found.iter().find(|it| category(&it.0) == category(name));
                if let Some((other, _, word, _)) = wrongly {
                    writeln!(wrong, "{language}: `{other}` finds `{word}`: {text}")
                        .expect("a string");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_category_has_a_rule() {
    for (language, file) in FILES {
        let data: toml::Table = file.parse().expect("the pack is TOML");
        for (name, category) in data["category"].as_table().expect("categories") {
            let rule = category["rule"].as_str().expect("a rule");
            let file = format!("src/rules/{}.rs", rule.replace('-', "_"));
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            assert!(path.exists(), "{language}: no rule `{rule}`, which `{name}` names");
        }
    }
}

/// A pack of few words, so that these tests do not depend on what the packs hold.
fn small() -> Site {
    let pack = r#"
        replace = true
        negations = ["not"]
        negation-reach = 1
        attributions = ["according to"]
        exceptions = ["bright red", "shiny"]
        [inflection.noun.forms]
        plural = { "" = "s" }
        [category.a]
        rule = "npov-puffery"
        message = "{match}"
        help = "h"
        skip = ["quotation", "title", "negated", "proper-name", "references"]
        lower = ["attributed", "cited", "link"]
        [entry.one]
        category = "a"
        severity = "warning"
        patterns = ["bright", "gem/noun", "world-class", "shiny", "top of the (line|range)"]
        unless-before = ["pupil/noun", ", he"]
        unless-after = ["too", "^ so"]
        [entry.two]
        category = "a"
        severity = "info"
        patterns = ["a true gem", "fine ,"]
    "#;
    let pack: toml::Table = pack.parse().expect("TOML");
    let language = toml::Table::from_iter([("en".to_owned(), toml::Value::Table(pack))]);
    let layer = toml::Table::from_iter([("wording".to_owned(), toml::Value::Table(language))]);
    Site::extended([layer]).expect("a valid pack")
}

fn shown(text: &str) -> Vec<String> {
    let found = found(text, &small(), Dialect::Wikitext);
    found.into_iter().map(|(_, level, text, _)| format!("{level:?} {text}")).collect()
}

#[test]
fn circumstances_decide() {
    let none: [&str; 0] = [];
    assert_eq!(
        shown("A bright mill. Two gems. World class. World-class."),
        ["Warning bright", "Warning gems", "Warning World class", "Warning World-class",]
    );
    for skipped in [
        "The \"bright mill\".",
        "A ''Bright Bright Mill''.",
        "It is not bright.",
        "It is not very bright.",
        "The Bright Mill.",
        "== References ==\nbright",
        "A bright red mill.",
        "A bright pupil.",
        "A bright, he said.",
        "Too bright.",
        "So bright.",
        "A shiny mill.",
        "All-bright mills.",
        "{{x|bright}}",
        "<ref>bright</ref>",
        "[[bright|x]]",
        "<!-- bright -->",
        "brightness",
    ] {
        assert_eq!(shown(skipped), none, "{skipped}");
    }
    for lowered in ["According to Lindt it is bright.", "bright.<ref>x</ref>", "[[bright]]"] {
        assert_eq!(shown(lowered), ["Info bright"], "{lowered}");
    }
    assert_eq!(shown("It is so bright. It is a {{nowrap|bright}} mill."), ["Warning bright"; 2]);
    assert_eq!(shown("It is a true gem. Fine, and fine."), ["Info a true gem", "Info Fine"]);
    assert_eq!(shown("The top of the ''range''."), ["Warning top of the range"]);
}

#[test]
fn one_finding_is_reported_of_a_sentence() {
    let found = found("A true gem, fine, and bright. A gem.", &small(), Dialect::Wikitext);
    let reported: Vec<_> = found.iter().filter(|it| it.3).map(|it| &*it.2).collect();
    assert_eq!(reported, ["bright", "gem"]);
}

#[test]
fn copied_pages_are_read_too() {
    let text = "A bright mill.\nIt is bright.[1]\nReferences\n1. ↑ A bright book.\n";
    let found = found(text, &small(), Dialect::Rendered);
    let levels: Vec<_> = found.iter().map(|it| it.1).collect();
    assert_eq!(levels, [Level::Warning, Level::Info]);
}

#[test]
fn packs_that_make_no_sense_are_refused() {
    for wrong in [
        "[wording.en.entry.x]\ncategory = 'none'\nseverity = 'info'\npatterns = ['x']",
        "[wording.en.entry.x]\ncategory = 'puffery'\nseverity = 'info'\npatterns = ['x/none']",
        "[wording.en.entry.x]\ncategory = 'puffery'\nseverity = 'info'\npatterns = ['* #']",
        "[wording.en.entry.x]\ncategory = 'puffery'\nseverity = 'info'\npatterns = ['(a|)']",
        "[wording.en.entry.x]\ncategory = 'puffery'\nseverity = 'info'\npatterns = []\nskip = ['x']",
    ] {
        assert!(Site::extended([wrong.parse().expect("TOML")]).is_err(), "{wrong}");
    }
}
