//! Runs that are killed and go on: nothing is lost, nothing doubled.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::damage::Random;
use super::make::{dump, gzip, multistream};
use super::{TODAY, citelint, folder, stderr};

/// How often each run is killed.
const KILLS: u64 = 4;

#[test]
fn killed_at_any_moment_the_output_is_that_of_an_undisturbed_run() {
    let mut random = Random(7);
    let mut damaged = multistream(3000);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    for (name, bytes) in [
        ("xml", dump(3000).into_bytes()),
        ("multistream", multistream(3000)),
        ("damaged", damaged),
        ("gzip", gzip(dump(3000).as_bytes())),
    ] {
        let folder = folder(&format!("kill-{name}"));
        fs::write(folder.join("dump"), &bytes).expect("the dump can be written");
        let start = Instant::now();
        let undisturbed = citelint(&folder, &["dump", "--output", "a", "--summary", "a.json"], b"");
        let time = start.elapsed();
        let status = if name == "damaged" { 2 } else { 1 };
        assert_eq!(undisturbed.status.code(), Some(status), "{undisturbed:?}");
        assert!(!folder.join("a.checkpoint").exists(), "no checkpoint is left");

        let mut was_resumed = false;
        for _ in 0..KILLS {
            let mut child = start_run(&folder);
            let wait = random.below(1 + time.as_millis() as u64 / 2) as u32;
            sleep(Duration::from_millis(wait.into()));
            if child.try_wait().expect("a child").is_some() {
                break;
            }
            child.kill().expect("a child can be killed");
            child.wait().expect("it has ended");
            let checkpoint = fs::read_to_string(folder.join("b.checkpoint")).unwrap_or_default();
            was_resumed |= !checkpoint.contains("\"written\":0,");
        }
        if folder.join("b.checkpoint").exists() || !folder.join("b").exists() {
            let last = start_run(&folder).wait().expect("it ends");
            assert_eq!(last.code(), Some(status), "{name}");
        }
        assert!(was_resumed, "{name}: every kill came before the first checkpoint");
        for (of_one, of_many) in [("a", "b"), ("a.json", "b.json")] {
            let read = |file| fs::read(folder.join(file)).expect("the file is there");
            assert!(read(of_one) == read(of_many), "{name}: {of_many} is another");
        }
        assert!(!folder.join("b.checkpoint").exists(), "no checkpoint is left");
    }
}

#[test]
fn only_the_same_run_can_be_resumed() {
    let folder = folder("same");
    fs::write(folder.join("dump"), dump(20)).expect("the dump can be written");
    let refused = |args: &[&str], why: &str| {
        let output = citelint(&folder, &[&["dump", "--output", "a"], args].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(stderr(&output).contains(why), "{output:?}");
    };
    assert_eq!(citelint(&folder, &["dump", "--output", "a"], b"").status.code(), Some(1));
    refused(&["--resume"], "there is nothing to resume");

    // A reader that goes away and comes back: the run before the last page.
    let full = fs::read(folder.join("a")).expect("the findings are there");
    let checkpoint = |text: &str| {
        fs::write(folder.join("a.checkpoint"), text).expect("a checkpoint can be written");
    };
    checkpoint("{}");
    refused(&[], "is no checkpoint that this version can read");
    let unfinished = "{\"version\":1,\"fingerprint\":\"0\",\"today\":\"2026-01-31\",\"written\":9,\
        \"position\":{\"offset\":0,\"restart\":0,\"restart_offset\":0},\"info\":{\"name\":\"\",\
        \"database\":\"\",\"namespaces\":[]},\"summary\":SUMMARY,\"is_over\":false}";
    let summary = serde_json::to_string(&citelint::dump::Summary::default()).expect("JSON");
    checkpoint(&unfinished.replace("SUMMARY", &summary));
    refused(&[], "go on with it by `--resume`, or remove `a.checkpoint`");
    refused(&["--resume"], "are not those of the run before");
    assert!(fs::read(folder.join("a")).expect("the findings are there") == full, "it is untouched");
}

fn start_run(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_citelint"))
        .args(["dump", "--isolated", "--today", TODAY, "dump", "--quiet", "--resume"])
        .args(["--output", "b", "--summary", "b.json"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs")
}
