//! `citelint check`.

use std::num::NonZero;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::args::{self, CheckArgs, Format, GlobalArgs};
use super::files::{self, Source};
use super::{Status, config, output, today};
use crate::config::Config;
use crate::facts::Document;
use crate::lint::{CitedSources, Elsewhere, RuleSet, Selection, lint_among};
use crate::near::nearest;
use crate::report::{Concise, FileReport, Json, JsonLines, Pretty, Reporter, Summary};
use crate::rules::ALL;

/// The rule that compares the pages of a run.
const COMPARES_PAGES: &str = "ref-cited-differently";

/// How many files are linted before their reports are written. Larger is no faster, and the
/// reports of that many files are held in memory.
const BATCH: usize = 256;

pub(super) fn run(args: &CheckArgs, global: &GlobalArgs) -> Result<Status, String> {
    let mut config = config::load(global)?;
    config.lint.today = Some(today::today(args.today)?);
    config.lint.selection = Selection {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        extend_select: args.extend_select.clone(),
    };
    let rules = RuleSet::new(ALL, &config.lint).map_err(|error| error.to_string())?;

    let found = files::find(&args.paths, args.stdin_filename.as_deref().unwrap_or("<stdin>"));
    for failure in &found.failures {
        output::error(failure);
    }
    hint_at_command(args);
    for note in found.notes.iter().filter(|_| !args.quiet) {
        output::note(&format!("note: {note}"));
    }

    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, NonZero::get))
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))?;
    let format = args.output_format.unwrap_or_else(default_format);
    let reporter = reporter(format, global);
    let mut run =
        Run { config: &config, rules: &rules, reporter: &*reporter, cited: None, first: true };
    let outcome = pool.install(|| {
        if rules.enabled().any(|(rule, _)| rule.name == COMPARES_PAGES) {
            run.cited = Some(run.gather(&found.sources));
        }
        run.all(&found.sources)
    })?;
    if outcome.has_reader {
        conclude(format, args.quiet, &*reporter, &outcome.summary)?;
    }

    let fails = args.fail_on.severity().is_some_and(|least| outcome.summary.reaches(least));
    Ok(if outcome.unread || !found.failures.is_empty() {
        Status::Failed
    } else if fails {
        Status::Found
    } else {
        Status::Clean
    })
}

fn default_format() -> Format {
    if output::is_terminal() { Format::Pretty } else { Format::Concise }
}

fn reporter(format: Format, global: &GlobalArgs) -> Box<dyn Reporter> {
    match format {
        Format::Pretty => {
            let color = output::use_color(global.color);
            Box::new(Pretty {
                width: output::width(),
                color,
                links: color && output::is_terminal(),
            })
        }
        Format::Concise => Box::new(Concise),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
    }
}

/// Ends the report. The summary of lines that programs may read goes to standard error.
fn conclude(
    format: Format,
    quiet: bool,
    reporter: &dyn Reporter,
    summary: &Summary,
) -> Result<(), String> {
    match format {
        Format::Pretty if !quiet => output::write(&format!("{summary}\n"))?,
        Format::Concise if !quiet => {
            output::note(&summary.to_string());
            true
        }
        _ => output::write(&reporter.finish(summary))?,
    };
    Ok(())
}

/// Whoever mistypes a command is told that there is no such file; say what was meant too.
fn hint_at_command(args: &CheckArgs) {
    let commands = args::command_names();
    for path in args.paths.iter().filter(|path| !path.exists()) {
        let meant = path.to_str().and_then(|it| nearest(it, commands.iter().map(String::as_str)));
        if let Some(command) = meant {
            output::note(&format!("note: did you mean the command `{command}`?"));
        }
    }
}

/// What all files together came to.
#[derive(Default)]
struct Outcome {
    summary: Summary,
    /// Whether a file could not be read.
    unread: bool,
    /// Whether anybody still reads standard output.
    has_reader: bool,
}

struct Run<'a> {
    config: &'a Config,
    rules: &'a RuleSet,
    reporter: &'a dyn Reporter,
    /// What all files cite, if they are compared.
    cited: Option<CitedSources>,
    /// Whether no file has been written yet.
    first: bool,
}

impl Run<'_> {
    /// Lints on all threads of the pool, and writes in order.
    fn all(&mut self, sources: &[Source]) -> Result<Outcome, String> {
        let has_reader = output::write(&self.reporter.start())?;
        let mut outcome = Outcome { has_reader, ..Outcome::default() };
        for batch in sources.chunks(BATCH) {
            let reports: Vec<_> = batch.par_iter().map(|source| self.one(source)).collect();
            let mut text = String::new();
            for report in reports {
                match report {
                    Ok(report) => self.append(report, &mut text, &mut outcome.summary),
                    Err(message) => {
                        outcome.unread = true;
                        output::error(&message);
                    }
                }
            }
            if !output::write(&text)? {
                outcome.has_reader = false;
                break;
            }
        }
        Ok(outcome)
    }

    /// Gathers what the files cite. Standard input cannot be read twice, and what cannot be read
    /// is reported when it is linted.
    fn gather(&self, sources: &[Source]) -> CitedSources {
        let of_file = |source: &Source| {
            let text = source.is_file().then(|| source.read().ok())??;
            let doc = Document::new(&text, &self.config.site);
            Some(CitedSources::of_page(&source.name, &doc))
        };
        let mut cited = CitedSources::default();
        for batch in sources.chunks(BATCH) {
            let parts: Vec<_> = batch.par_iter().filter_map(of_file).collect();
            for part in parts {
                cited.merge(part);
            }
        }
        cited
    }

    /// Lints one file: its report, and what it adds to the summary.
    fn one(&self, source: &Source) -> Result<(String, Summary), String> {
        let text = source.read()?;
        let doc = Document::new(&text, &self.config.site);
        let elsewhere = self.cited.as_ref().map(|cited| Elsewhere { cited, page: &source.name });
        let diagnostics = lint_among(&doc, self.rules, elsewhere);
        let report = FileReport { path: &source.name, source: &text, diagnostics: &diagnostics };
        Ok((self.reporter.file(&report), Summary::of_file(&diagnostics)))
    }

    fn append(
        &mut self,
        (report, counts): (String, Summary),
        text: &mut String,
        summary: &mut Summary,
    ) {
        *summary += counts;
        if !report.is_empty() {
            if !self.first {
                text.push_str(self.reporter.separator());
            }
            self.first = false;
            text.push_str(&report);
        }
    }
}
