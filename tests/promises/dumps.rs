//! Any file is read as a dump or refused, in the same way on one thread and on two.

use std::io::Write as _;
use std::num::NonZeroUsize;

use citelint::dump::{
    Checkpoint, Input, Limits, Meter, Options, Output, Problem, Summary, Watch, run,
};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::{Reading, readings};

/// The most that a dump may swell to, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Reads the bytes as a dump, whatever compression they seem to have.
pub fn check(bytes: &[u8]) {
    let once = lint(bytes, 1);
    assert_eq!(once, lint(bytes, 2), "two threads find something else than one");
    for line in once.findings.lines() {
        let line: Value = serde_json::from_str(line).expect("findings are lines of JSON");
        assert!(line.is_object());
    }
}

#[derive(Debug, Default, PartialEq)]
struct Seen {
    findings: String,
    problems: Vec<Problem>,
    /// Why it was refused.
    error: Option<String>,
}

impl Watch for Seen {
    fn problem(&mut self, problem: &Problem) {
        self.problems.push(problem.clone());
    }

    fn progress(&mut self, _: &Summary) {}
}

fn lint(bytes: &[u8], threads: usize) -> Seen {
    let mut file = NamedTempFile::new().expect("a file can be made");
    file.write_all(bytes).expect("the file can be written");
    let Reading { site, rules, .. } = readings()[0];
    let meter = Meter::default();
    let options = Options {
        site,
        rules,
        namespaces: None,
        titles: &[],
        limits: Limits { ratio: 1000, size: Some(MOST_BYTES) },
        threads: NonZeroUsize::new(threads).expect("some threads"),
        meter: &meter,
    };
    let mut seen = Seen::default();
    let mut found = Vec::new();
    let done = Input::open(file.path(), "a.xml".to_owned()).and_then(|input| {
        let checkpoint = Checkpoint::new(String::new(), String::new());
        let mut output = Output::Stream(Box::new(&mut found));
        run(input, &options, checkpoint, &mut output, &mut seen)
    });
    seen.error = done.err();
    seen.findings = String::from_utf8(found).expect("findings are UTF-8");
    seen
}
