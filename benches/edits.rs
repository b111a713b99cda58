//! How long it takes from an edit to its diagnostics, in an article of 100 KB, whether memory stays
//! flat, and whether the page is still what it would be if it were opened afresh: somebody types
//! sources into random places of it, and takes them out again.

use std::error::Error;
use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

const PAGE: &str = "file:///wiki/Page.wiki";

/// A page that is opened with the text that the other one has come to.
const FRESH: &str = "file:///wiki/Fresh.wiki";

/// How large the page is, in bytes.
const LENGTH: usize = 100_000;

/// How many edits there are.
const EDITS: usize = 10_000;

/// After so many edits memory is looked at.
const STAGE: usize = 1_000;

/// What is typed, key by key.
const TYPED: [&str; 4] = [
    "<ref name=\"gate\">{{cite web |title=The gate |url=https://example.org/gate \
     |access-date=3 May 2021}}</ref>",
    " It was built in 1904.<ref>Orme, ''Mills'', p. 7.</ref>",
    "\n== Later years ==\nThe mill \u{1f642} was sold.{{sfn|Orme|1904|p=7}}\n",
    "<!-- citelint-disable-next-line ref-empty: so it was -->\n",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut server = Server::start()?;
    let mut text = article();
    server.open(&text)?;
    let mut random = Rng::with_seed(1);
    let mut times = Vec::with_capacity(EDITS);
    println!("{} bytes, {EDITS} edits", text.len());
    while times.len() < EDITS {
        let piece = TYPED[random.usize(..TYPED.len())];
        let start = text.floor_char_boundary(random.usize(..text.len()));
        let mut at = start;
        for key in piece.chars().map(String::from) {
            times.push(server.edit(&mut text, at..at, &key)?);
            at += key.len();
            if times.len() % STAGE == 0 {
                println!("after {:>6} edits: {} KB in memory", times.len(), server.memory());
                server.compare(&text)?;
            }
        }
        // Half of what is typed goes again, and with it what would make the page grow.
        if random.bool() || text.len() > LENGTH + 2_000 {
            times.push(server.edit(&mut text, start..at, "")?);
        }
    }
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 1000].as_secs_f64() * 1e3;
    println!(
        "from edit to diagnostics: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, most {:.1} ms",
        at(500),
        at(950),
        at(990),
        at(999),
    );
    server.end()
}

/// A page made of samples.
fn article() -> String {
    let samples = [
        include_str!("../samples/clean.wiki"),
        include_str!("../samples/citations.wiki"),
        include_str!("../samples/dates.wiki"),
    ];
    let mut text = samples.concat().repeat(LENGTH / 10_000);
    text.truncate(text.floor_char_boundary(LENGTH));
    text
}

/// The server, in a process of its own.
struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: i32,
    /// What was found in the newest version.
    found: Value,
}

impl Server {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_citelint"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.take().ok_or("no standard input")?;
        let output = BufReader::new(process.stdout.take().ok_or("no standard output")?);
        let mut server = Self { process, input, output, version: 1, found: Value::Null };
        let offers = json!({ "general": { "positionEncodings": ["utf-16"] } });
        server.ask("initialize", json!({ "capabilities": offers }))?;
        server.tell("initialized", json!({}))?;
        Ok(server)
    }

    fn open(&mut self, text: &str) -> Result<(), Box<dyn Error>> {
        let page = json!({ "uri": PAGE, "languageId": "wikitext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": page }))?;
        self.found = self.diagnostics(PAGE)?;
        Ok(())
    }

    /// Opens a page with this text, and compares what is found in it with what was found in the one
    /// that came to it by edits.
    fn compare(&mut self, text: &str) -> Result<(), Box<dyn Error>> {
        let version = self.version;
        let page =
            json!({ "uri": FRESH, "languageId": "wikitext", "version": version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": page }))?;
        let fresh = self.diagnostics(FRESH)?.to_string().replace(FRESH, PAGE);
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": FRESH } }))?;
        let edited = self.found.to_string();
        if fresh == edited {
            return Ok(());
        }
        Err("after these edits the server finds something else than in a fresh page".into())
    }

    /// Replaces a part of the page. Returns how long the diagnostics took.
    fn edit(
        &mut self,
        text: &mut String,
        span: std::ops::Range<usize>,
        new: &str,
    ) -> Result<Duration, Box<dyn Error>> {
        let [start, end] = [span.start, span.end].map(|at| position(text, at));
        text.replace_range(span, new);
        self.version += 1;
        let params = json!({
            "textDocument": { "uri": PAGE, "version": self.version },
            "contentChanges": [{ "range": { "start": start, "end": end }, "text": new }],
        });
        let since = Instant::now();
        self.tell("textDocument/didChange", params)?;
        self.found = self.diagnostics(PAGE)?;
        Ok(since.elapsed())
    }

    /// Waits for the diagnostics of the newest version of a page.
    fn diagnostics(&mut self, uri: &str) -> Result<Value, Box<dyn Error>> {
        loop {
            if let Message::Notification(mut it) = self.read()?
                && it.params["uri"] == uri
                && it.params["version"] == self.version
            {
                return Ok(it.params["diagnostics"].take());
            }
        }
    }

    /// The memory that the process holds, in kilobytes; 0 on systems that do not say.
    fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|it| it.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
    }

    fn end(mut self) -> Result<(), Box<dyn Error>> {
        self.ask("shutdown", Value::Null)?;
        self.tell("exit", Value::Null)?;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("it ended with {status}").into()) }
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        let request = Request::new(0.into(), method.to_owned(), params);
        self.write(&request.into())?;
        while !matches!(self.read()?, Message::Response(_)) {}
        Ok(())
    }

    fn tell(&mut self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        self.write(&Notification::new(method.to_owned(), params).into())
    }

    fn write(&mut self, message: &Message) -> Result<(), Box<dyn Error>> {
        message.write(&mut self.input)?;
        Ok(self.input.flush()?)
    }

    fn read(&mut self) -> Result<Message, Box<dyn Error>> {
        Ok(Message::read(&mut self.output)?.ok_or("the server has ended")?)
    }
}

/// The place of a byte offset, in UTF-16.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count();
    json!({ "line": line, "character": before[line_start..].encode_utf16().count() })
}
