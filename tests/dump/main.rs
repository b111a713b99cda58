//! Dumps as their users see them, whatever they are compressed with.

#![cfg(feature = "cli")]

mod damage;
mod make;
mod resume;
mod runner;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use make::{FOOTER, HEADER, bzip2, dump, gzip, multistream, page, revision, utf16, whole, zstd};
use serde_json::Value;

/// The day of all runs.
const TODAY: &str = "2026-01-31";

#[test]
fn every_format_gives_the_same_findings() {
    let xml = dump(60);
    let folder = folder("formats");
    let expected = findings(&folder, xml.as_bytes());
    assert!(expected.lines().count() > 100, "{expected}");

    let (head, tail) = xml.split_at(xml.len() / 2);
    let halves = |compress: fn(&[u8]) -> Vec<u8>| {
        [compress(head.as_bytes()), compress(tail.as_bytes())].concat()
    };
    let skipped = [b"\x5a\x2a\x4d\x18\x03\0\0\0abc", &*zstd(xml.as_bytes())].concat();
    let formats = [
        ("UTF-8 with a mark", ["\u{feff}", &xml].concat().into_bytes()),
        ("UTF-16LE", utf16(&xml, u16::to_le_bytes)),
        ("UTF-16BE", utf16(&xml, u16::to_be_bytes)),
        ("bzip2", bzip2(xml.as_bytes())),
        ("bzip2 in two streams that part a page", halves(bzip2)),
        ("bzip2 in streams of few pages", multistream(60)),
        ("UTF-16 in bzip2", bzip2(&utf16(&xml, u16::to_le_bytes))),
        ("gzip", gzip(xml.as_bytes())),
        ("gzip with two members", halves(gzip)),
        ("Zstandard", zstd(xml.as_bytes())),
        ("Zstandard in two frames", halves(zstd)),
        ("Zstandard with a frame to skip", skipped),
        ("7z", make::seven_zip(xml.as_bytes())),
    ];
    for (name, bytes) in formats {
        assert!(findings(&folder, &bytes) == expected, "{name}");
    }
}

#[test]
fn threads_do_not_change_what_is_printed() {
    let folder = folder("threads");
    fs::write(folder.join("dump"), multistream(90)).expect("the dump can be written");
    let run = |threads: &str| {
        let summary = format!("summary{threads}.json");
        let output = citelint(&folder, &["dump", "--threads", threads, "--summary", &summary], b"");
        let summary = fs::read_to_string(folder.join(summary)).expect("the summary is there");
        (stdout(&output).to_owned(), summary)
    };
    let one = run("1");
    assert!(one.0.lines().count() > 100);
    for threads in ["2", "3", "8"] {
        assert!(run(threads) == one, "{threads} threads");
    }
}

#[test]
fn standard_input_is_read_as_it_comes() {
    let folder = folder("stdin");
    let xml = dump(30);
    let expected =
        findings(&folder, xml.as_bytes()).replace("\"path\":\"dump\"", "\"path\":\"<stdin>\"");
    for bytes in [xml.clone().into_bytes(), multistream(30), zstd(xml.as_bytes())] {
        let output = citelint(&folder, &["-"], &bytes);
        assert_eq!(stdout(&output), expected);
    }
    let output = citelint(&folder, &["-"], &make::seven_zip(xml.as_bytes()));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("must be a file, not a stream"), "{output:?}");
}

#[test]
fn findings_are_those_of_check_with_their_page() {
    let folder = folder("check");
    let text = make::text(34);
    fs::write(folder.join("page.wiki"), &text).expect("the page can be written");
    let check = Command::new(env!("CARGO_BIN_EXE_citelint"))
        .args(["check", "--isolated", "--today", TODAY, "--output-format", "jsonl", "page.wiki"])
        .current_dir(&folder)
        .output()
        .expect("the command runs");
    let expected: Vec<Value> = lines(stdout(&check));
    let xml = whole(&[page(5, "A “B” & C", 0, &text)]);
    let mut found = lines(&findings(&folder, xml.as_bytes()));
    assert!(found.len() > 3);
    for it in &mut found {
        let it = it.as_object_mut().expect("an object");
        let page = it.remove("page").expect("a page");
        let expected =
            serde_json::json!({"id": 5, "revision": 1005, "title": "A “B” & C", "namespace": 0});
        assert_eq!(page, expected);
        it.insert("path".to_owned(), "page.wiki".into());
    }
    assert_eq!(found, expected);
}

#[test]
fn the_last_revision_counts_however_long_the_history_is() {
    let folder = folder("history");
    let long = "An older text.</ref>\n".repeat(60_000);
    let history: String = (1..=5).map(|number| revision(number, &long)).collect();
    let history = format!(
        "<page><title>Long</title><ns>0</ns><id>1</id>{history}{}</page>",
        revision(9, "Last.</ref>\n")
    );
    let after = page(2, "After", 0, "After.</ref>\n");
    let xml = [HEADER, &history, &after, FOOTER].concat();
    let found = lines(&findings(&folder, xml.as_bytes()));
    let revisions: Vec<_> = found.iter().map(|it| it["page"]["revision"].as_u64()).collect();
    assert_eq!(revisions, [Some(9), Some(1002)]);
}

