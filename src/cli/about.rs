//! `citelint completions` and `citelint man`: what the command says of itself to other programs.

use clap::CommandFactory as _;

use super::args::{Cli, CompletionsArgs};
use super::{Status, output};

pub(super) fn completions(args: &CompletionsArgs) -> Result<Status, String> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "citelint", &mut script);
    print(&script)
}

pub(super) fn man() -> Result<Status, String> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
    rendered.map_err(|error| format!("cannot make the manual page: {error}"))?;
    print(&page)
}

fn print(text: &[u8]) -> Result<Status, String> {
    output::write(&String::from_utf8_lossy(text))?;
    Ok(Status::Clean)
}
