//! Runs in this process, which is quick, with one quick rule.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use citelint::dump::{
    Checkpoint, Input, Limits, Meter, Options, Output, OutputFile, Problem, Summary, Watch, run,
};
use citelint::lint::{LintOptions, RuleSet, Selection};
use citelint::rules::ALL;
use citelint::site::Site;

pub(crate) struct Runner {
    rules: RuleSet,
}

impl Runner {
    pub(crate) fn new() -> Self {
        let select = vec!["ref-stray-close".to_owned()];
        let selection = Selection { select, ..Selection::default() };
        let options = LintOptions { selection, ..LintOptions::default() };
        Self { rules: RuleSet::new(ALL, &options).expect("a rule by its name") }
    }

    /// The findings in a dump, and what could not be read.
    pub(crate) fn run(&self, folder: &Path, dump: &[u8]) -> Result<(String, Vec<Problem>), String> {
        let path = folder.join("dump");
        fs::write(&path, dump).expect("the dump can be written");
        let mut found = Vec::new();
        let mut problems = Problems::default();
        let new = Checkpoint::new(String::new(), String::new());
        let mut output = Output::Stream(Box::new(&mut found));
        let summary = self.start(&path, new, &mut output, &mut problems);
        drop(output);
        assert_eq!(summary?.problems, problems.0.len() as u64);
        Ok((String::from_utf8(found).expect("UTF-8"), problems.0))
    }

    /// Goes on with the run that writes to this output, or starts it.
    pub(crate) fn resume(&self, dump: &Path, output: &Path, watch: &mut dyn Watch) -> Summary {
        let before = Checkpoint::read(output).expect("a checkpoint or none");
        let before = before.unwrap_or_else(|| Checkpoint::new(String::new(), String::new()));
        let file = OutputFile::open(output, &before).expect("the output can be written");
        let mut file = Output::File(file);
        let summary = self.start(dump, before, &mut file, watch).expect("a dump");
        file.conclude().expect("the checkpoint can be removed");
        summary
    }

    fn start(
        &self,
        dump: &Path,
        checkpoint: Checkpoint,
        output: &mut Output<'_>,
        watch: &mut dyn Watch,
    ) -> Result<Summary, String> {
        let input = Input::open(dump, "dump".to_owned())?;
        let meter = Meter::default();
        let options = Options {
            site: Site::mediawiki(),
            rules: &self.rules,
            namespaces: None,
            titles: &[],
            limits: Limits { ratio: 1000, size: None },
            threads: NonZeroUsize::new(2).expect("not 0"),
            meter: &meter,
        };
        run(input, &options, checkpoint, output, watch)
    }
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Watch for Problems {
    fn problem(&mut self, problem: &Problem) {
        self.0.push(problem.clone());
    }

    fn progress(&mut self, _: &Summary) {}
}
