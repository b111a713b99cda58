//! Runs that are killed and go on: nothing is lost, nothing doubled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use citelint::dump::{Problem, Summary, Watch, checkpoint_path};

use super::damage::Random;
use super::make::{dump, gzip, multistream};
use super::runner::Runner;
use super::{TODAY, citelint, folder, stderr};

/// Rules that are quick.
const SELECT: &str = "ref-stray-close,ref-undefined,ref-empty";

/// How often each run is killed.
const KILLS: u64 = 4;

/// Longer than the time between two checkpoints.
const PAUSE: Duration = Duration::from_millis(300);

#[test]
fn killed_at_any_moment_the_output_is_that_of_an_undisturbed_run() {
    let mut random = Random(7);
    for (name, bytes, status) in dumps(400) {
        let folder = folder(&format!("kill-{name}"));
        fs::write(folder.join("dump"), &bytes).expect("the dump can be written");
        let args = ["dump", "--select", SELECT, "--output", "a", "--summary", "a.json"];
        let undisturbed = citelint(&folder, &args, b"");
        assert_eq!(undisturbed.status.code(), Some(status), "{undisturbed:?}");

        let checkpoint = || fs::read(folder.join("b.checkpoint")).unwrap_or_default();
        for _ in 0..KILLS {
            // A moment after the run has come further than the one before.
            let before = checkpoint();
            let mut child = start_run(&folder);
            let ended = |child: &mut Child| child.try_wait().expect("a child").is_some();
            while checkpoint() == before && !ended(&mut child) {
                sleep(Duration::from_millis(1));
            }
            sleep(Duration::from_millis(random.below(400)));
            if ended(&mut child) {
                break;
            }
            child.kill().expect("a child can be killed");
            child.wait().expect("it has ended");
        }
        if folder.join("b.checkpoint").exists() {
            let last = start_run(&folder).wait().expect("it ends");
            assert_eq!(last.code(), Some(status), "{name}");
        }
        for (of_one, of_many) in [("a", "b"), ("a.json", "b.json")] {
            let read = |file| fs::read(folder.join(file)).expect("the file is there");
            assert!(read(of_one) == read(of_many), "{name}: {of_many} is another");
        }
        assert!(!folder.join("b.checkpoint").exists(), "{name}: a checkpoint is left");
    }
}

#[test]
fn from_every_checkpoint_the_rest_is_the_same() {
    let runner = Runner::new();
    for (name, bytes, _) in dumps(900) {
        let folder = folder(&format!("checkpoint-{name}"));
        let (dump, output) = (folder.join("dump"), folder.join("a"));
        fs::write(&dump, &bytes).expect("the dump can be written");
        let mut killer = Killer { output: output.clone(), copies: 0 };
        let expected = runner.resume(&dump, &output, &mut killer);
        let findings = fs::read(&output).expect("the findings are there");
        assert!(killer.copies > 2, "{name}: only {} checkpoints", killer.copies);
        for number in 0..killer.copies {
            let copy = killer.copy(number);
            let mut nobody = Killer { output: PathBuf::new(), copies: usize::MAX };
            let summary = runner.resume(&dump, &copy, &mut nobody);
            assert_eq!(summary, expected, "{name} from checkpoint {number}");
            assert!(fs::read(&copy).expect("it is there") == findings, "{name} from {number}");
        }
    }
}

/// Copies what a kill would leave, after each batch of pages.
struct Killer {
    output: PathBuf,
    copies: usize,
}

impl Killer {
    fn copy(&self, number: usize) -> PathBuf {
        self.output.with_file_name(format!("copy{number}"))
    }
}

impl Watch for Killer {
    fn problem(&mut self, _: &Problem) {}

    fn progress(&mut self, _: &Summary) {
        if self.copies == usize::MAX {
            return;
        }
        let copy = self.copy(self.copies);
        fs::copy(&self.output, &copy).expect("the findings can be copied");
        fs::copy(checkpoint_path(&self.output), checkpoint_path(&copy)).expect("a checkpoint");
        self.copies += 1;
        // The next batch is written with a checkpoint.
        sleep(PAUSE);
    }
}

/// Dumps of so many pages, with the exit status for each.
fn dumps(pages: usize) -> [(&'static str, Vec<u8>, i32); 5] {
    let xml = dump(pages);
    let mut damaged = multistream(pages);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let mut torn = gzip(xml.as_bytes());
    torn.truncate(torn.len() * 9 / 10);
    [
        ("multistream", multistream(pages), 1),
        ("gzip", gzip(xml.as_bytes()), 1),
        ("xml", xml.into_bytes(), 1),
        ("damaged", damaged, 2),
        ("torn", torn, 2),
    ]
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
        .args(["--select", SELECT, "--output", "b", "--summary", "b.json"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs")
}
