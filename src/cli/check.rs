//! `citelint check` and `citelint fix`.

use std::collections::BTreeMap;
use std::num::NonZero;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::args::{self, CheckArgs, FixArgs, FixingArgs, Format, GlobalArgs, LintArgs};
use super::files::{self, Source};
use super::output::Stream;
use super::sink::Sink;
use super::{Status, config, output, progress, today};
use crate::config::Config;
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::fix::{FixCount, Fixed, fix as fix_page};
use crate::lint::{
    Applicability, CitedSources, Diagnostic, Elsewhere, RuleSet, Selection, lint_among,
    lint_document,
};
use crate::near::nearest;
use crate::report::{Diff, FileReport, Summary};
use crate::rules::ALL;

/// The rule that compares the pages of a run.
const COMPARES_PAGES: &str = "ref-cited-differently";

/// How many files are linted before their reports are written. Larger is no faster, and the
/// reports of that many files are held in memory.
const BATCH: usize = 256;

/// What is done with the fixes that promise at least so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Nothing.
    Check,
    /// They are applied.
    Fix(Applicability),
    /// What they would change is printed.
    Diff(Applicability),
}

impl Mode {
    fn new(fix: bool, how: &FixingArgs) -> Result<Self, String> {
        let least = if how.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        match (how.diff, fix) {
            (true, _) => Ok(Self::Diff(least)),
            (false, true) => Ok(Self::Fix(least)),
            (false, false) if how.unsafe_fixes => {
                Err("`--unsafe-fixes` goes with `--fix`, or with `--diff`".to_owned())
            }
            (false, false) => Ok(Self::Check),
        }
    }
}

pub(super) fn check(args: &CheckArgs, global: &GlobalArgs) -> Result<Status, String> {
    run(&args.lint, Mode::new(args.fix, &args.how)?, global)
}

pub(super) fn fix(args: &FixArgs, global: &GlobalArgs) -> Result<Status, String> {
    run(&args.lint, Mode::new(true, &args.how)?, global)
}

