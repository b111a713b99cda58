//! Fixed files take the place of the old ones whole, or not at all.

#![cfg(all(unix, feature = "cli"))]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::say;

const OLD: &str = "The choir has 60 members.<ref name=\"\">''Gazette'', 3 May 2011.</ref>\n";
const NEW: &str = "The choir has 60 members.<ref>''Gazette'', 3 May 2011.</ref>\n";

/// A user other than root, whom permissions bind.
const NOBODY: u32 = 65534;

/// How often the command is killed.
const KILLS: u32 = 100;

#[test]
fn permissions_are_kept() {
    let folder = folder("mode");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let path = folder.join(format!("{mode:o}.wiki"));
        write(&path, OLD);
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode can be set");
    }
    let output = fix(&folder, &["."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let path = folder.join(format!("{mode:o}.wiki"));
        assert_eq!(read(&path), NEW);
        assert_eq!(fs::metadata(&path).expect("it is there").mode() & 0o7777, mode);
    }
    assert_eq!(names(&folder).len(), 4, "no other file is left");
}

#[test]
fn the_owner_is_kept() {
    let folder = folder("owner");
    let path = folder.join("a.wiki");
    write(&path, OLD);
    if !is_root(&folder) {
        return say("skipped: only root can give a file to somebody else");
    }
    std::os::unix::fs::chown(&path, Some(NOBODY), Some(NOBODY)).expect("root may");
    assert_eq!(fix(&folder, &["a.wiki"]).status.code(), Some(0));
    let metadata = fs::metadata(&path).expect("it is there");
    assert_eq!((metadata.uid(), metadata.gid(), &*read(&path)), (NOBODY, NOBODY, NEW));
}

#[test]
fn a_link_stays_and_its_target_is_fixed() {
    let folder = folder("symlink");
    fs::create_dir(folder.join("far")).expect("a folder can be made");
    write(&folder.join("far/a.wiki"), OLD);
    symlink("far/a.wiki", folder.join("one")).expect("a link can be made");
    symlink("one", folder.join("two.wiki")).expect("a link can be made");
    assert_eq!(fix(&folder, &["two.wiki"]).status.code(), Some(0));
    assert_eq!(read(&folder.join("far/a.wiki")), NEW);
    for link in ["one", "two.wiki"] {
        let metadata = fs::symlink_metadata(folder.join(link)).expect("the link is there");
        assert!(metadata.is_symlink(), "{link}");
    }
    assert_eq!(names(&folder.join("far")), ["a.wiki"]);
}

#[test]
fn what_cannot_be_replaced_stays_and_the_rest_goes_on() {
    let folder = folder("refused");
    for name in ["hard.wiki", "locked.wiki", "rest.wiki"] {
        write(&folder.join(name), OLD);
    }
    fs::hard_link(folder.join("hard.wiki"), folder.join("other")).expect("a link can be made");
    let locked = folder.join("locked.wiki");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).expect("a mode can be set");

    let output = fix(&folder, &["."]);
    assert_eq!(output.status.code(), Some(2));
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    for part in [
        "cannot write `hard.wiki`, which stays as it was: it has 2 names (hard links)",
        "cannot write `locked.wiki`, which stays as it was: it is read-only",
        "fixed `rest.wiki`: ref-empty-name (1)",
        "Fixed 1 problem in 1 file; 2 warnings remain in 2 of 3 files (2 fixable with `--fix`).",
    ] {
        assert!(messages.contains(part), "{part}\n{messages}");
    }
    assert_eq!(read(&folder.join("hard.wiki")), OLD);
    assert_eq!(read(&locked), OLD);
    assert_eq!(read(&folder.join("rest.wiki")), NEW);
    assert_eq!(names(&folder), ["hard.wiki", "locked.wiki", "other", "rest.wiki"]);
}

#[test]
fn a_folder_that_takes_no_new_file_keeps_the_old_one() {
    let folder = folder("read-only-folder");
    write(&folder.join("a.wiki"), OLD);
    let is_root = is_root(&folder);
    let open = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode));
    if is_root {
        for path in [&folder, &folder.join("a.wiki")] {
            std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("root may");
        }
    }
    open(0o555).expect("a mode can be set");
    let mut command = command(&folder, &["fix", "a.wiki"]);
    // Permissions do not bind root.
    let command = if is_root { command.uid(NOBODY).gid(NOBODY) } else { &mut command };
    let output = command.output();
    open(0o755).expect("a mode can be set");
    let Ok(output) = output else {
        return say("skipped: another user cannot run the command where it was built");
    };
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(messages.contains("Permission denied"), "{messages}");
    assert_eq!(read(&folder.join("a.wiki")), OLD);
    assert_eq!(names(&folder), ["a.wiki"]);
}

