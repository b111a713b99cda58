//! The `citelint` command: arguments, files, threads and the clock. All input and output of the
//! crate happens here.

mod about;
mod args;
mod baseline;
mod chain;
mod check;
mod command;
mod configs;
mod dump;
mod explain;
mod files;
mod filter;
mod git;
mod ignored;
mod init;
mod inspect;
mod mistake;
mod outcome;
mod output;
mod parse;
mod progress;
mod refs;
mod rules;
mod schema;
#[cfg(test)]
mod sessions;
mod sink;
mod today;
mod watch;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use crate::lsp::Arguments;
use args::{Cli, Command};
pub(crate) use chain::FILE_NAME;
pub(crate) use configs::{Asked, Configs, Ready};
pub(crate) use files::{Source, find, name_of};
pub(crate) use today::today;

/// What the command found, as its exit status tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing that matters: 0.
    Clean,
    /// Something was found: 1.
    Found,
    /// The tool could not do its work: 2. Messages have said why.
    Failed,
}

/// Runs the command with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = Cli::parse_from(command::with_command(arguments));
    let status = match &cli.command {
        Command::Check(args) if args.watch => watch::run(args, &cli.global),
        Command::Check(args) => check::check(args, &cli.global),
        Command::Fix(args) => check::fix(args, &cli.global),
        Command::Refs(args) => refs::run(args, &cli.global),
        Command::Parse(args) => parse::run(args, &cli.global),
        Command::Rules => rules::run(&cli.global),
        Command::Explain(args) => explain::run(args, &cli.global),
        Command::Init => init::run(),
        Command::Config(args) => inspect::run(args, &cli.global),
        Command::Schema(args) => schema::run(args),
        Command::Dump(args) => dump::run(args, &cli.global),
        Command::Lsp => return lsp(cli.global),
        Command::Baseline(args) => baseline::run(args, &cli.global),
        Command::Completions(args) => about::completions(args),
        Command::Man => about::man(),
    };
    let status = status.unwrap_or_else(|message| {
        output::error(&message);
        Status::Failed
    });
    ExitCode::from(match status {
        Status::Clean => 0,
        Status::Found => 1,
        Status::Failed => 2,
    })
}

/// Serves an editor. The exit status is that of the protocol.
fn lsp(global: args::GlobalArgs) -> ExitCode {
    let args::GlobalArgs { config, isolated, dialect, .. } = global;
    crate::lsp::run(Arguments { config, is_isolated: isolated, dialect })
}
