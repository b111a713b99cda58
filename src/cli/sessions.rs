//! `tests/cmd` holds a session for every command and every flag.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;

#[test]
fn every_argument_is_used_in_a_session() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut lines: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).expect("sessions") {
        let path = entry.expect("sessions").path();
        if path.extension().is_some_and(|it| it == "trycmd") {
            let text = fs::read_to_string(path).expect("a session");
            let commands = text.lines().filter_map(|line| line.strip_prefix("$ citelint "));
            lines.extend(commands.map(str::to_owned));
        }
    }
    let cli = Cli::command();
    // Without a command it is `check`, of which `fix` is another name.
    let command_of = |line: &str| {
        let named = line.split(' ').find_map(|it| cli.find_subcommand(it));
        let name = named.map_or("check", Command::get_name);
        if name == "fix" && ![" -h", " --help"].iter().any(|it| line.contains(it)) {
            "check"
        } else {
            name
        }
        .to_owned()
    };
    let used: HashSet<(String, &str)> = lines
        .iter()
        .flat_map(|line| {
            let flags = line.split(' ').filter_map(|it| it.split('=').next());
            flags.map(move |flag| (command_of(line), if flag == "-h" { "--help" } else { flag }))
        })
        .collect();
    let mut missing = Vec::new();
    for command in cli.get_subcommands() {
        let name = if command.get_name() == "fix" { "check" } else { command.get_name() };
        let shared = cli.get_arguments().filter(|_| name == "check");
        let flags = command.get_arguments().chain(shared).filter_map(Arg::get_long);
        let flags = flags.map(|flag| (name, format!("--{flag}")));
        let all = flags.chain([(command.get_name(), "--help".to_owned())]);
        missing.extend(all.filter(|(name, flag)| !used.contains(&((*name).to_owned(), &**flag))));
    }
    assert!(missing.is_empty(), "no session in tests/cmd uses {missing:#?}");
}