#[test]
fn a_file_that_may_not_grow_so_long_keeps_the_old_text() {
    let folder = folder("limit");
    let page = OLD.repeat(100);
    write(&folder.join("a.wiki"), &page);
    write(&folder.join("b.wiki"), OLD);
    // A limit of one block stands for a full disk; the signal that goes with it is ignored.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" fix .";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_citelint")])
        .current_dir(&folder)
        .output()
        .expect("sh runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(messages.contains("cannot write `a.wiki`, which stays as it was: File too large"));
    assert_eq!(read(&folder.join("a.wiki")), page);
    assert_eq!(read(&folder.join("b.wiki")), NEW);
    assert_eq!(names(&folder), ["a.wiki", "b.wiki"]);
}

#[test]
fn a_full_disk_keeps_the_old_text() {
    let folder = folder("full");
    let mount = |arguments: &[&str]| {
        let output = Command::new(arguments[0]).args(&arguments[1..]).arg(&folder).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !mount(&["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
        return say("skipped: only root can mount a small disk");
    }
    let page = OLD.repeat(600);
    write(&folder.join("a.wiki"), &page);
    write(&folder.join("b.wiki"), OLD);
    let output = fix(&folder, &["."]);
    let (first, second, names) =
        (read(&folder.join("a.wiki")), read(&folder.join("b.wiki")), names(&folder));
    assert!(mount(&["umount"]), "the disk can be unmounted");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let messages = String::from_utf8_lossy(&output.stderr);
    let expected = "cannot write `a.wiki`, which stays as it was: No space left on device";
    assert!(messages.contains(expected), "{messages}");
    assert!(first == page && second == NEW);
    assert_eq!(names, ["a.wiki", "b.wiki"]);
}

#[test]
fn byte_order_marks_and_line_ends_are_kept() {
    let folder = folder("bytes");
    let page = format!("\u{feff}{OLD}A</ref>").replace('\n', "\r\n");
    write(&folder.join("a.wiki"), &page);
    fix(&folder, &["a.wiki"]);
    let expected = format!("\u{feff}{NEW}A</ref>").replace('\n', "\r\n");
    assert_eq!(read(&folder.join("a.wiki")), expected);
}

#[test]
fn a_clean_file_is_not_touched() {
    let folder = folder("clean");
    let path = folder.join("a.wiki");
    write(&path, NEW);
    let before = fs::metadata(&path).expect("it is there");
    assert_eq!(fix(&folder, &["a.wiki"]).status.code(), Some(0));
    let after = fs::metadata(&path).expect("it is there");
    let identity = |it: &fs::Metadata| (it.ino(), it.mtime(), it.mtime_nsec());
    assert_eq!(identity(&before), identity(&after));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder("stdin");
    write(&folder.join("page"), &format!("{OLD}A</ref>\n"));
    let input = fs::File::open(folder.join("page")).expect("it is there");
    let output = command(&folder, &["fix", "-"]).stdin(input).output().expect("citelint runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{NEW}A</ref>\n"));
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(messages.contains("<stdin>:2:2: error[ref-stray-close]"), "{messages}");
    assert!(messages.contains("Fixed 1 problem in 1 file; 1 error remains in 1 file."));
}

/// Runs with `CITELINT_SLOW_TESTS=1`: about half a minute.
#[test]
fn a_kill_at_any_moment_leaves_the_old_text_or_the_new_one() {
    if std::env::var_os("CITELINT_SLOW_TESTS").is_none() {
        return say("skipped: CITELINT_SLOW_TESTS is not set");
    }
    let folder = folder("kill");
    let (old, new) = (OLD.repeat(3000), NEW.repeat(3000));
    let path = folder.join("a.wiki");
    let start = || {
        write(&path, &old);
        let mut command = command(&folder, &["fix", "a.wiki", "-q"]);
        command.stdout(Stdio::null()).spawn().expect("citelint starts")
    };
    let started = Instant::now();
    start().wait().expect("citelint ends");
    let whole_run = started.elapsed();
    assert_eq!(read(&path), new);

    let (mut kept_old, mut got_new, mut left_behind) = (0, 0, 0);
    for kill in 0..KILLS {
        let mut child = start();
        if kill % 2 == 0 {
            // At moments spread over the run.
            sleep(whole_run * kill / KILLS);
        } else {
            // Soon after the new file has appeared.
            while names(&folder).len() == 1 && matches!(child.try_wait(), Ok(None)) {}
            sleep(Duration::from_micros(u64::from(kill % 100) * 20));
        }
        child.kill().expect("it is ours");
        child.wait().expect("citelint ends");
        let text = read(&path);
        kept_old += usize::from(text == old);
        got_new += usize::from(text == new);
        assert!(text == old || text == new, "after kill {kill} the file is neither");
        for name in names(&folder).iter().filter(|name| *name != "a.wiki") {
            left_behind += 1;
            assert!(name.starts_with(".citelint-"), "{name}");
            fs::remove_file(folder.join(name)).expect("it can be removed");
        }
    }
    say(format_args!(
        "{KILLS} kills in runs of {whole_run:?}: {kept_old} left the old text, {got_new} the new \
         one; {left_behind} left a hidden file behind"
    ));
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citelint"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

fn fix(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, &["fix"]).args(arguments).output().expect("citelint runs")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("the file can be written");
}

fn is_root(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|metadata| metadata.uid() == 0)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry.expect("the folder can be listed").file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// A fresh, empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("writing").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
