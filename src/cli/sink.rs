//! Reports on their way to standard output or a file.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::args::{Format, GlobalArgs, OutputArg};
use super::output::{self, Stream};
use super::write::make_readable;
use crate::report::{
    Checkstyle, Concise, FileReport, Github, Gitlab, Html, Json, JsonLines, Junit, Pretty, Rdjson,
    Reporter, Sarif, Statistics, Summary,
};

/// A report of one format, and where it goes.
pub(super) struct Sink {
    format: Format,
    reporter: Box<dyn Reporter>,
    target: Target,
    /// Whether no file has been reported yet.
    first: bool,
    /// Whether somebody still reads it.
    has_reader: bool,
}

enum Target {
    Stream(Stream),
    /// A file that takes its name when all is written.
    File {
        path: PathBuf,
        file: BufWriter<NamedTempFile>,
    },
}

impl Sink {
    /// A report on one of the streams.
    pub(super) fn to_stream(format: Format, stream: Stream, global: &GlobalArgs) -> Self {
        let color = output::use_color(global.color);
        let width = output::width();
        let links = color && output::is_terminal();
        let reporter = reporter(format, Pretty { width, color, links });
        Self { format, reporter, target: Target::Stream(stream), first: true, has_reader: true }
    }

    /// A report in a file, which is there only once it is whole.
    pub(super) fn to_file(output: &OutputArg) -> Result<Self, String> {
        let path = output.path.clone();
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|it| !it.is_dir()) {
            let (path, folder) = (path.display(), folder.display());
            return Err(format!("cannot write `{path}`: there is no folder `{folder}`"));
        }
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
            .map_err(|error| cannot_write(&path, &error))?;
        let reporter = reporter(output.format, Pretty { width: 100, color: false, links: false });
        let target = Target::File { path, file: BufWriter::new(file) };
        Ok(Self { format: output.format, reporter, target, first: true, has_reader: true })
    }

    /// What is reported of a file. Reports are made on many threads, and written in order.
    pub(super) fn report(&self, file: &FileReport<'_>) -> String {
        self.reporter.file(file)
    }

    /// Whether the report shows more of a file than its findings.
    pub(super) fn needs_document(&self) -> bool {
        self.reporter.needs_document()
    }

    /// Whether anybody reads the report.
    pub(super) fn has_reader(&self) -> bool {
        self.has_reader
    }

    /// Starts the report.
    pub(super) fn start(&mut self) -> Result<(), String> {
        let start = self.reporter.start();
        self.write(&start)
    }

    /// Writes what is reported of some files.
    pub(super) fn add<'a>(&mut self, reports: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let mut text = String::new();
        for report in reports.filter(|report| !report.is_empty()) {
            if !self.first {
                text.push_str(self.reporter.separator());
            }
            self.first = false;
            text.push_str(report);
        }
        self.write(&text)
    }

    /// Ends the report. The summary of lines that programs may read goes to standard error.
    pub(super) fn finish(mut self, quiet: bool, summary: &Summary) -> Result<(), String> {
        if !self.has_reader {
            return Ok(());
        }
        let end = match (self.format, &self.target) {
            (Format::Pretty, _) if !quiet => format!("{summary}\n"),
            (Format::Concise | Format::Statistics, Target::Stream(_)) if !quiet => {
                let end = self.reporter.finish(summary);
                self.write(&end)?;
                output::note(&summary.to_string());
                return Ok(());
            }
            _ => self.reporter.finish(summary),
        };
        self.write(&end)?;
        let Target::File { path, file } = self.target else { return Ok(()) };
        let file = file.into_inner().map_err(|error| cannot_write(&path, error.error()))?;
        make_readable(file.as_file()).map_err(|error| cannot_write(&path, &error))?;
        file.persist(&path).map_err(|error| cannot_write(&path, &error.error))?;
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), String> {
        match &mut self.target {
            Target::Stream(stream) => self.has_reader &= output::write_to(*stream, text)?,
            Target::File { path, file } => {
                file.write_all(text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
            }
        }
        Ok(())
    }
}

fn reporter(format: Format, pretty: Pretty) -> Box<dyn Reporter> {
    match format {
        Format::Pretty => Box::new(pretty),
        Format::Concise => Box::new(Concise),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif::default()),
        Format::Github => Box::new(Github::default()),
        Format::Gitlab => Box::new(Gitlab),
        Format::Junit => Box::new(Junit),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Rdjson => Box::new(Rdjson),
        Format::Html => Box::new(Html::default()),
        Format::Statistics => Box::new(Statistics::default()),
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    format!("cannot write `{}`: {error}", path.display())
}
