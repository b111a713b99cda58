//! `citelint dump`.

mod args;
mod bar;
mod text;

use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;

use serde::Serialize;

pub(super) use args::DumpArgs;

use super::args::GlobalArgs;
use super::configs::{Asked, Configs, Ready};
use super::files::name_of;
use super::{Status, output, write};
use crate::date::Date;
use crate::dump::{
    Checkpoint, Input, Meter, Options, Output, OutputFile, Summary, checkpoint_path, fingerprint,
    run as run_dump,
};
use bar::Bar;

/// The version of the summary's fields.
const VERSION: u32 = 1;

pub(super) fn run(args: &DumpArgs, global: &GlobalArgs) -> Result<Status, String> {
    let unfinished = args.output.as_deref().map(|it| unfinished(it, args.resume)).transpose()?;
    let unfinished = unfinished.flatten();
    let mut asked = Asked::by(&args.rules, &args.run)?;
    if let (Some(before), None) = (&unfinished, args.run.today) {
        // The next day would find other things.
        asked.today = before.today.parse::<Date>().ok();
    }
    let today = asked.today.map(|it| it.to_string()).unwrap_or_default();
    let Some(mut configs) = Configs::new(global, asked) else { return Ok(Status::Failed) };
    let number = configs.of_dump(&args.path);
    let Some(configs) = configs.finish() else { return Ok(Status::Failed) };
    let Ready { config, rules } = &configs[number];

    let is_stdin = args.path == Path::new("-");
    let name = if is_stdin { "<stdin>".to_owned() } else { name_of(&args.path) };
    let input = Input::open(&args.path, name.clone())?;
    let titles: Vec<&str> = args.title.iter().map(regex::Regex::as_str).collect();
    let settings = (&config.site, &config.lint, args.namespaces(), titles);
    let settings = fingerprint(&input, &settings);
    let settings = settings.map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let checkpoint = match unfinished {
        None => Checkpoint::new(settings, today),
        Some(before) if before.fingerprint == settings => before,
        Some(_) => {
            return Err(
                "cannot resume: the dump, the settings or the version of citelint are not \
                        those of the run before; start anew with another `--output`"
                    .to_owned(),
            );
        }
    };

    let mut sink = match &args.output {
        Some(path) => Output::File(OutputFile::open(path, &checkpoint)?),
        None if args.statistics => Output::Nowhere,
        None => Output::Stream(Box::new(io::stdout().lock())),
    };
    let meter = Meter::default();
    let one = NonZeroUsize::MIN;
    let options = Options {
        site: &config.site,
        rules,
        namespaces: args.namespaces(),
        titles: &args.title,
        limits: args.limits(),
        threads: args.run.threads.unwrap_or_else(|| available_parallelism().unwrap_or(one)),
        meter: &meter,
    };
    let prints_to_terminal = matches!(sink, Output::Stream(_)) && output::is_terminal();
    let shows = !args.run.quiet && !prints_to_terminal;
    let mut bar = Bar::new(&name, input.size, checkpoint.restart(), &meter, shows);
    let summary = run_dump(input, &options, checkpoint, &mut sink, &mut bar)?;
    bar.finish();
    if let Some(path) = &args.summary {
        let text = summary_json(&name, &summary)?;
        let written = write::create(path, &text, true);
        written.map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    sink.conclude()?;

    let table = text::table(&summary, |rule| config.lint.severity(rule));
    if args.statistics {
        output::write(&table)?;
    }
    if !args.run.quiet {
        if !args.statistics {
            output::write_to(output::Stream::Error, &table)?;
        }
        output::write_to(output::Stream::Error, &text::conclusion(&summary))?;
        output::write_to(output::Stream::Error, &text::rates(&meter))?;
    }
    let fails = config.fail_on.severity().is_some_and(|least| summary.reaches(least));
    Ok(if summary.problems > 0 {
        Status::Failed
    } else if fails {
        Status::Found
    } else {
        Status::Clean
    })
}

/// The checkpoint of the run before that was to write this output, if it goes on.
fn unfinished(output: &Path, resume: bool) -> Result<Option<Checkpoint>, String> {
    let checkpoint = Checkpoint::read(output)?;
    let (name, path) = (output.display(), checkpoint_path(output));
    match (&checkpoint, resume) {
        (Some(_), false) => Err(format!(
            "`{name}` holds the findings of a run that did not come to its end: go on with it by \
             `--resume`, or remove `{}` to start anew",
            path.display()
        )),
        (None, true) if output.exists() => Err(format!(
            "there is nothing to resume: `{name}` has no checkpoint, as after a run that came to \
             its end; leave `--resume` out to write it anew"
        )),
        _ => Ok(checkpoint),
    }
}

fn summary_json(path: &str, summary: &Summary) -> Result<String, String> {
    #[derive(Serialize)]
    struct SummaryJson<'a> {
        version: u32,
        tool: ToolJson,
        path: &'a str,
        #[serde(flatten)]
        summary: &'a Summary,
    }
    #[derive(Serialize)]
    struct ToolJson {
        name: &'static str,
        version: &'static str,
    }
    let tool = ToolJson { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    let summary = SummaryJson { version: VERSION, tool, path, summary };
    let text = serde_json::to_string_pretty(&summary).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}
