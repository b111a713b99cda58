//! `check --watch` as somebody at a terminal sees it: files change, and the findings follow.

#![cfg(all(feature = "cli", unix))]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// The longest that a change may take to show, on the slowest of machines.
const PATIENCE: Duration = Duration::from_mins(1);

/// The signal of Ctrl-C.
const SIGINT: i32 = 2;

#[test]
fn findings_follow_the_files() {
    let folder = folder(&[("a.wiki", "A</ref>\n"), ("b.wiki", "B</ref>\n")]);
    let mut watch = Watch::start(&folder, &["."]);
    assert_eq!(
        watch.round(),
        ["a.wiki:1:2", "b.wiki:1:2", "waiting for changes; Ctrl-C ends this"]
    );

    write(&folder, "a.wiki", "\nA</ref>\n");
    assert_eq!(watch.round(), ["a.wiki:2:2", "b.wiki:1:2", "checked again: a.wiki"]);

    // As editors write that put a new file in the place of the old one.
    write(&folder, ".new", "A\n");
    fs::rename(folder.path().join(".new"), folder.path().join("a.wiki")).expect("a name");
    assert_eq!(watch.round(), ["b.wiki:1:2", "checked again: a.wiki"]);

    fs::rename(folder.path().join("b.wiki"), folder.path().join("c.wiki")).expect("a name");
    assert_eq!(watch.round(), ["c.wiki:1:2", "checked again: c.wiki"]);

    fs::create_dir(folder.path().join("d")).expect("a folder");
    write(&folder, "d/e.wiki", "E</ref>\n");
    assert_eq!(watch.round(), ["c.wiki:1:2", "d/e.wiki:1:2", "checked again: d/e.wiki"]);

    fs::remove_file(folder.path().join("c.wiki")).expect("a file");
    assert_eq!(watch.round(), ["d/e.wiki:1:2", "checked again"]);
    assert_eq!(watch.interrupt(), Some(SIGINT));
}

#[test]
fn a_change_of_the_settings_checks_all_again() {
    let folder = folder(&[("a.wiki", "A</ref>\n")]);
    let mut watch = Watch::start(&folder, &["a.wiki"]);
    assert_eq!(watch.round().len(), 2);

    write(&folder, "citelint.toml", "ignore = ['ref-stray-close']\n");
    assert_eq!(watch.round(), ["checked again: a.wiki"]);

    write(&folder, "citelint.toml", "ignroe = []\n");
    let mistake = watch.line().expect("a message");
    assert!(mistake.contains("there is no setting `ignroe` here"), "{mistake}");

    write(&folder, "citelint.toml", "");
    let found = watch.round();
    assert_eq!(found[found.len() - 2..], ["a.wiki:1:2", "checked again: a.wiki"]);
}

#[test]
fn what_changes_no_page_prints_nothing() {
    let folder = folder(&[("a.wiki", "A</ref>\n")]);
    let mut watch = Watch::start(&folder, &["."]);
    watch.round();
    write(&folder, "notes.txt", "nothing\n");
    fs::read(folder.path().join("a.wiki")).expect("the page can be read");
    assert_eq!(watch.lines.recv_timeout(Duration::from_secs(1)), Err(RecvTimeoutError::Timeout));
}

/// A run that watches; it ends with this.
struct Watch {
    child: Child,
    /// What it prints, on both streams.
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &TempDir, paths: &[&str]) -> Self {
        // One pipe for both streams keeps their lines in order.
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 2>&1", env!("CARGO_BIN_EXE_citelint")]);
        command.args(["check", "--watch", "--output-format", "concise"]).args(paths);
        command.current_dir(folder.path()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("citelint starts");
        let (sender, lines) = channel();
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|it| sender.send(it)));
        Self { child, lines }
    }

    fn line(&self) -> Option<String> {
        self.lines.recv_timeout(PATIENCE).ok()
    }

    /// What is printed up to the line that ends a round: the places of findings, and that line.
    fn round(&mut self) -> Vec<String> {
        let mut round = Vec::new();
        loop {
            let line = self.line().expect("a change shows");
            if line.starts_with("waiting") || line.starts_with("checked") {
                round.sort();
                round.push(line);
                return round;
            }
            if let Some((place, _)) = line.split_once(": error[") {
                round.push(place.to_owned());
            }
        }
    }

    /// Ends it as Ctrl-C does, and tells the signal that it died of.
    fn interrupt(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-INT", &id]).status().expect("kill runs");
        self.child.wait().expect("it ends").signal()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, text) in files {
        write(&folder, name, text);
    }
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path: &Path = folder.path();
    fs::write(path.join(name), text).expect("a file can be written");
}
