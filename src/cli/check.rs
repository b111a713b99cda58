//! `citelint check` and `citelint fix`.

use std::num::NonZero;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::args::{CheckArgs, FixArgs, FixingArgs, Format, GlobalArgs, LintArgs};
use super::configs::{Asked, Configs, Ready};
use super::files::{self, Source};
use super::filter::Filter;
use super::outcome::{Done, Outcome, by_rule, left_out, summary};
use super::output::Stream;
use super::sink::Sink;
use super::{Status, command, output, progress};
use crate::facts::Document;
use crate::facts::rendered::Dialect;
use crate::fix::{Fixed, fix as fix_page, silence};
use crate::lint::{Applicability, CitedSources, Diagnostic, Elsewhere, lint_among, lint_document};
use crate::near::nearest;
use crate::report::{Diff, FileReport, Summary};

/// The rule that compares the pages of a run.
const COMPARES_PAGES: &str = "ref-cited-differently";

/// How many files are linted before their reports are written. Larger is no faster, and the
/// reports of that many files are held in memory.
const BATCH: usize = 256;

/// What is done with the fixes that promise at least so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing.
    Check,
    /// They are applied.
    Fix(Applicability),
    /// What they would change is printed.
    Diff(Applicability),
    /// Nothing: comments are written that silence what is found.
    Silence,
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
    let mode = match &args.add_suppressions {
        Some(_) if args.how.unsafe_fixes => {
            return Err("`--add-suppressions` applies no fixes".to_owned());
        }
        Some(reason) if reason.contains("-->") || reason.contains(['\n', '\r']) => {
            return Err("a reason cannot hold `-->` or a line break".to_owned());
        }
        Some(_) => Mode::Silence,
        None => Mode::new(args.fix, &args.how)?,
    };
    run(&args.lint, mode, Some(args), global)
}

pub(super) fn fix(args: &FixArgs, global: &GlobalArgs) -> Result<Status, String> {
    run(&args.lint, Mode::new(true, &args.how)?, None, global)
}

fn run(
    args: &LintArgs,
    mode: Mode,
    check: Option<&CheckArgs>,
    global: &GlobalArgs,
) -> Result<Status, String> {
    let Some(mut configs) = Configs::new(global, Asked::by(&args.rules, &args.run)?) else {
        return Ok(Status::Failed);
    };
    let found = files::find(&args.paths, args.stdin_filename.as_deref(), &mut configs);
    let Some(configs) = configs.finish() else { return Ok(Status::Failed) };
    for failure in &found.failures {
        output::error(failure);
    }
    hint_at_command(args);
    for note in found.notes.iter().filter(|_| !args.run.quiet) {
        output::note(&format!("note: {note}"));
    }

    let pool = pool(args)?;
    let is_diff = matches!(mode, Mode::Diff(_));
    // What comes before, between and after diffs is that of the concise format: nothing.
    let format = if is_diff { Format::Concise } else { format(args) };
    // Standard output takes the fixed page.
    let prints_page =
        matches!(mode, Mode::Fix(_) | Mode::Silence) && found.sources.iter().any(Source::is_stdin);
    let stream = if prints_page { Stream::Error } else { Stream::Output };
    let color = output::use_color(global.color);
    let diff = Diff { color, terminal: output::is_terminal() };
    let mut sinks = vec![Sink::to_stream(format, stream, global)];
    for output in &args.output {
        sinks.push(Sink::to_file(output)?);
    }
    let filter = check.map(|args| Filter::new(args, &found.sources)).transpose()?;
    let filter = filter.unwrap_or_default();
    let reason = check.and_then(|args| args.add_suppressions.as_deref()).unwrap_or_default();
    let (quiet, cited) = (args.run.quiet, None);
    let mut run =
        Run { configs: &configs, sinks, mode, filter: &filter, reason, diff, quiet, cited };
    let outcome = pool.install(|| {
        run.gather(&found.sources);
        run.all(&found.sources)
    })?;
    let summary = &outcome.summary;
    if is_diff && !args.run.quiet {
        output::note(&summary.of_diff());
    } else if !is_diff {
        for sink in run.sinks {
            sink.finish(args.run.quiet, summary)?;
        }
        if !args.run.quiet {
            filter.conclude();
        }
    }

    let fails = if is_diff { summary.fixed > 0 } else { outcome.fails };
    Ok(if outcome.has_failed || !found.failures.is_empty() {
        Status::Failed
    } else if fails {
        Status::Found
    } else {
        Status::Clean
    })
}

/// The threads of a run.
pub(super) fn pool(args: &LintArgs) -> Result<rayon::ThreadPool, String> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(args.run.threads.map_or(0, NonZero::get))
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))
}

/// How findings are printed on a stream.
pub(super) fn format(args: &LintArgs) -> Format {
    let default = if output::is_terminal() { Format::Pretty } else { Format::Concise };
    if args.statistics { Format::Statistics } else { args.output_format.unwrap_or(default) }
}

