//! What `--baseline` and `--diff-base` leave of a run.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MILL: &str = "The mill burnt down in March.</ref>\n";
const BRIDGE: &str = "The bridge was rebuilt at once.</ref>\n";

#[test]
fn a_baseline_survives_moves_and_names_what_is_gone() {
    let folder = folder("baseline");
    write(&folder, "a.wiki", &format!("{MILL}\n{BRIDGE}"));
    assert!(citelint(&folder, &["baseline"]).status.success());
    let check = ["check", "--baseline", "citelint-baseline.json"];

    write(&folder, "a.wiki", &format!("A river.\n\n{BRIDGE}\n{MILL}"));
    let output = citelint(&folder, &check);
    assert_eq!(output.status.code(), Some(0), "{output:?}");

    write(&folder, "a.wiki", &format!("{MILL}\nIt was dear.</ref> By far.\n"));
    let output = citelint(&folder, &check);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(stdout(&output).starts_with("a.wiki:3:13: error[ref-stray-close]"), "{output:?}");
    let notes = String::from_utf8_lossy(&output.stderr);
    assert!(notes.contains("1 finding of the baseline is not found any more"), "{notes}");

    // Seen from elsewhere the paths are the same, and pruning adds nothing.
    let inner = folder.join("inner");
    fs::create_dir(&inner).expect("a folder");
    let output =
        citelint(&inner, &["baseline", "..", "--prune", "--output", "../citelint-baseline.json"]);
    assert!(output.status.success(), "{output:?}");
    let stored = fs::read_to_string(folder.join("citelint-baseline.json")).expect("a baseline");
    assert_eq!(stored.matches("\"path\":\"a.wiki\"").count(), 1, "{stored}");
}

#[test]
fn only_changed_lines_count() {
    let folder = folder("diff");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(&folder).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.args(arguments).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q", "-b", "main"]) {
        println!("skipped: there is no git");
        return;
    }
    write(&folder, "old.wiki", &format!("{MILL}\n{BRIDGE}"));
    write(&folder, "ä b.wiki", MILL);
    assert!(git(&["add", "."]) && git(&["commit", "-qm", "first"]));
    write(&folder, "old.wiki", &format!("{MILL}\n{BRIDGE}\nIt was dear.</ref>\n"));
    write(&folder, "ä b.wiki", BRIDGE);
    write(&folder, "new.wiki", MILL);
    assert!(git(&["mv", "old.wiki", "moved.wiki"]));

    let output = citelint(&folder, &["check", "--diff-base", "main", "-q"]);
    assert_eq!(places(&output), ["moved.wiki:5", "new.wiki:1", "ä b.wiki:1"], "{output:?}");
    let output = citelint(&folder, &["check", "--diff-base", "nonsense"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("no revision `nonsense`"),
        "{output:?}"
    );
    let output = citelint(&folder, &["check", "--diff-base=--output=x"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(!folder.join("x").exists());
}

#[test]
fn a_folder_outside_of_any_repository_is_an_error() {
    let folder = folder("no-repository");
    write(&folder, "a.wiki", MILL);
    let output = citelint(&folder, &["check", "--diff-base", "main"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("git repository"), "{output:?}");
}

#[test]
fn settings_read_nothing_outside_of_the_repository() {
    let folder = folder("outside");
    write(&folder, "secret.toml", "password = 'x'\n");
    fs::create_dir_all(folder.join("repository/.git")).expect("a folder");
    let inner = folder.join("repository");
    write(&inner, "a.wiki", MILL);
    for extends in ["../secret.toml", "link.toml"] {
        write(&inner, "citelint.toml", &format!("extends = '{extends}'\n"));
        #[cfg(unix)]
        let _ = std::os::unix::fs::symlink("../secret.toml", inner.join("link.toml"));
        let output = citelint(&inner, &["check"]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(message.contains("lies outside"), "{message}");
        assert!(!message.contains("password"), "{message}");
    }
}

fn citelint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citelint"));
    command.current_dir(folder).args(arguments).output().expect("citelint runs")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("reports are UTF-8")
}

/// The file and the line of each finding.
fn places(output: &Output) -> Vec<String> {
    let place = |line: &str| line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    stdout(output).lines().map(place).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file can be written");
}

/// A fresh folder outside of this repository.
fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("citelint-new-{}", std::process::id())).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