fn run(args: &LintArgs, mode: Mode, global: &GlobalArgs) -> Result<Status, String> {
    let mut config = config::load(global)?;
    config.lint.today = Some(today::today(args.today)?);
    config.lint.dialect = global.dialect.forced();
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
    let is_diff = matches!(mode, Mode::Diff(_));
    // What comes before, between and after diffs is that of the concise format: nothing.
    let format = match args.output_format {
        _ if is_diff => Format::Concise,
        _ if args.statistics => Format::Statistics,
        format => format.unwrap_or_else(default_format),
    };
    // Standard output takes the fixed page.
    let prints_page = matches!(mode, Mode::Fix(_)) && found.sources.iter().any(Source::is_stdin);
    let stream = if prints_page { Stream::Error } else { Stream::Output };
    let color = output::use_color(global.color);
    let diff = Diff { color, terminal: output::is_terminal() };
    let mut sinks = vec![Sink::to_stream(format, stream, global)];
    for output in &args.output {
        sinks.push(Sink::to_file(output)?);
    }
    let mut run =
        Run { config: &config, rules: &rules, sinks, mode, diff, quiet: args.quiet, cited: None };
    let outcome = pool.install(|| {
        if rules.enabled().any(|(rule, _)| rule.name == COMPARES_PAGES) {
            run.cited = Some(run.gather(&found.sources));
        }
        run.all(&found.sources)
    })?;
    let summary = &outcome.summary;
    if is_diff && !args.quiet {
        output::note(&summary.of_diff());
    } else if !is_diff {
        for sink in run.sinks {
            sink.finish(args.quiet, summary)?;
        }
    }

    let fails = if is_diff {
        summary.fixed > 0
    } else {
        args.fail_on.severity().is_some_and(|least| summary.reaches(least))
    };
    Ok(if outcome.has_failed || !found.failures.is_empty() {
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

/// Whoever mistypes a command is told that there is no such file; say what was meant too.
fn hint_at_command(args: &LintArgs) {
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
    /// Whether a file could not be read or written.
    has_failed: bool,
}

/// What came of one file.
#[derive(Default)]
struct Done {
    /// What is reported of it, for each sink.
    reports: Vec<String>,
    summary: Summary,
    /// The fixed text of standard input.
    page: Option<String>,
    /// What people may want to know.
    notes: Vec<String>,
    /// Why it was not written.
    failure: Option<String>,
}

struct Run<'a> {
    config: &'a Config,
    rules: &'a RuleSet,
    /// Where reports go; the first is a stream.
    sinks: Vec<Sink>,
    mode: Mode,
    diff: Diff,
    quiet: bool,
    /// What all files cite, if they are compared.
    cited: Option<CitedSources>,
}

impl Run<'_> {
    /// Lints on all threads of the pool, and writes in order.
    fn all(&mut self, sources: &[Source]) -> Result<Outcome, String> {
        let mut outcome = Outcome::default();
        for sink in &mut self.sinks {
            sink.start()?;
        }
        let bar = progress::bar(sources.len(), self.quiet);
        for batch in sources.chunks(BATCH) {
            let one = |source| {
                let done = self.one(source);
                bar.inc(1);
                done
            };
            let all: Vec<_> = batch.par_iter().map(one).collect();
            // What is written and the bar would run into each other.
            bar.suspend(|| self.write(all, &mut outcome))?;
            // Fixes are not for the reader alone.
            let is_for_reader = matches!(self.mode, Mode::Check | Mode::Diff(_));
            if is_for_reader && !self.sinks.iter().any(Sink::has_reader) {
                break;
            }
        }
        bar.finish_and_clear();
        Ok(outcome)
    }

    /// Writes what came of some files, in their order.
    fn write(
        &mut self,
        all: Vec<Result<Done, String>>,
        outcome: &mut Outcome,
    ) -> Result<(), String> {
        let mut reports = Vec::with_capacity(all.len());
        for done in all {
            match done {
                Ok(done) => reports.push(self.take(done, outcome)?),
                Err(message) => outcome.fail(&message),
            }
        }
        for (at, sink) in self.sinks.iter_mut().enumerate() {
            sink.add(reports.iter().map(|of_file| &*of_file[at]))?;
        }
        Ok(())
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

    /// Lints one file, and does with it what the run is for.
    fn one(&self, source: &Source) -> Result<Done, String> {
        let text = source.read()?;
        let site = &self.config.site;
        match self.mode {
            Mode::Check => {
                let doc = self.rules.parse(&text, site);
                let cited = self.cited.as_ref();
                let elsewhere = cited.map(|cited| Elsewhere { cited, page: &source.name });
                let found = lint_among(&doc, self.rules, elsewhere);
                Ok(self.report(source, &text, doc.dialect, Some(&doc), &found))
            }
            Mode::Fix(least) => {
                Ok(self.put(source, &text, fix_page(&text, site, self.rules, least)))
            }
            Mode::Diff(least) => {
                let fixed = fix_page(&text, site, self.rules, least);
                let report = self.diff.unified(&source.name, &text, &fixed.text);
                Ok(Done {
                    reports: vec![report],
                    summary: summary(&fixed),
                    notes: left_out(source, &fixed),
                    ..Done::default()
                })
            }
        }
    }

    /// Puts the fixed text of a file where it belongs, and reports what remains.
    fn put(&self, source: &Source, text: &str, fixed: Fixed) -> Done {
        let mut notes = left_out(source, &fixed);
        let dialect = self.rules.dialect(&fixed.text, &self.config.site);
        let whole = self.sinks.iter().any(Sink::needs_document);
        let doc = whole.then(|| self.rules.parse(&fixed.text, &self.config.site));
        let mut done =
            self.report(source, &fixed.text, dialect, doc.as_ref(), &fixed.remaining);
        if fixed.text != text {
            if let Err(message) = source.replace(text, &fixed.text) {
                let doc = self.rules.parse(text, &self.config.site);
                let found = lint_document(&doc, self.rules);
                let done = self.report(source, text, doc.dialect, Some(&doc), &found);
                return Done { failure: Some(message), ..done };
            }
            notes.insert(0, format!("fixed `{}`: {}", source.name, by_rule(&fixed.applied)));
            done.summary = summary(&fixed);
        }
        Done { notes, page: source.is_stdin().then_some(fixed.text), ..done }
    }

    fn report(
        &self,
        source: &Source,
        text: &str,
        dialect: Dialect,
        doc: Option<&Document<'_>>,
        diagnostics: &[Diagnostic],
    ) -> Done {
        let report = FileReport { path: &source.name, dialect, source: text, doc, diagnostics };
        let reports = self.sinks.iter().map(|sink| sink.report(&report)).collect();
        Done { reports, summary: Summary::of_file(diagnostics), ..Done::default() }
    }

    /// Takes what came of a file, and returns what is reported of it.
    fn take(&self, done: Done, outcome: &mut Outcome) -> Result<Vec<String>, String> {
        outcome.summary += done.summary;
        for note in done.notes.iter().filter(|_| !self.quiet) {
            output::note(note);
        }
        if let Some(message) = done.failure {
            outcome.fail(&message);
        }
        if let Some(page) = done.page {
            output::write(&page)?;
        }
        Ok(done.reports)
    }
}

impl Outcome {
    fn fail(&mut self, message: &str) {
        self.has_failed = true;
        output::error(message);
    }
}

fn summary(fixed: &Fixed) -> Summary {
    let count: usize = fixed.applied.iter().map(|it| it.count).sum();
    if count == 0 {
        Summary::of_file(&fixed.remaining)
    } else {
        Summary::of_fixed_file(count, &fixed.remaining)
    }
}

/// What to say of the fixes that were not applied.
fn left_out(source: &Source, fixed: &Fixed) -> Vec<String> {
    if fixed.refused.is_empty() {
        return Vec::new();
    }
    let rules = by_rule(&fixed.refused);
    let name = &source.name;
    vec![format!("note: `{name}`: left out what would bring new errors: {rules}")]
}

/// A list such as `ref-empty-name (2), unused-suppression (1)`.
fn by_rule(counts: &[FixCount]) -> String {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for it in counts {
        *rules.entry(it.rule.name).or_default() += it.count;
    }
    let rules: Vec<String> =
        rules.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
    rules.join(", ")
}
