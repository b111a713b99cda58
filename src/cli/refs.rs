//! `citelint refs`.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::args::{GlobalArgs, RefsArgs, RefsFormat};
use super::configs::{Asked, Configs, Ready};
use super::files::{self, Source};
use super::{Status, output, today};
use crate::facts::Document;
use crate::lint::lint_document;
use crate::report::refs::{self, Item, RefReport};

/// How many files are read before what they hold is written.
const BATCH: usize = 256;

pub(super) fn run(args: &RefsArgs, global: &GlobalArgs) -> Result<Status, String> {
    let asked = Asked { today: Some(today::today(None)?), ..Asked::default() };
    let Some(mut configs) = Configs::new(global, asked) else { return Ok(Status::Failed) };
    let found = files::find(&args.paths, args.stdin_filename.as_deref(), &mut configs);
    let Some(configs) = configs.finish() else { return Ok(Status::Failed) };
    for failure in &found.failures {
        output::error(failure);
    }
    for note in &found.notes {
        output::note(&format!("note: {note}"));
    }
    let index = Index { configs, format: args.output_format };
    let unread = index.print(&found.sources)?;
    let failed = unread || !found.failures.is_empty();
    Ok(if failed { Status::Failed } else { Status::Clean })
}

struct Index {
    configs: Vec<Ready>,
    format: RefsFormat,
}

/// What one file adds.
enum Part {
    /// A piece of the report.
    Text(String),
    /// What it cites, for a bibliography of all files.
    Items(Vec<Item>),
}

impl Index {
    /// Prints the index of all files; whether one of them could not be read.
    fn print(&self, sources: &[Source]) -> Result<bool, String> {
        let mut unread = false;
        let mut items = Vec::new();
        let mut text = match self.format {
            RefsFormat::Json => refs::json_start(),
            RefsFormat::Csv => refs::csv_header(),
            _ => String::new(),
        };
        let mut is_first = true;
        for batch in sources.chunks(BATCH) {
            let parts: Vec<_> = batch.par_iter().map(|source| self.one(source)).collect();
            for part in parts {
                match part {
                    Ok(Part::Text(part)) => {
                        if !std::mem::take(&mut is_first) {
                            text.push_str(self.separator());
                        }
                        text.push_str(&part);
                    }
                    Ok(Part::Items(part)) => items.extend(part),
                    Err(message) => {
                        unread = true;
                        output::error(&message);
                    }
                }
            }
            if !output::write(&std::mem::take(&mut text))? {
                return Ok(unread);
            }
        }
        match self.format {
            RefsFormat::Json => text.push_str(refs::json_finish()),
            RefsFormat::Bibtex => text.push_str(&refs::bibtex(&items)),
            RefsFormat::CslJson => text.push_str(&refs::csl_json(&items)),
            RefsFormat::Table | RefsFormat::Csv => {}
        }
        output::write(&text)?;
        Ok(unread)
    }

    fn separator(&self) -> &'static str {
        match self.format {
            RefsFormat::Json => ",\n",
            RefsFormat::Table => "\n",
            _ => "",
        }
    }

    fn one(&self, source: &Source) -> Result<Part, String> {
        let text = source.read()?;
        let Ready { config, rules } = &self.configs[source.config];
        let doc = Document::new(&text, &config.site);
        let diagnostics = lint_document(&doc, rules);
        let report = RefReport::new(&source.name, &doc, &diagnostics);
        Ok(match self.format {
            RefsFormat::Table => Part::Text(refs::table(&report, output::width())),
            RefsFormat::Json => Part::Text(refs::json(&report)),
            RefsFormat::Csv => Part::Text(refs::csv(&report)),
            RefsFormat::Bibtex | RefsFormat::CslJson => Part::Items(refs::items(&report)),
        })
    }
}
