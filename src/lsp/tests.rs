//! Sessions over a connection in memory.

use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::server;

/// A client, and the server that it talks to on a thread of its own.
struct Session {
    client: Connection,
    server: JoinHandle<Result<(), String>>,
    next: i32,
}

const PAGE: &str = "file:///wiki/Page.wiki";

impl Session {
    /// Starts a session in a position encoding.
    fn new(encoding: &str) -> Self {
        let (client, connection) = Connection::memory();
        let server = thread::spawn(|| server::serve(connection));
        let mut session = Self { client, server, next: 0 };
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let result = session.ask("initialize", params).expect("initialized");
        assert_eq!(result["capabilities"]["positionEncoding"], encoding);
        session.tell("initialized", json!({}));
        session
    }

    /// Sends a notification.
    fn tell(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.client.sender.send(message.into()).expect("the server listens");
    }

    /// Sends a request, and waits for its answer.
    fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.client.sender.send(request.into()).expect("the server listens");
        let answer = self.receive(&id).response_result;
        answer.map_err(|error| (error.code, error.message))
    }

    fn receive(&self, id: &RequestId) -> Response {
        loop {
            match self.client.receiver.recv().expect("the server answers") {
                Message::Response(response) if response.id == *id => return response,
                _ => {}
            }
        }
    }

    /// Opens a page.
    fn open(&self, text: &str) {
        let page = json!({ "uri": PAGE, "languageId": "wikitext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": page }));
    }

    /// Asks about a place.
    fn at(&mut self, method: &str, line: u32, character: u32) -> Result<Value, (i32, String)> {
        let position = json!({ "line": line, "character": character });
        self.ask(method, json!({ "textDocument": { "uri": PAGE }, "position": position }))
    }

    /// Ends the session as the protocol wants it.
    fn end(mut self) {
        self.ask("shutdown", Value::Null).expect("shut down");
        self.tell("exit", Value::Null);
        self.server.join().expect("no panic").expect("a good end");
    }
}

#[test]
fn places_are_right_in_all_encodings() {
    for (encoding, start, end) in [("utf-8", 11, 30), ("utf-16", 6, 25), ("utf-32", 5, 24)] {
        let mut session = Session::new(encoding);
        session.open("== A ==\r\ne\u{301}\u{1f642}\u{e9}\u{e9}<ref name=a>x</ref>!\r\n");
        let hover = session.at("textDocument/hover", 1, start + 1).expect("an answer");
        let range = json!({
            "start": { "line": 1, "character": start }, "end": { "line": 1, "character": end },
        });
        assert_eq!(hover["range"], range, "{encoding}");
        session.end();
    }
}

#[test]
fn edits_reach_the_page() {
    let mut session = Session::new("utf-16");
    session.open("a<ref>x</ref>");
    let range = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 },
    });
    session.tell(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": PAGE, "version": 2 },
            "contentChanges": [{ "range": range, "text": "\u{1f642}\n" }],
        }),
    );
    let hover = session.at("textDocument/hover", 1, 0).expect("an answer");
    assert_eq!(hover["range"]["end"], json!({ "line": 1, "character": 12 }));
    session.end();
}

#[test]
fn unknown_and_malformed_requests_are_refused() {
    let mut session = Session::new("utf-8");
    let (code, _) = session.ask("textDocument/nonsense", json!({})).expect_err("unknown");
    assert_eq!(code, -32601);
    let (code, _) = session.ask("textDocument/hover", json!({ "a": 1 })).expect_err("malformed");
    assert_eq!(code, -32602);
    session.end();
}
