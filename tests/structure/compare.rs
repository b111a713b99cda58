//! Brings the facts of the data and of the tree to one spelling, and compares them.

use serde_json::{Map, Value, json};

use crate::facts::without_comments;
use crate::text::{percent_decode, squeeze, url_spelling};

/// One kind of fact that does not match.
pub(crate) struct Miss {
    pub(crate) kind: String,
    pub(crate) expected: Value,
    pub(crate) got: Value,
}

/// Compares the kinds that a case states, each as `each(kind, matched)`; returns what differs.
pub(crate) fn compare(
    case: &Value,
    got: &Map<String, Value>,
    mut each: impl FnMut(&str, bool),
) -> Vec<Miss> {
    let stated = case["facts"].as_object().expect("a case states its facts");
    let more_is_fine = case["superset_ok"].as_bool().unwrap_or(false);
    let source = case["wikitext"].as_str().unwrap_or_default();
    let mut misses = Vec::new();
    for (kind, expected) in stated {
        // Templates that the tests' wiki fails to expand are missing from some cases.
        if kind == "templates" && case["templates_exact"] != true {
            continue;
        }
        // The old parser states only links to pages that exist on the tests' wiki.
        let ours = if kind == "wikilinks_php" { "wikilinks" } else { kind.as_str() };
        let none = if kind == "list_items" { json!(0) } else { json!([]) };
        let got = got.get(ours).unwrap_or(&none);
        let expected = expected_spelling(kind, expected, source);
        let got = got_spelling(kind, got);
        let more_is_fine = more_is_fine || kind == "wikilinks_php";
        let matched = matches(&expected, &got, more_is_fine);
        each(kind, matched);
        if !matched {
            misses.push(Miss { kind: kind.clone(), expected, got });
        }
    }
    misses
}

fn matches(expected: &Value, got: &Value, more_is_fine: bool) -> bool {
    match (expected, got) {
        (Value::Array(expected), Value::Array(got)) if more_is_fine => {
            let mut rest = got.iter();
            expected.iter().all(|wanted| rest.any(|have| matches(wanted, have, false)))
        }
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len()
                && expected.iter().zip(got).all(|(wanted, have)| matches(wanted, have, false))
        }
        // The data leaves out attributes and bodies that extensions rewrite.
        (Value::Object(expected), Value::Object(got)) => expected
            .iter()
            .all(|(key, wanted)| got.get(key).is_some_and(|have| matches(wanted, have, false))),
        (Value::Number(expected), Value::Number(got)) if more_is_fine => {
            expected.as_u64() <= got.as_u64()
        }
        _ => expected == got,
    }
}

/// The facts of the data, without what depends on the wiki rather than on the markup.
fn expected_spelling(kind: &str, value: &Value, source: &str) -> Value {
    let each = |spell: &dyn Fn(&Value) -> Value| -> Value {
        value.as_array().map_or_else(|| value.clone(), |list| list.iter().map(spell).collect())
    };
    let second = |fact: &Value| json!(squeeze(fact[1].as_str().unwrap_or_default()));
    match kind {
        "external_links" => each(&|fact| {
            let url = url_spelling(fact[0].as_str().unwrap_or_default());
            let free = fact[2] == "free";
            let text = squeeze(fact[1].as_str().unwrap_or_default());
            json!([url, if free { url.clone() } else { text }, fact[2]])
        }),
        "interwiki_links" | "magic_links" => each(&second),
        "language_links" => each(&|fact| {
            let url = percent_decode(fact.as_str().unwrap_or_default());
            let title = url.split_once("/wiki/").map_or("", |(_, title)| title);
            json!(squeeze(&title.replace('_', " ")))
        }),
        "media_links" => each(&|fact| {
            let target = percent_decode(fact.as_str().unwrap_or_default()).replace('_', " ");
            json!(target.strip_prefix("./Media:").unwrap_or(&target))
        }),
        "redirect" => each(&|fact| {
            let target = fact.as_str().unwrap_or_default();
            if target.contains("//") { json!("elsewhere") } else { fact.clone() }
        }),
        "categories" => each(&|fact| {
            let sort = fact[1].as_str().map(|sort| squeeze(&percent_decode(sort)));
            json!([fact[0], sort])
        }),
        "headings" | "bold_italic" => {
            each(&|fact| json!([fact[0], squeeze(fact[1].as_str().unwrap_or_default())]))
        }
        "wikilinks" | "wikilinks_php" => each(&|fact| {
            let text = squeeze(fact[2].as_str().unwrap_or_default());
            json!([fact[0], fact[1], text])
        }),
        // MediaWiki adds a table of contents of its own accord; the markup does not hold it.
        "behaviour_switches" if !source.to_uppercase().contains("__TOC__") => {
            let mut list = value.as_array().cloned().unwrap_or_default();
            list.retain(|word| word != "toc");
            Value::Array(list)
        }
        "tables" => each(&|table| {
            let mut table = table.clone();
            if let Some(rows) = table["rows"].as_array_mut() {
                rows.retain(|row| row != "");
            }
            table
        }),
        "templates" => each(&template_spelling),
        _ => value.clone(),
    }
}

/// The facts of the tree, in the same spelling where it loses something.
fn got_spelling(kind: &str, value: &Value) -> Value {
    match (kind, value) {
        ("templates", Value::Array(list)) => list.iter().map(template_spelling).collect(),
        _ => value.clone(),
    }
}

/// A template fact without comments. Some cases state `{{#if:a|b}}` as a function `#if:a` with the
/// parameter `b`, others as `#if` with two parameters, which is the spelling used here.
fn template_spelling(fact: &Value) -> Value {
    let stated = fact["target"].as_str().unwrap_or_default();
    let (target, first) = match stated.split_once(':') {
        Some((target, first)) if fact["kind"] == "function" => (target, Some(first)),
        _ => (stated, None),
    };
    let mut params = Map::new();
    if let Some(first) = first {
        params.insert("1".to_owned(), json!(without_comments(first)));
    }
    for (name, value) in fact["params"].as_object().into_iter().flatten() {
        let value = json!(without_comments(value.as_str().unwrap_or_default()));
        let name = match (first, name.parse::<u32>()) {
            (Some(_), Ok(position)) => (position + 1).to_string(),
            _ => name.clone(),
        };
        params.insert(name, value);
    }
    json!({ "kind": fact["kind"], "target": without_comments(target), "params": params })
}
