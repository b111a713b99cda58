use std::time::Duration;

use serde_json::{Value, json};

use super::{PAGE, PATIENCE, Session, capabilities};
use crate::lsp::server::End;

#[test]
fn a_panic_in_a_request_is_an_error_and_the_server_lives() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, "<ref>x</ref>");
    let page = json!({ "textDocument": { "uri": PAGE } });
    for _ in 0..20 {
        let (code, _) = session.ask("citelint/panic", page.clone()).expect_err("a panic");
        assert_eq!(code, -32603);
    }
    assert!(session.at("textDocument/hover", 0, 1).expect("an answer").is_object());
    session.end();
}

#[test]
fn unknown_and_malformed_messages_are_refused() {
    let mut session = Session::new("utf-8");
    let mut code =
        |method: &str, params: Value| session.ask(method, params).expect_err("refused").0;
    assert_eq!(code("textDocument/nonsense", json!({})), -32601);
    assert_eq!(code("textDocument/hover", json!({ "a": 1 })), -32602);
    assert_eq!(code("textDocument/hover", json!([])), -32602);
    assert_eq!(code("textDocument/hover", json!({ "textDocument": { "uri": "no uri" } })), -32602);
    let not_open = json!({
        "textDocument": { "uri": "untitled:x" }, "position": { "line": 0, "character": 0 },
    });
    assert_eq!(code("textDocument/hover", not_open), -32602);
    assert_eq!(code("initialize", json!({ "capabilities": {} })), -32600);
    session.tell("textDocument/didOpen", json!({ "textDocument": 7 }));
    session.told("window/logMessage", |it| it["type"] == 2);
    session.tell("$/unheardOf", json!({}));
    session.change("file:///not/open.wiki", 3, &[json!({ "text": "x" })]);
    session.end();
}

#[test]
fn an_answer_to_a_page_that_has_changed_is_not_given() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, &"{{cite web|title=T}}<ref>x</ref>\n".repeat(500));
    let page = json!({ "textDocument": { "uri": PAGE } });
    let id = session.start("citelint/report", page);
    session.change(PAGE, 2, &[json!({ "text": "" })]);
    let (code, _) = session.answer(&id).expect_err("a stale answer");
    assert_eq!(code, -32801);
    session.end();
}

#[test]
fn a_request_can_be_cancelled() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, &"{{cite web|title=T}}<ref>x</ref>\n".repeat(500));
    let id = session.start("citelint/report", json!({ "textDocument": { "uri": PAGE } }));
    session.tell("$/cancelRequest", json!({ "id": 2 }));
    let (code, _) = session.answer(&id).expect_err("cancelled");
    assert_eq!(code, -32800);
    session.end();
}

#[test]
fn nothing_is_asked_after_shutdown() {
    let mut session = Session::new("utf-8");
    session.ask("shutdown", Value::Null).expect("shut down");
    assert_eq!(session.at("textDocument/hover", 0, 0).expect_err("refused").0, -32600);
    session.tell("$/setTrace", json!({ "value": "off" }));
    session.tell("exit", Value::Null);
    assert_eq!(session.server.join().expect("no panic"), Ok(End::Shutdown));
}

#[test]
fn a_client_that_leaves_without_a_word_ends_the_session() {
    let session = Session::new("utf-8");
    session.tell("exit", Value::Null);
    assert_eq!(session.server.join().expect("no panic"), Ok(End::Abrupt));
    let Session { client, server, .. } = Session::new("utf-8");
    drop(client);
    assert_eq!(server.join().expect("no panic"), Ok(End::Abrupt));
}

#[cfg(unix)]
#[test]
fn the_session_ends_when_the_editor_has_died() {
    let mut editor = std::process::Command::new("true").spawn().expect("`true` runs");
    let id = editor.id();
    editor.wait().expect("it ends");
    let session = Session::with(json!({ "processId": id, "capabilities": capabilities("utf-8") }));
    let start = std::time::Instant::now();
    while !session.server.is_finished() {
        assert!(start.elapsed() < PATIENCE, "it goes on");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(session.server.join().expect("no panic"), Ok(End::Abrupt));
}

#[test]
fn requests_of_our_own_answer_as_the_command_does() {
    let mut session = Session::new("utf-8");
    session.open(PAGE, "a<ref name=b>c</ref>\n<references />\n");
    let page = json!({ "textDocument": { "uri": PAGE } });
    let footnotes = session.ask("citelint/refs", page.clone()).expect("an answer");
    assert_eq!(footnotes["files"][0]["footnotes"][0]["name"], "b");
    let report = session.ask("citelint/report", page).expect("an answer");
    assert!(report["html"].as_str().expect("a page").starts_with("<!DOCTYPE html>"));
    session.end();
}
