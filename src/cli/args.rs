//! The arguments.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::date::Date;
use crate::facts::rendered::Dialect;
use crate::lint::Severity;

/// Finds problems in MediaWiki pages: footnotes that break, citations that cannot be right,
/// markup that is never closed.
#[derive(Debug, Parser)]
#[command(name = "citelint", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "`citelint PATH…` is the same as `citelint check PATH…`.")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: GlobalArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint files and folders
    Check(CheckArgs),
    /// Lint and apply fixes: the same as `check --fix`
    Fix(FixArgs),
    /// List the footnotes of pages: their numbers, what they cite, what is wrong with them
    Refs(RefsArgs),
    /// Print the syntax tree of a page
    Parse(ParseArgs),
    /// List the rules
    Rules,
    /// Print the page of a rule: what it reports, why, examples, options
    Explain(ExplainArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(super) struct GlobalArgs {
    /// Read settings from a TOML file, or set one, for instance `site.sub-referencing=true`; may be
    /// repeated
    // Else the place in the help would depend on how many commands there are.
    #[arg(long, global = true, value_name = "FILE|KEY=VALUE", display_order = 900)]
    pub(super) config: Vec<String>,
    /// What the pages are written in: by default their text decides
    #[arg(long, global = true, value_name = "DIALECT", value_enum, default_value_t)]
    pub(super) dialect: DialectArg,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    #[arg(display_order = 901)]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DialectArg {
    /// As the text shows
    #[default]
    Auto,
    /// The source of pages
    Wikitext,
    /// Text copied from rendered pages: `[1]` markers, a numbered list of references
    Rendered,
}

impl DialectArg {
    /// The dialect of all pages, if their text does not decide.
    pub(super) fn forced(self) -> Option<Dialect> {
        match self {
            Self::Auto => None,
            Self::Wikitext => Some(Dialect::Wikitext),
            Self::Rendered => Some(Dialect::Rendered),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal; `NO_COLOR` and `CLICOLOR_FORCE` are honoured
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) lint: LintArgs,
    /// Apply the fixes that cannot change what readers see, or only remove an error
    ///
    /// What standard input holds goes to standard output, fixed, and the findings that remain to
    /// standard error.
    #[arg(long)]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) how: FixingArgs,
}

#[derive(Debug, Args)]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) lint: LintArgs,
    #[command(flatten)]
    pub(super) how: FixingArgs,
}

#[derive(Debug, Args)]
pub(super) struct FixingArgs {
    /// Apply the other fixes too: look at what they change
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Print what the fixes would change, and change nothing
    #[arg(long, conflicts_with = "output_format")]
    pub(super) diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Files and folders, `-` for standard input
    ///
    /// In folders, files ending in .wiki, .wikitext, .mediawiki and .mw are linted; hidden ones
    /// and those that .gitignore names are not, and symbolic links are not followed.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// Run these rules or groups, or `all`, instead of those that run by default
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Run these rules or groups, or `all`, in addition
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) extend_select: Vec<String>,
    /// How severe a finding must be for exit status 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub(super) fail_on: FailOn,
    /// How to print findings [default: pretty on a terminal, else concise]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) output_format: Option<Format>,
    /// Write a report to a file as well; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", conflicts_with = "diff")]
    pub(super) output: Vec<OutputArg>,
    /// Print how often each rule was broken in place of the findings
    #[arg(long, conflicts_with_all = ["output_format", "diff"])]
    pub(super) statistics: bool,
    /// The name of what standard input holds, for reports
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<String>,
    /// The day of this run, for rules about dates that lie ahead [default: `SOURCE_DATE_EPOCH`,
    /// else the clock, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
    /// Print findings and errors, but no summary and no notes
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    #[default]
    Warning,
    /// Any finding
    Info,
    /// No finding
    Never,
}

impl FailOn {
    /// The least severity that fails the run.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The source round each finding, for people
    Pretty,
    /// One line for each finding: path:line:column: severity[rule] message
    Concise,
    /// One JSON document
    Json,
    /// One JSON object a line for each finding
    Jsonl,
    /// SARIF 2.1.0, as GitHub code scanning takes it
    Sarif,
    /// Annotations in GitHub Actions
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
    /// JUnit XML: each finding is a test that failed
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// The JSON of reviewdog
    Rdjson,
    /// One page to look at: the text with its findings, its references
    Html,
    /// How often each rule was broken
    Statistics,
}

/// A report that goes to a file.
#[derive(Clone, Debug)]
pub(super) struct OutputArg {
    pub(super) format: Format,
    pub(super) path: PathBuf,
}

impl FromStr for OutputArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("write it as FORMAT=FILE, for instance `sarif=findings.sarif`".to_owned())?;
        let format = Format::from_str(format, false).map_err(|_| {
            let known = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let known: Vec<String> = known.map(|it| it.get_name().to_owned()).collect();
            format!("there is no format `{format}`, only {}", known.join(", "))
        })?;
        Ok(Self { format, path: path.into() })
    }
}

#[derive(Debug, Args)]
pub(super) struct RefsArgs {
    /// Files and folders, `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// How to print the footnotes
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) output_format: RefsFormat,
    /// The name of what standard input holds, for reports
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum RefsFormat {
    /// A table as wide as the terminal, for people
    #[default]
    Table,
    /// One JSON document
    Json,
    /// Comma-separated values, one footnote a line
    Csv,
    /// The sources as BibTeX, each once
    Bibtex,
    /// The sources as CSL-JSON, each once
    CslJson,
}

#[derive(Debug, Args)]
pub(super) struct ParseArgs {
    /// The file, `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    /// How to print the tree
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) output_format: TreeFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeFormat {
    /// An indented outline
    #[default]
    Tree,
    /// JSON
    Json,
    /// The XML of MediaWiki's `action=parse&prop=parsetree`
    Parsetree,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The name of the rule
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: Shell,
}

/// Puts `check` before the arguments unless they name a command.
pub(super) fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    const GLOBAL: [&str; 3] = ["--config=", "--color=", "--dialect="];
    let mut rest = arguments.iter().skip(1).filter_map(|it| it.to_str().or(Some("")));
    let first = loop {
        match rest.next() {
            // Global options may stand before the command.
            Some("--config" | "--color" | "--dialect") => drop(rest.next()),
            Some(it) if GLOBAL.iter().any(|option| it.starts_with(option)) => {}
            other => break other,
        }
    };
    let about_itself = ["-h", "--help", "-V", "--version", "help"];
    let named = first.is_none_or(|it| about_itself.contains(&it) || is_command(it));
    if !named {
        arguments.insert(1, "check".into());
    }
    arguments
}

/// Whether there is a command of that name.
fn is_command(name: &str) -> bool {
    Cli::command().get_subcommands().any(|command| command.get_name() == name)
}

/// The names of all commands.
pub(super) fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::CommandFactory as _;

    use super::{Cli, with_command};

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn check_is_the_command_where_none_is_named() {
        let completed = |line: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            with_command(words).join(" ".as_ref()).into_string().expect("UTF-8")
        };
        assert_eq!(completed("citelint a.wiki"), "citelint check a.wiki");
        assert_eq!(completed("citelint -"), "citelint check -");
        assert_eq!(completed("citelint -q rules"), "citelint check -q rules");
        assert_eq!(completed("citelint --color never a"), "citelint check --color never a");
        for named in [
            "citelint",
            "citelint --help",
            "citelint rules",
            "citelint --color=never --config a=b parse x",
        ] {
            assert_eq!(completed(named), named);
        }
    }
}
