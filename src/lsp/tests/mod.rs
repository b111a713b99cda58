//! Sessions over a connection in memory.

mod actions;
mod diagnostics;
mod edits;
mod hostile;
mod positions;
mod robust;
mod settings;

use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use lsp_types::Uri;
use serde_json::{Value, json};

use super::server::{self, End};
use super::workspace::Arguments;

/// The page of most tests.
const PAGE: &str = "file:///wiki/Page.wiki";

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client, and the server that it talks to on a thread of its own.
struct Session {
    client: Connection,
    server: JoinHandle<Result<End, String>>,
    next: i32,
    /// What the server told, and was not asked for yet.
    told: Vec<Notification>,
    /// What the server asked.
    asked: Vec<Request>,
    /// What the server can do.
    capabilities: Value,
}

/// What a client of these tests can do.
fn capabilities(encoding: &str) -> Value {
    json!({
        "general": { "positionEncodings": [encoding] },
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "codeDescriptionSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
        },
    })
}

impl Session {
    /// A session in an encoding, with no folder.
    fn new(encoding: &str) -> Self {
        Self::with(json!({ "capabilities": capabilities(encoding) }))
    }

    /// A session in a folder, with settings of the editor.
    fn in_folder(folder: &Path, options: &Value) -> Self {
        Self::with(json!({
            "capabilities": capabilities("utf-8"),
            "workspaceFolders": [{ "uri": uri(folder), "name": "wiki" }],
            "initializationOptions": options,
        }))
    }

    /// A session that starts with these parameters.
    fn with(params: Value) -> Self {
        let (client, connection) = Connection::memory();
        let server = thread::spawn(|| server::serve(connection, Arguments::default()));
        let (told, asked) = (Vec::new(), Vec::new());
        let mut session = Self { client, server, next: 0, told, asked, capabilities: Value::Null };
        let mut result = session.ask("initialize", params).expect("initialized");
        session.capabilities = result["capabilities"].take();
        session.tell("initialized", json!({}));
        session
    }

    /// Sends a notification.
    fn tell(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.client.sender.send(message.into()).expect("the server listens");
    }

    /// Sends a request without waiting for its answer.
    fn start(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.client.sender.send(request.into()).expect("the server listens");
        id
    }

    /// Sends a request, and waits for its answer.
    fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.start(method, params);
        self.answer(&id)
    }

    /// Waits for the answer to a request.
    fn answer(&mut self, id: &RequestId) -> Result<Value, (i32, String)> {
        loop {
            match self.client.receiver.recv_timeout(PATIENCE).expect("the server answers") {
                Message::Response(response) if response.id == *id => {
                    return response.response_result.map_err(|error| (error.code, error.message));
                }
                Message::Response(_) => {}
                Message::Notification(notification) => self.told.push(notification),
                Message::Request(request) => self.asked.push(request),
            }
        }
    }

    /// Waits until the server tells something that is wanted.
    fn told(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let is_it = |it: &Notification| it.method == method && wanted(&it.params);
        loop {
            if let Some(at) = self.told.iter().position(is_it) {
                return self.told.remove(at).params;
            }
            match self.client.receiver.recv_timeout(PATIENCE).expect("the server tells") {
                Message::Notification(notification) => self.told.push(notification),
                Message::Request(request) => self.asked.push(request),
                Message::Response(_) => {}
            }
        }
    }

    /// Waits for the diagnostics of a version of a page.
    fn diagnostics(&mut self, page: &str, version: Option<i32>) -> Vec<Value> {
        let params = self.told("textDocument/publishDiagnostics", |it| {
            it["uri"] == page && it.get("version") == version.map(Value::from).as_ref()
        });
        params["diagnostics"].as_array().expect("a list").clone()
    }

    /// Opens a page.
    fn open(&self, page: &str, text: &str) {
        let page = json!({ "uri": page, "languageId": "wikitext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": page }));
    }

    /// Changes a page.
    fn change(&self, page: &str, version: i32, changes: &[Value]) {
        self.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": page, "version": version }, "contentChanges": changes,
            }),
        );
    }

    /// Asks about a place.
    fn at(&mut self, method: &str, line: u32, character: u32) -> Result<Value, (i32, String)> {
        let position = json!({ "line": line, "character": character });
        self.ask(method, json!({ "textDocument": { "uri": PAGE }, "position": position }))
    }

    /// Ends the session as the protocol has it.
    fn end(mut self) {
        self.ask("shutdown", Value::Null).expect("shut down");
        self.tell("exit", Value::Null);
        assert_eq!(self.server.join().expect("no panic"), Ok(End::Shutdown));
    }
}

/// A range on one line or several.
fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character)| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

/// The address of a file.
fn uri(path: &Path) -> String {
    Uri::from_file_path(path).expect("an absolute path").to_string()
}

/// The rules of some diagnostics.
fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|it| it["code"].as_str()).collect()
}
