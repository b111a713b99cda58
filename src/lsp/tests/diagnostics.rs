use serde_json::{Value, json};

use super::{PAGE, Session, capabilities, range, rules};

/// A client that asks for diagnostics.
fn pulling(options: &Value) -> Session {
    let mut offers = capabilities("utf-16");
    offers["textDocument"]["diagnostic"] = json!({ "dynamicRegistration": false });
    Session::with(json!({ "capabilities": offers, "initializationOptions": options }))
}

#[test]
fn diagnostics_say_all_that_is_known() {
    let mut session = Session::new("utf-16");
    let text = "A\u{1f642}<ref name=a>x</ref>\nB<ref name=a>y</ref>\n\
        {{cite web|title=T|url=https://example.org/}}\n<references>\n<ref name=b>z</ref>\n\
        </references>\n";
    session.open(PAGE, text);
    let found = session.diagnostics(PAGE, Some(1));
    let duplicate = found.iter().find(|it| it["code"] == "ref-duplicate-definition");
    let duplicate = duplicate.expect("it is found");
    assert_eq!(duplicate["severity"], 1);
    assert_eq!(duplicate["source"], "citelint");
    let link = duplicate["codeDescription"]["href"].as_str().expect("a link");
    assert!(link.ends_with("/rules/ref-duplicate-definition"), "{link}");
    let related = &duplicate["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], PAGE);
    let lines = [&duplicate["range"], &related["range"]].map(|it| it["start"]["line"].clone());
    assert!(lines.contains(&json!(0)) && lines.contains(&json!(1)), "{lines:?}");
    let unused = found.iter().find(|it| it["code"] == "ref-unused-definition");
    assert_eq!(unused.expect("it is found")["tags"], json!([1]));
    session.end();
}

#[test]
fn a_client_gets_only_what_it_can_show() {
    let mut session = Session::with(json!({ "capabilities": {} }));
    session.open(PAGE, "<ref name=a>x</ref><ref name=a>y</ref><references/>");
    let found = session.diagnostics(PAGE, Some(1));
    assert!(!found.is_empty());
    for it in found {
        for key in ["codeDescription", "relatedInformation", "tags"] {
            assert!(it.get(key).is_none(), "{it}");
        }
    }
    assert!(session.capabilities.get("codeActionProvider").is_none());
    session.end();
}

#[test]
fn the_newest_version_is_linted_and_a_closed_page_is_clean() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, "a</ref>");
    for version in 2..40 {
        let start = range((0, 0), (0, 0));
        session.change(PAGE, version, &[json!({ "range": start, "text": "</ref>" })]);
    }
    let found = session.diagnostics(PAGE, Some(39));
    assert_eq!(rules(&found).iter().filter(|it| **it == "ref-stray-close").count(), 39);
    session.tell("textDocument/didClose", json!({ "textDocument": { "uri": PAGE } }));
    assert!(session.diagnostics(PAGE, None).is_empty());
    session.end();
}

#[test]
fn pages_are_linted_on_save_if_that_is_wanted() {
    let options = json!({ "run": "onSave" });
    let mut session = Session::with(
        json!({ "capabilities": capabilities("utf-8"), "initializationOptions": options }),
    );
    session.open(PAGE, "a");
    assert!(session.diagnostics(PAGE, Some(1)).is_empty());
    session.change(PAGE, 2, &[json!({ "text": "a</ref>" })]);
    session.change(PAGE, 3, &[json!({ "text": "a</ref></ref>" })]);
    session.at("textDocument/hover", 0, 0).expect("an answer");
    let is_linted = session.told.iter().any(|it| it.params["version"].as_i64() > Some(1));
    assert!(!is_linted, "{:?}", session.told);
    session.tell("textDocument/didSave", json!({ "textDocument": { "uri": PAGE } }));
    assert_eq!(session.diagnostics(PAGE, Some(3)).len(), 2);
    session.end();
}

#[test]
fn a_client_may_ask_for_diagnostics() {
    let mut session = pulling(&Value::Null);
    assert_eq!(session.capabilities["diagnosticProvider"]["workspaceDiagnostics"], false);
    session.open(PAGE, "a</ref>");
    let page = json!({ "uri": PAGE });
    let params = json!({ "textDocument": page });
    let report = session.ask("textDocument/diagnostic", params).expect("an answer");
    assert_eq!(report["kind"], "full");
    assert_eq!(rules(report["items"].as_array().expect("a list")), ["ref-stray-close"]);
    let params = json!({ "textDocument": page, "previousResultId": report["resultId"] });
    let report = session.ask("textDocument/diagnostic", params).expect("an answer");
    assert_eq!(report["kind"], "unchanged");
    assert!(session.told.is_empty(), "nothing is sent twice: {:?}", session.told);
    session.end();
}

#[test]
fn a_client_may_ask_about_the_whole_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a path");
    std::fs::write(path.join("a.wiki"), "a</ref>").expect("written");
    std::fs::write(path.join("b.wiki"), "b").expect("written");
    let mut offers = capabilities("utf-8");
    offers["textDocument"]["diagnostic"] = json!({});
    let mut session = Session::with(json!({
        "capabilities": offers,
        "workspaceFolders": [{ "uri": super::uri(&path), "name": "wiki" }],
        "initializationOptions": { "scope": "workspace" },
    }));
    assert_eq!(session.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    let page = super::uri(&path.join("b.wiki"));
    session.open(&page, "b</ref></ref>");
    let mut ask = |known: Value| {
        let params = json!({ "previousResultIds": known });
        let report = session.ask("workspace/diagnostic", params).expect("an answer");
        report["items"].as_array().expect("a list").clone()
    };
    let items = ask(json!([]));
    assert_eq!(items.iter().map(|it| &it["uri"]).filter(|it| **it == page).count(), 1);
    let count = |it: &Value| it["items"].as_array().map(Vec::len);
    assert_eq!(items.iter().filter_map(count).sum::<usize>(), 3, "{items:?}");
    let known = items.iter().map(|it| json!({ "uri": it["uri"], "value": it["resultId"] }));
    let known: Value = known.collect();
    assert!(ask(known.clone()).iter().all(|it| it["kind"] == "unchanged"));
    std::fs::write(path.join("a.wiki"), "a</ref></ref></ref>").expect("written");
    let items = ask(known);
    assert_eq!(items.iter().filter_map(count).sum::<usize>(), 3, "only what has changed");
    session.end();
}
