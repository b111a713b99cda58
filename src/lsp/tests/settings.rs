use std::fs;

use serde_json::{Value, json};

use super::{PAGE, Session, capabilities, rules, uri};

#[test]
fn each_page_has_the_settings_of_the_nearest_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a path");
    fs::create_dir(path.join("inner")).expect("made");
    fs::write(path.join("citelint.toml"), "ignore = ['ref-stray-close']\n").expect("written");
    fs::write(path.join("inner/citelint.toml"), "exclude = ['b.wiki']\n").expect("written");
    let mut session = Session::in_folder(&path, &Value::Null);
    let mut found = |page: &str| {
        let page = uri(&path.join(page));
        session.open(&page, "a</ref>");
        session.diagnostics(&page, Some(1)).len()
    };
    assert_eq!((found("a.wiki"), found("inner/a.wiki"), found("inner/b.wiki")), (0, 1, 0));
    session.end();
}

#[test]
fn changed_settings_are_read_and_mistakes_in_them_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a path");
    let (page, file) = (uri(&path.join("a.wiki")), path.join("citelint.toml"));
    let mut session = Session::in_folder(&path, &Value::Null);
    session.open(&page, "a</ref>");
    assert_eq!(session.diagnostics(&page, Some(1)).len(), 1);
    let asked = session.asked.iter().find(|it| it.method == "client/registerCapability");
    let watched = &asked.expect("it watches").params["registrations"][0];
    assert_eq!(watched["method"], "workspace/didChangeWatchedFiles");

    let change = |text: &str| {
        fs::write(&file, text).expect("written");
        json!({ "changes": [{ "uri": uri(&file), "type": 2 }] })
    };
    session.tell("workspace/didChangeWatchedFiles", change("ignore = ['ref-stray-close']\n"));
    assert_eq!(session.diagnostics(&page, Some(1)).len(), 0);
    session.tell("workspace/didChangeWatchedFiles", change("# \u{1f642}\nignor = []\n"));
    let mistakes = session.diagnostics(&uri(&file), None);
    assert_eq!(mistakes[0]["range"], super::range((1, 0), (1, 5)));
    assert!(mistakes[0]["message"].as_str().expect("text").contains("did you mean `ignore`?"));
    assert_eq!(session.diagnostics(&page, Some(1)).len(), 1, "what is built in holds");
    session.tell("workspace/didChangeWatchedFiles", change("ignore = []\n"));
    assert!(session.diagnostics(&uri(&file), None).is_empty());
    session.end();
}

#[test]
fn the_editor_has_the_last_word() {
    let options = json!({ "citelint": { "select": ["ref-stray-close"] } });
    let mut session = Session::with(json!({
        "capabilities": capabilities("utf-8"), "initializationOptions": options,
    }));
    session.open(PAGE, "a <ref>b</ref></ref>");
    assert_eq!(rules(&session.diagnostics(PAGE, Some(1))), ["ref-stray-close"]);
    let change = |settings: Value| json!({ "settings": { "citelint": settings } });
    session.tell(
        "workspace/didChangeConfiguration",
        change(json!({ "select": ["ref-leading-space"] })),
    );
    assert_eq!(rules(&session.diagnostics(PAGE, Some(1))), ["ref-leading-space"]);
    session.tell("workspace/didChangeConfiguration", change(json!({ "select": ["ref-nonsense"] })));
    let shown = session.told("window/showMessage", |_| true);
    assert!(shown["message"].as_str().expect("text").contains("ref-nonsense"), "{shown}");
    session.tell("workspace/didChangeConfiguration", change(json!({ "run": 7 })));
    let shown = session.told("window/showMessage", |it| {
        it["message"].as_str().is_some_and(|it| it.contains("settings of citelint"))
    });
    assert_eq!(shown["type"], 2);
    session.end();
}

#[test]
fn the_whole_workspace_is_linted_if_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a path");
    let (a, b) = (path.join("a.wiki"), path.join("b.wiki"));
    fs::write(&a, "a</ref>").expect("written");
    fs::write(&b, "b").expect("written");
    let mut session = Session::in_folder(&path, &json!({ "scope": "workspace" }));
    assert_eq!(session.diagnostics(&uri(&a), None).len(), 1);
    session.open(&uri(&a), "a</ref></ref>");
    assert_eq!(session.diagnostics(&uri(&a), Some(1)).len(), 2);
    session.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&a) } }));
    assert_eq!(session.diagnostics(&uri(&a), None).len(), 0, "taken back first");
    assert_eq!(session.diagnostics(&uri(&a), None).len(), 1, "then as it is on disk");
    fs::write(&b, "b</ref></ref></ref>").expect("written");
    let change = json!({ "changes": [{ "uri": uri(&b), "type": 2 }] });
    session.tell("workspace/didChangeWatchedFiles", change);
    assert_eq!(session.diagnostics(&uri(&b), None).len(), 3);
    session.end();
}
