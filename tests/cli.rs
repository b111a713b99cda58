//! The command as its users see it: `tests/cmd` holds sessions, and here is what a session
//! cannot show.
//!
//! `TRYCMD=overwrite cargo test --test cli` puts the output of the command into the sessions.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1769817600")
        .case("tests/cmd/*.trycmd")
        .case("README.md");
}

#[test]
fn standard_input_is_a_file_with_a_name() {
    let page = b"\xef\xbb\xbfA</ref>\0\n";
    let output = citelint(Path::new("."), &["-"], page);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("<stdin>:1:3: error[ref-stray-close]"), "{output:?}");

    let output = citelint(Path::new("."), &["check", "-", "--stdin-filename", "a/b.wiki"], page);
    assert!(stdout(&output).starts_with("a/b.wiki:1:3: error"), "{output:?}");
}

#[test]
fn invalid_text_is_refused_at_its_offset_and_the_rest_goes_on() {
    let folder = folder("invalid", &[("a.wiki", b"caf\xe9\n"), ("b.wiki", b"A</ref>\n")]);
    let output = citelint(&folder, &["."], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("`a.wiki` is not UTF-8: the byte 0xE9 at offset 3"),
        "{output:?}"
    );
    assert!(stdout(&output).starts_with("b.wiki:1:2: error"), "{output:?}");
}

#[test]
fn hidden_and_ignored_files_are_left_out_unless_named() {
    let page = b"A</ref>\n";
    let folder = folder(
        "ignored",
        &[
            (".gitignore", b"drafts/\n*.mw\n"),
            (".hidden/a.wiki", page),
            ("drafts/b.wiki", page),
            ("kept/.gitignore", b"!c.mw\n/d.wiki\n"),
            ("kept/c.mw", page),
            ("kept/d.wiki", page),
            ("kept/deep/d.wiki", page),
            ("other/c.mw", page),
            ("other/d.wiki", page),
        ],
    );
    let linted = |arguments: &[&str]| -> Vec<String> {
        let output = citelint(&folder, arguments, b"");
        stdout(&output)
            .lines()
            .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
            .collect()
    };
    assert_eq!(linted(&["."]), ["kept/c.mw", "kept/deep/d.wiki", "other/d.wiki"]);
    assert_eq!(linted(&["drafts/b.wiki", ".hidden"]), [".hidden/a.wiki", "drafts/b.wiki"]);
    // The `.gitignore` of a folder above counts only within a repository.
    assert_eq!(linted(&["other"]), ["other/c.mw", "other/d.wiki"]);
    fs::create_dir(folder.join(".git")).expect("a folder can be made");
    assert_eq!(linted(&["other"]), ["other/d.wiki"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let page = b"A</ref>\n";
    let folder = folder("links", &[("in/a.wiki", page), ("out/b.wiki", page)]);
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, folder.join(at)).expect("a link can be made");
    };
    link("../out", "in/folder");
    link("../out/b.wiki", "in/file.wiki");
    link(".", "in/loop");
    let output = citelint(&folder, &["in"], b"");
    assert_eq!(stdout(&output).lines().count(), 1, "{output:?}");
    // A link that is named is a file like any other.
    let output = citelint(&folder, &["in/file.wiki"], b"");
    assert!(stdout(&output).starts_with("in/file.wiki:"), "{output:?}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let pages: Vec<(String, Vec<u8>)> = (0..600)
        .map(|number| {
            (format!("{}/{number}.wiki", number % 7), "A</ref>\n".repeat(number % 5).into())
        })
        .collect();
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, page)| (&**name, &**page)).collect();
    let folder = folder("threads", &pages);
    for format in ["concise", "json", "jsonl", "pretty"] {
        let run = |threads| {
            citelint(&folder, &[".", "--output-format", format, "--threads", threads], b"")
        };
        let (one, four) = (run("1"), run("4"));
        assert!(!one.stdout.is_empty() && one.stdout == four.stdout, "{format}");
        assert_eq!(one.stderr, four.stderr);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let page = "A</ref>\n".repeat(20_000);
    let folder = folder("pipe", &[("a.wiki", page.as_bytes())]);
    let mut child =
        command(&folder, &["a.wiki"]).stdout(Stdio::piped()).spawn().expect("citelint starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("citelint ends");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(stderr(&output), "");
}

#[test]
fn colour_follows_the_environment_and_the_flag() {
    let folder = folder("colour", &[("a.wiki", b"A</ref>\n")]);
    let colourful = |variables: &[(&str, &str)], flags: &[&str]| {
        let mut command = command(&folder, &["a.wiki", "--output-format", "pretty"]);
        let output = command.args(flags).envs(variables.iter().copied()).output();
        output.expect("citelint runs").stdout.contains(&0x1b)
    };
    assert!(!colourful(&[], &[]));
    assert!(colourful(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!colourful(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!colourful(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(colourful(&[("NO_COLOR", "1")], &["--color", "always"]));
    assert!(!colourful(&[("CLICOLOR_FORCE", "1")], &["--color=never"]));
}

#[test]
fn a_bad_day_in_the_environment_is_an_error() {
    let mut command = command(Path::new("."), &["Cargo.toml"]);
    let output = command.env("SOURCE_DATE_EPOCH", "soon").output().expect("citelint runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("SOURCE_DATE_EPOCH"), "{output:?}");
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citelint"));
    command.current_dir(folder).args(arguments).stderr(Stdio::piped());
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"] {
        command.env_remove(variable);
    }
    command
}

fn citelint(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = command(folder, arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("citelint starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("citelint reads");
    child.wait_with_output().expect("citelint ends")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("reports are UTF-8")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

/// A fresh folder with these files.
///
/// It lies outside this repository, whose own `.gitignore` would count in it.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("citelint-{}", std::process::id())).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }
    folder
}