/// Whoever mistypes a command is told that there is no such file; say what was meant too.
fn hint_at_command(args: &LintArgs) {
    let commands = command::command_names();
    for path in args.paths.iter().filter(|path| !path.exists()) {
        let meant = path.to_str().and_then(|it| nearest(it, commands.iter().map(String::as_str)));
        if let Some(command) = meant {
            output::note(&format!("note: did you mean the command `{command}`?"));
        }
    }
}

pub(super) struct Run<'a> {
    pub(super) configs: &'a [Ready],
    /// Where reports go; the first is a stream.
    pub(super) sinks: Vec<Sink>,
    pub(super) mode: Mode,
    pub(super) filter: &'a Filter,
    /// Why findings are silenced.
    pub(super) reason: &'a str,
    pub(super) diff: Diff,
    pub(super) quiet: bool,
    /// What all files cite, if they are compared.
    pub(super) cited: Option<CitedSources>,
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
    pub(super) fn write(
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

    /// Gathers what the files cite, if a rule compares them. Standard input cannot be read twice,
    /// and what cannot be read is reported when it is linted.
    pub(super) fn gather(&mut self, sources: &[Source]) {
        let compares = |it: &Ready| it.rules.enabled().any(|(rule, _)| rule.name == COMPARES_PAGES);
        if !self.configs.iter().any(compares) {
            return;
        }
        let of_file = |source: &Source| {
            let text = source.path().and_then(|_| source.read().ok())?;
            let doc = Document::new(&text, &self.configs[source.config].config.site);
            Some(CitedSources::of_page(&source.name, &doc))
        };
        let mut cited = CitedSources::default();
        for batch in sources.chunks(BATCH) {
            let parts: Vec<_> = batch.par_iter().filter_map(of_file).collect();
            for part in parts {
                cited.merge(part);
            }
        }
        self.cited = Some(cited);
    }

    /// Lints one file, and does with it what the run is for.
    pub(super) fn one(&self, source: &Source) -> Result<Done, String> {
        let text = source.read()?;
        let Ready { config, rules } = &self.configs[source.config];
        let site = &config.site;
        match self.mode {
            Mode::Check => {
                let doc = rules.parse(&text, site);
                let cited = self.cited.as_ref();
                let elsewhere = cited.map(|cited| Elsewhere { cited, page: &source.name });
                let mut found = lint_among(&doc, rules, elsewhere);
                self.filter.apply(source, &text, &mut found);
                Ok(self.report(source, &text, doc.dialect, Some(&doc), &found))
            }
            Mode::Silence => Ok(self.silence(source, &text)),
            Mode::Fix(least) => Ok(self.put(source, &text, fix_page(&text, site, rules, least))),
            Mode::Diff(least) => {
                let fixed = fix_page(&text, site, rules, least);
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
        let Ready { config, rules } = &self.configs[source.config];
        let dialect = rules.dialect(&fixed.text, &config.site);
        let whole = self.sinks.iter().any(Sink::needs_document);
        let doc = whole.then(|| rules.parse(&fixed.text, &config.site));
        let mut done = self.report(source, &fixed.text, dialect, doc.as_ref(), &fixed.remaining);
        if fixed.text != text {
            if let Err(message) = source.replace(text, &fixed.text) {
                let doc = rules.parse(text, &config.site);
                let found = lint_document(&doc, rules);
                let done = self.report(source, text, doc.dialect, Some(&doc), &found);
                return Done { failure: Some(message), ..done };
            }
            notes.insert(0, format!("fixed `{}`: {}", source.name, by_rule(&fixed.applied)));
            done.summary = summary(&fixed);
        }
        Done { notes, page: source.is_stdin().then_some(fixed.text), ..done }
    }

    /// Silences what is found in a file, and reports what remains.
    fn silence(&self, source: &Source, text: &str) -> Done {
        let Ready { config, rules } = &self.configs[source.config];
        let doc = rules.parse(text, &config.site);
        let mut found = lint_document(&doc, rules);
        self.filter.apply(source, text, &mut found);
        let done = silence(text, &config.site, rules, &found, self.reason);
        let written = if done.text == text { Ok(()) } else { source.replace(text, &done.text) };
        if let Err(message) = written {
            let report = self.report(source, text, doc.dialect, Some(&doc), &found);
            return Done { failure: Some(message), ..report };
        }
        let mut remaining = done.remaining;
        self.filter.apply(source, &done.text, &mut remaining);
        let doc = rules.parse(&done.text, &config.site);
        let report = self.report(source, &done.text, doc.dialect, Some(&doc), &remaining);
        let silenced = by_rule(&done.silenced);
        let note = format!("silenced in `{}`: {silenced}", source.name);
        let notes = if silenced.is_empty() { Vec::new() } else { vec![note] };
        Done { notes, page: source.is_stdin().then_some(done.text), ..report }
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
        let summary = Summary::of_file(diagnostics);
        let least = self.configs[source.config].config.fail_on.severity();
        let fails = least.is_some_and(|least| summary.reaches(least));
        Done { reports, summary, fails, ..Done::default() }
    }

    /// Takes what came of a file, and returns what is reported of it.
    fn take(&self, done: Done, outcome: &mut Outcome) -> Result<Vec<String>, String> {
        outcome.summary += done.summary;
        outcome.fails |= done.fails;
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
