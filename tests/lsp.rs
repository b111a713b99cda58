//! `citelint lsp` as a process: standard input and output, and the exit status.

#![cfg(feature = "cli")]

use std::io::{BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_citelint"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let input = process.stdin.take().expect("standard input");
        let output = BufReader::new(process.stdout.take().expect("standard output"));
        Self { process, input, output }
    }

    fn initialized() -> Self {
        let mut server = Self::start();
        server.ask("initialize", json!({ "capabilities": {} }));
        server.tell("initialized", json!({}));
        server
    }

    fn write(&mut self, message: &Message) {
        message.write(&mut self.input).expect("it listens");
        self.input.flush().expect("it listens");
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(&Notification::new(method.to_owned(), params).into());
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.write(&Request::new(1.into(), method.to_owned(), params).into());
        loop {
            if let Message::Response(response) = self.read() {
                return response.response_result.expect("an answer");
            }
        }
    }

    fn read(&mut self) -> Message {
        Message::read(&mut self.output).expect("messages").expect("it goes on")
    }

    /// The exit status, once the server has ended by itself.
    fn status(mut self) -> Option<i32> {
        drop(self.input);
        self.process.wait().expect("it ends").code()
    }
}

#[test]
fn a_session_finds_what_is_wrong_and_ends_well() {
    let mut server = Server::initialized();
    let page = json!({
        "uri": "untitled:Page", "languageId": "wikitext", "version": 1, "text": "a</ref>",
    });
    server.tell("textDocument/didOpen", json!({ "textDocument": page }));
    let diagnostics = loop {
        match server.read() {
            Message::Notification(it) if it.params["uri"] == "untitled:Page" => break it.params,
            _ => {}
        }
    };
    assert_eq!(diagnostics["diagnostics"][0]["code"], "ref-stray-close");
    assert_eq!(server.ask("shutdown", Value::Null), Value::Null);
    server.tell("exit", Value::Null);
    assert_eq!(server.status(), Some(0));
}

#[test]
fn an_editor_that_leaves_without_a_word_is_told_by_the_exit_status() {
    let mut server = Server::initialized();
    server.tell("exit", Value::Null);
    assert_eq!(server.status(), Some(1));
}

#[test]
fn the_end_of_standard_input_ends_the_server() {
    assert_eq!(Server::initialized().status(), Some(1));
    assert_eq!(Server::start().status(), Some(1));
}

#[test]
fn what_is_no_message_ends_the_server_with_a_word() {
    let mut server = Server::initialized();
    server.input.write_all(b"Content-Length: 3\r\n\r\n{x}").expect("it listens");
    server.input.flush().expect("it listens");
    drop(server.input);
    assert_eq!(server.process.wait().expect("it ends").code(), Some(1));
    let mut rest = String::new();
    server.output.read_to_string(&mut rest).expect("text");
    assert!(!rest.contains("panicked"), "{rest}");
}
