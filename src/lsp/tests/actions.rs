use std::fs;

use serde_json::{Value, json};

use super::{PAGE, Session, capabilities, range, uri};

/// The actions for a range of a page.
fn actions(session: &mut Session, page: &str, at: &Value, only: Option<&str>) -> Vec<Value> {
    let only = only.map_or(json!({}), |only| json!({ "only": [only] }));
    let mut context = json!({ "diagnostics": [] });
    context.as_object_mut().expect("an object").extend(only.as_object().expect("one").clone());
    let params = json!({ "textDocument": { "uri": page }, "range": at, "context": context });
    let actions = session.ask("textDocument/codeAction", params).expect("an answer");
    actions.as_array().expect("a list").clone()
}

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    let is_it = |it: &&Value| it["title"].as_str().is_some_and(|it| it.starts_with(start));
    actions.iter().find(is_it).unwrap_or_else(|| panic!("no {start}: {actions:#?}"))
}

/// What the edits of an action make of a text of one line.
fn applied(edit: &Value, text: &str) -> String {
    let edits = edit["documentChanges"][0]["edits"].as_array().expect("edits");
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
        let offset = |at: &Value| {
            let line = at["line"].as_u64().expect("a line") as usize;
            let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            before + at["character"].as_u64().expect("a column") as usize
        };
        let span = offset(start)..offset(end);
        text.replace_range(span, edit["newText"].as_str().expect("text"));
    }
    text
}

#[test]
fn a_safe_fix_is_preferred_and_an_unsafe_one_is_marked() {
    let mut session = Session::new("utf-8");
    let text = "a <ref>x</ref>\nb<ref>y</ref><ref>y</ref>\n<references />\n";
    session.open(PAGE, text);
    let whole = range((0, 0), (3, 0));
    let found = actions(&mut session, PAGE, &whole, Some("quickfix"));
    let fixes: Vec<&Value> = found.iter().filter(|it| it.get("edit").is_some()).collect();
    assert!(!fixes.is_empty(), "{found:#?}");
    for fix in fixes {
        let is_unsafe = fix["title"].as_str().expect("a title").ends_with(" (unsafe)");
        assert_ne!(fix["isPreferred"] == true, is_unsafe, "{fix}");
        assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
        assert!(!fix["diagnostics"].as_array().expect("what it mends").is_empty());
    }
    session.end();
}

#[test]
fn all_safe_fixes_are_worked_out_when_they_are_chosen() {
    let mut session = Session::new("utf-8");
    let text = "a <ref>x</ref>\nb\nc <ref>y</ref>\n<references />\n";
    session.open(PAGE, text);
    for only in [Some("source.fixAll"), Some("source.fixAll.citelint"), Some("source"), None] {
        let found = actions(&mut session, PAGE, &range((1, 0), (1, 0)), only);
        let action = titled(&found, "Fix all").clone();
        assert!(action.get("edit").is_none());
        let resolved = session.ask("codeAction/resolve", action).expect("an answer");
        assert_eq!(
            applied(&resolved["edit"], text),
            "a<ref>x</ref>\nb\nc<ref>y</ref>\n<references />\n"
        );
    }
    let found = actions(&mut session, PAGE, &range((1, 0), (1, 0)), Some("source.organizeImports"));
    assert!(found.is_empty());
    let found = actions(&mut session, PAGE, &range((1, 0), (1, 0)), Some("source.fixAll"));
    session.change(PAGE, 2, &[json!({ "text": "a" })]);
    let stale = session.ask("codeAction/resolve", found[0].clone());
    assert!(stale.is_err(), "{stale:?}");
    session.end();
}

#[test]
fn a_client_that_cannot_ask_again_gets_the_edit_at_once() {
    let mut offers = capabilities("utf-8");
    offers["textDocument"]["codeAction"].as_object_mut().expect("one").remove("resolveSupport");
    offers["workspace"]["workspaceEdit"] = json!({});
    let mut session = Session::with(json!({ "capabilities": offers }));
    session.open(PAGE, "a <ref>x</ref>\n<references />\n");
    let found = actions(&mut session, PAGE, &range((0, 0), (0, 9)), Some("source.fixAll"));
    assert!(found[0]["edit"]["changes"][PAGE][0]["newText"].is_string(), "{found:?}");
    session.end();
}

#[test]
fn a_finding_can_be_silenced_here() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, "a\nb</ref>\n");
    let found = actions(&mut session, PAGE, &range((1, 3), (1, 3)), None);
    let action = titled(&found, "Silence `ref-stray-close`").clone();
    let resolved = session.ask("codeAction/resolve", action).expect("an answer");
    assert_eq!(
        applied(&resolved["edit"], "a\nb</ref>\n"),
        "a\n<!-- citelint-disable-next-line ref-stray-close -->\nb</ref>\n"
    );
    session.end();
}

#[test]
fn a_rule_can_be_turned_off_in_the_file_of_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a path");
    let (page, file) = (uri(&path.join("a.wiki")), path.join("citelint.toml"));
    let mut session = Session::in_folder(&path, &Value::Null);
    session.open(&page, "b</ref>\n");
    let mut turn_off = || {
        let found = actions(&mut session, &page, &range((0, 3), (0, 3)), None);
        let action = titled(&found, "Turn `ref-stray-close` off in citelint.toml").clone();
        let mut resolved = session.ask("codeAction/resolve", action).expect("an answer");
        resolved["edit"]["documentChanges"].take()
    };
    let changes = turn_off();
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri(&file));
    let new = "[rules]\nref-stray-close = \"off\"\n";
    assert_eq!(changes[1]["edits"][0]["newText"], new);
    fs::write(&file, "# mine\n[rules]\n").expect("written");
    let changes = turn_off();
    assert_eq!(changes[0]["edits"][0]["range"], range((2, 0), (2, 0)));
    assert_eq!(changes[0]["edits"][0]["newText"], "ref-stray-close = \"off\"\n");
    session.end();
}

#[test]
fn a_rendered_page_can_be_converted() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, include_str!("../../../samples/rendered.txt"));
    let found = actions(&mut session, PAGE, &range((0, 0), (0, 0)), Some("refactor"));
    assert_eq!(found[0]["kind"], "refactor.rewrite");
    assert!(found[0]["edit"]["documentChanges"][0]["edits"].as_array().expect("edits").len() > 3);
    session.end();
}
