//! What a hostile checkout, a failing disk or an endless page cannot do to the command.

#![cfg(all(unix, feature = "cli"))]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use support::say;

/// A page with one error that is fixed.
const PAGE: &str = "The choir has 60 members.<ref name=\"\">''Gazette'', 3 May 2011.</ref>\n";

/// How long a command may take before it counts as hanging. It takes milliseconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many bytes of memory a byte of an article may cost.
const BYTES_PER_BYTE: usize = 20;

/// The same where every few bytes make a node, a fact and a finding.
const BYTES_PER_HOSTILE_BYTE: usize = 200;

/// What the program, its data and its threads may take of the address space, in KiB.
const FIXED: usize = 200 << 10;

#[test]
fn what_is_no_regular_file_is_read_in_a_folder() {
    let folder = folder("special");
    write(&folder.join("a.wiki"), PAGE);
    if !run(Command::new("mkfifo").arg(folder.join("fifo.wiki"))) {
        return say("skipped: there is no mkfifo");
    }
    for (to, at) in [
        ("/dev/zero", "zero.wiki"),
        ("/etc", "etc"),
        (".", "loop"),
        ("two.wiki", "one.wiki"),
        ("one.wiki", "two.wiki"),
        ("/dev/zero", "sub/citelint.toml"),
        ("/dev/zero", "deep/.gitignore"),
    ] {
        let at = folder.join(at);
        fs::create_dir_all(at.parent().expect("a folder")).expect("a folder can be made");
        symlink(to, at).expect("a link can be made");
    }
    let output = finished(command(&folder, &["check", "."]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(text(&output.stdout).lines().count(), 1, "{output:?}");
}

#[test]
fn settings_read_what_is_none_of_their_business() {
    let folder = folder("escape");
    write(&folder.join("secret.toml"), "key = 'hunter2'\n");
    let root = folder.join("root");
    fs::create_dir_all(root.join(".git")).expect("a folder can be made");
    write(&root.join("a.wiki"), PAGE);
    symlink(folder.join("secret.toml"), root.join("link.toml")).expect("a link can be made");
    symlink("loop.toml", root.join("loop.toml")).expect("a link can be made");
    symlink("/dev/zero", root.join("endless.toml")).expect("a link can be made");
    run(Command::new("mkfifo").arg(root.join("fifo.toml")));
    for (extends, said) in [
        ("../secret.toml", "lies outside of the repository"),
        ("link.toml", "lies outside of the repository"),
        ("/etc/passwd", "must be a relative path"),
        ("../../../../etc/passwd", "cannot read"),
        ("loop.toml", "cannot read"),
        ("endless.toml", ""),
        ("fifo.toml", "cannot read"),
        ("citelint.toml", "extends itself"),
    ] {
        write(&root.join("citelint.toml"), &format!("extends = '{extends}'\n"));
        let output = finished(command(&root, &["check", "."]));
        let messages = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{extends}: {output:?}");
        assert!(messages.contains(said), "{extends}: {messages}");
        assert!(!messages.contains("hunter2") && !messages.contains("root:"), "{messages}");
    }
}

#[test]
fn patterns_lead_out_of_the_folder() {
    let folder = folder("patterns");
    let root = folder.join("root");
    fs::create_dir_all(&root).expect("a folder can be made");
    write(&folder.join("outside.wiki"), PAGE);
    write(&root.join("inside.txt"), PAGE);
    write(
        &root.join("citelint.toml"),
        "include = ['../*.wiki', '/../**', '/etc/*', '*.txt', '../../../../etc/passwd']\n",
    );
    let output = finished(command(&root, &["check", "."]));
    let lines = text(&output.stdout);
    assert!(lines.lines().all(|line| line.starts_with("inside.txt:")), "{output:?}");
    assert_eq!(lines.lines().count(), 1, "{output:?}");
}

/// No setting is a regular expression, and what looks like one is text; globs are matched in time
/// that is linear in the name.
#[test]
fn a_pattern_in_the_settings_takes_exponential_time() {
    let folder = folder("patterns-slow");
    write(&folder.join("a.wiki"), &("a".repeat(5_000) + "!\n" + PAGE));
    fs::write(folder.join("a".repeat(200) + ".wiki"), PAGE).expect("the file can be written");
    let stars = "a*".repeat(60) + "b.wiki";
    let settings = format!(
        "exclude = ['{stars}', '{}']\n\
         [site.wording.en.entry.slow]\ncategory = 'puffery'\nseverity = 'warning'\n\
         patterns = ['(a+)+$', '(a|a)*b', 'a * * * * b']\n",
        "**/".repeat(50) + "x"
    );
    write(&folder.join("citelint.toml"), &settings);
    let output = finished(command(&folder, &["check", "."]));
    // Whether the words are taken or refused, the answer comes at once.
    assert!(output.status.code().is_some_and(|code| code > 0), "{output:?}");
}

/// Rules ask for other arguments with each that they see: with 60,000 of them, looking through all
/// each time would take many minutes.
#[test]
fn a_citation_of_many_arguments_takes_quadratic_time() {
    let folder = folder("many-arguments");
    let arguments = [
        "|last1=Orme et al.|display-authors=3",
        "|chapter=A|work=B|website=example.org|publisher=example.org",
        "|title=A title=B|url=www.example.org|doi=10.1000/182 isbn=1",
        "|nb=c|displayauthors=3|accessdate=2011|archivedate=x|trans-title=T|url-access=free",
        "|isbn=0-306-40615-3|year=2011-05-03|orig-date=x|page=3|pages=9-3|last#=A|first2=B|http://x.org/?a=b|d",
    ];
    let end = "}}\n".to_owned();
    for (number, argument) in arguments.iter().enumerate() {
        let many = (0..60_000 / argument.matches('|').count())
            .map(|it| argument.replace('#', &it.to_string()));
        let page = ["{{cite book".to_owned()].into_iter().chain(many).chain([end.clone()]);
        write(&folder.join(format!("{number}.wiki")), &page.collect::<String>());
    }
    // There are half a million findings.
    let output = finished(command(&folder, &["check", "--select", "all", "--statistics", "."]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

/// The name of a template holds those that are nested in it, and a function hides the errors of all
/// that it holds: with 60,000 levels, looking at all of it on each would take minutes.
#[test]
fn templates_in_names_and_arguments_take_quadratic_time() {
    let folder = folder("nested-templates");
    for (number, (open, close)) in
        [("{{cite book", "}}"), ("{{reflist|refs=", "}}}"), ("{{#tag:ref|", "}}")]
            .iter()
            .enumerate()
    {
        write(
            &folder.join(format!("{number}.wiki")),
            &(open.repeat(60_000) + &close.repeat(60_000)),
        );
    }
    let output = finished(command(&folder, &["check", "--select", "all", "--statistics", "."]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn an_ordinary_page_takes_memory_out_of_proportion() {
    let page = include_str!("../samples/clean.wiki").repeat(200);
    fits_in_memory("memory-ordinary", &page, BYTES_PER_BYTE);
}

#[test]
fn a_hostile_page_takes_memory_out_of_proportion() {
    for (number, unit) in
        ["{{a|", "<ref>", "[[a|", "{{cite web|title=a}}\n", "{{sfn|a}}", "<b>"].iter().enumerate()
    {
        let page = unit.repeat((1 << 20) / unit.len());
        fits_in_memory(&format!("memory-{number}"), &page, BYTES_PER_HOSTILE_BYTE);
    }
}

/// Lints a page in an address space that is bounded by the page's length.
fn fits_in_memory(name: &str, page: &str, bytes_per_byte: usize) {
    let folder = folder(name);
    write(&folder.join("a.wiki"), page);
    let limit = FIXED + bytes_per_byte * page.len() / 1024;
    let script = format!("ulimit -v {limit}; exec \"$0\" check -q --threads 1 a.wiki");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_citelint")]).current_dir(&folder);
    let status = command.stdout(Stdio::null()).status().expect("sh runs");
    assert!(status.code().is_some_and(|code| code < 2), "{name}: {status}");
}

#[test]
fn a_file_that_cannot_be_read_stops_the_others() {
    // Reading this gives an error of the device (EIO) on Linux.
    let broken = Path::new("/proc/self/mem");
    if fs::read(broken).is_ok() || !broken.exists() {
        return say("skipped: there is no file whose reading fails");
    }
    let folder = folder("unreadable");
    write(&folder.join("a.wiki"), PAGE);
    let output = finished(command(&folder, &["check", "/proc/self/mem", "a.wiki"]));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(text(&output.stderr).contains("cannot read `/proc/self/mem`"), "{output:?}");
    assert_eq!(text(&output.stdout).lines().count(), 1, "{output:?}");
}

#[test]
fn a_disk_that_fails_tears_the_file() {
    let folder = folder("disk");
    let library = folder.join("broken.so");
    // Only files: messages are still to be read.
    let write_call = "#include <unistd.h>\n#include <sys/syscall.h>\n\
        ssize_t write(int fd, const void *b, size_t n) \
        { if (fd < 3) return syscall(SYS_write, fd, b, n); errno = EIO; return -1; }\n";
    let sync_call = "int fsync(int fd) { errno = EIO; return -1; }\n";
    for call in [write_call, sync_call] {
        write(&folder.join("broken.c"), &format!("#include <errno.h>\n{call}"));
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-w", "-o"]).arg(&library).arg(folder.join("broken.c"));
        if !run(&mut compiler) {
            return say("skipped: there is no C compiler to break the disk with");
        }
        write(&folder.join("a.wiki"), PAGE);
        let mut command = command(&folder, &["fix", "a.wiki"]);
        command.env("LD_PRELOAD", &library);
        let output = finished(command);
        let messages = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{call}: {output:?}");
        assert!(messages.contains("cannot write `a.wiki`, which stays as it was"), "{messages}");
        let now = fs::read_to_string(folder.join("a.wiki")).expect("the file can be read");
        assert_eq!(now, PAGE, "{call}");
        let left = fs::read_dir(&folder).expect("the folder can be listed").count();
        assert_eq!(left, 3, "{call}: a file is left behind");
    }
}

#[test]
fn the_command_connects_to_anything_or_tells_of_its_environment() {
    let folder = folder("network");
    write(&folder.join("a.wiki"), PAGE);
    let trace = folder.join("trace");
    let mut works = Command::new("strace");
    if !run(works.args(["-f", "-o"]).arg(&trace).arg("true")) {
        return say("skipped: there is no strace, or it may not trace");
    }
    for arguments in [&["check", "."][..], &["fix", "."], &["refs", "."], &["rules"], &["config"]] {
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=%network", "-o"]).arg(&trace);
        command.arg(env!("CARGO_BIN_EXE_citelint")).args(arguments).current_dir(&folder);
        let output = finished(secretive(command));
        let calls = fs::read_to_string(&trace).expect("the trace can be read");
        for call in ["connect(", "sendto(", "AF_INET"] {
            assert!(!calls.contains(call), "{arguments:?}: {calls}");
        }
        let said = [text(&output.stdout), text(&output.stderr)].concat();
        assert!(!said.contains("hunter2"), "{arguments:?}: {said}");
    }
}

/// With a secret in the environment, as in CI.
fn secretive(mut command: Command) -> Command {
    command.env("SECRET_TOKEN", "hunter2").stdin(Stdio::null());
    command
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citelint"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

/// What a command that ends in time has written.
fn finished(mut command: Command) -> Output {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let started = Instant::now();
    while child.try_wait().expect("the command can be asked").is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().expect("it is ours");
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("its output can be read")
}

/// Whether a program is there and succeeds.
fn run(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("the file can be written");
}

/// A fresh, empty folder, which is no part of a repository.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("limits").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