#[test]
fn pages_are_chosen_by_namespace_and_title() {
    let folder = folder("filters");
    let pages = [
        page(1, "Choir", 0, "A.</ref>\n"),
        page(2, "Talk:Choir", 1, "A.</ref>\n"),
        page(3, "Template:Band", 10, "A.</ref>\n"),
        page(4, "Template:Band/x.css", 10, "A.</ref>\n").replace(">wikitext<", ">css<"),
        page(5, "Band", 0, "")
            .replace("\"preserve\"></text>", "\"preserve\" deleted=\"deleted\" />"),
        page(6, "Talk:Old", 1, "A.</ref>\n").replace("<ns>1</ns>", ""),
    ];
    fs::write(folder.join("dump"), whole(&pages)).expect("the dump can be written");
    let ids = |args: &[&str]| {
        let output = citelint(&folder, &[&["dump"], args].concat(), b"");
        let ids = lines(stdout(&output)).into_iter().map(|it| it["page"]["id"].as_u64());
        (ids.collect::<Option<Vec<_>>>().expect("ids"), stderr(&output).to_owned())
    };
    assert_eq!(ids(&[]).0, [1]);
    assert!(ids(&[]).1.contains("Left out 4 pages of other namespaces or titles, 1 page without"));
    assert_eq!(ids(&["--namespace", "all"]).0, [1, 2, 3, 6]);
    assert!(ids(&["--namespace=all"]).1.contains("Left out 1 page not wikitext, 1 page without"));
    assert_eq!(ids(&["--namespace", "talk,10"]).0, [2, 3, 6]);
    assert_eq!(ids(&["--namespace", "T"]).0, [3]);
    assert_eq!(ids(&["--namespace", "all", "--title", "^Choir", "--title", "Band$"]).0, [1, 3]);
    assert!(ids(&["--namespace", "Templat"]).1.contains("did you mean `Template`?"));
    assert!(ids(&["--title", "x{9999}{9999}"]).1.contains("exceeds size limit"));
}

#[test]
fn the_summary_counts_rules_and_pages() {
    let folder = folder("summary");
    let pages = [
        page(1, "Good", 0, "A.\n"),
        page(2, "Bad", 0, "A.</ref> B.</ref>\n"),
        page(3, "Worse\u{1b}[2J", 0, "A.</ref> B.</ref>\n== <ref name=x /> ==\n"),
    ];
    fs::write(folder.join("dump"), whole(&pages)).expect("the dump can be written");
    let select = ["--select", "ref-stray-close,ref-undefined"];
    let args = [&["dump", "--summary", "s.json", "--statistics"][..], &select].concat();
    let output = citelint(&folder, &args, b"");
    assert_eq!(output.status.code(), Some(1));
    let expected = "4  ref-stray-close  error    in 2 pages\n1  ref-undefined    error    in 1 page\n\
                    \nMost findings:\n3  Worse\\u{1b}[2J\n2  Bad\n";
    assert_eq!(stdout(&output), expected);
    let summary = fs::read_to_string(folder.join("s.json")).expect("the summary is there");
    let summary: Value = serde_json::from_str(&summary).expect("JSON");
    assert_eq!(summary["pages"]["linted"], 3);
    assert_eq!(summary["pages"]["affected"], 2);
    assert_eq!(summary["findings"]["error"], 5);
    assert_eq!(summary["rules"]["ref-stray-close"]["pages"], 2);
    assert_eq!(summary["worst_pages"][1]["title"], "Bad");
}

#[test]
fn what_no_dump_has_is_refused() {
    let folder = folder("refused");
    let says = |text: &[u8], what: &str| {
        fs::write(folder.join("dump"), text).expect("the dump can be written");
        let output = citelint(&folder, &["dump"], b"");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(stderr(&output).contains(what), "{output:?}");
    };
    let laughs = "<!DOCTYPE m [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    says([laughs, &dump(2)].concat().as_bytes(), "document type");
    let file = "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    says([file, &dump(2)].concat().as_bytes(), "document type");
    says(dump(2).replacen("founded", "&b;", 1).as_bytes(), "`&b;` is none of XML's own entities");
    says(b"597:10:Accessible computing\n", "no MediaWiki export");
    says(b"", "no MediaWiki export");
    says(b"\xfd7zXZ\0\0\0", "xz -dc");
    says(b"PK\x03\x04\0\0", "unzip -p");
    let output = citelint(&folder, &["."], b"");
    assert!(stderr(&output).contains("is a folder"), "{output:?}");
}

/// The findings in a dump, whose name tells nothing of its format.
fn findings(folder: &Path, dump: &[u8]) -> String {
    fs::write(folder.join("dump"), dump).expect("the dump can be written");
    let output = citelint(folder, &["dump"], b"");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    stdout(&output).to_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn citelint(folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citelint"))
        .args(["dump", "--isolated", "--today", TODAY])
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut input = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // The command may end before it has read all.
            let _ = input.write_all(stdin);
        });
        child.wait_with_output().expect("the command ends")
    })
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dump").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("UTF-8")
}
