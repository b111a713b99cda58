//! The arguments.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::dump::DumpArgs;
use crate::config::{DialectChoice, FailOn};
use crate::date::Date;

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
    /// Write a citelint.toml with all settings as comments
    Init,
    /// Show the settings in force for a page, and where each comes from
    Config(ConfigArgs),
    /// Print the JSON Schema of a file format
    Schema(SchemaArgs),
    /// Lint every page of a MediaWiki XML export
    Dump(DumpArgs),
    /// Record today's findings, so that `check --baseline` reports only new ones
    Baseline(BaselineArgs),
    /// Serve editors: the language server, on standard input and output
    Lsp,
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(super) struct GlobalArgs {
    /// Use the settings of this file or ready profile instead of those of `citelint.toml`, or set
    /// one, for instance `site.sub-referencing=true`; may be repeated
    // Else the place in the help would depend on how many commands there are.
    #[arg(long, global = true, value_name = "FILE|KEY=VALUE", display_order = 900)]
    pub(super) config: Vec<String>,
    /// Look for no `citelint.toml`
    #[arg(long, global = true, display_order = 900)]
    pub(super) isolated: bool,
    /// What the pages are written in: by default their text decides [default: auto]
    #[arg(long, global = true, value_name = "DIALECT", value_enum, display_order = 899)]
    pub(super) dialect: Option<DialectChoice>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    #[arg(display_order = 901)]
    pub(super) color: Color,
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
    /// Write comments into the pages that silence what is found, with this reason
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "", conflicts_with_all = ["fix", "diff"])]
    pub(super) add_suppressions: Option<String>,
    /// Report only what this file, which `citelint baseline` writes, does not accept
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff"])]
    pub(super) baseline: Option<PathBuf>,
    /// Check again whenever a page or a setting changes, until Ctrl-C
    ///
    /// Only pages that have changed are linted again.
    #[arg(long, conflicts_with_all = ["fix", "diff", "unsafe_fixes", "add_suppressions", "output"])]
    #[arg(conflicts_with_all = ["diff_base", "stdin_filename"])]
    pub(super) watch: bool,
    /// Report only what lies on lines that have changed since a git revision
    ///
    /// More exactly, since the last commit that the revision and the branch have in common.
    #[arg(long, value_name = "REV", conflicts_with_all = ["fix", "diff"])]
    pub(super) diff_base: Option<String>,
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
    #[command(flatten)]
    pub(super) rules: RulesArgs,
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
    #[command(flatten)]
    pub(super) run: RunArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Run these rules or groups, or `all`, instead of those that run by default
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Run these rules or groups, or `all`, in addition
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) extend_select: Vec<String>,
    /// How severe a finding must be for exit status 1 [default: warning]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) fail_on: Option<FailOn>,
}

#[derive(Debug, Args)]
pub(super) struct RunArgs {
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
pub(super) struct ConfigArgs {
    /// A page, or a folder of pages
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The format
    #[arg(value_name = "FORMAT", value_enum)]
    pub(super) format: SchemaFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    /// citelint.toml
    Config,
    /// Findings as JSON, as `check` and `dump` print them
    Diagnostics,
    /// Tables of things to look for, as in rules/packs
    Pack,
}

#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Files and folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = "citelint-baseline.json")]
    pub(super) output: PathBuf,
    /// Add nothing, and drop what is not found any more
    #[arg(long)]
    pub(super) prune: bool,
    /// The day of this run, for rules about dates that lie ahead [default: `SOURCE_DATE_EPOCH`,
    /// else the clock, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
